#include "engine/held_condition.h"

#include "engine/event_values.h"
#include "engine/number_test.h"
#include "engine/ordered_events.h"

namespace audience::engine {

namespace {

std::int64_t plus(std::int64_t time, std::int64_t span) {
    return span == kNoHigh || time > kNoHigh - span ? kNoHigh : time + span;
}

} // namespace

// Only events that count at some moment of the span are looked at.
HeldCondition::HeldCondition(HeldCount held) : m_held(std::move(held)) {
    EventSelection &selection = m_held.selection;
    if (m_held.leaves != kNoHigh && m_held.from > kNoLow + m_held.leaves)
        selection.from = std::max(selection.from, m_held.from - m_held.leaves + 1);
    if (m_held.to > kNoLow + m_held.enters)
        selection.to = std::min(selection.to, m_held.to - m_held.enters + 1);
    selection.to = std::max(selection.to, selection.from);
}

std::string HeldCondition::key() const {
    return "held:" + std::to_string(m_held.enters) + ',' + std::to_string(m_held.leaves) + '[' + std::to_string(m_held.from) +
           ',' + std::to_string(m_held.to) + ']' + m_held.times.key() + m_held.selection.key();
}

Result<Bitmap> HeldCondition::evaluate(const EvaluateContext &context) const {
    TRY_ASSIGN(const EventRows rows, EventRows::open(context, m_held.selection));
    std::vector<Ordinal> people;
    std::vector<std::int64_t> times;
    TRY(walkInOrder(context, rows, [&](Ordinal profile, std::int64_t time) {
        people.push_back(profile);
        times.push_back(time);
    }));
    const std::size_t size = context.snapshot.ordinals();
    ScratchPool::Lease lease = context.scratch.take(size * sizeof(std::uint32_t));
    auto *counts = lease.as<std::uint32_t>();
    const auto range = rangeAtScale(m_held.times, 0);
    const auto holds = [&](std::size_t person) {
        return (range && counts[person] >= range->low && counts[person] <= range->high) != m_held.times.negated;
    };
    // The next event to count, and the next to cease.
    std::size_t in = 0, out = 0;
    const auto entry = [&] { return in < times.size() ? plus(times[in], m_held.enters) : kNoHigh; };
    const auto exit = [&] { return out < in ? plus(times[out], m_held.leaves) : kNoHigh; };
    while (std::min(entry(), exit()) <= m_held.from) {
        if (entry() <= exit())
            ++counts[people[in++]];
        else
            --counts[people[out++]];
    }
    Bitmap held = bitsWhere(size, holds);
    std::vector<Ordinal> touched;
    std::size_t steps = 0;
    for (std::int64_t moment = std::min(entry(), exit()); moment <= m_held.to && moment != kNoHigh; moment = std::min(entry(), exit())) {
        touched.clear();
        while (entry() == moment) {
            touched.push_back(people[in]);
            ++counts[people[in++]];
        }
        while (exit() == moment) {
            touched.push_back(people[out]);
            --counts[people[out++]];
        }
        for (const Ordinal person : touched)
            if (!holds(person))
                held.remove(person);
        if ((++steps & 0xFFFF) == 0)
            TRY(context.cancel.check());
    }
    intersect(held, context.snapshot.members());
    return held;
}

} // namespace audience::engine
