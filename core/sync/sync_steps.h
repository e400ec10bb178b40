// What looking ahead and running a sync share; nobody else's business.
#pragma once

#include "store/dataset_info.h"
#include "sync/sync_runner.h"

namespace audience::sync {

// Whether rows may come twice, as the last one stands.
bool repeats(const model::SyncPlan &plan);
// The dataset as the plan wants it.
Result<store::DatasetInfo> datasetOf(const model::SyncPlan &plan);
// Whether everything that is there is replaced in one switch.
bool replaces(const SyncRequest &request, const SyncState &state);
warehouse::ReadRequest readOf(const SyncRequest &request, const SyncState &state, const warehouse::TableShape &shape,
                              const store::DatasetInfo &dataset);

// Files of a log that are others than when they were read and come again: no key tells their rows apart, so those that they
// brought go by the field that names their file. Error "sync.file_replaced" {file, name} where the plan has no such field.
struct ReplacedFiles {
    std::vector<std::string> names;
    std::string field;
};
Result<ReplacedFiles> replacedFiles(const model::SyncPlan &plan, const warehouse::ReadRequest &read, warehouse::Connector &connector, const CancelToken &cancel);
Result<std::optional<store::DatasetInfo>> existingOf(const workspace::Workspace &workspace, const store::DatasetInfo &wanted);
Error tooManyRejects(std::int64_t count, const model::SyncPlan &plan, const ingest::RowReject &first);
// Whether so many of the rows that were there may go; `isEmpty`: nothing came in their place. Errors: "sync.source_empty",
// "sync.too_many_removed".
Result<void> checkRemoved(const SyncRequest &request, std::int64_t before, std::int64_t removed, bool isEmpty);
// What the column that a run is read by does not show in the rows that come: some are left out, or it was set back. A source
// that cannot tell has nothing to say.
std::vector<ingest::Finding> cursorNotes(const SyncRequest &request, const warehouse::ReadRequest &read, warehouse::Connector &connector, const CancelToken &cancel);
inline constexpr std::size_t kKeysAtOnce = 500; // asked for in one read
// For a read in no order: one in which it can be gone on with, by a column that tells the rows apart, else by their place
// where the source knows its contents. Gives whether no two rows have the same position.
bool orderToGoOn(warehouse::ReadRequest &read, const model::SyncPlan &plan, const warehouse::TableShape &shape, const warehouse::Connector &connector);
// How many bytes a run may read, by its plan's limit and what the month's leaves; 0: without a limit.
Result<std::int64_t> bytesAllowed(const workspace::Workspace &workspace, const model::SyncPlan &plan);
// Asks the source, at most daily, what reading the whole table would be, and keeps it.
Result<void> noteEstimate(workspace::Workspace &workspace, const SyncRequest &request, const SyncOutlook &outlook, warehouse::Connector &connector,
                          const CancelToken &cancel);

} // namespace audience::sync
