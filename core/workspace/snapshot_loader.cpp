#include "workspace/snapshot_loader.h"

#include "async/parallel.h"
#include "base/json.h"
#include "engine/extend.h"
#include "store/dataset_reader.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <span>

namespace audience::workspace {

using engine::ColumnData;
using engine::ColumnType;
using engine::DenseColumn;
using store::DatasetInfo;
using store::DatasetReader;
using store::DatasetRole;
using store::kNoOrdinal;

namespace {

constexpr const char *kLinks = "dataset_links";

bool isSet(const std::vector<std::uint64_t> &bits, std::size_t row) {
    return bits.empty() || (bits[row >> 6] >> (row & 63) & 1) != 0;
}

// Puts the rows of many chunks into one column, at positions that the caller says.
class ColumnAssembler {
public:
    ColumnAssembler(const engine::Field &field, std::size_t size)
        : m_field(field), m_valid((size + 63) / 64) {
        if (engine::isTextual(field.type))
            m_codes.resize(size);
        else if (field.type == ColumnType::Double)
            m_doubles.resize(size);
        else
            m_ints.resize(size);
    }

    // A chunk's dictionary is looked up once, not once per row.
    void begin(const ColumnData &chunk) {
        m_chunk = &chunk;
        m_known.assign(chunk.codes.empty() ? 0 : chunk.dictionary.size(), kUnknown);
    }
    void put(std::uint32_t row, std::size_t position) {
        if (m_chunk->isNull(row))
            return;
        m_valid[position >> 6] |= std::uint64_t{1} << (position & 63);
        if (!m_ints.empty())
            m_ints[position] = m_chunk->ints[row];
        else if (!m_doubles.empty())
            m_doubles[position] = m_chunk->doubles[row];
        else
            m_codes[position] = codeOf(row);
    }
    DenseColumn finish() {
        // Without a null the bits are not worth their memory.
        const std::size_t size = std::max({m_codes.size(), m_doubles.size(), m_ints.size()});
        bool full = true;
        for (std::size_t word = 0; word < m_valid.size() && full; ++word) {
            const std::size_t rows = std::min<std::size_t>(64, size - word * 64);
            full = m_valid[word] == (rows == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << rows) - 1);
        }
        if (full)
            m_valid.clear();
        if (engine::isTextual(m_field.type))
            return engine::denseFromCodes(m_field.type, std::move(m_codes), m_dictionary.finish(),
                                          std::move(m_valid));
        if (m_field.type == ColumnType::Double)
            return engine::denseFromDoubles(std::move(m_doubles), std::move(m_valid));
        return engine::denseFromInts(m_field.type, m_field.scale, m_ints, std::move(m_valid));
    }

private:
    static constexpr std::uint32_t kUnknown = 0xffffffff;

    std::uint32_t codeOf(std::uint32_t row) {
        if (m_known.empty())
            return m_dictionary.codeOf(m_chunk->textAt(row));
        std::uint32_t &known = m_known[m_chunk->codes[row]];
        if (known == kUnknown)
            known = m_dictionary.codeOf(m_chunk->textAt(row));
        return known;
    }

    engine::Field m_field;
    const ColumnData *m_chunk = nullptr;
    std::vector<std::uint32_t> m_known; // chunk code -> column code
    std::vector<std::uint64_t> m_valid;
    std::vector<std::int64_t> m_ints;
    std::vector<double> m_doubles;
    std::vector<std::uint32_t> m_codes;
    engine::DictionaryBuilder m_dictionary;
};

class DatasetColumns final : public engine::ColumnProvider {
public:
    explicit DatasetColumns(const Workspace &workspace) : m_workspace(workspace) {}

    // Goes on from another snapshot's provider: true where the people are the same, and with them who
    // stands where.
    bool continueProfiles(const DatasetColumns &previous, const DatasetReader &reader) {
        if (!previous.m_profiles || !sameData(previous.m_profiles->info(), reader.info()))
            return false;
        m_placement = previous.m_placement;
        m_ordinals = previous.m_ordinals;
        m_profiles = std::make_unique<DatasetReader>(reader);
        return true;
    }

