#include "engine/session_values.h"

#include "model/session_condition.h"
#include "segment/families.h"
#include "segment/lower_field.h"
#include "segment/resolve_time.h"
#include "segment/rule_words.h"
#include "segment/rule_writing.h"
#include "segment/value_sql.h"

namespace audience::segment {

using engine::SessionMeasure;
using Of = SessionMeasure::Of;

namespace {

ConditionPtr compileSessions(CompileContext &context, const Json &json, const std::string &path) {
    const auto read = model::readSessions(json, path, context.findings);
    if (!read)
        return nullptr;
    auto selected = context.selection(read->events, path);
    if (!selected)
        return nullptr;
    SessionMeasure measure{static_cast<Of>(read->of), read->gap.n * microsOf(read->gap.unit), std::move(*selected)};
    auto values = std::make_shared<engine::SessionValues>("sessions", std::move(measure));
    return measureCondition(context, std::move(values), read->test, path);
}

std::optional<std::string> printSessions(const Json &json) {
    model::Findings findings;
    const auto read = model::readSessions(json, {}, findings);
    if (!read)
        return std::nullopt;
    return "sessions " + std::string(model::toText(read->of)) + ' ' + std::string(wordsOf(read->test.op)) +
           operandText(read->test.op, read->test.values) + " gap " + gapText(read->gap) + " of " + choiceText(read->events);
}

std::optional<Json> parseSessions(RuleReader &reader) {
    const std::size_t start = reader.position();
    Json json = Json::object({{"type", "sessions"}});
    if (!reader.words("sessions"))
        return std::nullopt;
    for (int i = 0; i <= static_cast<int>(model::kLastSessionMeasure) && !json.contains("of"); ++i) {
        const auto of = model::toText(static_cast<model::SessionCondition::Of>(i));
        if (reader.words(of))
            json["of"] = of;
    }
    if (!json.contains("of")) { // a field of this name
        reader.goBack(start);
        return std::nullopt;
    }
    reader.comparison(json);
    if (!reader.failed() && reader.words("gap"))
        json["gap"] = parseGap(reader);
    if (!reader.failed() && !reader.words("of"))
        reader.fail("of");
    if (!reader.failed())
        reader.eventName(json);
    reader.eventWindow(json);
    reader.eventWhere(json);
    return json;
}

// What the sessions of (member, length) come to.
std::string measureSql(Of of, const sql::Grammar &grammar) {
    const auto minutes = [&](const char *micros) { return grammar.cast(micros, sql::Type::Double) + " / 60e6"; };
    switch (of) {
    case Of::Count:
        return "COUNT(*)";
    case Of::Total:
        return minutes("SUM(length)");
    case Of::Longest:
        return minutes("MAX(length)");
    case Of::Shortest:
        return minutes("MIN(length)");
    case Of::Average:
        break;
    }
    return grammar.cast("SUM(length)", sql::Type::Double) + " / (COUNT(*) * 60e6)";
}

} // namespace

ConditionPtr measureCondition(CompileContext &context, std::shared_ptr<const engine::PersonValues> values,
                              const model::NumberComparison &test, const std::string &path) {
    model::FieldTest fieldTest;
    fieldTest.field = values->field().name;
    fieldTest.op = test.op;
    fieldTest.values = test.values;
    auto predicate = lowerField(fieldTest, values->field(), path, context.options, context.findings);
    if (!predicate)
        return nullptr;
    return std::make_shared<engine::ColumnCondition>(std::move(*predicate), engine::ValueSources{std::move(values)});
}

ConditionFamily sessionFamily() {
    return {"sessions", compileSessions, describeNothing, prepareNothing, writeNothing, printSessions, parseSessions};
}

// A session begins where the event before lies further back than the gap; their number so far names it.
Result<bool> writeSessionValues(SqlParts &parts, const engine::PersonValues &values) {
    const auto *sessions = dynamic_cast<const engine::SessionValues *>(&values);
    if (!sessions)
        return false;
    const SessionMeasure &measure = sessions->measure();
    sql::StatementBuilder &sql = parts.sql();
    const std::string inOrder = "OVER (PARTITION BY member ORDER BY moment";
    sql.add("SELECT member, " + measureSql(measure.of, parts.grammar()) + " AS value FROM (SELECT member, session, MAX(moment) - MIN(moment) AS length FROM (");
    sql.add("SELECT member, moment, SUM(begins) " + inOrder + " ROWS UNBOUNDED PRECEDING) AS session FROM (");
    sql.add("SELECT member, moment, CASE WHEN moment - LAG(moment) " + inOrder + ") <= ").value(measure.gap);
    sql.add(" THEN 0 ELSE 1 END AS begins FROM (");
    TRY(parts.eventRows(measure.selection, {}, true));
    sql.add(") AS e) AS e) AS e GROUP BY member, session) AS s GROUP BY member");
    return true;
}

} // namespace audience::segment
