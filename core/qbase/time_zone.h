// IANA time zones for the core: civil time to instant and back, with gaps and folds resolved the same
// way everywhere (a time in a gap moves forward by the gap, a time in a fold takes the first offset).
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace audience {

struct CivilTime {
    CivilDate date;
    std::int32_t secondOfDay = 0;
};

bool isKnownZone(std::string_view zone);
// All names that isKnownZone() takes, links included; in the order of their bytes.
const std::vector<std::string> &knownZones();
std::string systemZone();
// Error "zone.unknown" with {zone}.
Result<Instant> instantAt(CivilTime local, std::string_view zone);
Result<CivilTime> civilAt(Instant instant, std::string_view zone);
// An offset from UTC and since when it is in force.
struct ZoneOffset {
    std::int64_t from = 0;   // UTC microseconds
    std::int64_t micros = 0; // local time minus UTC
};
// The offsets between two instants, rising; the first is that in force at `from`. Empty for an unknown zone.
std::vector<ZoneOffset> offsetsBetween(Instant from, Instant to, std::string_view zone);
// Offset from UTC in seconds at that instant; 0 for an unknown zone.
std::int32_t offsetSecondsAt(Instant instant, std::string_view zone);
// What its people call the zone at that instant, such as "CEST"; "+03" where there is no name.
std::string abbreviationAt(Instant instant, std::string_view zone);

} // namespace audience
