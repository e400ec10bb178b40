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

} // namespace audience::sync
