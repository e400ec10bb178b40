// Sends that are disturbed: killed, throttled, refused, cut off, copied. Nobody gets an email twice.
#include "cli/sending.h"
#include "support/test_main.h"

#include <QFile>
#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include <chrono>
#include <csignal>
#endif

using namespace audience;
using namespace audience::test;

class SendingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aKilledSendIsTakenOver() {
        constexpr int kPeople = 600;
        Cli cli;
        FakeAws server;
        fillWithPeople(cli, kPeople);
        connectTo(cli, server);
        const QString id = makeCampaign(cli, QStringLiteral("c"), QStringLiteral("everyone"), QStringLiteral("shop"));
        server.update([](FakeAwsConfig &config) { config.delayMs = 20; });
        const auto killed = cli.start(words("campaign send --wait") << id);
        QTRY_VERIFY_WITH_TIMEOUT(server.sendCount() > 60, 60'000);
        killed->kill(); // SIGKILL
        QVERIFY(killed->waitForFinished());
        QVERIFY2(server.sendCount() < kPeople, "it was over before it could be killed");
        server.update([](FakeAwsConfig &config) { config.delayMs = 0; });
        const Json after = cli.json(words("campaign send --wait") << id);
        QCOMPARE(sumOfStates(after), kPeople);
        const auto doubts = stateOf(after, "in_doubt");
        QVERIFY2(doubts <= 16, qPrintable(QString::number(doubts)));
        QCOMPARE(stateOf(after, "accepted") + doubts, kPeople);
        QCOMPARE(addressesSentTwice(server), QStringList());
        QVERIFY(server.sendCount() >= stateOf(after, "accepted"));
        // The events settle what the kill left open, where the server had taken it.
        RAN(cli.run(words("events poll --until-idle")));
        const Json settled = cli.json(words("campaign status") << id);
        QCOMPARE(stateOf(settled, "accepted"), server.sendCount());
        // Once more changes nothing.
        cli.json(words("campaign send --wait") << id);
        QCOMPARE(server.sendCount(), static_cast<int>(stateOf(settled, "accepted")));
        RAN(cli.run(words("doctor")));
    }

    void wrongKeysPauseWithTheirReason() {
        Cli cli;
        FakeAws server;
        fillWithPeople(cli, 20);
        connectTo(cli, server);
        const QString id = makeCampaign(cli, QStringLiteral("c"), QStringLiteral("everyone"), QStringLiteral("shop"));
        cli.setVariable(QStringLiteral("AWS_SECRET_ACCESS_KEY"), QStringLiteral("wrong"));
        REFUSED(cli.run(words("connection test shop")), 1);
        REFUSED(cli.run(words("campaign send --wait") << id), 1);
        QCOMPARE(server.sendCount(), 0);
        // In the middle of a send they pause it.
        cli.setVariable(QStringLiteral("AWS_SECRET_ACCESS_KEY"), QString::fromStdString(FakeAwsConfig().secretKey));
        server.update([](FakeAwsConfig &config) {
            config.failNext = 16;
            config.failStatus = 403;
            config.failType = "SignatureDoesNotMatch";
        });
        const Json paused = cli.json(words("campaign send --wait") << id, 1);
        QCOMPARE(jsonText(paused, "state"), std::string("paused"));
        QCOMPARE(jsonText(paused, "reason"), std::string("credentials"));
        QCOMPARE(sumOfStates(paused), 20);
        server.update([](FakeAwsConfig &config) { config.failNext = 0; });
        RAN(cli.run(words("campaign resume") << id));
        const Json done = cli.json(words("campaign send --wait") << id);
        QCOMPARE(stateOf(done, "accepted"), 20);
        QCOMPARE(addressesSentTwice(server), QStringList());
        RAN(cli.run(words("doctor")));
    }

    void missingKeysAreOneSentence() {
        Cli cli;
        FakeAws server;
        fillWithPeople(cli, 3);
        connectTo(cli, server);
        cli.setVariable(QStringLiteral("AWS_ACCESS_KEY_ID"), {});
        REFUSED(cli.run(words("connection test shop")), 1);
        REFUSED(cli.run(words("events poll --until-idle")), 1);
        REFUSED(cli.run(words("connection test nobody")), 1);
    }

    void throttlingOnlySlowsItDown() {
        Cli cli;
        FakeAws server;
        fillWithPeople(cli, 60);
        connectTo(cli, server);
        const QString id = makeCampaign(cli, QStringLiteral("c"), QStringLiteral("everyone"), QStringLiteral("shop"));
        server.update([](FakeAwsConfig &config) {
            config.failNext = 5;
            config.failStatus = 429;
            config.failType = "TooManyRequestsException";
        });
        const Json done = cli.json(words("campaign send --wait") << id);
        QCOMPARE(stateOf(done, "accepted"), 60);
        QCOMPARE(server.sendCount(), 60);
        QCOMPARE(addressesSentTwice(server), QStringList());
    }

