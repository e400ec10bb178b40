#include "model/segment_rule.h"

#include "model/segment_condition.h"

#include <algorithm>
#include <charconv>

namespace audience::model {

namespace {

using Kind = RuleNode::Kind;
constexpr Kind kGroups[] = {Kind::All, Kind::Any, Kind::None, Kind::Not};

// The group a JSON object is, if it is exactly one of them and has no "type".
std::optional<Kind> groupKind(const Json &json) {
    if (!json.is_object() || json.contains("type"))
        return std::nullopt;
    std::optional<Kind> kind;
    for (const Kind candidate : kGroups)
        if (const Json *list = jsonMember(json, toText(candidate))) {
            if (kind || (candidate != Kind::Not && !list->is_array()))
                return std::nullopt;
            kind = candidate;
        }
    return kind;
}

int depthOf(const Json &json, int limit) {
    const std::optional<Kind> kind = groupKind(json);
    if (limit == 0)
        return 1;
    if (!kind) {
        int deepest = 0;
        for (const char *member : {"among", "rule"}) // a rule inside a condition
            if (const Json *inside = json.is_object() ? jsonMember(json, member) : nullptr)
                deepest = std::max(deepest, depthOf(*inside, limit - 1));
        return deepest + 1;
    }
    const Json &list = json[std::string(toText(*kind))];
    int deepest = 0;
    if (*kind == Kind::Not)
        deepest = depthOf(list, limit - 1);
    else
        for (const Json &child : list)
            deepest = std::max(deepest, depthOf(child, limit - 1));
    return deepest + 1;
}

// The node at `path` below `node`, which stands at `at`.
RuleNode *find(RuleNode &node, const std::string &at, std::string_view path) {
    if (at == path)
        return &node;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        const std::string child = childPath(node, at, i);
        if (path == child || (path.size() > child.size() && path.substr(0, child.size()) == child &&
                              path[child.size()] == '/'))
            return find(node.children[i], child, path);
    }
    return nullptr;
}

// The group that holds the node at `path`, and the node's index in it.
std::pair<RuleNode *, std::size_t> findParent(RuleNode &node, const std::string &at,
                                              std::string_view path) {
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        const std::string child = childPath(node, at, i);
        if (path == child)
            return {&node, i};
        if (path.size() > child.size() && path.substr(0, child.size()) == child &&
            path[child.size()] == '/')
            return findParent(node.children[i], child, path);
    }
    return {nullptr, 0};
}

const std::string kRoot = "/rule";

Error noSuchPart(std::string_view path) {
    return Error(ErrorKind::NotFound, "segment.no_such_part").with("path", path);
}

std::int64_t versionOf(const RuleNode &node) {
    std::int64_t version = node.kind == Kind::Condition ? model::versionOf(node.condition) : 1;
    for (const RuleNode &child : node.children)
        version = std::max(version, versionOf(child));
    return version;
}

void validateNode(const RuleNode &node, const std::string &path, Findings &findings) {
    if (node.kind == Kind::Condition) {
        checkCondition(node.condition, path, findings);
        return;
    }
    if (node.kind == Kind::Any && node.children.empty())
        findings.push_back({Finding::Severity::Warning, "segment.empty_any", path, {}});
    for (std::size_t i = 0; i < node.children.size(); ++i)
        validateNode(node.children[i], childPath(node, path, i), findings);
}

} // namespace

std::string_view toText(RuleNode::Kind kind) {
    switch (kind) {
    case Kind::All:
        return "all";
    case Kind::Any:
        return "any";
    case Kind::None:
        return "none";
    case Kind::Not:
        return "not";
    case Kind::Condition:
        break;
    }
    return "condition";
}

RuleNode conditionNode(Json condition) {
    RuleNode node;
    node.kind = Kind::Condition;
    node.condition = std::move(condition);
    return node;
}

RuleNode groupNode(RuleNode::Kind kind, std::vector<RuleNode> children) {
    RuleNode node;
    node.kind = kind;
    node.children = std::move(children);
    return node;
}

Json toJson(const RuleNode &node) {
    if (node.kind == Kind::Condition)
        return node.condition;
    Json json = Json::object();
    const std::string key(toText(node.kind));
    if (node.kind == Kind::Not) {
        json[key] = node.children.empty() ? Json::object({{"all", Json::array()}}) : toJson(node.children[0]);
    } else {
        Json list = Json::array();
        for (const RuleNode &child : node.children)
            list.push_back(toJson(child));
        json[key] = std::move(list);
    }
    for (const auto &[name, value] : node.extra.items())
        json[name] = value;
    return json;
}

Json toJson(const SegmentRule &rule) {
    Json json = Json::object();
    json["audience_segment"] = versionOf(rule.root);
    json["rule"] = toJson(rule.root);
    for (const auto &[name, value] : rule.extra.items())
        json[name] = value;
    return json;
}

RuleNode ruleNodeFromJson(const Json &json) {
    const std::optional<Kind> kind = groupKind(json);
    if (!kind)
        return conditionNode(json);
    RuleNode node = groupNode(*kind);
    for (const auto &[name, value] : json.items()) {
        if (name != toText(*kind))
            node.extra[name] = value;
        else if (*kind == Kind::Not)
            node.children.push_back(ruleNodeFromJson(value));
        else
            for (const Json &child : value)
                node.children.push_back(ruleNodeFromJson(child));
    }
    return node;
}

