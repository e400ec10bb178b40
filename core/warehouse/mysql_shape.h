// What is in a MySQL or MariaDB server, from its own catalogue.
#pragma once

#include "warehouse/connector.h"
#include "warehouse/mysql_link.h"

namespace audience::warehouse {

// Those of the system left out.
Result<std::vector<std::string>> mysqlSchemas(MysqlLink &link, const CancelToken &cancel);
// Of all schemas where none is said.
Result<std::vector<TableInfo>> mysqlTables(MysqlLink &link, const std::string &schema, const CancelToken &cancel);
// Error "source.no_table" {table}.
Result<TableShape> mysqlShape(MysqlLink &link, const TableName &table, Sampling sampling, const CancelToken &cancel);
// Whether a unique key consists of this column alone.
Result<bool> mysqlIsUnique(MysqlLink &link, const TableName &table, const std::string &column, const CancelToken &cancel);

} // namespace audience::warehouse
