// a sending process is killed at every named point and at random moments; nobody is
// lost, nobody gets an acknowledged email twice, and the doubts are exactly what was in flight.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "delivery/event_intake.h"
#include "delivery/sqs_poller.h"
#include "sending_kit.h"
#include "support/fake_aws.h"
#endif
#include "support/test_main.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>

#include <array>
#include <csignal>
#include <set>

using namespace audience;
using namespace audience::delivery;
using namespace audience::test;

namespace {

// The long form takes ten minutes.
const bool kIsLong = qEnvironmentVariableIsSet("AUDIENCE_LONG");
const int kRecipients = kIsLong ? 10'000 : 2'000;
const int kRandomMoments = kIsLong ? 500 : 200;
const char *const kPoints[] = {"runner.takeover.before_commit",
                               "runner.takeover.committed",
                               "ledger.intent.before_commit",
                               "ledger.intent.committed",
                               "journal.before_write",
                               "journal.before_sync",
                               "journal.synced",
                               "send.before_submit",
                               "send.submitted",
                               "send.answered",
                               "ledger.outcome.before_commit",
                               "ledger.outcome.committed"};

struct Counts {
    std::int64_t intents = 0, doubts = 0, accepted = 0, sum = 0;
};

} // namespace

class KillTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyPointAndRandomMoments() {
        QElapsedTimer timer;
        timer.start();
        std::vector<std::pair<std::string, int>> plans; // point and visit; "" for a random moment
        std::vector<int> visits{1, 2, 3, 7, 12};
        for (int more = 20; kIsLong && more < 600; more += more / 4)
            visits.push_back(more);
        for (const int visit : visits)
            for (const char *point : kPoints)
                if (visit == 1 || std::string(point).rfind("runner.", 0) != 0)
                    plans.emplace_back(point, visit);
        const int deterministic = static_cast<int>(plans.size());
        SeededRng rng(2026);
        for (int i = 0; i < kRandomMoments; ++i)
            plans.emplace_back("", static_cast<int>(rng.between(20, 250)));

