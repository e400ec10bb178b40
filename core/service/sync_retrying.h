// Rows that a sync refused, asked for once more by their keys. Calls talk to the source and belong on workers.
#pragma once

#include "service/sync_service.h"

#include <string>
#include <utility>
#include <vector>

namespace audience::service {

// Those that are not here yet, each with the run that refused it last. Error "sync.unknown" {name}.
Result<std::vector<sync::KeptReject>> refusedRows(Session &session, const std::string &name);

struct RetryReport {
    sync::SyncRun run;
    std::int64_t asked = 0, gone = 0; // rows: asked for again; of them not at the source any more
    std::vector<ingest::Finding> findings;
};

// `rows`: by run and row, as refusedRows() has them; empty: all. What fits now comes in by its key, what does not stays refused
// with the reason of now, what is gone leaves the list. The next run of the sync reads what it would have read. Errors:
// "sync.retry_nothing" {name}, "sync.retry_no_key" {table, name}, and those of SyncService::run().
Result<RetryReport> retryRefused(Session &session, const std::string &name, const std::vector<std::pair<std::int64_t, std::int64_t>> &rows,
                                 Progress *progress = nullptr, const CancelToken &cancel = {}, std::atomic<std::int64_t> *bytesRead = nullptr);

} // namespace audience::service
