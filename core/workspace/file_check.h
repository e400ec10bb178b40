// Looks at a file before any connection opens it, so that what is no workspace, or is of a newer
// version, is refused without a byte of it being touched.
#pragma once

#include "base/result.h"

#include <string>

namespace audience::workspace {

// Reads the header with plain reads unless this process has the file open. Errors, each with
// {path}: "workspace.not_found", "workspace.is_directory", "workspace.unreadable" {reason},
// "workspace.empty_file", "workspace.not_a_workspace", "workspace.newer" {version, known},
// "workspace.truncated".
Result<void> checkFileHeader(const std::string &path);

} // namespace audience::workspace
