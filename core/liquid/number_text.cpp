#include "liquid/number_text.h"

#include "liquid/scanner.h"
#include "liquid/show.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <locale>
#include <sstream>

namespace audience::liquid {

namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

std::string_view stripped(std::string_view text) {
    return trimmedLeft(trimmedRight(text));
}

int digitOf(char c) {
    if (isDigit(c))
        return c - '0';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'Z' ? c - 'A' + 10 : 99;
}

std::int64_t saturated(double value) {
    if (std::isnan(value))
        return 0;
    if (value >= 9.2233720368547758e18)
        return std::numeric_limits<std::int64_t>::max();
    if (value <= -9.2233720368547758e18)
        return std::numeric_limits<std::int64_t>::min();
    return static_cast<std::int64_t>(value);
}

} // namespace

double doubleFromText(std::string_view text) {
    double value = 0;
#if defined(__cpp_lib_to_chars)
    std::from_chars(text.data(), text.data() + text.size(), value);
#else
    std::istringstream stream{std::string(text)};
    stream.imbue(std::locale::classic());
    stream >> value;
#endif
    return value;
}

Value numberFromLiteral(std::string_view text) {
    if (text.find('.') != std::string_view::npos)
        return Value::real(doubleFromText(text));
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size()
               ? Value::integer(value)
               : Value::hugeInteger(doubleFromText(text));
}

std::int64_t integerPrefix(std::string_view text) {
    text = trimmedLeft(text);
    const bool negative = !text.empty() && text.front() == '-';
    if (!text.empty() && (text.front() == '-' || text.front() == '+'))
        text.remove_prefix(1);
    double huge = 0;
    std::int64_t value = 0;
    bool overflow = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '_' && i > 0 && i + 1 < text.size() && isDigit(text[i + 1]) &&
            text[i - 1] != '_')
            continue;
        if (!isDigit(text[i]))
            break;
        huge = huge * 10 + (text[i] - '0');
        overflow = overflow || value > (std::numeric_limits<std::int64_t>::max() - 9) / 10;
        if (!overflow)
            value = value * 10 + (text[i] - '0');
    }
    if (overflow)
        return saturated(negative ? -huge : huge);
    return negative ? -value : value;
}

std::int64_t integerPrefix(Value value) {
    switch (value.kind()) {
    case Value::Kind::Int:
        return value.asInt();
    case Value::Kind::Double:
        return saturated(value.asDouble());
    case Value::Kind::Decimal:
        return value.asDecimal().mantissa / powerOfTen(value.asDecimal().scale);
    case Value::Kind::Text:
        return integerPrefix(value.asText());
    default:
        return 0;
    }
}

bool toInteger(Value value, Arena &arena, std::int64_t &result) {
    if (value.kind() == Value::Kind::Int) {
        result = value.asInt();
        return true;
    }
    if (value.isHuge()) {
        result = saturated(value.asDouble());
        return true;
    }
    if (value.kind() == Value::Kind::Decimal && value.asDecimal().scale == 0) {
        result = value.asDecimal().mantissa;
        return true;
    }
    std::string shown;
    if (!value.isText())
        appendText(value, shown, arena, 4096);
    std::string_view text = stripped(value.isText() ? value.asText() : std::string_view(shown));
    const bool negative = !text.empty() && text.front() == '-';
    if (!text.empty() && (text.front() == '-' || text.front() == '+'))
        text.remove_prefix(1);
    int base = 10;
    if (text.size() > 1 && text[0] == '0') {
        const char mark = static_cast<char>(text[1] | 0x20);
        base = mark == 'x' ? 16 : mark == 'b' ? 2 : mark == 'd' ? 10 : 8;
        text.remove_prefix(mark == 'x' || mark == 'b' || mark == 'o' || mark == 'd' ? 2 : 1);
    }
    if (text.empty() || text.front() == '_' || text.back() == '_')
        return false;
    double huge = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '_') {
            if (text[i - 1] == '_')
                return false;
            continue;
        }
        if (digitOf(text[i]) >= base)
            return false;
        huge = huge * base + digitOf(text[i]);
    }
    if (huge < 9e15) {
        result = static_cast<std::int64_t>(negative ? -huge : huge);
        return true;
    }
    result = base == 10 ? integerPrefix(text) : saturated(huge);
    result = negative ? -result : result;
    return true;
}

