// What emails made of blocks share: the brand kit and saved blocks.
#include "app/cli/commands/template_commands.h"

#include "service/studio_service.h"

#include <algorithm>

namespace audience::cli {

using namespace service;

namespace {

struct StudioOptions {
    std::string file, name;
};

Json namesJson(const std::vector<std::string> &names) {
    Json list = Json::array();
    for (const std::string &name : names)
        list.push_back(name);
    return list;
}

void sayRecompiled(const Console &console, const Recompiled &made) {
    for (const std::string &name : made.templates)
        console.say("Template \"" + name + "\" has a new version.");
    for (const Recompiled::Left &one : made.left)
        Console::note("Template \"" + one.name + "\" stays as it was, because the change would break it. " + sentenceOf(one.error.id, one.error.args));
}

Json leftJson(const Recompiled &made) {
    Json list = Json::array();
    for (const Recompiled::Left &one : made.left)
        list.push_back(Json{{"name", one.name}, {"id", one.error.id}, {"text", sentenceOf(one.error.id, one.error.args)}});
    return list;
}

Result<int> showBrand(const Console &console, Session &session, const StudioOptions &) {
    const StudioService studio(session);
    TRY_ASSIGN(const BrandView view, studio.brand());
    const Json kit = model::toJson(view.kit);
    if (!console.json) {
        console.line(dumpJsonPretty(kit)); // as `set` reads it
        return kDone;
    }
    TRY_ASSIGN(const auto users, studio.brandUsers());
    console.document(Json{{"revision", view.revision}, {"brand", kit}, {"used_by", namesJson(users)}});
    return kDone;
}

// What would be lost without a word; what a later version of the program has put there may stay.
Result<void> checkMembers(const Json &json, const model::BrandKit &kit, const model::BrandKit &before) {
    const auto unknown = [](const std::string &name) { return Error(ErrorKind::Invalid, "blocks.brand_unknown_member").with("name", name); };
    for (const auto &[name, value] : kit.others.items())
        if (!before.others.contains(name))
            return unknown(name);
    const Json known = model::toJson(kit);
    for (const char *part : {"logo", "footer"})
        if (const Json *own = jsonMember(json, part))
            for (const auto &[name, value] : own->items())
                if (!known[part].contains(name))
                    return unknown(std::string(part) + "." + name);
    return {};
}

Result<int> setBrand(const Console &console, Session &session, const StudioOptions &options) {
    TRY_ASSIGN(const std::string text, readText(options.file, kMostTemplateFile));
    TRY_ASSIGN(const Json json, parseJson(text));
    if (!json.is_object())
        return Error(ErrorKind::Invalid, "blocks.brand_not_an_object");
    if (std::all_of(json.items().begin(), json.items().end(), [](const auto &one) { return one.key() == "audience_brand"; }))
        return Error(ErrorKind::Invalid, "blocks.brand_empty");
    StudioService studio(session);
    BrandView view;
    if (const auto before = studio.brand())
        view = *before;
    // What the file says nothing of stays as it was, and null takes away.
    Json merged = model::toJson(view.kit);
    merged.merge_patch(json);
    TRY_ASSIGN(model::BrandKit kit, brandKitOf(merged));
    TRY(checkMembers(json, kit, view.kit));
    view.kit = std::move(kit);
    Recompiled made;
    TRY_ASSIGN(const BrandView saved, studio.saveBrand(view, &made));
    if (console.json)
        console.document(Json{{"revision", saved.revision}, {"recompiled", namesJson(made.templates)}, {"left", leftJson(made)}});
    console.say("The brand was saved.");
    sayRecompiled(console, made);
    return kDone;
}

Result<SavedBlockView> blockCalled(const StudioService &studio, const std::string &what) {
    TRY_ASSIGN(const auto all, studio.savedBlocks());
    const auto found = std::find_if(all.begin(), all.end(), [&](const SavedBlockView &one) { return one.name == what || std::to_string(one.id) == what; });
    if (found == all.end())
        return Error(ErrorKind::NotFound, "definition.not_found").with("kind", "saved block").with("name", what);
    return *found;
}

Json blockJson(const SavedBlockView &one) {
    return Json{{"id", one.id}, {"name", one.name}, {"revision", one.revision}, {"kind", one.isSection ? "section" : jsonText(one.part, "kind")}, {"used_by", namesJson(one.usedBy)}};
}

Result<int> listBlocks(const Console &console, Session &session, const StudioOptions &) {
    TRY_ASSIGN(const auto all, StudioService(session).savedBlocks());
    Json list = Json::array();
    for (const SavedBlockView &one : all) {
        list.push_back(blockJson(one));
        console.say(std::to_string(one.id) + "\t" + one.name + "\t" + (one.isSection ? "section" : jsonText(one.part, "kind")) + "\t" +
                    grouped(one.usedIn) + (one.usedIn == 1 ? " template" : " templates"));
    }
    if (list.empty())
        console.say("No saved blocks yet.");
    if (console.json)
        console.document(list);
    return kDone;
}

Result<int> showBlock(const Console &console, Session &session, const StudioOptions &options) {
    TRY_ASSIGN(const SavedBlockView view, blockCalled(StudioService(session), options.name));
    if (!console.json) {
        console.line(dumpJsonPretty(view.part)); // as `save` reads it
        return kDone;
    }
    Json json = blockJson(view);
    json["part"] = view.part;
    console.document(json);
    return kDone;
}

Result<int> saveBlock(const Console &console, Session &session, const StudioOptions &options) {
    TRY_ASSIGN(const std::string text, readText(options.file, kMostTemplateFile));
    TRY_ASSIGN(const Json part, parseJson(text));
    if (!part.is_object())
        return Error(ErrorKind::Invalid, "blocks.part_not_an_object");
    StudioService studio(session);
    SavedBlockView view;
    if (const auto before = blockCalled(studio, options.name))
        view = *before;
    else
        view.name = options.name;
    view.part = part;
    view.isSection = part.is_object() && !part.contains("kind");
    Recompiled made;
    TRY_ASSIGN(const SavedBlockView saved, studio.saveBlock(view, &made));
    if (console.json) {
        Json json = blockJson(saved);
        json["recompiled"] = namesJson(made.templates);
        json["left"] = leftJson(made);
        console.document(json);
    }
    console.say("Saved block " + std::to_string(saved.id) + " \"" + saved.name + "\" saved.");
    sayRecompiled(console, made);
    return kDone;
}

Result<int> removeBlock(const Console &console, Session &session, const StudioOptions &options) {
    StudioService studio(session);
    TRY_ASSIGN(const SavedBlockView view, blockCalled(studio, options.name));
    TRY(studio.removeBlock(view.id));
    return console.done("\"" + view.name + "\" removed; templates keep it as a copy.", Json{{"id", view.id}, {"kept_by", namesJson(view.usedBy)}});
}

} // namespace

void addStudioCommands(CLI::App &noun, Console &console) {
    const auto options = std::make_shared<StudioOptions>();
    const auto add = [&console, options](CLI::App &parent, const std::string &verb, const std::string &about, auto body) {
        return console.add(parent, verb, about, true, [&console, options, body] {
            return withSession(console, [&](Session &session) -> Result<int> { return body(console, session, *options); });
        });
    };
    CLI::App *brand = noun.add_subcommand("brand", "Colours, fonts, logo and footer of emails made of blocks");
    brand->require_subcommand(1);
    add(*brand, "show", "The brand as JSON", showBrand);
    add(*brand, "set", "Take what a file says of the brand, and leave the rest as it is; every template made of blocks follows, as a new version", setBrand)
        ->add_option("FILE", options->file, "JSON as `show` prints it; - for standard input")
        ->required();
    CLI::App *block = noun.add_subcommand("block", "Saved sections and blocks");
    block->require_subcommand(1);
    add(*block, "list", "Saved sections and blocks, and how many templates are linked to each", listBlocks);
    add(*block, "show", "One of them as JSON", showBlock)->add_option("NAME", options->name, "Id or name")->required();
    CLI::App *saving = add(*block, "save", "Save one from a file; what is linked to it follows, as a new version", saveBlock);
    saving->add_option("--name", options->name)->required();
    saving->add_option("FILE", options->file, "JSON of a section or a block; - for standard input")->required();
    add(*block, "remove", "Remove one; templates keep what they have of it", removeBlock)->add_option("NAME", options->name, "Id or name")->required();
}

} // namespace audience::cli
