#include "net/skew_tracker.h"

#include "net/aws_error.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace audience::net {

bool SkewTracker::learn(const HttpResponse &response, const Clock &clock) {
    return learn(response, awsError(response).code, clock);
}

bool SkewTracker::learn(const HttpResponse &response, std::string_view code, const Clock &clock) {
    static constexpr std::array<std::string_view, 6> kCodes = {
        "RequestTimeTooSkewed",      "RequestExpired",        "RequestInTheFuture",
        "InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure"};
    if (response.status != 403 && response.status != 400)
        return false;
    if (std::find(kCodes.begin(), kCodes.end(), code) == kCodes.end())
        return false;
    const std::string date(headerValue(response.headers, "Date"));
    const auto seconds = date.empty() ? -1 : curl_getdate(date.c_str(), nullptr);
    if (seconds < 0)
        return false;
    const Instant server{static_cast<std::int64_t>(seconds) * kMicrosPerSecond};
    const auto error = server - signingTime(clock);
    if (std::chrono::abs(error) <= std::chrono::minutes(4))
        return false;
    m_skew = server - clock.now();
    return true;
}

} // namespace audience::net
