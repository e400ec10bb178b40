// Random rules over the columns of randomData(): every family, operator and window, nested groups.
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "base/rng.h"
#include "model/segment_rule.h"

namespace audience::test {

model::SegmentRule randomRule(Rng &rng, Instant now);
Json randomCondition(Rng &rng, Instant now);

} // namespace audience::test
