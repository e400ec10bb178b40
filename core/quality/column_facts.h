// Everything a suggestion needs to know of a column: one pass over its rows, of many over a sample of them.
#pragma once

#include "async/cancel.h"
#include "store/dataset_reader.h"

#include <optional>
#include <string>
#include <vector>

namespace audience::quality {

struct ColumnFacts {
    engine::Field field;
    std::int64_t rows = 0, empty = 0;
    std::int64_t distinct = 0;    // of the values; from kMostDistinct on there may be more
    std::int64_t mostOften = 0;   // rows of the most frequent value
    // Every value with its rows where there are at most kListed, the most frequent first; else the most frequent ones.
    std::vector<std::pair<std::string, std::int64_t>> values;
    bool isListed = false; // all of them
    // Of numbers and times: the ends as text of the type, and as numbers.
    std::string lowest, highest;
    double low = 0, high = 0, sum = 0;
    // Of texts.
    std::int64_t blanks = 0, addresses = 0; // rows with blanks at an end, rows with an email address
    std::size_t shortest = 0, longest = 0;  // characters
    std::string pattern; // a regular expression of the one shape that all values have; empty: they have several

    std::int64_t filled() const { return rows - empty; }
    bool isText() const { return engine::isTextual(field.type); }
    bool isNumber() const {
        return field.type == engine::ColumnType::Int64 || field.type == engine::ColumnType::Decimal || field.type == engine::ColumnType::Double;
    }
    bool isTime() const { return field.type == engine::ColumnType::Date || field.type == engine::ColumnType::Instant; }
    bool isDistinct() const { return empty == 0 && distinct == rows; }
};
constexpr std::int64_t kMostDistinct = 2'000'000;
constexpr std::size_t kListed = 2'000;

// Rows of a large dataset that are looked at: whole chunks, evenly spread.
constexpr std::int64_t kMostSampled = 1'000'000;
std::vector<std::size_t> sampledChunks(const store::DatasetReader &rows);
Result<ColumnFacts> factsOf(const store::DatasetReader &rows, std::size_t field, const CancelToken &cancel);

// Whether one of the name's words (parted by anything but letters, and where a capital begins) is in the list.
bool isNamed(std::string_view name, std::initializer_list<std::string_view> words);

} // namespace audience::quality
