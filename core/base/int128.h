// Whole numbers of 128 bits with a sign, for exact sums and products: the compiler's own where it has them, else
// TwoLimbs, which says and gives the same (two's complement, what does not fit is cut off). Nothing but numbers.
#pragma once

#include <bit>
#include <cmath>
#include <compare>
#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>

#if defined(_MSC_VER) && defined(_M_X64)
#include <intrin.h>
#endif

namespace audience {

struct WideProduct {
    std::uint64_t low, high;
};

constexpr WideProduct wideProductOfHalves(std::uint64_t a, std::uint64_t b) {
    constexpr std::uint64_t kLow = 0xffffffff;
    const std::uint64_t low = (a & kLow) * (b & kLow), cross = (a >> 32) * (b & kLow) + (low >> 32);
    const std::uint64_t other = (a & kLow) * (b >> 32) + (cross & kLow);
    return {other << 32 | (low & kLow), (a >> 32) * (b >> 32) + (cross >> 32) + (other >> 32)};
}

constexpr WideProduct wideProduct(std::uint64_t a, std::uint64_t b) {
#if defined(__SIZEOF_INT128__)
    __extension__ using Wide = unsigned __int128;
    const Wide product = Wide{a} * b;
    return {static_cast<std::uint64_t>(product), static_cast<std::uint64_t>(product >> 64)};
#else
#if defined(_MSC_VER) && defined(_M_X64)
    if (!std::is_constant_evaluated()) {
        WideProduct product{};
        product.low = _umul128(a, b, &product.high);
        return product;
    }
#endif
    return wideProductOfHalves(a, b);
#endif
}

class TwoLimbs {
public:
    constexpr TwoLimbs() = default;
    template <std::integral T>
    constexpr TwoLimbs(T value) : m_low(static_cast<std::uint64_t>(value)), m_high(value < T{} ? ~std::uint64_t{0} : 0) {}

    constexpr explicit operator bool() const { return (m_low | m_high) != 0; }
    template <std::integral T>
        requires(!std::same_as<T, bool>)
    constexpr explicit operator T() const {
        return static_cast<T>(m_low);
    }
    // To the nearest, of two as near the even one.
    template <std::floating_point T> explicit operator T() const {
        const TwoLimbs size = magnitude();
        const int shift = 64 - std::countl_zero(size.m_high);
        T value{};
        if constexpr (std::numeric_limits<T>::digits >= 64) { // either half is exact
            value = std::ldexp(static_cast<T>(size.m_high), 64) + static_cast<T>(size.m_low);
        } else if (shift == 0) {
            value = static_cast<T>(size.m_low);
        } else {
            const bool hasMore = size.m_low << (64 - shift) != 0; // what is shifted out
            value = std::ldexp(static_cast<T>(size.shiftedDown(shift).m_low | (hasMore ? 1 : 0)), shift);
        }
        return isNegative() ? -value : value;
    }

    friend constexpr bool operator==(const TwoLimbs &, const TwoLimbs &) = default;
    friend constexpr std::strong_ordering operator<=>(const TwoLimbs &a, const TwoLimbs &b) {
        const auto high = static_cast<std::int64_t>(a.m_high) <=> static_cast<std::int64_t>(b.m_high);
        return high != 0 ? high : a.m_low <=> b.m_low;
    }

