#include "ingest/sheet_value.h"

#include "base/clock.h"

#include <charconv>
#include <cmath>
#include <cstdio>

namespace audience::ingest {

namespace {

constexpr std::int64_t kMillisPerDay = 86'400'000;
constexpr double kLastSerial = 2'958'465; // 9999-12-31

bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::string timeText(std::int64_t millis) {
    char text[32];
    const auto seconds = static_cast<int>(millis / 1000), rest = static_cast<int>(millis % 1000);
    std::snprintf(text, sizeof text, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    std::string out = text;
    if (rest == 0)
        return out;
    std::snprintf(text, sizeof text, ".%03d", rest);
    return out + text;
}

} // namespace

SheetFormat sheetFormatFromId(int id) {
    // 46 is how long something took.
    if ((id >= 18 && id <= 21) || id == 45 || id == 47 || (id >= 32 && id <= 35) || id == 55 || id == 56)
        return SheetFormat::TimeOfDay;
    const bool isDate = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58;
    return isDate ? SheetFormat::Date : SheetFormat::Number;
}

SheetFormat sheetFormatFromCode(std::string_view code) {
    bool hasDay = false, hasTime = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == ';') // what stands behind is for negative numbers and texts
            break;
        if (c == '"') {
            i = std::min(code.find('"', i + 1), code.size());
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '[') {
            const std::size_t end = std::min(code.find(']', i), code.size());
            const std::string_view inside = code.substr(i + 1, end - i - 1);
            if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos)
                return SheetFormat::Number; // how long something took
            i = end;
        } else if (c == 'd' || c == 'D' || c == 'y' || c == 'Y') {
            hasDay = true;
        } else if (c == 'h' || c == 'H' || c == 's' || c == 'S') {
            hasTime = true;
        } else if (code.substr(i, 7) == "General") {
            i += 6;
        } else if (c == 'm' || c == 'M') {
            hasDay = hasDay || code.find_first_of("hHsS") == std::string_view::npos;
        }
    }
    return hasDay ? SheetFormat::Date : hasTime ? SheetFormat::TimeOfDay : SheetFormat::Number;
}

std::string plainNumber(std::string_view text) {
    const std::size_t e = text.find_first_of("eE");
    if (e == std::string_view::npos)
        return std::string(text);
    int exponent = 0;
    std::string_view power = text.substr(e + 1);
    if (power.starts_with('+'))
        power.remove_prefix(1);
    const auto read = std::from_chars(power.data(), power.data() + power.size(), exponent);
    std::string_view mantissa = text.substr(0, e);
    const bool isNegative = mantissa.starts_with('-');
    if (isNegative)
        mantissa.remove_prefix(1);
    std::string digits;
    int behind = 0;
    bool hasPoint = false;
    for (const char c : mantissa) {
        if (c == '.' && !hasPoint) {
            hasPoint = true;
            continue;
        }
        if (!isDigit(c))
            return std::string(text);
        digits += c;
        behind += hasPoint ? 1 : 0;
    }
    const int point = static_cast<int>(digits.size()) - behind + exponent; // digits before it
    if (read.ec != std::errc() || read.ptr != power.data() + power.size() || digits.empty() || digits.size() > 20 || point > 20 || point < -20)
        return std::string(text);
    if (point <= 0)
        digits.insert(0, static_cast<std::size_t>(1 - point), '0');
    const auto whole = static_cast<std::size_t>(std::max(point, 1));
    if (digits.size() < whole)
        digits.append(whole - digits.size(), '0');
    std::string out = (isNegative ? "-" : "") + digits.substr(0, whole);
    std::string fraction = digits.substr(whole);
    while (fraction.ends_with('0'))
        fraction.pop_back();
    const std::size_t start = out.find_first_not_of("-0");
    if (const std::size_t sign = isNegative ? 1 : 0; start != std::string::npos && start > sign)
        out.erase(sign, start - sign);
    else if (start == std::string::npos)
        out.resize(sign), out += '0';
    return fraction.empty() ? out : out + '.' + fraction;
}

std::optional<std::string> sheetDate(std::string_view serial, SheetFormat format, bool from1904) {
    double value = 0;
    const auto read = std::from_chars(serial.data(), serial.data() + serial.size(), value);
    if (read.ec != std::errc() || read.ptr != serial.data() + serial.size() || !(value >= 0) || value >= kLastSerial + 1)
        return std::nullopt;
    const std::int64_t millis = std::llround(value * static_cast<double>(kMillisPerDay));
    std::int64_t day = millis / kMillisPerDay;
    const std::int64_t ofDay = millis % kMillisPerDay;
    if (format == SheetFormat::TimeOfDay && day == 0)
        return timeText(ofDay);
    if (from1904) {
        day += civilFromYmd({1904, 1, 1}).days;
    } else {
        // 1900 is taken for a leap year: its day 60 there never was, and what follows is one day off.
        if (day == 60 || day == 0)
            return std::nullopt;
        day += civilFromYmd({1899, 12, 30}).days + (day < 60 ? 1 : 0);
    }
    if (day > civilFromYmd({9999, 12, 31}).days)
        return std::nullopt;
    const std::string date = toIso(CivilDate{static_cast<std::int32_t>(day)});
    return ofDay == 0 ? date : date + 'T' + timeText(ofDay);
}

} // namespace audience::ingest
