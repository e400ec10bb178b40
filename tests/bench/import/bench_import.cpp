// How fast files go into a workspace while a campaign keeps sending from it, and what it costs:
//   bench_import [PEOPLE=1000000] [EVENTS=PEOPLE] [REPEATS=3]
// Imports people and events into fresh workspaces (medians), then upserts a scattered tenth of the
// people and appends 100,000 late events, and compares segment counts with SQL over row tables that
// were given the same files. One JSON line per step; exits 1 when something failed or differs.
#include "ingest/importer.h"
#include "row_tables.h"
#include "segment/compile.h"
#include "segment/query.h"
#include "segment/rule_text.h"
#include "sending_campaign.h"
#include "support/shop_files.h"
#include "workspace/snapshot_loader.h"

#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#ifndef _WIN32
#include <sys/resource.h>
#endif

using namespace audience;

namespace {

double peakMegabytes() {
#ifdef _WIN32
    return 0;
#else
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
    return static_cast<double>(usage.ru_maxrss) / 1e6;
#else
    return static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;
#endif
#endif
}

double megabytes(const std::string &path) {
    return static_cast<double>(QFileInfo(QString::fromStdString(path)).size()) / 1e6;
}

void print(const Json &line) {
    std::puts(dumpJson(line).c_str());
    std::fflush(stdout);
}

Result<void> refuse(const char *what) {
    return Error(ErrorKind::Internal, what);
}

struct Timing {
    std::vector<double> seconds, processorSeconds;
    Json line;

