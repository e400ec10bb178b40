// PostgreSQL 11 and later, and services that are PostgreSQL (Azure Database, RDS, Aurora), through libpq. Rows come as one
// binary COPY of a read-only transaction; what has no binary form that is known here comes as the text psql would show.
#pragma once

#include "base/secret.h"
#include "model/source_connection.h"
#include "warehouse/connector.h"
#include "warehouse/line_patience.h"

namespace audience::warehouse {

Result<std::unique_ptr<Connector>> makePostgresConnector(const model::SourceConnection &connection, Secret password, const LinePatience &patience);

} // namespace audience::warehouse
