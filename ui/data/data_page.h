// Data: the datasets at the left, the open one in the middle (rows, profile, checks, a query), what is
// chosen explained at the right. A CSV file dropped here, or the plus, opens the import. Main thread.
#pragma once

#include "async/latest.h"
#include "service/data_service.h"
#include "ui/kit/page.h"

#include <memory>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace audience::ui {

class ChecksView;
class ColumnPanel;
class ColumnProfiles;
class GridModel;
class ImportView;
class Jobs;
class Notice;
class ProfileView;
class QueryView;
class RowPanel;
class RowsPane;
class SideList;
class TabRow;

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
    // A dataset's name, "import", "import:<file>" (more files on lines of their own), "query"
    void open(const QString &target) override;
    void workspaceChanged() override { reload(); }
    bool isSettled() const override;
    RowsPane *rowsPane() const { return m_rowsPane; }
    GridModel *rows() const;

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    enum Tab { Rows, Profile, Checks, Query };
    QWidget *makeWork();
    void makeTools();
    void makeActions();
    void connectParts();
    void reload();
    void take(std::vector<service::DatasetView> datasets);
    void fillList();
    void show(const service::DatasetView &dataset);
    void showTab(int tab);
    void showColumn(int column);
    void showRow(int row);
    void fillRelations();
    void refreshSegment();
    void makeSegment();
    void makeSegmentOfFilters();
    void makeSegmentOfSelected();
    void offerFilters(qint64 people);
    void offer(const QString &title, const QString &text, const QString &action, std::function<void()> act);
    void chooseFile();
    void importFiles(const QStringList &paths);
    void exportShown();
    void exportAnswer();

    std::shared_ptr<service::Session> m_session;
    Jobs *m_jobs;
    std::vector<service::DatasetView> m_datasets;
    service::DatasetView m_current;
    QString m_wanted;
    bool m_isLoading = false, m_isPanelClosed = false, m_isReadingKeys = false;
    std::function<void()> m_offered; // by the notice; goes with the selection it is about
    ColumnProfiles *m_profiles;
    SideList *m_list;
    QLineEdit *m_filter;
    QLabel *m_related;
    QStackedWidget *m_stack, *m_middle, *m_side;
    TabRow *m_tabs;
    QToolButton *m_findTool, *m_columnsTool, *m_exportTool;
    QLabel *m_checksChip, *m_size;
    RowsPane *m_rowsPane;
    ProfileView *m_profileView;
    ChecksView *m_checksView;
    QueryView *m_queryView;
    ColumnPanel *m_columnPanel;
    RowPanel *m_rowPanel;
    ImportView *m_importView;
    Notice *m_notice;
    QPushButton *m_filterButton, *m_queryButton, *m_segment;
    Latest<std::vector<service::DatasetView>> m_latest;
    Latest<std::vector<service::RelationView>> m_relations;
    Latest<std::vector<std::string>> m_keys;
    std::vector<service::RelationView> m_links;
};

} // namespace audience::ui
