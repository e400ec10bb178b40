#include "service/best_hours.h"

#include "delivery/message_history.h"
#include "qbase/time_zone.h"
#include "service/session.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

namespace audience::service {

namespace {

// One opening of each email counts: its first, by a person.
struct Opening {
    Ordinal person = 0;
    Instant at;
};

// The offsets of a zone over the time that is asked about; looked up once per zone, not once per opening.
class ZoneHours {
public:
    ZoneHours(Instant from, Instant to) : m_from(from), m_to(to) {}

    int hourOf(Instant at, const std::string &zone) {
        auto [known, isNew] = m_zones.try_emplace(zone);
        if (isNew)
            known->second = offsetsBetween(m_from, m_to, zone);
        std::int64_t offset = 0;
        for (const ZoneOffset &one : known->second)
            if (one.from <= at.micros)
                offset = one.micros;
        const std::int64_t ofDay = ((at.micros + offset) % kMicrosPerDay + kMicrosPerDay) % kMicrosPerDay;
        return static_cast<int>(ofDay / (3600 * kMicrosPerSecond));
    }

private:
    Instant m_from, m_to;
    std::map<std::string, std::vector<ZoneOffset>> m_zones;
};

} // namespace

Result<BestHours> bestHours(Session &session, const delivery::ZoneOf &zones, const std::string &zone, bool isPractice) {
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    std::unordered_map<std::int64_t, Opening> first; // by email
    Instant from{INT64_MAX}, to{INT64_MIN};
    TRY(delivery::forEachMessageFact(*reader, "opened", [&](const delivery::MessageFact &fact) {
        if (fact.isMachine || fact.isPractice != isPractice)
            return;
        const auto [opening, isNew] = first.try_emplace(fact.message, Opening{fact.person, fact.at});
        if (!isNew && fact.at < opening->second.at)
            opening->second.at = fact.at;
        from = std::min(from, fact.at);
        to = std::max(to, fact.at);
    }));
    ZoneHours clock(from, to);
    std::unordered_map<Ordinal, std::array<std::uint16_t, 24>> counts;
    for (const auto &[email, opening] : first) {
        const std::string own = zones ? zones(opening.person) : std::string();
        std::uint16_t &count = counts[opening.person][static_cast<std::size_t>(clock.hourOf(opening.at, own.empty() ? zone : own))];
        count = static_cast<std::uint16_t>(std::min<int>(count + 1, UINT16_MAX));
    }
    const auto hours = std::make_shared<std::unordered_map<Ordinal, int>>();
    for (const auto &[person, ofDay] : counts) {
        int sum = 0;
        for (const std::uint16_t count : ofDay)
            sum += count;
        if (sum >= kOpeningsForAnHour) // of equal hours the earliest
            hours->emplace(person, static_cast<int>(std::max_element(ofDay.begin(), ofDay.end()) - ofDay.begin()));
    }
    BestHours best;
    best.people = static_cast<std::int64_t>(hours->size());
    best.hourOf = [hours](Ordinal person) {
        const auto known = hours->find(person);
        return known == hours->end() ? -1 : known->second;
    };
    return best;
}

} // namespace audience::service
