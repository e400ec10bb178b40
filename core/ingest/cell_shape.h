// What a CSV cell may be read as, and the readers themselves: numbers in two notations, dates in
// three orders. Pure functions over trimmed text; nothing here knows columns, zones or locales.
#pragma once

#include "base/clock.h"
#include "base/decimal.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace audience::ingest {

enum class NumberStyle : std::uint8_t {
    Point, // 229,932.50  229 932.50  229932.5
    Comma  // 229.932,50  229 932,50  229932,5
};
// Y-M-D needs no choice and is read under every order; Ymd reads nothing else.
enum class DateOrder : std::uint8_t { Dmy, Mdy, Ymd };

namespace shape {
constexpr std::uint32_t kBool = 1;           // true, false in any case
constexpr std::uint32_t kInt = 2;            // plain digits, at most 18, no leading zero
constexpr std::uint32_t kPoint = 4;          // a number in the point notation
constexpr std::uint32_t kComma = 8;          // a number in the comma notation
constexpr std::uint32_t kExponent = 16;      // 1.5e-3
constexpr std::uint32_t kYmd = 32;           // 2026-11-21, 2026/11/21, 2026.11.21
constexpr std::uint32_t kCompact = 64;       // 20261121
constexpr std::uint32_t kDmy = 128;          // 21/11/2026, 21.11.26
constexpr std::uint32_t kMdy = 256;          // 11/21/2026
constexpr std::uint32_t kSameBothWays = 512; // 11/11/2026
constexpr std::uint32_t kTime = 1024;        // a date with a time of day
constexpr std::uint32_t kJson = 2048;        // a list or object
constexpr std::uint32_t kDigitText = 4096; // digits that must stay text: 007, +49170, more than 18
constexpr std::uint32_t kNumbers = kInt | kPoint | kComma | kExponent;
constexpr std::uint32_t kDates = kYmd | kDmy | kMdy;
} // namespace shape

// Digits before and behind the decimal sign, under each notation.
struct NumberDigits {
    std::uint8_t pointWhole = 0, pointScale = 0, commaWhole = 0, commaScale = 0;
};

// All readings of a trimmed cell; 0 for what is only text.
std::uint32_t shapeOf(std::string_view cell, NumberDigits *digits = nullptr);

std::optional<Decimal> parseNumber(std::string_view cell, NumberStyle style);
// Plain or with an exponent; the point is the decimal sign unless the style says otherwise.
std::optional<double> parseReal(std::string_view cell, NumberStyle style);
std::optional<bool> parseBool(std::string_view cell);

struct DateTime {
    CivilDate date;
    std::int64_t microsOfDay = 0;
    bool hasTime = false;
    std::optional<std::int64_t> offsetMicros; // from UTC, where the text says so
};
// Y-M-D under both orders; two-digit years are 1970 to 2069; YYYYMMDD only if `compact`.
// With dots the day always comes first. Times: HH:MM[:SS[.ffffff]] [am|pm] [Z|+hh[:mm]].
std::optional<DateTime> parseDateTime(std::string_view cell, DateOrder order, bool compact);

} // namespace audience::ingest
