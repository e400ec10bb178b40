// Comparing exact numbers with the ends of a NumberTest. `negated` is left to the caller throughout.
#pragma once

#include "engine/event_condition.h"

namespace audience::engine {

// The integers m for which m / 10^scale lies between the ends; nothing when there are none.
std::optional<IntRange> rangeAtScale(const NumberTest &test, int scale);
bool holds(const NumberTest &test, double value);
// Whether sum / 10^scale / count lies between the ends; count > 0, |sum| < 2^63 * count.
bool averageHolds(const NumberTest &test, Int128 sum, std::uint64_t count, int scale);

} // namespace audience::engine
