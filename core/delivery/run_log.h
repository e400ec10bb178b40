// The log of a run, one row per person: the ledger's state and the strongest thing that is known to
// have happened. Reads only, on any connection.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/strong_id.h"
#include "store/connection.h"

#include <string>
#include <string_view>
#include <vector>

namespace audience::delivery {

struct RunLogEntry {
    Ordinal ordinal = 0;
    std::string address, variant;
    std::string state; // of the ledger
    std::string
        outcome; // complained > unsubscribed > clicked > opened > bounced > delivered > the state
    std::string reason, messageId;
    std::string link; // of the last click
    Instant at;       // of the last thing that happened
};

// `filter`: empty, a state, or an outcome. Newest first; rows [first, first + count).
Result<std::vector<RunLogEntry>> runLog(const store::Connection &connection, RunId run,
                                        std::string_view filter, std::int64_t first, int count);

} // namespace audience::delivery
