#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#include "delivery/event_intake.h"
#include "delivery/sqs_poller.h"
#include "net/sigv4.h"
#include "sending_kit.h"
#include "support/emulator.h"
#include "support/fake_events.h"
#endif
#include "support/test_main.h"

using namespace audience;
using namespace audience::delivery;
using namespace audience::test;
using std::chrono::seconds;

namespace {

constexpr const char *kQueuePath = "/123456789012/ses-events";
constexpr const char *kQueueRegion = "us-east-1";

// The emulator answers only when every one of these is there.
constexpr const char *kAccount = R"({"DedicatedIpAutoWarmupEnabled":false,
"EnforcementStatus":"HEALTHY","ProductionAccessEnabled":false,"SendingEnabled":true,
"SendQuota":{"Max24HourSend":200,"MaxSendRate":14,"SentLast24Hours":3},
"SuppressionAttributes":{"SuppressedReasons":["BOUNCE"]},
"Details":{"AdditionalContactEmailAddresses":[],"ContactLanguage":"EN","MailType":"MARKETING",
"ReviewDetails":{"CaseId":"1","Status":"GRANTED"},"UseCaseDescription":"test",
"WebsiteURL":"https://example.com"}})";

QProcessEnvironment accountEnvironment() {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("SMTP_TRANSPORT")); // would forward for real
    environment.insert(QStringLiteral("AWS_SES_ACCOUNT"), QString::fromLatin1(kAccount));
    return environment;
}

QStringList sesArguments(const QString &port) {
    return {QStringLiteral("--host"), QStringLiteral("127.0.0.1"), QStringLiteral("--port"), port};
}

// The mails the SES emulator has taken.
Result<Json> storedMails(net::HttpClient &client, const std::string &url) {
    net::HttpRequest request;
    request.url = url + "/store";
    TRY_ASSIGN(const net::HttpResponse response, client.send(request));
    TRY_ASSIGN(Json document, parseJson(response.body));
    return document.at("emails");
}

std::map<std::string, std::string> headersOf(const Json &mail) {
    std::map<std::string, std::string> headers;
    for (const Json &header : mail.at("headers"))
        headers[jsonText(header, "name")] = jsonText(header, "value");
    return headers;
}

} // namespace

