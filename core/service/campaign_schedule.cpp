// From armed to started: at once, or by whoever sends when the time has come.
#include "base/fault_point.h"
#include "delivery/occurrences.h"
#include "delivery/runner_lease.h"
#include "delivery/send_times.h"
#include "qbase/convert.h"
#include "qbase/time_zone.h"
#include "service/audience_question.h"
#include "service/campaign_freeze.h"
#include "service/campaign_service.h"
#include "service/corner_images.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/template_parts.h"

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

// The campaign with the revision of the template that is looked at now.
Result<CampaignView> pinned(Session &session, CampaignId id) {
    TRY_ASSIGN(CampaignView view, CampaignService(session).find(id));
    if (view.startedAt.micros > 0)
        return Error(ErrorKind::Conflict, "campaign.already_started").with("name", view.campaign.name);
    if (!view.campaign.armedAt.empty())
        return Error(ErrorKind::Conflict, "campaign.scheduled").with("name", view.campaign.name);
    if (const auto email = writtenEmailOf(session, view.campaign))
        view.campaign.templateRevision = email->revision;
    view.campaign.isArchived = false; // what sends is in the lists
    return view;
}

// The version of the email that the draft stood on before it was armed; 0: the newest.
Result<std::int64_t> revisionOfDraft(Session &session, CampaignId id) {
    TRY_ASSIGN(const auto history, workspace::DefinitionRepository(session.workspace()).history(workspace::DefinitionKind::Campaign, id.value));
    for (const workspace::Definition &one : history) // the newest first
        if (const auto campaign = model::campaignFromJson(one.body); campaign && campaign->armedAt.empty())
            return campaign->templateRevision;
    return 0;
}

bool repeats(const model::Campaign &campaign) { return campaign.plan.recurrence.repeat != model::Repeat::Never; }

// Every start shows them as they are now, in the version of the email that is pinned; whoever cannot upload them stays a draft.
Result<void> publishImages(Session &session, const CampaignView &view) {
    if (view.isPractice)
        return {};
    TRY_ASSIGN(const TemplateView written, writtenEmailOf(session, view.campaign));
    TRY(freezeImages(session, view.campaign, written.email));
    faultPoint("campaign.images.published");
    return {};
}

// Scheduled: the people are those of the start, or those of now where the plan says so.
Result<void> commitSchedule(Session &session, CampaignView view) {
    if (view.campaign.plan.audienceWhenArmed && !repeats(view.campaign))
        return freezeAndStart(session, view, {view.campaign.startAt, {}});
    view.campaign.armedAt = toIso(session.workspace().clock().now());
    return session.workspace().write([&](const store::Connection &connection) -> Result<void> {
        TRY(requireUnchanged(session, connection, view));
        TRY(storeCampaign(session, view));
        faultPoint("campaign.schedule.stored");
        return noteCampaign(session, connection, "schedule", view.id,
                            Json{{"start", toIso(view.campaign.startAt)}, {"zone", view.campaign.startZone}, {"template_revision", view.campaign.templateRevision}});
    });
}

Result<void> discardRun(Session &session, CampaignId id) {
    return session.workspace().write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(CampaignView view, CampaignService(session).find(id));
        TRY_ASSIGN(const delivery::Run run, requireRun(session, id));
        TRY(Ledger(connection, session.workspace().clock()).discard(run.id));
        view.campaign.armedAt.clear();
        TRY_ASSIGN(view.campaign.templateRevision, revisionOfDraft(session, id));
        TRY(storeCampaign(session, view));
        return noteCampaign(session, connection, "take_back", id, Json{{"run", run.id.value}});
    });
}

} // namespace

Result<void> requireSendsHere(const Session &session) {
    const workspace::Standing standing = session.workspace().standing();
    return standing.kind == workspace::StandingKind::HandedOver ? Result<void>(standing.asError(session.workspace().path())) : Result<void>();
}

Result<void> startChecked(Session &session, const CampaignView &view) {
    TRY_ASSIGN(const auto checks, checksOf(session, view));
    TRY(refuseFailed(checks));
    // Who says "now" to a start that was missed means now, for everybody.
    return freezeAndStart(session, view, {view.reason == kMissedStart ? Instant{} : view.nextStart, {}});
}

Result<TestReport> CampaignService::sendTest(const model::Campaign &campaign, const std::string &address) {
    TRY_ASSIGN(const TemplateView email, emailOf(m_session, campaign));
    return sendTestOf(m_session, email.email, linksOf(campaign.plan, email.email), campaign.name, {}, address, campaign.connection);
}

Result<EmailPreview> CampaignService::preview(const model::Campaign &campaign) const {
    TRY_ASSIGN(const TemplateView email, emailOf(m_session, campaign));
    return previewOf(m_session, email.email, linksOf(campaign.plan, email.email), campaign.name, {}, {});
}

