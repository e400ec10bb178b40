#include "delivery/send_plan.h"

#include "base/digest.h"

#include <algorithm>
#include <map>

namespace audience::delivery {

namespace {

// Evenly spread over all 64 bits, and another one for every purpose.
std::uint64_t lot(std::string_view run, std::string_view purpose, Ordinal person) {
    std::string text(run);
    text.append("/").append(purpose).append("/").append(std::to_string(person));
    const Sha256 hash = sha256(text);
    std::uint64_t value = 0;
    for (int i = 0; i < 8; ++i)
        value = value << 8 | hash[static_cast<std::size_t>(i)];
    return value;
}

void holdOut(double share, std::string_view run, std::span<Recipient> people) {
    for (Recipient &person : people)
        if (person.keptBack.empty() && static_cast<double>(lot(run, kHoldout, person.ordinal) >> 11) < share * 9007199254740992.0) // 2^53
            person.keptBack = kHoldout;
}

void limit(std::int64_t most, std::string_view run, std::span<Recipient> people) {
    std::vector<std::pair<std::uint64_t, Recipient *>> drawn;
    for (Recipient &person : people)
        if (person.keptBack.empty())
            drawn.emplace_back(lot(run, kOverLimit, person.ordinal), &person);
    if (drawn.size() <= static_cast<std::size_t>(most))
        return;
    const auto last = drawn.begin() + static_cast<std::ptrdiff_t>(most);
    std::nth_element(drawn.begin(), last, drawn.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    std::for_each(last, drawn.end(), [](const auto &one) { one.second->keptBack = kOverLimit; });
}

// How long after the start the next of them has his turn.
class Turns {
public:
    explicit Turns(const model::DeliveryPlan &plan) : m_plan(plan) {}

    std::chrono::microseconds next() {
        std::chrono::microseconds wait{0};
        if (m_plan.batchSize > 0)
            wait = std::chrono::minutes(m_count / m_plan.batchSize * m_plan.batchEveryMinutes);
        if (m_day < m_plan.warmUp.size() && m_today == m_plan.warmUp[m_day]) {
            ++m_day;
            m_today = 0;
        }
        ++m_today;
        ++m_count;
        return std::max<std::chrono::microseconds>(wait, std::chrono::hours(24 * static_cast<std::int64_t>(m_day)));
    }

private:
    const model::DeliveryPlan &m_plan;
    std::int64_t m_count = 0, m_today = 0;
    std::size_t m_day = 0;
};

} // namespace

void planRecipients(const model::DeliveryPlan &plan, const SendTimes &times, const SendStart &start, std::string_view run, std::span<Recipient> people,
                    const ZoneOf &zoneOf) {
    if (plan.holdoutShare > 0)
        holdOut(plan.holdoutShare, run, people);
    if (plan.maxPeople > 0)
        limit(plan.maxPeople, run, people);
    const bool isLocal = plan.inLocalTime && start.meant.micros != 0;
    const Instant earliest = start.now + start.takeBack;
    std::map<std::string, std::map<std::int64_t, Instant>> openings; // few zones, few different times
    struct Place {
        std::string zone;
        Instant start;
    };
    std::map<std::string, Place> places;
    Turns turns(plan);
    for (Recipient &person : people) {
        if (!person.keptBack.empty())
            continue;
        const std::string named = zoneOf ? zoneOf(person.ordinal) : std::string();
        auto [place, isNew] = places.try_emplace(named);
        if (isNew) {
            place->second.zone = !named.empty() && isKnownZone(named) ? named : std::string();
            const std::string &zone = place->second.zone.empty() ? start.zone : place->second.zone;
            place->second.start = std::max(start.now, isLocal ? localStart(start.meant, start.zone, zone, start.now, start.grace) : start.meant);
        }
        const Instant wanted = std::max(place->second.start + turns.next(), earliest);
        auto [opening, isAsked] = openings[named].try_emplace(wanted.micros);
        if (isAsked)
            opening->second = times.opening(wanted, place->second.zone);
        if (start.now < opening->second)
            person.dueAt = opening->second; // else at once, even if the computer's clock is set back
        if (plan.expireAfterMinutes > 0)
            // from when it may leave: a night that is shut makes nothing late
            person.expiresAt = std::max(wanted, opening->second) + std::chrono::minutes(plan.expireAfterMinutes);
    }
}

} // namespace audience::delivery
