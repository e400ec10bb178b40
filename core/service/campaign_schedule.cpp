// From armed to started: at once, or by whoever sends when the time has come.
#include "base/fault_point.h"
#include "delivery/runner_lease.h"
#include "qbase/convert.h"
#include "qbase/time_zone.h"
#include "service/audience_question.h"
#include "service/campaign_parts.h"
#include "service/campaign_service.h"
#include "service/connection_service.h"
#include "service/csv_output.h"
#include "service/safety.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/template_service.h"

#include <QSysInfo>

#include <algorithm>

namespace audience::service {

using delivery::Ledger;
using model::CampaignState;

namespace {

Result<void> refuseFailed(const std::vector<CheckView> &checks) {
    for (const CheckView &one : checks)
        if (one.level == CheckView::Level::Error) {
            Error error(ErrorKind::Refused, one.id);
            error.args = one.args;
            return error;
        }
    return {};
}

// Freezes those who may not be written to as kept back, so that a person sees from the start how many
// will get it: the same question as every count before it asks. The sender asks again for every row when it writes the intent; nothing rests on this.
Result<void> keepBackForbidden(Session &session, const delivery::PolicyQuestion &question, std::vector<delivery::Recipient> &recipients) {
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto policy, delivery::SendPolicy::prepare(*reader, question));
    std::vector<std::pair<Ordinal, delivery::Reason>> keptBack;
    TRY_ASSIGN(const delivery::Reachable reachable, policy.reachable(*reader, recipients, session.workspace().clock().now(), &keptBack));
    (void)reachable;
    auto next = keptBack.cbegin(); // in the order of the recipients
    for (delivery::Recipient &recipient : recipients)
        if (next != keptBack.cend() && next->first == recipient.ordinal)
            recipient.keptBack = delivery::toText((next++)->second);
    return {};
}

// Asked where nobody else can write: two who start or schedule it at once must not both do it, and
// nobody starts what was taken back or changed since it was looked at.
Result<void> requireUnchanged(Session &session, const store::Connection &connection, const CampaignView &view) {
    TRY_ASSIGN(const auto runs, Ledger(connection, session.workspace().clock()).runsOf(view.id));
    if (!runs.empty())
        return Error(ErrorKind::Conflict, "campaign.already_started").with("name", view.campaign.name);
    TRY_ASSIGN(const CampaignView now, CampaignService(session).find(view.id));
    if (now.revision != view.revision)
        return Error(ErrorKind::Conflict, "definition.stale")
            .with("kind", "campaign")
            .with("name", view.campaign.name)
            .with("mine", std::to_string(view.revision))
            .with("theirs", std::to_string(now.revision));
    return {};
}

// Freezes the audience and begins the run, in one transaction.
Result<void> start(Session &session, CampaignView view) {
    TRY_ASSIGN(const People people, People::load(session));
    TRY_ASSIGN(const model::SegmentRule rule, audienceRule(session, view.campaign));
    TRY_ASSIGN(const Audience audience, evaluateRule(session, people, rule));
    TRY_ASSIGN(auto recipients, recipientsOf(people, audience.members));
    TRY_ASSIGN(auto question, policyQuestion(session, people, view.campaign.topics));
    TRY_ASSIGN(question.keptOut, keptOut(session, people));
    TRY(keepBackForbidden(session, question, recipients));
    TRY(session.workspace().mark());
    delivery::RunSpec spec;
    spec.campaign = view.id;
    spec.name = view.campaign.name;
    TRY_ASSIGN(const auto smtp, ConnectionService(session).mailServer(view.campaign.connection));
    spec.transport = view.isPractice ? "practice" : smtp ? "smtp" : "ses";
    spec.connection = view.campaign.connection;
    spec.topics = question.topics;
    spec.permission = question.permission;
    spec.cap = question.cap;
    spec.plan = view.campaign.plan;
    const bool wasScheduled = !view.campaign.armedAt.empty();
    return session.workspace().write([&](const store::Connection &connection) -> Result<void> {
        TRY(requireUnchanged(session, connection, view));
        if (!wasScheduled) {
            view.campaign.armedAt = toIso(session.workspace().clock().now());
            TRY(storeCampaign(session, view));
        }
        faultPoint("campaign.start.armed");
        TRY_ASSIGN(const RunId run, Ledger(connection, session.workspace().clock()).startRun(spec, recipients, session.workspace().rng()));
        faultPoint("campaign.start.frozen");
        Json facts{{"run", run.value}, {"audience", recipients.size()}, {"practice", view.isPractice}};
        if (wasScheduled)
            facts["scheduled_for"] = toIso(view.campaign.startAt);
        return noteCampaign(session, connection, "send", view.id, std::move(facts));
    });
}

// The campaign with the revision of the template that is looked at now.
Result<CampaignView> pinned(Session &session, CampaignId id) {
    TRY_ASSIGN(CampaignView view, CampaignService(session).find(id));
    if (view.startedAt.micros > 0)
        return Error(ErrorKind::Conflict, "campaign.already_started").with("name", view.campaign.name);
    if (!view.campaign.armedAt.empty())
        return Error(ErrorKind::Conflict, "campaign.scheduled").with("name", view.campaign.name);
    if (const auto email = emailOf(session, view.campaign))
        view.campaign.templateRevision = email->revision;
    return view;
}

Result<void> commitSchedule(Session &session, CampaignView view) {
    view.campaign.armedAt = toIso(session.workspace().clock().now());
    return session.workspace().write([&](const store::Connection &connection) -> Result<void> {
        TRY(requireUnchanged(session, connection, view));
        TRY(storeCampaign(session, view));
        faultPoint("campaign.schedule.stored");
        return noteCampaign(session, connection, "schedule", view.id,
                            Json{{"start", toIso(view.campaign.startAt)}, {"zone", view.campaign.startZone}, {"template_revision", view.campaign.templateRevision}});
    });
}

} // namespace

