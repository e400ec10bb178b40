// Sync: what comes over from the sources, how fresh it is and what it cost; one of them with its runs, its changes and the rows
// it did not take; the form of its plan. Runs go on while another page is shown, in the jobs of the window. Main thread.
#pragma once

#include "async/latest.h"
#include "service/local_answers.h"
#include "service/sync_guess.h"
#include "ui/kit/page.h"
#include "ui/sync/sync_detail.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

#include <atomic>
#include <map>
#include <memory>
#include <set>

class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace audience::service {
class Session;
class SyncScheduler;
}

namespace audience::ui {

class Job;
class Jobs;
class PlanForm;
class StateView;

class SyncPage final : public Page {
    Q_OBJECT
public:
    SyncPage(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent = nullptr);
    QString key() const override { return QStringLiteral("sync"); }
    QString title() const override { return tr("Sync"); }
    const char *iconName() const override { return "refresh-cw"; }
    QString heading() const override;
    bool isInside() const override { return m_view != View::List; }
    QList<QWidget *> stateChips() override;
    QList<QWidget *> actions() override;
    QList<PaletteEntry> paletteEntries() const override;
    void open(const QString &target) override; // a name; "/new\nCONNECTION\nSCHEMA\nTABLE"; "/plan\nNAME"
    void up() override { openList(); }
    QString place() const override { return m_view == View::Detail ? toTarget() : QString(); }
    bool isSettled() const override;
    void workspaceChanged() override { reload(); }
    PlanForm *form() { return m_form; }
    // What syncs would say; for pictures.
    void put(const SyncFacts &facts, const std::optional<SyncProgress> &progress = {});
    void put(const std::vector<service::SyncLine> &lines);

private:
    enum class View { List, Detail, Plan };
    struct Running {
        QPointer<Job> job;
        std::shared_ptr<std::atomic<std::int64_t>> bytes = std::make_shared<std::atomic<std::int64_t>>(0);
        QElapsedTimer clock;
    };
    void begin(QBoxLayout *layout); // once all parts are there
    void makeList();
    void makeActions();
    QString toTarget() const;
    void reload();
    void fill();
    void showSaved(const service::LocalAnswersView &answers);
    void openList();
    void openSync(const QString &name);
    void loadDetail();
    void showDetail();
    void openPlan();
    void addSync();
    void save(bool starts);
    void sayNotSaved(const Error &error, bool starts);
    void leaveThere();
    void run(const std::string &name, bool everything, bool mayRemove);
    void finished(const std::string &name, const Result<sync::SyncReport> &report);
    void retry(const RefusedRows &rows);
    void runWaiting(); // one at a time
    void runDue();
    void stop();
    void compare(bool accept);
    void leaveOut();
    void remove();
    void tick();
    void refresh();
    const service::SyncLine *find(const std::string &name) const;
    bool mayAct() const;

    std::shared_ptr<service::Session> m_session;
    Jobs *m_jobs;
    View m_view = View::List;
    std::vector<service::SyncLine> m_lines;
    std::vector<std::string> m_sources; // names of the connections there are
    struct Wanted {
        std::string name;
        bool everything = false, mayRemove = false;
    };
    std::map<std::string, Running> m_running; // one, as there is one run at a time in a workspace
    std::vector<Wanted> m_waiting;            // those that were asked for meanwhile
    std::set<std::string> m_byItself;         // runs that nobody asked for
    std::shared_ptr<service::SyncScheduler> m_scheduler; // of one thread at a time
    std::optional<service::SyncView> m_due;   // the run that comes next is one that nobody asked for
    QElapsedTimer m_looked;
    bool m_isLooking = false;
    std::string m_open; // of the sync whose detail or plan is shown
    SyncFacts m_facts;
    std::optional<SyncProgress> m_pictured;
    QString m_wanted;
    bool m_isLoaded = false, m_isSaving = false, m_startsStale = false;
    int m_busy = 0;
    StateView *m_state;
    QStackedWidget *m_stack;
    TableModel *m_table;
    TableView *m_tableView;
    ColumnFit *m_fit;
    QLabel *m_month, *m_saved, *m_chip;
    SyncDetail *m_detail;
    PlanForm *m_form;
    QPushButton *m_add, *m_runAll, *m_run, *m_edit, *m_compare, *m_cancel, *m_keep, *m_start;
    QToolButton *m_remove;
    QTimer m_clock;
    Latest<SyncFacts> m_reading;
};

} // namespace audience::ui
