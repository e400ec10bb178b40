#include "segment/resolve_time.h"

#include "engine/predicate.h"
#include "qbase/time_zone.h"

#include <algorithm>

namespace audience::segment {

using engine::kNoHigh;
using engine::kNoLow;
using model::TimeUnit;
using model::Window;

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
    if (window.unit == TimeUnit::Minutes || window.unit == TimeUnit::Hours)
        return std::nullopt;
    const auto local = civilAt(now, zone);
    if (!local)
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

} // namespace audience::segment