Result<void> startChecked(Session &session, const CampaignView &view) {
    TRY_ASSIGN(const auto checks, checksOf(session, view));
    TRY(refuseFailed(checks));
    return start(session, view);
}

Result<TestReport> CampaignService::sendTest(const model::Campaign &campaign, const std::string &address) {
    TRY_ASSIGN(const TemplateView email, emailOf(m_session, campaign));
    return TemplateService(m_session).sendTest(email.email, {}, address, campaign.connection);
}

Result<std::shared_ptr<const MemberList>> CampaignService::keptBack(const model::Campaign &campaign, const std::string &reason, const CancelToken &cancel) const {
    TRY_ASSIGN(const model::SegmentRule rule, audienceRule(m_session, campaign));
    return SegmentService(m_session).keptBackList(rule, reason, campaign.topics, {}, false, cancel);
}

Result<std::shared_ptr<const MemberList>> CampaignService::left(const model::Campaign &campaign, const std::vector<std::string> &reasons,
                                                               const CancelToken &cancel) const {
    TRY_ASSIGN(const model::SegmentRule rule, audienceRule(m_session, campaign));
    return SegmentService(m_session).leftList(rule, reasons, campaign.topics, cancel);
}

Result<CountView> CampaignService::count(const model::Campaign &campaign, const CancelToken &cancel) const {
    TRY_ASSIGN(const model::SegmentRule rule, audienceRule(m_session, campaign));
    return SegmentService(m_session).count(rule, campaign.topics, cancel);
}

Result<EmailPreview> CampaignService::preview(const model::Campaign &campaign) const {
    TRY_ASSIGN(const TemplateView email, emailOf(m_session, campaign));
    return TemplateService(m_session).preview(email.email);
}

Result<void> CampaignService::arm(CampaignId id) {
    TRY_ASSIGN(CampaignView view, pinned(m_session, id));
    TRY_ASSIGN(const auto checks, checksOf(m_session, view));
    TRY(refuseFailed(checks));
    return view.campaign.startAt.micros != 0 ? commitSchedule(m_session, std::move(view)) : start(m_session, std::move(view));
}

Result<void> CampaignService::schedule(CampaignId id, Instant start, const std::string &zone) {
    if (!isKnownZone(zone))
        return Error(ErrorKind::Invalid, "zone.unknown").with("zone", zone);
    TRY_ASSIGN(CampaignView view, pinned(m_session, id));
    view.campaign.startAt = start;
    view.campaign.startZone = zone;
    TRY_ASSIGN(const auto checks, checksOf(m_session, view));
    TRY(refuseFailed(checks));
    return commitSchedule(m_session, std::move(view));
}

Result<void> CampaignService::reschedule(CampaignId id, Instant start) {
    if (start <= m_session.workspace().clock().now())
        return Error(ErrorKind::Refused, "check.start_passed");
    return m_session.workspace().write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(CampaignView view, find(id));
        if (view.startedAt.micros > 0)
            return Error(ErrorKind::Conflict, "campaign.already_started").with("name", view.campaign.name);
        if (view.campaign.armedAt.empty())
            return Error(ErrorKind::Conflict, "campaign.not_scheduled").with("name", view.campaign.name);
        const Instant before = view.campaign.startAt;
        view.campaign.startAt = start;
        TRY(storeCampaign(m_session, view));
        return noteCampaign(m_session, connection, "schedule", id, Json{{"start", toIso(start)}, {"before", toIso(before)}, {"zone", view.campaign.startZone}});
    });
}

Result<void> CampaignService::unschedule(CampaignId id) {
    return m_session.workspace().write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(CampaignView view, find(id));
        if (view.startedAt.micros > 0)
            return Error(ErrorKind::Conflict, "campaign.already_started").with("name", view.campaign.name);
        if (view.campaign.armedAt.empty())
            return Error(ErrorKind::Conflict, "campaign.not_scheduled").with("name", view.campaign.name);
        view.campaign.armedAt.clear();
        view.campaign.templateRevision = 0;
        TRY(storeCampaign(m_session, view));
        return noteCampaign(m_session, connection, "unschedule", id, Json{{"start", toIso(view.campaign.startAt)}});
    });
}

