#include "app/cli/commands/commands.h"

#include "service/list_service.h"

#include <memory>

namespace audience::cli {

using namespace service;
using workspace::KeyList;

namespace {

struct ListOptions {
    std::string list, file, column;
    bool add = false, remove = false;
    int limit = 0;
};

Json jsonOf(const KeyList &list) {
    return Json{{"id", list.id},         {"name", list.name},    {"keys", list.keys}, {"changed_at", toIso(list.changedAt)},
                {"source", list.source}, {"can_undo", list.canUndo}};
}

Result<int> list(const Console &console, Session &session) {
    TRY_ASSIGN(const auto all, ListService(session).lists());
    Json json = Json::array();
    for (const KeyList &one : all) {
        json.push_back(jsonOf(one));
        console.say(std::to_string(one.id) + "\t" + one.name + "\t" + grouped(one.keys) + " keys\t" + toIso(one.changedAt) + "\t" + one.source);
    }
    if (all.empty())
        console.say("No lists yet.");
    if (console.json)
        console.document(json);
    return kDone;
}

Result<int> importKeys(const Console &console, Session &session, const ListOptions &options) {
    ListService lists(session);
    const ListChange change = options.add ? ListChange::Add : options.remove ? ListChange::Remove : ListChange::Replace;
    ListChanged done;
    if (options.file == "-") {
        TRY_ASSIGN(const std::string text, readText(options.file));
        TRY_ASSIGN(done, lists.paste(options.list, text, change));
    } else {
        TRY_ASSIGN(done, lists.importFile(options.list, options.file, options.column, change));
    }
    Json json = jsonOf(done.list);
    json["read"] = done.read;
    json["changed"] = done.changed;
    json["not_found"] = done.notFound;
    if (console.json)
        console.document(json);
    const char *what = options.add ? " came" : options.remove ? " went" : " kept";
    console.say("List " + std::to_string(done.list.id) + " \"" + done.list.name + "\" holds " + grouped(done.list.keys) + " keys; " +
                grouped(done.read) + " read, " + grouped(done.changed) + what + "." +
                (done.notFound > 0 ? " " + grouped(done.notFound) + " addresses belong to nobody now; bring the list again once they do." : ""));
    return kDone;
}

Result<int> keys(const Console &console, Session &session, const ListOptions &options) {
    ListService lists(session);
    TRY_ASSIGN(const KeyList found, lists.find(options.list));
    Json all = Json::array();
    std::int64_t shown = 0;
    TRY(lists.forEachKey(found.id, {}, [&](std::string_view key) {
        if (options.limit > 0 && ++shown > options.limit)
            return;
        if (console.json)
            all.push_back(key);
        else
            console.line(std::string(key));
    }));
    if (console.json)
        console.document(all);
    return kDone;
}

} // namespace

void addListCommands(CLI::App &app, Console &console) {
    auto options = std::make_shared<ListOptions>();
    CLI::App *noun = app.add_subcommand("list", "Stored lists of keys, for rules");
    noun->require_subcommand(1);
    const auto add = [&](const std::string &verb, const std::string &about, auto body) {
        return console.add(*noun, verb, about, true, [&console, options, body] {
            return withSession(console, [&](Session &session) -> Result<int> { return body(console, session, *options); });
        });
    };
    const auto withList = [&](CLI::App *command) {
        command->add_option("LIST", options->list, "Its name or id")->required();
        return command;
    };
    add("list", "Name, size and date of each", [](const Console &c, Session &s, const ListOptions &) { return list(c, s); });
    CLI::App *import_ = add("import", "Keys from a file, or from standard input, as a list", importKeys);
    import_->add_option("FILE", options->file, "A key per line, or CSV; - for standard input")->required();
    import_->add_option("--as", options->list, "Name of the list; its keys are replaced where it exists")->required();
    import_->add_option("--column", options->column, "Column of the keys, where the file has several");
    CLI::Option *adding = import_->add_flag("--add", options->add, "Add to the keys of the list");
    import_->add_flag("--remove", options->remove, "Take these keys off the list")->excludes(adding);
    withList(add("keys", "One key per line", keys))->add_option("--limit", options->limit)->check(CLI::Range(1, 1'000'000'000));
    withList(add("remove", "Remove a list; undo brings it back", [](const Console &c, Session &s, const ListOptions &o) -> Result<int> {
        TRY_ASSIGN(const KeyList found, ListService(s).find(o.list));
        TRY(ListService(s).remove(found.id));
        return c.done("List \"" + found.name + "\" removed; \"list undo " + std::to_string(found.id) + "\" brings it back.", jsonOf(found));
    }));
    withList(add("undo", "Take back the last change of a list, or its removal (by id)", [](const Console &c, Session &s, const ListOptions &o) -> Result<int> {
        std::int64_t id = std::atoll(o.list.c_str());
        const auto found = ListService(s).find(o.list);
        if (!found && id == 0)
            return found.error();
        if (found)
            id = found->id;
        TRY_ASSIGN(const KeyList back, ListService(s).undo(id));
        return c.done("List \"" + back.name + "\" holds " + grouped(back.keys) + " keys again.", jsonOf(back));
    }));
}

} // namespace audience::cli
