#include "model/held_condition.h"

#include "model/condition_reader.h"

namespace audience::model {

std::optional<HeldCondition> readHeld(const Json &json, const std::string &path, Findings &out) {
    HeldCondition condition;
    bool fine = knowsAll(json, {"type", "for", "which", "rule"}, path, out);
    const std::string which = jsonText(json, "which", json.contains("which") ? "" : "at_least");
    condition.atLeast = which == "at_least";
    if (!condition.atLeast && which != "less_than") {
        report(out, "segment.unknown_which", path + "/which", {{"which", which}});
        fine = false;
    }
    std::optional<TimeGap> span;
    if (!json.contains("for")) {
        report(out, "segment.bad_gap", path + "/for");
        fine = false;
    }
    fine = readTimeGap(json, "for", path, span, out) && fine;
    const Json *rule = jsonMember(json, "rule");
    if (!rule) {
        report(out, "segment.not_a_condition", path + "/rule");
        return std::nullopt;
    }
    SegmentRule inside;
    inside.root = ruleNodeFromJson(*rule);
    for (Finding finding : validate(inside)) {
        fine = fine && finding.severity != Finding::Severity::Error;
        finding.path = path + finding.path;
        out.push_back(std::move(finding));
    }
    condition.rule = std::move(inside.root);
    if (!fine)
        return std::nullopt;
    condition.span = *span;
    return condition;
}

Json toJson(const HeldCondition &condition) {
    return Json::object({{"type", "held"},
                         {"which", condition.atLeast ? "at_least" : "less_than"},
                         {"for", toJson(condition.span)},
                         {"rule", toJson(condition.rule)}});
}

} // namespace audience::model