Result<std::vector<DueStart>> CampaignService::startDue() {
    std::vector<DueStart> due;
    TRY_ASSIGN(const auto planned, calendar());
    const Instant now = m_session.workspace().clock().now();
    if (planned.empty() || now < planned.front().campaign.startAt || !m_session.workspace().mayRunWork())
        return due;
    TRY_ASSIGN(const SendingMachine machine, sendingMachine());
    if (machine.isSending && !machine.isThis)
        return due;
    for (const CampaignView &view : planned) {
        if (view.state != CampaignState::Scheduled || now < view.campaign.startAt)
            continue;
        DueStart one{view.id, view.campaign.name, false, {}};
        const Result<void> started = startChecked(m_session, view);
        one.isStarted = started.has_value();
        if (!started && started.error().kind == ErrorKind::Conflict)
            continue; // somebody else was quicker, or it was taken back
        if (!started)
            one.problem = started.error(); // the next look may find it mended
        due.push_back(std::move(one));
    }
    return due;
}

static Result<std::int64_t> lastBeat(const Session &session) {
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(store::Statement row, reader->prepare("SELECT max(heartbeat_at) FROM runner"));
    TRY_ASSIGN(const bool found, row.step());
    return found ? row.int64(0) : 0;
}

// For how long nobody has worked on it.
static std::chrono::microseconds silence(const Session &session, const CampaignView &view, std::int64_t beat) {
    return std::chrono::microseconds(session.workspace().clock().now().micros - std::max(beat, view.startedAt.micros));
}

Result<SendingWork> CampaignService::workOn(CampaignId id) const {
    TRY_ASSIGN(const CampaignView view, find(id));
    TRY_ASSIGN(const std::int64_t beat, lastBeat(m_session));
    if (std::abs(m_session.workspace().clock().now().micros - beat) <= 2 * delivery::RunnerLease::kBeat.count() * kMicrosPerSecond)
        return SendingWork::Elsewhere;
    return silence(m_session, view, beat) > kLatestStart ? SendingWork::Left : SendingWork::Interrupted;
}

Result<std::vector<CampaignView>> CampaignService::leftBehind(Left which) const {
    std::vector<CampaignView> left;
    if (!m_session.workspace().mayRunWork())
        return left;
    TRY_ASSIGN(const SendingMachine machine, sendingMachine());
    if (machine.isSending)
        return left;
    TRY_ASSIGN(const std::int64_t beat, lastBeat(m_session));
    TRY_ASSIGN(auto views, list());
    for (CampaignView &view : views) {
        const auto silent = silence(m_session, view, beat);
        if (view.state != CampaignState::Sending || silent < delivery::RunnerLease::kSilence)
            continue; // who has started it may be about to run it
        if ((silent > kLatestStart) == (which == Left::Old))
            left.push_back(std::move(view));
    }
    return left;
}

Result<std::vector<CampaignView>> CampaignService::calendar() const {
    TRY_ASSIGN(auto views, list());
    std::erase_if(views, [](const CampaignView &view) { return view.state != CampaignState::Scheduled && view.reason != kMissedStart; });
    std::stable_sort(views.begin(), views.end(), [](const CampaignView &a, const CampaignView &b) { return a.campaign.startAt < b.campaign.startAt; });
    return views;
}

std::string CampaignService::zone() const { return workspaceZone(m_session); }

Result<Instant> CampaignService::startFromText(const std::string &text, const std::string &zone) const {
    const auto asUtc = instantFromIso(text), withZone = instantFromIso(text + "Z");
    if (!asUtc)
        return Error(ErrorKind::Invalid, "campaign.bad_time").with("text", text);
    if (!withZone && text.size() > std::string_view("2026-12-01").size())
        return *asUtc; // it names its own
    const std::int64_t seconds = asUtc->micros / kMicrosPerSecond;
    const CivilDate day{static_cast<std::int32_t>(asUtc->micros / kMicrosPerDay)};
    return instantAt({day, static_cast<std::int32_t>(seconds % 86'400)}, zone);
}

std::string CampaignService::startText(const model::Campaign &campaign) const {
    const auto local = civilAt(campaign.startAt, campaign.startZone.empty() ? zone() : campaign.startZone);
    if (!local)
        return toIso(campaign.startAt);
    const Instant shown{local->date.days * kMicrosPerDay + local->secondOfDay * kMicrosPerSecond};
    return toIso(local->date) + " " + toIso(shown).substr(11, 5);
}

Result<SendingMachine> CampaignService::sendingMachine() const {
    SendingMachine machine{toUtf8(QSysInfo::machineHostName()), true, false};
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(store::Statement row, reader->prepare("SELECT host, heartbeat_at FROM runner"));
    TRY_ASSIGN(const bool found, row.step());
    if (!found)
        return machine;
    const std::int64_t silent = std::abs(m_session.workspace().clock().now().micros - row.int64(1));
    if (silent >= delivery::RunnerLease::kSilence.count() * kMicrosPerSecond)
        return machine;
    machine.isSending = true;
    machine.isThis = row.text(0) == machine.name;
    machine.name = row.text(0);
    return machine;
}

} // namespace audience::service
