// The condition family "sessions": how many visits a person paid, or how long they were.
#pragma once

#include "model/event_choice.h"
#include "model/number_comparison.h"
#include "model/sequence_condition.h"

namespace audience::model {

struct SessionCondition {
    enum class Of { Count, Total, Longest, Shortest, Average };
    Of of = Of::Count;
    NumberComparison test; // a number of sessions, or minutes
    TimeGap gap{30, TimeUnit::Minutes};
    EventChoice events;
};
std::string_view toText(SessionCondition::Of of); // "count", "total", ...
constexpr SessionCondition::Of kLastSessionMeasure = SessionCondition::Of::Average;

std::optional<SessionCondition> readSessions(const Json &json, const std::string &path, Findings &out);
Json toJson(const SessionCondition &condition);

} // namespace audience::model
