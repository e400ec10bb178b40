// audiencectl movein: what an export of another tool holds, and bringing it over.
#include "app/cli/commands/commands.h"

#include "app/cli/stop_signal.h"
#include "qbase/convert.h"
#include "service/move_in_service.h"
#include "ui/text/move_in_words.h"

#include <fstream>
#include <memory>

namespace audience::cli {

using namespace service;

namespace {

struct MoveInChoices {
    std::string path, report;
    MoveInOptions options;
    std::int64_t run = 0;
};

Json withSentences(Json view) {
    if (Json *findings = view.contains("findings") ? &view["findings"] : nullptr)
        for (Json &one : *findings) {
            std::vector<std::pair<std::string, std::string>> args;
            for (const auto &[name, value] : one["args"].items())
                args.emplace_back(name, value.get<std::string>());
            one["text"] = sentenceOf(jsonText(one, "id"), args);
        }
    return view;
}

Json documentOf(const MoveInReport &report) {
    Json json = toJson(report);
    json["found"] = withSentences(json["found"]);
    return json;
}

void sayFindings(const Console &console, const MoveInView &view) {
    for (const MoveInFinding &one : view.findings)
        console.say("note: " + (one.file.empty() ? std::string() : one.file + (one.line > 0 ? ':' + std::to_string(one.line) : std::string()) + ": ") + sentenceOf(one.id, one.args));
}

// A name that nothing gets is not passed over in silence.
void sayName(const Console &console, const MoveInChoices &choices, const MoveInView &view) {
    if (const std::string &wanted = choices.options.dataset; wanted != MoveInOptions().dataset && wanted != view.dataset)
        console.say("note: The people go to " + view.dataset + ", the list that is here already; --as " + wanted + " is for a workspace without one.");
}

void sayFound(const Console &console, const MoveInView &view) {
    console.say(view.toolName + ": " + view.label);
    for (const MoveInFile &one : view.files)
        console.say("    " + one.name + "\t" + toUtf8(ui::moveInKindWord(one.kind)) + "\t" + grouped(one.rows) + " rows");
    console.say(grouped(view.people) + " people, " + grouped(view.withoutAddress) + " of them without an address, go to " + view.dataset);
    for (const auto &[standing, count] : view.standings)
        console.say("    " + grouped(count) + " " + toUtf8(ui::moveInStandingWord(standing)));
    console.say(grouped(static_cast<std::int64_t>(view.templates.size())) + " emails, " + grouped(view.mailings) + " mailings of before");
    for (const auto &[kind, count] : view.past)
        console.say("    " + grouped(count) + " " + kind);
    if (!view.localTime.empty())
        console.say("Times such as " + view.localTime + " say no time zone; give it with --zone, for example --zone Europe/Berlin.");
    sayFindings(console, view);
}

Result<int> look(const Console &console, Session &session, const MoveInChoices &choices) {
    StopSignal stop;
    TRY_ASSIGN(const MoveInView view, MoveInService(session).look(choices.path, choices.options, nullptr, stop.token()));
    if (console.json)
        console.document(withSentences(toJson(view)));
    sayFound(console, view);
    sayName(console, choices, view);
    return kDone;
}

Result<void> keepReport(const MoveInReport &report, const std::string &path) {
    if (path.empty())
        return {};
    const bool isJson = path.size() > 5 && path.compare(path.size() - 5, 5, ".json") == 0;
    const Json json = documentOf(report);
    const std::string text = isJson ? dumpJsonPretty(json) + '\n' : toUtf8(ui::moveInMarkdown(json));
    std::ofstream out(path, std::ios::binary);
    if (!(out << text) || !out.flush())
        return Error(ErrorKind::Io, "data.cannot_write").with("path", path);
    return {};
}

// Before hours of work, not after.
Result<void> checkPlace(const std::string &path) {
    if (!path.empty() && !std::ofstream(path, std::ios::binary | std::ios::app))
        return Error(ErrorKind::Io, "data.cannot_write").with("path", path);
    return {};
}

Result<int> run(const Console &console, Session &session, const MoveInChoices &choices) {
    TRY(checkPlace(choices.report));
    StopSignal stop;
    const auto show = console.progress("moved");
    Progress progress([&](ProgressState state) {
        if (show)
            show(state.done, std::max(state.done, state.total));
    });
    TRY_ASSIGN(const MoveInReport report, MoveInService(session).run(choices.path, choices.options, &progress, stop.token()));
    TRY(keepReport(report, choices.report));
    if (console.json)
        console.document(documentOf(report));
    if (report.wentOn)
        console.say("Went on where it had been broken off.");
    console.say(grouped(report.peopleNow) + " people in " + report.found.dataset + " (" + grouped(report.peopleBefore) + " before); " + grouped(report.agreed) + " agreed, " +
                grouped(report.withdrawn) + " unsubscribed, " + grouped(report.blocked) + " addresses are never written to; " + grouped(report.pastKept) + " events of emails of before");
    for (const MoveInTemplate &one : report.found.templates)
        if (!one.keptAs.empty())
            console.say("email: " + one.keptAs + " (" + std::to_string(one.translated) + " places written anew, " + std::to_string(one.left) + " left)");
    sayName(console, choices, report.found);
    sayFindings(console, report.found);
    return kDone;
}

Result<int> reports(const Console &console, Session &session, const MoveInChoices &choices) {
    TRY_ASSIGN(const auto all, MoveInService(session).reports(100));
    Json list = Json::array();
    for (const MoveInReport &one : all) {
        if (choices.run != 0 && one.run != choices.run)
            continue;
        list.push_back(documentOf(one));
        if (choices.run != 0) {
            TRY(keepReport(one, choices.report));
            console.say(toUtf8(ui::moveInMarkdown(documentOf(one))));
        } else {
            console.say(std::to_string(one.run) + "\t" + one.found.toolName + "\t" + one.found.label + "\t" + (one.finishedAt.micros == 0 ? std::string("broken off") : toIso(one.finishedAt)));
        }
    }
    if (choices.run != 0 && list.empty())
        return Error(ErrorKind::NotFound, "movein.no_report").with("run", std::to_string(choices.run));
    if (console.json)
        console.document(list);
    return kDone;
}

void addChoices(CLI::App &command, MoveInChoices &choices) {
    command.add_option("EXPORT", choices.path, "The folder or zip of the export, as the tool gave it")->required();
    command.add_option("--from", choices.options.tool, "Where it comes from; told from the files otherwise")->check(CLI::IsMember({"braze", "klaviyo", "customerio", "mailchimp"}));
    command.add_option("--zone", choices.options.zone, "Time zone of times that say none");
    command.add_option("--as", choices.options.dataset, "Name of the list of people, where there is none yet")->capture_default_str();
    command.add_flag("--implied-yes", choices.options.impliedIsYes, "Whom the tool wrote to without a yes on record has agreed");
}

} // namespace

void addMoveInCommands(CLI::App &app, Console &console) {
    auto choices = std::make_shared<MoveInChoices>();
    CLI::App *noun = app.add_subcommand("movein", "Moving in from Braze, Klaviyo, Customer.io or Mailchimp");
    noun->require_subcommand(1);
    const auto add = [&](const char *verb, const char *about, auto body) {
        return console.add(*noun, verb, about, true, [&console, choices, body] {
            return withSession(console, [&](Session &session) -> Result<int> { return body(console, session, *choices); });
        });
    };
    addChoices(*add("look", "What an export holds and what would not come over; nothing is kept", look), *choices);
    CLI::App *running = add("run", "Bring it over; broken off, the same command goes on", run);
    addChoices(*running, *choices);
    running->add_option("--report", choices->report, "Where to write what came over and what did not: .md or .json");
    CLI::App *told = add("report", "The moves of this workspace, or the report of one", reports);
    told->add_option("RUN", choices->run, "Its number");
    told->add_option("--report", choices->report, "Where to write it: .md or .json");
}

} // namespace audience::cli
