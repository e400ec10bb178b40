#include "warehouse/connectors.h"

#include "warehouse/postgres_connector.h"

#include <array>

namespace audience::warehouse {

namespace {

struct Known {
    const char *kind;
    std::unique_ptr<Connector> (*make)(const model::DatabaseConnection &, Secret);
};
constexpr std::array kKnown{Known{"postgresql", makePostgresConnector}};

} // namespace

Result<std::unique_ptr<Connector>> makeConnector(const model::DatabaseConnection &connection, Secret password) {
    TRY(model::checkDatabase(connection));
    for (const Known &known : kKnown)
        if (connection.kind == known.kind)
            return known.make(connection, std::move(password));
    return Error(ErrorKind::Invalid, "source.bad_kind").with("value", connection.kind);
}

} // namespace audience::warehouse
