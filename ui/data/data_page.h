// Data: the datasets at the left, their rows in the middle, one column at a glance at the right. A CSV
// file dropped here, or the plus, opens the import.
#pragma once

#include "async/latest.h"
#include "service/data_service.h"
#include "ui/kit/page.h"

#include <memory>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace audience::ui {

class ColumnPanel;
class ImportView;
class Jobs;
class Notice;
class SideList;
class TableModel;
class TableView;

class DataPage final : public Page {
    Q_OBJECT
public:
    DataPage(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("data"); }
    QString title() const override { return tr("Data"); }
    const char *iconName() const override { return "database"; }
    QString heading() const override;
    QList<QWidget *> stateChips() override;
    QList<QWidget *> actions() override;
    QList<PaletteEntry> paletteEntries() const override;
    void open(const QString &target) override; // a dataset's name, "import", "import:<file>" (more files on lines of their own)
    void workspaceChanged() override { reload(); }
    bool isSettled() const override;
    TableModel *rows() { return m_rows; }

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QWidget *makeGrid();
    void reload();
    void show(const service::DatasetView &dataset);
    void showColumn(int column);
    void chooseFile();
    void importFiles(const QStringList &paths);
    void exportCurrent();

    std::shared_ptr<service::Session> m_session;
    Jobs *m_jobs;
    std::vector<service::DatasetView> m_datasets;
    service::DatasetView m_current;
    QString m_wanted;
    int m_column = -1;
    bool m_isLoading = false, m_isProfiling = false;
    SideList *m_list;
    QStackedWidget *m_stack;
    TableModel *m_rows;
    TableView *m_grid;
    ColumnPanel *m_panel;
    ImportView *m_importView;
    Notice *m_notice;
    QLabel *m_size, *m_footLeft, *m_footRight;
    QPushButton *m_import, *m_export;
    Latest<std::vector<service::DatasetView>> m_latest;
    Latest<service::ColumnProfile> m_profile;
};

} // namespace audience::ui
