// The checks that somebody keeps for a dataset, each with how it stands, how it stood before and a way to the rows at fault;
// what else could be checked, and what to beware of. Every change can be taken back. Main thread; the data are read in the
// background.
#pragma once

#include "async/latest.h"
#include "service/quality_service.h"

#include <QWidget>

#include <functional>
#include <memory>

class QBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace audience::ui {

class Notice;

class QualityView final : public QWidget {
    Q_OBJECT
public:
    explicit QualityView(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    void setDataset(const std::string &dataset);
    void refresh(); // reads again, and runs what has not been run on these rows
    bool isBusy() const { return m_isReading || m_isRunning || m_isSuggesting || m_isChanging; }
    int passed() const;
    int all() const { return int(m_view.checks.size()); }

Q_SIGNALS:
    void changed();
    void checkWanted(const QString &check, const QString &column);
    void saidWithUndo(const QString &message, const std::function<void()> &undo);

private:
    using Change = std::function<Result<void>(service::QualityService &)>;
    void take(const service::QualityView &view);
    void run();
    void suggest();
    void fill();
    void addKept(const service::QualityCheckView &kept);
    void addStopped();
    void addSuggested(const model::QualityCheck &check);
    void addTrap(const quality::Trap &trap);
    void keep(const std::vector<model::QualityCheck> &checks);
    void remove(const std::vector<model::QualityCheck> &checks);
    void decline(const model::QualityCheck &check);
    void turn(const model::QualityCheck &check);
    // Does it in the background; then `undo` is offered with these words.
    void change(Change change, const QString &words, Change undo);
    void addShow(QBoxLayout *row, const model::QualityCheck &check, const QString &name, QWidget *box);

    std::shared_ptr<service::Session> m_session;
    std::string m_dataset;
    service::QualityView m_view;
    quality::Suggestions m_found;
    bool m_isReading = false, m_isRunning = false, m_isSuggesting = false, m_isChanging = false, m_hasSuggested = false;
    Notice *m_notice;
    QLabel *m_summary;
    QPushButton *m_suggest, *m_run, *m_keepAll;
    QVBoxLayout *m_list;
    Latest<service::QualityView> m_read;
    Latest<quality::QualityRun> m_runs;
    Latest<quality::Suggestions> m_suggestions;
};

} // namespace audience::ui
