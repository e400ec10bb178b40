// The checks of one dataset, or of all: the list with what it is narrowed to, the pane of the chosen one, and what is done with
// them. Runs what has not been run on the rows that are there. Every change can be taken back. Main thread; the data are read in
// the background, runs of many datasets stand among the jobs.
#pragma once

#include "async/latest.h"
#include "ui/checks/check_model.h"

#include <QWidget>

#include <functional>
#include <memory>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace audience::ui {

class CheckList;
class CheckPanel;
class FilterChips;
class Notice;
class StateView;

class CheckDesk final : public QWidget {
    Q_OBJECT
public:
    // `prefix`: before the names of its parts, "quality". `isWhole`: it shows all datasets, and who has it shows its actions.
    CheckDesk(std::shared_ptr<service::Session> session, const QString &prefix, bool isWhole, QWidget *parent = nullptr);
    void setDataset(const std::string &dataset); // of a desk that is not whole
    void setFaults(const QVector<CheckItem> &faults); // common faults, at the end of the list
    void refresh(); // reads again, and runs what has not been run on these rows
    void run();
    void suggest();
    void importTests();
    void goTo(const QString &dataset); // to the first of it
    bool isBusy() const { return m_isReading || m_isRunning || m_isSuggesting || m_changes > 0; }
    int passed() const;
    int all() const; // that are kept
    CheckModel *model() { return m_model; }
    CheckList *list() { return m_list; }
    QList<QWidget *> actions() const;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void changed();
    void rowsWanted(const QString &dataset, const QString &query, const QString &column);
    void faultTurned(const QString &id, const QString &column, bool isOn);
    void said(const QString &message);
    void saidWithUndo(const QString &message, const std::function<void()> &undo);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    using Change = std::function<Result<void>(service::QualityService &)>;
    struct Found {
        std::string dataset;
        quality::Suggestions what;
    };
    void makeHead(QBoxLayout *layout);
    void read(bool runsAfter);
    std::vector<std::string> scope() const; // the datasets it is about
    void runOf(const std::vector<std::string> &datasets);
    void runAll();
    void takeRuns(Result<std::vector<quality::QualityRun>> runs);
    void forget(const std::vector<model::QualityCheck> &checks); // are not suggested any more
    void say(const Error &error);
    void fill();
    void showState();
    void showLooked();
    void showChosen();
    void openChosen();
    void turnChosen();
    void keepChosen();
    void removeChosen();
    void keep(const std::vector<model::QualityCheck> &checks);
    void keepAll();
    void readTests(const QString &path);
    // Does it in the background; then `undo` is offered with these words.
    void change(Change change, const QString &words, Change undo);
    std::size_t offered() const;

    std::shared_ptr<service::Session> m_session;
    QString m_prefix;
    bool m_isWhole;
    std::string m_dataset;
    std::vector<std::string> m_datasets; // all there are, of a desk that is whole
    std::vector<service::QualityView> m_views;
    std::vector<Found> m_found;
    std::vector<quality::LeftOut> m_left;
    QVector<CheckItem> m_faults;
    bool m_isLoaded = false, m_hasSuggested = false;
    bool m_isReading = false, m_isRunning = false, m_isSuggesting = false;
    int m_changes = 0;
    QString m_wanted; // the dataset to go to once it is read
    Notice *m_notice;
    FilterChips *m_chips;
    QLineEdit *m_search;
    QPushButton *m_run, *m_suggest, *m_keepAll, *m_import;
    QLabel *m_looked; // how much of the data suggestions come from
    CheckModel *m_model;
    CheckList *m_list;
    CheckPanel *m_panel;
    StateView *m_state;
    struct Read {
        std::vector<std::string> datasets;
        std::vector<service::QualityView> views;
    };
    Latest<Read> m_reading;
    Latest<std::vector<quality::QualityRun>> m_runs;
    Latest<std::vector<Found>> m_suggestions;
};

} // namespace audience::ui
