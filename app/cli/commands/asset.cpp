#include "app/cli/commands/commands.h"

#include "service/asset_service.h"
#include "ui/pictures/picture_codec.h"

#include <memory>

namespace audience::cli {

using namespace service;

namespace {

struct AssetOptions {
    std::vector<std::string> files, assets;
    std::string asset, name, alt, folder, base;
    int width = 600;
    bool removed = false;
    const CLI::Option *nameGiven = nullptr, *altGiven = nullptr, *baseGiven = nullptr;
};

Json jsonOf(const AssetView &asset) {
    Json uses = Json::array();
    for (const AssetUse &use : asset.usedIn)
        uses.push_back(Json{{"kind", use.kind}, {"id", use.id}, {"name", use.name}});
    return Json{{"hash", asset.hash},         {"name", asset.name},         {"alt", asset.alt},
                {"kind", asset.kind},         {"width", asset.width},       {"height", asset.height},
                {"bytes", asset.bytes},       {"animated", asset.isAnimated}, {"removed", asset.isRemoved},
                {"added_at", toIso(asset.addedAt)}, {"reference", asset.reference()}, {"file", asset.fileName()},
                {"public_address", asset.publicAddress}, {"used_in", uses}};
}

std::string rowOf(const AssetView &asset) {
    return asset.hash + "\t" + asset.name + "\t" + std::to_string(asset.width) + " x " + std::to_string(asset.height) + "\t" +
           grouped((asset.bytes + 1023) / 1024) + " KB\t" + (asset.usedIn.empty() ? "not used" : "used in " + std::to_string(asset.usedIn.size())) +
           "\t" + (asset.isRemoved ? "removed" : asset.publicAddress.empty() ? "not public yet" : asset.publicAddress);
}

Result<int> list(const Console &console, Session &session, const AssetOptions &options) {
    TRY_ASSIGN(const auto all, AssetService(session).list(options.removed));
    Json json = Json::array();
    for (const AssetView &one : all) {
        json.push_back(jsonOf(one));
        console.say(rowOf(one));
    }
    if (all.empty())
        console.say("No pictures yet.");
    if (console.json)
        console.document(json);
    return kDone;
}

// Those that cannot be taken are named; the others are kept.
Result<int> add(const Console &console, Session &session, const AssetOptions &options) {
    AssetService assets(session);
    Json json = Json::array();
    int code = kDone;
    for (const std::string &file : options.files) {
        const auto added = assets.addFile(file, {options.name, options.alt, options.width}, &ui::pictureCodec());
        if (!added) {
            code = console.fail(added.error());
            continue;
        }
        json.push_back(jsonOf(*added));
        console.say(added->name + "\t" + std::to_string(added->width) + " x " + std::to_string(added->height) + "\t" + grouped((added->bytes + 1023) / 1024) +
                    " KB\t" + added->reference());
    }
    if (console.json)
        console.document(json);
    return code;
}

Result<int> show(const Console &console, Session &session, const AssetOptions &options) {
    TRY_ASSIGN(const AssetView asset, AssetService(session).find(options.asset));
    if (console.json)
        console.document(jsonOf(asset));
    console.say(rowOf(asset));
    console.say("In an email: " + asset.reference());
    console.say("Read out as: " + (asset.alt.empty() ? std::string("(nothing)") : asset.alt));
    for (const AssetUse &use : asset.usedIn)
        console.say("Used in " + use.kind + " \"" + use.name + "\"");
    return kDone;
}

Result<int> edit(const Console &console, Session &session, const AssetOptions &options) {
    AssetService assets(session);
    TRY_ASSIGN(AssetView asset, assets.find(options.asset));
    if (options.nameGiven->count() > 0) {
        TRY_ASSIGN(asset, assets.rename(asset.hash, options.name));
    }
    if (options.altGiven->count() > 0) {
        TRY_ASSIGN(asset, assets.describe(asset.hash, options.alt));
    }
    return console.done("\"" + asset.name + "\" is read out as \"" + asset.alt + "\".", jsonOf(asset));
}

Result<int> remove(const Console &console, Session &session, const AssetOptions &options) {
    AssetService assets(session);
    TRY_ASSIGN(const AssetView asset, assets.find(options.asset));
    TRY(assets.remove(asset.hash));
    return console.done("\"" + asset.name + "\" removed; \"asset restore " + asset.hash + "\" brings it back.", jsonOf(asset));
}

Result<int> restore(const Console &console, Session &session, const AssetOptions &options) {
    AssetService assets(session);
    TRY_ASSIGN(const AssetView asset, assets.find(options.asset));
    TRY_ASSIGN(const AssetView back, assets.restore(asset.hash));
    return console.done("\"" + back.name + "\" is in the library again.", jsonOf(back));
}

Result<int> exportFiles(const Console &console, Session &session, const AssetOptions &options) {
    AssetService assets(session);
    std::vector<std::string> hashes;
    for (const std::string &asset : options.assets) {
        TRY_ASSIGN(const AssetView found, assets.find(asset));
        hashes.push_back(found.hash);
    }
    TRY_ASSIGN(const std::size_t files, assets.exportTo(options.folder, hashes));
    return console.done(std::to_string(files) + (files == 1 ? " file" : " files") + " written to " + options.folder + ".",
                        Json{{"folder", options.folder}, {"files", files}});
}

std::string placeWords(const AssetPlace &place) {
    switch (place.kind) {
    case AssetPlace::Kind::None: return "Nobody can see pictures of the library yet: make the public corner, or give an address of your own.";
    case AssetPlace::Kind::Corner: return "Pictures are uploaded to the public corner at " + place.base + " when a test or a campaign is armed.";
    case AssetPlace::Kind::Own:
        return "Pictures have to be at " + place.base + (place.folder.empty() ? "." : "; what is not there is written to " + place.folder + " for uploading.");
    }
    return {};
}

Result<int> address(const Console &console, Session &session, const AssetOptions &options) {
    AssetService assets(session);
    if (options.baseGiven->count() > 0)
        TRY(assets.setOwnPlace(options.base, options.folder));
    TRY_ASSIGN(const AssetPlace place, assets.place());
    const char *kind = place.kind == AssetPlace::Kind::Own ? "own" : place.kind == AssetPlace::Kind::Corner ? "corner" : "none";
    return console.done(placeWords(place), Json{{"kind", kind}, {"base", place.base}, {"folder", place.folder}});
}

} // namespace

void addAssetCommands(CLI::App &app, Console &console) {
    auto options = std::make_shared<AssetOptions>();
    CLI::App *noun = app.add_subcommand("asset", "The pictures of emails, kept in the workspace");
    noun->require_subcommand(1);
    const auto verb = [&](const std::string &name, const std::string &about, auto body) {
        return console.add(*noun, name, about, true, [&console, options, body] {
            return withSession(console, [&](Session &session) -> Result<int> { return body(console, session, *options); });
        });
    };
    const auto withAsset = [&](CLI::App *command) {
        command->add_option("PICTURE", options->asset, "Its hash, its asset: address or its name")->required();
        return command;
    };
    verb("list", "The pictures of the library", list)->add_flag("--removed", options->removed, "Those that were removed, too");
    CLI::App *adding = verb("add", "Keep pictures: upright, small enough, without what cameras write into them", add);
    adding->add_option("FILE", options->files, "PNG, JPEG, GIF or WebP")->required();
    adding->add_option("--name", options->name, "How people call it; else the file's name");
    adding->add_option("--alt", options->alt, "What is read out, and shown instead of it");
    adding->add_option("--width", options->width, "Pixels it is shown at; twice as many are kept")->check(CLI::Range(1, 2000))->capture_default_str();
    withAsset(verb("show", "One picture, and where it is used", show));
    CLI::App *editing = withAsset(verb("edit", "Its name and what is read out", edit));
    options->nameGiven = editing->add_option("--name", options->name);
    options->altGiven = editing->add_option("--alt", options->alt);
    withAsset(verb("remove", "Remove a picture that no email uses; restore brings it back", remove));
    withAsset(verb("restore", "Bring a removed picture back", restore));
    CLI::App *exporting = verb("export", "Write pictures as files, named by their content, to upload them by oneself", exportFiles);
    exporting->add_option("FOLDER", options->folder)->required();
    exporting->add_option("PICTURE", options->assets, "Hashes or names; else all");
    CLI::App *placing = verb("address", "Where everybody can see them: the public corner, or an address of your own", address);
    options->baseGiven = placing->add_option("--base", options->base, "https address under which you upload them; \"\" for the public corner");
    placing->add_option("--folder", options->folder, "Folder for the files to upload");
}

} // namespace audience::cli
