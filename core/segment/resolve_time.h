// Times of a rule resolved against "now" and a zone. Minutes, hours, days and weeks are fixed lengths
// (a day is 24 h); months and years are calendar steps in the zone, the day cut to the month's last.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "model/segment_condition.h"

#include <optional>
#include <vector>

namespace audience::segment {

// Half-open, UTC microseconds; engine::kNoLow and kNoHigh where open.
struct TimeSpan {
    std::int64_t from, to;
};
// Half-open, in civil days.
struct DaySpan {
    std::int64_t from, to;
};

// What one written time covers: a bare date its whole day in the zone, anything else one microsecond.
// A time without an offset is meant in the zone.
std::optional<TimeSpan> spanOfTime(std::string_view text, const std::string &zone);
// Nothing for anniversaries, which are no span.
std::optional<TimeSpan> resolveWindow(const model::Window &window, Instant now, const std::string &zone);
// For columns of civil dates; nothing for windows in minutes or hours. "Today" is now's date in the zone.
std::optional<DaySpan> resolveDays(const model::Window &window, Instant now, const std::string &zone);

// The months and days (month * 32 + day, rising) of an anniversary window. Who was born on 29 February has
// the anniversary on 28 February in years without one.
std::vector<std::int64_t> anniversaryDays(const model::Window &window, Instant now, const std::string &zone);

// Of one length always: minutes, hours, days and weeks.
std::int64_t microsOf(model::TimeUnit unit);

} // namespace audience::segment
