#include "base/clock.h"

#include <fmt/format.h>

#include <charconv>
#include <thread>

namespace audience {

CivilDate civilFromYmd(YearMonthDay ymd) {
    namespace c = std::chrono;
    const c::year_month_day date{c::year{ymd.year}, c::month{static_cast<unsigned>(ymd.month)},
                                 c::day{static_cast<unsigned>(ymd.day)}};
    return {static_cast<std::int32_t>(c::sys_days(date).time_since_epoch().count())};
}

YearMonthDay ymdFromCivil(CivilDate date) {
    namespace c = std::chrono;
    const c::year_month_day ymd{c::sys_days(c::days(date.days))};
    return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
            static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

bool isValidYmd(YearMonthDay ymd) {
    namespace c = std::chrono;
    return ymd.month >= 1 && ymd.month <= 12 && ymd.day >= 1 && ymd.year >= -9999 &&
           ymd.year <= 9999 &&
           c::year_month_day{c::year{ymd.year}, c::month{static_cast<unsigned>(ymd.month)},
                             c::day{static_cast<unsigned>(ymd.day)}}
               .ok();
}

static std::int64_t floorDiv(std::int64_t a, std::int64_t b) {
    return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

std::string toIso(CivilDate date) {
    const auto [y, m, d] = ymdFromCivil(date);
    return fmt::format("{:04}-{:02}-{:02}", y, m, d);
}

std::string toIso(Instant instant) {
    const std::int64_t days = floorDiv(instant.micros, kMicrosPerDay);
    const std::int64_t inDay = instant.micros - days * kMicrosPerDay;
    const std::int64_t seconds = inDay / kMicrosPerSecond;
    const std::int64_t fraction = inDay % kMicrosPerSecond;
    std::string text = fmt::format("{}T{:02}:{:02}:{:02}", toIso(CivilDate{static_cast<int>(days)}),
                                   seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (fraction != 0)
        text += fraction % 1000 == 0 ? fmt::format(".{:03}", fraction / 1000)
                                     : fmt::format(".{:06}", fraction);
    return text + "Z";
}

namespace {

// Reads exactly `digits` decimal digits at the front of `text` and removes them.
std::optional<int> takeDigits(std::string_view &text, std::size_t digits) {
    int value = 0;
    if (text.size() < digits)
        return std::nullopt;
    for (std::size_t i = 0; i < digits; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool takeChar(std::string_view &text, char c) {
    if (text.empty() || text.front() != c)
        return false;
    text.remove_prefix(1);
    return true;
}

std::optional<CivilDate> takeDate(std::string_view &text) {
    const auto y = takeDigits(text, 4);
    if (!y || !takeChar(text, '-'))
        return std::nullopt;
    const auto m = takeDigits(text, 2);
    if (!m || !takeChar(text, '-'))
        return std::nullopt;
    const auto d = takeDigits(text, 2);
    if (!d || !isValidYmd({*y, *m, *d}))
        return std::nullopt;
    return civilFromYmd({*y, *m, *d});
}

// The offset to subtract, in microseconds: "Z", "+hh:mm", "+hhmm", "+hh" or nothing.
std::optional<std::int64_t> takeOffset(std::string_view text) {
    if (text.empty() || text == "Z" || text == "z")
        return 0;
    const bool negative = text.front() == '-';
    if (!negative && text.front() != '+')
        return std::nullopt;
    text.remove_prefix(1);
    const auto h = takeDigits(text, 2);
    if (!h)
        return std::nullopt;
    int minutes = 0;
    if (!text.empty()) {
        takeChar(text, ':');
        const auto m = takeDigits(text, 2);
        if (!m || !text.empty())
            return std::nullopt;
        minutes = *m;
    }
    if (*h > 18 || minutes > 59)
        return std::nullopt;
    const std::int64_t offset = (*h * 3600 + minutes * 60) * kMicrosPerSecond;
    return negative ? -offset : offset;
}

} // namespace

std::optional<CivilDate> civilFromIso(std::string_view text) {
    const auto date = takeDate(text);
    return text.empty() ? date : std::nullopt;
}

std::optional<Instant> instantFromIso(std::string_view text) {
    const auto date = takeDate(text);
    if (!date)
        return std::nullopt;
    std::int64_t micros = date->days * kMicrosPerDay;
    if (text.empty())
        return Instant{micros};
    if (!takeChar(text, 'T') && !takeChar(text, ' '))
        return std::nullopt;
    const auto h = takeDigits(text, 2);
    if (!h || *h > 23 || !takeChar(text, ':'))
        return std::nullopt;
    const auto m = takeDigits(text, 2);
    if (!m || *m > 59)
        return std::nullopt;
    micros += (*h * 3600 + *m * 60) * kMicrosPerSecond;
    if (takeChar(text, ':')) {
        const auto s = takeDigits(text, 2);
        if (!s || *s > 60)
            return std::nullopt;
        micros += *s * kMicrosPerSecond;
        if (takeChar(text, '.')) {
            std::int64_t unit = kMicrosPerSecond / 10;
            bool any = false;
            while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
                micros += (text.front() - '0') * unit;
                unit /= 10;
                text.remove_prefix(1);
                any = true;
            }
            if (!any)
                return std::nullopt;
        }
    }
    takeChar(text, ' ');
    const auto offset = takeOffset(text);
    if (!offset)
        return std::nullopt;
    return Instant{micros - *offset};
}

Instant SystemClock::now() const {
    using namespace std::chrono;
    return {duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()};
}

std::chrono::microseconds SystemClock::steady() const {
    using namespace std::chrono;
    return duration_cast<microseconds>(steady_clock::now().time_since_epoch());
}

void SystemClock::sleepFor(std::chrono::microseconds duration) {
    std::this_thread::sleep_for(duration);
}

} // namespace audience
