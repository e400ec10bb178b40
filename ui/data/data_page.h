// Data: the datasets at the left, the open one in the middle (rows, profile, checks, a query), what is
// chosen explained at the right. A CSV file dropped here, or the plus, opens the import. Main thread.
#pragma once

#include "async/latest.h"
#include "service/data_service.h"
#include "service/remote_people.h"
#include "ui/kit/page.h"

#include <memory>

class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace audience::ui {

class ChecksView;
class ColumnProfiles;
class DataSide;
class DatasetList;
class GridModel;
class ImportView;
class MoveInView;
class Jobs;
class Notice;
class ProfileView;
class QueryView;
class RemotePane;
class RowsActions;
class RowsPane;
class StateView;
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
    // A dataset's name (also of one that stays in its source), "import", "import:<file>" (more files on lines of their own), "query", and inside the rows
    // "person:<key>" and "column:<name>" of the dataset that is open
    void open(const QString &target) override;
    void workspaceChanged() override { reload(); }
    QString place() const override;
    bool isSettled() const override;
    RowsPane *rowsPane() const { return m_rowsPane; }
    GridModel *rows() const;

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum Tab { Rows, Profile, Checks, Query };
    enum View { Work, Standing, Import, MovingIn, Staying }; // standing: loading, empty or unreadable; staying: rows that are elsewhere
    struct Loaded {
        std::vector<service::DatasetView> datasets;
        std::vector<service::RemoteView> remotes;
    };
    void begin(); // once all parts are there
    QWidget *makeWork();
    void makeTools();
    void makeActions();
    void connectParts();
    void connectPanels();
    void connectImport();
    void reload();
    void connectRemote();
    void take(Loaded loaded);
    void takeTable();
    void openDataset(const service::DatasetView &dataset);
    void openRemote(const service::RemoteView &remote);
    void leaveRemote();
    bool isEmpty() const { return m_datasets.empty() && m_remotes.empty(); }
    void goToWanted();
    void goToCheck();
    void findPerson(const QString &key);
    void chooseColumn(const QString &name);
    void fit();
    void show(const service::DatasetView &dataset);
    void showTab(int tab);
    void showRow(int row);
    void chooseFile();
    void importFiles(const QStringList &paths);
    void moveIn(const QString &path); // an export of another tool; empty: asks for it

    std::shared_ptr<service::Session> m_session;
    Jobs *m_jobs;
    std::vector<service::DatasetView> m_datasets;
    std::vector<service::RemoteView> m_remotes; // what stays in its source
    service::DatasetView m_current;
    QStringList m_wanted; // targets that wait for the datasets
    QString m_imported;   // the dataset to show behind what came of the import
    QString m_inside;     // a person, column or check that waits for the rows
    bool m_isLoading = false, m_isFinding = false, m_isPanelClosed = false, m_isPanelAsked = false;
    ColumnProfiles *m_profiles;
    DatasetList *m_list;
    QStackedWidget *m_stack, *m_middle;
    StateView *m_state;
    DataSide *m_side;
    TabRow *m_tabs;
    QToolButton *m_findTool, *m_columnsTool, *m_exportTool, *m_panelTool;
    QLabel *m_checksChip, *m_size, *m_asOf;
    RowsPane *m_rowsPane;
    ProfileView *m_profileView;
    ChecksView *m_checksView;
    QueryView *m_queryView;
    RemotePane *m_remotePane;
    ImportView *m_importView;
    MoveInView *m_moveInView;
    Notice *m_notice;
    RowsActions *m_actions;
    QPushButton *m_filterButton, *m_queryButton;
    Latest<Loaded> m_latest;
    Latest<std::int64_t> m_find;
};

} // namespace audience::ui
