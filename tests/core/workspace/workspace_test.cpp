#include "base/digest.h"
#include "base/json.h"
#include "store/dataset_writer.h"
#include "store/schema.h"
#include "support/temp_workspace.h"
#include "support/test_main.h"
#include "workspace/location.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <sqlite3.h>

#include <thread>

using namespace audience;
using namespace audience::workspace;
using audience::test::TempWorkspace;

namespace {

QByteArray contentOf(const std::string &path) {
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void replaceContent(const std::string &path, const QByteArray &bytes) {
    QFile file(QString::fromStdString(path));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

// As anybody with the sqlite3 shell could, without our protections.
void runPlainSql(const std::string &path, const char *sql) {
    sqlite3 *db = nullptr;
    QCOMPARE(sqlite3_open(path.c_str(), &db), SQLITE_OK);
    char *message = nullptr;
    const int code = sqlite3_exec(db, sql, nullptr, nullptr, &message);
    sqlite3_close(db);
    QVERIFY2(code == SQLITE_OK, message);
}

std::string openError(const TempWorkspace &files) {
    auto opened = Workspace::open(files.path(), files.options());
    return opened ? std::string() : opened.error().id;
}

} // namespace

class WorkspaceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isLaidOutAsDesigned() {
        TempWorkspace files;
        {
            const Reader reader = *files->reader();
            QCOMPARE(*reader->scalar("PRAGMA page_size"), std::int64_t{4096});
            QCOMPARE(*reader->scalar("PRAGMA auto_vacuum"), std::int64_t{2});
            QCOMPARE(*reader->scalarText("PRAGMA journal_mode"), std::string("wal"));
            QCOMPARE(*reader->scalar("PRAGMA application_id"), std::int64_t{store::kApplicationId});
            QCOMPARE(*reader->scalar("PRAGMA user_version"), std::int64_t{store::kSchemaVersion});
        }
        QVERIFY(files
                    ->write([](const store::Connection &db) -> Result<void> {
                        [&] {
                            QCOMPARE(*db.scalar("PRAGMA synchronous"), std::int64_t{2});
                            QCOMPARE(*db.scalar("PRAGMA secure_delete"), std::int64_t{2});
                            QCOMPARE(*db.scalar("PRAGMA journal_size_limit"),
                                     std::int64_t{16777216});
                        }();
                        return {};
                    })
                    .has_value());
        QVERIFY(files->checkFile()->empty());
        files.close();
        const QByteArray bytes = contentOf(files.path());
        QCOMPARE(int(bytes.at(20)), 32); // reserved bytes per page
        QVERIFY(!QFileInfo::exists(QString::fromStdString(files.path() + "-wal")));
        QVERIFY(!Workspace::create(files.path(), files.options()).has_value());
    }
    void settingsAndTimePersist() {
        TempWorkspace files;
        QVERIFY(files->setting("nothing")->is_null());
        QVERIFY(files->setSetting("colour", Json{{"a", 1}}).has_value());
        QCOMPARE(files->now(), TempWorkspace::kStart);
        QVERIFY(files->setSetting("now", "2020-01-02T00:00:00Z").has_value());
        Workspace &again = files.reopen();
        QCOMPARE(jsonInt(*again.setting("colour"), "a"), std::int64_t{1});
        QCOMPARE(toIso(again.now()), std::string("2020-01-02T00:00:00Z"));
        QVERIFY(again.setSetting("now", "clock").has_value());
        QCOMPARE(again.now(), TempWorkspace::kStart);
        const Reader reader = *again.reader();
        QCOMPARE(*reader->scalar(
                     "SELECT count(*) FROM audit_entry WHERE entry LIKE '%setting.changed%'"),
                 std::int64_t{3});
    }
    void nowMayBeTheLastEvent() {
        TempWorkspace files;
        QVERIFY(files->setSetting("now", "last event").has_value());
        QCOMPARE(files->now(), TempWorkspace::kStart); // there is none
        store::DatasetInfo info;
        info.name = "orders";
        info.role = store::DatasetRole::Events;
        info.fields = {{"at", engine::ColumnType::Instant, 0}};
        info.timeField = "at";
        info.fixedEventName = "order";
        const Instant latest = *instantFromIso("2024-05-06T07:08:09Z");
        {
            const store::Connection db = *files->connect(Durability::Normal);
            store::DatasetWriter writer =
                *store::DatasetWriter::begin(db, info, store::WriteMode::Append, files->now());
            engine::ColumnData times;
            times.type = engine::ColumnType::Instant;
            for (int day = 0; day < 3; ++day)
                QVERIFY(
                    engine::appendCell(times, engine::Cell(latest - std::chrono::hours(24 * day))));
            store::ChunkRows rows;
            rows.rows = times.rows;
            rows.columns.push_back(std::move(times));
            QVERIFY(writer.addRows(std::move(rows)).has_value());
            QVERIFY(writer.commit().has_value());
        }
        QCOMPARE(files->now(), latest);
        const Reader reader = *files->reader();
        QCOMPARE(*reader->scalar("SELECT count(*) FROM orders WHERE at >= '2024-05-05'"),
                 std::int64_t{2});
        QCOMPARE(*reader->scalar("SELECT count(*) FROM main.sqlite_schema WHERE name = 'orders'"),
                 std::int64_t{0});
        QVERIFY(files->checkFile()->empty());
    }
    void writesAreAtomicAndNest() {
        TempWorkspace files;
        const auto insert = [](const store::Connection &db, const char *name) {
            return db.execute("INSERT INTO setting VALUES('" + std::string(name) + "', '1')");
        };
        const Result<int> failed = files->write([&](const store::Connection &db) -> Result<int> {
            TRY(insert(db, "a"));
            return Error(ErrorKind::Invalid, "test.no");
        });
        QCOMPARE(failed.error().id, std::string("test.no"));
        const Result<int> kept =
            files->write(Durability::Normal, [&](const store::Connection &db) -> Result<int> {
                TRY(insert(db, "b"));
                const Result<void> inner =
                    files->write([&](const store::Connection &nested) -> Result<void> {
                        TRY(insert(nested, "c"));
                        return Error(ErrorKind::Invalid, "test.no");
                    });
                return inner ? 0 : 7;
            });
        QCOMPARE(*kept, 7);
        const Reader reader = *files->reader();
        QCOMPARE(*reader->scalarText("SELECT group_concat(name) FROM setting"), std::string("b"));
        QVERIFY(!reader->execute("DELETE FROM setting").has_value());
    }
    void manyThreadsReadAndWrite() {
        TempWorkspace files;
        std::atomic<int> failures{0};
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < 50; ++i) {
                    const std::string name = std::to_string(t) + "." + std::to_string(i);
                    if (!files->setSetting(name, i) ||
                        jsonInt(Json{{"v", *files->setting(name)}}, "v") != i)
                        ++failures;
                }
            });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(failures.load(), 0);
        QCOMPARE(*(*files->reader())->scalar("SELECT count(*) FROM setting"), std::int64_t{200});
        QVERIFY(files->checkFile()->empty());
    }

    void refusesWhatIsNoWorkspace_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("error");
        QTest::newRow("empty") << QByteArray() << "workspace.empty_file";
        QTest::newRow("short") << QByteArray("SQLite format 3") << "workspace.not_a_workspace";
        QTest::newRow("text") << QByteArray(20000, 'x') << "workspace.not_a_workspace";
        QTest::newRow("other database")
            << QByteArray("SQLite format 3\0", 16) + QByteArray(5000, '\0')
            << "workspace.not_a_workspace";
    }
    void refusesWhatIsNoWorkspace() {
        QFETCH(QByteArray, content);
        QFETCH(QString, error);
        TempWorkspace files;
        files.close();
        replaceContent(files.path(), content);
        const auto opened = Workspace::open(files.path(), files.options());
        QVERIFY(!opened);
        QCOMPARE(QString::fromStdString(opened.error().id), error);
        QCOMPARE(opened.error().arg("path"), std::string_view(files.path()));
        QCOMPARE(contentOf(files.path()), content);
        QVERIFY(!QFileInfo::exists(QString::fromStdString(files.path() + "-wal")));
    }
    void refusesAbsentAndFolders() {
        TempWorkspace files;
        QCOMPARE(Workspace::open(files.file("no"), files.options()).error().id,
                 std::string("workspace.not_found"));
        QCOMPARE(Workspace::open(files.folder(), files.options()).error().id,
                 std::string("workspace.is_directory"));
        QCOMPARE(Workspace::create(files.file("no/x.audience"), files.options()).error().id,
                 std::string("workspace.no_folder"));
    }
    void newerVersionIsLeftUntouched() {
        TempWorkspace files;
        files.close();
        runPlainSql(files.path(), "PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)");
        const QByteArray before = contentOf(files.path());
        const auto opened = Workspace::open(files.path(), files.options());
        QCOMPARE(opened.error().id, std::string("workspace.newer"));
        QCOMPARE(opened.error().arg("version"), std::string_view("99"));
        QCOMPARE(contentOf(files.path()), before);
        QCOMPARE(QDir(QString::fromStdString(files.folder())).entryList(QDir::Files),
                 QStringList{QStringLiteral("test.audience")});
    }
    void alteredSchemaIsRefused_data() {
        QTest::addColumn<QString>("sql");
        QTest::newRow("trigger")
            << "CREATE TRIGGER x AFTER INSERT ON setting BEGIN DELETE FROM suppression; END";
        QTest::newRow("view") << "CREATE VIEW v AS SELECT * FROM setting";
        QTest::newRow("virtual table") << "CREATE VIRTUAL TABLE v USING fts5(a)";
        QTest::newRow("table") << "CREATE TABLE extra(a)";
        QTest::newRow("index") << "CREATE INDEX extra ON setting(value)";
        QTest::newRow("column") << "ALTER TABLE setting ADD COLUMN more TEXT";
        QTest::newRow("dropped") << "DROP TABLE suppression";
        QTest::newRow("statistics") << "ANALYZE";
    }
    void alteredSchemaIsRefused() {
        QFETCH(QString, sql);
        TempWorkspace files;
        files.close();
        runPlainSql(files.path(), sql.toUtf8().constData());
        QCOMPARE(openError(files), std::string("workspace.altered_schema"));
    }
    void damageIsReported() {
        TempWorkspace files;
        for (int i = 0; i < 200; ++i)
            QVERIFY(files->setSetting("s" + std::to_string(i), std::string(300, 'v')).has_value());
        files.close();
        const QByteArray good = contentOf(files.path());
        replaceContent(files.path(), good.left(good.size() - 4096 * 3));
        QCOMPARE(openError(files), std::string("workspace.truncated"));
        int reported = 0;
        for (int page = 1; page < good.size() / 4096; ++page) {
            QByteArray bad = good;
            bad.replace(page * 4096, 4000, QByteArray(4000, '\xee'));
            replaceContent(files.path(), bad);
            const std::string error = openError(files);
            if (error.empty()) // only pages that hold nothing may go unnoticed
                continue;
            QVERIFY2(error == "workspace.damaged", error.c_str());
            ++reported;
        }
        QVERIFY(reported > 10);
    }
    void readOnlyChangesNothing() {
        TempWorkspace files;
        files.close();
        const QByteArray before = contentOf(files.path());
        OpenOptions options = files.options();
        options.readOnly = true;
        {
            auto opened = Workspace::open(files.path(), options);
            QVERIFY(opened.has_value());
            QVERIFY(!(*opened)->mayRunWork());
            QCOMPARE((*opened)->setSetting("a", 1).error().id, std::string("workspace.read_only"));
            QVERIFY((*opened)->checkFile()->empty());
        }
        QCOMPARE(contentOf(files.path()), before);
    }
    void copiesAreConsistentWhileOthersWrite() {
        TempWorkspace files;
        std::atomic<bool> stop{false};
        std::thread writer([&] {
            for (int i = 0; !stop; ++i)
                (void)files->write([&](const store::Connection &db) -> Result<void> {
                    TRY(db.execute("INSERT OR REPLACE INTO setting VALUES('a', '" +
                                   std::to_string(i) + "')"));
                    return db.execute("INSERT OR REPLACE INTO setting VALUES('b', '" +
                                      std::to_string(i) + "')");
                });
        });
        for (int i = 0; i < 5; ++i)
            QVERIFY(files->copyTo(files.file("copy" + std::to_string(i))).has_value());
        stop = true;
        writer.join();
        QCOMPARE(files->copyTo(files.file("copy0")).error().id, std::string("workspace.exists"));
        CancelSource cancelled;
        cancelled.cancel();
        QCOMPARE(files->copyTo(files.file("none"), cancelled.token()).error().id,
                 std::string("cancelled"));
        QVERIFY(!QFileInfo::exists(QString::fromStdString(files.file("none"))));
        for (int i = 0; i < 5; ++i) {
            OpenOptions options = files.options();
            options.readOnly = true;
            const auto copy = Workspace::open(files.file("copy" + std::to_string(i)), options);
            QVERIFY(copy.has_value());
            QVERIFY((*copy)->checkFile()->empty());
            QCOMPARE(dumpJson(*(*copy)->setting("a")), dumpJson(*(*copy)->setting("b")));
        }
        QVERIFY(QDir(QString::fromStdString(files.folder()))
                    .entryList({QStringLiteral("*partial*")})
                    .isEmpty());
    }
    void riskyPlacesAreNamed_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("fileSystem");
        QTest::addColumn<QString>("warning");
        QTest::newRow("plain") << "/home/ada/shop.audience"
                               << "ext4"
                               << "";
        QTest::newRow("a file of that name") << "/home/ada/Dropbox.audience"
                                             << "ext4"
                                             << "";
        QTest::newRow("dropbox") << "/home/ada/Dropbox/shop.audience"
                                 << "ext4"
                                 << "workspace.synced_folder";
        QTest::newRow("onedrive") << "C:/Users/ada/OneDrive - Shop Ltd/a/shop.audience"
                                  << "NTFS"
                                  << "workspace.synced_folder";
        QTest::newRow("icloud")
            << "/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/s.audience"
            << "apfs"
            << "workspace.synced_folder";
        QTest::newRow("nfs") << "/mnt/team/shop.audience"
                             << "nfs4"
                             << "workspace.network_drive";
        QTest::newRow("smb") << "/mnt/team/shop.audience"
                             << "cifs"
                             << "workspace.network_drive";
    }
    void riskyPlacesAreNamed() {
        QFETCH(QString, path);
        QFETCH(QString, fileSystem);
        QFETCH(QString, warning);
        const auto warnings = locationWarnings(path.toStdString(), fileSystem.toStdString());
        QCOMPARE(warnings.size(), std::size_t(warning.isEmpty() ? 0 : 1));
        if (!warnings.empty())
            QCOMPARE(QString::fromStdString(warnings.front().id), warning);
    }
};

AUDIENCE_TEST(WorkspaceTest)
#include "workspace_test.moc"
