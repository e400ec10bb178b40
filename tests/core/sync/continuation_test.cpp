// Runs that replace everything and are interrupted: killed at any step, cut off for good or stopped, the old rows stay and the next run
// goes on where the last one kept what it had; where it may not, it begins anew and says why.
#include "support/test_main.h"

#include <QFileInfo>
#include <QTest>

#ifndef Q_MOC_RUN // moc stumbles over the concepts of the standard library
#include "base/fault_point.h"
#include "core/sync/scripted_source.h"
#include "support/temp_workspace.h"
#include "sync/sync_runner.h"
#include "workspace/consent_repository.h"

#ifdef Q_OS_UNIX
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#endif
#endif

using namespace audience;
using namespace audience::sync;
using model::SyncMode;
using test::ScriptedSource;
using test::TempPlace;
using test::TempWorkspace;

namespace {

constexpr int kPeople = 300;
constexpr std::int64_t kKeepRows = 40;

SyncRequest requestFor(const std::string &role) {
    SyncRequest request = test::scriptedRequest(SyncMode::Full);
    model::SyncPlan &plan = request.plan;
    plan.role = role;
    plan.key = role == "profiles" ? "id" : "";
    if (role == "profiles") {
        plan.consent = "name";
        plan.consentYes = {"yes"};
    } else if (role == "events") {
        plan.time = "at";
        plan.eventName = "visit";
        plan.profile = "id";
    }
    request.source = "postgresql://test";
    request.keepRows = kKeepRows;
    return request;
}

void fill(ScriptedSource &source, int count, int first = 1) {
    for (int i = first; i < first + count; ++i)
        source.people[i] = {i % 3 == 0 ? "yes" : "no", i, i % 50 == 7};
}

// All rows, by their keys.
std::string rowsOf(workspace::Workspace &file) {
    const auto reader = file.reader();
    return (*reader)->scalarText("SELECT group_concat(id || name || changed) FROM (SELECT * FROM people ORDER BY id)").value_or("error");
}

std::uint64_t agreed(workspace::Workspace &file) {
    const auto reader = file.reader();
    const auto topics = workspace::ConsentRepository(file).topics();
    const auto people = topics && !topics->empty() ? workspace::ConsentRepository::allowed(**reader, topics->front(), 10'000) : Result<engine::Bitmap>(engine::Bitmap());
    return people ? people->count() : 0;
}

std::vector<SyncRun> runsOf(workspace::Workspace &file) {
    const auto reader = file.reader();
    return *SyncRunRepository(**reader).runs(1);
}

std::vector<std::int64_t> rejectsOf(workspace::Workspace &file, std::int64_t run) {
    std::vector<std::int64_t> rows;
    const auto reader = file.reader();
    const auto rejects = SyncRunRepository(**reader).rejects(run);
    for (const ingest::RowReject &reject : *rejects)
        rows.push_back(reject.row);
    return rows;
}

std::int64_t hidden(workspace::Workspace &file) { return (*file.reader())->scalar("SELECT count(*) FROM chunk WHERE staged > 0").value_or(-1); }

// An interrupted run over old rows; what it kept waits.
std::unique_ptr<ScriptedSource> interrupted(TempWorkspace &file, const SyncRequest &request, bool keepsPlaces = false) {
    auto source = std::make_unique<ScriptedSource>();
    source->keepsPlaces = keepsPlaces;
    source->hasKeys = !keepsPlaces;
    source->contents = keepsPlaces ? "v1" : "";
    fill(*source, 20);
    if (!runSync(*file, request, *source))
        return nullptr;
    fill(*source, kPeople);
    source->breakAfterPages = 13;
    source->mostReads = source->reads + 1;
    if (runSync(*file, request, *source))
        return nullptr;
    source->breakAfterPages = -1;
    source->mostReads = 1000;
    source->asked.clear();
    return source;
}

} // namespace

class ContinuationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (QFileInfo(QStringLiteral("/dev/shm")).isWritable())
            qputenv("TMPDIR", "/dev/shm");
    }

    void killedAnywhereItGoesOn_data() {
        QTest::addColumn<QString>("role");
        for (const char *role : {"profiles", "table"})
            QTest::newRow(role) << QString::fromLatin1(role);
    }
    void killedAnywhereItGoesOn() {
#ifndef Q_OS_UNIX
        QSKIP("needs fork");
#else
        QFETCH(QString, role);
        SyncRequest request = requestFor(role.toStdString());
        TempWorkspace calm;
        ScriptedSource all;
        fill(all, 20);
        QVERIFY(runSync(*calm, request, all));
        const std::string before = rowsOf(*calm);
        fill(all, kPeople);
        const auto wanted = runSync(*calm, request, all);
        QVERIFY2(wanted, wanted ? "" : wanted.error().id.c_str());
        const auto page = static_cast<std::int64_t>(all.pageRows);
        auto *served = static_cast<std::int64_t *>(mmap(nullptr, sizeof(std::int64_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
        QVERIFY(served != MAP_FAILED);
        static int visitsLeft;
        int continued = 0;
        for (int n = 1;; n += 1 + n / 7) {
            TempWorkspace file;
            ScriptedSource source;
            fill(source, 20);
            QVERIFY(runSync(*file, request, source));
            fill(source, kPeople);
            source.served = served;
            *served = 0;
            file.close();
            const pid_t child = fork();
            if (child == 0) {
                visitsLeft = n;
                g_faultHook = [](const char *) {
                    if (--visitsLeft == 0)
                        raise(SIGKILL);
                };
                auto opened = workspace::Workspace::open(file.path(), file.options());
                _exit(opened && runSync(**opened, request, source) ? 0 : 1);
            }
            int status = 0;
            QCOMPARE(waitpid(child, &status, 0), child);
            file.reopen();
            QVERIFY((*file).checkFile()->empty());
            if (WIFEXITED(status)) {
                QCOMPARE(WEXITSTATUS(status), 0);
                QVERIFY2(continued > 5, qPrintable(QString::number(continued)));
                munmap(served, sizeof(std::int64_t));
                return;
            }
            const bool isSwitched = rowsOf(*file) != before; // killed behind the switch
            if (isSwitched)
                QCOMPARE(rowsOf(*file), rowsOf(*calm));
            const std::int64_t servedBefore = *served;
            const auto again = runSync(*file, request, source);
            QVERIFY2(again, again ? "" : again.error().id.c_str());
            QCOMPARE(rowsOf(*file), rowsOf(*calm));
            QCOMPARE(agreed(*file), agreed(*calm));
            QCOMPARE(again->run.rows, wanted->run.rows);
            QCOMPARE(again->run.kept, wanted->run.kept);
            QCOMPARE(again->run.rejected, wanted->run.rejected);
            QCOMPARE(rejectsOf(*file, again->run.id), rejectsOf(*calm, wanted->run.id));
            QCOMPARE(hidden(*file), std::int64_t{0});
            if (isSwitched)
                continue;
            QCOMPARE(again->run.added, wanted->run.added);
            QCOMPARE(again->run.replaced, wanted->run.replaced);
            // Read twice: what came since the last time it kept what it had, and the pages that were on their way.
            const std::int64_t twice = *served - kPeople;
            const std::int64_t most = kKeepRows + page * (3 * std::max(2L, sysconf(_SC_NPROCESSORS_ONLN)) + 2);
            QVERIFY2(twice <= most, qPrintable(QStringLiteral("%1 of %2 rows were read twice").arg(twice).arg(servedBefore)));
            continued += again->run.takenOver > 0 ? 1 : 0;
            QVERIFY(again->run.takenOver == 0 || (again->run.former != 0 && again->run.anew.empty()));
        }
#endif
    }

    // A source that would have to hold all rows to order them is not asked to: the rows are staged as they come, and a break begins anew.
    void whatHoldsToOrderIsNotOrdered() {
        TempWorkspace file;
        ScriptedSource source;
        source.holdsToOrder = true;
        fill(source, kPeople);
        source.breakAfterPages = 13;
        source.mostReads = 1;
        const SyncRequest request = requestFor("profiles");
        QVERIFY(!runSync(*file, request, source));
        QCOMPARE(source.lastOrder, std::string());
        source.breakAfterPages = -1;
        source.mostReads = 1000;
        const auto again = runSync(*file, request, source);
        QVERIFY2(again, again ? "" : again.error().id.c_str());
        QCOMPARE(again->run.anew, std::string("sync.anew_no_order"));
        QCOMPARE(again->run.takenOver, std::int64_t{0});
        QCOMPARE(again->run.rows, std::int64_t{kPeople});
        QCOMPARE(source.lastOrder, std::string());
    }

    void cutOffForGoodItGoesOn() {
        TempWorkspace file;
        const SyncRequest request = requestFor("profiles");
        const auto source = interrupted(file, request);
        QVERIFY(source);
        const auto before = runsOf(*file);
        QVERIFY(before.front().state == RunState::Failed && before.front().fault->id == "source.connection_lost");
        const std::int64_t kept = before.front().rows; // of 130; a few pages were on their way
        QVERIFY2(kept >= kKeepRows && kept <= 130 && kept % 10 == 0, qPrintable(QString::number(kept)));
        QCOMPARE((*file->reader())->scalar("SELECT count(*) FROM people").value_or(-1), std::int64_t{19}); // the old ones, and nothing else
        file.reopen();
        const auto report = runSync(*file, request, *source);
        QVERIFY2(report, report ? "" : report.error().id.c_str());
        QCOMPARE(source->asked, std::vector<std::string>{std::to_string(kept)});
        QCOMPARE(report->run.takenOver, kept);
        QCOMPARE(report->run.former, before.front().id);
        QCOMPARE(report->run.rows, std::int64_t{kPeople});
        QVERIFY(std::any_of(report->findings.begin(), report->findings.end(), [](const auto &one) { return one.id == "sync.continued"; }));
        const SyncRun last = runsOf(*file).front();
        QVERIFY(last.takenOver == kept && last.former == report->run.former && last.anew.empty());
        QCOMPARE(hidden(*file), std::int64_t{0});
        QCOMPARE((*file->reader())->scalar("SELECT count(*) FROM kept_load").value_or(-1), std::int64_t{0});
    }

    // Rows that change between the two halves: those that were taken over are as they were, those to come as they are.
    void rowsThatChangeBetweenTheHalves() {
        TempWorkspace file;
        const SyncRequest request = requestFor("table");
        const auto source = interrupted(file, request);
        QVERIFY(source);
        source->people[5].name = "changed early";
        source->people[250].name = "changed late";
        QVERIFY(runSync(*file, request, *source));
        const auto value = [&](const char *sql) { return (*file->reader())->scalarText(sql).value_or("error"); };
        QCOMPARE(value("SELECT name FROM people WHERE id = 5"), std::string("no"));
        QCOMPARE(value("SELECT name FROM people WHERE id = 250"), std::string("changed late"));
        QVERIFY(runSync(*file, request, *source));
        QCOMPARE(value("SELECT name FROM people WHERE id = 5"), std::string("changed early"));
    }

    void itIsInterruptedAgainAndAgain() {
        TempWorkspace file;
        const SyncRequest request = requestFor("profiles");
        ScriptedSource source;
        fill(source, kPeople);
        std::int64_t served = 0;
        source.served = &served;
        source.breakAfterPages = 9;
        int runs = 1;
        for (;; ++runs) {
            source.mostReads = source.reads + 1;
            if (runSync(*file, request, source))
                break;
            QVERIFY(runs < 10);
        }
        QVERIFY2(runs >= 4, qPrintable(QString::number(runs)));
        QVERIFY2(served < kPeople + runs * 90, qPrintable(QString::number(served)));
        QCOMPARE(runsOf(*file).front().rows, std::int64_t{kPeople});
        QCOMPARE((*file->reader())->scalar("SELECT count(*) FROM people").value_or(-1), std::int64_t{294});
    }

    // The same run goes on by itself where its connection broke more often than it is made again.
    void oneRunGoesOnWithItself() {
        TempWorkspace file;
        ScriptedSource source;
        fill(source, kPeople);
        source.breakAfterPages = 13;
        source.breaks = 1;
        source.missing = {1, 2, 3, 4, 5}; // reads that are refused
        const auto report = runSync(*file, requestFor("profiles"), source);
        QVERIFY2(report, report ? "" : report.error().id.c_str());
        QCOMPARE(source.asked.size(), std::size_t{2});
        QVERIFY2(std::stoi(source.asked.back()) >= kKeepRows, source.asked.back().c_str());
        QCOMPARE(report->run.rows, std::int64_t{kPeople});
        QCOMPARE(report->run.takenOver, std::int64_t{0});
    }

    void whenItMayNotGoOn_data() {
        QTest::addColumn<QString>("what");
        for (const char *what : {"plan", "columns", "connection", "dataset", "old", "source", "no_key"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void whenItMayNotGoOn() {
        QFETCH(QString, what);
        TempWorkspace file;
        SyncRequest request = requestFor("table");
        const bool ofFiles = what == QLatin1String("source");
        auto source = interrupted(file, request, ofFiles);
        QVERIFY(source);
        QCOMPARE(hidden(*file) > 0, true);
        if (what == QLatin1String("plan"))
            request.plan.zone = "Europe/Berlin";
        if (what == QLatin1String("columns"))
            source->idType = "numeric";
        if (what == QLatin1String("connection"))
            request.source = "postgresql://elsewhere";
        if (what == QLatin1String("old"))
            file.clock().advance(std::chrono::hours(25));
        if (ofFiles)
            source->contents = "v2";
        if (what == QLatin1String("no_key"))
            source->hasKeys = false;
        if (what == QLatin1String("dataset")) {
            SyncRequest other = request;
            other.id = 2;
            other.plan.mode = SyncMode::Append;
            other.plan.cursor = "changed";
            ScriptedSource more;
            fill(more, 3, 1000);
            QVERIFY(runSync(*file, other, more));
        }
        request.mayRemoveMany = true;
        const auto report = runSync(*file, request, *source);
        QVERIFY2(report, report ? "" : report.error().id.c_str());
        QCOMPARE(report->run.anew, "sync.anew_" + what.toStdString());
        QCOMPARE(report->run.takenOver, std::int64_t{0});
        QVERIFY(report->run.former != 0);
        QCOMPARE(source->asked, std::vector<std::string>{""});
        QCOMPARE(runsOf(*file).front().anew, report->run.anew);
        QVERIFY(std::any_of(report->findings.begin(), report->findings.end(), [&](const auto &one) { return one.id == report->run.anew; }));
        QCOMPARE((*file->reader())->scalar("SELECT count(*) FROM people").value_or(-1), std::int64_t{294});
        file.reopen(); // sweeps
        QCOMPARE(hidden(*file), std::int64_t{0});
    }

    void placesInRowsThatAreTheSame() {
        TempWorkspace file;
        SyncRequest request = requestFor("table");
        const auto source = interrupted(file, request, true);
        QVERIFY(source);
        const auto report = runSync(*file, request, *source);
        QVERIFY2(report, report ? "" : report.error().id.c_str());
        QVERIFY(report->run.takenOver >= kKeepRows);
        QCOMPARE(source->asked, std::vector<std::string>{std::to_string(report->run.takenOver)});
        QCOMPARE((*file->reader())->scalar("SELECT count(*) FROM people").value_or(-1), std::int64_t{294});
    }

    // What would only fail again is not kept.
    void aRunThatIsRefusedLeavesNothing() {
        TempWorkspace file;
        const SyncRequest request = requestFor("profiles");
        ScriptedSource source;
        fill(source, kPeople);
        QVERIFY(runSync(*file, request, source));
        source.people.clear();
        fill(source, 100);
        QCOMPARE(runSync(*file, request, source).error().id, std::string("sync.too_many_removed"));
        QCOMPARE((*file->reader())->scalar("SELECT count(*) FROM kept_load").value_or(-1), std::int64_t{0});
        fill(source, kPeople);
        const auto report = runSync(*file, request, source);
        QVERIFY(report && report->run.takenOver == 0);
        QCOMPARE(hidden(*file), std::int64_t{0});
    }

    // The keys of a mirror are read in their order: a connection that breaks does not begin again.
    void theKeysOfAMirrorGoOn() {
        TempWorkspace file;
        SyncRequest request = requestFor("table");
        request.plan.mode = SyncMode::Mirror;
        request.plan.key = "id";
        request.plan.cursor = "changed";
        ScriptedSource source;
        fill(source, kPeople);
        QVERIFY(runSync(*file, request, source));
        for (int id = 100; id < 110; ++id)
            source.people.erase(id);
        std::int64_t served = 0;
        source.served = &served;
        source.asked.clear();
        source.breakAfterPages = 12;
        const auto report = runSync(*file, request, source);
        QVERIFY2(report, report ? "" : report.error().id.c_str());
        QCOMPARE(report->run.removed, std::int64_t{9}); // one of them had never been taken
        QVERIFY2(served <= kPeople + 30, qPrintable(QString::number(served)));
        QVERIFY(report->run.reconnects >= 2);
        QCOMPARE(source.asked.back() > "200", true);
    }
};

AUDIENCE_TEST(ContinuationTest)
#include "continuation_test.moc"
