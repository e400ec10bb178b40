// A consistent copy of an open database through SQLite's backup API, while others read and write
// it.
#pragma once

#include "async/cancel.h"
#include "base/result.h"

#include <string>

namespace audience::store {

class Connection;

// Writes to `path` beside its final name and renames at the end, so that no half copy is ever found
// there. The copy is of the moment of the call. Errors: those of lastError(), "cancelled".
Result<void> backupTo(const Connection &source, const std::string &path,
                      const CancelToken &cancel = {});

} // namespace audience::store
