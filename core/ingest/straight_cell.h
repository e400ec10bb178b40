// The plain notations that nearly every cell has, read in one go: digits, a decimal point, ISO days and
// times. A reader moves `at` behind what it took and says false for anything else, which the long way
// (cell_shape.h) then reads and gives the same value. kStraightSlack bytes must be readable at `at`.
#pragma once

#include "base/clock.h"
#include "base/decimal.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

// A whole number as it is written plainly: at most 16 digits, no leading zero, no groups.
AUDIENCE_PER_CELL bool takeInteger(const char *&at, std::int64_t &value) {
    const bool negative = *at == '-';
    at += negative ? 1 : 0;
    const bool zero = *at == '0';
    Digits digits = takeDigits(at);
    if (digits.count == 0 || (zero && digits.count > 1))
        return false;
    if (digits.count == 8) {
        const Digits more = takeDigits(at);
        digits.value = digits.value * kPowers[more.count] + more.value;
    }
    value = negative ? -static_cast<std::int64_t>(digits.value) : static_cast<std::int64_t>(digits.value);
    return true;
}

constexpr unsigned kMaxScale = 10; // eight digits before the point fit beside it

// A number with at most `scale` digits behind the point, as the mantissa of that scale.
AUDIENCE_PER_CELL bool takeDecimal(const char *&at, unsigned scale, std::int64_t &mantissa) {
    const bool negative = *at == '-';
    at += negative ? 1 : 0;
    const bool zero = *at == '0';
    const Digits whole = takeDigits(at);
    if (whole.count == 0 || (zero && whole.count > 1))
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

// Moves `at` to the first delimiter or line end; false at any byte that is not ASCII, or when fewer than
// 16 bytes are left.
AUDIENCE_PER_CELL bool skipPlain(const char *&at, const char *end, char delimiter) {
#ifdef __SSE2__
    const __m128i wanted = _mm_set1_epi8(delimiter), lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r');
    for (; end - at >= 16; at += 16) {
        const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
        const __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(text, wanted),
                                          _mm_or_si128(_mm_cmpeq_epi8(text, lf), _mm_cmpeq_epi8(text, cr)));
        const auto hits = static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(ends, text)));
        if (hits != 0) {
            at += std::countr_zero(hits);
            return static_cast<signed char>(*at) >= 0;
        }
    }
#else
    const auto zeroBytes = [](std::uint64_t word) { return (word - kOnes) & ~word & kHighs; };
    const std::uint64_t wanted = kOnes * static_cast<unsigned char>(delimiter);
    for (; end - at >= 16; at += 8) {
        const std::uint64_t word = load8(at);
        const std::uint64_t hits = zeroBytes(word ^ wanted) | zeroBytes(word ^ (kOnes * '\n')) |
                                   zeroBytes(word ^ (kOnes * '\r')) | (word & kHighs);
        if (hits != 0) {
            at += std::countr_zero(hits) / 8;
            return static_cast<signed char>(*at) >= 0;
        }
    }
#endif
    return false;
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
