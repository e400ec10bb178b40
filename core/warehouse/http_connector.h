// A web service that answers in JSON, by a recipe. It is read page by page, at its pace; what is to come in order is
// gathered and sorted first, for few services promise an order.
#pragma once

#include "base/clock.h"
#include "base/secret.h"
#include "model/source_connection.h"
#include "net/http_client.h"
#include "warehouse/connector.h"
#include "warehouse/http_recipe.h"
#include "warehouse/line_patience.h"

namespace audience::warehouse {

// The recipe that a connection names or brings, settled. Errors: those of httpRecipeFromJson(), builtInRecipe() and
// settleRecipe(), "source.needs" {what}, "net.url_invalid", "net.plain_http_refused".
Result<HttpRecipe> recipeOf(const model::SourceConnection &connection);

// `clock` must outlive it.
Result<std::unique_ptr<Connector>> makeHttpConnector(const model::SourceConnection &connection, Secret secret, std::unique_ptr<net::HttpClient> client,
                                                     Clock &clock, const LinePatience &patience);

} // namespace audience::warehouse
