// Reads one generation of one dataset, column by column. Chunks are immutable, so no read
// transaction is held between calls; while a reader lives, this process purges nothing it needs.
// Belongs to the thread of its connection; onConnection() gives another thread its own.
#pragma once

#include "engine/codec.h"
#include "store/chunk_encoder.h"
#include "store/connection.h"

#include <memory>
#include <optional>

namespace audience::store {

struct ChunkRef {
    std::int64_t id = 0;
    std::uint32_t rows = 0; // live and dead
    std::uint32_t deadRows = 0;
    std::vector<NameRange> names; // events only
};

struct StagedView;

class DatasetReader {
public:
    static Result<std::vector<DatasetInfo>> list(const Connection &connection);
    static Result<std::optional<DatasetInfo>> find(const Connection &connection,
                                                   std::string_view name);
    // With `asOf`: the rows that were valid then. Errors: "dataset.unknown" {dataset}.
    static Result<DatasetReader> open(const Connection &connection, std::string_view name,
                                      std::optional<Instant> asOf = std::nullopt);
    // Rows that are staged and not switched to yet; see DatasetWriter::preview().
    static Result<DatasetReader> openStaged(const Connection &connection, StagedView staged);
    DatasetReader onConnection(const Connection &connection) const;

    const DatasetInfo &info() const;
    const std::vector<ChunkRef> &chunks() const;
    // False when another generation is current by now.
    Result<bool> isCurrent() const;

    // All rows of the chunk, dead ones too. Errors: "dataset.stale" {dataset} when the chunk was
    // purged by another process (open a new reader), "chunk.corrupt" {dataset, chunk, reason}.
    Result<engine::ColumnData> column(std::size_t chunk, std::size_t field) const;
    // kNoOrdinal where a row has none; empty when the dataset has no ordinals.
    Result<std::vector<Ordinal>> ordinals(std::size_t chunk) const;
    Result<std::vector<std::int64_t>> validFrom(std::size_t chunk) const; // microseconds
    // Bit per row, set where the row counts; empty when all rows do.
    Result<std::vector<std::uint64_t>> liveRows(std::size_t chunk) const;
    // Nothing for chunks too small to have statistics.
    Result<std::optional<engine::ColumnStats>> stats(std::size_t chunk, std::size_t field) const;

private:
    struct View;
    DatasetReader(const Connection *connection, std::shared_ptr<const View> view)
        : m_connection(connection), m_view(std::move(view)) {}
    const Connection *m_connection;
    std::shared_ptr<const View> m_view;
};

} // namespace audience::store
