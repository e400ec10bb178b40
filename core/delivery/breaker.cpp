#include "delivery/breaker.h"

#include "delivery/sql.h"

namespace audience::delivery {

std::string_view trippedBreaker(const SendRates &rates, const BreakerLimits &limits) {
    if (rates.accepted < limits.after)
        return {};
    const double accepted = static_cast<double>(rates.accepted);
    if (static_cast<double>(rates.bounced) >= limits.bounce * accepted && rates.bounced > 0)
        return kBounceRate;
    if (static_cast<double>(rates.complained) >= limits.complaint * accepted &&
        rates.complained > 0)
        return kComplaintRate;
    return {};
}

namespace {

Result<void> countEvents(const store::Connection &connection, RunId run, SendRates &rates) {
    TRY_ASSIGN(rates.bounced,
               number(connection,
                      "SELECT count(DISTINCT message) FROM message_event WHERE run = ? AND "
                      "kind = 'bounce' AND subtype >= 'Permanent' AND subtype < 'Permanenu'",
                      run.value));
    TRY_ASSIGN(rates.complained,
               number(connection,
                      "SELECT count(DISTINCT message) FROM message_event WHERE run = ? AND "
                      "kind = 'complaint' AND subtype <> 'not-spam'",
                      run.value));
    return {};
}

} // namespace

Result<SendRates> totalRates(const store::Connection &connection, RunId run) {
    SendRates rates;
    TRY_ASSIGN(rates.accepted,
               number(connection,
                      "SELECT count(*) FROM message WHERE run = ? AND state = 'accepted'",
                      run.value));
    TRY(countEvents(connection, run, rates));
    return rates;
}

Result<SendRates> ratesSinceResume(const store::Connection &connection, RunId run,
                                   std::int64_t accepted) {
    SendRates rates;
    rates.accepted = accepted;
    TRY(countEvents(connection, run, rates));
    TRY_ASSIGN(store::Statement base,
               bound(connection,
                     "SELECT breaker_accepted, breaker_bounced, breaker_complained FROM run "
                     "WHERE id = ?",
                     run.value));
    TRY_ASSIGN(const bool found, base.step());
    if (found) {
        rates.accepted -= base.int64(0);
        rates.bounced -= base.int64(1);
        rates.complained -= base.int64(2);
    }
    return rates;
}

} // namespace audience::delivery
