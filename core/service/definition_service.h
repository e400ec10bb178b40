// What a purchase is, what it is worth and which email gets the credit: the one definition of the workspace,
// a guess of it from the data, and one example in which it can be seen at work.
#pragma once

#include "async/cancel.h"
#include "model/workspace_definition.h"
#include "service/views.h"

#include <optional>

namespace audience::service {

class Session;

struct DefinitionView {
    model::WorkspaceDefinition definition;
    std::int64_t revision = 0; // 0: nobody has saved one
    Instant savedAt;           // 0: not known, saved by an earlier version of the program
    // Figures of purchases and revenue may be shown; without it pages ask what a purchase is.
    bool isSet() const { return revision > 0 && definition.hasPurchase(); }
};

// One purchase of one person, and the email that gets the credit, if any does.
struct DefinitionExample {
    std::string person, personKey; // a name where the data have one, else the key
    std::string event;
    Instant boughtAt;
    std::string value; // exact digits, "84.00"; "" without a value
    std::string campaign;           // "": no email gets the credit
    model::Attribution touch = model::Attribution::LastClick;
    Instant touchedAt;
};

// The events of the data, for whoever chooses a purchase.
struct EventChoice {
    std::string name;
    std::vector<FieldView> numbers; // that may be its value
    std::int64_t count = 0;
};

class DefinitionService {
public:
    explicit DefinitionService(Session &session) : m_session(session) {}

    // The saved one, else the defaults with revision 0. Its zone is the setting "zone", which rules use too.
    Result<DefinitionView> definition() const;
    // What the data make likely; the purchase stays empty where nothing looks like one.
    Result<model::WorkspaceDefinition> guess() const;
    Result<std::vector<EventChoice>> events() const;
    // validate() and what only the data can say: "definition.unknown_event" {event, nearest},
    // "definition.unknown_value" {field, event}, "definition.unknown_consent" {column}, "zone.unknown" {zone}.
    Result<std::vector<FindingView>> check(const model::WorkspaceDefinition &definition) const;
    // Gives the saved one with its new revision. Errors: "definition.stale" {kind, name, mine, theirs} and the
    // errors of check().
    Result<DefinitionView> save(const DefinitionView &view);
    // The newest purchase that an email gets the credit for, else the newest purchase; nothing where nobody bought.
    Result<std::optional<DefinitionExample>> example(const model::WorkspaceDefinition &definition, const CancelToken &cancel = {}) const;

private:
    Session &m_session;
};

} // namespace audience::service
