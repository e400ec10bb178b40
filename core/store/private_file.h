// Small files of the user's own beside no workspace: keys and what this machine knows. Mode 0600,
// replaced as a whole and synced, so a crash leaves the old or the new one.
#pragma once

#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace audience::store {

// Nothing when there is no such file. Error "store.file_unreadable" {path, reason}.
Result<std::optional<std::string>> readPrivateFile(const std::string &path);
// Makes missing folders (mode 0700). Error "store.file_unwritable" {path, reason}.
Result<void> writePrivateFile(const std::string &path, std::string_view bytes);
// False when somebody other than its owner may read or write it (always true on Windows).
bool isPrivateFile(const std::string &path);

} // namespace audience::store
