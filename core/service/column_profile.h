// One column at a glance, and how columns move together. Internal to service.
#pragma once

#include "service/table_source.h"

namespace audience::service {

Result<std::shared_ptr<const ColumnProfile>> profileOf(const TableSource &source, std::size_t field, const CancelToken &cancel);

// The rank correlation of the column with other numbers, dates and truth values, over an even sample of
// at most kSampleRows rows; strongest first, at most five.
constexpr std::uint32_t kSampleRows = 5'000;
struct Companion {
    std::string column;
    double strength = 0; // -1 to 1
    std::int64_t rows = 0; // of the sample that have both
};
Result<std::vector<Companion>> companionsOf(const TableSource &source, std::size_t field, const CancelToken &cancel);

} // namespace audience::service
