// How a public corner comes and goes.
#include "aws/stack.h"
#include "service/connection_service.h"
#include "service/corner_files.h"
#include "service/corner_parts.h"
#include "service/connection_keys.h"
#include "service/session.h"

#include <algorithm>
#include <set>

namespace audience::service {

namespace {

using aws::StackPhase;

constexpr const char *kSetting = "corner";
const aws::Pairs kTags{{"app", "audience-sync"}};

CornerPlan planFrom(const Json &json) {
    CornerPlan plan;
    plan.connection = jsonText(json, "connection");
    plan.stack = jsonText(json, "stack");
    plan.endpoint = jsonText(json, "endpoint");
    plan.domain = jsonText(json, "domain");
    plan.certificate = jsonText(json, "certificate");
    plan.trackingDomain = jsonText(json, "tracking_domain");
    plan.trackingCertificate = jsonText(json, "tracking_certificate");
    return plan;
}

std::map<std::string, std::string> parametersOf(const CornerPlan &plan) {
    return {{"Domain", plan.domain}, {"CertArn", plan.certificate}, {"TrackingDomain", plan.trackingDomain}, {"TrackingCertArn", plan.trackingCertificate}};
}

aws::StackOrder orderOf(const CornerRecord &record) {
    return {record.plan.stack, CornerService::templateText(), parametersOf(record.plan), record.requestToken, kTags};
}

Result<void> checkPlan(const CornerPlan &plan) {
    if (plan.domain.empty() != plan.certificate.empty() || plan.trackingDomain.empty() != plan.trackingCertificate.empty())
        return Error(ErrorKind::Invalid, "corner.domain_without_certificate");
    const auto isName = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; };
    if (plan.stack.rfind("audience-sync-", 0) != 0 || plan.stack.size() > 100 || !std::all_of(plan.stack.begin(), plan.stack.end(), isName))
        return Error(ErrorKind::Invalid, "corner.bad_stack_name").with("stack", plan.stack);
    return {};
}

Result<CornerRecord> recordFor(Session &session, const CornerPlan &plan) {
    TRY(checkPlan(plan));
    TRY_ASSIGN(const auto all, ConnectionService(session).list());
    for (const ConnectionView &one : all) {
        if (!one.ses || (!plan.connection.empty() && one.name != plan.connection))
            continue;
        CornerRecord record;
        record.plan = plan;
        record.plan.connection = one.name;
        if (record.plan.endpoint.empty())
            record.plan.endpoint = one.ses->endpoint;
        record.region = one.ses->region;
        return record;
    }
    return Error(ErrorKind::NotFound, "corner.no_connection").with("name", plan.connection);
}

// Says what is new since the last look, and waits: often at first, then every half minute.
class Watch {
public:
    Watch(aws::Client &client, const OnCornerStep &onStep) : m_client(client), m_stacks(client), m_onStep(onStep) {}

    // Until nothing is in progress; nothing: the stack is gone.
    Result<std::optional<aws::StackState>> untilStill(const std::string &id, const CancelToken &cancel) {
        for (int look = 0;; ++look) {
            TRY_ASSIGN(const auto state, m_stacks.find(id, cancel));
            TRY(tell(id, cancel));
            if (!state || state->phase() != StackPhase::Working)
                return state;
            TRY(m_client.pause(std::chrono::seconds(look < 24 ? 5 : 30), cancel));
        }
    }

private:
    Result<void> tell(const std::string &id, const CancelToken &cancel) {
        if (!m_onStep)
            return {};
        auto events = m_stacks.events(id, cancel);
        if (!events)
            return events.error().kind == ErrorKind::Cancelled ? Result<void>(events.error()) : Result<void>();
        for (auto event = events->rbegin(); event != events->rend(); ++event)
            if (m_told.insert(event->id).second)
                m_onStep({event->part, event->type, event->status, event->reason});
        return {};
    }
    aws::Client &m_client;
    aws::Stacks m_stacks;
    const OnCornerStep &m_onStep;
    std::set<std::string> m_told;
};

// What a stack that did not come to stand says of itself.
Error failureOf(aws::Stacks &stacks, const CornerRecord &record, const std::optional<aws::StackState> &state, const CancelToken &cancel) {
    Error error = Error(ErrorKind::Refused, "corner.failed").with("stack", record.plan.stack);
    const auto events = stacks.events(record.stackId, cancel);
    const aws::StackEvent *cause = events ? aws::causeOf(*events) : nullptr;
    error.args.emplace_back("part", cause ? cause->part : std::string("the stack"));
    error.args.emplace_back("reason", cause ? cause->reason : state ? state->status : std::string("removed"));
    return error;
}

Result<void> takeOutputs(CornerRecord &record, const aws::StackState &state) {
    for (const char *needed : {"BaseUrl", "BucketName", "InboxUrl", "InboxDlqUrl"})
        if (!state.outputs.contains(needed))
            return Error(ErrorKind::Invalid, "corner.wrong_stack").with("stack", record.plan.stack).with("output", needed);
    record.stackId = state.id;
    record.outputs = state.outputs;
    return {};
}

Result<void> mayWork(const Session &session) {
    const workspace::Workspace &file = session.workspace();
    return file.mayRunWork() ? Result<void>() : Result<void>(file.standing().asError(file.path()));
}

} // namespace

