#include "service/test_message.h"

#include "base/text.h"
#include "delivery/ses_account.h"
#include "delivery/ses_transport.h"
#include "delivery/smtp_transport.h"
#include "email/address.h"
#include "net/net.h"
#include "service/connection_keys.h"
#include "service/mail_server.h"
#include "service/runner_kit.h"
#include "service/session.h"
#include "workspace/suppression_repository.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>

namespace audience::service {

namespace {

constexpr std::chrono::seconds kLongest{60};

std::string newTag(Session &session) { return "test-" + makeUuid(session.workspace().rng()); }

Result<TestReport> writeTest(Session &session, email::OutgoingEmail message) {
    TRY_ASSIGN(message.from, email::parseAddress("\"" + std::string("Audience-Sync") + "\" <practice@example.com>"));
    const std::string id = newTag(session);
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
    return TestReport{true, path, {}, {}};
}

Result<TestReport> submit(Session &session, delivery::Transport &transport, email::OutgoingEmail message) {
    const Clock &clock = session.workspace().clock();
    // An answer may come when nobody waits any more.
    const auto answer = std::make_shared<std::optional<delivery::Outcome>>();
    const std::string address = message.to.address;
    TRY(transport.submit({newTag(session), session.workspace().uuid(), "test", std::move(message)},
                         [answer](delivery::Outcome one) { *answer = std::move(one); }));
    for (const auto start = clock.steady(); !*answer && clock.steady() - start < kLongest;)
        transport.poll(std::chrono::milliseconds(100));
    const std::optional<delivery::Outcome> &outcome = *answer;
    if (!outcome || outcome->outcome == delivery::OutcomeClass::InDoubt)
        return Error(ErrorKind::Network, "template.test_in_doubt").with("address", address);
    if (outcome->outcome != delivery::OutcomeClass::Accepted)
        return Error(ErrorKind::Refused, "template.test_failed").with("code", outcome->code).because(outcome->detail);
    return TestReport{false, {}, outcome->messageId, {}};
}

Result<TestReport> throughAmazon(Session &session, const model::SesConnection &connection, email::OutgoingEmail message) {
    TRY_ASSIGN(message.from, email::parseAddress(connection.fromAddress));
    Clock &clock = session.workspace().clock();
    const auto keys = credentialSource(session, connection);
    const auto net = net::curlNet(clock, session.workspace().rng());
    const auto http = net->makeClient();
    const auto sender = net->makeEffectSender();
    delivery::SesAccount account(*http, clock, connection, keys);
    delivery::SesTransport transport(*sender, account, clock, connection, keys);
    return submit(session, transport, std::move(message));
}

Result<TestReport> throughMailServer(Session &session, const model::SmtpConnection &connection, email::OutgoingEmail message) {
    TRY_ASSIGN(message.from, email::parseAddress(connection.fromAddress));
    TRY(testMailServer(session, connection)); // a login that fails has its own sentence
    TRY_ASSIGN(net::MailServer server, mailServer(session, connection));
    delivery::SmtpTransport transport(net::curlMailSender(std::move(server)), connection.ratePerSecond);
    TRY_ASSIGN(TestReport report, submit(session, transport, std::move(message)));
    report.host = connection.host;
    return report;
}

} // namespace

Result<std::optional<ConnectionView>> senderFor(Session &session, const std::string &through) {
    const ConnectionService service(session);
    TRY_ASSIGN(const std::string name, through.empty() ? service.usual() : Result<std::string>(through));
    if (name == model::kPracticeConnection)
        return std::optional<ConnectionView>();
    TRY_ASSIGN(const auto connections, service.list());
    for (const ConnectionView &connection : connections)
        if (connection.canSend() && connection.name == name)
            return std::optional(connection);
    return Error(ErrorKind::NotFound, "connection.unknown").with("name", name);
}

Result<TestReport> sendTestMessage(Session &session, const std::optional<ConnectionView> &through, email::OutgoingEmail message) {
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto suppressed, workspace::SuppressionRepository::find(*reader, sha256(email::addressKey(message.to.address))));
    if (suppressed)
        return Error(ErrorKind::Refused, "template.test_suppressed").with("address", message.to.address);
    message.date = session.workspace().clock().now();
    if (!through)
        return writeTest(session, std::move(message));
    const workspace::Standing standing = session.workspace().standing();
    if (!session.workspace().mayRunWork())
        return standing.asError(session.workspace().path());
    return through->smtp ? throughMailServer(session, *through->smtp, std::move(message)) : throughAmazon(session, *through->ses, std::move(message));
}

} // namespace audience::service
