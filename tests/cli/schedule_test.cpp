// Campaigns that start by themselves, on the command line; the program is killed at every step of it.
#include "cli/sending.h"
#include "support/test_main.h"

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/clock.h"
#include <chrono>
#endif

#include <QDirIterator>
#include <QTest>

using namespace audience;
using namespace audience::test;

namespace {

QString inSeconds(int seconds) {
    return QString::fromStdString(toIso(SystemClock().now() + std::chrono::seconds(seconds)));
}

int written(const Cli &cli) {
    int count = 0;
    QDirIterator files(cli.workspace() + QStringLiteral(".practice"), {QStringLiteral("*.eml")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        ++count;
    }
    return count;
}

} // namespace

class ScheduleTest final : public QObject {
    Q_OBJECT
    static constexpr int kPeople = 12;

    void waitUntil(const Cli &cli, const QString &id) {
        const Json planned = cli.json(words("campaign calendar"));
        QCOMPARE(planned.size(), std::size_t{1});
        const auto start = instantFromIso(planned.front()["start"].get<std::string>());
        QVERIFY(start);
        QTRY_VERIFY_WITH_TIMEOUT(!(SystemClock().now() < *start), 20'000);
        QCOMPARE(QString::number(planned.front()["id"].get<std::int64_t>()), id);
    }

private Q_SLOTS:
    void theWorkerStartsWhatIsDue() {
        Cli cli;
        fillWithPeople(cli, kPeople);
        const QString id = makeCampaign(cli, QStringLiteral("c"), QStringLiteral("everyone"), QStringLiteral("practice"));
        const Json planned = cli.json(words("campaign schedule --at") << inSeconds(3) << id);
        QVERIFY(!jsonText(planned, "machine").empty());
        RAN(cli.run(words("worker --once")));
        QCOMPARE(jsonText(cli.json(words("campaign status") << id), "state"), std::string("scheduled"));
        REFUSED(cli.run(words("campaign send") << id), 1);
        waitUntil(cli, id);
        RAN(cli.run(words("worker --once")));
        const Json done = cli.json(words("campaign status") << id);
        QCOMPARE(jsonText(done, "state"), std::string("finished"));
        QCOMPARE(stateOf(done, "accepted"), kPeople);
        RAN(cli.run(words("doctor")));
    }

    void aKillAtAnyStepLosesAndDoublesNothing_data() {
        QTest::addColumn<QString>("point");
        for (const char *point : {"campaign.start.armed:1", "ledger.snapshot.before_commit:1", "ledger.snapshot.committed:1", "campaign.start.frozen:1",
                                  "workspace.commit.before:1", "workspace.commit.after:1", "runner.takeover.committed:1", "ledger.intent.committed:1"})
            QTest::newRow(point) << QString::fromLatin1(point);
    }
    void aKillAtAnyStepLosesAndDoublesNothing() {
        QFETCH(const QString, point);
        Cli cli;
        fillWithPeople(cli, kPeople);
        const QString id = makeCampaign(cli, QStringLiteral("c"), QStringLiteral("everyone"), QStringLiteral("practice"));
        RAN(cli.run(words("campaign schedule --at") << inSeconds(2) << id));
        waitUntil(cli, id);
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), point);
        cli.run(words("worker --once")); // killed on its way
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), {});
        RAN(cli.run(words("worker --once")));
        const Json done = cli.json(words("campaign status") << id);
        QCOMPARE(jsonText(done, "state"), std::string("finished"));
        QCOMPARE(stateOf(done, "accepted") + stateOf(done, "in_doubt"), kPeople);
        QCOMPARE(written(cli), static_cast<int>(stateOf(done, "accepted")));
        RAN(cli.run(words("doctor")));
    }

    void aPersonSettlesWhatIsInDoubt() {
        Cli cli;
        fillWithPeople(cli, kPeople);
        const QString id = makeCampaign(cli, QStringLiteral("c"), QStringLiteral("everyone"), QStringLiteral("practice"));
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), QStringLiteral("ledger.intent.committed:1"));
        cli.run(words("campaign send --wait") << id);
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), {});
        const Json doubtful = cli.json(words("campaign send --wait") << id);
        const auto doubts = stateOf(doubtful, "in_doubt");
        QVERIFY(doubts > 1);
        REFUSED(cli.run(words("campaign settle --all") << id), 1);
        REFUSED(cli.run(words("campaign settle --was-sent") << id), 1);
        REFUSED(cli.run(words("campaign settle --was-sent --person nobody@example.com") << id), 1);
        const Json some = Json::parse(cli.run(words("campaign log --json --limit 1 --filter not_sure") << id).out.toStdString());
        const QString person = QString::fromStdString(some["address"].get<std::string>());
        QCOMPARE(cli.json(words("campaign settle --was-sent --person") << person << id)["settled"].get<int>(), 1);
        QCOMPARE(cli.json(words("campaign settle --send-again --all") << id)["settled"].get<int>(), static_cast<int>(doubts) - 1);
        const Json done = cli.json(words("campaign send --wait") << id);
        QCOMPARE(stateOf(done, "accepted"), kPeople);
        QCOMPARE(jsonText(done, "state"), std::string("finished"));
        RAN(cli.run(words("doctor")));
    }

    void severalSegmentsCopiesAndExports() {
        Cli cli;
        fillWithPeople(cli, kPeople);
        RAN(cli.run({QStringLiteral("segment"), QStringLiteral("save"), QStringLiteral("--name"), QStringLiteral("one"), QStringLiteral("--text"),
                     QStringLiteral("email = \"p1@example.com\"")}));
        const Json made = cli.json(words("campaign create --name x --segment everyone --but-not one --template news"));
        const QString id = QString::number(made["id"].get<std::int64_t>());
        const Json done = cli.json(words("campaign send --wait") << id);
        QCOMPARE(sumOfStates(done), kPeople - 1);
        const Json copy = cli.json(words("campaign copy --name y") << id);
        QCOMPARE(copy["name"].get<std::string>(), std::string("y"));
        const Json again = cli.json(words("campaign resend --to non-openers --name z") << id);
        QCOMPARE(again["name"].get<std::string>(), std::string("z"));
        QCOMPARE(again["count"].get<int>(), kPeople - 1); // nobody has opened it yet
        REFUSED(cli.run(words("campaign resend --to everybody") << id), 2);
        REFUSED(cli.run(words("campaign resend --to non-openers") << QString::number(copy["id"].get<std::int64_t>())), 1);
        const QString file = cli.file(QStringLiteral("log.csv"));
        QCOMPARE(cli.json(words("campaign export") << id << file)["rows"].get<int>(), kPeople - 1);
        REFUSED(cli.run(words("campaign export") << id << cli.workspace()), 1);
    }
};
AUDIENCE_TEST(ScheduleTest)

#include "schedule_test.moc"
