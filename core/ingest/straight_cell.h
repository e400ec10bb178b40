// The plain notations that nearly every cell has, read in one go: digits, a decimal point, ISO days and
// times. A reader gets the cell and says false for anything else, which the long way (cell_shape.h) then
// reads and gives the same value. kStraightSlack bytes must be readable before and behind the cell.
#pragma once

#include "base/clock.h"
#include "base/decimal.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace audience::ingest {

static_assert(std::endian::native == std::endian::little, "the first character is the lowest byte");

constexpr std::ptrdiff_t kStraightSlack = 32;

// The few functions that run for every cell of a file.
#if defined(__GNUC__)
#define AUDIENCE_PER_CELL [[gnu::always_inline]] inline
#else
#define AUDIENCE_PER_CELL inline
#endif

namespace straight {

constexpr std::uint64_t kOnes = 0x0101010101010101;
constexpr std::uint64_t kHighs = 0x8080808080808080;

AUDIENCE_PER_CELL std::uint64_t load8(const char *at) {
    std::uint64_t word;
    std::memcpy(&word, at, sizeof word);
    return word;
}

AUDIENCE_PER_CELL bool isAscii(std::string_view text) {
    std::uint64_t seen = 0;
    while (text.size() >= 8) {
        seen |= load8(text.data());
        text.remove_prefix(8);
    }
    for (const char c : text)
        seen |= static_cast<unsigned char>(c);
    return (seen & kHighs) == 0;
}

// High bit of every byte above 9; bits above the lowest one may be false alarms.
AUDIENCE_PER_CELL std::uint64_t above9(std::uint64_t bytes) {
    return ((bytes + kOnes * 0x76) | bytes) & kHighs;
}

// Eight digits, the first in the lowest byte.
AUDIENCE_PER_CELL std::uint64_t eightDigits(std::uint64_t digits) {
    digits = digits * 10 + (digits >> 8);
    digits = (digits & 0x00ff00ff00ff00ff) * 100 + ((digits >> 16) & 0x00ff00ff00ff00ff);
    return (digits & 0x0000ffff0000ffff) * 10'000 + ((digits >> 32) & 0x0000ffff0000ffff);
}

struct Digits {
    std::uint64_t value = 0;
    unsigned count = 0; // 8: there may be more
};

AUDIENCE_PER_CELL Digits takeDigits(const char *&at) {
    const std::uint64_t bytes = load8(at) ^ (kOnes * '0');
    const std::uint64_t others = above9(bytes);
    const unsigned count = others == 0 ? 8 : static_cast<unsigned>(std::countr_zero(others)) / 8;
    if (count == 0)
        return {};
    at += count;
    return {eightDigits(bytes << (64 - 8 * count)) & 0xffffffff, count};
}

inline constexpr std::uint64_t kPowers[] = {1,         10,         100,         1'000,          10'000,        100'000,
                                            1'000'000, 10'000'000, 100'000'000, 1'000'000'000, 10'000'000'000};

// The `size` characters before `end` with '0' taken off each, the last one in the highest byte; size is
// 1 to 8.
AUDIENCE_PER_CELL std::uint64_t digitsBefore(const char *end, std::size_t size) {
    return (load8(end - 8) ^ (kOnes * '0')) & (~std::uint64_t{0} << (64 - 8 * size));
}

AUDIENCE_PER_CELL bool beginsWithUselessZero(const char *begin, const char *end) {
    return *begin == '0' && end - begin > 1;
}

// A whole number as it is written plainly: at most 16 digits, no leading zero, no groups.
AUDIENCE_PER_CELL bool readInteger(const char *begin, const char *end, std::int64_t &value) {
    const bool negative = *begin == '-';
    begin += negative ? 1 : 0;
    const auto size = static_cast<std::size_t>(end - begin);
    if (size == 0 || size > 16 || beginsWithUselessZero(begin, end))
        return false;
    const std::uint64_t low = digitsBefore(end, size < 8 ? size : 8);
    std::uint64_t wrong = above9(low), digits = eightDigits(low) & 0xffffffff;
    if (size > 8) {
        const std::uint64_t high = digitsBefore(end - 8, size - 8);
        wrong |= above9(high);
        digits += (eightDigits(high) & 0xffffffff) * 100'000'000;
    }
    value = negative ? -static_cast<std::int64_t>(digits) : static_cast<std::int64_t>(digits);
    return wrong == 0;
}

constexpr unsigned kMaxScale = 10; // eight digits before the point fit beside it

// The same as readDecimal() for up to eight digits on each side of the point.
inline bool readLongDecimal(bool negative, const char *begin, const char *end, unsigned scale,
                            std::int64_t &mantissa) {
    const char *at = begin;
    const Digits whole = takeDigits(at);
    if (whole.count == 0 || (*begin == '0' && whole.count > 1))
        return false;
    std::uint64_t value = whole.value * kPowers[scale];
    if (*at == '.') {
        ++at;
        const Digits part = takeDigits(at);
        if (part.count == 0 || part.count > scale)
            return false;
        value += part.value * kPowers[scale - part.count];
    }
    mantissa = negative ? -static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
    return at == end;
}

// A number with at most `scale` digits behind the point, as the mantissa of that scale.
AUDIENCE_PER_CELL bool readDecimal(const char *begin, const char *end, unsigned scale, std::int64_t &mantissa) {
    const bool negative = *begin == '-';
    begin += negative ? 1 : 0;
    const auto size = static_cast<std::size_t>(end - begin);
    if (size == 0 || size > 8)
        return readLongDecimal(negative, begin, end, scale, mantissa);
    std::uint64_t digits = digitsBefore(end, size);
    std::size_t whole = size, part = 0;
    if (const std::uint64_t point = above9(digits); point != 0) {
        const auto at = static_cast<unsigned>(std::countr_zero(point)) & ~7u; // its lowest bit
        if ((digits >> at & 0xff) != ('.' ^ '0'))
            return false;
        // The digits before the point move up by one and fill its place.
        const std::uint64_t below = (std::uint64_t{1} << at) - 1;
        digits = (digits & ~(below << 8 | 0xff)) | (digits & below) << 8;
        part = 7 - at / 8;
        whole = size - 1 - part;
        if (part == 0 || part > scale || above9(digits) != 0)
            return false;
    }
    if (whole == 0 || (*begin == '0' && whole > 1))
        return false;
    const std::uint64_t value = (eightDigits(digits) & 0xffffffff) * kPowers[scale - part];
    mantissa = negative ? -static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
    return true;
}

// Days follow each other: the same ten characters are the same day.
class Days {
public:
    // 2026-11-21
    bool take(const char *&at, CivilDate &day) {
        const std::uint64_t first = load8(at);
        const auto last = static_cast<std::uint16_t>(static_cast<unsigned char>(at[8]) << 8 |
                                                     static_cast<unsigned char>(at[9]));
        if (first != m_first || last != m_last) {
            CivilDate read;
            if (!parse(at, read))
                return false;
            m_first = first;
            m_last = last;
            m_day = read;
        }
        at += 10;
        day = m_day;
        return true;
    }

private:
    static bool parse(const char *at, CivilDate &day) {
        int part[3] = {0, 0, 0};
        for (int i = 0; i < 10; ++i) {
            if (i == 4 || i == 7) {
                if (at[i] != '-')
                    return false;
                continue;
            }
            if (at[i] < '0' || at[i] > '9')
                return false;
            int &value = part[i < 4 ? 0 : i < 7 ? 1 : 2];
            value = value * 10 + (at[i] - '0');
        }
        const YearMonthDay ymd{part[0], part[1], part[2]};
        if (part[0] < 1000 || !isValidYmd(ymd))
            return false;
        day = civilFromYmd(ymd);
        return true;
    }
    std::uint64_t m_first = 0;
    std::uint16_t m_last = 0;
    CivilDate m_day;
};

// 09:00:00
AUDIENCE_PER_CELL bool takeClock(const char *&at, std::int64_t &micros) {
    const std::uint64_t bytes = load8(at) ^ 0x30303a30303a3030;
    constexpr std::uint64_t kColons = 0x0000ff0000ff0000;
    if (((above9(bytes)) | (bytes & kColons)) != 0)
        return false;
    const auto pair = [&](unsigned shift) {
        return static_cast<std::int64_t>((bytes >> shift & 0xff) * 10 + (bytes >> (shift + 8) & 0xff));
    };
    const std::int64_t hour = pair(0), minute = pair(24), second = pair(48);
    if (hour > 23 || minute > 59 || second > 60)
        return false;
    at += 8;
    micros = (hour * 3600 + minute * 60 + second) * kMicrosPerSecond;
    return true;
}

// The first `size` of at most 16 bytes, the others 0.
struct Bytes16 {
    std::uint64_t first, second;
};
AUDIENCE_PER_CELL Bytes16 load16(const char *at, std::size_t size) {
    static constexpr unsigned char kMask[32] = {255, 255, 255, 255, 255, 255, 255, 255,
                                                255, 255, 255, 255, 255, 255, 255, 255};
    const auto *mask = reinterpret_cast<const char *>(kMask) + 16 - size;
    return {load8(at) & load8(mask), load8(at + 8) & load8(mask + 8)};
}

} // namespace straight
} // namespace audience::ingest
