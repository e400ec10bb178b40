// What must always hold in a workspace's ledger, checked by reading all of it: the doctor of the
// command line and the last step of every fault test. Reads only; any connection and thread.
#pragma once

#include "base/result.h"
#include "store/connection.h"

#include <vector>

namespace audience::delivery {

// Every breach as an error with its arguments, at most kMaxBreaches of a kind; empty: all is well.
// Ids: "doctor.snapshot_sum", "doctor.bad_state", "doctor.epoch_order", "doctor.epoch_ahead",
// "doctor.accepted_without_id", "doctor.accepted_without_attempt", "doctor.two_accepted",
// "doctor.address_twice", "doctor.doubt_without_cause", "doctor.open_attempt",
// "doctor.attempt_count", "doctor.event_mismatch", "doctor.foreign_key", "doctor.integrity",
// and those of the audit chain.
inline constexpr int kMaxBreaches = 20;
Result<std::vector<Error>> checkInvariants(const store::Connection &connection);

} // namespace audience::delivery
