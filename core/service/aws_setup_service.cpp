#include "service/aws_setup_service.h"

#include "aws/iam_policy.h"
#include "aws/sts.h"
#include "delivery/event_intake.h"
#include "email/address.h"
#include "net/net.h"
#include "secrets/credential_source.h"
#include "secrets/keychain.h"
#include "service/connection_keys.h"
#include "service/connection_service.h"
#include "service/session.h"

#include <algorithm>
#include <optional>

namespace audience::service {

namespace {

constexpr const char *kOurSet = "audience-sync";

// Into the workspace, as everything that is read from a queue.
class WorkspaceInbox final : public aws::EventInbox {
public:
    WorkspaceInbox(const store::Connection &connection, workspace::Workspace &file)
        : m_connection(connection), m_intake(connection, file.clock(), file.uuid(), &file.audit()) {}

    Result<void> keep(const std::vector<std::string> &bodies) override {
        std::vector<delivery::RawEvent> events;
        for (const std::string &body : bodies)
            events.push_back({"sqs", body});
        TRY_ASSIGN(const auto taken, m_intake.take(events));
        (void)taken;
        return {};
    }
    Result<std::set<std::string>> eventsOf(const std::string &messageId) override {
        TRY_ASSIGN(store::Statement rows, m_connection.prepare("SELECT kind FROM message_event WHERE message_id = ?"));
        rows.bind(1, messageId);
        std::set<std::string> kinds;
        while (true) {
            TRY_ASSIGN(const bool more, rows.step());
            if (!more)
                return kinds;
            const std::string_view kind = rows.text(0);
            if (kind == delivery::toText(delivery::EventKind::Send))
                kinds.insert("Send");
            else if (kind == delivery::toText(delivery::EventKind::Delivery))
                kinds.insert("Delivery");
        }
    }

private:
    const store::Connection &m_connection;
    delivery::EventIntake m_intake;
};

// A client with the keys of the connection, or with those of a named profile.
class ClientKit {
public:
    ClientKit(Session &session, const model::SesConnection &ses, const std::string &profile, bool waitForRights)
        : m_keys(profile.empty() ? keySource(session, ses) : profileKeys(session, ses, profile)) {
        workspace::Workspace &file = session.workspace();
        m_http = net::curlNet(file.clock(), file.rng())->makeClient(net::RetryPolicy{1, {}, std::chrono::seconds(60)});
        aws::Client::Options options;
        if (waitForRights)
            options.grantWait = std::chrono::seconds(120);
        m_client = std::make_unique<aws::Client>(*m_http, file.clock(), file.rng(), aws::Endpoints::around(ses.region, "ses", ses.endpoint), *m_keys, options);
    }
    aws::Client &client() { return *m_client; }

private:
    // With the roles that the profile assumes.
    static std::shared_ptr<aws::KeySource> profileKeys(Session &session, model::SesConnection ses, const std::string &profile) {
        ses.credentials = "profile:" + profile;
        return keySource(session, ses);
    }
    std::shared_ptr<aws::KeySource> m_keys;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<aws::Client> m_client;
};

Result<std::string> bareAddress(const model::SesConnection &ses) {
    TRY_ASSIGN(const email::Mailbox from, email::parseAddress(ses.fromAddress));
    return from.address;
}

Result<model::SesConnection> trustedConnection(Session &session, const std::string &name) {
    const workspace::Workspace &file = session.workspace();
    if (!file.mayRunWork()) // the endpoint of a file of unknown origin must not get keys
        return file.standing().asError(file.path());
    return ConnectionService(session).sesConnection(name);
}

} // namespace

Result<SetupReport> AwsSetupService::run(Task task, const std::string &name, const SetupOptions &options, const CancelToken &cancel,
                                         const aws::TellStep &tell) const {
    TRY_ASSIGN(const model::SesConnection ses, trustedConnection(m_session, name));
    workspace::Workspace &file = m_session.workspace();
    aws::EventPathSpec spec;
    TRY_ASSIGN(spec.fromAddress, bareAddress(ses));
    spec.workspace = file.uuid();
    spec.configurationSet = ses.configurationSet.empty() ? kOurSet : ses.configurationSet;
    spec.adopt = options.adopt;
    TRY_ASSIGN(const store::Connection connection, file.connect(workspace::Durability::Full));
    WorkspaceInbox inbox(connection, file);
    ClientKit daily(m_session, ses, {}, options.waitForRights);
    std::optional<ClientKit> admin;
    if (!options.profile.empty())
        admin.emplace(m_session, ses, options.profile, options.waitForRights);
    aws::EventPath path(admin ? admin->client() : daily.client(), daily.client(), spec, inbox);
    SetupReport report;
    switch (task) {
    case Task::Check:
        report.path = path.check(cancel, tell);
        break;
    case Task::Build:
        report.path = path.build(cancel, tell);
        break;
    case Task::Prove:
        report.path = path.prove(cancel, tell);
        break;
    case Task::Remove:
        report.path = path.remove(cancel, tell);
        break;
    }
    const aws::Step *proof = report.path.step("simulator");
    report.isProven = proof && proof->state == aws::StepState::Ok;
    if (task == Task::Build && report.isProven)
        TRY(save(ses, spec.configurationSet, report));
    if (task == Task::Remove && !report.path.fault())
        TRY(forget(report));
    return report;
}

Result<SetupReport> AwsSetupService::check(const std::string &name, const SetupOptions &options, const CancelToken &cancel, const aws::TellStep &tell) const {
    return run(Task::Check, name, options, cancel, tell);
}
Result<SetupReport> AwsSetupService::build(const std::string &name, const SetupOptions &options, const CancelToken &cancel, const aws::TellStep &tell) {
    return run(Task::Build, name, options, cancel, tell);
}
Result<SetupReport> AwsSetupService::prove(const std::string &name, const CancelToken &cancel, const aws::TellStep &tell) {
    return run(Task::Prove, name, {}, cancel, tell);
}
Result<SetupReport> AwsSetupService::remove(const std::string &name, const SetupOptions &options, const CancelToken &cancel, const aws::TellStep &tell) {
    return run(Task::Remove, name, options, cancel, tell);
}

Result<void> AwsSetupService::save(const model::SesConnection &ses, const std::string &configurationSet, SetupReport &report) const {
    ConnectionService connections(m_session);
    TRY_ASSIGN(const auto all, connections.list());
    model::SqsConnection queue;
    queue.name = ses.name + "-events";
    queue.queueUrl = report.path.queueUrl;
    queue.region = ses.region;
    queue.credentials = ses.credentials;
    const std::string base = aws::Endpoints::around(ses.region, "ses", ses.endpoint).base("sqs");
    if (base != queue.baseUrl())
        queue.endpoint = base;
    const auto present = std::find_if(all.begin(), all.end(), [&](const ConnectionView &one) { return one.sqs && one.sqs->queueUrl == queue.queueUrl; });
    const auto taken = std::find_if(all.begin(), all.end(), [&](const ConnectionView &one) { return one.name == queue.name; });
    ConnectionView view;
    if (present != all.end()) {
        queue.name = present->name;
        queue.endpoint = present->sqs->endpoint.empty() ? queue.endpoint : present->sqs->endpoint;
        view = *present;
    }
    view.sqs = queue;
    if (present == all.end() && taken != all.end()) {
        TRY_ASSIGN(view, connections.saveCopy(view));
    } else if (present == all.end() || *present->sqs != queue) {
        TRY_ASSIGN(view, connections.save(view));
    }
    report.eventsConnection = view.name;
    const auto source = secrets::CredentialSource::parse(ses.credentials);
    if (source && source->kind() == secrets::CredentialSource::Kind::Keychain) {
        TRY_ASSIGN(const net::AwsCredentials keys, keptKeys(m_session, ses));
        TRY(connections.storeKeys(view.name, keys));
    }
    for (ConnectionView one : all)
        if (one.name == ses.name && one.ses && one.ses->configurationSet != configurationSet) {
            one.ses->configurationSet = configurationSet;
            TRY_ASSIGN(const ConnectionView saved, connections.save(one));
            (void)saved;
        }
    report.isSaved = true;
    return {};
}

// The queue is gone: whoever read it would only find that out.
Result<void> AwsSetupService::forget(const SetupReport &report) const {
    const aws::Step *queue = report.path.step("queue");
    if (!queue || queue->state != aws::StepState::Missing)
        return {};
    const std::string name = queue->resource.substr(queue->resource.rfind(':') + 1);
    ConnectionService connections(m_session);
    TRY_ASSIGN(const auto all, connections.list());
    for (const ConnectionView &one : all)
        if (one.sqs && one.sqs->queueUrl.substr(one.sqs->queueUrl.rfind('/') + 1) == name)
            TRY(connections.remove(one.name));
    return {};
}

Result<SenderView> AwsSetupService::sender(const std::string &name, bool askDns, const CancelToken &cancel) const {
    TRY_ASSIGN(const model::SesConnection ses, trustedConnection(m_session, name));
    TRY_ASSIGN(const std::string address, bareAddress(ses));
    ClientKit kit(m_session, ses, {}, false);
    const auto resolver = askDns ? aws::systemResolver() : nullptr;
    SenderView view;
    TRY_ASSIGN(view.account, aws::accountReport(kit.client(), cancel));
    TRY_ASSIGN(view.sender, aws::senderReport(kit.client(), resolver.get(), address, cancel));
    return view;
}

Result<std::string> AwsSetupService::policy(const std::string &name, bool withSetup, const CancelToken &cancel) const {
    TRY_ASSIGN(const model::SesConnection ses, trustedConnection(m_session, name));
    TRY_ASSIGN(const std::string address, bareAddress(ses));
    ClientKit kit(m_session, ses, {}, false);
    TRY_ASSIGN(const aws::Caller caller, aws::callerIdentity(kit.client(), cancel));
    aws::IamPolicySpec spec;
    spec.place = caller.place;
    spec.sender = address.substr(address.rfind('@') + 1);
    spec.configurationSet = ses.configurationSet.empty() ? kOurSet : ses.configurationSet;
    spec.withSetup = withSetup;
    return dumpJsonPretty(aws::iamPolicy(spec));
}

} // namespace audience::service
