// The workspace as a dbt project: what syncs take and what stays in the database as sources and staging models, a star of
// people and events over them, tests, and the segments as models. Deterministic: the same workspace gives the same files.
#pragma once

#include "async/cancel.h"
#include "model/finding.h"

#include <string>
#include <vector>

namespace audience::service {

class Session;

struct DbtRequest {
    std::string folder;
    std::string connection; // may be empty where only one is in use
};

struct DbtExport {
    std::string connection, dialect;
    std::vector<std::string> files; // below the folder, in the order of their names
    struct LeftOut {
        std::string what; // "segment VIPs"
        model::Finding why;
    };
    std::vector<LeftOut> left;
};

// Files that an export wrote are replaced and, where nothing is to be said any more, removed; it never touches another. Errors:
// "dbt.foreign_folder" {path}: there is something in it that no export wrote; "dbt.changed_file" {path}: somebody changed one
// that an export wrote; "dbt.nothing": no sync and no remote dataset of a database that dbt models can be written for;
// "dbt.which_connection" {names}; "data.cannot_write" {path}.
Result<DbtExport> exportDbt(Session &session, const DbtRequest &request, const CancelToken &cancel = {});

} // namespace audience::service