Result<SegmentRule> segmentRuleFromJson(const Json &json) {
    if (!json.is_object())
        return Error(ErrorKind::Invalid, "segment.not_an_object");
    const std::int64_t version = jsonInt(json, "audience_segment", 0);
    if (version > kSegmentVersion)
        return Error(ErrorKind::Invalid, "segment.newer_version").with("version", std::to_string(version));
    const Json *root = jsonMember(json, "rule");
    if (version < 1 || !root)
        return Error(ErrorKind::Invalid, "segment.no_rule");
    if (depthOf(*root, kMaxRuleDepth + 1) > kMaxRuleDepth)
        return Error(ErrorKind::Limit, "segment.too_deep").with("limit", std::to_string(kMaxRuleDepth));
    SegmentRule rule;
    rule.root = ruleNodeFromJson(*root);
    for (const auto &[name, value] : json.items())
        if (name != "audience_segment" && name != "rule")
            rule.extra[name] = value;
    return rule;
}

Result<SegmentRule> segmentRuleFromText(std::string_view text) {
    TRY_ASSIGN(const Json json, parseJson(text));
    return segmentRuleFromJson(json);
}

Findings validate(const SegmentRule &rule) {
    Findings findings;
    validateNode(rule.root, kRoot, findings);
    return findings;
}

std::string childPath(const RuleNode &node, const std::string &path, std::size_t index) {
    std::string child = path + '/' + std::string(toText(node.kind));
    if (node.kind != Kind::Not)
        child += '/' + std::to_string(index);
    return child;
}

const RuleNode *nodeAt(const SegmentRule &rule, std::string_view path) {
    return find(const_cast<SegmentRule &>(rule).root, kRoot, path); // find() changes nothing
}

Result<SegmentRule> withNodeAdded(const SegmentRule &rule, std::string_view groupPath, std::size_t index,
                                  RuleNode node) {
    SegmentRule changed = rule;
    RuleNode *group = find(changed.root, kRoot, groupPath);
    if (!group)
        return noSuchPart(groupPath);
    if (group->kind == Kind::Condition || group->kind == Kind::Not)
        return Error(ErrorKind::Invalid, "segment.not_a_group").with("path", groupPath);
    index = std::min(index, group->children.size());
    group->children.insert(group->children.begin() + static_cast<std::ptrdiff_t>(index), std::move(node));
    return changed;
}

Result<SegmentRule> withNodeReplaced(const SegmentRule &rule, std::string_view path, RuleNode node) {
    SegmentRule changed = rule;
    RuleNode *target = find(changed.root, kRoot, path);
    if (!target)
        return noSuchPart(path);
    *target = std::move(node);
    return changed;
}

Result<SegmentRule> withNodeRemoved(const SegmentRule &rule, std::string_view path) {
    SegmentRule changed = rule;
    if (path == kRoot) {
        changed.root = groupNode(Kind::All);
        return changed;
    }
    const auto [parent, index] = findParent(changed.root, kRoot, path);
    if (!parent)
        return noSuchPart(path);
    if (parent->kind == Kind::Not)
        return withNodeRemoved(rule, path.substr(0, path.size() - std::string_view("/not").size()));
    parent->children.erase(parent->children.begin() + static_cast<std::ptrdiff_t>(index));
    return changed;
}

Result<SegmentRule> withNodeMoved(const SegmentRule &rule, std::string_view path,
                                  std::string_view groupPath, std::size_t index) {
    const RuleNode *node = nodeAt(rule, path);
    if (!node)
        return noSuchPart(path);
    if (groupPath.substr(0, path.size()) == path &&
        (groupPath.size() == path.size() || groupPath[path.size()] == '/'))
        return Error(ErrorKind::Invalid, "segment.move_into_itself").with("path", path);
    // The target is marked, so that it is found again after the removal has shifted the indexes.
    SegmentRule marked = rule;
    RuleNode *group = find(marked.root, kRoot, groupPath);
    if (!group)
        return noSuchPart(groupPath);
    if (group->kind == Kind::Condition || group->kind == Kind::Not)
        return Error(ErrorKind::Invalid, "segment.not_a_group").with("path", groupPath);
    const RuleNode moved = *node;
    RuleNode mark = groupNode(Kind::Not);
    mark.extra["mark"] = true;
    group->children.push_back(mark);
    TRY_ASSIGN(SegmentRule changed, withNodeRemoved(marked, path));
    const auto place = [&](RuleNode &at, const auto &self) -> bool {
        if (!at.children.empty() && at.children.back() == mark) {
            at.children.pop_back();
            index = std::min(index, at.children.size());
            at.children.insert(at.children.begin() + static_cast<std::ptrdiff_t>(index), moved);
            return true;
        }
        return std::any_of(at.children.begin(), at.children.end(),
                           [&](RuleNode &child) { return self(child, self); });
    };
    if (!place(changed.root, place))
        return noSuchPart(groupPath);
    return changed;
}

} // namespace audience::model
