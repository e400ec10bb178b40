#include "app/cli/commands/commands.h"

#include "app/cli/commands/event_commands.h"
#include "app/cli/stop_signal.h"
#include "service/campaign_service.h"
#include "service/connection_service.h"

#include <memory>

namespace audience::cli {

using namespace service;

namespace {

struct EventOptions {
    std::string file;
    bool untilIdle = false, once = false;
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

// Sends what is armed and polls events, until told to stop.
Result<int> work(const Console &console, Session &session, bool once) {
    StopSignal stop;
    CampaignService campaigns(session);
    ConnectionService connections(session);
    EventsReport total;
    Json ran = Json::array();
    for (;;) {
        TRY_ASSIGN(const auto due, campaigns.startDue());
        for (const DueStart &one : due)
            console.say(one.name + ": " + (one.problem ? "cannot start - " + sentenceOf(one.problem->id, one.problem->args) : std::string("started as scheduled")));
        TRY_ASSIGN(const auto all, campaigns.list());
        for (const CampaignView &view : all)
            if (view.state == model::CampaignState::Sending) {
                TRY_ASSIGN(const CampaignStatus status, campaigns.run(view.id, nullptr, stop.token()));
                console.say(status.name + ": " + std::string(toText(status.state)));
                ran.push_back(Json{{"id", status.id.value}, {"state", toText(status.state)}, {"reason", status.reason}});
            }
        TRY_ASSIGN(const EventsReport report, connections.pollEvents(once, stop.token()));
        if (report.received > 0)
            sayEvents(console, report);
        total.received += report.received;
        total.matched += report.matched;
        total.duplicate += report.duplicate;
        total.foreign += report.foreign;
        total.unreadable += report.unreadable;
        if (once || stop.token().isCancelled()) {
            if (console.json)
                console.document(Json{{"campaigns", ran}, {"events", eventsJson(total)}});
            return kDone;
        }
        for (int i = 0; i < 50 && !stop.token().isCancelled(); ++i)
            session.workspace().clock().sleepFor(std::chrono::milliseconds(100));
    }
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
    CLI::App *worker = console.add(app, "worker", "Send what is armed and read events, until stopped", true, [&console, options] {
        return withSession(console, [&](Session &session) { return work(console, session, options->once); });
    });
    worker->add_flag("--once", options->once, "One round, then end");
}

} // namespace audience::cli
