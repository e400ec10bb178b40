// Which kinds of sources there are, and a connector for one of them.
#pragma once

#include "base/secret.h"
#include "base/clock.h"
#include "model/source_connection.h"
#include "net/http_client.h"
#include "warehouse/connector.h"
#include "warehouse/line_patience.h"

#include <functional>
#include <memory>

namespace audience::warehouse {

// "schema.table", or a table of the schema that the kind takes for granted. Each of the two may stand in the quotes of SQL,
// as it must where the schema has a point: "\"my.schema\".\"a table\"".
TableName tableFromText(const model::SourceConnection &connection, const std::string &text);
// As tableFromText() reads it: in quotes where it would be another without them.
std::string textOfTable(const model::SourceConnection &connection, const TableName &table);

// What a connector may need around it.
struct Surroundings {
    std::function<std::unique_ptr<net::HttpClient>()> client = {}; // asked for web services alone
    Clock *clock = nullptr;                                        // outlives the connector
    LinePatience patience = {};
};

// Connects when it is first asked something. Errors: "source.not_built_in" {kind}, those of checkConnection().
Result<std::unique_ptr<Connector>> makeConnector(const model::SourceConnection &connection, Secret secret, const Surroundings &around = {});
// What keeps it from being used. Errors: those of model::checkSource(), and of recipeOf() for web services.
Result<void> checkConnection(const model::SourceConnection &connection);
// Whether a password or token belongs to it.
bool needsSecret(const model::SourceConnection &connection);

} // namespace audience::warehouse
