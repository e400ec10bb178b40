// What the workspace's ledgers knew just before a moment. Of consent and suppression only what stands now has a day;
// what it replaced is not kept. Whether people can be emailed is as it is today.
#pragma once

#include "engine/snapshot.h"

namespace audience::service {

// `facts`: of LedgerFacts::current().
std::shared_ptr<const engine::Snapshot> pastFacts(std::shared_ptr<const engine::Snapshot> facts, std::int64_t end);

} // namespace audience::service
