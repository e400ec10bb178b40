// The log of a run, one row per person: the ledger's state and the strongest thing that is known to
// have happened. Reads only, on any connection.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/strong_id.h"
#include "store/connection.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::delivery {

struct RunLogEntry {
    std::int64_t message = 0;
    Ordinal ordinal = 0;
    std::string address, variant;
    std::string state; // of the ledger
    std::string
        outcome; // complained > unsubscribed > clicked > opened > bounced > delivered > the state
    std::string reason, messageId;
    std::string link; // of the last click
    Instant at;       // of the last thing that happened
    Instant nextTry;  // while it waits for another one
    std::optional<Ordinal> twin; // who has the same address and gets it instead
};

// Which rows: all of a state, or of those to whom something happened ("opened" includes who clicked),
// "not_sure", "to_go", "got_nothing" (kept back, rejected or bounced), "opened_by_machine" (and by nobody else), "reason:<id>",
// "bounce:<code>" and "bounced_at:<domain>" as Bounces has them, "link:<link>" where "…" stands for anything.
struct RunLogQuestion {
    std::string filter;
    std::string search; // part of an address
};

// Newest first; rows [first, first + count).
Result<std::vector<RunLogEntry>> runLog(const store::Connection &connection, RunId run,
                                        const RunLogQuestion &question, std::int64_t first,
                                        int count);
Result<std::int64_t> runLogCount(const store::Connection &connection, RunId run,
                                 const RunLogQuestion &question);

struct MessageStep {
    Instant at;
    std::string what; // an attempt's outcome, an event's kind, or "next_try" of one that waits: that is still to come
    std::string detail, messageId;
    bool byMachine = false;
};
// Everything that happened to one message, in order.
Result<std::vector<MessageStep>> messageHistory(const store::Connection &connection, RunId run,
                                                MessageId message);

} // namespace audience::delivery
