// The strict SES + SQS server that other tests lean on does what the contract says; and our
// signing, HttpClient and EffectSender get along with it.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read <thread> and <mutex> of g++ 12
#include "base/digest.h"
#include "base/json.h"
#include "net/aws_error.h"
#include "net/net.h"
#include "net/sigv4.h"
#include "net/skew_tracker.h"
#include "net/url.h"
#include "support/fake_aws.h"
#endif
#include "support/test_main.h"

#include <QElapsedTimer>
#include <QTest>

#include <set>

using namespace audience;
using namespace audience::net;
using namespace std::chrono_literals;
using test::FakeAws;
using test::FakeAwsConfig;

namespace {

AwsCredentials credentials() {
    return {"AKIDEXAMPLE", Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), Secret()};
}

Json simpleSend(const std::string &to = "ada@example.net") {
    return {{"FromEmailAddress", "Shop <news@example.com>"},
            {"Destination", {{"ToAddresses", Json::array({to})}}},
            {"ConfigurationSetName", "audience-sync"},
            {"EmailTags", Json::array({Json{{"Name", "as_ws"}, {"Value", "w1"}},
                                       Json{{"Name", "as_attempt"},
                                            {"Value", "a-" + toHex(md5(to)).substr(0, 8)}}})},
            {"Content",
             {{"Simple",
               {{"Subject", {{"Data", "Hi"}, {"Charset", "UTF-8"}}},
                {"Body", {{"Text", {{"Data", "Hello"}, {"Charset", "UTF-8"}}}}}}}}}};
}

std::string mime(const std::string &head) {
    return head + "\r\n\r\nHello\r\n";
}
const std::string kHead =
    "From: news@example.com\r\nTo: ada@example.net\r\nSubject: Hi\r\nMIME-Version: 1.0\r\n"
    "Content-Type: text/plain";

struct Client {
    FakeAws aws;
    SystemClock clock;
    SeededRng rng{1};
    std::unique_ptr<Net> net = curlNet(clock, rng);
    std::unique_ptr<HttpClient> http = net->makeClient({1, {}, 60s});
    SkewTracker skew;

    explicit Client(FakeAwsConfig config = {}) : aws(std::move(config)) {}

    HttpRequest ses(const std::string &method, const std::string &path,
                    const std::string &body = {}) {
        HttpRequest request;
        request.method = method;
        request.url = aws.url() + "/v2/email/" + path;
        request.body = body;
        if (!body.empty())
            request.headers = {{"Content-Type", "application/json"}};
        return request;
    }
    Result<HttpResponse> call(HttpRequest request, const std::string &service = "ses") {
        TRY(signRequest(request, credentials(), {"eu-west-1", service, skew.signingTime(clock)}));
        return http->send(request);
    }
    // "200", or "<status> <error code>", or our own error id.
    QString outcome(const Result<HttpResponse> &answer) {
        if (!answer)
            return QString::fromStdString(answer.error().id);
        const std::string code = awsError(*answer).code;
        return QString::fromStdString(std::to_string(answer->status) +
                                      (code.empty() ? "" : ' ' + code));
    }
    QString send(const Json &body) {
        return outcome(call(ses("POST", "outbound-emails", dumpJson(body))));
    }
    Result<HttpResponse> sqs(const std::string &action, const Json &body) {
        HttpRequest request;
        request.method = "POST";
        request.url = aws.url() + "/";
        request.headers = {{"Content-Type", "application/x-amz-json-1.0"},
                           {"X-Amz-Target", "AmazonSQS." + action}};
        request.body = dumpJson(body);
        return call(std::move(request), "sqs");
    }
};

} // namespace

class FakeAwsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void acceptsASend() {
        Client client;
        QCOMPARE(client.send(simpleSend()), QStringLiteral("200"));
        const auto sends = client.aws.sends();
        QCOMPARE(sends.size(), std::size_t(1));
        QCOMPARE(sends[0].to, std::string("ada@example.net"));
        QCOMPARE(sends[0].subject, std::string("Hi"));
        QCOMPARE(sends[0].tags.at("as_ws"), std::string("w1"));
        QCOMPARE(client.aws.sendsOfAttempt(sends[0].tags.at("as_attempt")), 1);
    }

    void refusesBadSends_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("value"); // JSON; "null" removes the member
        QTest::addColumn<QString>("outcome");
        const QString bad = QStringLiteral("400 BadRequestException");
        const auto row = [](const char *name, const char *path, const std::string &value,
                            const QString &outcome) {
            QTest::newRow(name) << QString::fromLatin1(path) << QString::fromStdString(value)
                                << outcome;
        };
        row("good", "/Content/Simple/Subject/Data", R"("Hello")", QStringLiteral("200"));
        row("From not verified", "/FromEmailAddress", R"("a@other.example")",
            QStringLiteral("400 MessageRejected"));
        row("From not ASCII", "/FromEmailAddress", R"("Jörg <news@example.com>")", bad);
        row("no recipient", "/Destination/ToAddresses", "[]", bad);
        row("address without @", "/Destination/ToAddresses", R"(["ada"])", bad);
        row("line break in address", "/Destination/ToAddresses", R"(["a@b.c\r\nBcc: x@y.z"])", bad);
        row("two contents", "/Content/Raw", R"({"Data":"eA=="})", bad);
        row("no subject", "/Content/Simple/Subject", "null", bad);
        row("empty body", "/Content/Simple/Body", "{}", bad);
        row("umlaut without charset", "/Content/Simple/Subject", R"({"Data":"Grüße"})", bad);
        row("bad tag name", "/EmailTags", R"([{"Name":"a b","Value":"x"}])", bad);
        row("bad tag value", "/EmailTags", R"([{"Name":"a","Value":"ä"}])", bad);
        row("empty tag value", "/EmailTags", R"([{"Name":"a","Value":""}])", bad);
        row("long tag", "/EmailTags",
            dumpJson(Json::array({Json{{"Name", "a"}, {"Value", std::string(257, 'x')}}})), bad);
        row("unknown configuration set", "/ConfigurationSetName", R"("nope")",
            QStringLiteral("404 NotFoundException"));
        row("unknown list", "/ListManagementOptions", R"({"ContactListName":"nope"})",
            QStringLiteral("404 NotFoundException"));
        row("known list", "/ListManagementOptions",
            R"({"ContactListName":"audience","TopicName":"news"})", QStringLiteral("200"));
        row("list of another shape", "/ListManagementOptions", R"({"List":"audience"})", bad);
        row("unknown member", "/Subject", R"("x")", bad);
        row("refused header", "/Content/Simple/Headers", R"([{"Name":"To","Value":"x"}])", bad);
        row("header with line break", "/Content/Simple/Headers",
            R"([{"Name":"X-A","Value":"x\r\nBcc: y"}])", bad);
        row("good headers", "/Content/Simple/Headers",
            R"([{"Name":"List-Unsubscribe","Value":"<https://u.example.com/u>"},{"Name":"List-Unsubscribe-Post","Value":"List-Unsubscribe=One-Click"}])",
            QStringLiteral("200"));
        const auto raw = [](const std::string &text) {
            return dumpJson(Json{{"Raw", {{"Data", toBase64(text)}}}});
        };
        row("raw", "/Content", raw(mime(kHead)), QStringLiteral("200"));
        row("raw with bare LF", "/Content", raw("From: news@example.com\nTo: a@b.c\n\nx"), bad);
        row("raw without subject", "/Content",
            raw(mime("From: news@example.com\r\nTo: a@b.c\r\nMIME-Version: 1.0")), bad);
        row("raw with two Subjects", "/Content", raw(mime(kHead + "\r\nSubject: again")), bad);
        row("raw with 8-bit header", "/Content", raw(mime(kHead + "\r\nX-A: \xC3\xA4")), bad);
        row("raw with a long line", "/Content",
            raw(mime(kHead + "\r\nX-A: " + std::string(1000, 'x'))), bad);
        row("raw is no base64", "/Content", R"({"Raw":{"Data":"***"}})", bad);
    }

    void refusesBadSends() {
        QFETCH(QString, path);
        QFETCH(QString, value);
        QFETCH(QString, outcome);
        Client client;
        Json body = simpleSend();
        const Json::json_pointer pointer(path.toStdString());
        if (value == QStringLiteral("null"))
            body[pointer.parent_pointer()].erase(pointer.back());
        else
            body[pointer] = *parseJson(value.toStdString());
        QCOMPARE(client.send(body), outcome);
        QCOMPARE(client.aws.sendCount(), outcome == QStringLiteral("200") ? 1 : 0);
    }

    void checksSignatures() {
        Client client;
        const HttpRequest plain = client.ses("GET", "account");
        QCOMPARE(client.outcome(client.http->send(plain)),
                 QStringLiteral("403 MissingAuthenticationTokenException"));
        const auto signedWith = [&](AwsCredentials keys, const char *region, const char *service,
                                    auto change) {
            HttpRequest request = client.ses("POST", "outbound-emails", dumpJson(simpleSend()));
            if (!signRequest(request, keys, {region, service, client.clock.now()}))
                return QStringLiteral("not signed");
            change(request);
            return client.outcome(client.http->send(request));
        };
        const auto same = [](HttpRequest &) {};
        AwsCredentials wrongId = credentials(), wrongKey = credentials(), token = credentials();
        wrongId.accessKeyId = "AKIDOTHER";
        wrongKey.secretKey = Secret("wrong");
        token.sessionToken = Secret("old");
        const QString mismatch = QStringLiteral("403 SignatureDoesNotMatch");
        QCOMPARE(signedWith(credentials(), "eu-west-1", "ses", same), QStringLiteral("200"));
        QCOMPARE(signedWith(std::move(wrongId), "eu-west-1", "ses", same),
                 QStringLiteral("403 UnrecognizedClientException"));
        QCOMPARE(signedWith(std::move(token), "eu-west-1", "ses", same),
                 QStringLiteral("403 ExpiredTokenException"));
        QCOMPARE(signedWith(std::move(wrongKey), "eu-west-1", "ses", same), mismatch);
        QCOMPARE(signedWith(credentials(), "us-east-1", "ses", same), mismatch);
        QCOMPARE(signedWith(credentials(), "eu-west-1", "email", same), mismatch);
        QCOMPARE(
            signedWith(credentials(), "eu-west-1", "ses", [](HttpRequest &r) { r.body += ' '; }),
            mismatch);
        QCOMPARE(
            signedWith(credentials(), "eu-west-1", "ses", [](HttpRequest &r) { r.url += "?x=1"; }),
            mismatch);
        QCOMPARE(signedWith(credentials(), "eu-west-1", "ses",
                            [](HttpRequest &r) {
                                r.headers.push_back({"X-Amz-Other", "1"});
                            }),
                 mismatch);
        QCOMPARE(client.aws.sendCount(), 1);
    }

    void skewIsLearnedOnce() {
        FakeAwsConfig config;
        config.clockOffsetSeconds = 3600;
        Client client(config);
        const auto refused = client.call(client.ses("GET", "account"));
        QCOMPARE(client.outcome(refused), QStringLiteral("403 InvalidSignatureException"));
        QVERIFY(client.skew.learn(*refused, client.clock));
        QCOMPARE(client.outcome(client.call(client.ses("GET", "account"))), QStringLiteral("200"));
    }

    void limitsTheRateAndTheDay() {
        FakeAwsConfig config;
        config.maxSendRate = 5;
        config.max24HourSend = 8;
        config.sentLast24Hours = 1;
        Client client(config);
        int accepted = 0, tooFast = 0;
        for (int i = 0; i < 20; ++i)
            ++(client.send(simpleSend()) == QStringLiteral("200") ? accepted : tooFast);
        QVERIFY(accepted >= 5 && accepted <= 7);
        QCOMPARE(client.aws.throttledSends(), tooFast);
        client.aws.update([](FakeAwsConfig &c) { c.maxSendRate = 1000; });
        QTest::qWait(20);
        const int before = client.aws.sendCount();
        for (int i = 0; i < 10; ++i)
            client.send(simpleSend());
        QCOMPARE(client.aws.sendCount(), 7);
        QVERIFY(before <= 7);
        const auto refused =
            client.call(client.ses("POST", "outbound-emails", dumpJson(simpleSend())));
        QCOMPARE(refused->status, 429);
        QCOMPARE(awsError(*refused).message, std::string("Daily message quota exceeded"));
        const auto account = client.call(client.ses("GET", "account"));
        QCOMPARE(jsonNumber((*parseJson(account->body))["SendQuota"], "SentLast24Hours"), 8.0);
    }

    void keepsASuppressionList() {
        Client client;
        for (int i = 0; i < 25; ++i) {
            const Json entry{{"EmailAddress", "p" + std::to_string(i) + "@example.net"},
                             {"Reason", i % 2 == 0 ? "BOUNCE" : "COMPLAINT"}};
            QCOMPARE(client.outcome(
                         client.call(client.ses("PUT", "suppression/addresses", dumpJson(entry)))),
                     QStringLiteral("200"));
        }
        std::set<std::string> seen;
        std::string token;
        int pages = 0;
        do {
            std::string path = "suppression/addresses?PageSize=4&Reason=BOUNCE";
            if (!token.empty())
                path += "&NextToken=" + percentEncode(token);
            const auto answer = client.call(client.ses("GET", path));
            QVERIFY(answer && answer->status == 200);
            const Json page = *parseJson(answer->body);
            for (const Json &entry : page["SuppressedDestinationSummaries"])
                seen.insert(jsonText(entry, "EmailAddress"));
            token = jsonText(page, "NextToken");
            ++pages;
        } while (!token.empty());
        QCOMPARE(seen.size(), std::size_t(13));
        QCOMPARE(pages, 4);
        const std::string one = "suppression/addresses/p1%40example.net";
        QCOMPARE(client.outcome(client.call(client.ses("GET", one))), QStringLiteral("200"));
        QCOMPARE(client.outcome(client.call(client.ses("DELETE", one))), QStringLiteral("200"));
        QCOMPARE(client.outcome(client.call(client.ses("GET", one))),
                 QStringLiteral("404 NotFoundException"));
    }

    // Each workspace's queue gets its own events, over SQS as a client sees it.
    void playsEventsBack() {
        FakeAwsConfig config;
        config.suppressed["Gone@example.net"] = "BOUNCE";
        config.duplicateRate = 0.5;
        config.shuffle = true;
        Client client(config);
        const std::string queue = client.aws.queueUrl("audience-w1");
        QVERIFY(client.sqs("CreateQueue", {{"QueueName", "audience-w1"}}));
        for (const char *to : {"ada@example.net", "bounce1@example.net", "softbounce@example.net",
                               "complaint@example.net", "open@example.net", "click@example.net",
                               "reject@example.net", "gone@example.net", "nothing@example.net"})
            QCOMPARE(client.send(simpleSend(to)), QStringLiteral("200"));
        std::map<std::string, std::set<std::string>> types; // by recipient
        std::set<std::string> handles;
        int messages = 0;
        while (true) {
            const auto answer = client.sqs("ReceiveMessage",
                                           {{"QueueUrl", queue},
                                            {"MaxNumberOfMessages", 10},
                                            {"MessageSystemAttributeNames", Json::array({"All"})}});
            QVERIFY(answer && answer->status == 200);
            const Json received = *parseJson(answer->body);
            const Json *list = jsonMember(received, "Messages");
            if (!list)
                break;
            Json entries = Json::array();
            for (const Json &message : *list) {
                const std::string body = jsonText(message, "Body");
                QCOMPARE(jsonText(message, "MD5OfBody"), toHex(md5(body)));
                QCOMPARE(jsonText(message["Attributes"], "ApproximateReceiveCount"),
                         std::string("1"));
                const Json event = *parseJson(jsonText(*parseJson(body), "Message"));
                std::string type = jsonText(event, "eventType");
                if (type == "Bounce")
                    type += '/' + jsonText(event["bounce"], "bounceSubType");
                types[event["mail"]["destination"][0].get<std::string>()].insert(type);
                entries.push_back({{"Id", std::to_string(entries.size())},
                                   {"ReceiptHandle", jsonText(message, "ReceiptHandle")}});
                ++messages;
            }
            QCOMPARE(client.outcome(client.sqs("DeleteMessageBatch",
                                               {{"QueueUrl", queue}, {"Entries", entries}})),
                     QStringLiteral("200"));
        }
        const auto of = [&](const char *to) { return types[std::string(to) + "@example.net"]; };
        using Set = std::set<std::string>;
        QCOMPARE(of("ada"), (Set{"Send", "Delivery"}));
        QCOMPARE(of("bounce1"), (Set{"Send", "Bounce/General"}));
        QCOMPARE(of("softbounce"), (Set{"Send", "Bounce/MailboxFull"}));
        QCOMPARE(of("complaint"), (Set{"Send", "Delivery", "Complaint"}));
        QCOMPARE(of("open"), (Set{"Send", "Delivery", "Open"}));
        QCOMPARE(of("click"), (Set{"Send", "Delivery", "Open", "Click"}));
        QCOMPARE(of("reject"), (Set{"Send", "Reject"}));
        QCOMPARE(of("gone"), (Set{"Send", "Bounce/OnAccountSuppressionList"}));
        QCOMPARE(of("nothing"), Set{});
        QVERIFY(messages > 20); // there were duplicates
        QCOMPARE(client.aws.queuedMessages("audience-w1"), std::int64_t(0));
        QCOMPARE(client.aws.queuedMessages("ses-events"), std::int64_t(0));
    }

    void queuesHideAndReturnMessages() {
        Client client;
        const std::string queue = client.aws.queueUrl("ses-events");
        client.aws.pushMessage("ses-events", "hello");
        const Json receive{{"QueueUrl", queue}, {"VisibilityTimeout", 1}};
        const Json first = *parseJson(client.sqs("ReceiveMessage", receive)->body);
        const std::string handle = jsonText(first["Messages"][0], "ReceiptHandle");
        QCOMPARE(client.sqs("ReceiveMessage", receive)->body, std::string("{}"));
        QCOMPARE(client.outcome(client.sqs(
                     "ChangeMessageVisibility",
                     {{"QueueUrl", queue}, {"ReceiptHandle", handle}, {"VisibilityTimeout", 0}})),
                 QStringLiteral("200"));
        const Json second = *parseJson(client.sqs("ReceiveMessage", receive)->body);
        QVERIFY(jsonText(second["Messages"][0], "ReceiptHandle") != handle);
        QTest::qWait(1100);
        QVERIFY(jsonMember(*parseJson(client.sqs("ReceiveMessage", receive)->body), "Messages"));
        QCOMPARE(client.outcome(client.sqs("ReceiveMessage",
                                           {{"QueueUrl", queue}, {"MaxNumberOfMessages", 11}})),
                 QStringLiteral("400 InvalidParameterValueException"));
        QCOMPARE(client.outcome(client.sqs("GetQueueUrl", {{"QueueName", "none"}})),
                 QStringLiteral("400 QueueDoesNotExist"));
        QCOMPARE(client.outcome(
                     client.sqs("DeleteMessage", {{"QueueUrl", queue}, {"ReceiptHandle", "x"}})),
                 QStringLiteral("400 ReceiptHandleIsInvalid"));
    }

    void longPollReturnsAsSoonAsThereIsSomething() {
        Client client;
        std::thread later([&] {
            std::this_thread::sleep_for(200ms);
            client.aws.pushMessage("ses-events", "hello");
        });
        QElapsedTimer timer;
        timer.start();
        const auto answer =
            client.sqs("ReceiveMessage",
                       {{"QueueUrl", client.aws.queueUrl("ses-events")}, {"WaitTimeSeconds", 10}});
        const qint64 waited = timer.elapsed();
        later.join();
        QVERIFY(answer && jsonMember(*parseJson(answer->body), "Messages"));
        QVERIFY(waited >= 150 && waited < 2000);
    }

    void faultsAreSwitchable() {
        Client client;
        client.aws.update([](FakeAwsConfig &c) {
            c.failNext = 1;
            c.failStatus = 500;
            c.failType = "InternalServiceErrorException";
        });
        QCOMPARE(client.send(simpleSend()), QStringLiteral("500 InternalServiceErrorException"));
        client.aws.update([](FakeAwsConfig &c) { c.dropEvery = 2; });
        QCOMPARE(client.send(simpleSend("a@example.net")), QStringLiteral("200"));
        QCOMPARE(client.send(simpleSend("b@example.net")), QStringLiteral("net.connection_lost"));
        QCOMPARE(client.aws.sendCount(), 2); // it was accepted all the same
        QVERIFY(!client.aws.sends().at(1).answered);
        client.aws.update([](FakeAwsConfig &c) {
            c.dropEvery = 0;
            c.htmlNext = 1;
        });
        const auto portal = client.call(client.ses("GET", "account"));
        QVERIFY(portal && portal->status == 200 && portal->body.rfind("<html>", 0) == 0);
        client.aws.update([](FakeAwsConfig &c) { c.badJsonNext = 1; });
        const auto broken =
            client.call(client.ses("POST", "outbound-emails", dumpJson(simpleSend())));
        QVERIFY(broken && broken->status == 200 && !parseJson(broken->body));
        client.aws.goDown(300ms);
        QCOMPARE(client.send(simpleSend()), QStringLiteral("net.connect_failed"));
        QTest::qWait(400);
        QCOMPARE(client.send(simpleSend()), QStringLiteral("200"));
    }

    void controlOverHttp() {
        Client client;
        const auto control = [&](const std::string &method, const std::string &path,
                                 const std::string &body) {
            HttpRequest request;
            request.method = method;
            request.url = client.aws.url() + path;
            request.body = body;
            return client.http->send(request);
        };
        QCOMPARE(
            control("POST", "/__control",
                    R"({"maxSendRate":2,"createQueue":"q-w1","suppress":{"a@b.c":"COMPLAINT"}})")
                ->status,
            200);
        QCOMPARE(control("POST", "/__control", R"({"noSuch":1})")->status, 400);
        client.send(simpleSend());
        const Json counts = *parseJson(control("GET", "/__control", "")->body);
        QCOMPARE(jsonInt(counts, "sends"), std::int64_t(1));
        QCOMPARE(jsonInt(counts, "repeatedAttempts"), std::int64_t(0));
        QCOMPARE(jsonInt(counts["queues"], "q-w1"), std::int64_t(2));
        const Json sends = *parseJson(control("GET", "/__control/sends", "")->body);
        QCOMPARE(jsonText(sends["sends"][0], "to"), std::string("ada@example.net"));
    }

    // Fast enough that a test's campaign waits for the product, not for its peer.
    void manySends() {
        Client client;
        const auto sender = client.net->makeEffectSender(16);
        constexpr int kSends = 5000;
        int started = 0, accepted = 0;
        QElapsedTimer timer;
        timer.start();
        while (accepted < kSends) {
            while (started < kSends && sender->inFlight() < 16) {
                HttpRequest request = client.ses(
                    "POST", "outbound-emails",
                    dumpJson(simpleSend("p" + std::to_string(started++) + "@example.net")));
                QVERIFY(
                    signRequest(request, credentials(), {"eu-west-1", "ses", client.clock.now()}));
                QVERIFY(sender->submit(std::move(request), [&](EffectOutcome outcome) {
                    const auto *answer = std::get_if<Answer>(&outcome);
                    QVERIFY(answer && answer->response.status == 200);
                    ++accepted;
                }));
            }
            sender->poll(100ms);
        }
        const double perSecond = kSends * 1000.0 / static_cast<double>(timer.elapsed());
        qInfo("%.0f signed sends a second, both ends on this computer", perSecond);
        QCOMPARE(client.aws.sendCount(), kSends);
        QVERIFY(perSecond > 500);
    }
};

AUDIENCE_TEST(FakeAwsTest)
#include "fake_aws_test.moc"
