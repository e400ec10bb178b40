#include "segment/resolve_time.h"

#include "engine/predicate.h"
#include "qbase/time_zone.h"

#include <algorithm>

namespace audience::segment {

using engine::kNoHigh;
using engine::kNoLow;
using model::TimeUnit;
using model::Window;

std::int64_t microsOf(TimeUnit unit) {
    switch (unit) {
    case TimeUnit::Minutes:
        return 60 * kMicrosPerSecond;
    case TimeUnit::Hours:
        return 3600 * kMicrosPerSecond;
    case TimeUnit::Weeks:
        return 7 * kMicrosPerDay;
    default:
        return kMicrosPerDay;
    }
}

namespace {

// Years that a civil date and its microseconds surely hold.
constexpr int kFirstYear = -9999, kLastYear = 9999;

std::optional<CivilDate> monthsAway(CivilDate date, std::int64_t months) {
    const YearMonthDay ymd = ymdFromCivil(date);
    const std::int64_t total = static_cast<std::int64_t>(ymd.year) * 12 + (ymd.month - 1) + months;
    const std::int64_t year = total >= 0 ? total / 12 : -((11 - total) / 12);
    if (year < kFirstYear || year > kLastYear)
        return std::nullopt;
    YearMonthDay moved{static_cast<int>(year), static_cast<int>(total - year * 12) + 1, ymd.day};
    while (!isValidYmd(moved))
        --moved.day;
    return civilFromYmd(moved);
}

std::int64_t monthsOf(TimeUnit unit) { return unit == TimeUnit::Years ? 12 : 1; }
bool isCalendarUnit(TimeUnit unit) { return unit == TimeUnit::Months || unit == TimeUnit::Years; }

// now moved by n units; nothing when that leaves the years that can be written.
std::optional<std::int64_t> moved(Instant now, std::int64_t n, TimeUnit unit, const std::string &zone) {
    if (!isCalendarUnit(unit)) {
        const Int128 target = static_cast<Int128>(now.micros) + static_cast<Int128>(n) * microsOf(unit);
        if (target <= kNoLow || target >= kNoHigh)
            return std::nullopt;
        return static_cast<std::int64_t>(target);
    }
    const auto local = civilAt(now, zone);
    if (!local)
        return std::nullopt;
    const auto date = monthsAway(local->date, n * monthsOf(unit));
    if (!date)
        return std::nullopt;
    const auto instant = instantAt(CivilTime{*date, local->secondOfDay}, zone);
    if (!instant)
        return std::nullopt;
    std::int64_t fraction = now.micros % kMicrosPerSecond;
    if (fraction < 0)
        fraction += kMicrosPerSecond;
    return instant->micros + fraction;
}

// The days of the calendar unit that lies `window.n` after the one of `today`.
std::optional<DaySpan> calendarDays(const Window &window, CivilDate today) {
    const std::int64_t n = window.n;
    if (window.calendar == model::CalendarUnit::Day)
        return DaySpan{today.days + n, today.days + n + 1};
    if (window.calendar == model::CalendarUnit::Week) {
        const int weekday = (today.days % 7 + 7 + 3) % 7 + 1; // 1970-01-01 was a Thursday
        const std::int64_t start = today.days - (weekday - window.weekStart + 7) % 7 + 7 * n;
        return DaySpan{start, start + 7};
    }
    const int length = window.calendar == model::CalendarUnit::Month     ? 1
                       : window.calendar == model::CalendarUnit::Quarter ? 3
                                                                         : 12;
    YearMonthDay first = ymdFromCivil(today);
    first.month -= (first.month - 1) % length;
    first.day = 1;
    const auto from = monthsAway(civilFromYmd(first), n * length);
    const auto to = monthsAway(civilFromYmd(first), (n + 1) * length);
    if (!from || !to)
        return std::nullopt;
    return DaySpan{from->days, to->days};
}

bool isDate(std::string_view text) { return civilFromIso(text).has_value(); }

bool hasOffset(std::string_view text) {
    const std::size_t clock = text.find_first_of("Tt ");
    return clock != std::string_view::npos &&
           text.find_first_of("Zz+-", clock + 1) != std::string_view::npos;
}

} // namespace

std::optional<TimeSpan> spanOfTime(std::string_view text, const std::string &zone) {
    if (const auto date = civilFromIso(text)) {
        const auto from = instantAt(CivilTime{*date, 0}, zone);
        const auto to = instantAt(CivilTime{CivilDate{date->days + 1}, 0}, zone);
        if (!from || !to)
            return std::nullopt;
        return TimeSpan{from->micros, to->micros};
    }
    const auto instant = instantFromIso(text);
    if (!instant)
        return std::nullopt;
    if (hasOffset(text))
        return TimeSpan{instant->micros, instant->micros + 1};
    const auto wall = civilAt(*instant, "UTC");
    if (!wall)
        return std::nullopt;
    const auto local = instantAt(*wall, zone);
    if (!local)
        return std::nullopt;
    const std::int64_t exact =
        local->micros + (instant->micros - (wall->date.days * kMicrosPerDay + wall->secondOfDay * kMicrosPerSecond));
    return TimeSpan{exact, exact + 1};
}

std::optional<TimeSpan> resolveWindow(const Window &window, Instant now, const std::string &zone) {
    switch (window.kind) {
    case Window::Kind::AllTime:
        return TimeSpan{kNoLow, kNoHigh};
    case Window::Kind::Last:
        return TimeSpan{moved(now, -window.n, window.unit, zone).value_or(kNoLow), now.micros + 1};
    case Window::Kind::OlderThan: {
        const auto end = moved(now, -window.n, window.unit, zone);
        return end ? TimeSpan{kNoLow, *end} : TimeSpan{0, 0}; // nothing is older than all time
    }
    case Window::Kind::Next: {
        const auto end = moved(now, window.n, window.unit, zone);
        return TimeSpan{now.micros, end ? *end + 1 : kNoHigh};
    }
    case Window::Kind::Calendar: {
        const auto days = resolveDays(window, now, zone);
        const auto from = days ? instantAt(CivilTime{CivilDate{static_cast<std::int32_t>(days->from)}, 0}, zone) : Result<Instant>(Instant());
        const auto to = days ? instantAt(CivilTime{CivilDate{static_cast<std::int32_t>(days->to)}, 0}, zone) : Result<Instant>(Instant());
        if (!days || !from || !to || days->from == days->to)
            return TimeSpan{0, 0}; // beyond the years that can be written
        return TimeSpan{from->micros, to->micros};
    }
    case Window::Kind::AnniversaryLast:
    case Window::Kind::AnniversaryNext:
        return std::nullopt;
    case Window::Kind::Between:
        break;
    }
    TimeSpan span{kNoLow, kNoHigh};
    if (!window.from.empty()) {
        const auto from = spanOfTime(window.from, zone);
        if (!from)
            return std::nullopt;
        span.from = from->from;
    }
    if (!window.to.empty()) {
        const auto to = spanOfTime(window.to, zone);
        if (!to)
            return std::nullopt;
        span.to = isDate(window.to) ? to->to : to->from;
    }
    span.to = std::max(span.from, span.to);
    return span;
}

std::optional<DaySpan> resolveDays(const Window &window, Instant now, const std::string &zone) {
    if (window.kind == Window::Kind::AllTime)
        return DaySpan{kNoLow, kNoHigh};
    if (window.kind == Window::Kind::Between) {
        DaySpan span{kNoLow, kNoHigh};
        if (!window.from.empty()) {
            const auto from = civilFromIso(std::string_view(window.from).substr(0, 10));
            if (!from)
                return std::nullopt;
            span.from = from->days;
        }
        if (!window.to.empty()) {
            const auto to = civilFromIso(std::string_view(window.to).substr(0, 10));
            if (!to)
                return std::nullopt;
            span.to = to->days + (isDate(window.to) ? 1 : 0);
        }
        span.to = std::max(span.from, span.to);
        return span;
    }
    const auto local = civilAt(now, zone);
    if (!local)
        return std::nullopt;
    if (window.kind == Window::Kind::Calendar)
        return calendarDays(window, local->date).value_or(DaySpan{0, 0});
    const bool isAnniversary = window.kind == Window::Kind::AnniversaryLast || window.kind == Window::Kind::AnniversaryNext;
    if (isAnniversary || window.unit == TimeUnit::Minutes || window.unit == TimeUnit::Hours)
        return std::nullopt;
    const std::int64_t today = local->date.days;
    const std::int64_t n = window.kind == Window::Kind::Next ? window.n : -window.n;
    std::int64_t other = today + n * (window.unit == TimeUnit::Weeks ? 7 : 1);
    if (isCalendarUnit(window.unit)) {
        const auto date = monthsAway(local->date, n * monthsOf(window.unit));
        other = date ? date->days : n < 0 ? kNoLow : kNoHigh - 1;
    }
    switch (window.kind) {
    case Window::Kind::Last:
        return DaySpan{other, today + 1};
    case Window::Kind::OlderThan:
        return DaySpan{kNoLow, other};
    default:
        return DaySpan{today, other + 1};
    }
}

std::vector<std::int64_t> anniversaryDays(const Window &window, Instant now, const std::string &zone) {
    const auto local = civilAt(now, zone);
    if (!local)
        return {};
    constexpr std::int64_t kAllDays = 366 * 4 + 1; // from anywhere, with a 29 February
    const auto n = static_cast<std::int32_t>(std::min(window.n, kAllDays));
    const std::int32_t first = local->date.days - (window.kind == Window::Kind::AnniversaryLast ? n : 0);
    std::vector<std::int64_t> days;
    for (std::int32_t day = first; day <= first + n; ++day) {
        const YearMonthDay ymd = ymdFromCivil(CivilDate{day});
        days.push_back(ymd.month * 32 + ymd.day);
        if (ymd.month == 2 && ymd.day == 28 && !isValidYmd({ymd.year, 2, 29}))
            days.push_back(2 * 32 + 29);
    }
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

} // namespace audience::segment
