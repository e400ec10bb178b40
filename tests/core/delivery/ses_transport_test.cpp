#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/digest.h"
#include "base/json.h"
#include "delivery/feed.h"
#include "email/address.h"
#include "sending_kit.h"
#include "support/fake_aws.h"
#include "workspace/suppression_repository.h"
#endif
#include "support/test_main.h"

using namespace audience;
using namespace audience::delivery;
using namespace audience::test;

namespace {

Parcel parcel() {
    Parcel parcel;
    parcel.tag = "0123456789abcdef0123456789abcdef";
    parcel.workspace = kWorkspaceUuid;
    parcel.campaign = "42";
    parcel.email.from = {"Käse & Co", "news@example.com"};
    parcel.email.to.address = "ada@example.net";
    parcel.email.subject = "Grüße";
    parcel.email.html = "<p>Hallo</p>";
    parcel.email.unsubscribe = {"https://u.example.com/u?t=1", ""};
    return parcel;
}

} // namespace

class SesTransportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theRequestCarriesEverything() {
        const auto body = sendEmailBody(parcel(), sesConnection("http://127.0.0.1:1"));
        NEED(body);
        const auto json = parseJson(*body);
        NEED(json);
        const Json &simple = json->at("Content").at("Simple");
        QCOMPARE(simple.at("Subject").at("Charset").get<std::string>(), std::string("UTF-8"));
        QVERIFY(simple.at("Subject").at("Data").get<std::string>().rfind("=?", 0) == 0);
        QCOMPARE(simple.at("Body").at("Html").at("Data").get<std::string>(),
                 std::string("<p>Hallo</p>"));
        QCOMPARE(simple.at("Body").at("Text").at("Data").get<std::string>().substr(0, 5),
                 std::string("Hallo"));
        std::map<std::string, std::string> headers, tags;
        for (const Json &header : simple.at("Headers"))
            headers[jsonText(header, "Name")] = jsonText(header, "Value");
        QCOMPARE(headers["List-Unsubscribe"], std::string("<https://u.example.com/u?t=1>"));
        QCOMPARE(headers["List-Unsubscribe-Post"], std::string("List-Unsubscribe=One-Click"));
        for (const Json &tag : json->at("EmailTags"))
            tags[jsonText(tag, "Name")] = jsonText(tag, "Value");
        QCOMPARE(tags["as_attempt"], parcel().tag);
        QCOMPARE(tags["as_ws"], std::string(kWorkspaceUuid));
        QCOMPARE(tags["campaign"], std::string("42"));
        QCOMPARE(json->at("Destination").at("ToAddresses").size(), std::size_t(1));
        QVERIFY(!json->contains("ListManagementOptions"));
    }

    void theServicesOwnListReplacesOurHeaders() {
        model::SesConnection connection = sesConnection("http://127.0.0.1:1");
        connection.unsubscribe = {model::UnsubscribeKind::SesList, "audience"};
        Parcel p = parcel();
        p.email.unsubscribe = {};
        const auto body = sendEmailBody(p, connection);
        NEED(body);
        const auto json = parseJson(*body);
        QCOMPARE(jsonText(json->at("ListManagementOptions"), "ContactListName"),
                 std::string("audience"));
        QVERIFY(!json->at("Content").at("Simple").contains("Headers"));
    }

    void headersCannotBeInjected() {
        Parcel p = parcel();
        p.email.subject = "Hi\r\nBcc: all@example.com";
        QVERIFY(!sendEmailBody(p, sesConnection("http://127.0.0.1:1")) ||
                sendEmailBody(p, sesConnection("http://127.0.0.1:1"))->find("\\r\\nBcc") ==
                    std::string::npos);
    }

    void theAccountIsRead() {
        FakeAws aws;
        aws.update([](FakeAwsConfig &config) {
            config.maxSendRate = 14;
            config.max24HourSend = 50'000;
            config.sentLast24Hours = 312;
            config.productionAccess = false;
            for (int i = 0; i < 40; ++i)
                config.suppressed["Gone" + std::to_string(i) + "@Example.com"] =
                    i % 2 ? "COMPLAINT" : "BOUNCE";
        });
        LedgerFixture f(":memory:");
        // Real at the start, as signatures need it; waits pass at once.
        FakeClock clock(SystemClock().now());
        SystemRng rng;
        SendingKit kit(f.path(), aws.url(), clock, rng);
        const auto quota = kit.account().quota();
        NEED(quota);
        QCOMPARE(quota->perSecond, 14.0);
        QCOMPARE(quota->perDay, 50'000);
        QVERIFY(quota->isSandbox);
        const auto identity = kit.account().identity("example.com");
        NEED(identity);
        QVERIFY(identity->isVerified);
        QCOMPARE(kit.account().identity("nobody.example").error().id,
                 std::string("ses.identity_missing"));
        const auto added = kit.account().syncSuppression(f.connection);
        NEED(added);
        QCOMPARE(*added, 40);
        NEED(requireFreshFeed(f.connection, kit.account().suppressionFeed(), clock.now()));
        const auto one = workspace::SuppressionRepository::find(
            f.connection, sha256(email::addressKey("gone1@example.com")));
        NEED(one);
        QVERIFY(*one && (*one)->reason == workspace::SuppressionReason::Complaint);
        // a feed that fails, or whose keys are wrong, is stale at once.
        aws.update([](FakeAwsConfig &config) { config.secretKey = "another"; });
        QCOMPARE(kit.account().syncSuppression(f.connection).error().id, std::string("ses.denied"));
        QVERIFY(!requireFreshFeed(f.connection, kit.account().suppressionFeed(), clock.now()));
    }

    void theAccountIsAskedOnceASecond() {
        FakeAws aws;
        LedgerFixture f(":memory:");
        FakeClock clock(SystemClock().now());
        SystemRng rng;
        SendingKit kit(f.path(), aws.url(), clock, rng);
        std::vector<std::chrono::microseconds> times;
        for (int i = 0; i < 4; ++i) {
            NEED(kit.account().quota());
            times.push_back(clock.steady());
        }
        for (std::size_t i = 1; i < times.size(); ++i)
            QVERIFY(times[i] - times[i - 1] >= std::chrono::milliseconds(999));
        QVERIFY(times.back() - times.front() <= std::chrono::milliseconds(3'100));
        // A pause is not saved up.
        clock.advance(std::chrono::minutes(2));
        NEED(kit.account().quota());
        const auto before = clock.steady();
        NEED(kit.account().quota());
        QVERIFY(clock.steady() - before >= std::chrono::milliseconds(999));
    }

    // A dropped connection after the request is a doubt, wrong keys and a wrong clock are not.
    void faultsOfTheWire() {
        FakeAws aws;
        aws.update([](FakeAwsConfig &config) { config.dropEvery = 10; });
        LedgerFixture f;
        const RunId run = f.start(60);
        SystemClock clock;
        SystemRng rng;
        SendingKit kit(f.path(), aws.url(), clock, rng);
        const auto report = kit.run(run);
        NEED(report);
        QCOMPARE(report->state, RunnerState::Finished);
        const auto counts = f.ledger.counts(run);
        QCOMPARE(counts->at(MessageState::Accepted) + counts->at(MessageState::InDoubt), 60);
        QVERIFY(counts->at(MessageState::InDoubt) >= 5);
        QCOMPARE(aws.sendCount(), 60);
        QCOMPARE(f.breaches(), std::string());
    }

    void wrongKeysPause() {
        FakeAws aws;
        aws.update([](FakeAwsConfig &config) { config.secretKey = "another"; });
        LedgerFixture f;
        const RunId run = f.start(30);
        SystemClock clock;
        SystemRng rng;
        SendingKit kit(f.path(), aws.url(), clock, rng);
        const auto report = kit.run(run);
        NEED(report);
        QCOMPARE(report->state, RunnerState::Paused);
        QCOMPARE(report->reason, std::string("credentials"));
        QCOMPARE(aws.sendCount(), 0);
        const auto counts = f.ledger.counts(run);
        QCOMPARE(counts->at(MessageState::Planned) + counts->at(MessageState::RetryAt), 30);
    }
};

AUDIENCE_TEST(SesTransportTest)
#include "ses_transport_test.moc"
