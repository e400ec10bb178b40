// What a condition family writes its SQL with, once for all dialects. Internal.
#pragma once

#include "engine/event_condition.h"
#include "engine/fact_condition.h"
#include "engine/plan.h"
#include "segment/rule_sql.h"

namespace audience::segment {

class SqlParts {
public:
    virtual ~SqlParts() = default;
    virtual sql::StatementBuilder &sql() = 0;
    virtual const SqlNames &names() const = 0;
    virtual const engine::Schema &schema() const = 0;
    // What the database calls things; sql().hold(value) gives it parameters.
    const sql::Grammar &grammar() { return sql().grammar(); }
    // For the condition being written, or for a part of it ("/by/where/0"): what its database cannot say, and why.
    virtual Error noSql(const std::string &part = {}, std::string_view why = "segment.no_sql") const = 0;

    // SELECT key AS member FROM profiles
    virtual void selectMembers() = 0;
    // The selected events as rows (member[, property][, moment]); `moment` in microseconds, a whole number.
    virtual Result<void> eventRows(const engine::EventSelection &selection, const std::string &field,
                                   bool withTime) = 0;
    virtual engine::Field propertyOf(const engine::EventSelection &selection, const std::string &field) const = 0;
    // One test on a row of a table with these fields. Errors "segment.no_sql...".
    virtual Result<void> rowTest(const engine::Predicate &test, const std::vector<engine::Field> &fields,
                                 const SqlNames::Columns &columns) = 0;
    // A column of such a table as it compares and sorts.
    virtual std::string column(const engine::Field &field, const SqlNames::Columns &columns) const = 0;
    // The column of an attribute, quoted, and the same as it compares and sorts.
    virtual std::string attributeColumn(const std::string &field) const = 0;
    virtual void attribute(const std::string &field) = 0;
    // The profiles' key as text.
    virtual std::string keyText() const = 0;
    // A nested plan: first its CTEs (each ended by a comma), then who meets it as a test on the key.
    virtual Result<void> conditions(const engine::Plan &plan, const std::string &prefix) = 0;
    virtual void meets(const engine::Plan &plan, const std::string &prefix) = 0;
    // The same of a plan over the workspace's ledgers. Error "segment.no_sql_facts".
    virtual Result<void> factConditions(const engine::FactCondition &facts, const std::string &prefix) = 0;
    virtual void meetsFacts(const engine::FactCondition &facts, const std::string &prefix) = 0;
};

// COUNT(*), SUM(property), ... as an exact number; in SQLite of the smallest unit, so an integer.
std::string aggregateSql(engine::Aggregate aggregate, const engine::Field &property,
                         const sql::Grammar &grammar = sql::grammarOf(sql::Dialect::Sqlite));
// What HAVING asks of an aggregate, regardless of `negated`: the number lies between the ends of the test.
std::string aggregateTestSql(SqlParts &parts, engine::Aggregate aggregate, const engine::Field &property,
                             const engine::NumberTest &test);

} // namespace audience::segment
