// Rewrites some chunks of a dataset as one: live rows together, superseded ones that "as of" may
// still ask for in a chunk of history, the rest gone.
#pragma once

#include "store/chunk_store.h"
#include "store/dataset_catalog.h"

#include <vector>

namespace audience::store {

struct MergeSource {
    std::int64_t id = 0;
    std::uint32_t rows = 0;
    std::int64_t bytes = 0;
    bool packed = false;
    Instant validFrom;
    std::uint32_t deadRows = 0;
};

struct MergeTimes {
    Instant now;
    Instant historyFrom; // rows superseded before are dropped
};

// Stages the new chunks and switches to them in one transaction, which also ends the stage.
Result<void> mergeChunks(const Connection &connection, const ImportStage &stage,
                         CatalogEntry &entry, const std::vector<MergeSource> &sources,
                         MergeTimes times);

// The identity as a catalog entry: stored like a dataset, listed by no catalog.
CatalogEntry identityEntry();

} // namespace audience::store
