#include "engine/rank_condition.h"

#include "engine/event_values.h"

#include <algorithm>
#include <bit>

namespace audience::engine {

namespace {

// Who has a number, and per ordinal a key that rises with it.
struct Ranked {
    Bitmap present;
    ScratchPool::Lease keys;
};

// Doubles in their own order as integers; -0 is 0.
std::int64_t keyOf(double value) {
    const auto bits = std::bit_cast<std::int64_t>(value + 0.0);
    return bits < 0 ? bits ^ kNoHigh : bits;
}

template <class Value> Ranked keyed(const EvaluateContext &context, Bitmap present, Value value) {
    ScratchPool::Lease keys = context.scratch.take(present.size() * sizeof(std::int64_t));
    auto *to = keys.as<std::int64_t>();
    present.forEach([&](Ordinal ordinal) {
        to[ordinal] = value(ordinal);
        return true;
    });
    return {std::move(present), std::move(keys)};
}

Result<Ranked> rankedByAttribute(const EvaluateContext &context, const RankBy &by) {
    TRY_ASSIGN(const auto column, columnNamed(context, by.computed, by.attribute));
    Bitmap present = context.snapshot.members();
    for (std::size_t i = 0; i < column->valid.size(); ++i)
        present.words()[i] &= column->valid[i];
    if (column->width == DenseColumn::Width::F64)
        return keyed(context, std::move(present), [&](Ordinal i) { return keyOf(column->f64[i]); });
    return keyed(context, std::move(present), [&](Ordinal i) { return column->intAt(i); });
}

// Adds up what `add(part, row)` gives, each person's apart.
template <class Add>
Result<Ranked> rankedBySum(const EvaluateContext &context, const EventRows &rows, Add add) {
    const int threads = rows.threads(context, 3.0);
    const std::size_t size = context.snapshot.ordinals();
    std::vector<Bitmap> present(static_cast<std::size_t>(threads), Bitmap(size));
    std::vector<ScratchPool::Lease> leases;
    for (int i = 0; i < threads; ++i)
        leases.push_back(context.scratch.take(size * sizeof(std::int64_t)));
    TRY(rows.run(context, threads, [&](const EventRows::Part &part, std::size_t worker, auto walk) {
        const Ordinal *profiles = part.spine->profiles.data();
        std::uint64_t *words = present[worker].words().data();
        auto *sums = leases[worker].template as<std::int64_t>();
        add(part, walk, [=](std::size_t row, std::int64_t value) {
            const Ordinal p = profiles[row];
            words[p >> 6] |= std::uint64_t{1} << (p & 63);
            sums[p] += value;
        });
    }));
    auto *total = leases[0].as<std::int64_t>();
    for (std::size_t t = 1; t < leases.size(); ++t) {
        unite(present[0], present[t]);
        const auto *more = leases[t].as<std::int64_t>();
        for (std::size_t i = 0; i < size; ++i)
            total[i] += more[i];
    }
    return Ranked{std::move(present[0]), std::move(leases[0])};
}

// Sums beyond int64 get the number of smaller sums as their key.
Ranked rankedByWideSum(const EvaluateContext &context, Bitmap present, const std::vector<NumberState> &states) {
    std::vector<std::pair<Int128, Ordinal>> order;
    present.forEach([&](Ordinal ordinal) {
        order.emplace_back(states[ordinal].sum, ordinal);
        return true;
    });
    std::sort(order.begin(), order.end());
    ScratchPool::Lease keys = context.scratch.take(present.size() * sizeof(std::int64_t));
    auto *to = keys.as<std::int64_t>();
    for (std::size_t i = 0; i < order.size(); ++i)
        to[order[i].second] = i > 0 && order[i].first == order[i - 1].first ? to[order[i - 1].second]
                                                                           : static_cast<std::int64_t>(i);
    return {std::move(present), std::move(keys)};
}

Result<Ranked> rankedByStates(const EvaluateContext &context, const EventRows &rows, Aggregate aggregate) {
    TRY_ASSIGN(const std::vector<NumberState> states, numberStates(context, rows));
    const bool doubles = rows.parts()[0].value->type == ColumnType::Double;
    if (aggregate == Aggregate::Sum) {
        TRY_ASSIGN(Bitmap present, existing(context, rows));
        if (!doubles)
            return rankedByWideSum(context, std::move(present), states);
        return keyed(context, std::move(present), [&](Ordinal i) { return keyOf(states[i].doubleSum); });
    }
    Bitmap present = bitsWhere(states.size(), [&](std::size_t i) { return states[i].count != 0; });
    return keyed(context, std::move(present), [&](Ordinal i) {
        const NumberState &state = states[i];
        if (aggregate == Aggregate::Average)
            return keyOf((doubles ? state.doubleSum : static_cast<double>(state.sum)) /
                         static_cast<double>(state.count));
        const bool low = aggregate == Aggregate::Minimum;
        return doubles ? keyOf(low ? state.doubleLow : state.doubleHigh) : low ? state.low : state.high;
    });
}

Result<Ranked> rankedByEvents(const EvaluateContext &context, const RankBy &by) {
    TRY_ASSIGN(const EventRows rows, EventRows::open(context, by.selection, by.field));
    if (rows.parts().empty())
        return keyed(context, Bitmap(context.snapshot.ordinals()), [](Ordinal) { return 0; });
    if (by.aggregate == Aggregate::Count)
        return rankedBySum(context, rows, [](const EventRows::Part &, auto walk, auto add) {
            walk([=](std::size_t row) { add(row, 1); });
        });
    if (by.aggregate == Aggregate::Distinct) {
        TRY_ASSIGN(Bitmap present, existing(context, rows));
        TRY_ASSIGN(const std::vector<std::uint32_t> counts, distinctCounts(context, rows));
        return keyed(context, std::move(present), [&](Ordinal i) { return std::int64_t{counts[i]}; });
    }
    const bool narrow = by.aggregate == Aggregate::Sum &&
                        std::all_of(rows.parts().begin(), rows.parts().end(), [&](const auto &part) {
                            return sumFitsInt64(*part.value, rows.rows());
                        });
    if (!narrow)
        return rankedByStates(context, rows, by.aggregate);
    return rankedBySum(context, rows, [](const EventRows::Part &part, auto walk, auto add) {
        const DenseColumn &column = *part.value;
        withInts(column, [&](const auto *raw, std::int64_t base) {
            if (column.valid.empty())
                walk([=](std::size_t row) { add(row, base + static_cast<std::int64_t>(raw[row])); });
            else
                walk([=, &column](std::size_t row) {
                    add(row, column.isValid(row) ? base + static_cast<std::int64_t>(raw[row]) : 0);
                });
        });
    });
}

// The keys of the ranked without gaps, and any of them by its place from below.
class Places {
public:
    Places(const EvaluateContext &context, Ranked &ranked)
        : m_keys(context.scratch.take((ranked.present.size() + 1) * sizeof(std::int64_t))) {
        const auto *from = ranked.keys.as<std::int64_t>();
        auto *to = m_keys.as<std::int64_t>();
        std::int64_t low = kNoHigh, high = kNoLow;
        ranked.present.forEach([&](Ordinal ordinal) {
            const std::int64_t key = from[ordinal];
            low = std::min(low, key);
            high = std::max(high, key);
            to[m_size++] = key;
            return true;
        });
        m_low = low;
        const std::uint64_t span = m_size == 0 ? 0 : static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
        while ((span >> m_shift) >= kBuckets)
            ++m_shift;
    }
    std::size_t size() const { return m_size; }

