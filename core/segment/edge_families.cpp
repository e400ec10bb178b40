#include "engine/edge_event.h"
#include "engine/number_test.h"
#include "model/edge_condition.h"
#include "segment/families.h"
#include "segment/lower_field.h"
#include "segment/rule_words.h"
#include "segment/rule_writing.h"

namespace audience::segment {

using Edge = engine::EdgeCondition::Edge;

namespace {

std::string namesOf(const engine::EventSelection &selection) {
    return selection.sources.empty() ? std::string("no event") : selection.sources[0].name;
}

// --- latest ---

ConditionPtr compileLatest(CompileContext &context, const Json &json, const std::string &path) {
    const auto read = model::readLatest(json, path, context.findings);
    if (!read)
        return nullptr;
    auto selected = context.selection(read->events, path);
    if (!selected)
        return nullptr;
    std::vector<engine::Predicate> has;
    bool fine = true;
    for (std::size_t i = 0; i < read->has.size() && !selected->sources.empty(); ++i) {
        auto predicate = context.eventTest(*selected, read->has[i], path + "/has/" + std::to_string(i));
        fine = fine && predicate;
        if (predicate)
            has.push_back(std::move(*predicate));
    }
    if (!fine)
        return nullptr;
    return std::make_shared<engine::LatestCondition>(std::move(*selected), read->first ? Edge::First : Edge::Last,
                                                     std::move(has));
}

const engine::LatestCondition *asLatest(const engine::Condition &condition) {
    return dynamic_cast<const engine::LatestCondition *>(&condition);
}

std::string describeLatest(const engine::Condition &condition) {
    const auto *latest = asLatest(condition);
    return latest ? (latest->edge() == Edge::First ? "earliest " : "latest ") + namesOf(latest->selection())
                  : std::string();
}

// (member, edge): the moment of everybody's last (first) selected event
Result<void> writeEdges(SqlParts &parts, const engine::EventSelection &selection, Edge edge) {
    parts.sql().add("SELECT member, ").add(edge == Edge::First ? "MIN" : "MAX").add("(moment) AS edge FROM (");
    TRY(parts.eventRows(selection, {}, true));
    parts.sql().add(") AS events GROUP BY member");
    return {};
}

Result<void> writeLatest(SqlParts &parts, const engine::Condition &condition, const std::string &) {
    const engine::LatestCondition &latest = *asLatest(condition);
    parts.sql().add("SELECT DISTINCT e.member FROM (");
    TRY(parts.eventRows(latest.passing(), {}, true));
    parts.sql().add(") AS e\n  JOIN (");
    TRY(writeEdges(parts, latest.selection(), latest.edge()));
    parts.sql().add(") AS l ON l.member = e.member AND l.edge = e.moment");
    return {};
}

std::optional<std::string> printLatest(const Json &json) {
    model::Findings findings;
    const auto read = model::readLatest(json, {}, findings);
    if (!read)
        return std::nullopt;
    constexpr std::string_view kWhere = " where";
    return (read->first ? "earliest of " : "latest of ") + choiceText(read->events) + " has" +
           whereText(read->has).substr(kWhere.size());
}

void parseChoice(RuleReader &reader, Json &json) {
    if (!reader.failed())
        reader.eventName(json);
    reader.eventWindow(json);
    reader.eventWhere(json);
}

std::optional<Json> parseLatest(RuleReader &reader) {
    const bool first = reader.words("earliest of");
    if (!first && !reader.words("latest of"))
        return std::nullopt;
    Json json = Json::object({{"type", "latest"}, {"which", first ? "first" : "last"}});
    parseChoice(reader, json);
    if (!reader.failed() && !reader.words("has"))
        reader.fail("has");
    reader.expect("(");
    Json tests = Json::array();
    do {
        Json test = Json::object();
        if (!reader.failed())
            reader.fieldTest(test);
        tests.push_back(std::move(test));
    } while (!reader.failed() && reader.symbol(","));
    reader.expect(")");
    json["has"] = std::move(tests);
    return json;
}

// --- since ---

ConditionPtr compileSince(CompileContext &context, const Json &json, const std::string &path) {
    const auto read = model::readSince(json, path, context.findings);
    if (!read)
        return nullptr;
    auto selected = context.selection(read->events, path);
    auto anchor = context.selection(read->anchor, path + "/since");
    auto test = numberTest(read->op, read->values, path + "/times", context.findings);
    if (!selected || !anchor || !test)
        return nullptr;
    return std::make_shared<engine::SinceCondition>(std::move(*selected), std::move(*anchor),
                                                    read->first ? Edge::First : Edge::Last, std::move(*test));
}

const engine::SinceCondition *asSince(const engine::Condition &condition) {
    return dynamic_cast<const engine::SinceCondition *>(&condition);
}

std::string describeSince(const engine::Condition &condition) {
    const auto *since = asSince(condition);
    return since ? "number of " + namesOf(since->selection()) + " since " + namesOf(since->anchor()) : std::string();
}

// A person without a later event has one row all the same, whose count is 0.
Result<void> writeSince(SqlParts &parts, const engine::Condition &condition, const std::string &) {
    const engine::SinceCondition &since = *asSince(condition);
    sql::StatementBuilder &sql = parts.sql();
    parts.selectMembers();
    sql.add("\n  WHERE ").name(parts.names().keyColumn).add(since.test().negated ? " NOT IN (" : " IN (");
    sql.add("\n    SELECT a.member FROM (");
    TRY(writeEdges(parts, since.anchor(), since.edge()));
    sql.add(") AS a\n    LEFT JOIN (");
    TRY(parts.eventRows(since.selection(), {}, true));
    sql.add(") AS e ON e.member = a.member AND e.moment > a.edge\n    GROUP BY a.member HAVING ");
    const auto range = engine::rangeAtScale(since.test(), 0);
    if (range)
        sql.add("COUNT(e.moment) BETWEEN ").value(range->low).add(" AND ").value(range->high);
    else
        sql.add("0 = 1");
    sql.add(")");
    return {};
}

std::optional<std::string> printSince(const Json &json) {
    model::Findings findings;
    const auto read = model::readSince(json, {}, findings);
    if (!read)
        return std::nullopt;
    return "count of " + choiceText(read->events) + " since " + (read->first ? "first " : "last ") +
           choiceText(read->anchor) + " times " + std::string(wordsOf(read->op)) + operandText(read->op, read->values);
}

std::optional<Json> parseSince(RuleReader &reader) {
    if (!reader.words("count of"))
        return std::nullopt;
    Json json = Json::object({{"type", "since"}});
    parseChoice(reader, json);
    if (!reader.failed() && !reader.words("since"))
        reader.fail("since");
    const bool first = reader.words("first");
    if (!first && !reader.failed() && !reader.words("last"))
        reader.fail("first or last");
    Json since = Json::object({{"which", first ? "first" : "last"}});
    parseChoice(reader, since);
    if (!reader.failed() && !reader.words("times"))
        reader.fail("times");
    json["times"] = Json::object();
    if (!reader.failed())
        reader.comparison(json["times"]);
    json["since"] = std::move(since);
    return json;
}

} // namespace

ConditionFamily latestFamily() {
    return {"latest", compileLatest, describeLatest, prepareNothing, writeLatest, printLatest, parseLatest};
}
ConditionFamily sinceFamily() {
    return {"since", compileSince, describeSince, prepareNothing, writeSince, printSince, parseSince};
}

} // namespace audience::segment
