// What people define, of any kind, with its body as JSON: what a list-and-edit page needs whatever it
// edits. What a body means is the business of that kind's own service.
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace audience::service {

class Session;

struct SavedDefinition {
    std::int64_t id = 0; // 0: not saved yet
    std::int64_t revision = 0;
    std::string name;
    Json body;
    Instant savedAt;
};

// What uses a segment or a template.
struct DefinitionUse {
    enum class By { Campaign, Segment, Trait, Safety }; // Safety: those who are never emailed
    By by = By::Campaign;
    std::int64_t id = 0; // not of Safety
    std::string name;
};

class DefinitionStore {
public:
    // `kind`: "segment", "template", "campaign".
    DefinitionStore(Session &session, std::string kind) : m_session(session), m_kind(std::move(kind)) {}

    Result<std::vector<SavedDefinition>> list() const; // by name
    // Errors: "definition.not_found" {kind, name}.
    Result<SavedDefinition> find(std::int64_t id) const;
    // Errors: "definition.stale" {kind, name, mine, theirs}, "definition.name_taken", "definition.no_name".
    Result<SavedDefinition> save(const SavedDefinition &definition);
    // The same under the first free name: "Win-back (2)".
    Result<SavedDefinition> saveCopy(SavedDefinition definition);
    Result<SavedDefinition> rename(std::int64_t id, const std::string &name);
    Result<void> remove(std::int64_t id);
    // What was removed, with its id.
    Result<SavedDefinition> restore(std::int64_t id);
    // By id of the segment or template: campaigns, other segments, computed values, safety; each by name.
    Result<std::map<std::int64_t, std::vector<DefinitionUse>>> uses() const;

private:
    Result<std::map<std::int64_t, std::vector<DefinitionUse>>> usesInCampaigns() const;
    Session &m_session;
    std::string m_kind;
};

} // namespace audience::service
