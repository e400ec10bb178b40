#include "delivery/send_plan.h"

#include "base/digest.h"

#include <algorithm>
#include <map>
#include <unordered_map>

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

void limit(std::int64_t most, std::string_view run, const PersonOrder &order, std::span<Recipient> people) {
    std::vector<std::pair<std::uint64_t, Recipient *>> drawn;
    for (Recipient &person : people)
        if (person.keptBack.empty())
            drawn.emplace_back(lot(run, kOverLimit, person.ordinal), &person);
    if (drawn.size() <= static_cast<std::size_t>(most))
        return;
    const auto last = drawn.begin() + static_cast<std::ptrdiff_t>(most);
    std::nth_element(drawn.begin(), last, drawn.end(), [&](const auto &a, const auto &b) {
        if (order && order(a.second->ordinal, b.second->ordinal))
            return true;
        if (order && order(b.second->ordinal, a.second->ordinal))
            return false;
        return a.first < b.first;
    });
    std::for_each(last, drawn.end(), [](const auto &one) { one.second->keptBack = kOverLimit; });
}

// How long after the start the next of them has his turn.
class Turns {
public:
    Turns(const model::DeliveryPlan &plan, bool countsBatches) : m_plan(plan), m_countsBatches(countsBatches) {}

    std::chrono::microseconds next() {
        std::chrono::microseconds wait{0};
        if (m_countsBatches && m_plan.batchSize > 0)
            wait = std::chrono::minutes(m_count / m_plan.batchSize * m_plan.batchEveryMinutes);
        if (m_plan.mostInPeriod > 0)
            wait = std::max<std::chrono::microseconds>(wait, std::chrono::minutes(m_count / m_plan.mostInPeriod * m_plan.periodMinutes));
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
    bool m_countsBatches;
    std::int64_t m_count = 0, m_today = 0;
    std::size_t m_day = 0;
};

// Who each have an hour of their own are counted where they come: the batch of that time, or the next one with room.
class Batches {
public:
    Batches(const model::DeliveryPlan &plan, Instant begins) : m_size(plan.batchSize), m_every(plan.batchEveryMinutes * 60 * kMicrosPerSecond), m_begins(begins) {}

    Instant place(Instant wanted) {
        if (m_size == 0 || m_every == 0)
            return wanted;
        const std::int64_t since = wanted.micros - m_begins.micros;
        const std::int64_t batch = withRoom(since / m_every - (since % m_every < 0 ? 1 : 0));
        if (++m_counts[batch] == m_size)
            m_next[batch] = batch + 1;
        return std::max(wanted, Instant{m_begins.micros + batch * m_every});
    }

private:
    // From a full one straight to the last that was found after it.
    std::int64_t withRoom(std::int64_t batch) {
        std::int64_t last = batch;
        for (auto next = m_next.find(last); next != m_next.end(); next = m_next.find(last))
            last = next->second;
        while (batch != last) {
            std::int64_t &next = m_next.at(batch);
            batch = next;
            next = last;
        }
        return last;
    }

    std::int64_t m_size, m_every;
    Instant m_begins;
    std::unordered_map<std::int64_t, std::int64_t> m_counts, m_next;
};

// The first moment from `at` on at which that hour of the day is or begins.
Instant atHour(int hour, Instant at, const std::string &zone) {
    const auto local = civilAt(at, zone);
    if (hour < 0 || !local || local->secondOfDay / 3600 == hour)
        return at;
    const CivilDate day{local->date.days + (local->secondOfDay / 3600 < hour ? 0 : 1)};
    return std::max(at, instantAt({day, hour * 3600}, zone).value_or(at));
}

} // namespace

void planRecipients(const model::DeliveryPlan &plan, const SendTimes &times, const SendStart &start, std::string_view run, std::span<Recipient> people,
                    const ZoneOf &zoneOf, const PeopleFacts &facts) {
    if (plan.holdoutShare > 0)
        holdOut(plan.holdoutShare, run, people);
    if (plan.maxPeople > 0)
        limit(plan.maxPeople, run, facts.order, people);
    const bool isLocal = plan.inLocalTime && start.meant.micros != 0;
    const Instant earliest = start.now + start.takeBack;
    std::map<std::string, std::map<std::int64_t, Instant>> openings; // few zones, few different times
    struct Place {
        std::string zone;
        Instant start;
    };
    std::map<std::string, Place> places;
    const bool hasHours = plan.atBestHour && facts.hourOf;
    Turns turns(plan, !hasHours);
    Batches batches(plan, std::max(earliest, start.meant));
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
        Instant wanted = std::max(place->second.start + turns.next(), earliest);
        if (hasHours)
            wanted = batches.place(atHour(facts.hourOf(person.ordinal), wanted, place->second.zone.empty() ? start.zone : place->second.zone));
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
