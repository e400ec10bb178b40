// Computed traits: what people's events come to, saved under a name and used like an attribute ("trait:ltv").
#pragma once

#include "base/json.h"
#include "service/views.h"

#include <string>
#include <vector>

namespace audience::service {

class Session;

struct TraitView {
    std::int64_t id = 0, revision = 0;
    std::string name;
    Json formula;
    std::string text; // the formula in words
    FieldView field;  // "trait:ltv" and its type; no type where the formula does not fit the data
    std::vector<FindingView> findings;
};

class TraitService {
public:
    explicit TraitService(Session &session) : m_session(session) {}

    Result<std::vector<TraitView>> list() const; // by name
    // Error "definition.not_found" {kind, name}.
    Result<TraitView> find(const std::string &name) const;
    // A formula under a name, new or in place of the one that has it. Errors: "definition.no_name", the first
    // finding of the formula with its path ("trait.cycle", ...), "data.no_people".
    Result<TraitView> save(const std::string &name, const Json &formula);
    // Error "definition.not_found" {kind, name}.
    Result<void> remove(const std::string &name);
    // What stands against a formula under this name.
    Result<std::vector<FindingView>> check(const std::string &name, const Json &formula) const;
    // Error "segment.syntax" {offset, expected}.
    Result<Json> fromText(const std::string &text) const;

private:
    Session &m_session;
};

} // namespace audience::service
