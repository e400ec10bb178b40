// What is known of people, column by column, in the two forms that comparisons need. Plain data.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace audience::insight {

// Exactly one of the two is filled, with one entry per row.
struct Feature {
    std::vector<double> numbers;      // NaN: no value
    std::vector<std::uint32_t> codes; // 0: no value; else one of 1 to `values`
    std::uint32_t values = 0;

    bool isNumber() const { return !numbers.empty(); }
    bool isEmpty(std::size_t row) const { return isNumber() ? std::isnan(numbers[row]) : codes[row] == 0; }
};

// 1 of those who are meant, 0 of the others.
using Membership = std::vector<std::uint8_t>;

// One test of one column that a row meets or not. A row without a value meets only Empty and IsNot.
struct Cut {
    enum class Kind { AtMost, AtLeast, Is, IsNot, Empty, Filled };
    Kind kind = Kind::Filled;
    double number = 0;
    std::uint32_t code = 0;

    bool meets(const Feature &feature, std::size_t row) const {
        switch (kind) {
        case Kind::AtMost:
            return feature.numbers[row] <= number;
        case Kind::AtLeast:
            return feature.numbers[row] >= number;
        case Kind::Is:
            return feature.codes[row] == code;
        case Kind::IsNot:
            return feature.codes[row] != code;
        case Kind::Empty:
            return feature.isEmpty(row);
        case Kind::Filled:
            return !feature.isEmpty(row);
        }
        return false;
    }
};

} // namespace audience::insight
