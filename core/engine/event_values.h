// What one walk over selected events gives per person: whether there are any, and the numbers that
// aggregates are made of. Shared by the event kernels. Internal.
#pragma once

#include "engine/event_rows.h"

namespace audience::engine {

// Who has a selected event at all, members or not.
Result<Bitmap> existing(const EvaluateContext &context, const EventRows &rows);

// Average, minimum and maximum: one state per person; count 0 where there is no value.
struct NumberState {
    Int128 sum = 0;
    double doubleSum = 0, doubleLow = 0, doubleHigh = 0;
    std::int64_t low = 0, high = 0;
    std::uint64_t count = 0;
};
// `rows` must have been opened with a number field and at least one source.
Result<std::vector<NumberState>> numberStates(const EvaluateContext &context, const EventRows &rows);
// Different values of the field per person.
Result<std::vector<std::uint32_t>> distinctCounts(const EvaluateContext &context, const EventRows &rows);

// Whether a sum over `rows` values of this column surely stays inside int64.
bool sumFitsInt64(const DenseColumn &column, std::size_t rows);

// Calls use(raw values, base) with the column's own array, so that each kernel is compiled per width.
template <class Use> void withInts(const DenseColumn &column, Use use) {
    switch (column.width) {
    case DenseColumn::Width::U8:
        use(column.u8.data(), column.base);
        break;
    case DenseColumn::Width::U16:
        use(column.u16.data(), column.base);
        break;
    case DenseColumn::Width::U32:
        use(column.u32.data(), column.base);
        break;
    case DenseColumn::Width::I64:
        use(column.i64.data(), column.base);
        break;
    case DenseColumn::Width::Bit:
    case DenseColumn::Width::F64:
        break; // never summed as integers
    }
}

template <class Test> Bitmap bitsWhere(std::size_t size, Test test) {
    Bitmap result(size);
    for (std::size_t at = 0; at < size; at += 64) {
        std::uint64_t word = 0;
        const std::size_t n = std::min<std::size_t>(64, size - at);
        for (std::size_t i = 0; i < n; ++i)
            word |= static_cast<std::uint64_t>(test(at + i)) << i;
        result.words()[at >> 6] = word;
    }
    return result;
}

} // namespace audience::engine
