// From when to when people get what starts at one time on each person's own clock. Any thread.
#pragma once

#include "service/period.h"

namespace audience::model {
struct Campaign;
}

namespace audience::service {

class Session;

// The first and the last moment, on the clocks that people have; both the start where the campaign is not in local time; a day
// later where each gets it at their best hour.
Result<Span> startSpan(Session &session, const model::Campaign &campaign, Instant start);

} // namespace audience::service
