// How much a read through an ODBC driver would be, asked in the words of the databases that are known. What nobody tells is 0.
#pragma once

#include "warehouse/odbc_link.h"

namespace audience::warehouse {

// PostgreSQL's plan of a statement for rows of so many columns.
Result<Estimate> odbcPlan(OdbcLink &link, const std::string &sql, const std::vector<OdbcValue> &values, std::size_t columns, const CancelToken &cancel);
// SQLite's rows, counted, and the size of its first ones.
Result<Estimate> odbcCount(OdbcLink &link, const std::string &sql, const std::vector<OdbcValue> &values, const std::vector<ReadColumn> &columns, const CancelToken &cancel);
// The rows of a table, where the driver itself tells.
Result<Estimate> odbcTold(OdbcLink &link, const TableName &table, const CancelToken &cancel);

} // namespace audience::warehouse
