#include "model/analytic_query.h"

#include "model/condition_reader.h"

#include <algorithm>
#include <array>

namespace audience::model {

namespace {

constexpr std::array<std::string_view, 6> kSteps = {"hour", "day", "week", "month", "quarter", "year"};
constexpr std::array<std::string_view, 8> kMeasures = {"count", "people", "distinct", "sum", "avg", "min", "max", "quantile"};

template <class T, std::size_t N> std::optional<T> named(const std::array<std::string_view, N> &names, std::string_view text) {
    const auto found = std::find(names.begin(), names.end(), text);
    return found == names.end() ? std::nullopt : std::optional(static_cast<T>(found - names.begin()));
}

bool readFlag(const Json &json, const char *name, const std::string &path, bool &to, Findings &out) {
    const Json *member = jsonMember(json, name);
    if (member && !member->is_boolean()) {
        report(out, "segment.bool_expected", path + '/' + name);
        return false;
    }
    to = member && member->get<bool>();
    return true;
}

// A whole number from `low` to `high`; `id` tells of anything else.
bool readWhole(const Json &member, std::int64_t low, std::int64_t high, std::string_view id, const std::string &path,
               std::int64_t &to, Findings &out) {
    // As a double first: what is beyond int64 would wrap.
    if (member.is_number_integer() && member.get<double>() >= static_cast<double>(low) &&
        member.get<double>() <= static_cast<double>(high)) {
        to = member.get<std::int64_t>();
        return true;
    }
    report(out, id, path, {{"most", std::to_string(high)}});
    return false;
}

bool readRule(const Json &json, const std::string &path, SegmentRule &to, Findings &out) {
    const auto rule = segmentRuleFromJson(Json{{"audience_segment", kSegmentVersion}, {"rule", json}});
    if (!rule) {
        report(out, rule.error().id, path, rule.error().args);
        return false;
    }
    to = *rule;
    const Findings found = validate(to);
    for (Finding finding : found) {
        finding.path = path + finding.path.substr(std::string_view("/rule").size());
        out.push_back(std::move(finding));
    }
    return !hasErrors(found);
}

bool readColumn(const Json &json, const std::string &path, QueryColumn &to, Findings &out) {
    const char *given = nullptr;
    int count = 0;
    for (const char *name : {"field", "person", "formula", "event"})
        if (json.contains(name)) {
            given = name;
            ++count;
        }
    if (count != 1) {
        report(out, "query.column_expected", path);
        return false;
    }
    const std::string_view kind = given;
    const std::string at = path + '/' + given;
    if (kind == "formula") {
        to.of = QueryColumn::Of::Formula;
        to.formula = readTrait(json[given], at, out);
        return to.formula.has_value();
    }
    if (!readText(json, given, path, to.name, out))
        return false;
    if (to.name.empty()) {
        report(out, "segment.field_expected", at);
        return false;
    }
    to.of = kind == "field" ? QueryColumn::Of::Field : QueryColumn::Of::Person;
    if (kind != "event")
        return true;
    if (to.name != "time" && to.name != "name") {
        report(out, "segment.unknown_word", at, {{"word", to.name}, {"words", "time, name"}});
        return false;
    }
    to.of = to.name == "time" ? QueryColumn::Of::Time : QueryColumn::Of::Event;
    to.name.clear();
    return true;
}

bool readBins(const Json &json, const std::string &path, QueryBins &to, Findings &out) {
    constexpr std::int64_t kMostBins = 10'000;
    const bool isObject = json.is_object();
    if (!isObject || json.contains("width") == json.contains("count")) {
        report(out, "query.bad_bins", path);
        return false;
    }
    if (const Json *count = jsonMember(json, "count"))
        return knowsAll(json, {"count"}, path, out) && readWhole(*count, 1, kMostBins, "query.bad_bin_count", path + "/count", to.count, out);
    to.width = json["width"];
    to.from = json.contains("from") ? json["from"] : Json(0);
    for (const char *name : {"width", "from"})
        if (const Json *member = jsonMember(json, name); member && !member->is_number() && !member->is_string()) {
            report(out, "segment.number_expected", path + '/' + name);
            return false;
        }
    return knowsAll(json, {"width", "from"}, path, out);
}

bool readTimes(const Json &json, const std::string &path, QueryGroup &to, Findings &out) {
    if (json.contains("by")) {
        to.by = timeStepFromText(jsonText(json, "by"));
        if (!to.by) {
            report(out, "query.unknown_step", path + "/by", {{"by", jsonText(json, "by")}});
            return false;
        }
    }
    if (json.contains("part")) {
        const auto part = fieldPartFromText(jsonText(json, "part"));
        if (!part || *part < FieldPart::Hour) {
            report(out, "segment.unknown_part", path + "/part", {{"part", jsonText(json, "part")}});
            return false;
        }
        to.part = *part;
    }
    if (const Json *start = jsonMember(json, "week_start")) {
        const auto day = start->is_string() ? weekdayFromName(start->get_ref<const std::string &>()) : std::nullopt;
        if (!day || to.by != TimeStep::Week) {
            report(out, "segment.unknown_weekday", path + "/week_start");
            return false;
        }
        to.weekStart = *day;
    }
    return readText(json, "zone", path, to.zone, out);
}

bool readGroup(const Json &json, const std::string &path, QueryGroup &to, Findings &out) {
    if (!json.is_object()) {
        report(out, "query.column_expected", path);
        return false;
    }
    bool fine = knowsAll(json, {"field", "person", "formula", "event", "by", "part", "bins", "zone", "week_start", "fill", "as"}, path, out);
    fine = readColumn(json, path, to.column, out) && fine;
    fine = readTimes(json, path, to, out) && fine;
    if (const Json *bins = jsonMember(json, "bins")) {
        to.bins.emplace();
        fine = readBins(*bins, path + "/bins", *to.bins, out) && fine;
    }
    if (json.contains("by") + json.contains("part") + json.contains("bins") > 1) {
        report(out, "query.one_step", path);
        fine = false;
    }
    fine = readFlag(json, "fill", path, to.fill, out) && fine;
    return readText(json, "as", path, to.as, out) && fine;
}

bool readMeasure(const Json &json, const std::string &path, QueryMeasure &to, Findings &out) {
    using Of = QueryMeasure::Of;
    const auto of = json.is_object() ? named<Of>(kMeasures, jsonText(json, "of")) : std::nullopt;
    if (!of) {
        report(out, "query.unknown_measure", path + "/of", {{"of", json.is_object() ? jsonText(json, "of") : std::string()}});
        return false;
    }
    to.of = *of;
    bool fine = true;
    if (to.of == Of::Count || to.of == Of::People) {
        fine = knowsAll(json, {"of", "people", "as"}, path, out);
    } else {
        fine = to.of == Of::Quantile ? knowsAll(json, {"of", "field", "person", "formula", "event", "at", "people", "as"}, path, out)
                                     : knowsAll(json, {"of", "field", "person", "formula", "event", "people", "as"}, path, out);
        fine = readColumn(json, path, to.column, out) && fine;
    }
    if (to.of == Of::Quantile) {
        to.at = json.contains("at") ? json["at"] : Json(0.5);
        if (!to.at.is_number() && !to.at.is_string()) {
            report(out, "query.bad_quantile", path + "/at");
            fine = false;
        }
    }
    if (const Json *people = jsonMember(json, "people")) {
        to.people.emplace();
        fine = readRule(*people, path + "/people", *to.people, out) && fine;
    }
    return readText(json, "as", path, to.as, out) && fine;
}

bool readOrder(const Json &json, const std::string &path, const AnalyticQuery &query, QueryOrder &to, Findings &out) {
    if (!json.is_object() || json.contains("measure") == json.contains("group")) {
        report(out, "query.bad_order", path);
        return false;
    }
    to.isMeasure = json.contains("measure");
    const char *name = to.isMeasure ? "measure" : "group";
    const std::size_t known = to.isMeasure ? query.measures.size() : query.groupBy.size();
    std::int64_t index = 0;
    bool fine = knowsAll(json, {name, "descending"}, path, out);
    if (json[name].is_number_integer() && json[name].get<double>() >= 0 && json[name].get<double>() < static_cast<double>(known)) {
        index = json[name].get<std::int64_t>();
    } else {
        report(out, "query.bad_order", path + '/' + name);
        fine = false;
    }
    to.index = static_cast<std::size_t>(index);
    return readFlag(json, "descending", path, to.descending, out) && fine;
}

// Calls read(item, path, to) for each item of the list of that name.
template <class T, class Read>
bool readList(const Json &json, const char *name, std::size_t most, std::vector<T> &to, Findings &out, Read read) {
    const Json *list = jsonMember(json, name);
    if (!list)
        return true;
    const std::string path = std::string("/") + name;
    if (!list->is_array() || list->size() > most) {
        report(out, "query.bad_list", path, {{"most", std::to_string(most)}});
        return false;
    }
    bool fine = true;
    for (std::size_t i = 0; i < list->size(); ++i) {
        T item;
        fine = read((*list)[i], path + '/' + std::to_string(i), item) && fine;
        to.push_back(std::move(item));
    }
    return fine;
}

Json toJson(const QueryColumn &column) {
    switch (column.of) {
    case QueryColumn::Of::Field:
        return Json::object({{"field", column.name}});
    case QueryColumn::Of::Person:
        return Json::object({{"person", column.name}});
    case QueryColumn::Of::Formula:
        return Json::object({{"formula", toJson(*column.formula)}});
    case QueryColumn::Of::Time:
        return Json::object({{"event", "time"}});
    case QueryColumn::Of::Event:
        break;
    }
    return Json::object({{"event", "name"}});
}

Json toJson(const QueryGroup &group) {
    Json json = toJson(group.column);
    if (group.by)
        json["by"] = toText(*group.by);
    if (group.part != FieldPart::Whole)
        json["part"] = toText(group.part);
    if (group.bins && group.bins->count > 0)
        json["bins"] = Json::object({{"count", group.bins->count}});
    else if (group.bins)
        json["bins"] = Json{{"width", group.bins->width}, {"from", group.bins->from}};
    if (!group.zone.empty())
        json["zone"] = group.zone;
    if (group.weekStart != 1)
        json["week_start"] = weekdayName(group.weekStart);
    if (group.fill)
        json["fill"] = true;
    if (!group.as.empty())
        json["as"] = group.as;
    return json;
}

Json toJson(const QueryMeasure &measure) {
    Json json = Json::object({{"of", toText(measure.of)}});
    if (measure.of != QueryMeasure::Of::Count && measure.of != QueryMeasure::Of::People)
        json.update(toJson(measure.column));
    if (measure.of == QueryMeasure::Of::Quantile)
        json["at"] = measure.at;
    if (measure.people)
        json["people"] = toJson(measure.people->root);
    if (!measure.as.empty())
        json["as"] = measure.as;
    return json;
}

} // namespace

std::string_view toText(TimeStep step) { return kSteps[static_cast<std::size_t>(step)]; }
std::optional<TimeStep> timeStepFromText(std::string_view text) { return named<TimeStep>(kSteps, text); }
std::string_view toText(QueryMeasure::Of of) { return kMeasures[static_cast<std::size_t>(of)]; }

Json toJson(const AnalyticQuery &query) {
    Json json = Json::object({{"audience_query", kAnalyticQueryVersion}});
    if (query.events) {
        json["events"] = Json::object();
        putEventChoice(json["events"], *query.events);
    }
    if (!(query.people == SegmentRule()))
        json["people"] = toJson(query.people.root);
    for (const QueryGroup &group : query.groupBy)
        json["group_by"].push_back(toJson(group));
    for (const QueryMeasure &measure : query.measures)
        json["measures"].push_back(toJson(measure));
    for (const QueryOrder &order : query.orderBy) {
        Json item = Json::object({{order.isMeasure ? "measure" : "group", order.index}});
        if (order.descending)
            item["descending"] = true;
        json["order_by"].push_back(std::move(item));
    }
    if (query.limit > 0)
        json["limit"] = query.limit;
    if (query.totals)
        json["totals"] = true;
    return json;
}

std::optional<AnalyticQuery> analyticQueryFromJson(const Json &json, Findings &out) {
    if (!json.is_object() || !json.contains("audience_query")) {
        report(out, "query.not_a_query", "");
        return std::nullopt;
    }
    if (const Json &version = json["audience_query"]; !version.is_number_integer() || version.get<double>() != static_cast<double>(kAnalyticQueryVersion)) {
        report(out, "query.other_version", "/audience_query", {{"version", dumpJson(version)}});
        return std::nullopt;
    }
    AnalyticQuery query;
    bool fine = knowsAll(json, {"audience_query", "events", "people", "group_by", "measures", "order_by", "limit", "totals"}, "", out);
    if (const Json *events = jsonMember(json, "events")) {
        query.events.emplace();
        if (!events->is_object()) {
            report(out, "query.events_expected", "/events");
            return std::nullopt;
        }
        fine = knowsAll(*events, {"name", "dataset", "window", "where"}, "/events", out) && fine;
        fine = readEventChoice(*events, "/events", *query.events, out) && fine;
    }
    if (const Json *people = jsonMember(json, "people"))
        fine = readRule(*people, "/people", query.people, out) && fine;
    fine = readList(json, "group_by", kMaxQueryGroups, query.groupBy, out,
                    [&](const Json &item, const std::string &path, QueryGroup &to) { return readGroup(item, path, to, out); }) && fine;
    fine = readList(json, "measures", kMaxQueryMeasures, query.measures, out,
                    [&](const Json &item, const std::string &path, QueryMeasure &to) { return readMeasure(item, path, to, out); }) && fine;
    if (query.measures.empty())
        query.measures.emplace_back();
    fine = readList(json, "order_by", kMaxQueryGroups + kMaxQueryMeasures, query.orderBy, out,
                    [&](const Json &item, const std::string &path, QueryOrder &to) { return readOrder(item, path, query, to, out); }) && fine;
    if (const Json *limit = jsonMember(json, "limit"))
        fine = readWhole(*limit, 1, kMaxQueryRows, "query.bad_limit", "/limit", query.limit, out) && fine;
    fine = readFlag(json, "totals", "", query.totals, out) && fine;
    for (std::size_t i = 0; i < query.groupBy.size(); ++i)
        if (query.groupBy[i].fill && (query.groupBy.size() > 1 || (!query.groupBy[i].by && !query.groupBy[i].bins))) {
            report(out, "query.bad_fill", "/group_by/" + std::to_string(i) + "/fill");
            fine = false;
        }
    return fine ? std::optional(std::move(query)) : std::nullopt;
}

std::optional<AnalyticQuery> analyticQueryFromText(std::string_view text, Findings &out) {
    const auto json = parseJson(text);
    if (json)
        return analyticQueryFromJson(*json, out);
    report(out, json.error().id, "", json.error().args);
    return std::nullopt;
}

} // namespace audience::model
