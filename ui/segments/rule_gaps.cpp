#include "ui/segments/rule_gaps.h"

#include "model/segment_condition.h"

#include <algorithm>
#include <optional>

namespace audience::ui {

using model::FieldTest;
using model::Operand;
using model::RuleNode;

namespace {

bool isBlank(const Json &value) {
    return value.is_null() || (value.is_string() && value.get<std::string>().empty());
}

bool waits(const FieldTest &test) {
    const auto count = [&](std::size_t wanted) {
        return test.values.size() < wanted || std::any_of(test.values.begin(), test.values.end(), isBlank);
    };
    switch (model::operandOf(test.op)) {
    case Operand::List: return test.values.empty();
    case Operand::One: return count(1);
    case Operand::Two: return count(2);
    case Operand::Window:
    case Operand::None: break;
    }
    return false;
}

// What is left of a node; nothing where all of it waits.
std::optional<RuleNode> left(const RuleNode &node, const std::string &path, const std::string &newPath, CountableRule &out) {
    if (node.kind == RuleNode::Kind::Condition) {
        if (waitsForValue(node.condition)) {
            out.waiting.insert(path);
            return std::nullopt;
        }
        out.placeOf[newPath] = path;
        return node;
    }
    RuleNode kept = node;
    kept.children.clear();
    for (std::size_t i = 0; i < node.children.size(); ++i)
        if (auto child = left(node.children[i], model::childPath(node, path, i), model::childPath(node, newPath, kept.children.size()), out))
            kept.children.push_back(std::move(*child));
    if (kept.children.empty() && !node.children.empty())
        return std::nullopt;
    out.placeOf[newPath] = path;
    return kept;
}

} // namespace

bool waitsForValue(const Json &condition) {
    model::Findings ignored;
    const std::string type = jsonText(condition, "type");
    if (type == "attribute") {
        const auto read = model::readAttribute(condition, {}, ignored);
        return read && waits(read->test);
    }
    if (type == "segment" || (type == "list" && !condition.contains("keys")))
        return jsonText(condition, "id", "?").empty();
    if (type != "event")
        return false;
    const auto read = model::readEvent(condition, {}, ignored);
    return read && std::any_of(read->where.begin(), read->where.end(), waits);
}

CountableRule countable(const model::SegmentRule &rule) {
    CountableRule out;
    out.rule = rule;
    if (auto root = left(rule.root, "/rule", "/rule", out))
        out.rule.root = std::move(*root);
    else
        out.rule.root = RuleNode();
    return out;
}

} // namespace audience::ui
