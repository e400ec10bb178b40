// R-26 for files and SQLite files: what a disk, another program or a person does to them before and in the middle of a read.
// Each read ends at once with an error that says what to do, and never with fewer rows told as all of them.
#include "core/reliability/peer_tools.h"
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "core/warehouse/fault_read.h"
#include "warehouse/connectors.h"

#include <filesystem>
#include <fstream>
#include <sqlite3.h>
#include <sys/stat.h>
#include <zlib.h>
#endif

#include <unistd.h>

using namespace audience;
using namespace audience::test;
using namespace audience::warehouse;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kRows = 300'000;

void write(const std::string &path, const std::string &bytes) { std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes; }

std::string csvText() {
    std::string text = "id,t\n";
    for (std::int64_t row = 0; row < kRows; ++row)
        text += std::to_string(row) + ",row " + std::to_string(row) + " of many that are here to be read\n";
    return text;
}

// Of so many zeros.
std::string packedZeros(std::size_t megabytes) {
    std::string zeros(1 << 20, '0'), out, part(1 << 16, '\0');
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    for (std::size_t i = 0; i < megabytes; ++i) {
        stream.next_in = reinterpret_cast<Bytef *>(zeros.data());
        stream.avail_in = static_cast<uInt>(zeros.size());
        do {
            stream.next_out = reinterpret_cast<Bytef *>(part.data());
            stream.avail_out = static_cast<uInt>(part.size());
            deflate(&stream, i + 1 == megabytes ? Z_FINISH : Z_NO_FLUSH);
            out.append(part, 0, part.size() - stream.avail_out);
        } while (stream.avail_out == 0);
    }
    deflateEnd(&stream);
    return out;
}

bool makeDatabase(const std::string &path) {
    sqlite3 *db = nullptr;
    sqlite3_open(path.c_str(), &db);
    const std::string sql = "CREATE TABLE many (id INTEGER PRIMARY KEY, t TEXT); WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 299999) "
                            "INSERT INTO many SELECT i, 'row ' || i || ' of many that are here to be read' FROM n;";
    const bool done = sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
    sqlite3_close(db);
    return done;
}

// Rights do not hold a root up: the read is nobody's then.
class AsNobody {
public:
    AsNobody() : m_isRoot(::geteuid() == 0) {
        if (m_isRoot && ::seteuid(65534) != 0)
            qFatal("the user cannot be changed");
    }
    ~AsNobody() {
        if (m_isRoot && ::seteuid(0) != 0)
            qFatal("the user cannot be changed back");
    }
    AsNobody(const AsNobody &) = delete;
    AsNobody &operator=(const AsNobody &) = delete;

private:
    const bool m_isRoot;
};

} // namespace

class FileFaultTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        ::chmod(root().c_str(), 0755);
        write(good(false), csvText());
        QVERIFY(makeDatabase(good(true)));
    }

    void beforeTheRead_data() {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<bool>("isDatabase");
        for (const char *fault : {"gone", "rights taken", "a folder in its place", "a pipe in its place", "a link that leads round in a circle", "a link to another file", "a device in its place",
                                  "nothing in it", "zeros in it", "the folder is gone", "its first half", "read errors"})
            for (const bool isDatabase : {false, true})
                if (isDatabase || QByteArray(fault) != "its first half") // of a text it cannot be seen
                    QTest::addRow("%s, %s", isDatabase ? "SQLite" : "CSV", fault) << QString::fromLatin1(fault) << isDatabase;
        for (const char *fault : {"packed and cut off", "packed and damaged", "packed and without an end", "a workbook that is cut off"})
            QTest::addRow("CSV, %s", fault) << QString::fromLatin1(fault) << false;
    }
    void beforeTheRead() {
        QFETCH(QString, fault);
        QFETCH(bool, isDatabase);
        std::string folder = root() + "/before";
        fs::remove_all(folder);
        fs::create_directory(folder);
        std::string path = folder + (isDatabase ? "/many.db" : fault.startsWith(QStringLiteral("packed")) ? "/many.csv.gz" : fault.startsWith(QStringLiteral("a workbook")) ? "/many.xlsx" : "/many.csv");
        const std::string whole = good(isDatabase);
        std::unique_ptr<AsNobody> nobody;
        if (fault == QStringLiteral("rights taken")) {
            fs::copy_file(whole, path);
            ::chmod(path.c_str(), 0);
            nobody = std::make_unique<AsNobody>();
        } else if (fault == QStringLiteral("a folder in its place")) {
            fs::create_directory(path);
        } else if (fault == QStringLiteral("a pipe in its place")) {
            QCOMPARE(::mkfifo(path.c_str(), 0644), 0);
        } else if (fault == QStringLiteral("a link that leads round in a circle")) {
            fs::create_symlink(path, path + ".other");
            fs::create_symlink(path + ".other", path);
        } else if (fault == QStringLiteral("a link to another file")) {
            fs::create_symlink(whole, path);
        } else if (fault == QStringLiteral("a device in its place")) {
            fs::create_symlink("/dev/zero", path);
        } else if (fault == QStringLiteral("nothing in it")) {
            write(path, "");
        } else if (fault == QStringLiteral("zeros in it")) {
            write(path, std::string(1 << 20, '\0'));
        } else if (fault == QStringLiteral("the folder is gone")) {
            fs::remove_all(folder);
        } else if (fault == QStringLiteral("its first half")) {
            fs::copy_file(whole, path);
            fs::resize_file(path, fs::file_size(path) / 2);
        } else if (fault == QStringLiteral("read errors")) {
            path = "/proc/self/mem"; // its first bytes cannot be read
            if (!QFile::exists(QString::fromStdString(path)))
                QSKIP("no such file here");
        } else if (fault == QStringLiteral("packed and cut off")) {
            const std::string packed = packedZeros(4);
            write(path, packed.substr(0, packed.size() / 2));
        } else if (fault == QStringLiteral("packed and damaged")) {
            std::string packed = packedZeros(4);
            packed[packed.size() / 2] = static_cast<char>(packed[packed.size() / 2] ^ 0x55);
            write(path, packed);
        } else if (fault == QStringLiteral("packed and without an end")) {
            write(path, packedZeros(300));
        } else if (fault == QStringLiteral("a workbook that is cut off")) {
            write(path, std::string("PK\3\4\x14\0\0\0\x08\0", 10) + std::string(400, 'x'));
        }
        forgetPeakMemory();
        const double before = memoryNow();
        const FaultRead seen = read(path, isDatabase, {});
        const double grown = peakMemory() - before;
        nobody.reset();
        const std::string what = seen.fault + " " + seen.detail + ", " + std::to_string(seen.rows) + " rows, " + std::to_string(seen.seconds) + " s, " + std::to_string(grown) + " MB";
        QVERIFY2(!seen.fault.empty(), what.c_str());
        QVERIFY2(hasSentence(seen.fault), what.c_str());
        QVERIFY2(seen.seconds < 8, what.c_str());
        // A text without an end is held until it is longer than a row may be: R-29 has its own limit.
        QVERIFY2(grown < (fault.endsWith(QStringLiteral("without an end")) ? 256 : 64), what.c_str());
    }

    void inTheMiddle_data() {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<bool>("isDatabase");
        for (const char *fault : {"cut off", "emptied", "written over", "replaced", "taken away", "the folder is taken away", "rights taken", "grown", "touched"})
            for (const bool isDatabase : {false, true})
                QTest::addRow("%s, %s", isDatabase ? "SQLite" : "CSV", fault) << QString::fromLatin1(fault) << isDatabase;
    }
    // What was opened may be read to its end; then it is all of it.
    void inTheMiddle() {
        QFETCH(QString, fault);
        QFETCH(bool, isDatabase);
        const std::string folder = root() + "/middle", path = folder + (isDatabase ? "/many.db" : "/many.csv");
        fs::remove_all(folder);
        fs::create_directory(folder);
        fs::copy_file(good(isDatabase), path);
        const FaultRead seen = read(path, isDatabase, [&] {
            if (fault == QStringLiteral("cut off")) {
                fs::resize_file(path, fs::file_size(path) / 2);
            } else if (fault == QStringLiteral("emptied")) {
                fs::resize_file(path, 0);
            } else if (fault == QStringLiteral("written over")) {
                std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
                file.seekp(static_cast<std::streamoff>(fs::file_size(path) / 2));
                file << std::string(fs::file_size(path) / 4, 'z');
            } else if (fault == QStringLiteral("replaced")) {
                write(path + ".new", isDatabase ? "another" : "id,t\n1,another\n");
                fs::rename(path + ".new", path);
            } else if (fault == QStringLiteral("taken away")) {
                fs::remove(path);
            } else if (fault == QStringLiteral("the folder is taken away")) {
                fs::remove_all(folder);
            } else if (fault == QStringLiteral("rights taken")) {
                ::chmod(path.c_str(), 0);
            } else if (fault == QStringLiteral("grown")) {
                std::ofstream(path, std::ios::app | std::ios::binary) << "300000,one more\n";
            } else if (fault == QStringLiteral("touched")) {
                fs::last_write_time(path, fs::file_time_type::clock::now() + 1h);
            }
        });
        const std::string what = seen.fault + " " + seen.detail + ", " + std::to_string(seen.rows) + " rows, " + std::to_string(seen.seconds) + " s";
        QVERIFY2(seen.fault.empty() ? seen.rows == kRows : hasSentence(seen.fault), what.c_str());
        QVERIFY2(seen.seconds < 8, what.c_str());
        // Who looks at what stands on the disk sees it, too, before the run is told as done.
        if (!isDatabase && fault != QStringLiteral("rights taken"))
            QVERIFY2(seen.fault == "source.file_changed", what.c_str());
        if (isDatabase && (fault == QStringLiteral("cut off") || fault == QStringLiteral("emptied") || fault == QStringLiteral("written over")))
            QVERIFY2(!seen.fault.empty(), what.c_str());
    }

    void aCancelEndsAtOnce() {
        for (const bool isDatabase : {false, true}) {
            CancelSource source;
            Steady::time_point cancelled;
            const FaultRead seen = read(good(isDatabase), isDatabase, [&] {
                cancelled = Steady::now();
                source.cancel();
            }, source.token());
            const double took = std::chrono::duration<double>(Steady::now() - cancelled).count();
            QCOMPARE(seen.fault, std::string("cancelled"));
            QVERIFY2(took < 0.2, std::to_string(took).c_str());
        }
    }

    // Another program keeps the database to itself: that is told after some seconds.
    void aDatabaseThatIsInUse() {
        const std::string path = root() + "/used.db";
        fs::copy_file(good(true), path);
        sqlite3 *db = nullptr;
        sqlite3_open(path.c_str(), &db);
        QCOMPARE(sqlite3_exec(db, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr), SQLITE_OK);
        const FaultRead seen = read(path, true, {});
        sqlite3_close(db);
        QCOMPARE(QString::fromStdString(seen.fault), QStringLiteral("source.sqlite_busy"));
        QVERIFY2(seen.seconds < 8 && hasSentence(seen.fault), std::to_string(seen.seconds).c_str());
    }

private:
    std::string root() const { return m_folder.path().toStdString(); }
    std::string good(bool isDatabase) const { return root() + (isDatabase ? "/many.db" : "/many.csv"); }

    static FaultRead read(const std::string &path, bool isDatabase, const std::function<void()> &afterFirst, const CancelToken &cancel = {}) {
        model::SourceConnection about;
        about.name = "here";
        about.kind = isDatabase ? "sqlite" : "files";
        about.path = path;
        const auto connector = makeConnector(about, {});
        if (!connector)
            return {connector.error().id, connector.error().detail};
        ReadRequest request;
        request.table = isDatabase ? TableName{"main", "many"} : TableName{{}, path.substr(path.rfind('/') + 1)};
        request.columns = {{"id", isDatabase ? "integer" : "int64", {"id", engine::ColumnType::Int64, 0}}, {"t", "text", {"t", engine::ColumnType::Text, 0}}};
        return readToTheEnd(**connector, request, cancel, afterFirst);
    }

    QTemporaryDir m_folder;
};

AUDIENCE_TEST(FileFaultTest)
#include "file_fault_test.moc"
