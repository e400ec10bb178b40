#include "engine/rfm_values.h"

#include "engine/event_summary.h"
#include "model/rfm_condition.h"
#include "segment/computed_fields.h"
#include "segment/families.h"
#include "segment/lower_field.h"
#include "segment/rule_words.h"
#include "segment/rule_writing.h"
#include "segment/value_sql.h"

namespace audience::segment {

using model::RfmCondition;
using By = RfmCondition::By;
using Of = model::TraitFormula::Of;

namespace {

constexpr const char *kScores[] = {"recency", "frequency", "money"};

// The purchases and their value, by the rule or by the workspace's definition; false with a finding.
bool completePurchase(CompileContext &context, RfmCondition &condition, const std::string &path) {
    const auto definition = condition.events.name.empty() && context.options.sets ? context.options.sets->definition() : std::nullopt;
    if (condition.events.name.empty() && (!definition || !definition->hasPurchase())) {
        report(context.findings, "rfm.no_purchase", path);
        return false;
    }
    if (definition) {
        condition.events.name = definition->purchaseEvent;
        if (condition.field.empty())
            condition.field = definition->valueField;
    }
    if (condition.field.empty())
        report(context.findings, "rfm.no_value", path + "/field");
    return !condition.field.empty();
}

ConditionPtr compileRfm(CompileContext &context, const Json &json, const std::string &path) {
    auto read = model::readRfm(json, path, context.findings);
    if (!read || !completePurchase(context, *read, path))
        return nullptr;
    engine::ValueSources measures;
    const std::pair<Of, const char *> kMeasures[] = {{Of::Last, "recency"}, {Of::Count, "frequency"}, {Of::Sum, "money"}};
    for (const auto &[of, name] : kMeasures) {
        const model::TraitFormula formula{of, of == Of::Sum ? read->field : std::string(), read->events, {}};
        measures.push_back(lowerTrait(context, formula, name, path));
        if (!measures.back())
            return nullptr;
    }
    const auto values = std::make_shared<engine::RfmValues>("rfm", read->tiles, std::move(measures));
    model::FieldTest test;
    test.field = "rfm";
    test.op = model::TestOp::In;
    test.values.assign(read->cells.begin(), read->cells.end());
    auto predicate = lowerField(test, values->field(), path, context.options, context.findings);
    if (!predicate)
        return nullptr;
    return std::make_shared<engine::ColumnCondition>(std::move(*predicate), engine::ValueSources{values});
}

std::string listText(const Json &list) {
    std::string text = " in (";
    for (const Json &one : list)
        text += (&one == &list[0] ? "" : ", ") + dumpJson(one);
    return text + ")";
}

std::optional<std::string> printRfm(const Json &json) {
    model::Findings findings;
    const auto read = model::readRfm(json, {}, findings);
    if (!read)
        return std::nullopt;
    std::string text = "rfm";
    if (read->by == By::Groups)
        text += " group" + listText(*jsonMember(json, "groups"));
    else if (read->by == By::Cells)
        text += " cell" + listText(*jsonMember(json, "cells"));
    else
        for (const char *score : kScores)
            if (const Json *range = jsonMember(*jsonMember(json, "scores"), score))
                text += ' ' + std::string(score) + ' ' + dumpJson((*range)[0]) + " to " + dumpJson((*range)[1]);
    if (json.contains("tiles"))
        text += " of " + std::to_string(read->tiles) + " tiles";
    const bool isOwn = !read->events.name.empty() || !read->events.dataset.empty() || !read->events.where.empty() ||
                       read->events.window.kind != model::Window::Kind::AllTime;
    if (!read->field.empty())
        text += " by " + nameText(read->field);
    return isOwn ? text + " over " + choiceText(read->events) : text;
}

Json parseList(RuleReader &reader) {
    Json list = Json::array();
    if (!reader.words("in"))
        reader.fail("in");
    reader.expect("(");
    do {
        list.push_back(reader.failed() ? Json() : reader.value());
    } while (!reader.failed() && reader.symbol(","));
    reader.expect(")");
    return list;
}

std::optional<Json> parseRfm(RuleReader &reader) {
    const std::size_t start = reader.position();
    if (!reader.words("rfm"))
        return std::nullopt;
    Json json = Json::object({{"type", "rfm"}});
    if (reader.words("group"))
        json["groups"] = parseList(reader);
    else if (reader.words("cell"))
        json["cells"] = parseList(reader);
    Json scores = Json::object();
    for (const char *score : kScores)
        if (!reader.failed() && json.size() == 1 && reader.words(score)) {
            Json low = reader.value();
            if (!reader.failed() && !reader.words("to"))
                reader.fail("to");
            scores[score] = Json::array({std::move(low), reader.failed() ? Json() : reader.value()});
        }
    if (!scores.empty())
        json["scores"] = std::move(scores);
    if (json.size() == 1) { // a field of this name
        reader.goBack(start);
        return std::nullopt;
    }
    if (!reader.failed() && reader.words("of")) {
        json["tiles"] = reader.value();
        if (!reader.failed() && !reader.words("tiles"))
            reader.fail("tiles");
    }
    if (!reader.failed() && reader.words("by"))
        json["field"] = reader.name("the name of a property");
    if (!reader.failed() && reader.words("over")) {
        reader.eventName(json);
        reader.eventWindow(json);
        reader.eventWhere(json);
    }
    return json;
}

} // namespace

ConditionFamily rfmFamily() {
    return {"rfm", compileRfm, describeNothing, prepareNothing, writeNothing, printRfm, parseRfm};
}

Result<bool> writeRfmValues(SqlParts &parts, const engine::PersonValues &values) {
    const auto *rfm = dynamic_cast<const engine::RfmValues *>(&values);
    if (!rfm)
        return false;
    sql::StatementBuilder &sql = parts.sql();
    sql.add("SELECT member, r * 100 + f * 10 + m AS value FROM (SELECT p.").name(parts.names().keyColumn).add(" AS member");
    for (const char *name : {"r", "f", "m"})
        sql.add(", 1 + " + parts.grammar().wholeQuotient(std::string("(RANK() OVER (ORDER BY ") + name + ".value) - 1) * " + std::to_string(rfm->tiles()),
                                                        "COUNT(*) OVER ()") + " AS " + name);
    sql.add(" FROM ").name(parts.names().profiles).add(" AS p");
    const char *const kNames[] = {"r", "f", "m"};
    for (std::size_t i = 0; i < 3; ++i) {
        sql.add("\n    JOIN (");
        TRY(writeValues(parts, *rfm->measures()[i]));
        sql.add(std::string(") AS ") + kNames[i] + " ON " + kNames[i] + ".member = p.").name(parts.names().keyColumn);
    }
    sql.add(") AS cells");
    return true;
}

} // namespace audience::segment
