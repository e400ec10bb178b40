// Handing sending over to a copy on another computer and back, on the command line.
#include "cli/sending.h"
#include "support/test_main.h"

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/clock.h"
#include <chrono>
#endif

#include <QFileInfo>
#include <QTest>

using namespace audience;
using namespace audience::test;

namespace {

constexpr int kPeople = 12;

const QString kHere = QStringLiteral("state"), kThere = QStringLiteral("server state");

// Whose machine the next commands run on, and with which file.
void be(Cli &cli, const QString &machine, const QString &file) {
    cli.setVariable(QStringLiteral("AUDIENCE_STATE_DIR"), cli.file(machine));
    cli.setWorkspace(file);
}

QString inSeconds(int seconds) { return QString::fromStdString(toIso(SystemClock().now() + std::chrono::seconds(seconds))); }

void waitUntil(const Cli &cli) {
    const Json planned = cli.json(words("campaign calendar"));
    QCOMPARE(planned.size(), std::size_t{1});
    const auto start = instantFromIso(planned.front()["start"].get<std::string>());
    QVERIFY(start);
    QTRY_VERIFY_WITH_TIMEOUT(!(SystemClock().now() < *start), 20'000);
}

} // namespace

class HandoverCommandTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theServerSendsWhatWasScheduledHere() {
        FakeAws server;
        Cli cli;
        const QString origin = cli.workspace(), copy = cli.file(QStringLiteral("server.audience")), home = cli.file(QStringLiteral("home.audience"));
        fillWithPeople(cli, kPeople);
        connectTo(cli, server);
        const QString id = makeCampaign(cli, QStringLiteral("c"), QStringLiteral("everyone"), QStringLiteral("shop"));
        const Json planned = cli.json(words("campaign schedule --at") << inSeconds(6) << id);
        QVERIFY(!jsonText(planned, "machine").empty());
        QCOMPARE(jsonText(cli.json(words("handover --status")), "sends"), std::string("here"));

        const Json given = cli.json(words("handover --machine the-server --to") << copy);
        QCOMPARE(jsonText(given, "sends"), std::string("elsewhere"));
        QCOMPARE(jsonText(given, "machine"), std::string("the-server"));
        QCOMPARE(jsonText(given, "copy"), copy.toStdString());
        REFUSED(cli.run(words("handover --machine other --to") << cli.file(QStringLiteral("second.audience"))), 1);
        const CliResult refused = cli.run(words("worker --once"));
        REFUSED(refused, 1);
        QVERIFY2(refused.err.contains("the-server"), qPrintable(refused.told()));
        REFUSED(cli.run(words("worker")), 1);
        REFUSED(cli.run(words("campaign unschedule") << id), 1);
        REFUSED(cli.run(words("events poll")), 1);
        const Json status = cli.json(words("campaign status") << id);
        QCOMPARE(jsonText(status, "state"), std::string("scheduled"));
        QCOMPARE(jsonText(status, "machine"), std::string("the-server"));
        waitUntil(cli);
        REFUSED(cli.run(words("worker --once")), 1);
        QCOMPARE(server.sendCount(), 0);

        be(cli, kThere, copy);
        RAN(cli.run(words("worker --once")));
        QCOMPARE(server.sendCount(), kPeople);
        QCOMPARE(jsonText(cli.json(words("campaign status") << id), "state"), std::string("finished"));
        RAN(cli.run(words("doctor")));
        RAN(cli.run(words("audit verify")));
        const Json there = cli.json(words("handover --status"));
        QCOMPARE(jsonText(there, "sends"), std::string("here"));
        QVERIFY(!jsonText(there, "from").empty());

        // Another machine with the same file is foreign.
        be(cli, QStringLiteral("third state"), copy);
        REFUSED(cli.run(words("worker --once")), 1);

        // Home again, with what was sent.
        be(cli, kThere, copy);
        QCOMPARE(jsonText(cli.json(words("handover --to") << home), "machine"), jsonText(there, "from"));
        REFUSED(cli.run(words("worker --once")), 1);
        be(cli, kHere, home);
        RAN(cli.run(words("worker --once")));
        QCOMPARE(stateOf(cli.json(words("campaign status") << id), "accepted"), kPeople);
        be(cli, kHere, origin);
        REFUSED(cli.run(words("handover --take-back")), 1);
        QCOMPARE(server.sendCount(), kPeople);
        QVERIFY(addressesSentTwice(server).isEmpty());
    }

    void aLostServerIsTakenBackFrom() {
        Cli cli;
        const QString copy = cli.file(QStringLiteral("server.audience"));
        fillWithPeople(cli, kPeople);
        const QString id = makeCampaign(cli, QStringLiteral("c"), QStringLiteral("everyone"), QStringLiteral("practice"));
        RAN(cli.run(words("campaign schedule --at") << inSeconds(3'600) << id));
        REFUSED(cli.run(words("handover")), 1);
        REFUSED(cli.run(words("handover --status --take-back")), 1);
        REFUSED(cli.run(words("handover --take-back")), 1);
        REFUSED(cli.run(words("handover --to") << cli.file(QStringLiteral("no/such/folder.audience"))), 1);
        REFUSED(cli.run(words("handover --to") << cli.workspace()), 1);
        QCOMPARE(jsonText(cli.json(words("handover --to") << copy), "machine"), std::string("another computer"));
        const CliResult told = cli.run(words("handover --take-back"));
        RAN(told);
        QVERIFY2(told.out.contains("must not run any more"), told.out.constData());
        QCOMPARE(jsonText(cli.json(words("campaign status") << id), "state"), std::string("draft"));
        RAN(cli.run(words("worker --once")));
        RAN(cli.run(words("doctor")));
    }

    void aKillOnTheWayIsFinishedOrTakenBack_data() {
        QTest::addColumn<QString>("point");
        for (const char *point : {"handover.given", "handover.copied", "handover.noted", "handover.elected", "store.file.named:2"})
            QTest::newRow(point) << QString::fromLatin1(point);
    }
    void aKillOnTheWayIsFinishedOrTakenBack() {
        QFETCH(const QString, point);
        Cli cli;
        const QString copy = cli.file(QStringLiteral("server.audience"));
        fillWithPeople(cli, kPeople);
        const QString id = makeCampaign(cli, QStringLiteral("c"), QStringLiteral("everyone"), QStringLiteral("practice"));
        RAN(cli.run(words("campaign schedule --at") << inSeconds(3'600) << id));
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), point);
        QCOMPARE(cli.run(words("handover --machine the-server --to") << copy).exit, -1);
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), {});
        const CliResult refused = cli.run(words("worker --once"));
        REFUSED(refused, 1);
        QVERIFY2(refused.err.contains("interrupted"), qPrintable(refused.told()));
        QCOMPARE(jsonText(cli.json(words("handover --status")), "sends"), std::string("nobody"));
        RAN(cli.run(words("handover --machine the-server --to") << copy));
        QCOMPARE(jsonText(cli.json(words("handover --status")), "sends"), std::string("elsewhere"));
        be(cli, kThere, copy);
        QCOMPARE(jsonText(cli.json(words("campaign status") << id), "state"), std::string("scheduled"));
        RAN(cli.run(words("worker --once")));
    }
};
AUDIENCE_TEST(HandoverCommandTest)

#include "handover_test.moc"
