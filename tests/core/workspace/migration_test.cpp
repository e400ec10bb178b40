// A file that version 1 wrote (a finished practice send to three people) comes up in this version, whole, whoever
// is killed where; tests/data/workspace_version_1.z is its bytes, compressed.
#include "base/fault_point.h"
#include "store/schema.h"
#include "support/temp_workspace.h"
#include "support/test_main.h"

#include <QFile>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#endif

using namespace audience;
using namespace audience::workspace;
using audience::test::TempPlace;

namespace {

bool unpack(const std::string &path) {
    QFile packed(QStringLiteral(AUDIENCE_SOURCE_DIR "/tests/data/workspace_version_1.z"));
    QFile file(QString::fromStdString(path));
    return packed.open(QIODevice::ReadOnly) && file.open(QIODevice::WriteOnly) && file.write(qUncompress(packed.readAll())) > 0;
}

// "" when it is of this version, whole and has all that it had.
std::string fault(Workspace &workspace) {
    const auto faults = workspace.checkFile();
    if (!faults || !faults->empty())
        return faults ? faults->front().id : faults.error().id;
    const auto reader = workspace.reader();
    if (!reader)
        return reader.error().id;
    const auto version = (*reader)->scalar("PRAGMA user_version");
    const auto run = (*reader)->scalarText("SELECT group_concat(status || ' ' || transport || ' ' || audience || ' ' || plan) FROM run");
    const auto messages = (*reader)->scalar("SELECT count(*) FROM message JOIN run ON run.id = message.run");
    const auto oldTables = (*reader)->scalar("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'run_1%'");
    if (!version || *version != store::kSchemaVersion || !run || *run != "finished practice 3 {}" || !messages || *messages != 3)
        return "not all came along";
    return oldTables && *oldTables == 0 ? "" : "the old table is left";
}

} // namespace

class MigrationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bringsAnOlderFileUpToDateAndKeepsACopy() {
        TempPlace files;
        QVERIFY(unpack(files.path()));
        {
            const auto opened = Workspace::open(files.path(), files.options());
            QVERIFY2(opened, opened ? "" : opened.error().id.c_str());
            QCOMPARE(fault(**opened), std::string());
            const auto reader = (*opened)->reader();
            QCOMPARE(*(*reader)->scalar("PRAGMA foreign_keys"), std::int64_t{1});
        }
        QVERIFY(QFile::exists(QString::fromStdString(files.path() + ".version-1")));
        QVERIFY(Workspace::open(files.path(), files.options()));
    }

    void readingAloneDoesNotChangeIt() {
        TempPlace files;
        QVERIFY(unpack(files.path()));
        OpenOptions options = files.options();
        options.readOnly = true;
        QCOMPARE(Workspace::open(files.path(), options).error().id, std::string("workspace.older"));
        QVERIFY(!QFile::exists(QString::fromStdString(files.path() + ".version-1")));
    }

    void anAlteredOlderFileIsRefused() {
        for (const char *sql : {"CREATE TRIGGER evil AFTER INSERT ON setting BEGIN DELETE FROM setting; END", "CREATE VIEW run_1 AS SELECT 1",
                                "ALTER TABLE run ADD COLUMN more TEXT"}) {
            TempPlace files;
            QVERIFY(unpack(files.path()));
            {
                const auto plain = store::Connection::open(files.path(), {store::OpenMode::ReadWrite, {}, {}});
                QVERIFY(plain && plain->execute(sql));
            }
            QCOMPARE(Workspace::open(files.path(), files.options()).error().id, std::string("workspace.altered_schema"));
        }
    }

    void killedAnywhereLeavesOldOrNew() {
#ifndef Q_OS_UNIX
        QSKIP("needs fork");
#else
        static int visitsLeft;
        for (int n = 1;; ++n) {
            TempPlace files;
            QVERIFY(unpack(files.path()));
            const pid_t child = fork();
            if (child == 0) {
                visitsLeft = n;
                g_faultHook = [](const char *) {
                    if (--visitsLeft == 0)
                        raise(SIGKILL);
                };
                _exit(Workspace::open(files.path(), files.options()) ? 0 : 1);
            }
            int status = 0;
            QCOMPARE(waitpid(child, &status, 0), child);
            const auto opened = Workspace::open(files.path(), files.options());
            QVERIFY2(opened, opened ? "" : opened.error().id.c_str());
            QCOMPARE(fault(**opened), std::string());
            QVERIFY(QFile::exists(QString::fromStdString(files.path() + ".version-1")));
            if (WIFEXITED(status)) {
                QCOMPARE(WEXITSTATUS(status), 0);
                QVERIFY(n > 4); // it was killed at copying, rebuilding and committing
                return;
            }
        }
#endif
    }
};

AUDIENCE_TEST(MigrationTest)
#include "migration_test.moc"
