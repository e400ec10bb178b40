// What readers might do with a practice email, as the service would report it: the same JSON, in
// the same SNS envelope. Deterministic by seed and attempt; pure. Invented people, never real ones.
#pragma once

#include "base/clock.h"
#include "delivery/transport.h"

#include <string>
#include <vector>

namespace audience::delivery {

struct PracticeBehaviour {
    std::uint64_t seed = 1;
    double bounce = 0.012;     // permanently, of what was sent
    double delay = 0.01;       // delivered after a delay
    double complaint = 0.0002; // of what was delivered
    double open = 0.34;
    double machineOpen = 0.08;
    double click = 0.18;           // of what was opened by a person
    double unsubscribe = 0.003;    // of what was opened by a person
    double secondsPerHour = 3'600; // how long an hour of a reader's life takes
};

struct TimedEvent {
    Instant due;
    std::string body; // as it would lie in the queue
};

// In the order of their times. The mailbox simulator's addresses behave as their names say.
std::vector<TimedEvent> practiceEvents(const Parcel &parcel, const std::string &messageId,
                                       Instant sentAt, const PracticeBehaviour &behaviour);

} // namespace audience::delivery
