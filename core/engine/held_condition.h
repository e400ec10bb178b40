// How many events count has been within bounds at every moment of a span of time. The number only changes when
// an event begins or ceases to count, so all those moments are looked at, in order, once.
#pragma once

#include "engine/event_condition.h"

namespace audience::engine {

struct HeldCount {
    EventSelection selection;
    // An event at e counts at the moments m with e + enters <= m < e + leaves, in microseconds.
    std::int64_t enters = 0, leaves = kNoHigh;
    NumberTest times;          // of the number; negated: outside the bounds
    std::int64_t from = 0, to = 0; // the span, both ends included
};

class HeldCondition final : public Condition {
public:
    explicit HeldCondition(HeldCount held);
    const HeldCount &held() const { return m_held; }
    std::string key() const override;
    std::string versions(const Snapshot &snapshot) const override { return m_held.selection.versions(snapshot); }
    Result<Bitmap> evaluate(const EvaluateContext &context) const override;

private:
    HeldCount m_held;
};

} // namespace audience::engine
