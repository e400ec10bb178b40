// A test of a template to one's own address.
#include "base/text.h"
#include "delivery/ses_account.h"
#include "delivery/ses_transport.h"
#include "email/address.h"
#include "email/mime.h"
#include "net/net.h"
#include "service/audience_question.h"
#include "service/connection_keys.h"
#include "service/connection_service.h"
#include "service/email_renderer.h"
#include "service/imprint.h"
#include "service/runner_kit.h"
#include "service/session.h"
#include "service/template_service.h"
#include "workspace/definition_repository.h"
#include "workspace/suppression_repository.h"

#include <filesystem>
#include <fstream>

namespace audience::service {

namespace {

constexpr std::chrono::seconds kLongest{60};

Result<TestReport> writeTest(Session &session, email::OutgoingEmail message) {
    TRY_ASSIGN(message.from, email::parseAddress("\"" + std::string("Audience-Sync") + "\" <practice@example.com>"));
    const std::string id = "test-" + makeUuid(session.workspace().rng());
    message.messageId = id + "@practice.invalid";
    message.headers.push_back({"X-Audience-Sync-Mode", "practice; no email left this computer"});
    TRY_ASSIGN(const std::string bytes, email::composeMime(message));
    const std::string folder = practiceFolder(session), path = folder + "/" + id + ".eml";
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    std::ofstream file(path, std::ios::binary);
    file << bytes;
    file.close();
    if (!file)
        return Error(ErrorKind::Io, "delivery.practice_folder").with("path", folder);
    return TestReport{true, path, {}};
}

Result<TestReport> sendThrough(Session &session, const model::SesConnection &connection, email::OutgoingEmail message) {
    const workspace::Standing standing = session.workspace().standing();
    if (!session.workspace().mayRunWork())
        return standing.asError(session.workspace().path());
    TRY_ASSIGN(message.from, email::parseAddress(connection.fromAddress));
    Clock &clock = session.workspace().clock();
    const auto keys = credentialSource(session, connection);
    const auto net = net::curlNet(clock, session.workspace().rng());
    const auto http = net->makeClient();
    const auto sender = net->makeEffectSender();
    delivery::SesAccount account(*http, clock, connection, keys);
    delivery::SesTransport transport(*sender, account, clock, connection, keys);
    std::optional<delivery::Outcome> outcome;
    const std::string address = message.to.address;
    TRY(transport.submit({"test-" + makeUuid(session.workspace().rng()), session.workspace().uuid(), "test", std::move(message)},
                         [&](delivery::Outcome one) { outcome = std::move(one); }));
    for (const auto start = clock.steady(); !outcome && clock.steady() - start < kLongest;)
        transport.poll(std::chrono::milliseconds(100));
    if (!outcome || outcome->outcome == delivery::OutcomeClass::InDoubt)
        return Error(ErrorKind::Network, "template.test_in_doubt").with("address", address);
    if (outcome->outcome != delivery::OutcomeClass::Accepted)
        return Error(ErrorKind::Refused, "template.test_failed").with("code", outcome->code).because(outcome->detail);
    return TestReport{false, {}, outcome->messageId};
}

// The named connection; without a name the first one; nothing for practice.
Result<std::optional<model::SesConnection>> connectionFor(Session &session, const std::string &through) {
    TRY_ASSIGN(const auto connections, ConnectionService(session).list());
    for (const ConnectionView &connection : connections)
        if (connection.ses && (through.empty() || connection.name == through))
            return connection.ses;
    if (!through.empty() && through != model::kPracticeConnection)
        return Error(ErrorKind::NotFound, "connection.unknown").with("name", through);
    return std::optional<model::SesConnection>();
}

} // namespace

Result<TestWay> TemplateService::testWay() const {
    TRY_ASSIGN(const auto ses, connectionFor(m_session, {}));
    return ses ? TestWay{false, ses->name, ses->fromAddress} : TestWay();
}

Result<TestReport> TemplateService::sendTest(const model::EmailTemplate &email, const std::string &personKey, const std::string &address,
                                              const std::string &through) {
    TRY_ASSIGN(const email::Mailbox to, email::parseAddress(address));
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(const auto suppressed, workspace::SuppressionRepository::find(*reader, sha256(email::addressKey(to.address))));
    if (suppressed)
        return Error(ErrorKind::Refused, "template.test_suppressed").with("address", to.address);
    TRY_ASSIGN(const auto ses, connectionFor(m_session, through));
    TRY_ASSIGN(const People people, People::load(m_session));
    TRY_ASSIGN(const Ordinal person, personKey.empty() ? people.first() : people.find(personKey));
    TRY_ASSIGN(const auto renderer, EmailRenderer::make(email, people, m_session.now(), workspaceZone(m_session)));
    TRY_ASSIGN(const Imprint imprint, imprintOf(m_session));
    // The way out of a test leads nowhere: the person whose email this is must not be unsubscribed by it.
    TRY_ASSIGN(const RenderedEmail rendered,
               renderer->render(person, {{"unsubscribe_url", "https://unsubscribe.example.com/test"},
                                         {"preferences_url", "https://unsubscribe.example.com/test"},
                                         {"view_in_browser_url", "https://unsubscribe.example.com/test"},
                                         {"sender_name", imprint.name},
                                         {"postal_address", ses && !ses->postalAddress.empty() ? ses->postalAddress : imprint.postalAddress},
                                         {"campaign_name", email.name}}));
    email::OutgoingEmail message;
    message.to = to;
    message.subject = "[Test] " + rendered.subject;
    message.html = rendered.html;
    message.text = rendered.text;
    message.date = m_session.workspace().clock().now();
    TRY_ASSIGN(const TestReport report, ses ? sendThrough(m_session, *ses, std::move(message)) : writeTest(m_session, std::move(message)));
    const std::string kind(workspace::toText(workspace::DefinitionKind::Template));
    if (!m_session.workspace().isReadOnly())
        TRY(m_session.workspace().write([&](const store::Connection &connection) -> Result<void> {
            TRY(m_session.workspace().audit().append(
                connection, {kind + ".test_sent", kind + " " + email.name,
                             Json{{"practice", report.isPractice}, {"message", report.messageId}}, {}, {}}));
            return {};
        }));
    return report;
}

} // namespace audience::service
