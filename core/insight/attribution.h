// Which email a purchase is put down to: the last touch of the same person at or before it and within
// the window. A purchase goes to one email or to none. Pure; times are UTC microseconds.
#pragma once

#include "base/clock.h"
#include "base/decimal.h"
#include "base/strong_id.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace audience::insight {

struct Touch {
    Ordinal person = 0;
    std::int64_t message = 0, run = 0;
    Instant at;
};

struct Purchase {
    Ordinal person = 0;
    Instant at;
    std::optional<Decimal> value; // refunds are negative
};

struct Credit {
    std::size_t purchase = 0, touch = 0; // indices into what was given
};

// In the order of the purchases. Of touches at the same moment the one given last counts.
std::vector<Credit> attribute(const std::vector<Touch> &touches, const std::vector<Purchase> &purchases,
                              std::chrono::microseconds window);

// Exact; the scale is the widest of the values. Digits are given up only where 18 of them do not do.
class DecimalSum {
public:
    void add(Decimal value);
    Decimal total() const;

private:
    Int128 m_mantissa = 0;
    int m_scale = 0;
};

} // namespace audience::insight
