// Syncs that run by themselves: when they are due, what is missed, what failed, that only one runs at a time, and that a campaign
// beside one is not held up.
#include "support/live_postgres.h"
#include "support/sending_shop.h"
#include "support/temp_workspace.h"
#include "support/test_main.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <thread>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "delivery/runner_lock.h"
#include "service/sending_loop.h"
#include "service/source_service.h"
#include "service/sync_scheduling.h"
#include "sync/sync_schedule.h"
#endif

using namespace audience;
using namespace audience::service;
using namespace audience::test;
using model::SyncSchedule;
using sync::RunState;

namespace {

constexpr std::int64_t kMinute = 60 * kMicrosPerSecond;

Instant at(const char *iso) { return *instantFromIso(iso); }

sync::SyncRun run(Instant started, RunState state, const char *fault = "") {
    sync::SyncRun run;
    run.startedAt = started;
    run.finishedAt = Instant{started.micros + kMicrosPerSecond};
    run.state = state;
    if (*fault != '\0')
        run.fault = Error(std::string_view(fault).starts_with("source.unreachable") || std::string_view(fault).starts_with("net.") ? ErrorKind::Network : ErrorKind::Invalid, fault);
    return run;
}

SyncSchedule scheduled(const char *every, const char *daily = "", const char *cron = "", const char *zone = "UTC") {
    auto made = sync::scheduleFromText(every, daily, cron, zone);
    if (!made)
        qFatal("%s", made.error().id.c_str());
    made->since = at("2026-03-28T12:00:00Z");
    return *made;
}

QString text(const std::optional<Instant> &instant) { return instant ? QString::fromStdString(toIso(*instant)) : QStringLiteral("never"); }

} // namespace

class SyncScheduleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        const QString why = m_server.start();
        m_runs = why.isEmpty();
        if (!m_runs)
            return; // the first tests need none
        qputenv(kDatabasePasswordVariable, LivePostgres::kPassword);
        QVERIFY(m_server.run("CREATE TABLE few (id int8 PRIMARY KEY, what text); INSERT INTO few SELECT i, 'x' FROM generate_series(1, 100) i;"
                             "CREATE TABLE many AS SELECT i AS id, 'word ' || i % 1000 AS what, i * 1.5 AS amount FROM generate_series(1, 500000) i; ALTER TABLE many ADD PRIMARY KEY (id);"
                             "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
                    .isEmpty());
        QVERIFY(m_server.run("CHECKPOINT").isEmpty()); // it does not wait for the disk, and is killed later
    }

    void textsBecomeSchedules() {
        QCOMPARE(scheduled("15m").minutes, 15);
        QCOMPARE(scheduled("2h").minutes, 120);
        QCOMPARE(scheduled("1d").minutes, 1440);
        for (const char *bad : {"0m", "15", "m", "-3m", "9999999d", "1w"})
            QCOMPARE(sync::scheduleFromText(bad, "", "", "UTC").error().id, std::string("sync.bad_schedule"));
        for (const char *bad : {"24:00", "6:0", "06:60", "0600", "06:00:00"})
            QCOMPARE(sync::scheduleFromText("", bad, "", "UTC").error().id, std::string("sync.bad_schedule"));
        QCOMPARE(sync::scheduleFromText("", "", "61 * * * *", "UTC").error().id, std::string("campaign.bad_cron"));
        QCOMPARE(sync::scheduleFromText("", "06:00", "", "Mars/North").error().id, std::string("zone.unknown"));
        QCOMPARE(sync::scheduleFromText("1h", "06:00", "", "UTC").error().id, std::string("sync.bad_schedule"));
    }

    void timesOfDayAreOfTheirZone() {
        // Berlin turns its clocks on the 29th: 06:00 is 05:00Z before and 04:00Z after.
        const SyncSchedule daily = scheduled("", "06:00", "", "Europe/Berlin");
        QCOMPARE(text(sync::nextTime(daily, at("2026-03-28T04:59:00Z"))), QStringLiteral("2026-03-28T05:00:00Z"));
        QCOMPARE(text(sync::nextTime(daily, at("2026-03-28T05:00:00Z"))), QStringLiteral("2026-03-29T04:00:00Z"));
        QCOMPARE(text(sync::nextTime(scheduled("", "", "*/20 8-9 * * mon-fri"), at("2026-03-27T09:40:00Z"))), QStringLiteral("2026-03-30T08:00:00Z"));
        QCOMPARE(text(sync::nextTime(scheduled("", "", "0 0 29 2 *"), at("2026-03-01T00:00:00Z"))), QStringLiteral("2028-02-29T00:00:00Z"));
        QCOMPARE(text(sync::nextTime(scheduled("", "", "0 0 31 2 *"), at("2026-03-01T00:00:00Z"))), QStringLiteral("never"));
        QCOMPARE(text(sync::nextTime(SyncSchedule(), at("2026-03-01T00:00:00Z"))), QStringLiteral("never"));
    }

    void missedRunsAreMadeUpForOnce() {
        const SyncSchedule every = scheduled("15m"), daily = scheduled("", "06:00");
        QCOMPARE(text(sync::dueAt(every, {})), QStringLiteral("2026-03-28T12:00:00Z"));
        QCOMPARE(text(sync::dueAt(daily, {})), QStringLiteral("2026-03-29T06:00:00Z"));
        // Long asleep: due since a quarter after the last one; after it ran once, a quarter later.
        QCOMPARE(text(sync::dueAt(every, {run(at("2026-03-28T13:00:00Z"), RunState::Done)})), QStringLiteral("2026-03-28T13:15:00Z"));
        QCOMPARE(text(sync::dueAt(every, {run(at("2026-03-30T08:00:00Z"), RunState::Done), run(at("2026-03-28T13:00:00Z"), RunState::Done)})), QStringLiteral("2026-03-30T08:15:00Z"));
        QCOMPARE(text(sync::dueAt(daily, {run(at("2026-04-02T09:30:00Z"), RunState::Done)})), QStringLiteral("2026-04-03T06:00:00Z"));
        // What a person stopped is not begun again before its time.
        QCOMPARE(text(sync::dueAt(daily, {run(at("2026-04-02T06:00:00Z"), RunState::Cancelled)})), QStringLiteral("2026-04-03T06:00:00Z"));
        QCOMPARE(text(sync::dueAt(SyncSchedule(), {})), QStringLiteral("never"));
    }

    void failuresWaitLongerEachTime() {
        const SyncSchedule every = scheduled("15m"), daily = scheduled("", "06:00");
        const Instant start = at("2026-04-02T06:00:00Z");
        std::vector<sync::SyncRun> runs;
        std::int64_t before = 0;
        for (int failure = 1; failure <= 12; ++failure) {
            runs.insert(runs.begin(), run(start, RunState::Failed, "source.unreachable"));
            const std::int64_t pause = (sync::dueAt(daily, runs)->micros - start.micros - kMicrosPerSecond) / kMinute;
            QVERIFY(pause == std::min<std::int64_t>(240, std::int64_t{1} << (failure - 1)) && pause >= before);
            before = pause;
        }
        // A changed table waits for a person: not sooner than its time, and less often in the end.
        QCOMPARE(text(sync::dueAt(daily, {run(start, RunState::Failed, "sync.drift")})), QStringLiteral("2026-04-03T06:00:00Z"));
        std::vector<sync::SyncRun> drifted(8, run(start, RunState::Failed, "sync.drift"));
        QVERIFY(*sync::dueAt(every, drifted) > Instant{start.micros + 100 * kMinute});
        QCOMPARE(text(sync::dueAt(daily, {run(start, RunState::Interrupted)})), QStringLiteral("2026-04-02T06:01:01Z"));
    }

    void whatIsDueRunsOnceAndAlone() {
        if (!m_runs)
            QSKIP("PostgreSQL does not run");
        TempPlace place;
        const auto session = open(place);
        QVERIFY(session);
        SyncService syncs(*session);
        SyncScheduler scheduler(*session);
        QVERIFY(!*scheduler.turn());
        QVERIFY(syncs.schedule("few", scheduled("15m")));
        {
            // As another program that runs one just now.
            delivery::RunnerLock other(delivery::runnerLockPath(place.path()) + "-sync");
            QVERIFY(*other.tryLock());
            QVERIFY(!*scheduler.turn());
            QCOMPARE(syncs.run("few", {}).error().id, std::string("sync.busy"));
            QVERIFY(syncs.runs("few")->empty());
        }
        const auto first = scheduler.turn();
        QVERIFY(first && *first && (*first)->report && (*first)->report->run.rows == 100);
        QVERIFY(!*scheduler.turn());
        place.clock().advance(std::chrono::hours(50)); // asleep
        QVERIFY(*scheduler.turn());
        QVERIFY(!*scheduler.turn());
        QCOMPARE(syncs.runs("few")->size(), std::size_t{2});
        // The server is away: after a minute, two, four.
        m_server.kill();
        for (const int minutes : {15, 1, 2, 4}) {
            place.clock().advance(std::chrono::minutes(minutes) - std::chrono::seconds(5));
            QVERIFY2(!*scheduler.turn(), std::to_string(minutes).c_str());
            place.clock().advance(std::chrono::seconds(10));
            const auto failed = scheduler.turn();
            QVERIFY(failed && *failed && (*failed)->problem);
            QVERIFY(!*scheduler.turn());
        }
        QVERIFY(m_server.startAgain().isEmpty());
        place.clock().advance(std::chrono::minutes(9));
        const auto well = scheduler.turn();
        QVERIFY2(well, well ? "" : well.error().id.c_str());
        QVERIFY2(*well, "nothing was due");
        QVERIFY2((*well)->report, (*well)->problem ? ((*well)->problem->id + (*well)->problem->detail).c_str() : "");
        // The plan made anew keeps its schedule, and none runs by itself once it is taken away.
        QVERIFY(syncs.schedule("few", {}));
        QVERIFY(!syncs.find("few")->next);
        place.clock().advance(std::chrono::hours(50));
        QVERIFY(!*scheduler.turn());
    }

    void aCampaignBesideASyncIsNotHeldUp() {
        if (!m_runs)
            QSKIP("PostgreSQL does not run");
        struct Sent {
            qint64 all = 0, longestTurn = 0;
        };
        const auto send = [&](bool withSync, Sent &sent, double &syncSeconds) {
            Shop shop;
            const auto session = shop.make();
            QVERIFY2(session, session ? "" : (session.error().id + session.error().detail).c_str());
            qputenv(kDatabasePasswordVariable, LivePostgres::kPassword);
            QVERIFY(SourceService(**session).save(m_server.connection()));
            model::SyncPlan plan;
            plan.name = plan.dataset = plan.table = "many";
            plan.connection = "shop";
            plan.schema = "public";
            const auto planned = SyncService(**session).plan({plan, {}});
            QVERIFY2(planned, planned ? "" : (planned.error().id + planned.error().detail).c_str());
            std::atomic<bool> isOver = !withSync;
            std::thread beside([&] {
                if (!withSync)
                    return;
                const auto report = SyncService(**session).run("many", {});
                syncSeconds = report && report->run.kept == 500'000 ? report->seconds : -1;
                isOver = true;
            });
            QElapsedTimer all, turn;
            all.start();
            bool isSent = false;
            {
                SendingLoop loop(**session);
                while (!isSent && all.elapsed() < 120'000) {
                    turn.start();
                    const auto now = loop.turn();
                    sent.longestTurn = std::max(sent.longestTurn, turn.elapsed());
                    isSent = now && now->active == 0;
                    if (now && !isSent)
                        std::this_thread::sleep_for(std::min<std::chrono::microseconds>(now->wait, std::chrono::milliseconds(20)));
                }
            }
            sent.all = all.elapsed();
            beside.join();
            QVERIFY(isSent && isOver);
        };
        Sent alone, accompanied;
        double none = 0, seconds = 0;
        send(false, alone, none);
        send(true, accompanied, seconds);
        if (QTest::currentTestFailed())
            return;
        QVERIFY2(seconds > 0, "the sync did not take its 500,000 rows");
        qInfo("%d emails alone %lld ms (longest turn %lld ms), beside a sync of 500,000 rows in %.1f s %lld ms (longest turn %lld ms)", kPeople, alone.all, alone.longestTurn, seconds,
              accompanied.all, accompanied.longestTurn);
        QVERIFY(accompanied.longestTurn < std::max<qint64>(2'000, 4 * alone.longestTurn));
        QVERIFY(accompanied.all < 2 * alone.all + 4'000);
    }

private:
    std::shared_ptr<Session> open(const TempPlace &place) {
        Session::Options options;
        options.environment = place.options().environment;
        auto session = Session::create(place.path(), options);
        if (!session || !SourceService(**session).save(m_server.connection()))
            return nullptr;
        model::SyncPlan plan;
        plan.name = plan.dataset = plan.table = "few";
        plan.connection = "shop";
        plan.schema = "public";
        return SyncService(**session).plan({plan, {}}) ? *session : nullptr;
    }

    LivePostgres m_server;
    bool m_runs = false;
};

AUDIENCE_TEST(SyncScheduleTest)
#include "sync_schedule_test.moc"
