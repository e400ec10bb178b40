// Conditions that still wait for a value. They ask nobody anything yet, so the rule is counted without them
// instead of finding nobody. Pure.
#pragma once

#include "model/segment_rule.h"

#include <map>
#include <set>
#include <string>

namespace audience::ui {

struct CountableRule {
    model::SegmentRule rule;                    // without what waits
    std::map<std::string, std::string> placeOf; // path in `rule` -> path in the whole rule
    std::set<std::string> waiting;              // paths in the whole rule
};

bool waitsForValue(const Json &condition);
CountableRule countable(const model::SegmentRule &rule);

} // namespace audience::ui
