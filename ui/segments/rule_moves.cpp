#include "ui/segments/rule_moves.h"

#include <algorithm>
#include <utility>

namespace audience::ui {

using model::RuleNode;
using model::SegmentRule;

namespace {

// Stands where a part was until the rule is tidied.
const Json kGone("moved");

bool isGone(const RuleNode &node) {
    return node.kind == RuleNode::Kind::Condition && node.condition == kGone;
}

// True when a group became empty by it.
bool tidy(RuleNode &group) {
    bool lost = false;
    std::erase_if(group.children, [&](RuleNode &child) {
        const bool goes = isGone(child) || (child.kind != RuleNode::Kind::Condition && tidy(child));
        lost = lost || goes;
        return goes;
    });
    return lost && group.children.empty();
}

RuleNode *nodeIn(SegmentRule &rule, const std::string &path) {
    return const_cast<RuleNode *>(model::nodeAt(rule, path)); // the rule is ours
}

std::optional<std::string> pathOf(const RuleNode &in, const std::string &path, const RuleNode &wanted) {
    if (in == wanted)
        return path;
    for (std::size_t i = 0; i < in.children.size(); ++i)
        if (auto found = pathOf(in.children[i], model::childPath(in, path, i), wanted))
            return found;
    return {};
}

} // namespace

std::optional<RulePlace> placeOf(const std::string &path) {
    const auto number = path.rfind('/');
    if (number == std::string::npos || number + 1 >= path.size() || !std::all_of(path.begin() + static_cast<std::ptrdiff_t>(number) + 1, path.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return {};
    const auto kind = path.rfind('/', number - 1);
    if (kind == std::string::npos || kind == 0)
        return {};
    return RulePlace{path.substr(0, kind), static_cast<std::size_t>(std::stoul(path.substr(number + 1)))};
}

std::optional<MovedRule> movedTo(const SegmentRule &rule, const std::string &path, const RulePlace &place) {
    SegmentRule moved = rule;
    RuleNode *from = nodeIn(moved, path);
    if (!from || path == "/rule")
        return {};
    const RuleNode node = std::exchange(*from, model::conditionNode(kGone));
    RuleNode *group = nodeIn(moved, place.group);
    if (!group || group->kind == RuleNode::Kind::Condition || group->kind == RuleNode::Kind::Not)
        return {};
    const std::size_t index = std::min(place.index, group->children.size());
    group->children.insert(group->children.begin() + static_cast<std::ptrdiff_t>(index), node);
    tidy(moved.root);
    const auto now = pathOf(moved.root, "/rule", node);
    return MovedRule{std::move(moved), now.value_or("/rule")};
}

std::optional<MovedRule> movedBy(const SegmentRule &rule, const std::string &path, int by) {
    const auto place = placeOf(path);
    const RuleNode *group = place ? model::nodeAt(rule, place->group) : nullptr;
    if (!group)
        return {};
    const bool isFirst = place->index == 0, isLast = place->index + 1 >= group->children.size();
    if (by < 0 ? isFirst : isLast) {
        const auto outer = placeOf(place->group);
        return outer ? movedTo(rule, path, {outer->group, outer->index + (by < 0 ? 0 : 1)}) : std::optional<MovedRule>();
    }
    const std::size_t next = by < 0 ? place->index - 1 : place->index + 1;
    const RuleNode &neighbour = group->children[next];
    if (neighbour.kind != RuleNode::Kind::Condition && neighbour.kind != RuleNode::Kind::Not)
        return movedTo(rule, path, {model::childPath(*group, place->group, next), by < 0 ? neighbour.children.size() : 0});
    return movedTo(rule, path, {place->group, by < 0 ? next : next + 1});
}

} // namespace audience::ui