    void anEndpointThatGoesDownIsWaitedFor() {
        constexpr int kPeople = 300;
        Cli cli;
        FakeAws server;
        fillWithPeople(cli, kPeople);
        connectTo(cli, server);
        const QString id = makeCampaign(cli, QStringLiteral("c"), QStringLiteral("everyone"), QStringLiteral("shop"));
        server.update([](FakeAwsConfig &config) { config.delayMs = 20; });
        const auto sending = cli.start(words("campaign send --wait") << id);
        QTRY_VERIFY_WITH_TIMEOUT(server.sendCount() > 40, 60'000);
        server.goDown(std::chrono::milliseconds(3'000));
        QVERIFY(sending->waitForFinished(120'000));
        QCOMPARE(sending->exitCode(), 0);
        RAN(cli.run(words("events poll --until-idle")));
        const Json status = cli.json(words("campaign status") << id);
        QCOMPARE(sumOfStates(status), kPeople);
        QVERIFY(stateOf(status, "in_doubt") <= 16);
        QCOMPARE(stateOf(status, "accepted") + stateOf(status, "in_doubt"), kPeople);
        QCOMPARE(addressesSentTwice(server), QStringList());
        RAN(cli.run(words("doctor")));
    }

    // A copy of a half-sent campaign is blocked, and after reconciling it sends to nobody again.
    void aCopyOfAHalfSentCampaignSendsNothingTwice() {
        constexpr int kPeople = 400;
        Cli cli;
        FakeAws server;
        fillWithPeople(cli, kPeople);
        connectTo(cli, server);
        const QString id = makeCampaign(cli, QStringLiteral("c"), QStringLiteral("everyone"), QStringLiteral("shop"));
        server.update([](FakeAwsConfig &config) { config.delayMs = 30; });
        const auto first = cli.start(words("campaign send --wait") << id);
        QTRY_VERIFY_WITH_TIMEOUT(server.sendCount() > 60, 60'000);
        RAN(cli.run(words("campaign pause") << id));
        QVERIFY(first->waitForFinished(60'000));
        QCOMPARE(first->exitCode(), 1); // paused, not done
        const int half = server.sendCount();
        QVERIFY(half < kPeople);
        const QString original = cli.workspace(), copy = cli.file(QStringLiteral("copy.audience"));
        QVERIFY(QFile::copy(original, copy));

        // The original goes on to the end.
        RAN(cli.run(words("campaign resume") << id));
        RAN(cli.run(words("campaign send --wait") << id));
        const int all = server.sendCount();
        QCOMPARE(all, kPeople);

        cli.setWorkspace(copy);
        const Json info = cli.json(words("info"));
        QCOMPARE(jsonText(info, "standing"), std::string("copied"));
        REFUSED(cli.run(words("campaign resume") << id), 1);
        QVERIFY(cli.run(words("campaign send --wait") << id).exit == 1);
        QCOMPARE(server.sendCount(), all);
        RAN(cli.run(words("adopt")));
        // What the original has tried is in doubt here, so resuming sends it to nobody.
        (void)cli.run(words("campaign resume") << id);
        (void)cli.run(words("campaign send --wait") << id);
        QCOMPARE(server.sendCount(), all);
        QCOMPARE(addressesSentTwice(server), QStringList());
        const Json status = cli.json(words("campaign status") << id);
        QCOMPARE(sumOfStates(status), kPeople);
        QCOMPARE(stateOf(status, "planned"), 0);
        RAN(cli.run(words("doctor")));
    }

    // A backup put back in the place of the file it was made of.
    void aRestoredWorkspaceSendsNothingTwice() {
        constexpr int kPeople = 100;
        Cli cli;
        FakeAws server;
        fillWithPeople(cli, kPeople);
        connectTo(cli, server);
        const QString id = makeCampaign(cli, QStringLiteral("c"), QStringLiteral("everyone"), QStringLiteral("shop"));
        RAN(cli.run(words("campaign send") << id)); // armed, not sent
        const QString backup = cli.file(QStringLiteral("backup.audience"));
        RAN(cli.run(words("backup") << backup));
        RAN(cli.run(words("campaign send --wait") << id));
        QCOMPARE(server.sendCount(), kPeople);
        for (const char *suffix : {"", "-wal", "-shm"})
            QFile::remove(cli.workspace() + QLatin1String(suffix));
        QVERIFY(QFile::rename(backup, cli.workspace()));
        const Json info = cli.json(words("info"));
        QCOMPARE(jsonText(info, "standing"), std::string("restored"));
        QVERIFY(cli.run(words("campaign send --wait") << id).exit == 1);
        RAN(cli.run(words("acknowledge")));
        (void)cli.run(words("campaign resume") << id);
        (void)cli.run(words("campaign send --wait") << id);
        QCOMPARE(server.sendCount(), kPeople);
        QCOMPARE(addressesSentTwice(server), QStringList());
        RAN(cli.run(words("doctor")));
    }
};

AUDIENCE_TEST(SendingTest)
#include "sending_test.moc"
