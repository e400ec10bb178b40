#include "model/trait.h"

#include "model/condition_reader.h"

#include <algorithm>
#include <array>

namespace audience::model {

using Of = TraitFormula::Of;

namespace {

constexpr std::array<std::string_view, 12> kNames = {"count", "sum",  "avg",           "min",   "max",  "distinct",
                                                     "first", "last", "most_frequent", "ratio", "trait", "groups"};

bool fieldFits(Of of, const std::string &field) {
    if (of == Of::First || of == Of::Last)
        return true; // the moment of the event without one
    return field.empty() == (of == Of::Count);
}

std::optional<TraitFormula> readGroups(const Json &json, const std::string &path, Findings &out) {
    TraitFormula formula;
    formula.of = Of::Groups;
    const Json *groups = jsonMember(json, "groups");
    if (!groups || !groups->is_array() || groups->empty() || groups->size() > kMostTraitGroups) {
        report(out, "trait.bad_groups", path + "/groups", {{"limit", std::to_string(kMostTraitGroups)}});
        return std::nullopt;
    }
    bool fine = knowsAll(json, {"of", "groups", "otherwise"}, path, out);
    for (std::size_t i = 0; i < groups->size(); ++i) {
        const Json &group = (*groups)[i];
        const std::string at = path + "/groups/" + std::to_string(i);
        const Json *rule = jsonMember(group, "rule");
        TraitGroup read{jsonText(group, "name"), {}};
        if (read.name.empty() || !rule) {
            report(out, "trait.bad_group", at);
            fine = false;
            continue;
        }
        fine = knowsAll(group, {"name", "rule"}, at, out) && fine;
        read.rule = ruleNodeFromJson(*rule);
        formula.groups.push_back(std::move(read));
    }
    formula.otherwise = jsonText(json, "otherwise");
    return fine ? std::optional(std::move(formula)) : std::nullopt;
}

std::optional<TraitFormula> readFormula(const Json &json, const std::string &path, int depth, Findings &out) {
    if (!json.is_object()) {
        report(out, "trait.no_formula", path);
        return std::nullopt;
    }
    if (depth > kMaxTraitDepth) {
        report(out, "segment.too_deep", path, {{"limit", std::to_string(kMaxTraitDepth)}});
        return std::nullopt;
    }
    TraitFormula formula;
    const std::string of = jsonText(json, "of");
    const auto found = std::find(kNames.begin(), kNames.end(), of);
    if (found == kNames.end()) {
        report(out, "segment.unknown_aggregate", path + "/of", {{"of", of}});
        return std::nullopt;
    }
    formula.of = static_cast<Of>(found - kNames.begin());
    if (formula.of == Of::Groups)
        return readGroups(json, path, out);
    if (formula.of == Of::Ratio) {
        bool fine = knowsAll(json, {"of", "parts"}, path, out);
        const Json *parts = jsonMember(json, "parts");
        if (!parts || !parts->is_array() || parts->size() != 2) {
            report(out, "trait.bad_ratio", path + "/parts");
            return std::nullopt;
        }
        for (std::size_t i = 0; i < 2; ++i) {
            auto part = readFormula((*parts)[i], path + "/parts/" + std::to_string(i), depth + 1, out);
            fine = fine && part;
            if (part)
                formula.parts.push_back(std::move(*part));
        }
        return fine ? std::optional(std::move(formula)) : std::nullopt;
    }
    formula.field = jsonText(json, formula.of == Of::Trait ? "name" : "field");
    if (formula.of == Of::Trait) {
        if (formula.field.empty())
            report(out, "segment.field_expected", path + "/name");
        return knowsAll(json, {"of", "name"}, path, out) && !formula.field.empty() ? std::optional(std::move(formula))
                                                                                   : std::nullopt;
    }
    bool fine = knowsAll(json, {"of", "field", "name", "dataset", "window", "where"}, path, out);
    if (!fieldFits(formula.of, formula.field)) {
        report(out, "segment.field_expected", path + "/field");
        fine = false;
    }
    fine = readEventChoice(json, path, formula.events, out) && fine;
    return fine ? std::optional(std::move(formula)) : std::nullopt;
}

} // namespace

std::string_view toText(Of of) { return kNames[static_cast<std::size_t>(of)]; }

std::optional<TraitFormula> readTrait(const Json &json, const std::string &path, Findings &out) {
    return readFormula(json, path, 1, out);
}

Json toJson(const TraitFormula &formula) {
    Json json = Json::object({{"of", toText(formula.of)}});
    if (formula.of == Of::Ratio) {
        Json parts = Json::array();
        for (const TraitFormula &part : formula.parts)
            parts.push_back(toJson(part));
        json["parts"] = std::move(parts);
        return json;
    }
    if (formula.of == Of::Groups) {
        Json groups = Json::array();
        for (const TraitGroup &group : formula.groups)
            groups.push_back(Json{{"name", group.name}, {"rule", toJson(group.rule)}});
        json["groups"] = std::move(groups);
        if (!formula.otherwise.empty())
            json["otherwise"] = formula.otherwise;
        return json;
    }
    if (!formula.field.empty())
        json[formula.of == Of::Trait ? "name" : "field"] = formula.field;
    if (formula.of != Of::Trait)
        putEventChoice(json, formula.events);
    return json;
}

} // namespace audience::model
