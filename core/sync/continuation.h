// Where a run that replaces everything stood when it was interrupted, kept with the rows it had staged; and whether another
// run may go on there. It may as long as it would have read the very same: the plan, the columns, the connection, and of
// files their contents.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "model/sync_plan.h"
#include "warehouse/connector.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace audience::sync {

struct Continuation {
    std::int64_t sync = 0, run = 0; // the run that kept it
    std::string plan, columns;      // digests
    std::string source;             // by what the connection is known
    std::string mark;               // by what the rows are known, where the source can tell
    std::string position;           // behind which it goes on
    std::int64_t rows = 0, kept = 0, rejected = 0; // up to there
};

std::string toText(const Continuation &value);
Result<Continuation> continuationFromText(std::string_view text); // error "sync.bad_continuation"

// What of a plan decides which rows come, and as what.
std::string digestOf(const model::SyncPlan &plan);
// The columns as the source has them now, and the order in which the rows are asked for.
std::string digestOf(const warehouse::ReadRequest &read);

// Empty where `now` may go on with `was`, else why not: "sync.anew_plan", "sync.anew_columns", "sync.anew_connection",
// "sync.anew_source".
std::string reasonAgainst(const Continuation &was, const Continuation &now);

} // namespace audience::sync
