// A column, or the times of events, as kernels walk it: a pointer to values of one width and what they stand for.
// Owns nothing. Internal.
#pragma once

#include "engine/snapshot.h"

namespace audience::engine {

struct ColumnView {
    ColumnType type = ColumnType::Int64;
    std::uint8_t scale = 0;
    DenseColumn::Width width = DenseColumn::Width::U8;
    std::int64_t base = 0, factor = 1;
    const void *data = nullptr;
    const std::uint64_t *valid = nullptr;
    const Dictionary *dictionary = nullptr;
    std::size_t size = 0;

    bool isValid(std::size_t row) const { return !valid || (valid[row >> 6] >> (row & 63) & 1) != 0; }
    template <class T> const T *as() const { return static_cast<const T *>(data); }
    // Integers and codes; F64 as numbers in the same order.
    std::int64_t intAt(std::size_t row) const;
};

ColumnView viewOf(const DenseColumn &column);
ColumnView timesOf(const EventSpine &spine);

// Doubles as integers of the same order, -0 as 0; and back.
std::int64_t orderedBits(double value);
double doubleOfBits(std::int64_t bits);
// An integer of a column of this type as a cell.
Cell cellOfInt(const Field &field, std::int64_t value);

// Lowest and highest value of rows [begin, end); the first above the second where there is none.
std::pair<std::int64_t, std::int64_t> rangeOf(const ColumnView &column, std::size_t begin, std::size_t end);

// Calls use(values) with values of 8, 16 or 32 bits, or the 64-bit integers.
template <class Use> void withRaw(const ColumnView &column, Use use) {
    switch (column.width) {
    case DenseColumn::Width::U8:
        use(column.as<std::uint8_t>());
        break;
    case DenseColumn::Width::U16:
        use(column.as<std::uint16_t>());
        break;
    case DenseColumn::Width::U32:
        use(column.as<std::uint32_t>());
        break;
    case DenseColumn::Width::I64:
        use(column.as<std::int64_t>());
        break;
    case DenseColumn::Width::Bit:
    case DenseColumn::Width::F64:
        break;
    }
}

} // namespace audience::engine
