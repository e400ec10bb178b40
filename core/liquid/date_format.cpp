#include "liquid/date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace audience::liquid {

namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> kDays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                   "Thursday", "Friday", "Saturday"};
constexpr int kMaxWidth = 1024;

struct Fields {
    int year = 1970, month = 1, day = 1;
    int hour = 0, minute = 0, second = 0, micros = 0;
    int weekday = 4; // 0 is Sunday
    int dayOfYear = 1;
    int isoYear = 1970, isoWeek = 1;
    std::int64_t epoch = 0;
};

std::int64_t floorDivide(std::int64_t a, std::int64_t b) {
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

Fields fieldsOf(const ZonedTime &time) {
    Fields f;
    f.epoch = floorDivide(time.instant.micros, kMicrosPerSecond);
    const std::int64_t local = time.instant.micros + time.zone.offsetSeconds * kMicrosPerSecond;
    const auto days = static_cast<std::int32_t>(floorDivide(local, kMicrosPerDay));
    std::int64_t rest = local - days * kMicrosPerDay;
    const YearMonthDay ymd = ymdFromCivil({days});
    f.year = ymd.year;
    f.month = ymd.month;
    f.day = ymd.day;
    f.micros = static_cast<int>(rest % kMicrosPerSecond);
    rest /= kMicrosPerSecond;
    f.second = static_cast<int>(rest % 60);
    f.minute = static_cast<int>(rest / 60 % 60);
    f.hour = static_cast<int>(rest / 3600);
    f.weekday = static_cast<int>(((days % 7) + 7 + 4) % 7);
    f.dayOfYear = days - civilFromYmd({f.year, 1, 1}).days + 1;
    // The ISO week belongs to the year of its Thursday.
    const int thursday = days + 3 - (f.weekday + 6) % 7;
    f.isoYear = ymdFromCivil({thursday}).year;
    f.isoWeek = (thursday - civilFromYmd({f.isoYear, 1, 1}).days) / 7 + 1;
    return f;
}

struct Directive {
    char padding = 0; // '-', '0', '_' or the conversion's own
    bool upper = false, swapsCase = false;
    int width = 0;
    int colons = 0;
};

void appendNumber(std::int64_t value, const Directive &d, int width, char padding,
                  std::string &out) {
    std::array<char, 24> buffer;
    const bool negative = value < 0;
    const auto magnitude =
        negative ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude);
    const std::string_view digits(buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data()));
    if (d.padding == '-')
        width = 0;
    else if (d.width > 0)
        width = d.width;
    const char fill = d.padding == '0' ? '0' : d.padding == '_' ? ' ' : padding;
    const int used = static_cast<int>(digits.size()) + negative;
    const auto pad = static_cast<std::size_t>(width > used ? width - used : 0);
    if (fill == ' ')
        out.append(pad, fill);
    if (negative)
        out.push_back('-');
    if (fill == '0')
        out.append(pad, fill);
    out += digits;
}

void appendWord(std::string_view word, const Directive &d, std::string &out) {
    const auto width = static_cast<std::size_t>(d.padding == '-' ? 0 : d.width);
    if (word.size() < width)
        out.append(width - word.size(), d.padding == '0' ? '0' : ' ');
    const std::size_t start = out.size();
    out += word;
    if (d.upper || d.swapsCase)
        for (std::size_t at = start; at < out.size(); ++at)
            if (out[at] >= 'a' && out[at] <= 'z')
                out[at] = static_cast<char>(out[at] - 32);
}

void appendZone(int offset, const Directive &d, std::string &out) {
    const char sign = offset < 0 ? '-' : '+';
    offset = offset < 0 ? -offset : offset;
    std::string rest;
    const auto two = [&rest](int value) {
        rest.push_back(static_cast<char>('0' + value / 10));
        rest.push_back(static_cast<char>('0' + value % 10));
    };
    if (d.colons > 0)
        rest.push_back(':');
    two(offset / 60 % 60);
    if (d.colons > 1) {
        rest.push_back(':');
        two(offset % 60);
    }
    const std::string hours = std::to_string(offset / 3600);
    const int least = d.padding == '-' ? 1 : 2;
    int width = static_cast<int>(hours.size()) < least ? least : static_cast<int>(hours.size());
    width = std::max(width, d.width - 1 - static_cast<int>(rest.size()));
    const auto pad = static_cast<std::size_t>(width) - hours.size();
    if (d.padding == '_')
        out.append(pad, ' ').push_back(sign);
    else
        (out += sign).append(pad, '0');
    out += hours + rest;
}

