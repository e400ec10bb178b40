#include "service/safety.h"

#include "segment/compile.h"
#include "service/audience_question.h"
#include "service/session.h"

namespace audience::service {

namespace {

constexpr std::string_view kSetting = "safety";

std::vector<std::string> namesAt(const Json &json, const char *member) {
    std::vector<std::string> names;
    if (const Json *list = jsonMember(json, member); list && list->is_array())
        for (const Json &one : *list)
            if (one.is_string())
                names.push_back(one.get<std::string>());
    return names;
}

model::SegmentRule ruleOf(const SafetySets &sets) {
    model::SegmentRule rule;
    rule.root = model::groupNode(model::RuleNode::Kind::Any);
    for (const std::string &id : sets.segments)
        rule.root.children.push_back(model::conditionNode(Json{{"type", "segment"}, {"id", id}}));
    for (const std::string &id : sets.lists)
        rule.root.children.push_back(model::conditionNode(Json{{"type", "list"}, {"id", id}}));
    return rule;
}

} // namespace

Result<SafetySets> safetySets(const Session &session) {
    TRY_ASSIGN(const Json json, session.workspace().setting(kSetting));
    return SafetySets{namesAt(json, "segments"), namesAt(json, "lists")};
}

Result<void> saveSafetySets(Session &session, const SafetySets &sets) {
    if (!sets.segments.empty() || !sets.lists.empty()) {
        TRY_ASSIGN(const People people, People::load(session));
        TRY(evaluateRule(session, people, ruleOf(sets)));
    }
    return session.workspace().setSetting(kSetting, Json{{"segments", sets.segments}, {"lists", sets.lists}});
}

Result<engine::Bitmap> keptOut(Session &session, const People &people, const CancelToken &cancel) {
    TRY_ASSIGN(const SafetySets sets, safetySets(session));
    if (sets.segments.empty() && sets.lists.empty())
        return engine::Bitmap();
    auto audience = evaluateRule(session, people, ruleOf(sets), cancel);
    if (audience)
        return std::move(audience->members);
    if (audience.error().kind == ErrorKind::Cancelled)
        return audience.error();
    return Error(ErrorKind::Refused, "safety.unreadable").with("reason", audience.error().id);
}

Result<std::int64_t> keptOutCount(Session &session, const CancelToken &cancel) {
    TRY_ASSIGN(const People people, People::load(session));
    TRY_ASSIGN(const engine::Bitmap out, keptOut(session, people, cancel));
    return static_cast<std::int64_t>(out.count());
}

} // namespace audience::service
