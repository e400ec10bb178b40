#include "service/move_in_service.h"

namespace audience::service {

namespace {

Json jsonOf(const std::map<std::string, std::int64_t> &counts) {
    Json json = Json::object();
    for (const auto &[name, count] : counts)
        json[name] = count;
    return json;
}

std::map<std::string, std::int64_t> countsOf(const Json &json, std::string_view name) {
    std::map<std::string, std::int64_t> counts;
    if (const Json *all = jsonMember(json, name); all && all->is_object())
        for (const auto &[key, value] : all->items())
            if (value.is_number_integer())
                counts[key] = value.get<std::int64_t>();
    return counts;
}

template <class Read> void forEachOf(const Json &json, std::string_view name, Read read) {
    if (const Json *all = jsonMember(json, name); all && all->is_array())
        for (const Json &one : *all)
            if (one.is_object())
                read(one);
}

MoveInView viewFromJson(const Json &json) {
    MoveInView view;
    view.tool = jsonText(json, "tool");
    view.toolName = jsonText(json, "tool_name");
    view.label = jsonText(json, "label");
    forEachOf(json, "files", [&](const Json &one) { view.files.push_back({jsonText(one, "name"), jsonText(one, "kind"), jsonInt(one, "rows"), jsonInt(one, "rejected")}); });
    view.people = jsonInt(json, "people");
    view.withoutAddress = jsonInt(json, "without_address");
    view.standings = countsOf(json, "standings");
    forEachOf(json, "templates", [&](const Json &one) {
        view.templates.push_back({jsonText(one, "name"), jsonText(one, "subject"), static_cast<int>(jsonInt(one, "translated")), jsonInt(one, "left"), jsonText(one, "kept_as")});
    });
    view.past = countsOf(json, "past");
    view.mailings = jsonInt(json, "mailings");
    forEachOf(json, "findings", [&](const Json &one) {
        MoveInFinding finding{jsonText(one, "id"), {}, jsonInt(one, "count"), jsonText(one, "file"), static_cast<int>(jsonInt(one, "line"))};
        if (const Json *args = jsonMember(one, "args"); args && args->is_object())
            for (const auto &[key, value] : args->items())
                if (value.is_string())
                    finding.args.emplace_back(key, value.get<std::string>());
        view.findings.push_back(std::move(finding));
    });
    view.localTime = jsonText(json, "local_time");
    view.dataset = jsonText(json, "dataset");
    view.onlyKnown = jsonBool(json, "only_known");
    return view;
}

} // namespace

Json toJson(const MoveInView &view) {
    Json files = Json::array(), templates = Json::array(), findings = Json::array();
    for (const MoveInFile &one : view.files)
        files.push_back(Json{{"name", one.name}, {"kind", one.kind}, {"rows", one.rows}, {"rejected", one.rejected}});
    for (const MoveInTemplate &one : view.templates)
        templates.push_back(Json{{"name", one.name}, {"subject", one.subject}, {"translated", one.translated}, {"left", one.left}, {"kept_as", one.keptAs}});
    for (const MoveInFinding &one : view.findings) {
        Json args = Json::object();
        for (const auto &[key, value] : one.args)
            args[key] = value;
        findings.push_back(Json{{"id", one.id}, {"args", args}, {"count", one.count}, {"file", one.file}, {"line", one.line}});
    }
    return Json{{"tool", view.tool},           {"tool_name", view.toolName},     {"label", view.label},          {"files", files},
                {"people", view.people},       {"without_address", view.withoutAddress}, {"standings", jsonOf(view.standings)}, {"templates", templates},
                {"past", jsonOf(view.past)},   {"mailings", view.mailings},      {"findings", findings},         {"local_time", view.localTime},
                {"dataset", view.dataset},     {"only_known", view.onlyKnown}};
}

Json toJson(const MoveInReport &report) {
    return Json{{"run", report.run},
                {"found", toJson(report.found)},
                {"started_at", toIso(report.startedAt)},
                {"finished_at", toIso(report.finishedAt)},
                {"went_on", report.wentOn},
                {"people_before", report.peopleBefore},
                {"people_now", report.peopleNow},
                {"agreed", report.agreed},
                {"withdrawn", report.withdrawn},
                {"blocked", report.blocked},
                {"past_kept", report.pastKept},
                {"past_of_strangers", report.pastOfStrangers}};
}

MoveInReport moveInReportFromJson(const Json &json) {
    MoveInReport report;
    report.run = jsonInt(json, "run");
    if (const Json *found = jsonMember(json, "found"))
        report.found = viewFromJson(*found);
    report.startedAt = instantFromIso(jsonText(json, "started_at")).value_or(Instant{});
    report.finishedAt = instantFromIso(jsonText(json, "finished_at")).value_or(Instant{});
    report.wentOn = jsonBool(json, "went_on");
    report.peopleBefore = jsonInt(json, "people_before");
    report.peopleNow = jsonInt(json, "people_now");
    report.agreed = jsonInt(json, "agreed");
    report.withdrawn = jsonInt(json, "withdrawn");
    report.blocked = jsonInt(json, "blocked");
    report.pastKept = jsonInt(json, "past_kept");
    report.pastOfStrangers = jsonInt(json, "past_of_strangers");
    return report;
}

} // namespace audience::service
