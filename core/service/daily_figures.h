// How many people there were, and how many could be emailed, on each day somebody looked: what lines and
// "this week" on the first page come from. Kept in the workspace, at most 90 days.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <cstdint>
#include <map>
#include <vector>

namespace audience::service {

class Session;

struct DayFigures {
    CivilDate day;
    std::int64_t people = 0, reachable = 0;
    std::map<std::int64_t, std::int64_t> segments; // members by id of the segment
    friend bool operator==(const DayFigures &, const DayFigures &) = default;
};

// By day, the oldest first. What cannot be read is left out.
Result<std::vector<DayFigures>> dailyFigures(const Session &session);
Result<void> keepDailyFigures(Session &session, const std::vector<DayFigures> &days);
// Counts now and keeps it as today's; a read-only workspace is only counted.
// Error "data.no_people".
Result<DayFigures> countToday(Session &session);
// The newest day at or before `day`; nothing where there is none.
const DayFigures *figuresOf(const std::vector<DayFigures> &days, CivilDate day);

} // namespace audience::service
