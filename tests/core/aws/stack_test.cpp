// Buckets and stacks against the contract's worked signatures and scripted answers.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "aws/s3.h"
#include "aws/stack.h"
#include "base/digest.h"
#include "core/aws/scripted_http.h"
#endif
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::aws;
using audience::test::ScriptedHttp;

namespace {

net::AwsCredentials exampleKeys() { return {"AKIDEXAMPLE", Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), Secret()}; }

struct Setup {
    ScriptedHttp http;
    FakeClock clock{*instantFromIso("2026-01-02T03:04:05Z")};
    SeededRng rng{7};
    KeysFrom keys{[]() -> Result<net::AwsCredentials> { return exampleKeys(); }};
    Client client{http, clock, rng, Endpoints("eu-west-1"), keys};
};

const std::string kOddKey = "img/a b+\xc3\xa9(1).png";

} // namespace

class AwsStackTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // The signatures of the contract, made by an independent script.
    void theWorkedSignaturesOfTheContract() {
        const net::SigningScope scope{"eu-west-1", "s3", *instantFromIso("2026-01-02T03:04:05Z")};
        net::SigningOptions options;
        options.normalizePath = options.encodePath = false;
        options.signBody = true;
        const std::string path = "/img/a%20b%2B%C3%A9%281%29.png";
        const net::HttpHeader host{"Host", "audience-sync-pub.s3.eu-west-1.amazonaws.com"};
        const net::Signature put = net::signByHeader(
            {"PUT", path, {}, {host, {"Content-Type", "image/png"}, {"Cache-Control", "public, max-age=31536000, immutable"}}, "PNGDATA"}, exampleKeys(),
            scope, options);
        QCOMPARE(toHex(sha256(put.canonicalRequest)), std::string("bdea59c0d67c479b1045ba33da5772b845f24bb56516ee7ca455f39996db5f79"));
        QCOMPARE(put.signature, std::string("82c4f73d6151c7ebfdcf4803bc64d2758a068294876c2fd8f1c8c46123e70d9a"));
        const net::Signature head = net::signByHeader({"HEAD", path, {}, {host}, {}}, exampleKeys(), scope, options);
        QCOMPARE(head.signature, std::string("9bbee67520d8d90007f5cb002a10ce016ee9b67443d3e55b2e6d410fbee38378"));
    }

    void aBucketIsAskedAtItsOwnHost() {
        Setup s;
        Bucket bucket(s.client, "audience-sync-pub");
        QCOMPARE(bucket.url(kOddKey), std::string("https://audience-sync-pub.s3.eu-west-1.amazonaws.com/img/a%20b%2B%C3%A9%281%29.png"));
        s.http.answers.push_back(net::HttpResponse{200, {{"ETag", "\"e\""}, {"Content-Type", "image/png"}}, {}});
        const auto head = bucket.head(kOddKey);
        QVERIFY(head && *head);
        QCOMPARE((*head)->etag, std::string("\"e\""));
        const std::string authorization(net::headerValue(s.http.requests.back().headers, "Authorization"));
        QVERIFY(authorization.find("SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature="
                                   "9bbee67520d8d90007f5cb002a10ce016ee9b67443d3e55b2e6d410fbee38378") != std::string::npos);
        s.http.answers.push_back(net::HttpResponse{404, {}, {}});
        const auto absent = bucket.head("v/none.html");
        QVERIFY(absent && !*absent);
        s.http.answers.push_back(net::HttpResponse{403, {}, {}}); // may not list, so absence is a refusal
        const auto hidden = bucket.head("v/none.html");
        QVERIFY(hidden && !*hidden);
    }

    void contentNamesAreWrittenOnce() {
        const std::string png = std::string("\x89PNG\r\n\x1a\n") + "rest";
        const auto name = imageName(png);
        QVERIFY(name);
        QCOMPARE(name->key, "img/" + toHex(sha256(png)) + ".png");
        QVERIFY(!imageName("<svg onload=alert(1)>") && !imageName("<html>") && !imageName(""));
        Setup s;
        Bucket bucket(s.client, "b");
        s.http.answers.push_back(net::HttpResponse{200, {{"ETag", "\"e\""}}, {}});
        const auto first = bucket.put({name->key, png, name->contentType, "public", true});
        QVERIFY(first && *first);
        QCOMPARE(net::headerValue(s.http.requests.back().headers, "If-None-Match"), std::string_view("*"));
        s.http.answers.push_back(net::HttpResponse{412, {}, "<Error><Code>PreconditionFailed</Code></Error>"});
        const auto again = bucket.put({name->key, png, name->contentType, "public", true});
        QVERIFY(again && !*again);
        s.http.answers.push_back(net::HttpResponse{403, {}, "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"});
        const auto refused = bucket.put({name->key, png, name->contentType, "public", true});
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, std::string("aws.denied"));
    }

    void anOrderGoesOutWhole() {
        Setup s;
        s.http.ok("<CreateStackResponse><CreateStackResult><StackId>arn:stack</StackId></CreateStackResult></CreateStackResponse>");
        const auto id = Stacks(s.client).create({"audience-sync-public", "{..}", {{"Domain", "m.example.com"}}, "create-7f3a", {{"app", "audience-sync"}}});
        QVERIFY(id);
        QCOMPARE(*id, std::string("arn:stack"));
        const std::string &body = s.http.requests.front().body;
        QCOMPARE(body, std::string("Action=CreateStack&Version=2010-05-15&StackName=audience-sync-public&TemplateBody=%7B..%7D"
                                   "&Parameters.member.1.ParameterKey=Domain&Parameters.member.1.ParameterValue=m.example.com"
                                   "&Capabilities.member.1=CAPABILITY_IAM&ClientRequestToken=create-7f3a&Tags.member.1.Key=app"
                                   "&Tags.member.1.Value=audience-sync&OnFailure=ROLLBACK&RetainExceptOnCreate=true"));
        QCOMPARE(s.http.requests.front().url, std::string("https://cloudformation.eu-west-1.amazonaws.com/"));
    }

    void whatIsGoneIsNoError() {
        Setup s;
        s.http.xml(400, "ValidationError", "Stack with id x does not exist");
        const auto found = Stacks(s.client).find("x");
        QVERIFY(found && !*found);
        s.http.xml(400, "ValidationError", "No updates are to be performed.");
        const auto changed = Stacks(s.client).update({"x", "{}", {}, {}, {}});
        QVERIFY(changed && !*changed);
        s.http.xml(400, "ValidationError", "Template format error");
        QVERIFY(!Stacks(s.client).update({"x", "{}", {}, {}, {}}));
    }

    void theCauseIsTheOldestFailureOfItsOwn() {
        const std::vector<StackEvent> events{{"3", "Bucket", "", "CREATE_FAILED", "Resource creation cancelled", ""},
                                             {"2", "Api", "", "CREATE_FAILED", "another", ""},
                                             {"1", "Cdn", "", "CREATE_FAILED", "certificate", ""},
                                             {"0", "Inbox", "", "CREATE_COMPLETE", "", ""}};
        QCOMPARE(causeOf(events)->part, std::string("Cdn"));
        QVERIFY(causeOf({}) == nullptr);
        QVERIFY(stackPhase("ROLLBACK_COMPLETE") == StackPhase::Failed && stackPhase("UPDATE_ROLLBACK_COMPLETE") == StackPhase::Failed);
        QVERIFY(stackPhase("ROLLBACK_IN_PROGRESS") == StackPhase::Working && stackPhase("REVIEW_IN_SPACE") == StackPhase::Other);
        QVERIFY(stackPhase("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS") == StackPhase::Ready && stackPhase("DELETE_COMPLETE") == StackPhase::Gone);
    }
};

AUDIENCE_TEST(AwsStackTest)
#include "stack_test.moc"
