// SQL Server and Azure SQL, and any other source for which this computer has an ODBC driver registered. Rows come as the
// driver tells them; how exact and how fast that is, is the driver's doing.
#pragma once

#include "base/secret.h"
#include "model/source_connection.h"
#include "warehouse/connector.h"
#include "warehouse/line_patience.h"

namespace audience::warehouse {

// Errors: those of odbcSettings().
Result<std::unique_ptr<Connector>> makeOdbcConnector(const model::SourceConnection &connection, Secret password, const LinePatience &patience);

} // namespace audience::warehouse
