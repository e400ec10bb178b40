// Where a workspace file lies, and what is risky about that place.
#pragma once

#include "base/result.h"

#include <string>
#include <vector>

namespace audience::workspace {

// "workspace.synced_folder" {path, service} for OneDrive, Dropbox, iCloud, Google Drive and the
// like, "workspace.network_drive" {path, type} for a file system of that name that is not on this
// machine.
std::vector<Error> locationWarnings(const std::string &path, const std::string &fileSystem);
std::string fileSystemOf(const std::string &path); // "ext4", "nfs4", ...; "" when unknown

} // namespace audience::workspace
