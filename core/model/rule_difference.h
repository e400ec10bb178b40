// What was changed from one rule to another, part by part. The order of a group's parts means nothing and
// is no difference.
#pragma once

#include "model/segment_rule.h"

#include <optional>
#include <string>
#include <vector>

namespace audience::model {

struct RuleDifference {
    std::string path;                      // JSON pointer in the rule after; of a removed part in that before
    std::optional<RuleNode> before, after; // without `before` it was added, without `after` removed
};

std::vector<RuleDifference> differences(const SegmentRule &before, const SegmentRule &after);

} // namespace audience::model
