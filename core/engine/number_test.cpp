#include "engine/number_test.h"

namespace audience::engine {

namespace {

// floor(value * 10^scale), and whether that is exact.
std::pair<Int128, bool> floorAtScale(Decimal value, int scale) {
    const int shift = scale - value.scale;
    if (shift >= 0)
        return {static_cast<Int128>(value.mantissa) * powerOfTen(shift), true};
    const std::int64_t divisor = powerOfTen(-shift);
    std::int64_t quotient = value.mantissa / divisor;
    const std::int64_t rest = value.mantissa % divisor;
    if (rest < 0)
        --quotient;
    return {quotient, rest == 0};
}

// The sign of sum / 10^scale / count - value.
int compareAverage(Int128 sum, std::uint64_t count, int scale, Decimal value) {
    const auto n = static_cast<Int128>(count);
    const int shift = scale - value.scale;
    const auto sign = [](Int128 a, Int128 b) { return a < b ? -1 : a > b ? 1 : 0; };
    if (shift >= 0) {
        const Int128 scaled = static_cast<Int128>(value.mantissa) * powerOfTen(shift);
        constexpr Int128 kReach = static_cast<Int128>(1) << 63;
        if (scaled > kReach || scaled < -kReach)
            return scaled > 0 ? -1 : 1; // no average of int64 values lies so far out
        return sign(sum, scaled * n);
    }
    const Int128 product = static_cast<Int128>(value.mantissa) * n;
    const auto divisor = static_cast<Int128>(powerOfTen(-shift));
    Int128 quotient = product / divisor;
    const Int128 rest = product % divisor;
    if (rest < 0)
        --quotient;
    const int whole = sign(sum, quotient);
    return whole == 0 && rest != 0 ? -1 : whole;
}

} // namespace

std::optional<IntRange> rangeAtScale(const NumberTest &test, int scale) {
    IntRange range;
    if (test.low) {
        auto [low, exact] = floorAtScale(test.low->value, scale);
        if (!exact || !test.low->inclusive)
            ++low;
        if (low > kNoHigh)
            return std::nullopt;
        range.low = low < kNoLow ? kNoLow : static_cast<std::int64_t>(low);
    }
    if (test.high) {
        auto [high, exact] = floorAtScale(test.high->value, scale);
        if (exact && !test.high->inclusive)
            --high;
        if (high < kNoLow)
            return std::nullopt;
        range.high = high > kNoHigh ? kNoHigh : static_cast<std::int64_t>(high);
    }
    if (range.low > range.high)
        return std::nullopt;
    return range;
}

bool holds(const NumberTest &test, double value) {
    if (test.low) {
        const double low = toDouble(test.low->value);
        if (!(test.low->inclusive ? value >= low : value > low))
            return false;
    }
    if (test.high) {
        const double high = toDouble(test.high->value);
        if (!(test.high->inclusive ? value <= high : value < high))
            return false;
    }
    return true;
}

bool averageHolds(const NumberTest &test, Int128 sum, std::uint64_t count, int scale) {
    if (test.low) {
        const int order = compareAverage(sum, count, scale, test.low->value);
        if (order < 0 || (order == 0 && !test.low->inclusive))
            return false;
    }
    if (test.high) {
        const int order = compareAverage(sum, count, scale, test.high->value);
        if (order > 0 || (order == 0 && !test.high->inclusive))
            return false;
    }
    return true;
}

std::string NumberTest::key() const {
    const auto end = [](const std::optional<End> &e) {
        return e ? toText(e->value) + (e->inclusive ? "=" : "!") : std::string("-");
    };
    return end(low) + ";" + end(high) + (negated ? ";n" : ";p");
}

} // namespace audience::engine
