// for the client that reads: bounded retries, limits, redirects, time-outs,
// cancelling.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read <thread> and <mutex> of g++ 12
#include "net/net.h"
#include "support/raw_server.h"
#endif
#include "support/test_main.h"

#include <QElapsedTimer>
#include <QTest>

#include <zlib.h>

using namespace audience;
using namespace audience::net;
using namespace std::chrono_literals;
using audience::test::RawServer;
using audience::test::RawStep;
using Then = RawStep::Then;

namespace {

std::string gzip(const std::string &text) {
    std::string out(compressBound(text.size()) + 64, '\0');
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

struct Reader {
    FakeClock clock{*instantFromIso("2026-01-02T03:04:05Z")};
    SeededRng rng{1};
    std::unique_ptr<Net> net = curlNet(clock, rng);
    std::unique_ptr<HttpClient> client = net->makeClient();

    Result<HttpResponse> get(const std::string &url) {
        HttpRequest request;
        request.url = url;
        request.timeouts = {1000ms, 1000ms, 1000ms};
        return client->send(request);
    }
};

QString text(const Result<HttpResponse> &answer) {
    return QString::fromStdString(answer ? std::to_string(answer->status) + ' ' + answer->body
                                         : answer.error().id);
}

RawStep step(std::string bytes, Then then = Then::KeepAlive) {
    return {std::move(bytes), then, {}, {}, {}};
}

} // namespace

class HttpClientTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void retries_data() {
        QTest::addColumn<QString>("firstBytes");
        QTest::addColumn<int>("then");
        QTest::addColumn<int>("failures");
        QTest::addColumn<QString>("outcome");
        QTest::addColumn<int>("requests");
        const auto row = [](const char *name, const std::string &bytes, Then then, int failures,
                            const char *outcome, int requests) {
            QTest::newRow(name) << QString::fromStdString(bytes) << static_cast<int>(then)
                                << failures << QString::fromLatin1(outcome) << requests;
        };
        row("429 once", RawServer::answer(429, "slow"), Then::KeepAlive, 1, "200 {}", 2);
        row("503 three times", RawServer::answer(503, "x"), Then::KeepAlive, 3, "200 {}", 4);
        row("503 for ever", RawServer::answer(503, "x"), Then::KeepAlive, 99, "503 x", 4);
        row("reset once", "", Then::Reset, 1, "200 {}", 2);
        row("closed for ever", "", Then::Close, 99, "net.connection_lost", 4);
        row("cut once", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx", Then::Close, 1, "200 {}",
            2);
        row("404 is an answer", RawServer::answer(404, "no"), Then::KeepAlive, 99, "404 no", 1);
        row("403 is an answer", RawServer::answer(403, "no"), Then::KeepAlive, 99, "403 no", 1);
        row("long Retry-After", RawServer::answer(503, "x", "Retry-After: 3600\r\n"),
            Then::KeepAlive, 99, "503 x", 1);
        row("no HTTP", "hello\r\n", Then::Close, 99, "net.answer_malformed", 1);
    }

    void retries() {
        QFETCH(QString, firstBytes);
        QFETCH(int, then);
        QFETCH(int, failures);
        QFETCH(QString, outcome);
        QFETCH(int, requests);
        std::atomic<int> seen{0};
        RawServer server([&](int, int, const std::string &) {
            return seen++ < failures ? step(firstBytes.toStdString(), static_cast<Then>(then))
                                     : step(RawServer::ok("{}"));
        });
        Reader reader;
        QCOMPARE(text(reader.get(server.url())), outcome);
        QCOMPARE(server.requests(), requests);
    }

    void retryAfterIsHonoured() {
        std::atomic<int> seen{0};
        RawServer server([&](int, int, const std::string &) {
            return seen++ == 0 ? step(RawServer::answer(429, "", "Retry-After: 7\r\n"))
                               : step(RawServer::ok("{}"));
        });
        Reader reader;
        QCOMPARE(text(reader.get(server.url())), QStringLiteral("200 {}"));
        QVERIFY(reader.clock.steady() >= 7s);
        QVERIFY(reader.clock.steady() < 9s);
    }

    // The whole of it is bounded too, whatever the single waits add up to.
    void triesEndInTime() {
        RawServer server([](int, int, const std::string &) {
            return step(RawServer::answer(503, "", "Retry-After: 15\r\n"));
        });
        Reader reader;
        reader.client = reader.net->makeClient({100, {}, 60s});
        QCOMPARE(text(reader.get(server.url())), QStringLiteral("503 "));
        QVERIFY(reader.clock.steady() < 60s);
        QVERIFY(server.requests() >= 3 && server.requests() <= 4);
    }

