#include "app/cli/commands/commands.h"

#include "app/cli/commands/event_commands.h"
#include "app/cli/stop_signal.h"
#include "service/connection_service.h"

#include <memory>

namespace audience::cli {

using namespace service;

std::string lostWords(const QueueGap &gap) {
    return "Nobody read " + gap.connection + " for longer than its queue keeps events: those of " + toIso(gap.from) + " to " + toIso(gap.to) +
           " are gone. Next: audiencectl suppression sync";
}

Json lostJson(const QueueGap &gap) { return Json{{"connection", gap.connection}, {"from", toIso(gap.from)}, {"to", toIso(gap.to)}}; }

void sayEvents(const Console &console, const EventsReport &report) {
    console.say(grouped(report.received) + " events, " + grouped(report.matched) + " matched, " + grouped(report.duplicate) +
                " seen before, " + grouped(report.foreign) + " of others, " + grouped(report.unreadable) + " unreadable");
    for (const QueueGap &gap : report.gaps)
        console.say(lostWords(gap));
}

Json eventsJson(const EventsReport &report) {
    Json lost = Json::array();
    for (const QueueGap &gap : report.gaps)
        lost.push_back(lostJson(gap));
    return Json{{"received", report.received}, {"matched", report.matched}, {"duplicate", report.duplicate},
                {"foreign", report.foreign}, {"unreadable", report.unreadable}, {"not_read_in_time", lost}};
}

namespace {

struct EventOptions {
    std::string file;
    bool untilIdle = false;
};

void show(const Console &console, const EventsReport &report) {
    if (console.json)
        console.document(eventsJson(report));
    sayEvents(console, report);
}

} // namespace

void addEventsCommands(CLI::App &app, Console &console) {
    auto options = std::make_shared<EventOptions>();
    CLI::App *noun = app.add_subcommand("events", "What became of the emails");
    noun->require_subcommand(1);
    CLI::App *poll = console.add(*noun, "poll", "Read the queues", true, [&console, options] {
        return withSession(console, [&](Session &session) -> Result<int> {
            StopSignal stop;
            TRY_ASSIGN(const EventsReport report, ConnectionService(session).pollEvents(options->untilIdle, stop.token()));
            show(console, report);
            return kDone;
        });
    });
    poll->add_flag("--until-idle", options->untilIdle, "End after two empty answers");
    CLI::App *file = console.add(*noun, "import", "Read events from a file", true, [&console, options] {
        return withSession(console, [&](Session &session) -> Result<int> {
            TRY_ASSIGN(const EventsReport report, ConnectionService(session).importEvents(options->file));
            show(console, report);
            return kDone;
        });
    });
    file->add_option("FILE", options->file)->required();
    addEventRulesCommands(*noun, console);
    addLimitsCommand(*noun, console);
    addDamagedEventsCommands(*noun, console);
}

} // namespace audience::cli
