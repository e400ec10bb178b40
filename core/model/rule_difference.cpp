#include "model/rule_difference.h"

#include <algorithm>
#include <array>
#include <functional>

namespace audience::model {

namespace {

using Kind = RuleNode::Kind;

bool isSameMember(const Json &a, const Json &b, const char *name) {
    const Json *left = jsonMember(a, name), *right = jsonMember(b, name);
    return left && right ? *left == *right : !left && !right;
}

// Whether one part became the other, rather than that one went and another came.
bool isSameSubject(const RuleNode &a, const RuleNode &b) {
    if (a.kind != b.kind)
        return false;
    if (a.kind != Kind::Condition)
        return true;
    constexpr std::array kSubject{"type", "field", "name", "id"};
    return std::ranges::all_of(kSubject, [&](const char *name) { return isSameMember(a.condition, b.condition, name); });
}

struct Place {
    const RuleNode *node;
    std::string path;
};

std::vector<Place> partsOf(const Place &group) {
    std::vector<Place> parts;
    for (std::size_t i = 0; i < group.node->children.size(); ++i)
        parts.push_back({&group.node->children[i], childPath(*group.node, group.path, i)});
    return parts;
}

bool isPlainAll(const RuleNode &node) { return node.kind == Kind::All && node.extra.empty(); }
bool isOnePart(const RuleNode &node) { return node.kind == Kind::Condition || node.kind == Kind::Not; }

class Comparison {
public:
    std::vector<RuleDifference> found;

    // A rule of one part is the "all" of it, so that a second part beside it is told as added.
    void compareRoots(const Place &before, const Place &after) {
        if (isOnePart(*before.node) && isPlainAll(*after.node))
            compareParts({before}, partsOf(after));
        else if (isPlainAll(*before.node) && isOnePart(*after.node))
            compareParts(partsOf(before), {after});
        else
            compare(before, after);
    }

private:
    void compare(const Place &before, const Place &after) {
        if (*before.node == *after.node)
            return;
        if (before.node->kind != after.node->kind || before.node->kind == Kind::Condition || before.node->extra != after.node->extra)
            found.push_back({after.path, *before.node, *after.node});
        else
            compareParts(partsOf(before), partsOf(after));
    }

    void compareParts(const std::vector<Place> &before, const std::vector<Place> &after) {
        std::vector<const Place *> partner(after.size(), nullptr);
        std::vector<bool> isTaken(before.size(), false);
        const auto pair = [&](auto isPair) {
            for (std::size_t to = 0; to < after.size(); ++to)
                for (std::size_t from = 0; !partner[to] && from < before.size(); ++from)
                    if (!isTaken[from] && isPair(*before[from].node, *after[to].node)) {
                        isTaken[from] = true;
                        partner[to] = &before[from];
                    }
        };
        pair(std::equal_to<RuleNode>());
        pair(isSameSubject);
        for (std::size_t from = 0; from < before.size(); ++from)
            if (!isTaken[from])
                found.push_back({before[from].path, *before[from].node, std::nullopt});
        for (std::size_t to = 0; to < after.size(); ++to) {
            if (partner[to])
                compare(*partner[to], after[to]);
            else
                found.push_back({after[to].path, std::nullopt, *after[to].node});
        }
    }
};

} // namespace

std::vector<RuleDifference> differences(const SegmentRule &before, const SegmentRule &after) {
    Comparison comparison;
    comparison.compareRoots({&before.root, "/rule"}, {&after.root, "/rule"});
    return std::move(comparison.found);
}

} // namespace audience::model
