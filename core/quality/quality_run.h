// What running the checks of a dataset gave. Plain values.
#pragma once

#include "base/clock.h"
#include "model/quality_check.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace audience::quality {

constexpr std::size_t kSampledRows = 20;

struct FailingRow {
    std::int64_t row = 0; // counted from 0 over the rows of the generation
    std::string key;      // of the dataset, where it has one
    std::string value;    // of the column at fault
};

struct CheckResult {
    // The words are stored in workspace files. NotRun counts as failed unless there was only nothing to compare with.
    enum class State { Passed, Failed, NotRun };
    std::int64_t check = 0;
    State state = State::Passed;
    std::int64_t checked = 0, failed = 0; // rows; of freshness `failed` are those dated ahead of now, which do not count
    double measure = 0;                   // of drift the index or the change in percent, of freshness the hours
    std::optional<Error> fault;           // of NotRun
    std::vector<FailingRow> sample;       // the first ones

    bool isWaiting() const { return state == State::NotRun && fault && fault->id == "quality.nothing_before"; }
    bool isBad() const { return state == State::Failed || (state == State::NotRun && !isWaiting()); }
};
std::string_view toText(CheckResult::State state);

// How the values of a column are spread: shares of the most frequent texts, or of ranges between edges.
struct Shape {
    std::vector<std::string> labels;   // of texts and truth values, the most frequent first
    std::vector<double> edges;         // rising: range i ends before edge i, the last one is open
    std::vector<std::int64_t> counts;  // by label, or by range (one more than edges)
    std::int64_t others = 0, empty = 0; // texts that are no label; no value
    std::int64_t rows() const;
};

enum class Cause { Import, Sync, Asked };
std::string_view toText(Cause cause);

struct QualityRun {
    std::int64_t id = 0;
    std::string dataset;
    std::int64_t generation = 0;
    Cause cause = Cause::Asked;
    Instant startedAt, finishedAt;
    std::int64_t rows = 0;
    bool stopped = false, accepted = false;
    std::vector<CheckResult> results;
    std::map<std::string, Shape> shapes; // by column, of those with a check of drift

    std::size_t bad() const;
};

// What former accepted generations looked like.
struct Baseline {
    std::optional<std::int64_t> rows; // the middle one of the last few
    std::map<std::string, Shape> shapes;
};

} // namespace audience::quality
