#include "engine/rank_condition.h"

#include "model/rank_condition.h"
#include "segment/computed_fields.h"
#include "segment/families.h"
#include "segment/lower_field.h"
#include "segment/rule_text.h"
#include "segment/rule_writing.h"
#include "segment/value_sql.h"

namespace audience::segment {

using engine::RankBand;
using Keep = model::RankCondition::Keep;

namespace {

// --- compile ---

bool isRankable(engine::ColumnType type) {
    return isNumber(type) || type == engine::ColumnType::Date || type == engine::ColumnType::Instant;
}

std::optional<engine::RankBy> lowerBy(CompileContext &context, const model::RankCondition &condition,
                                      const std::string &path) {
    engine::RankBy by;
    if (!condition.attribute.empty()) {
        const engine::Field *field = attributeNamed(context, condition.attribute, path + "/field", by.computed);
        if (!field)
            return std::nullopt;
        if (!isRankable(field->type)) {
            report(context.findings, "segment.no_order", path + "/field",
                   {{"field", field->name}, {"type", std::string(engine::toText(field->type))}});
            return std::nullopt;
        }
        by.attribute = condition.attribute;
        return by;
    }
    auto selected = context.selection(condition.events, path);
    if (!selected)
        return std::nullopt;
    by.aggregate = aggregateOf(condition.of);
    by.field = condition.field;
    if (!by.field.empty()) {
        const engine::Field *property = context.eventField(*selected, by.field, path + "/field");
        if (!property)
            return std::nullopt;
        if (by.aggregate != engine::Aggregate::Distinct && !isNumber(property->type)) {
            report(context.findings, "segment.number_field_expected", path + "/field", {{"field", by.field}});
            return std::nullopt;
        }
    }
    by.selection = std::move(*selected);
    return by;
}

ConditionPtr compileRank(CompileContext &context, const Json &json, const std::string &path) {
    const auto read = model::readRank(json, path, context.findings);
    if (!read)
        return nullptr;
    auto by = lowerBy(context, *read, path + "/by");
    std::shared_ptr<const engine::Plan> among;
    if (read->among)
        among = context.plan(*read->among, path + "/among");
    if (!by || (read->among && !among))
        return nullptr;
    RankBand band;
    band.people = static_cast<std::uint64_t>(read->people);
    if (read->keep == Keep::Percentile) {
        band.kind = RankBand::Kind::Percentile;
        band.from = rescaled(read->from, model::kPercentDigits).value_or(Decimal{});
        band.to = rescaled(read->to, model::kPercentDigits).value_or(Decimal{});
    } else {
        band.kind = read->keep == Keep::Top ? RankBand::Kind::Top : RankBand::Kind::Bottom;
    }
    return std::make_shared<engine::RankCondition>(std::move(*by), band, std::move(among));
}

// --- SQL ---

const engine::RankCondition *asRank(const engine::Condition &condition) {
    return dynamic_cast<const engine::RankCondition *>(&condition);
}

std::string describeRank(const engine::Condition &condition) {
    const auto *rank = asRank(condition);
    if (!rank)
        return {};
    const engine::RankBy &by = rank->by();
    return "rank by " + (!by.attribute.empty() ? by.attribute : by.field.empty() ? "number of events" : by.field);
}

Result<void> prepareRank(SqlParts &parts, const engine::Condition &condition, const std::string &name) {
    const engine::Plan *among = asRank(condition)->among();
    return among ? parts.conditions(*among, name + "_among_") : Result<void>();
}

// (member, measure) of all who have a number
Result<void> writeMeasures(SqlParts &parts, const engine::RankBy &by) {
    sql::StatementBuilder &sql = parts.sql();
    if (!by.attribute.empty()) {
        sql.add("SELECT ").name(parts.names().keyColumn).add(" AS member, ");
        const auto measure = [&] {
            if (by.computed.empty())
                parts.attribute(by.attribute);
            else
                sql.name(parts.grammar().madeColumn(by.attribute));
        };
        measure();
        sql.add(" AS measure FROM ");
        TRY(writePeople(parts, by.computed));
        sql.add(" WHERE ");
        measure();
        sql.add(" IS NOT NULL");
        return {};
    }
    const std::string measure = aggregateSql(by.aggregate, parts.propertyOf(by.selection, by.field), parts.grammar());
    sql.add("SELECT member, " + measure + " AS measure FROM (");
    TRY(parts.eventRows(by.selection, by.field, false));
    sql.add(") AS events GROUP BY member");
    const bool needsValue = by.aggregate == engine::Aggregate::Average || by.aggregate == engine::Aggregate::Minimum ||
                            by.aggregate == engine::Aggregate::Maximum;
    sql.add(needsValue ? " HAVING COUNT(property) > 0" : "");
    return {};
}

Result<void> writeRank(SqlParts &parts, const engine::Condition &condition, const std::string &name) {
    const engine::RankCondition &rank = *asRank(condition);
    const RankBand &band = rank.band();
    sql::StatementBuilder &sql = parts.sql();
    sql.add("SELECT member FROM (\n    SELECT member, RANK() OVER (ORDER BY measure");
    sql.add(band.kind == RankBand::Kind::Top ? " DESC" : "").add(") - 1 AS ahead, CAST(COUNT(*) OVER () AS ").add(parts.grammar().typeName(sql::Type::Integer)).add(") AS ranked");
    sql.add("\n    FROM (");
    TRY(writeMeasures(parts, rank.by()));
    sql.add(") AS measures\n    WHERE member IN (");
    parts.selectMembers();
    if (rank.among()) {
        sql.add(" WHERE ");
        parts.meets(*rank.among(), name + "_among_");
    }
    sql.add(")\n  ) AS places WHERE ");
    if (band.kind != RankBand::Kind::Percentile) {
        sql.add("ahead < ").value(static_cast<std::int64_t>(band.people));
        return {};
    }
    const std::string whole = std::to_string(100 * powerOfTen(band.from.scale));
    const std::string others = " * CASE WHEN ranked > 1 THEN ranked - 1 ELSE 1 END";
    sql.add("ahead * " + whole + " >= ").value(band.from.mantissa).add(others);
    sql.add(" AND ahead * " + whole + " <= ").value(band.to.mantissa).add(others);
    return {};
}

// --- text ---

std::string percentText(Decimal percent) { return dumpJson(model::percentJson(percent)); }

Decimal hundredMinus(Decimal percent) {
    return {100 * powerOfTen(percent.scale) - percent.mantissa, percent.scale};
}

std::optional<std::string> printRank(const Json &json) {
    model::Findings findings;
    const auto read = model::readRank(json, {}, findings);
    if (!read)
        return std::nullopt;
    std::string text;
    if (read->keep != Keep::Percentile)
        text = (read->keep == Keep::Top ? "top " : "bottom ") + std::to_string(read->people);
    else if (compare(read->to, Decimal{100, 0}) == 0)
        text = "top " + percentText(hundredMinus(read->from)) + " percent";
    else if (read->from.mantissa == 0)
        text = "bottom " + percentText(read->to) + " percent";
    else
        text = "percentile " + percentText(read->from) + " to " + percentText(read->to);
    text += " by ";
    if (!read->attribute.empty())
        text += model::aggregateFromText(read->attribute) ? dumpJson(Json(read->attribute)) : nameText(read->attribute);
    else
        text += std::string(model::toText(read->of)) + (read->field.empty() ? "" : " of " + nameText(read->field)) +
                " over " + choiceText(read->events);
    return read->among ? text + " among (" + toText(*read->among) + ')' : text;
}

void parseKeep(RuleReader &reader, Json &keep, bool top, Json number) {
    if (!reader.words("percent")) {
        keep[top ? "top" : "bottom"] = std::move(number);
        return;
    }
    const auto percent = model::percentOf(number);
    if (!percent) {
        reader.fail("a percentage");
        return;
    }
    keep["percentile"] = top ? Json::array({model::percentJson(hundredMinus(*percent)), 100})
                             : Json::array({0, std::move(number)});
}

Json parseBy(RuleReader &reader) {
    Json by = Json::object();
    const bool quoted = reader.peek() == '"';
    for (const auto of : {model::AggregateTest::Of::Count, model::AggregateTest::Of::Sum,
                          model::AggregateTest::Of::Average, model::AggregateTest::Of::Minimum,
                          model::AggregateTest::Of::Maximum, model::AggregateTest::Of::Distinct})
        if (!quoted && by.empty() && reader.words(model::toText(of)))
            by["of"] = model::toText(of);
    if (by.empty()) {
        by["field"] = reader.name("a field, or count, sum, avg, min, max or distinct");
        return by;
    }
    if (reader.words("of"))
        by["field"] = reader.name("the name of a property");
    if (!reader.words("over"))
        reader.fail("over");
    if (!reader.failed())
        reader.eventName(by);
    reader.eventWindow(by);
    reader.eventWhere(by);
    return by;
}

std::optional<Json> parseRank(RuleReader &reader) {
    const std::size_t start = reader.position();
    const bool top = reader.words("top"), bottom = !top && reader.words("bottom");
    const bool band = !top && !bottom && reader.words("percentile");
    const char next = reader.peek();
    if (!(top || bottom || band) || next < '0' || next > '9') {
        reader.goBack(start);
        return std::nullopt;
    }
    Json keep = Json::object();
    Json number = reader.value();
    if (band) {
        if (!reader.words("to"))
            reader.fail("to");
        keep["percentile"] = Json::array({std::move(number), reader.failed() ? Json() : reader.value()});
    } else if (!reader.failed()) {
        parseKeep(reader, keep, top, std::move(number));
    }
    if (!reader.failed() && !reader.words("by"))
        reader.fail("by");
    Json json = Json::object({{"type", "rank"}, {"by", Json()}, {"keep", std::move(keep)}});
    if (!reader.failed())
        json["by"] = parseBy(reader);
    if (!reader.failed() && reader.words("among")) {
        reader.expect("(");
        if (!reader.failed())
            json["among"] = model::toJson(reader.rule());
        reader.expect(")");
    }
    return json;
}

} // namespace

ConditionFamily rankFamily() {
    return {"rank", compileRank, describeRank, prepareRank, writeRank, printRank, parseRank};
}

} // namespace audience::segment
