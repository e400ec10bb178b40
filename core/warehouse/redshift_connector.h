// Amazon Redshift over libpq, by what its documents say: rows come as text one by one instead of by COPY, its own views say what is
// there, and tables are written by INSERT. Owned by whoever reads; one thread at a time.
#pragma once

#include "base/secret.h"
#include "model/source_connection.h"
#include "warehouse/connector.h"
#include "warehouse/line_patience.h"

namespace audience::warehouse {

Result<std::unique_ptr<Connector>> makeRedshiftConnector(const model::SourceConnection &connection, Secret password, const LinePatience &patience);

} // namespace audience::warehouse
