#include "app/cli/commands/commands.h"

#include "app/cli/commands/event_commands.h"
#include "app/cli/stop_signal.h"
#include "service/connection_service.h"

#include <memory>

namespace audience::cli {

using namespace service;

namespace {

struct EventOptions {
    std::string file;
    bool untilIdle = false;
};

void sayEvents(const Console &console, const EventsReport &report) {
    console.say(grouped(report.received) + " events, " + grouped(report.matched) + " matched, " + grouped(report.duplicate) +
                " seen before, " + grouped(report.foreign) + " of others, " + grouped(report.unreadable) + " unreadable");
}

Json eventsJson(const EventsReport &report) {
    return Json{{"received", report.received}, {"matched", report.matched}, {"duplicate", report.duplicate},
                {"foreign", report.foreign}, {"unreadable", report.unreadable}};
}

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
