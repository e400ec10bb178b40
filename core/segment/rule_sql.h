// A plan as one SQL statement: a named, commented CTE per condition and one WHERE that follows the rule.
// It selects the keys of the members, exactly those the engine finds.
#pragma once

#include "engine/plan.h"
#include "sql/statement_builder.h"

namespace audience::segment {

// Where the plan's columns live in the database that will run the statement.
struct SqlNames {
    struct Events {
        std::string dataset; // as in engine::EventSource
        std::string table, profileColumn, timeColumn;
        std::string nameColumn; // empty: every row has the dataset's only name
        bool timeIsDate = false; // timeColumn holds civil dates: an event is at the start of its day
    };
    std::string profiles;  // table
    std::string keyColumn; // unique and never null
    std::vector<Events> events;
    // How the tables hold instants: a workspace's own tables show ISO text ending in Z. Dates are ISO
    // text, booleans 0 and 1, decimals any number.
    enum class Times { Micros, IsoText } times = Times::Micros;
};

// Errors: "segment.no_sql" {dialect, path} for a condition that this dialect cannot answer exactly,
// "segment.unknown_dataset" {dataset} when `names` lacks one. The functions fold(text),
// re2(pattern, text, ignoreCase), local_time(instant, zone, otherwise) and bucket_of(text) must be registered
// where a rule ignores case, matches patterns, looks at the time on a wall or deals people into buckets.
Result<sql::Statement> toSql(const engine::Plan &plan, const engine::Schema &schema,
                             const SqlNames &names, sql::Dialect dialect);

} // namespace audience::segment
