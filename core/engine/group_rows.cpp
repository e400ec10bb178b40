#include "engine/group_rows.h"

#include <numeric>

namespace audience::engine {

namespace {

// A property that is asked for, so that the partitions are opened whole; "" where none is.
std::string propertyOf(const GroupQuery &query) {
    for (const GroupKey &key : query.keys)
        if (key.column.of == GroupColumn::Of::Event)
            return key.column.field.name;
    for (const GroupMeasure &measure : query.measures)
        if (measure.of != GroupMeasure::Of::Count && measure.of != GroupMeasure::Of::People &&
            measure.column.of == GroupColumn::Of::Event)
            return measure.column.field.name;
    return {};
}

// The rows [begin, end) whose bits are set, in rising order.
std::size_t listRows(const std::uint64_t *words, std::size_t begin, std::size_t end, std::uint32_t *rows) {
    std::size_t count = 0;
    for (std::size_t at = begin, w = 0; at < end; at += 64, ++w)
        for (std::uint64_t left = words[w]; left != 0; left &= left - 1)
            rows[count++] = static_cast<std::uint32_t>(at + static_cast<std::size_t>(std::countr_zero(left)));
    return count;
}

} // namespace

Result<GroupRows> GroupRows::open(const EvaluateContext &context, const GroupQuery &query) {
    GroupRows rows;
    const Snapshot &snapshot = context.snapshot;
    const bool hasGaps = snapshot.members().count() != snapshot.ordinals();
    if (query.people && !query.people->isEverybody()) {
        TRY_ASSIGN(rows.m_people, context.evaluator.evaluate(*query.people, snapshot, context.cancel));
    } else if (hasGaps && !query.withGuests) {
        rows.m_people = snapshot.members();
    }
    if (!query.events) {
        rows.m_parts.push_back({nullptr, 0, false, 0, snapshot.ordinals(), {}});
        return rows;
    }
    rows.m_sources = query.events->sources;
    TRY(rows.addEvents(context, query, false));
    if (query.withGuests && snapshot.guests()) {
        const EvaluateContext ofGuests{*snapshot.guests(), context.scratch, context.evaluator, context.cancel, context.threads};
        TRY(rows.addEvents(ofGuests, query, true));
    }
    rows.m_haveStrangers = query.withGuests && (hasGaps || rows.m_parts.size() > rows.m_sources.size());
    return rows;
}

Result<void> GroupRows::addEvents(const EvaluateContext &context, const GroupQuery &query, bool ofGuests) {
    TRY_ASSIGN(EventRows events, EventRows::open(context, *query.events, propertyOf(query)));
    for (std::size_t i = 0; i < events.parts().size(); ++i) {
        const EventRows::Part &part = events.parts()[i];
        if (!ofGuests || part.begin < part.end)
            m_parts.push_back({part.spine, i, ofGuests, part.begin, part.end, m_sources[i].name});
    }
    m_events.push_back(std::move(events));
    return {};
}

std::size_t GroupRows::rows() const {
    std::size_t rows = 0;
    for (const Part &part : m_parts)
        rows += part.end - part.begin;
    return rows;
}

Result<std::vector<PartColumn>> GroupRows::columns(const EvaluateContext &context, const GroupColumn &column) const {
    std::vector<PartColumn> columns;
    std::shared_ptr<const DenseColumn> persons;
    if (column.of == GroupColumn::Of::Person) {
        const ValueSources computed = column.computed ? ValueSources{column.computed} : ValueSources();
        TRY_ASSIGN(persons, columnNamed(context, computed, column.field.name));
    }
    for (const Part &part : m_parts) {
        std::shared_ptr<const DenseColumn> values = persons;
        if (column.of == GroupColumn::Of::Time) {
            columns.push_back({timesOf(*part.spine), false, 0, part.spine});
            continue;
        }
        if (!persons) {
            const Snapshot &from = part.ofGuests ? *context.snapshot.guests() : context.snapshot;
            TRY_ASSIGN(values, from.eventColumn(m_sources[part.source].dataset, part.name, column.field.name));
        }
        columns.push_back({viewOf(*values), persons && part.spine, 0, values});
    }
    return columns;
}

RowBlock GroupRows::block(std::size_t index, std::size_t begin, std::size_t end, Buffers &buffers) const {
    const Part &part = m_parts[index];
    RowBlock block{index, end - begin, begin, nullptr, nullptr, nullptr, false};
    if (!part.spine) {
        if (m_people) { // blocks of people begin at whole words
            block.size = listRows(m_people->words().data() + begin / 64, begin, end, buffers.rows);
            block.rows = buffers.rows;
        } else {
            std::iota(buffers.rows, buffers.rows + block.size, static_cast<std::uint32_t>(begin));
        }
        block.people = buffers.rows;
        return block;
    }
    const Ordinal *profiles = part.spine->profiles.data();
    const std::vector<Matcher> &filters = filtersOf(part);
    if (filters.empty() && !m_people) {
        block.people = profiles + begin;
        return block;
    }
    if (filters.empty()) {
        std::iota(buffers.rows, buffers.rows + block.size, static_cast<std::uint32_t>(begin));
    } else {
        filters[0].match(begin, end, buffers.words);
        for (std::size_t f = 1; f < filters.size(); ++f) {
            filters[f].match(begin, end, buffers.more);
            for (std::size_t w = 0; w < (block.size + 63) / 64; ++w)
                buffers.words[w] &= buffers.more[w];
        }
        block.size = listRows(buffers.words, begin, end, buffers.rows);
    }
    if (m_people) {
        const std::uint64_t *members = m_people->words().data();
        std::size_t kept = 0;
        for (std::size_t i = 0; i < block.size; ++i) {
            const std::uint32_t row = buffers.rows[i];
            const Ordinal person = profiles[row];
            buffers.rows[kept] = row;
            buffers.people[kept] = person;
            kept += members[person >> 6] >> (person & 63) & 1;
        }
        block.size = kept;
    } else {
        for (std::size_t i = 0; i < block.size; ++i)
            buffers.people[i] = profiles[buffers.rows[i]];
    }
    block.rows = buffers.rows;
    block.people = buffers.people;
    return block;
}

} // namespace audience::engine
