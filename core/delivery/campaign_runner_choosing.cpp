// Who is next, and how many at once: the rates, the hours, the parts and days of a plan.
#include "delivery/campaign_runner.h"
#include "delivery/sql.h"

#include <algorithm>

namespace audience::delivery {

using std::chrono::microseconds;

// Both rates hold: the account's and this run's own.
microseconds CampaignRunner::rateWait(int count) {
    const microseconds account = m_parts.limiter.waitFor(count);
    return m_parts.ownLimiter ? std::max(account, m_parts.ownLimiter->waitFor(count)) : account;
}

// Neither its own rate nor its hours: the account's room goes to others meanwhile.
bool CampaignRunner::waitsForAccount() const {
    if (m_parts.clock.now() < m_holdUntil)
        return false;
    return !m_parts.ownLimiter || m_parts.ownLimiter->waitFor(1) <= m_parts.limiter.waitFor(1);
}

// How many rows may be claimed now: what the window has room for and the rate allows, so that an
// intent never waits with nothing on the wire. After a failure one probe goes ahead of the rest.
int CampaignRunner::room() {
    if (m_parts.clock.steady() < m_quietUntil)
        return 0;
    const bool isProbing = m_unsentInRow > 0 || m_doubtsInRow > 0;
    const int window = isProbing ? 1 : m_parts.transport.window();
    const int free = window - m_parts.transport.inFlight();
    int count = 0;
    while (count < free && rateWait(count + 1) == microseconds(0))
        ++count;
    return count;
}

void CampaignRunner::holdUntil(Instant until, std::string_view reason) {
    m_holdUntil = until;
    m_holdReason = reason;
}

// Whoever resumed it when the first part was sent has given the word for the rest: its emails are older than that change.
Result<void> CampaignRunner::measureFirstPart(const Run &run) {
    if (m_plan.pauseAfter == 0)
        return {};
    constexpr std::string_view kTried = "SELECT count(*) FROM message m JOIN attempt a ON a.message = m.id AND a.number = 1 WHERE m.run = ?1 AND a.intent_at < ?2";
    TRY_ASSIGN(const std::int64_t before, number(m_parts.connection, kTried, run.id.value, run.changedAt.micros));
    TRY_ASSIGN(const std::int64_t all, number(m_parts.connection, kTried, run.id.value, INT64_MAX));
    m_firstPart = before >= m_plan.pauseAfter ? -1 : std::max<std::int64_t>(m_plan.pauseAfter - all, 0);
    return {};
}

// And there is somebody left.
Result<bool> CampaignRunner::isFirstPartSent() {
    if (m_firstPart != 0)
        return false;
    TRY_ASSIGN(const std::int64_t left, number(m_parts.connection, "SELECT EXISTS (SELECT 1 FROM message WHERE run = ? AND state = 'planned')", m_run.value));
    return left != 0;
}

// The room of now, less what the hours and the day of a warm-up leave of it.
Result<int> CampaignRunner::allowance() {
    const Instant now = m_parts.clock.now();
    TRY_ASSIGN(const bool isPart, isFirstPartSent());
    if (isPart)
        m_pauseReason = "first_part"; // the next step writes it
    if (m_firstPart == 0)
        m_firstPart = -1; // once
    if (isPart)
        return 0;
    if (now < m_holdUntil)
        return 0;
    if (!m_hours.times.dependsOnPerson() || !m_hours.zoneOf)
        if (const Instant opens = m_hours.times.opening(now, {}); now < opens) {
            holdUntil(opens, "quiet_hours");
            return 0;
        }
    int wanted = m_firstPart < 0 ? room() : static_cast<int>(std::min<std::int64_t>(room(), m_firstPart));
    if (m_period.isOn() && wanted > 0) {
        wanted = static_cast<int>(std::min<std::int64_t>(wanted, m_period.left(now)));
        if (wanted == 0)
            holdUntil(m_period.nextLeft(), "period_full");
    }
    if (m_plan.warmUp.empty() || wanted == 0)
        return wanted;
    if (!(now < m_day.endsAt) || m_day.left == 0) {
        TRY_ASSIGN(m_day, warmUpDay(m_parts.connection, m_run, m_plan.warmUp, now));
    }
    if (m_day.left == 0)
        holdUntil(m_day.endsAt, m_day.isHeld ? "warm_up_held" : "warm_up");
    return m_day.left < 0 ? wanted : static_cast<int>(std::min<std::int64_t>(wanted, m_day.left));
}

// Those whose time it is. Somebody whose hours are over and the mail of a slow domain are moved out of the way, so
// that they hold up nobody.
Result<std::vector<DueMessage>> CampaignRunner::pick(int wanted) {
    constexpr int kLookAhead = 500;
    const bool isPersonal = m_hours.times.dependsOnPerson() && m_hours.zoneOf;
    m_hasPicked = false;
    if (wanted == 0 || (!isPersonal && !m_pace.isOn()))
        return m_ledger.due(m_run, wanted);
    TRY_ASSIGN(std::vector<DueMessage> due, m_ledger.due(m_run, kLookAhead));
    const Instant now = m_parts.clock.now();
    const microseconds steady = m_parts.clock.steady();
    std::vector<Postponed> later;
    std::vector<DueMessage> picked;
    for (DueMessage &message : due) {
        if (static_cast<int>(picked.size()) == wanted)
            break;
        if (isPersonal)
            if (const Instant opens = m_hours.times.opening(now, m_hours.zoneOf(message.ordinal)); now < opens) {
                later.push_back({message.id, opens});
                continue;
            }
        if (const microseconds wait = m_pace.take(message.addressKey, steady); wait > microseconds(0)) {
            later.push_back({message.id, now + wait});
            continue;
        }
        picked.push_back(std::move(message));
    }
    m_hasPicked = !later.empty();
    TRY(m_ledger.postpone(m_run, later));
    return picked;
}

} // namespace audience::delivery
