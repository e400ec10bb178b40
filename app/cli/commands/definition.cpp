#include "app/cli/commands/commands.h"

#include "model/workspace_definition.h"
#include "service/definition_service.h"
#include "ui/text/definition_words.h"

#include <memory>

namespace audience::cli {

using namespace service;

namespace {

struct DefinitionOptions {
    std::vector<std::string> set;
    bool guess = false;
};

// "a,b" -> {"a", "b"}
std::vector<std::string> wordsOf(const std::string &text) {
    std::vector<std::string> words;
    std::string::size_type from = 0;
    while (from <= text.size() && !text.empty()) {
        const auto comma = std::min(text.find(',', from), text.size());
        if (comma > from)
            words.push_back(text.substr(from, comma - from));
        from = comma + 1;
    }
    return words;
}

// NAME=VALUE with the names of the JSON. Errors: "definition.unknown_setting" {name} and those of the reader.
Result<model::WorkspaceDefinition> changed(const model::WorkspaceDefinition &definition, const std::string &assignment) {
    const auto equals = assignment.find('=');
    const std::string name = assignment.substr(0, equals);
    const std::string value = equals == std::string::npos ? std::string() : assignment.substr(equals + 1);
    Json json = toJson(definition);
    if (name == "consent")
        json["consent"]["column"] = value;
    else if (name == "consent_yes")
        json["consent"]["yes"] = wordsOf(value);
    else if (!json.contains(name))
        return Error(ErrorKind::Invalid, "definition.unknown_setting").with("name", name);
    else if (name == "window_days") {
        const auto number = decimalFromText(value);
        json[name] = number && number->scale == 0 ? number->mantissa : 0; // 0 is refused with its own sentence
    } else
        json[name] = value;
    return model::workspaceDefinitionFromJson(json);
}

Json jsonOf(const DefinitionExample &example) {
    return Json{{"person", example.personKey}, {"event", example.event},       {"at", toIso(example.boughtAt)},
                {"value", example.value},      {"campaign", example.campaign}, {"touched_at", example.campaign.empty() ? "" : toIso(example.touchedAt)}};
}

Result<int> definition(const Console &console, Session &session, const DefinitionOptions &options) {
    DefinitionService service(session);
    TRY_ASSIGN(DefinitionView view, service.definition());
    if (options.guess) {
        TRY_ASSIGN(view.definition, service.guess());
    }
    for (const std::string &assignment : options.set) {
        TRY_ASSIGN(view.definition, changed(view.definition, assignment));
    }
    if (options.guess || !options.set.empty()) {
        TRY_ASSIGN(view, service.save(view));
    }
    auto example = service.example(view.definition);
    const bool noPeople = !example && example.error().id == "data.no_people";
    if (!example && !noPeople)
        return example.error();
    if (console.json) {
        Json json = toJson(view.definition);
        json["revision"] = view.revision;
        json["example"] = !noPeople && *example ? jsonOf(**example) : Json();
        console.document(json);
        return kDone;
    }
    console.say(view.isSet() ? ui::definitionWords(view.definition).toStdString()
                             : std::string("Nobody has said what a purchase is; see --set purchase=EVENT or --guess."));
    if (!noPeople && *example) {
        const DefinitionExample &one = **example;
        const std::string value = one.value.empty() ? std::string() : " for " + one.value + " " + view.definition.currency;
        console.say("Example: " + one.person + " did " + one.event + value + " at " + toIso(one.boughtAt) +
                    (one.campaign.empty() ? ": no email gets the credit." : ", after \"" + one.campaign + "\" at " + toIso(one.touchedAt) + ": it gets the credit."));
    }
    return kDone;
}

} // namespace

void addDefinitionCommand(CLI::App &app, Console &console) {
    auto options = std::make_shared<DefinitionOptions>();
    CLI::App *parent = app.add_subcommand("workspace", "What the words of the workspace mean");
    parent->require_subcommand(1);
    CLI::App *command = console.add(*parent, "definition", "What a purchase is, its value and currency, and which email gets the credit", true, [&console, options] {
        return withSession(console, [&](Session &session) { return definition(console, session, *options); });
    });
    command->add_option("--set", options->set, "NAME=VALUE: purchase, value, currency, zone, conversion, window_days, attribution, consent, consent_yes; may be repeated");
    command->add_flag("--guess", options->guess, "Take what the data make likely");
}

} // namespace audience::cli
