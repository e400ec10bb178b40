#include "workspace/event_partitions.h"

#include "async/parallel.h"
#include "engine/extend.h"
#include "workspace/column_assembler.h"
#include "workspace/loading.h"

#include <algorithm>
#include <iterator>

namespace audience::workspace {

using engine::ColumnData;
using engine::ColumnType;
using engine::DenseColumn;
using store::DatasetReader;

namespace {

bool isPrefix(const std::vector<store::ChunkRef> &before, const std::vector<store::ChunkRef> &now) {
    return before.size() <= now.size() &&
           std::equal(before.begin(), before.end(), now.begin(), [](const auto &a, const auto &b) {
               return a.id == b.id && a.deadRows == b.deadRows;
           });
}

const store::NameRange *rangeOf(const DatasetReader &reader, std::size_t chunk, const std::string &name) {
    for (const store::NameRange &range : reader.chunks()[chunk].names)
        if (range.name == name && range.rows > 0)
            return &range;
    return nullptr;
}

template <class T>
void reorder(std::vector<T> &values, const std::vector<std::uint32_t> &order) {
    std::vector<T> sorted(values.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        sorted[i] = values[order[i]];
    values = std::move(sorted);
}

} // namespace

void EventPartitions::open(DatasetReader reader) {
    std::string name = reader.info().name;
    m_readers.emplace(std::move(name), std::move(reader));
}

Result<const DatasetReader *> EventPartitions::reader(const std::string &dataset) const {
    const auto found = m_readers.find(dataset);
    if (found == m_readers.end())
        return Error(ErrorKind::NotFound, "dataset.unknown").with("dataset", dataset);
    return &found->second;
}

std::shared_ptr<const EventPartitions::Partition> EventPartitions::partitionOf(const Key &key) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_partitions.find(key);
    return found == m_partitions.end() ? nullptr : found->second;
}

EventPartitions::Growth EventPartitions::growthOf(const Key &key) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_growing.find(key);
    return found == m_growing.end() ? Growth() : found->second;
}

std::vector<std::string> EventPartitions::goOnFrom(const EventPartitions &previous, const engine::Snapshot &loaded,
                                                   const engine::EventSource &source) {
    std::vector<std::string> sameNames;
    const auto before = previous.m_readers.find(source.dataset);
    const DatasetReader &now = m_readers.at(source.dataset);
    if (m_ordinals < previous.m_ordinals || before == previous.m_readers.end() ||
        before->second.info().id.value != now.info().id.value)
        return sameNames;
    const bool same = isSameData(before->second.info(), now.info());
    if (!same && !isPrefix(before->second.chunks(), now.chunks()))
        return sameNames;
    for (const std::string &name : source.names) {
        const Key key(source.dataset, name);
        const auto spine = loaded.loadedSpine(source.dataset, name);
        const auto partition = previous.partitionOf(key);
        if (!spine || !partition) { // nobody asked since the generation before
            if (Growth waiting = previous.growthOf(key); waiting.spine && isWhole(*waiting.partition))
                m_growing[key] = std::move(waiting);
            continue;
        }
        if (!isWhole(*partition))
            continue;
        if (same) {
            m_partitions[key] = partition;
            sameNames.push_back(name);
            continue;
        }
        Growth &growth = m_growing[key];
        growth.spine = spine;
        growth.partition = partition;
        growth.chunks = before->second.chunks().size();
        for (const engine::Field &field : source.fields)
            if (auto column = loaded.loadedColumn(source.dataset, name, field.name))
                growth.columns[field.name] = std::move(column);
    }
    return sameNames;
}

Result<engine::EventSpine> EventPartitions::spine(const std::string &dataset, const std::string &name) {
    const Key key(dataset, name);
    if (const Growth growth = growthOf(key); growth.spine)
        return grownSpine(key, growth);
    TRY_ASSIGN(Rows rows, rowsOf(key, std::nullopt));
    Partition partition{std::move(rows.pieces), {}, rows.profiles.size(), rows.guests, rows.lowestGuest};
    partition.position = putInOrder(rows);
    {
        const std::lock_guard lock(m_mutex);
        m_partitions[key] = std::make_shared<const Partition>(std::move(partition));
    }
    return engine::makeSpine(std::move(rows.profiles), std::move(rows.micros));
}

