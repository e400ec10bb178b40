// The selected events of several partitions in one order of time. Internal.
#pragma once

#include "engine/event_rows.h"

namespace audience::engine {

// Calls visit(profile, time) for each selected event, times rising. Error "cancelled".
template <class Visit> Result<void> walkInOrder(const EvaluateContext &context, const EventRows &rows, Visit visit) {
    if (rows.parts().size() == 1) {
        const EventSpine &spine = *rows.parts()[0].spine;
        return rows.run(context, 1, [&](const EventRows::Part &, std::size_t, auto walk) {
            walk([&](std::size_t row) { visit(spine.profiles[row], spine.timeAt(row)); });
        });
    }
    struct Cursor {
        const EventSpine *spine;
        std::vector<std::uint32_t> rows;
        std::size_t at = 0;
        std::int64_t time() const { return spine->timeAt(rows[at]); }
    };
    std::vector<Cursor> cursors;
    TRY(rows.run(context, 1, [&](const EventRows::Part &part, std::size_t, auto walk) {
        Cursor cursor{part.spine.get(), {}};
        walk([&](std::size_t row) { cursor.rows.push_back(static_cast<std::uint32_t>(row)); });
        if (!cursor.rows.empty())
            cursors.push_back(std::move(cursor));
    }));
    const auto later = [](const Cursor &a, const Cursor &b) { return a.time() > b.time(); };
    std::make_heap(cursors.begin(), cursors.end(), later);
    for (std::size_t seen = 1; !cursors.empty(); ++seen) {
        std::pop_heap(cursors.begin(), cursors.end(), later);
        Cursor &next = cursors.back();
        visit(next.spine->profiles[next.rows[next.at]], next.time());
        if (++next.at == next.rows.size())
            cursors.pop_back();
        else
            std::push_heap(cursors.begin(), cursors.end(), later);
        if ((seen & 0xFFFF) == 0)
            TRY(context.cancel.check());
    }
    return {};
}

} // namespace audience::engine
