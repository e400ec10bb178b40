// The starts of a campaign that repeats: the same time of the day on the clock of its zone, over changes of that clock.
// Pure. A day that a month does not have is its last one. By a crontab line the start is only where it begins to count; a
// time that a clock skips comes as much later as it skips, once, and one that a clock repeats comes once.
#pragma once

#include "base/clock.h"
#include "model/delivery_plan.h"

#include <optional>
#include <string>
#include <vector>

namespace audience::delivery {

class Occurrences {
public:
    Occurrences(const model::Recurrence &recurrence, Instant first, std::string zone) : m_recurrence(recurrence), m_first(first), m_zone(std::move(zone)) {}

    // The first one later than that, and the last one not later; nothing where there is none.
    std::optional<Instant> after(Instant at) const;
    std::optional<Instant> lastUntil(Instant at) const;
    // Those from `from` on and before `to`, at most so many.
    std::vector<Instant> between(Instant from, Instant to, std::size_t most) const;

private:
    template <class Visit> void forEach(CivilDate from, const Visit &visit) const;
    template <class Visit> void forEachCron(CivilDate first, CivilDate from, const Visit &visit) const;

    model::Recurrence m_recurrence;
    Instant m_first;
    std::string m_zone;
};

} // namespace audience::delivery
