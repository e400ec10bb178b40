// The schema of a workspace file: the SQL floors under resources/sql, joined in order at build
// time.
#pragma once

#include "base/result.h"

#include <string_view>

namespace audience::store {

class Connection;

inline constexpr int kApplicationId = 0x41534e43; // "ASNC"
inline constexpr int kSchemaVersion = 1;

std::string_view schemaSql();
// Makes every table in the caller's transaction and stamps application id and version.
Result<void> createSchema(const Connection &connection);
// Makes the tables of that prefix that a file from before there were any lacks, in the caller's transaction.
Result<void> addTables(const Connection &connection, std::string_view prefix);
// sqlite_schema must be exactly what createSchema() makes: an unknown trigger, view or virtual
// table could run somebody else's SQL. Tables that came later (lists) may be missing altogether.
// Error "workspace.altered_schema" {object}.
Result<void> checkSchema(const Connection &connection);

} // namespace audience::store
