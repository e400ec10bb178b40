#include "delivery/occurrences.h"

#include "base/cron.h"
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
    case Repeat::Cron:
        forEachCron(start.date, from, visit);
        return;
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

// A day as long as every other one, so that its clock shows each time once.
static bool isEven(CivilDate date, const std::string &zone) {
    const auto begins = instantAt({date, 0}, zone), ends = instantAt({CivilDate{date.days + 1}, 0}, zone);
    return begins && ends && ends->micros - begins->micros == kMicrosPerDay;
}

// The days before `from` are only counted, and that only where so many of them are the end.
template <class Visit> void Occurrences::forEachCron(CivilDate first, CivilDate from, const Visit &visit) const {
    const auto times = CronTimes::parse(m_recurrence.cron);
    if (!times)
        return; // the checks have said so
    const bool isCounted = m_recurrence.times > 0;
    const auto perDay = static_cast<std::int64_t>(times->minutes().size());
    std::int64_t number = 0;
    Instant before = m_first - std::chrono::microseconds(1);
    const std::int32_t last = std::max(from.days, first.days) + kLongest;
    for (CivilDate date = isCounted ? first : std::max(first, from); date.days <= last; ++date.days) {
        if (!times->isOn(date))
            continue;
        // Where the clock changes two times of a day may fall together, which only the times themselves tell.
        if (date < from && date != first && isEven(date, m_zone)) {
            number += perDay;
            continue;
        }
        for (const int minute : times->minutes()) {
            const Instant at = instantAt({date, minute * 60}, m_zone).value_or(before);
            if (at <= before)
                continue;
            if ((isCounted && number >= m_recurrence.times) || (m_recurrence.until.micros != 0 && m_recurrence.until < at))
                return;
            before = at;
            ++number;
            if (!(date < from) && !visit(at))
                return;
        }
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
    const auto lookFrom = [&](CivilDate from) {
        forEach(from, [&](Instant one) {
            if (at < one)
                return false;
            last = one;
            return true;
        });
    };
    // A series may have a start every minute for years: the last one is near.
    if (m_recurrence.repeat == Repeat::Cron)
        for (const std::int32_t days : {2, 40, 800}) {
            lookFrom({dayBefore(at, m_zone).days - days});
            if (last)
                return last;
        }
    lookFrom({INT32_MIN});
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
