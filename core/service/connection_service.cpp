#include "service/connection_service.h"

#include "base/json.h"
#include "delivery/event_intake.h"
#include "delivery/ledger.h"
#include "delivery/ses_account.h"
#include "delivery/sqs_poller.h"
#include "email/address.h"
#include "model/source_connection.h"
#include "net/net.h"
#include "secrets/credential_source.h"
#include "service/connection_keys.h"
#include "service/corner_service.h"
#include "service/mail_server.h"
#include "service/session.h"
#include "service/test_message.h"
#include "workspace/definition_repository.h"

#include <algorithm>
#include <future>

namespace audience::service {

using workspace::Definition;
using workspace::DefinitionKind;
using workspace::DefinitionRepository;

namespace {

constexpr const char *kUsualSetting = "usual_connection";
constexpr const char *kTestsSetting = "tests.connection"; // how the last test of each went

Result<ConnectionView> viewOf(const Definition &definition) {
    ConnectionView view;
    view.id = ConnectionId{definition.id};
    view.revision = definition.revision;
    view.savedAt = definition.savedAt;
    view.name = definition.name;
    view.kind = model::connectionKind(definition.body);
    if (view.kind == "ses") {
        TRY_ASSIGN(view.ses, model::sesConnectionFromJson(definition.body));
        view.ses->name = definition.name;
    } else if (view.kind == "smtp") {
        TRY_ASSIGN(view.smtp, model::smtpConnectionFromJson(definition.body));
        view.smtp->name = definition.name;
    } else if (view.kind == "sqs") {
        TRY_ASSIGN(view.sqs, model::sqsConnectionFromJson(definition.body));
        view.sqs->name = definition.name;
    }
    return view;
}

// Under the name of its model, which is what is filled in.
ConnectionView named(ConnectionView view) {
    view.name = view.ses ? view.ses->name : view.smtp ? view.smtp->name : view.sqs ? view.sqs->name : view.name;
    return view;
}

void add(EventsReport &sum, const EventsReport &more) {
    sum.received += more.received;
    sum.matched += more.matched;
    sum.duplicate += more.duplicate;
    sum.foreign += more.foreign;
    sum.unreadable += more.unreadable;
    sum.gaps.insert(sum.gaps.end(), more.gaps.begin(), more.gaps.end());
}

EventsReport reportOf(const delivery::CornerReport &readers) {
    EventsReport report;
    report.received = readers.received;
    report.matched = readers.unsubscribed + readers.preferences + readers.confirmed + readers.forms + readers.webhooks;
    report.duplicate = readers.duplicates;
    report.foreign = readers.refused + readers.unknown;
    report.unreadable = readers.malformed;
    return report;
}

Json bodyOf(const ConnectionView &view) {
    return view.sqs    ? model::toJson(*view.sqs)
           : view.smtp ? model::toJson(*view.smtp)
                       : model::toJson(view.ses.value_or(model::SesConnection{}));
}

// Where the keychain keeps the keys of that connection.
struct KeyPlace {
    secrets::Keychain *keychain = nullptr;
    std::string name;
};

Result<KeyPlace> keyPlace(Session &session, const std::string &name) {
    TRY_ASSIGN(const auto all, ConnectionService(session).list());
    const auto one = std::find_if(all.begin(), all.end(), [&](const ConnectionView &view) { return view.name == name && (view.ses || view.smtp || view.sqs); });
    if (one == all.end())
        return Error(ErrorKind::NotFound, "connection.unknown").with("name", name);
    const std::string &credentials = one->ses ? one->ses->credentials : one->smtp ? one->smtp->credentials : one->sqs->credentials;
    const auto source = secrets::CredentialSource::parse(credentials);
    if (!source || source->kind() != secrets::CredentialSource::Kind::Keychain)
        return Error(ErrorKind::Invalid, "connection.keys_elsewhere").with("name", name).with("credentials", credentials);
    if (!session.keychain())
        return Error(ErrorKind::Auth, "secrets.keychain_unavailable");
    if (one->smtp)
        return KeyPlace{session.keychain(), mailKeychainName(session, *one->smtp)};
    return KeyPlace{session.keychain(), one->ses ? keychainName(session, *one->ses) : keychainName(session, *one->sqs)};
}

} // namespace

EventsReport reportOf(const delivery::IntakeReport &intake, std::int64_t damaged) {
    EventsReport report;
    report.matched = intake.events;
    report.duplicate = intake.duplicates;
    report.foreign = intake.foreign + intake.unmatched;
    report.unreadable = intake.malformed + damaged;
    report.received = intake.events + intake.duplicates + intake.foreign + intake.unmatched + intake.malformed + damaged;
    return report;
}

Result<std::vector<ConnectionView>> ConnectionService::list() const {
    TRY_ASSIGN(const auto definitions, DefinitionRepository(m_session.workspace()).list(DefinitionKind::Connection));
    std::vector<ConnectionView> views;
    for (const Definition &definition : definitions) {
        if (model::isSource(definition.body))
            continue; // see SourceService
        TRY_ASSIGN(ConnectionView view, viewOf(definition));
        views.push_back(std::move(view));
    }
    return views;
}

Result<ConnectionView> ConnectionService::save(const ConnectionView &connection) {
    const ConnectionView wanted = named(connection);
    if (wanted.name == model::kPracticeConnection)
        return Error(ErrorKind::Invalid, "connection.reserved_name").with("name", wanted.name);
    if (wanted.smtp) {
        TRY(model::checkSmtp(*wanted.smtp));
        TRY_ASSIGN(const email::Mailbox from, email::parseAddress(wanted.smtp->fromAddress));
        (void)from;
    }
    if (wanted.ses) {
        TRY_ASSIGN(const email::Mailbox from, email::parseAddress(wanted.ses->fromAddress));
        (void)from;
    }
    auto saved = DefinitionRepository(m_session.workspace())
                     .save({DefinitionKind::Connection, wanted.id.value, wanted.name, wanted.revision,
                            bodyOf(wanted), {}});
    if (!saved && saved.error().id == "definition.name_taken")
        return Error(ErrorKind::Conflict, "connection.name_taken").with("name", wanted.name);
    if (!saved)
        return std::move(saved).error();
    keepTest(wanted.name, {}); // a changed connection is an untested one
    return viewOf(*saved);
}

Result<ConnectionView> ConnectionService::saveOver(ConnectionView connection) {
    connection = named(std::move(connection));
    if (const auto before = DefinitionRepository(m_session.workspace()).find(DefinitionKind::Connection, connection.name)) {
        connection.id = ConnectionId{before->id};
        connection.revision = before->revision;
    }
    return save(connection);
}

Result<ConnectionView> ConnectionService::save(const model::SesConnection &connection) {
    ConnectionView view;
    view.ses = connection;
    return saveOver(view);
}

Result<ConnectionView> ConnectionService::save(const model::SqsConnection &connection) {
    ConnectionView view;
    view.sqs = connection;
    return saveOver(view);
}

Result<ConnectionView> ConnectionService::save(const model::SmtpConnection &connection) {
    ConnectionView view;
    view.smtp = connection;
    return saveOver(view);
}

Result<ConnectionView> ConnectionService::saveCopy(ConnectionView connection) {
    const std::string name = named(connection).name;
    connection.id = {};
    connection.revision = 0;
    for (int number = 2;; ++number) {
        (connection.ses ? connection.ses->name : connection.smtp ? connection.smtp->name : connection.sqs->name) = name + " (" + std::to_string(number) + ")";
        auto saved = save(connection);
        if (saved || saved.error().id != "connection.name_taken")
            return saved;
    }
}

Result<void> ConnectionService::remove(const std::string &name) {
    DefinitionRepository definitions(m_session.workspace());
    TRY_ASSIGN(const Definition found, definitions.find(DefinitionKind::Connection, name));
    return definitions.remove(DefinitionKind::Connection, found.id);
}

Result<ConnectionView> ConnectionService::restore(ConnectionId id) {
    TRY_ASSIGN(const Definition again, DefinitionRepository(m_session.workspace()).restore(DefinitionKind::Connection, id.value));
    return viewOf(again);
}

Result<std::string> ConnectionService::usual() const {
    TRY_ASSIGN(const Json setting, m_session.workspace().setting(kUsualSetting));
    const std::string chosen = setting.is_string() ? setting.get<std::string>() : std::string();
    TRY_ASSIGN(const auto all, list());
    const ConnectionView *found = nullptr;
    for (const ConnectionView &one : all) {
        if (one.canSend() && one.name == chosen)
            return one.name;
        if (one.canSend() && (!found || (found->smtp && one.ses)))
            found = &one;
    }
    return found ? found->name : std::string(model::kPracticeConnection);
}

Result<void> ConnectionService::setUsual(const std::string &name) {
    TRY_ASSIGN(const auto all, list());
    if (std::none_of(all.begin(), all.end(), [&](const ConnectionView &one) { return one.canSend() && one.name == name; }))
        return Error(ErrorKind::NotFound, "connection.unknown").with("name", name);
    return m_session.workspace().setSetting(kUsualSetting, name);
}

Result<model::SesConnection> ConnectionService::sesConnection(const std::string &name) const {
    TRY_ASSIGN(const auto all, list());
    for (const ConnectionView &one : all)
        if (one.name == name && one.ses)
            return *one.ses;
    return Error(ErrorKind::NotFound, "connection.unknown").with("name", name);
}

Result<std::optional<model::SmtpConnection>> ConnectionService::mailServer(const std::string &name) const {
    TRY_ASSIGN(const auto all, list());
    for (const ConnectionView &one : all)
        if (one.name == name && one.smtp)
            return one.smtp;
    return std::optional<model::SmtpConnection>();
}

Result<void> ConnectionService::storeKeys(const std::string &name, const net::AwsCredentials &keys) {
    // The endpoint of a file of unknown origin must not get keys.
    const workspace::Workspace &file = m_session.workspace();
    if (!file.mayRunWork())
        return file.standing().asError(file.path());
    TRY_ASSIGN(const KeyPlace place, keyPlace(m_session, name));
    for (const auto &[part, what] : {std::pair<std::string_view, const char *>{keys.accessKeyId, "access key id"}, {keys.secretKey.view(), "secret access key"}})
        if (part.empty())
            return Error(ErrorKind::Auth, "secrets.credentials_incomplete").with("where", "the input").with("name", what);
    return place.keychain->write(place.name, secrets::packCredentials(keys));
}

Result<void> ConnectionService::checkKeys(const std::string &name) const {
    TRY_ASSIGN(const auto all, list());
    for (const ConnectionView &one : all) {
        if (one.name != name || !(one.ses || one.smtp || one.sqs))
            continue;
        if (one.smtp) {
            TRY_ASSIGN(const net::MailServer ready, service::mailServer(m_session, *one.smtp));
            (void)ready;
            return {};
        }
        TRY_ASSIGN(const net::AwsCredentials found, one.ses ? keptKeys(m_session, *one.ses) : keptKeys(m_session, *one.sqs));
        (void)found;
        return {};
    }
    return Error(ErrorKind::NotFound, "connection.unknown").with("name", name);
}

Result<void> ConnectionService::forgetKeys(const std::string &name) {
    TRY_ASSIGN(const KeyPlace place, keyPlace(m_session, name));
    return place.keychain->remove(place.name);
}

Result<ConnectionTest> ConnectionService::test(const std::string &name, const CancelToken &cancel) const {
    workspace::Workspace &file = m_session.workspace();
    if (!file.mayRunWork())
        return file.standing().asError(file.path());
    const auto tested = ask(name, cancel);
    if (!tested && (tested.error().id == "connection.unknown" || tested.error().kind == ErrorKind::Cancelled))
        return tested; // says nothing of the connection
    Json args = Json::array();
    if (!tested)
        for (const auto &[key, value] : tested.error().args)
            args.push_back(Json::array({key, value}));
    keepTest(name, Json{{"fault", tested ? std::string() : tested.error().id}, {"args", args}});
    return tested;
}

Result<TestReport> ConnectionService::sendHello(const std::string &name, const std::string &address, const std::string &subject, const std::string &text) {
    email::OutgoingEmail message;
    TRY_ASSIGN(message.to, email::parseAddress(address));
    TRY_ASSIGN(const auto connection, senderFor(m_session, name));
    message.subject = subject;
    message.text = text;
    TRY_ASSIGN(const TestReport report, sendTestMessage(m_session, connection, std::move(message)));
    TRY(m_session.workspace().write([&](const store::Connection &file) -> Result<void> {
        TRY(m_session.workspace().audit().append(file, {"connection.test_sent", "connection " + name, Json{{"message", report.messageId}}, {}, {}}));
        return {};
    }));
    return report;
}

void ConnectionService::keepTest(const std::string &name, const Json &test) const {
    const auto tests = m_session.workspace().setting(kTestsSetting);
    if (!tests)
        return;
    Json all = tests->is_object() ? *tests : Json::object();
    if (test.is_null())
        all.erase(name);
    else
        all[name] = test;
    if (all != *tests && !(all.empty() && tests->is_null()))
        (void)m_session.workspace().keepFigures(kTestsSetting, all); // a busy file: told by the next test
}

Result<std::optional<ConnectionService::LastTest>> ConnectionService::lastTest(const std::string &name) const {
    TRY_ASSIGN(const Json tests, m_session.workspace().setting(kTestsSetting));
    const auto found = tests.is_object() ? tests.find(name) : tests.end();
    if (!tests.is_object() || found == tests.end())
        return std::optional<LastTest>();
    LastTest last;
    if (const std::string id = jsonText(*found, "fault"); !id.empty()) {
        last.fault = Error(ErrorKind::Invalid, id);
        for (const Json &arg : found->at("args"))
            last.fault->args.emplace_back(arg.at(0).get<std::string>(), arg.at(1).get<std::string>());
    }
    return std::optional<LastTest>(std::move(last));
}

Result<ConnectionTest> ConnectionService::ask(const std::string &name, const CancelToken &cancel) const {
    workspace::Workspace &file = m_session.workspace();
    const auto network = net::curlNet(file.clock(), file.rng());
    const auto client = network->makeClient();
    TRY_ASSIGN(const auto all, list());
    for (const ConnectionView &one : all) {
        if (one.name != name)
            continue;
        ConnectionTest result;
        if (one.ses) {
            delivery::SesAccount account(*client, file.clock(), *one.ses,
                                         credentialSource(m_session, *one.ses));
            TRY_ASSIGN(const delivery::SendQuota quota, account.quota(cancel));
            result.isSandbox = quota.isSandbox;
            result.sendingEnabled = quota.isEnabled;
            result.enforcement = quota.enforcement;
            result.maxPerSecond = quota.perSecond;
            result.maxPerDay = static_cast<double>(quota.perDay);
            result.sentToday = static_cast<double>(quota.sentLastDay);
        } else if (one.smtp) {
            TRY(testMailServer(m_session, *one.smtp));
            result.maxPerSecond = one.smtp->ratePerSecond;
        } else if (one.sqs) {
            TRY_ASSIGN(auto connection, file.connect(workspace::Durability::Full));
            delivery::EventIntake intake(connection, file.clock(), file.uuid(), &file.audit());
            delivery::SqsPoller poller(intake, *client, file.clock(), *one.sqs,
                                       credentialSource(m_session, *one.sqs));
            TRY_ASSIGN(const auto poll, poller.pollOnce(std::chrono::seconds(0), cancel));
            result.takenEvents = poll.received;
            TRY_ASSIGN(result.gap, standingGap(m_session, *one.sqs, cancel));
            TRY_ASSIGN(const auto recent, recentGaps(m_session));
            for (const QueueGap &gap : recent)
                if (!result.gap && gap.connection == name)
                    result.gap = gap;
        }
        return result;
    }
    return Error(ErrorKind::NotFound, "connection.unknown").with("name", name);
}

Result<EventsReport> ConnectionService::pollEvents(bool untilIdle, const CancelToken &cancel, std::chrono::seconds wait) {
    workspace::Workspace &file = m_session.workspace();
    if (!file.mayRunWork())
        return file.standing().asError(file.path());
    EventsReport report;
    TRY_ASSIGN(auto connection, file.connect(workspace::Durability::Full));
    delivery::EventIntake intake(connection, file.clock(), file.uuid(), &file.audit());
    const Instant now = file.clock().now();
    std::optional<Error> failed; // the first; whatever fails, the others are still read
    if (const auto due = m_session.practiceInbox().due(now); !due.empty()) {
        const auto taken = intake.take(due);
        if (taken) {
            add(report, reportOf(*taken, 0));
            m_session.practiceInbox().taken(now);
        } else {
            failed = taken.error();
        }
    }
    TRY_ASSIGN(const auto all, list());
    std::vector<std::future<Result<QueueReading>>> readings;
    for (const ConnectionView &one : all)
        if (one.sqs)
            readings.push_back(std::async(std::launch::async, [this, queue = *one.sqs, untilIdle, wait, cancel] {
                return readQueue(m_session, queue, untilIdle, untilIdle ? std::chrono::seconds(1) : wait, cancel);
            }));
    auto readers = CornerService(m_session).readInbox(cancel);
    bool isEmptied = true;
    for (auto &one : readings) {
        auto reading = one.get();
        if (!reading) {
            failed = failed.value_or(reading.error());
            continue;
        }
        add(report, reportOf(reading->intake, reading->damaged));
        if (reading->gap)
            report.gaps.push_back(*reading->gap);
        isEmptied = isEmptied && reading->isEmptied;
    }
    if (failed)
        return *std::move(failed);
    // Only with every queue read to its end has a doubt waited in vain. The corner's inbox tells nothing of doubts.
    if (isEmptied)
        TRY(delivery::Ledger(connection, file.clock()).expireDoubts());
    m_session.notePolled();
    if (readers)
        add(report, reportOf(*readers));
    const auto attended = readers ? CornerPeople(m_session).attend(cancel) : Result<CornerTaking>(readers.error());
    // Events that were read are told first. The fault is still there at the next look, which finds nothing else to tell.
    if (!attended && report.received == 0 && report.gaps.empty())
        return attended.error();
    return report;
}

Result<EventsReport> ConnectionService::importEvents(const std::string &path) {
    workspace::Workspace &file = m_session.workspace();
    TRY_ASSIGN(auto connection, file.connect(workspace::Durability::Full));
    delivery::EventIntake intake(connection, file.clock(), file.uuid(), &file.audit());
    TRY_ASSIGN(const auto taken, intake.importFile(path));
    return reportOf(taken, 0);
}

} // namespace audience::service
