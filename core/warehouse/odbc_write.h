// A table written through an ODBC driver: filled under another name and put in the place of the old one in one transaction.
// For databases that can do so: PostgreSQL and SQLite.
#pragma once

#include "warehouse/odbc_link.h"

namespace audience::warehouse {

bool odbcWrites(OdbcMaker maker);
// As Connector::materialise(), on a link for writing. Errors besides: "odbc.too_exact" {column}.
Result<std::int64_t> odbcMaterialise(OdbcLink &link, OdbcMaker maker, const TableName &target, const std::vector<engine::Field> &fields,
                                     const Connector::NextRows &next, const CancelToken &cancel);

} // namespace audience::warehouse