    // The key that `place` others stand before; place < size().
    std::int64_t at(std::size_t place) {
        const auto *keys = m_keys.as<std::int64_t>();
        if (m_counts.empty()) {
            m_counts.resize(kBuckets);
            for (std::size_t i = 0; i < m_size; ++i)
                ++m_counts[bucketOf(keys[i])];
        }
        std::size_t bucket = 0;
        while (place >= m_counts[bucket])
            place -= m_counts[bucket++];
        std::vector<std::int64_t> inside;
        inside.reserve(m_counts[bucket]);
        for (std::size_t i = 0; i < m_size; ++i)
            if (bucketOf(keys[i]) == bucket)
                inside.push_back(keys[i]);
        std::nth_element(inside.begin(), inside.begin() + static_cast<std::ptrdiff_t>(place), inside.end());
        return inside[place];
    }

private:
    static constexpr std::size_t kBuckets = 1 << 14; // their counts stay in the nearest caches

    std::size_t bucketOf(std::int64_t key) const {
        return static_cast<std::size_t>((static_cast<std::uint64_t>(key) - static_cast<std::uint64_t>(m_low)) >> m_shift);
    }
    ScratchPool::Lease m_keys;
    std::size_t m_size = 0;
    std::int64_t m_low = 0;
    int m_shift = 0;
    std::vector<std::uint32_t> m_counts;
};

// The keys of those inside the band; nothing when nobody is.
std::optional<IntRange> keysInside(Places &places, const RankBand &band) {
    const std::size_t size = places.size();
    IntRange keys;
    if (size == 0)
        return std::nullopt;
    if (band.kind == RankBand::Kind::Top) {
        if (band.people < size)
            keys.low = places.at(size - static_cast<std::size_t>(band.people));
        return keys;
    }
    if (band.kind == RankBand::Kind::Bottom) {
        if (band.people < size)
            keys.high = places.at(static_cast<std::size_t>(band.people) - 1);
        return keys;
    }
    // How many must stand below, at least and at most.
    const auto others = static_cast<Int128>(std::max<std::size_t>(1, size - 1));
    const Int128 whole = static_cast<Int128>(100) * powerOfTen(band.from.scale);
    const auto least = static_cast<std::size_t>((band.from.mantissa * others + whole - 1) / whole);
    const auto most = static_cast<std::size_t>(band.to.mantissa * others / whole);
    if (least > 0) {
        if (least > size)
            return std::nullopt;
        const std::int64_t below = places.at(least - 1);
        if (below == kNoHigh)
            return std::nullopt;
        keys.low = below + 1;
    }
    if (most < size)
        keys.high = places.at(most);
    return keys;
}

} // namespace

Result<Bitmap> RankCondition::evaluate(const EvaluateContext &context) const {
    TRY_ASSIGN(Ranked ranked, m_by.attribute.empty() ? rankedByEvents(context, m_by)
                                                     : rankedByAttribute(context, m_by));
    intersect(ranked.present, context.snapshot.members());
    if (m_among) {
        TRY_ASSIGN(const Bitmap group, context.evaluator.evaluate(*m_among, context.snapshot, context.cancel));
        intersect(ranked.present, group);
    }
    TRY(context.cancel.check());
    Places places(context, ranked);
    const auto inside = keysInside(places, m_band);
    if (!inside)
        return Bitmap(context.snapshot.ordinals());
    const auto *keys = ranked.keys.as<std::int64_t>();
    Bitmap result = bitsWhere(ranked.present.size(), [=](std::size_t i) {
        return (keys[i] >= inside->low) & (keys[i] <= inside->high);
    });
    intersect(result, ranked.present);
    return result;
}

std::string RankCondition::key() const {
    std::string key = "rank:" + std::to_string(static_cast<int>(m_band.kind)) + ':' + std::to_string(m_band.people) +
                      ':' + toText(m_band.from) + ':' + toText(m_band.to) + ':';
    if (m_by.attribute.empty()) {
        key += std::to_string(static_cast<int>(m_by.aggregate));
        appendKey(key, m_by.field);
        appendKey(key, m_by.selection.key());
    } else {
        key += 'a';
        appendKey(key, m_by.attribute);
        key += keyOf(m_by.computed);
    }
    return m_among ? key + "among:" + m_among->key() : key;
}

std::string RankCondition::versions(const Snapshot &snapshot) const {
    const std::string own = m_by.selection.versions(snapshot) + versionsOf(m_by.computed, snapshot);
    return m_among ? own + '/' + m_among->versions(snapshot) : own;
}

} // namespace audience::engine
