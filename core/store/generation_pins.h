// Which generations live readers of this process still need, so that upkeep does not purge their
// chunks. Process-wide; any thread. Other processes are covered by a grace time and by reloading.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

struct sqlite3;

namespace audience::store {

// Held by a reader; the pin goes with its last copy. An "as of" reader needs replaced chunks too
// and pins generation 0.
using GenerationPin = std::shared_ptr<const void>;
GenerationPin pinGeneration(sqlite3 *db, std::int64_t dataset, std::int64_t generation);
// The oldest generation pinned, or the largest number when there is none.
std::int64_t oldestPinned(sqlite3 *db, std::int64_t dataset);

} // namespace audience::store
