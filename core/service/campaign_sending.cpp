// A campaign that has been started: run, hold, end, and what a person says about doubts.
#include "service/campaign_parts.h"
#include "service/campaign_service.h"
#include "service/runner_kit.h"
#include "service/send_progress.h"
#include "service/session.h"

namespace audience::service {

using delivery::Ledger;
using delivery::Run;
using delivery::RunStatus;

namespace {

// Longer than the time in which a send can be taken back.
constexpr std::chrono::microseconds kLongWait = std::chrono::seconds(90);

Result<void> changeRun(Session &session, CampaignId id, std::string_view audit, const std::function<Result<void>(Ledger &, RunId)> &change) {
    TRY(requireSendsHere(session));
    TRY_ASSIGN(const Run run, requireRun(session, id));
    return session.workspace().write([&](const store::Connection &connection) -> Result<void> {
        Ledger ledger(connection, session.workspace().clock());
        TRY(change(ledger, run.id));
        return noteCampaign(session, connection, audit, id, Json{{"run", run.id.value}});
    });
}

} // namespace

Result<CampaignStatus> CampaignService::run(CampaignId id, Progress *progress, const CancelToken &cancel, Until until) {
    TRY_ASSIGN(CampaignView view, find(id));
    TRY_ASSIGN(const Run run, requireRun(m_session, id));
    // What was practice when it started stays practice, whatever became of the definition.
    view.campaign.connection = run.spec.connection;
    view.isPractice = run.spec.transport == "practice";
    if (!m_session.workspace().mayRunWork())
        return m_session.workspace().standing().asError(m_session.workspace().path());
    if (run.status != RunStatus::Running)
        return status(id);
    RunnerKit::Options options;
    // Practice readers live fast: an hour of theirs takes 20 seconds, so that there is something to watch.
    options.practice.secondsPerHour = 20;
    TRY_ASSIGN(const auto kit, RunnerKit::make(m_session, view, run.id, options));
    SendProgress far;
    const auto show = [&] {
        if (progress)
            if (const auto counts = Ledger(kit->connection(), m_session.workspace().clock()).counts(run.id))
                progress->set(far.at(m_session.workspace().clock().steady(), run, *counts));
    };
    show();
    std::chrono::microseconds shownAt{0};
    const auto afterTick = [&] {
        const auto now = m_session.workspace().clock().steady();
        if (now - shownAt < std::chrono::milliseconds(250))
            return;
        shownAt = now;
        (void)kit->takePracticeEvents(m_session.workspace().clock().now()).has_value();
        show();
    };
    const auto ended = kit->runner().runToEnd(cancel, afterTick, until == Until::TheEnd ? std::chrono::microseconds::max() : kLongWait);
    if (!ended && ended.error().id == "delivery.run_not_found")
        return status(id); // taken back meanwhile
    if (!ended)
        return ended.error();
    TRY(kit->takePracticeEvents(m_session.workspace().clock().now()));
    show();
    return status(id);
}

Result<RunId> CampaignService::runOf(CampaignId id) const {
    TRY_ASSIGN(const Run run, requireRun(m_session, id));
    return run.id;
}

Result<void> CampaignService::pause(CampaignId id) {
    return changeRun(m_session, id, "pause", [](Ledger &ledger, RunId run) { return ledger.pause(run, "paused_by_user"); });
}

Result<void> CampaignService::resumeUnanswered(CampaignId id) {
    if (!m_session.workspace().mayRunWork())
        return m_session.workspace().standing().asError(m_session.workspace().path());
    return changeRun(m_session, id, "none_sent_elsewhere", [](Ledger &ledger, RunId run) -> Result<void> {
        TRY_ASSIGN(const std::int64_t planned, ledger.planUnanswerable(run));
        (void)planned;
        return ledger.resume(run);
    });
}

Result<void> CampaignService::resume(CampaignId id) {
    if (!m_session.workspace().mayRunWork())
        return m_session.workspace().standing().asError(m_session.workspace().path());
    TRY_ASSIGN(const CampaignView view, find(id));
    // A run that was frozen when it was armed is there already: it goes on.
    if (view.reason == kMissedStart && (view.startedAt.micros == 0 || view.campaign.plan.recurrence.repeat != model::Repeat::Never))
        return startChecked(m_session, view);
    return changeRun(m_session, id, "resume", [](Ledger &ledger, RunId run) { return ledger.resume(run); });
}

Result<void> CampaignService::stop(CampaignId id) {
    return changeRun(m_session, id, "stop", [](Ledger &ledger, RunId run) { return ledger.stop(run); });
}

Result<std::int64_t> CampaignService::settle(CampaignId id, std::int64_t message, Word word) {
    if (!m_session.workspace().mayRunWork())
        return m_session.workspace().standing().asError(m_session.workspace().path());
    TRY_ASSIGN(const Run run, requireRun(m_session, id));
    return m_session.workspace().write([&](const store::Connection &connection) -> Result<std::int64_t> {
        Ledger ledger(connection, m_session.workspace().clock());
        TRY_ASSIGN(const std::int64_t settled, word == Word::WasSent ? ledger.settleAsSent(run.id, MessageId{message}) : ledger.planAgain(run.id, MessageId{message}));
        TRY(noteCampaign(m_session, connection, word == Word::WasSent ? "was_sent" : "send_again", id,
                         Json{{"run", run.id.value}, {"message", message}, {"emails", settled}}));
        return settled;
    });
}

} // namespace audience::service
