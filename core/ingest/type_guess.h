// Which type each column of a file has, from the shapes of all its cells. A tally counts; deciding
// looks at the tallies of all columns together, because the file has one notation for numbers and
// dates.
#pragma once

#include "base/result.h"
#include "engine/column.h"
#include "ingest/cell_shape.h"
#include "ingest/finding.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::ingest {

class TypeTally {
public:
    // `cell` is trimmed; an empty one is null.
    void add(std::string_view cell);
    void merge(const TypeTally &other);

    std::int64_t nulls() const { return m_nulls; }
    std::int64_t values() const;
    // Values whose shape has any of the bits.
    std::int64_t withAny(std::uint32_t bits) const;
    // Values whose shape has any of `any` and none of `none`.
    std::int64_t withAnyButNone(std::uint32_t any, std::uint32_t none) const;
    NumberDigits digits() const { return m_digits; }
    // Whether there are values and the shapes of all of them pass.
    template <class Passes> bool all(Passes passes) const {
        return !m_shapes.empty() && std::ranges::all_of(m_shapes, [&](const Shape &shape) { return passes(shape.bits); });
    }
    const std::string &ambiguousDate() const { return m_ambiguousDate; }
    // One value whose shape has none of the bits; empty where all have.
    std::string exampleWithout(std::uint32_t bits) const;

private:
    struct Shape {
        std::uint32_t bits = 0;
        std::int64_t times = 0;
        std::string example; // the first of them
    };
    void count(std::uint32_t bits, std::int64_t times, std::string_view example);
    std::int64_t m_nulls = 0;
    std::vector<Shape> m_shapes; // few; the latest hit first
    NumberDigits m_digits;       // the largest of each
    std::string m_ambiguousDate; // one value that is a different day under each order
};

// How the cells of one column become values.
struct ColumnFormat {
    engine::Field field;
    NumberStyle numbers = NumberStyle::Point;
    DateOrder dates = DateOrder::Dmy;
    bool compactDates = false; // YYYYMMDD
};

struct TypeOptions {
    std::optional<DateOrder> dates;
    std::optional<NumberStyle> numbers;
    std::map<std::string, engine::Field>
        forced;             // by column; the scale of a decimal may be 0: as seen
    std::string timeColumn; // must become a date or an instant
};

struct DateAmbiguity {
    std::string column, example;
};

struct TypeDecision {
    std::vector<ColumnFormat> columns;
    std::vector<Finding> findings;
    // Columns whose dates read equally well both ways, and nothing in the file decides. They are
    // decided as day first here; an import must not go on without being told.
    std::vector<DateAmbiguity> ambiguousDates;
};

// A type is taken if every value fits it, or all but 1 %: those rows are rejected with a reason.
TypeDecision decideTypes(const std::vector<std::string> &columns,
                         const std::vector<TypeTally> &tallies, const TypeOptions &options);

// Decisions from the first part of a file. If all values of the part are settled and every further one
// of a typed column fits(), and of the text columns the words are more than half, then the whole file
// leads to the same decisions and findings.
bool isSettled(const ColumnFormat &format, const TypeTally &tally);
bool fits(const ColumnFormat &format, std::string_view cell); // trimmed; an empty one fits
bool isWord(std::string_view cell);                          // trimmed: never a number, date, truth value or JSON
constexpr std::int64_t kWordShare = 2;

// A types file: {"column": "text" | "decimal" | ...} or {"column": {"type": "decimal", "scale":
// 2}}. Errors: "ingest.types_file" {reason}, "ingest.unknown_type" {type, column}.
Result<std::map<std::string, engine::Field>> typesFromJson(std::string_view text);
std::optional<engine::ColumnType> columnTypeFromText(std::string_view name);

} // namespace audience::ingest
