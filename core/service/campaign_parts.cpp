#include "service/campaign_parts.h"

#include "delivery/occurrences.h"
#include "delivery/send_times.h"
#include "model/email_choice.h"
#include "service/audience_question.h"
#include "service/corner_images.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/template_service.h"

namespace audience::service {

using delivery::Ledger;
using delivery::MessageState;
using delivery::Run;
using delivery::RunStatus;
using model::CampaignState;
using model::RuleNode;
using workspace::Definition;
using workspace::DefinitionKind;
using workspace::DefinitionRepository;

namespace {

std::string nameOf(const DefinitionRepository &definitions, DefinitionKind kind, std::int64_t id) {
    const auto found = definitions.find(kind, id);
    return found ? found->name : std::string();
}

// What a campaign stands on was chosen and is still there; what is gone is named as it was called.
Result<void> requireThere(Session &session, DefinitionKind kind, std::int64_t id) {
    const bool isSegment = kind == DefinitionKind::Segment;
    if (id == 0)
        return Error(ErrorKind::Invalid, isSegment ? "campaign.no_segment" : "campaign.no_email");
    const DefinitionRepository definitions(session.workspace());
    const auto found = definitions.find(kind, id);
    if (found || found.error().kind != ErrorKind::NotFound)
        return found ? Result<void>() : Result<void>(found.error());
    TRY_ASSIGN(const auto history, definitions.history(kind, id));
    if (history.empty())
        return found.error();
    return Error(ErrorKind::NotFound, isSegment ? "campaign.segment_gone" : "campaign.email_gone").with("name", history.front().name);
}

// A run that was frozen when it was armed waits for its start; nobody was awake when that came.
Result<std::optional<NextStart>> frozenStart(const Session &session, const model::Campaign &campaign, const Run &run) {
    const bool isFrozen = run.spec.plan.audienceWhenArmed && campaign.startAt.micros != 0 && run.spec.plan.recurrence.repeat == model::Repeat::Never;
    if (!isFrozen || run.status != RunStatus::Running)
        return std::optional<NextStart>();
    const Instant now = session.workspace().clock().now();
    if (now < delivery::beginsAt(run.spec.plan, campaign.startAt, zoneOfStart(session, campaign)))
        return std::optional(NextStart{campaign.startAt, false});
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto due, Ledger(*reader, session.workspace().clock()).nextDue(run.id));
    if (!due || now - std::max(*due, run.changedAt) <= kLatestStart)
        return std::optional<NextStart>();
    TRY_ASSIGN(store::Statement tried, reader->prepare("SELECT EXISTS (SELECT 1 FROM message WHERE run = ? AND attempts > 0)"));
    tried.bind(1, run.id.value);
    TRY_ASSIGN(const bool row, tried.step());
    return row && tried.int64(0) == 0 ? std::optional(NextStart{campaign.startAt, true}) : std::optional<NextStart>();
}

} // namespace

CampaignState stateOf(RunStatus status) {
    switch (status) {
    case RunStatus::Running: return CampaignState::Sending;
    case RunStatus::Paused: return CampaignState::Paused;
    case RunStatus::Blocked: return CampaignState::Blocked;
    case RunStatus::Stopped: return CampaignState::Stopped;
    case RunStatus::Finished: return CampaignState::Finished;
    }
    return CampaignState::Draft;
}

std::string zoneOfStart(const Session &session, const model::Campaign &campaign) {
    return campaign.startZone.empty() ? workspaceZone(session) : campaign.startZone;
}

