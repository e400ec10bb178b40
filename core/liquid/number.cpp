#include "liquid/number.h"

#include "liquid/number_text.h"
#include "liquid/scanner.h"

#include <cmath>
#include <limits>

namespace audience::liquid {

namespace {

// mantissa / 10^scale, wide enough for one operation on 64-bit operands.
struct Wide {
    Int128 mantissa = 0;
    int scale = 0;
    bool isInteger = false;
    bool isExact = false; // an exact decimal of the data, not a double
};

constexpr Int128 kWideLimit = (static_cast<Int128>(1) << 120);

Int128 magnitude(Int128 value) {
    return value < 0 ? -value : value;
}

bool scaleUp(Wide &value, int scale) {
    for (; value.scale < scale; ++value.scale) {
        if (magnitude(value.mantissa) > kWideLimit / 10)
            return false;
        value.mantissa *= 10;
    }
    return true;
}

// Digits with one optional point and exponent, as appendDouble writes them.
bool parseWide(std::string_view text, Wide &result) {
    bool negative = false, afterPoint = false;
    std::size_t i = 0;
    if (!text.empty() && text[0] == '-') {
        negative = true;
        i = 1;
    }
    for (; i < text.size() && text[i] != 'e'; ++i) {
        if (text[i] == '.') {
            afterPoint = true;
            continue;
        }
        if (text[i] < '0' || text[i] > '9' || magnitude(result.mantissa) > kWideLimit / 10)
            return false;
        result.mantissa = result.mantissa * 10 + (text[i] - '0');
        result.scale += afterPoint;
    }
    if (i < text.size())
        result.scale -= static_cast<int>(integerPrefix(text.substr(i + 1)));
    if (negative)
        result.mantissa = -result.mantissa;
    if (result.scale < 0) {
        Wide scaled{result.mantissa, result.scale};
        if (!scaleUp(scaled, 0))
            return false;
        result.mantissa = scaled.mantissa;
        result.scale = 0;
    }
    return result.scale <= 30;
}

bool widen(Value value, Wide &result) {
    switch (value.kind()) {
    case Value::Kind::Int:
        result = {value.asInt(), 0, true, true};
        return true;
    case Value::Kind::Decimal:
        result = {value.asDecimal().mantissa, value.asDecimal().scale, false, true};
        return true;
    case Value::Kind::Double: {
        if (!std::isfinite(value.asDouble()))
            return false;
        ShortDecimal number;
        if (!value.isHuge() && shortDecimal(value.asDouble(), number)) {
            result = {number.mantissa, number.scale, false, false};
            return true;
        }
        std::string text;
        appendDouble(value.asDouble(), value.isHuge(), text);
        result = {};
        result.isInteger = value.isHuge();
        return parseWide(text, result);
    }
    default:
        return false;
    }
}

double toDouble(Value value) {
    switch (value.kind()) {
    case Value::Kind::Int:
        return static_cast<double>(value.asInt());
    case Value::Kind::Decimal:
        return audience::toDouble(value.asDecimal());
    default:
        return value.asDouble();
    }
}

// Whole numbers up to here are doubles without loss; one division of two of them rounds correctly.
constexpr std::int64_t kMostExact = std::int64_t{1} << 53;

bool isExactDouble(Int128 value) {
    return value >= -kMostExact && value <= kMostExact;
}

double toDouble(const Wide &value) {
    if (isExactDouble(value.mantissa) && value.scale < static_cast<int>(kTens.size()))
        return static_cast<double>(static_cast<std::int64_t>(value.mantissa)) /
               kTens[static_cast<std::size_t>(value.scale)];
    return doubleFromText(toText(value.mantissa, value.scale));
}

bool fits64(Int128 value) {
    return value >= std::numeric_limits<std::int64_t>::min() &&
           value <= std::numeric_limits<std::int64_t>::max();
}

Value narrow(const Wide &value) {
    if (value.isInteger)
        return fits64(value.mantissa) ? Value::integer(static_cast<std::int64_t>(value.mantissa))
                                      : Value::hugeInteger(static_cast<double>(value.mantissa));
    if (value.isExact && fits64(value.mantissa) && value.scale <= Decimal::kMaxScale)
        return Value::decimal(
            {static_cast<std::int64_t>(value.mantissa), static_cast<std::uint8_t>(value.scale)});
    return Value::real(toDouble(value));
}

Int128 floorDivide(Int128 a, Int128 b) {
    if (fits64(a) && fits64(b) && b != -1) {
        const auto x = static_cast<std::int64_t>(a), y = static_cast<std::int64_t>(b);
        return x / y - (x % y != 0 && (x < 0) != (y < 0));
    }
    const Int128 quotient = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

Value calculateDouble(Arithmetic operation, double a, double b, bool isInteger) {
    double result = 0;
    switch (operation) {
    case Arithmetic::Add:
        result = a + b;
        break;
    case Arithmetic::Subtract:
        result = a - b;
        break;
    case Arithmetic::Multiply:
        result = a * b;
        break;
    case Arithmetic::Divide:
        result = isInteger ? std::floor(a / b) : a / b;
        break;
    case Arithmetic::Modulo:
        result = a - b * std::floor(a / b);
        break;
    }
    return isInteger ? Value::hugeInteger(result) : Value::real(result);
}

bool isIntegral(Value value) {
    return value.kind() == Value::Kind::Int || value.isHuge();
}

bool isDouble(Value value) {
    return value.kind() == Value::Kind::Double;
}

Value integerOf(Int128 value) {
    return fits64(value) ? Value::integer(static_cast<std::int64_t>(value))
                         : Value::hugeInteger(static_cast<double>(value));
}

// False on a division by zero.
bool calculateIntegers(Arithmetic operation, Int128 a, Int128 b, Value &result) {
    switch (operation) {
    case Arithmetic::Add:
        result = integerOf(a + b);
        return true;
    case Arithmetic::Subtract:
        result = integerOf(a - b);
        return true;
    case Arithmetic::Multiply:
        result = integerOf(a * b);
        return true;
    case Arithmetic::Divide:
        if (b != 0)
            result = integerOf(floorDivide(a, b));
        return b != 0;
    case Arithmetic::Modulo:
        if (b != 0)
            result = integerOf(a - b * floorDivide(a, b));
        return b != 0;
    }
    return false;
}

// The usual cases without the decimal form; false where that is needed. What a double prints as
// lies on the same side of every whole number, half and short decimal as the double itself.
bool roundDouble(Rounding rounding, double number, std::int64_t digits, Value &result) {
    constexpr double kMost = 1e9; // a product with a power of ten is wrong by less than 1e-6 below
    if (digits < 0 || digits > kShortScale || !(std::abs(number) < kMost))
        return false;
    if (digits == 0) {
        const double whole = rounding == Rounding::Up     ? std::ceil(number)
                             : rounding == Rounding::Down ? std::floor(number)
                                                          : std::round(number);
        result = Value::integer(static_cast<std::int64_t>(whole));
        return true;
    }
    const double ten = kTens[static_cast<std::size_t>(digits)], scaled = number * ten;
    const double whole = std::floor(scaled), rest = scaled - whole;
    if (std::abs(scaled) > kMost || std::abs(rest - 0.5) < 1e-6 || number == 0)
        return false;
    result = Value::real(std::copysign((whole + (rest > 0.5 ? 1 : 0)) / ten, number));
    return true;
}

} // namespace

Value toNumber(Value value) {
    if (value.isNumber())
        return value;
    if (!value.isText())
        return Value::integer(0);
    const std::string_view text = trimmedLeft(trimmedRight(value.asText()));
    std::size_t at = !text.empty() && text[0] == '-' ? 1 : 0;
    const std::size_t whole = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9')
        ++at;
    if (at > whole && at + 1 < text.size() && text[at] == '.') {
        std::size_t end = at + 1;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9')
            ++end;
        if (end == text.size())
            return Value::real(doubleFromText(text));
    }
    const std::size_t digits = at - whole;
    return digits > 18 && digits == text.size() - whole ? numberFromLiteral(text)
                                                        : Value::integer(integerPrefix(text));
}

int compareNumbers(Value a, Value b) {
    if (a.kind() == Value::Kind::Int && b.kind() == Value::Kind::Int)
        return a.asInt() < b.asInt() ? -1 : a.asInt() > b.asInt() ? 1 : 0;
    Wide left, right;
    const bool areDoubles =
        (isDouble(a) || (a.kind() == Value::Kind::Int && isExactDouble(a.asInt()))) &&
        (isDouble(b) || (b.kind() == Value::Kind::Int && isExactDouble(b.asInt())));
    if (!areDoubles && widen(a, left) && widen(b, right)) {
        const int scale = left.scale > right.scale ? left.scale : right.scale;
        if (scaleUp(left, scale) && scaleUp(right, scale))
            return left.mantissa < right.mantissa ? -1 : left.mantissa > right.mantissa ? 1 : 0;
    }
    const double x = toDouble(a), y = toDouble(b);
    return x < y ? -1 : x > y ? 1 : 0;
}

bool calculate(Arithmetic operation, Value a, Value b, Value &result) {
    if (a.kind() == Value::Kind::Int && b.kind() == Value::Kind::Int)
        return calculateIntegers(operation, a.asInt(), b.asInt(), result);
    const bool isInteger = isIntegral(a) && isIntegral(b);
    const bool hasMoney = a.kind() == Value::Kind::Decimal || b.kind() == Value::Kind::Decimal;
    const bool divides = operation == Arithmetic::Divide || operation == Arithmetic::Modulo;
    if (divides && toDouble(b) == 0) {
        // Dividing doubles by zero gives infinity, as in the reference; money has no infinity.
        if (isInteger || hasMoney || operation == Arithmetic::Modulo)
            return false;
        const double above = toDouble(a);
        result = Value::real(above > 0   ? std::numeric_limits<double>::infinity()
                             : above < 0 ? -std::numeric_limits<double>::infinity()
                                         : std::numeric_limits<double>::quiet_NaN());
        return true;
    }
    // Zero has a sign as a double, which the decimal form would lose.
    const bool hasDoubleZero = (a.kind() == Value::Kind::Double && a.asDouble() == 0) ||
                               (b.kind() == Value::Kind::Double && b.asDouble() == 0);
    Wide left, right;
    if ((hasDoubleZero && !hasMoney) || !widen(a, left) || !widen(b, right)) {
        result = calculateDouble(operation, toDouble(a), toDouble(b), isInteger);
        return true;
    }
    Wide wide;
    wide.isInteger = isInteger;
    // Money times a rate written in the template stays exact.
    wide.isExact = hasMoney;
    bool good = true;
    if (operation == Arithmetic::Multiply) {
        good = (isExactDouble(left.mantissa) && isExactDouble(right.mantissa)) ||
               magnitude(left.mantissa) == 0 ||
               magnitude(right.mantissa) < kWideLimit / magnitude(left.mantissa);
        if (good)
            wide.mantissa = left.mantissa * right.mantissa;
        wide.scale = left.scale + right.scale;
    } else if (operation == Arithmetic::Divide && !isInteger) {
        // numerator / denominator of two integers: one correctly rounded division when both fit 53
        // bits
        Wide numerator{left.mantissa, 0}, denominator{right.mantissa, 0};
        good = scaleUp(numerator, right.scale) && scaleUp(denominator, left.scale);
        if (good && isExactDouble(numerator.mantissa) && isExactDouble(denominator.mantissa)) {
            result =
                Value::real(static_cast<double>(static_cast<std::int64_t>(numerator.mantissa)) /
                            static_cast<double>(static_cast<std::int64_t>(denominator.mantissa)));
            return true;
        }
        if (good) {
            result =
                Value::real(static_cast<double>(static_cast<long double>(numerator.mantissa) /
                                                static_cast<long double>(denominator.mantissa)));
            return true;
        }
    } else {
        const int scale = left.scale > right.scale ? left.scale : right.scale;
        good = scaleUp(left, scale) && scaleUp(right, scale);
        wide.scale = scale;
        if (good && operation == Arithmetic::Add)
            wide.mantissa = left.mantissa + right.mantissa;
        else if (good && operation == Arithmetic::Subtract)
            wide.mantissa = left.mantissa - right.mantissa;
        else if (good && operation == Arithmetic::Divide)
            wide.mantissa = floorDivide(left.mantissa, right.mantissa);
        else if (good)
            wide.mantissa =
                left.mantissa - right.mantissa * floorDivide(left.mantissa, right.mantissa);
    }
    const bool isNegativeZero = good && operation == Arithmetic::Multiply && wide.mantissa == 0 &&
                                (left.mantissa < 0) != (right.mantissa < 0);
    if (isNegativeZero && !isInteger && !wide.isExact)
        result = Value::real(-0.0);
    else
        result =
            good ? narrow(wide) : calculateDouble(operation, toDouble(a), toDouble(b), isInteger);
    return true;
}

bool roundNumber(Rounding rounding, Value number, std::int64_t digits, Value &result) {
    if (number.kind() == Value::Kind::Double && !std::isfinite(number.asDouble()))
        return false;
    result = number;
    if (isIntegral(number) && digits >= 0)
        return true;
    if (isDouble(number) && !number.isHuge() &&
        roundDouble(rounding, number.asDouble(), digits, result))
        return true;
    Wide wide;
    if (!widen(number, wide)) {
        const double x = toDouble(number);
        const double whole = rounding == Rounding::Up     ? std::ceil(x)
                             : rounding == Rounding::Down ? std::floor(x)
                                                          : std::round(x);
        if (digits > 0)
            return true;
        result = std::abs(whole) < 9e18 ? Value::integer(static_cast<std::int64_t>(whole))
                                        : Value::hugeInteger(whole);
        return true;
    }
    if (digits > 0 && wide.scale <= digits)
        return true;
    // A power of ten beyond the number leaves nothing.
    if (wide.scale - digits > 37) {
        result = Value::integer(0);
        return true;
    }
    Int128 unit = 1;
    for (std::int64_t i = digits; i < wide.scale; ++i)
        unit *= 10;
    const Int128 down = floorDivide(wide.mantissa, unit);
    const Int128 rest = wide.mantissa - down * unit;
    Int128 rounded = down;
    if (rounding == Rounding::Up)
        rounded += rest != 0;
    else if (rounding == Rounding::Nearest)
        rounded += wide.mantissa < 0 ? rest * 2 > unit : rest * 2 >= unit;
    if (digits > 0) {
        wide.mantissa = rounded;
        wide.scale = static_cast<int>(digits);
        wide.isExact = number.kind() == Value::Kind::Decimal;
        result = rounded == 0 && !wide.isExact ? Value::real(std::copysign(0.0, toDouble(number)))
                                               : narrow(wide);
        return true;
    }
    Wide integer{rounded, 0, true, true};
    for (std::int64_t i = digits; i < 0 && magnitude(integer.mantissa) < kWideLimit / 10; ++i)
        integer.mantissa *= 10;
    result = narrow(integer);
    return true;
}

Value absolute(Value number) {
    switch (number.kind()) {
    case Value::Kind::Int:
        if (number.asInt() == std::numeric_limits<std::int64_t>::min())
            return Value::hugeInteger(9223372036854775808.0);
        return Value::integer(number.asInt() < 0 ? -number.asInt() : number.asInt());
    case Value::Kind::Decimal: {
        Decimal decimal = number.asDecimal();
        decimal.mantissa = decimal.mantissa < 0 ? -decimal.mantissa : decimal.mantissa;
        return Value::decimal(decimal);
    }
    default:
        return number.isHuge() ? Value::hugeInteger(std::abs(number.asDouble()))
                               : Value::real(std::abs(number.asDouble()));
    }
}

} // namespace audience::liquid
