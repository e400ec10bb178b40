#include "delivery/occurrences.h"

#include "qbase/time_zone.h"

#include <algorithm>

namespace audience::delivery {

using model::Repeat;

namespace {

constexpr std::int32_t kLongest = 366 * 50; // days ahead; whatever repeats more rarely does not
int weekdayOf(CivilDate date) { return ((date.days + 3) % 7 + 7) % 7; }

CivilDate monthsLater(CivilDate date, int months) {
    YearMonthDay ymd = ymdFromCivil(date);
    const int month = ymd.month - 1 + months;
    ymd.year += month / 12;
    ymd.month = month % 12 + 1;
    while (!isValidYmd(ymd))
        --ymd.day;
    return civilFromYmd(ymd);
}

} // namespace

// Visits (moment) in order from the day `from` on, until the visitor says false or the series ends.
template <class Visit> void Occurrences::forEach(CivilDate from, const Visit &visit) const {
    const CivilTime start = civilAt(m_first, m_zone).value_or(CivilTime{CivilDate{static_cast<std::int32_t>(m_first.micros / kMicrosPerDay)},
                                                                        static_cast<std::int32_t>(m_first.micros / kMicrosPerSecond % 86'400)});
    std::int64_t number = 0;
    // False: no more of them.
    const auto onDay = [&](CivilDate date) {
        if (m_recurrence.times > 0 && number >= m_recurrence.times)
            return false;
        ++number;
        if (date < from && m_recurrence.until.micros == 0)
            return true;
        const Instant at = number == 1 ? m_first : instantAt({date, start.secondOfDay}, m_zone).value_or(m_first);
        if (m_recurrence.until.micros != 0 && m_recurrence.until < at)
            return false;
        return date < from || visit(at);
    };
    const int every = std::max(m_recurrence.every, 1);
    const std::int32_t last = std::max(from.days, start.date.days) + kLongest;
    switch (m_recurrence.repeat) {
    case Repeat::Never:
        (void)onDay(start.date);
        return;
    case Repeat::Daily:
        for (CivilDate date = start.date; date.days <= last; date.days += every)
            if (!onDay(date))
                return;
        return;
    case Repeat::Weekly: {
        const int days = m_recurrence.weekdays != 0 ? m_recurrence.weekdays : 1 << weekdayOf(start.date);
        if (!onDay(start.date)) // the start itself, whatever its weekday
            return;
        for (std::int32_t monday = start.date.days - weekdayOf(start.date); monday <= last; monday += 7 * every)
            for (int weekday = 0; weekday < 7; ++weekday)
                if (const CivilDate date{monday + weekday}; (days >> weekday & 1) != 0 && start.date < date && !onDay(date))
                    return;
        return;
    }
    case Repeat::Monthly:
        for (int months = 0; monthsLater(start.date, months).days <= last; months += every)
            if (!onDay(monthsLater(start.date, months)))
                return;
        return;
    }
}

static CivilDate dayBefore(Instant at, const std::string &zone) {
    const auto local = civilAt(at, zone);
    return {(local ? local->date.days : static_cast<std::int32_t>(at.micros / kMicrosPerDay)) - 1};
}

std::optional<Instant> Occurrences::after(Instant at) const {
    std::optional<Instant> next;
    forEach(dayBefore(at, m_zone), [&](Instant one) {
        if (at < one)
            next = one;
        return !next;
    });
    return next;
}

std::optional<Instant> Occurrences::lastUntil(Instant at) const {
    std::optional<Instant> last;
    forEach({INT32_MIN}, [&](Instant one) {
        if (at < one)
            return false;
        last = one;
        return true;
    });
    return last;
}

std::vector<Instant> Occurrences::between(Instant from, Instant to, std::size_t most) const {
    std::vector<Instant> found;
    forEach(dayBefore(from, m_zone), [&](Instant one) {
        if (!(one < to) || found.size() == most)
            return false;
        if (!(one < from))
            found.push_back(one);
        return true;
    });
    return found;
}

} // namespace audience::delivery
