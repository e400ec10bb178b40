// How many digits behind the point a number of a source keeps here, where numbers have 18 digits in all.
#pragma once

#include "base/decimal.h"

#include <algorithm>
#include <cstdint>

namespace audience::warehouse {

// Of what was declared; `precision` 0: unknown. A number that may have more than 18 digits keeps room for eight before the
// point, as it rarely has all of those that it may have.
inline std::uint8_t decimalScale(std::int64_t precision, std::int64_t scale) {
    constexpr std::int64_t kBefore = 8;
    const std::int64_t most = precision > Decimal::kMaxScale ? Decimal::kMaxScale - kBefore : Decimal::kMaxScale;
    return static_cast<std::uint8_t>(std::clamp<std::int64_t>(scale, 0, most));
}

} // namespace audience::warehouse