    void gzipIsUndoneAndBombsAreRefused() {
        const std::string small = gzip("hello"), bomb = gzip(std::string(64 << 20, 'a'));
        QVERIFY(bomb.size() < 100'000);
        RawServer server([&](int, int, const std::string &request) {
            const bool wantsBomb = request.rfind("GET /bomb", 0) == 0;
            return step(
                RawServer::answer(200, wantsBomb ? bomb : small, "Content-Encoding: gzip\r\n"));
        });
        Reader reader;
        QCOMPARE(text(reader.get(server.url("/small"))), QStringLiteral("200 hello"));
        QCOMPARE(text(reader.get(server.url("/bomb"))), QStringLiteral("net.answer_too_large"));
        QCOMPARE(server.requests(), 2); // it is not asked for again
    }

    void redirects_data() {
        QTest::addColumn<QString>("location");
        QTest::addColumn<QString>("outcome");
        QTest::addColumn<int>("requests");
        QTest::newRow("same server") << "/done"
                                     << "200 {}" << 2;
        QTest::newRow("loop") << "/again"
                              << "net.too_many_redirects" << 4;
        QTest::newRow("other port") << "http://127.0.0.1:1/done"
                                    << "net.redirect_refused" << 1;
        QTest::newRow("other server") << "https://evil.example/done"
                                      << "net.redirect_refused" << 1;
        QTest::newRow("no scheme") << "//evil.example/done"
                                   << "net.redirect_refused" << 1;
        QTest::newRow("a file") << "file:///etc/passwd"
                                << "net.redirect_refused" << 1;
    }

    void redirects() {
        QFETCH(QString, location);
        QFETCH(QString, outcome);
        QFETCH(int, requests);
        RawServer server([&](int, int, const std::string &request) {
            if (request.rfind("GET /done ", 0) == 0)
                return step(RawServer::ok("{}"));
            return step(RawServer::answer(302, "", "Location: " + location.toStdString() + "\r\n"));
        });
        Reader reader;
        QCOMPARE(text(reader.get(server.url("/start"))), outcome);
        QCOMPARE(server.requests(), requests);
    }

    void plainHttpOnlyToThisComputer() {
        Reader reader;
        QCOMPARE(text(reader.get("http://example.com/")), QStringLiteral("net.plain_http_refused"));
    }

    // Silence, one byte now and then, and an endless answer all end within the limits.
    void slowPeersEnd_data() {
        QTest::addColumn<QString>("kind");
        QTest::newRow("silent") << "silent";
        QTest::newRow("slow") << "slow";
    }

    void slowPeersEnd() {
        QFETCH(QString, kind);
        RawServer server([&](int, int, const std::string &) {
            RawStep slow =
                step(kind == QStringLiteral("slow")
                         ? "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + std::string(500, 'x')
                         : std::string(),
                     Then::Silent);
            slow.perByte = 30ms;
            return slow;
        });
        Reader reader;
        reader.client = reader.net->makeClient({1, {}, 60s});
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(text(reader.get(server.url())), QStringLiteral("net.timeout"));
        QVERIFY(timer.elapsed() < 4000);
    }

    void cancelEndsWithin200Milliseconds() {
        RawServer server([](int, int, const std::string &) { return step("", Then::Silent); });
        Reader reader;
        CancelSource source;
        std::chrono::steady_clock::time_point cancelled;
        std::thread canceller([&] {
            std::this_thread::sleep_for(150ms);
            cancelled = std::chrono::steady_clock::now();
            source.cancel();
        });
        HttpRequest request;
        request.url = server.url();
        const auto answer = reader.client->send(request, source.token());
        const auto ended = std::chrono::steady_clock::now();
        canceller.join();
        QCOMPARE(text(answer), QStringLiteral("cancelled"));
        QVERIFY(ended - cancelled < 200ms);
    }

    void connectionsAreKept() {
        RawServer server([](int, int, const std::string &) { return step(RawServer::ok("{}")); });
        Reader reader;
        for (int i = 0; i < 10; ++i)
            QCOMPARE(text(reader.get(server.url())), QStringLiteral("200 {}"));
        QCOMPARE(server.connections(), 1);
    }
};

AUDIENCE_TEST(HttpClientTest)
#include "http_client_test.moc"
