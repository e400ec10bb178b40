#include "service/campaign_service.h"

#include "delivery/run_statistics.h"
#include "service/audience_question.h"
#include "service/runner_kit.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/template_service.h"
#include "workspace/consent_repository.h"
#include "workspace/definition_repository.h"

#include <algorithm>

namespace audience::service {

using delivery::Ledger;
using delivery::MessageState;
using delivery::Run;
using delivery::RunStatus;
using model::CampaignState;
using workspace::Definition;
using workspace::DefinitionKind;
using workspace::DefinitionRepository;

namespace {

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

// The newest run of a campaign; there is none while it is a draft.
Result<std::optional<Run>> newestRun(const Session &session, CampaignId id) {
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto runs, Ledger(*reader, session.workspace().clock()).runsOf(id));
    std::optional<Run> newest;
    for (const Run &run : runs)
        if (!newest || newest->id < run.id)
            newest = run;
    return newest;
}

Result<Run> requireRun(const Session &session, CampaignId id) {
    TRY_ASSIGN(const auto run, newestRun(session, id));
    if (!run)
        return Error(ErrorKind::Invalid, "campaign.not_started").with("id", std::to_string(id.value));
    return *run;
}

std::int64_t countOf(const delivery::StateCounts &counts, MessageState state) {
    const auto it = counts.find(state);
    return it == counts.end() ? 0 : it->second;
}

// Everything a campaign sends may change until it is approved; then a change needs a new approval.
bool sendsTheSame(model::Campaign a, const model::Campaign &b) {
    a.approvedAt = b.approvedAt;
    a.approvedBy = b.approvedBy;
    return a == b;
}

// An entry of the audit log, in the transaction of what it tells of.
Result<void> note(Session &session, const store::Connection &connection, std::string_view kind, CampaignId id, Json facts) {
    store::AuditEntry entry;
    entry.kind = kind;
    entry.subject = "campaign " + std::to_string(id.value);
    entry.facts = std::move(facts);
    TRY_ASSIGN(const std::int64_t number, session.workspace().audit().append(connection, entry));
    (void)number;
    return {};
}

Result<void> changeRun(Session &session, CampaignId id, std::string_view audit, const std::function<Result<void>(Ledger &, RunId)> &change) {
    TRY_ASSIGN(const Run run, requireRun(session, id));
    return session.workspace().write([&](const store::Connection &connection) -> Result<void> {
        Ledger ledger(connection, session.workspace().clock());
        TRY(change(ledger, run.id));
        return note(session, connection, audit, id, Json{{"run", run.id.value}});
    });
}

// Freezes those who may not be written to as kept back, so that a person sees from the start how many
// will get it. The sender asks again for every row when it writes the intent; nothing rests on this.
Result<void> keepBackForbidden(Session &session, const delivery::PolicyQuestion &question, std::vector<delivery::Recipient> &recipients) {
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto policy, delivery::SendPolicy::prepare(*reader, question));
    const Instant now = session.workspace().clock().now();
    for (delivery::Recipient &recipient : recipients) {
        delivery::DueMessage message;
        message.ordinal = recipient.ordinal;
        message.address = recipient.address;
        message.addressKey = email::addressKey(recipient.address);
        TRY_ASSIGN(const delivery::Reason reason, policy.verdict(*reader, message, now));
        recipient.keptBack = delivery::toText(reason);
    }
    return {};
}

} // namespace

static Result<CampaignView> viewOf(const Session &session, const Definition &definition) {
    CampaignView view;
    TRY_ASSIGN(view.campaign, model::campaignFromJson(definition.body));
    view.id = CampaignId{definition.id};
    view.revision = definition.revision;
    view.savedAt = definition.savedAt;
    view.campaign.name = definition.name;
    view.isPractice = view.campaign.connection == model::kPracticeConnection;
    view.state = view.campaign.approvedAt.empty() ? CampaignState::Draft : CampaignState::Approved;
    DefinitionRepository definitions(const_cast<Session &>(session).workspace());
    if (const auto segment = definitions.find(DefinitionKind::Segment, view.campaign.segment.value))
        view.segmentName = segment->name;
    if (const auto email = definitions.find(DefinitionKind::Template, view.campaign.emailTemplate.value))
        view.templateName = email->name;
    TRY_ASSIGN(const auto run, newestRun(session, view.id));
    if (run) {
        view.state = stateOf(run->status);
        view.audience = run->audience;
        TRY_ASSIGN(const auto reader, session.workspace().reader());
        TRY_ASSIGN(const auto counts, Ledger(*reader, session.workspace().clock()).counts(run->id));
        view.accepted = countOf(counts, MessageState::Accepted);
    }
    return view;
}

