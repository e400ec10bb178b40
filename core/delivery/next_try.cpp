#include "delivery/next_try.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace audience::delivery {

using std::chrono::minutes;

namespace {

constexpr std::array kDistances{minutes(5), minutes(15), minutes(60), minutes(120), minutes(240)};
constexpr std::int64_t kLeastTries = kDistances.size();
constexpr std::chrono::hours kLongest{24};
constexpr minutes kBeforeExpiry{1};

} // namespace

std::optional<Instant> nextTry(const NotTaken &soFar, Instant now) {
    const auto place = static_cast<std::size_t>(std::clamp<std::int64_t>(soFar.tries - 1, 0, kLeastTries - 1));
    Instant wanted = now + kDistances[place];
    const Instant last = soFar.expiresAt - kBeforeExpiry;
    if (soFar.expiresAt.micros != 0 && last < wanted && now + kDistances.front() <= last)
        wanted = last;
    if (soFar.tries >= kLeastTries && soFar.since + kLongest < wanted)
        return std::nullopt;
    return nextTry(soFar, now, wanted);
}

std::optional<Instant> nextTry(const NotTaken &soFar, Instant now, Instant wanted) {
    const Instant at = std::max(now, wanted);
    if (soFar.expiresAt.micros != 0 && soFar.expiresAt < at)
        return std::nullopt;
    return at;
}

} // namespace audience::delivery
