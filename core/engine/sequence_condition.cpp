#include "engine/sequence_condition.h"

#include "engine/event_rows.h"

#include <unordered_map>

namespace audience::engine {

namespace {

// The selected events of one step and one event name, one after the other.
class Cursor {
public:
    Cursor(const EventRows::Part &part, std::size_t step, std::size_t order)
        : m_part(&part), m_step(step), m_order(order), m_row(part.begin), m_end(part.end) {
        if (!part.filters.empty()) {
            const std::size_t rows = part.end - part.begin;
            m_bits.resize((rows + 63) / 64);
            part.filters[0].match(part.begin, part.end, m_bits.data());
            std::vector<std::uint64_t> more(m_bits.size());
            for (std::size_t f = 1; f < part.filters.size(); ++f) {
                part.filters[f].match(part.begin, part.end, more.data());
                for (std::size_t i = 0; i < more.size(); ++i)
                    m_bits[i] &= more[i];
            }
        }
        settle();
    }
    bool done() const { return m_row >= m_end; }
    std::int64_t time() const { return m_time; }
    std::size_t row() const { return m_row; }
    std::size_t step() const { return m_step; }
    const EventRows::Part &part() const { return *m_part; }
    void next() {
        ++m_row;
        settle();
    }
    // Before `other` in the order in which the walk sees events.
    bool before(const Cursor &other) const {
        return m_time != other.m_time ? m_time < other.m_time : m_order < other.m_order;
    }

private:
    void settle() {
        if (!m_bits.empty())
            skip();
        if (m_row < m_end)
            m_time = m_part->spine->timeAt(m_row);
    }
    void skip() {
        while (m_row < m_end) {
            const std::size_t at = m_row - m_part->begin;
            const std::uint64_t left = m_bits[at >> 6] >> (at & 63);
            if (left != 0) {
                m_row += static_cast<std::size_t>(std::countr_zero(left));
                return;
            }
            m_row += 64 - (at & 63);
        }
    }

    const EventRows::Part *m_part;
    std::size_t m_step, m_order, m_row, m_end;
    std::int64_t m_time = 0;
    std::vector<std::uint64_t> m_bits;
};

// Visits the events of all cursors in order of time, steps in the order that the cursors carry.
template <class Visit>
Result<void> walkTogether(std::vector<Cursor> &cursors, const CancelToken &cancel, Visit visit) {
    std::size_t seen = 0;
    for (;;) {
        Cursor *first = nullptr, *second = nullptr;
        for (Cursor &cursor : cursors) {
            if (cursor.done())
                continue;
            if (!first || cursor.before(*first)) {
                second = first;
                first = &cursor;
            } else if (!second || cursor.before(*second)) {
                second = &cursor;
            }
        }
        if (!first)
            return {};
        do {
            visit(*first);
            first->next();
            if ((++seen & 0xFFFF) == 0)
                TRY(cancel.check());
        } while (!first->done() && (!second || !second->before(*first)));
    }
}

// One number per (person, value of the shared property).
class Slots {
public:
    // The number of different slots may grow with every call.
    std::optional<std::size_t> slotOf(const Cursor &cursor) {
        const DenseColumn &column = *cursor.part().value;
        const std::size_t row = cursor.row();
        if (!column.isValid(row))
            return std::nullopt;
        std::uint64_t value = 0;
        if (column.dictionary)
            value = textCode(column.dictionary->at(static_cast<std::uint32_t>(column.intAt(row))));
        else if (column.width == DenseColumn::Width::F64)
            value = std::bit_cast<std::uint64_t>(column.f64[row] + 0.0); // -0 and 0 are one value
        else
            value = static_cast<std::uint64_t>(column.intAt(row));
        const Key key{cursor.part().spine->profiles[row], value};
        return m_slots.emplace(key, m_slots.size()).first->second;
    }
    std::size_t size() const { return m_slots.size(); }
    template <class Visit> void forEach(Visit visit) const {
        for (const auto &[key, slot] : m_slots)
            visit(key.profile, slot);
    }

private:
    struct Key {
        Ordinal profile;
        std::uint64_t value;
        bool operator==(const Key &other) const { return profile == other.profile && value == other.value; }
    };
    struct Hash {
        std::size_t operator()(const Key &key) const {
            return static_cast<std::size_t>((key.value ^ (std::uint64_t{key.profile} << 32)) * 0x9E3779B97F4A7C15ULL >> 16);
        }
    };
    std::uint64_t textCode(std::string_view text) { return m_texts.emplace(text, m_texts.size()).first->second; }

    std::unordered_map<Key, std::size_t, Hash> m_slots;
    std::unordered_map<std::string_view, std::uint64_t> m_texts;
};

// What is known of a person while the walk goes on: per step but the last, the time of the newest event
// that a chain ends with there (under one limit for the whole chain: the newest beginning of such a
// chain). Times count from 1 at the first event; 0 is none. Where the last step must be absent, the step
// before it holds the oldest event that nothing has followed so far: it is the one longest without.
class Chains {
public:
    Chains(const Sequence &sequence, std::size_t ordinals, std::int64_t origin)
        : m_last(sequence.steps.size() - 1), m_ends(sequence.ends), m_origin(origin),
          m_whole(sequence.within != kNoHigh), found(ordinals), before(ordinals) {
        for (const Sequence::Step &step : sequence.steps) {
            const std::int64_t limit = m_whole ? sequence.within : step.within;
            m_limits.push_back(limit == kNoHigh ? ~std::uint64_t{0} : static_cast<std::uint64_t>(limit));
        }
    }
    std::size_t width() const { return std::max<std::size_t>(1, m_last); }