std::string_view toText(CornerFeature feature) {
    switch (feature) {
    case CornerFeature::OneClick: return "one_click";
    case CornerFeature::Preferences: return "preferences";
    case CornerFeature::ViewInBrowser: return "view_in_browser";
    case CornerFeature::DoubleOptIn: return "double_opt_in";
    case CornerFeature::Forms: return "forms";
    case CornerFeature::Webhooks: return "webhooks";
    case CornerFeature::Images: return "images";
    case CornerFeature::TrackingDomain: return "tracking_domain";
    }
    return {};
}

Result<std::optional<CornerRecord>> cornerRecord(const Session &session) {
    TRY_ASSIGN(const Json kept, session.workspace().setting(kSetting));
    // Whoever adopted a copy reads an inbox of its own: two readers of one queue would take each other's requests.
    if (!kept.is_object() || jsonText(kept, "workspace") != session.workspace().uuid())
        return std::optional<CornerRecord>();
    CornerRecord record;
    record.plan = planFrom(kept);
    record.region = jsonText(kept, "region");
    record.requestToken = jsonText(kept, "request_token");
    record.stackId = jsonText(kept, "stack_id");
    if (const Json *outputs = jsonMember(kept, "outputs"); outputs && outputs->is_object())
        for (const auto &[name, value] : outputs->items())
            if (value.is_string())
                record.outputs[name] = value.get<std::string>();
    return std::optional<CornerRecord>(std::move(record));
}

Result<CornerRecord> requireCorner(const Session &session) {
    TRY_ASSIGN(auto record, cornerRecord(session));
    if (!record || !record->isReady())
        return Error(ErrorKind::NotFound, "corner.none");
    return *std::move(record);
}

Result<void> keepCorner(Session &session, const std::optional<CornerRecord> &record) {
    if (!record)
        return session.workspace().setSetting(kSetting, nullptr);
    Json outputs = Json::object();
    for (const auto &[name, value] : record->outputs)
        outputs[name] = value;
    const CornerPlan &plan = record->plan;
    return session.workspace().setSetting(kSetting, Json{{"workspace", session.workspace().uuid()},
                                                         {"connection", plan.connection},
                                                         {"stack", plan.stack},
                                                         {"endpoint", plan.endpoint},
                                                         {"domain", plan.domain},
                                                         {"certificate", plan.certificate},
                                                         {"tracking_domain", plan.trackingDomain},
                                                         {"tracking_certificate", plan.trackingCertificate},
                                                         {"region", record->region},
                                                         {"request_token", record->requestToken},
                                                         {"stack_id", record->stackId},
                                                         {"outputs", outputs}});
}

