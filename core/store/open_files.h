// Which database files this process has open. Opening and closing such a file by any other means
// drops SQLite's POSIX locks and can destroy commits, so whoever wants to look at a file with plain
// reads asks here first. Process-wide; any thread.
#pragma once

#include <functional>
#include <string>

namespace audience::store {

// Calls `look` while no connection of this process has the file open, and none can open it
// meanwhile. False, without a call, when one has it open. A path that does not exist is not open.
bool whileUnopened(const std::string &path, const std::function<void()> &look);

} // namespace audience::store
