#include "service/saved_sets.h"

#include "service/definition_service.h"
#include "service/session.h"
#include "workspace/definition_repository.h"

#include <charconv>

namespace audience::service {

std::optional<model::SegmentRule> SavedSets::segment(const std::string &id) const {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (error != std::errc() || end != id.data() + id.size())
        return std::nullopt;
    const auto found = workspace::DefinitionRepository(m_session.workspace())
                           .find(workspace::DefinitionKind::Segment, number);
    if (!found)
        return std::nullopt;
    auto rule = model::segmentRuleFromJson(found->body);
    return rule ? std::optional(std::move(*rule)) : std::nullopt;
}

std::optional<Json> SavedSets::trait(const std::string &name) const {
    auto found = workspace::DefinitionRepository(m_session.workspace()).find(workspace::DefinitionKind::Trait, name);
    return found ? std::optional(std::move(found->body)) : std::nullopt;
}

std::optional<model::WorkspaceDefinition> SavedSets::definition() const {
    const auto view = DefinitionService(m_session).definition();
    return view && view->isSet() ? std::optional(view->definition) : std::nullopt;
}

std::shared_ptr<const std::string> SavedSets::list(const std::string &) const { return nullptr; }

} // namespace audience::service
