// MySQL 5.7 and later, MariaDB 10.3 and later, and services that are one of them (RDS, Aurora, Azure Database), through
// MariaDB's C library. Rows come one by one as texts, of a read-only transaction that sees one moment.
#pragma once

#include "base/secret.h"
#include "model/source_connection.h"
#include "warehouse/connector.h"
#include "warehouse/line_patience.h"

namespace audience::warehouse {

Result<std::unique_ptr<Connector>> makeMysqlConnector(const model::SourceConnection &connection, Secret password, const LinePatience &patience);

} // namespace audience::warehouse
