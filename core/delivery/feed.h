// How fresh the outside knowledge is that sending depends on: an account's suppression list that
// was not read completely of late forbids starting. On the caller's connection and thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "store/connection.h"

#include <chrono>
#include <string_view>

namespace audience::delivery {

inline constexpr std::chrono::minutes kFeedMaxAge{60};

Result<void> markFeedComplete(const store::Connection &connection, std::string_view feed,
                              Instant now);
Result<void> markFeedFailed(const store::Connection &connection, std::string_view feed,
                            std::string_view failure, Instant now);
// Passes only if the feed was completed within kFeedMaxAge and has not failed since.
// Error "delivery.feed_stale" {feed, minutes, failure}; minutes is -1 where it never was complete.
Result<void> requireFreshFeed(const store::Connection &connection, std::string_view feed,
                              Instant now);

} // namespace audience::delivery
