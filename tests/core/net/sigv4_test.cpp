// The public test suite (38 cases, both forms), the worked examples of SES and SQS, and clock skew.
#include "base/digest.h"
#include "base/json.h"
#include "net/sigv4.h"
#include "net/skew_tracker.h"
#include "net/url.h"
#include "support/shared_data.h"
#include "support/test_main.h"

#include <QTest>

#include <fstream>
#include <sstream>

using namespace audience;
using namespace audience::net;

namespace {

std::string readAll(const QString &path) {
    std::ifstream file(path.toStdString(), std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

struct RawRequest {
    std::string method, target, path, query, head, body;
    HttpHeaders headers;
};

// The suite's requests are not all valid URLs, so they are taken apart as text.
RawRequest parseRaw(const std::string &text) {
    RawRequest raw;
    const std::size_t headEnd = text.find("\n\n");
    raw.head = text.substr(0, headEnd);
    while (!raw.head.empty() && raw.head.back() == '\n')
        raw.head.pop_back();
    raw.body = headEnd == std::string::npos ? std::string() : text.substr(headEnd + 2);
    std::istringstream lines(raw.head);
    std::string line;
    std::getline(lines, line);
    const std::size_t first = line.find(' '), last = line.rfind(' ');
    raw.method = line.substr(0, first);
    raw.target = line.substr(first + 1, last - first - 1);
    const std::size_t mark = raw.target.find('?');
    raw.path = raw.target.substr(0, mark);
    raw.query = mark == std::string::npos ? std::string() : raw.target.substr(mark + 1);
    while (std::getline(lines, line)) {
        if (line.front() == ' ') {
            raw.headers.back().value += '\n' + line;
            continue;
        }
        const std::size_t colon = line.find(':');
        raw.headers.push_back({line.substr(0, colon), line.substr(colon + 1)});
    }
    return raw;
}

AwsCredentials exampleCredentials(std::string_view token = {}) {
    return {"AKIDEXAMPLE", Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), Secret(token)};
}

} // namespace

class SigV4Test : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void suite_data() {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<bool>("byHeader");
        const QDir root(test::sharedPath(QStringLiteral("data/aws_sigv4/v4")));
        const QStringList cases = root.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString &name : cases) {
            QTest::newRow(qPrintable(name + QStringLiteral(" header")))
                << root.filePath(name) << true;
            QTest::newRow(qPrintable(name + QStringLiteral(" query")))
                << root.filePath(name) << false;
        }
    }

    void suite() {
        AUDIENCE_NEED_SHARED("data/aws_sigv4");
        QFETCH(QString, folder);
        QFETCH(bool, byHeader);
        const QString prefix =
            folder + (byHeader ? QStringLiteral("/header-") : QStringLiteral("/query-"));
        const Json context = *parseJson(readAll(folder + QStringLiteral("/context.json")));
        const Json &keys = *jsonMember(context, "credentials");
        const AwsCredentials credentials{jsonText(keys, "access_key_id"),
                                         Secret(jsonText(keys, "secret_access_key")),
                                         Secret(jsonText(keys, "token"))};
        const SigningScope scope{jsonText(context, "region"), jsonText(context, "service"),
                                 *instantFromIso(jsonText(context, "timestamp"))};
        SigningOptions options;
        options.normalizePath = jsonBool(context, "normalize");
        options.signBody = jsonBool(context, "sign_body");
        options.omitSessionToken = jsonBool(context, "omit_session_token");
        options.expiresSeconds = static_cast<int>(jsonInt(context, "expiration_in_seconds"));

        const RawRequest raw = parseRaw(readAll(folder + QStringLiteral("/request.txt")));
        const SignableRequest signable{raw.method, raw.path, raw.query, raw.headers, raw.body};
        const Signature signature = byHeader ? signByHeader(signable, credentials, scope, options)
                                             : signByQuery(signable, credentials, scope, options);
        QCOMPARE(signature.canonicalRequest,
                 readAll(prefix + QStringLiteral("canonical-request.txt")));
        QCOMPARE(signature.stringToSign, readAll(prefix + QStringLiteral("string-to-sign.txt")));
        QCOMPARE(signature.signature, readAll(prefix + QStringLiteral("signature.txt")));

        std::string expected = raw.head;
        if (!byHeader)
            expected.replace(raw.method.size() + 1, raw.target.size(),
                             raw.path + '?' + signature.query);
        for (const HttpHeader &header : signature.headers)
            expected.append("\n").append(header.name).append(":").append(header.value);
        expected.append("\n\n").append(raw.body);
        const std::string wanted = readAll(prefix + QStringLiteral("signed-request.txt"));
        QCOMPARE(expected, wanted);
    }

    void suiteIsWhole() {
        AUDIENCE_NEED_SHARED("data/aws_sigv4");
        const QDir root(test::sharedPath(QStringLiteral("data/aws_sigv4/v4")));
        QCOMPARE(root.entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), 38);
    }

    void workedExamples_data() {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("service");
        QTest::addColumn<QString>("token");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("signature");
        const QString ses = QStringLiteral("https://email.eu-west-1.amazonaws.com/v2/email/");
        const QString none;
        QTest::newRow("account")
            << "GET" << ses + QStringLiteral("account") << "ses" << none << none << none
            << "6f9cda78b29853fbd8e03a1c182e7be2e8890133158ec7ce74088e5ebe614a3c";
        QTest::newRow("send with token")
            << "POST" << ses + QStringLiteral("outbound-emails") << "ses"
            << "FwoGZXIvYXdzEXAMPLETOKEN==" << none
            << R"({"FromEmailAddress":"news@example.com","Destination":{"ToAddresses":["ada@example.net"]},"Content":{"Simple":{"Subject":{"Data":"Hi","Charset":"UTF-8"},"Body":{"Text":{"Data":"Hello Ada","Charset":"UTF-8"}}}}})"
            << "a5add7a2572c13f2337cac792614c8fc9b9b088fb75358a5cfc1f15790d25be4";
        QTest::newRow("suppression delete")
            << "DELETE" << ses + QStringLiteral("suppression/addresses/ada%2Bnews%40example.net")
            << "ses" << none << none << none
            << "cabe6a68e9add15dc6a5e9712453b474c3b02bb0997b72014cb4a254570971e4";
        QTest::newRow("suppression list")
            << "GET"
            << ses +
                   QStringLiteral(
                       "suppression/addresses?StartDate=2026-01-01T00%3A00%3A00Z&Reason=COMPLAINT&"
                       "Reason=BOUNCE&PageSize=100")
            << "ses" << none << none << none
            << "74dc02dafbeacd644575dd11c3afaa782990f47a594a8f50e244b52d44a40d99";
        QTest::newRow("sqs receive")
            << "POST"
            << "https://sqs.eu-west-1.amazonaws.com/"
            << "sqs" << none << "AmazonSQS.ReceiveMessage"
            << R"({"QueueUrl":"https://sqs.eu-west-1.amazonaws.com/123456789012/ses-events","MaxNumberOfMessages":10,"WaitTimeSeconds":20})"
            << "c9f3db037ed608222cada68bd57e823134bd9d06a895ea420abfe27687c503cb";
    }

    void workedExamples() {
        QFETCH(QString, method);
        QFETCH(QString, url);
        QFETCH(QString, service);
        QFETCH(QString, token);
        QFETCH(QString, target);
        QFETCH(QString, body);
        QFETCH(QString, signature);
        HttpRequest request;
        request.method = method.toStdString();
        request.url = url.toStdString();
        request.body = body.toStdString();
        if (!target.isEmpty()) {
            request.headers.push_back({"Content-Type", "application/x-amz-json-1.0"});
            request.headers.push_back({"X-Amz-Target", target.toStdString()});
        } else if (!body.isEmpty()) {
            request.headers.push_back({"Content-Type", "application/json"});
        }
        const SigningScope scope{"eu-west-1", service.toStdString(),
                                 *instantFromIso("2026-01-02T03:04:05Z")};
        // Signing again must replace the first signature, as a retry does.
        QVERIFY(signRequest(request, exampleCredentials(token.toStdString()),
                            {"eu-west-1", "ses", {}}));
        QVERIFY(signRequest(request, exampleCredentials(token.toStdString()), scope));
        const std::string authorization(headerValue(request.headers, "Authorization"));
        QCOMPARE(authorization.substr(authorization.rfind('=') + 1), signature.toStdString());
        QCOMPARE(std::count_if(request.headers.begin(), request.headers.end(),
                               [](const HttpHeader &h) { return h.name == "Authorization"; }),
                 1);
    }

    void skew_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("serverAheadSeconds");
        QTest::addColumn<bool>("learned");
        QTest::newRow("ten minutes ahead") << 403 << "SignatureDoesNotMatch" << 600 << true;
        QTest::newRow("an hour behind") << 400 << "RequestExpired" << -3600 << true;
        QTest::newRow("small: a wrong key") << 403 << "SignatureDoesNotMatch" << 60 << false;
        QTest::newRow("another refusal") << 403 << "AccessDeniedException" << 600 << false;
        QTest::newRow("no refusal") << 500 << "SignatureDoesNotMatch" << 600 << false;
    }

    void skew() {
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(int, serverAheadSeconds);
        QFETCH(bool, learned);
        FakeClock clock(*instantFromIso("2026-01-02T03:04:05Z"));
        const QDateTime server = QDateTime::fromSecsSinceEpoch(
            clock.now().micros / kMicrosPerSecond + serverAheadSeconds, Qt::UTC);
        HttpResponse response;
        response.status = status;
        response.headers = {
            {"x-amzn-ErrorType", code.toStdString() + ":http://internal/"},
            {"Date", QLocale::c()
                             .toString(server, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss"))
                             .toStdString() +
                         " GMT"}};
        SkewTracker tracker;
        QCOMPARE(tracker.learn(response, clock), learned);
        const auto expected = std::chrono::seconds(learned ? serverAheadSeconds : 0);
        QCOMPARE(tracker.signingTime(clock).micros, (clock.now() + expected).micros);
        QCOMPARE(tracker.learn(response, clock), false); // once only: afterwards the times agree
    }

    void urls_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("outcome"); // an origin, or an error id
        QTest::newRow("https") << "https://Email.eu-west-1.amazonaws.com/x"
                               << "https://email.eu-west-1.amazonaws.com:443";
        QTest::newRow("loopback") << "http://127.0.0.1:8080/x?y=1"
                                  << "http://127.0.0.1:8080";
        QTest::newRow("loopback 6") << "http://[::1]:8080/"
                                    << "http://[::1]:8080";
        QTest::newRow("localhost") << "http://localhost:8080/"
                                   << "http://localhost:8080";
        QTest::newRow("plain") << "http://email.example.com/"
                               << "net.plain_http_refused";
        QTest::newRow("looks like loopback") << "http://127.0.0.1.example.com/"
                                             << "net.plain_http_refused";
        QTest::newRow("other 127 name") << "http://127.example/"
                                        << "net.plain_http_refused";
        QTest::newRow("user") << "https://me:secret@example.com/"
                              << "net.url_invalid";
        QTest::newRow("ftp") << "ftp://example.com/"
                             << "net.url_invalid";
        QTest::newRow("file") << "file:///etc/passwd"
                              << "net.url_invalid";
        QTest::newRow("empty") << ""
                               << "net.url_invalid";
        QTest::newRow("line break") << "https://example.com/\r\nX: y"
                                    << "net.url_invalid";
        QTest::newRow("blank") << "https://example.com/a b"
                               << "net.url_invalid";
    }

    void urls() {
        QFETCH(QString, text);
        QFETCH(QString, outcome);
        const Result<Url> url = Url::parse(text.toStdString());
        QCOMPARE(url ? url->origin() : url.error().id, outcome.toStdString());
    }
};

AUDIENCE_TEST(SigV4Test)
#include "sigv4_test.moc"
