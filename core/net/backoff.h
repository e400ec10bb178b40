// How long to wait before the n-th retry: exponential, with full jitter, so that many clients that
// failed together do not come back together.
#pragma once

#include "base/rng.h"

#include <algorithm>
#include <chrono>

namespace audience::net {

struct Backoff {
    std::chrono::milliseconds base{1'000};  // the ceiling of the first wait
    std::chrono::milliseconds cap{600'000}; // no wait is longer
    std::chrono::milliseconds floor{0};     // no wait is shorter

    // Uniform in [floor, min(cap, base * 2^attempt)]; attempt counts from 0.
    std::chrono::milliseconds wait(int attempt, Rng &rng) const {
        const int doublings = std::clamp(attempt, 0, 30);
        const auto ceiling = std::min<std::int64_t>(cap.count(), base.count() << doublings);
        return std::chrono::milliseconds(
            rng.between(floor.count(), std::max<std::int64_t>(floor.count(), ceiling)));
    }
};

} // namespace audience::net
