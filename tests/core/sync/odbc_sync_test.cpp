// Syncs through real ODBC drivers into a workspace: all four modes, from PostgreSQL by psqlodbc and from a file by SQLite's
// driver, and what a server that is killed does to them.
#include "core/warehouse/odbc_here.h"
#include "support/live_postgres.h"
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc stumbles over the concepts of the standard library
#include "support/temp_workspace.h"
#include "sync/shape_drift.h"
#include "sync/sync_runner.h"
#include "warehouse/connectors.h"

#include <atomic>
#include <sqlite3.h>
#endif

using namespace audience;
using namespace audience::sync;
using model::SyncMode;
using test::LivePostgres;
using test::TempWorkspace;

class OdbcSyncTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        const test::OdbcHere here = test::registerOdbcDrivers(m_folder.path());
        if (!warehouse::makeConnector(fileConnection(), {}) && !here.hasPostgres)
            QSKIP("built without ODBC, or no drivers are installed (Debian: odbc-postgresql, libsqliteodbc)");
        m_hasSqlite = here.hasSqlite;
        const QString why = here.hasPostgres ? m_server.start() : QStringLiteral("psqlodbc is not installed");
        m_hasPostgres = why.isEmpty();
        if (!m_hasPostgres)
            qWarning() << why;
    }
    void init() {
        if (m_hasPostgres && !m_server.isRunning())
            QVERIFY(m_server.startAgain().isEmpty());
    }

    // Refused rows come in by their keys; what has no place in the order of the cursor is told, and one that was set back.
    void refusedRowsAndTimesOutOfTheCalendar_data() {
        QTest::addColumn<bool>("isFile");
        QTest::newRow("PostgreSQL") << false;
        QTest::newRow("SQLite") << true;
    }
    void refusedRowsAndTimesOutOfTheCalendar() {
        QFETCH(bool, isFile);
        if (isFile ? !m_hasSqlite : !m_hasPostgres)
            QSKIP("the driver or the server is not here");
        QVERIFY(run(isFile, QByteArray("CREATE TABLE notes (id varchar(20) PRIMARY KEY, n double precision, at ") + (isFile ? "integer" : "timestamp") + ")"));
        QVERIFY(run(isFile, isFile ? "INSERT INTO notes VALUES ('it''s', 'much', 1), ('b', 1, 2), ('c', 'much', 3), ('d', 1, NULL)"
                                   : "INSERT INTO notes VALUES ('it''s', 'NaN', '2026-01-01'), ('b', 1, '2026-01-02'), ('c', 'NaN', '2026-01-03'), ('d', 1, 'infinity')"));
        if (!isFile)
            QVERIFY(run(isFile, "GRANT SELECT ON notes TO reader"));
        const auto connector = connect(isFile);
        TempWorkspace file;
        SyncRequest request = requestFor(*connector, isFile, "notes", SyncMode::Incremental, "id", "at");
        const auto first = runSync(*file, request, *connector);
        QVERIFY2(first, first ? "" : (first.error().id + " " + first.error().detail).c_str());
        QCOMPARE(first->run.rejected, std::int64_t{2});
        QCOMPARE(first->findings.back().id, std::string(isFile ? "sync.cursor_empty" : "sync.cursor_left_out"));
        QCOMPARE(first->findings.back().args.at(2).second, std::string("1"));
        QVERIFY(run(isFile, "UPDATE notes SET n = 7 WHERE id = 'it''s'"));
        QVERIFY(run(isFile, "DELETE FROM notes WHERE id = 'c'"));
        SyncRequest retry = request;
        const auto open = SyncRunRepository(**file->reader()).openRejects(request.id);
        QVERIFY(open);
        for (const KeptReject &one : *open)
            retry.keys.push_back(one.row.key);
        QCOMPARE(retry.keys, (std::vector<std::string>{"it's", "c"}));
        const auto again = runSync(*file, retry, *connector);
        QVERIFY2(again, again ? "" : (again.error().id + " " + again.error().detail).c_str());
        QCOMPARE(again->run.kept, std::int64_t{1});
        QCOMPARE(again->gone, std::int64_t{1});
        QCOMPARE(scalar(*file, "SELECT count(*) FROM notes"), std::int64_t{2});
        QVERIFY(run(isFile, isFile ? "UPDATE notes SET at = 0" : "UPDATE notes SET at = '2020-01-01' WHERE at < '9999-01-01'"));
        const auto back = runSync(*file, request, *connector);
        QVERIFY2(back, back ? "" : (back.error().id + " " + back.error().detail).c_str());
        QCOMPARE(back->findings.back().id, std::string("sync.cursor_set_back"));
    }

    void allModes_data() {
        QTest::addColumn<bool>("isFile");
        QTest::newRow("PostgreSQL") << false;
        QTest::newRow("SQLite") << true;
    }
    void allModes() {
        QFETCH(bool, isFile);
        if (isFile ? !m_hasSqlite : !m_hasPostgres)
            QSKIP("the driver or the server is not here");
        const QByteArray numbers = isFile ? "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) " : "";
        const QByteArray from = isFile ? "n" : "generate_series(1, 5000) i";
        QVERIFY(run(isFile, "CREATE TABLE people (id integer PRIMARY KEY, email varchar(100), city varchar(40), changed integer NOT NULL)"));
        QVERIFY(run(isFile, numbers + "INSERT INTO people SELECT i, 'p' || i || '@example.org', 'city ' || i % 7, i FROM " + from));
        QVERIFY(run(isFile, "CREATE TABLE orders (no integer PRIMARY KEY, person integer, what varchar(10), amount numeric(10,2), at integer)"));
        QVERIFY(run(isFile, numbers + "INSERT INTO orders SELECT i, i % 100 + 1, 'tea', i % 100 + 0.25, i FROM " + from));
        if (!isFile)
            QVERIFY(run(isFile, "GRANT SELECT ON people, orders TO reader"));
        const auto connector = connect(isFile);
        TempWorkspace file;
        SyncRequest request = requestFor(*connector, isFile, "people", SyncMode::Incremental, "id", "changed");
        request.plan.role = "profiles";
        request.plan.email = "email";
        request.partRows = 1000;
        const auto first = runSync(*file, request, *connector);
        QVERIFY2(first, first ? "" : (first.error().id + " " + first.error().detail).c_str());
        QCOMPARE(first->run.kept, std::int64_t{5000});
        QVERIFY(first->run.estimatedRows > 0);
        QVERIFY(run(isFile, "UPDATE people SET city = 'Paris', changed = 6000 WHERE id <= 10"));
        QVERIFY(run(isFile, "DELETE FROM people WHERE id > 4990"));
        QVERIFY(run(isFile, "INSERT INTO people VALUES (6000, 'new@example.org', 'Rome', 6001)"));
        const auto changed = runSync(*file, request, *connector);
        QVERIFY2(changed, changed ? "" : changed.error().id.c_str());
        QVERIFY2(changed->run.rows >= 11 && changed->run.rows <= 12, qPrintable(QString::number(changed->run.rows)));
        QCOMPARE(scalar(*file, "SELECT count(*) FROM people"), std::int64_t{5001});
        request.plan.mode = SyncMode::Mirror;
        const auto mirrored = runSync(*file, request, *connector);
        QVERIFY2(mirrored, mirrored ? "" : mirrored.error().id.c_str());
        QCOMPARE(mirrored->run.removed, std::int64_t{10});
        QCOMPARE(scalar(*file, "SELECT count(*) FROM people WHERE city = 'Paris'"), std::int64_t{10});
        request.plan.mode = SyncMode::Full;
        request.plan.cursor.clear();
        const auto whole = runSync(*file, request, *connector);
        QVERIFY2(whole, whole ? "" : (whole.error().id + whole.error().detail).c_str());
        QCOMPARE(whole->run.rows, std::int64_t{4991});
        SyncRequest orders = requestFor(*connector, isFile, "orders", SyncMode::Append, "", "no");
        orders.id = 2;
        orders.partRows = 2000;
        QVERIFY(runSync(*file, orders, *connector));
        QVERIFY(run(isFile, "INSERT INTO orders VALUES (5001, 1, 'cup', 1, 9999)"));
        const auto appended = runSync(*file, orders, *connector);
        QVERIFY2(appended, appended ? "" : appended.error().id.c_str());
        QCOMPARE(appended->run.kept, std::int64_t{1});
        QCOMPARE(scalar(*file, "SELECT count(*) * 1000000 + sum(CAST(amount * 100 AS INTEGER)) / 1000 FROM orders"), std::int64_t{5001} * 1'000'000 + (50 * (4950 * 100 + 2500) + 100) / 1000);
        QVERIFY(runSync(*file, orders, *connector)->run.rows == 0);
    }

    void aKilledServerIsSurvived() {
        if (!m_hasPostgres)
            QSKIP("the driver or the server is not here");
        QVERIFY(run(false, "CREATE TABLE big AS SELECT i AS id, repeat(md5(i::text), 4) AS t FROM generate_series(1, 150000) i; ALTER TABLE big ADD PRIMARY KEY (id); GRANT SELECT ON big TO reader; CHECKPOINT"));
        const auto connector = connect(false);
        TempWorkspace file;
        const SyncRequest request = requestFor(*connector, false, "big", SyncMode::Full, "id", "");
        std::atomic<bool> killed = false;
        // The connection alone: it is made again, and the read goes on behind what came.
        Progress progress([&](ProgressState state) {
            if (state.done > 0 && !killed.exchange(true))
                run(false, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader'");
        });
        const auto report = runSync(*file, request, *connector, &progress);
        QVERIFY2(report, report ? "" : (report.error().id + report.error().detail).c_str());
        QCOMPARE(scalar(*file, "SELECT count(DISTINCT id) FROM big"), std::int64_t{150'000});
        // The whole server, for good: the old rows stay.
        killed = false;
        Progress again([&](ProgressState state) {
            if (state.done > 0 && !killed.exchange(true))
                m_server.kill();
        });
        const auto failed = runSync(*file, request, *connector, &again);
        QVERIFY(!failed);
        QVERIFY2(failed.error().kind == ErrorKind::Network, (failed.error().id + failed.error().detail).c_str());
        QCOMPARE(scalar(*file, "SELECT count(*) FROM big"), std::int64_t{150'000});
        QCOMPARE(scalar(*file, "SELECT count(*) FROM chunk WHERE staged = 1"), std::int64_t{0});
    }

private:
    static std::int64_t scalar(workspace::Workspace &file, const char *sql) {
        const auto reader = file.reader();
        return reader ? (*reader)->scalar(sql).value_or(-1) : -1;
    }
    static SyncRequest requestFor(warehouse::Connector &connector, bool isFile, const char *table, SyncMode mode, const char *key, const char *cursor) {
        SyncRequest request;
        request.id = 1;
        request.plan.name = request.plan.dataset = request.plan.table = table;
        request.plan.connection = "shop";
        request.plan.schema = isFile ? "" : "public";
        request.plan.mode = mode;
        request.plan.key = key;
        request.plan.cursor = cursor;
        if (const auto shape = connector.shape({request.plan.schema, table}, warehouse::Sampling::Yes, {}))
            for (const warehouse::ColumnInfo &column : shape->columns)
                request.plan.columns.push_back(columnFor(column));
        return request;
    }
    std::string path() const { return m_folder.filePath(QStringLiteral("shop.db")).toStdString(); }
    bool run(bool isFile, const QByteArray &sql) {
        if (!isFile) {
            const QString failure = m_server.run(sql);
            if (!failure.isEmpty())
                qWarning() << failure;
            return failure.isEmpty();
        }
        sqlite3 *db = nullptr;
        char *why = nullptr;
        sqlite3_open(path().c_str(), &db);
        const bool done = sqlite3_exec(db, sql.constData(), nullptr, nullptr, &why) == SQLITE_OK;
        if (!done)
            qWarning() << why;
        sqlite3_free(why);
        sqlite3_close(db);
        return done;
    }
    model::SourceConnection fileConnection() const {
        model::SourceConnection about;
        about.kind = "odbc";
        about.name = "shop";
        about.port = 0;
        about.credentials = "none";
        about.options["driver"] = test::kSqliteOdbc;
        about.database = path();
        return about;
    }
    std::unique_ptr<warehouse::Connector> connect(bool isFile) const {
        model::SourceConnection about = isFile ? fileConnection() : m_server.connection();
        about.kind = "odbc";
        if (!isFile)
            about.options["driver"] = test::kPostgresOdbc;
        return *warehouse::makeConnector(about, isFile ? Secret() : m_server.password());
    }
    QTemporaryDir m_folder;
    LivePostgres m_server;
    bool m_hasPostgres = false, m_hasSqlite = false;
};

AUDIENCE_TEST(OdbcSyncTest)
#include "odbc_sync_test.moc"