Result<void> CampaignService::arm(CampaignId id, std::chrono::seconds takeBack) {
    TRY(requireSendsHere(m_session));
    TRY_ASSIGN(CampaignView view, pinned(m_session, id));
    TRY_ASSIGN(const auto checks, checksOf(m_session, view));
    TRY(refuseFailed(checks));
    TRY(publishImages(m_session, view));
    if (view.campaign.startAt.micros != 0)
        return commitSchedule(m_session, std::move(view));
    if (repeats(view.campaign)) // every later start has the time of this one
        view.campaign.startAt = m_session.workspace().clock().now();
    if (view.campaign.plan.recurrence.repeat == model::Repeat::Cron)
        return commitSchedule(m_session, std::move(view)); // from now on, whenever its times say so
    return freezeAndStart(m_session, std::move(view), {{}, takeBack});
}

Result<void> CampaignService::takeBack(CampaignId id) {
    TRY(requireSendsHere(m_session));
    return discardRun(m_session, id);
}

Result<void> CampaignService::schedule(CampaignId id, Instant start, const std::string &zone) {
    TRY(requireSendsHere(m_session));
    if (!isKnownZone(zone))
        return Error(ErrorKind::Invalid, "zone.unknown").with("zone", zone);
    TRY_ASSIGN(CampaignView view, pinned(m_session, id));
    view.campaign.startAt = start;
    view.campaign.startZone = zone;
    TRY_ASSIGN(const auto checks, checksOf(m_session, view));
    TRY(refuseFailed(checks));
    TRY(publishImages(m_session, view));
    return commitSchedule(m_session, std::move(view));
}

Result<void> CampaignService::reschedule(CampaignId id, Instant start) {
    TRY(requireSendsHere(m_session));
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
    TRY(requireSendsHere(m_session));
    return makeDraftAgain(m_session, id);
}

Result<void> makeDraftAgain(Session &session, CampaignId id) {
    return session.workspace().write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(CampaignView view, CampaignService(session).find(id));
        const bool hasRun = view.startedAt.micros > 0;
        if (hasRun && view.nextStart.micros != 0 && !repeats(view.campaign))
            return discardRun(session, id); // its people were frozen when it was armed
        if (hasRun && !repeats(view.campaign))
            return Error(ErrorKind::Conflict, "campaign.already_started").with("name", view.campaign.name);
        if (view.campaign.armedAt.empty())
            return Error(ErrorKind::Conflict, "campaign.not_scheduled").with("name", view.campaign.name);
        if (hasRun) {
            view.campaign.plan.recurrence.until = std::max(view.startedAt, view.campaign.startAt); // no start after the last one
        } else {
            view.campaign.armedAt.clear();
            TRY_ASSIGN(view.campaign.templateRevision, revisionOfDraft(session, id));
        }
        TRY(storeCampaign(session, view));
        return noteCampaign(session, connection, "unschedule", id, Json{{"start", toIso(view.campaign.startAt)}});
    });
}

// Asked every few seconds, so it counts nothing: what is armed and has no run yet, or repeats, and whose time has come.
static Result<std::vector<CampaignId>> startsNow(Session &session) {
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(store::Statement rows, reader->prepare("SELECT id FROM definition WHERE kind = ? AND json_extract(body, '$.armed_at') <> '' AND "
                                                      "(json_extract(body, '$.plan.recurrence') IS NOT NULL OR id NOT IN (SELECT campaign FROM run)) ORDER BY id"));
    rows.bind(1, static_cast<int>(workspace::DefinitionKind::Campaign));
    const Instant now = session.workspace().clock().now();
    std::vector<std::pair<Instant, CampaignId>> due;
    for (;;) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            break;
        const CampaignId id{rows.int64(0)};
        TRY_ASSIGN(const auto definition, workspace::DefinitionRepository(session.workspace()).find(workspace::DefinitionKind::Campaign, id.value));
        TRY_ASSIGN(const model::Campaign campaign, model::campaignFromJson(definition.body));
        TRY_ASSIGN(const auto run, newestRun(session, id));
        const auto next = nextStart(session, campaign, run);
        if (next && !next->isMissed && !(now < delivery::beginsAt(campaign.plan, next->at, zoneOfStart(session, campaign))))
            due.emplace_back(next->at, id);
    }
    std::stable_sort(due.begin(), due.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    std::vector<CampaignId> ids;
    for (const auto &[at, id] : due)
        ids.push_back(id);
    return ids;
}

