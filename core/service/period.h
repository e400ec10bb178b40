// Days of the workspace's zone: a period, what it is compared with, and on which day and at which hour
// something happened. Plain values; any thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <string>
#include <unordered_map>

namespace audience::service {

// Whole days, both included.
struct Period {
    CivilDate first, last;
    int days() const { return last.days - first.days + 1; }
    friend bool operator==(const Period &, const Period &) = default;
};

// Moments [from, until).
struct Span {
    Instant from, until;
    bool holds(Instant at) const { return from <= at && at < until; }
};

// The days of one zone. Remembers offsets by the quarter of an hour, the finest step any zone changes at;
// one thread at a time.
class ZoneDays {
public:
    explicit ZoneDays(std::string zone) : m_zone(std::move(zone)) {}
    const std::string &zone() const { return m_zone; }
    CivilDate dayOf(Instant at) const;
    int hourOf(Instant at) const;                                // 0..23
    static int weekdayOf(CivilDate day) { return ((day.days + 3) % 7 + 7) % 7; } // 0 is Monday
    Result<Span> spanOf(Period period) const;
    // The same number of days before it; of a period that is not over, those that have passed, to the hour:
    // both spans are equally long on the clock of the zone.
    struct Compared {
        Span current, before;
        bool isSoFar = false;
    };
    Result<Compared> compare(Period period, Instant now) const;

private:
    std::int64_t localSeconds(Instant at) const;
    std::string m_zone;
    mutable std::unordered_map<std::int64_t, std::int32_t> m_offsets;
};

} // namespace audience::service
