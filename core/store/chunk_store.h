// Chunks as rows and blobs: put, read, mark dead, delete. The lowest layer under the dataset
// classes; transactions are the caller's, except where stageChunk() makes several small ones.
#pragma once

#include "store/chunk_encoder.h"
#include "store/connection.h"
#include "store/import_stage.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace audience::store {

constexpr std::int64_t kIdentityDataset = 0;

// The largest and the longest commit while staging, for whoever watches that campaigns are not held
// up.
struct CommitFigures {
    std::int64_t commits = 0, largestBytes = 0, longestMicros = 0;
};

// Writes one chunk as staged, in commits of at most 8 MB; its id. `numbers` are the column numbers
// of the fields.
Result<std::int64_t> stageChunk(const Connection &connection, const ImportStage &stage,
                                std::int64_t dataset, const EncodedChunk &chunk,
                                const std::vector<std::uint32_t> &numbers, Instant validFrom,
                                CommitFigures &figures);

// Nothing when the chunk has no such column. Errors: "chunk.corrupt" {chunk, reason};
// "dataset.stale" when the chunk is gone.
Result<std::optional<engine::ColumnData>> readChunkColumn(const Connection &connection,
                                                          std::int64_t chunk, bool packed,
                                                          std::uint32_t number);

struct DeadRows {
    std::vector<std::uint32_t> positions; // rising
    std::vector<std::int64_t> validTo;    // microseconds
};
Result<void> writeDead(const Connection &connection, std::int64_t chunk, std::int64_t generation,
                       const DeadRows &dead);
// Calls visit(position, validTo) for every row that is dead in `generation`.
Result<void> readDead(const Connection &connection, std::int64_t chunk, std::int64_t generation,
                      const std::function<void(std::uint32_t, std::int64_t)> &visit);

Result<void> deleteChunk(const Connection &connection, std::int64_t chunk);

std::string namesToText(const std::vector<NameRange> &names);
std::vector<NameRange> namesFromText(std::string_view text);

} // namespace audience::store
