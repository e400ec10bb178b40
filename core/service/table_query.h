// What somebody wants to see of a dataset: which rows, in which order. The filters are the field tests of
// segment rules and mean the same: a positive test is never met by an empty cell, a negative one is its
// exact complement. Plain values; JSON for the kept view of a dataset.
#pragma once

#include "model/segment_condition.h"
#include "service/views.h"

#include <string>
#include <vector>

namespace audience::service {

// Numbers by value, texts ignoring case and then by bytes; empty cells last in either direction, rows
// that are equal in stored order.
struct SortKey {
    std::string column;
    bool descending = false;
    friend bool operator==(const SortKey &, const SortKey &) = default;
};

struct TableQuery {
    std::string dataset;
    std::vector<SortKey> sort;
    std::vector<model::FieldTest> filters; // all of them hold
    // With a check (data_checks.h): only rows that it finds fault with in this column.
    std::string check, checkColumn;

    bool isFiltered() const { return !filters.empty() || !check.empty(); }
};

Json toJson(const TableQuery &query);
// What cannot be read is left out: a view is kept for convenience.
TableQuery tableQueryFromJson(const Json &json);

// The rule for the people these rows are or belong to: attributes of people, something they did.
// Errors: "data.rule_no_people" for a table without people, "data.rule_check" when a check's rows are
// no rule, "data.rule_no_filter" without filters.
Result<model::SegmentRule> ruleOf(const DatasetView &dataset, const TableQuery &query);
// Everyone whose key is one of these.
model::SegmentRule ruleOfKeys(const DatasetView &dataset, const std::vector<std::string> &keys);

} // namespace audience::service
