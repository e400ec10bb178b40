// What is left on the volume of a workspace, and what its write-ahead log will take of that once it moves into the file.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>

namespace audience::store {

// Below this little is left: the log does not stay beside the file, and what was deleted leaves the file.
constexpr std::int64_t kTightBytes = 32 << 20;

// On the volume of the file; the largest number where nobody can tell.
std::int64_t freeBytes(const std::string &path);
std::int64_t logBytes(const std::string &path); // of the file's log; 0: there is none

// Whether `bytes` more fit beside all that the log holds. Error "store.no_room" {need}, in megabytes that must become free.
Result<void> checkRoom(const std::string &path, std::int64_t bytes);

} // namespace audience::store
