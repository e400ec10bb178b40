#include "warehouse/decimal_scale.h"

#include "base/decimal.h"

#include <algorithm>
#include <charconv>

namespace audience::warehouse {

using engine::ColumnType;

namespace {

constexpr int kDoubleDigits = 15; // that a double always gives back
constexpr int kRoom = 2;          // digits for numbers that are larger than all that are there

bool isDigit(char c) { return c >= '0' && c <= '9'; }

} // namespace

std::uint8_t decimalScale(std::int64_t precision, std::int64_t scale) {
    constexpr std::int64_t kBefore = 8;
    const std::int64_t most = precision > Decimal::kMaxScale ? Decimal::kMaxScale - kBefore : Decimal::kMaxScale;
    return static_cast<std::uint8_t>(std::clamp<std::int64_t>(scale, 0, most));
}

bool mayExceedDecimals(std::int64_t precision) { return precision <= 0 || precision > Decimal::kMaxScale; }

void DigitTally::add(std::string_view number) {
    if (number.starts_with('-') || number.starts_with('+'))
        number.remove_prefix(1);
    const auto mark = std::min(number.find_first_of("eE"), number.size());
    const std::string_view digits = number.substr(0, mark);
    int exponent = 0, before = 0, behind = 0, first = -1, last = -1, place = 0, point = -1;
    if (mark < number.size()) {
        std::string_view power = number.substr(mark + 1);
        if (power.starts_with('+'))
            power.remove_prefix(1);
        if (const auto read = std::from_chars(power.data(), power.data() + power.size(), exponent);
            read.ec != std::errc() || read.ptr != power.data() + power.size() || exponent > 10'000 || exponent < -10'000)
            return;
    }
    for (const char c : digits) {
        if (c == '.' && point < 0) {
            point = place;
            continue;
        }
        if (!isDigit(c))
            return;
        if (c != '0') {
            first = first < 0 ? place : first;
            last = place;
        }
        ++place;
    }
    if (place == 0)
        return;
    point = (point < 0 ? place : point) + exponent;
    if (first >= 0) {
        before = std::max(0, point - first);
        behind = std::max(0, last + 1 - point);
    }
    ++m_counts[{before, behind}];
}

std::vector<DigitCount> DigitTally::counts() const {
    std::vector<DigitCount> counts;
    for (const auto &[digits, values] : m_counts)
        counts.push_back({digits.first, digits.second, values});
    return counts;
}

void settleDecimal(ColumnInfo &column, const DigitTally &seen, Digits come) {
    column.digits = seen.counts();
    int before = 0, behind = 0;
    for (const DigitCount &one : column.digits) {
        before = std::max(before, one.before);
        behind = std::max(behind, one.behind);
    }
    if (column.digits.empty() || column.field.type != ColumnType::Decimal)
        return;
    if (before + behind > Decimal::kMaxScale) {
        column.field.type = behind == 0 && come == Digits::All ? ColumnType::Text : ColumnType::Double;
        column.field.scale = 0;
        return;
    }
    const int most = std::max(behind, Decimal::kMaxScale - before - kRoom);
    column.field.scale = static_cast<std::uint8_t>(std::clamp<int>(column.field.scale, behind, most));
}

std::int64_t misfits(const std::vector<DigitCount> &digits, const engine::Field &field) {
    std::int64_t count = 0;
    for (const DigitCount &one : digits) {
        const bool isTooMuch = field.type == ColumnType::Decimal  ? one.behind > field.scale || one.before + field.scale > Decimal::kMaxScale
                               : field.type == ColumnType::Double ? one.before + one.behind > kDoubleDigits
                               : field.type == ColumnType::Int64  ? one.behind > 0 || one.before > Decimal::kMaxScale
                                                                  : false;
        count += isTooMuch ? one.values : 0;
    }
    return count;
}

} // namespace audience::warehouse
