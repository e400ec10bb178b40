#include "store/dataset_reader.h"

#include "store/chunk_store.h"
#include "store/column_edit.h"
#include "store/dataset_catalog.h"
#include "store/dataset_writer_state.h"
#include "store/generation_pins.h"

#include <bit>
#include <limits>

namespace audience::store {

using engine::ColumnData;

struct DatasetReader::View {
    struct ChunkMeta {
        bool packed = false;
        std::int64_t validFrom = 0;
    };
    CatalogEntry entry;
    std::optional<Instant> asOf;
    std::vector<ChunkRef> chunks;
    std::vector<ChunkMeta> meta;
    GenerationPin pin;
    std::map<std::int64_t, std::vector<std::uint32_t>> dying; // by chunk: rows that go with a switch to come
    enum class Chunks { Live, LiveAndStaged, Staged };

    Result<void> readChunks(const Connection &connection, Chunks wanted = Chunks::Live, bool withKept = false);
};

namespace {

Error unknown(std::string_view name) {
    return Error(ErrorKind::NotFound, "dataset.unknown").with("dataset", name);
}

// Names the dataset in errors of the chunk layer, which knows only ids.
Error named(Error error, const DatasetInfo &info) {
    if (error.id == "dataset.stale" || error.id == "chunk.corrupt")
        return std::move(error).with("dataset", info.name);
    return error;
}

engine::Cell statCell(const Statement &row, int column, const engine::Field &field) {
    if (row.isNull(column))
        return {};
    switch (field.type) {
    case engine::ColumnType::Bool:
        return row.int64(column) != 0;
    case engine::ColumnType::Int64:
        return row.int64(column);
    case engine::ColumnType::Decimal:
        return Decimal{row.int64(column), field.scale};
    case engine::ColumnType::Double:
        return row.real(column);
    case engine::ColumnType::Date:
        return CivilDate{static_cast<std::int32_t>(row.int64(column))};
    case engine::ColumnType::Instant:
        return Instant{row.int64(column)};
    case engine::ColumnType::Text:
    case engine::ColumnType::Json:
        return std::string(row.text(column));
    }
    return {};
}

// Runs that follow each other from the first row to the last.
bool coverAll(const std::vector<NameRange> &names, std::int64_t rows) {
    std::int64_t next = 0;
    for (const NameRange &range : names) {
        if (range.first != next)
            return false;
        next += range.rows;
    }
    return next == rows;
}

} // namespace

Result<std::vector<DatasetInfo>> DatasetReader::list(const Connection &connection) {
    TRY_ASSIGN(const auto entries, readCatalog(connection));
    std::vector<DatasetInfo> infos;
    for (const CatalogEntry &entry : entries)
        infos.push_back(entry.info);
    return infos;
}

Result<std::optional<DatasetInfo>> DatasetReader::find(const Connection &connection,
                                                       std::string_view name) {
    TRY_ASSIGN(const auto entry, findEntry(connection, name));
    return entry ? std::optional(entry->info) : std::nullopt;
}

Result<void> DatasetReader::View::readChunks(const Connection &connection, Chunks wanted, bool withKept) {
    chunks.clear();
    meta.clear();
    TRY_ASSIGN(
        Statement rows,
        connection.prepare(
            "SELECT id, rows, packed, valid_from, names, (SELECT coalesce(sum(d.rows), 0) FROM "
            "main.chunk_dead d WHERE d.chunk = c.id) FROM main.chunk c WHERE dataset = ?1 AND "
            "staged BETWEEN ?4 AND ?5 AND (generation_to IS NULL OR valid_to > ?2) AND valid_from <= ?3 ORDER BY "
            "id"));
    // Without asOf no replaced chunk is late enough and every live one is early enough.
    constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
    const std::int64_t at = asOf ? asOf->micros : never;
    rows.bind(1, entry.info.id.value).bind(2, at).bind(3, at);
    rows.bind(4, wanted == Chunks::Staged ? 1 : 0).bind(5, wanted == Chunks::Live ? 0 : withKept ? 2 : 1);
    while (true) {
        TRY_ASSIGN(const bool more, rows.step());
        if (!more)
            return {};
        const std::int64_t count = rows.int64(1);
        const auto corrupt = [&](std::string_view reason) {
            return Error(ErrorKind::Corrupt, "chunk.corrupt")
                .with("dataset", entry.info.name)
                .with("chunk", std::to_string(rows.int64(0)))
                .with("reason", reason);
        };
        if (count < 0 || count > engine::kMaxDecodedRows)
            return corrupt("rows");
        std::vector<NameRange> names = namesFromText(rows.text(4));
        if (!rows.isNull(4) && !coverAll(names, count))
            return corrupt("names");
        chunks.push_back({rows.int64(0), static_cast<std::uint32_t>(count),
                          static_cast<std::uint32_t>(rows.int64(5)), std::move(names)});
        meta.push_back({rows.int64(2) != 0, rows.int64(3)});
    }
}

Result<DatasetReader> DatasetReader::open(const Connection &connection, std::string_view name,
                                          std::optional<Instant> asOf) {
    auto view = std::make_shared<View>();
    view->asOf = asOf;
    // No read transaction, which SQLite would not end inside its callbacks: a generation that is
    // the same before and after is one state.
    while (true) {
        TRY_ASSIGN(auto entry, findEntry(connection, name));
        if (!entry)
            return unknown(name);
        view->entry = std::move(*entry);
        const DatasetInfo &info = view->entry.info;
        view->pin = pinGeneration(connection.raw(), info.id.value, asOf ? 0 : info.generation);
        TRY(view->readChunks(connection));
        TRY_ASSIGN(const bool current, DatasetReader(&connection, view).isCurrent());
        if (current)
            break;
    }
    DatasetReader reader(&connection, view);
    if (asOf) {
        view->entry.info.rows = 0;
        for (std::size_t i = 0; i < view->chunks.size(); ++i) {
            TRY_ASSIGN(const auto live, reader.liveRows(i));
            std::uint32_t count = 0;
            for (const std::uint64_t word : live)
                count += static_cast<std::uint32_t>(std::popcount(word));
            if (live.empty())
                count = view->chunks[i].rows;
            view->chunks[i].deadRows = view->chunks[i].rows - count;
            view->entry.info.rows += count;
        }
    }
    return reader;
}

Result<DatasetReader> DatasetReader::openStaged(const Connection &connection, StagedView staged) {
    auto view = std::make_shared<View>();
    view->entry = std::move(staged.entry);
    view->dying = std::move(staged.dead);
    view->pin = pinGeneration(connection.raw(), view->entry.info.id.value, view->entry.info.generation);
    TRY(view->readChunks(connection, staged.isReplaced ? View::Chunks::Staged : View::Chunks::LiveAndStaged, staged.hasKept));
    return DatasetReader(&connection, view);
}

DatasetReader DatasetReader::onConnection(const Connection &connection) const {
    return DatasetReader(&connection, m_view);
}

const DatasetInfo &DatasetReader::info() const {
    return m_view->entry.info;
}

const std::vector<ChunkRef> &DatasetReader::chunks() const {
    return m_view->chunks;
}

Result<bool> DatasetReader::isCurrent() const {
    TRY_ASSIGN(const std::int64_t generation,
               m_connection->scalar("SELECT generation FROM main.dataset WHERE id = " +
                                    std::to_string(info().id.value)));
    return generation == info().generation;
}

Result<ColumnData> DatasetReader::column(std::size_t chunk, std::size_t field) const {
    const ChunkRef &ref = m_view->chunks[chunk];
    const engine::Field &wanted = info().fields[field];
    auto column = readChunkColumn(*m_connection, ref.id, m_view->meta[chunk].packed,
                                  m_view->entry.numbers[field]);
    if (!column)
        return named(std::move(column).error(), info());
    if (!*column)
        return nullColumn(wanted, ref.rows);
    ColumnData &data = **column;
    if (data.type != wanted.type || data.rows != ref.rows || data.scale != wanted.scale)
        return Error(ErrorKind::Corrupt, "chunk.corrupt")
            .with("dataset", info().name)
            .with("chunk", std::to_string(ref.id))
            .with("reason", "column type");
    return std::move(data);
}

Result<std::vector<Ordinal>> DatasetReader::ordinals(std::size_t chunk) const {
    std::vector<Ordinal> ordinals;
    if (!info().hasOrdinals())
        return ordinals;
    const ChunkRef &ref = m_view->chunks[chunk];
    auto column =
        readChunkColumn(*m_connection, ref.id, m_view->meta[chunk].packed, kOrdinalColumn);
    if (!column)
        return named(std::move(column).error(), info());
    ordinals.assign(ref.rows, kNoOrdinal);
    if (!*column)
        return ordinals;
    const ColumnData &data = **column;
    if (data.type != engine::ColumnType::Int64 || data.rows != ref.rows)
        return Error(ErrorKind::Corrupt, "chunk.corrupt")
            .with("dataset", info().name)
            .with("chunk", std::to_string(ref.id))
            .with("reason", "ordinals");
    for (std::uint32_t row = 0; row < ref.rows; ++row)
        if (data.ints[row] >= 0 && data.ints[row] < std::int64_t{kNoOrdinal})
            ordinals[row] = static_cast<Ordinal>(data.ints[row]);
    return ordinals;
}

Result<std::vector<std::int64_t>> DatasetReader::validFrom(std::size_t chunk) const {
    const ChunkRef &ref = m_view->chunks[chunk];
    auto column =
        readChunkColumn(*m_connection, ref.id, m_view->meta[chunk].packed, kValidFromColumn);
    if (!column)
        return named(std::move(column).error(), info());
    if (*column && (*column)->ints.size() == ref.rows)
        return std::move((*column)->ints);
    return std::vector<std::int64_t>(ref.rows, m_view->meta[chunk].validFrom);
}

Result<std::vector<std::uint64_t>> DatasetReader::liveRows(std::size_t chunk) const {
    const ChunkRef &ref = m_view->chunks[chunk];
    std::vector<std::uint64_t> live;
    const auto kill = [&](std::uint32_t row) {
        if (live.empty()) {
            live.assign((ref.rows + 63) / 64, ~std::uint64_t{0});
            if (ref.rows % 64 != 0)
                live.back() = (std::uint64_t{1} << ref.rows % 64) - 1;
        }
        if (row < ref.rows)
            live[row >> 6] &= ~(std::uint64_t{1} << (row & 63));
    };
    const std::optional<Instant> asOf = m_view->asOf;
    if (const auto dying = m_view->dying.find(ref.id); dying != m_view->dying.end())
        for (const std::uint32_t row : dying->second)
            kill(row);
    if (asOf) {
        TRY_ASSIGN(const auto from, validFrom(chunk));
        for (std::uint32_t row = 0; row < ref.rows; ++row)
            if (from[row] > asOf->micros)
                kill(row);
    }
    if (!asOf && ref.deadRows == 0)
        return live;
    if (auto read = readDead(*m_connection, ref.id, info().generation,
                             [&](std::uint32_t row, std::int64_t validTo) {
                                 if (!asOf || validTo <= asOf->micros)
                                     kill(row);
                             });
        !read)
        return named(std::move(read).error(), info());
    return live;
}

Result<std::optional<engine::ColumnStats>> DatasetReader::stats(std::size_t chunk,
                                                                std::size_t field) const {
    const ChunkRef &ref = m_view->chunks[chunk];
    TRY_ASSIGN(Statement row,
               m_connection->prepare("SELECT nulls, low, high, distinct_values FROM "
                                     "main.chunk_stats WHERE chunk = ? AND column = ?"));
    row.bind(1, ref.id).bind(2, m_view->entry.numbers[field]);
    TRY_ASSIGN(const bool found, row.step());
    if (!found)
        return std::optional<engine::ColumnStats>();
    engine::ColumnStats stats;
    stats.rows = ref.rows;
    stats.nulls = static_cast<std::uint32_t>(row.int64(0));
    stats.min = statCell(row, 1, info().fields[field]);
    stats.max = statCell(row, 2, info().fields[field]);
    stats.distinct = static_cast<std::uint32_t>(row.int64(3));
    return std::optional(std::move(stats));
}

} // namespace audience::store
