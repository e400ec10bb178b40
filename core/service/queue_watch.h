// Reads the queue of a connection to wherever it is empty: at the start of polling also what the service put aside, and
// whether nobody read it for longer than it keeps events - then some are gone, and that is said for a week. Blocks.
#pragma once

#include "async/cancel.h"
#include "base/clock.h"
#include "delivery/event_intake.h"
#include "model/connection.h"

#include <optional>
#include <string>
#include <vector>

namespace audience::service {

class Session;

// What came into the queue in this time is gone where nobody had read it.
struct QueueGap {
    std::string connection;
    Instant from, to;
};

struct QueueReading {
    delivery::IntakeReport intake;
    std::int64_t damaged = 0;   // left in the queue
    bool isEmptied = false;     // nothing more was there
    std::optional<QueueGap> gap; // found this time
};

// `wait`: for a first message. Errors: those of SqsDrain.
Result<QueueReading> readQueue(Session &session, const model::SqsConnection &queue, bool untilIdle, std::chrono::seconds wait,
                               const CancelToken &cancel);
// Found within the last week.
Result<std::vector<QueueGap>> recentGaps(Session &session);
// By what the queue says of itself now; nothing where it was read in time. Errors: those of the service.
Result<std::optional<QueueGap>> standingGap(Session &session, const model::SqsConnection &queue, const CancelToken &cancel);

} // namespace audience::service
