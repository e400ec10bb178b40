// R-03: a request with an effect goes out at most once, whatever the peer does, and its outcome
// says what is known. The peers are raw sockets that count what really arrived.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read <thread> and <mutex> of g++ 12
#include "net/net.h"
#include "support/raw_server.h"
#include "support/sockets.h"
#endif
#include "support/test_main.h"

#include <QTest>

#include <unistd.h>

using namespace audience;
using namespace audience::net;
using namespace std::chrono_literals;
using audience::test::RawServer;
using audience::test::RawStep;
using Then = RawStep::Then;

namespace {

const std::string kBody = R"({"hello":"world"})";

HttpRequest post(const std::string &url, std::string body = kBody) {
    HttpRequest request;
    request.method = "POST";
    request.url = url;
    request.headers = {{"Content-Type", "application/json"}};
    request.body = std::move(body);
    request.timeouts = {300ms, 1000ms, 400ms};
    return request;
}

// "not_sent:<id>", "answer:<status>" or "unknown:<id>".
QString text(const EffectOutcome &outcome) {
    if (const auto *notSent = std::get_if<NotSent>(&outcome))
        return QString::fromStdString("not_sent:" + notSent->reason.id);
    if (const auto *unknown = std::get_if<Unknown>(&outcome))
        return QString::fromStdString("unknown:" + unknown->reason.id);
    return QStringLiteral("answer:%1").arg(std::get<Answer>(outcome).response.status);
}

struct Peer {
    FakeClock clock{*instantFromIso("2026-01-02T03:04:05Z")};
    SeededRng rng{1};
    std::unique_ptr<Net> net = curlNet(clock, rng);
    std::unique_ptr<EffectSender> sender = net->makeEffectSender(16);

    QString send(HttpRequest request) {
        QString result;
        if (const auto submitted = sender->submit(
                std::move(request), [&](EffectOutcome outcome) { result = text(outcome); });
            !submitted)
            return QString::fromStdString("refused:" + submitted.error().id);
        const auto start = std::chrono::steady_clock::now();
        while (result.isEmpty() && std::chrono::steady_clock::now() - start < 10s)
            sender->poll(50ms);
        return result;
    }
};

} // namespace

class EffectSenderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void outcomes_data() {
        QTest::addColumn<QString>("bytes");
        QTest::addColumn<int>("then");
        QTest::addColumn<QString>("outcome");
        const auto row = [](const char *name, const std::string &bytes, Then then,
                            const char *outcome) {
            QTest::newRow(name) << QString::fromStdString(bytes) << static_cast<int>(then)
                                << QString::fromLatin1(outcome);
        };
        const std::string ok = RawServer::ok("{}");
        const std::string head = "HTTP/1.1 200 OK\r\n";
        row("answer", ok, Then::KeepAlive, "answer:200");
        row("answer, then close", ok, Then::Close, "answer:200");
        row("429", RawServer::answer(429, "{}"), Then::KeepAlive, "answer:429");
        row("500 is not tried again", RawServer::answer(500, "{}"), Then::KeepAlive, "answer:500");
        row("503 is not tried again", RawServer::answer(503, "{}", "Retry-After: 0\r\n"),
            Then::KeepAlive, "answer:503");
        row("redirect is not followed", RawServer::answer(307, "", "Location: /other\r\n"),
            Then::KeepAlive, "answer:307");
        row("chunked", head + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            Then::KeepAlive, "answer:200");
        row("100 first", "HTTP/1.1 100 Continue\r\n\r\n" + ok, Then::KeepAlive, "answer:200");
        row("204", "HTTP/1.1 204 No Content\r\n\r\n", Then::KeepAlive, "answer:204");
        row("reads all, then RST", "", Then::Reset, "unknown:net.connection_lost");
        row("reads all, then FIN", "", Then::Close, "unknown:net.connection_lost");
        row("reads all, then half-close", "", Then::HalfClose, "unknown:net.connection_lost");
        row("reads all, then silence", "", Then::Silent, "unknown:net.timeout");
        row("half a head, FIN", "HTTP/1.1 200 O", Then::Close, "unknown:net.connection_lost");
        row("half a head, silence", "HTTP/1.1 200 OK\r\nContent-", Then::Silent,
            "unknown:net.timeout");
        row("head only, FIN", head + "Content-Length: 10\r\n\r\n", Then::Close,
            "unknown:net.answer_truncated");
        row("half a body, FIN", head + "Content-Length: 10\r\n\r\n{\"a\":", Then::Close,
            "unknown:net.answer_truncated");
        row("half a body, RST", head + "Content-Length: 10\r\n\r\n{\"a\":", Then::Reset,
            "unknown:net.connection_lost");
        row("half a body, silence", head + "Content-Length: 10\r\n\r\n{\"a\":", Then::Silent,
            "unknown:net.timeout");
        row("cut chunks", head + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"", Then::Close,
            "unknown:net.answer_truncated");
        row("chunks without an end", head + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
            Then::Close, "unknown:net.answer_truncated");
        row("body of unknown length", head + "\r\n{\"MessageId\":\"1\"}", Then::Close,
            "unknown:net.answer_truncated");
        row("no HTTP", "SSH-2.0-OpenSSH_9.2\r\n", Then::Close, "unknown:net.answer_malformed");
        row("bad length", head + "Content-Length: ten\r\n\r\n{}", Then::Close,
            "unknown:net.answer_malformed");
    }

    // On a new connection, and again as the second request on a kept one.
    void outcomes() {
        QFETCH(QString, bytes);
        QFETCH(int, then);
        QFETCH(QString, outcome);
        RawStep step;
        step.bytes = bytes.toStdString();
        step.then = static_cast<Then>(then);
        {
            RawServer server([&](int, int, const std::string &) { return step; });
            Peer peer;
            const QString result = peer.send(post(server.url()));
            QCOMPARE(result, outcome);
            QCOMPARE(server.requests(), 1);
            QCOMPARE(server.connections(), 1);
        }
        RawServer server([&](int, int request, const std::string &) {
            return request == 0 ? RawStep{RawServer::ok("{}"), Then::KeepAlive, {}, {}, {}} : step;
        });
        Peer peer;
        QCOMPARE(peer.send(post(server.url())), QStringLiteral("answer:200"));
        QCOMPARE(peer.send(post(server.url())), outcome);
        // libcurl may open a second connection to try again by itself; nothing may be written
        // there.
        QCOMPARE(server.requests(), 2);
        QCOMPARE(server.fragments(), 0);
    }

    void nothingSent_data() {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("outcome");
        const auto [listener, port] = test::listenOnLoopback();
        ::close(listener); // a port where nobody listens
        QTest::newRow("refused") << QStringLiteral("http://127.0.0.1:%1/").arg(port)
                                 << "not_sent:net.connect_failed";
        QTest::newRow("unknown name") << "https://no-such-host.invalid/"
                                      << "not_sent:net.dns_failed";
        QTest::newRow("plain http") << "http://mail.example.com/"
                                    << "not_sent:net.plain_http_refused";
        QTest::newRow("no url") << "nonsense"
                                << "not_sent:net.url_invalid";
    }

    void nothingSent() {
        QFETCH(QString, url);
        QFETCH(QString, outcome);
        Peer peer;
        QCOMPARE(peer.send(post(url.toStdString())), outcome);
    }

    void tlsFailureSendsNothing() {
        RawServer server([](int, int, const std::string &) { return RawStep{}; });
        Peer peer;
        const std::string url = "https://127.0.0.1:" + std::to_string(server.port()) + "/";
        HttpRequest request = post(url);
        QCOMPARE(peer.send(request),
                 QStringLiteral("not_sent:net.timeout")); // it waits for a TLS answer
        const auto [listener, port] = test::listenOnLoopback();
        std::thread plain([listener = listener] {
            const int fd = test::acceptOne(listener, 5000);
            if (test::waitReadable(fd, 5000))
                test::writeAll(fd, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            ::close(fd);
        });
        request.url = "https://127.0.0.1:" + std::to_string(port) + "/";
        request.timeouts.connect = 5000ms; // reading the certificates takes its time under a sanitizer
        const QString result = peer.send(request);
        plain.join();
        ::close(listener);
        QCOMPARE(result, QStringLiteral("not_sent:net.tls_failed"));
        QCOMPARE(server.requests(), 0);
    }

    // The server closes each connection without having said so: the next request needs a new one.
    void deadKeptConnection() {
        RawServer server([&](int, int, const std::string &) {
            return RawStep{RawServer::ok("{}"), Then::Close, {}, {}, {}};
        });
        Peer peer;
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(peer.send(post(server.url())), QStringLiteral("answer:200"));
            QCOMPARE(server.requests(), i + 1);
            QTest::qWait(20);
        }
    }

    // The same without a pause, by RST: the close races with the next request, and the outcome may
    // be unknown, but what arrives is never more than what was asked for.
    void connectionDiesWhileReused() {
        RawServer server([&](int, int, const std::string &) {
            return RawStep{RawServer::ok("{}"), Then::Reset, {}, {}, {}};
        });
        Peer peer;
        int answers = 0;
        for (int i = 0; i < 300; ++i) {
            const QString result = peer.send(post(server.url()));
            QVERIFY2(!result.startsWith(QStringLiteral("not_sent")), qPrintable(result));
            answers += result == QStringLiteral("answer:200");
            QVERIFY(server.requests() <= i + 1);
            QVERIFY(server.requests() >= answers);
        }
    }

    // libcurl writes the request on a kept connection that the server closes at that moment: the
    // read side then says "closed without a byte", which libcurl would answer with a second
    // request.
    void closedWhileSending() {
        RawServer server([](int, int request, const std::string &) {
            return request == 0 ? RawStep{RawServer::ok("{}"), Then::KeepAlive, {}, {}, {}}
                                : RawStep{"", Then::Close, {}, {}, {}};
        });
        Peer peer;
        QCOMPARE(peer.send(post(server.url())), QStringLiteral("answer:200"));
        QCOMPARE(peer.send(post(server.url())), QStringLiteral("unknown:net.connection_lost"));
        QCOMPARE(server.requests(), 2);
        QCOMPARE(server.fragments(), 0);
    }

    void emptyBodyIsNotRepeatedEither() {
        RawServer server([](int, int, const std::string &) {
            return RawStep{"", Then::Close, {}, {}, {}};
        });
        RawServer first([](int, int, const std::string &) {
            return RawStep{RawServer::ok("{}"), Then::KeepAlive, {}, {}, {}};
        });
        Peer peer;
        QCOMPARE(peer.send(post(first.url(), "")), QStringLiteral("answer:200"));
        QCOMPARE(peer.send(post(first.url(), "")), QStringLiteral("answer:200"));
        QCOMPARE(first.connections(), 2);
        QCOMPARE(peer.send(post(server.url(), "")), QStringLiteral("unknown:net.connection_lost"));
        QCOMPARE(server.requests(), 1);
    }

    // A server that closes idle connections must not create doubts: 1,000 sends with pauses of
    // 0-120 s on the injected clock. The server closes what was idle 5 s on that clock at a moment
    // of its own.
    void idleConnectionsAreNotReused() {
        FakeClock clock(*instantFromIso("2026-01-02T03:04:05Z"));
        SeededRng rng(42);
        const auto net = curlNet(clock, rng);
        const auto sender = net->makeEffectSender(16);
        std::atomic<bool> wasIdle{false};
        std::atomic<int> reusedAfterIdle{0};
        RawServer server([&](int, int request, const std::string &) {
            // A kept connection used after a long pause is what a real server would have closed:
            // the request would vanish.
            if (request > 0 && wasIdle) {
                ++reusedAfterIdle;
                return RawStep{"", Then::Close, {}, {}, {}};
            }
            return RawStep{RawServer::ok("{}"), Then::KeepAlive, {}, {}, {}};
        });
        int answers = 0, others = 0, reuses = 0;
        for (int i = 0; i < 1000; ++i) {
            const int pause = i % 4 == 0 ? static_cast<int>(rng.below(120'001))
                                         : static_cast<int>(rng.below(5'000));
            clock.advance(std::chrono::milliseconds(pause));
            wasIdle = pause > 5000;
            reuses += pause <= 5000;
            bool done = false;
            QVERIFY(sender->submit(post(server.url()), [&](EffectOutcome outcome) {
                done = true;
                ++(std::holds_alternative<Answer>(outcome) ? answers : others);
            }));
            while (!done)
                sender->poll(50ms);
        }
        QCOMPARE(answers, 1000);
        QCOMPARE(others, 0);
        QCOMPARE(reusedAfterIdle.load(), 0);
        QCOMPARE(server.requests(), 1000);
        QCOMPARE(server.fragments(), 0);
        QVERIFY(server.connections() <=
                1001 - reuses + 1); // short pauses do use the kept connection
    }

    // A computer that slept: its steady clock stood still, only the wall clock tells.
    void sleepCountsAsIdle() {
        RawServer server([](int, int, const std::string &) {
            return RawStep{RawServer::ok("{}"), Then::KeepAlive, {}, {}, {}};
        });
        Peer peer;
        QCOMPARE(peer.send(post(server.url())), QStringLiteral("answer:200"));
        QCOMPARE(peer.send(post(server.url())), QStringLiteral("answer:200"));
        QCOMPARE(server.connections(), 1);
        peer.clock.set(peer.clock.now() + 1h);
        QCOMPARE(peer.send(post(server.url())), QStringLiteral("answer:200"));
        QCOMPARE(server.connections(), 2);
        QCOMPARE(server.requests(), 3);
    }

    // The real clock's side of the same rule: libcurl drops a connection that was idle for 5 s.
    void serverClosesIdleConnections() {
        RawServer server([](int, int, const std::string &) {
            RawStep step{RawServer::ok("{}"), Then::KeepAlive, {}, {}, {}};
            step.closeAfter = 30ms;
            return step;
        });
        Peer peer;
        for (int i = 0; i < 30; ++i) {
            QCOMPARE(peer.send(post(server.url())), QStringLiteral("answer:200"));
            QTest::qWait(i % 2 == 0 ? 80 : 0);
        }
        QCOMPARE(server.requests(), 30);
    }

    void windowIsFull() {
        RawServer server([](int, int, const std::string &) {
            return RawStep{RawServer::ok("{}"), Then::KeepAlive, 20ms, {}, {}};
        });
        Peer peer;
        int done = 0;
        for (int i = 0; i < 16; ++i)
            QVERIFY(peer.sender->submit(post(server.url()), [&](EffectOutcome) { ++done; }));
        QCOMPARE(peer.sender->inFlight(), 16);
        const Result<void> refused =
            peer.sender->submit(post(server.url()), [&](EffectOutcome) { ++done; });
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, std::string("net.window_full"));
        while (peer.sender->inFlight() > 0)
            peer.sender->poll(50ms);
        QCOMPARE(done, 16);
        QCOMPARE(server.requests(), 16);
        QCOMPARE(server.connections(), 16);
    }

    // Many large requests at once, each answered with its own number: no mixing, no loss.
    void manyInFlight() {
        RawServer server([](int, int, const std::string &request) {
            return RawStep{RawServer::ok(request.substr(request.find("\r\n\r\n") + 4, 8)),
                           Then::KeepAlive,
                           {},
                           {},
                           {}};
        });
        Peer peer;
        int started = 0, right = 0, ended = 0;
        while (ended < 500) {
            while (started < 500 && peer.sender->inFlight() < 16) {
                char number[16];
                std::snprintf(number, sizeof number, "%08d", started++);
                HttpRequest request = post(server.url(), number + std::string(200'000, 'x'));
                request.timeouts = {10s, 10s, 10s};
                QVERIFY(peer.sender->submit(request,
                                            [&, want = std::string(number)](EffectOutcome outcome) {
                                                ++ended;
                                                const auto *answer = std::get_if<Answer>(&outcome);
                                                right += answer && answer->response.body == want;
                                            }));
            }
            peer.sender->poll(50ms);
        }
        QCOMPARE(right, 500);
        QCOMPARE(server.requests(), 500);
        QVERIFY(server.connections() <= 16);
    }

    void requestIsWhatWasAsked() {
        RawServer server([](int, int, const std::string &) {
            return RawStep{RawServer::ok("{}"), Then::KeepAlive, {}, {}, {}};
        });
        Peer peer;
        HttpRequest request = post(server.url("/v2/a%2Bb/../c?x=%20"));
        request.method = "PUT";
        request.headers.push_back({"X-Amz-Date", "now"});
        QCOMPARE(peer.send(request), QStringLiteral("answer:200"));
        const std::string sent = server.texts().at(0);
        QVERIFY(sent.rfind("PUT /v2/a%2Bb/../c?x=%20 HTTP/1.1\r\n", 0) == 0);
        QVERIFY(sent.find("Content-Length: " + std::to_string(kBody.size()) + "\r\n") !=
                std::string::npos);
        QVERIFY(sent.find("X-Amz-Date: now\r\n") != std::string::npos);
        QVERIFY(sent.find("Host: 127.0.0.1:" + std::to_string(server.port()) + "\r\n") !=
                std::string::npos);
        QVERIFY(sent.find("Expect") == std::string::npos);
        QVERIFY(sent.find("chunked") == std::string::npos);
    }

    // A proxy that refuses the tunnel has seen nothing of the request; one that dies after it, all
    // of it.
    void throughProxy() {
        RawServer proxy([](int, int, const std::string &) {
            return RawStep{RawServer::answer(407, ""), Then::Close, {}, {}, {}};
        });
        FakeClock clock({});
        SeededRng rng(1);
        NetConfig config;
        config.proxy = proxy.url();
        const auto net = curlNet(clock, rng, config);
        const auto sender = net->makeEffectSender();
        QString result;
        QVERIFY(sender->submit(post("https://ses.example.com/v2/email/outbound-emails"),
                               [&](EffectOutcome outcome) { result = text(outcome); }));
        while (result.isEmpty())
            sender->poll(50ms);
        QVERIFY2(result.startsWith(QStringLiteral("not_sent:")), qPrintable(result));
        QCOMPARE(proxy.requests(), 1);
        QVERIFY(proxy.texts().at(0).rfind("CONNECT ses.example.com:443", 0) == 0);
        QVERIFY(proxy.texts().at(0).find(kBody) == std::string::npos);
    }
};

AUDIENCE_TEST(EffectSenderTest)
#include "effect_sender_test.moc"
