// One run of one sync: rows of the source become the next generation of a dataset, in small staged commits and one last
// switch each. Killed at any line the workspace has the old generation, or the parts that were switched and where the next
// run goes on. Call it off the window's thread; a campaign goes on beside it.
#pragma once

#include "async/progress.h"
#include "ingest/finding.h"
#include "model/sync_plan.h"
#include "sync/sync_run_repository.h"
#include "warehouse/connector.h"

#include <atomic>

#include <functional>

namespace audience::workspace {
class Workspace;
}
namespace audience::store {
class DatasetWriter;
}

namespace audience::sync {

struct SyncRequest {
    std::int64_t id = 0; // of the plan
    model::SyncPlan plan;
    bool everything = false;        // also what was read before
    bool mayRemoveMany = false;     // more than the plan's share
    std::int64_t partRows = 500'000; // after about so many a cursor's position is kept
    // A run that replaces everything keeps what it has after so many rows, for another to go on if this one is interrupted.
    std::int64_t keepRows = 100'000;
    // Not empty: only the rows that have one of these in the field of the key, as it stands at the source, are asked for and come
    // in by it; nothing else changes, and rows that are still refused take the place of their former refusals.
    std::vector<std::string> keys = {};
    std::string source = {}; // by what the connection is known: another place makes another text
    // Asked before each switch, while others may write; an error keeps the rows that are there. `isLast`: no part comes behind it.
    std::function<Result<void>(const store::DatasetWriter &, bool isLast)> beforeSwitch = {};
    std::atomic<std::int64_t> *bytesRead = nullptr; // for who watches: what came over the line so far
};

struct SyncReport {
    SyncRun run;
    std::vector<ingest::Finding> findings;
    std::int64_t gone = 0; // of the rows that were asked for again: those that are not there any more
    double seconds = 0;
};

// What a run would read. Errors: those of checkAgainst(), "sync.drift" {name, columns}, "sync.over_budget" {estimate, limit},
// "sync.month_spent" {spent, limit}, those of the connector.
struct SyncOutlook {
    warehouse::TableShape shape;
    warehouse::Estimate estimate;
    SyncState state;
    std::vector<ingest::Finding> findings;
};
Result<SyncOutlook> lookAhead(workspace::Workspace &workspace, const SyncRequest &request, warehouse::Connector &connector,
                              const CancelToken &cancel = {});

// Errors, all of which are kept with the run: those of lookAhead(), "sync.budget_spent" {limit}, "sync.source_empty" {table,
// rows}, "sync.retry_no_key" {table}, "sync.retry_not_by_key" {table}, "sync.retry_anew", "sync.too_many_removed" {count, rows, limit}, "ingest.too_many_rejects", "ingest.all_rejected", "cancelled", those of
// the dataset writer.
Result<SyncReport> runSync(workspace::Workspace &workspace, const SyncRequest &request, warehouse::Connector &connector,
                           Progress *progress = nullptr, const CancelToken &cancel = {});

} // namespace audience::sync
