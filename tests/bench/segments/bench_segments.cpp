// bench_segments [DIR] [REPEATS=7]: imports DIR/profiles.csv and DIR/events.csv (without DIR: 200,000 people
// with 2,000,000 events made here) into a workspace file beside them, then evaluates the cases of the
// segment benchmark, each from rule JSON text to its count with no answer kept from before. One JSON line
// per case, {"case", "count", "median_ms"}:
//   import_profiles, import_events   from CSV to a durable, checkpointed file; "cpu_ms" is the processor time of all threads
//   file_bytes                       the size of that file
//   open_to_first_count              opening the file again and counting count_window, columns not loaded
//   the cases                        columns in memory, loaded by a first run that is not counted
//   warm_edit                        p95 of counting a ten-condition rule after one condition has changed
//   peak_memory_bytes                of the program up to here
//   append_extend, append_reload     after 100,000 events were appended: going on from what is loaded, and loading
//                                    anew, each until sum_window is counted; both give the same count
#include "ingest/importer.h"
#include "segment/compile.h"
#include "segment/query.h"
#include "segment/rule_text.h"
#include "segment_cases.h"
#include "support/shop_files.h"
#include "workspace/snapshot_loader.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <string>

#ifndef _WIN32
#include <sys/resource.h>
#endif

using namespace audience;

namespace {

using SteadyClock = std::chrono::steady_clock;
using SnapshotPtr = std::shared_ptr<const engine::Snapshot>;

double millisecondsSince(SteadyClock::time_point start) {
    return std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count();
}

void print(const char *name, std::uint64_t count, double milliseconds) {
    std::printf("{\"case\":\"%s\",\"count\":%llu,\"median_ms\":%.3f}\n", name,
                static_cast<unsigned long long>(count), milliseconds);
    std::fflush(stdout);
}

std::uint64_t peakBytes() {
#ifdef _WIN32
    return 0;
#else
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
    return static_cast<std::uint64_t>(usage.ru_maxrss);
#else
    return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
#endif
#endif
}

double quantile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}

Result<std::string> jsonOf(const std::string &text) {
    TRY_ASSIGN(const model::SegmentRule rule, segment::ruleFromText(text));
    return dumpJson(toJson(rule));
}

Result<std::uint64_t> countJson(const std::string &json, const engine::Snapshot &snapshot,
                                engine::Evaluator &evaluator) {
    segment::CompileOptions options;
    options.now = *instantFromIso(bench::kShopNow);
    TRY_ASSIGN(const model::SegmentRule rule, model::segmentRuleFromText(json));
    const auto compiled = segment::compile(rule, snapshot.schema(), options);
    if (!compiled.plan)
        return segment::asError(compiled.findings);
    return segment::count(evaluator, *compiled.plan, snapshot);
}

Result<void> importOne(workspace::Workspace &workspace, const ingest::ImportSpec &spec, const char *name) {
    const auto start = SteadyClock::now();
    const std::clock_t processor = std::clock();
    TRY_ASSIGN(const ingest::ImportReport report, ingest::importFile(workspace, spec));
    TRY(workspace.checkpoint());
    const double cpu = static_cast<double>(std::clock() - processor) * 1000 / CLOCKS_PER_SEC;
    std::printf("{\"case\":\"%s\",\"count\":%lld,\"median_ms\":%.3f,\"cpu_ms\":%.0f}\n", name,
                static_cast<long long>(report.kept), millisecondsSince(start), cpu);
    std::fflush(stdout);
    return {};
}

ingest::ImportSpec eventsOf(const std::string &directory) {
    ingest::ImportSpec events;
    events.name = "events";
    events.path = directory + "/events.csv";
    events.role = store::DatasetRole::Events;
    events.profile = "profile_id";
    events.time = "ts";
    events.nameColumn = "name";
    return events;
}

Result<void> import(const std::string &directory, const std::string &file, const workspace::OpenOptions &options) {
    for (const char *end : {"", "-wal", "-shm"})
        QFile::remove(QString::fromStdString(file + end));
    TRY_ASSIGN(const auto workspace, workspace::Workspace::create(file, options));
    ingest::ImportSpec people;
    people.name = "profiles";
    people.path = directory + "/profiles.csv";
    people.role = store::DatasetRole::Profiles;
    people.key = "id";
    TRY(importOne(*workspace, people, "import_profiles"));
    return importOne(*workspace, eventsOf(directory), "import_events");
}

Result<void> runCases(const engine::Snapshot &snapshot, int repeats) {
    engine::Evaluator evaluator;
    for (const bench::SegmentCase &one : bench::kSegmentCases) {
        TRY_ASSIGN(const std::string json, jsonOf(one.rule));
        std::uint64_t count = 0;
        std::vector<double> milliseconds;
        for (int i = 0; i <= repeats; ++i) {
            evaluator.forgetAnswers();
            const auto start = SteadyClock::now();
            TRY_ASSIGN(count, countJson(json, snapshot, evaluator));
            if (i > 0)
                milliseconds.push_back(millisecondsSince(start));
        }
        print(one.name, count, quantile(std::move(milliseconds), 0.5));
    }
    return {};
}

