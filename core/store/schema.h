// The schema of a workspace file: the SQL floors under resources/sql, joined in order at build
// time.
#pragma once

#include "base/result.h"

#include <string_view>

namespace audience::store {

class Connection;

inline constexpr int kApplicationId = 0x41534e43; // "ASNC"
inline constexpr int kSchemaVersion = 7;

std::string_view schemaSql();
// Makes every table in the caller's transaction and stamps application id and version.
Result<void> createSchema(const Connection &connection);
// sqlite_schema must be exactly what createSchema() makes, or what migrateSchema() makes it from: an unknown
// trigger, view or virtual table could run somebody else's SQL. Error "workspace.altered_schema" {object}.
Result<void> checkSchema(const Connection &connection);
// From an older version, which checkSchema() accepted, to this one: all or nothing. Outside any transaction.
Result<void> migrateSchema(const Connection &connection);

} // namespace audience::store
