// A segment's rule as a value: groups (all, any, none, not) over conditions. Conditions stay JSON and are
// read by their family (segment_condition.h); whatever is not understood is kept as it came and reported
// as a finding. Reading and writing lose nothing. The format is docs/formats/segment.md.
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "model/finding.h"

#include <string>
#include <string_view>
#include <vector>

namespace audience::model {

constexpr std::int64_t kSegmentVersion = 2; // the newest that is read; writing keeps the lowest that suffices
constexpr int kMaxRuleDepth = 64;

struct RuleNode {
    enum class Kind { All, Any, None, Not, Condition };
    Kind kind = Kind::All;
    std::vector<RuleNode> children; // groups; Not has exactly one
    Json condition;                 // Kind::Condition: the whole of it
    Json extra = Json::object();    // a group's further members (a name, a note)
    friend bool operator==(const RuleNode &, const RuleNode &) = default;
};

struct SegmentRule {
    RuleNode root; // an empty "all": everybody
    Json extra = Json::object();
    friend bool operator==(const SegmentRule &, const SegmentRule &) = default;
};

std::string_view toText(RuleNode::Kind kind); // "all", "any", "none", "not", "condition"
RuleNode conditionNode(Json condition);
RuleNode groupNode(RuleNode::Kind kind, std::vector<RuleNode> children = {});

// {"audience_segment": 1, "rule": ...}
Json toJson(const SegmentRule &rule);
Json toJson(const RuleNode &node);
// Errors: "segment.not_an_object", "segment.newer_version" {version}, "segment.no_rule",
// "segment.too_deep" {limit}.
Result<SegmentRule> segmentRuleFromJson(const Json &json);
// The same from text; also "json.syntax" {offset, reason}.
Result<SegmentRule> segmentRuleFromText(std::string_view text);
RuleNode ruleNodeFromJson(const Json &json);

// Everything that can be said without knowing the data: unknown condition types, missing and malformed
// members. Ids start with "segment.".
Findings validate(const SegmentRule &rule);

// Paths are JSON pointers from the document's root: "/rule", "/rule/all/0", "/rule/all/1/not".
std::string childPath(const RuleNode &node, const std::string &path, std::size_t index);
// A null pointer when there is no such node.
const RuleNode *nodeAt(const SegmentRule &rule, std::string_view path);

// Edits give the changed rule and leave their argument alone. Errors: "segment.no_such_part" {path},
// "segment.not_a_group" {path}, "segment.move_into_itself" {path}.
Result<SegmentRule> withNodeAdded(const SegmentRule &rule, std::string_view groupPath, std::size_t index,
                                  RuleNode node); // an index beyond the end appends
Result<SegmentRule> withNodeReplaced(const SegmentRule &rule, std::string_view path, RuleNode node);
// Removing the root leaves an empty "all"; removing what "not" holds removes the "not" as well.
Result<SegmentRule> withNodeRemoved(const SegmentRule &rule, std::string_view path);
// `index` counts in the target group after the node has been taken out.
Result<SegmentRule> withNodeMoved(const SegmentRule &rule, std::string_view path,
                                  std::string_view groupPath, std::size_t index);

} // namespace audience::model
