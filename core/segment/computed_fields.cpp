#include "segment/computed_fields.h"

#include "engine/event_summary.h"
#include "engine/group_names.h"
#include "segment/lower_field.h"

#include <algorithm>

namespace audience::segment {

using engine::EventSummary;
using engine::Field;
using engine::ValueSources;
using model::TraitFormula;
using Of = TraitFormula::Of;
using ValuesPtr = std::shared_ptr<const engine::PersonValues>;

namespace {

constexpr std::string_view kAverage = "average of ";

EventSummary::Of summaryOf(Of of) {
    switch (of) {
    case Of::Sum:
        return EventSummary::Of::Sum;
    case Of::Average:
        return EventSummary::Of::Average;
    case Of::Minimum:
        return EventSummary::Of::Minimum;
    case Of::Maximum:
        return EventSummary::Of::Maximum;
    case Of::Distinct:
        return EventSummary::Of::Distinct;
    case Of::First:
        return EventSummary::Of::First;
    case Of::Last:
        return EventSummary::Of::Last;
    case Of::MostFrequent:
        return EventSummary::Of::MostFrequent;
    default:
        return EventSummary::Of::Count;
    }
}

bool fits(Of of, engine::ColumnType type) {
    switch (of) {
    case Of::Sum:
    case Of::Average:
        return isNumber(type);
    case Of::Minimum:
    case Of::Maximum:
        return isNumber(type) || type == engine::ColumnType::Date || type == engine::ColumnType::Instant;
    case Of::First:
    case Of::Last:
    case Of::MostFrequent:
        return type != engine::ColumnType::Json;
    default:
        return true;
    }
}

ValuesPtr lowerRatio(CompileContext &context, const TraitFormula &formula, const std::string &name, const std::string &path) {
    ValuesPtr parts[2];
    for (std::size_t i = 0; i < 2; ++i) {
        const std::string at = path + "/parts/" + std::to_string(i);
        parts[i] = lowerTrait(context, formula.parts[i], name, at);
        if (parts[i] && !isNumber(parts[i]->field().type)) {
            report(context.findings, "segment.number_field_expected", at, {{"field", formula.parts[i].field}});
            parts[i] = nullptr;
        }
    }
    return parts[0] && parts[1] ? std::make_shared<engine::RatioValues>(name, parts[0], parts[1]) : nullptr;
}

ValuesPtr lowerGroups(CompileContext &context, const TraitFormula &formula, const std::string &name, const std::string &path) {
    std::vector<engine::GroupNames::Group> groups;
    for (std::size_t i = 0; i < formula.groups.size(); ++i)
        if (auto plan = context.plan(formula.groups[i].rule, path + "/groups/" + std::to_string(i) + "/rule"))
            groups.push_back({formula.groups[i].name, std::move(plan)});
    if (groups.size() != formula.groups.size())
        return nullptr;
    return std::make_shared<engine::GroupNames>(name, std::move(groups), formula.otherwise);
}

// The saved trait of this name, as `as`.
ValuesPtr savedTrait(CompileContext &context, const std::string &trait, const std::string &as, const std::string &path) {
    const std::string id = std::string(model::kTraitPrefix) + trait;
    const auto found = std::find(context.open.begin(), context.open.end(), id);
    if (found != context.open.end()) {
        std::string cycle;
        for (auto it = found; it != context.open.end(); ++it)
            cycle += it->substr(model::kTraitPrefix.size()) + " > ";
        report(context.findings, "trait.cycle", path, {{"cycle", cycle + trait}});
        return nullptr;
    }
    if (context.open.size() >= static_cast<std::size_t>(model::kMaxRuleDepth)) {
        report(context.findings, "segment.too_deep", path, {{"limit", std::to_string(model::kMaxRuleDepth)}});
        return nullptr;
    }
    const auto json = context.options.sets ? context.options.sets->trait(trait) : std::nullopt;
    if (!json) {
        report(context.findings, "trait.unknown", path, {{"trait", trait}});
        return nullptr;
    }
    const std::size_t before = context.findings.size();
    context.open.push_back(id);
    const auto formula = model::readTrait(*json, {}, context.findings);
    ValuesPtr values = formula ? lowerTrait(context, *formula, as, {}) : nullptr;
    context.open.pop_back();
    // Faults of the formula are told where it is used.
    for (std::size_t i = before; i < context.findings.size(); ++i)
        context.findings[i].path = path;
    return values;
}

const Field *storedField(const CompileContext &context, const std::string &name) {
    for (const Field &field : context.schema.profileFields)
        if (field.name == name)
            return &field;
    return nullptr;
}

ValuesPtr average(CompileContext &context, const std::string &name, const std::string &path) {
    ValueSources source;
    const Field *of = attributeNamed(context, name.substr(kAverage.size()), path, source);
    if (!of)
        return nullptr;
    if (!isNumber(of->type)) {
        report(context.findings, "segment.number_field_expected", path, {{"field", of->name}});
        return nullptr;
    }
    return std::make_shared<engine::AverageValues>(name, *of, std::move(source));
}

} // namespace

std::string averageName(const std::string &field) { return std::string(kAverage) + field; }

const Field *attributeNamed(CompileContext &context, const std::string &name, const std::string &path, ValueSources &used) {
    if (const Field *stored = storedField(context, name))
        return stored;
    for (const ValuesPtr &values : used)
        if (values->field().name == name)
            return &values->field();
    ValuesPtr values;
    if (name.starts_with(model::kTraitPrefix))
        values = savedTrait(context, name.substr(model::kTraitPrefix.size()), name, path);
    else if (name.starts_with(kAverage))
        values = average(context, name, path);
    else
        return context.profileField(name, path); // which reports that there is none
    if (!values)
        return nullptr;
    used.push_back(std::move(values));
    return &used.back()->field();
}

ValuesPtr lowerTrait(CompileContext &context, const TraitFormula &formula, const std::string &name, const std::string &path) {
    if (formula.of == Of::Ratio)
        return lowerRatio(context, formula, name, path);
    if (formula.of == Of::Trait)
        return savedTrait(context, formula.field, name, path);
    if (formula.of == Of::Groups)
        return lowerGroups(context, formula, name, path);
    auto selected = context.selection(formula.events, path);
    if (!selected)
        return nullptr;
    Field property;
    if (!formula.field.empty()) {
        const Field *found = context.eventField(*selected, formula.field, path + "/field");
        if (!found)
            return nullptr;
        if (!fits(formula.of, found->type)) {
            report(context.findings, "segment.number_field_expected", path + "/field", {{"field", formula.field}});
            return nullptr;
        }
        property = *found;
        property.name = formula.field;
    }
    EventSummary summary{summaryOf(formula.of), std::move(*selected), formula.field};
    Field type = engine::summaryField(name, summary.of, property);
    return std::make_shared<engine::EventSummaryValues>(std::move(type), std::move(summary));
}

} // namespace audience::segment
