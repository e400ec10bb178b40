// What a sync must never do by mistake: take everything away, forget changes, go beyond its budget, or go on with a plan that
// is another by now.
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc stumbles over the concepts of the standard library
#include "core/sync/scripted_source.h"
#include "store/dataset_reader.h"
#include "support/temp_workspace.h"
#include "sync/shape_drift.h"
#include "sync/sync_runner.h"
#include "warehouse/connectors.h"

#include <sqlite3.h>
#endif

using namespace audience;
using namespace audience::sync;
using model::SyncMode;
using test::ScriptedSource;
using test::TempWorkspace;

namespace {

constexpr auto fill = test::fillScripted;
SyncRequest requestFor(SyncMode mode) { return test::scriptedRequest(mode); }

std::int64_t rowsOf(workspace::Workspace &file) {
    const auto reader = file.reader();
    const auto dataset = store::DatasetReader::open(**reader, "people");
    return dataset ? dataset->info().rows : -1;
}

SyncState stateOf(workspace::Workspace &file) { return *SyncRunRepository(**file.reader()).state(1); }

Result<std::int64_t> planned(workspace::Workspace &file, const model::SyncPlan &plan) {
    return file.write([&](const store::Connection &connection) -> Result<std::int64_t> {
        TRY_ASSIGN(const SavedPlan saved, SyncRunRepository(connection).savePlan(plan, file.clock().now()));
        return saved.id;
    });
}

} // namespace

class SyncTrustTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPlanThatChangesEndsItsRun_data() {
        QTest::addColumn<bool>("isRemoved");
        QTest::newRow("changed") << false;
        QTest::newRow("removed") << true;
    }
    void aPlanThatChangesEndsItsRun() {
        QFETCH(bool, isRemoved);
        TempWorkspace file;
        ScriptedSource source;
        fill(source, 100);
        SyncRequest request = requestFor(SyncMode::Incremental);
        const auto id = planned(*file, request.plan);
        QVERIFY(id.has_value());
        request.id = *id;
        int parts = 0;
        request.beforeSwitch = [&](const store::DatasetWriter &, bool) -> Result<void> {
            if (++parts != 2)
                return {};
            return file->write([&](const store::Connection &connection) -> Result<void> { // as who plans it anew does
                const SyncRunRepository runs(connection);
                return isRemoved ? runs.remove(*id) : runs.saveState(*id, {{}, true}, file->clock().now() + std::chrono::microseconds(1));
            });
        };
        QCOMPARE(runSync(*file, request, source).error().id, std::string("sync.plan_changed"));
        QVERIFY(rowsOf(*file) > 0 && rowsOf(*file) < 100); // the first part stays
        const SyncState after = *SyncRunRepository(**file->reader()).state(*id);
        QCOMPARE(after.position, std::string());
        QCOMPARE(after.reload, !isRemoved);
        request.beforeSwitch = {};
        if (!isRemoved)
            QVERIFY(runSync(*file, request, source) && rowsOf(*file) == 100);
    }

    void rowsThatAreAllRefusedTakeNothingAway() {
        TempWorkspace file;
        ScriptedSource source;
        fill(source, 50);
        for (auto &[id, person] : source.people)
            person.isBroken = true;
        QCOMPARE(runSync(*file, requestFor(SyncMode::Full), source).error().id, std::string("sync.all_rejected"));
        QCOMPARE(rowsOf(*file), std::int64_t{-1}); // nor is there a dataset without rows
        fill(source, 50);
        QVERIFY(runSync(*file, requestFor(SyncMode::Full), source));
        for (auto &[id, person] : source.people)
            person.isBroken = true;
        SyncRequest sure = requestFor(SyncMode::Full);
        sure.mayRemoveMany = true;
        QCOMPARE(runSync(*file, sure, source).error().id, std::string("sync.all_rejected"));
        QCOMPARE(rowsOf(*file), std::int64_t{50});
    }

    // One bad row that changes again and again keeps nobody from the others, nor a mirror from forgetting.
    void oneBadRowIsNoFault() {
        TempWorkspace file;
        ScriptedSource source;
        fill(source, 50);
        QVERIFY(runSync(*file, requestFor(SyncMode::Mirror), source));
        source.people[7] = {"bad", 1000, true};
        source.people.erase(8);
        const auto report = runSync(*file, requestFor(SyncMode::Mirror), source);
        QVERIFY2(report, report ? "" : report.error().id.c_str());
        QVERIFY(report->run.rejected >= 1);
        QCOMPARE(report->run.removed, std::int64_t{1});
        QCOMPARE(rowsOf(*file), std::int64_t{49});
    }

    void keysThatBecomeOneAreNoticed() {
        TempWorkspace file;
        ScriptedSource source;
        source.hasKeys = false;
        fill(source, 90);
        SyncRequest request = requestFor(SyncMode::Full);
        request.plan.key = "name";
        QVERIFY(runSync(*file, request, source));
        for (auto &[id, person] : source.people)
            person.name = "k1";
        QCOMPARE(runSync(*file, request, source).error().id, std::string("sync.too_many_removed"));
        QCOMPARE(rowsOf(*file), std::int64_t{90});
        request.mayRemoveMany = true;
        const auto report = runSync(*file, request, source);
        QVERIFY(report);
        QCOMPARE(rowsOf(*file), std::int64_t{1});
        QCOMPARE(report->run.removed, std::int64_t{90});
        QCOMPARE(report->run.added, std::int64_t{1});
    }

    // As many rows under other keys: another database, or ids that were given anew.
    void otherKeysAreNoticed_data() {
        QTest::addColumn<QString>("role");
        QTest::newRow("people") << QStringLiteral("profiles");
        QTest::newRow("table") << QStringLiteral("table");
    }
    void otherKeysAreNoticed() {
        QFETCH(QString, role);
        TempWorkspace file;
        ScriptedSource source;
        fill(source, 60);
        SyncRequest request = requestFor(SyncMode::Full);
        request.plan.role = role.toStdString();
        QVERIFY(runSync(*file, request, source));
        const auto moved = [&](int first, int count) {
            for (int i = first; i < first + count; ++i) {
                source.people[i + 1000] = source.people[i];
                source.people.erase(i);
            }
        };
        moved(1, 20);
        const auto some = runSync(*file, request, source);
        QVERIFY2(some, some ? "" : some.error().id.c_str());
        QCOMPARE(some->run.removed, std::int64_t{20});
        QCOMPARE(some->run.added, std::int64_t{20});
        QCOMPARE(some->run.replaced, std::int64_t{40});
        moved(21, 40);
        const auto refused = runSync(*file, request, source);
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, std::string("sync.too_many_removed"));
        QCOMPARE(refused.error().arg("count"), std::string_view("40"));
        QCOMPARE(rowsOf(*file), std::int64_t{60});
        request.mayRemoveMany = true;
        QCOMPARE(runSync(*file, request, source)->run.removed, std::int64_t{40});
    }

    // In a mirror they come in first: neither these nor those of a run that was refused make the share smaller.
    void otherKeysAreNoticedInAMirror() {
        TempWorkspace file;
        ScriptedSource source;
        fill(source, 60);
        const SyncRequest request = requestFor(SyncMode::Mirror);
        QVERIFY(runSync(*file, request, source));
        source.people.clear();
        for (int i = 1001; i <= 1060; ++i)
            source.people[i] = {"other", i, false};
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(runSync(*file, request, source).error().id, std::string("sync.too_many_removed"));
            QVERIFY(rowsOf(*file) >= 120);
        }
        SyncRequest sure = request;
        sure.mayRemoveMany = true;
        QVERIFY(runSync(*file, sure, source));
        QCOMPARE(rowsOf(*file), std::int64_t{60});
    }

    // Who removes a sync does not give back what it read.
    void aRemovedSyncHasReadWhatItRead() {
        TempWorkspace file;
        ScriptedSource source;
        fill(source, 100);
        source.people[7].isBroken = true;
        SyncRequest request = requestFor(SyncMode::Full);
        const auto id = planned(*file, request.plan);
        QVERIFY(id.has_value());
        request.id = *id;
        const auto report = runSync(*file, request, source);
        QVERIFY(report && report->run.bytes > 0);
        QVERIFY(file->write([&](const store::Connection &connection) { return SyncRunRepository(connection).remove(*id); }));
        const auto reader = file->reader();
        const SyncRunRepository runs(**reader);
        QCOMPARE(*runs.bytesSince(Instant{}), report->run.bytes);
        QVERIFY(runs.rejects(report->run.id)->empty());
        SyncRequest other = requestFor(SyncMode::Full);
        other.id = *id + 1;
        other.plan.monthBytes = report->run.bytes + 10;
        QCOMPARE(runSync(*file, other, source).error().id, std::string("sync.month_spent"));
    }

    void aFullRunTellsWhatBecameOfTheRows() {
        TempWorkspace file;
        ScriptedSource source;
        fill(source, 12);
        QCOMPARE(runSync(*file, requestFor(SyncMode::Full), source)->run.added, std::int64_t{12});
        for (int id = 1; id <= 4; ++id)
            source.people.erase(id);
        const auto fewer = runSync(*file, requestFor(SyncMode::Full), source);
        QVERIFY(fewer);
        QCOMPARE(fewer->run.added, std::int64_t{0});
        QCOMPARE(fewer->run.replaced, std::int64_t{8});
        QCOMPARE(fewer->run.removed, std::int64_t{4});
        source.people[5] = {"changed", 1000, false};
        source.people[99] = {"new", 1001, false};
        (void)runSync(*file, requestFor(SyncMode::Incremental), source); // from the beginning
        source.people[6] = {"changed", 1002, false};
        source.people[100] = {"new", 1003, false};
        const auto some = runSync(*file, requestFor(SyncMode::Incremental), source);
        QVERIFY(some);
        QCOMPARE(some->run.added, std::int64_t{1});
        QCOMPARE(some->run.replaced, std::int64_t{2}); // the last one of before is read once more
    }

    // The keys that a mirror reads count, too.
    void theBudgetHoldsForAMirror() {
        for (const bool ofTheMonth : {false, true}) {
            TempWorkspace file;
            ScriptedSource source;
            fill(source, 100); // 20 bytes each
            SyncRequest request = requestFor(SyncMode::Mirror);
            (ofTheMonth ? request.plan.monthBytes : request.plan.maxBytes) = 3000;
            QCOMPARE(runSync(*file, request, source).error().id, std::string("sync.budget_spent"));
            request.plan.monthBytes = request.plan.maxBytes = 0;
            QVERIFY(runSync(*file, request, source));
        }
    }

    void aTimeAheadHidesNothing() {
        TempWorkspace file;
        const std::string path = file.file("app.db");
        sqlite3 *db = nullptr;
        QCOMPARE(sqlite3_open(path.c_str(), &db), SQLITE_OK);
        const auto run = [&](const char *sql) { return sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK; };
        QVERIFY(run("CREATE TABLE people(id INTEGER PRIMARY KEY, name TEXT, changed TEXT NOT NULL);"
                    "INSERT INTO people VALUES(1, 'a', '2026-01-01 10:00:00'), (2, 'b', '2099-01-01 10:00:00')"));
        model::SourceConnection about;
        about.name = "crm";
        about.kind = "sqlite";
        about.path = path;
        const auto connector = *warehouse::makeConnector(about, Secret());
        SyncRequest request = requestFor(SyncMode::Incremental);
        request.plan.schema = "main";
        request.plan.columns.clear();
        const auto shape = connector->shape({"main", "people"}, warehouse::Sampling::Yes, {});
        QVERIFY(shape.has_value());
        for (const warehouse::ColumnInfo &column : shape->columns)
            request.plan.columns.push_back(columnFor(column));
        const auto first = runSync(*file, request, *connector);
        QVERIFY2(first, first ? "" : first.error().id.c_str());
        QVERIFY(std::any_of(first->findings.begin(), first->findings.end(), [](const ingest::Finding &one) { return one.id == "sync.cursor_ahead"; }));
        QVERIFY(run("INSERT INTO people VALUES(3, 'c', '2026-01-02 10:00:00')"));
        QVERIFY(runSync(*file, request, *connector));
        QCOMPARE(rowsOf(*file), std::int64_t{3});
        QVERIFY(run("UPDATE people SET changed = '2026-01-03 10:00:00' WHERE id = 2"));
        QVERIFY(runSync(*file, request, *connector));
        QVERIFY(stateOf(*file).position.starts_with("2026-01-03"));
        sqlite3_close(db);
    }

    void refusedRowsAreKeptOfTheNewestRunsAlone() {
        TempWorkspace file;
        ScriptedSource source;
        fill(source, 3);
        source.people[2].isBroken = true;
        std::vector<std::int64_t> ids;
        for (int i = 0; i < 23; ++i)
            ids.push_back(runSync(*file, requestFor(SyncMode::Full), source)->run.id);
        const auto reader = file->reader();
        QVERIFY(SyncRunRepository(**reader).rejects(ids[1])->empty());
        QCOMPARE(SyncRunRepository(**reader).rejects(ids.back())->size(), std::size_t{1});
        QCOMPARE(SyncRunRepository(**reader).rejects(ids[5])->size(), std::size_t{1});
    }
};

AUDIENCE_TEST(SyncTrustTest)
#include "sync_trust_test.moc"
