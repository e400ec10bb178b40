// Which kinds of sources there are, and a connector for one of them.
#pragma once

#include "base/secret.h"
#include "model/source_connection.h"
#include "warehouse/connector.h"

namespace audience::warehouse {

// "schema.table", or a table of the schema that the kind takes for granted.
TableName tableFromText(const model::SourceConnection &connection, const std::string &text);

// Connects when it is first asked something. Errors: "source.not_built_in" {kind}, those of model::checkSource().
Result<std::unique_ptr<Connector>> makeConnector(const model::SourceConnection &connection, Secret password);

} // namespace audience::warehouse
