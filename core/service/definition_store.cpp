#include "service/definition_store.h"

#include "base/text.h"
#include "model/campaign.h"
#include "service/safety.h"
#include "service/session.h"
#include "service/studio_parts.h"
#include "workspace/definition_repository.h"

#include <charconv>
#include <set>

namespace audience::service {

using workspace::Definition;
using workspace::DefinitionKind;
using workspace::DefinitionRepository;

namespace {

DefinitionKind kindOf(const std::string &name) {
    for (const DefinitionKind kind : {DefinitionKind::Template, DefinitionKind::Campaign, DefinitionKind::Connection, DefinitionKind::Brand, DefinitionKind::SavedBlock})
        if (workspace::toText(kind) == name)
            return kind;
    return DefinitionKind::Segment;
}

std::int64_t idOf(const std::string &text) {
    std::int64_t id = 0;
    std::from_chars(text.data(), text.data() + text.size(), id);
    return id;
}

// Conditions on other segments, however deep they stand.
void collectSegments(const Json &json, std::set<std::int64_t> &found) {
    if (json.is_object() && jsonText(json, "type") == "segment")
        found.insert(idOf(jsonText(json, "id")));
    if (json.is_structured())
        for (const Json &part : json)
            collectSegments(part, found);
}

SavedDefinition viewOf(const Definition &definition) {
    return {definition.id, definition.revision, definition.name, definition.body, definition.savedAt};
}

} // namespace

Result<std::vector<SavedDefinition>> DefinitionStore::list() const {
    TRY_ASSIGN(const auto definitions, DefinitionRepository(m_session.workspace()).list(kindOf(m_kind)));
    std::vector<SavedDefinition> views;
    views.reserve(definitions.size());
    for (const Definition &definition : definitions)
        views.push_back(viewOf(definition));
    return views;
}

Result<SavedDefinition> DefinitionStore::find(std::int64_t id) const {
    TRY_ASSIGN(const Definition found, DefinitionRepository(m_session.workspace()).find(kindOf(m_kind), id));
    return viewOf(found);
}

Result<SavedDefinition> DefinitionStore::save(const SavedDefinition &definition) {
    Json body = definition.body;
    if (kindOf(m_kind) == DefinitionKind::Template) {
        const auto stored = DefinitionRepository(m_session.workspace()).find(DefinitionKind::Template, definition.id);
        auto ready = readyToStore(m_session, body, definition.id);
        if (ready)
            body = *std::move(ready);
        else if (!stored || stored->body != body) // a damaged one may get another name
            return ready.error();
    }
    TRY_ASSIGN(const Definition saved, DefinitionRepository(m_session.workspace())
                                           .save({kindOf(m_kind), definition.id, definition.name, definition.revision, body, {}}));
    return viewOf(saved);
}

Result<SavedDefinition> DefinitionStore::saveCopy(SavedDefinition definition) {
    TRY_ASSIGN(const auto all, list());
    std::set<std::string> taken;
    for (const SavedDefinition &one : all)
        taken.insert(foldCase(one.name));
    const std::string name = definition.name;
    for (int number = 2; taken.count(foldCase(definition.name)) != 0; ++number)
        definition.name = name + " (" + std::to_string(number) + ")";
    definition.id = 0;
    definition.revision = 0;
    return save(definition);
}

Result<SavedDefinition> DefinitionStore::rename(std::int64_t id, const std::string &name) {
    TRY_ASSIGN(SavedDefinition definition, find(id));
    definition.name = name;
    return save(definition);
}

Result<void> DefinitionStore::remove(std::int64_t id) {
    return DefinitionRepository(m_session.workspace()).remove(kindOf(m_kind), id);
}

Result<SavedDefinition> DefinitionStore::restore(std::int64_t id) {
    TRY_ASSIGN(const Definition again, DefinitionRepository(m_session.workspace()).restore(kindOf(m_kind), id));
    if (kindOf(m_kind) == DefinitionKind::Template) { // the brand may be another by now
        const auto body = readyToStore(m_session, again.body);
        if (body && *body != again.body)
            return save(viewOf(again));
    }
    return viewOf(again);
}

Result<std::map<std::int64_t, std::vector<DefinitionUse>>> DefinitionStore::uses() const {
    TRY_ASSIGN(auto uses, usesInCampaigns());
    if (kindOf(m_kind) != DefinitionKind::Segment)
        return uses;
    for (const auto &[kind, by] : {std::pair(DefinitionKind::Segment, DefinitionUse::By::Segment), std::pair(DefinitionKind::Trait, DefinitionUse::By::Trait)}) {
        TRY_ASSIGN(const auto definitions, DefinitionRepository(m_session.workspace()).list(kind));
        for (const Definition &definition : definitions) {
            std::set<std::int64_t> used;
            collectSegments(definition.body, used);
            for (const std::int64_t id : used)
                if (by != DefinitionUse::By::Segment || id != definition.id)
                    uses[id].push_back({by, definition.id, definition.name});
        }
    }
    TRY_ASSIGN(const SafetySets safety, safetySets(m_session));
    for (const std::string &id : safety.segments)
        uses[idOf(id)].push_back({DefinitionUse::By::Safety, 0, {}});
    return uses;
}

Result<std::map<std::int64_t, std::vector<DefinitionUse>>> DefinitionStore::usesInCampaigns() const {
    TRY_ASSIGN(const auto campaigns, DefinitionRepository(m_session.workspace()).list(DefinitionKind::Campaign));
    std::map<std::int64_t, std::vector<DefinitionUse>> uses;
    for (const Definition &definition : campaigns) {
        const auto campaign = model::campaignFromJson(definition.body);
        if (!campaign)
            continue; // of a newer version; its own page says so
        std::set<std::int64_t> used;
        if (kindOf(m_kind) == DefinitionKind::Template)
            used.insert(campaign->emailTemplate.value);
        else
            for (const auto &segments : {std::vector{campaign->segment}, campaign->alsoSegments, campaign->butNot})
                for (const SegmentId segment : segments)
                    used.insert(segment.value);
        for (const std::int64_t id : used)
            uses[id].push_back({DefinitionUse::By::Campaign, definition.id, definition.name});
    }
    return uses;
}

} // namespace audience::service
