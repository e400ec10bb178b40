// Syncs from a real PostgreSQL into a workspace: all modes, what a killed server, a dropped table and another type do to them.
#include "support/live_postgres.h"
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc stumbles over the concepts of the standard library
#include "store/dataset_reader.h"
#include "support/temp_workspace.h"
#include "sync/shape_drift.h"
#include "sync/sync_runner.h"
#include "warehouse/connectors.h"
#include "workspace/consent_repository.h"

#include <atomic>
#endif

using namespace audience;
using namespace audience::sync;
using model::SyncMode;
using test::LivePostgres;
using test::TempWorkspace;

namespace {

// A plan for all columns of a table.
SyncRequest requestFor(warehouse::Connector &connector, const char *table, SyncMode mode) {
    SyncRequest request;
    request.id = 1;
    request.plan.name = request.plan.dataset = request.plan.table = table;
    request.plan.connection = "shop";
    request.plan.schema = "public";
    request.plan.mode = mode;
    const auto shape = connector.shape({"public", table}, warehouse::Sampling::Yes, {});
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

class SyncTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        const QString why = m_server.start();
        if (!why.isEmpty())
            QSKIP(qPrintable(why));
        m_runs = true;
        const QString failure = m_server.run(
            "CREATE TABLE people (id int8 PRIMARY KEY, email text, city text, spent numeric(12,2), ok text, changed timestamptz NOT NULL);"
            "INSERT INTO people SELECT i, 'p' || i || '@example.org', 'city ' || i % 7, i * 1.25, CASE i % 3 WHEN 0 THEN 'yes' WHEN 1 THEN 'no' END, "
            "timestamptz '2026-01-01 00:00+00' + i * interval '1 minute' FROM generate_series(1, 5000) i;"
            "CREATE TABLE orders (no int8 PRIMARY KEY, person int8, at timestamptz, amount numeric(10,2), what text);"
            "INSERT INTO orders SELECT i, i % 5000 + 1, timestamptz '2026-02-01 00:00+00' + i * interval '1 second', (i % 100) + 0.99, 'tea' FROM generate_series(1, 20000) i;"
            "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader;");
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
    }
    void init() {
        if (!m_runs)
            QSKIP("PostgreSQL does not run");
        if (!m_server.isRunning())
            QVERIFY(m_server.startAgain().isEmpty());
    }

    void timesOutOfTheCalendar() {
        QVERIFY(m_server.run("CREATE TABLE ends (id int8 PRIMARY KEY, at timestamptz); INSERT INTO ends VALUES (1, '2026-01-01'), (2, 'infinity'), (3, '9999-12-31'), (4, '-infinity'), (5, NULL);"
                             "CREATE TABLE empty_ends (id int8 PRIMARY KEY, at uuid); INSERT INTO empty_ends VALUES (1, NULL), (2, gen_random_uuid());"
                             "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader").isEmpty());
        const auto connector = connect();
        TempWorkspace file;
        SyncRequest request = requestFor(*connector, "ends", SyncMode::Incremental);
        request.plan.key = "id";
        request.plan.cursor = "at";
        const auto first = runSync(*file, request, *connector);
        QVERIFY2(first, first ? "" : (first.error().id + " " + first.error().detail).c_str());
        QCOMPARE(first->run.kept, std::int64_t{1});
        QCOMPARE(first->findings.back().id, std::string("sync.cursor_left_out"));
        QCOMPARE(first->findings.back().args.at(2).second, std::string("4"));
        QVERIFY(m_server.run("UPDATE ends SET at = '2020-01-01' WHERE id = 1").isEmpty());
        const auto back = runSync(*file, request, *connector);
        QVERIFY2(back, back ? "" : (back.error().id + " " + back.error().detail).c_str());
        QCOMPARE(back->findings.back().id, std::string("sync.cursor_set_back"));
        request = requestFor(*connector, "empty_ends", SyncMode::Incremental);
        request.id = 2;
        request.plan.key = "id";
        request.plan.cursor = "at";
        const auto some = runSync(*file, request, *connector);
        QVERIFY2(some, some ? "" : (some.error().id + " " + some.error().detail).c_str());
        QCOMPARE(some->findings.back().id, std::string("sync.cursor_empty"));
        const auto same = runSync(*file, request, *connector);
        QVERIFY2(same, same ? "" : (same.error().id + " " + same.error().detail).c_str());
        QCOMPARE(same->findings.back().id, std::string("sync.cursor_empty"));
    }

