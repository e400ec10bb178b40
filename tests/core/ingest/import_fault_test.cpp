// Every call that an import makes to the disk fails once, in every way it can: the old generation
// or the new one stays, nothing else, and the same import can be done again.
#include "support/test_main.h"

#include <QFileInfo>
#include <QTest>

#ifndef Q_MOC_RUN // moc stumbles over the concepts of the standard library
#include "ingest/importer.h"
#include "store/dataset_reader.h"
#include "store/fault_vfs.h"
#include "support/temp_workspace.h"
#include "workspace/consent_repository.h"

#include <fstream>
#endif

using namespace audience;
using namespace audience::ingest;
using store::VfsCall;
using store::VfsFault;
using test::TempPlace;
using workspace::Workspace;

namespace {

constexpr int kPeople = 300;

std::string writeFile(const std::string &path, int people, const char *tail) {
    std::ofstream out(path, std::ios::binary);
    out << "id,ok\n";
    for (int i = 1; i <= people; ++i)
        out << i << ",yes\n";
    out << tail;
    return path;
}

ImportSpec profiles(const std::string &path, store::WriteMode mode) {
    ImportSpec spec;
    spec.path = path;
    spec.name = "people";
    spec.role = store::DatasetRole::Profiles;
    spec.key = "id";
    spec.mode = mode;
    return spec;
}

// A workspace on a disk that can be told to fail, with one person of generation 1 in it.
struct Patient {
    TempPlace files;
    store::FaultVfs &vfs;
    std::unique_ptr<Workspace> workspace;
    ImportSpec upsert;

    explicit Patient(store::FaultVfs &disk) : vfs(disk) {
        workspace = *Workspace::create(files.path(), options());
        const auto first =
            profiles(writeFile(files.file("a.csv"), 1, ""), store::WriteMode::Append);
        if (!importFile(*workspace, first))
            qFatal("the first import failed");
        upsert =
            profiles(writeFile(files.file("b.csv"), kPeople, "broken\n"), store::WriteMode::Upsert);
        upsert.consent = "ok";
    }
    workspace::OpenOptions options() const {
        workspace::OpenOptions options = files.options();
        options.environment.vfs = vfs.name();
        return options;
    }
    Result<void> reopen() {
        workspace.reset();
        TRY_ASSIGN(workspace, Workspace::open(files.path(), options()));
        return {};
    }
    std::int64_t scalar(const char *sql) const {
        const auto reader = workspace->reader();
        return reader ? (*reader)->scalar(sql).value_or(-1) : -1;
    }
    store::DatasetInfo people() const {
        const auto reader = workspace->reader();
        return store::DatasetReader::find(**reader, "people")->value_or(store::DatasetInfo());
    }
    // What does not hold, or nothing.
    std::string broken() const {
        const auto faults = workspace->checkFile();
        if (!faults || !faults->empty())
            return faults ? faults->front().id + " " + faults->front().detail : faults.error().id;
        const bool done = people().generation == 2;
        if (people().rows != (done ? kPeople : 1))
            return "rows";
        if (scalar("SELECT count(*) FROM import_run WHERE finished_at IS NOT NULL") !=
            (done ? 2 : 1))
            return "import runs";
        if (*workspace::ConsentRepository(*workspace).hasAny() != done)
            return "consent";
        if (scalar("SELECT count(*) FROM audit_entry WHERE entry LIKE '%\"dataset.imported\"%'") !=
            (done ? 2 : 1))
            return "audit";
        return {};
    }
    std::string leftBehind() const {
        if (scalar("SELECT count(*) FROM chunk WHERE staged = 1") != 0)
            return "staged chunks";
        if (scalar(
                "SELECT count(*) FROM chunk_blob WHERE id / 65536 NOT IN (SELECT id FROM chunk)"))
            return "orphans";
        return {};
    }
};

} // namespace

class ImportFaultTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Thousands of syncs, none of which is what is tested here.
    void initTestCase() {
        if (QFileInfo(QStringLiteral("/dev/shm")).isWritable())
            qputenv("TMPDIR", "/dev/shm");
    }
    void everyFailureIsSurvived_data() {
        QTest::addColumn<VfsCall>("call");
        QTest::addColumn<VfsFault>("fault");
        QTest::addColumn<bool>("forGood");
        QTest::newRow("open") << VfsCall::Open << VfsFault::IoError << false;
        QTest::newRow("read") << VfsCall::Read << VfsFault::IoError << false;
        QTest::newRow("write") << VfsCall::Write << VfsFault::IoError << false;
        QTest::newRow("half a write") << VfsCall::Write << VfsFault::ShortWrite << false;
        QTest::newRow("disk full") << VfsCall::Write << VfsFault::DiskFull << false;
        QTest::newRow("disk stays full") << VfsCall::Write << VfsFault::DiskFull << true;
        QTest::newRow("sync") << VfsCall::Sync << VfsFault::IoError << false;
        QTest::newRow("sync, disk full") << VfsCall::Sync << VfsFault::DiskFull << false;
        QTest::newRow("truncate") << VfsCall::Truncate << VfsFault::IoError << false;
        QTest::newRow("lock") << VfsCall::Lock << VfsFault::IoError << false;
        QTest::newRow("busy") << VfsCall::Lock << VfsFault::Busy << false;
        QTest::newRow("delete") << VfsCall::Delete << VfsFault::IoError << false;
    }
    void everyFailureIsSurvived() {
        QFETCH(VfsCall, call);
        QFETCH(VfsFault, fault);
        QFETCH(bool, forGood);
        store::FaultVfs vfs("import-faults");
        int faults = 0, reported = 0;
        for (int n = 1;; ++n) {
            Patient patient(vfs);
            vfs.failAt(call, n, fault, forGood);
            const auto report = importFile(*patient.workspace, patient.upsert);
            const bool fired = vfs.hasFired();
            vfs.disarm();
            const std::string at = "call " + std::to_string(n) + ": ";
            if (report) {
                QCOMPARE(report->kept, std::int64_t{kPeople});
                QCOMPARE(patient.people().generation, std::int64_t{2});
            } else {
                ++reported;
                const std::string &id = report.error().id;
                QVERIFY2(fired, id.c_str());
                // A cause that the user can act on, not "something failed".
                QVERIFY2(id == "store.disk_full" || id == "store.io" || id == "store.busy" ||
                             id == "store.cannot_open",
                         (at + id + " " + report.error().detail).c_str());
                if (forGood)
                    QVERIFY2(id == "store.disk_full" || id == "store.io", (at + id).c_str());
            }
            const std::string now = patient.broken();
            QVERIFY2(now.empty(), (at + now).c_str());
            const auto opened = patient.reopen();
            QVERIFY2(opened.has_value(), opened ? "" : (at + opened.error().id).c_str());
            const std::string later = patient.broken() + patient.leftBehind();
            QVERIFY2(later.empty(), (at + "reopened: " + later).c_str());
            patient.upsert.allowSameFile = true;
            const auto again = importFile(*patient.workspace, patient.upsert);
            QVERIFY2(again.has_value(), again ? "" : (at + again.error().id).c_str());
            QCOMPARE(patient.people().rows, std::int64_t{kPeople});
            QCOMPARE(patient.scalar("SELECT count(*) FROM import_run WHERE finished_at IS NULL"),
                     std::int64_t{0}); // the next import clears what a failed one could not
            if (!fired)
                break;
            ++faults;
        }
        qInfo("%d faults, %d reported", faults, reported);
        QVERIFY(reported > 0 || call == VfsCall::Delete || call == VfsCall::Truncate ||
                call == VfsCall::Open || fault == VfsFault::Busy);
    }
    // No space, then space again: the same open workspace imports, without a restart.
    void importsWhenThereIsSpaceAgain() {
        store::FaultVfs vfs("import-faults");
        Patient patient(vfs);
        vfs.failAt(VfsCall::Write, 1, VfsFault::DiskFull, true);
        const auto full = importFile(*patient.workspace, patient.upsert);
        QVERIFY(!full);
        QCOMPARE(full.error().id, std::string("store.disk_full"));
        QCOMPARE(patient.people().rows, std::int64_t{1});
        vfs.disarm();
        QVERIFY(importFile(*patient.workspace, patient.upsert).has_value());
        QCOMPARE(patient.people().rows, std::int64_t{kPeople});
        QCOMPARE(patient.broken() + patient.leftBehind(), std::string());
    }
};

AUDIENCE_TEST(ImportFaultTest)
#include "import_fault_test.moc"
