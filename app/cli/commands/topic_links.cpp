#include "app/cli/commands/topic_links.h"

#include "app/cli/stop_signal.h"
#include "service/topic_links.h"

#include <memory>

namespace audience::cli {

using namespace service;

namespace {

struct TopicOptions {
    std::string key, name, via;
    bool clear = false, isDry = false;
};

Result<int> map(const Console &console, Session &session, const TopicOptions &options) {
    TopicLinks links(session);
    if (!options.key.empty() && (!options.name.empty() || options.clear))
        TRY(links.tie(options.key, options.clear ? std::string() : options.name));
    TRY_ASSIGN(const delivery::TopicMap all, links.all());
    if (console.json)
        console.document(Json(all));
    for (const auto &[key, name] : all)
        console.say(key + "\t" + name);
    if (all.empty())
        console.say("No topic is tied to one of Amazon's contact list.");
    return kDone;
}

Result<int> sync(const Console &console, Session &session, const TopicOptions &options) {
    StopSignal stop;
    TRY_ASSIGN(const delivery::TopicSync done, TopicLinks(session).sync(options.via, options.isDry, stop.token()));
    if (console.json)
        console.document(Json{{"there", done.there}, {"added", done.added}, {"other_default", done.otherDefault}});
    for (const std::string &name : done.added)
        console.say(name + (options.isDry ? " would be added" : " added"));
    for (const std::string &name : done.otherDefault)
        console.say(name + " treats those who said nothing the other way round there; change it in the Amazon console if it should not.");
    console.say(grouped(static_cast<std::int64_t>(done.there.size())) + " topics were on the list.");
    return kDone;
}

} // namespace

void addTopicLinkCommands(CLI::App &topic, Console &console) {
    auto options = std::make_shared<TopicOptions>();
    const auto add = [&](const std::string &verb, const std::string &about, auto body) {
        return console.add(topic, verb, about, true, [&console, options, body] {
            return withSession(console, [&](Session &session) -> Result<int> { return body(console, session, *options); });
        });
    };
    CLI::App *mapping = add("map", "Tie a topic to one of Amazon's contact list, or show all", map);
    mapping->add_option("KEY", options->key, "Of the topic here");
    CLI::Option *name = mapping->add_option("NAME", options->name, "Of the topic there");
    mapping->add_flag("--clear", options->clear, "Not tied any more")->excludes(name);
    CLI::App *syncing = add("sync", "Add the tied topics that the contact list lacks; none is ever removed", sync);
    syncing->add_option("--via", options->via, "Connection, where several have a contact list");
    syncing->add_flag("--dry-run", options->isDry, "Only say what would be added");
}

} // namespace audience::cli
