// nothing leaves before the server has proved who it is, in either client, and there is no
// switch.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read <thread> and <mutex> of g++ 12
#include "net/net.h"
#include "support/tls_server.h"
#endif
#include "support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fstream>

using namespace audience;
using namespace audience::net;
using namespace std::chrono_literals;
using audience::test::TlsFlaw;
using audience::test::TlsServer;

class TlsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // A peer that closes while OpenSSL writes must not end the program.
    void brokenPipeIsNoSignal() {
        SystemClock clock;
        SeededRng rng(1);
        const auto client = curlNet(clock, rng)->makeClient();
        QVERIFY(std::signal(SIGPIPE, SIG_IGN) == SIG_IGN);
    }

    void onlyAProvenServerGetsARequest_data() {
        QTest::addColumn<int>("flaw");
        QTest::addColumn<bool>("isTrusted");
        QTest::newRow("right") << 0 << true;
        QTest::newRow("expired") << 1 << false;
        QTest::newRow("for another host") << 2 << false;
        QTest::newRow("from an unknown issuer") << 3 << false;
        QTest::newRow("TLS 1.1") << 4 << false;
        QTest::newRow("signed by itself") << 6 << false;
        QTest::newRow("TLS 1.0") << 7 << false;
        QTest::newRow("right, but the system does not know the issuer") << 5 << false;
    }

    void onlyAProvenServerGetsARequest() {
        QFETCH(int, flaw);
        QFETCH(bool, isTrusted);
        TlsServer server(TlsFlaw{flaw == 1, flaw == 2, flaw == 3, flaw == 4, flaw == 6, flaw == 7});
        const QTemporaryDir folder;
        NetConfig config;
        if (flaw != 5) {
            config.caFile = folder.filePath(QStringLiteral("ca.pem")).toStdString();
            std::ofstream(config.caFile) << server.caPem();
        }
        SystemClock clock;
        SeededRng rng(1);
        const auto net = curlNet(clock, rng, config);

        HttpRequest request;
        request.method = "POST";
        request.url = server.url();
        request.headers = {{"Authorization", "AWS4-HMAC-SHA256 secret"}};
        request.body = "{}";
        request.timeouts = {3000ms, 3000ms, 3000ms};
        const auto answer = net->makeClient()->send(request);
        QCOMPARE(answer.has_value(), isTrusted);
        if (!isTrusted)
            QCOMPARE(answer.error().id, std::string("net.tls_failed"));

        const auto sender = net->makeEffectSender();
        std::string outcome;
        QVERIFY(sender->submit(request, [&](EffectOutcome o) {
            outcome = std::holds_alternative<Answer>(o)    ? "answer"
                      : std::holds_alternative<NotSent>(o) ? std::get<NotSent>(o).reason.id
                                                           : "unknown";
        }));
        while (outcome.empty())
            sender->poll(50ms);
        QCOMPARE(outcome, std::string(isTrusted ? "answer" : "net.tls_failed"));
        QCOMPARE(server.requests(), isTrusted ? 2 : 0);
        QCOMPARE(server.bytesReceived() > 0, isTrusted);
        QCOMPARE(server.connections(), 2); // a failed proof is not tried again
    }
};

AUDIENCE_TEST(TlsTest)
#include "tls_test.moc"
