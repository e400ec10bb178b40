// A template as a dozen people at once, as files for a browser.
#include "app/cli/commands/by_name.h"
#include "app/cli/commands/template_commands.h"
#include "app/cli/stop_signal.h"

#include "service/contact_sheet.h"
#include "service/template_service.h"

#include <algorithm>

namespace audience::cli {

using namespace service;

namespace {

struct SheetCommand {
    std::string name, out;
    int people = 12;
    std::uint64_t seed = 1;
};

Json cardJson(const SheetCard &card) {
    Json why = Json::array(), findings = Json::array();
    for (const EdgePerson &one : card.why) {
        Json args = Json::object();
        for (const auto &[key, value] : one.args)
            args[key] = value;
        why.push_back(Json{{"id", one.id}, {"text", sentenceOf(one.id, one.args)}, {"args", args}});
    }
    Json json{{"key", card.key}, {"name", card.name}, {"to", card.to}, {"why", why}};
    if (card.preview) {
        for (const FindingView &one : card.preview->findings)
            findings.push_back(findingJson(one));
        json["subject"] = card.preview->subject;
        json["bytes"] = card.preview->bytes;
    }
    json["error"] = card.error ? Json(sentenceOf(card.error->id, card.error->args)) : Json(nullptr);
    json["findings"] = findings;
    return json;
}

void sayCard(const Console &console, const SheetCard &card) {
    console.line(card.key + "\t" + (card.name.empty() ? card.to : card.name) + "\t" + (card.preview ? card.preview->subject : sentenceOf(card.error->id, card.error->args)));
    for (const EdgePerson &one : card.why)
        console.say("\t" + sentenceOf(one.id, one.args));
    if (card.preview)
        for (const FindingView &one : card.preview->findings)
            console.say("\t" + placed(card.preview->subject, one));
}

Result<int> sheet(const Console &console, Session &session, const SheetCommand &options) {
    TemplateService templates(session);
    TRY_ASSIGN(const TemplateView view, byIdOrName<TemplateView>(templates, options.name));
    SheetOptions wanted;
    wanted.people = options.people;
    wanted.seed = options.seed;
    StopSignal stop;
    TRY_ASSIGN(const auto cards, contactSheet(session, view.email, wanted, {}, stop.token()));
    TRY_ASSIGN(const auto files, writeSheet(cards, view.email.name, options.out, [](const std::string &id, const auto &args) { return sentenceOf(id, args); }));
    Json people = Json::array(), paths = Json::array();
    for (const SheetCard &card : cards) {
        people.push_back(cardJson(card));
        if (!console.json)
            sayCard(console, card);
    }
    for (const std::string &path : files)
        paths.push_back(path);
    if (console.json)
        console.document(Json{{"template", view.email.name}, {"people", people}, {"files", paths}});
    else
        console.say("Open " + files.front() + " in a browser");
    return std::any_of(cards.begin(), cards.end(), [](const SheetCard &card) { return card.error.has_value(); }) ? kFailed : kDone;
}

} // namespace

void addSheetCommand(CLI::App &noun, Console &console) {
    auto options = std::make_shared<SheetCommand>();
    CLI::App *command = console.add(noun, "sheet", "The email as a dozen people at once: those it may look wrong for, and others by chance", true, [&console, options] {
        return withSession(console, [&](Session &session) { return sheet(console, session, *options); });
    });
    command->add_option("NAME", options->name, "Id or name of the template")->required();
    command->add_option("--people", options->people, "How many")->check(CLI::Range(1, 48))->capture_default_str();
    command->add_option("--seed", options->seed, "Another number chooses others by chance")->capture_default_str();
    command->add_option("--out", options->out, "Folder for index.html and one file for each person")->required();
}

} // namespace audience::cli
