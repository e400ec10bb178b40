#include "model/segment_condition.h"

#include "model/condition_reader.h"
#include "model/edge_condition.h"
#include "model/held_condition.h"
#include "model/ledger_condition.h"
#include "model/rank_condition.h"
#include "model/related_condition.h"
#include "model/rfm_condition.h"
#include "model/sequence_condition.h"
#include "model/session_condition.h"
#include "model/set_condition.h"

#include <algorithm>
#include <array>

namespace audience::model {

namespace {

constexpr std::array<std::string_view, 6> kAggregates = {"count", "sum", "avg", "min", "max", "distinct"};

std::optional<AggregateTest> readAggregate(const Json &json, const std::string &path, Findings &out) {
    AggregateTest test;
    if (!json.is_object()) {
        report(out, "segment.bad_aggregate", path);
        return std::nullopt;
    }
    const std::string of = jsonText(json, "of", "count");
    const auto found = aggregateFromText(of);
    if (!found) {
        report(out, "segment.unknown_aggregate", path + "/of", {{"of", of}});
        return std::nullopt;
    }
    test.of = *found;
    test.field = jsonText(json, "field");
    if (test.field.empty() != (test.of == AggregateTest::Of::Count)) {
        report(out, "segment.field_expected", path + "/field");
        return std::nullopt;
    }
    const auto op = readOp(json, path, out);
    if (!op)
        return std::nullopt;
    test.op = *op;
    if (!comparesNumbers(*op)) {
        report(out, "segment.unknown_op", path + "/op", {{"op", std::string(toText(*op))}});
        return std::nullopt;
    }
    if (!knowsAll(json, {"of", "field", "op", positiveOf(*op) == TestOp::Between ? "values" : "value"}, path, out) ||
        !readValues(json, *op, path, test.values, out))
        return std::nullopt;
    return test;
}

template <class T> void check(const Json &json, const std::string &path, Findings &out,
                              std::optional<T> (*read)(const Json &, const std::string &, Findings &)) {
    (void)read(json, path, out); // only its findings are wanted
}

} // namespace

std::optional<AggregateTest::Of> aggregateFromText(std::string_view text) {
    const auto found = std::find(kAggregates.begin(), kAggregates.end(), text);
    if (found == kAggregates.end())
        return std::nullopt;
    return static_cast<AggregateTest::Of>(found - kAggregates.begin());
}

std::string_view toText(AggregateTest::Of of) { return kAggregates[static_cast<std::size_t>(of)]; }

std::optional<AttributeCondition> readAttribute(const Json &json, const std::string &path, Findings &out) {
    auto test = readFieldTest(json, true, path, out);
    if (!test)
        return std::nullopt;
    return AttributeCondition{std::move(*test)};
}

std::optional<EventCondition> readEvent(const Json &json, const std::string &path, Findings &out) {
    EventCondition condition;
    bool fine = knowsAll(json, {"type", "name", "dataset", "do", "aggregate", "window", "where"}, path, out);
    fine = readText(json, "name", path, condition.name, out) && fine;
    fine = readText(json, "dataset", path, condition.dataset, out) && fine;
    const std::string word = jsonText(json, "do", json.contains("do") ? "" : "did");
    if (word != "did" && word != "did_not") {
        report(out, "segment.unknown_do", path + "/do", {{"do", word}});
        fine = false;
    }
    condition.did = word != "did_not";
    if (const Json *aggregate = jsonMember(json, "aggregate")) {
        condition.aggregate = readAggregate(*aggregate, path + "/aggregate", out);
        fine = fine && condition.aggregate;
    }
    const auto window = readWindowMember(json, path, out);
    fine = fine && window;
    fine = readWhere(json, path, condition.where, out) && fine;
    if (!fine)
        return std::nullopt;
    condition.window = *window;
    return condition;
}

std::optional<RecencyCondition> readRecency(const Json &json, const std::string &path, Findings &out) {
    RecencyCondition condition;
    bool fine = knowsAll(json, {"type", "name", "dataset", "which", "window", "where"}, path, out);
    fine = readText(json, "name", path, condition.name, out) && fine;
    fine = readText(json, "dataset", path, condition.dataset, out) && fine;
    const std::string which = jsonText(json, "which");
    if (which != "first" && which != "last") {
        report(out, "segment.unknown_which", path + "/which", {{"which", which}});
        fine = false;
    }
    condition.first = which == "first";
    if (!json.contains("window")) {
        report(out, "segment.bad_window", path + "/window");
        fine = false;
    }
    const auto window = readWindowMember(json, path, out);
    fine = fine && window;
    fine = readWhere(json, path, condition.where, out) && fine;
    if (!fine)
        return std::nullopt;
    condition.window = *window;
    return condition;
}

Json toJson(const AttributeCondition &condition) {
    Json json = Json::object();
    json["type"] = "attribute";
    const Json test = toJson(condition.test);
    for (const auto &[name, value] : test.items())
        json[name] = value;
    return json;
}

Json toJson(const EventCondition &condition) {
    Json json = Json::object();
    json["type"] = "event";
    if (!condition.name.empty())
        json["name"] = condition.name;
    if (!condition.dataset.empty())
        json["dataset"] = condition.dataset;
    json["do"] = condition.did ? "did" : "did_not";
    if (condition.aggregate) {
        Json aggregate = Json::object();
        aggregate["of"] = toText(condition.aggregate->of);
        if (!condition.aggregate->field.empty())
            aggregate["field"] = condition.aggregate->field;
        aggregate["op"] = toText(condition.aggregate->op);
        putValues(aggregate, condition.aggregate->op, condition.aggregate->values);
        json["aggregate"] = std::move(aggregate);
    }
    if (condition.window.kind != Window::Kind::AllTime)
        json["window"] = toJson(condition.window);
    if (!condition.where.empty())
        json["where"] = whereJson(condition.where);
    return json;
}

Json toJson(const RecencyCondition &condition) {
    Json json = Json::object();
    json["type"] = "recency";
    if (!condition.name.empty())
        json["name"] = condition.name;
    if (!condition.dataset.empty())
        json["dataset"] = condition.dataset;
    json["which"] = condition.first ? "first" : "last";
    json["window"] = toJson(condition.window);
    if (!condition.where.empty())
        json["where"] = whereJson(condition.where);
    return json;
}

const std::vector<ConditionFamily> &conditionFamilies() {
    static const std::vector<ConditionFamily> families = {
        {"attribute", [](const Json &j, const std::string &p, Findings &f) { check(j, p, f, readAttribute); }},
        {"event", [](const Json &j, const std::string &p, Findings &f) { check(j, p, f, readEvent); }},
        {"recency", [](const Json &j, const std::string &p, Findings &f) { check(j, p, f, readRecency); }},
        {"rank", [](const Json &j, const std::string &p, Findings &f) { check(j, p, f, readRank); }},
        {"sequence", [](const Json &j, const std::string &p, Findings &f) { check(j, p, f, readSequence); }},
        {"segment", [](const Json &j, const std::string &p, Findings &f) { check(j, p, f, readSegmentMembership); }},
        {"list", [](const Json &j, const std::string &p, Findings &f) { check(j, p, f, readList); }},
        {"query", [](const Json &j, const std::string &p, Findings &f) { check(j, p, f, readQuery); }},
        {"bucket", [](const Json &j, const std::string &p, Findings &f) { check(j, p, f, readBucket); }},
        {"latest", [](const Json &j, const std::string &p, Findings &f) { check(j, p, f, readLatest); }},
        {"since", [](const Json &j, const std::string &p, Findings &f) { check(j, p, f, readSince); }},
        {"sessions", [](const Json &j, const std::string &p, Findings &f) { check(j, p, f, readSessions); }},
        {"held", [](const Json &j, const std::string &p, Findings &f) { check(j, p, f, readHeld); }},
        {"related", [](const Json &j, const std::string &p, Findings &f) { check(j, p, f, readRelated); }},
        {"rfm", [](const Json &j, const std::string &p, Findings &f) { check(j, p, f, readRfm); }},
        {"consent", [](const Json &j, const std::string &p, Findings &f) { check(j, p, f, readConsent); }},
        {"suppressed", [](const Json &j, const std::string &p, Findings &f) { check(j, p, f, readSuppressed); }},
        {"reachable", [](const Json &j, const std::string &p, Findings &f) { check(j, p, f, readReachable); }},
        {"message", [](const Json &j, const std::string &p, Findings &f) { check(j, p, f, readMessage); }},
    };
    return families;
}

std::int64_t versionOf(const Json &condition) {
    std::int64_t version = versionOfTest(condition);
    for (const Json &part : condition)
        if (part.is_structured())
            version = std::max(version, versionOf(part)); // tests stand in steps, rankings and rules inside
    return version;
}

void checkCondition(const Json &json, const std::string &path, Findings &out) {
    const std::string type = jsonText(json, "type");
    if (type.empty()) {
        report(out, "segment.not_a_condition", path);
        return;
    }
    for (const ConditionFamily &family : conditionFamilies())
        if (family.type == type) {
            family.check(json, path, out);
            return;
        }
    report(out, "segment.unknown_type", path + "/type", {{"type", type}});
}

} // namespace audience::model
