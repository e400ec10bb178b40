// What a number of a source becomes here, where a decimal has 18 digits in all: how many of them stand behind the point, and
// what holds numbers that need more.
#pragma once

#include "warehouse/connector.h"

#include <cstdint>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace audience::warehouse {

inline constexpr int kNumbersLookedAt = 10'000; // of a table, and as many once more from elsewhere in it where that costs little

// Of what was declared; `precision` 0: unknown. A number that may have more than 18 digits keeps room for eight before the
// point, as it rarely has all of those that it may have.
std::uint8_t decimalScale(std::int64_t precision, std::int64_t scale);
// Whether values of such a column have to be looked at.
bool mayExceedDecimals(std::int64_t precision);

// The digits of numbers that were looked at. What is no number (NaN, infinity) is left out.
class DigitTally {
public:
    void add(std::string_view number); // "-12.50", "1.5E-7"
    std::vector<DigitCount> counts() const;

private:
    std::map<std::pair<int, int>, std::int64_t> m_counts;
};

// Settles the type of a column of decimals by its values: a scale that holds the largest and the finest of them; where 18 digits
// cannot, the nearest double, or text for whole numbers, which are names of things then, where all their digits come.
enum class Digits { All, Fifteen };
void settleDecimal(ColumnInfo &column, const DigitTally &seen, Digits come = Digits::All);
// How many of them a field cannot hold: of a decimal, those whose rows it would refuse; of a double, those it rounds.
std::int64_t misfits(const std::vector<DigitCount> &digits, const engine::Field &field);

} // namespace audience::warehouse