Result<std::vector<CampaignView>> CampaignService::list() const {
    TRY_ASSIGN(const auto definitions, DefinitionRepository(m_session.workspace()).list(DefinitionKind::Campaign));
    std::vector<CampaignView> views;
    for (const Definition &definition : definitions) {
        TRY_ASSIGN(CampaignView view, viewOf(m_session, definition));
        views.push_back(std::move(view));
    }
    std::stable_sort(views.begin(), views.end(), [](const CampaignView &a, const CampaignView &b) { return b.savedAt < a.savedAt; });
    return views;
}

Result<CampaignView> CampaignService::find(CampaignId id) const {
    TRY_ASSIGN(const Definition found, DefinitionRepository(m_session.workspace()).find(DefinitionKind::Campaign, id.value));
    return viewOf(m_session, found);
}

Result<CampaignView> CampaignService::save(const CampaignView &campaign) {
    model::Campaign wanted = campaign.campaign;
    if (campaign.id.isValid()) {
        TRY_ASSIGN(const CampaignView before, find(campaign.id));
        if (!sendsTheSame(wanted, before.campaign)) {
            wanted.approvedAt.clear();
            wanted.approvedBy.clear();
        }
    }
    Definition definition;
    definition.kind = DefinitionKind::Campaign;
    definition.id = campaign.id.value;
    definition.name = wanted.name;
    definition.revision = campaign.revision;
    definition.body = model::toJson(wanted);
    const bool isNew = !campaign.id.isValid();
    TRY_ASSIGN(const Definition saved, m_session.workspace().write([&](const store::Connection &connection) -> Result<Definition> {
        TRY_ASSIGN(Definition stored, DefinitionRepository(m_session.workspace()).save(definition));
        if (isNew)
            TRY(note(m_session, connection, "campaign.create", CampaignId{stored.id}, Json{{"name", stored.name}}));
        return stored;
    }));
    return viewOf(m_session, saved);
}

Result<void> CampaignService::remove(CampaignId id) {
    TRY_ASSIGN(const auto run, newestRun(m_session, id));
    if (run && run->status == RunStatus::Running)
        return Error(ErrorKind::Refused, "campaign.still_sending");
    return DefinitionRepository(m_session.workspace()).remove(DefinitionKind::Campaign, id.value);
}

Result<void> CampaignService::approve(CampaignId id) {
    TRY_ASSIGN(CampaignView view, find(id));
    view.campaign.approvedBy = "me";
    view.campaign.approvedAt = toIso(m_session.workspace().clock().now());
    Definition definition;
    definition.kind = DefinitionKind::Campaign;
    definition.id = id.value;
    definition.name = view.campaign.name;
    definition.revision = view.revision;
    definition.body = model::toJson(view.campaign);
    return m_session.workspace().write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(const Definition stored, DefinitionRepository(m_session.workspace()).save(definition));
        return note(m_session, connection, "campaign.approve", id, Json{{"revision", stored.revision}});
    });
}

Result<void> CampaignService::giveLegalBasis(CampaignId id, const std::string &basis, const std::string &statement) {
    TRY_ASSIGN(const CampaignView view, find(id));
    TRY_ASSIGN(const People people, People::load(m_session));
    return workspace::ConsentRepository(m_session.workspace())
        .recordLegalBasis("dataset " + people.dataset().name, basis, statement.empty() ? "campaign " + view.campaign.name : statement);
}

