// Runs of the sync page: those that somebody asks for, those whose time has come, and what is done with one that is open.
#include "qbase/convert.h"
#include "service/session.h"
#include "service/sync_retrying.h"
#include "service/sync_scheduling.h"
#include "ui/kit/background.h"
#include "ui/kit/jobs.h"
#include "ui/kit/widgets.h"
#include "ui/sources/fresh_words.h"
#include "ui/sync/sync_page.h"

#include <algorithm>

namespace audience::ui {

using service::SyncLine;
using service::SyncService;

static constexpr int kLookEvery = 5'000; // milliseconds, for what is due

void SyncPage::run(const std::string &name, bool everything, bool mayRemove) {
    if (name.empty() || m_running.count(name) != 0 || !mayAct())
        return;
    if (!m_running.empty()) {
        if (std::none_of(m_waiting.begin(), m_waiting.end(), [&](const Wanted &one) { return one.name == name; }))
            m_waiting.push_back({name, everything, mayRemove});
        return fill();
    }
    Running &running = m_running[name];
    running.clock.start();
    m_detail->clearNotice();
    const std::optional<service::SyncView> due = std::exchange(m_due, {});
    if (due)
        m_byItself.insert(name);
    running.job = m_jobs->start(tr("Bringing over %1").arg(toQString(name)), this, [session = m_session, scheduler = m_scheduler, due, name, everything, mayRemove, bytes = running.bytes](Progress *progress, const CancelToken &cancel) {
        auto report = SyncService(*session).run(name, {everything, mayRemove, bytes.get()}, progress, cancel);
        if (due)
            scheduler->ended(*due, report);
        return report;
    }, [this, name](const Result<sync::SyncReport> &report) { finished(name, report); });
    fill();
    tick();
    refresh();
}

// Refused rows once more. It stands among the jobs, as another run would, and one runs at a time.
void SyncPage::retry(const RefusedRows &rows) {
    if (m_open.empty() || !mayAct())
        return;
    if (!m_running.empty())
        return m_detail->say(Error(ErrorKind::Conflict, "sync.busy"));
    Running &running = m_running[m_open];
    running.clock.start();
    m_detail->clearNotice();
    running.job = m_jobs->start(tr("Asking for refused rows of %1").arg(toQString(m_open)), this, [session = m_session, name = m_open, rows, bytes = running.bytes](Progress *progress, const CancelToken &cancel) {
        return service::retryRefused(*session, name, rows, progress, cancel, bytes.get());
    }, [this, name = m_open](const Result<service::RetryReport> &report) {
        m_running.erase(name);
        if (report) {
            Q_EMIT said(tr("%1 of %2 refused rows came in").arg(formatNumber(report->run.kept), formatNumber(report->asked)));
            Q_EMIT touchedWorkspace();
        } else if (report.error().kind != ErrorKind::Cancelled && m_open == name) {
            m_detail->say(report.error());
        }
        tick();
        reload();
        runWaiting();
    });
    fill();
    tick();
    refresh();
}

void SyncPage::runWaiting() {
    if (m_waiting.empty() || !m_running.empty())
        return;
    const Wanted next = m_waiting.front();
    m_waiting.erase(m_waiting.begin());
    run(next.name, next.everything, next.mayRemove);
}

// Those whose time has come, while the window is open; without it a worker does it. They stand among the jobs as any other, and
// can be stopped there.
void SyncPage::runDue() {
    if (m_isLooking || !m_running.empty() || !m_waiting.empty() || !mayAct() || (m_looked.isValid() && m_looked.elapsed() < kLookEvery))
        return;
    m_looked.start();
    m_isLooking = true;
    inBackground(this, [session = m_session, scheduler = m_scheduler] { return scheduler->due(); }, [this](Result<std::optional<service::SyncView>> due) {
        m_isLooking = false;
        if (!due || !*due || !m_running.empty() || !m_waiting.empty())
            return; // the next look may find it mended
        m_due = std::move(**due);
        run(std::string(m_due->plan.name), false, false); // a name of its own: what is due is taken meanwhile
    });
}

void SyncPage::finished(const std::string &name, const Result<sync::SyncReport> &report) {
    m_running.erase(name);
    const bool isByItself = m_byItself.erase(name) != 0;
    if (m_open == name)
        m_facts.compared.reset();
    if (report) {
        const sync::SyncRun &run = report->run;
        const QString words = run.kept == 0 && run.removed == 0 ? tr("%1 is up to date; nothing was new").arg(toQString(name))
                                                                  : tr("%1 is up to date: %2 rows came over").arg(toQString(name), formatNumber(run.kept));
        if (!isByItself)
            Q_EMIT said(words);
        Q_EMIT touchedWorkspace();
    } else if (report.error().kind == ErrorKind::Cancelled) {
        m_waiting.clear(); // who stops one wants no other to begin
    } else if (m_open == name && report.error().id == "sync.busy") {
        m_detail->say(report.error());
    } else if (m_open != name && !isByItself) {
        Q_EMIT said(tr("%1 failed. %2").arg(toQString(name), syncSentence(report.error())));
    }
    tick();
    reload();
    runWaiting();
}

void SyncPage::stop() {
    if (const auto found = m_running.find(m_open); found != m_running.end() && found->second.job)
        found->second.job->cancel();
}

void SyncPage::compare(bool accept) {
    ++m_busy;
    m_compare->setEnabled(false);
    // What is taken is what the card shows.
    inBackground(this, [session = m_session, name = m_open, accept, revision = accept && m_facts.compared ? m_facts.compared->saved.revision : 0] { return SyncService(*session).look(name, accept, {}, revision); },
                 [this, name = m_open, accept](Result<service::SyncProposal> proposal) {
        --m_busy;
        m_compare->setEnabled(true);
        if (m_open != name || m_view != View::Detail)
            return;
        if (!proposal && proposal.error().id == "definition.stale") {
            Q_EMIT said(tr("Somebody else changed the plan meanwhile; this is how it is now"));
            return compare(false);
        }
        if (!proposal)
            return m_detail->say(proposal.error());
        const bool isSame = proposal->drift.empty();
        m_facts.compared = std::move(*proposal);
        m_facts.line.view = m_facts.compared->saved;
        showDetail();
        if (accept) {
            Q_EMIT touchedWorkspace();
            m_detail->clearNotice();
            Q_EMIT said(tr("The plan follows the table as it is now"));
        } else if (isSame) {
            Q_EMIT said(tr("The table is as the plan knows it"));
        }
    });
}

void SyncPage::leaveOut() {
    if (!m_facts.compared)
        return;
    std::vector<std::string> columns;
    for (const sync::Drift &one : m_facts.compared->drift)
        if (one.kind == sync::Drift::Kind::NewColumn)
            columns.push_back(one.column);
    ++m_busy;
    inBackground(this, [session = m_session, name = m_open, columns] { return SyncService(*session).leaveOut(name, columns); }, [this, name = m_open](Result<service::SyncView> saved) {
        --m_busy;
        if (m_open != name)
            return;
        if (!saved)
            return m_detail->say(saved.error());
        m_facts.compared.reset();
        Q_EMIT said(tr("The new columns stay there"));
        reload();
    });
}

void SyncPage::remove() {
    ++m_busy;
    inBackground(this, [session = m_session, name = m_open] { return SyncService(*session).remove(name); }, [this, plan = m_facts.line.view.plan](Result<void> removed) {
        --m_busy;
        if (!removed)
            return m_detail->say(removed.error());
        openList();
        Q_EMIT touchedWorkspace();
        Q_EMIT saidWithUndo(tr("%1 comes over no more; its rows stay. Undo begins its runs anew").arg(toQString(plan.name)), [this, plan] {
            inBackground(this, [session = m_session, plan] { return SyncService(*session).plan({plan, {}, 0}); }, [this](Result<service::SyncProposal> back) {
                if (!back)
                    return Q_EMIT said(syncSentence(back.error()));
                Q_EMIT touchedWorkspace();
                reload();
            });
        });
    });
}

void SyncPage::tick() {
    runDue();
    if (m_view != View::Detail)
        return;
    const auto found = m_running.find(m_open);
    if (found == m_running.end())
        return m_detail->showProgress(m_pictured);
    SyncProgress progress;
    if (const Job *job = found->second.job) {
        progress.rows = job->state().done;
        progress.total = job->state().total;
        progress.left = job->secondsLeft();
    }
    progress.bytes = found->second.bytes->load(std::memory_order_relaxed);
    progress.seconds = double(found->second.clock.elapsed()) / 1000.0;
    m_detail->showProgress(progress);
}

} // namespace audience::ui