    void peopleWithAddressesAndConsent() {
        TempWorkspace file;
        const auto connector = connect();
        SyncRequest request = requestFor(*connector, "people", SyncMode::Incremental);
        request.plan.role = "profiles";
        request.plan.key = "id";
        request.plan.email = "email";
        request.plan.consent = "ok";
        request.plan.cursor = "changed";
        request.partRows = 1000;
        const auto report = runSync(*file, request, *connector);
        QVERIFY2(report, report ? "" : (report.error().id + " " + report.error().detail).c_str());
        QCOMPARE(report->run.kept, std::int64_t{5000});
        QCOMPARE(scalar(*file, "SELECT count(*) FROM people"), std::int64_t{5000});
        QCOMPARE(scalar(*file, "SELECT sum(CAST(spent * 100 AS INTEGER)) FROM people"), std::int64_t{125} * 5000 * 5001 / 2);
        QCOMPARE(scalar(*file, "SELECT count(*) FROM audit_entry WHERE entry LIKE '%\"dataset.synced\"%'"), report->run.parts);
        QVERIFY(*workspace::ConsentRepository(*file).hasAny());
        QVERIFY(m_server.run("UPDATE people SET city = 'Paris', changed = '2026-03-01' WHERE id <= 10; DELETE FROM people WHERE id > 4990;"
                             "INSERT INTO people VALUES (6000, 'new@example.org', 'Rome', 1, 'yes', '2026-03-02')")
                    .isEmpty());
        request.plan.mode = SyncMode::Mirror;
        const auto second = runSync(*file, request, *connector);
        QVERIFY2(second, second ? "" : second.error().id.c_str());
        QCOMPARE(second->run.rows, std::int64_t{11});
        QCOMPARE(second->run.removed, std::int64_t{10});
        QCOMPARE(scalar(*file, "SELECT count(*) FROM people"), std::int64_t{4991});
        QCOMPARE(scalar(*file, "SELECT count(*) FROM people WHERE city = 'Paris'"), std::int64_t{10});
        // A transaction that ended late: a change with a moment before the last one that was read.
        QVERIFY(m_server.run("UPDATE people SET city = 'late', changed = '2026-03-01 23:59:30+00' WHERE id = 77").isEmpty());
        request.plan.mode = SyncMode::Incremental;
        QVERIFY(runSync(*file, request, *connector));
        QCOMPARE(scalar(*file, "SELECT count(*) FROM people WHERE city = 'late'"), std::int64_t{0});
        request.plan.lookBackSeconds = 86'400;
        QVERIFY(runSync(*file, request, *connector));
        QCOMPARE(scalar(*file, "SELECT count(*) FROM people WHERE city = 'late'"), std::int64_t{1});
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
        QVERIFY(runSync(*file, request, *connector));
        QCOMPARE(scalar(*file, "SELECT count(*) FROM orders"), std::int64_t{20'000});
        QVERIFY(m_server.run("INSERT INTO orders SELECT i, 1, now(), 5, 'cup' FROM generate_series(30001, 30010) i; INSERT INTO orders VALUES (30011, 1, NULL, 1, 'x'), "
                             "(30012, 1, 'infinity', 1, 'y')")
                    .isEmpty());
        const auto second = runSync(*file, request, *connector);
        QVERIFY(second);
        QCOMPARE(second->run.kept, std::int64_t{10});
        QCOMPARE(second->run.rejected, std::int64_t{2});
        QCOMPARE(scalar(*file, "SELECT count(*) FROM orders"), std::int64_t{20'010});
        QCOMPARE(scalar(*file, "SELECT count(DISTINCT no) FROM orders"), std::int64_t{20'010});
        const auto third = runSync(*file, request, *connector);
        QVERIFY(third && third->run.rows == 0);
        const auto rejects = SyncRunRepository(**file->reader()).rejects(second->run.id);
        QVERIFY(rejects && rejects->size() == 2);
        QCOMPARE(rejects->at(0).reason, std::string("ingest.reject.no_time"));
        QCOMPARE(rejects->at(1).reason, std::string("sync.reject.infinite"));
    }

    void aKilledServerIsSurvived() {
        TempWorkspace file;
        const auto connector = connect();
        QVERIFY(m_server.run("CREATE TABLE big AS SELECT i AS id, md5(i::text) AS t FROM generate_series(1, 400000) i; ALTER TABLE big ADD PRIMARY KEY (id)").isEmpty());
        SyncRequest request = requestFor(*connector, "big", SyncMode::Full);
        request.plan.key = "id";
        std::atomic<bool> killed = false;
        Progress progress([&](ProgressState state) {
            if (state.done > 0 && !killed.exchange(true)) {
                m_server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader'");
            }
        });
        const auto report = runSync(*file, request, *connector, &progress);
        QVERIFY2(report, report ? "" : report.error().id.c_str());
        QCOMPARE(scalar(*file, "SELECT count(DISTINCT id) FROM big"), std::int64_t{400'000});
        QCOMPARE(report->run.rows, std::int64_t{400'000});
        // The whole server, for good: the old rows stay.
        killed = false;
        Progress again([&](ProgressState state) {
            if (state.done == 0 || killed.exchange(true))
                return;
            m_server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader'");
            m_server.kill();
        });
        const auto failed = runSync(*file, request, *connector, &again);
        QVERIFY(!failed);
        QVERIFY2(failed.error().kind == ErrorKind::Network, failed.error().id.c_str());
        QCOMPARE(scalar(*file, "SELECT count(*) FROM big"), std::int64_t{400'000});
        QCOMPARE(scalar(*file, "SELECT count(*) FROM chunk WHERE staged = 1"), std::int64_t{0});
    }

    void aChangedTableBlocksOnlyWhenItMust() {
        TempWorkspace file;
        const auto connector = connect();
        QVERIFY(m_server.run("CREATE TABLE stock (sku text PRIMARY KEY, left_over int, price numeric(8,2)); INSERT INTO stock VALUES ('a', 1, 2.50), ('b', 2, 3)").isEmpty());
        SyncRequest request = requestFor(*connector, "stock", SyncMode::Full);
        request.plan.key = "sku";
        QVERIFY(runSync(*file, request, *connector));
        QVERIFY(m_server.run("ALTER TABLE stock ALTER left_over TYPE int8, ADD colour text").isEmpty());
        const auto wider = runSync(*file, request, *connector);
        QVERIFY2(wider, wider ? "" : wider.error().id.c_str());
        QCOMPARE(wider->findings.size(), std::size_t{2}); // told, and no reason to stop
        QVERIFY(m_server.run("ALTER TABLE stock ALTER left_over TYPE text").isEmpty());
        QCOMPARE(runSync(*file, request, *connector).error().id, std::string("sync.drift"));
        QCOMPARE(scalar(*file, "SELECT count(*) FROM stock"), std::int64_t{2});
        const auto shape = connector->shape({"public", "stock"}, warehouse::Sampling::Yes, {});
        const auto decided = acceptDrift(request.plan, *shape, *connector);
        QVERIFY(decided && decided->needsReload);
        request.plan = decided->plan;
        QVERIFY(runSync(*file, request, *connector));
        QCOMPARE(scalar(*file, "SELECT count(*) FROM stock WHERE typeof(left_over) = 'text' AND colour IS NULL"), std::int64_t{2});
        // What has more digits than the plan takes is not rounded.
        QVERIFY(m_server.run("ALTER TABLE stock ALTER price TYPE numeric(8,3); UPDATE stock SET price = 2.505 WHERE sku = 'a'").isEmpty());
        const auto finer = runSync(*file, request, *connector);
        QVERIFY(finer);
        QCOMPARE(finer->run.rejected, std::int64_t{1});
        QVERIFY(m_server.run("REVOKE SELECT ON stock FROM reader").isEmpty());
        QCOMPARE(runSync(*file, request, *connector).error().id, std::string("source.table_not_readable"));
        QVERIFY(m_server.run("DROP TABLE stock").isEmpty());
        QCOMPARE(runSync(*file, request, *connector).error().id, std::string("source.no_table"));
        QVERIFY(scalar(*file, "SELECT count(*) FROM stock") > 0);
    }

private:
    std::unique_ptr<warehouse::Connector> connect() { return *warehouse::makeConnector(m_server.connection(), m_server.password()); }
    LivePostgres m_server;
    bool m_runs = false;
};

AUDIENCE_TEST(SyncTest)
#include "sync_test.moc"
