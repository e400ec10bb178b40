// Settings > Imports: what was brought, when, from which file; the last one can be taken back, also after a restart.
// Main thread.
#pragma once

#include "async/latest.h"
#include "service/import_history.h"
#include "ui/kit/settings_section.h"

#include <memory>

class QLabel;
class QPushButton;

namespace audience::service {
class Session;
}

namespace audience::ui {

class Jobs;
class Notice;
class TableModel;
class TableView;

class ImportsSection final : public SettingsSection {
    Q_OBJECT
public:
    ImportsSection(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent = nullptr);
    QString key() const override { return QStringLiteral("imports"); }
    QString title() const override { return tr("Imports"); }
    const char *iconName() const override { return "upload"; }
    QStringList words() const override { return {tr("Take back an import"), tr("Files that were imported")}; }
    void opened() override;
    bool isSettled() const override { return m_busy == 0; }
    bool isReadFirst() const override { return true; }

private:
    void show(const std::vector<service::ImportEntry> &entries);
    void takeBack();

    std::shared_ptr<service::Session> m_session;
    Jobs *m_jobs;
    Latest<std::vector<service::ImportEntry>> m_latest;
    Notice *m_notice;
    QLabel *m_about;
    QPushButton *m_back;
    TableModel *m_model;
    TableView *m_table;
    std::vector<service::ImportEntry> m_shown;
    int m_busy = 0;
};

} // namespace audience::ui
