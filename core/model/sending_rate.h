// How fast a campaign may be asked to go, in emails per second; 0: as fast as the account allows.
#pragma once

#include "base/result.h"

namespace audience::model {

inline constexpr double kSlowestRate = 0.01, kFastestRate = 10'000;

// Error "campaign.bad_rate" {rate, slowest, fastest}.
Result<void> checkRate(double perSecond);

} // namespace audience::model
