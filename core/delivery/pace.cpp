#include "delivery/pace.h"

#include "delivery/sql.h"

#include <algorithm>

namespace audience::delivery {

using std::chrono::microseconds;

namespace {

// A service judges all that comes through a connection, so its warm-up is that of all its runs; practice has one of its
// own. ?1: one of these runs.
constexpr std::string_view kOfConnection =
    "FROM run self JOIN run r ON r.connection = self.connection AND (r.transport = 'practice') = (self.transport = 'practice') WHERE self.id = ?1 AND ";
// ?2: since when; what ended before that has sent nothing of it.
std::string sentSince() {
    return "IN (SELECT r.id " + std::string(kOfConnection) + "(r.status = 'running' OR r.changed_at >= ?2)) AND ";
}

} // namespace

microseconds DomainPace::take(std::string_view addressKey, microseconds now) {
    const auto at = addressKey.rfind('@');
    const std::string_view domain = at == std::string_view::npos ? addressKey : addressKey.substr(at + 1);
    const auto own = m_domains.find(std::string(domain));
    const double rate = own != m_domains.end() ? own->second : m_usual;
    if (rate <= 0)
        return microseconds(0);
    const microseconds step(static_cast<std::int64_t>(1e6 / rate));
    auto places = m_places.find(domain);
    if (places == m_places.end())
        places = m_places.emplace(std::string(domain), Places{now, now}).first;
    Places &its = places->second;
    if (its.next <= now) {
        its.next = std::max(its.next, now - step) + step; // what comes a little late does not slow down the rest
        its.nextKept = std::max(its.nextKept, its.next);
        return microseconds(0);
    }
    const microseconds place = std::max(its.nextKept, its.next);
    its.nextKept = place + step;
    return place - now;
}

Result<WarmUpDay> warmUpDay(const store::Connection &connection, RunId run, const std::vector<std::int64_t> &limits, Instant now) {
    WarmUpDay day;
    if (limits.empty())
        return day;
    TRY_ASSIGN(const std::int64_t first,
               number(connection,
                      "SELECT min(a.intent_at) FROM message m JOIN attempt a ON a.message = m.id WHERE m.run IN (SELECT r.id " + std::string(kOfConnection) +
                          "json_extract(r.plan, '$.warm_up') IS NOT NULL)",
                      run.value));
    if (first == 0) {
        day.left = limits.front();
        return day;
    }
    const auto today = static_cast<std::size_t>(std::max<std::int64_t>(now.micros - first, 0) / kMicrosPerDay);
    struct Of {
        std::int64_t accepted = 0, bounced = 0, complained = 0;
    };
    std::map<std::size_t, Of> days;
    const auto count = [&](std::string_view sql, std::int64_t Of::*what) -> Result<void> {
        TRY_ASSIGN(store::Statement rows, bound(connection, sql, run.value, first, kMicrosPerDay));
        while (true) {
            TRY_ASSIGN(const bool row, rows.step());
            if (!row)
                return {};
            days[static_cast<std::size_t>(rows.int64(0))].*what = rows.int64(1);
        }
    };
    const std::string ofRuns = "run " + sentSince();
    TRY(count("SELECT (changed_at - ?2) / ?3, count(*) FROM message WHERE " + ofRuns + "state = 'accepted' AND changed_at >= ?2 GROUP BY 1", &Of::accepted));
    const std::string events = "SELECT (at - ?2) / ?3, count(DISTINCT message) FROM message_event WHERE " + ofRuns + "at >= ?2 AND ";
    TRY(count(events + "kind = 'bounce' AND subtype >= 'Permanent' AND subtype < 'Permanenu' GROUP BY 1", &Of::bounced));
    TRY(count(events + "kind = 'complaint' AND subtype <> 'not-spam' GROUP BY 1", &Of::complained));
    std::size_t step = 0;
    for (std::size_t before = 0; before < today && step < limits.size(); ++before) {
        const Of &of = days[before];
        const auto accepted = static_cast<double>(of.accepted);
        day.isHeld = of.accepted >= WarmUpDay::kLeast && (static_cast<double>(of.bounced) >= WarmUpDay::kBounceMark * accepted ||
                                                          static_cast<double>(of.complained) >= WarmUpDay::kComplaintMark * accepted);
        step += of.accepted == 0 || day.isHeld ? 0 : 1; // a day of rest is none of the warm-up
    }
    day.endsAt = Instant{first + static_cast<std::int64_t>(today + 1) * kMicrosPerDay};
    if (step >= limits.size())
        return day;
    TRY_ASSIGN(const std::int64_t tried,
               number(connection, "SELECT count(*) FROM message m JOIN attempt a ON a.message = m.id WHERE m.run " + sentSince() + "a.intent_at >= ?2", run.value,
                      first + static_cast<std::int64_t>(today) * kMicrosPerDay));
    day.left = std::max<std::int64_t>(limits[step] - tried, 0);
    return day;
}

Result<void> PeriodPace::read(const store::Connection &connection, RunId run, Instant now) {
    if (!isOn())
        return {};
    TRY_ASSIGN(store::Statement rows,
               bound(connection,
                     "SELECT a.intent_at / ?3, count(*) FROM message m JOIN attempt a ON a.message = m.id WHERE m.run IN (SELECT id FROM run WHERE campaign = "
                     "(SELECT campaign FROM run WHERE id = ?1) AND (status = 'running' OR changed_at >= ?2)) AND m.changed_at > ?2 AND a.intent_at > ?2 GROUP BY 1 ORDER BY 1",
                     run.value, now.micros - m_micros, step()));
    while (true) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return {};
        m_steps.emplace_back(rows.int64(0), rows.int64(1));
        m_taken += rows.int64(1);
    }
}

void PeriodPace::took(Instant now, std::int64_t count) {
    const std::int64_t at = now.micros / step();
    if (m_steps.empty() || m_steps.back().first < at) // a clock that was set back counts on
        m_steps.emplace_back(at, 0);
    m_steps.back().second += count;
    m_taken += count;
}

std::int64_t PeriodPace::left(Instant now) {
    while (!m_steps.empty() && (m_steps.front().first + 1) * step() + m_micros <= now.micros) {
        m_taken -= m_steps.front().second;
        m_steps.pop_front();
    }
    return std::max<std::int64_t>(m_most - m_taken, 0);
}

Instant PeriodPace::nextLeft() const {
    std::int64_t over = m_taken - m_most;
    for (const auto &[number, tries] : m_steps) {
        over -= tries;
        if (over < 0)
            return {(number + 1) * step() + m_micros};
    }
    return {};
}

void ErrorShare::add(bool isRefused) {
    if (m_count == kMost)
        m_refused -= m_last[m_next] ? 1 : 0;
    else
        ++m_count;
    m_last[m_next] = isRefused;
    m_refused += isRefused ? 1 : 0;
    m_next = (m_next + 1) % kMost;
}

} // namespace audience::delivery
