#include "segment/trait_text.h"

#include "segment/rule_text.h"
#include "segment/rule_writing.h"

namespace audience::segment {

using model::TraitFormula;
using Of = TraitFormula::Of;

namespace {

// groups ("Best" if (country = "US"), "Good" if (country = "CA")) else "Others"
std::string groupsText(const TraitFormula &formula) {
    std::string text = "groups (";
    for (const model::TraitGroup &group : formula.groups)
        text += (text.back() == '(' ? "" : ", ") + dumpJson(Json(group.name)) + " if (" + toText(group.rule) + ')';
    return text + ')' + (formula.otherwise.empty() ? "" : " else " + dumpJson(Json(formula.otherwise)));
}

Json parseGroups(RuleReader &reader) {
    Json groups = Json::array();
    reader.expect("(");
    while (!reader.failed()) {
        Json group = Json::object({{"name", reader.name("the name of a group, in quotes")}});
        if (!reader.failed() && !reader.words("if"))
            reader.fail("if");
        reader.expect("(");
        if (!reader.failed())
            group["rule"] = model::toJson(reader.rule());
        reader.expect(")");
        groups.push_back(std::move(group));
        if (reader.failed() || !reader.symbol(","))
            break;
    }
    reader.expect(")");
    Json json = Json::object({{"of", "groups"}, {"groups", std::move(groups)}});
    if (!reader.failed() && reader.words("else"))
        json["otherwise"] = reader.name("the value of everybody else, in quotes");
    return json;
}

} // namespace

std::string traitText(const TraitFormula &formula) {
    if (formula.of == Of::Groups)
        return groupsText(formula);
    if (formula.of == Of::Ratio)
        return "ratio (" + traitText(formula.parts[0]) + " to " + traitText(formula.parts[1]) + ')';
    if (formula.of == Of::Trait)
        return "trait " + nameText(formula.field);
    return std::string(formula.of == Of::MostFrequent ? "most frequent" : model::toText(formula.of)) +
           (formula.field.empty() ? "" : " of " + nameText(formula.field)) + " over " + choiceText(formula.events);
}

Json parseTrait(RuleReader &reader, int depth) {
    Json json = Json::object();
    if (depth > model::kMaxTraitDepth) {
        reader.fail("a simpler formula");
        return json;
    }
    if (reader.words("ratio")) {
        reader.expect("(");
        Json over = reader.failed() ? Json() : parseTrait(reader, depth + 1);
        if (!reader.failed() && !reader.words("to"))
            reader.fail("to");
        Json under = reader.failed() ? Json() : parseTrait(reader, depth + 1);
        reader.expect(")");
        return Json::object({{"of", "ratio"}, {"parts", Json::array({std::move(over), std::move(under)})}});
    }
    if (reader.words("trait"))
        return Json::object({{"of", "trait"}, {"name", reader.name("the name of a trait")}});
    if (reader.words("groups"))
        return parseGroups(reader);
    if (reader.words("most frequent"))
        json["of"] = "most_frequent";
    for (int of = 0; of < static_cast<int>(Of::MostFrequent) && json.empty(); ++of)
        if (reader.words(model::toText(static_cast<Of>(of))))
            json["of"] = model::toText(static_cast<Of>(of));
    if (json.empty()) {
        reader.fail("count, sum, avg, min, max, distinct, first, last, most frequent, ratio, trait or groups");
        return json;
    }
    if (reader.words("of"))
        json["field"] = reader.name("the name of a property");
    if (!reader.failed() && !reader.words("over"))
        reader.fail("over");
    if (!reader.failed())
        reader.eventName(json);
    reader.eventWindow(json);
    reader.eventWhere(json);
    return json;
}

} // namespace audience::segment
