// The condition family "related": rows of other datasets that belong to a person, over one or more links. How
// rows are counted is in docs/formats/segment.md.
#pragma once

#include "model/field_test.h"
#include "model/number_comparison.h"
#include "model/segment_condition.h"

namespace audience::model {

struct RelatedStep {
    std::string dataset;
    // The columns that must be equal, of the rows before and of these; empty: as the workspace links them.
    std::string linkFrom, linkTo;
    std::vector<FieldTest> where; // all of them
};

struct RelatedCondition {
    // What of the rows at the end of the path must hold.
    enum class Rows { Any, None, All, Latest, Earliest, Measure };
    std::vector<RelatedStep> path;
    Rows rows = Rows::Any;
    std::vector<FieldTest> has; // All, Latest, Earliest: what the rows must pass
    std::string by;             // Latest, Earliest: a date, an instant or a number
    AggregateTest measure;      // Measure
};
std::string_view toText(RelatedCondition::Rows rows); // "any", "none", "all", "latest", "earliest", "measure"

constexpr std::size_t kMaxRelatedSteps = 8;

std::optional<RelatedCondition> readRelated(const Json &json, const std::string &path, Findings &out);
Json toJson(const RelatedCondition &condition);

} // namespace audience::model
