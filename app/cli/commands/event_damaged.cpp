#include "app/cli/commands/event_commands.h"
#include "app/cli/stop_signal.h"
#include "base/text.h"
#include "service/event_service.h"

#include <memory>

namespace audience::cli {

using namespace service;
using delivery::DamagedEvent;

namespace {

constexpr int kPage = 200;

// One object per line, with the body as it came.
Result<int> list(const Console &console, Session &session, int limit) {
    EventService events(session);
    TRY_ASSIGN(const std::int64_t total, events.damagedCount());
    Json all = Json::array();
    std::int64_t after = 0;
    for (int left = limit; left > 0;) {
        TRY_ASSIGN(const auto page, events.damaged(after, std::min(left, kPage)));
        for (const DamagedEvent &event : page) {
            after = event.id;
            if (console.json)
                all.push_back(Json{{"id", event.id}, {"source", event.source}, {"received_at", toIso(event.receivedAt)}, {"reason", event.reason}, {"body", repairUtf8(event.body)}});
            console.say(toIso(event.receivedAt) + "\t" + event.source + "\t" + event.reason + "\t" + repairUtf8(event.body.substr(0, 120)));
        }
        left -= static_cast<int>(page.size());
        if (page.size() < static_cast<std::size_t>(kPage))
            break;
    }
    if (console.json)
        console.document(all);
    console.say(grouped(total) + " events could not be read and are kept as they came.");
    return kDone;
}

} // namespace

void addDamagedEventsCommands(CLI::App &events, Console &console) {
    CLI::App *noun = events.add_subcommand("damaged", "Events that could not be read, kept as they came");
    noun->require_subcommand(1);
    auto limit = std::make_shared<int>(1'000'000);
    console.add(*noun, "list", "With their bodies, oldest first", true, [&console, limit] {
        return withSession(console, [&](Session &session) { return list(console, session, *limit); });
    })->add_option("--limit", *limit)->check(CLI::Range(1, 1'000'000));
    console.add(*noun, "retry", "Read them again, e.g. after an update", true, [&console] {
        return withSession(console, [&](Session &session) -> Result<int> {
            StopSignal stop;
            TRY_ASSIGN(const EventsReport report, EventService(session).retryDamaged(stop.token()));
            const std::int64_t read = report.received - report.unreadable;
            return console.done(grouped(read) + " events could be read now, " + grouped(report.unreadable) + " are still kept.", Json{{"read", read}, {"kept", report.unreadable}});
        });
    });
}

} // namespace audience::cli
