#include "engine/event_values.h"

#include <unordered_map>

namespace audience::engine {

Result<Bitmap> existing(const EvaluateContext &context, const EventRows &rows) {
    const int threads = rows.threads(context, 0.6);
    std::vector<Bitmap> found(static_cast<std::size_t>(threads), Bitmap(context.snapshot.ordinals()));
    TRY(rows.run(context, threads, [&](const EventRows::Part &part, std::size_t worker, auto walk) {
        std::uint64_t *words = found[worker].words().data();
        const Ordinal *profiles = part.spine->profiles.data();
        walk([=](std::size_t row) {
            const Ordinal p = profiles[row];
            words[p >> 6] |= std::uint64_t{1} << (p & 63);
        });
    }));
    for (std::size_t i = 1; i < found.size(); ++i)
        unite(found[0], found[i]);
    return std::move(found[0]);
}

Result<std::vector<NumberState>> numberStates(const EvaluateContext &context, const EventRows &rows) {
    std::vector<NumberState> states(context.snapshot.ordinals());
    const bool doubles = rows.parts()[0].value->type == ColumnType::Double;
    TRY(rows.run(context, 1, [&](const EventRows::Part &part, std::size_t, auto walk) {
        const DenseColumn &column = *part.value;
        walk([&](std::size_t row) {
            if (!column.isValid(row))
                return;
            NumberState &state = states[part.spine->profiles[row]];
            if (doubles) {
                const double value = column.f64[row];
                state.doubleSum += value;
                state.doubleLow = state.count == 0 ? value : std::min(state.doubleLow, value);
                state.doubleHigh = state.count == 0 ? value : std::max(state.doubleHigh, value);
            } else {
                const std::int64_t value = column.intAt(row);
                state.sum += value;
                state.low = state.count == 0 ? value : std::min(state.low, value);
                state.high = state.count == 0 ? value : std::max(state.high, value);
            }
            ++state.count;
        });
    }));
    return states;
}

Result<std::vector<std::uint32_t>> distinctCounts(const EvaluateContext &context, const EventRows &rows) {
    std::vector<std::pair<Ordinal, std::uint64_t>> seen;
    std::unordered_map<std::string_view, std::uint64_t> texts; // one code per text over all dictionaries
    TRY(rows.run(context, 1, [&](const EventRows::Part &part, std::size_t, auto walk) {
        const DenseColumn &column = *part.value;
        std::vector<std::uint64_t> codes;
        if (column.dictionary)
            for (std::uint32_t i = 0; i < column.dictionary->size(); ++i)
                codes.push_back(texts.emplace(column.dictionary->at(i), texts.size()).first->second);
        walk([&](std::size_t row) {
            if (!column.isValid(row))
                return;
            std::uint64_t value = 0;
            if (column.dictionary)
                value = codes[static_cast<std::size_t>(column.intAt(row))];
            else if (column.width == DenseColumn::Width::F64)
                value = std::bit_cast<std::uint64_t>(column.f64[row] + 0.0); // -0 and 0 are one value
            else
                value = static_cast<std::uint64_t>(column.intAt(row));
            seen.emplace_back(part.spine->profiles[row], value);
        });
    }));
    std::sort(seen.begin(), seen.end());
    seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
    std::vector<std::uint32_t> counts(context.snapshot.ordinals());
    for (const auto &[profile, value] : seen)
        ++counts[profile];
    return counts;
}

bool sumFitsInt64(const DenseColumn &column, std::size_t rows) {
    std::uint64_t reach = 0;
    switch (column.width) {
    case DenseColumn::Width::U8:
        reach = 0xFF;
        break;
    case DenseColumn::Width::U16:
        reach = 0xFFFF;
        break;
    case DenseColumn::Width::U32:
        reach = 0xFFFFFFFF;
        break;
    default:
        return false;
    }
    const std::uint64_t base = column.base < 0 ? ~static_cast<std::uint64_t>(column.base) + 1
                                               : static_cast<std::uint64_t>(column.base);
    const Int128 top = static_cast<Int128>(base) + static_cast<Int128>(reach);
    return top * static_cast<Int128>(rows) < static_cast<Int128>(kNoHigh);
}

} // namespace audience::engine
