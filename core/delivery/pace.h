// How fast within a run: places per receiving domain, and the most emails of a day while a sender's name is young.
// DomainPace is pure; WarmUp reads what was sent on the caller's connection and thread.
#pragma once

#include "base/result.h"
#include "base/strong_id.h"
#include "model/delivery_plan.h"
#include "store/connection.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace audience::delivery {

class DomainPace {
public:
    explicit DomainPace(const model::DeliveryPlan &plan) : m_usual(plan.perDomainPerSecond), m_domains(plan.domains) {}

    bool isOn() const { return m_usual > 0 || !m_domains.empty(); }
    // A place for one email to that address: now (0), or the wait until the place that is kept for it.
    std::chrono::microseconds take(std::string_view addressKey, std::chrono::microseconds now);

private:
    struct Places {
        std::chrono::microseconds next{0};     // no email before
        std::chrono::microseconds nextKept{0}; // the first one that nobody waits for
    };
    double m_usual;
    std::map<std::string, double> m_domains;
    std::map<std::string, Places, std::less<>> m_places;
};

// Days of a warm-up are 24 hours long, from the first email on. After a day with many bounces or complaints the limit
// stays that of the day before.
struct WarmUpDay {
    static constexpr double kBounceMark = 0.02, kComplaintMark = 0.0005;
    static constexpr std::int64_t kLeast = 50; // emails before a rate means anything

    std::int64_t left = -1; // of its limit; -1: none
    Instant endsAt;         // 0: the first day has not begun
    bool isHeld = false;    // the limit did not grow
};
Result<WarmUpDay> warmUpDay(const store::Connection &connection, RunId run, const std::vector<std::int64_t> &limits, Instant now);

// At most so many tries in any stretch of so many minutes, over all runs of a campaign. They are counted in steps of a
// few seconds, each as if at its end: never more than the limit, and a little later than to the microsecond.
class PeriodPace {
public:
    explicit PeriodPace(const model::DeliveryPlan &plan) : m_most(plan.mostInPeriod), m_micros(plan.periodMinutes * 60 * kMicrosPerSecond) {}

    bool isOn() const { return m_most > 0 && m_micros > 0; }
    // What was tried before, as the ledger has it; once, at the start.
    Result<void> read(const store::Connection &connection, RunId run, Instant now);
    void took(Instant now, std::int64_t count = 1);
    std::int64_t left(Instant now);
    Instant nextLeft() const; // when there is one again, after left() gave none

private:
    std::int64_t step() const { return std::max<std::int64_t>(m_micros / 600, 1); }

    std::int64_t m_most, m_micros, m_taken = 0;
    std::deque<std::pair<std::int64_t, std::int64_t>> m_steps; // number, tries
};

// The answers of a service to the last hundred emails of a run.
class ErrorShare {
public:
    void add(bool isRefused);
    bool isReached(double share) const { return share > 0 && m_count == kMost && static_cast<double>(m_refused) >= share * static_cast<double>(kMost); }

private:
    static constexpr std::size_t kMost = 100;
    std::array<bool, kMost> m_last{};
    std::size_t m_next = 0, m_count = 0, m_refused = 0;
};

} // namespace audience::delivery
