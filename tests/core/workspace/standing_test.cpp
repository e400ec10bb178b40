#include "support/temp_workspace.h"
#include "support/test_main.h"

#include <QTest>

#include <filesystem>

using namespace audience;
namespace fs = std::filesystem;
using namespace audience::workspace;
using audience::test::TempWorkspace;

namespace {

void copyFile(const std::string &from, const std::string &to) {
    fs::copy_file(from, to, fs::copy_options::overwrite_existing);
}

StandingKind standingAt(const TempWorkspace &files, const std::string &path) {
    const auto opened = Workspace::open(path, files.options());
    return opened ? (*opened)->standing().kind : StandingKind::Untrusted;
}

} // namespace

class StandingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ownFileStaysNormal() {
        TempWorkspace files;
        QVERIFY(files->mayRunWork());
        for (int i = 0; i < 3; ++i)
            QVERIFY(files.reopen().mayRunWork());
        // A second process of the same user, at the same time.
        const auto second = Workspace::open(files.path(), files.options());
        QVERIFY(second.has_value() && (*second)->mayRunWork());
        QCOMPARE((*second)->uuid(), files->uuid());
    }
    void unknownMachineMustTrustFirst() {
        TempWorkspace files;
        files.close();
        OpenOptions elsewhere = files.options();
        elsewhere.environment.stateDirectory = files.file("other state");
        {
            auto opened = Workspace::open(files.path(), elsewhere);
            QCOMPARE((*opened)->standing().kind, StandingKind::Untrusted);
            QCOMPARE((*opened)->standing().asError(files.path()).id,
                     std::string("workspace.untrusted"));
            QVERIFY(!(*opened)->mayRunWork());
            QVERIFY(!(*opened)->acknowledge().has_value());
            QVERIFY((*opened)->trust().has_value());
            QVERIFY((*opened)->mayRunWork());
        }
        QVERIFY((*Workspace::open(files.path(), elsewhere))->mayRunWork());
        // Back on the first machine: somebody else may have sent meanwhile.
        QCOMPARE(standingAt(files, files.path()), StandingKind::Restored);
    }
    void copyIsBlockedUntilAdopted() {
        TempWorkspace files;
        const std::string former = files->uuid();
        files.close();
        copyFile(files.path(), files.file("copy.audience"));
        QCOMPARE(standingAt(files, files.file("copy.audience")), StandingKind::Copied);
        QVERIFY(files.reopen().mayRunWork());
        {
            auto copy = Workspace::open(files.file("copy.audience"), files.options());
            QVERIFY(!(*copy)->acknowledge().has_value());
            QVERIFY(!(*copy)->trust().has_value());
            const std::string journal = (*copy)->sendJournalPath();
            files.clock().advance(std::chrono::hours(1));
            QVERIFY((*copy)->adopt().has_value());
            QVERIFY((*copy)->uuid() != former);
            QVERIFY((*copy)->sendJournalPath() != journal);
            QCOMPARE((*copy)->acceptedAt(), files.clock().now());
            QVERIFY((*copy)->mayRunWork());
        }
        QCOMPARE(standingAt(files, files.file("copy.audience")), StandingKind::Normal);
        QVERIFY(files.reopen().mayRunWork());
    }
    void copyByBackupApiIsBlockedToo() {
        TempWorkspace files;
        QVERIFY(files->copyTo(files.file("copy.audience")).has_value());
        QCOMPARE(standingAt(files, files.file("copy.audience")), StandingKind::Copied);
        QVERIFY(files.reopen().mayRunWork());
    }
    void movedFileIsBlockedUntilAcknowledged() {
        TempWorkspace files;
        files.close();
        fs::rename(files.path(), files.file("moved.audience"));
        {
            auto moved = Workspace::open(files.file("moved.audience"), files.options());
            QCOMPARE((*moved)->standing().kind, StandingKind::Moved);
            QCOMPARE((*moved)->standing().knownPath, files.path());
            QVERIFY((*moved)->acknowledge().has_value());
        }
        QCOMPARE(standingAt(files, files.file("moved.audience")), StandingKind::Normal);
    }
    void restoredBackupIsBlocked_data() {
        QTest::addColumn<bool>("throughApi");
        QTest::addColumn<bool>("killed");
        QTest::newRow("backup API, closed well") << true << false;
        QTest::newRow("backup API, killed") << true << true;
        QTest::newRow("plain copy of the closed file") << false << false;
        QTest::newRow("plain copy of the closed file, later killed") << false << true;
    }
    // The state of a killed process is that of a file copied aside while it was open.
    void restoredBackupIsBlocked() {
        QFETCH(bool, throughApi);
        QFETCH(bool, killed);
        TempWorkspace files;
        const std::string backup = files.file("backup");
        if (throughApi) {
            QVERIFY(files->copyTo(backup).has_value());
        } else {
            files.close();
            copyFile(files.path(), backup);
            files.reopen();
        }
        QVERIFY(files->setSetting("sent", 1).has_value());
        if (killed) {
            QVERIFY(files->mark().has_value());
            fs::rename(files.stateDirectory(), files.file("aside"));
            files.close(); // this goodbye reaches a state folder that is thrown away
            fs::remove_all(files.stateDirectory());
            fs::rename(files.file("aside"), files.stateDirectory());
        } else {
            files.close();
        }
        copyFile(backup, files.path());
        QCOMPARE(standingAt(files, files.path()), StandingKind::Restored);
        {
            auto restored = Workspace::open(files.path(), files.options());
            QVERIFY(!(*restored)->mayRunWork());
            QVERIFY((*restored)->acknowledge().has_value());
        }
        QCOMPARE(standingAt(files, files.path()), StandingKind::Normal);
    }
    void crashBetweenFileAndRecordIsNoRestore() {
        TempWorkspace files;
        files.close();
        const fs::path state = files.stateDirectory(), saved = files.file("saved state");
        fs::rename(state, saved);
        // The file moves on while the record stays behind, as when the power fails in between.
        fs::create_directories(state);
        for (const char *name : {"machine", "audit.key"})
            fs::copy_file(saved / name, state / name);
        {
            auto opened = Workspace::open(files.path(), files.options());
            QVERIFY((*opened)->trust().has_value());
        }
        fs::remove_all(state);
        fs::rename(saved, state);
        QCOMPARE(standingAt(files, files.path()), StandingKind::Normal);
    }
};

AUDIENCE_TEST(StandingTest)
#include "standing_test.moc"
