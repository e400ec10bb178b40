// Rows of other datasets that belong to people over links between columns, brought down to one number per
// person. A row counts once for each way that leads to it, as a join would give it.
#pragma once

#include "engine/event_summary.h"

namespace audience::engine {

struct RelatedStep {
    std::string dataset;
    // Equal columns of the rows before (of the profiles, for the first step) and of these; both empty: the rows
    // that belong to the person.
    std::string fromField, toField;
    std::vector<Predicate> where;
};

struct RelatedRows {
    std::vector<RelatedStep> steps;
    EventSummary::Of of = EventSummary::Of::Count; // Count, Sum, Average, Minimum, Maximum or Distinct
    std::string field;                             // of the last step's rows; empty for Count
};

class RelatedValues final : public PersonValues {
public:
    // `type`: of the value, as summaryField() gives it.
    RelatedValues(Field type, RelatedRows rows);
    const RelatedRows &rows() const { return m_rows; }
    std::string key() const override;
    std::string versions(const Snapshot &snapshot) const override;
    Result<DenseColumn> compute(const EvaluateContext &context) const override;

private:
    RelatedRows m_rows;
};

} // namespace audience::engine
