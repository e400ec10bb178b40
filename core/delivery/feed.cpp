#include "delivery/feed.h"

#include "delivery/sql.h"

namespace audience::delivery {

Result<void> markFeedComplete(const store::Connection &connection, std::string_view feed,
                              Instant now) {
    TRY(change(connection,
               "INSERT INTO feed (name, completed_at, failed_at, failure) VALUES (?, ?, 0, '') "
               "ON CONFLICT (name) DO UPDATE SET completed_at = excluded.completed_at, "
               "failed_at = 0, failure = ''",
               feed, now.micros));
    return {};
}

Result<void> markFeedFailed(const store::Connection &connection, std::string_view feed,
                            std::string_view failure, Instant now) {
    TRY(change(connection,
               "INSERT INTO feed (name, completed_at, failed_at, failure) VALUES (?, 0, ?, ?) "
               "ON CONFLICT (name) DO UPDATE SET failed_at = excluded.failed_at, "
               "failure = excluded.failure",
               feed, now.micros, failure));
    return {};
}

Result<void> requireFreshFeed(const store::Connection &connection, std::string_view feed,
                              Instant now) {
    TRY_ASSIGN(store::Statement row,
               bound(connection, "SELECT completed_at, failure FROM feed WHERE name = ?", feed));
    TRY_ASSIGN(const bool found, row.step());
    const std::int64_t completed = found ? row.int64(0) : 0;
    const std::string failure(found ? row.text(1) : "");
    const std::chrono::microseconds age = now - Instant{completed};
    // A completion in the future is a clock that was set back: its age is not known.
    const bool isFresh = completed > 0 && age >= std::chrono::microseconds(0) && age <= kFeedMaxAge;
    if (isFresh && failure.empty())
        return {};
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(age).count();
    return Error(ErrorKind::Refused, "delivery.feed_stale")
        .with("feed", feed)
        .with("minutes", std::to_string(completed > 0 ? minutes : -1))
        .with("failure", failure);
}

} // namespace audience::delivery
