#include "engine/event_condition.h"

#include "engine/event_rows.h"
#include "engine/event_values.h"
#include "engine/number_test.h"
#include "engine/past.h"

namespace audience::engine {

namespace {

// How many events each person has, saturating at the top of T, tested against a range.
template <class T>
Result<Bitmap> counted(const EvaluateContext &context, const EventRows &rows, T low, T high) {
    const int threads = rows.threads(context, 0.8);
    const std::size_t size = context.snapshot.ordinals();
    std::vector<ScratchPool::Lease> leases;
    for (int i = 0; i < threads; ++i)
        leases.push_back(context.scratch.take(size * sizeof(T)));
    constexpr T kTop = std::numeric_limits<T>::max();
    TRY(rows.run(context, threads, [&](const EventRows::Part &part, std::size_t worker, auto walk) {
        T *counts = leases[worker].template as<T>();
        const Ordinal *profiles = part.spine->profiles.data();
        walk([=](std::size_t row) {
            T &count = counts[profiles[row]];
            count = static_cast<T>(count + (count < kTop ? 1 : 0));
        });
    }));
    T *total = leases[0].template as<T>();
    for (std::size_t t = 1; t < leases.size(); ++t) {
        const T *more = leases[t].template as<T>();
        for (std::size_t i = 0; i < size; ++i)
            total[i] = more[i] > kTop - total[i] ? kTop : static_cast<T>(total[i] + more[i]);
    }
    Bitmap result(size);
    rangeBits<T>(total, size, low, static_cast<T>(high - low), result.words().data());
    return result;
}

// One number per person, summed per thread and then over the threads.
template <class Sum, class Add, class Test>
Result<Bitmap> summed(const EvaluateContext &context, const EventRows &rows, Add add, Test test) {
    const int threads = rows.threads(context, 3.0);
    const std::size_t size = context.snapshot.ordinals();
    std::vector<ScratchPool::Lease> leases;
    for (int i = 0; i < threads; ++i)
        leases.push_back(context.scratch.take(size * sizeof(Sum)));
    TRY(rows.run(context, threads, [&](const EventRows::Part &part, std::size_t worker, auto walk) {
        add(part, leases[worker].template as<Sum>(), walk);
    }));
    Sum *total = leases[0].template as<Sum>();
    for (std::size_t t = 1; t < leases.size(); ++t) {
        const Sum *more = leases[t].template as<Sum>();
        for (std::size_t i = 0; i < size; ++i)
            total[i] += more[i];
    }
    return bitsWhere(size, [&](std::size_t i) { return test(total[i]); });
}

template <class Sum>
Result<Bitmap> summedInts(const EvaluateContext &context, const EventRows &rows, IntRange range) {
    const Sum low = range.low == kNoLow ? std::numeric_limits<Sum>::min() : static_cast<Sum>(range.low);
    const Sum high =
        range.high == kNoHigh ? std::numeric_limits<Sum>::max() : static_cast<Sum>(range.high);
    return summed<Sum>(
        context, rows,
        [](const EventRows::Part &part, Sum *sums, auto walk) {
            const Ordinal *profiles = part.spine->profiles.data();
            const DenseColumn &column = *part.value;
            withInts(column, [&](const auto *raw, std::int64_t base) {
                if (column.valid.empty())
                    walk([=](std::size_t row) {
                        sums[profiles[row]] += static_cast<Sum>(base) + static_cast<Sum>(raw[row]);
                    });
                else
                    walk([=, &column](std::size_t row) {
                        if (column.isValid(row))
                            sums[profiles[row]] += static_cast<Sum>(base) + static_cast<Sum>(raw[row]);
                    });
            });
        },
        [=](Sum sum) { return sum >= low && sum <= high; });
}

Result<Bitmap> sums(const EvaluateContext &context, const EventRows &rows, const NumberTest &test) {
    const DenseColumn &first = *rows.parts()[0].value;
    if (first.type == ColumnType::Double)
        return summed<double>(
            context, rows,
            [](const EventRows::Part &part, double *sums, auto walk) {
                const Ordinal *profiles = part.spine->profiles.data();
                const double *values = part.value->f64.data();
                walk([=](std::size_t row) { sums[profiles[row]] += values[row]; }); // no value: 0
            },
            [&](double sum) { return holds(test, sum); });
    const std::optional<IntRange> range = rangeAtScale(test, first.scale);
    if (!range)
        return Bitmap(context.snapshot.ordinals());
    const bool narrow = std::all_of(rows.parts().begin(), rows.parts().end(), [&](const auto &part) {
        return sumFitsInt64(*part.value, rows.rows());
    });
    if (narrow)
        return summedInts<std::int64_t>(context, rows, *range);
    return summedInts<Int128>(context, rows, *range);
}

Result<Bitmap> extremes(const EvaluateContext &context, const EventRows &rows, Aggregate aggregate,
                        const NumberTest &test) {
    TRY_ASSIGN(const std::vector<NumberState> states, numberStates(context, rows));
    const DenseColumn &first = *rows.parts()[0].value;
    const std::optional<IntRange> range = rangeAtScale(test, first.scale);
    return bitsWhere(states.size(), [&](std::size_t i) {
        const NumberState &state = states[i];
        if (state.count == 0)
            return false;
        if (first.type == ColumnType::Double)
            return holds(test, aggregate == Aggregate::Minimum   ? state.doubleLow
                               : aggregate == Aggregate::Maximum ? state.doubleHigh
                                                                 : state.doubleSum /
                                                                       static_cast<double>(state.count));
        if (aggregate == Aggregate::Average)
            return averageHolds(test, state.sum, state.count, first.scale);
        const std::int64_t value = aggregate == Aggregate::Minimum ? state.low : state.high;
        return range && value >= range->low && value <= range->high;
    });
}

Result<Bitmap> distincts(const EvaluateContext &context, const EventRows &rows, IntRange range) {
    TRY_ASSIGN(const std::vector<std::uint32_t> counts, distinctCounts(context, rows));
    return bitsWhere(counts.size(),
                     [&](std::size_t i) { return counts[i] >= range.low && counts[i] <= range.high; });
}

} // namespace

Result<EventRows> EventRows::open(const EvaluateContext &context, const EventSelection &selection,
                                  const std::string &field) {
    EventRows rows;
    const EventsOf events = eventsOf(context.snapshot);
    for (const auto &source : selection.sources) {
        Part part;
        if (selection.from != kNoLow && selection.where.empty() && field.empty()) {
            TRY_ASSIGN(part.spine, events.data->recentSpine(source.dataset, source.name, selection.from));
        } else {
            TRY_ASSIGN(part.spine, events.data->spine(source.dataset, source.name));
        }
        part.begin = part.spine->firstAt(selection.from);
        part.end = std::max(part.begin, part.spine->firstAt(std::min(selection.to, events.end)));
        for (const Predicate &predicate : selection.where) {
            TRY_ASSIGN(auto column,
                       events.data->eventColumn(source.dataset, source.name, predicate.field));
            std::shared_ptr<const DenseColumn> companion;
            if (!predicate.companion.empty()) {
                TRY_ASSIGN(companion, predicate.companionIsPersons()
                                          ? context.snapshot.profileColumn(predicate.companion)
                                          : events.data->eventColumn(source.dataset, source.name, predicate.companion));
            }
            part.filters.emplace_back(predicate, *column, companion.get(), part.spine->profiles.data());
            part.held.push_back(std::move(companion));
            part.held.push_back(std::move(column));
        }
        if (!field.empty()) {
            TRY_ASSIGN(part.value, events.data->eventColumn(source.dataset, source.name, field));
        }
        TRY(context.cancel.check());
        rows.m_parts.push_back(std::move(part));
    }
    return rows;
}

std::size_t EventRows::rows() const {
    std::size_t rows = 0;
    for (const Part &part : m_parts)
        rows += part.end - part.begin;
    return rows;
}

int EventRows::threads(const EvaluateContext &context, double nanosPerRow) const {
    // Waking another thread costs more than it saves below about two milliseconds of work.
    return static_cast<double>(rows()) * nanosPerRow > 2e6 ? std::max(1, context.threads) : 1;
}

std::string EventSelection::key() const {
    std::string key;
    for (const Source &source : sources) {
        appendKey(key, source.dataset);
        appendKey(key, source.name);
    }
    key += '[' + std::to_string(from) + ',' + std::to_string(to) + ')';
    for (const Predicate &predicate : where)
        appendKey(key, predicate.key());
    return key;
}

std::string EventSelection::versions(const Snapshot &snapshot) const {
    std::string versions = std::to_string(snapshot.schema().profileVersion);
    for (const Source &wanted : sources)
        if (const EventSource *source = snapshot.source(wanted.dataset))
            versions += ',' + std::to_string(source->version);
    return versions + eventsOf(snapshot).version();
}

std::string AggregateCondition::key() const {
    std::string key = "agg:" + std::to_string(static_cast<int>(m_aggregate)) + m_test.key();
    appendKey(key, m_field);
    return key + m_selection.key();
}

Result<Bitmap> AggregateCondition::evaluate(const EvaluateContext &context) const {
    TRY_ASSIGN(const EventRows rows, EventRows::open(context, m_selection, m_field));
    const std::size_t size = context.snapshot.ordinals();
    const std::optional<IntRange> range = rangeAtScale(m_test, 0);
    const auto evaluateAggregate = [&]() -> Result<Bitmap> {
        switch (m_aggregate) {
        case Aggregate::Count: {
            if (!range || range->high < 0)
                return Bitmap(size);
            const std::int64_t low = std::max<std::int64_t>(0, range->low), high = range->high;
            if (low == 1 && high == kNoHigh)
                return existing(context, rows);
            if (high == kNoHigh ? low <= 0xFF : high < 0xFF)
                return counted<std::uint8_t>(context, rows, static_cast<std::uint8_t>(low),
                                             static_cast<std::uint8_t>(std::min<std::int64_t>(high, 0xFF)));
            constexpr std::int64_t kTop = 0xFFFFFFFF;
            if (low > kTop)
                return Bitmap(size);
            return counted<std::uint32_t>(context, rows, static_cast<std::uint32_t>(low),
                                          static_cast<std::uint32_t>(std::min(high, kTop)));
        }
        case Aggregate::Distinct:
            return range ? distincts(context, rows, *range) : Bitmap(size);
        case Aggregate::Sum:
            if (rows.parts().empty())
                return bitsWhere(size, [&](std::size_t) { return holds(m_test, 0.0); });
            return sums(context, rows, m_test);
        case Aggregate::Average:
        case Aggregate::Minimum:
        case Aggregate::Maximum:
            break;
        }
        return rows.parts().empty() ? Result<Bitmap>(Bitmap(size))
                                    : extremes(context, rows, m_aggregate, m_test);
    };
    TRY_ASSIGN(Bitmap passing, evaluateAggregate());
    if (!m_test.negated) {
        intersect(passing, context.snapshot.members());
        return passing;
    }
    Bitmap result = context.snapshot.members();
    subtract(result, passing);
    return result;
}

std::string EdgeCondition::key() const {
    return (m_edge == Edge::First ? "first:" : "last:") + m_selection.key();
}

Result<Bitmap> EdgeCondition::evaluate(const EvaluateContext &context) const {
    // The first lies inside if there is one inside and none before; the last if none comes after.
    EventSelection outside = m_selection;
    if (m_edge == Edge::First) {
        outside.from = kNoLow;
        outside.to = m_selection.from;
    } else {
        outside.from = m_selection.to;
        outside.to = kNoHigh;
    }
    TRY_ASSIGN(const EventRows inside, EventRows::open(context, m_selection));
    TRY_ASSIGN(Bitmap result, existing(context, inside));
    if (m_edge == Edge::First ? m_selection.from != kNoLow : m_selection.to != kNoHigh) {
        TRY_ASSIGN(const EventRows others, EventRows::open(context, outside));
        TRY_ASSIGN(const Bitmap before, existing(context, others));
        subtract(result, before);
    }
    intersect(result, context.snapshot.members());
    return result;
}

} // namespace audience::engine
