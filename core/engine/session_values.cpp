#include "engine/session_values.h"

#include "engine/event_values.h"
#include "engine/ordered_events.h"

namespace audience::engine {

using Of = SessionMeasure::Of;

namespace {

constexpr double kMicrosPerMinute = 60e6;

// Of each person: the session that is open, and what the closed ones come to.
struct Sessions {
    Of of;
    std::vector<std::int64_t> first, last, closed;
    std::vector<std::uint32_t> count;

    void close(std::size_t p) {
        const std::int64_t length = last[p] - first[p];
        if (of == Of::Longest)
            closed[p] = std::max(closed[p], length);
        else if (of == Of::Shortest)
            closed[p] = count[p] == 1 ? length : std::min(closed[p], length);
        else
            closed[p] += length;
    }
};

} // namespace

std::string SessionValues::key() const {
    return "sessions:" + std::to_string(static_cast<int>(m_measure.of)) + ':' + std::to_string(m_measure.gap) +
           m_measure.selection.key();
}

Result<DenseColumn> SessionValues::compute(const EvaluateContext &context) const {
    TRY_ASSIGN(const EventRows rows, EventRows::open(context, m_measure.selection));
    const std::size_t size = context.snapshot.ordinals();
    const bool lengths = m_measure.of != Of::Count;
    Sessions sessions{m_measure.of, std::vector<std::int64_t>(lengths ? size : 0), std::vector<std::int64_t>(size),
                      std::vector<std::int64_t>(lengths ? size : 0), std::vector<std::uint32_t>(size)};
    TRY(walkInOrder(context, rows, [&](Ordinal p, std::int64_t time) {
        if (sessions.count[p] == 0 || time - sessions.last[p] > m_measure.gap) {
            if (lengths && sessions.count[p] != 0)
                sessions.close(p);
            ++sessions.count[p];
            if (lengths)
                sessions.first[p] = time;
        }
        sessions.last[p] = time;
    }));
    if (!lengths)
        return denseFromInts(ColumnType::Int64, 0, {sessions.count.begin(), sessions.count.end()}, {});
    const Bitmap present = bitsWhere(size, [&](std::size_t p) { return sessions.count[p] != 0; });
    std::vector<double> minutes(size);
    present.forEach([&](Ordinal p) {
        sessions.close(p);
        const double divisor = m_measure.of == Of::Average ? static_cast<double>(sessions.count[p]) * kMicrosPerMinute : kMicrosPerMinute;
        minutes[p] = static_cast<double>(sessions.closed[p]) / divisor;
        return true;
    });
    return denseFromDoubles(std::move(minutes), zero() ? std::vector<std::uint64_t>() : present.words());
}

} // namespace audience::engine
