// The signed client against scripted answers on a fake clock: the worked signature of the contract, bodies, and what
// is tried again, when, and what is said in the end.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "aws/client.h"
#include "aws/sts.h"
#include "core/aws/scripted_http.h"
#endif
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::aws;
using namespace std::chrono_literals;
using audience::test::ScriptedHttp;

namespace {

const std::string kIdentity =
    "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>"
    "<Arn>arn:aws-cn:iam::123456789012:user/ops</Arn><UserId>AIDAEXAMPLE</UserId><Account>123456789012</Account>"
    "</GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>";

std::string roleAnswer(const std::string &id, const std::string &expires) {
    return "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult><Credentials><AccessKeyId>" + id +
           "</AccessKeyId><SecretAccessKey>s3cr3t/+</SecretAccessKey><SessionToken>FwoGZX==</SessionToken><Expiration>" + expires +
           "</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>";
}

Result<net::AwsCredentials> exampleKeys() {
    return net::AwsCredentials{"AKIDEXAMPLE", Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), Secret()};
}

struct Setup {
    ScriptedHttp http;
    FakeClock clock{*instantFromIso("2026-01-02T03:04:05Z")};
    SeededRng rng{7};
    KeysFrom keys{exampleKeys};
    Client client{http, clock, rng, Endpoints("eu-west-1"), keys};
};

template <class Value> std::string idOf(const Result<Value> &result) {
    return result ? std::string() : result.error().id;
}

std::string header(const net::HttpRequest &request, const char *name) {
    return std::string(net::headerValue(request.headers, name));
}

} // namespace

class AwsClientTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Each try of a line that hangs takes its full time; all of them together end within two minutes.
    void allTriesTogetherHaveAnEnd() {
        struct Hanging final : net::HttpClient {
            explicit Hanging(FakeClock &its) : clock(its) {}
            Result<net::HttpResponse> send(const net::HttpRequest &request, const CancelToken &) override {
                ++tries;
                clock.advance(lasts);
                longest = std::max(longest, request.timeouts.connect + request.timeouts.answer);
                return Error(ErrorKind::Network, "net.timeout");
            }
            FakeClock &clock;
            std::chrono::seconds lasts{0};
            std::chrono::milliseconds longest{0};
            int tries = 0;
        };
        for (const auto lasts : {0s, 10s, 30s, 70s}) {
            FakeClock clock{*instantFromIso("2026-01-02T03:04:05Z")};
            Hanging http(clock);
            http.lasts = lasts;
            SeededRng rng{7};
            KeysFrom keys{exampleKeys};
            Client client(http, clock, rng, Endpoints("eu-west-1"), keys);
            const auto begun = clock.steady();
            QCOMPARE(idOf(callerIdentity(client)), std::string("net.timeout"));
            QVERIFY(clock.steady() - begun <= 120s);
            QVERIFY(http.longest <= 70s);
            QCOMPARE(http.tries, lasts == 0s ? 5 : lasts == 10s ? 4 : lasts == 30s ? 2 : 1);
        }
    }

    void theWorkedSignatureOfTheContract() {
        Setup s;
        s.http.ok(kIdentity);
        const auto caller = callerIdentity(s.client);
        QVERIFY(caller);
        QCOMPARE(caller->place.account, std::string("123456789012"));
        QCOMPARE(caller->place.partition, std::string("aws-cn"));
        QCOMPARE(caller->place.arn("sns", "t"), std::string("arn:aws-cn:sns:eu-west-1:123456789012:t"));
        const net::HttpRequest &sent = s.http.requests.front();
        QCOMPARE(sent.url, std::string("https://sts.eu-west-1.amazonaws.com/"));
        QCOMPARE(sent.body, std::string("Action=GetCallerIdentity&Version=2011-06-15"));
        const std::string authorization = header(sent, "Authorization");
        QVERIFY(authorization.find("SignedHeaders=content-type;host;x-amz-date,") != std::string::npos);
        QVERIFY(authorization.find("Signature=b87ee61678696c301b942d163db6c138bb8970c1f50b5998524a5508d8860576") != std::string::npos);
    }

    void formsAreEncodedByteByByte() {
        Form form("Subscribe", "2010-03-31");
        form.add("Endpoint", "arn:aws:sqs:x y/\xc3\xa9~").addMap("Attributes", {{"RawMessageDelivery", "false"}});
        form.addTags({{"app", "a&b"}}).addList("Names", {"one", "two"});
        QCOMPARE(form.body(), std::string("Action=Subscribe&Version=2010-03-31&Endpoint=arn%3Aaws%3Asqs%3Ax%20y%2F%C3%A9~"
                                          "&Attributes.entry.1.key=RawMessageDelivery&Attributes.entry.1.value=false"
                                          "&Tags.member.1.Key=app&Tags.member.1.Value=a%26b&Names.member.1=one&Names.member.2=two"));
    }

    void servicesHaveTheirHosts() {
        QCOMPARE(Endpoints("cn-north-1").base("ses"), std::string("https://email.cn-north-1.amazonaws.com.cn"));
        const auto local = Endpoints::around("eu-west-1", "ses", "http://127.0.0.1:4566/");
        QCOMPARE(local.base("sns"), std::string("http://127.0.0.1:4566"));
        const auto own = Endpoints::around("eu-west-1", "ses", "https://vpce-1.email.eu-west-1.vpce.amazonaws.com");
        QCOMPARE(own.base("ses"), std::string("https://vpce-1.email.eu-west-1.vpce.amazonaws.com"));
        QCOMPARE(own.base("sns"), std::string("https://sns.eu-west-1.amazonaws.com"));
    }

    void whatPassesIsTriedFiveTimes() {
        Setup s;
        for (int i = 0; i < 5; ++i)
            s.http.xml(503, "InternalError");
        const auto before = s.clock.steady();
        const auto result = s.client.query("sns", Form("ListTopics", "2010-03-31"));
        QCOMPARE(idOf(result), std::string("aws.unavailable"));
        QCOMPARE(s.http.requests.size(), std::size_t(5));
        const auto waited = s.clock.steady() - before;
        QVERIFY(waited >= 7500ms && waited <= 15'000ms); // 1 + 2 + 4 + 8 s, at least half of each
        QVERIFY(header(s.http.requests[0], "X-Amz-Date") != header(s.http.requests[4], "X-Amz-Date")); // signed again
        QVERIFY(result.error().detail.find("8c4c-1") != std::string::npos);
    }

    void aBrokenLineIsTriedAgainUnlessItHadAnEffect() {
        Setup s;
        s.http.answers.push_back(Error(ErrorKind::Network, "net.connection_lost"));
        QVERIFY(s.client.ses("GET", "/v2/email/account", "GetAccount"));
        QCOMPARE(s.http.requests.size(), std::size_t(2));
        s.http.answers.push_back(Error(ErrorKind::Network, "net.connection_lost"));
        QCOMPARE(idOf(s.client.ses("POST", "/v2/email/outbound-emails", "SendEmail", Json::object(), {}, false)), std::string("net.connection_lost"));
        QCOMPARE(s.http.requests.size(), std::size_t(3));
        s.http.json(500, "InternalServiceErrorException");
        QCOMPARE(idOf(s.client.ses("POST", "/v2/email/outbound-emails", "SendEmail", Json::object(), {}, false)), std::string("aws.unavailable"));
        QCOMPARE(s.http.requests.size(), std::size_t(4));
    }

    void throttlingHalvesTheRate() {
        Setup s;
        s.http.json(429, "TooManyRequestsException");
        s.http.json(400, "ThrottlingException");
        const auto before = s.clock.steady();
        QVERIFY(s.client.ses("GET", "/v2/email/account", "GetAccount"));
        QCOMPARE(s.client.perSecond("ses"), 0.25);
        QVERIFY(s.clock.steady() - before >= 3s);
        // The certain non-send is repeated even where an effect is meant.
        s.http.json(429, "TooManyRequestsException");
        QVERIFY(s.client.ses("POST", "/v2/email/outbound-emails", "SendEmail", Json::object(), {}, false));
    }

    // One call a second is what Amazon allows; a server on this computer, as an emulator, takes more.
    void onlyAmazonIsAskedSlowly() {
        Setup s;
        QCOMPARE(s.client.perSecond("ses"), 1.0);
        QCOMPARE(s.client.perSecond("sqs"), 20.0);
        for (const auto &[address, rate] : {std::pair("http://127.0.0.1:4566", 20.0), std::pair("https://ses.example.com", 1.0)}) {
            Client other(s.http, s.clock, s.rng, Endpoints::around("eu-west-1", "ses", address), s.keys);
            QCOMPARE(other.perSecond("ses"), rate);
        }
    }

    void aFreshRightIsWaitedForOnlyWhenAsked() {
        Setup s;
        const std::string words = "User: arn:aws:iam::1:user/x is not authorized to perform: sns:CreateTopic on resource: arn:aws:sns:e:1:t because";
        s.http.xml(403, "AuthorizationError", words);
        const auto denied = s.client.query("sns", Form("CreateTopic", "2010-03-31"));
        QCOMPARE(idOf(denied), std::string("aws.denied"));
        QCOMPARE(std::string(denied.error().arg("action")), std::string("sns:CreateTopic"));
        QCOMPARE(std::string(denied.error().arg("resource")), std::string("arn:aws:sns:e:1:t"));
        QCOMPARE(s.http.requests.size(), std::size_t(1));

        Client::Options patient;
        patient.grantWait = 120s;
        Client waiting(s.http, s.clock, s.rng, Endpoints("eu-west-1"), s.keys, patient);
        for (int i = 0; i < 3; ++i)
            s.http.xml(403, "InvalidClientTokenId");
        s.http.ok(kIdentity);
        const auto before = s.clock.steady();
        QVERIFY(callerIdentity(waiting));
        QCOMPARE(std::chrono::duration_cast<std::chrono::seconds>(s.clock.steady() - before), 30s);
        for (int i = 0; i < 40; ++i)
            s.http.xml(403, "InvalidClientTokenId");
        QCOMPARE(idOf(callerIdentity(waiting)), std::string("aws.keys_refused"));
        QCOMPARE(s.http.answers.size(), std::size_t(27)); // asked 13 times: at 0, 10, … 120 s
    }

    void aWrongClockIsLearned() {
        Setup s;
        s.http.xml(403, "RequestExpired");
        s.http.answers.back()->headers.push_back({"Date", "Fri, 02 Jan 2026 04:04:05 GMT"});
        s.http.ok(kIdentity);
        QVERIFY(callerIdentity(s.client));
        QCOMPARE(header(s.http.requests.back(), "X-Amz-Date"), std::string("20260102T040405Z"));
        s.http.xml(403, "SignatureDoesNotMatch");
        QCOMPARE(idOf(callerIdentity(s.client)), std::string("aws.signature_refused"));
        QCOMPARE(s.http.requests.size(), std::size_t(3));
    }

    void whatIsFinalIsSaidAtOnce_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("id");
        QTest::newRow("parameter") << 400 << "InvalidParameter" << "aws.refused";
        QTest::newRow("limit") << 403 << "TopicLimitExceeded" << "aws.refused";
        QTest::newRow("missing") << 404 << "NotFound" << "aws.missing";
        QTest::newRow("exists") << 400 << "QueueNameExists" << "aws.exists";
        QTest::newRow("conflict") << 500 << "ConcurrentModificationException" << "aws.conflict";
        QTest::newRow("stale") << 400 << "StaleTag" << "aws.conflict";
        QTest::newRow("deleted") << 400 << "AWS.SimpleQueueService.QueueDeletedRecently" << "aws.conflict";
        QTest::newRow("expired") << 403 << "ExpiredToken" << "aws.keys_expired";
        QTest::newRow("region") << 403 << "RegionDisabledException" << "aws.refused";
    }
    void whatIsFinalIsSaidAtOnce() {
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(QString, id);
        Setup s;
        s.http.xml(status, code.toStdString(), "Why");
        const auto result = s.client.query("sns", Form("GetTopicAttributes", "2010-03-31"));
        QCOMPARE(idOf(result), id.toStdString());
        QCOMPARE(s.http.requests.size(), std::size_t(1));
        QCOMPARE(std::string(result.error().arg("operation")), std::string("sns:GetTopicAttributes"));
    }

    void anAnswerFromSomebodyElseIsNotTaken() {
        Setup s;
        s.http.ok("<html><body>Welcome to the hotel</body></html>");
        QCOMPARE(idOf(callerIdentity(s.client)), std::string("aws.answer_malformed"));
        s.http.ok("Welcome");
        QCOMPARE(idOf(s.client.ses("GET", "/v2/email/account", "GetAccount")), std::string("aws.answer_malformed"));
        QVERIFY(s.client.ses("GET", "/v2/email/account", "GetAccount")); // "{}"
    }

    void waitingCanBeStopped() {
        Setup s;
        CancelSource stop;
        s.http.json(503, "ServiceUnavailable");
        stop.cancel();
        QCOMPARE(idOf(s.client.ses("GET", "/v2/email/account", "GetAccount", nullptr, stop.token())), std::string("cancelled"));
    }

    void rolesAreAssumedAgainInTime() {
        Setup s;
        RoleGrant grant{"arn:aws:iam::123456789012:role/AudienceSync", "ext 1", "audience-sync-desk1", 3600s};
        RoleSource role(s.clock, [&] { return assumeRole(s.client, grant); });
        Client asRole(s.http, s.clock, s.rng, Endpoints("eu-west-1"), role);
        s.http.ok(roleAnswer("ASIA1", "2026-01-02T04:04:05Z"));
        s.http.ok(kIdentity);
        s.http.ok(kIdentity);
        QVERIFY(callerIdentity(asRole));
        QVERIFY(callerIdentity(asRole));
        QCOMPARE(s.http.requests.size(), std::size_t(3)); // assumed once
        QVERIFY(s.http.requests[0].body.find("ExternalId=ext%201") != std::string::npos);
        QCOMPARE(header(s.http.requests[1], "X-Amz-Security-Token"), std::string("FwoGZX=="));
        QVERIFY(header(s.http.requests[1], "Authorization").find("Credential=ASIA1/") != std::string::npos);
        s.clock.advance(55min);
        s.http.ok(roleAnswer("ASIA2", "2026-01-02T05:00:00Z"));
        s.http.ok(kIdentity);
        QVERIFY(callerIdentity(asRole));
        QVERIFY(header(s.http.requests.back(), "Authorization").find("Credential=ASIA2/") != std::string::npos);
        // The service may know earlier that they ran out: others once, then the truth.
        s.http.xml(403, "ExpiredToken");
        s.http.ok(roleAnswer("ASIA3", "2026-01-02T06:00:00Z"));
        s.http.xml(403, "ExpiredToken");
        QCOMPARE(idOf(callerIdentity(asRole)), std::string("aws.keys_expired"));
        QVERIFY(s.http.answers.empty());
    }

    void aRefusedRoleSaysWhy() {
        Setup s;
        RoleSource role(s.clock, [&] { return assumeRole(s.client, {"arn:aws:iam::1:role/R", {}}); });
        s.http.xml(403, "AccessDenied", "User: arn:x is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::1:role/R");
        const auto keys = role.keys();
        QCOMPARE(idOf(keys), std::string("aws.denied"));
        QCOMPARE(std::string(keys.error().arg("resource")), std::string("arn:aws:iam::1:role/R"));
        s.http.ok("<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>A</AccessKeyId></Credentials></AssumeRoleResult></AssumeRoleResponse>");
        QCOMPARE(idOf(role.keys()), std::string("aws.answer_malformed"));
    }
};

AUDIENCE_TEST(AwsClientTest)
#include "client_test.moc"