std::optional<NextStart> nextStart(const Session &session, const model::Campaign &campaign, const std::optional<Run> &newest) {
    const Instant now = session.workspace().clock().now();
    const auto missed = [&](Instant at) { return NextStart{at, now - at > kLatestStart}; };
    if (campaign.armedAt.empty())
        return std::nullopt;
    if (campaign.plan.recurrence.repeat == model::Repeat::Never)
        return newest ? std::nullopt : std::optional(missed(campaign.startAt));
    const std::string zone = zoneOfStart(session, campaign);
    const delivery::Occurrences starts(campaign.plan.recurrence, campaign.startAt, zone);
    const auto begins = [&](Instant at) { return delivery::beginsAt(campaign.plan, at, zone); };
    auto last = starts.lastUntil(now);
    if (campaign.plan.inLocalTime) // it begins before its time
        for (const Instant at : starts.between(now, now + std::chrono::hours(48), SIZE_MAX))
            if (!(now < begins(at)))
                last = at;
    if (last && (!newest || newest->createdAt < begins(*last)))
        return missed(*last);
    const bool isCron = campaign.plan.recurrence.repeat == model::Repeat::Cron; // its start is no occurrence by itself
    const auto next = last ? starts.after(*last) : isCron ? starts.after(campaign.startAt - std::chrono::microseconds(1)) : std::optional(campaign.startAt);
    return next ? std::optional(NextStart{*next, false}) : std::nullopt;
}

Result<std::optional<Run>> newestRun(const Session &session, CampaignId id) {
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto runs, Ledger(*reader, session.workspace().clock()).runsOf(id));
    std::optional<Run> newest;
    for (const Run &run : runs)
        if (!newest || newest->id < run.id)
            newest = run;
    return newest;
}

Result<Run> requireRun(const Session &session, CampaignId id, RunId wanted) {
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto runs, Ledger(*reader, session.workspace().clock()).runsOf(id));
    if (runs.empty())
        return Error(ErrorKind::Invalid, "campaign.not_started").with("id", std::to_string(id.value));
    if (!wanted.isValid())
        return runs.back();
    for (const Run &run : runs)
        if (run.id == wanted)
            return run;
    return Error(ErrorKind::NotFound, "campaign.no_such_run").with("id", std::to_string(id.value)).with("run", std::to_string(wanted.value));
}

std::int64_t countOf(const delivery::StateCounts &counts, MessageState state) {
    const auto it = counts.find(state);
    return it == counts.end() ? 0 : it->second;
}

Result<CampaignView> campaignView(const Session &session, const Definition &definition) {
    CampaignView view;
    TRY_ASSIGN(view.campaign, model::campaignFromJson(definition.body));
    view.id = CampaignId{definition.id};
    view.revision = definition.revision;
    view.savedAt = definition.savedAt;
    view.campaign.name = definition.name;
    view.isPractice = view.campaign.connection == model::kPracticeConnection;
    view.state = !view.campaign.approvedAt.empty() ? CampaignState::Approved : view.campaign.askedAt.empty() ? CampaignState::Draft : CampaignState::InReview;
    const DefinitionRepository definitions(const_cast<Session &>(session).workspace());
    view.segmentName = nameOf(definitions, DefinitionKind::Segment, view.campaign.segment.value);
    for (const SegmentId id : view.campaign.alsoSegments)
        view.segmentName += ", " + nameOf(definitions, DefinitionKind::Segment, id.value);
    view.templateName = nameOf(definitions, DefinitionKind::Template, view.campaign.emailTemplate.value);
    TRY_ASSIGN(const auto run, newestRun(session, view.id));
    auto next = nextStart(session, view.campaign, run);
    if (run && !next) {
        TRY_ASSIGN(next, frozenStart(session, view.campaign, *run));
    }
    const auto await = [&] {
        // Where another copy sends it was not missed for all that is known here.
        next->isMissed = next->isMissed && session.workspace().standing().kind != workspace::StandingKind::HandedOver;
        view.nextStart = next->at;
        view.state = next->isMissed ? CampaignState::Paused : CampaignState::Scheduled;
        view.reason = next->isMissed ? kMissedStart : "";
    };
    if (!run) {
        if (next)
            await();
        return view;
    }
    view.state = stateOf(run->status);
    view.reason = run->reason;
    view.audience = run->audience;
    view.startedAt = run->createdAt;
    if (run->status == RunStatus::Finished || run->status == RunStatus::Stopped)
        view.finishedAt = run->changedAt;
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto counts, Ledger(*reader, session.workspace().clock()).counts(run->id));
    view.accepted = countOf(counts, MessageState::Accepted);
    const bool isOver = run->status == RunStatus::Finished || run->status == RunStatus::Stopped;
    if (next && (isOver || view.campaign.plan.recurrence.repeat == model::Repeat::Never))
        await();
    view.unsure = countOf(counts, MessageState::InDoubt) + countOf(counts, MessageState::Unknown);
    return view;
}

