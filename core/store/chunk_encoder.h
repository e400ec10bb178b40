// Rows of a dataset become the blobs of one chunk. Pure and thread-safe, so that importers encode
// on several threads; nothing here touches a file.
#pragma once

#include "engine/codec.h"
#include "store/dataset_info.h"

#include <cstdint>
#include <string>
#include <vector>

namespace audience::store {

// A row that belongs to no profile (an event without a key).
constexpr Ordinal kNoOrdinal = 0xffffffff;

// Column numbers in the file: fields have 1..65'000 for life, these are reserved.
constexpr std::uint32_t kOrdinalColumn = 0;
constexpr std::uint32_t kValidFromColumn = 65'534; // only where the rows of a chunk differ in it
constexpr std::uint32_t kPackedColumn = 65'535;    // all columns of a small chunk in one blob

// `columns` has one entry per field of the writer's info(), in that order;
// a column with rows == 0 is absent, which reads as null. `ordinals` has one entry per row where
// the dataset has ordinals, else none.
struct ChunkRows {
    std::uint32_t rows = 0;
    std::vector<engine::ColumnData> columns;
    std::vector<Ordinal> ordinals;
    std::vector<std::int64_t> validFrom; // microseconds; only for rows that keep an older time
    bool sorted = false;                 // sortForChunk() has seen them
};

// A run of events of one name inside a chunk; the times are of that run's events that have one.
struct NameRange {
    std::string name;
    std::uint32_t first = 0, rows = 0;
    Instant earliest, latest;
    bool timed = false; // one of them has a time at all
};

struct EncodedChunk {
    struct Column {
        std::uint32_t number = 0; // position of the field + 1, or kOrdinalColumn
        engine::EncodedColumn encoded;
    };
    std::uint32_t rows = 0;
    std::vector<Column> columns;
    std::vector<NameRange> names;
    std::vector<Ordinal> ordinals; // in stored order, for a dataset keyed by profiles
    engine::Dictionary keys;       // in stored order, for a table with a key; trimmed
    std::size_t bytes() const;
};

// Events in the order (name, time), stable; other rows stay as they are. Does what encodeChunk()
// would do first, for importers that encode the ordinals later than the rest.
void sortForChunk(const DatasetInfo &info, ChunkRows &rows);

// Sorts and encodes; more than kChunkRows rows or very long texts give several chunks. `rows` of
// another shape than the fields say: error "dataset.field_type" {dataset, field, expected, found}.
Result<std::vector<EncodedChunk>> encodeChunks(const DatasetInfo &info, ChunkRows rows);

} // namespace audience::store
