#include "app/cli/commands/event_commands.h"
#include "app/cli/stop_signal.h"
#include "base/digest.h"
#include "base/text.h"
#include "service/event_service.h"
#include "service/output_file.h"

#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>

namespace audience::cli {

using namespace service;
using delivery::DamagedEvent;

namespace {

constexpr int kPage = 200, kMost = 1'000'000;

// Whole batches, oldest first, until `most` or `each` says no.
Result<void> eachDamaged(Session &session, int most, const std::function<Result<void>(const DamagedEvent &)> &each) {
    EventService events(session);
    std::int64_t after = 0;
    for (int left = most; left > 0;) {
        TRY_ASSIGN(const auto page, events.damaged(after, std::min(left, kPage)));
        for (const DamagedEvent &event : page) {
            after = event.id;
            TRY(each(event));
        }
        left -= static_cast<int>(page.size());
        if (page.size() < static_cast<std::size_t>(kPage))
            break;
    }
    return {};
}

// What cannot stand in JSON as it came, byte for byte, stands there as base64.
Json jsonOf(const DamagedEvent &event) {
    Json one{{"id", event.id}, {"source", event.source}, {"received_at", toIso(event.receivedAt)}, {"reason", event.reason}};
    if (isValidUtf8(event.body))
        one["body"] = event.body;
    else
        one["body_base64"] = toBase64(event.body);
    return one;
}

// A line of JSON each.
Result<int> exportTo(const Console &console, Session &session, const std::string &path) {
    TRY(checkOutput(session, path));
    std::ofstream file(std::filesystem::path(path), std::ios::binary | std::ios::trunc);
    std::int64_t written = 0;
    if (file)
        TRY(eachDamaged(session, kMost, [&](const DamagedEvent &event) -> Result<void> {
            file << dumpJson(jsonOf(event)) << '\n';
            ++written;
            return {};
        }));
    file.close();
    if (!file)
        return Error(ErrorKind::Io, "cli.file_unwritable").with("path", path);
    return console.done(grouped(written) + " events written to " + path, Json{{"written", written}});
}

// One object per line, with the body as it came.
Result<int> list(const Console &console, Session &session, int limit) {
    EventService events(session);
    TRY_ASSIGN(const std::int64_t total, events.damagedCount());
    Json all = Json::array();
    TRY(eachDamaged(session, limit, [&](const DamagedEvent &event) -> Result<void> {
        if (console.json)
            all.push_back(jsonOf(event));
        console.say(toIso(event.receivedAt) + "\t" + event.source + "\t" + event.reason + "\t" + repairUtf8(event.body.substr(0, 120)));
        return {};
    }));
    if (console.json)
        console.document(all);
    console.say(grouped(total) + " events could not be read and are kept as they came.");
    return kDone;
}

} // namespace

void addDamagedEventsCommands(CLI::App &events, Console &console) {
    CLI::App *noun = events.add_subcommand("damaged", "Events that could not be read, kept as they came");
    noun->require_subcommand(1);
    auto limit = std::make_shared<int>(kMost);
    console.add(*noun, "list", "With their bodies, oldest first", true, [&console, limit] {
        return withSession(console, [&](Session &session) { return list(console, session, *limit); });
    })->add_option("--limit", *limit)->check(CLI::Range(1, kMost));
    auto path = std::make_shared<std::string>();
    console.add(*noun, "export", "As they came, a line of JSON each, for whoever can tell what they are", true, [&console, path] {
        return withSession(console, [&](Session &session) { return exportTo(console, session, *path); });
    })->add_option("FILE", *path)->required();
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
