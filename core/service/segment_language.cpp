#include "segment/rule_text.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "workspace/definition_repository.h"

#include <algorithm>
#include <optional>

namespace audience::service {

using workspace::Definition;
using workspace::DefinitionKind;
using workspace::DefinitionRepository;

namespace {

// Rules name segments by number, which a new name does not change; people write the name.
class SegmentNames {
public:
    explicit SegmentNames(Session &session) : m_session(session) {}

    Result<void> resolve(Json &json) {
        if (json.is_object() && jsonText(json, "type") == "segment" && !jsonText(json, "id").empty()) {
            TRY_ASSIGN(json["id"], idOf(jsonText(json, "id")));
            return {};
        }
        if (json.is_structured())
            for (Json &each : json)
                TRY(resolve(each));
        return {};
    }

private:
    // What is called nothing we know stays as it is: whoever asks the rule says so. Error "segment.several_called" {name, id}.
    Result<std::string> idOf(const std::string &called) {
        DefinitionRepository definitions(m_session.workspace());
        if (!m_all) {
            TRY_ASSIGN(m_all, definitions.list(DefinitionKind::Segment));
        }
        const auto numbered = std::find_if(m_all->begin(), m_all->end(), [&](const Definition &one) { return std::to_string(one.id) == called; });
        const auto named = definitions.find(DefinitionKind::Segment, called);
        if (!named)
            return called;
        if (numbered != m_all->end() && numbered->id != named->id)
            return Error(ErrorKind::Conflict, "segment.several_called").with("name", called).with("id", std::to_string(named->id)).with("other", numbered->name);
        return std::to_string(named->id);
    }
    Session &m_session;
    std::optional<std::vector<Definition>> m_all;
};

} // namespace

Result<model::SegmentRule> SegmentService::fromText(const std::string &text) const {
    TRY_ASSIGN(const model::SegmentRule rule, segment::ruleFromText(text));
    Json json = model::toJson(rule);
    TRY(SegmentNames(m_session).resolve(json));
    return model::segmentRuleFromJson(json);
}

std::string SegmentService::toText(const model::SegmentRule &rule) const { return segment::toText(rule); }

} // namespace audience::service
