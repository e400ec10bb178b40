#include "app/cli/commands/commands.h"

#include "service/trait_service.h"

#include <memory>

namespace audience::cli {

using namespace service;

namespace {

struct TraitOptions {
    std::string name, formula, file;
};

Json jsonOf(const TraitView &trait) {
    return Json{{"id", trait.id}, {"name", trait.name}, {"field", trait.field.name}, {"type", trait.field.type},
                {"text", trait.text}, {"formula", trait.formula}};
}

void print(const Console &console, const TraitView &trait) {
    console.say(trait.field.name + "\t" + trait.field.type + "\t" + trait.text);
}

Result<int> list(const Console &console, Session &session) {
    TRY_ASSIGN(const auto traits, TraitService(session).list());
    Json json = Json::array();
    for (const TraitView &trait : traits) {
        json.push_back(jsonOf(trait));
        print(console, trait);
    }
    if (traits.empty())
        console.say("No traits yet.");
    if (console.json)
        console.document(json);
    return kDone;
}

Result<int> shown(const Console &console, const TraitView &trait) {
    if (console.json)
        console.document(jsonOf(trait));
    print(console, trait);
    return kDone;
}

Result<int> save(const Console &console, Session &session, const TraitOptions &options) {
    TraitService traits(session);
    Json formula;
    if (!options.formula.empty()) {
        TRY_ASSIGN(formula, traits.fromText(options.formula));
    } else if (options.file.empty()) {
        return Error(ErrorKind::Invalid, "cli.no_formula");
    } else {
        TRY_ASSIGN(const std::string source, readText(options.file));
        TRY_ASSIGN(formula, parseJson(source));
    }
    TRY_ASSIGN(const TraitView saved, traits.save(options.name, formula));
    return shown(console, saved);
}

} // namespace

void addTraitCommands(CLI::App &app, Console &console) {
    auto options = std::make_shared<TraitOptions>();
    CLI::App *noun = app.add_subcommand("trait", "What people's events come to, used like an attribute");
    noun->require_subcommand(1);
    const auto add = [&](const std::string &verb, const std::string &about, auto body) {
        CLI::App *command = console.add(*noun, verb, about, true, [&console, options, body] {
            return withSession(console, [&](Session &session) -> Result<int> { return body(console, session, *options); });
        });
        console.addNow(*command);
        return command;
    };
    const auto named = [&](CLI::App *command) {
        command->add_option("NAME", options->name)->required();
        return command;
    };
    add("list", "Saved traits with their types", [](const Console &c, Session &s, const TraitOptions &) { return list(c, s); });
    named(add("show", "One of them", [](const Console &c, Session &s, const TraitOptions &o) -> Result<int> {
        TRY_ASSIGN(const TraitView trait, TraitService(s).find(o.name));
        return shown(c, trait);
    }));
    CLI::App *saving = named(add("save", "Save a formula under a name", save));
    auto *formula = saving->add_option("--formula", options->formula, "E.g. \"sum of amount over purchase in the last 90 days\"");
    saving->add_option("FILE", options->file, "The formula as JSON; - for standard input")->excludes(formula);
    named(add("remove", "Remove it; segments that use it say so", [](const Console &c, Session &s, const TraitOptions &o) -> Result<int> {
        TRY(TraitService(s).remove(o.name));
        return c.done("Trait \"" + o.name + "\" removed.", Json{{"name", o.name}});
    }));
}

} // namespace audience::cli
