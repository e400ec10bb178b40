// A folder of files that belong to an export: it knows which it wrote and what they were, and touches no other.
#pragma once

#include "base/result.h"

#include <map>
#include <string>
#include <vector>

namespace audience::service {

// Texts by their path below the folder. Gives the paths. Errors: "dbt.foreign_folder" {path}, "dbt.changed_file" {path},
// "data.cannot_write" {path}.
Result<std::vector<std::string>> writeOwnFiles(const std::string &folder, const std::map<std::string, std::string> &texts);

} // namespace audience::service
