#include "service/saved_sets.h"

#include "service/definition_service.h"
#include "service/key_sources.h"
#include "service/remote_people.h"
#include "service/session.h"
#include "workspace/definition_repository.h"

#include <charconv>

namespace audience::service {

using workspace::DefinitionKind;
using workspace::DefinitionRepository;

namespace {

std::optional<std::int64_t> numberOf(const std::string &id) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    return error == std::errc() && end == id.data() + id.size() ? std::optional(number) : std::nullopt;
}

// What was removed counts as well: emails of it may have been sent.
bool wasThere(Session &session, DefinitionKind kind, const std::string &id) {
    const auto number = numberOf(id);
    if (!number)
        return false;
    const DefinitionRepository definitions(session.workspace());
    if (definitions.find(kind, *number))
        return true;
    const auto former = definitions.history(kind, *number);
    return former && !former->empty();
}

} // namespace

std::optional<model::SegmentRule> SavedSets::segment(const std::string &id) const {
    auto found = anySegment(id);
    if (found && staysElsewhere(m_session, *found))
        return std::nullopt;
    return found;
}

std::optional<model::SegmentRule> SavedSets::anySegment(const std::string &id) const {
    const auto number = numberOf(id);
    if (!number)
        return std::nullopt;
    const auto found = DefinitionRepository(m_session.workspace()).find(DefinitionKind::Segment, *number);
    if (!found)
        return std::nullopt;
    auto rule = model::segmentRuleFromJson(found->body);
    return rule ? std::optional(std::move(*rule)) : std::nullopt;
}

std::optional<Json> SavedSets::trait(const std::string &name) const {
    auto found = workspace::DefinitionRepository(m_session.workspace()).find(DefinitionKind::Trait, name);
    return found ? std::optional(std::move(found->body)) : std::nullopt;
}

std::optional<model::WorkspaceDefinition> SavedSets::definition() const {
    const auto view = DefinitionService(m_session).definition();
    return view && view->isSet() ? std::optional(view->definition) : std::nullopt;
}

std::shared_ptr<const engine::Snapshot> SavedSets::facts() const {
    auto facts = m_session.ledgerFacts().current();
    return facts ? std::move(*facts) : nullptr;
}

bool SavedSets::hasCampaign(const std::string &id) const { return wasThere(m_session, DefinitionKind::Campaign, id); }
bool SavedSets::hasTemplate(const std::string &id) const { return wasThere(m_session, DefinitionKind::Template, id); }

std::shared_ptr<const engine::KeySource> SavedSets::list(const std::string &id) const { return listKeys(m_session, id); }

Result<std::shared_ptr<const engine::KeySource>> SavedSets::query(const std::string &sql) const { return queryKeys(m_session, sql); }

} // namespace audience::service