Result<CornerClient> cornerClient(Session &session, const CornerRecord &record) {
    TRY_ASSIGN(const model::SesConnection connection, ConnectionService(session).sesConnection(record.plan.connection));
    workspace::Workspace &file = session.workspace();
    CornerClient made;
    made.net = net::curlNet(file.clock(), file.rng());
    made.http = made.net->makeClient({1, {}, std::chrono::milliseconds(120'000)});
    made.keys = std::make_unique<aws::KeysFrom>(credentialSource(session, connection));
    made.client = std::make_unique<aws::Client>(*made.http, file.clock(), file.rng(),
                                                aws::Endpoints::around(record.region, "ses", record.plan.endpoint), *made.keys);
    return Result<CornerClient>(std::move(made));
}

const std::string &CornerService::templateText() {
    static const std::string text = [] {
        for (const CornerFile &file : cornerFiles())
            if (file.name == "template.json")
                return std::string(file.text);
        return std::string();
    }();
    return text;
}

std::string CornerService::rolePolicy() {
    const auto document = parseJson(templateText());
    return document ? dumpJsonPretty((*document)["Resources"]["ApiRole"]["Properties"]["Policies"]) : std::string();
}

Result<CornerView> CornerService::create(const CornerPlan &plan, const OnCornerStep &onStep, const CancelToken &cancel) {
    TRY(mayWork(m_session));
    TRY_ASSIGN(const auto before, cornerRecord(m_session));
    if (before && before->isReady())
        return Error(ErrorKind::Conflict, "corner.exists").with("stack", before->plan.stack);
    CornerRecord record;
    if (before) {
        record = *before; // ordered already: the same token makes no second one
    } else {
        TRY_ASSIGN(record, recordFor(m_session, plan));
        record.requestToken = "create-" + makeUuid(m_session.workspace().rng());
        TRY(keepCorner(m_session, record)); // before the call: its answer may be lost
    }
    TRY_ASSIGN(const CornerClient amazon, cornerClient(m_session, record));
    aws::Stacks stacks(*amazon.client);
    const auto ordered = stacks.create(orderOf(record), cancel);
    if (!ordered) {
        if (ordered.error().kind == ErrorKind::Invalid || ordered.error().kind == ErrorKind::Auth || ordered.error().kind == ErrorKind::Conflict)
            TRY(keepCorner(m_session, std::nullopt)); // refused: there is nothing to go on with
        return ordered.error();
    }
    record.stackId = *ordered;
    TRY(keepCorner(m_session, record));
    TRY_ASSIGN(const auto state, Watch(*amazon.client, onStep).untilStill(record.stackId, cancel));
    if (!state || state->phase() != StackPhase::Ready) {
        const Error failure = failureOf(stacks, record, state, cancel);
        TRY(stacks.remove(record.stackId, cancel)); // of a failed creation nothing else is possible
        TRY(keepCorner(m_session, std::nullopt));
        return failure;
    }
    TRY(takeOutputs(record, *state));
    TRY(keepCorner(m_session, record));
    TRY(publishPages(cancel));
    return status();
}

Result<CornerView> CornerService::adopt(const CornerPlan &plan, const CancelToken &cancel) {
    TRY(mayWork(m_session));
    TRY_ASSIGN(CornerRecord record, recordFor(m_session, plan));
    TRY_ASSIGN(const CornerClient amazon, cornerClient(m_session, record));
    TRY_ASSIGN(const auto state, aws::Stacks(*amazon.client).find(plan.stack, cancel));
    if (!state)
        return Error(ErrorKind::NotFound, "corner.no_stack").with("stack", plan.stack);
    if (state->phase() != StackPhase::Ready)
        return Error(ErrorKind::Conflict, "corner.not_ready").with("stack", plan.stack).with("status", state->status);
    TRY(takeOutputs(record, *state));
    TRY(keepCorner(m_session, record));
    TRY(publishPages(cancel));
    return status();
}

Result<CornerView> CornerService::update(const CornerPlan &plan, const OnCornerStep &onStep, const CancelToken &cancel) {
    TRY(mayWork(m_session));
    TRY_ASSIGN(CornerRecord record, requireCorner(m_session));
    TRY(checkPlan(plan));
    record.plan.domain = plan.domain;
    record.plan.certificate = plan.certificate;
    record.plan.trackingDomain = plan.trackingDomain;
    record.plan.trackingCertificate = plan.trackingCertificate;
    TRY_ASSIGN(const CornerClient amazon, cornerClient(m_session, record));
    aws::Stacks stacks(*amazon.client);
    aws::StackOrder order = orderOf(record);
    order.name = record.stackId;
    order.requestToken = "update-" + makeUuid(m_session.workspace().rng());
    TRY_ASSIGN(const bool isChanged, stacks.update(order, cancel));
    if (isChanged) {
        TRY_ASSIGN(const auto state, Watch(*amazon.client, onStep).untilStill(record.stackId, cancel));
        if (!state || state->phase() != StackPhase::Ready)
            return failureOf(stacks, record, state, cancel);
        TRY(takeOutputs(record, *state));
        TRY(keepCorner(m_session, record));
    }
    TRY(publishPages(cancel));
    return status();
}

Result<std::string> CornerService::remove(const OnCornerStep &onStep, const CancelToken &cancel) {
    TRY(mayWork(m_session));
    TRY_ASSIGN(const auto record, cornerRecord(m_session));
    if (!record)
        return Error(ErrorKind::NotFound, "corner.none");
    if (record->isReady())
        TRY(readInbox(cancel));
    TRY_ASSIGN(const CornerClient amazon, cornerClient(m_session, *record));
    aws::Stacks stacks(*amazon.client);
    TRY_ASSIGN(const auto there, stacks.find(record->stackId.empty() ? record->plan.stack : record->stackId, cancel));
    if (there && there->phase() != StackPhase::Gone) {
        const auto tag = there->tags.find("app");
        if (tag == there->tags.end() || tag->second != "audience-sync")
            return Error(ErrorKind::Refused, "corner.not_ours").with("stack", record->plan.stack);
        TRY(stacks.remove(there->id, cancel));
        TRY_ASSIGN(const auto state, Watch(*amazon.client, onStep).untilStill(there->id, cancel));
        if (state && state->phase() != StackPhase::Gone)
            return failureOf(stacks, *record, state, cancel);
    }
    TRY(keepCorner(m_session, std::nullopt));
    return record->output("BucketName");
}

} // namespace audience::service
