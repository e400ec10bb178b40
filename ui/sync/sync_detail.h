// One sync: how fresh its data are, what a run in progress does, what changed in the table, its runs over time, and the rows
// that were not taken. Shows; whoever holds it acts. Main thread.
#pragma once

#include "service/sync_guess.h"
#include "ui/kit/widgets.h"

#include <optional>

class QProgressBar;

namespace audience::ui {

class Card;
class ChartView;
class ColumnFit;
class FigureBox;
class ListRows;
class Notice;
class SegmentedControl;
class TableModel;
class TableView;

struct SyncFacts {
    service::SyncLine line;
    std::vector<sync::SyncRun> runs; // the newest first
    std::vector<sync::KeptReject> rejects;
    std::optional<service::SyncProposal> compared; // with the table as it is now
    int checks = 0, passed = 0;                    // that are kept of its dataset
};

using RefusedRows = std::vector<std::pair<std::int64_t, std::int64_t>>; // by run and row

// A run that goes on now.
struct SyncProgress {
    qint64 rows = 0, total = 0, bytes = 0;
    double seconds = 0;
    QString left; // "28 s left"
};

class SyncDetail final : public QWidget {
    Q_OBJECT
public:
    explicit SyncDetail(QWidget *parent = nullptr);
    void show(const SyncFacts &facts, Instant now, bool mayAct);
    void showProgress(const std::optional<SyncProgress> &progress);
    void say(const Error &error);
    void clearNotice();

Q_SIGNALS:
    void runWanted(bool everything, bool mayRemove);
    void retryWanted(const RefusedRows &rows); // none: all of them
    void stopWanted();
    void acceptWanted();
    void leaveOutWanted();
    void dataWanted();
    void checksWanted();
    void connectionWanted();

private:
    void makeFigures(QBoxLayout *column);
    void makeProgress(QBoxLayout *column);
    void makeDrift(QBoxLayout *column);
    void makeRuns(QBoxLayout *column);
    void makeRejects(QBoxLayout *column);
    void refreshFigures();
    void refreshDrift();
    void refreshRuns();
    void refreshChart();
    void refreshRejects();
    void refreshRetry();
    void refreshNotice();
    void retry(bool isAll);
    bool hasKeys() const; // any of the refused rows can be asked for by itself
    RefusedRows chosen() const;

    SyncFacts m_facts;
    Instant m_now;
    bool m_mayAct = true, m_isRunning = false, m_wantsRemoval = false, m_wantsEverything = false;
    std::optional<Error> m_said; // stays until something else is done
    Notice *m_notice;
    FigureBox *m_fresh, *m_rows, *m_last, *m_month, *m_checks;
    QLabel *m_from, *m_notes, *m_running, *m_refusedNote;
    Card *m_progress, *m_drift, *m_runsCard, *m_rejectsCard, *m_chartCard;
    QProgressBar *m_bar;
    ListRows *m_changes;
    QPushButton *m_accept, *m_leaveOut, *m_again, *m_someAgain;
    ChartView *m_chart;
    SegmentedControl *m_measure;
    TableModel *m_runModel, *m_rejectModel;
    TableView *m_runView, *m_rejectView;
    ColumnFit *m_runFit, *m_rejectFit;
};

} // namespace audience::ui
