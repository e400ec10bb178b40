// Which kinds of sources there are, and a connector for one of them.
#pragma once

#include "base/secret.h"
#include "model/database_connection.h"
#include "warehouse/connector.h"

namespace audience::warehouse {

// Connects when it is first asked something. Errors: "source.bad_kind" {value}, those of model::checkDatabase().
Result<std::unique_ptr<Connector>> makeConnector(const model::DatabaseConnection &connection, Secret password);

} // namespace audience::warehouse
