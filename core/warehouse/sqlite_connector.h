// Tables and views of a SQLite file that another program owns. It is only read.
#pragma once

#include "base/secret.h"
#include "model/source_connection.h"
#include "warehouse/connector.h"

namespace audience::warehouse {

Result<std::unique_ptr<Connector>> makeSqliteConnector(const model::SourceConnection &connection, Secret);

} // namespace audience::warehouse
