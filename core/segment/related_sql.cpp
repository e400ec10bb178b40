#include "segment/related_sql.h"

#include "engine/related_values.h"
#include "model/related_condition.h"
#include "segment/field_sql.h"
#include "segment/rule_words.h"
#include "segment/rule_writing.h"

namespace audience::segment {

using model::RelatedCondition;
using Rows = RelatedCondition::Rows;

namespace {

// (tests), without the word before them
std::string testsText(const std::vector<model::FieldTest> &tests) {
    constexpr std::string_view kWhere = " where ";
    return whereText(tests).substr(kWhere.size());
}

std::string headText(const RelatedCondition &condition) {
    std::string text = "related ";
    if (condition.rows != Rows::Measure)
        return text + std::string(model::toText(condition.rows)) + (condition.by.empty() ? "" : " by " + nameText(condition.by));
    text += model::toText(condition.measure.of);
    return text + (condition.measure.field.empty() ? "" : " of " + nameText(condition.measure.field));
}

const engine::TableSource *tableOf(const SqlParts &parts, const std::string &dataset) {
    for (const engine::TableSource &table : parts.schema().tables)
        if (table.dataset == dataset)
            return &table;
    return nullptr;
}

// The rows of step i that pass: (entry, onward or property)
Result<void> writeStep(SqlParts &parts, const engine::RelatedRows &rows, std::size_t i) {
    const engine::RelatedStep &step = rows.steps[i];
    const SqlNames::Table *names = nullptr;
    for (const auto &table : parts.names().tables)
        if (table.dataset == step.dataset)
            names = &table;
    const engine::TableSource *source = tableOf(parts, step.dataset);
    if (!names || !source)
        return Error(ErrorKind::NotFound, "segment.unknown_dataset").with("dataset", step.dataset);
    sql::StatementBuilder &sql = parts.sql();
    const auto column = [&](const std::string &field) { return parts.column(fieldNamed(source->fields, field), names->columns); };
    sql.add("SELECT ").add(step.toField.empty() ? sql.quoted(names->profileColumn) : column(step.toField)).add(" AS entry");
    const bool isLast = i + 1 == rows.steps.size();
    const std::string &next = isLast ? rows.field : rows.steps[i + 1].fromField;
    if (!next.empty())
        sql.add(", " + column(next) + (isLast ? " AS property" : " AS onward"));
    sql.add(" FROM ").name(names->table);
    for (const engine::Predicate &test : step.where) {
        sql.add(&test == &step.where[0] ? " WHERE " : " AND ");
        TRY(parts.rowTest(test, source->fields, names->columns));
    }
    return {};
}

} // namespace

std::optional<std::string> printRelated(const Json &json) {
    model::Findings findings;
    const auto read = model::readRelated(json, {}, findings);
    if (!read)
        return std::nullopt;
    std::string text = headText(*read) + " (";
    for (const model::RelatedStep &step : read->path) {
        text += (&step == &read->path[0] ? "" : " then ") + nameText(step.dataset);
        if (!step.linkFrom.empty())
            text += " by " + nameText(step.linkFrom) + " = " + nameText(step.linkTo);
        text += whereText(step.where);
    }
    text += ")";
    if (read->rows == Rows::Measure)
        return text + ' ' + std::string(wordsOf(read->measure.op)) + operandText(read->measure.op, read->measure.values);
    return read->has.empty() ? text : text + " has " + testsText(read->has);
}

static Json parseTests(RuleReader &reader) {
    Json tests = Json::array();
    reader.expect("(");
    do {
        Json test = Json::object();
        if (!reader.failed())
            reader.fieldTest(test);
        tests.push_back(std::move(test));
    } while (!reader.failed() && reader.symbol(","));
    reader.expect(")");
    return tests;
}

static Json parsePath(RuleReader &reader) {
    Json path = Json::array();
    reader.expect("(");
    do {
        Json step = Json::object({{"dataset", reader.failed() ? std::string() : reader.name("the name of a dataset")}});
        if (!reader.failed() && reader.words("by")) {
            const std::string from = reader.name("the name of a field");
            reader.expect("=");
            step["link"] = Json::object({{"from", from}, {"to", reader.failed() ? std::string() : reader.name("the name of a field")}});
        }
        reader.eventWhere(step);
        path.push_back(step.size() == 1 ? step["dataset"] : step);
    } while (!reader.failed() && reader.words("then"));
    reader.expect(")");
    return path;
}

std::optional<Json> parseRelated(RuleReader &reader) {
    const std::size_t start = reader.position();
    if (!reader.words("related"))
        return std::nullopt;
    Json json = Json::object({{"type", "related"}});
    for (const auto rows : {Rows::Any, Rows::None, Rows::All, Rows::Latest, Rows::Earliest})
        if (json.size() == 1 && reader.words(model::toText(rows)))
            json["rows"] = model::toText(rows);
    for (int of = 0; of <= static_cast<int>(model::AggregateTest::Of::Distinct); ++of) {
        const auto name = model::toText(static_cast<model::AggregateTest::Of>(of));
        if (json.size() == 1 && reader.words(name))
            json["of"] = name;
    }
    if (json.size() == 1) { // a field of this name
        reader.goBack(start);
        return std::nullopt;
    }
    const bool measures = json.contains("of");
    if (reader.words(measures ? "of" : "by"))
        json[measures ? "field" : "by"] = reader.name("the name of a field");
    json["path"] = parsePath(reader);
    if (measures && !reader.failed())
        reader.comparison(json);
    else if (!reader.failed() && reader.words("has"))
        json["has"] = parseTests(reader);
    return json;
}

Result<bool> writeRelatedValues(SqlParts &parts, const engine::PersonValues &values) {
    const auto *related = dynamic_cast<const engine::RelatedValues *>(&values);
    if (!related)
        return false;
    const engine::RelatedRows &rows = related->rows();
    sql::StatementBuilder &sql = parts.sql();
    const engine::TableSource *last = tableOf(parts, rows.steps.back().dataset);
    const engine::Field property = last ? fieldNamed(last->fields, rows.field) : engine::Field();
    sql.add("SELECT member, " + summarySql(rows.of, property, parts.grammar()) + " AS value FROM (SELECT p.").name(parts.names().keyColumn);
    sql.add(" AS member").add(rows.field.empty() ? "" : ", r" + std::to_string(rows.steps.size()) + ".property");
    sql.add(" FROM ").name(parts.names().profiles).add(" AS p");
    for (std::size_t i = 0; i < rows.steps.size(); ++i) {
        const std::string name = "r" + std::to_string(i + 1);
        sql.add("\n      JOIN (");
        TRY(writeStep(parts, rows, i));
        sql.add(") AS " + name + " ON " + name + ".entry = ");
        const std::string &from = rows.steps[0].fromField;
        if (i > 0)
            sql.add("r" + std::to_string(i) + ".onward");
        else if (from.empty())
            sql.add("p.").name(parts.names().keyColumn);
        else // as it compares, like the other side
            sql.add(parts.grammar().column("p." + parts.attributeColumn(from), sqlType(fieldNamed(parts.schema().profileFields, from).type)));
    }
    sql.add(") AS e GROUP BY member");
    return true;
}

} // namespace audience::segment
