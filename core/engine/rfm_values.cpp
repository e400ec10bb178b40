#include "engine/rfm_values.h"

#include "engine/condition.h"

#include <algorithm>
#include <array>
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

constexpr std::size_t kMostCuts = 8;
using Cuts = std::array<std::int64_t, kMostCuts>;

// The values that stand at these places once all are in order. Where each place lies is found by counting in steps of
// one size; only the values of those steps are put in order.
Cuts valuesAt(const std::vector<std::int64_t> &keys, const std::vector<std::size_t> &places) {
    constexpr int kStepBits = 16;
    const auto [lowest, highest] = std::minmax_element(keys.begin(), keys.end());
    const auto low = static_cast<std::uint64_t>(*lowest), span = static_cast<std::uint64_t>(*highest) - low;
    const int shift = std::max(0, static_cast<int>(std::bit_width(span)) - kStepBits);
    const auto stepOf = [&](std::int64_t key) { return static_cast<std::size_t>((static_cast<std::uint64_t>(key) - low) >> shift); };
    std::vector<std::uint32_t> counts(static_cast<std::size_t>(span >> shift) + 1);
    for (const std::int64_t key : keys)
        ++counts[stepOf(key)];
    struct Step {
        std::size_t index = 0, before = 0; // how many stand below it
        std::vector<std::int64_t> keys;
    };
    std::vector<Step> steps; // of the places, which rise
    std::vector<std::uint8_t> slots(counts.size());
    std::size_t before = 0, next = 0;
    for (std::size_t index = 0; index < counts.size() && next < places.size(); ++index) {
        const std::size_t end = before + counts[index];
        if (places[next] < end) {
            steps.push_back({index, before, {}});
            slots[index] = static_cast<std::uint8_t>(steps.size());
            while (next < places.size() && places[next] < end)
                ++next;
        }
        before = end;
    }
    if (shift > 0)
        for (const std::int64_t key : keys)
            if (const std::uint8_t slot = slots[stepOf(key)])
                steps[slot - 1u].keys.push_back(key);
    Cuts cuts{};
    for (std::size_t i = 0, s = 0; i < places.size(); ++i) {
        while (s + 1 < steps.size() && steps[s + 1].before <= places[i])
            ++s;
        Step &step = steps[s];
        if (shift == 0) {
            cuts[i] = static_cast<std::int64_t>(low + step.index);
            continue;
        }
        const auto at = step.keys.begin() + static_cast<std::ptrdiff_t>(places[i] - step.before);
        std::nth_element(step.keys.begin(), at, step.keys.end());
        cuts[i] = *at;
    }
    return cuts;
}

} // namespace

Result<DenseColumn> RfmValues::compute(const EvaluateContext &context) const {
    const std::size_t size = context.snapshot.ordinals(), tiles = static_cast<std::size_t>(m_tiles);
    Bitmap bought = context.snapshot.members();
    std::vector<Ordinal> people; // who bought
    std::vector<std::int64_t> scores, keys;
    std::int64_t weight = 100;
    for (const auto &measure : m_measures) {
        TRY_ASSIGN(const DenseColumn column, measure->compute(context));
        if (weight == 100) {
            for (std::size_t i = 0; i < column.valid.size(); ++i)
                bought.words()[i] &= column.valid[i];
            bought.forEach([&](Ordinal p) {
                people.push_back(p);
                return true;
            });
            scores.resize(people.size());
        }
        keys.clear();
        for (const Ordinal p : people)
            keys.push_back(orderOf(column, p));
        // A score above s has who stands above the value that ceil(s * n / tiles) - 1 others stand before.
        std::vector<std::size_t> places;
        for (std::size_t s = 1; s < tiles && !keys.empty(); ++s)
            places.push_back((s * keys.size() + tiles - 1) / tiles - 1);
        const Cuts cuts = keys.empty() ? Cuts{} : valuesAt(keys, places);
        for (std::size_t i = 0; i < keys.size(); ++i) {
            std::int64_t score = 1;
            for (std::size_t s = 0; s + 1 < tiles; ++s)
                score += keys[i] > cuts[s] ? 1 : 0;
            scores[i] += score * weight;
        }
        weight /= 10;
        TRY(context.cancel.check());
    }
    std::vector<std::int64_t> cells(size);
    for (std::size_t i = 0; i < people.size(); ++i)
        cells[people[i]] = scores[i];
    return denseFromInts(ColumnType::Int64, 0, cells, bought.words());
}

} // namespace audience::engine
