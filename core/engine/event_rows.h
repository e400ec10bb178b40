// The walk over the events of a selection that the event kernels share: columns loaded, time cut by
// binary search, property tests as bits, split over threads where there is enough to do. Internal.
#pragma once

#include "async/parallel.h"
#include "engine/event_condition.h"

#include <algorithm>
#include <atomic>
#include <bit>

namespace audience::engine {

class EventRows {
public:
    struct Part {
        std::shared_ptr<const EventSpine> spine;
        std::vector<std::shared_ptr<const DenseColumn>> held;
        std::vector<Matcher> filters;
        std::shared_ptr<const DenseColumn> value; // the aggregated property, if there is one
        std::size_t begin = 0, end = 0;
    };
    // `field`: the property to aggregate, or empty.
    static Result<EventRows> open(const EvaluateContext &context, const EventSelection &selection,
                                  const std::string &field = {});

    const std::vector<Part> &parts() const { return m_parts; }
    std::size_t rows() const;
    // Leaves out the first rows of a part, up to `row`.
    void startAt(std::size_t part, std::size_t row) { m_parts[part].begin = std::max(m_parts[part].begin, row); }
    // Threads worth starting when one row costs about this much.
    int threads(const EvaluateContext &context, double nanosPerRow) const;

    // Calls work(part, worker, walk) where walk(visit) calls visit(row) for each selected row of a slice
    // of that part. Error "cancelled".
    template <class Work>
    Result<void> run(const EvaluateContext &context, int threads, Work work) const;

private:
    template <class Visit>
    static void walk(const Part &part, std::size_t begin, std::size_t end, const CancelToken &cancel,
                     Visit visit);
    std::vector<Part> m_parts;
};

template <class Visit>
void EventRows::walk(const Part &part, std::size_t begin, std::size_t end, const CancelToken &cancel,
                     Visit visit) {
    constexpr std::size_t kBlock = 16 * 1024;
    std::uint64_t words[kBlock / 64], more[kBlock / 64];
    for (std::size_t at = begin; at < end && !cancel.isCancelled(); at += kBlock) {
        const std::size_t stop = std::min(end, at + kBlock);
        if (part.filters.empty()) {
            for (std::size_t row = at; row < stop; ++row)
                visit(row);
            continue;
        }
        const std::size_t count = (stop - at + 63) / 64;
        part.filters[0].match(at, stop, words);
        for (std::size_t f = 1; f < part.filters.size(); ++f) {
            part.filters[f].match(at, stop, more);
            for (std::size_t w = 0; w < count; ++w)
                words[w] &= more[w];
        }
        for (std::size_t w = 0; w < count; ++w)
            for (std::uint64_t left = words[w]; left != 0; left &= left - 1)
                visit(at + w * 64 + static_cast<std::size_t>(std::countr_zero(left)));
    }
}

template <class Work>
Result<void> EventRows::run(const EvaluateContext &context, int threads, Work work) const {
    const auto slice = [&](std::size_t index, int) {
        for (const Part &part : m_parts) {
            const std::size_t rows = part.end - part.begin;
            const std::size_t from = part.begin + rows * index / static_cast<std::size_t>(threads);
            const std::size_t to = part.begin + rows * (index + 1) / static_cast<std::size_t>(threads);
            work(part, index, [&](auto visit) { walk(part, from, to, context.cancel, visit); });
        }
    };
    if (threads <= 1)
        slice(0, 0);
    else
        parallelFor(static_cast<std::size_t>(threads), threads, slice);
    return context.cancel.check();
}

} // namespace audience::engine
