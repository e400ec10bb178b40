// What the run before left behind when it was interrupted, and whether the one that begins now goes on with it.
#pragma once

#include "store/connection.h"
#include "sync/continuation.h"
#include "sync/sync_run_repository.h"

#include <optional>

namespace audience::sync {

struct Former {
    std::optional<Continuation> load; // to go on with
    std::int64_t run = 0;             // another run that was interrupted; 0: there is none to speak of
    std::string anew;                 // why it is not gone on with; see SyncRun::anew
};

// For a run that replaces a dataset, or for a further try of it: `now` is where it stands, with its own run. canGoOn: whether
// rows can be asked for behind a position at all.
Result<Former> findFormer(const store::Connection &connection, const std::string &dataset, const Continuation &now, bool canGoOn, Instant at);

} // namespace audience::sync
