// Conditions over what people did: how often, how much, when first and last, in what order. All work on
// the events of one or more names inside one span of time that pass property tests.
#pragma once

#include "base/decimal.h"
#include "engine/condition.h"

#include <optional>

namespace audience::engine {

struct EventSelection {
    struct Source {
        std::string dataset, name;
        friend bool operator==(const Source &, const Source &) = default;
    };
    std::vector<Source> sources;
    std::int64_t from = kNoLow; // inclusive, UTC microseconds
    std::int64_t to = kNoHigh;  // exclusive
    std::vector<Predicate> where;

    std::string key() const;
    std::string versions(const Snapshot &snapshot) const;
};

// The numbers between two ends; negated: all others, and where there is no number.
struct NumberTest {
    struct End {
        Decimal value;
        bool inclusive = true;
    };
    std::optional<End> low, high;
    bool negated = false;
    std::string key() const;
};

enum class Aggregate : std::uint8_t { Count, Distinct, Sum, Average, Minimum, Maximum };

// An aggregate of a person's events passes a test. Without events count, distinct and sum are 0; average,
// minimum and maximum are no number. Sums of integers and decimals are exact.
class AggregateCondition final : public Condition {
public:
    AggregateCondition(EventSelection selection, Aggregate aggregate, std::string field, NumberTest test)
        : m_selection(std::move(selection)), m_aggregate(aggregate), m_field(std::move(field)),
          m_test(std::move(test)) {}
    const EventSelection &selection() const { return m_selection; }
    Aggregate aggregate() const { return m_aggregate; }
    const std::string &field() const { return m_field; } // empty for Count
    const NumberTest &test() const { return m_test; }
    std::string key() const override;
    std::string versions(const Snapshot &snapshot) const override { return m_selection.versions(snapshot); }
    Result<Bitmap> evaluate(const EvaluateContext &context) const override;

private:
    EventSelection m_selection;
    Aggregate m_aggregate;
    std::string m_field;
    NumberTest m_test;
};

// The person's first (or last) event ever of the selection lies in [from, to) of the selection.
class EdgeCondition final : public Condition {
public:
    enum class Edge : std::uint8_t { First, Last };
    EdgeCondition(EventSelection selection, Edge edge) : m_selection(std::move(selection)), m_edge(edge) {}
    const EventSelection &selection() const { return m_selection; }
    Edge edge() const { return m_edge; }
    std::string key() const override;
    std::string versions(const Snapshot &snapshot) const override { return m_selection.versions(snapshot); }
    Result<Bitmap> evaluate(const EvaluateContext &context) const override;

private:
    EventSelection m_selection;
    Edge m_edge;
};

} // namespace audience::engine
