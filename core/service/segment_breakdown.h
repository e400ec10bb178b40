// How the people of a segment spread over the values of one thing that is known of them, beside everyone else. Every row
// is a condition, and its figures are what the engine counts for it: nobody is in two rows, everybody is in one.
#pragma once

#include "async/cancel.h"
#include "engine/column.h"
#include "model/segment_rule.h"
#include "service/views.h"

#include <cstdint>
#include <string>
#include <vector>

namespace audience::service {

class Session;

struct BreakdownRow {
    // Value: `from` stands for itself ("true" and "false" for truth values). Range: from `from` up to but without `to`,
    // without `from` everything below, without `to` everything from there. Nothing: no value, or no purchase, or no email.
    // Rest: the `values` values that are too rare for a row of their own.
    enum class Kind { Value, Range, Nothing, Rest };
    Kind kind = Kind::Value;
    std::string from, to;
    std::int64_t values = 0;
    model::RuleNode part; // who is in it
    std::int64_t inside = 0, outside = 0; // people of the segment, and of everyone else
};

struct SegmentBreakdown {
    std::string field, type; // as in breakdownFields()
    std::vector<BreakdownRow> rows;
    std::int64_t inside = 0, outside = 0; // people altogether
    std::optional<EngineView> remote = {}; // where the people stay
};

// What there is in a column, for the rows of its breakdown. Internal.
struct BreakdownValues {
    engine::ColumnType type = engine::ColumnType::Text;
    std::vector<double> numbers; // also days and microseconds; all of them, or some that are spread as they are
    std::vector<std::pair<std::int64_t, std::string>> texts; // with how many have them, the most frequent first
    std::size_t distinct = 0;    // texts, those included that are not among these
};
std::vector<BreakdownRow> rowsOfColumn(const std::string &field, const BreakdownValues &values, const std::string &zone);

// What people can be broken down by: their columns and computed values (type as in FieldView) and, where the workspace has
// them, "purchase:last" (type "days"), "purchase:count", "purchase:spent", "purchase:each", "email:opened" and
// "email:clicked" (how many of the emails of the last 90 days).
struct BreakdownField {
    std::string name, type;
};
inline constexpr int kEmailDays = 90;
// `people`: whom a rule names; of those who stay in a database their columns, and it is not asked.
Result<std::vector<BreakdownField>> breakdownFields(Session &session, const CancelToken &cancel = {}, const std::string &people = {});

// Numbers and dates stand in at most a dozen equal, round steps; the last and the first are open where a few lie far away.
// Errors: "data.unknown_column" {column, dataset}, else as in SegmentService::count().
Result<SegmentBreakdown> breakDown(Session &session, const model::SegmentRule &rule, const std::string &field, const CancelToken &cancel = {});

} // namespace audience::service
