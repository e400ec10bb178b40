// The hour of the day at which each person opened most emails so far, on their own clock or the campaign's: only what people
// opened counts, not their programs, and only once they have opened enough to tell. Private to service. Any thread.
#pragma once

#include "delivery/send_plan.h"
#include "service/people.h"

namespace audience::service {

inline constexpr int kOpeningsForAnHour = 3; // different emails

struct BestHours {
    delivery::HourOf hourOf; // -1 for who has opened too few
    std::int64_t people = 0; // who have one
};

// `zone`: of who has none. Practice openings count only for practice.
Result<BestHours> bestHours(Session &session, const delivery::ZoneOf &zones, const std::string &zone, bool isPractice);

} // namespace audience::service
