// Numbers and the texts they are read from and printed as. Internal to this module.
#pragma once

#include "liquid/value.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace audience::liquid {

// "12", "-1.5"; beyond 64 bits a huge integer.
Value numberFromLiteral(std::string_view text);
double doubleFromText(std::string_view text);
// The number a text starts with, else 0; doubles lose their fraction.
std::int64_t integerPrefix(Value value);
std::int64_t integerPrefix(std::string_view text);
// Only what is an integer or reads as one ("0x1f", "1_000").
bool toInteger(Value value, Arena &arena, std::int64_t &result);

// A double as the decimal it prints as: mantissa / 10^scale.
struct ShortDecimal {
    std::int64_t mantissa = 0;
    int scale = 0;
};
constexpr int kShortScale = 6;
constexpr std::array<double, 23> kTens = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                          1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                          1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
// False where that needs more than 15 digits or kShortScale places, and for negative zero.
bool shortDecimal(double value, ShortDecimal &result);

void appendInteger(std::int64_t value, std::string &out);
void appendDouble(double value, bool isHuge, std::string &out);

} // namespace audience::liquid
