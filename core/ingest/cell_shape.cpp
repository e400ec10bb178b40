#include "ingest/cell_shape.h"

#include "base/json.h"
#include "base/text.h"

#include <charconv>
#include <string>

namespace audience::ingest {

namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

// Reads a number with one decimal sign and groups of three; nothing if it does not fit the
// notation.
struct NumberParts {
    std::int64_t mantissa = 0;
    int whole = 0, scale = 0;
    bool leadingZero = false;
};

std::optional<NumberParts> readNumber(std::string_view cell, char point, char group) {
    NumberParts parts;
    std::size_t i = 0;
    const bool negative = !cell.empty() && cell[0] == '-';
    if (negative)
        i = 1;
    int inGroup = 0;
    char groupSign = 0;
    bool fraction = false;
    const std::size_t first = i;
    for (; i < cell.size(); ++i) {
        const char c = cell[i];
        if (isDigit(c)) {
            if (parts.whole + parts.scale >= Decimal::kMaxScale)
                return std::nullopt;
            parts.mantissa = parts.mantissa * 10 + (c - '0');
            if (fraction) {
                ++parts.scale;
            } else {
                ++parts.whole;
                ++inGroup;
            }
        } else if (c == point && !fraction) {
            if (groupSign != 0 && inGroup != 3)
                return std::nullopt;
            fraction = true;
        } else if ((c == group || c == ' ' || c == '\'') && !fraction) {
            if (groupSign == 0 ? inGroup < 1 || inGroup > 3 : c != groupSign || inGroup != 3)
                return std::nullopt;
            groupSign = c;
            inGroup = 0;
        } else {
            return std::nullopt;
        }
    }
    if (parts.whole + parts.scale == 0 || (fraction && parts.scale == 0) ||
        (!fraction && groupSign != 0 && inGroup != 3))
        return std::nullopt;
    parts.leadingZero = parts.whole > 1 && cell[first] == '0';
    if (negative)
        parts.mantissa = -parts.mantissa;
    return parts;
}

std::uint32_t shapeOfDigits(std::string_view cell, NumberDigits *digits) {
    const bool negative = cell[0] == '-';
    const std::string_view plain = negative ? cell.substr(1) : cell;
    if (plain.size() > 18 || (plain.size() > 1 && plain[0] == '0'))
        return shape::kDigitText;
    if (digits)
        digits->pointWhole = digits->commaWhole = static_cast<std::uint8_t>(plain.size());
    std::uint32_t bits = shape::kInt | shape::kPoint | shape::kComma;
    if (!negative && plain.size() == 8 && parseDateTime(cell, DateOrder::Dmy, true))
        bits |= shape::kCompact;
    return bits;
}

std::uint32_t shapeOfSeparated(std::string_view cell, NumberDigits *digits) {
    std::uint32_t bits = 0;
    if (const auto point = readNumber(cell, '.', ',')) {
        if (point->leadingZero)
            return shape::kDigitText;
        bits |= shape::kPoint;
        if (digits) {
            digits->pointWhole = static_cast<std::uint8_t>(point->whole);
            digits->pointScale = static_cast<std::uint8_t>(point->scale);
        }
    }
    if (const auto comma = readNumber(cell, ',', '.')) {
        if (comma->leadingZero && bits == 0)
            return shape::kDigitText;
        if (!comma->leadingZero)
            bits |= shape::kComma;
        if (digits) {
            digits->commaWhole = static_cast<std::uint8_t>(comma->whole);
            digits->commaScale = static_cast<std::uint8_t>(comma->scale);
        }
    }
    return bits;
}

std::uint32_t shapeOfDate(std::string_view cell) {
    const auto dmy = parseDateTime(cell, DateOrder::Dmy, false);
    if (cell.size() > 4 && isDigit(cell[1]) && isDigit(cell[2]) &&
        isDigit(cell[3])) // the year comes first
        return !dmy ? 0 : shape::kYmd | (dmy->hasTime ? shape::kTime : 0u);
    const auto mdy = parseDateTime(cell, DateOrder::Mdy, false);
    if (!dmy && !mdy)
        return 0;
    std::uint32_t bits = (dmy ? dmy : mdy)->hasTime ? shape::kTime : 0;
    bits |= (dmy ? shape::kDmy : 0u) | (mdy ? shape::kMdy : 0u);
    if (dmy && mdy && dmy->date == mdy->date)
        bits |= shape::kSameBothWays;
    return bits;
}

// Reads 1 or 2 digits (or exactly `exact`) and removes them.
std::optional<int> takeNumber(std::string_view &text, std::size_t least, std::size_t most) {
    std::size_t size = 0;
    int value = 0;
    while (size < most && size < text.size() && isDigit(text[size]))
        value = value * 10 + (text[size++] - '0');
    if (size < least)
        return std::nullopt;
    text.remove_prefix(size);
    return value;
}

bool takeSign(std::string_view &text, char sign) {
    if (text.empty() || text.front() != sign)
        return false;
    text.remove_prefix(1);
    return true;
}

std::optional<CivilDate> validDate(int year, int month, int day) {
    if (year < 1000 || !isValidYmd({year, month, day}))
        return std::nullopt;
    return civilFromYmd({year, month, day});
}

std::optional<CivilDate> takeDate(std::string_view &text, DateOrder order, bool compact) {
    std::size_t run = 0;
    while (run < text.size() && isDigit(text[run]))
        ++run;
    if (run == 8 && compact) {
        const int year = *takeNumber(text, 4, 4), month = *takeNumber(text, 2, 2),
                  day = *takeNumber(text, 2, 2);
        return year >= 1900 && year <= 2100 ? validDate(year, month, day) : std::nullopt;
    }
    if (run != 4 && run != 1 && run != 2)
        return std::nullopt;
    const auto first = takeNumber(text, 1, 4);
    const char sign = text.empty() ? '\0' : text.front();
    if (sign != '-' && sign != '/' && sign != '.')
        return std::nullopt;
    text.remove_prefix(1);
    const auto second = takeNumber(text, 1, 2);
    if (!second || !takeSign(text, sign))
        return std::nullopt;
    const std::size_t before = text.size();
    const auto third = run == 4 ? takeNumber(text, 1, 2) : takeNumber(text, 2, 4);
    if (!third)
        return std::nullopt;
    if (run == 4)
        return validDate(*first, *second, *third);
    if (order == DateOrder::Ymd)
        return std::nullopt;
    const std::size_t yearDigits = before - text.size();
    if (yearDigits == 3 || (order == DateOrder::Mdy && sign == '.'))
        return std::nullopt;
    const int year = yearDigits == 4 ? *third : *third < 70 ? 2000 + *third : 1900 + *third;
    return order == DateOrder::Dmy ? validDate(year, *second, *first)
                                   : validDate(year, *first, *second);
}

void skipBlanks(std::string_view &text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
}

bool takeOffset(std::string_view text, DateTime &out) {
    if (text.empty())
        return true;
    if (text == "Z" || text == "z" || text == "UTC" || text == "GMT") {
        out.offsetMicros = 0;
        return true;
    }
    const bool negative = text.front() == '-';
    if (!negative && text.front() != '+')
        return false;
    text.remove_prefix(1);
    const auto hours = takeNumber(text, 2, 2);
    takeSign(text, ':');
    const auto minutes = text.empty() ? std::optional<int>(0) : takeNumber(text, 2, 2);
    if (!hours || !minutes || !text.empty() || *hours > 18 || *minutes > 59)
        return false;
    const std::int64_t offset = (*hours * 3600 + *minutes * 60) * kMicrosPerSecond;
    out.offsetMicros = negative ? -offset : offset;
    return true;
}

bool takeTime(std::string_view text, DateTime &out) {
    auto hour = takeNumber(text, 1, 2);
    if (!hour || !takeSign(text, ':'))
        return false;
    const auto minute = takeNumber(text, 2, 2);
    if (!minute || *minute > 59)
        return false;
    std::int64_t second = 0, fraction = 0;
    if (takeSign(text, ':')) {
        const auto value = takeNumber(text, 2, 2);
        if (!value || *value > 60)
            return false;
        second = *value;
        if (takeSign(text, '.') || takeSign(text, ',')) {
            std::int64_t unit = kMicrosPerSecond / 10;
            if (text.empty() || !isDigit(text.front()))
                return false;
            for (; !text.empty() && isDigit(text.front()); text.remove_prefix(1), unit /= 10)
                fraction += (text.front() - '0') * unit;
        }
    }
    skipBlanks(text);
    if (startsWithAscii(text, "am") || startsWithAscii(text, "pm")) {
        if (*hour < 1 || *hour > 12)
            return false;
        *hour = *hour % 12 + (startsWithAscii(text, "pm") ? 12 : 0);
        text.remove_prefix(2);
        skipBlanks(text);
    }
    if (*hour > 23)
        return false;
    out.hasTime = true;
    out.microsOfDay = (*hour * 3600 + *minute * 60 + second) * kMicrosPerSecond + fraction;
    return takeOffset(text, out);
}

// "2026-11-21 09:00:00", with a blank or a T: by far the most frequent notation, without the
// choices of the others. Nothing when it is any other, which the long way then reads.
std::optional<DateTime> plainDateTime(std::string_view cell) {
    if (cell.size() != 19 || cell[4] != '-' || cell[7] != '-' || cell[13] != ':' ||
        cell[16] != ':' || (cell[10] != ' ' && cell[10] != 'T'))
        return std::nullopt;
    bool digits = true;
    const auto pair = [&](std::size_t at) {
        const int tens = cell[at] - '0', ones = cell[at + 1] - '0';
        digits = digits && tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
        return tens * 10 + ones;
    };
    const int year = pair(0) * 100 + pair(2), month = pair(5), day = pair(8), hour = pair(11),
              minute = pair(14), second = pair(17);
    if (!digits || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;
    const auto date = validDate(year, month, day);
    if (!date)
        return std::nullopt;
    DateTime out;
    out.date = *date;
    out.hasTime = true;
    out.microsOfDay = (hour * 3600 + minute * 60 + second) * kMicrosPerSecond;
    return out;
}

} // namespace

std::uint32_t shapeOf(std::string_view cell, NumberDigits *digits) {
    if (cell.empty())
        return 0;
    const char first = cell.front();
    if (!isDigit(first) && first != '-' && first != '.' && first != ',' && first != '+') {
        if ((first == '[' && cell.back() == ']') || (first == '{' && cell.back() == '}'))
            return parseJson(cell) ? shape::kJson : 0;
        return parseBool(cell) ? shape::kBool : 0;
    }
    std::size_t other = 0, marks = 0, letters = 0;
    for (std::size_t i = first == '-' || first == '+' ? 1 : 0; i < cell.size(); ++i) {
        const char c = cell[i];
        if (isDigit(c))
            continue;
        other += 1;
        marks += c == '/' || c == '-' || c == ':' || c == '.';
        letters += c == 'e' || c == 'E';
    }
    if (first == '+')
        return other == 0 && cell.size() > 1 ? shape::kDigitText : 0;
    if (other == 0)
        return cell.size() == 1 && first == '-' ? 0 : shapeOfDigits(cell, digits);
    if (letters == 1 && parseReal(cell, NumberStyle::Point))
        return shape::kExponent;
    std::uint32_t bits = shapeOfSeparated(cell, digits);
    if (marks >= 2 && isDigit(first))
        bits |= shapeOfDate(cell);
    return bits;
}

std::optional<Decimal> parseNumber(std::string_view cell, NumberStyle style) {
    const auto parts =
        style == NumberStyle::Point ? readNumber(cell, '.', ',') : readNumber(cell, ',', '.');
    if (!parts || parts->leadingZero)
        return std::nullopt;
    return Decimal{parts->mantissa, static_cast<std::uint8_t>(parts->scale)};
}

std::optional<double> parseReal(std::string_view cell, NumberStyle style) {
    std::string changed;
    if (style == NumberStyle::Comma) {
        for (const char c : cell)
            if (c != '.' && c != ' ')
                changed += c == ',' ? '.' : c;
        cell = changed;
    } else if (cell.find_first_of(", ") != std::string_view::npos) {
        const auto grouped = parseNumber(cell, style);
        return grouped ? std::optional(toDouble(*grouped)) : std::nullopt;
    }
    if (cell.empty() || cell.front() == '+')
        return std::nullopt;
    for (const char c : cell) // no "inf", no "nan"
        if (!isDigit(c) && c != '-' && c != '+' && c != '.' && c != 'e' && c != 'E')
            return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc() || end != cell.data() + cell.size())
        return std::nullopt;
    return value;
}

std::optional<bool> parseBool(std::string_view cell) {
    if (equalsAscii(cell, "true"))
        return true;
    if (equalsAscii(cell, "false"))
        return false;
    return std::nullopt;
}

std::optional<DateTime> parseDateTime(std::string_view cell, DateOrder order, bool compact) {
    if (const auto plain = plainDateTime(cell))
        return plain;
    DateTime out;
    const auto date = takeDate(cell, order, compact);
    if (!date)
        return std::nullopt;
    out.date = *date;
    if (cell.empty())
        return out;
    if (!takeSign(cell, 'T') && !takeSign(cell, 't') && !takeSign(cell, ' '))
        return std::nullopt;
    skipBlanks(cell);
    return takeTime(cell, out) ? std::optional(out) : std::nullopt;
}

} // namespace audience::ingest
