#include "engine/edge_event.h"

#include "engine/event_values.h"
#include "engine/number_test.h"

namespace audience::engine {

namespace {

using Edge = EdgeCondition::Edge;

struct Edges {
    Bitmap present; // who has a selected event
    ScratchPool::Lease times;
};

Result<Edges> edgesOf(const EvaluateContext &context, const EventSelection &selection, Edge edge) {
    TRY_ASSIGN(const EventRows rows, EventRows::open(context, selection));
    const std::size_t size = context.snapshot.ordinals();
    Edges edges{Bitmap(size), context.scratch.take(size * sizeof(std::int64_t))};
    auto *times = edges.times.as<std::int64_t>();
    TRY(rows.run(context, 1, [&](const EventRows::Part &part, std::size_t, auto walk) {
        const EventSpine &spine = *part.spine;
        walk([&](std::size_t row) {
            const Ordinal p = spine.profiles[row];
            const std::int64_t time = spine.timeAt(row);
            if (!edges.present.contains(p) || (edge == Edge::Last ? time > times[p] : time < times[p]))
                times[p] = time;
            edges.present.add(p);
        });
    }));
    return edges;
}

} // namespace

Result<Bitmap> LatestCondition::evaluate(const EvaluateContext &context) const {
    TRY_ASSIGN(Edges edges, edgesOf(context, m_selection, m_edge));
    TRY_ASSIGN(const EventRows rows, EventRows::open(context, m_passing));
    const auto *times = edges.times.as<std::int64_t>();
    Bitmap result(context.snapshot.ordinals());
    TRY(rows.run(context, 1, [&](const EventRows::Part &part, std::size_t, auto walk) {
        const EventSpine &spine = *part.spine;
        walk([&](std::size_t row) {
            if (spine.timeAt(row) == times[spine.profiles[row]])
                result.add(spine.profiles[row]);
        });
    }));
    intersect(result, context.snapshot.members());
    return result;
}

std::string LatestCondition::key() const {
    std::string key = m_edge == Edge::First ? "earliest:" : "latest:";
    appendKey(key, m_selection.key());
    appendKey(key, m_passing.key());
    return key;
}

Result<Bitmap> SinceCondition::evaluate(const EvaluateContext &context) const {
    TRY_ASSIGN(Edges anchors, edgesOf(context, m_anchor, m_edge));
    TRY_ASSIGN(const EventRows rows, EventRows::open(context, m_selection));
    const auto *times = anchors.times.as<std::int64_t>();
    const std::size_t size = context.snapshot.ordinals();
    ScratchPool::Lease lease = context.scratch.take(size * sizeof(std::uint32_t));
    auto *counts = lease.as<std::uint32_t>();
    TRY(rows.run(context, 1, [&](const EventRows::Part &part, std::size_t, auto walk) {
        const EventSpine &spine = *part.spine;
        walk([&](std::size_t row) {
            const Ordinal p = spine.profiles[row];
            counts[p] += anchors.present.contains(p) && spine.timeAt(row) > times[p] ? 1 : 0;
        });
    }));
    const auto range = rangeAtScale(m_test, 0);
    Bitmap passing = bitsWhere(size, [&](std::size_t i) {
        return range && counts[i] >= range->low && counts[i] <= range->high;
    });
    intersect(passing, anchors.present);
    intersect(passing, context.snapshot.members());
    if (!m_test.negated)
        return passing;
    Bitmap result = context.snapshot.members();
    subtract(result, passing);
    return result;
}

std::string SinceCondition::key() const {
    std::string key = (m_edge == Edge::First ? "since_first:" : "since_last:") + m_test.key();
    appendKey(key, m_selection.key());
    appendKey(key, m_anchor.key());
    return key;
}

} // namespace audience::engine