bool shortDecimal(double value, ShortDecimal &result) {
    // A decimal of at most 15 digits that reads as this double is the only one, so it is the one
    // that the double prints as. Most numbers of data have two places or fewer.
    constexpr double kMost = 1e15;
    for (const int scale : {2, kShortScale, 0}) {
        const double ten = kTens[static_cast<std::size_t>(scale)];
        const double scaled = value * ten;
        if (!(std::abs(scaled) < kMost))
            continue;
        const auto mantissa = static_cast<std::int64_t>(scaled + (scaled < 0 ? -0.5 : 0.5));
        if (static_cast<double>(mantissa) / ten != value)
            continue;
        result = {mantissa, scale};
        while (result.scale > 0 && result.mantissa % 10 == 0) {
            result.mantissa /= 10;
            --result.scale;
        }
        return mantissa != 0 || !std::signbit(value);
    }
    return false;
}

void appendInteger(std::int64_t value, std::string &out) {
    std::array<char, 24> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    out.append(buffer.data(), end.ptr);
}

namespace {

// "12.5" from {125, 1}; whole numbers end in ".0".
void appendShort(ShortDecimal number, std::string &out) {
    std::array<char, 32> buffer;
    char *const end = buffer.data() + buffer.size();
    char *at = end;
    auto digits =
        static_cast<std::uint64_t>(number.mantissa < 0 ? -number.mantissa : number.mantissa);
    if (number.scale == 0)
        *--at = '0';
    for (int i = 0; i < number.scale; ++i, digits /= 10)
        *--at = static_cast<char>('0' + digits % 10);
    *--at = '.';
    do {
        *--at = static_cast<char>('0' + digits % 10);
        digits /= 10;
    } while (digits != 0);
    if (number.mantissa < 0)
        *--at = '-';
    out.append(at, end);
}

} // namespace

void appendDouble(double value, bool isHuge, std::string &out) {
    ShortDecimal number;
    if (!isHuge && (value == 0 || std::abs(value) >= 1e-4) && shortDecimal(value, number)) {
        appendShort(number, out);
        return;
    }
    if (std::isnan(value)) {
        out += "NaN";
        return;
    }
    if (std::isinf(value)) {
        out += value < 0 ? "-Infinity" : "Infinity";
        return;
    }
    std::array<char, 400> buffer;
    const auto format = isHuge ? std::chars_format::fixed : std::chars_format::scientific;
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format);
    std::string_view text(buffer.data(), static_cast<std::size_t>(result.ptr - buffer.data()));
    if (isHuge) {
        out += text;
        return;
    }
    if (text.front() == '-') {
        out.push_back('-');
        text.remove_prefix(1);
    }
    const std::size_t mark = text.find('e');
    int exponent = 0;
    const char *from = text.data() + mark + (text[mark + 1] == '+' ? 2 : 1);
    std::from_chars(from, text.data() + text.size(), exponent);
    std::string digits(text.substr(0, 1));
    if (mark > 2)
        digits += text.substr(2, mark - 2);
    if (value != 0 && (exponent < -4 || exponent >= 16)) {
        out.append(digits, 0, 1).append(".");
        out.append(digits.size() > 1 ? digits.substr(1) : "0");
        out += exponent < 0 ? "e-" : "e+";
        const int size = exponent < 0 ? -exponent : exponent;
        if (size < 10)
            out.push_back('0');
        out += std::to_string(size);
        return;
    }
    if (exponent < 0) {
        out += "0.";
        out.append(static_cast<std::size_t>(-exponent - 1), '0').append(digits);
        return;
    }
    const auto whole = static_cast<std::size_t>(exponent) + 1;
    if (digits.size() <= whole) {
        out.append(digits).append(whole - digits.size(), '0').append(".0");
        return;
    }
    out.append(digits, 0, whole).append(".").append(digits, whole, std::string::npos);
}

} // namespace audience::liquid
