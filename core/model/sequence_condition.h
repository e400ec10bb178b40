// The condition family "sequence": events of several kinds one after the other. How equal times count and
// what "not followed" means is in docs/formats/segment.md.
#pragma once

#include "model/event_choice.h"

namespace audience::model {

struct TimeGap {
    std::int64_t n = 0;
    TimeUnit unit = TimeUnit::Days; // minutes to weeks: always of one length
};

struct SequenceStep {
    EventChoice events;
    std::optional<TimeGap> within; // since the step before; never of the first step
    bool did = true;               // false: no such event followed; only of the last step
};

struct SequenceCondition {
    std::vector<SequenceStep> steps;
    std::optional<TimeGap> within; // from the first step to the last
    std::string same;              // a property of one value throughout; empty: any
    std::size_t reached = 0;       // how many steps must be taken; 0: all
    std::size_t stoppedAt = 0;     // this many were taken and not one more; 0: not asked
};

constexpr std::size_t kMaxSequenceSteps = 20;

// The optional member {"n": 24, "unit": "hours"}; false with a finding when it is something else.
bool readTimeGap(const Json &json, const char *name, const std::string &path, std::optional<TimeGap> &to, Findings &out);
Json toJson(const TimeGap &gap);
std::optional<SequenceCondition> readSequence(const Json &json, const std::string &path, Findings &out);
Json toJson(const SequenceCondition &condition);

} // namespace audience::model
