#include "base/fault_point.h"
#include "store/fault_vfs.h"
#include "support/temp_workspace.h"
#include "support/test_main.h"
#include "workspace/consent_repository.h"
#include "workspace/definition_repository.h"

#include <QFileInfo>
#include <QScopeGuard>
#include <QTest>

#include <filesystem>

#ifdef Q_OS_UNIX
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#endif

using namespace audience;
using namespace audience::workspace;
using audience::test::TempPlace;
using audience::test::TempWorkspace;

namespace {

OpenOptions through(const TempPlace &files, const store::FaultVfs &vfs) {
    OpenOptions options = files.options();
    options.environment.vfs = vfs.name();
    return options;
}

// Two settings that are only ever written together.
Result<void> writePair(Workspace &workspace, int value) {
    return workspace.write([&](const store::Connection &) -> Result<void> {
        TRY(workspace.setSetting("left", value));
        return workspace.setSetting("right", value);
    });
}

// A day in the life: made or opened, a few writes, a definition, consent, a copy, closed.
Result<void> liveThrough(const std::string &path, const OpenOptions &options) {
    const bool exists = QFileInfo::exists(QString::fromStdString(path));
    TRY_ASSIGN(const std::unique_ptr<Workspace> workspace,
               exists ? Workspace::open(path, options) : Workspace::create(path, options));
    for (int value = 1; value <= 3; ++value)
        TRY(writePair(*workspace, value));
    DefinitionRepository definitions(*workspace);
    TRY_ASSIGN(const std::vector<Definition> before, definitions.list(DefinitionKind::Segment));
    TRY(definitions.save({DefinitionKind::Segment,
                          0,
                          "S" + std::to_string(before.size()),
                          0,
                          Json{{"text", std::string(20000, 'x')}},
                          {}}));
    ConsentRepository consents(*workspace);
    TRY_ASSIGN(const Topic topic, consents.saveTopic({{}, "news", "News", TopicKind::OptIn}));
    TRY(consents.set(topic.id, 1, {ConsentState::Granted, TempWorkspace::kStart, "form", ""}));
    TRY(workspace->checkpoint());
    return writePair(*workspace, 4);
}

// The invariants that hold whatever happened: empty when they do.
std::string brokenInvariant(const std::string &path, const OpenOptions &options) {
    if (!QFileInfo::exists(QString::fromStdString(path)))
        return {}; // creation failed as a whole
    const auto workspace = Workspace::open(path, options);
    if (!workspace)
        return workspace.error().id + ": " + workspace.error().detail;
    if (!(*workspace)->mayRunWork())
        return "standing";
    const auto faults = (*workspace)->checkFile();
    if (!faults)
        return faults.error().id;
    if (!faults->empty())
        return faults->front().id + ": " + faults->front().detail;
    const auto left = (*workspace)->setting("left"), right = (*workspace)->setting("right");
    if (!left || !right || dumpJson(*left) != dumpJson(*right))
        return "half a transaction";
    return {};
}

} // namespace

class FaultTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Thousands of syncs, none of which is what is tested here.
    void initTestCase() {
        if (QFileInfo(QStringLiteral("/dev/shm")).isWritable())
            qputenv("TMPDIR", "/dev/shm");
    }
    void everyFailureIsSurvived_data() {
        using store::VfsCall;
        using store::VfsFault;
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
        QFETCH(store::VfsCall, call);
        QFETCH(store::VfsFault, fault);
        QFETCH(bool, forGood);
        store::FaultVfs vfs("faults");
        int reported = 0;
        bool fired = true;
        for (int n = 1; fired; ++n) {
            TempPlace files;
            const std::string path = files.path();
            vfs.failAt(call, n, fault, forGood);
            const Result<void> result = liveThrough(path, through(files, vfs));
            fired = vfs.hasFired();
            vfs.disarm();
            if (!result) {
                ++reported;
                QVERIFY2(fired, result.error().id.c_str());
                const std::string &id = result.error().id;
                QVERIFY2(id != "store.failed" && id != "workspace.altered_schema", id.c_str());
                if (fault == store::VfsFault::DiskFull)
                    QVERIFY2(id == "store.disk_full" || id == "workspace.disk_full" || id == "store.io", id.c_str());
            }
            const std::string broken = brokenInvariant(path, through(files, vfs));
            QVERIFY2(broken.empty(), (std::to_string(n) + ": " + broken).c_str());
            // Nothing is left behind that would be in the way of the next attempt.
            if (!result && n % 8 == 0) {
                const Result<void> again = liveThrough(path, through(files, vfs));
                QVERIFY2(again.has_value(), again ? "" : again.error().id.c_str());
            }
        }
        QVERIFY(reported > 0 || call == store::VfsCall::Delete ||
                call == store::VfsCall::Truncate || fault == store::VfsFault::Busy);
    }
    void workGoesOnWhenThereIsSpaceAgain() {
        store::FaultVfs vfs("faults");
        TempWorkspace files;
        files.close();
        const auto workspace = *Workspace::open(files.path(), through(files, vfs));
        QVERIFY(writePair(*workspace, 1).has_value());
        vfs.failAt(store::VfsCall::Write, 1, store::VfsFault::DiskFull, true);
        QCOMPARE(writePair(*workspace, 2).error().id, std::string("store.disk_full"));
        QCOMPARE(dumpJson(*workspace->setting("left")), std::string("1"));
        vfs.disarm();
        QVERIFY(writePair(*workspace, 3).has_value());
        QCOMPARE(dumpJson(*workspace->setting("right")), std::string("3"));
        QVERIFY(workspace->checkFile()->empty());
    }
