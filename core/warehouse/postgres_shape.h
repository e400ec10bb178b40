// What is in a PostgreSQL database, from its catalogue: inside a transaction of the link.
#pragma once

#include "warehouse/connector.h"
#include "warehouse/postgres_link.h"

namespace audience::warehouse {

Result<std::vector<TableInfo>> postgresTables(PostgresLink &link, const std::string &schema, const CancelToken &cancel);
// Error "source.no_table" {table}.
Result<TableShape> postgresShape(PostgresLink &link, const TableName &table, Sampling sampling, const CancelToken &cancel);

} // namespace audience::warehouse
