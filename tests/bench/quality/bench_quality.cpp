// How fast the checks of a dataset run, and how fast they are found:
//   bench_quality [ROWS=1000000] [CHECKS=60] [REPEATS=3]
// One JSON line per step; exits 1 when something failed or a check that passes is said to fail.
#include "base/rng.h"
#include "ingest/importer.h"
#include "quality/check_runner.h"
#include "quality/suggest.h"
#include "store/dataset_reader.h"
#include "workspace/workspace.h"

#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>

using namespace audience;

namespace {

template <class T> T need(Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "%s: %s\n", result.error().id.c_str(), result.error().detail.c_str());
        std::exit(1);
    }
    return *std::move(result);
}

std::string writeOrders(const std::string &path, std::int64_t rows) {
    std::ofstream out(path, std::ios::binary);
    SeededRng rng(7);
    const char *cities[] = {"Oslo", "Rome", "Bern", "Paris", "Wien"}, *states[] = {"paid", "shipped", "open"};
    out << "order_id,customer_id,email,city,status,day,at,amount,quantity,discount,code,note\n";
    std::string line;
    for (std::int64_t i = 1; i <= rows; ++i) {
        const auto person = rng.between(1, rows / 4 + 1);
        line = std::to_string(i) + ',' + std::to_string(person) + ",p" + std::to_string(person) + "@example.org," + cities[rng.below(5)] + ',' + states[rng.below(3)] + ",2026-0" +
               std::to_string(1 + rng.below(9)) + "-1" + std::to_string(rng.below(10)) + ",2026-0" + std::to_string(1 + rng.below(9)) + "-1" + std::to_string(rng.below(10)) + "T1" +
               std::to_string(rng.below(10)) + ":0" + std::to_string(rng.below(10)) + ":00Z," + std::to_string(rng.between(1, 900)) + ".5," + std::to_string(rng.between(1, 20)) + ",0.1" +
               std::to_string(rng.below(10)) + ",AB" + std::to_string(1000 + rng.below(9000)) + ',' + (rng.below(20) ? "note " + std::to_string(rng.below(400)) : "") + '\n';
        out << line;
    }
    return path;
}

template <class Work> double secondsOf(Work work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void print(const char *step, std::int64_t rows, std::size_t checks, double seconds) {
    std::puts(dumpJson(Json{{"step", step}, {"rows", rows}, {"checks", checks}, {"seconds", seconds}, {"rows_per_second", static_cast<std::int64_t>(static_cast<double>(rows) / seconds)},
                            {"row_checks_per_second", static_cast<std::int64_t>(static_cast<double>(rows) * static_cast<double>(checks) / seconds)}})
                  .c_str());
}

} // namespace

int main(int argc, char **argv) {
    const std::int64_t rows = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
    const std::size_t wanted = argc > 2 ? static_cast<std::size_t>(std::atoll(argv[2])) : 60;
    const int repeats = argc > 3 ? std::atoi(argv[3]) : 3;
    QTemporaryDir folder;
    workspace::OpenOptions options;
    options.environment.stateDirectory = folder.path().toStdString() + "/state";
    const auto file = need(workspace::Workspace::create(folder.path().toStdString() + "/bench.audience", options));
    ingest::ImportSpec spec;
    spec.path = writeOrders(folder.path().toStdString() + "/orders.csv", rows);
    spec.name = "orders";
    (void)need(ingest::importFile(*file, spec));
    const Instant now{1'795'251'600'000'000};
    quality::Suggestions found;
    const double searched = secondsOf([&] { found = need(quality::suggest(*file, "orders", now, {})); });
    print("suggest", rows, found.checks.size(), searched);
    // As many as were asked for: what is suggested, again and again.
    std::vector<model::QualityCheck> checks;
    for (std::size_t i = 0; i < wanted && !found.checks.empty(); ++i)
        checks.push_back(found.checks[i % found.checks.size()]);
    std::vector<double> seconds;
    for (int i = 0; i < std::max(1, repeats); ++i) {
        const auto connection = need(file->reader());
        const auto reader = need(store::DatasetReader::open(*connection, "orders"));
        quality::RunOptions run;
        run.now = now;
        quality::QualityRun done;
        seconds.push_back(secondsOf([&] { done = need(quality::runChecks(*file, reader, checks, run)); }));
        if (done.bad() > 0)
            return 1;
    }
    std::sort(seconds.begin(), seconds.end());
    print("run", rows, checks.size(), seconds[seconds.size() / 2]);
    return 0;
}
