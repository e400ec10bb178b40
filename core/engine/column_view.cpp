#include "engine/column_view.h"

#include "engine/predicate.h"

#include <algorithm>
#include <bit>

namespace audience::engine {

std::int64_t ColumnView::intAt(std::size_t row) const {
    switch (width) {
    case DenseColumn::Width::Bit:
        return static_cast<std::int64_t>(as<std::uint64_t>()[row >> 6] >> (row & 63) & 1);
    case DenseColumn::Width::U8:
        return base + static_cast<std::int64_t>(as<std::uint8_t>()[row]) * factor;
    case DenseColumn::Width::U16:
        return base + static_cast<std::int64_t>(as<std::uint16_t>()[row]) * factor;
    case DenseColumn::Width::U32:
        return base + static_cast<std::int64_t>(as<std::uint32_t>()[row]) * factor;
    case DenseColumn::Width::I64:
        return as<std::int64_t>()[row];
    case DenseColumn::Width::F64:
        break;
    }
    return orderedBits(as<double>()[row]);
}

ColumnView viewOf(const DenseColumn &column) {
    ColumnView view{column.type, column.scale, column.width, column.base, column.factor, nullptr, nullptr, column.dictionary.get(), column.size};
    switch (column.width) {
    case DenseColumn::Width::Bit:
        view.data = column.bits.data();
        break;
    case DenseColumn::Width::U8:
        view.data = column.u8.data();
        break;
    case DenseColumn::Width::U16:
        view.data = column.u16.data();
        break;
    case DenseColumn::Width::U32:
        view.data = column.u32.data();
        break;
    case DenseColumn::Width::I64:
        view.data = column.i64.data();
        break;
    case DenseColumn::Width::F64:
        view.data = column.f64.data();
        break;
    }
    if (!column.valid.empty())
        view.valid = column.valid.data();
    return view;
}

ColumnView timesOf(const EventSpine &spine) {
    const bool seconds = spine.micros.empty();
    ColumnView view{ColumnType::Instant, 0, seconds ? DenseColumn::Width::U32 : DenseColumn::Width::I64};
    view.base = seconds ? spine.baseMicros : 0;
    view.factor = seconds ? kMicrosPerSecond : 1;
    view.data = seconds ? static_cast<const void *>(spine.seconds.data()) : spine.micros.data();
    view.size = spine.size();
    return view;
}

std::int64_t orderedBits(double value) {
    const auto bits = std::bit_cast<std::int64_t>(value + 0.0);
    return bits < 0 ? bits ^ kNoHigh : bits;
}

double doubleOfBits(std::int64_t bits) { return std::bit_cast<double>(bits < 0 ? bits ^ kNoHigh : bits); }

Cell cellOfInt(const Field &field, std::int64_t value) {
    switch (field.type) {
    case ColumnType::Bool:
        return value != 0;
    case ColumnType::Decimal:
        return Decimal{value, field.scale};
    case ColumnType::Double:
        return doubleOfBits(value);
    case ColumnType::Date:
        return CivilDate{static_cast<std::int32_t>(value)};
    case ColumnType::Instant:
        return Instant{value};
    default:
        return value;
    }
}

std::pair<std::int64_t, std::int64_t> rangeOf(const ColumnView &column, std::size_t begin, std::size_t end) {
    std::int64_t low = kNoHigh, high = kNoLow;
    const bool wide = column.width == DenseColumn::Width::Bit || column.width == DenseColumn::Width::F64;
    if (column.valid || wide) {
        for (std::size_t row = begin; row < end; ++row)
            if (column.isValid(row)) {
                low = std::min(low, column.intAt(row));
                high = std::max(high, column.intAt(row));
            }
    } else if (begin < end) {
        withRaw(column, [&](const auto *raw) {
            auto least = raw[begin], most = raw[begin];
            for (std::size_t row = begin; row < end; ++row) {
                least = std::min(least, raw[row]);
                most = std::max(most, raw[row]);
            }
            low = column.base + static_cast<std::int64_t>(least) * column.factor;
            high = column.base + static_cast<std::int64_t>(most) * column.factor;
        });
    }
    return {low, high};
}

} // namespace audience::engine
