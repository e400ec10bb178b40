#include "app/cli/commands/by_name.h"
#include "app/cli/commands/template_commands.h"
#include "app/cli/stop_signal.h"

#include "service/connection_service.h"
#include "service/preflight.h"
#include "service/segment_service.h"
#include "service/template_service.h"

#include <algorithm>

namespace audience::cli {

using namespace service;

namespace {

struct PreflightOptions {
    std::string name, segment, csv, via;
    std::vector<std::string> topics;
    std::int64_t campaign = 0;
    bool everybody = false;
};

Result<void> knownConnection(Session &session, const std::string &name) {
    TRY_ASSIGN(const auto all, ConnectionService(session).list());
    if (std::any_of(all.begin(), all.end(), [&](const ConnectionView &one) { return one.name == name; }))
        return {};
    return Error(ErrorKind::NotFound, "connection.unknown").with("name", name);
}

Result<PreflightRequest> requestOf(Session &session, const PreflightOptions &options) {
    if (options.campaign != 0) {
        TRY_ASSIGN(PreflightRequest request, PreflightService(session).ofCampaign(CampaignId{options.campaign}));
        request.everybody = options.everybody;
        return request;
    }
    TemplateService templates(session);
    SegmentService segments(session);
    TRY_ASSIGN(TemplateView email, byIdOrName<TemplateView>(templates, options.name));
    TRY_ASSIGN(SegmentView segment, byIdOrName<SegmentView>(segments, options.segment));
    PreflightRequest request;
    request.email = std::move(email.email);
    request.rule = std::move(segment.rule);
    request.topics = options.topics;
    if (const auto known = options.via.empty() ? Result<void>() : knownConnection(session, options.via); !known)
        return known.error();
    request.connection = options.via;
    request.everybody = options.everybody;
    return request;
}

Json caseJson(const PreflightCase &one) { return Json{{"key", one.key}, {"address", one.address}, {"detail", one.detail}}; }

Json reportJson(const PreflightReport &report) {
    Json kept = Json::object(), findings = Json::array(), own = Json::array();
    for (const ReasonCount &reason : report.keptBack)
        kept[reason.reason] = reason.count;
    for (const PreflightFinding &one : report.findings) {
        Json json = findingJson(one.finding);
        json.erase("error");
        json["level"] = std::string(toText(one.level));
        json["people"] = one.people;
        json["first"] = Json::array();
        for (const PreflightCase &person : one.first)
            json["first"].push_back(caseJson(person));
        findings.push_back(std::move(json));
    }
    for (const FindingView &one : report.ofTemplate)
        own.push_back(findingJson(one));
    return Json{{"in_segment", report.inSegment},
                {"checked", report.checked},
                {"fine", report.fine},
                {"kept_back", kept},
                {"findings", findings},
                {"template", own},
                {"bytes", {{"largest", report.largestBytes}, {"median", report.medianBytes}, {"largest_key", report.largest.key}}},
                {"list_cut", report.isListCut},
                {"seconds", report.seconds}};
}

void sayReport(const Console &console, const std::string &name, const PreflightReport &report) {
    console.say(grouped(report.checked) + " of " + grouped(report.inSegment) + " people checked, " + grouped(report.fine) + " without a finding");
    for (const ReasonCount &reason : report.keptBack)
        console.say("  " + grouped(reason.count) + "  " + reasonText(reason.reason));
    console.say("HTML: " + grouped(report.medianBytes) + " bytes in the middle, " + grouped(report.largestBytes) + " at most");
    for (const PreflightFinding &one : report.findings) {
        console.line(grouped(one.people) + "\t" + std::string(toText(one.level)) + "\t" + placed(name, one.finding));
        std::string people;
        for (std::size_t i = 0; i < std::min<std::size_t>(one.first.size(), 5); ++i)
            people += (i == 0 ? "" : ", ") + one.first[i].key + (one.first[i].detail.empty() ? "" : " (" + shortened(one.first[i].detail, 80) + ")");
        console.say("\t\t" + people);
    }
    for (const FindingView &one : report.ofTemplate)
        console.line("everybody\t" + std::string(one.isError ? "error" : "advice") + "\t" + placed(name, one));
}

Result<int> preflight(const Console &console, Session &session, const PreflightOptions &options) {
    TRY_ASSIGN(const PreflightRequest request, requestOf(session, options));
    const PreflightService service(session);
    StopSignal stop;
    const auto show = console.progress("checked");
    Progress progress([&](ProgressState state) {
        if (show)
            show(state.done, state.total);
    });
    TRY_ASSIGN(const auto result, service.run(request, &progress, stop.token()));
    const PreflightReport &report = PreflightService::reportOf(*result);
    Json json = reportJson(report);
    if (!options.csv.empty()) {
        TRY_ASSIGN(const std::int64_t rows, service.exportCsv(*result, [](const FindingView &one) { return sentenceOf(one.id, one.args); }, options.csv,
                                                              nullptr, stop.token()));
        json["csv"] = Json{{"path", options.csv}, {"rows", rows}};
        console.say(grouped(rows) + " rows in " + options.csv);
    }
    if (console.json)
        console.document(json);
    else
        sayReport(console, request.email.name, report);
    const bool stops = std::any_of(report.findings.begin(), report.findings.end(), [](const PreflightFinding &one) { return one.level == PreflightLevel::Stops; }) ||
                       std::any_of(report.ofTemplate.begin(), report.ofTemplate.end(), [](const FindingView &one) { return one.isError; });
    return stops ? kFailed : kDone;
}

} // namespace

void addPreflightCommand(CLI::App &noun, Console &console) {
    auto options = std::make_shared<PreflightOptions>();
    CLI::App *command = console.add(noun, "preflight", "Make the email for everybody who would get it, and tell what would go wrong for whom", true,
                                    [&console, options] {
                                        return withSession(console, [&](Session &session) { return preflight(console, session, *options); });
                                    });
    console.addNow(*command);
    CLI::App *what = command->add_option_group("what");
    auto *name = what->add_option("NAME", options->name, "Id or name of the template");
    auto *campaign = what->add_option("--campaign", options->campaign, "What this campaign would send, and to whom");
    what->require_option(1);
    auto *segment = command->add_option("--segment", options->segment, "Id or name of the segment")->needs(name)->excludes(campaign);
    name->needs(segment);
    command->add_option("--topic", options->topics, "For who can be emailed")->excludes(campaign);
    command->add_option("--via", options->via, "The connection whose postal address stands in it")->excludes(campaign);
    command->add_flag("--everybody", options->everybody, "Also those who could not be emailed now");
    command->add_option("--csv", options->csv, "The whole list, one row per person and finding");
}

} // namespace audience::cli
