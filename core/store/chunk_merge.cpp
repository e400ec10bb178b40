#include "store/chunk_merge.h"

#include "base/fault_point.h"
#include "store/column_edit.h"

#include <algorithm>
#include <limits>
#include <map>

namespace audience::store {

using engine::ColumnData;

namespace {

// Rows on their way into a new chunk; the history has a valid_to for each.
struct Gathered {
    ChunkRows rows;
    std::vector<std::int64_t> validTo;
};

Gathered emptyRows(const DatasetInfo &info) {
    Gathered gathered;
    for (const engine::Field &field : info.fields) {
        ColumnData column;
        column.type = field.type;
        column.scale = field.scale;
        gathered.rows.columns.push_back(std::move(column));
    }
    return gathered;
}

Error corruptChunk(std::int64_t chunk, std::string_view reason) {
    return Error(ErrorKind::Corrupt, "chunk.corrupt")
        .with("chunk", std::to_string(chunk))
        .with("reason", reason);
}

Result<ColumnData> readField(const Connection &connection, const MergeSource &source,
                             const engine::Field &field, std::uint32_t number) {
    TRY_ASSIGN(auto column, readChunkColumn(connection, source.id, source.packed, number));
    if (!column)
        return nullColumn(field, source.rows);
    if (column->type != field.type || column->rows != source.rows || column->scale != field.scale)
        return corruptChunk(source.id, "column type");
    return std::move(*column);
}

// The integers of a reserved column, or `fallback` for each row.
Result<std::vector<std::int64_t>> readReserved(const Connection &connection,
                                               const MergeSource &source, std::uint32_t number,
                                               std::int64_t fallback) {
    TRY_ASSIGN(auto column, readChunkColumn(connection, source.id, source.packed, number));
    if (!column)
        return std::vector<std::int64_t>(source.rows, fallback);
    if (column->ints.size() != source.rows)
        return corruptChunk(source.id, "column type");
    return std::move(column->ints);
}

struct Split {
    std::vector<std::uint32_t> live, history;
    std::vector<std::int64_t> validTo; // of the history
};

Result<Split> splitRows(const Connection &connection, const MergeSource &source,
                        Instant historyFrom) {
    std::map<std::uint32_t, std::int64_t> dead;
    TRY(readDead(connection, source.id, std::numeric_limits<std::int64_t>::max(),
                 [&](std::uint32_t row, std::int64_t validTo) { dead[row] = validTo; }));
    Split split;
    for (std::uint32_t row = 0; row < source.rows; ++row) {
        const auto superseded = dead.find(row);
        if (superseded == dead.end()) {
            split.live.push_back(row);
        } else if (superseded->second > historyFrom.micros) {
            split.history.push_back(row);
            split.validTo.push_back(superseded->second);
        }
    }
    return split;
}

Result<void> gather(const Connection &connection, const CatalogEntry &entry,
                    const MergeSource &source, Instant historyFrom, Gathered &live,
                    Gathered &history) {
    TRY_ASSIGN(const Split split, splitRows(connection, source, historyFrom));
    for (std::size_t i = 0; i < entry.info.fields.size(); ++i) {
        TRY_ASSIGN(const ColumnData column,
                   readField(connection, source, entry.info.fields[i], entry.numbers[i]));
        appendRows(live.rows.columns[i], column, split.live);
        appendRows(history.rows.columns[i], column, split.history);
    }
    TRY_ASSIGN(const auto from,
               readReserved(connection, source, kValidFromColumn, source.validFrom.micros));
    for (const std::uint32_t row : split.live)
        live.rows.validFrom.push_back(from[row]);
    for (const std::uint32_t row : split.history)
        history.rows.validFrom.push_back(from[row]);
    if (entry.info.hasOrdinals()) {
        TRY_ASSIGN(const auto ordinals, readReserved(connection, source, kOrdinalColumn, -1));
        const auto ordinalAt = [&](std::uint32_t row) {
            return ordinals[row] < 0 ? kNoOrdinal : static_cast<Ordinal>(ordinals[row]);
        };
        for (const std::uint32_t row : split.live)
            live.rows.ordinals.push_back(ordinalAt(row));
        for (const std::uint32_t row : split.history)
            history.rows.ordinals.push_back(ordinalAt(row));
    }
    live.rows.rows += static_cast<std::uint32_t>(split.live.size());
    history.rows.rows += static_cast<std::uint32_t>(split.history.size());
    history.validTo.insert(history.validTo.end(), split.validTo.begin(), split.validTo.end());
    return {};
}

// Where all rows share one time it is the chunk's own.
Instant settleValidFrom(ChunkRows &rows) {
    if (rows.validFrom.empty())
        return {};
    const auto [low, high] = std::minmax_element(rows.validFrom.begin(), rows.validFrom.end());
    const Instant earliest{*low};
    if (*low == *high)
        rows.validFrom.clear();
    return earliest;
}

Result<std::vector<std::int64_t>> stageRows(const Connection &connection, const ImportStage &stage,
                                            const CatalogEntry &entry, ChunkRows rows) {
    const Instant validFrom = settleValidFrom(rows);
    std::vector<std::int64_t> ids;
    CommitFigures figures;
    TRY_ASSIGN(const auto chunks, encodeChunks(entry.info, std::move(rows)));
    for (const EncodedChunk &chunk : chunks) {
        TRY_ASSIGN(const std::int64_t id, stageChunk(connection, stage, entry.info.id.value, chunk,
                                                     entry.numbers, validFrom, figures));
        ids.push_back(id);
    }
    return ids;
}

} // namespace

CatalogEntry identityEntry() {
    CatalogEntry entry;
    entry.info.id = DatasetId(kIdentityDataset);
    entry.info.name = "_identity";
    entry.info.fields = {{"text", engine::ColumnType::Text, 0},
                         {"kind", engine::ColumnType::Int64, 0}};
    entry.info.profileField = "text"; // its rows carry ordinals
    entry.numbers = {1, 2};
    entry.nextNumber = 3;
    return entry;
}

Result<void> mergeChunks(const Connection &connection, const ImportStage &stage,
                         CatalogEntry &entry, const std::vector<MergeSource> &sources,
                         MergeTimes times) {
    Gathered live = emptyRows(entry.info), history = emptyRows(entry.info);
    for (const MergeSource &source : sources)
        TRY(gather(connection, entry, source, times.historyFrom, live, history));
    TRY_ASSIGN(const auto liveIds, stageRows(connection, stage, entry, std::move(live.rows)));

    // The history keeps its order, so that valid_to stays beside its row: only events are sorted,
    // and events are never superseded one by one.
    const std::uint32_t historyRows = history.rows.rows;
    TRY_ASSIGN(const auto historyIds, stageRows(connection, stage, entry, std::move(history.rows)));
    TRY_ASSIGN(Transaction transaction, Transaction::begin(connection));
    const std::int64_t generation = entry.info.generation + 1;
    const std::string next = std::to_string(generation);
    for (const MergeSource &source : sources)
        TRY(connection.execute("UPDATE main.chunk SET generation_to = " + next +
                               ", retired_at = " + std::to_string(times.now.micros) +
                               " WHERE id = " + std::to_string(source.id)));
    TRY(connection.execute("UPDATE main.chunk SET staged = 0, generation_from = " + next +
                           " WHERE staged = 1"));
    std::uint32_t first = 0;
    for (const std::int64_t id : historyIds) {
        TRY_ASSIGN(
            const std::int64_t rows,
            connection.scalar("SELECT rows FROM main.chunk WHERE id = " + std::to_string(id)));
        DeadRows dead;
        for (std::uint32_t row = 0; row < rows && first < historyRows; ++row, ++first) {
            dead.positions.push_back(row);
            dead.validTo.push_back(history.validTo[first]);
        }
        const std::int64_t latest = *std::max_element(dead.validTo.begin(), dead.validTo.end());
        TRY(writeDead(connection, id, generation, dead));
        TRY(connection.execute("UPDATE main.chunk SET generation_to = " + next + ", valid_to = " +
                               std::to_string(latest) + " WHERE id = " + std::to_string(id)));
    }
    entry.info.generation = generation;
    if (entry.info.id.value != kIdentityDataset)
        TRY(saveEntry(connection, entry));
    TRY(stage.leave(connection));
    faultPoint("compact.before_commit");
    TRY(transaction.commit());
    faultPoint("compact.committed");
    return {};
}

} // namespace audience::store
