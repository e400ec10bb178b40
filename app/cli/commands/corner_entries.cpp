#include "app/cli/commands/commands.h"
#include "app/cli/commands/corner_commands.h"

#include "service/corner_service.h"

#include <memory>

namespace audience::cli {

using namespace service;

namespace {

struct EntryOptions {
    std::string kind = "form", overwrite;
    std::vector<std::string> map;
    CornerHook hook;
    std::string key;
    int most = 1'000;
    bool again = false;
};

std::string wordOf(const std::string &state) {
    return state == "new"         ? "new"
           : state == "waiting"   ? "asked to confirm"
           : state == "confirmed" ? "confirmed"
           : state == "taken"     ? "taken in"
           : state == "aside"     ? "kept aside"
                                  : "expired";
}

Result<int> list(const Console &console, Session &session, const EntryOptions &options) {
    TRY_ASSIGN(const auto found, CornerService(session).entries(options.kind, options.most));
    Json list = Json::array();
    for (const CornerSignUp &one : found) {
        list.push_back(Json{{"kind", one.kind}, {"at", toIso(one.at)}, {"subject", one.subject}, {"confirmed", one.isConfirmed}, {"state", one.state},
                            {"reason", one.reason ? Json(one.reason->id) : Json()}, {"body", one.body}});
        console.say(toIso(one.at) + "\t" + one.subject + "\t" + wordOf(one.state) + "\t" + one.body);
        if (one.reason)
            console.say("\t" + sentenceOf(one.reason->id, one.reason->args));
    }
    if (console.json)
        console.document(list);
    return kDone;
}

Result<int> take(const Console &console, Session &session, const EntryOptions &options) {
    TRY_ASSIGN(const CornerTaking taken, CornerPeople(session).takeIn(options.again));
    return console.done(grouped(taken.people) + " sign-ups taken in, " + grouped(taken.added) + " of them new people, " + grouped(taken.blocked) +
                            " with a blocked address; " + grouped(taken.events) + " events; " + grouped(taken.aside) + " kept aside, " + grouped(taken.expired) + " expired.",
                        Json{{"people", taken.people}, {"added", taken.added}, {"blocked", taken.blocked}, {"events", taken.events}, {"aside", taken.aside}, {"expired", taken.expired}});
}

Result<int> fields(const Console &console, Session &session, const EntryOptions &options) {
    CornerPeople people(session);
    TRY_ASSIGN(CornerFieldMap map, people.fields());
    const CornerFieldMap before = map;
    for (const std::string &one : options.map) {
        const std::size_t equals = one.find('=');
        if (equals == 0 || equals == std::string::npos)
            return Error(ErrorKind::Invalid, "cli.not_a_pair").with("text", one);
        map.columns[one.substr(0, equals)] = one.substr(equals + 1);
    }
    if (!options.overwrite.empty())
        map.overwrites = options.overwrite == "yes";
    if (map != before)
        TRY(people.saveFields(map));
    Json columns = Json::object();
    for (const auto &[field, column] : map.columns) {
        columns[field] = column;
        console.say(field + " -> " + (column.empty() ? std::string("nowhere") : column));
    }
    console.say(map.overwrites ? "What people filled in before is replaced." : "What people filled in before stays.");
    if (console.json)
        console.document(Json{{"columns", columns}, {"overwrite", map.overwrites}});
    return kDone;
}

Result<int> hook(const Console &console, Session &session, const EntryOptions &options) {
    CornerHook hook = options.hook;
    hook.isKey = !options.key.empty();
    if (hook.isKey)
        hook.person = options.key;
    TRY(CornerPeople(session).saveHook(hook));
    return console.done("Messages of " + hook.name + " become events in " + hook.dataset + " when events are read, or now: audiencectl corner take",
                        Json{{"name", hook.name}, {"dataset", hook.dataset}});
}

} // namespace

void addCornerEntryCommands(CLI::App &noun, Console &console) {
    auto options = std::make_shared<EntryOptions>();
    const auto add = [&](const std::string &verb, const std::string &about, auto body) {
        return console.add(noun, verb, about, true, [&console, options, body] {
            return withSession(console, [&](Session &session) -> Result<int> { return body(console, session, *options); });
        });
    };
    CLI::App *listing = add("entries", "What came in by sign-up pages and webhooks and what became of it, newest first", list);
    listing->add_option("--kind", options->kind)->check(CLI::IsMember({"form", "webhook"}))->capture_default_str();
    listing->add_option("--most", options->most)->capture_default_str();
    add("take", "Make people of confirmed sign-ups, and events of messages; reading events does it too", take)
        ->add_flag("--again", options->again, "Also what was kept aside");
    CLI::App *mapping = add("fields", "Which column a field of sign-up pages goes to", fields);
    mapping->add_option("--map", options->map, "FIELD=COLUMN; nothing after the '=': nowhere");
    mapping->add_option("--overwrite", options->overwrite, "Whether filled values are replaced")->check(CLI::IsMember({"yes", "no"}));
    CLI::App *hooking = add("hook", "How the messages of a webhook become events", hook);
    hooking->add_option("NAME", options->hook.name)->required();
    hooking->add_option("--into", options->hook.dataset, "The events they go to; made where there are none")->required();
    auto *person = hooking->add_option("--person", options->hook.person, "Where the address stands, e.g. customer.email");
    hooking->add_option("--key", options->key, "Or where the person's key stands")->excludes(person);
    auto *event = hooking->add_option("--event", options->hook.event, "The name of each event");
    hooking->add_option("--event-path", options->hook.eventPath, "Or where it stands, e.g. type")->excludes(event);
    hooking->add_option("--time", options->hook.timePath, "Where the time stands; else when it arrived");
}

} // namespace audience::cli
