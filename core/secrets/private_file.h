// Reads a small file that holds secrets, into memory that is wiped. Never a workspace file.
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <string>

namespace audience::secrets {

enum class FilePrivacy {
    Any,
    OwnerOnly // mode 0600 (or less) and owned by this user; on Windows the folder's access list
              // rules
};

// At most 64 KB. Errors: "secrets.file_unreadable" {path}, "secrets.file_not_private" {path}.
Result<Secret> readSmallFile(const std::string &path, FilePrivacy privacy);

} // namespace audience::secrets
