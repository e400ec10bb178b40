#include "engine/rfm_values.h"

#include "engine/condition.h"

#include <algorithm>
#include <bit>

namespace audience::engine {

namespace {

// An integer that rises with the value.
std::int64_t orderOf(const DenseColumn &column, std::size_t row) {
    if (column.width != DenseColumn::Width::F64)
        return column.intAt(row);
    const auto bits = std::bit_cast<std::int64_t>(column.f64[row] + 0.0); // -0 is 0
    return bits < 0 ? bits ^ kNoHigh : bits;
}

} // namespace

Result<DenseColumn> RfmValues::compute(const EvaluateContext &context) const {
    const std::size_t size = context.snapshot.ordinals();
    std::vector<std::int64_t> cells(size), keys;
    Bitmap bought = context.snapshot.members();
    std::int64_t weight = 100;
    for (const auto &measure : m_measures) {
        TRY_ASSIGN(const DenseColumn column, measure->compute(context));
        for (std::size_t i = 0; weight == 100 && i < column.valid.size(); ++i)
            bought.words()[i] &= column.valid[i];
        keys.clear();
        bought.forEach([&](Ordinal p) {
            keys.push_back(orderOf(column, p));
            return true;
        });
        // A score above s has who stands above the value that ceil(s * n / tiles) - 1 others stand before.
        std::int64_t cuts[8] = {};
        const auto tiles = static_cast<std::size_t>(m_tiles);
        for (std::size_t s = 1; s < tiles && !keys.empty(); ++s) {
            const std::size_t place = (s * keys.size() + tiles - 1) / tiles - 1;
            std::nth_element(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(place), keys.end());
            cuts[s - 1] = keys[place];
        }
        bought.forEach([&](Ordinal p) {
            std::int64_t score = 1;
            for (std::size_t s = 0; s + 1 < tiles; ++s)
                score += orderOf(column, p) > cuts[s] ? 1 : 0;
            cells[p] += score * weight;
            return true;
        });
        weight /= 10;
        TRY(context.cancel.check());
    }
    return denseFromInts(ColumnType::Int64, 0, cells, bought.words());
}

} // namespace audience::engine
