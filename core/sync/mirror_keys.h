// Which keys a table has now: what a mirror does not find among them is gone there.
#pragma once

#include "engine/bitmap.h"
#include "model/sync_plan.h"
#include "store/text_index.h"
#include "warehouse/connector.h"

namespace audience::workspace {
class Workspace;
}

namespace audience::sync {

struct LivingKeys {
    engine::Bitmap people; // of profiles
    store::TextIndex keys; // of a table
    std::int64_t rows = 0, bytes = 0, reconnects = 0;
};

struct Spending { // bytes over the line
    std::int64_t most = 0; // 0: no limit
    std::int64_t sofar = 0;
};

// A read that breaks goes on behind the last key that came, where the source can order them. Errors: "sync.unknown_column"
// {column, table}, "sync.budget_spent" {limit}, those of the source.
Result<LivingKeys> readLivingKeys(workspace::Workspace &workspace, const model::SyncPlan &plan, const Spending &spending, warehouse::Connector &connector,
                                  const CancelToken &cancel);

} // namespace audience::sync
