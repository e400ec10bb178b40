// Learns how far this computer's clock is from the service's, so that a wrong clock does not stop a
// campaign. Owned by one transport and used on its thread.
#pragma once

#include "base/clock.h"
#include "net/http_request.h"

#include <chrono>

namespace audience::net {

class SkewTracker {
public:
    // The time to sign with.
    Instant signingTime(const Clock &clock) const { return clock.now() + m_skew; }
    // True when the answer refuses the signature and its Date differs from what was signed with by
    // more than 4 minutes: the skew is stored, and the request should be signed again and tried
    // once more. False: the same codes then mean a wrong key, region or encoding.
    bool learn(const HttpResponse &response, const Clock &clock);
    // The same for a caller that has read the error's code itself.
    bool learn(const HttpResponse &response, std::string_view code, const Clock &clock);
    std::chrono::microseconds skew() const { return m_skew; }

private:
    std::chrono::microseconds m_skew{0};
};

} // namespace audience::net