void appendConversion(const ZonedTime &time, const Fields &f, const Directive &d, char conversion,
                      std::string_view directive, std::string &out) {
    const auto nested = [&](std::string_view format) {
        std::string text;
        formatDate(time, format, text);
        appendWord(text, d, out);
    };
    const int hour12 = f.hour % 12 == 0 ? 12 : f.hour % 12;
    switch (conversion) {
    case 'Y':
        appendNumber(f.year, d, f.year < 0 ? 5 : 4, '0', out);
        return;
    case 'C':
        appendNumber(floorDivide(f.year, 100), d, 2, '0', out);
        return;
    case 'y':
        appendNumber(((f.year % 100) + 100) % 100, d, 2, '0', out);
        return;
    case 'm':
        appendNumber(f.month, d, 2, '0', out);
        return;
    case 'B':
        appendWord(kMonths[static_cast<std::size_t>(f.month - 1)], d, out);
        return;
    case 'b':
    case 'h':
        appendWord(kMonths[static_cast<std::size_t>(f.month - 1)].substr(0, 3), d, out);
        return;
    case 'd':
        appendNumber(f.day, d, 2, '0', out);
        return;
    case 'e':
        appendNumber(f.day, d, 2, ' ', out);
        return;
    case 'j':
        appendNumber(f.dayOfYear, d, 3, '0', out);
        return;
    case 'H':
        appendNumber(f.hour, d, 2, '0', out);
        return;
    case 'k':
        appendNumber(f.hour, d, 2, ' ', out);
        return;
    case 'I':
        appendNumber(hour12, d, 2, '0', out);
        return;
    case 'l':
        appendNumber(hour12, d, 2, ' ', out);
        return;
    case 'M':
        appendNumber(f.minute, d, 2, '0', out);
        return;
    case 'S':
        appendNumber(f.second, d, 2, '0', out);
        return;
    case 'L':
    case 'N': {
        const auto digits = static_cast<std::size_t>(d.width > 0         ? d.width
                                                     : conversion == 'L' ? 3
                                                                         : 9);
        std::string fraction = std::to_string(1'000'000 + f.micros).substr(1);
        fraction.resize(digits, '0');
        out += fraction;
        return;
    }
    case 'P':
    case 'p': {
        const bool lower = conversion == 'P' || d.swapsCase;
        const std::string_view word = f.hour < 12 ? (lower ? "am" : "AM") : (lower ? "pm" : "PM");
        Directive plain = d;
        plain.swapsCase = false;
        appendWord(word, plain, out);
        return;
    }
    case 'A':
        appendWord(kDays[static_cast<std::size_t>(f.weekday)], d, out);
        return;
    case 'a':
        appendWord(kDays[static_cast<std::size_t>(f.weekday)].substr(0, 3), d, out);
        return;
    case 'u':
        appendNumber(f.weekday == 0 ? 7 : f.weekday, d, 1, '0', out);
        return;
    case 'w':
        appendNumber(f.weekday, d, 1, '0', out);
        return;
    case 'G':
        appendNumber(f.isoYear, d, 4, '0', out);
        return;
    case 'g':
        appendNumber(((f.isoYear % 100) + 100) % 100, d, 2, '0', out);
        return;
    case 'V':
        appendNumber(f.isoWeek, d, 2, '0', out);
        return;
    case 'U':
        appendNumber((f.dayOfYear - 1 + 7 - f.weekday) / 7, d, 2, '0', out);
        return;
    case 'W':
        appendNumber((f.dayOfYear - 1 + 7 - (f.weekday + 6) % 7) / 7, d, 2, '0', out);
        return;
    case 's':
        appendNumber(f.epoch, d, 1, '0', out);
        return;
    case 'z':
        appendZone(time.zone.offsetSeconds, d, out);
        return;
    case 'Z':
        appendWord(time.zone.abbreviation, d, out);
        return;
    case 'D':
    case 'x':
        nested("%m/%d/%y");
        return;
    case 'F':
        nested("%Y-%m-%d");
        return;
    case 'T':
    case 'X':
        nested("%H:%M:%S");
        return;
    case 'R':
        nested("%H:%M");
        return;
    case 'r':
        nested("%I:%M:%S %p");
        return;
    case 'c':
        nested("%a %b %e %H:%M:%S %Y");
        return;
    case 'v':
        nested("%e-%^b-%Y");
        return;
    case '+':
        nested("%a %b %e %H:%M:%S %Z %Y");
        return;
    case 'n':
        appendWord("\n", d, out);
        return;
    case 't':
        appendWord("\t", d, out);
        return;
    case '%':
        appendWord("%", d, out);
        return;
    default:
        out += directive;
    }
}

} // namespace

void formatDate(const ZonedTime &time, std::string_view format, std::string &out) {
    const Fields fields = fieldsOf(time);
    for (std::size_t at = 0; at < format.size();) {
        if (format[at] != '%' || at + 1 == format.size()) {
            out.push_back(format[at++]);
            continue;
        }
        const std::size_t start = at++;
        Directive d;
        for (bool more = true; more && at < format.size();) {
            const char c = format[at];
            if (c == '-' || c == '0' || c == '_')
                d.padding = c;
            else if (c == '^')
                d.upper = true;
            else if (c == '#')
                d.swapsCase = true;
            else
                more = false;
            at += more;
        }
        while (at < format.size() && format[at] >= '0' && format[at] <= '9') {
            d.width = std::min(d.width * 10 + (format[at] - '0'), kMaxWidth);
            ++at;
        }
        while (at < format.size() && format[at] == ':' && d.colons < 3) {
            ++d.colons;
            ++at;
        }
        if (at < format.size() && (format[at] == 'E' || format[at] == 'O'))
            ++at;
        if (at == format.size() || (d.colons > 0 && format[at] != 'z')) {
            out += format.substr(start, at - start);
            continue;
        }
        appendConversion(time, fields, d, format[at], format.substr(start, at + 1 - start), out);
        ++at;
    }
}

} // namespace audience::liquid