Result<engine::EventSpine> EventPartitions::grownSpine(const Key &key, const Growth &growth) {
    TRY_ASSIGN(Rows rows, rowsOf(key, std::nullopt, growth.chunks));
    const std::size_t before = growth.spine->size();
    auto added = std::make_shared<Addition>();
    added->partition = {std::move(rows.pieces), {}, rows.profiles.size(), rows.guests, rows.lowestGuest};
    added->partition.position = putInOrder(rows);
    added->places = engine::placesAmong(*growth.spine, rows.micros);
    Partition all = *growth.partition;
    all.pieces.insert(all.pieces.end(), added->partition.pieces.begin(), added->partition.pieces.end());
    all.rows += rows.profiles.size();
    all.guests += rows.guests;
    all.lowestGuest = std::min(all.lowestGuest, rows.lowestGuest);
    const bool behind = added->places.empty() || added->places.front() == before;
    if (!behind || !all.position.empty() || !added->partition.position.empty()) {
        std::vector<std::uint32_t> shifted(before); // where each old row stands now
        std::size_t passed = 0;
        for (std::uint32_t row = 0; row < before; ++row) {
            while (passed < added->places.size() && added->places[passed] <= row)
                ++passed;
            shifted[row] = row + static_cast<std::uint32_t>(passed);
        }
        if (all.position.empty()) {
            all.position = std::move(shifted);
        } else {
            for (std::uint32_t &position : all.position)
                position = shifted[position];
        }
        for (std::uint32_t i = 0; i < added->places.size(); ++i) {
            const std::uint32_t at = added->partition.position.empty() ? i : added->partition.position[i];
            all.position.push_back(added->places[at] + at);
        }
    }
    engine::EventSpine spine = engine::extendSpine(*growth.spine, rows.profiles, rows.micros, added->places);
    const std::lock_guard lock(m_mutex);
    m_partitions[key] = std::make_shared<const Partition>(std::move(all));
    Growth &done = m_growing[key];
    done.spine = nullptr;
    done.partition = nullptr;
    done.added = std::move(added);
    return spine;
}

// From the chunks alone that hold any such event, unless most of it is loaded already.
Result<std::optional<engine::EventSpine>> EventPartitions::recentSpine(const std::string &dataset,
                                                                       const std::string &name,
                                                                       std::int64_t micros) const {
    const Key key(dataset, name);
    if (growthOf(key).spine)
        return std::optional<engine::EventSpine>();
    TRY_ASSIGN(Rows rows, rowsOf(key, micros));
    putInOrder(rows);
    return std::optional(engine::makeSpine(std::move(rows.profiles), std::move(rows.micros)));
}

// The snapshot has the spine before any other column of the partition.
Result<DenseColumn> EventPartitions::column(const std::string &dataset, const std::string &name,
                                            const std::string &field) {
    const Key key(dataset, name);
    TRY_ASSIGN(const DatasetReader *base, reader(dataset));
    std::shared_ptr<const Partition> partition = partitionOf(key);
    if (!partition) { // the spine was taken over from another snapshot, and is the same
        TRY_ASSIGN([[maybe_unused]] const engine::EventSpine order, spine(dataset, name));
        partition = partitionOf(key);
    }
    std::shared_ptr<const DenseColumn> before;
    std::shared_ptr<const Addition> added;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_growing.find(key); found != m_growing.end()) {
            added = found->second.added;
            if (auto column = found->second.columns.extract(field); !column.empty())
                before = std::move(column.mapped());
        }
    }
    if (before && added) {
        TRY_ASSIGN(const DenseColumn more, assemble(*base, field, added->partition));
        if (auto all = engine::extendColumn(*before, more, added->places))
            return *std::move(all);
    }
    return assemble(*base, field, *partition);
}

Result<DenseColumn> EventPartitions::assemble(const DatasetReader &base, const std::string &field,
                                              const Partition &partition) const {
    TRY_ASSIGN(const Reader connection, m_workspace.reader());
    const DatasetReader reader = base.onConnection(*connection);
    TRY_ASSIGN(const std::size_t index, fieldIndexOf(reader.info(), field));
    ColumnAssembler column(reader.info().fields[index], partition.rows);
    std::size_t at = 0;
    for (const Partition::Piece &piece : partition.pieces) {
        TRY_ASSIGN(const ColumnData data, reader.column(piece.chunk, index));
        column.begin(data);
        for (const auto &[begin, end] : piece.runs)
            for (std::uint32_t row = begin; row < end; ++row, ++at)
                column.put(row, partition.position.empty() ? at : partition.position[at]);
    }
    return column.finish();
}

