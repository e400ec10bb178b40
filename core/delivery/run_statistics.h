// What became of a run, for a report and its charts: states, facts, links, and what happened when.
// Reads only, on any connection; facts are counted by message, so an event twice counts once.
#pragma once

#include "delivery/ledger_types.h"
#include "store/connection.h"

#include <functional>

namespace audience::delivery {

struct RunFacts {
    std::int64_t delivered = 0;
    std::int64_t bounced = 0;     // permanently
    std::int64_t bouncedSoft = 0; // for the moment, or undetermined
    std::int64_t complained = 0;
    std::int64_t delayed = 0;
    std::int64_t rejected = 0;        // by the service after it had accepted
    std::int64_t opened = 0;          // by a person, as far as the service can tell
    std::int64_t openedByMachine = 0; // and by nobody else
    std::int64_t clicked = 0;
    std::int64_t unsubscribed = 0;
};

struct LinkClicks {
    std::string link;
    std::int64_t people = 0, clicks = 0;
};

// One second in which something happened.
struct TimelinePoint {
    Instant second;
    std::int64_t accepted = 0, delivered = 0, bounced = 0, complained = 0, opened = 0, clicked = 0;
};

struct LogRow {
    std::int64_t message = 0;
    Ordinal ordinal = 0;
    std::string address, variant, state, reason, messageId;
    std::int64_t attempts = 0;
    Instant changedAt;
};

Result<RunFacts> runFacts(const store::Connection &connection, RunId run);
Result<std::vector<LinkClicks>> linkClicks(const store::Connection &connection, RunId run);
// Every click with its link, in no particular order; programs that follow links by themselves are told apart.
Result<void> forEachClick(const store::Connection &connection, RunId run,
                          const std::function<void(std::int64_t message, std::string_view link, bool isProgram)> &use);
// Bounced emails by the code the mailbox gave ("5.1.1"; where it gave none, what the service calls it:
// "Transient/MailboxFull") and by the domain they went to, each email once. Codes and domains as RunLogQuestion
// takes them.
struct BounceCount {
    std::string name;
    std::int64_t emails = 0;
    bool isPermanent = false; // any of them
};
struct Bounces {
    std::vector<BounceCount> byCode, byDomain; // the most first
};
Result<Bounces> bounces(const store::Connection &connection, RunId run);
Result<std::vector<TimelinePoint>> timeline(const store::Connection &connection, RunId run);
// Skipped and refused rows by their reason.
Result<std::map<std::string, std::int64_t>> reasons(const store::Connection &connection, RunId run,
                                                    MessageState state);
// A page of rows, by id; `after` is the last id of the page before.
Result<std::vector<LogRow>> logPage(const store::Connection &connection, RunId run,
                                    std::int64_t after, int limit);

} // namespace audience::delivery