Result<Definition> storeCampaign(Session &session, const CampaignView &view) {
    Definition definition;
    definition.kind = DefinitionKind::Campaign;
    definition.id = view.id.value;
    definition.name = view.campaign.name;
    definition.revision = view.revision;
    definition.body = model::toJson(view.campaign);
    return DefinitionRepository(session.workspace()).save(definition);
}

Result<model::SegmentRule> audienceRule(Session &session, const model::Campaign &campaign) {
    const SegmentService segments(session);
    TRY(requireThere(session, DefinitionKind::Segment, campaign.segment.value));
    TRY_ASSIGN(SegmentView first, segments.find(campaign.segment));
    if (campaign.alsoSegments.empty() && campaign.butNot.empty())
        return std::move(first.rule);
    const auto rulesOf = [&](const std::vector<SegmentId> &ids, std::vector<RuleNode> &into) -> Result<void> {
        for (const SegmentId id : ids) {
            TRY(requireThere(session, DefinitionKind::Segment, id.value));
            TRY_ASSIGN(SegmentView segment, segments.find(id));
            into.push_back(std::move(segment.rule.root));
        }
        return {};
    };
    std::vector<RuleNode> in{std::move(first.rule.root)}, out;
    TRY(rulesOf(campaign.alsoSegments, in));
    TRY(rulesOf(campaign.butNot, out));
    std::vector<RuleNode> both;
    both.push_back(in.size() == 1 ? std::move(in.front()) : model::groupNode(RuleNode::Kind::Any, std::move(in)));
    if (!out.empty())
        both.push_back(model::groupNode(RuleNode::Kind::None, std::move(out)));
    model::SegmentRule rule;
    rule.root = model::groupNode(RuleNode::Kind::All, std::move(both));
    return rule;
}

Result<TemplateView> writtenEmailOf(Session &session, const model::Campaign &campaign) {
    TemplateView view;
    if (campaign.templateRevision == 0) {
        TRY(requireThere(session, DefinitionKind::Template, campaign.emailTemplate.value));
        TRY_ASSIGN(view, TemplateService(session).find(campaign.emailTemplate));
    } else {
        TRY_ASSIGN(const auto history, DefinitionRepository(session.workspace()).history(DefinitionKind::Template, campaign.emailTemplate.value));
        const Definition *armed = nullptr;
        for (const Definition &one : history)
            if (one.revision == campaign.templateRevision)
                armed = &one;
        if (!armed)
            return Error(ErrorKind::NotFound, "definition.not_found").with("kind", "template").with("name", std::to_string(campaign.emailTemplate.value));
        TRY_ASSIGN(view.email, model::emailTemplateFromJson(armed->body));
        view.id = campaign.emailTemplate;
        view.revision = armed->revision;
        view.email.name = armed->name;
    }
    TRY_ASSIGN(view.email, model::asVariant(std::move(view.email), campaign.variant));
    if (!campaign.subject.empty())
        view.email.subject = campaign.subject;
    if (!campaign.preheader.empty())
        view.email.preheader = campaign.preheader;
    return view;
}

Result<TemplateView> emailOf(Session &session, const model::Campaign &campaign) {
    TRY_ASSIGN(TemplateView view, writtenEmailOf(session, campaign));
    if (campaign.templateRevision != 0) // a draft of the newest has none yet
        TRY(placeImages(session, campaign, view.email));
    return view;
}

const char *armedError(const CampaignView &view) {
    return view.startedAt.micros > 0 ? "campaign.already_started" : "campaign.scheduled";
}

Result<void> noteCampaign(Session &session, const store::Connection &connection, std::string_view what, CampaignId id, Json facts) {
    store::AuditEntry entry;
    entry.kind = "campaign." + std::string(what);
    entry.subject = "campaign " + std::to_string(id.value);
    entry.facts = std::move(facts);
    TRY_ASSIGN(const std::int64_t number, session.workspace().audit().append(connection, entry));
    (void)number;
    return {};
}

} // namespace audience::service
