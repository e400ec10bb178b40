// In which folder a definition lies and which tags it has. Beside the definitions, not in them: putting one away is no new
// version of it, so nothing that uses it notices. What has been removed keeps its place for when it comes back.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace audience::service {

class Session;

struct Shelf {
    std::string folder;            // "": none
    std::vector<std::string> tags; // without "#" and blanks, each once, sorted
    friend bool operator==(const Shelf &, const Shelf &) = default;
};
using Shelves = std::map<std::int64_t, Shelf>; // by id; who has neither is not in it

class DefinitionShelves {
public:
    // `kind` as in DefinitionStore.
    DefinitionShelves(Session &session, std::string kind) : m_session(session), m_kind(std::move(kind)) {}

    Result<Shelves> all() const;
    // Gives where they were before, for undo. Error "definition.long_shelf" {name, most}.
    Result<Shelves> put(const Shelves &shelves);

private:
    Session &m_session;
    std::string m_kind;
};

// As it is kept: "# Spring Sale " -> "Spring-Sale".
std::string tagOf(std::string_view words);
std::string folderOf(std::string_view words);
// Whether it has the tag, in whatever case.
bool hasTag(const Shelf &shelf, std::string_view tag);

} // namespace audience::service
