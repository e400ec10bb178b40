// Refused rows that are asked for once more by their keys: what fits now comes in, what does not stays refused, what is gone is told,
// and a run that is killed meanwhile loses nothing. From a source in memory, a SQLite file and a real PostgreSQL.
#include "support/live_postgres.h"
#include "support/test_main.h"

#include <QFileInfo>
#include <QTest>

#ifndef Q_MOC_RUN // moc stumbles over the concepts of the standard library
#include "base/fault_point.h"
#include "core/sync/scripted_source.h"
#include "support/temp_workspace.h"
#include "sync/shape_drift.h"
#include "sync/sync_steps.h"
#include "warehouse/connectors.h"

#include <sqlite3.h>

#ifdef Q_OS_UNIX
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#endif
#endif

using namespace audience;
using namespace audience::sync;
using model::SyncMode;
using test::fillScripted;
using test::LivePostgres;
using test::scriptedRequest;
using test::ScriptedSource;
using test::TempWorkspace;

namespace {

std::vector<KeptReject> open(workspace::Workspace &file) {
    const auto reader = file.reader();
    const auto found = SyncRunRepository(**reader).openRejects(1);
    return found ? *found : std::vector<KeptReject>();
}

std::vector<std::string> openKeys(workspace::Workspace &file) {
    std::vector<std::string> keys;
    for (const KeptReject &one : open(file))
        keys.push_back(one.row.key);
    return keys;
}

SyncRequest again(SyncRequest request, const workspace::Workspace &file) {
    request.keys.clear();
    for (const std::string &key : openKeys(const_cast<workspace::Workspace &>(file)))
        if (!key.empty())
            request.keys.push_back(key);
    return request;
}

std::int64_t scalar(workspace::Workspace &file, const char *sql) {
    const auto reader = file.reader();
    return (*reader)->scalar(sql).value_or(-1);
}

std::string text(workspace::Workspace &file, const char *sql) {
    const auto reader = file.reader();
    return (*reader)->scalarText(sql).value_or("error");
}

std::string positionOf(workspace::Workspace &file) { return SyncRunRepository(**file.reader()).state(1)->position; }

// A plan for all columns of a table.
SyncRequest requestOver(warehouse::Connector &connector, const std::string &schema, const std::string &table, SyncMode mode, const std::string &key) {
    SyncRequest request;
    request.id = 1;
    request.plan.name = request.plan.dataset = "rows";
    request.plan.connection = "crm";
    request.plan.schema = schema;
    request.plan.table = table;
    request.plan.mode = mode;
    request.plan.key = key;
    if (const auto shape = connector.shape({schema, table}, warehouse::Sampling::Yes, {}))
        for (const warehouse::ColumnInfo &column : shape->columns)
            request.plan.columns.push_back(columnFor(column));
    return request;
}

#define RAN(report) \
    do { \
        const auto &ran = (report); \
        QVERIFY2(ran, ran ? "" : (ran.error().id + " " + ran.error().detail).c_str()); \
    } while (false)

} // namespace

class SyncRetryTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (QFileInfo(QStringLiteral("/dev/shm")).isWritable())
            qputenv("TMPDIR", "/dev/shm");
    }

    void whatFitsNowComesIn_data() {
        QTest::addColumn<int>("mode");
        for (const SyncMode mode : {SyncMode::Full, SyncMode::Incremental, SyncMode::Mirror})
            QTest::newRow(std::string(toText(mode)).c_str()) << static_cast<int>(mode);
    }
    void whatFitsNowComesIn() {
        QFETCH(int, mode);
        TempWorkspace file;
        ScriptedSource source;
        fillScripted(source, 40);
        for (const int id : {5, 8, 9})
            source.people[id].isBroken = true;
        const SyncRequest request = scriptedRequest(static_cast<SyncMode>(mode));
        RAN(runSync(*file, request, source));
        QCOMPARE(openKeys(*file), (std::vector<std::string>{"5", "8", "9"}));
        const std::string before = positionOf(*file);
        source.people[5].isBroken = false;
        source.people[5].name = "mended";
        source.people.erase(8);
        source.people[20].name = "changed too"; // nobody asked for that
        const auto report = runSync(*file, again(request, *file), source);
        RAN(report);
        QCOMPARE(report->run.kept, std::int64_t{1});
        QCOMPARE(report->run.rejected, std::int64_t{1});
        QCOMPARE(report->run.added, std::int64_t{1});
        QCOMPARE(report->gone, std::int64_t{1});
        QCOMPARE(report->run.mode, std::string(kRetryMode));
        QCOMPARE(report->findings.back().id, std::string("sync.retry_gone"));
        QCOMPARE(scalar(*file, "SELECT count(*) FROM people"), std::int64_t{38});
        QCOMPARE(text(*file, "SELECT name FROM people WHERE id = 5"), std::string("mended"));
        QCOMPARE(text(*file, "SELECT name FROM people WHERE id = 20"), std::string("p20"));
        QCOMPARE(openKeys(*file), (std::vector<std::string>{"9"}));
        QCOMPARE(open(*file).front().run, report->run.id);
        QCOMPARE(positionOf(*file), before);
        // It is no run of the sync: it says nothing of how fresh it is, nor when the next is due.
        const auto reader = file->reader();
        const SyncRunRepository runs(**reader);
        QCOMPARE(runs.runs(1)->size(), std::size_t{1});
        QCOMPARE(runs.runs(1, 10, SyncRunRepository::Of::All)->size(), std::size_t{2});
        QVERIFY(!runs.lastDone(1)->value().isRetry());
        QCOMPARE(runs.runs(1, 10, SyncRunRepository::Of::All)->front().notes.size(), std::size_t{1});
        // What changed meanwhile comes with the next run.
        source.people[20].changed = 1000;
        RAN(runSync(*file, request, source));
        QCOMPARE(text(*file, "SELECT name FROM people WHERE id = 20"), std::string("changed too"));
    }

    void theListHasEachRowOnce() {
        TempWorkspace file;
        ScriptedSource source;
        fillScripted(source, 20);
        source.people[20].isBroken = true; // the last one, which each run reads again
        source.people[3].isBroken = true;
        const SyncRequest request = scriptedRequest(SyncMode::Incremental);
        for (int i = 0; i < 3; ++i)
            RAN(runSync(*file, request, source));
        QCOMPARE(openKeys(*file), (std::vector<std::string>{"20", "3"}));
        // Who reads everything has nothing left of before.
        SyncRequest all = request;
        all.everything = true;
        source.people[3].isBroken = false;
        const auto report = runSync(*file, all, source);
        RAN(report);
        QCOMPARE(report->run.mode, std::string("full"));
        QCOMPARE(openKeys(*file), (std::vector<std::string>{"20"}));
    }

    void whereItCannotBeAsked() {
        TempWorkspace file;
        ScriptedSource source;
        fillScripted(source, 20);
        source.people[4].isBroken = true;
        SyncRequest request = scriptedRequest(SyncMode::Full);
        SyncRequest early = request;
        early.keys = {"4"};
        QCOMPARE(runSync(*file, early, source).error().id, std::string("sync.retry_anew")); // nothing is here
        RAN(runSync(*file, request, source));
        source.answersKeys = false;
        QCOMPARE(runSync(*file, again(request, *file), source).error().id, std::string("sync.retry_not_by_key"));
        source.answersKeys = true;
        SyncRequest keyless = again(request, *file);
        keyless.plan.key.clear();
        keyless.plan.role = "table";
        QCOMPARE(runSync(*file, keyless, source).error().id, std::string("sync.retry_no_key"));
        SyncRequest poor = again(request, *file);
        poor.plan.maxBytes = 10; // one row has 20 bytes, and the estimate is of all
        QCOMPARE(runSync(*file, poor, source).error().id, std::string("sync.over_budget"));
        // A plan that is another reads everything first.
        QVERIFY(file->write([&](const store::Connection &connection) { return SyncRunRepository(connection).saveState(1, {{}, true}, file->clock().now()); }));
        QCOMPARE(runSync(*file, again(request, *file), source).error().id, std::string("sync.retry_anew"));
        QCOMPARE(openKeys(*file), (std::vector<std::string>{"4"}));
    }

    // Cut off, it has lost nothing, and a limit of refused rows does not stop what asks for refused rows.
    void aLineThatBreaks() {
        TempWorkspace file;
        ScriptedSource source;
        fillScripted(source, 60);
        for (int id = 1; id <= 40; ++id)
            source.people[id].isBroken = true;
        SyncRequest request = scriptedRequest(SyncMode::Full);
        RAN(runSync(*file, request, source));
        request.plan.maxRejects = 0;
        for (int id = 1; id <= 30; ++id)
            source.people[id].isBroken = false;
        source.breakAfterPages = 2;
        source.breaks = 1000;
        QCOMPARE(runSync(*file, again(request, *file), source).error().id, std::string("source.connection_lost"));
        QCOMPARE(openKeys(*file).size(), std::size_t{40});
        source.breaks = 2;
        const auto report = runSync(*file, again(request, *file), source);
        RAN(report);
        QCOMPARE(report->run.kept, std::int64_t{30});
        QCOMPARE(report->run.rejected, std::int64_t{10});
        QCOMPARE(openKeys(*file).size(), std::size_t{10});
        QCOMPARE(scalar(*file, "SELECT count(*) FROM people"), std::int64_t{50});
    }

    void killedAnywhereNothingIsLost() {
#ifndef Q_OS_UNIX
        QSKIP("needs fork");
#else
        constexpr int kPeople = static_cast<int>(kKeysAtOnce) * 2 + 60, kWell = 20;
        static int visitsLeft;
        int between = 0;
        for (int n = 1;; ++n) {
            TempWorkspace file;
            ScriptedSource source;
            source.pageRows = 400;
            fillScripted(source, kPeople);
            for (int id = kWell + 1; id <= kPeople; ++id)
                source.people[id].isBroken = true;
            const SyncRequest request = scriptedRequest(SyncMode::Full);
            RAN(runSync(*file, request, source));
            for (int id = kWell + 1; id <= kPeople - 5; ++id) // the last five stay as they are, and five are gone
                source.people[id].isBroken = false;
            for (int id = kWell + 1; id <= kWell + 5; ++id)
                source.people.erase(id);
            const SyncRequest retry = again(request, *file);
            file.close();
            const pid_t child = fork();
            if (child == 0) {
                visitsLeft = n;
                g_faultHook = [](const char *) {
                    if (--visitsLeft == 0)
                        raise(SIGKILL);
                };
                auto opened = workspace::Workspace::open(file.path(), file.options());
                _exit(opened && runSync(**opened, retry, source) ? 0 : 1);
            }
            int status = 0;
            QCOMPARE(waitpid(child, &status, 0), child);
            file.reopen();
            QVERIFY((*file).checkFile()->empty());
            const std::int64_t rows = scalar(*file, "SELECT count(*) FROM people"), waiting = static_cast<std::int64_t>(openKeys(*file).size());
            between += rows > kWell && waiting > 5 ? 1 : 0;
            // Each row that was refused is here, waits, or is gone there.
            QVERIFY2(rows + waiting >= kPeople - 5 && rows + waiting <= kPeople, qPrintable(QStringLiteral("%1 here, %2 wait").arg(rows).arg(waiting)));
            RAN(runSync(*file, again(request, *file), source));
            QCOMPARE(scalar(*file, "SELECT count(*) FROM people"), std::int64_t{kPeople - 10});
            QCOMPARE(scalar(*file, "SELECT count(DISTINCT id) FROM people"), std::int64_t{kPeople - 10});
            QCOMPARE(openKeys(*file).size(), std::size_t{5});
            if (WIFEXITED(status)) {
                QCOMPARE(WEXITSTATUS(status), 0);
                QVERIFY2(n > 6 && between > 1, qPrintable(QString::number(between)));
                return;
            }
        }
#endif
    }

    // Keys as they come in files of others: numbers, words with quotes, bytes, blanks around, and none.
    void fromASqliteFile() {
        TempWorkspace file;
        const std::string path = file.file("app.db");
        sqlite3 *db = nullptr;
        QCOMPARE(sqlite3_open(path.c_str(), &db), SQLITE_OK);
        const auto run = [&](const char *sql) { return sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK; };
        QVERIFY(run("CREATE TABLE t(code TEXT, n INTEGER); INSERT INTO t VALUES('plain', 1), ('it''s', 2), (' blank ', 3), (x'00ff', 4), ('\\xzz', 5), (NULL, 6), ('A', 7), ('a', 8)"));
        model::SourceConnection about;
        about.name = "crm";
        about.kind = "sqlite";
        about.path = path;
        const auto connector = *warehouse::makeConnector(about, Secret());
        const SyncRequest request = requestOver(*connector, "main", "t", SyncMode::Full, "code");
        QCOMPARE(request.plan.columns[1].type, std::string("int64"));
        QVERIFY(run("UPDATE t SET n = 'much' WHERE n <> 8"));
        RAN(runSync(*file, request, *connector));
        QCOMPARE(openKeys(*file), (std::vector<std::string>{"plain", "it's", " blank ", "\\x00ff", "\\xzz", "", "A"}));
        QVERIFY(run("UPDATE t SET n = rowid * 10 WHERE code <> 'A' OR code IS NULL"));
        const auto report = runSync(*file, again(request, *file), *connector);
        RAN(report);
        QCOMPARE(report->run.kept, std::int64_t{5});
        QCOMPARE(report->gone, std::int64_t{0});
        QCOMPARE(openKeys(*file), (std::vector<std::string>{"A", ""}));
        QCOMPARE(text(*file, "SELECT group_concat(code || n) FROM (SELECT * FROM rows ORDER BY n)"), std::string("a8,plain10,it's20,blank30,\\x00ff40,\\xzz50"));
        sqlite3_close(db);
    }

    void fromPostgres() {
        LivePostgres server;
        if (const QString why = server.start(); !why.isEmpty())
            QSKIP(qPrintable(why));
        const QString failure = server.run("CREATE TABLE by_id (id int8 PRIMARY KEY, amount float8); INSERT INTO by_id SELECT i, CASE WHEN i % 10 = 0 THEN float8 'infinity' ELSE i END FROM generate_series(1, 5000) i;"
                                           "CREATE TABLE by_text (id varchar(40) PRIMARY KEY, amount float8); INSERT INTO by_text VALUES ('it''s', 'NaN'), (E'back\\\\slash', 'NaN'), ('ü', 'NaN'), ('well', 1);"
                                           "CREATE TABLE by_uuid (id uuid PRIMARY KEY, amount float8); INSERT INTO by_uuid VALUES ('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', 'NaN'), (gen_random_uuid(), 1);"
                                           "CREATE TABLE by_number (id numeric(12,2) PRIMARY KEY, amount float8); INSERT INTO by_number VALUES (5.50, 'NaN'), (6, 1);"
                                           "CREATE TYPE kind AS ENUM ('one', 'two'); CREATE TABLE by_enum (id kind PRIMARY KEY, amount float8); INSERT INTO by_enum VALUES ('one', 'NaN'), ('two', 1);"
                                           "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;");
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
        const auto connector = *warehouse::makeConnector(server.connection(), server.password());
        for (const auto &[table, refused] : {std::pair("by_id", 500), std::pair("by_text", 3), std::pair("by_uuid", 1), std::pair("by_number", 1), std::pair("by_enum", 1)}) {
            TempWorkspace file;
            const SyncRequest request = requestOver(*connector, "public", table, SyncMode::Full, "id");
            const auto first = runSync(*file, request, *connector);
            RAN(first);
            QCOMPARE(openKeys(*file).size(), std::size_t(refused));
            const auto same = runSync(*file, again(request, *file), *connector);
            RAN(same);
            QCOMPARE(same->run.rejected, std::int64_t{refused});
            QCOMPARE(same->gone, std::int64_t{0});
            QCOMPARE(openKeys(*file).size(), std::size_t(refused));
            QVERIFY(server.run(QByteArray("UPDATE ") + table + " SET amount = 7 WHERE amount = 'NaN' OR amount = 'infinity'").isEmpty());
            const auto mended = runSync(*file, again(request, *file), *connector);
            RAN(mended);
            QCOMPARE(mended->run.kept, std::int64_t{refused});
            QCOMPARE(mended->run.added, std::int64_t{refused});
            QCOMPARE(mended->gone, std::int64_t{0});
            QVERIFY(openKeys(*file).empty());
            QCOMPARE(scalar(*file, "SELECT count(DISTINCT id) FROM rows"), first->run.rows);
        }
    }
};

AUDIENCE_TEST(SyncRetryTest)
#include "sync_retry_test.moc"
