// What an import remembers between its calls; shared by the writer and the identity map alone.
#pragma once

#include "store/chunk_store.h"
#include "store/dataset_catalog.h"
#include "store/dataset_writer.h"
#include "store/row_directory.h"

#include <map>

namespace audience::store {

// What the switch will make of the chunks that are there and those that are staged.
struct StagedView {
    CatalogEntry entry;     // info.rows: of then
    bool isReplaced = false; // only the staged chunks stay
    bool hasKept = false;    // and those that are kept are of them
    std::map<std::int64_t, std::vector<std::uint32_t>> dead; // by chunk: rows that go with the switch
};

struct DatasetWriter::State {
    State(const Connection &writer, ImportStage entered, WriteMode how, Instant at)
        : connection(writer), stage(std::move(entered)), mode(how), now(at) {}

    Result<void> checkKeys(const EncodedChunk &chunk) const;
    Result<void> noteKeys(const EncodedChunk &chunk);
    Result<void> recallKept(); // as if its chunks had just been staged
    Result<void> readKeys(EncodedChunk &chunk, std::int64_t id, bool packed) const;
    std::int64_t remove(const std::vector<RowPlace> &places);
    Result<void> switchGeneration(); // in the caller's transaction

    const Connection &connection;
    ImportStage stage;
    WriteMode mode;
    Instant now;
    CatalogEntry entry;
    bool keyed = false;
    bool finished = false;
    bool hasKept = false;     // chunks of it are kept
    Instant beganAt = now;    // the first of the imports that this one goes on with

    RowDirectory directory;
    std::vector<std::int64_t> slots; // chunk ids: those there were, then those staged
    std::size_t firstStagedSlot = 0;
    std::vector<std::vector<std::uint32_t>> dead; // by slot
    std::int64_t stagedRows = 0;
    CommitFigures figures;
    WriteResult result;
};

} // namespace audience::store
