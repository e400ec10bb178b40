#include "delivery/send_times.h"

#include <algorithm>
#include <array>

namespace audience::delivery {

namespace {

constexpr int kLongestSearch = 366; // days
// The first clock of the world: UTC+14, without summer time.
constexpr const char *kFirstZone = "Pacific/Kiritimati";

int weekdayOf(CivilDate date) { return ((date.days + 3) % 7 + 7) % 7; } // 1970-01-01 was a Thursday

CivilTime localAt(Instant at, const std::string &zone) {
    auto local = civilAt(at, zone);
    return local ? *local : civilAt(at, "UTC").value_or(CivilTime{});
}

Instant instantOf(CivilTime local, const std::string &zone) {
    auto at = instantAt(local, zone);
    return at ? *at : Instant{local.date.days * kMicrosPerDay + local.secondOfDay * kMicrosPerSecond};
}

} // namespace

bool OpenTimes::isOpen(CivilTime local) const {
    if (std::find(notOn.begin(), notOn.end(), local.date) != notOn.end())
        return false;
    const auto isDay = [this](int weekday) { return (hours.weekdays >> weekday & 1) != 0; };
    const int today = weekdayOf(local.date), from = hours.fromMinute * 60, to = hours.toMinute * 60;
    if (from < to)
        return isDay(today) && local.secondOfDay >= from && local.secondOfDay < to;
    if (from == to)
        return false;
    return (local.secondOfDay >= from && isDay(today)) || (local.secondOfDay < to && isDay((today + 6) % 7));
}

// It opens at the hour it begins with, or at the end of a day that was closed.
Instant OpenTimes::opening(Instant at, const std::string &zone) const {
    const CivilTime here = localAt(at, zone);
    if (isOpen(here))
        return at;
    for (int day = 0; day < kLongestSearch; ++day) {
        const CivilDate date{here.date.days + day};
        if (std::find(notOn.begin(), notOn.end(), date) != notOn.end())
            continue;
        for (const int second : {0, hours.fromMinute * 60}) {
            if (second >= 86'400 || (second == 0 && hours.fromMinute < hours.toMinute && hours.fromMinute != 0))
                continue;
            const Instant opens = instantOf({date, second}, zone);
            if (!(opens < at) && isOpen(localAt(opens, zone)))
                return opens;
        }
    }
    return at + SendTimes::kNever;
}

SendTimes::SendTimes(const model::DeliveryPlan &plan, OpenTimes workspace, std::string zone)
    : m_campaign{plan.hours, plan.notOn}, m_workspace(std::move(workspace)), m_zone(std::move(zone)), m_isLocal(plan.inLocalTime) {
    if (plan.stream == model::Stream::Transactional)
        m_workspace = {}; // what somebody waits for comes at night as well
    if (!isKnownZone(m_zone))
        m_zone = "UTC";
}

Instant SendTimes::opening(Instant at, const std::string &personZone) const {
    if (isAlways())
        return at;
    const std::string &own = personZone.empty() ? m_zone : personZone;
    // Each rule moves it on until both agree; both close only ever for so many days.
    for (Instant now = at; now < at + kNever;) {
        const Instant next = m_workspace.opening(m_campaign.opening(now, m_isLocal ? own : m_zone), own);
        if (next == now)
            return now;
        now = next;
    }
    return at + kNever;
}

Instant beginsAt(const model::DeliveryPlan &plan, Instant meant, const std::string &zone) {
    if (!plan.inLocalTime || meant.micros == 0)
        return meant;
    return std::min(meant, instantOf(localAt(meant, zone), kFirstZone));
}

Instant localStart(Instant meant, const std::string &zone, const std::string &personZone, Instant now, std::chrono::microseconds grace) {
    CivilTime wanted = localAt(meant, zone);
    Instant at = instantOf(wanted, personZone);
    while (at + grace < now) {
        const std::int64_t days = std::max<std::int64_t>((now - at).count() / kMicrosPerDay, 1);
        wanted.date.days += static_cast<std::int32_t>(days);
        at = instantOf(wanted, personZone);
    }
    return at;
}

} // namespace audience::delivery