Result<EventPartitions::Rows> EventPartitions::rowsOf(const Key &key, std::optional<std::int64_t> since,
                                                      std::size_t firstChunk) const {
    TRY_ASSIGN(const DatasetReader *base, reader(key.first));
    TRY_ASSIGN(const std::size_t timeField, fieldIndexOf(base->info(), base->info().timeField));
    std::vector<std::size_t> chunks;
    const auto members = m_members ? m_members->partitionOf(key) : nullptr;
    if (members && members->guests == 0)
        return Rows();
    for (std::size_t chunk = firstChunk; chunk < base->chunks().size(); ++chunk)
        if (const store::NameRange *range = rangeOf(*base, chunk, key.second);
            range && (!since || !range->timed || range->latest.micros >= *since))
            chunks.push_back(chunk);
    const std::size_t threads = std::clamp<std::size_t>(chunks.size() / 4, 1,
                                                        static_cast<std::size_t>(computeThreads()));
    std::vector<Result<Rows>> parts(threads, Rows());
    parallelFor(threads, static_cast<int>(threads), [&](std::size_t part, int) {
        parts[part] = readRows(*base, key.second, timeField,
                               std::span(chunks).subspan(chunks.size() * part / threads,
                                                         chunks.size() * (part + 1) / threads -
                                                             chunks.size() * part / threads));
    });
    TRY_ASSIGN(Rows all, std::move(parts.front()));
    for (std::size_t part = 1; part < threads; ++part) {
        TRY_ASSIGN(Rows more, std::move(parts[part]));
        std::move(more.pieces.begin(), more.pieces.end(), std::back_inserter(all.pieces));
        all.profiles.insert(all.profiles.end(), more.profiles.begin(), more.profiles.end());
        all.micros.insert(all.micros.end(), more.micros.begin(), more.micros.end());
        all.guests += more.guests;
        all.lowestGuest = std::min(all.lowestGuest, more.lowestGuest);
    }
    return all;
}

Result<EventPartitions::Rows> EventPartitions::readRows(const DatasetReader &base, const std::string &name,
                                                        std::size_t timeField,
                                                        std::span<const std::size_t> chunks) const {
    TRY_ASSIGN(const Reader connection, m_workspace.reader());
    const DatasetReader reader = base.onConnection(*connection);
    Rows all;
    for (const std::size_t chunk : chunks) {
        const store::NameRange &range = *rangeOf(reader, chunk, name);
        TRY_ASSIGN(const std::vector<Ordinal> ordinals, reader.ordinals(chunk));
        const auto isGuest = [this](Ordinal ordinal) { return ordinal >= m_ordinals; };
        const std::size_t end = std::min(std::size_t{range.first} + range.rows, ordinals.size());
        const auto at = [&](std::size_t row) { return ordinals.begin() + static_cast<std::ptrdiff_t>(std::min(row, end)); };
        if (m_members && std::none_of(at(range.first), at(end), isGuest))
            continue;
        TRY_ASSIGN(const auto live, reader.liveRows(chunk));
        TRY_ASSIGN(const ColumnData times, reader.column(chunk, timeField));
        // A civil date counts days; as the time of an event it is the start of that day.
        const std::int64_t unit = times.type == ColumnType::Date ? kMicrosPerDay : 1;
        Partition::Piece piece{chunk, {}};
        for (std::uint32_t row = range.first; row < end && row < times.rows; ++row) {
            if (!isLive(live, row) || times.isNull(row))
                continue;
            if (isGuest(ordinals[row])) {
                ++all.guests;
                all.lowestGuest = std::min(all.lowestGuest, ordinals[row]);
            }
            if (isGuest(ordinals[row]) != (m_members != nullptr))
                continue;
            if (piece.runs.empty() || piece.runs.back().second != row)
                piece.runs.emplace_back(row, row);
            ++piece.runs.back().second;
            all.profiles.push_back(m_members ? 0 : ordinals[row]);
            all.micros.push_back(times.ints[row] * unit);
        }
        all.pieces.push_back(std::move(piece));
    }
    return all;
}

// Where each row went; empty where all stood in order of time already.
std::vector<std::uint32_t> EventPartitions::putInOrder(Rows &rows) {
    const std::vector<std::uint32_t> order = engine::timeOrder(rows.micros);
    std::vector<std::uint32_t> position(order.size());
    if (order.empty())
        return position;
    reorder(rows.profiles, order);
    reorder(rows.micros, order);
    for (std::uint32_t at = 0; at < order.size(); ++at)
        position[order[at]] = at;
    return position;
}

} // namespace audience::workspace