        int kills = 0, campaigns = 0;
        std::size_t next = 0;
        while (next < plans.size()) {
            ++campaigns;
            runCampaign(plans, next, kills);
            if (QTest::currentTestFailed())
                return;
        }
        qInfo() << deterministic << "points and" << kRandomMoments << "random moments:" << kills << "kills in"
                << campaigns << "campaigns of" << kRecipients << "recipients," << m_doubts
                << "doubts," << timer.elapsed() / 1000 << "s";
        QVERIFY(deterministic >= 50);
        QVERIFY(kills >= kRandomMoments);
    }

    // four processes start the same run at once; one of them sends.
    void oneOfFourProcessesSends() {
        FakeAws aws;
        const int rounds = qEnvironmentVariableIsSet("AUDIENCE_LONG") ? 1'000 : 20;
        for (int round = 0; round < rounds; ++round) {
            LedgerFixture f;
            QCOMPARE(f.start(48).value, 1);
            const int before = aws.sendCount();
            std::array<QProcess, 4> processes;
            for (QProcess &process : processes)
                start(process, f, aws);
            std::set<int> codes;
            for (QProcess &process : processes) {
                QVERIFY(process.waitForFinished(60'000));
                codes.insert(process.exitCode());
            }
            QVERIFY2(codes.count(0) == 1 && codes.count(1) == 0, "a process failed");
            QCOMPARE(aws.sendCount() - before, 48);
            QCOMPARE(f.ledger.counts(RunId(1))->at(MessageState::Accepted), 48);
            QCOMPARE(f.breaches(), std::string());
        }
    }

    // a stopped owner is replaced; awake again it writes no intent and sends nothing new.
    void aStoppedOwnerIsReplaced() {
        FakeAws aws;
        aws.update([](FakeAwsConfig &config) { config.delayMs = 3; });
        LedgerFixture f;
        QCOMPARE(f.start(kRecipients).value, 1);
        QProcess sleeper;
        start(sleeper, f, aws);
        QTRY_VERIFY_WITH_TIMEOUT(aws.sendCount() > 100, 30'000);
        const auto pid = static_cast<pid_t>(sleeper.processId());
        // Not in the middle of a commit, or nobody could write: awake and asleep until it is not.
        do {
            ::kill(pid, SIGCONT);
            QTest::qWait(2);
            ::kill(pid, SIGSTOP);
        } while (!f.connection.execute("PRAGMA busy_timeout = 50; UPDATE runner SET heartbeat_at = "
                                       "heartbeat_at - 16000000"));
        const std::int64_t epoch = f.scalar("SELECT epoch FROM runner");
        QProcess heir;
        start(heir, f, aws);
        QTRY_VERIFY_WITH_TIMEOUT(f.scalar("SELECT epoch FROM runner") == epoch + 1, 30'000);
        const std::int64_t oldIntents =
            f.scalar("SELECT count(*) FROM attempt WHERE epoch = " + std::to_string(epoch));
        ::kill(pid, SIGCONT);
        QVERIFY(sleeper.waitForFinished(60'000));
        QCOMPARE(sleeper.exitCode(), 1); // it has lost its epoch and says so
        QVERIFY(heir.waitForFinished(60'000));
        QCOMPARE(heir.exitCode(), 0);
        QCOMPARE(f.scalar("SELECT count(*) FROM attempt WHERE epoch = " + std::to_string(epoch)),
                 oldIntents);
        std::set<std::string> people;
        for (const ReceivedSend &send : aws.sends())
            QVERIFY2(people.insert(send.to).second, "somebody got it twice");
        const Counts end = countsOf(f.path());
        QCOMPARE(end.accepted + end.doubts + f.ledger.counts(RunId(1))->at(MessageState::NotSent),
                 kRecipients);
        QVERIFY(end.doubts <= 16);
        QCOMPARE(f.breaches(), std::string());
    }

private:
    static void start(QProcess &process, const LedgerFixture &f, const FakeAws &aws) {
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationDirPath() +
                          QStringLiteral("/delivery_kill_worker"),
                      {QString::fromStdString(f.path()), QString::fromStdString(aws.url()),
                       QStringLiteral("1")});
        if (!process.waitForStarted())
            qFatal("delivery_kill_worker is missing");
    }
    static Counts countsOf(const std::string &database) {
        SystemClock clock;
        const store::Connection connection = openLedger(database);
        const Ledger ledger(connection, clock);
        const auto counts = ledger.counts(RunId(1));
        if (!counts)
            return {};
        return {counts->at(MessageState::Intent), counts->at(MessageState::InDoubt),
                counts->at(MessageState::Accepted), total(*counts)};
    }

    // Starts workers and kills each by the next plan, until the run has ended.
    void runCampaign(const std::vector<std::pair<std::string, int>> &plans, std::size_t &next,
                     int &kills) {
        FakeAws aws;
        aws.createQueue(std::string("audience-") + kWorkspaceUuid);
        LedgerFixture f;
        QCOMPARE(f.start(kRecipients).value, 1);
        const QString program =
            QCoreApplication::applicationDirPath() + QStringLiteral("/delivery_kill_worker");
        Counts before = countsOf(f.path());
        while (true) {
            QProcess worker;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            const auto plan = next < plans.size() ? plans[next] : std::pair<std::string, int>();
            const bool isRandom = plan.first.empty();
            if (!isRandom)
                environment.insert(QStringLiteral("AUDIENCE_CRASH_AT"),
                                   QString::fromStdString(plan.first) + QLatin1Char(':') +
                                       QString::number(plan.second));
            worker.setProcessEnvironment(environment);
            worker.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            worker.start(program, {QString::fromStdString(f.path()),
                                   QString::fromStdString(aws.url()), QStringLiteral("1")});
            QVERIFY(worker.waitForStarted());
            if (isRandom && next < plans.size() && !worker.waitForFinished(plan.second))
                ::kill(static_cast<pid_t>(worker.processId()), SIGKILL);
            QVERIFY(worker.state() == QProcess::NotRunning || worker.waitForFinished(60'000));
            const bool wasKilled = worker.exitStatus() == QProcess::CrashExit;
            const Counts after = countsOf(f.path());
            QCOMPARE(after.sum, kRecipients);
            QVERIFY2(after.intents <= 16, "more in flight than the window");
            QVERIFY(after.accepted >= before.accepted);
            QVERIFY2(after.doubts == before.doubts ||
                         after.doubts == before.doubts + before.intents,
                     "a doubt that was not in flight");
            before = after;
            if (!wasKilled) {
                QCOMPARE(worker.exitCode(), 0);
                break;
            }
            ++kills;
            ++next;
        }
        checkEnd(f, aws);
    }

    void checkEnd(LedgerFixture &f, FakeAws &aws) {
        const Counts end = countsOf(f.path());
        QCOMPARE(end.intents, 0);
        QCOMPARE(end.accepted + end.doubts, kRecipients);
        m_doubts += end.doubts;
        std::set<std::string> people, attempts;
        int acknowledged = 0;
        for (const ReceivedSend &send : aws.sends()) {
            QVERIFY2(people.insert(send.to).second, "somebody got it twice");
            QVERIFY2(attempts.insert(send.tags.at("as_attempt")).second, "an attempt left twice");
            acknowledged += f.scalar("SELECT count(*) FROM message WHERE state = 'accepted' AND "
                                     "message_id = '" +
                                     send.messageId + "'") == 1;
        }
        QCOMPARE(acknowledged, static_cast<int>(end.accepted));
        QCOMPARE(f.breaches(), std::string());
        settle(f, aws, static_cast<int>(people.size()));
    }

    // The events resolve every doubt whose request had arrived; the wait ends for the others.
    void settle(LedgerFixture &f, FakeAws &aws, int arrived) {
        SystemClock clock;
        SystemRng rng;
        const auto net = net::curlNet(clock, rng);
        const auto client = net->makeClient();
        EventIntake intake(f.connection, clock, kWorkspaceUuid, nullptr);
        model::SqsConnection queue;
        queue.queueUrl = aws.queueUrl(std::string("audience-") + kWorkspaceUuid);
        queue.endpoint = aws.url();
        queue.region = "eu-west-1";
        SqsPoller poller(intake, *client, clock, queue, testCredentials);
        const auto poll = poller.pollUntilIdle(std::chrono::seconds(0));
        NEED(poll);
        QCOMPARE(f.scalar("SELECT count(*) FROM message WHERE state = 'accepted'"), arrived);
        f.clock.set(clock.now());
        f.clock.advance(std::chrono::hours(25));
        NEED(f.ledger.expireDoubts());
        QCOMPARE(f.scalar("SELECT count(*) FROM message WHERE state = 'unknown'"),
                 kRecipients - arrived);
        QCOMPARE(f.scalar("SELECT count(*) FROM message WHERE state = 'in_doubt'"), 0);
        QCOMPARE(f.scalar("SELECT count(*) FROM incident WHERE kind LIKE 'duplicate%'"), 0);
        QCOMPARE(f.breaches(), std::string());
    }

    std::int64_t m_doubts = 0;
};

AUDIENCE_TEST(KillTest)
#include "kill_test.moc"
