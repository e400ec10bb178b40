// The last step of making a file: it gets its name, and the name survives a power cut.
#pragma once

#include "base/result.h"

#include <string>

namespace audience::store {

// `to` must not exist. Error "store.file_unwritable" {path, reason}.
Result<void> moveIntoPlace(const std::string &from, const std::string &to);

} // namespace audience::store
