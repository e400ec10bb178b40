// Events of several kinds one after the other: a chain takes one event of each step, none earlier than the
// one before. All steps are walked once, together, in order of time, with one small state per person.
#pragma once

#include "engine/event_condition.h"

namespace audience::engine {

struct Sequence {
    struct Step {
        EventSelection selection;
        std::int64_t within = kNoHigh; // microseconds since the step before
    };
    enum class Ends : std::uint8_t {
        Taken,   // a chain takes all steps
        Stopped, // a chain takes all steps but the last, and none takes that as well
        Absent   // an event that a chain over all steps but the last ends with is not followed by the last
    };
    std::vector<Step> steps;        // at least one; two for Stopped and Absent
    std::int64_t within = kNoHigh;  // from the first event of a chain to its last; not with Step::within
    Ends ends = Ends::Taken;
    bool strictlyLater = false;     // equal times do not follow each other
    std::string same;               // property with one value along a chain; empty: none
};

class SequenceCondition final : public Condition {
public:
    explicit SequenceCondition(Sequence sequence) : m_sequence(std::move(sequence)) {}
    const Sequence &sequence() const { return m_sequence; }
    std::string key() const override;
    std::string versions(const Snapshot &snapshot) const override;
    Result<Bitmap> evaluate(const EvaluateContext &context) const override;

private:
    Sequence m_sequence;
};

} // namespace audience::engine
