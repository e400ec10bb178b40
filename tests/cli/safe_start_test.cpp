// A send that must not start, and one that must stop, through the whole program.
#include "cli/cli.h"
#include "cli/sending.h"
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::test;

namespace {

constexpr int kFine = 120; // the people before those whose mailboxes answer badly

// As fillWithPeople, but whoever comes after the first `kFine` has an address that the service answers so.
void fillWithTrouble(Cli &cli, int people, const QByteArray &trouble) {
    QByteArray csv = "id,email,consent\n";
    for (int i = 1; i <= people; ++i)
        csv += QByteArray::number(i) + ',' + (i <= kFine ? QByteArray("p") : trouble + "-") + QByteArray::number(i) + "@example.com,yes\n";
    RAN(cli.run(words("init")));
    RAN(cli.run(words("import --as people --role profiles --key id --email email --consent consent") << cli.write(QStringLiteral("people.csv"), csv)));
    RAN(cli.run(words("segment save --name everyone --text everybody")));
    saveNews(cli);
}

} // namespace

class SafeStartTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // the account's list is not there, refused, or ends in the middle.
    void noListNoSend_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("pages"); // that are still answered
        QTest::newRow("failing") << 500 << QStringLiteral("InternalServiceErrorException") << 0;
        QTest::newRow("refused") << 403 << QStringLiteral("AccessDeniedException") << 0;
        QTest::newRow("cut off") << 500 << QStringLiteral("InternalServiceErrorException") << 1;
    }
    void noListNoSend() {
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(int, pages);
        Cli cli;
        FakeAws server;
        fillWithPeople(cli, 5);
        connectTo(cli, server, QStringLiteral("account"));
        server.update([&](FakeAwsConfig &config) {
            for (int i = 0; i < 1500; ++i)
                config.suppressed["gone" + std::to_string(i) + "@example.com"] = "BOUNCE";
            config.suppressed["p3@example.com"] = "COMPLAINT";
            config.faults = {{"ses:GET /v2/email/suppression/addresses", code.toStdString(), status, 1'000, pages, "not now"}};
        });
        const QString id = makeCampaign(cli, QStringLiteral("c"), QStringLiteral("everyone"), QStringLiteral("shop"));
        REFUSED(cli.run(words("campaign send --wait") << id), 1);
        QCOMPARE(server.sendCount(), 0);
        // A worker sends it no more than the command does.
        cli.run(words("worker --once"));
        QCOMPARE(server.sendCount(), 0);
        // Once the list can be read, whoever stands on it gets nothing.
        server.update([](FakeAwsConfig &config) { config.faults.clear(); });
        const Json done = cli.json(words("campaign send --wait") << id);
        QCOMPARE(stateOf(done, "accepted"), 4);
        for (const ReceivedSend &send : server.sends())
            QVERIFY(send.to != "p3@example.com");
    }

    // the service reports bounces and complaints while the campaign runs.
    void badAnswersPauseInTime_data() {
        QTest::addColumn<QString>("trouble");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<double>("limit");
        QTest::newRow("bounces") << QStringLiteral("bounce") << QStringLiteral("bounce_rate") << 0.05;
        QTest::newRow("complaints") << QStringLiteral("complaint") << QStringLiteral("complaint_rate") << 0.001;
    }
    void badAnswersPauseInTime() {
        QFETCH(QString, trouble);
        QFETCH(QString, reason);
        QFETCH(double, limit);
        constexpr int kPeople = 400;
        Cli cli;
        FakeAws server;
        fillWithTrouble(cli, kPeople, trouble.toUtf8());
        connectTo(cli, server);
        RAN(cli.run(words("events limits --after 100")));
        const QString id = makeCampaign(cli, QStringLiteral("c"), QStringLiteral("everyone"), QStringLiteral("shop"));
        RAN(cli.run(words("campaign set --rate 20") << id));
        const Json paused = cli.json(words("campaign send --wait") << id, 1);
        QCOMPARE(jsonText(paused, "state"), std::string("paused"));
        QCOMPARE(QString::fromStdString(jsonText(paused, "reason")), reason);
        int sent = 0, bad = 0, after = -1;
        for (const ReceivedSend &send : server.sends()) {
            ++sent;
            bad += send.to.rfind(trouble.toStdString(), 0) == 0 ? 1 : 0;
            if (after >= 0)
                ++after;
            else if (sent >= 100 && bad >= limit * sent)
                after = 0;
        }
        qInfo("%d emails after the limit was reached", after);
        QVERIFY(after >= 0);
        QVERIFY2(after <= 50, qPrintable(QString::number(after)));
        RAN(cli.run(words("doctor")));
    }
};

AUDIENCE_TEST(SafeStartTest)
#include "safe_start_test.moc"
