// Keeps sends below a rate per second and below a quota in a rolling window, on the injected clock.
// One owner thread. It only answers "now?" and "when?"; it never sleeps.
#pragma once

#include "base/clock.h"

#include <chrono>
#include <cstdint>
#include <deque>

namespace audience::net {

class TokenBucket {
public:
    struct Limits {
        double perSecond = 1;
        double burst = 1;               // tokens saved up at most
        std::int64_t windowQuota = -1;  // -1: no quota
        std::int64_t usedElsewhere = 0; // of the quota, by others, as the service reported it
        std::chrono::microseconds window = std::chrono::hours(24);
    };

    TokenBucket(const Clock &clock, Limits limits);

    // Takes `count` tokens, or none.
    bool tryTake(int count = 1);
    // Zero when tryTake() would succeed now; for a window that is full, when its oldest use leaves
    // it.
    std::chrono::microseconds waitFor(int count = 1);
    bool quotaReached(int count = 1);
    // New figures from the service; what was taken stays taken, and a rate that was slowed down
    // climbs to the new one as it would have to the old one.
    void setLimits(Limits limits);
    // Taken here within the window.
    std::int64_t usedInWindow();
    // The service says "too fast": the rate falls to this fraction of itself, and saved tokens are
    // lost. After a while without such a word it climbs back, slowly, to what the limits say.
    void slowDown(double factor);
    const Limits &limits() const { return m_limits; }

private:
    void refresh();

    const Clock &m_clock;
    Limits m_limits;
    double m_fullRate; // of the limits, before any slowing down
    std::chrono::microseconds m_slowedAt{0};
    double m_tokens;
    std::chrono::microseconds m_filledAt;
    struct Use {
        std::chrono::microseconds at;
        std::int64_t count;
    };
    std::deque<Use> m_uses; // of the window, merged by minute
    std::int64_t m_usedInWindow = 0;
};

} // namespace audience::net
