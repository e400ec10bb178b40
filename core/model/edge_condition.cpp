#include "model/edge_condition.h"

#include "model/condition_reader.h"

namespace audience::model {

namespace {

bool readWhich(const Json &json, const std::string &path, bool &first, Findings &out) {
    const std::string which = jsonText(json, "which", json.contains("which") ? "" : "last");
    first = which == "first";
    if (first || which == "last")
        return true;
    report(out, "segment.unknown_which", path + "/which", {{"which", which}});
    return false;
}

bool readTimes(const Json &json, const std::string &path, SinceCondition &to, Findings &out) {
    const Json *times = jsonMember(json, "times");
    const std::string at = path + "/times";
    if (!times || !times->is_object()) {
        report(out, "segment.value_expected", at);
        return false;
    }
    const auto op = readOp(*times, at, out);
    if (!op)
        return false;
    to.op = *op;
    if (!comparesNumbers(*op)) {
        report(out, "segment.unknown_op", at + "/op", {{"op", std::string(toText(*op))}});
        return false;
    }
    const char *operand = positiveOf(*op) == TestOp::Between ? "values" : "value";
    return knowsAll(*times, {"op", operand}, at, out) && readValues(*times, *op, at, to.values, out);
}

} // namespace

std::optional<LatestCondition> readLatest(const Json &json, const std::string &path, Findings &out) {
    LatestCondition condition;
    bool fine = knowsAll(json, {"type", "which", "name", "dataset", "window", "where", "has"}, path, out);
    fine = readEventChoice(json, path, condition.events, out) && fine;
    fine = readWhich(json, path, condition.first, out) && fine;
    const Json *has = jsonMember(json, "has");
    if (!has || !has->is_array() || has->empty()) {
        report(out, "segment.values_expected", path + "/has", {{"count", "any"}});
        return std::nullopt;
    }
    for (std::size_t i = 0; i < has->size(); ++i) {
        auto test = readFieldTest((*has)[i], false, path + "/has/" + std::to_string(i), out);
        fine = fine && test;
        if (test)
            condition.has.push_back(std::move(*test));
    }
    return fine ? std::optional<LatestCondition>(std::move(condition)) : std::nullopt;
}

std::optional<SinceCondition> readSince(const Json &json, const std::string &path, Findings &out) {
    SinceCondition condition;
    bool fine = knowsAll(json, {"type", "name", "dataset", "window", "where", "times", "since"}, path, out);
    fine = readEventChoice(json, path, condition.events, out) && fine;
    fine = readTimes(json, path, condition, out) && fine;
    const Json *since = jsonMember(json, "since");
    const std::string at = path + "/since";
    if (!since || !since->is_object()) {
        report(out, "segment.not_a_condition", at);
        return std::nullopt;
    }
    fine = knowsAll(*since, {"which", "name", "dataset", "window", "where"}, at, out) && fine;
    fine = readEventChoice(*since, at, condition.anchor, out) && fine;
    fine = readWhich(*since, at, condition.first, out) && fine;
    return fine ? std::optional<SinceCondition>(std::move(condition)) : std::nullopt;
}

Json toJson(const LatestCondition &condition) {
    Json json = Json::object({{"type", "latest"}, {"which", condition.first ? "first" : "last"}});
    putEventChoice(json, condition.events);
    json["has"] = whereJson(condition.has);
    return json;
}

Json toJson(const SinceCondition &condition) {
    Json json = Json::object({{"type", "since"}});
    putEventChoice(json, condition.events);
    Json times = Json::object({{"op", toText(condition.op)}});
    putValues(times, condition.op, condition.values);
    json["times"] = std::move(times);
    Json since = Json::object({{"which", condition.first ? "first" : "last"}});
    putEventChoice(since, condition.anchor);
    json["since"] = std::move(since);
    return json;
}

} // namespace audience::model
