// Syncs from SQLite files of other programs: types, modes, a program that goes on writing, and files that mean harm.
#include "support/shared_data.h"
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc stumbles over the concepts of the standard library
#include "support/temp_workspace.h"
#include "sync/shape_drift.h"
#include "sync/sync_runner.h"
#include "warehouse/connectors.h"
#include "warehouse/sqlite_types.h"

#include <filesystem>
#include <fstream>
#include <sqlite3.h>
#include <thread>
#endif

using namespace audience;
using namespace audience::sync;
using engine::ColumnType;
using model::SyncMode;
using test::TempWorkspace;

namespace {

// Another program with its database.
class Owner {
public:
    explicit Owner(const std::string &path) { sqlite3_open(path.c_str(), &m_db); }
    ~Owner() { sqlite3_close(m_db); }
    bool run(const std::string &sql) { return sqlite3_exec(m_db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK; }

private:
    sqlite3 *m_db = nullptr;
};

std::unique_ptr<warehouse::Connector> connectorTo(const std::string &path) {
    model::SourceConnection about;
    about.name = "app";
    about.kind = "sqlite";
    about.path = path;
    return *warehouse::makeConnector(about, Secret());
}

SyncRequest requestFor(warehouse::Connector &connector, const std::string &table, SyncMode mode, const std::string &key, const std::string &cursor) {
    SyncRequest request;
    request.id = 1;
    request.plan.name = request.plan.dataset = "rows";
    request.plan.connection = "app";
    request.plan.schema = "main";
    request.plan.table = table;
    request.plan.mode = mode;
    request.plan.key = key;
    request.plan.cursor = cursor;
    if (const auto shape = connector.shape({"main", table}, warehouse::Sampling::Yes, {}))
        for (const warehouse::ColumnInfo &column : shape->columns)
            request.plan.columns.push_back(columnFor(column));
    return request;
}

std::string value(workspace::Workspace &file, const char *sql) {
    const auto reader = file.reader();
    return (*reader)->scalarText(sql).value_or("error");
}

#define SYNCED(report) \
    do { \
        const auto &synced = (report); \
        QVERIFY2(synced, synced ? "" : (synced.error().id + " " + synced.error().detail).c_str()); \
    } while (false)

} // namespace

class SqliteSyncTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Whatever a column is declared as, it takes any number.
    void decimalsByTheirValues() {
        TempWorkspace file;
        const std::string path = file.file("app.db");
        Owner owner(path);
        QVERIFY(owner.run("CREATE TABLE t(id INTEGER PRIMARY KEY, price DECIMAL(10,2), fine DECIMAL(10,2), large DECIMAL(30,10), wide DECIMAL(30,10));"
                          "INSERT INTO t VALUES(1, 12.5, 0.12345, 1000000000, 5001250.25), (2, 7, 3, 2.5, 0.123456789012)"));
        const auto connector = connectorTo(path);
        const SyncRequest request = requestFor(*connector, "t", SyncMode::Full, "id", "");
        std::string types;
        for (const model::SyncColumn &column : request.plan.columns)
            types += column.type + ":" + std::to_string(column.scale) + " ";
        QCOMPARE(types, std::string("int64:0 decimal:2 decimal:5 decimal:6 double:0 "));
        const auto found = numberRemarks(request.plan, *connector->shape({"main", "t"}, warehouse::Sampling::Yes, {}));
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].id, std::string("sync.digits_nearest"));
        const auto report = runSync(*file, request, *connector);
        SYNCED(report);
        QCOMPARE(report->run.kept, std::int64_t{2});
        QCOMPARE(report->run.rejected, std::int64_t{0});
    }

    // Marks for "for ever" and times that were lost hide nothing that changes, and are told with what to do.
    void timesOutOfTheCalendar() {
        TempWorkspace file;
        const std::string path = file.file("app.db");
        Owner owner(path);
        QVERIFY(owner.run("CREATE TABLE t(id INTEGER PRIMARY KEY, at TEXT); INSERT INTO t VALUES(1, '2026-01-01 10:00:00'), (2, '2026-01-02 10:00:00')"));
        const auto connector = connectorTo(path);
        const SyncRequest request = requestFor(*connector, "t", SyncMode::Incremental, "id", "at");
        QCOMPARE(request.plan.columns[1].type, std::string("instant"));
        QVERIFY(owner.run("INSERT INTO t VALUES(3, 'infinity'), (4, '9999-12-31 00:00:00'), (5, NULL)"));
        const auto first = runSync(*file, request, *connector);
        SYNCED(first);
        QCOMPARE(first->run.kept, std::int64_t{2});
        QCOMPARE(first->findings.back().id, std::string("sync.cursor_left_out"));
        QCOMPARE(first->findings.back().args.at(2).second, std::string("3"));
        QVERIFY(owner.run("INSERT INTO t VALUES(6, '2026-01-03 10:00:00')"));
        SYNCED(runSync(*file, request, *connector));
        QCOMPARE(value(*file, "SELECT group_concat(id) FROM (SELECT * FROM rows ORDER BY id)"), std::string("1,2,6"));
        // Set back, it has nothing behind the last one that was read.
        QVERIFY(owner.run("DELETE FROM t WHERE id IN (3, 4, 5); UPDATE t SET at = '2020-01-01 00:00:0' || id"));
        const auto back = runSync(*file, request, *connector);
        SYNCED(back);
        QCOMPARE(back->run.rows, std::int64_t{0});
        QCOMPARE(back->findings.back().id, std::string("sync.cursor_set_back"));
        QCOMPARE(back->findings.back().args.at(2).second, std::string("2020-01-01 00:00:06"));
        // It stays with the run, for whoever looks at it later.
        QCOMPARE(SyncRunRepository(**file->reader()).lastDone(1)->value().notes.size(), std::size_t{0}); // lastDone() has figures alone
        QCOMPARE(SyncRunRepository(**file->reader()).runs(1)->front().notes.back().id, std::string("sync.cursor_set_back"));
        SyncRequest all = request;
        all.everything = true;
        SYNCED(runSync(*file, all, *connector));
        const auto calm = runSync(*file, request, *connector);
        SYNCED(calm);
        QVERIFY(std::none_of(calm->findings.begin(), calm->findings.end(), [](const ingest::Finding &one) { return one.id == "sync.cursor_set_back"; }));
    }

    void typesOfColumns() {
        TempWorkspace file;
        const std::string path = file.file("app.db");
        Owner owner(path);
        QVERIFY(owner.run("CREATE TABLE t(id INTEGER PRIMARY KEY, ok BOOLEAN NOT NULL, price DECIMAL(10,2), ratio REAL, day DATE, at DATETIME, note VARCHAR(20), bytes BLOB, mixed, \"odd \"\"name\" TEXT UNIQUE);"
                          "INSERT INTO t VALUES(1, 1, 0.99, 0.1, '2026-01-02', '2026-01-02 03:04:05', 'it''s', x'00ff', 'x', 'a'), (2, 0, 1e3, 1e300, '2026-01-03', '2026-01-03 00:00:00.5', '', NULL, 7, 'b'),"
                          "(3, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)"));
        const auto connector = connectorTo(path);
        const auto shape = connector->shape({"main", "t"}, warehouse::Sampling::Yes, {});
        SYNCED(shape);
        const std::vector<ColumnType> expected{ColumnType::Int64, ColumnType::Bool, ColumnType::Decimal, ColumnType::Double, ColumnType::Date,
                                               ColumnType::Instant, ColumnType::Text, ColumnType::Text, ColumnType::Text, ColumnType::Text};
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY2(shape->columns[i].field.type == expected[i], shape->columns[i].name.c_str());
        QCOMPARE(int(shape->columns[2].field.scale), 2);
        QVERIFY(shape->isUnique("id") && shape->isUnique("odd \"name") && !shape->isUnique("note"));
        QVERIFY(!shape->find("id")->nullable && !shape->find("ok")->nullable && shape->find("note")->nullable);
        SYNCED(runSync(*file, requestFor(*connector, "t", SyncMode::Full, "id", {}), *connector));
        QCOMPARE(value(*file, "SELECT price || ' ' || ratio || ' ' || day || ' ' || at || ' ' || note || ' ' || bytes || ' ' || mixed FROM rows WHERE id = 1"),
                 std::string("0.99 0.1 2026-01-02 2026-01-02T03:04:05Z it's \\x00ff x"));
        QCOMPARE(value(*file, "SELECT price || ' ' || (note = '') || ' ' || mixed FROM rows WHERE id = 2"), std::string("1000.0 1 7"));
        QCOMPARE(value(*file, "SELECT count(*) FROM rows WHERE note IS NULL AND mixed IS NULL"), std::string("1"));
    }

    void allModes() {
        TempWorkspace file;
        const std::string path = file.file("app.db");
        Owner owner(path);
        QVERIFY(owner.run("CREATE TABLE p(id INTEGER PRIMARY KEY, name TEXT, changed TEXT NOT NULL);"
                          "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO p SELECT i, 'p' || i, datetime('2026-01-01', '+' || i || ' minutes') FROM n"));
        const auto connector = connectorTo(path);
        SyncRequest request = requestFor(*connector, "p", SyncMode::Incremental, "id", "changed");
        request.partRows = 1000;
        const auto first = runSync(*file, request, *connector);
        SYNCED(first);
        QCOMPARE(first->run.kept, std::int64_t{5000});
        QCOMPARE(first->run.estimatedRows, std::int64_t{5000});
        QVERIFY(owner.run("UPDATE p SET name = 'new', changed = '2026-11-01 00:00:00' WHERE id = 7; DELETE FROM p WHERE id > 4990"));
        request.plan.mode = SyncMode::Mirror;
        const auto second = runSync(*file, request, *connector);
        SYNCED(second);
        QCOMPARE(second->run.rows, std::int64_t{1 + 0});
        QCOMPARE(value(*file, "SELECT count(*) || (SELECT name FROM rows WHERE id = 7) FROM rows"), std::string("4990new"));
        QVERIFY(owner.run("UPDATE p SET name = 'late', changed = '2026-10-31 23:59:30' WHERE id = 8"));
        request.plan.mode = SyncMode::Incremental;
        SYNCED(runSync(*file, request, *connector));
        QCOMPARE(value(*file, "SELECT count(*) FROM rows WHERE name = 'late'"), std::string("0"));
        request.plan.lookBackSeconds = 60;
        SYNCED(runSync(*file, request, *connector));
        QCOMPARE(value(*file, "SELECT count(*) FROM rows WHERE name = 'late'"), std::string("1"));
        TempWorkspace other;
        SyncRequest append = requestFor(*connector, "p", SyncMode::Append, {}, "id");
        SYNCED(runSync(*other, append, *connector));
        QVERIFY(owner.run("INSERT INTO p VALUES(9000, 'x', '2027-01-02 00:00:00')"));
        const auto appended = runSync(*other, append, *connector);
        SYNCED(appended);
        QCOMPARE(appended->run.rows, std::int64_t{1});
    }

    void aProgramThatGoesOnWriting() {
        TempWorkspace file;
        const std::string path = file.file("app.db");
        auto owner = std::make_unique<Owner>(path);
        QVERIFY(owner->run("PRAGMA journal_mode=WAL; CREATE TABLE p(id INTEGER PRIMARY KEY, name TEXT); INSERT INTO p VALUES(1, 'in the log')"));
        const auto connector = connectorTo(path);
        const SyncRequest request = requestFor(*connector, "p", SyncMode::Full, "id", {});
        SYNCED(runSync(*file, request, *connector)); // the log is read
        QCOMPARE(value(*file, "SELECT name FROM rows"), std::string("in the log"));
        QVERIFY(owner->run("INSERT INTO p VALUES(2, 'more')")); // and the program is not held up
        owner.reset();
        QVERIFY(!std::filesystem::exists(path + "-wal"));
        SYNCED(runSync(*file, request, *connector)); // as it lies, with nothing put beside it
        QCOMPARE(value(*file, "SELECT count(*) FROM rows"), std::string("2"));
        QVERIFY(!std::filesystem::exists(path + "-wal") && !std::filesystem::exists(path + "-shm"));
        Owner writer(path);
        QVERIFY(writer.run("PRAGMA journal_mode=DELETE; BEGIN EXCLUSIVE"));
        const auto busy = connector->shape({"main", "p"}, warehouse::Sampling::No, {});
        QVERIFY(!busy);
        QCOMPARE(busy.error().id, std::string("source.sqlite_busy"));
        QVERIFY(busy.error().kind == ErrorKind::Network);
    }

    void filesThatMeanHarm() {
        TempWorkspace file;
        const std::string path = file.file("evil.db");
        Owner owner(path);
        QVERIFY(owner.run("CREATE TABLE t(a); INSERT INTO t VALUES(1);"
                          "CREATE VIEW fine AS SELECT a + 1 AS b FROM t;"
                          "CREATE VIEW ext AS SELECT load_extension('x') AS b;"
                          "CREATE VIEW huge AS SELECT zeroblob(1000000000) AS b;"
                          "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS b FROM n;"
                          "CREATE VIRTUAL TABLE words USING fts5(x); CREATE TRIGGER tr AFTER INSERT ON t BEGIN DELETE FROM t; END"));
        const auto connector = connectorTo(path);
        const auto tables = connector->tables({}, {});
        SYNCED(tables);
        std::map<std::string, bool> readable;
        for (const auto &table : *tables)
            readable[table.name.name] = table.readable;
        QCOMPARE(readable, (std::map<std::string, bool>{{"t", true}, {"fine", true}, {"ext", false}, {"huge", false}, {"endless", true}}));
        SYNCED(runSync(*file, requestFor(*connector, "fine", SyncMode::Full, "b", {}), *connector));
        QCOMPARE(value(*file, "SELECT b FROM rows"), std::string("2"));
        CancelSource cancel;
        std::jthread stopper([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
            cancel.cancel();
        });
        QCOMPARE(connector->shape({"main", "endless"}, warehouse::Sampling::Yes, cancel.token()).error().id, std::string("cancelled"));
        QVERIFY(!connector->shape({"main", "t\" UNION SELECT 1 --"}, warehouse::Sampling::Yes, {}));
        QCOMPARE(connectorTo(file.path())->test({}).error().id, std::string("source.own_workspace"));
        file.close();
        QCOMPARE(connectorTo(file.path())->test({}).error().id, std::string("source.own_workspace"));
        std::ofstream(file.file("no.db")) << "this is no database at all, however long it may be, and longer, and longer, and so on and so forth";
        QCOMPARE(connectorTo(file.file("no.db"))->test({}).error().id, std::string("source.not_sqlite"));
        QCOMPARE(connectorTo(file.file("none.db"))->test({}).error().id, std::string("ingest.file_missing"));
    }

    void damagedAnywhere() {
        TempWorkspace file;
        const std::string path = file.file("app.db");
        {
            Owner owner(path);
            QVERIFY(owner.run("PRAGMA page_size=512; CREATE TABLE p(id INTEGER PRIMARY KEY, name TEXT);"
                              "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 60) INSERT INTO p SELECT i, 'name ' || i FROM n"));
        }
        std::ifstream in(path, std::ios::binary);
        const std::string whole((std::istreambuf_iterator<char>(in)), {});
        int refused = 0;
        for (std::size_t size = 0; size < whole.size(); size += 37) {
            std::ofstream(path, std::ios::binary | std::ios::trunc) << whole.substr(0, size);
            refused += connectorTo(path)->test({}) ? 0 : 1;
        }
        QCOMPARE(refused, static_cast<int>((whole.size() + 36) / 37));
        for (std::size_t at = 0; at < whole.size(); at += 11) { // read or refused, and no crash
            std::string other = whole;
            other[at] = static_cast<char>(other[at] ^ 0xff);
            std::ofstream(path, std::ios::binary | std::ios::trunc) << other;
            const auto connector = connectorTo(path);
            const auto shape = connector->shape({"main", "p"}, warehouse::Sampling::Yes, {});
            if (!shape || shape->columns.empty())
                continue;
            warehouse::ReadRequest request;
            request.table = shape->table.name;
            request.columns = {{shape->columns[0].name, "integer", shape->columns[0].field}};
            (void)connector->estimate(request, {});
        }
    }

    void chinook() {
        AUDIENCE_NEED_SHARED("data/chinook/Chinook_Sqlite.sqlite");
        TempWorkspace file;
        const auto connector = connectorTo(test::sharedPath(QStringLiteral("data/chinook/Chinook_Sqlite.sqlite")).toStdString());
        const auto tables = connector->tables({}, {});
        SYNCED(tables);
        QCOMPARE(tables->size(), std::size_t{11});
        std::int64_t total = 0;
        for (const auto &table : *tables) {
            const auto shape = connector->shape(table.name, warehouse::Sampling::Yes, {});
            SYNCED(shape);
            SyncRequest request = requestFor(*connector, table.name.name, SyncMode::Full, {}, {});
            request.plan.dataset = "c" + table.name.name;
            const auto report = runSync(*file, request, *connector);
            SYNCED(report);
            QCOMPARE(report->run.rejected, std::int64_t{0});
            total += report->run.kept;
        }
        QCOMPARE(total, std::int64_t{15'607});
        QCOMPARE(value(*file, "SELECT sum(CAST(round(Total * 100) AS INTEGER)) || ' ' || min(InvoiceDate) FROM cInvoice"), std::string("232860 2021-01-01T00:00:00Z"));
    }
};

AUDIENCE_TEST(SqliteSyncTest)
#include "sqlite_sync_test.moc"
