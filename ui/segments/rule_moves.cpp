#include "ui/segments/rule_moves.h"

#include <algorithm>
#include <utility>

namespace audience::ui {

using model::RuleNode;
using model::SegmentRule;

namespace {

// Stand where a part was and where it goes until the rule is tidied.
const Json kGone("moved"), kHere("here");

bool isGone(const RuleNode &node) {
    return node.kind == RuleNode::Kind::Condition && node.condition == kGone;
}

bool isGroup(const RuleNode &node) {
    return node.kind != RuleNode::Kind::Condition && node.kind != RuleNode::Kind::Not;
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

// Takes the part out, lets `insert` say where it goes, and tidies.
template <class Insert> std::optional<MovedRule> moved(const SegmentRule &rule, const std::string &path, Insert insert) {
    MovedRule result{rule, {}};
    RuleNode *from = nodeIn(result.rule, path);
    if (!from || path == "/rule")
        return {};
    RuleNode node = std::exchange(*from, model::conditionNode(kGone));
    const RuleNode here = model::conditionNode(kHere);
    if (!insert(result.rule, here))
        return {};
    tidy(result.rule.root);
    const auto now = pathOf(result.rule.root, "/rule", here);
    if (!now)
        return {};
    result.path = *now;
    *nodeIn(result.rule, *now) = std::move(node);
    return result;
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
    return moved(rule, path, [&](SegmentRule &into, const RuleNode &here) {
        RuleNode *group = nodeIn(into, place.group);
        if (!group || !isGroup(*group))
            return false;
        const std::size_t index = std::min(place.index, group->children.size());
        group->children.insert(group->children.begin() + static_cast<std::ptrdiff_t>(index), here);
        return true;
    });
}

std::optional<MovedRule> movedOnto(const SegmentRule &rule, const std::string &path, const std::string &onto) {
    const auto place = placeOf(onto);
    const RuleNode *around = place ? model::nodeAt(rule, place->group) : nullptr;
    if (!around || onto == path)
        return {};
    const auto kind = around->kind == RuleNode::Kind::All ? RuleNode::Kind::Any : RuleNode::Kind::All;
    auto grouped = moved(rule, path, [&](SegmentRule &into, const RuleNode &here) {
        RuleNode *target = nodeIn(into, onto);
        if (!target || isGone(*target))
            return false;
        RuleNode first = std::move(*target);
        *target = model::groupNode(kind, {std::move(first), here});
        return true;
    });
    if (grouped)
        grouped->isGrouped = true;
    return grouped;
}

std::optional<MovedRule> movedOut(const SegmentRule &rule, const std::string &path) {
    const auto place = placeOf(path);
    const auto outer = place ? placeOf(place->group) : std::nullopt;
    return outer ? movedTo(rule, path, {outer->group, outer->index + 1}) : std::optional<MovedRule>();
}

std::optional<MovedRule> movedIn(const SegmentRule &rule, const std::string &path) {
    const auto place = placeOf(path);
    const RuleNode *group = place ? model::nodeAt(rule, place->group) : nullptr;
    if (!group || group->children.size() < 2)
        return {};
    const bool isFirst = place->index == 0;
    const std::size_t next = isFirst ? 1 : place->index - 1;
    const std::string neighbour = model::childPath(*group, place->group, next);
    if (isGroup(group->children[next]))
        return movedTo(rule, path, {neighbour, isFirst ? 0 : group->children[next].children.size()});
    return movedOnto(rule, path, neighbour);
}

std::optional<SegmentRule> takenApart(const SegmentRule &rule, const std::string &path) {
    const auto place = placeOf(path);
    SegmentRule apart = rule;
    const RuleNode *group = nodeIn(apart, path);
    RuleNode *outer = place ? nodeIn(apart, place->group) : nullptr;
    if (!outer || !group || !isGroup(*group))
        return {};
    const std::vector<RuleNode> parts = group->children;
    const auto at = outer->children.erase(outer->children.begin() + static_cast<std::ptrdiff_t>(place->index));
    outer->children.insert(at, parts.begin(), parts.end());
    return apart;
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
    if (isGroup(neighbour))
        return movedTo(rule, path, {model::childPath(*group, place->group, next), by < 0 ? neighbour.children.size() : 0});
    return movedTo(rule, path, {place->group, by < 0 ? next : next + 1});
}

} // namespace audience::ui
