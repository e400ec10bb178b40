// Syncs from a source that breaks and onto a disk that fails: nothing half is kept, nothing is missed, nothing comes twice.
#include "support/test_main.h"

#include <QFileInfo>
#include <QTest>

#ifndef Q_MOC_RUN // moc stumbles over the concepts of the standard library
#include "core/sync/scripted_source.h"
#include "store/dataset_reader.h"
#include "store/fault_vfs.h"
#include "support/temp_workspace.h"
#include "sync/shape_drift.h"
#include "sync/sync_runner.h"
#endif

using namespace audience;
using namespace audience::sync;
using model::SyncMode;
using test::ScriptedSource;
using test::TempPlace;
using test::TempWorkspace;

namespace {

SyncRequest requestFor(SyncMode mode, std::int64_t partRows = 25) {
    SyncRequest request = test::scriptedRequest(mode, partRows);
    if (mode == SyncMode::Append) {
        request.plan.role = "table";
        request.plan.key.clear();
    }
    return request;
}

constexpr auto fill = test::fillScripted;

// "id name" of each live row, sorted by id.
std::map<std::int64_t, std::string> rowsOf(workspace::Workspace &file, int *twice = nullptr) {
    std::map<std::int64_t, std::string> rows;
    const auto reader = file.reader();
    const auto dataset = store::DatasetReader::open(**reader, "people");
    for (std::size_t chunk = 0; dataset && chunk < dataset->chunks().size(); ++chunk) {
        const auto ids = dataset->column(chunk, 0), names = dataset->column(chunk, 1);
        const auto live = dataset->liveRows(chunk);
        for (std::uint32_t row = 0; row < dataset->chunks()[chunk].rows; ++row)
            if (live->empty() || ((*live)[row >> 6] >> (row & 63) & 1) != 0)
                if (!rows.emplace(ids->ints[row], std::string(names->textAt(row))).second && twice)
                    ++*twice;
    }
    return rows;
}

std::map<std::int64_t, std::string> rowsOf(const ScriptedSource &source) {
    std::map<std::int64_t, std::string> rows;
    for (const auto &[id, person] : source.people)
        if (!person.isBroken)
            rows.emplace(id, person.name);
    return rows;
}

SyncState stateOf(workspace::Workspace &file) { return *SyncRunRepository(**file.reader()).state(1); }

std::vector<SyncRun> runsOf(workspace::Workspace &file) {
    const auto reader = file.reader();
    return *SyncRunRepository(**reader).runs(1);
}

} // namespace

class SyncFaultTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Thousands of writes to the disk, which is not what is tested here.
    void initTestCase() {
        if (QFileInfo(QStringLiteral("/dev/shm")).isWritable())
            qputenv("TMPDIR", "/dev/shm");
    }
    void aBrokenPageIsTakenUpAgain_data() {
        QTest::addColumn<int>("mode");
        for (const SyncMode mode : {SyncMode::Full, SyncMode::Incremental, SyncMode::Append, SyncMode::Mirror})
            QTest::newRow(std::string(toText(mode)).c_str()) << static_cast<int>(mode);
    }
    void aBrokenPageIsTakenUpAgain() {
        QFETCH(int, mode);
        for (int pages = 1; pages < 12; ++pages) {
            TempWorkspace file;
            ScriptedSource source;
            fill(source, 100);
            source.breakAfterPages = pages;
            source.breaks = 3;
            const auto report = runSync(*file, requestFor(static_cast<SyncMode>(mode)), source);
            QVERIFY2(report, report ? "" : report.error().id.c_str());
            int twice = 0;
            QVERIFY(rowsOf(*file, &twice) == rowsOf(source));
            QCOMPARE(twice, 0);
            QVERIFY(report->run.state == RunState::Done);
            QVERIFY(source.reads > 1 || pages > 10);
        }
    }

    // A read that goes on by the key does not begin again.
    void aFullReadGoesOnByItsKey() {
        TempWorkspace file;
        ScriptedSource source;
        fill(source, 100);
        source.breakAfterPages = 4;
        const auto report = runSync(*file, requestFor(SyncMode::Full), source);
        QVERIFY(report);
        QCOMPARE(source.asked, (std::vector<std::string>{"", "40", "80"}));
        QCOMPARE(report->run.reconnects, std::int64_t{2});
        QCOMPARE(report->run.rows, std::int64_t{100});
    }

    void aSourceThatStaysAwayKeepsTheParts() {
        TempWorkspace file;
        ScriptedSource source;
        fill(source, 100);
        source.breakAfterPages = 0;
        const auto failed = runSync(*file, requestFor(SyncMode::Incremental), source);
        QCOMPARE(failed.error().id, std::string("source.connection_lost"));
        const auto runs = runsOf(*file);
        QCOMPARE(runs.size(), std::size_t{1});
        QVERIFY(runs[0].state == RunState::Failed && runs[0].fault && runs[0].fault->id == "source.connection_lost");
        QCOMPARE(stateOf(*file).position, std::string());
        source.breakAfterPages = -1;
        QVERIFY(runSync(*file, requestFor(SyncMode::Incremental), source));
        QVERIFY(rowsOf(*file) == rowsOf(source));
    }

    void onlyWhatChangedIsRead() {
        TempWorkspace file;
        ScriptedSource source;
        fill(source, 90);
        QVERIFY(runSync(*file, requestFor(SyncMode::Incremental), source));
        source.people[5] = {"new name", 1000, false};
        source.people[200] = {"new one", 1001, false};
        source.people.erase(7);
        const auto second = runSync(*file, requestFor(SyncMode::Incremental), source);
        QVERIFY(second);
        QCOMPARE(second->run.rows, std::int64_t{3}); // the last one of before, as others could have its moment
        auto expected = rowsOf(source);
        expected[7] = "p7";
        QVERIFY(rowsOf(*file) == expected);
        QCOMPARE(stateOf(*file).position, std::string("1001"));
        // A mirror also forgets.
        const auto mirrored = runSync(*file, requestFor(SyncMode::Mirror), source);
        QVERIFY(mirrored);
        QCOMPARE(mirrored->run.removed, std::int64_t{1});
        QVERIFY(rowsOf(*file) == rowsOf(source));
        QCOMPARE(runSync(*file, requestFor(SyncMode::Mirror), source)->run.removed, std::int64_t{0});
    }

    void anEmptySourceTakesNothingAway() {
        for (const SyncMode mode : {SyncMode::Full, SyncMode::Mirror}) {
            TempWorkspace file;
            ScriptedSource source;
            fill(source, 90);
            QVERIFY(runSync(*file, requestFor(mode), source));
            const auto before = rowsOf(source);
            source.people.clear();
            QCOMPARE(runSync(*file, requestFor(mode), source).error().id, std::string("sync.source_empty"));
            fill(source, 40);
            QCOMPARE(runSync(*file, requestFor(mode), source).error().id, std::string("sync.too_many_removed"));
            QVERIFY(rowsOf(*file) == before);
            SyncRequest sure = requestFor(mode);
            sure.mayRemoveMany = true;
            QVERIFY(runSync(*file, sure, source));
            QVERIFY(rowsOf(*file) == rowsOf(source));
        }
    }

    void whatIsRefusedIsKeptWithItsReason() {
        TempWorkspace file;
        ScriptedSource source;
        fill(source, 60);
        for (const int id : {3, 17, 55})
            source.people[id].isBroken = true;
        const auto report = runSync(*file, requestFor(SyncMode::Incremental), source);
        QVERIFY(report);
        QCOMPARE(report->run.rejected, std::int64_t{3});
        QCOMPARE(report->run.kept, std::int64_t{57});
        const auto kept = SyncRunRepository(**file->reader()).rejects(report->run.id);
        QVERIFY(kept && kept->size() == 3);
        QCOMPARE(kept->at(1).row, std::int64_t{17});
        QCOMPARE(kept->at(1).raw, std::string("p17"));
        SyncRequest strict = requestFor(SyncMode::Full);
        strict.plan.maxRejects = 2;
        QCOMPARE(runSync(*file, strict, source).error().id, std::string("ingest.too_many_rejects"));
        QCOMPARE(SyncRunRepository(**file->reader()).rejects(runsOf(*file).front().id)->size(), std::size_t{3});
        QVERIFY(rowsOf(*file) == rowsOf(source));
    }

    void theBudgetIsKept() {
        TempWorkspace file;
        ScriptedSource source;
        fill(source, 100);
        SyncRequest dear = requestFor(SyncMode::Full);
        dear.plan.maxBytes = 1000;
        QCOMPARE(runSync(*file, dear, source).error().id, std::string("sync.over_budget"));
        QCOMPARE(source.reads, 0);
        SyncRequest monthly = requestFor(SyncMode::Full);
        monthly.plan.monthBytes = 5000;
        QVERIFY(runSync(*file, monthly, source));
        QVERIFY(runSync(*file, monthly, source));
        QCOMPARE(runSync(*file, monthly, source).error().id, std::string("sync.month_spent"));
        file.clock().advance(std::chrono::hours(24 * 31));
        QVERIFY(runSync(*file, monthly, source));
    }

    void aChangedShapeIsDecidedByAPerson() {
        TempWorkspace file;
        ScriptedSource source;
        fill(source, 50);
        SyncRequest request = requestFor(SyncMode::Incremental);
        QVERIFY(runSync(*file, request, source));
        source.hasMail = true; // waits
        const auto report = runSync(*file, request, source);
        QVERIFY(report && report->findings.front().id == "sync.drift_new");
        source.idType = "text"; // blocks
        QCOMPARE(runSync(*file, request, source).error().id, std::string("sync.drift"));
        const auto shape = source.shape({"public", "people"}, warehouse::Sampling::No, {});
        const auto decided = acceptDrift(request.plan, *shape, source);
        QVERIFY(decided && decided->needsReload);
        QCOMPARE(decided->plan.columns.size(), std::size_t{4});
        request.plan = decided->plan;
        QVERIFY(file->write([&](const store::Connection &c) { return SyncRunRepository(c).saveState(1, {{}, true}, file->clock().now()); }));
        const auto again = runSync(*file, request, source);
        QVERIFY2(again, again ? "" : again.error().id.c_str());
        const auto info = store::DatasetReader::find(**file->reader(), "people");
        QCOMPARE((*info)->rows, std::int64_t{50});
        QVERIFY((*info)->fields.at(0).type == engine::ColumnType::Text && (*info)->fields.size() == 4);
        QVERIFY(!stateOf(*file).reload);
        model::SyncPlan keyless = request.plan;
        keyless.columns[0].source = keyless.columns[0].name = keyless.key = "gone";
        QCOMPARE(acceptDrift(keyless, *shape, source).error().id, std::string("sync.needs_column"));
    }

    void aCancelledRunLeavesTheOldRows() {
        TempWorkspace file;
        ScriptedSource source;
        fill(source, 50);
        QVERIFY(runSync(*file, requestFor(SyncMode::Full), source));
        const auto before = rowsOf(*file);
        fill(source, 100);
        CancelSource cancel;
        Progress progress([&](ProgressState state) {
            if (state.done >= 30)
                cancel.cancel();
        });
        QVERIFY(runSync(*file, requestFor(SyncMode::Full), source, &progress, cancel.token()).error().kind == ErrorKind::Cancelled);
        QVERIFY(rowsOf(*file) == before);
        QVERIFY(runsOf(*file).front().state == RunState::Cancelled);
        QCOMPARE((*file->reader())->scalar("SELECT count(*) FROM chunk WHERE staged = 1").value_or(-1), std::int64_t{0});
    }

    // Every write fails once, and the disk stays full: the old rows or the new ones, and the next run goes on.
    void aFailingDiskLosesNothing_data() {
        QTest::addColumn<store::VfsFault>("fault");
        QTest::addColumn<bool>("forGood");
        QTest::newRow("write fails") << store::VfsFault::IoError << false;
        QTest::newRow("disk full once") << store::VfsFault::DiskFull << false;
        QTest::newRow("disk stays full") << store::VfsFault::DiskFull << true;
    }
    void aFailingDiskLosesNothing() {
        QFETCH(store::VfsFault, fault);
        QFETCH(bool, forGood);
        static store::FaultVfs disk("sync_faults");
        int failures = 0;
        for (int call = 1; call < 4000; call += 1 + call / 8) {
            TempPlace place;
            workspace::OpenOptions options = place.options();
            options.environment.vfs = disk.name();
            auto file = workspace::Workspace::create(place.path(), options);
            QVERIFY(file);
            ScriptedSource source;
            fill(source, 60);
            disk.failAt(store::VfsCall::Write, call, fault, forGood);
            const auto done = runSync(**file, requestFor(SyncMode::Incremental), source);
            disk.disarm();
            if (done)
                break;
            ++failures;
            file->reset();
            file = workspace::Workspace::open(place.path(), options);
            QVERIFY(file);
            const auto faults = (*file)->checkFile();
            QVERIFY(faults && faults->empty());
            int twice = 0;
            const auto rows = rowsOf(**file, &twice), wanted = rowsOf(source);
            QVERIFY(twice == 0 && std::includes(wanted.begin(), wanted.end(), rows.begin(), rows.end()));
            QVERIFY(runSync(**file, requestFor(SyncMode::Incremental), source));
            QVERIFY(rowsOf(**file) == wanted);
        }
        QVERIFY2(failures > 5, qPrintable(QString::number(failures)));
    }
};

AUDIENCE_TEST(SyncFaultTest)
#include "sync_fault_test.moc"
