// bench_segments [DIR] [REPEATS]: the cases of the segment benchmark on DIR/profiles.csv and DIR/events.csv,
// or on 200,000 people with 2,000,000 events made here; each from rule JSON text to its count, with no answer kept from before. Prints one JSON line per case:
// {"case", "count", "median_ms"}. Cases whose condition families do not exist are absent.
#include "csv_data.h"
#include "segment/compile.h"
#include "segment/query.h"
#include "segment/rule_text.h"
#include "support/shop_files.h"

#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>

namespace {

struct Case {
    const char *name;
    const char *rule;
};
constexpr Case kCases[] = {
    {"attr_in", "country in (US, CA)"},
    {"attr_and", "age between 25 and 34 and consent is true"},
    {"recency", "last_seen within the last 30 days"},
    {"contains", "city contains burg"},
    {"count_window", "did purchase at least 3 times in the last 90 days"},
    {"sum_window", "did purchase with sum of amount > 500 in the last 180 days"},
    {"lapsed", "did purchase where (category = Apparel) and did not purchase in the last 30 days"},
    {"view_not_buy", "did view in the last 14 days and did not purchase in the last 14 days"},
    {"first_buy", "first purchase in the last 60 days"},
    {"compound", "(country in (US, CA) or last_seen within the last 30 days) and "
                 "did purchase at least 3 times in the last 90 days and "
                 "did not purchase where (category = Apparel)"},
};

int fail(const audience::Error &error) {
    std::fprintf(stderr, "%s", error.id.c_str());
    for (const auto &[name, value] : error.args)
        std::fprintf(stderr, " %s=%s", name.c_str(), value.c_str());
    std::fprintf(stderr, "\n");
    return 1;
}

} // namespace

int main(int argc, char **argv) {
    using namespace audience;
    using SteadyClock = std::chrono::steady_clock;
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
    const int repeats = argc > 2 ? std::max(1, std::atoi(argv[2])) : 7;
    auto data = bench::readCsv(directory);
    if (!data)
        return fail(data.error());
    const engine::Snapshot snapshot = bench::makeSnapshot(std::make_shared<const bench::CsvData>(std::move(*data)));
    segment::CompileOptions options;
    options.now = *instantFromIso("2026-11-21T00:00:00Z");
    engine::Evaluator evaluator;
    for (const Case &one : kCases) {
        const auto rule = segment::ruleFromText(one.rule);
        if (!rule)
            return fail(rule.error());
        const std::string json = dumpJson(toJson(*rule));
        std::uint64_t count = 0;
        std::vector<double> milliseconds;
        for (int i = 0; i <= repeats; ++i) { // the first run loads columns and is not counted
            evaluator.forgetAnswers();
            const auto start = SteadyClock::now();
            const auto parsed = model::segmentRuleFromText(json);
            if (!parsed)
                return fail(parsed.error());
            const auto compiled = segment::compile(*parsed, snapshot.schema(), options);
            if (!compiled.plan)
                return fail(segment::asError(compiled.findings));
            const auto counted = segment::count(evaluator, *compiled.plan, snapshot);
            if (!counted)
                return fail(counted.error());
            count = *counted;
            if (i > 0)
                milliseconds.push_back(std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count());
        }
        std::sort(milliseconds.begin(), milliseconds.end());
        std::printf("{\"case\":\"%s\",\"count\":%llu,\"median_ms\":%.3f}\n", one.name,
                    static_cast<unsigned long long>(count), milliseconds[milliseconds.size() / 2]);
    }
    return 0;
}
