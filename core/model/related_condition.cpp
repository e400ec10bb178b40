#include "model/related_condition.h"

#include "model/condition_reader.h"

#include <algorithm>
#include <array>

namespace audience::model {

using Rows = RelatedCondition::Rows;

namespace {

constexpr std::array<std::string_view, 6> kRows = {"any", "none", "all", "latest", "earliest", "measure"};

bool readLink(const Json &json, const std::string &path, RelatedStep &to, Findings &out) {
    const Json *link = jsonMember(json, "link");
    if (!link)
        return true;
    to.linkFrom = jsonText(*link, "from");
    to.linkTo = jsonText(*link, "to");
    if (!to.linkFrom.empty() && !to.linkTo.empty() && knowsAll(*link, {"from", "to"}, path + "/link", out))
        return true;
    report(out, "related.bad_link", path + "/link");
    return false;
}

// "orders", or {"dataset": "orders", "link": {...}, "where": [...]}
std::optional<RelatedStep> readStep(const Json &json, const std::string &path, Findings &out) {
    RelatedStep step;
    step.dataset = json.is_string() ? json.get<std::string>() : jsonText(json, "dataset");
    if (step.dataset.empty()) {
        report(out, "related.no_dataset", path);
        return std::nullopt;
    }
    if (json.is_string())
        return step;
    bool fine = knowsAll(json, {"dataset", "link", "where"}, path, out);
    fine = readLink(json, path, step, out) && fine;
    fine = readWhere(json, path, step.where, out) && fine;
    return fine ? std::optional(std::move(step)) : std::nullopt;
}

bool readSteps(const Json &json, const std::string &path, RelatedCondition &to, Findings &out) {
    const Json *steps = jsonMember(json, "path");
    if (!steps || !steps->is_array() || steps->empty() || steps->size() > kMaxRelatedSteps) {
        report(out, "related.bad_path", path + "/path", {{"most", std::to_string(kMaxRelatedSteps)}});
        return false;
    }
    for (std::size_t i = 0; i < steps->size(); ++i) {
        auto step = readStep((*steps)[i], path + "/path/" + std::to_string(i), out);
        if (!step)
            return false;
        to.path.push_back(std::move(*step));
    }
    return true;
}

bool readHas(const Json &json, const std::string &path, RelatedCondition &to, Findings &out) {
    const Json *has = jsonMember(json, "has");
    if (!has || !has->is_array() || has->empty()) {
        report(out, "segment.values_expected", path + "/has", {{"count", "any"}});
        return false;
    }
    bool fine = true;
    for (std::size_t i = 0; i < has->size(); ++i) {
        auto test = readFieldTest((*has)[i], false, path + "/has/" + std::to_string(i), out);
        fine = fine && test;
        if (test)
            to.has.push_back(std::move(*test));
    }
    return fine;
}

bool readMeasure(const Json &json, const std::string &path, AggregateTest &to, Findings &out) {
    const std::string of = jsonText(json, "of");
    const auto found = aggregateFromText(of);
    if (!found) {
        report(out, "segment.unknown_aggregate", path + "/of", {{"of", of}});
        return false;
    }
    to.of = *found;
    to.field = jsonText(json, "field");
    if (to.field.empty() != (to.of == AggregateTest::Of::Count)) {
        report(out, "segment.field_expected", path + "/field");
        return false;
    }
    auto test = readNumberComparison(json, path, out);
    if (!test)
        return false;
    to.op = test->op;
    to.values = std::move(test->values);
    return true;
}

} // namespace

std::string_view toText(Rows rows) { return kRows[static_cast<std::size_t>(rows)]; }

std::optional<RelatedCondition> readRelated(const Json &json, const std::string &path, Findings &out) {
    RelatedCondition condition;
    const std::string rows = jsonText(json, "rows", json.contains("of") ? "measure" : json.contains("rows") ? "" : "any");
    const auto found = std::find(kRows.begin(), kRows.end(), rows);
    if (found == kRows.end()) {
        report(out, "related.unknown_rows", path + "/rows", {{"rows", rows}});
        return std::nullopt;
    }
    condition.rows = static_cast<Rows>(found - kRows.begin());
    const bool isEdge = condition.rows == Rows::Latest || condition.rows == Rows::Earliest;
    bool fine = false;
    if (condition.rows == Rows::Measure)
        fine = knowsAll(json, {"type", "path", "rows", "of", "field", "op", operandMember(json)}, path, out) &&
               readMeasure(json, path, condition.measure, out);
    else if (isEdge)
        fine = knowsAll(json, {"type", "path", "rows", "by", "has"}, path, out) && readHas(json, path, condition, out);
    else if (condition.rows == Rows::All)
        fine = knowsAll(json, {"type", "path", "rows", "has"}, path, out) && readHas(json, path, condition, out);
    else
        fine = knowsAll(json, {"type", "path", "rows"}, path, out);
    condition.by = jsonText(json, "by");
    if (isEdge && condition.by.empty()) {
        report(out, "segment.field_expected", path + "/by");
        fine = false;
    }
    fine = readSteps(json, path, condition, out) && fine;
    return fine ? std::optional(std::move(condition)) : std::nullopt;
}

Json toJson(const RelatedCondition &condition) {
    Json steps = Json::array();
    for (const RelatedStep &step : condition.path) {
        Json json = Json::object({{"dataset", step.dataset}});
        if (!step.linkFrom.empty())
            json["link"] = Json::object({{"from", step.linkFrom}, {"to", step.linkTo}});
        if (!step.where.empty())
            json["where"] = whereJson(step.where);
        steps.push_back(step.linkFrom.empty() && step.where.empty() ? Json(step.dataset) : std::move(json));
    }
    Json json = Json::object({{"type", "related"}, {"path", std::move(steps)}});
    if (condition.rows == Rows::Measure) {
        json["of"] = toText(condition.measure.of);
        if (!condition.measure.field.empty())
            json["field"] = condition.measure.field;
        putNumberComparison(json, {condition.measure.op, condition.measure.values});
        return json;
    }
    json["rows"] = toText(condition.rows);
    if (!condition.by.empty())
        json["by"] = condition.by;
    if (!condition.has.empty())
        json["has"] = whereJson(condition.has);
    return json;
}

} // namespace audience::model
