// Kills an import at every durable point: the old generation stays, nothing else is left behind.
#include "base/fault_point.h"
#include "dataset_fixture.h"
#include "support/test_main.h"

#ifndef _WIN32
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#endif

using namespace audience;
using namespace audience::store;
using namespace audience::test;

#ifndef _WIN32
namespace {

int g_visitsLeft = 0;

void killAtVisit(const char *) {
    if (--g_visitsLeft == 0)
        kill(getpid(), SIGKILL);
}

constexpr Instant kBefore{1'000'000}, kDuring{2'000'000}, kAfter{3'000'000};

std::vector<Row> crowd(std::uint64_t seed, int count) {
    SeededRng rng(seed);
    std::vector<Row> rows;
    for (int i = 0; i < count; ++i)
        rows.push_back(person(rng.between(0, 6000), rng));
    return rows;
}

void secondImport(const DatasetFile &file, WriteMode mode) {
    const Connection connection = file.open();
    auto identity = need(IdentityMap::load(connection));
    auto writer = need(DatasetWriter::begin(connection, people(), mode, kDuring));
    for (std::uint64_t part = 0; part < 3; ++part)
        need(writer.addRows(toRows(writer.info(), crowd(100 + part, 2200), &identity)));
    need(identity.appendTo(writer));
    need(writer.commit());
    for (std::uint64_t small = 0; small < 8; ++small)
        import(connection, people(), crowd(200 + small, 5), WriteMode::Upsert, kDuring);
    while (need(compact(connection, kDuring))) {
    }
    while (need(purge(connection, kDuring + std::chrono::hours(1)))) {
    }
}

} // namespace
#endif

class ImportCrashTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void killedAnywhere_data() {
        QTest::addColumn<int>("mode");
        QTest::newRow("upsert") << static_cast<int>(WriteMode::Upsert);
        QTest::newRow("replace") << static_cast<int>(WriteMode::Replace);
    }
    void killedAnywhere() {
#ifdef _WIN32
        QSKIP("needs fork");
#else
        QFETCH(int, mode);
        for (int visit = 1;; ++visit) {
            const DatasetFile file;
            std::vector<std::string> before;
            {
                const Connection connection = file.open();
                import(connection, people(), crowd(1, 2500), WriteMode::Append, kBefore);
                before = dump(need(DatasetReader::open(connection, "people")));
            }
            const pid_t child = fork();
            if (child == 0) {
                g_visitsLeft = visit;
                g_faultHook = killAtVisit;
                secondImport(file, static_cast<WriteMode>(mode));
                _exit(0);
            }
            int status = 0;
            QCOMPARE(waitpid(child, &status, 0), child);
            const Connection connection = file.open();
            QCOMPARE(need(connection.scalarText("PRAGMA integrity_check")), std::string("ok"));
            need(sweepStaged(connection, kAfter));
            QCOMPARE(need(connection.scalar("SELECT count(*) FROM chunk WHERE staged = 1")),
                     std::int64_t{0});
            QCOMPARE(need(connection.scalar("SELECT count(*) FROM import_stage")), std::int64_t{0});
            QCOMPARE(
                need(connection.scalar("SELECT count(*) FROM chunk_blob WHERE id / 65536 NOT IN "
                                       "(SELECT id FROM chunk)")),
                std::int64_t{0});
            const auto reader = need(DatasetReader::open(connection, "people"));
            const auto lines = dump(reader);
            QCOMPARE(static_cast<std::int64_t>(lines.size()), reader.info().rows);
            if (reader.info().generation == 1)
                QVERIFY(lines == before);
            // Whatever was cut short can be done again.
            import(connection, people(), crowd(1, 2500), WriteMode::Replace, kAfter);
            QCOMPARE(dump(need(DatasetReader::open(connection, "people"))).size(), before.size());
            if (WIFEXITED(status)) {
                QCOMPARE(WEXITSTATUS(status), 0);
                QVERIFY2(visit > 20, "the import has many durable points");
                return;
            }
            QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
        }
#endif
    }
};

AUDIENCE_TEST(ImportCrashTest)
#include "import_crash_test.moc"
