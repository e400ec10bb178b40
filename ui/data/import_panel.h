// A file before anything of it is kept: what was found, what it is to become, and after the import what
// came in and what did not. Asks only what cannot be told from the file.
#pragma once

#include "async/latest.h"
#include "service/data_service.h"

#include <QWidget>

#include <memory>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace audience::ui {

class Jobs;
class Notice;
class TableModel;
class TableView;

class ImportPanel final : public QWidget {
    Q_OBJECT
public:
    ImportPanel(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent = nullptr);
    // `datasets`: those that are there, to add to one of them.
    void open(const QString &path, const std::vector<service::DatasetView> &datasets);
    bool isBusy() const { return m_isBusy; }

Q_SIGNALS:
    void closed();
    void imported(const QString &dataset, const QString &message);

private:
    QWidget *makeChoices();
    QPushButton *addPick(const char *name, const QString &label, QVBoxLayout *to);
    void look();
    void show(const ingest::Preview &preview);
    void refresh();
    void pickColumn(QPushButton *button, std::string *field, bool mayBeNone);
    void start();
    void showReport(const ingest::ImportReport &report);

    std::shared_ptr<service::Session> m_session;
    Jobs *m_jobs;
    std::vector<service::DatasetView> m_datasets;
    ingest::ImportSpec m_spec;
    ingest::Preview m_preview;
    bool m_isBusy = false, m_hasPreview = false, m_isDone = false;
    QLabel *m_title, *m_found;
    Notice *m_notice;
    TableModel *m_table;
    TableView *m_view;
    QLineEdit *m_name;
    QPushButton *m_role, *m_mode, *m_key, *m_email, *m_consent, *m_profile, *m_time, *m_nameColumn, *m_dates, *m_import, *m_cancel;
    QLabel *m_rejectsTitle;
    TableModel *m_rejects;
    TableView *m_rejectsView;
    Latest<ingest::Preview> m_look;
};

} // namespace audience::ui
