#include "service/trait_service.h"

#include "segment/compile.h"
#include "segment/trait_text.h"
#include "service/audience_question.h"
#include "service/saved_sets.h"
#include "service/session.h"
#include "workspace/definition_repository.h"

namespace audience::service {

using workspace::Definition;
using workspace::DefinitionKind;
using workspace::DefinitionRepository;

namespace {

Result<segment::TraitCheck> checked(Session &session, const std::string &name, const Json &formula) {
    TRY_ASSIGN(const auto snapshot, session.snapshot());
    const SavedSets sets(session);
    return segment::checkTrait(formula, name, snapshot->schema(), {countingNow(session), workspaceZone(session), &sets});
}

std::vector<FindingView> viewsOf(const model::Findings &findings) {
    std::vector<FindingView> views;
    for (const model::Finding &finding : findings)
        views.push_back({finding.id, finding.args, finding.path, 0, 0, finding.severity == model::Finding::Severity::Error});
    return views;
}

Result<TraitView> viewOf(Session &session, const Definition &definition) {
    TraitView view{definition.id, definition.revision, definition.name, definition.body, {}, {}, {}};
    model::Findings findings;
    if (const auto formula = model::readTrait(definition.body, {}, findings))
        view.text = segment::traitText(*formula);
    view.field.name = std::string(model::kTraitPrefix) + definition.name;
    TRY_ASSIGN(const segment::TraitCheck check, checked(session, definition.name, definition.body));
    view.findings = viewsOf(check.findings);
    if (check.field) {
        using engine::ColumnType;
        const ColumnType type = check.field->type;
        view.field.type = engine::toText(type);
        view.field.isNumber = type == ColumnType::Int64 || type == ColumnType::Decimal || type == ColumnType::Double;
    }
    return view;
}

} // namespace

Result<std::vector<TraitView>> TraitService::list() const {
    TRY_ASSIGN(const auto definitions, DefinitionRepository(m_session.workspace()).list(DefinitionKind::Trait));
    std::vector<TraitView> views;
    for (const Definition &definition : definitions) {
        TRY_ASSIGN(TraitView view, viewOf(m_session, definition));
        views.push_back(std::move(view));
    }
    return views;
}

Result<TraitView> TraitService::find(const std::string &name) const {
    TRY_ASSIGN(const Definition found, DefinitionRepository(m_session.workspace()).find(DefinitionKind::Trait, name));
    return viewOf(m_session, found);
}

Result<TraitView> TraitService::save(const std::string &name, const Json &formula) {
    TRY_ASSIGN(const segment::TraitCheck check, checked(m_session, name, formula));
    if (model::hasErrors(check.findings))
        return segment::asError(check.findings);
    DefinitionRepository definitions(m_session.workspace());
    Definition definition;
    definition.kind = DefinitionKind::Trait;
    definition.name = name;
    if (const auto before = definitions.find(DefinitionKind::Trait, name)) {
        definition.id = before->id;
        definition.revision = before->revision;
    }
    model::Findings findings;
    definition.body = toJson(*model::readTrait(formula, {}, findings));
    TRY_ASSIGN(const Definition saved, definitions.save(definition));
    return viewOf(m_session, saved);
}

Result<void> TraitService::remove(const std::string &name) {
    DefinitionRepository definitions(m_session.workspace());
    TRY_ASSIGN(const Definition found, definitions.find(DefinitionKind::Trait, name));
    return definitions.remove(DefinitionKind::Trait, found.id);
}

Result<std::vector<FindingView>> TraitService::check(const std::string &name, const Json &formula) const {
    TRY_ASSIGN(const segment::TraitCheck check, checked(m_session, name, formula));
    return viewsOf(check.findings);
}

Result<Json> TraitService::fromText(const std::string &text) const { return segment::traitFromText(text); }

} // namespace audience::service
