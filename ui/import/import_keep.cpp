#include "ui/import/import_keep.h"

#include "service/import_history.h"
#include "service/session.h"

namespace audience::ui {

namespace {

// What the file says about purchases and consent, if it says anything new.
Result<bool> saveMeaning(service::Session &session, const ImportChoices &choices, const service::DefinitionView &before, std::int64_t &revision) {
    service::DefinitionView definition = before;
    definition.definition = choices.definition;
    if (choices.isPeople() && choices.agreement == Agreement::Column)
        definition.definition.consent = {choices.spec.consent, choices.spec.consentYes};
    if (definition.definition == before.definition)
        return false;
    TRY_ASSIGN(const auto saved, service::DefinitionService(session).save(definition));
    revision = saved.revision;
    return true;
}

std::optional<Error> keepBasis(service::Session &session, const ImportChoices &choices) {
    if (!choices.isPeople() || choices.agreement != Agreement::Everybody)
        return std::nullopt;
    const auto given = service::DataService(session).giveLegalBasis(choices.spec.name, choices.basis, choices.statement);
    return given ? std::nullopt : std::optional(given.error());
}

} // namespace

Result<ImportOutcome> importWith(service::Session &session, const ImportChoices &choices, const ImportSurroundings &around, Progress *progress,
                                 const CancelToken &cancel) {
    ImportOutcome outcome;
    TRY_ASSIGN(outcome.report, service::DataService(session).importFile(choices.toSpec(), progress, cancel));
    outcome.basis = keepBasis(session, choices);
    outcome.definition = saveMeaning(session, choices, around.definition, outcome.revision);
    if (outcome.definition && *outcome.definition) // without the note the rows alone can be taken back after a restart
        (void)service::ImportHistory(session).noteMeaning(outcome.report.run, around.definition.definition, outcome.revision);
    return outcome;
}

Result<ImportOutcome> keepMeaning(service::Session &session, const ImportChoices &choices) {
    ImportOutcome outcome;
    TRY_ASSIGN(const service::DefinitionView now, service::DefinitionService(session).definition());
    outcome.basis = keepBasis(session, choices);
    outcome.definition = saveMeaning(session, choices, now, outcome.revision);
    return outcome;
}

Result<void> takeBack(service::Session &session, const ImportUndoWish &wish) {
    TRY(service::DataService(session).undoImport(*wish.rows));
    if (!wish.definition)
        return {};
    service::DefinitionService definitions(session);
    TRY_ASSIGN(service::DefinitionView now, definitions.definition());
    if (now.revision != wish.revision)
        return {};
    now.definition = *wish.definition;
    const auto saved = definitions.save(now);
    return saved ? Result<void>() : Result<void>(saved.error());
}

} // namespace audience::ui
