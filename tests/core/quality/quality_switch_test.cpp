// Checks at imports and syncs: what stops keeps the old rows, what warns is told; killed and without room nothing is half.
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/fault_point.h"
#include "base/json.h"
#include "core/quality/quality_kit.h"
#include "core/sync/scripted_source.h"
#include "service/table_service.h"
#include "store/dataset_writer.h"
#include "sync/sync_runner.h"

#include <algorithm>
#include <map>
#endif

#ifndef _WIN32
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#endif

using namespace audience;
using namespace audience::quality;
using model::QualityCheck;
using model::QualityKind;
using model::QualitySeverity;
using test::checkOf;
using test::QualityPlace;

namespace {

std::string numbers(int from, int to, const char *word = "ok") {
    std::string csv = "no,word\n";
    for (int i = from; i <= to; ++i)
        csv += std::to_string(i) + "," + word + "\n";
    return csv;
}

QualityCheck words(QualitySeverity severity, std::vector<std::string> values = {"ok"}) {
    QualityCheck check = checkOf(QualityKind::Accepted, {"word"});
    check.values = std::move(values);
    check.severity = severity;
    return check;
}

std::int64_t scalar(service::Session &session, const char *sql) {
    const auto reader = session.workspace().reader();
    return reader ? (*reader)->scalar(sql).value_or(-1) : -1;
}

#ifndef _WIN32
int g_visitsLeft = 0;
void killAtVisit(const char *) {
    if (--g_visitsLeft == 0)
        kill(getpid(), SIGKILL);
}
#endif

} // namespace

class QualitySwitchTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatStopsKeepsTheOldRows() {
        QualityPlace place;
        QCOMPARE(place.load(numbers(1, 50), "t", "no"), std::string());
        const auto kept = place.quality().accept({words(QualitySeverity::Stop)});
        QVERIFY(kept);
        QCOMPARE(place.load(numbers(40, 60, "bad"), "t", "no"), std::string("quality.stopped"));
        QCOMPARE(scalar(place.session(), "SELECT count(*) FROM t WHERE word = 'ok'"), std::int64_t{50});
        QCOMPARE(scalar(place.session(), "SELECT count(*) FROM t"), std::int64_t{50});
        QCOMPARE(scalar(place.session(), "SELECT count(*) FROM chunk WHERE staged = 1"), std::int64_t{0});
        const auto runs = place.quality().runs("t");
        QVERIFY(runs && runs->size() == 1 && runs->front().stopped);
        QCOMPARE(runs->front().results.front().failed, std::int64_t{21}); // of the rows as they would be
        QCOMPARE(runs->front().rows, std::int64_t{60});
        QCOMPARE(runs->front().results.front().sample.front().key, std::string("40"));
        // Only warning it lets them in and says so.
        QVERIFY(place.quality().setSeverity(kept->front().id, QualitySeverity::Warn));
        QCOMPARE(place.load(numbers(40, 60, "bad"), "t", "no"), std::string());
        QCOMPARE(scalar(place.session(), "SELECT count(*) FROM t WHERE word = 'bad'"), std::int64_t{21});
        QVERIFY(!place.findings().empty() && place.findings().back().id == "quality.failed");
        const auto view = place.quality().list("t");
        QVERIFY(view && view->bad() == 1 && !view->isOutdated);
        QCOMPARE(view->checks.front().history.size(), std::size_t{2});
        // And good rows again pass, also by a check that stops.
        QVERIFY(place.quality().setSeverity(kept->front().id, QualitySeverity::Stop));
        QCOMPARE(place.load(numbers(40, 60), "t", "no"), std::string());
        QVERIFY(place.quality().list("t")->bad() == 0);
    }

    // The rows to come are those that the switch makes, whatever the way of writing.
    void thePreviewIsWhatComes() {
        for (const auto mode : {store::WriteMode::Upsert, store::WriteMode::Replace, store::WriteMode::Append}) {
            QualityPlace place;
            const std::string key = mode == store::WriteMode::Upsert ? "no" : "";
            QCOMPARE(place.load(numbers(1, 300), "t", key), std::string());
            QCOMPARE(place.load(numbers(250, 320, "second"), "t", key), std::string()); // leaves dead rows behind, or replaces
            auto &session = place.session();
            const auto info = [&] {
                const auto connection = session.workspace().reader();
                return *store::DatasetReader::find(**connection, "t");
            }();
            const auto dump = [](const store::DatasetReader &rows) {
                std::multimap<std::int64_t, std::string> all;
                for (std::size_t chunk = 0; chunk < rows.chunks().size(); ++chunk) {
                    const auto no = rows.column(chunk, 0), word = rows.column(chunk, 1);
                    const auto live = rows.liveRows(chunk);
                    for (std::uint32_t row = 0; row < rows.chunks()[chunk].rows; ++row)
                        if (live->empty() || ((*live)[row >> 6] >> (row & 63) & 1) != 0)
                            all.emplace(no->ints[row], std::string(word->textAt(row)));
                }
                return all;
            };
            std::multimap<std::int64_t, std::string> before, after;
            std::int64_t rowsBefore = 0;
            ingest::ImportSpec spec = test::tableSpec(test::csvFile(place.place(), "n.csv", numbers(310, 400, "third") + "310,again\n"), "t", key);
            spec.mode = mode;
            QVERIFY(ingest::importFile(session.workspace(), spec, nullptr, {}, [&](const store::DatasetWriter &writer) -> Result<void> {
                TRY_ASSIGN(const auto connection, session.workspace().reader());
                TRY_ASSIGN(const auto rows, writer.preview(*connection));
                before = dump(rows);
                rowsBefore = rows.info().rows;
                return {};
            }));
            const auto connection = session.workspace().reader();
            const auto rows = store::DatasetReader::open(**connection, "t");
            after = dump(*rows);
            QVERIFY(before == after);
            QCOMPARE(rowsBefore, rows->info().rows);
            QCOMPARE(static_cast<std::int64_t>(after.size()), rows->info().rows);
        }
    }

    void aSyncIsStoppedToo() {
        QualityPlace place;
        test::ScriptedSource source;
        for (int i = 1; i <= 40; ++i)
            source.people[i] = {"ok", i, false};
        sync::SyncRequest request;
        request.id = 1;
        model::SyncPlan &plan = request.plan;
        plan.name = plan.dataset = plan.table = "t";
        plan.connection = "crm";
        plan.schema = "public";
        plan.role = "table";
        plan.mode = model::SyncMode::Incremental;
        plan.key = "id";
        plan.cursor = "changed";
        plan.columns = {{"id", "bigint", "id", "int64", 0}, {"name", "text", "word", "text", 0}, {"changed", "bigint", "changed", "int64", 0}};
        auto checks = place.quality();
        request.beforeSwitch = checks.gate(Cause::Sync);
        QVERIFY(sync::runSync(place.session().workspace(), request, source));
        QVERIFY(place.quality().accept({words(QualitySeverity::Stop)}));
        source.people[41] = {"bad", 100, false};
        const auto stopped = sync::runSync(place.session().workspace(), request, source);
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().id, std::string("quality.stopped"));
        QCOMPARE(scalar(place.session(), "SELECT count(*) FROM t"), std::int64_t{40});
        QCOMPARE(scalar(place.session(), "SELECT count(*) FROM sync_run WHERE state = 'failed' AND fault LIKE '%quality.stopped%'"), std::int64_t{1});
        source.people[41].name = "ok"; // corrected there, and read again as the position did not move
        QVERIFY(sync::runSync(place.session().workspace(), request, source));
        QCOMPARE(scalar(place.session(), "SELECT count(*) FROM t"), std::int64_t{41});
    }

    // What holds of all rows together is asked when they are all there; what holds of each, of each part.
    void aLargeFirstLoadComesInParts() {
        QualityPlace place;
        test::ScriptedSource source;
        for (int i = 1; i <= 40; ++i)
            source.people[i] = {"ok", i, false};
        sync::SyncRequest request;
        request.id = 1;
        request.partRows = 15;
        model::SyncPlan &plan = request.plan;
        plan.name = plan.dataset = plan.table = "t";
        plan.connection = "crm";
        plan.schema = "public";
        plan.role = "table";
        plan.mode = model::SyncMode::Incremental;
        plan.key = "id";
        plan.cursor = "changed";
        plan.columns = {{"id", "bigint", "id", "int64", 0}, {"name", "text", "word", "text", 0}, {"changed", "bigint", "changed", "int64", 0}};
        QCOMPARE(place.load("id,word,changed\n0,ok,0\n", "t", "id"), std::string());
        QualityCheck count = checkOf(QualityKind::RowCount, {});
        count.low = "41";
        count.severity = QualitySeverity::Stop;
        QVERIFY(place.quality().accept({count, words(QualitySeverity::Stop)}));
        std::vector<bool> asked;
        const service::SwitchGate gate = place.quality().gate(Cause::Sync);
        request.beforeSwitch = [&](const store::DatasetWriter &writer, bool isLast) {
            asked.push_back(isLast);
            return gate(writer, isLast);
        };
        const auto done = sync::runSync(place.session().workspace(), request, source);
        QVERIFY2(done, done ? "" : done.error().id.c_str());
        QVERIFY(asked.size() >= 2 && asked.back());
        QCOMPARE(std::count(asked.begin(), asked.end(), true), 1);
        QCOMPARE(scalar(place.session(), "SELECT count(*) FROM t"), std::int64_t{41});
        // Too few in the end: the last part stays out.
        QualityCheck more = count;
        more.low = "1000";
        const auto kept = place.quality().accept({more});
        for (int i = 41; i <= 80; ++i)
            source.people[i] = {"ok", i, false};
        const auto stopped = sync::runSync(place.session().workspace(), request, source);
        QVERIFY(!stopped && stopped.error().id == "quality.stopped");
        QVERIFY(scalar(place.session(), "SELECT count(*) FROM t") < 81);
        QVERIFY(place.quality().remove({kept->front().id}));
        QVERIFY(sync::runSync(place.session().workspace(), request, source));
        QCOMPARE(scalar(place.session(), "SELECT count(*) FROM t"), std::int64_t{81});
        // A bad row stops the part it is in.
        source.people[81] = {"bad", 81, false};
        for (int i = 82; i <= 130; ++i)
            source.people[i] = {"ok", i, false};
        QVERIFY(!sync::runSync(place.session().workspace(), request, source));
        QCOMPARE(scalar(place.session(), "SELECT count(*) FROM t"), std::int64_t{81});
    }

    // The rows are in: that nobody looked at them is told.
    void aRunThatCannotBeIsTold() {
        QualityPlace place;
        QCOMPARE(place.load(numbers(1, 20)), std::string());
        QVERIFY(place.quality().accept({words(QualitySeverity::Warn)}));
        CancelSource stop;
        stop.cancel();
        const auto findings = place.quality().afterSwitch("t", Cause::Sync, stop.token());
        QCOMPARE(findings.size(), std::size_t{2});
        QCOMPARE(findings[0].id, std::string("quality.not_run"));
        QCOMPARE(findings[1].id, std::string("cancelled"));
        QVERIFY(place.quality().list("t")->isOutdated); // and made up for when somebody looks
        QVERIFY(place.quality().afterSwitch("t", Cause::Sync).empty());
    }

    void aCheckThatCannotRunStops() {
        QualityPlace place;
        QCOMPARE(place.load(numbers(1, 20)), std::string());
        QCOMPARE(place.load("id\n1\n2\n", "other"), std::string());
        QualityCheck check = checkOf(QualityKind::Related, {"no"});
        check.toDataset = "other";
        check.toColumn = "id";
        check.severity = QualitySeverity::Stop;
        QVERIFY(place.quality().accept({check}));
        QCOMPARE(place.load(numbers(1, 2)), std::string());
        QCOMPARE(place.load("id\nx\ny\n", "other"), std::string()); // a text now: nothing can be compared
        QCOMPARE(place.load(numbers(1, 2)), std::string("quality.stopped"));
        QCOMPARE(place.load("word\nok\n"), std::string("quality.stopped")); // the column is gone
        QCOMPARE(scalar(place.session(), "SELECT count(*) FROM t"), std::int64_t{2});
    }

    void rowsAndValuesThatDrift() {
        QualityPlace place;
        const auto table = [](int rows, int red) {
            std::string csv = "no,colour,size\n";
            for (int i = 0; i < rows; ++i)
                csv += std::to_string(i) + "," + (i % 100 < red ? "red" : i % 3 == 0 ? "green" : "blue") + "," + std::to_string(i % 97) + "\n";
            return csv;
        };
        QCOMPARE(place.load(table(1000, 20)), std::string());
        QualityCheck rows = checkOf(QualityKind::RowDrift, {}), colours = checkOf(QualityKind::Drift, {"colour"}), sizes = checkOf(QualityKind::Drift, {"size"});
        rows.limit = 20;
        rows.growth = 50;
        colours.limit = sizes.limit = 0.25;
        const auto kept = place.quality().accept({rows, colours, sizes});
        const auto first = place.quality().run("t");
        for (const CheckResult &result : first->results)
            QVERIFY(result.isWaiting());
        const auto bad = [&] {
            std::map<std::int64_t, bool> all;
            const auto list = place.quality().list("t");
            for (const auto &view : list->checks)
                all[view.check.id] = view.last && view.last->isBad();
            return std::vector<bool>{all[(*kept)[0].id], all[(*kept)[1].id], all[(*kept)[2].id]};
        };
        QCOMPARE(place.load(table(1100, 22)), std::string());
        QCOMPARE(bad(), (std::vector<bool>{false, false, false}));
        QCOMPARE(place.load(table(1150, 80)), std::string()); // red is four times as frequent
        QCOMPARE(bad(), (std::vector<bool>{false, true, false}));
        QCOMPARE(place.load(table(1120, 80)), std::string()); // and is not what it is compared with
        QCOMPARE(bad(), (std::vector<bool>{false, true, false}));
        QVERIFY(place.quality().acceptDrift(place.quality().runs("t", 1)->front().id));
        QCOMPARE(place.load(table(1100, 79)), std::string());
        QCOMPARE(bad(), (std::vector<bool>{false, false, false}));
        QCOMPARE(place.load(table(700, 80)), std::string());
        QCOMPARE(bad(), (std::vector<bool>{true, false, false}));
        QCOMPARE(place.load(table(1800, 80)), std::string());
        QCOMPARE(bad(), (std::vector<bool>{true, false, false}));
        QCOMPARE(place.load(table(1100, 80)), std::string());
        QCOMPARE(bad(), (std::vector<bool>{false, false, false}));
        // The same rows run again are compared with what was before them, not with themselves.
        const auto again = place.quality().run("t");
        QVERIFY(again && again->bad() == 0);
        QVERIFY(place.quality().runs("t", 100)->size() == 9);
    }

    void resultsDoNotPileUp() {
        QualityPlace place;
        QCOMPARE(place.load(numbers(1, 3)), std::string());
        QVERIFY(place.quality().accept({words(QualitySeverity::Warn)}));
        for (int i = 0; i < kKeptRuns + 5; ++i)
            QVERIFY(place.quality().run("t"));
        QCOMPARE(scalar(place.session(), "SELECT count(*) FROM quality_run"), std::int64_t{kKeptRuns});
        QCOMPARE(scalar(place.session(), "SELECT count(*) FROM quality_result"), std::int64_t{kKeptRuns});
    }

    // The rows of a check as the table of the window shows them.
    void failingRowsOfTheTable() {
        QualityPlace place;
        QCOMPARE(place.load(numbers(1, 5) + "6,odd\n7,odd\n", "t", "no"), std::string());
        service::TableQuery query;
        query.dataset = "t";
        query.check = service::QualityService::queryOf(words(QualitySeverity::Warn));
        query.checkColumn = "word";
        const auto table = service::TableService(place.session()).prepare(query);
        QVERIFY(table);
        QCOMPARE((*table)->rows(), std::int64_t{2});
        QCOMPARE(service::TableService(place.session()).rows(*table, 0, 5, {0})->rows.front().front(), std::string("6"));
        query.check = "quality:{";
        QVERIFY(!service::TableService(place.session()).prepare(query));
        query.check = "quality:{\"kind\":\"unique\",\"dataset\":\"t\",\"columns\":[\"gone\"]}";
        QVERIFY(!service::TableService(place.session()).prepare(query));
    }

    void killedAnywhere() {
#ifdef _WIN32
        QSKIP("needs fork");
#else
        int deaths = 0;
        for (int visit = 1;; ++visit) {
            test::TempWorkspace file;
            const auto import = [](workspace::Workspace &workspace, const ingest::ImportSpec &spec, service::Session *session) {
                return ingest::importFile(workspace, spec, nullptr, {}, session ? service::QualityService(*session).gate(Cause::Import) : ingest::SwitchGate());
            };
            const auto good = test::tableSpec(test::csvFile(file, "a.csv", numbers(1, 50)), "t", "no");
            const auto bad = test::tableSpec(test::csvFile(file, "b.csv", numbers(51, 60, "bad")), "t", "no");
            const auto more = test::tableSpec(test::csvFile(file, "c.csv", numbers(51, 80)), "t", "no");
            QVERIFY(import(*file, good, nullptr));
            file.close();
            const pid_t child = fork();
            if (child == 0) {
                service::Session::Options options;
                options.environment = file.options().environment;
                auto session = service::Session::open(file.path(), std::move(options));
                if (!session)
                    _exit(3);
                service::QualityService quality(**session);
                if (!quality.accept({words(QualitySeverity::Stop)}))
                    _exit(4);
                g_visitsLeft = visit;
                g_faultHook = killAtVisit;
                (void)import((*session)->workspace(), bad, session->get());
                (void)import((*session)->workspace(), more, session->get());
                (void)quality.afterSwitch("t", Cause::Import);
                g_faultHook = nullptr;
                _exit(0);
            }
            int status = 0;
            QCOMPARE(waitpid(child, &status, 0), child);
            const bool isDone = WIFEXITED(status) && WEXITSTATUS(status) == 0;
            QVERIFY2(isDone || WIFSIGNALED(status), qPrintable(QString::number(WEXITSTATUS(status))));
            file.reopen();
            const auto scalarOf = [&](const char *sql) { return (*file->reader())->scalar(sql).value_or(-1); };
            QCOMPARE(scalarOf("SELECT count(*) FROM t WHERE word = 'bad'"), std::int64_t{0});
            const std::int64_t rows = scalarOf("SELECT count(*) FROM t");
            QVERIFY2(rows == 50 || rows == 80, qPrintable(QString::number(rows)));
            QVERIFY(file->checkFile()->empty());
            QCOMPARE(scalarOf("SELECT count(*) FROM quality_result WHERE run NOT IN (SELECT id FROM quality_run)"), std::int64_t{0});
            if (isDone) {
                QCOMPARE(rows, std::int64_t{80});
                QCOMPARE(scalarOf("SELECT count(*) FROM quality_run WHERE stopped = 1"), std::int64_t{1});
                break;
            }
            ++deaths;
        }
        QVERIFY2(deaths > 5, qPrintable(QString::number(deaths)));
#endif
    }
};

AUDIENCE_TEST(QualitySwitchTest)
#include "quality_switch_test.moc"
