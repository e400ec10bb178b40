// R-28: requests go through the proxies that companies have, the proxy learns the server's name and nothing
// else, and where there is no way through, the cause is said.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read <thread> and <mutex> of g++ 12
#include "net/net.h"
#include "support/test_proxy.h"
#include "support/tls_server.h"
#endif
#include "support/test_main.h"

#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace audience;
using namespace audience::net;
using namespace std::chrono_literals;
using audience::test::TestProxy;
using audience::test::TlsFlaw;
using audience::test::TlsServer;
using Kind = TestProxy::Kind;

namespace {

constexpr const char *kUrl = "https://service.example/v2/email/outbound-emails"; // nowhere but behind the proxy

struct World {
    QTemporaryDir folder;
    TlsServer server{TlsFlaw{}};
    SystemClock clock;
    SeededRng rng{1};

    // "answer" or the error of one request, by either client.
    std::string ask(const std::string &proxy, bool isSend) {
        NetConfig config;
        config.proxy = proxy;
        config.caFile = folder.filePath(QStringLiteral("ca.pem")).toStdString();
        std::ofstream(config.caFile) << server.caPem();
        const auto net = curlNet(clock, rng, config);
        HttpRequest request;
        request.method = "POST";
        request.url = kUrl;
        request.headers = {{"Authorization", "AWS4-HMAC-SHA256 top-secret"}};
        request.body = "{\"to\":\"ada@example.net\"}";
        request.timeouts = {3000ms, 3000ms, 3000ms};
        if (!isSend) {
            const auto answer = net->makeClient({1, {}, 10s})->send(request);
            return answer ? "answer" : seen(answer.error());
        }
        const auto sender = net->makeEffectSender();
        std::string outcome;
        (void)sender->submit(request, [&](EffectOutcome o) {
            outcome = std::holds_alternative<Answer>(o)    ? "answer"
                      : std::holds_alternative<NotSent>(o) ? seen(std::get<NotSent>(o).reason)
                                                           : "unknown: " + seen(std::get<Unknown>(o).reason);
        });
        while (outcome.empty())
            sender->poll(50ms);
        return outcome;
    }
    static std::string seen(const Error &error) {
        std::string all = error.detail;
        for (const auto &[name, value] : error.args)
            all += value;
        return all.find("pa55") == std::string::npos ? error.id : "the password is in the error: " + all;
    }
};

} // namespace

class ProxyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        for (const char *name : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"})
            qunsetenv(name);
    }
    void throughEveryKind_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<bool>("fromEnvironment");
        for (const bool environment : {false, true}) {
            const auto row = [&](const char *name, Kind kind, const char *user, const char *scheme) {
                QTest::addRow("%s, %s", name, environment ? "environment" : "given")
                    << static_cast<int>(kind) << QString::fromLatin1(user) << QString::fromLatin1(scheme) << environment;
            };
            row("HTTP", Kind::Http, "", "http");
            row("HTTP, with a password", Kind::Http, "ada:pa55", "http");
            row("SOCKS 5", Kind::Socks5, "", "socks5h");
            row("SOCKS 5, with a password", Kind::Socks5, "ada:pa55", "socks5h");
        }
    }
    void throughEveryKind() {
        QFETCH(int, kind);
        QFETCH(QString, user);
        QFETCH(QString, scheme);
        QFETCH(bool, fromEnvironment);
        World world;
        const TestProxy proxy(static_cast<Kind>(kind), world.server.port(), user.toStdString());
        std::string url = scheme.toStdString() + "://" + (user.isEmpty() ? "" : user.toStdString() + '@') + proxy.address();
        const auto clean = qScopeGuard([] { qunsetenv("https_proxy"); });
        if (fromEnvironment) {
            qputenv("https_proxy", QByteArray::fromStdString(url));
            url.clear();
        }
        QCOMPARE(world.ask(url, false), std::string("answer"));
        QCOMPARE(world.ask(url, true), std::string("answer"));
        QCOMPARE(world.server.requests(), 2);
        QCOMPARE(proxy.tunnels(), 2);
        for (const char *secret : {"top-secret", "ada@example.net", "outbound-emails", "AWS4"})
            QVERIFY2(proxy.log().find(secret) == std::string::npos, secret);
        QVERIFY(proxy.log().find("service.example") != std::string::npos); // the proxy asks for the name, not we
    }

    void aWrongPasswordIsSaid() {
        World world;
        const TestProxy http(Kind::Http, world.server.port(), "ada:pa55"), socks(Kind::Socks5, world.server.port(), "ada:pa55");
        for (const char *user : {"", "ada:pa55wrong@"})
            for (const bool isSend : {false, true}) {
                QCOMPARE(world.ask("http://" + std::string(user) + http.address(), isSend), std::string("net.proxy_denied"));
                QCOMPARE(world.ask("socks5h://" + std::string(user) + socks.address(), isSend), std::string("net.connect_failed"));
            }
        QCOMPARE(world.server.connections(), 0);
    }

    void aProxyThatIsNotThereIsSaid() {
        World world;
        QCOMPARE(world.ask("http://127.0.0.1:1", false), std::string("net.connect_failed"));
        QCOMPARE(world.ask("http://127.0.0.1:1", true), std::string("net.connect_failed"));
        QCOMPARE(world.ask("http://no-such-proxy.invalid:3128", true), std::string("net.dns_failed"));
    }

    // A proxy in the middle that shows a certificate of its own is not believed.
    void aProxyThatReadsAlongIsRefused() {
        World world;
        TlsServer stranger{TlsFlaw{false, false, true, false}};
        const TestProxy proxy(Kind::Http, stranger.port());
        QCOMPARE(world.ask("http://" + proxy.address(), false), std::string("net.tls_failed"));
        QCOMPARE(world.ask("http://" + proxy.address(), true), std::string("net.tls_failed"));
        QCOMPARE(stranger.requests(), 0);
    }

    void whatNeedsNoProxyGoesThere() {
        World world;
        const TestProxy proxy(Kind::Http, world.server.port());
        qputenv("https_proxy", QByteArray::fromStdString("http://" + proxy.address()));
        qputenv("no_proxy", "localhost,.example");
        const auto clean = qScopeGuard([] {
            qunsetenv("https_proxy");
            qunsetenv("no_proxy");
        });
        QCOMPARE(world.ask({}, false), std::string("net.dns_failed")); // asked for itself, where nobody knows it
        qunsetenv("no_proxy");
        QCOMPARE(world.ask({}, false), std::string("answer"));
        QCOMPARE(proxy.tunnels(), 1);
    }

    // What the system says, where neither the caller nor the environment says anything.
    void theSystemsProxyComesLast() {
        World world;
        const TestProxy proxy(Kind::Http, world.server.port());
        std::vector<std::string> origins;
        setSystemProxy([&](const std::string &origin) {
            origins.push_back(origin);
            return "http://" + proxy.address();
        });
        const auto clean = qScopeGuard([] {
            setSystemProxy({});
            qunsetenv("https_proxy");
        });
        QCOMPARE(world.ask({}, true), std::string("answer"));
        QCOMPARE(proxy.tunnels(), 1);
        QCOMPARE(world.ask({}, true), std::string("answer"));
        QCOMPARE(proxy.tunnels(), 2);
        QCOMPARE(origins.size(), std::size_t(1)); // once for each
        QVERIFY2(origins.front().rfind("https://", 0) == 0, origins.front().c_str());
        qputenv("https_proxy", "http://127.0.0.1:1");
        QCOMPARE(world.ask({}, true), std::string("net.connect_failed"));
        QCOMPARE(proxy.tunnels(), 2);
    }
    // A script of the network may send one server another way than the next.
    void theSystemMaySayAnotherWayForEach() {
        World world;
        const TestProxy proxy(Kind::Http, world.server.port());
        setSystemProxy([&](const std::string &origin) { return origin.find("service.example") != std::string::npos ? "http://" + proxy.address() : std::string(); });
        const auto clean = qScopeGuard([] { setSystemProxy({}); });
        QCOMPARE(world.ask({}, true), std::string("answer"));
        QCOMPARE(proxy.tunnels(), 1);
        setSystemProxy([&](const std::string &origin) { return origin.find("service.example") != std::string::npos ? std::string() : "http://" + proxy.address(); });
        QCOMPARE(world.ask({}, true), std::string("net.dns_failed"));
        QCOMPARE(proxy.tunnels(), 1);
    }
};

AUDIENCE_TEST(ProxyTest)
#include "proxy_test.moc"
