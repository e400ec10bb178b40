// What a person's events come to, as one value: how many, how much, the first, the last, the most frequent;
// and the ratio of two such values.
#pragma once

#include "engine/event_condition.h"
#include "engine/person_values.h"

namespace audience::engine {

struct EventSummary {
    enum class Of : std::uint8_t {
        Count, Sum, Average, Minimum, Maximum, Distinct,
        First, Last, // the property of the first (last) event that has it; the moment without a property
        MostFrequent // the property's most frequent value
    };
    Of of = Of::Count;
    EventSelection selection;
    std::string field; // the property; empty for Count
};

// Without events Count, Sum and Distinct are 0, all others missing. Of equals (moments of First and Last,
// frequencies) the smallest value counts. Averages are 64-bit floating point numbers.
class EventSummaryValues final : public PersonValues {
public:
    // `type`: of the value, as summaryField() gives it.
    EventSummaryValues(Field type, EventSummary summary);
    const EventSummary &summary() const { return m_summary; }
    std::string key() const override;
    std::string versions(const Snapshot &snapshot) const override { return m_summary.selection.versions(snapshot); }
    Result<DenseColumn> compute(const EvaluateContext &context) const override;

private:
    EventSummary m_summary;
};

// The field of a summary under this name; `property` is that of the events, if there is one.
Field summaryField(std::string name, EventSummary::Of of, const Field &property);

// One value divided by another as 64-bit floating point numbers; missing where either is or the second is 0.
class RatioValues final : public PersonValues {
public:
    RatioValues(std::string name, std::shared_ptr<const PersonValues> over, std::shared_ptr<const PersonValues> under)
        : PersonValues({std::move(name), ColumnType::Double, 0}, false), m_over(std::move(over)), m_under(std::move(under)) {}
    const PersonValues &over() const { return *m_over; }
    const PersonValues &under() const { return *m_under; }
    std::string key() const override;
    std::string versions(const Snapshot &snapshot) const override;
    Result<DenseColumn> compute(const EvaluateContext &context) const override;

private:
    std::shared_ptr<const PersonValues> m_over, m_under;
};

} // namespace audience::engine
