// Computed traits: what people's events come to, saved under a name and used like an attribute ("trait:ltv").
#pragma once

#include "async/cancel.h"
#include "base/json.h"
#include "service/views.h"

#include <memory>
#include <string>
#include <vector>

namespace audience::engine {
struct DenseColumn;
}

namespace audience::service {

class People;
class Session;

struct TraitView {
    std::int64_t id = 0, revision = 0;
    std::string name;
    Json formula;
    std::string text; // the formula in words
    FieldView field;  // "trait:ltv" and its type; no type where the formula does not fit the data
    std::vector<FindingView> findings;
};

// A formula at work: one person and what it comes to for them.
struct TraitExample {
    std::int64_t people = 0;              // who have a value
    std::string person, personKey, value; // empty where nobody has one; a name where the data have one, else the key
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
    // Under another name, also in the rules and traits that use it. Errors: "definition.not_found", "definition.name_taken",
    // "definition.no_name".
    Result<TraitView> rename(const std::string &name, const std::string &to);
    // The segments whose rules use it, by name.
    Result<std::vector<std::string>> uses(const std::string &name) const;
    // Errors: the first finding of the formula, "data.no_people", "cancelled".
    Result<TraitExample> example(const Json &formula, const CancelToken &cancel = {}) const;
    // What stands against a formula under this name.
    Result<std::vector<FindingView>> check(const std::string &name, const Json &formula) const;
    // Error "segment.syntax" {offset, expected}.
    Result<Json> fromText(const std::string &text) const;

private:
    Session &m_session;
};

// A column of the people, or the values of a trait ("trait:ltv"). Error "data.unknown_column" {column, dataset}.
Result<std::shared_ptr<const engine::DenseColumn>> attributeColumn(Session &session, const People &people, const std::string &field,
                                                                   const CancelToken &cancel = {});

} // namespace audience::service
