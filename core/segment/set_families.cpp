#include "engine/set_condition.h"
#include "model/set_condition.h"
#include "segment/families.h"
#include "segment/lower_field.h"
#include "segment/rule_writing.h"

#include <algorithm>

namespace audience::segment {

using model::Finding;
using model::Findings;

namespace {

// --- segment ---

// Faults of the other rule are told at the condition that names it, with its id.
void moveFindings(Findings &findings, std::size_t first, const std::string &path, const std::string &id) {
    std::size_t kept = first;
    for (std::size_t i = first; i < findings.size(); ++i) {
        if (findings[i].severity != Finding::Severity::Error)
            continue;
        Finding &finding = findings[i];
        finding.path = path;
        finding.args.emplace_back("segment", id);
        std::swap(findings[kept++], finding);
    }
    findings.resize(kept);
}

// Nothing when the segments that are open already lead back to this one, or are too many.
bool mayOpen(CompileContext &context, const std::string &id, const std::string &path) {
    const auto found = std::find(context.open.begin(), context.open.end(), id);
    if (found != context.open.end()) {
        std::string cycle;
        for (auto it = found; it != context.open.end(); ++it)
            cycle += *it + " > ";
        report(context.findings, "segment.cycle", path + "/id", {{"cycle", cycle + id}});
        return false;
    }
    if (context.open.size() < static_cast<std::size_t>(model::kMaxRuleDepth))
        return true;
    report(context.findings, "segment.too_deep", path + "/id", {{"limit", std::to_string(model::kMaxRuleDepth)}});
    return false;
}

ConditionPtr compileSegment(CompileContext &context, const Json &json, const std::string &path) {
    const auto read = model::readSegmentMembership(json, path, context.findings);
    if (!read || !mayOpen(context, read->id, path))
        return nullptr;
    auto &known = *context.known;
    if (const auto found = known.find(read->id); found != known.end())
        return found->second;
    const auto rule = context.options.sets ? context.options.sets->segment(read->id) : std::nullopt;
    if (!rule) {
        report(context.findings, "segment.unknown_segment", path + "/id", {{"segment", read->id}});
        return nullptr;
    }
    const std::size_t before = context.findings.size();
    context.open.push_back(read->id);
    const auto plan = context.plan(rule->root, path);
    context.open.pop_back();
    moveFindings(context.findings, before, path + "/id", read->id);
    if (!plan)
        return nullptr;
    return known[read->id] = std::make_shared<engine::PlanCondition>(read->id, plan);
}

const engine::PlanCondition *asSegment(const engine::Condition &condition) {
    return dynamic_cast<const engine::PlanCondition *>(&condition);
}

std::string describeSegment(const engine::Condition &condition) {
    const auto *segment = asSegment(condition);
    return segment ? "segment " + segment->name() : std::string();
}

Result<void> prepareSegment(SqlParts &parts, const engine::Condition &condition, const std::string &name) {
    return parts.conditions(asSegment(condition)->plan(), name + "_part_");
}

Result<void> writeSegment(SqlParts &parts, const engine::Condition &condition, const std::string &name) {
    parts.selectMembers();
    parts.sql().add(" WHERE ");
    parts.meets(asSegment(condition)->plan(), name + "_part_");
    return {};
}

std::optional<std::string> printSegment(const Json &json) {
    Findings findings;
    const auto read = model::readSegmentMembership(json, {}, findings);
    return read ? std::optional("in segment " + dumpJson(Json(read->id))) : std::nullopt;
}

std::optional<Json> parseSegment(RuleReader &reader) {
    if (!reader.words("in segment"))
        return std::nullopt;
    return Json::object({{"type", "segment"}, {"id", reader.name("the id of a segment, in quotes")}});
}

// --- list ---

// Keys are compared as text; false with a finding where profiles have none that can be.
bool hasKeys(CompileContext &context, const std::string &path) {
    for (const engine::Field &field : context.schema.profileFields)
        if (field.name == context.schema.profileKey &&
            (field.type == engine::ColumnType::Text || field.type == engine::ColumnType::Int64))
            return true;
    report(context.findings, "segment.no_keys", path);
    return false;
}

ConditionPtr compileList(CompileContext &context, const Json &json, const std::string &path) {
    auto read = model::readList(json, path, context.findings);
    if (!read || !hasKeys(context, path))
        return nullptr;
    std::shared_ptr<const engine::KeySource> keys;
    if (read->keys)
        keys = std::make_shared<const engine::HeldKeys>(std::move(read->keys));
    else if (context.options.sets)
        keys = context.options.sets->list(read->id);
    if (!keys) {
        report(context.findings, "segment.unknown_list", path + "/id", {{"list", read->id}});
        return nullptr;
    }
    return std::make_shared<engine::KeyListCondition>(std::move(keys));
}

const engine::KeyListCondition *asList(const engine::Condition &condition) {
    return dynamic_cast<const engine::KeyListCondition *>(&condition);
}

std::string describeList(const engine::Condition &condition) { return asList(condition) ? "a list of keys" : ""; }

// One parameter however long the list is.
Result<void> writeList(SqlParts &parts, const engine::Condition &condition, const std::string &) {
    std::vector<std::string> keys;
    std::size_t bytes = 0;
    TRY(asList(condition)->keys().forEachPiece({}, [&](std::string_view lines) {
        bytes += lines.size();
        engine::forEachLine(lines, [&](std::string_view line) { keys.emplace_back(line); });
    }));
    if (bytes > parts.grammar().maxLineBytes())
        return parts.noSql({}, "segment.no_sql_list");
    parts.selectMembers();
    const std::string held = parts.sql().hold(parts.grammar().linesValue(keys));
    parts.sql().add(" WHERE ").add(keys.empty() ? "0 = 1" : parts.grammar().isLine(parts.keyText(), held));
    return {};
}

std::optional<std::string> printList(const Json &json) {
    Findings findings;
    const Json *keys = jsonMember(json, "keys");
    const auto read = model::readList(json, {}, findings);
    if (!read || (keys && !keys->is_array()))
        return std::nullopt;
    if (!keys)
        return "in list " + dumpJson(Json(read->id));
    std::string text = "in keys (";
    for (std::size_t i = 0; i < keys->size(); ++i)
        text += (i == 0 ? "" : ", ") + dumpJson((*keys)[i]);
    return text + ")";
}

std::optional<Json> parseList(RuleReader &reader) {
    if (reader.words("in list"))
        return Json::object({{"type", "list"}, {"id", reader.name("the id of a list, in quotes")}});
    if (!reader.words("in keys"))
        return std::nullopt;
    Json keys = Json::array();
    reader.expect("(");
    if (!reader.failed() && !reader.symbol(")")) {
        do {
            keys.push_back(reader.value());
        } while (!reader.failed() && reader.symbol(","));
        reader.expect(")");
    }
    return Json::object({{"type", "list"}, {"keys", std::move(keys)}});
}

// --- query ---

ConditionPtr compileQuery(CompileContext &context, const Json &json, const std::string &path) {
    const auto read = model::readQuery(json, path, context.findings);
    if (!read || !hasKeys(context, path))
        return nullptr;
    auto answer = context.options.sets ? context.options.sets->query(read->sql)
                                       : Result<std::shared_ptr<const engine::KeySource>>(Error(ErrorKind::Invalid, "segment.no_queries"));
    if (!answer) {
        report(context.findings, answer.error().id, path + "/sql", answer.error().args);
        return nullptr;
    }
    return std::make_shared<engine::QueryCondition>(read->sql, std::move(*answer));
}

const engine::QueryCondition *asQuery(const engine::Condition &condition) {
    return dynamic_cast<const engine::QueryCondition *>(&condition);
}

std::string describeQuery(const engine::Condition &condition) { return asQuery(condition) ? "a query" : ""; }

// The query is in the language of the workspace; nobody can say what it means elsewhere.
Result<void> prepareQuery(SqlParts &parts, const engine::Condition &condition, const std::string &name) {
    std::string text = asQuery(condition)->sql();
    if (parts.sql().dialect() != sql::Dialect::Sqlite || !std::all_of(text.begin(), text.end(), sql::mayBeInName))
        return parts.noSql("/sql", "segment.no_sql_query");
    while (!text.empty() && (text.back() == ';' || text.back() == ' ' || text.back() == '\n'))
        text.pop_back();
    parts.sql().add(name + "_query(answer) AS (\n").query(text).add("\n),\n");
    return {};
}

Result<void> writeQuery(SqlParts &parts, const engine::Condition &, const std::string &name) {
    parts.selectMembers();
    parts.sql().add(" WHERE ").add(parts.keyText()).add(" IN (SELECT CAST(answer AS TEXT) FROM " + name + "_query)");
    return {};
}

std::optional<std::string> printQuery(const Json &json) {
    Findings findings;
    const auto read = model::readQuery(json, {}, findings);
    return read ? std::optional("in query " + dumpJson(Json(read->sql))) : std::nullopt;
}

std::optional<Json> parseQuery(RuleReader &reader) {
    if (!reader.words("in query"))
        return std::nullopt;
    return Json::object({{"type", "query"}, {"sql", reader.name("a SQL query, in quotes")}});
}

// --- bucket ---

ConditionPtr compileBucket(CompileContext &context, const Json &json, const std::string &path) {
    const auto read = model::readBucket(json, path, context.findings);
    if (!read || !hasKeys(context, path))
        return nullptr;
    return std::make_shared<engine::BucketCondition>(read->salt, static_cast<std::uint32_t>(read->from),
                                                     static_cast<std::uint32_t>(read->to));
}

const engine::BucketCondition *asBucket(const engine::Condition &condition) {
    return dynamic_cast<const engine::BucketCondition *>(&condition);
}

std::string describeBucket(const engine::Condition &condition) { return asBucket(condition) ? "bucket of the key" : ""; }

Result<void> writeBucket(SqlParts &parts, const engine::Condition &condition, const std::string &) {
    const engine::BucketCondition &bucket = *asBucket(condition);
    parts.selectMembers();
    const std::string salted = parts.grammar().joined(parts.sql().hold(bucket.salt() + ':'), parts.keyText());
    parts.sql().add(" WHERE ").add(parts.grammar().bucket(salted)).add(" BETWEEN ").value(std::int64_t{bucket.from()}).add(" AND ").value(std::int64_t{bucket.to()});
    return {};
}

std::optional<std::string> printBucket(const Json &json) {
    Findings findings;
    const auto read = model::readBucket(json, {}, findings);
    if (!read)
        return std::nullopt;
    return "bucket " + std::to_string(read->from) + " to " + std::to_string(read->to) +
           (read->salt.empty() ? "" : " salt " + dumpJson(Json(read->salt)));
}

std::optional<Json> parseBucket(RuleReader &reader) {
    const std::size_t start = reader.position();
    const char next = reader.words("bucket") ? reader.peek() : '\0';
    if (next < '0' || next > '9') {
        reader.goBack(start);
        return std::nullopt;
    }
    Json from = reader.value();
    if (!reader.failed() && !reader.words("to"))
        reader.fail("to");
    Json to = reader.failed() ? Json() : reader.value();
    Json json = Json::object({{"type", "bucket"}});
    if (!reader.failed() && reader.words("salt"))
        json["salt"] = reader.name("a text");
    json["from"] = std::move(from);
    json["to"] = std::move(to);
    return json;
}

} // namespace

ConditionFamily segmentFamily() {
    return {"segment",    compileSegment, describeSegment, prepareSegment,
            writeSegment, printSegment,   parseSegment};
}
ConditionFamily listFamily() {
    return {"list", compileList, describeList, prepareNothing, writeList, printList, parseList};
}
ConditionFamily queryFamily() {
    return {"query", compileQuery, describeQuery, prepareQuery, writeQuery, printQuery, parseQuery};
}
ConditionFamily bucketFamily() {
    return {"bucket", compileBucket, describeBucket, prepareNothing, writeBucket, printBucket, parseBucket};
}

} // namespace audience::segment