    constexpr TwoLimbs operator-() const { return TwoLimbs() - *this; }
    friend constexpr TwoLimbs operator+(TwoLimbs a, TwoLimbs b) {
        const std::uint64_t low = a.m_low + b.m_low;
        return of(low, a.m_high + b.m_high + (low < a.m_low ? 1 : 0));
    }
    friend constexpr TwoLimbs operator-(TwoLimbs a, TwoLimbs b) {
        return of(a.m_low - b.m_low, a.m_high - b.m_high - (a.m_low < b.m_low ? 1 : 0));
    }
    friend constexpr TwoLimbs operator*(TwoLimbs a, TwoLimbs b) {
        const WideProduct low = wideProduct(a.m_low, b.m_low);
        return of(low.low, low.high + a.m_low * b.m_high + a.m_high * b.m_low);
    }
    friend constexpr TwoLimbs operator/(TwoLimbs a, TwoLimbs b) {
        TwoLimbs rest;
        const TwoLimbs quotient = divided(a.magnitude(), b.magnitude(), rest);
        return a.isNegative() != b.isNegative() ? -quotient : quotient;
    }
    friend constexpr TwoLimbs operator%(TwoLimbs a, TwoLimbs b) {
        TwoLimbs rest;
        divided(a.magnitude(), b.magnitude(), rest);
        return a.isNegative() ? -rest : rest;
    }
    friend constexpr TwoLimbs operator<<(TwoLimbs a, int bits) {
        if (bits >= 64)
            return of(0, a.m_low << (bits - 64));
        return bits == 0 ? a : of(a.m_low << bits, a.m_high << bits | a.m_low >> (64 - bits));
    }
    friend constexpr TwoLimbs operator>>(TwoLimbs a, int bits) {
        const TwoLimbs down = a.shiftedDown(bits);
        return a.isNegative() && bits != 0 ? of(down.m_low, down.m_high) + (TwoLimbs(-1) << (128 - bits)) : down;
    }
    constexpr TwoLimbs &operator+=(TwoLimbs b) { return *this = *this + b; }
    constexpr TwoLimbs &operator-=(TwoLimbs b) { return *this = *this - b; }
    constexpr TwoLimbs &operator*=(TwoLimbs b) { return *this = *this * b; }
    constexpr TwoLimbs &operator/=(TwoLimbs b) { return *this = *this / b; }
    constexpr TwoLimbs &operator%=(TwoLimbs b) { return *this = *this % b; }
    constexpr TwoLimbs &operator++() { return *this += 1; }
    constexpr TwoLimbs &operator--() { return *this -= 1; }

private:
    static constexpr TwoLimbs of(std::uint64_t low, std::uint64_t high) {
        TwoLimbs made;
        made.m_low = low;
        made.m_high = high;
        return made;
    }
    constexpr bool isNegative() const { return m_high >> 63 != 0; }
    constexpr TwoLimbs magnitude() const { return isNegative() ? -*this : *this; } // without a sign: 2^127 too
    constexpr TwoLimbs shiftedDown(int bits) const {
        if (bits >= 64)
            return of(m_high >> (bits - 64), 0);
        return bits == 0 ? *this : of(m_low >> bits | m_high << (64 - bits), m_high >> bits);
    }
    static constexpr bool isLess(TwoLimbs a, TwoLimbs b) { // without a sign
        return a.m_high != b.m_high ? a.m_high < b.m_high : a.m_low < b.m_low;
    }

    // Without a sign, and bit by bit: division is rare, in averages and bins.
    static constexpr TwoLimbs divided(TwoLimbs a, TwoLimbs b, TwoLimbs &rest) {
        if (a.m_high == 0 && b.m_high == 0) {
            rest = of(a.m_low % b.m_low, 0);
            return of(a.m_low / b.m_low, 0);
        }
        TwoLimbs quotient;
        rest = of(0, 0);
        for (int bit = 127; bit >= 0; --bit) {
            const bool isOut = rest.isNegative();
            rest = rest << 1;
            rest.m_low |= a.shiftedDown(bit).m_low & 1;
            if (isOut || !isLess(rest, b)) {
                rest = rest - b;
                quotient = quotient + (TwoLimbs(1) << bit);
            }
        }
        return quotient;
    }

    std::uint64_t m_low = 0, m_high = 0;
};

// a + b and a * b to `to`; true where it does not fit.
template <class Wide> constexpr bool addOverflows(Wide a, Wide b, Wide &to) {
#if defined(__SIZEOF_INT128__)
    if constexpr (!std::same_as<Wide, TwoLimbs>)
        return __builtin_add_overflow(a, b, &to);
#endif
    to = a + b;
    return (a < 0) == (b < 0) && (to < 0) != (a < 0);
}
template <class Wide> constexpr bool multiplyOverflows(Wide a, Wide b, Wide &to) {
#if defined(__SIZEOF_INT128__)
    if constexpr (!std::same_as<Wide, TwoLimbs>)
        return __builtin_mul_overflow(a, b, &to);
#endif
    to = a * b;
    if (a == 0 || b == 0)
        return false;
    // The lowest number times -1 comes out as itself, and divided by -1 too.
    return (to < 0) != ((a < 0) != (b < 0)) || to == 0 || to / b != a;
}

#if defined(__SIZEOF_INT128__) && !defined(AUDIENCE_PORTABLE_INT128)
__extension__ using Int128 = __int128;
#else
using Int128 = TwoLimbs;
#endif

} // namespace audience