Result<void> CampaignService::arm(CampaignId id) {
    TRY_ASSIGN(const auto checks, check(id));
    for (const CheckView &one : checks)
        if (one.level == CheckView::Level::Error) {
            Error error(ErrorKind::Refused, one.id);
            error.args = one.args;
            return error;
        }
    TRY_ASSIGN(const CampaignView view, find(id));
    TRY_ASSIGN(const auto before, newestRun(m_session, id));
    if (before)
        return Error(ErrorKind::Conflict, "campaign.already_started").with("name", view.campaign.name);
    TRY_ASSIGN(const People people, People::load(m_session));
    TRY_ASSIGN(const SegmentView segment, SegmentService(m_session).find(view.campaign.segment));
    TRY_ASSIGN(const Audience audience, evaluateRule(m_session, people, segment.rule));
    TRY_ASSIGN(auto recipients, recipientsOf(people, audience.members));
    TRY_ASSIGN(const auto question, policyQuestion(m_session, people, view.campaign.topics));
    TRY(keepBackForbidden(m_session, question, recipients));
    TRY(m_session.workspace().mark());
    return m_session.workspace().write([&](const store::Connection &connection) -> Result<void> {
        delivery::RunSpec spec;
        spec.campaign = id;
        spec.name = view.campaign.name;
        spec.transport = view.isPractice ? "practice" : "ses";
        spec.connection = view.campaign.connection;
        spec.topics = question.topics;
        spec.permission = question.permission;
        spec.cap = question.cap;
        Ledger ledger(connection, m_session.workspace().clock());
        // Asked again where nobody else can write: two who start it at once must not both send.
        TRY_ASSIGN(const auto meanwhile, ledger.runsOf(id));
        if (!meanwhile.empty())
            return Error(ErrorKind::Conflict, "campaign.already_started").with("name", view.campaign.name);
        TRY_ASSIGN(const RunId run, ledger.startRun(spec, recipients, m_session.workspace().rng()));
        return note(m_session, connection, "campaign.send", id,
                    Json{{"run", run.value}, {"audience", recipients.size()}, {"practice", view.isPractice}});
    });
}

Result<CampaignStatus> CampaignService::run(CampaignId id, Progress *progress, const CancelToken &cancel) {
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
    // Who is kept back is neither work to do nor work done.
    const auto tell = [&] {
        const auto counts = Ledger(kit->connection(), m_session.workspace().clock()).counts(run.id);
        if (!progress || !counts)
            return;
        const std::int64_t work = run.audience - countOf(*counts, MessageState::Skipped);
        progress->setTotal(work);
        progress->setDone(work - countOf(*counts, MessageState::Planned) - countOf(*counts, MessageState::RetryAt) -
                          countOf(*counts, MessageState::Intent));
    };
    tell();
    std::chrono::microseconds shownAt{0};
    const auto afterTick = [&] {
        const auto now = m_session.workspace().clock().steady();
        if (now - shownAt < std::chrono::milliseconds(250))
            return;
        shownAt = now;
        (void)kit->takePracticeEvents(m_session.workspace().clock().now()).has_value();
        tell();
    };
    TRY_ASSIGN(const delivery::TickReport ended, kit->runner().runToEnd(cancel, afterTick));
    (void)ended;
    TRY(kit->takePracticeEvents(m_session.workspace().clock().now()));
    tell();
    return status(id);
}

Result<RunId> CampaignService::runOf(CampaignId id) const {
    TRY_ASSIGN(const Run run, requireRun(m_session, id));
    return run.id;
}

Result<void> CampaignService::pause(CampaignId id) {
    return changeRun(m_session, id, "campaign.pause", [](Ledger &ledger, RunId run) { return ledger.pause(run, "paused_by_user"); });
}

Result<void> CampaignService::resumeUnanswered(CampaignId id) {
    if (!m_session.workspace().mayRunWork())
        return m_session.workspace().standing().asError(m_session.workspace().path());
    return changeRun(m_session, id, "campaign.none_sent_elsewhere", [](Ledger &ledger, RunId run) -> Result<void> {
        TRY_ASSIGN(const std::int64_t planned, ledger.planUnanswerable(run));
        (void)planned;
        return ledger.resume(run);
    });
}

Result<void> CampaignService::resume(CampaignId id) {
    if (!m_session.workspace().mayRunWork())
        return m_session.workspace().standing().asError(m_session.workspace().path());
    return changeRun(m_session, id, "campaign.resume", [](Ledger &ledger, RunId run) { return ledger.resume(run); });
}

Result<void> CampaignService::stop(CampaignId id) {
    return changeRun(m_session, id, "campaign.stop", [](Ledger &ledger, RunId run) { return ledger.stop(run); });
}

} // namespace audience::service
