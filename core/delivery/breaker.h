// Stops a campaign that hurts the sender's name before the service does: too many hard bounces or
// complaints among what was accepted. The rule is pure; the counts are read on the caller's thread.
#pragma once

#include "base/result.h"
#include "base/strong_id.h"
#include "store/connection.h"

#include <cstdint>
#include <string_view>

namespace audience::delivery {

inline constexpr std::string_view kBounceRate = "bounce_rate";
inline constexpr std::string_view kComplaintRate = "complaint_rate";

struct SendRates {
    std::int64_t accepted = 0;
    std::int64_t bounced = 0; // permanently
    std::int64_t complained = 0;
};

struct BreakerLimits {
    std::int64_t after = 500; // accepted messages before the rates mean anything
    double bounce = 0.05;
    double complaint = 0.001;
};

// kBounceRate, kComplaintRate, or empty while all is well.
std::string_view trippedBreaker(const SendRates &rates, const BreakerLimits &limits = {});

// Of the whole run.
Result<SendRates> totalRates(const store::Connection &connection, RunId run);
// Since the run was last resumed after a breaker. `accepted` is the run's count so far, which the
// runner knows without reading every row.
Result<SendRates> ratesSinceResume(const store::Connection &connection, RunId run,
                                   std::int64_t accepted);

} // namespace audience::delivery
