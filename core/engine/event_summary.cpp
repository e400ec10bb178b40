#include "engine/event_summary.h"

#include "engine/event_values.h"
#include "engine/past.h"
#include "engine/plan.h"

namespace audience::engine {

using Of = EventSummary::Of;

namespace {

std::vector<std::uint64_t> wordsOf(const Bitmap &bitmap) { return bitmap.words(); }

// One property over all partitions of a selection: integers whose order is that of the values.
class OrderedValues {
public:
    OrderedValues(const EventRows &rows, ColumnType type) : m_type(type) {
        for (const EventRows::Part &part : rows.parts())
            if (part.value->dictionary)
                for (std::uint32_t i = 0; i < part.value->dictionary->size(); ++i)
                    m_texts.push_back(part.value->dictionary->at(i));
        std::sort(m_texts.begin(), m_texts.end());
        m_texts.erase(std::unique(m_texts.begin(), m_texts.end()), m_texts.end());
    }
    // For this partition: the number of each of its codes.
    std::vector<std::int64_t> codes(const EventRows::Part &part) const {
        std::vector<std::int64_t> codes;
        if (part.value->dictionary)
            for (std::uint32_t i = 0; i < part.value->dictionary->size(); ++i)
                codes.push_back(std::lower_bound(m_texts.begin(), m_texts.end(), part.value->dictionary->at(i)) -
                                m_texts.begin());
        return codes;
    }
    static std::int64_t at(const DenseColumn &column, const std::vector<std::int64_t> &codes, std::size_t row) {
        if (column.width == DenseColumn::Width::F64) {
            const auto bits = std::bit_cast<std::int64_t>(column.f64[row] + 0.0); // -0 is 0
            return bits < 0 ? bits ^ kNoHigh : bits;
        }
        return codes.empty() ? column.intAt(row) : codes[static_cast<std::size_t>(column.intAt(row))];
    }
    DenseColumn column(const Field &field, const std::vector<std::int64_t> &values, const Bitmap &present) const {
        if (m_type == ColumnType::Double) {
            std::vector<double> doubles(values.size());
            for (std::size_t i = 0; i < values.size(); ++i)
                doubles[i] = std::bit_cast<double>(values[i] < 0 ? values[i] ^ kNoHigh : values[i]);
            return denseFromDoubles(std::move(doubles), wordsOf(present));
        }
        if (!isTextual(m_type))
            return denseFromInts(field.type, field.scale, values, wordsOf(present));
        Dictionary dictionary;
        for (const std::string_view text : m_texts)
            dictionary.append(text);
        return denseFromCodes(m_type, {values.begin(), values.end()}, std::make_shared<const Dictionary>(std::move(dictionary)),
                              wordsOf(present));
    }

private:
    ColumnType m_type;
    std::vector<std::string_view> m_texts; // sorted; they live in the partitions' dictionaries
};

Result<void> addCounts(const EvaluateContext &context, const EventRows &rows, std::vector<std::int64_t> &counts) {
    return rows.run(context, 1, [&](const EventRows::Part &part, std::size_t, auto walk) {
        walk([to = counts.data(), profiles = part.spine->profiles.data()](std::size_t row) { ++to[profiles[row]]; });
    });
}

Result<DenseColumn> counts(const EvaluateContext &context, const Field &field, const EventRows &rows) {
    std::vector<std::int64_t> counts(context.snapshot.ordinals());
    TRY(addCounts(context, rows, counts));
    return denseFromInts(field.type, 0, counts, {});
}

// Whether no sum over these rows leaves 64 bits.
bool isNarrow(const EventRows &rows) {
    return std::all_of(rows.parts().begin(), rows.parts().end(), [&](const auto &part) { return sumFitsInt64(*part.value, rows.rows()); });
}

// Of narrow rows.
Result<void> addSums(const EvaluateContext &context, const EventRows &rows, std::vector<std::int64_t> &sums) {
    return rows.run(context, 1, [&](const EventRows::Part &part, std::size_t, auto walk) {
        const DenseColumn &column = *part.value;
        withInts(column, [&](const auto *raw, std::int64_t base) {
            walk([=, &column, to = sums.data(), profiles = part.spine->profiles.data()](std::size_t row) {
                to[profiles[row]] += column.isValid(row) ? base + static_cast<std::int64_t>(raw[row]) : 0;
            });
        });
    });
}

Error tooLarge(const Field &field) {
    return Error(ErrorKind::Limit, "engine.number_too_large").with("field", field.name);
}

Result<DenseColumn> sums(const EvaluateContext &context, const Field &field, const EventRows &rows) {
    const std::size_t size = context.snapshot.ordinals();
    std::vector<std::int64_t> sums(size);
    if (isNarrow(rows)) {
        TRY(addSums(context, rows, sums));
        return denseFromInts(field.type, field.scale, sums, {});
    }
    TRY_ASSIGN(const std::vector<NumberState> states, numberStates(context, rows));
    if (field.type == ColumnType::Double) {
        std::vector<double> doubles(size);
        for (std::size_t i = 0; i < size; ++i)
            doubles[i] = states[i].doubleSum;
        return denseFromDoubles(std::move(doubles), {});
    }
    for (std::size_t i = 0; i < size; ++i) {
        if (states[i].sum > kNoHigh || states[i].sum < kNoLow)
            return tooLarge(field);
        sums[i] = static_cast<std::int64_t>(states[i].sum);
    }
    return denseFromInts(field.type, field.scale, sums, {});
}

Result<DenseColumn> fromStates(const EvaluateContext &context, const Field &field, Of of, const EventRows &rows) {
    TRY_ASSIGN(const std::vector<NumberState> states, numberStates(context, rows));
    const Bitmap present = bitsWhere(states.size(), [&](std::size_t i) { return states[i].count != 0; });
    const DenseColumn &first = *rows.parts()[0].value;
    const bool doubles = first.type == ColumnType::Double;
    if (of == Of::Average || doubles) {
        std::vector<double> values(states.size());
        const Int128 unit = powerOfTen(first.scale);
        present.forEach([&](Ordinal i) {
            const NumberState &state = states[i];
            if (of != Of::Average)
                values[i] = of == Of::Minimum ? state.doubleLow : state.doubleHigh;
            else
                values[i] = (doubles ? state.doubleSum : static_cast<double>(state.sum)) /
                            static_cast<double>(static_cast<Int128>(state.count) * unit);
            return true;
        });
        return denseFromDoubles(std::move(values), wordsOf(present));
    }
    std::vector<std::int64_t> values(states.size());
    present.forEach([&](Ordinal i) {
        values[i] = of == Of::Minimum ? states[i].low : states[i].high;
        return true;
    });
    return denseFromInts(field.type, field.scale, values, wordsOf(present));
}

// The moment of everybody's first (last) event that has the property, and the smallest value at that moment.
Result<DenseColumn> edges(const EvaluateContext &context, const Field &field, const EventSummary &summary,
                          const EventRows &rows) {
    const std::size_t size = context.snapshot.ordinals();
    const bool last = summary.of == Of::Last, moments = summary.field.empty();
    const OrderedValues ordered = moments ? OrderedValues({}, ColumnType::Instant) : OrderedValues(rows, field.type);
    Bitmap present(size);
    std::vector<std::int64_t> times(size), values(moments ? 0 : size);
    TRY(rows.run(context, 1, [&](const EventRows::Part &part, std::size_t, auto walk) {
        const EventSpine &spine = *part.spine;
        const std::vector<std::int64_t> codes = moments ? std::vector<std::int64_t>() : ordered.codes(part);
        walk([&](std::size_t row) {
            if (!moments && !part.value->isValid(row))
                return;
            const Ordinal p = spine.profiles[row];
            const std::int64_t time = spine.timeAt(row);
            const bool known = present.contains(p);
            const bool better = !known || (last ? time > times[p] : time < times[p]);
            if (better)
                times[p] = time;
            present.add(p);
            if (!moments && (better || time == times[p])) {
                const std::int64_t value = OrderedValues::at(*part.value, codes, row);
                values[p] = better ? value : std::min(values[p], value);
            }
        });
    }));
    return ordered.column(field, moments ? times : values, present);
}

Result<DenseColumn> mostFrequent(const EvaluateContext &context, const Field &field, const EventRows &rows) {
    const OrderedValues ordered(rows, field.type);
    std::vector<std::pair<Ordinal, std::int64_t>> seen;
    TRY(rows.run(context, 1, [&](const EventRows::Part &part, std::size_t, auto walk) {
        const std::vector<std::int64_t> codes = ordered.codes(part);
        walk([&](std::size_t row) {
            if (part.value->isValid(row))
                seen.emplace_back(part.spine->profiles[row], OrderedValues::at(*part.value, codes, row));
        });
    }));
    std::sort(seen.begin(), seen.end());
    const std::size_t size = context.snapshot.ordinals();
    Bitmap present(size);
    std::vector<std::int64_t> values(size);
    std::vector<std::uint32_t> most(size);
    for (std::size_t at = 0; at < seen.size();) {
        std::size_t end = at;
        while (end < seen.size() && seen[end] == seen[at])
            ++end;
        const Ordinal p = seen[at].first;
        if (end - at > most[p]) { // values rise, so the smallest of equals stays
            most[p] = static_cast<std::uint32_t>(end - at);
            values[p] = seen[at].second;
            present.add(p);
        }
        at = end;
    }
    return ordered.column(field, values, present);
}

// Nobody has an event.
DenseColumn nothing(const Field &field, std::size_t size, bool zero) {
    std::vector<std::uint64_t> valid(zero ? 0 : (size + 63) / 64);
    if (field.type == ColumnType::Double)
        return denseFromDoubles(std::vector<double>(size), std::move(valid));
    if (isTextual(field.type))
        return denseFromCodes(field.type, std::vector<std::uint32_t>(size), std::make_shared<const Dictionary>(), std::move(valid));
    return denseFromInts(field.type, field.scale, std::vector<std::int64_t>(size), std::move(valid));
}

// The moments of everybody's last event, over those that are known.
Result<void> addLast(const EvaluateContext &context, const EventRows &rows, RunningSummary &last) {
    return rows.run(context, 1, [&](const EventRows::Part &part, std::size_t, auto walk) {
        const EventSpine &spine = *part.spine;
        walk([&](std::size_t row) {
            const Ordinal p = spine.profiles[row];
            const std::int64_t time = spine.timeAt(row);
            if (!last.present.contains(p) || time > last.values[p])
                last.values[p] = time;
            last.present.add(p);
        });
    });
}

// Whether it can go on from an earlier moment: all events of the past, and what more of them only add to.
bool runs(const EvaluateContext &context, const EventSummary &summary, const EventRows &rows) {
    if (eventsOf(context.snapshot).end == kNoHigh || summary.selection.from != kNoLow || summary.selection.to != kNoHigh)
        return false;
    return summary.of == Of::Count || (summary.of == Of::Last && summary.field.empty()) || (summary.of == Of::Sum && isNarrow(rows));
}

// Whether the summary is of nothing but what stands at the beginning of these rows.
bool goesOn(const RunningSummary &summary, const EventRows &rows) {
    const auto &parts = rows.parts();
    return std::equal(parts.begin(), parts.end(), summary.parts.begin(), summary.parts.end(),
                      [](const EventRows::Part &part, const auto &before) { return part.spine == before.first && part.end >= before.second; });
}

Result<DenseColumn> running(const EvaluateContext &context, const Field &field, const EventSummary &summary, const std::string &key, EventRows rows) {
    const std::size_t size = context.snapshot.ordinals();
    const std::string name = std::to_string(size) + '|' + std::to_string(context.snapshot.schema().profileVersion) + '|' + key;
    RunningSummaries &all = context.evaluator.running();
    std::unique_ptr<RunningSummary> so = all.take(name);
    if (!so || !goesOn(*so, rows)) {
        so = std::make_unique<RunningSummary>();
        so->values.resize(size);
        so->present = Bitmap(summary.of == Of::Last ? size : 0);
        for (const EventRows::Part &part : rows.parts())
            so->parts.emplace_back(part.spine, part.begin);
    }
    for (std::size_t i = 0; i < so->parts.size(); ++i)
        rows.startAt(i, so->parts[i].second);
    // One that was left half done is kept no more.
    TRY(summary.of == Of::Count ? addCounts(context, rows, so->values) : summary.of == Of::Sum ? addSums(context, rows, so->values) : addLast(context, rows, *so));
    for (std::size_t i = 0; i < so->parts.size(); ++i)
        so->parts[i].second = rows.parts()[i].end;
    DenseColumn column = denseFromInts(field.type, field.scale, so->values, summary.of == Of::Last ? wordsOf(so->present) : std::vector<std::uint64_t>());
    all.keep(name, std::move(so));
    return column;
}

bool isZeroed(Of of) { return of == Of::Count || of == Of::Sum || of == Of::Distinct; }

} // namespace

Field summaryField(std::string name, Of of, const Field &property) {
    switch (of) {
    case Of::Count:
    case Of::Distinct:
        return {std::move(name), ColumnType::Int64, 0};
    case Of::Average:
        return {std::move(name), ColumnType::Double, 0};
    case Of::First:
    case Of::Last:
        if (property.name.empty())
            return {std::move(name), ColumnType::Instant, 0};
        break;
    default:
        break;
    }
    return {std::move(name), property.type, property.scale};
}

EventSummaryValues::EventSummaryValues(Field type, EventSummary summary)
    : PersonValues(std::move(type), isZeroed(summary.of)), m_summary(std::move(summary)) {}

std::string EventSummaryValues::key() const {
    std::string key = "events:" + std::to_string(static_cast<int>(m_summary.of));
    appendKey(key, m_summary.field);
    return key + m_summary.selection.key();
}

Result<DenseColumn> EventSummaryValues::compute(const EvaluateContext &context) const {
    TRY_ASSIGN(const EventRows rows, EventRows::open(context, m_summary.selection, m_summary.field));
    if (rows.parts().empty())
        return nothing(field(), context.snapshot.ordinals(), zero());
    if (runs(context, m_summary, rows))
        return running(context, field(), m_summary, key(), rows);
    switch (m_summary.of) {
    case Of::Count:
        return counts(context, field(), rows);
    case Of::Sum:
        return sums(context, field(), rows);
    case Of::Distinct: {
        TRY_ASSIGN(const std::vector<std::uint32_t> counts, distinctCounts(context, rows));
        return denseFromInts(ColumnType::Int64, 0, {counts.begin(), counts.end()}, {});
    }
    case Of::Average:
    case Of::Minimum:
    case Of::Maximum:
        return fromStates(context, field(), m_summary.of, rows);
    case Of::First:
    case Of::Last:
        return edges(context, field(), m_summary, rows);
    case Of::MostFrequent:
        break;
    }
    return mostFrequent(context, field(), rows);
}

std::string RatioValues::key() const {
    std::string key = "ratio:";
    appendKey(key, m_over->key());
    appendKey(key, m_under->key());
    return key;
}

std::string RatioValues::versions(const Snapshot &snapshot) const {
    return m_over->versions(snapshot) + '/' + m_under->versions(snapshot);
}

Result<DenseColumn> RatioValues::compute(const EvaluateContext &context) const {
    TRY_ASSIGN(const DenseColumn over, m_over->compute(context));
    TRY_ASSIGN(const DenseColumn under, m_under->compute(context));
    const Bitmap present = bitsWhere(over.size, [&](std::size_t i) {
        return over.isValid(i) && under.isValid(i) && doubleAt(under, i) != 0;
    });
    std::vector<double> values(over.size);
    present.forEach([&](Ordinal i) {
        values[i] = doubleAt(over, i) / doubleAt(under, i);
        return true;
    });
    return denseFromDoubles(std::move(values), wordsOf(present));
}

} // namespace audience::engine
