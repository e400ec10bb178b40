#include "base/decimal.h"

#include <array>
#include <limits>

namespace audience {

std::int64_t powerOfTen(int exponent) {
    static constexpr auto kPowers = [] {
        std::array<std::int64_t, 19> powers{};
        std::int64_t value = 1;
        for (auto &power : powers) {
            power = value;
            if (&power != &powers.back())
                value *= 10;
        }
        return powers;
    }();
    return kPowers[static_cast<std::size_t>(exponent)];
}

std::optional<Decimal> decimalFromText(std::string_view text) {
    bool negative = false;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    std::int64_t mantissa = 0;
    int digits = 0, scale = -1;
    for (const char c : text) {
        if (c == '.') {
            if (scale >= 0)
                return std::nullopt;
            scale = 0;
        } else if (c >= '0' && c <= '9') {
            if (++digits > Decimal::kMaxScale)
                return std::nullopt;
            mantissa = mantissa * 10 + (c - '0');
            if (scale >= 0)
                ++scale;
        } else {
            return std::nullopt;
        }
    }
    if (digits == 0)
        return std::nullopt;
    return Decimal{negative ? -mantissa : mantissa, static_cast<std::uint8_t>(scale < 0 ? 0 : scale)};
}

std::string toText(Int128 mantissa, int scale) {
    const bool negative = mantissa < 0;
    std::string digits;
    while (mantissa != 0 || static_cast<int>(digits.size()) <= scale) {
        const int digit = static_cast<int>(mantissa % 10);
        digits += static_cast<char>('0' + (digit < 0 ? -digit : digit));
        mantissa /= 10;
    }
    std::string out = negative ? "-" : "";
    for (std::size_t i = digits.size(); i-- > 0;) {
        out += digits[i];
        if (static_cast<int>(i) == scale && scale > 0)
            out += '.';
    }
    return out;
}

std::string toText(Decimal value) { return toText(Int128{value.mantissa}, value.scale); }

std::optional<Decimal> rescaled(Decimal value, int scale) {
    if (scale < 0 || scale > Decimal::kMaxScale)
        return std::nullopt;
    if (scale >= value.scale) {
        const Int128 wide = Int128{value.mantissa} * powerOfTen(scale - value.scale);
        if (wide > std::numeric_limits<std::int64_t>::max() ||
            wide < std::numeric_limits<std::int64_t>::min())
            return std::nullopt;
        return Decimal{static_cast<std::int64_t>(wide), static_cast<std::uint8_t>(scale)};
    }
    const std::int64_t divisor = powerOfTen(value.scale - scale);
    if (value.mantissa % divisor != 0)
        return std::nullopt;
    return Decimal{value.mantissa / divisor, static_cast<std::uint8_t>(scale)};
}

double toDouble(Decimal value) {
    return static_cast<double>(value.mantissa) / static_cast<double>(powerOfTen(value.scale));
}

std::strong_ordering compare(Decimal a, Decimal b) {
    const int scale = a.scale > b.scale ? a.scale : b.scale;
    const Int128 x = Int128{a.mantissa} * powerOfTen(scale - a.scale);
    const Int128 y = Int128{b.mantissa} * powerOfTen(scale - b.scale);
    return x < y ? std::strong_ordering::less
                 : x > y ? std::strong_ordering::greater : std::strong_ordering::equal;
}

} // namespace audience
