// The page over a send: starting it when it is due, watching, holding and ending it, what a person knows
// about doubts, and the result for others.
#include "qbase/convert.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "ui/campaigns/campaign_words.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/campaigns/standstill.h"
#include "ui/kit/background.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/jobs.h"
#include "ui/kit/picker.h"
#include "ui/people/people_opener.h"
#include "ui/people/report_menu.h"
#include "ui/text/sentences.h"

namespace audience::ui {

using model::CampaignState;
using service::CampaignService;
using service::CampaignStatus;
using service::CampaignView;

static constexpr int kPoll = 500, kSlowPoll = 3'000;

void CampaignsPage::connectSending() {
    connect(m_sending, &SendingView::whoSendsWanted, this, [this] { Q_EMIT goTo(QStringLiteral("settings"), QStringLiteral("workspace")); });
    connect(m_sending, &SendingView::stopWanted, this, &CampaignsPage::stop);
    connect(m_sending, &SendingView::stopKept, m_stop, [this] { m_stop->setFocus(); });
    connect(m_sending, &SendingView::toGoChanged, m_stop, [this] {
        m_stop->setText(tr("Stop, %Ln will not get it", nullptr, int(m_sending->toGo())));
        m_stop->setAccessibleName(m_stop->text());
    });
    connect(m_sending, &SendingView::goTo, this, &Page::goTo);
    m_behind = new PeopleOpener(m_session, this);
    m_behind->setOffersCampaign(false);
    connect(m_sending, &SendingView::peopleWanted, m_behind, &PeopleOpener::open);
    m_reports = new ReportMenu(m_session, m_report, this);
    connect(m_reports, &ReportMenu::said, this, &Page::said);
    connect(m_reports, &ReportMenu::failed, this, &CampaignsPage::say);
    connect(m_sending->people(), &PeopleLog::settleWanted, this, &CampaignsPage::settle);
    connect(m_sending->people(), &PeopleLog::exportWanted, this, &CampaignsPage::exportLog);
}

PeopleLog::Source CampaignsPage::logOf(CampaignId id) const {
    const auto session = m_session;
    return {[session, id](const std::string &filter, const std::string &search, qint64 first, int count) {
                return CampaignService(*session).log(id, filter, first, count, search);
            },
            [session, id](const std::string &filter, const std::string &search) {
                return CampaignService(*session).logCount(id, filter, search);
            },
            [session, id](qint64 message) { return CampaignService(*session).history(id, message); },
            [session, id](const service::LogRow &row) { return service::objectionTo(*session, id, row); }};
}

// What the tray keeps of a send: how the campaign stands, not that the work on it is over.
static std::optional<JobEnd> endOf(const QString &name, bool isQuiet, const Result<CampaignStatus> &ended) {
    if (!ended && ended.error().kind == ErrorKind::Cancelled)
        return JobEnd{JobEnd::Kind::Paused, name, {}};
    if (!ended && isQuiet && ended.error().id == "delivery.runner_busy")
        return std::nullopt;
    if (!ended)
        return JobEnd{JobEnd::Kind::Failed, name, sentence(ended.error())};
    switch (ended->state) {
    case CampaignState::Finished: return JobEnd{JobEnd::Kind::Finished, name, {}};
    case CampaignState::Stopped: return JobEnd{JobEnd::Kind::Stopped, name, {}};
    case CampaignState::Draft:
    case CampaignState::InReview:
    case CampaignState::Approved: return std::nullopt; // taken back
    case CampaignState::Blocked: return JobEnd{JobEnd::Kind::Failed, name, standstillOf(*ended, service::SendingWay::Practice).text};
    default: return JobEnd{JobEnd::Kind::Paused, name, {}};
    }
}

void CampaignsPage::startRun(const CampaignView &campaign, bool isQuiet) {
    const CampaignId id = campaign.id;
    if (!m_running.try_emplace(id.value).second)
        return;
    const QString name = toQString(campaign.campaign.name);
    Job *job = m_jobs->start(
        campaign.isPractice ? tr("Practising %1").arg(name) : tr("Sending %1").arg(name), this,
        [session = m_session, sends = m_sends, id](Progress *progress, CancelToken cancel) -> Result<CampaignStatus> {
            auto ended = sends->run(id, progress, cancel);
            // Cancelled in the tray: a pause that anybody can see, not a send that stands still for no reason.
            if (cancel.isCancelled())
                TRY(CampaignService(*session).pause(id));
            return ended;
        },
        [this, id, name, isQuiet](Result<CampaignStatus> ended) {
            m_running.erase(id.value);
            ++m_ends;
            // Another machine or another send has the right to send: this one is tried again by and by.
            const bool isWaiting = !ended && ended.error().id == "delivery.runner_busy";
            if (!ended && !isWaiting)
                m_failed.insert(id.value);
            if (!ended && ended.error().kind != ErrorKind::Cancelled && !(isWaiting && isQuiet))
                say(ended.error());
            else if (ended && ended->state == CampaignState::Finished)
                Q_EMIT said(tr("%1 is finished: %2 handed over").arg(name, formatNumber(stateCount(*ended, "accepted"))));
            if (isWaiting)
                return refreshActions();
            if (m_current.id == id)
                poll();
            reload();
            Q_EMIT touchedWorkspace();
        },
        [name, isQuiet](const Result<CampaignStatus> &ended) { return endOf(name, isQuiet, ended); });
    m_running[id.value] = job;
    connect(job, &Job::changed, this, &CampaignsPage::showProgress);
    refreshActions();
}

// The tray and the page say the same, at the same moment.
void CampaignsPage::showProgress() {
    const auto job = m_running.find(m_current.id.value);
    if (view() == View::Sending && job != m_running.end() && job->second)
        m_sending->showProgress(job->second->state(), job->second->secondsToGo());
}

// What has come due starts here, if this is the machine that sends; a send that a crash has left goes on.
void CampaignsPage::startDue() {
    if (std::exchange(m_isStartingDue, true)) // a file that is locked answers late: one question waits, not many
        return;
    struct Due {
        std::vector<service::DueStart> starts;
        std::vector<CampaignView> sending, left;
    };
    inBackground(this, [session = m_session]() -> Result<Due> {
        Due due;
        CampaignService campaigns(*session);
        TRY_ASSIGN(due.starts, campaigns.startDue());
        for (const service::DueStart &start : due.starts)
            if (start.isStarted) {
                TRY_ASSIGN(CampaignView view, campaigns.find(start.id));
                due.sending.push_back(std::move(view));
            }
        TRY_ASSIGN(due.left, campaigns.leftBehind(CampaignService::Left::Fresh));
        return due;
    }, [this, ends = m_ends](Result<Due> due) {
        m_isStartingDue = false;
        if (!due)
            return; // asked again in a moment
        for (const service::DueStart &start : due->starts)
            if (start.problem && m_current.id == start.id)
                check();
        for (const CampaignView &view : due->sending) {
            startRun(view, true);
            Q_EMIT said(tr("%1 has started, as scheduled").arg(toQString(view.campaign.name)));
            if (m_current.id == view.id)
                show(view);
        }
        if (!due->sending.empty())
            reload();
        // What has ended while this was asked was not left behind.
        if (ends == m_ends)
            goOn(due->left);
    });
}

// What a crash has left goes on without a question; what failed for another reason is not tried for ever.
void CampaignsPage::goOn(const std::vector<CampaignView> &left) {
    for (const CampaignView &view : left) {
        if (m_running.count(view.id.value) > 0 || m_failed.count(view.id.value) > 0)
            continue;
        startRun(view, true);
        Q_EMIT said(tr("%1 goes on; it was interrupted").arg(toQString(view.campaign.name)));
        if (m_current.id == view.id)
            watch();
    }
}

void CampaignsPage::watch() {
    m_poll.start(kPoll);
    poll();
}

void CampaignsPage::poll() {
    if (!m_current.id.isValid() || view() != View::Sending)
        return m_poll.stop();
    // One question at a time: answers that take longer than the interval would all be dropped.
    if (std::exchange(m_watching, m_current.id) == m_current.id)
        return;
    m_isAsking = true;
    m_watched.request(
        [session = m_session, id = m_current.id](CancelToken) -> Result<Watched> {
            CampaignService service(*session);
            Watched watched;
            TRY_ASSIGN(watched.campaign, service.find(id));
            TRY_ASSIGN(watched.status, service.status(id));
            if (watched.status.run.isValid()) {
                TRY_ASSIGN(watched.way, service::sendingWay(*session, id));
            }
            TRY_ASSIGN(watched.machine, service.sendingMachine());
            watched.sleep = service::sleepRisk();
            if (watched.campaign.state == CampaignState::Sending) {
                TRY_ASSIGN(watched.work, service.workOn(id));
            }
            if (const auto left = watched.status.takeBackUntil - session->workspace().clock().now(); watched.status.takeBackUntil.micros > 0 && left.count() > 0)
                watched.takeBack = int((left + std::chrono::microseconds(999'999)) / std::chrono::seconds(1));
            return watched;
        },
        [this](Result<Watched> watched) {
            m_isAsking = false;
            m_watching = {};
            if (!watched)
                return say(watched.error());
            if (!(watched->campaign.id == m_current.id))
                return;
            if (watched->campaign.startedAt.micros == 0)
                return show(watched->campaign); // taken back elsewhere
            const bool couldTakeBack = std::exchange(m_canTakeBack, watched->takeBack > 0);
            const bool wasTakenUpSoon = isTakenUpSoon(), stateChanged = m_current.state != watched->campaign.state || m_work != watched->work || couldTakeBack != m_canTakeBack;
            m_sending->setTakeBack(watched->takeBack);
            const CampaignView shown = withNotes(watched->campaign);
            m_current = watched->campaign;
            m_work = watched->work;
            const bool wasHandedOver = std::exchange(m_machine, watched->machine).isHandedOver;
            m_sending->setMachine(watched->machine, watched->sleep);
            m_sending->setStill(isTakenUpSoon());
            m_sending->setCurrency(m_choices.currency);
            m_sending->setTopic(m_choices.topicsOf(watched->campaign.campaign));
            m_sending->show(shown, watched->status, watched->way, logOf(m_current.id));
            showProgress();
            if (const QString filter = std::exchange(m_wantedFilter, {}); !filter.isEmpty())
                m_sending->people()->filterBy(filter);
            // What is over is still looked at now and then: opens and clicks come in for days.
            const bool isOver = m_current.state != CampaignState::Sending && m_running.count(m_current.id.value) == 0;
            m_poll.setInterval(isOver ? kSlowPoll : kPoll);
            if (isOver && (m_factsShown != watched->status.facts || m_factsOf != m_current.id)) {
                m_factsShown = watched->status.facts;
                m_factsOf = m_current.id;
                showReport();
            }
            if (stateChanged || wasHandedOver != m_machine.isHandedOver || wasTakenUpSoon != isTakenUpSoon())
                refreshActions();
        });
}

void CampaignsPage::showReport() {
    m_isReporting = true;
    m_reported.request([session = m_session, id = m_current.id](CancelToken cancel) -> Result<Reported> {
        Reported all;
        TRY_ASSIGN(all.report, service::ReportService(*session).campaign(id));
        TRY(cancel.check());
        TRY_ASSIGN(all.clicks, service::clickMap(*session, id));
        return all;
    }, [this](Result<Reported> all) {
        m_isReporting = false;
        if (!all)
            return say(all.error());
        if (!(all->report.status.id == m_current.id))
            return;
        m_sending->showReport(all->report);
        m_sending->showClicks(all->clicks);
    });
}

void CampaignsPage::steer(const std::function<Result<void>(CampaignService &, CampaignId)> &what, const QString &done) {
    inBackground(this, [session = m_session, id = m_current.id, what]() -> Result<CampaignView> {
        CampaignService service(*session);
        TRY(what(service, id));
        return service.find(id);
    }, [this, done](Result<CampaignView> steered) {
        if (!steered)
            return say(steered.error());
        Q_EMIT said(done);
        if (steered->state == CampaignState::Sending)
            startRun(*steered);
        if (!(m_current.id == steered->id))
            return;
        if (view() != View::Sending)
            return show(*steered); // it had missed its start
        m_current = *steered;
        watch();
        refreshActions();
    });
}

void CampaignsPage::stop() {
    steer([](CampaignService &campaigns, CampaignId id) { return campaigns.stop(id); }, tr("Stopped. Those still to go will not get it."));
}

void CampaignsPage::settle(qint64 message, bool wasSent) {
    inBackground(this, [session = m_session, id = m_current.id, message, wasSent]() -> Result<std::pair<CampaignView, std::int64_t>> {
        CampaignService campaigns(*session);
        TRY_ASSIGN(const std::int64_t settled, campaigns.settle(id, message, wasSent ? CampaignService::Word::WasSent : CampaignService::Word::SendAgain));
        TRY_ASSIGN(CampaignView view, campaigns.find(id));
        return std::pair{std::move(view), settled};
    }, [this, wasSent](Result<std::pair<CampaignView, std::int64_t>> settled) {
        if (!settled)
            return say(settled.error());
        const int count = int(settled->second);
        Q_EMIT said(wasSent ? tr("%Ln counted as sent, on your word", nullptr, count) : tr("%Ln go out again", nullptr, count));
        if (settled->first.state == CampaignState::Sending)
            startRun(settled->first);
        m_sending->people()->filterBy({});
        watch();
        Q_EMIT touchedWorkspace();
    });
}

void CampaignsPage::exportLog() {
    askWhereToSave(this, {tr("Save this list"), tr("CSV files (*.csv)"), fileNameFrom(toQString(m_current.campaign.name), QStringLiteral(".csv")), QStringLiteral("csv")}, [this](const QString &path) {
        const PeopleLog *people = m_sending->people();
        m_jobs->start(tr("Saving the list of %1").arg(toQString(m_current.campaign.name)), this, [session = m_session, id = m_current.id, path, filter = toUtf8(people->filter()), search = toUtf8(people->search())](Progress *progress, const CancelToken &cancel) {
            return CampaignService(*session).exportLog(id, filter, search, toUtf8(path), progress, cancel);
        }, [this, path](Result<std::int64_t> rows) {
            if (!rows && rows.error().kind == ErrorKind::Cancelled)
                return; // who stopped it knows
            if (!rows)
                return say(rows.error());
            Q_EMIT said(tr("%Ln people written to %1", nullptr, int(*rows)).arg(path));
        });
    });
}

// Who missed it is asked again when the new one starts; the figures are those of this moment.
void CampaignsPage::resendMenu() {
    Picker::pickOne(m_again, {{QStringLiteral("openers"), tr("Who did not open it"), tr("opens by programs do not count"), QStringLiteral("mail")},
                              {QStringLiteral("clickers"), tr("Who did not click"), {}, QStringLiteral("mouse-pointer-click")}},
                    {}, [this](const QStringList &chosen) {
                        resend(chosen.first() == QLatin1String("openers") ? CampaignService::ResendTo::NonOpeners : CampaignService::ResendTo::NonClickers);
                    });
}

void CampaignsPage::resend(CampaignService::ResendTo to) {
    const QString was = toQString(m_current.campaign.name), name = tr("%1, again").arg(was);
    const QString segment = to == CampaignService::ResendTo::NonOpeners ? tr("Did not open %1").arg(was) : tr("Did not click in %1").arg(was);
    m_isSaving = true;
    inBackground(this, [session = m_session, id = m_current.id, to, name, segment] { return CampaignService(*session).resend(id, to, toUtf8(name), toUtf8(segment)); },
                 [this, to](Result<CampaignService::Resend> made) {
                     m_isSaving = false;
                     if (!made)
                         return say(made.error());
                     m_campaigns.insert(m_campaigns.begin(), made->campaign);
                     show(made->campaign);
                     reload(); // the segment is new to the composer
                     Q_EMIT saidWithUndo(to == CampaignService::ResendTo::NonOpeners ? tr("A draft for those who have not opened it when it starts, with the email as it was sent") : tr("A draft for those who have not clicked when it starts, with the email as it was sent"),
                                         [this, id = made->campaign.id, segment = made->made] {
                                             removeOne(id);
                                             if (segment.isValid())
                                                 inBackground(this, [session = m_session, segment] { return service::SegmentService(*session).remove(segment); }, [](const Result<void> &) {});
                                         });
                     Q_EMIT touchedWorkspace();
                 });
}

void CampaignsPage::reportMenu() {
    m_reports->open(toQString(m_current.campaign.name), [session = m_session, id = m_current.id](const CancelToken &) -> Result<ReportText> {
        TRY_ASSIGN(const service::CampaignReport report, service::ReportService(*session).campaign(id));
        return reportOf(report);
    });
}

} // namespace audience::ui
