// Conditions around one event of each person, the last or first of a selection: what it was like, and how
// much happened after it.
#pragma once

#include "engine/event_condition.h"

namespace audience::engine {

// The last (first) event of the selection passes the tests. Of several at that moment one suffices.
class LatestCondition final : public Condition {
public:
    LatestCondition(EventSelection selection, EdgeCondition::Edge edge, std::vector<Predicate> has)
        : m_selection(std::move(selection)), m_passing(m_selection), m_edge(edge) {
        m_passing.where.insert(m_passing.where.end(), has.begin(), has.end());
    }
    const EventSelection &selection() const { return m_selection; }
    const EventSelection &passing() const { return m_passing; } // those of them that pass
    EdgeCondition::Edge edge() const { return m_edge; }
    std::string key() const override;
    std::string versions(const Snapshot &snapshot) const override { return m_passing.versions(snapshot); }
    Result<Bitmap> evaluate(const EvaluateContext &context) const override;

private:
    EventSelection m_selection, m_passing;
    EdgeCondition::Edge m_edge;
};

// How many selected events lie after the last (first) event of the anchor passes a test; without an anchor
// it does not.
class SinceCondition final : public Condition {
public:
    SinceCondition(EventSelection selection, EventSelection anchor, EdgeCondition::Edge edge, NumberTest test)
        : m_selection(std::move(selection)), m_anchor(std::move(anchor)), m_edge(edge), m_test(std::move(test)) {}
    const EventSelection &selection() const { return m_selection; }
    const EventSelection &anchor() const { return m_anchor; }
    EdgeCondition::Edge edge() const { return m_edge; }
    const NumberTest &test() const { return m_test; }
    std::string key() const override;
    std::string versions(const Snapshot &snapshot) const override {
        return m_selection.versions(snapshot) + '/' + m_anchor.versions(snapshot);
    }
    Result<Bitmap> evaluate(const EvaluateContext &context) const override;

private:
    EventSelection m_selection, m_anchor;
    EdgeCondition::Edge m_edge;
    NumberTest m_test;
};

} // namespace audience::engine
