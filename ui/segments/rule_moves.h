// Moving parts of a rule as a hand does: one place up or down, also out of and into groups, to a place between two
// others, or onto another, which makes a group of both. A group that loses its last part goes with it. Pure functions.
#pragma once

#include "model/segment_rule.h"

#include <optional>
#include <string>

namespace audience::ui {

struct MovedRule {
    model::SegmentRule rule;
    std::string path;       // where the part is now
    bool isGrouped = false; // it made a group with another
};

// The group a part stands in and its place there; nothing for the root and for what "not" holds.
struct RulePlace {
    std::string group;
    std::size_t index = 0;
};
std::optional<RulePlace> placeOf(const std::string &path);

// `index`: before which part of the group, as the rule is now. Nothing where it cannot go.
std::optional<MovedRule> movedTo(const model::SegmentRule &rule, const std::string &path, const RulePlace &place);
std::optional<MovedRule> movedBy(const model::SegmentRule &rule, const std::string &path, int by);
// Into a group with the part at `onto`, which stands first in it: "or" within "and", else "and".
std::optional<MovedRule> movedOnto(const model::SegmentRule &rule, const std::string &path, const std::string &onto);
// Behind its group; nothing where it stands in none but the outermost.
std::optional<MovedRule> movedOut(const model::SegmentRule &rule, const std::string &path);
// To the end of the group before it (else to the front of that behind it), or into a group with the part before it.
std::optional<MovedRule> movedIn(const model::SegmentRule &rule, const std::string &path);
// The parts of a group in its place.
std::optional<model::SegmentRule> takenApart(const model::SegmentRule &rule, const std::string &path);

} // namespace audience::ui
