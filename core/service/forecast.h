// What a send can be expected to bring, from those of this workspace that were like it: about the same topic, or to the
// same people. Newer ones count more. The pure function and who asks it; any thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace audience::service {

class Session;
struct CampaignView;

struct PastSend {
    Instant at;
    std::int64_t delivered = 0, opened = 0, clicked = 0, unsubscribed = 0;
    bool isSameTopic = false, isSameSegment = false;
};

// Shares of those delivered: what four of five such sends keep to.
struct Forecast {
    struct Range {
        double low = 0, high = 0;
    };
    int sends = 0; // it rests on
    Range opened, clicked, unsubscribed;
};

// Fewer sends than this say nothing, nor does one to a handful.
inline constexpr int kLeastSimilar = 3;
inline constexpr std::int64_t kLeastDelivered = 20;

// For a send to so many people. Nothing where there is too little to go by.
std::optional<Forecast> forecast(const std::vector<PastSend> &past, std::int64_t people, Instant now);

// The sends like this campaign that are over, of its kind (practice or not); the newest twenty.
Result<std::vector<PastSend>> similarSends(const Session &session, const CampaignView &campaign);

} // namespace audience::service
