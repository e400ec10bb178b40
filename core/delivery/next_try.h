// When a message that a service did not take for now (a full or busy mailbox, greylisting, throttling) is tried again,
// and when that has gone on for long enough. Pure.
#pragma once

#include "base/clock.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace audience::delivery {

// The reason of a message that was never taken within its time; it is refused then.
inline constexpr std::string_view kNotAcceptedInTime = "not_accepted_in_time";

// What became of a message so far.
struct NotTaken {
    std::int64_t tries = 1;  // that were answered "not now", this one included
    Instant since;           // the first of them began
    Instant expiresAt;       // it is worth nothing later; 0: never
};

// For a mailbox: 5, 15, 60, 120 and then every 240 minutes, with a last try a minute before it expires; at most for 24
// hours, but five tries are given even to who was away for longer. Nothing: it is not tried again.
std::optional<Instant> nextTry(const NotTaken &soFar, Instant now);
// For a service that throttles, at the time chosen for all of its messages: no mailbox is to blame, so only what expires
// is given up.
std::optional<Instant> nextTry(const NotTaken &soFar, Instant now, Instant wanted);

} // namespace audience::delivery
