// The rule in words: country in ("US", "CA") and did purchase at least 3 times in the last 90 days.
// What the words cannot say (unknown types, notes, named groups) is written as json {...}, so that every
// rule has a text and reading it back gives the same rule. The grammar is in docs/formats/segment.md.
#pragma once

#include "model/segment_rule.h"

#include <string>
#include <string_view>

namespace audience::segment {

std::string toText(const model::SegmentRule &rule);
std::string toText(const model::RuleNode &node);
// Errors: "segment.syntax" {offset, expected} with the byte offset, "segment.too_deep" {limit}.
Result<model::SegmentRule> ruleFromText(std::string_view text);

} // namespace audience::segment
