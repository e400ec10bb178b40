// The demo shop's last weeks: finished practice campaigns with invented readers, and work that is still
// to be done. Whom they brought to the shop are people whose visit is in the shop's own events.
#pragma once

#include "async/cancel.h"
#include "base/result.h"

#include <cstdint>

namespace audience::service {

class Session;

struct DemoHistory {
    std::int64_t campaigns = 0, emails = 0;
};

// For a workspace that the demo shop fills. Deterministic by the seed but for the ids; everything is
// marked as practice.
Result<DemoHistory> writeDemoHistory(Session &session, std::uint64_t seed, const CancelToken &cancel = {});

} // namespace audience::service
