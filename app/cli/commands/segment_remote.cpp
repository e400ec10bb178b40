// People who stay in their database: data remote, and a segment written there as a table.
#include "app/cli/commands/segment_commands.h"
#include "app/cli/commands/sync_commands.h"
#include "app/cli/stop_signal.h"
#include "service/remote_people.h"
#include "service/segment_materialise.h"
#include "service/source_service.h"

#include <fmt/format.h>

namespace audience::cli {

using namespace service;

Json toJson(const EngineView &engine) {
    Json json{{"connection", engine.connection}, {"engine", engine.engine}, {"seconds", engine.seconds}, {"bytes", engine.bytes}, {"at", toIso(engine.at)}};
    if (engine.credits)
        json["credits"] = *engine.credits;
    return json;
}

std::string engineText(const EngineView &engine) {
    return fmt::format("{} of {} answered in {:.2f} s, {} bytes over the line", engine.engine, engine.connection, engine.seconds, grouped(engine.bytes)) +
           (engine.credits ? fmt::format(", {:.4f} credits", *engine.credits) : std::string());
}

namespace {

struct RemoteOptions {
    model::RemoteDataset dataset;
    std::string table;
    bool remove = false;
};

Json jsonOf(const RemoteView &view) {
    Json json{{"name", view.dataset.name}};
    json.update(model::toJson(view.dataset));
    json["remote"] = true;
    json["looked_at"] = toIso(view.lookedAt);
    return json;
}

void say(const Console &console, const RemoteView &view) {
    const model::RemoteDataset &dataset = view.dataset;
    console.say(dataset.name + ": " + dataset.source() + " of " + dataset.connection + " (" + dataset.role + "), stays there" +
                (dataset.rows >= 0 ? ", about " + grouped(dataset.rows) + " rows" : std::string()));
    for (const model::RemoteColumn &column : dataset.columns)
        console.say("    " + column.name + "  " + column.sourceType + "  ->  " + column.type + (column.name == dataset.person() ? "  person" : ""));
}

Result<int> remote(const Console &console, Session &session, RemoteOptions options) {
    StopSignal stop;
    RemoteService remotes(session);
    if (options.remove) {
        TRY(remotes.remove(options.dataset.name));
        return console.done("Forgot " + options.dataset.name + "; the table stays as it is.");
    }
    if (!options.table.empty()) {
        TRY_ASSIGN(const auto table, SourceService(session).tableFromText(options.dataset.connection, options.table));
        options.dataset.schema = table.schema;
        options.dataset.table = table.name;
        TRY_ASSIGN(const RemoteView view, remotes.define(options.dataset, stop.token()));
        say(console, view);
        if (console.json)
            console.document(jsonOf(view));
        return kDone;
    }
    TRY_ASSIGN(RemoteView view, remotes.find(options.dataset.name));
    TRY_ASSIGN(view, remotes.define(view.dataset, stop.token())); // as its table is now
    say(console, view);
    if (console.json)
        console.document(jsonOf(view));
    return kDone;
}

Result<int> materialise(const Console &console, Session &session, const SegmentOptions &options, const std::string &connection, const std::string &table) {
    StopSignal stop;
    TRY_ASSIGN(const auto rule, ruleOf(session, options));
    const auto show = console.progress("written");
    Progress progress([&](ProgressState state) {
        if (show)
            show(state.done, std::max(state.done, state.total));
    });
    TRY_ASSIGN(const Materialised done, materialiseSegment(session, rule, options.columns, connection, table, &progress, stop.token()));
    if (console.json)
        console.document(Json{{"connection", done.connection}, {"table", done.table}, {"rows", done.rows}, {"seconds", done.seconds}, {"there", done.there}});
    console.say(grouped(done.rows) + " people stand in " + done.table + " of " + done.connection + ", written at once in " + fmt::format("{:.2f} s", done.seconds) +
                (done.there ? "; nothing went over the line" : ""));
    return kDone;
}

} // namespace

Result<void> sayRemote(const Console &console, Session &session, Json &all) {
    TRY_ASSIGN(const auto remotes, RemoteService(session).list());
    for (const RemoteView &one : remotes) {
        all.push_back(jsonOf(one));
        console.say(one.dataset.name + "\t" + one.dataset.role + "\t" + (one.dataset.rows >= 0 ? "about " + grouped(one.dataset.rows) + " rows" : std::string("rows unknown")) +
                    "\t" + std::to_string(one.dataset.columns.size()) + " columns\tlive, stays in " + one.dataset.connection);
    }
    return {};
}

void addRemoteCommand(CLI::App &noun, Console &console) {
    auto options = std::make_shared<RemoteOptions>();
    CLI::App *command = console.add(noun, "remote", "A table whose rows stay in their database, where segments of its people are counted", true, [&console, options] {
        return withSession(console, [&](Session &session) { return remote(console, session, *options); });
    });
    model::RemoteDataset &dataset = options->dataset;
    command->add_option("NAME", dataset.name)->required();
    command->add_option("--connection", dataset.connection, "The database it is in");
    command->add_option("--table", options->table, "SCHEMA.TABLE; without it the table is looked at again");
    command->add_option("--as,--role", dataset.role)->check(CLI::IsMember({"profiles", "events", "table"}))->capture_default_str();
    command->add_option("--key", dataset.key, "Column that names a person or a row");
    command->add_option("--profile", dataset.profile, "Column that names the person of a row");
    command->add_option("--time", dataset.time, "Column of the time of an event");
    command->add_option("--name", dataset.nameColumn, "Column of the name of an event");
    command->add_option("--event", dataset.eventName, "One name for all events of the table");
    command->add_option("--email", dataset.email, "Column of the address");
    command->add_option("--zone", dataset.zone, "Time zone of times that say none")->capture_default_str();
    command->add_option("--skip", dataset.ignored, "A column that no rule may name; may be repeated");
    command->add_flag("--remove", options->remove, "Forget it; the table stays as it is");
}

void addMaterialise(CLI::App &noun, Console &console, const std::shared_ptr<SegmentOptions> &options) {
    auto connection = std::make_shared<std::string>(), table = std::make_shared<std::string>();
    CLI::App *command = console.add(noun, "materialise", "Write its people into a database as a table, all at once", true, [&console, options, connection, table] {
        return withSession(console, [&](Session &session) { return materialise(console, session, *options, *connection, *table); });
    });
    console.addNow(*command);
    addRuleOptions(command, *options);
    command->add_option("--columns", options->columns, "Attributes and traits (trait:NAME) beside the key")->delimiter(',');
    command->add_option("--connection", *connection, "The database it is written to")->required();
    command->add_option("--table", *table, "SCHEMA.TABLE; one that was written from here is replaced")->required();
}

} // namespace audience::cli