// One condition after the other gets a number it never had; the answers to the other nine are kept.
Result<void> runEdits(const engine::Snapshot &snapshot) {
    constexpr int kRounds = 20;
    engine::Evaluator evaluator;
    std::vector<int> numbers{30, 65, 380, 350, 50, 350, 30, 12, 354, 40};
    const auto rule = [&] {
        std::string text;
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            char condition[160];
            std::snprintf(condition, sizeof condition, bench::kEditedConditions[i], numbers[i]);
            text += (i == 0 ? "" : " and ") + std::string(condition);
        }
        return jsonOf(text);
    };
    std::uint64_t count = 0;
    std::vector<double> milliseconds;
    for (int round = 0; round <= kRounds; ++round)
        for (int &number : numbers) {
            number += round == 0 ? 0 : (round % 2 == 0 ? 1 : -1) * round; // never the same twice
            TRY_ASSIGN(const std::string json, rule());
            const auto start = SteadyClock::now();
            TRY_ASSIGN(count, countJson(json, snapshot, evaluator));
            if (round > 0) // the first round loads columns
                milliseconds.push_back(millisecondsSince(start));
        }
    print("warm_edit", count, quantile(std::move(milliseconds), 0.95));
    return {};
}

Result<void> runAppend(workspace::Workspace &workspace, const std::string &directory, const SnapshotPtr &loaded) {
    ingest::ImportSpec spec = eventsOf(directory);
    spec.path = directory + "/bench_appended.csv";
    std::string text = "profile_id,ts,name,category,amount\n";
    for (int row = 0; row < 100'000; ++row) {
        char line[96];
        std::snprintf(line, sizeof line, "%d,2026-11-21 %02d:%02d:%02d,%s,Gift,%d.%02d\n", row * 37 % 1000, row / 36'000,
                      row / 600 % 60, row / 10 % 60, row % 8 == 0 ? "purchase" : "view", row % 190, row % 100);
        text += line;
    }
    QFile file(QString::fromStdString(spec.path));
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0)
        return Error(ErrorKind::Io, "bench.write");
    file.close();
    TRY_ASSIGN(const ingest::ImportReport report, ingest::importFile(workspace, spec));
    TRY_ASSIGN(const std::string json, jsonOf(bench::kSegmentCases[5].rule));
    std::uint64_t extended = 0, reloaded = 0;
    for (const bool extend : {true, false}) {
        const auto start = SteadyClock::now();
        TRY_ASSIGN(const SnapshotPtr next, workspace::loadSnapshot(workspace, extend ? loaded : nullptr));
        engine::Evaluator evaluator;
        TRY_ASSIGN((extend ? extended : reloaded), countJson(json, *next, evaluator));
        print(extend ? "append_extend" : "append_reload", extend ? extended : reloaded, millisecondsSince(start));
    }
    if (extended != reloaded || report.kept != 100'000)
        return Error(ErrorKind::Internal, "bench.append_differs");
    return {};
}

Result<void> run(const std::string &directory, int repeats) {
    const std::string file = directory + "/bench_segments.audience";
    workspace::OpenOptions options;
    options.environment.stateDirectory = directory + "/bench_state";
    TRY(import(directory, file, options));
    std::printf("{\"case\":\"file_bytes\",\"count\":%lld}\n",
                static_cast<long long>(QFileInfo(QString::fromStdString(file)).size()));
    const auto start = SteadyClock::now();
    TRY_ASSIGN(const auto workspace, workspace::Workspace::open(file, options));
    TRY_ASSIGN(const SnapshotPtr snapshot, workspace::loadSnapshot(*workspace));
    engine::Evaluator evaluator;
    TRY_ASSIGN(const std::string json, jsonOf(bench::kSegmentCases[4].rule));
    TRY_ASSIGN(const std::uint64_t first, countJson(json, *snapshot, evaluator));
    print("open_to_first_count", first, millisecondsSince(start));
    TRY(runCases(*snapshot, repeats));
    TRY(runEdits(*snapshot));
    std::printf("{\"case\":\"peak_memory_bytes\",\"count\":%llu}\n", static_cast<unsigned long long>(peakBytes()));
    return runAppend(*workspace, directory, snapshot);
}

} // namespace

int main(int argc, char **argv) {
    std::string directory;
    std::optional<QTemporaryDir> made;
    if (argc > 1) {
        directory = argv[1];
    } else {
        made.emplace();
        directory = made->path().toStdString();
        bench::writePeople(directory + "/profiles.csv", 200'000);
        bench::writeEvents(directory + "/events.csv", 200'000, 2'000'000);
    }
    const auto done = run(directory, argc > 2 ? std::max(1, std::atoi(argv[2])) : 7);
    if (done)
        return 0;
    std::fprintf(stderr, "%s", done.error().id.c_str());
    for (const auto &[name, value] : done.error().args)
        std::fprintf(stderr, " %s=%s", name.c_str(), value.c_str());
    std::fprintf(stderr, "\n");
    return 1;
}