    void see(std::uint64_t *state, Ordinal profile, std::size_t step, std::int64_t time) {
        const std::uint64_t at = static_cast<std::uint64_t>(time) - static_cast<std::uint64_t>(m_origin) + 1;
        if (step == m_last && m_ends == Sequence::Ends::Absent) {
            std::uint64_t &open = state[step - 1];
            if (open != 0 && at - open > m_limits[step])
                found.add(profile);
            open = 0;
            return;
        }
        std::uint64_t mark = at;
        if (step > 0) {
            const std::uint64_t reached = state[step - 1];
            if (reached == 0 || at - reached > m_limits[step])
                return;
            if (m_whole)
                mark = reached;
        }
        if (step == m_last) {
            found.add(profile);
            return;
        }
        if (step + 1 == m_last)
            before.add(profile);
        const bool keepOldest = step + 1 == m_last && m_ends == Sequence::Ends::Absent;
        state[step] = keepOldest ? (state[step] == 0 ? mark : state[step]) : std::max(state[step], mark);
    }
    // After the walk: what stands open was never followed.
    void finish(const std::uint64_t *state, Ordinal profile) {
        if (m_ends == Sequence::Ends::Absent && state[m_last - 1] != 0)
            found.add(profile);
    }

private:
    std::size_t m_last;
    Sequence::Ends m_ends;
    std::int64_t m_origin;
    bool m_whole;
    std::vector<std::uint64_t> m_limits;

public:
    Bitmap found;  // who took the last step (Absent: who has an event without it)
    Bitmap before; // who took the one before it
};

Result<void> walkPeople(const EvaluateContext &context, std::vector<Cursor> &cursors, Chains &chains) {
    const std::size_t size = context.snapshot.ordinals(), width = chains.width();
    ScratchPool::Lease lease = context.scratch.take(size * width * sizeof(std::uint64_t));
    auto *states = lease.as<std::uint64_t>();
    TRY(walkTogether(cursors, context.cancel, [&](const Cursor &cursor) {
        const Ordinal profile = cursor.part().spine->profiles[cursor.row()];
        chains.see(states + profile * width, profile, cursor.step(), cursor.time());
    }));
    chains.before.forEach([&](Ordinal profile) {
        chains.finish(states + profile * width, profile);
        return true;
    });
    return {};
}

Result<void> walkValues(const EvaluateContext &context, std::vector<Cursor> &cursors, Chains &chains) {
    Slots slots;
    std::vector<std::uint64_t> states;
    const std::size_t width = chains.width();
    TRY(walkTogether(cursors, context.cancel, [&](const Cursor &cursor) {
        const auto slot = slots.slotOf(cursor);
        if (!slot)
            return;
        if (states.size() < slots.size() * width)
            states.resize(slots.size() * width);
        chains.see(states.data() + *slot * width, cursor.part().spine->profiles[cursor.row()], cursor.step(),
                   cursor.time());
    }));
    slots.forEach([&](Ordinal profile, std::size_t slot) { chains.finish(states.data() + slot * width, profile); });
    return {};
}

// The steps with windows cut to what a chain can reach: nothing before its beginning, nothing after the
// last moment that the limits allow.
std::vector<EventSelection> reachable(const Sequence &sequence) {
    std::vector<EventSelection> selections;
    std::int64_t to = kNoHigh;
    for (const Sequence::Step &step : sequence.steps) {
        EventSelection selection = step.selection;
        if (!selections.empty()) {
            selection.from = std::max(selection.from, selections[0].from);
            if (to != kNoHigh && step.within != kNoHigh && to <= kNoHigh - step.within)
                selection.to = std::min(selection.to, to + step.within);
        }
        to = selection.to;
        selections.push_back(std::move(selection));
    }
    return selections;
}

} // namespace

Result<Bitmap> SequenceCondition::evaluate(const EvaluateContext &context) const {
    std::vector<EventRows> rows;
    for (const EventSelection &selection : reachable(m_sequence)) {
        TRY_ASSIGN(EventRows opened, EventRows::open(context, selection, m_sequence.same));
        rows.push_back(std::move(opened));
    }
    std::vector<Cursor> cursors;
    std::int64_t origin = kNoHigh;
    for (std::size_t step = 0; step < rows.size(); ++step)
        for (const EventRows::Part &part : rows[step].parts()) {
            // At one moment a step comes before the next, unless the next must be later.
            cursors.emplace_back(part, step, m_sequence.strictlyLater ? rows.size() - step : step);
            if (!cursors.back().done())
                origin = std::min(origin, cursors.back().time());
        }
    Chains chains(m_sequence, context.snapshot.ordinals(), origin);
    TRY(m_sequence.same.empty() ? walkPeople(context, cursors, chains) : walkValues(context, cursors, chains));
    Bitmap result = std::move(chains.found);
    if (m_sequence.ends == Sequence::Ends::Stopped) {
        subtract(chains.before, result);
        result = std::move(chains.before);
    }
    intersect(result, context.snapshot.members());
    return result;
}

std::string SequenceCondition::key() const {
    std::string key = "sequence:" + std::to_string(static_cast<int>(m_sequence.ends)) +
                      (m_sequence.strictlyLater ? "<" : "=") + std::to_string(m_sequence.within);
    appendKey(key, m_sequence.same);
    for (const Sequence::Step &step : m_sequence.steps)
        appendKey(key, std::to_string(step.within) + step.selection.key());
    return key;
}

std::string SequenceCondition::versions(const Snapshot &snapshot) const {
    std::string versions;
    for (const Sequence::Step &step : m_sequence.steps)
        appendKey(versions, step.selection.versions(snapshot));
    return versions;
}

} // namespace audience::engine