    void report() {
        std::sort(seconds.begin(), seconds.end());
        std::sort(processorSeconds.begin(), processorSeconds.end());
        const double median = seconds[seconds.size() / 2];
        line["runs"] = seconds.size();
        line["seconds"] = median;
        line["seconds_best"] = seconds.front();
        line["cpu_seconds"] = processorSeconds[processorSeconds.size() / 2];
        line["rows_per_s"] = static_cast<std::int64_t>(line["rows"].get<double>() / median);
        print(line);
    }
};

// One import beside a campaign; the campaign's figures are the worst of all runs.
Result<void> measure(workspace::Workspace &workspace, const ingest::ImportSpec &spec,
                     Timing &timing) {
    TRY(workspace.checkpoint());
    const double before = megabytes(workspace.path());
    bench::SendingCampaign campaign(workspace);
    const std::clock_t began = std::clock();
    const auto report = ingest::importFile(workspace, spec);
    const double processor = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
    Json sent = campaign.stop();
    TRY(report);
    if (sent["failures"] != 0 || report->rejected != 0)
        return refuse(report->rejected != 0 ? "bench.rejects" : "bench.campaign");
    TRY(workspace.checkpoint());
    timing.seconds.push_back(report->seconds);
    timing.processorSeconds.push_back(processor);
    if (timing.line.contains("campaign"))
        for (const char *worst : {"longest_ms", "wal_peak_mb"})
            if (timing.line["campaign"][worst] > sent[worst])
                sent[worst] = timing.line["campaign"][worst];
    timing.line["rows"] = report->rows;
    timing.line["csv_mb"] = megabytes(spec.path);
    timing.line["file_growth_mb"] = megabytes(workspace.path()) - before;
    timing.line["peak_rss_mb"] = peakMegabytes();
    timing.line["campaign"] = std::move(sent);
    return {};
}

struct Question {
    const char *rule, *sql;
};
constexpr Question kQuestions[] = {
    {"country in (US, CA)", "SELECT count(*) FROM people WHERE country IN ('US', 'CA')"},
    {"age between 25 and 34 and consent is true",
     "SELECT count(*) FROM people WHERE age BETWEEN 25 AND 34 AND consent = 'true'"},
    {"did purchase at least 2 times in the last 90 days",
     "SELECT count(*) FROM (SELECT 1 FROM events WHERE name = 'purchase' AND "
     "ts >= datetime('2026-11-21', '-90 days') GROUP BY profile HAVING count(*) >= 2)"},
    {"did purchase with sum of amount > 250 in the last 180 days",
     "SELECT count(*) FROM (SELECT 1 FROM events WHERE name = 'purchase' AND "
     "ts >= datetime('2026-11-21', '-180 days') GROUP BY profile "
     "HAVING sum(CAST(round(amount * 100) AS INTEGER)) > 25000)"},
    {"did view in the last 14 days and did not purchase in the last 14 days",
     "SELECT count(*) FROM (SELECT profile FROM events WHERE name = 'view' AND "
     "ts >= datetime('2026-11-21', '-14 days') EXCEPT SELECT profile FROM events WHERE "
     "name = 'purchase' AND ts >= datetime('2026-11-21', '-14 days'))"},
};

Result<void> compareWithSql(const workspace::Workspace &workspace, const bench::RowTables &tables) {
    TRY_ASSIGN(const auto snapshot, workspace::loadSnapshot(workspace));
    segment::CompileOptions options;
    options.now = *instantFromIso(bench::kShopNow);
    engine::Evaluator evaluator;
    bool same = true;
    for (const Question &question : kQuestions) {
        TRY_ASSIGN(const auto rule, segment::ruleFromText(question.rule));
        const auto compiled = segment::compile(rule, snapshot->schema(), options);
        if (!compiled.plan)
            return segment::asError(compiled.findings);
        TRY_ASSIGN(const auto counted, segment::count(evaluator, *compiled.plan, *snapshot));
        TRY_ASSIGN(const std::int64_t expected, tables.count(question.sql));
        print({{"segment", question.rule}, {"count", counted}, {"sql_count", expected}});
        same = same && static_cast<std::int64_t>(counted) == expected;
    }
    return same ? Result<void>() : refuse("bench.counts_differ");
}

Result<void> run(std::int64_t peopleCount, std::int64_t eventCount, int repeats) {
    QTemporaryDir folder;
    const std::string at = folder.path().toStdString() + "/";
    constexpr std::int64_t kLate = 100'000;
    bench::writePeople(at + "people.csv", peopleCount);
    bench::writeEvents(at + "events.csv", peopleCount, eventCount);
    bench::writeChangedPeople(at + "changed.csv", peopleCount);
    bench::writeLateEvents(at + "late.csv", peopleCount, kLate);

    ingest::ImportSpec people;
    people.name = "people";
    people.path = at + "people.csv";
    people.role = store::DatasetRole::Profiles;
    people.key = "id";
    ingest::ImportSpec events;
    events.name = "events";
    events.path = at + "events.csv";
    events.role = store::DatasetRole::Events;
    events.profile = "profile_id";
    events.time = "ts";
    events.nameColumn = "name";

    std::unique_ptr<workspace::Workspace> workspace;
    Timing importPeople{{}, {}, {{"step", "people"}}}, importEvents{{}, {}, {{"step", "events"}}};
    for (int i = 0; i < repeats; ++i) {
        workspace::OpenOptions options;
        options.environment.stateDirectory = at + "state";
        workspace.reset();
        TRY_ASSIGN(workspace, workspace::Workspace::create(
                                  at + "bench" + std::to_string(i) + ".audience", options));
        TRY(measure(*workspace, people, importPeople));
        TRY(measure(*workspace, events, importEvents));
    }
    importPeople.report();
    importEvents.report();

    ingest::ImportSpec changed = people, late = events;
    changed.mode = store::WriteMode::Upsert;
    changed.path = at + "changed.csv";
    late.path = at + "late.csv";
    Timing upsert{{}, {}, {{"step", "upsert of a scattered tenth"}}};
    TRY(measure(*workspace, changed, upsert));
    upsert.report();
    Timing append{{}, {}, {{"step", "late events"}}};
    TRY(measure(*workspace, late, append));
    append.report();

    TRY_ASSIGN(bench::RowTables tables, bench::RowTables::create(at + "rows.db"));
    TRY(tables.addPeople(people.path));
    TRY(tables.addPeople(changed.path));
    TRY(tables.addEvents(events.path));
    TRY(tables.addEvents(late.path));
    TRY(compareWithSql(*workspace, tables));

    ingest::ImportSpec subscribers = people;
    subscribers.name = "subscribers";
    subscribers.email = "email";
    subscribers.consent = "consent";
    Timing whole{{}, {}, {{"step", "people matched by email, with consent"}}};
    TRY(measure(*workspace, subscribers, whole));
    whole.report();
    return {};
}

} // namespace

int main(int argc, char **argv) {
    const std::int64_t people = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
    const std::int64_t events = argc > 2 ? std::atoll(argv[2]) : people;
    const int repeats = argc > 3 ? std::max(1, std::atoi(argv[3])) : 3;
    const auto done = run(people, events, repeats);
    if (!done)
        std::fprintf(stderr, "%s %s\n", done.error().id.c_str(), done.error().detail.c_str());
    return done ? 0 : 1;
}
