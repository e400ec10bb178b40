// A plan as one SQL statement: a named, commented CTE per condition and one WHERE that follows the rule.
// It selects the keys of the members, exactly those the engine finds.
#pragma once

#include "engine/plan.h"
#include "sql/statement_builder.h"

#include <map>
#include <optional>

namespace audience::segment {

// Where the plan's columns live in the database that will run the statement.
struct SqlNames {
    using Columns = std::map<std::string, std::string>; // by field; a field that is not there has its own name
    struct Events {
        std::string dataset; // as in engine::EventSource
        sql::TableName table;
        std::string profileColumn, timeColumn;
        std::string nameColumn; // empty: every row has the dataset's only name
        bool timeIsDate = false; // timeColumn holds civil dates: an event is at the start of its day
        Columns columns = {};
        Columns plain = {}; // as below
    };
    sql::TableName profiles;
    std::string keyColumn; // unique and never null
    std::vector<Events> events;
    struct Table {
        std::string dataset; // as in engine::TableSource
        sql::TableName table;
        std::string profileColumn;
        Columns columns = {};
    };
    std::vector<Table> tables;
    // SQLite only: how the tables hold instants. Dates are ISO text there, booleans 0 and 1, decimals any
    // number. Elsewhere columns have the types that core/sql names for the dialect.
    using Times = sql::Times;
    Times times = Times::Micros;
    // SQLite only: tables of what the workspace's ledgers know, named as in segment/fact_names.h. People stand there
    // by their ordinal, which `profiles` has too.
    struct Facts {
        sql::TableName people;
        Events messages;
        std::string ordinalColumn;
    };
    std::optional<Facts> facts;
    Columns columns; // of profiles
    // Of profiles, by field: beside a column that is made of one of a table, that one itself, which has the same value or is one
    // that is none here. What is asked of the first is asked of it as well, so that its index can answer.
    Columns plain = {};
    // Tables that the statement makes for itself out of others, first of all: their names and a SELECT each.
    struct Made {
        sql::TableName table;
        std::string select;
    };
    std::vector<Made> made;
};

struct SqlForm {
    bool literals = false; // values stand in the text, for pasting
    bool dbtModel = false; // literals, no ORDER BY, and safe from Jinja
    bool unordered = false; // no ORDER BY, for a statement around it
};

// Errors, all {dialect, path}, for what this dialect cannot answer exactly: "segment.no_sql_pattern" (its patterns
// are not those of RE2), "..._json" (it cannot look at each value inside JSON), "..._zone" (it knows no zones by name), "..._list" (a list
// too long for it), "..._query" (a query for the workspace), "..._facts" (only the workspace has these), "segment.no_sql";
// "segment.unknown_dataset" {dataset} when `names` lacks one. SQLite needs the functions fold(text),
// re2(pattern, text, ignoreCase), local_time(instant, zone, otherwise) and bucket_of(text)
// where a rule ignores case, matches patterns, looks at the time on a wall or deals people into buckets.
Result<sql::Statement> toSql(const engine::Plan &plan, const engine::Schema &schema,
                             const SqlNames &names, sql::Dialect dialect, SqlForm form = {});

} // namespace audience::segment
