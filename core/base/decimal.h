// Exact decimal numbers: an int64 mantissa with a scale (digits after the point), summed in 128 bits.
#pragma once

#include "base/int128.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace audience {

struct Decimal {
    std::int64_t mantissa = 0;
    std::uint8_t scale = 0; // value = mantissa / 10^scale, scale 0..18

    static constexpr int kMaxScale = 18;
};

std::int64_t powerOfTen(int exponent); // 0..18

// "-12.50" -> {-1250, 2}. Nothing but digits, one sign and one point; at most 18 digits.
std::optional<Decimal> decimalFromText(std::string_view text);
std::string toText(Decimal value);
std::string toText(Int128 mantissa, int scale);
// The same value at another scale; nothing when digits would be lost or it does not fit.
std::optional<Decimal> rescaled(Decimal value, int scale);
double toDouble(Decimal value);
std::strong_ordering compare(Decimal a, Decimal b);

} // namespace audience
