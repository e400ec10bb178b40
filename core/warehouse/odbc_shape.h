// What is in a source, as ODBC's own questions tell it.
#pragma once

#include "warehouse/connector.h"
#include "warehouse/odbc_link.h"

namespace audience::warehouse {

// Those of the system left out.
Result<std::vector<TableInfo>> odbcTables(OdbcLink &link, const std::string &schema, const CancelToken &cancel);
// Error "source.no_table" {table}.
Result<TableShape> odbcShape(OdbcLink &link, OdbcMaker maker, const TableName &table, Sampling sampling, const CancelToken &cancel);
// As it stands in statements.
std::string odbcSpelled(const OdbcLink &link, const TableName &table);

} // namespace audience::warehouse