// Servers written by others: a second opinion on what we put on the wire. The rules they let
// through are the fake AWS server's business.
class EmulatorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (const QString reason = Emulator::whyNot(); !reason.isEmpty())
            QSKIP(qPrintable(reason));
    }

    void sesTakesWhatWeSend() {
        Emulator peer(QStringLiteral("node_modules/.bin/aws-ses-v2-local"), accountEnvironment(),
                      sesArguments);
        QVERIFY2(peer.waitUntilReady(), qPrintable(peer.log()));
        LedgerFixture f;
        const RunId run = f.start(2);
        SystemClock clock;
        SystemRng rng;
        SendingKit kit(f.path(), peer.url(), clock, rng);

        const auto quota = kit.account().quota();
        NEED(quota);
        QCOMPARE(quota->perSecond, 14.0);
        QCOMPARE(quota->perDay, 200);
        QCOMPARE(quota->sentLastDay, 3);
        QVERIFY(quota->isSandbox);
        QVERIFY(quota->isEnabled);
        QCOMPARE(quota->enforcement, std::string("HEALTHY"));

        const auto report = kit.run(run);
        NEED(report);
        QCOMPARE(report->state, RunnerState::Finished);
        QCOMPARE(f.ledger.counts(run)->at(MessageState::Accepted), 2);
        QCOMPARE(f.breaches(), std::string());

        const auto mails = storedMails(kit.client(), peer.url());
        NEED(mails);
        QCOMPARE(mails->size(), std::size_t(2));
        std::set<std::string> addressed;
        for (const Json &mail : *mails) {
            const std::string to = mail.at("destination").at("to").at(0).get<std::string>();
            addressed.insert(to);
            const std::string person = to.substr(1, to.find('@') - 1);
            QCOMPARE(jsonText(mail, "subject"), "Hello " + person);
            QVERIFY(jsonText(mail, "from").find("news@example.com") != std::string::npos);
            QVERIFY(jsonText(mail.at("body"), "html").find(">Hello<") != std::string::npos);
            QVERIFY(jsonText(mail.at("body"), "text").rfind("Hello", 0) == 0);
            auto headers = headersOf(mail);
            QVERIFY(headers["List-Unsubscribe"].rfind("<https://u.example.com/u?t=", 0) == 0);
            QCOMPARE(headers["List-Unsubscribe-Post"], std::string("List-Unsubscribe=One-Click"));
            // The ledger knows the message by the name the service gave it.
            QCOMPARE(f.text("SELECT message_id FROM message WHERE address = '" + to + "'"),
                     jsonText(mail, "messageId"));
        }
        QCOMPARE(addressed, (std::set<std::string>{"c0@example.com", "c1@example.com"}));
    }

    void sqsGivesEventsOnce() {
        Emulator peer(QStringLiteral("sqs.mjs"), QProcessEnvironment::systemEnvironment(),
                      [](const QString &port) { return QStringList{port}; });
        QVERIFY2(peer.waitUntilReady(), qPrintable(peer.log()));
        LedgerFixture f;
        const RunId run = f.start(1);
        const auto tags = f.intend(run, f.lease()->epoch(), 1);
        NEED(tags);
        NEED(f.ledger.doubtOpenIntents("test"));

        SystemClock clock;
        SystemRng rng;
        const auto network = net::curlNet(clock, rng);
        const auto client = network->makeClient();
        model::SqsConnection connection;
        connection.queueUrl = peer.url() + kQueuePath;
        connection.endpoint = peer.url();
        connection.region = kQueueRegion;
        EventIntake intake(f.connection, f.clock, kWorkspaceUuid, nullptr);
        SqsPoller poller(intake, *client, clock, connection, testCredentials);

        // An empty receive of this emulator has an empty body, where Amazon says {}.
        const auto nothing = poller.pollOnce(seconds(0));
        NEED(nothing);
        QCOMPARE(nothing->received, 0);

        ReceivedSend send;
        send.messageId = "0102018-emulated";
        send.from = "news@example.com";
        send.to = "c0@example.com";
        send.tags = {{"as_ws", kWorkspaceUuid}, {"as_attempt", tags->front()}};
        send.at = clock.now();
        const FakeAwsConfig config;
        int pushed = 0;
        for (const std::string &event : sesEvents(send, config, false)) {
            const std::string id = "note-" + std::to_string(++pushed);
            NEED(push(*client, connection, snsNotification(event, id, config, clock.now(), "arn:aws:sns:eu-west-1:123456789012:ses-events")));
        }
        QVERIFY(pushed >= 2); // Send and Delivery at least

        const auto polled = poller.pollUntilIdle(seconds(0));
        NEED(polled);
        QCOMPARE(polled->received, pushed);
        QCOMPARE(polled->damaged, 0);
        QCOMPARE(polled->intake.events, pushed);
        QCOMPARE(polled->intake.settled, 1);
        QCOMPARE(f.ledger.counts(run)->at(MessageState::Accepted), 1);
        QCOMPARE(f.text("SELECT message_id FROM message"), send.messageId);
        QCOMPARE(f.breaches(), std::string());

        // Deleted: not even hidden messages are left.
        const auto left =
            ask(*client, connection, "GetQueueAttributes",
                Json{{"QueueUrl", connection.queueUrl}, {"AttributeNames", Json::array({"All"})}});
        NEED(left);
        const Json &attributes = left->at("Attributes");
        QCOMPARE(jsonText(attributes, "ApproximateNumberOfMessages"), std::string("0"));
        QCOMPARE(jsonText(attributes, "ApproximateNumberOfMessagesNotVisible"), std::string("0"));

        connection.queueUrl = peer.url() + "/123456789012/no-such-queue";
        SqsPoller lost(intake, *client, clock, connection, testCredentials);
        const auto missing = lost.pollOnce(seconds(0));
        QVERIFY(!missing);
        QCOMPARE(missing.error().id, std::string("sqs.queue_missing"));
    }

private:
    static Result<Json> ask(net::HttpClient &client, const model::SqsConnection &connection,
                            const std::string &action, const Json &body) {
        net::HttpRequest request;
        request.method = "POST";
        request.url = connection.baseUrl() + "/";
        net::setHeader(request.headers, "Content-Type", "application/x-amz-json-1.0");
        net::setHeader(request.headers, "X-Amz-Target", "AmazonSQS." + action);
        request.body = dumpJson(body);
        TRY_ASSIGN(const net::AwsCredentials credentials, testCredentials());
        TRY(net::signRequest(request, credentials,
                             {connection.region, "sqs", SystemClock().now()}));
        TRY_ASSIGN(const net::HttpResponse response, client.send(request));
        if (response.status != 200)
            return Error(ErrorKind::Network, "test.emulator").because(response.body);
        return parseJson(response.body);
    }
    static Result<void> push(net::HttpClient &client, const model::SqsConnection &connection,
                             const std::string &body) {
        TRY_ASSIGN(const Json answer,
                   ask(client, connection, "SendMessage",
                       Json{{"QueueUrl", connection.queueUrl}, {"MessageBody", body}}));
        if (jsonText(answer, "MessageId").empty())
            return Error(ErrorKind::Network, "test.emulator").because(dumpJson(answer));
        return {};
    }
};

AUDIENCE_TEST(EmulatorTest)
#include "emulator_test.moc"
