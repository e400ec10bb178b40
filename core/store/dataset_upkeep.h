// Housekeeping of datasets in small steps: sweep what dead imports left, merge small and half-dead
// chunks, purge what nobody reads any more. Called by the writer's thread while it has nothing to
// do.
#pragma once

#include "base/clock.h"
#include "store/connection.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace audience::store {

struct UpkeepOptions {
    // How long superseded profiles and rows stay for "as of" questions.
    std::chrono::hours retention{24 * 730};
    // How long a replaced chunk stays for readers of other processes; a later one reloads.
    std::chrono::seconds grace{60};
};

// Removes what a dead import left; the number of chunks removed. An import that lives is left
// alone.
Result<std::int64_t> sweepStaged(const Connection &connection, Instant now);

// Merges at most one group of chunks of one dataset; false when there was nothing to do, also while
// an import runs. Contents, "as of" answers within the retention and ordinals stay.
Result<bool> compact(const Connection &connection, Instant now, const UpkeepOptions &options = {});

// Deletes at most one chunk that no reader of this process needs; false when there was none.
Result<bool> purge(const Connection &connection, Instant now, const UpkeepOptions &options = {});

// Takes the dataset out of the catalog; purge() frees its space. Errors: "dataset.unknown"
// {dataset}, "dataset.import_running" {dataset}.
Result<void> dropDataset(const Connection &connection, std::string_view name, Instant now);

// What a dataset was before an import, to go back to.
struct DatasetMemo {
    std::int64_t generation = 0, rows = 0, updatedAt = 0;
    std::string definition;
};
Result<std::optional<DatasetMemo>> rememberDataset(const Connection &connection,
                                                   std::string_view name);
// Takes back the newest generation, which must be `generation`: its rows are gone and those that it
// superseded are back, as a further generation. Without a memo the dataset was new and is dropped.
// Call it in a transaction. Errors: "import.undo_late" {dataset} when there is a newer generation
// or what was superseded is gone, "dataset.import_running" {dataset}.
Result<void> undoGeneration(const Connection &connection, std::string_view name,
                            std::int64_t generation, const std::optional<DatasetMemo> &before,
                            Instant now);

} // namespace audience::store