#ifdef Q_OS_UNIX
    void killedAnywhereLeavesOldOrNew() {
        static int visitsLeft;
        bool survived = false;
        int kills = 0;
        for (int n = 1; !survived; ++n) {
            TempWorkspace files;
            QVERIFY(writePair(*files, 0).has_value());
            files.close();
            const pid_t child = fork();
            if (child == 0) {
                visitsLeft = n;
                g_faultHook = [](const char *) {
                    if (--visitsLeft == 0)
                        raise(SIGKILL);
                };
                const bool lived =
                    liveThrough(files.path(), files.options()).has_value() &&
                    liveThrough(files.file("new.audience"), files.options()).has_value();
                _exit(lived ? 0 : 1);
            }
            int status = 0;
            QCOMPARE(waitpid(child, &status, 0), child);
            survived = WIFEXITED(status);
            QVERIFY(!survived || WEXITSTATUS(status) == 0);
            kills += survived ? 0 : 1;
            for (const std::string &path : {files.path(), files.file("new.audience")}) {
                const std::string broken = brokenInvariant(path, files.options());
                QVERIFY2(broken.empty(), (std::to_string(n) + ": " + path + ": " + broken).c_str());
            }
        }
        QVERIFY(kills > 20);
    }
    // A second process commits all the time; whatever this one does to the file must not cost it a
    // commit, which is what a plain open and close of the file would do.
    void twoProcessesLoseNothing() {
        TempWorkspace files;
        const QString stop = QString::fromStdString(files.file("stop"));
        int toParent[2];
        QCOMPARE(pipe(toParent), 0);
        files.close();
        const pid_t child = fork();
        if (child == 0) {
            const auto workspace = Workspace::open(files.path(), files.options());
            int done = 0;
            while (workspace && !QFileInfo::exists(stop) && writePair(**workspace, done + 1))
                usleep(static_cast<useconds_t>(1000 +
                                               ++done % 3 * 500)); // each look reads all entries
            _exit(write(toParent[1], &done, sizeof done) == sizeof done ? 0 : 1);
        }
        auto endChild = qScopeGuard([child] { kill(child, SIGKILL); });
        files.reopen();
        const int kLooks = 15;
        for (int look = 0; look < kLooks; ++look) {
            const std::string name = "mine" + std::to_string(look);
            QVERIFY(files->setSetting(name, look).has_value());
            const auto second = Workspace::open(files.path(), files.options());
            QVERIFY2(second.has_value(), second ? "" : second.error().id.c_str());
            QVERIFY((*second)->checkFile()->empty());
            const std::string otherName = files.folder() + "/./test.audience";
            QVERIFY(Workspace::open(otherName, files.options()).has_value());
            const std::string copy = files.file(name);
            QVERIFY(files->copyTo(copy).has_value());
            std::filesystem::remove(copy);
        }
        QFile stopFile(stop);
        QVERIFY(stopFile.open(QIODevice::WriteOnly));
        QCOMPARE(waitpid(child, nullptr, 0), child);
        endChild.dismiss();
        int done = 0;
        QCOMPARE(read(toParent[0], &done, sizeof done), ssize_t(sizeof done));
        ::close(toParent[0]);
        ::close(toParent[1]);
        QVERIFY(done > 0);
        QCOMPARE(dumpJson(*files->setting("left")), std::to_string(done));
        const Reader reader = *files->reader();
        QCOMPARE(*reader->scalar("SELECT count(*) FROM setting WHERE name LIKE 'mine%'"),
                 std::int64_t{kLooks});
        QVERIFY(files->checkFile()->empty());
        QVERIFY(files->mayRunWork());
    }
#endif
};

AUDIENCE_TEST(FaultTest)
#include "fault_test.moc"