Result<std::vector<DueStart>> CampaignService::startDue() {
    std::vector<DueStart> due;
    TRY_ASSIGN(const auto ids, startsNow(m_session));
    if (ids.empty() || !m_session.workspace().mayRunWork())
        return due;
    TRY_ASSIGN(const SendingMachine machine, sendingMachine());
    if (machine.isSending && !machine.isThis)
        return due;
    for (const CampaignId id : ids) {
        TRY_ASSIGN(const CampaignView view, find(id));
        if (view.state != CampaignState::Scheduled)
            continue; // the start before is still under way, or it was taken back meanwhile
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

// For how long nobody has worked on it; negative while there is nothing to work on yet.
static Result<std::chrono::microseconds> silence(const Session &session, const CampaignView &view, std::int64_t beat) {
    TRY_ASSIGN(const auto run, newestRun(session, view.id));
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto due, Ledger(*reader, session.workspace().clock()).nextDue(run ? run->id : RunId{}));
    const std::int64_t since = std::max({beat, view.startedAt.micros, run ? run->changedAt.micros : 0, due ? due->micros : 0});
    return std::chrono::microseconds(session.workspace().clock().now().micros - since);
}

Result<SendingWork> CampaignService::workOn(CampaignId id) const {
    TRY_ASSIGN(const CampaignView view, find(id));
    TRY_ASSIGN(const std::int64_t beat, lastBeat(m_session));
    if (std::abs(m_session.workspace().clock().now().micros - beat) <= 2 * delivery::RunnerLease::kBeat.count() * kMicrosPerSecond)
        return SendingWork::Elsewhere;
    TRY_ASSIGN(const auto silent, silence(m_session, view, beat));
    if (silent.count() < 0)
        return SendingWork::Elsewhere;
    return silent > kLatestStart ? SendingWork::Left : SendingWork::Interrupted;
}

static Result<std::vector<CampaignId>> runningNow(const Session &session) {
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(store::Statement rows, reader->prepare("SELECT DISTINCT campaign FROM run WHERE status = 'running' ORDER BY campaign"));
    std::vector<CampaignId> ids;
    for (;;) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return ids;
        ids.push_back(CampaignId{rows.int64(0)});
    }
}

Result<std::vector<CampaignView>> CampaignService::leftBehind(Left which) const {
    std::vector<CampaignView> left;
    if (!m_session.workspace().mayRunWork())
        return left;
    TRY_ASSIGN(const SendingMachine machine, sendingMachine());
    if (machine.isSending)
        return left;
    TRY_ASSIGN(const std::int64_t beat, lastBeat(m_session));
    TRY_ASSIGN(const auto ids, runningNow(m_session));
    for (const CampaignId id : ids) {
        auto found = find(id);
        if (!found && found.error().kind != ErrorKind::NotFound)
            return found.error();
        if (!found || found->state != CampaignState::Sending)
            continue; // removed meanwhile, or it waits for its start
        CampaignView &view = *found;
        TRY_ASSIGN(const auto silent, silence(m_session, view, beat));
        if (silent < delivery::RunnerLease::kSilence)
            continue; // who has started it may be about to run it
        if ((silent > kLatestStart) == (which == Left::Old))
            left.push_back(std::move(view));
    }
    return left;
}

Result<std::vector<CampaignView>> CampaignService::calendar() const {
    TRY_ASSIGN(auto views, list());
    std::erase_if(views, [](const CampaignView &view) { return view.state != CampaignState::Scheduled && view.reason != kMissedStart; });
    const auto begins = [&](const CampaignView &view) { return delivery::beginsAt(view.campaign.plan, view.nextStart, zoneOfStart(m_session, view.campaign)); };
    std::stable_sort(views.begin(), views.end(), [&](const CampaignView &a, const CampaignView &b) { return begins(a) < begins(b); });
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

std::vector<Instant> CampaignService::starts(const CampaignView &view, std::size_t most) const {
    if (view.nextStart.micros == 0)
        return {};
    if (!repeats(view.campaign))
        return {view.nextStart};
    return delivery::Occurrences(view.campaign.plan.recurrence, view.campaign.startAt, zoneOfStart(m_session, view.campaign)).between(view.nextStart, {INT64_MAX}, most);
}

std::string CampaignService::startText(const model::Campaign &campaign) const { return timeText(campaign.startAt, campaign); }

std::string CampaignService::timeText(Instant at, const model::Campaign &campaign) const {
    const auto local = civilAt(at, zoneOfStart(m_session, campaign));
    if (!local)
        return toIso(at);
    const Instant shown{local->date.days * kMicrosPerDay + local->secondOfDay * kMicrosPerSecond};
    return toIso(local->date) + " " + toIso(shown).substr(11, 5);
}

Result<SendingMachine> CampaignService::sendingMachine() const {
    SendingMachine machine{toUtf8(QSysInfo::machineHostName()), true, false};
    const workspace::Standing standing = m_session.workspace().standing();
    if (standing.kind == workspace::StandingKind::HandedOver && !standing.cameHome)
        return SendingMachine{standing.handover.to, false, false, true};
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
