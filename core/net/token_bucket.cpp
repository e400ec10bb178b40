#include "net/token_bucket.h"

#include <algorithm>

namespace audience::net {

using std::chrono::microseconds;

// How long a rate that was too fast is left alone, and by how much of the full one it grows in a second then.
static constexpr std::chrono::seconds kPatience{10};
static constexpr double kClimb = 0.01;

TokenBucket::TokenBucket(const Clock &clock, Limits limits)
    : m_clock(clock), m_limits(limits), m_fullRate(limits.perSecond), m_tokens(std::max(1.0, limits.burst)),
      m_filledAt(clock.steady()) {}

void TokenBucket::refresh() {
    const microseconds now = m_clock.steady();
    const double seconds = std::chrono::duration<double>(now - m_filledAt).count();
    m_tokens = std::min(std::max(1.0, m_limits.burst), m_tokens + seconds * m_limits.perSecond);
    if (m_limits.perSecond < m_fullRate && now - m_slowedAt >= kPatience)
        m_limits.perSecond = std::min(m_fullRate, m_limits.perSecond + seconds * kClimb * m_fullRate);
    m_filledAt = now;
    while (!m_uses.empty() && now - m_uses.front().at >= m_limits.window) {
        m_usedInWindow -= m_uses.front().count;
        m_uses.pop_front();
    }
}

bool TokenBucket::quotaReached(int count) {
    refresh();
    return m_limits.windowQuota >= 0 &&
           m_limits.usedElsewhere + m_usedInWindow + count > m_limits.windowQuota;
}

bool TokenBucket::tryTake(int count) {
    // The tolerance is for sums of fractions: 0.1 s at 10/s must be worth one token.
    if (quotaReached(count) || m_tokens + 1e-9 < count)
        return false;
    m_tokens -= count;
    // A minute's uses share one entry dated at its end, so that they leave late rather than early.
    const microseconds minuteEnd =
        std::chrono::ceil<std::chrono::minutes>(m_clock.steady() + microseconds(1));
    if (m_uses.empty() || m_uses.back().at != minuteEnd)
        m_uses.push_back({minuteEnd, 0});
    m_uses.back().count += count;
    m_usedInWindow += count;
    return true;
}

microseconds TokenBucket::waitFor(int count) {
    if (quotaReached(count)) {
        std::int64_t freed = 0;
        const std::int64_t needed =
            m_limits.usedElsewhere + m_usedInWindow + count - m_limits.windowQuota;
        for (const Use &use : m_uses) {
            freed += use.count;
            if (freed >= needed)
                return use.at + m_limits.window - m_clock.steady();
        }
        return m_limits.window; // others used it up: ask the service again, at the latest then
    }
    const double missing = count - m_tokens;
    if (missing <= 1e-9)
        return microseconds(0);
    return microseconds(
        static_cast<std::int64_t>(missing / std::max(1e-6, m_limits.perSecond) * 1e6) + 1);
}

void TokenBucket::setLimits(Limits limits) {
    refresh();
    const double slowed = m_limits.perSecond;
    const bool isSlowed = slowed < m_fullRate;
    m_limits = limits;
    m_fullRate = limits.perSecond;
    if (isSlowed)
        m_limits.perSecond = std::min(slowed, m_fullRate);
    m_tokens = std::min(m_tokens, std::max(1.0, limits.burst));
}

std::int64_t TokenBucket::usedInWindow() {
    refresh();
    return m_usedInWindow;
}

void TokenBucket::slowDown(double factor) {
    refresh();
    m_limits.perSecond = std::max(0.1, m_limits.perSecond * factor);
    m_tokens = 0;
    m_slowedAt = m_filledAt;
}

} // namespace audience::net
