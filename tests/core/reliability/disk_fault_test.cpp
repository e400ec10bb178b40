// R-16 for the two works that make a second file: a backup and the step to a newer version. Every call to the disk
// fails once, in every way it can: what is there is whole, the cause is named, and it can be done again.
#include "support/test_main.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "store/fault_vfs.h"
#include "store/schema.h"
#include "support/long_run.h"
#include "support/temp_workspace.h"

#include <filesystem>
#include <functional>
#endif

using namespace audience;
using namespace audience::test;
using store::VfsCall;
using store::VfsFault;
using workspace::Workspace;

namespace {

struct Way {
    const char *name;
    VfsCall call;
    VfsFault fault;
    bool forGood;
};
constexpr Way kWays[] = {{"open, I/O error", VfsCall::Open, VfsFault::IoError, false},
                         {"open, disk full", VfsCall::Open, VfsFault::DiskFull, false},
                         {"read, I/O error", VfsCall::Read, VfsFault::IoError, false},
                         {"write, I/O error", VfsCall::Write, VfsFault::IoError, false},
                         {"write, half of it", VfsCall::Write, VfsFault::ShortWrite, false},
                         {"write, disk full", VfsCall::Write, VfsFault::DiskFull, false},
                         {"write, disk stays full", VfsCall::Write, VfsFault::DiskFull, true},
                         {"sync, I/O error", VfsCall::Sync, VfsFault::IoError, false},
                         {"sync, disk full", VfsCall::Sync, VfsFault::DiskFull, false},
                         {"truncate, I/O error", VfsCall::Truncate, VfsFault::IoError, false},
                         {"lock, I/O error", VfsCall::Lock, VfsFault::IoError, false},
                         {"lock, busy", VfsCall::Lock, VfsFault::Busy, false},
                         {"delete, I/O error", VfsCall::Delete, VfsFault::IoError, false}};

bool namesACause(const Error &error, VfsCall call) {
    for (const char *vague : {"store.failed", "store.corrupt", "workspace.altered_schema", "workspace.damaged"})
        if (error.id == vague)
            return error.id == "workspace.damaged" && call == VfsCall::Read; // a page that cannot be read
    return true;
}

// Empty, or what is wrong with the file.
std::string look(const std::string &path, const workspace::OpenOptions &options) {
    const auto file = Workspace::open(path, options);
    if (!file)
        return file.error().id + ' ' + file.error().detail;
    const auto faults = (*file)->checkFile();
    return !faults ? faults.error().id : faults->empty() ? "" : faults->front().id;
}

} // namespace

class DiskFaultTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (QFileInfo(QStringLiteral("/dev/shm")).isWritable())
            qputenv("TMPDIR", "/dev/shm");
    }
    void backup_data() { ways(); }
    void backup() {
        QFETCH(int, way);
        TempWorkspace master;
        QVERIFY(master->setSetting("left", std::string(50'000, 'x')).has_value());
        master.close();
        sweep(kWays[way], [&](store::FaultVfs &vfs, const std::function<void()> &arm) -> std::string {
            TempPlace place;
            std::filesystem::copy(master.folder(), place.folder(), std::filesystem::copy_options::recursive);
            workspace::OpenOptions options = place.options();
            options.environment.vfs = vfs.name();
            const auto file = Workspace::open(place.path(), options);
            if (!file)
                return file.error().id;
            const std::string copy = place.file("copy.audience");
            arm();
            const auto copied = (*file)->copyTo(copy);
            vfs.disarm();
            if (!copied && !namesACause(copied.error(), kWays[way].call))
                return "no cause: " + copied.error().id + ' ' + copied.error().detail;
            if (copied && !std::filesystem::exists(copy))
                return "it says that it was done";
            if (std::filesystem::exists(copy))
                if (const std::string wrong = look(copy, place.options()); !wrong.empty())
                    return "a broken copy: " + wrong;
            for (const char *rest : {".partial", ".partial-wal", ".partial-shm", ".partial-journal"})
                if (std::filesystem::exists(copy + rest))
                    return std::string("left behind: ") + rest;
            if (const auto again = (*file)->copyTo(place.file("again.audience")); !again)
                return "not again: " + again.error().id;
            const auto faults = (*file)->checkFile();
            return faults && faults->empty() ? "" : "the original is damaged";
        });
    }
    void olderVersion_data() { ways(); }
    void olderVersion() {
        QFETCH(int, way);
        QFile packed(QStringLiteral(AUDIENCE_SOURCE_DIR "/tests/data/workspace_version_1.z"));
        QVERIFY(packed.open(QIODevice::ReadOnly));
        const QByteArray old = qUncompress(packed.readAll());
        sweep(kWays[way], [&](store::FaultVfs &vfs, const std::function<void()> &arm) -> std::string {
            TempPlace place;
            QFile file(QString::fromStdString(place.path()));
            if (!file.open(QIODevice::WriteOnly) || file.write(old) != old.size())
                return "no old file";
            file.close();
            workspace::OpenOptions options = place.options();
            options.environment.vfs = vfs.name();
            arm();
            {
                const auto opened = Workspace::open(place.path(), options);
                vfs.disarm();
                if (!opened && !namesACause(opened.error(), kWays[way].call))
                    return "no cause: " + opened.error().id + ' ' + opened.error().detail;
            }
            const auto again = Workspace::open(place.path(), options);
            if (!again)
                return "not again: " + again.error().id + ' ' + again.error().detail;
            const auto reader = (*again)->reader();
            if ((*reader)->scalar("PRAGMA user_version").value_or(0) != store::kSchemaVersion ||
                (*reader)->scalar("SELECT count(*) FROM message JOIN run ON run.id = message.run").value_or(0) != 3)
                return "not all came along";
            const auto faults = (*again)->checkFile();
            if (!faults || !faults->empty())
                return "damaged";
            return std::filesystem::exists(place.path() + ".version-1") ? "" : "the copy of what it was is missing";
        });
    }

private:
    static void ways() {
        QTest::addColumn<int>("way");
        for (int i = 0; i < static_cast<int>(std::size(kWays)); ++i)
            QTest::newRow(kWays[i].name) << i;
    }
    // The n-th call fails, for every n until none is left; in the short form with strides.
    template <class Try> static void sweep(const Way &way, const Try &once) {
        store::FaultVfs vfs("disk-faults");
        int fired = 0;
        for (int n = 1;; n += shortOrLong(n > 20 ? 9 : 1, 1)) {
            const std::string wrong = once(vfs, [&] { vfs.failAt(way.call, n, way.fault, way.forGood); });
            QVERIFY2(wrong.empty(), (std::to_string(n) + ": " + wrong).c_str());
            if (!vfs.hasFired())
                break;
            ++fired;
        }
        qInfo() << fired << "faults";
    }
};

AUDIENCE_TEST(DiskFaultTest)
#include "disk_fault_test.moc"
