// Whole-column operations behind chunks: pick rows in an order, join, an all-null column, a row's
// text.
#pragma once

#include "engine/column.h"

#include <cstdint>
#include <span>
#include <string>

namespace audience::store {

engine::ColumnData nullColumn(const engine::Field &field, std::uint32_t rows);
// The rows named, in that order.
engine::ColumnData pickRows(const engine::ColumnData &column, std::span<const std::uint32_t> rows);
// Adds the rows named to `to`, which holds texts, never codes.
void appendRows(engine::ColumnData &to, const engine::ColumnData &from,
                std::span<const std::uint32_t> rows);
// The text a key is compared by: trimmed; "" for null.
std::string keyText(const engine::ColumnData &column, std::uint32_t row);

} // namespace audience::store
