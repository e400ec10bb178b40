#include "service/trait_service.h"

#include "base/fault_point.h"
#include "base/text.h"
#include "engine/plan.h"
#include "model/trait.h"
#include "segment/compile.h"
#include "segment/trait_text.h"
#include "service/audience_question.h"
#include "service/people.h"
#include "service/person_words.h"
#include "service/saved_sets.h"
#include "service/session.h"
#include "workspace/definition_repository.h"
#include "workspace/workspace.h"

#include <algorithm>

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

Result<std::string> wordsFor(const People &people, Ordinal person) {
    std::string words;
    for (const std::string &column : nameColumns(people.snapshot().schema().profileFields)) {
        TRY_ASSIGN(const std::string part, people.text(column, person));
        words += words.empty() || part.empty() ? part : ' ' + part;
    }
    return words.empty() ? people.keyOf(person) : Result<std::string>(words);
}

// Names are looked up without regard to their letter case, so "trait:LTV" means "ltv" too.
bool isSameName(std::string_view a, std::string_view b) { return foldCase(toNfc(trimmed(a))) == foldCase(toNfc(trimmed(b))); }

bool isTraitField(std::string_view text, const std::string &trait) {
    return text.starts_with(model::kTraitPrefix) && isSameName(text.substr(model::kTraitPrefix.size()), trait);
}

// change(text) for every text that may name a field: all but those that something is compared with. Whether one
// of them said true.
template <class Change> bool forFieldNames(Json &json, const Change &change) {
    if (json.is_string())
        return change(json);
    bool isChanged = false;
    if (json.is_array())
        for (Json &inner : json)
            isChanged = forFieldNames(inner, change) || isChanged;
    if (json.is_object())
        for (auto &[key, inner] : json.items()) {
            if (key == "value" && inner.is_string())
                continue;
            if (key != "values") {
                isChanged = forFieldNames(inner, change) || isChanged;
                continue;
            }
            for (Json &one : inner)
                if (!one.is_string())
                    isChanged = forFieldNames(one, change) || isChanged;
        }
    return isChanged;
}

// {"of": "trait", "name": from} within a formula.
bool replaceTrait(Json &formula, const std::string &from, const std::string &to) {
    bool isChanged = false;
    if (formula.is_object() && jsonText(formula, "of") == "trait" && isSameName(jsonText(formula, "name"), from)) {
        formula["name"] = to;
        isChanged = true;
    }
    if (formula.is_structured())
        for (Json &inner : formula)
            isChanged = replaceTrait(inner, from, to) || isChanged;
    return isChanged;
}

// The rule or formula with another name for the trait; whether it stood there.
bool renameIn(Json &body, const std::string &from, const std::string &to) {
    const bool isFormula = replaceTrait(body, from, to);
    return forFieldNames(body, [&](Json &text) {
        const bool isIt = isTraitField(text.get_ref<const std::string &>(), from);
        if (isIt)
            text = std::string(model::kTraitPrefix) + to;
        return isIt;
    }) || isFormula;
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

// All of it or nothing: no rule is ever without its trait.
Result<TraitView> TraitService::rename(const std::string &name, const std::string &to) {
    workspace::Workspace &workspace = m_session.workspace();
    TRY_ASSIGN([[maybe_unused]] const auto snapshot, m_session.snapshot()); // what the answer needs, before anything changes
    const auto renamed = workspace.write([&](const store::Connection &) -> Result<Definition> {
        DefinitionRepository definitions(workspace);
        TRY_ASSIGN(const Definition before, definitions.find(DefinitionKind::Trait, name));
        Definition after = before;
        after.name = to;
        TRY_ASSIGN(after, definitions.save(after));
        faultPoint("trait.rename.named");
        for (const DefinitionKind kind : {DefinitionKind::Segment, DefinitionKind::Trait}) {
            TRY_ASSIGN(auto users, definitions.list(kind));
            for (Definition &user : users) {
                if (user.id == before.id || !renameIn(user.body, before.name, after.name))
                    continue;
                TRY(definitions.save(user));
                faultPoint("trait.rename.followed");
            }
        }
        return after;
    });
    if (!renamed)
        return renamed.error();
    return viewOf(m_session, *renamed);
}

Result<std::vector<std::string>> TraitService::uses(const std::string &name) const {
    TRY_ASSIGN(auto segments, DefinitionRepository(m_session.workspace()).list(DefinitionKind::Segment));
    std::vector<std::string> names;
    for (Definition &segment : segments)
        if (forFieldNames(segment.body, [&](const Json &text) { return isTraitField(text.get_ref<const std::string &>(), name); }))
            names.push_back(segment.name);
    return names;
}

Result<TraitExample> TraitService::example(const Json &formula, const CancelToken &cancel) const {
    TRY_ASSIGN(const People people, People::load(m_session));
    TRY_ASSIGN(const segment::TraitCheck check, checked(m_session, {}, formula));
    if (!check.values)
        return segment::asError(check.findings);
    TRY_ASSIGN(const auto column, m_session.evaluator().values(*check.values, people.snapshot(), cancel));
    TraitExample example;
    std::optional<Ordinal> shown;
    people.snapshot().members().forEach([&](Ordinal person) {
        const std::string value = person < column->size && column->isValid(person) ? engine::toText(cellOf(*column, person)) : std::string();
        const bool isSomething = !value.empty() && value.find_first_not_of("0.") != std::string::npos;
        example.people += isSomething ? 1 : 0;
        if (isSomething && !shown) {
            shown = person;
            example.value = value;
        }
        return true;
    });
    TRY(cancel.check());
    if (shown) {
        TRY_ASSIGN(example.person, wordsFor(people, *shown));
        TRY_ASSIGN(example.personKey, people.keyOf(*shown));
    }
    return example;
}

Result<std::vector<FindingView>> TraitService::check(const std::string &name, const Json &formula) const {
    TRY_ASSIGN(const segment::TraitCheck check, checked(m_session, name, formula));
    return viewsOf(check.findings);
}

Result<Json> TraitService::fromText(const std::string &text) const { return segment::traitFromText(text); }

Result<std::shared_ptr<const engine::DenseColumn>> attributeColumn(Session &session, const People &people, const std::string &field,
                                                                   const CancelToken &cancel) {
    if (people.hasField(field) || field.rfind(model::kTraitPrefix, 0) != 0)
        return people.column(field);
    const std::string name = field.substr(model::kTraitPrefix.size());
    const auto found = DefinitionRepository(session.workspace()).find(DefinitionKind::Trait, name);
    if (!found)
        return people.column(field); // says that there is none
    TRY_ASSIGN(const segment::TraitCheck check, checked(session, name, found->body));
    if (!check.values)
        return segment::asError(check.findings);
    return session.evaluator().values(*check.values, people.snapshot(), cancel);
}

} // namespace audience::service
