// Syncs from a real MariaDB into a workspace: all four modes, what a killed connection and a killed server do to them.
#include "support/live_mariadb.h"
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc stumbles over the concepts of the standard library
#include "support/temp_workspace.h"
#include "sync/shape_drift.h"
#include "sync/sync_runner.h"
#include "warehouse/connectors.h"

#include <atomic>
#endif

using namespace audience;
using namespace audience::sync;
using model::SyncMode;
using test::LiveMariaDb;
using test::TempWorkspace;

namespace {

SyncRequest requestFor(warehouse::Connector &connector, const char *table, SyncMode mode) {
    SyncRequest request;
    request.id = 1;
    request.plan.name = request.plan.dataset = request.plan.table = table;
    request.plan.connection = "shop";
    request.plan.schema = "shop";
    request.plan.mode = mode;
    const auto shape = connector.shape({"shop", table}, warehouse::Sampling::Yes, {});
    if (shape)
        for (const warehouse::ColumnInfo &column : shape->columns)
            request.plan.columns.push_back(columnFor(column));
    return request;
}

std::int64_t scalar(workspace::Workspace &file, const char *sql) {
    const auto reader = file.reader();
    return reader ? (*reader)->scalar(sql).value_or(-1) : -1;
}

} // namespace

class MysqlSyncTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        model::SourceConnection about = m_server.connection();
        about.port = 3306;
        if (!warehouse::makeConnector(about, {}))
            QSKIP("built without libmariadb");
        const QString why = m_server.start();
        if (!why.isEmpty())
            QSKIP(qPrintable(why));
        m_runs = true;
        const QString failure = m_server.run(
            "SET time_zone = '+00:00'; CREATE TABLE people (id bigint PRIMARY KEY, email varchar(100), city varchar(40), spent decimal(12,2), ok tinyint(1), changed timestamp(6) NOT NULL);"
            "INSERT INTO people SELECT seq, CONCAT('p', seq, '@example.org'), CONCAT('city ', seq % 7), seq * 1.25, IF(seq % 3 = 2, NULL, seq % 3), "
            "TIMESTAMP'2026-01-01 00:00:00' + INTERVAL seq MINUTE FROM seq_1_to_5000;"
            "CREATE TABLE orders (no bigint PRIMARY KEY, person bigint, at datetime, amount decimal(10,2), what varchar(10));"
            "INSERT INTO orders SELECT seq, seq % 5000 + 1, TIMESTAMP'2026-02-01 00:00:00' + INTERVAL seq SECOND, seq % 100 + 0.99, 'tea' FROM seq_1_to_20000;"
            "CREATE TABLE big (id varchar(20) COLLATE utf8mb4_general_ci PRIMARY KEY, t varchar(300)) CHARSET utf8mb4;"
            "INSERT INTO big SELECT CONCAT(IF(seq % 2, 'a', 'B'), seq), REPEAT(MD5(seq), 8) FROM seq_1_to_400000;");
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
    }
    // Refused rows come in by their keys; what has no place in the order of the cursor is told, and one that was set back.
    void refusedRowsAndTimesOutOfTheCalendar() {
        const QString failure = m_server.run("CREATE TABLE notes (id varchar(20) COLLATE utf8mb4_general_ci PRIMARY KEY, n decimal(40,0), at datetime NOT NULL);"
                                             "SET sql_mode = ''; INSERT INTO notes VALUES ('it''s', 1e30, '2026-01-01'), ('b', 1, '2026-01-02'), ('c', 1e30, '2026-01-03'),"
                                             "('d', 1, '9999-12-31'), ('e', 1, '0000-00-00 00:00:00')");
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
        TempWorkspace file;
        const auto connector = connect();
        SyncRequest request = requestFor(*connector, "notes", SyncMode::Incremental);
        request.plan.key = "id";
        request.plan.cursor = "at";
        QCOMPARE(request.plan.columns[1].type, std::string("text")); // as its values need it
        request.plan.columns[1].type = "decimal";
        const auto first = runSync(*file, request, *connector);
        QVERIFY2(first, first ? "" : (first.error().id + " " + first.error().detail).c_str());
        QCOMPARE(first->run.rejected, std::int64_t{2});
        QCOMPARE(first->run.kept, std::int64_t{1});
        QCOMPARE(first->findings.back().id, std::string("sync.cursor_left_out"));
        QCOMPARE(first->findings.back().args.at(2).second, std::string("2"));
        QVERIFY(m_server.run("UPDATE notes SET n = 2 WHERE id = 'it''s'; DELETE FROM notes WHERE id = 'c'").isEmpty());
        SyncRequest retry = request;
        const auto open = SyncRunRepository(**file->reader()).openRejects(1);
        QVERIFY(open);
        for (const KeptReject &one : *open)
            retry.keys.push_back(one.row.key);
        QCOMPARE(retry.keys, (std::vector<std::string>{"it's", "c"}));
        const auto again = runSync(*file, retry, *connector);
        QVERIFY2(again, again ? "" : (again.error().id + " " + again.error().detail).c_str());
        QCOMPARE(again->run.kept, std::int64_t{1});
        QCOMPARE(again->gone, std::int64_t{1});
        QCOMPARE(scalar(*file, "SELECT count(*) FROM notes"), std::int64_t{2});
        QVERIFY(m_server.run("UPDATE notes SET at = '2020-01-01' WHERE at < '9999-01-01'").isEmpty());
        const auto back = runSync(*file, request, *connector);
        QVERIFY2(back, back ? "" : (back.error().id + " " + back.error().detail).c_str());
        QCOMPARE(back->findings.back().id, std::string("sync.cursor_set_back"));
    }

    void init() {
        if (!m_runs)
            QSKIP("MariaDB does not run");
        if (!m_server.isRunning())
            QVERIFY(m_server.startAgain().isEmpty());
    }

    void peopleComeChangeAndGo() {
        TempWorkspace file;
        const auto connector = connect();
        SyncRequest request = requestFor(*connector, "people", SyncMode::Incremental);
        request.plan.role = "profiles";
        request.plan.key = "id";
        request.plan.email = "email";
        request.plan.cursor = "changed";
        request.partRows = 1000;
        const auto report = runSync(*file, request, *connector);
        QVERIFY2(report, report ? "" : (report.error().id + " " + report.error().detail).c_str());
        QCOMPARE(report->run.kept, std::int64_t{5000});
        QCOMPARE(scalar(*file, "SELECT sum(CAST(spent * 100 AS INTEGER)) FROM people"), std::int64_t{125} * 5000 * 5001 / 2);
        QCOMPARE(scalar(*file, "SELECT count(*) FROM people WHERE ok IS NULL"), std::int64_t{1667});
        QVERIFY(m_server.run("SET time_zone = '+00:00'; UPDATE people SET city = 'Paris', changed = '2026-05-01' WHERE id <= 10; DELETE FROM people WHERE id > 4990;"
                             "INSERT INTO people VALUES (6000, 'new@example.org', 'Rome', 1, 1, '2026-05-02')")
                    .isEmpty());
        const auto onlyChanged = runSync(*file, request, *connector);
        QVERIFY2(onlyChanged, onlyChanged ? "" : onlyChanged.error().id.c_str());
        QVERIFY2(onlyChanged->run.rows >= 11 && onlyChanged->run.rows <= 12, qPrintable(QString::number(onlyChanged->run.rows)));
        QCOMPARE(scalar(*file, "SELECT count(*) FROM people"), std::int64_t{5001});
        request.plan.mode = SyncMode::Mirror;
        const auto mirrored = runSync(*file, request, *connector);
        QVERIFY2(mirrored, mirrored ? "" : mirrored.error().id.c_str());
        QCOMPARE(mirrored->run.removed, std::int64_t{10});
        QCOMPARE(scalar(*file, "SELECT count(*) FROM people"), std::int64_t{4991});
        QCOMPARE(scalar(*file, "SELECT count(*) FROM people WHERE city = 'Paris'"), std::int64_t{10});
    }

    void ordersComeOnceEach() {
        TempWorkspace file;
        const auto connector = connect();
        SyncRequest request = requestFor(*connector, "orders", SyncMode::Append);
        request.plan.role = "events";
        request.plan.profile = "person";
        request.plan.time = "at";
        request.plan.eventName = "order";
        request.plan.cursor = "no";
        request.partRows = 6000;
        const auto first = runSync(*file, request, *connector);
        QVERIFY2(first, first ? "" : first.error().id.c_str());
        QCOMPARE(scalar(*file, "SELECT count(*) FROM orders"), std::int64_t{20'000});
        QVERIFY(m_server.run("INSERT INTO orders SELECT seq, 1, NOW(), 5, 'cup' FROM seq_30001_to_30010; INSERT INTO orders VALUES (30011, 1, NULL, 1, 'x'); "
                             "SET sql_mode = ''; INSERT INTO orders VALUES (30012, 1, '0000-00-00', 1, 'y')")
                    .isEmpty());
        const auto second = runSync(*file, request, *connector);
        QVERIFY(second);
        QCOMPARE(second->run.kept, std::int64_t{10});
        QCOMPARE(second->run.rejected, std::int64_t{2});
        QCOMPARE(scalar(*file, "SELECT count(DISTINCT no) FROM orders"), std::int64_t{20'010});
        const auto third = runSync(*file, request, *connector);
        QVERIFY(third && third->run.rows == 0);
    }

    // A date of zeros stands for none, which is counted; a truth value is one only where its values are.
    void zeroDatesAndSmallNumbers() {
        QCOMPARE(m_server.run("SET sql_mode = ''; CREATE TABLE posts (id int PRIMARY KEY, posted datetime NOT NULL, born date, state tinyint(1), ok tinyint(1));"
                              "INSERT INTO posts VALUES (1, '0000-00-00 00:00:00', '0000-00-00', 2, 1), (2, '2026-01-02 03:04:05', '1990-05-06', -1, 0), (3, '2026-01-03', '0000-00-00', 5, 1), (4, '2026-01-04', '2020-02-00', 0, 0)"),
                 QString());
        TempWorkspace file;
        const auto connector = connect();
        SyncRequest request = requestFor(*connector, "posts", SyncMode::Full);
        request.plan.key = "id";
        const auto report = runSync(*file, request, *connector);
        QVERIFY2(report, report ? "" : (report.error().id + " " + report.error().detail).c_str());
        QCOMPARE(report->run.kept, std::int64_t{3});
        QCOMPARE(report->run.rejected, std::int64_t{1}); // no day of the calendar, and not none
        QCOMPARE(report->findings.back().id, std::string("sync.no_times"));
        QCOMPARE(report->findings.back().args.front().second, std::string("3"));
        QCOMPARE(scalar(*file, "SELECT sum(state) FROM posts WHERE posted IS NULL OR born IS NULL"), std::int64_t{7});
        QCOMPARE(scalar(*file, "SELECT count(*) FROM posts WHERE ok"), std::int64_t{2});
    }

    // Its keys are texts of which the server takes some for the same.
    void aKilledServerIsSurvived() {
        TempWorkspace file;
        const auto connector = connect();
        SyncRequest request = requestFor(*connector, "big", SyncMode::Full);
        request.plan.key = "id";
        std::atomic<bool> killed = false;
        const auto hangUp = [&] { m_server.run("KILL USER reader"); };
        Progress progress([&](ProgressState state) {
            if (state.done > 0 && !killed.exchange(true))
                hangUp();
        });
        const auto report = runSync(*file, request, *connector, &progress);
        QVERIFY2(report, report ? "" : (report.error().id + report.error().detail).c_str());
        QCOMPARE(scalar(*file, "SELECT count(DISTINCT id) FROM big"), std::int64_t{400'000});
        QCOMPARE(report->run.rows, std::int64_t{400'000});
        // The whole server, for good: the old rows stay.
        killed = false;
        Progress again([&](ProgressState state) {
            if (state.done == 0 || killed.exchange(true))
                return;
            hangUp();
            m_server.kill();
        });
        const auto failed = runSync(*file, request, *connector, &again);
        QVERIFY(!failed);
        QVERIFY2(failed.error().kind == ErrorKind::Network, failed.error().id.c_str());
        QCOMPARE(scalar(*file, "SELECT count(*) FROM big"), std::int64_t{400'000});
        QCOMPARE(scalar(*file, "SELECT count(*) FROM chunk WHERE staged = 1"), std::int64_t{0});
    }

private:
    std::unique_ptr<warehouse::Connector> connect() { return *warehouse::makeConnector(m_server.connection(), m_server.password()); }
    LiveMariaDb m_server;
    bool m_runs = false;
};

AUDIENCE_TEST(MysqlSyncTest)
#include "mysql_sync_test.moc"
