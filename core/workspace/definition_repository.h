// What people define - segments, templates, campaigns, connections, traits - as JSON with a name and a
// revision. A save that is based on an older revision is refused; former revisions are kept.
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace audience::workspace {

class Workspace;

enum class DefinitionKind { Segment = 1, Template = 2, Campaign = 3, Connection = 4, Trait = 5, Brand = 6, SavedBlock = 7, Remote = 8 };
std::string_view toText(DefinitionKind kind); // "segment", ...

struct Definition {
    DefinitionKind kind = DefinitionKind::Segment;
    std::int64_t id = 0;       // 0: not saved yet; unique over all kinds
    std::string name;          // unique within its kind, ignoring case
    std::int64_t revision = 0; // of the version this was read from
    Json body;
    Instant savedAt;
};

class DefinitionRepository {
public:
    explicit DefinitionRepository(Workspace &workspace) : m_workspace(workspace) {}

    Result<std::vector<Definition>> list(DefinitionKind kind) const; // by name
    // Errors: "definition.not_found" {kind, name}.
    Result<Definition> find(DefinitionKind kind, std::int64_t id) const;
    Result<Definition> find(DefinitionKind kind, std::string_view name) const;
    // Gives the saved definition with its id and new revision.
    // Errors: "definition.stale" {kind, name, mine, theirs}, "definition.name_taken",
    // "definition.no_name".
    Result<Definition> save(const Definition &definition);
    Result<void> remove(DefinitionKind kind, std::int64_t id);
    // A removed one as it was, with its id and a new revision; fine when it is there already.
    // Errors: "definition.not_found", "definition.name_taken".
    Result<Definition> restore(DefinitionKind kind, std::int64_t id);
    // All revisions, newest first; also of a removed definition.
    Result<std::vector<Definition>> history(DefinitionKind kind, std::int64_t id) const;

private:
    Workspace &m_workspace;
};

} // namespace audience::workspace
