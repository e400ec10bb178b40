#include "segment/time_steps.h"

#include "qbase/time_zone.h"

#include <algorithm>

namespace audience::segment {

using engine::Steps;
using model::FieldPart;
using model::TimeStep;

namespace {

constexpr std::int64_t kHour = 3600 * kMicrosPerSecond;

std::int64_t floorDivided(std::int64_t value, std::int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }
int weekdayOf(std::int64_t day) { return static_cast<int>(((day + 3) % 7 + 7) % 7) + 1; } // 1970-01-01 was a Thursday

std::int64_t dayOf(int year, int month) { return civilFromYmd({year, month, 1}).days; }

// The days that a group holds together: of a step, or as long as the part stays the same.
TimeStep lengthOf(const TimeGrid &grid) {
    if (grid.by)
        return *grid.by;
    switch (grid.part) {
    case FieldPart::Hour:
        return TimeStep::Hour;
    case FieldPart::Month:
        return TimeStep::Month;
    case FieldPart::Year:
        return TimeStep::Year;
    default:
        return TimeStep::Day;
    }
}

std::int64_t firstDay(TimeStep step, int weekStart, std::int64_t day) {
    if (step == TimeStep::Day)
        return day;
    if (step == TimeStep::Week)
        return day - (weekdayOf(day) - weekStart + 7) % 7;
    const YearMonthDay ymd = ymdFromCivil({static_cast<std::int32_t>(day)});
    return dayOf(ymd.year, step == TimeStep::Year ? 1 : step == TimeStep::Quarter ? ymd.month - (ymd.month - 1) % 3 : ymd.month);
}

std::int64_t nextDay(TimeStep step, std::int64_t first) {
    if (step == TimeStep::Day || step == TimeStep::Week)
        return first + (step == TimeStep::Day ? 1 : 7);
    const YearMonthDay ymd = ymdFromCivil({static_cast<std::int32_t>(first)});
    const int month = ymd.month + (step == TimeStep::Month ? 1 : step == TimeStep::Quarter ? 3 : 12);
    return month > 12 ? dayOf(ymd.year + 1, month - 12) : dayOf(ymd.year, month);
}

std::int64_t valueOf(const TimeGrid &grid, std::int64_t day) {
    if (grid.by)
        return day;
    if (grid.part == FieldPart::Weekday)
        return weekdayOf(day);
    const YearMonthDay ymd = ymdFromCivil({static_cast<std::int32_t>(day)});
    return grid.part == FieldPart::Day ? ymd.day : grid.part == FieldPart::Month ? ymd.month : ymd.year;
}

// The steps of [from, to) in which one offset is in force.
bool addHours(const TimeGrid &grid, std::int64_t from, std::int64_t to, std::int64_t offset, Steps &steps) {
    for (std::int64_t hour = floorDivided(from + offset, kHour) * kHour; hour - offset < to; hour += kHour) {
        if (steps.starts.size() == engine::kMaxSteps)
            return false;
        steps.starts.push_back(std::max(hour - offset, from));
        steps.values.push_back(grid.by ? hour - offset : (hour / kHour % 24 + 24) % 24);
    }
    return true;
}

bool addDays(const TimeGrid &grid, std::int64_t from, std::int64_t to, std::int64_t offset, std::int64_t unit, Steps &steps) {
    const TimeStep step = lengthOf(grid);
    for (std::int64_t day = firstDay(step, grid.weekStart, floorDivided(from + offset, unit)); day * unit - offset < to; day = nextDay(step, day)) {
        if (steps.starts.size() == engine::kMaxSteps)
            return false;
        steps.starts.push_back(std::max(day * unit - offset, from));
        steps.values.push_back(valueOf(grid, day));
    }
    return true;
}

} // namespace

Result<Steps> timeSteps(const TimeGrid &grid, std::int64_t low, std::int64_t high) {
    Steps steps;
    // Beyond the years that can be written there are no calendars, and arithmetic would leave 64 bits.
    constexpr std::int64_t kReach = 3'700'000; // days, 10,000 years
    const std::int64_t unit = grid.isDate ? 1 : kMicrosPerDay;
    if (low < -kReach * unit || high > kReach * unit)
        return engine::tooManyGroups();
    if (grid.isDate) {
        if (!addDays(grid, low, high + 1, 0, 1, steps))
            return engine::tooManyGroups();
        return steps;
    }
    const auto offsets = offsetsBetween(Instant{low}, Instant{high}, grid.zone);
    for (std::size_t i = 0; i < offsets.size(); ++i) {
        const std::int64_t to = i + 1 < offsets.size() ? offsets[i + 1].from : high + 1;
        const bool fits = lengthOf(grid) == TimeStep::Hour ? addHours(grid, offsets[i].from, to, offsets[i].micros, steps)
                                                           : addDays(grid, offsets[i].from, to, offsets[i].micros, kMicrosPerDay, steps);
        if (!fits)
            return engine::tooManyGroups();
    }
    return steps;
}

} // namespace audience::segment
