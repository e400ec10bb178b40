// The condition family "held": a rule has been met for so long, without a break. What can be told is in
// docs/formats/segment.md.
#pragma once

#include "model/segment_rule.h"
#include "model/sequence_condition.h"

namespace audience::model {

struct HeldCondition {
    TimeGap span;
    bool atLeast = true; // false: it is met now, and has been for less than that
    RuleNode rule;
};

std::optional<HeldCondition> readHeld(const Json &json, const std::string &path, Findings &out);
Json toJson(const HeldCondition &condition);

} // namespace audience::model
