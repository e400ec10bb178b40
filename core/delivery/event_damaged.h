// Events that could not be read: kept as they came, for a look, for another try after an update, and
// for whoever can tell what they are. Reads only; EventIntake::retryMalformed takes them in again.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "store/connection.h"

#include <cstdint>
#include <string>
#include <vector>

namespace audience::delivery {

struct DamagedEvent {
    std::int64_t id = 0;
    std::string source; // "sqs", a file name
    Instant receivedAt;
    std::string reason; // the id of the error
    std::string body;   // byte for byte
};

// Oldest first, from the one after `after` on.
Result<std::vector<DamagedEvent>> damagedEvents(const store::Connection &connection, std::int64_t after, int most);
Result<std::int64_t> damagedCount(const store::Connection &connection);

} // namespace audience::delivery