    // True where the events are the same. Where chunks came behind all those of before, what is loaded
    // is kept aside, to be extended when it is asked for.
    bool continueEvents(const DatasetColumns &previous, const engine::Snapshot &loaded,
                        const engine::EventSource &source) {
        const auto before = previous.m_events.find(source.dataset);
        const DatasetReader &now = m_events.at(source.dataset);
        if (before == previous.m_events.end() || before->second.info().id.value != now.info().id.value)
            return false;
        const bool same = sameData(before->second.info(), now.info());
        if (!same && !isPrefix(before->second.chunks(), now.chunks()))
            return false;
        for (const std::string &name : source.names) {
            const auto spine = loaded.loadedSpine(source.dataset, name);
            const auto partition = previous.partitionOf(source.dataset, name);
            const std::pair key(source.dataset, name);
            if (!spine || !partition) { // nobody asked since the generation before
                if (Growth waiting = previous.growthOf(source.dataset, name); waiting.spine)
                    m_growing[key] = std::move(waiting);
                continue;
            }
            if (same) {
                m_partitions[key] = partition;
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
        return same;
    }

    // Reads who has a profile; the rest comes when asked for.
    Result<engine::Bitmap> openProfiles(DatasetReader reader) {
        Ordinal top = 0;
        auto placement = std::make_shared<Placement>();
        for (std::size_t chunk = 0; chunk < reader.chunks().size(); ++chunk) {
            TRY_ASSIGN(std::vector<Ordinal> ordinals, reader.ordinals(chunk));
            TRY_ASSIGN(const auto live, reader.liveRows(chunk));
            for (std::size_t row = 0; row < ordinals.size(); ++row) {
                if (!isSet(live, row))
                    ordinals[row] = kNoOrdinal;
                if (ordinals[row] != kNoOrdinal)
                    top = std::max(top, ordinals[row] + 1);
            }
            placement->push_back(std::move(ordinals));
        }
        engine::Bitmap members(top);
        for (const auto &ordinals : *placement)
            for (const Ordinal ordinal : ordinals)
                if (ordinal != kNoOrdinal)
                    members.add(ordinal);
        m_ordinals = top;
        m_placement = std::move(placement);
        m_profiles = std::make_unique<DatasetReader>(std::move(reader));
        return members;
    }
    void openEvents(DatasetReader reader) {
        std::string name = reader.info().name;
        m_events.emplace(std::move(name), std::move(reader));
    }

    void openTable(DatasetReader reader) {
        std::string name = reader.info().name;
        m_tables.emplace(std::move(name), std::move(reader));
    }

    // Rows in the order in which they are stored, without those that are not live.
    Result<DenseColumn> tableColumn(const std::string &dataset, const std::string &field) override {
        TRY_ASSIGN(const DatasetReader *base, tableReader(dataset));
        TRY_ASSIGN(const Reader connection, m_workspace.reader());
        const DatasetReader reader = base->onConnection(*connection);
        TRY_ASSIGN(const std::size_t index, indexOf(reader.info(), field));
        std::vector<std::vector<std::uint64_t>> live;
        std::size_t size = 0;
        for (std::size_t chunk = 0; chunk < reader.chunks().size(); ++chunk) {
            TRY_ASSIGN(auto bits, reader.liveRows(chunk));
            for (std::size_t row = 0; row < static_cast<std::size_t>(reader.chunks()[chunk].rows); ++row)
                size += isSet(bits, row);
            live.push_back(std::move(bits));
        }
        ColumnAssembler column(reader.info().fields[index], size);
        std::size_t at = 0;
        for (std::size_t chunk = 0; chunk < live.size(); ++chunk) {
            TRY_ASSIGN(const ColumnData data, reader.column(chunk, index));
            column.begin(data);
            for (std::uint32_t row = 0; row < static_cast<std::uint32_t>(reader.chunks()[chunk].rows); ++row)
                if (isSet(live[chunk], row)) {
                    if (row < data.rows)
                        column.put(row, at);
                    ++at;
                }
        }
        return column.finish();
    }
    Result<std::vector<Ordinal>> tablePeople(const std::string &dataset) override {
        TRY_ASSIGN(const DatasetReader *base, tableReader(dataset));
        TRY_ASSIGN(const Reader connection, m_workspace.reader());
        const DatasetReader reader = base->onConnection(*connection);
        std::vector<Ordinal> people;
        for (std::size_t chunk = 0; chunk < reader.chunks().size(); ++chunk) {
            TRY_ASSIGN(const std::vector<Ordinal> ordinals, reader.ordinals(chunk));
            TRY_ASSIGN(const auto live, reader.liveRows(chunk));
            for (std::size_t row = 0; row < ordinals.size(); ++row)
                if (isSet(live, row))
                    people.push_back(ordinals[row]);
        }
        return people;
    }

    Result<DenseColumn> profileColumn(const std::string &field) override {
        TRY_ASSIGN(const Reader connection, m_workspace.reader());
        const DatasetReader reader = m_profiles->onConnection(*connection);
        TRY_ASSIGN(const std::size_t index, indexOf(reader.info(), field));
        ColumnAssembler column(reader.info().fields[index], m_ordinals);
        for (std::size_t chunk = 0; chunk < m_placement->size(); ++chunk) {
            TRY_ASSIGN(const ColumnData data, reader.column(chunk, index));
            column.begin(data);
            const auto &placement = (*m_placement)[chunk];
            for (std::uint32_t row = 0; row < data.rows && row < placement.size(); ++row)
                if (placement[row] != kNoOrdinal)
                    column.put(row, placement[row]);
        }
        return column.finish();
    }

    Result<engine::EventSpine> spine(const std::string &dataset, const std::string &name) override {
        if (const Growth growth = growthOf(dataset, name); growth.spine)
            return grownSpine(dataset, name, growth);
        TRY_ASSIGN(Rows rows, rowsOf(dataset, name, std::nullopt));
        Partition partition{std::move(rows.pieces), {}, rows.profiles.size()};
        partition.position = putInOrder(rows);
        {
            const std::lock_guard lock(m_mutex);
            m_partitions[{dataset, name}] = std::make_shared<const Partition>(std::move(partition));
        }
        return engine::makeSpine(std::move(rows.profiles), std::move(rows.micros));
    }

    // From the chunks alone that hold any such event, unless most of it is loaded already.
    Result<std::optional<engine::EventSpine>> recentSpine(const std::string &dataset, const std::string &name,
                                                          std::int64_t micros) override {
        if (growthOf(dataset, name).spine)
            return std::optional<engine::EventSpine>();
        TRY_ASSIGN(Rows rows, rowsOf(dataset, name, micros));
        putInOrder(rows);
        return std::optional(engine::makeSpine(std::move(rows.profiles), std::move(rows.micros)));
    }

    // The snapshot has the spine before any other column of the partition.
    Result<DenseColumn> eventColumn(const std::string &dataset, const std::string &name,
                                    const std::string &field) override {
        TRY_ASSIGN(const DatasetReader *base, events(dataset));
        std::shared_ptr<const Partition> partition = partitionOf(dataset, name);
        if (!partition) { // the spine was taken over from another snapshot, and is the same
            TRY_ASSIGN([[maybe_unused]] const engine::EventSpine order, spine(dataset, name));
            partition = partitionOf(dataset, name);
        }
        std::shared_ptr<const DenseColumn> before;
        std::shared_ptr<const Addition> added;
        {
            const std::lock_guard lock(m_mutex);
            if (const auto found = m_growing.find({dataset, name}); found != m_growing.end()) {
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

private:
    // The rows of one event name in stored order, and where each stands in order of time.
    struct Partition {
        struct Piece {
            std::size_t chunk = 0;
            std::vector<std::pair<std::uint32_t, std::uint32_t>> runs; // [begin, end) of rows
        };
        std::vector<Piece> pieces;
        std::vector<std::uint32_t> position; // empty: stored order is the order of time
        std::size_t rows = 0;
    };

    // The rows that came to a partition since another snapshot, and how many of its rows stand before each.
    struct Addition {
        Partition partition;
        std::vector<std::uint32_t> places;
    };
    // What another snapshot had of a partition that has grown since.
    struct Growth {
        std::shared_ptr<const engine::EventSpine> spine; // until it is extended
        std::shared_ptr<const Partition> partition;
        std::map<std::string, std::shared_ptr<const DenseColumn>> columns; // until they are
        std::size_t chunks = 0;
        std::shared_ptr<const Addition> added; // from then on
    };
    using Placement = std::vector<std::vector<Ordinal>>; // per chunk and row; kNoOrdinal: not live

    static bool sameData(const DatasetInfo &a, const DatasetInfo &b) {
        return a.id.value == b.id.value && a.generation == b.generation;
    }
    static bool isPrefix(const std::vector<store::ChunkRef> &before, const std::vector<store::ChunkRef> &now) {
        return before.size() <= now.size() &&
               std::equal(before.begin(), before.end(), now.begin(), [](const auto &a, const auto &b) {
                   return a.id == b.id && a.deadRows == b.deadRows;
               });
    }
    std::shared_ptr<const Partition> partitionOf(const std::string &dataset, const std::string &name) const {
        const std::lock_guard lock(m_mutex);
        const auto found = m_partitions.find({dataset, name});
        return found == m_partitions.end() ? nullptr : found->second;
    }

    Growth growthOf(const std::string &dataset, const std::string &name) const {
        const std::lock_guard lock(m_mutex);
        const auto found = m_growing.find({dataset, name});
        return found == m_growing.end() ? Growth() : found->second;
    }

    Result<engine::EventSpine> grownSpine(const std::string &dataset, const std::string &name,
                                          const Growth &growth) {
        TRY_ASSIGN(Rows rows, rowsOf(dataset, name, std::nullopt, growth.chunks));
        const std::size_t before = growth.spine->size();
        auto added = std::make_shared<Addition>();
        added->partition = {std::move(rows.pieces), {}, rows.profiles.size()};
        added->partition.position = putInOrder(rows);
        added->places = engine::placesAmong(*growth.spine, rows.micros);
        Partition all = *growth.partition;
        all.pieces.insert(all.pieces.end(), added->partition.pieces.begin(), added->partition.pieces.end());
        all.rows += rows.profiles.size();
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
        m_partitions[{dataset, name}] = std::make_shared<const Partition>(std::move(all));
        Growth &done = m_growing[{dataset, name}];
        done.spine = nullptr;
        done.partition = nullptr;
        done.added = std::move(added);
        return spine;
    }

    Result<DenseColumn> assemble(const DatasetReader &base, const std::string &field,
                                 const Partition &partition) const {
        TRY_ASSIGN(const Reader connection, m_workspace.reader());
        const DatasetReader reader = base.onConnection(*connection);
        TRY_ASSIGN(const std::size_t index, indexOf(reader.info(), field));
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

    struct Rows {
        std::vector<Partition::Piece> pieces;
        std::vector<Ordinal> profiles;
        std::vector<std::int64_t> micros;
    };

    // The events of one name in stored order; with `since`, without the chunks where all are earlier;
    // without the first chunks.
    Result<Rows> rowsOf(const std::string &dataset, const std::string &name,
                        std::optional<std::int64_t> since, std::size_t firstChunk = 0) const {
        TRY_ASSIGN(const DatasetReader *base, events(dataset));
        TRY_ASSIGN(const std::size_t timeField, indexOf(base->info(), base->info().timeField));
        std::vector<std::size_t> chunks;
        for (std::size_t chunk = firstChunk; chunk < base->chunks().size(); ++chunk)
            if (const store::NameRange *range = rangeOf(*base, chunk, name);
                range && (!since || !range->timed || range->latest.micros >= *since))
                chunks.push_back(chunk);
        const std::size_t threads = std::clamp<std::size_t>(chunks.size() / 4, 1,
                                                            static_cast<std::size_t>(computeThreads()));
        std::vector<Result<Rows>> parts(threads, Rows());
        parallelFor(threads, static_cast<int>(threads), [&](std::size_t part, int) {
            parts[part] = readRows(*base, name, timeField,
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
        }
        return all;
    }

    Result<Rows> readRows(const DatasetReader &base, const std::string &name, std::size_t timeField,
                          std::span<const std::size_t> chunks) const {
        TRY_ASSIGN(const Reader connection, m_workspace.reader());
        const DatasetReader reader = base.onConnection(*connection);
        Rows all;
        for (const std::size_t chunk : chunks) {
            const store::NameRange &range = *rangeOf(reader, chunk, name);
            TRY_ASSIGN(const std::vector<Ordinal> ordinals, reader.ordinals(chunk));
            TRY_ASSIGN(const auto live, reader.liveRows(chunk));
            TRY_ASSIGN(const ColumnData times, reader.column(chunk, timeField));
            // A civil date counts days; as the time of an event it is the start of that day.
            const std::int64_t unit = times.type == ColumnType::Date ? kMicrosPerDay : 1;
            Partition::Piece piece{chunk, {}};
            for (std::uint32_t row = range.first; row < range.first + range.rows && row < times.rows; ++row) {
                // Who has no profile is no member: such an event can never be asked for.
                if (!isSet(live, row) || times.isNull(row) || ordinals[row] >= m_ordinals)
                    continue;
                if (piece.runs.empty() || piece.runs.back().second != row)
                    piece.runs.emplace_back(row, row);
                ++piece.runs.back().second;
                all.profiles.push_back(ordinals[row]);
                all.micros.push_back(times.ints[row] * unit);
            }
            all.pieces.push_back(std::move(piece));
        }
        return all;
    }

    // Where each row went; empty where all stood in order of time already.
    static std::vector<std::uint32_t> putInOrder(Rows &rows) {
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

    static Error noColumn(const std::string &field) {
        return Error(ErrorKind::NotFound, "engine.no_column").with("column", field);
    }
    static Result<std::size_t> indexOf(const DatasetInfo &info, const std::string &field) {
        const auto index = info.fieldIndex(field);
        if (!index)
            return noColumn(field);
        return *index;
    }
    Result<const DatasetReader *> events(const std::string &dataset) const {
        const auto found = m_events.find(dataset);
        if (found == m_events.end())
            return Error(ErrorKind::NotFound, "dataset.unknown").with("dataset", dataset);
        return &found->second;
    }
    Result<const DatasetReader *> tableReader(const std::string &dataset) const {
        const auto found = m_tables.find(dataset);
        return found == m_tables.end() ? events(dataset) : Result<const DatasetReader *>(&found->second);
    }
    static const store::NameRange *rangeOf(const DatasetReader &reader, std::size_t chunk,
                                           const std::string &name) {
        for (const store::NameRange &range : reader.chunks()[chunk].names)
            if (range.name == name && range.rows > 0)
                return &range;
        return nullptr;
    }
    template <class T>
    static void reorder(std::vector<T> &values, const std::vector<std::uint32_t> &order) {
        std::vector<T> sorted(values.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            sorted[i] = values[order[i]];
        values = std::move(sorted);
    }

    const Workspace &m_workspace;
    std::unique_ptr<DatasetReader> m_profiles;
    std::shared_ptr<const Placement> m_placement;
    std::size_t m_ordinals = 0;
    std::map<std::string, DatasetReader> m_events, m_tables;
    mutable std::mutex m_mutex;
    std::map<std::pair<std::string, std::string>, std::shared_ptr<const Partition>> m_partitions;
    std::map<std::pair<std::string, std::string>, Growth> m_growing;
};

engine::EventSource sourceOf(const DatasetReader &reader) {
    const DatasetInfo &info = reader.info();
    engine::EventSource source;
    source.dataset = info.name;
    source.version = static_cast<std::uint64_t>(info.generation);
    for (const engine::Field &field : info.fields)
        if (field.name != info.profileField && field.name != info.timeField && field.name != info.nameField)
            source.fields.push_back(field);
    for (const store::ChunkRef &chunk : reader.chunks())
        for (const store::NameRange &range : chunk.names)
            source.names.push_back(range.name);
    std::sort(source.names.begin(), source.names.end());
    source.names.erase(std::unique(source.names.begin(), source.names.end()), source.names.end());
    return source;
}

std::uint64_t generationOf(const std::vector<DatasetInfo> &datasets, const Json &links) {
    std::uint64_t hash = 0xcbf29ce484222325; // FNV-1a over ids and generations
    const auto mix = [&](std::int64_t value) {
        for (int shift = 0; shift < 64; shift += 8)
            hash = (hash ^ (static_cast<std::uint64_t>(value) >> shift & 0xff)) * 0x100000001b3;
    };
    for (const DatasetInfo &info : datasets) {
        mix(info.id.value);
        mix(info.generation);
    }
    if (!links.is_null())
        for (const char c : dumpJson(links))
            mix(c);
    return hash;
}

void continueFrom(const engine::Snapshot &previous, const DatasetColumns &before, DatasetColumns &provider,
                  engine::Snapshot &snapshot) {
    snapshot.adoptProfiles(previous);
    for (const engine::EventSource &source : snapshot.schema().events)
        if (provider.continueEvents(before, previous, source))
            snapshot.adoptEvents(previous, source);
}

} // namespace

Result<std::vector<engine::TableLink>> datasetLinks(const Workspace &workspace) {
    TRY_ASSIGN(const Json stored, workspace.setting(kLinks));
    std::vector<engine::TableLink> links;
    if (stored.is_array())
        for (const Json &one : stored)
            links.push_back({jsonText(one, "from"), jsonText(one, "from_column"), jsonText(one, "to"), jsonText(one, "to_column")});
    return links;
}

Result<void> setDatasetLinks(Workspace &workspace, const std::vector<engine::TableLink> &links) {
    Json stored = Json::array();
    for (const engine::TableLink &link : links)
        stored.push_back(Json{{"from", link.fromDataset}, {"from_column", link.fromField}, {"to", link.toDataset}, {"to_column", link.toField}});
    return workspace.setSetting(kLinks, stored);
}

Result<std::uint64_t> dataGeneration(const Workspace &workspace) {
    TRY_ASSIGN(const Reader connection, workspace.reader());
    TRY_ASSIGN(const auto datasets, DatasetReader::list(*connection));
    TRY_ASSIGN(const Json links, workspace.setting(kLinks));
    return generationOf(datasets, links);
}

Result<std::shared_ptr<const engine::Snapshot>>
loadSnapshot(const Workspace &workspace, const std::shared_ptr<const engine::Snapshot> &previous) {
    TRY_ASSIGN(const Reader connection, workspace.reader());
    TRY_ASSIGN(const auto datasets, DatasetReader::list(*connection));
    const auto provider = std::make_shared<DatasetColumns>(workspace);
    const auto before =
        previous ? std::dynamic_pointer_cast<DatasetColumns>(previous->provider()) : nullptr;
    engine::Schema schema;
    std::optional<engine::Bitmap> members;
    bool samePeople = false;
    for (const DatasetInfo &info : datasets) {
        if (info.role == DatasetRole::Profiles && !members) {
            TRY_ASSIGN(DatasetReader reader, DatasetReader::open(*connection, info.name));
            schema.profileDataset = info.name;
            schema.profileFields = reader.info().fields;
            schema.profileKey = reader.info().keyField;
            schema.profileVersion = static_cast<std::uint64_t>(reader.info().generation);
            samePeople = before && provider->continueProfiles(*before, reader);
            if (samePeople) {
                members = previous->members();
            } else {
                TRY_ASSIGN(members, provider->openProfiles(std::move(reader)));
            }
        } else if (info.role == DatasetRole::Events && info.hasOrdinals()) {
            TRY_ASSIGN(DatasetReader reader, DatasetReader::open(*connection, info.name));
            schema.events.push_back(sourceOf(reader));
            provider->openEvents(std::move(reader));
        } else if (info.role == DatasetRole::Table) {
            TRY_ASSIGN(DatasetReader reader, DatasetReader::open(*connection, info.name));
            provider->openTable(std::move(reader));
        }
        if (info.role == DatasetRole::Table || (info.role == DatasetRole::Events && info.hasOrdinals()))
            schema.tables.push_back({info.name, static_cast<std::uint64_t>(info.generation), info.fields, info.hasOrdinals()});
    }
    if (!members)
        return std::shared_ptr<const engine::Snapshot>();
    TRY_ASSIGN(schema.links, datasetLinks(workspace));
    TRY_ASSIGN(const Json links, workspace.setting(kLinks));
    const auto snapshot = std::make_shared<engine::Snapshot>(generationOf(datasets, links), std::move(schema),
                                                             std::move(*members), provider);
    // Rows of tables are read again.
    if (samePeople)
        continueFrom(*previous, *before, *provider, *snapshot);
    return std::shared_ptr<const engine::Snapshot>(snapshot);
}

} // namespace audience::workspace
