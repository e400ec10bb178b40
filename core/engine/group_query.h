// People or events brought down to a table: grouped by values of theirs, each group measured, the largest few kept.
// Compiled from an analytic query (segment/compile_query.h); answered by Evaluator::evaluate(). Exact: sums of whole
// numbers and decimals, counts of different values and quantiles; an average is a 64-bit floating point number.
#pragma once

#include "engine/event_condition.h"
#include "engine/plan.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace audience::engine {

// What a row has one value of.
struct GroupColumn {
    enum class Of : std::uint8_t {
        Event,  // a property of the event
        Person, // an attribute of the person, or of the person whom the event belongs to
        Time,   // when the event happened
        Name    // what the event is called
    };
    Of of = Of::Person;
    Field field;
    std::shared_ptr<const PersonValues> computed; // Person: worked out instead of stored
};

// Values from starts[i] up to starts[i + 1] belong to the group values[i]; groups may come back. Both in the units of
// their columns, starts rising and the first at or below everything asked for.
struct Steps {
    std::vector<std::int64_t> starts, values;
};
constexpr std::size_t kMaxSteps = 2'000'000;

// Steps of one width from `from` on; with a count the width and the beginning follow from the values themselves.
struct Bins {
    std::int64_t width = 1, from = 0; // in units of the column
    double doubleWidth = 1, doubleFrom = 0;
    std::int64_t count = 0;
};

// Without steps and bins every value is a group. Rows without a value are one more, the last in any order.
struct GroupKey {
    GroupColumn column;
    Field result; // name and type of what stands for a group; with bins their lower end
    std::function<Result<Steps>(std::int64_t low, std::int64_t high)> steps; // that cover both ends
    std::optional<Bins> bins;
};

struct GroupMeasure {
    enum class Of : std::uint8_t { Count, People, Distinct, Sum, Average, Minimum, Maximum, Quantile };
    Of of = Of::Count;
    GroupColumn column;                 // not for Count and People
    Decimal at;                         // Quantile: the smallest value that this share of the values does not exceed
    std::shared_ptr<const Plan> people; // only rows of these; none: all rows
    Field result;
};

struct GroupOrder {
    bool isMeasure = false;
    std::size_t index = 0;
    bool descending = false; // nothing comes last in either direction
};

struct GroupQuery {
    std::optional<EventSelection> events; // none: a row per person
    std::shared_ptr<const Plan> people;   // who counts; none: everybody
    bool withGuests = false;              // events of nobody who is known count too; not where anything is asked of people
    std::vector<GroupKey> keys;           // none: all rows are one group, even where there are none
    std::vector<GroupMeasure> measures;
    std::vector<GroupOrder> order; // then by the keys
    std::size_t limit = 1;
    bool fill = false; // of the one key: also the steps between others
};

// Count, People, Distinct and Sum of nothing are 0; the others are missing.
struct GroupTable {
    std::vector<Field> columns;             // keys, then measures
    std::vector<std::optional<Cell>> widths; // of bins, by key
    std::vector<std::vector<Cell>> rows;
    std::uint64_t groups = 0;  // also those beyond the limit
    std::uint64_t counted = 0; // rows of people or events
};

// Errors: those of loading columns, "cancelled", "engine.number_too_large" {field}, "query.too_many_groups" {limit},
// "query.too_many_values".
Result<GroupTable> evaluate(const GroupQuery &query, const EvaluateContext &context);

Error tooManyGroups();
Error tooManyValues();

} // namespace audience::engine
