#include "warehouse/connectors.h"

#include "warehouse/files_connector.h"
#include "warehouse/http_connector.h"
#include "warehouse/postgres_connector.h"
#include "warehouse/sqlite_connector.h"
#ifdef AUDIENCE_WITH_MYSQL
#include "warehouse/mysql_connector.h"
#endif
#include "warehouse/odbc_settings.h"
#ifdef AUDIENCE_WITH_ODBC
#include "warehouse/odbc_connector.h"
#endif

#include <array>

namespace audience::warehouse {

namespace {

struct Known {
    std::string_view family;
    Result<std::unique_ptr<Connector>> (*make)(const model::SourceConnection &, Secret, const LinePatience &);
};
constexpr std::array kKnown{
    Known{"files", [](const model::SourceConnection &about, Secret secret, const LinePatience &) { return makeFilesConnector(about, std::move(secret)); }},
#ifdef AUDIENCE_WITH_MYSQL
    Known{"mysql", makeMysqlConnector},
#endif
#ifdef AUDIENCE_WITH_ODBC
    Known{"odbc", makeOdbcConnector},
#endif
    Known{"postgresql", makePostgresConnector},
    Known{"sqlite", [](const model::SourceConnection &about, Secret secret, const LinePatience &) { return makeSqliteConnector(about, std::move(secret)); }},
};

} // namespace

TableName tableFromText(const model::SourceConnection &connection, const std::string &text) {
    const model::SourceKind *kind = model::findSourceKind(connection.kind);
    // The name of a file has points of its own.
    if (!kind || kind->family == "files" || kind->reach == model::SourceReach::Web)
        return {{}, text};
    const auto point = text.find('.');
    if (point != std::string::npos)
        return {text.substr(0, point), text.substr(point + 1)};
    return {kind->family == "mysql" ? connection.database : std::string(kind->schema), text};
}

Result<void> checkConnection(const model::SourceConnection &connection) {
    TRY(model::checkSource(connection));
    const model::SourceKind *kind = model::findSourceKind(connection.kind);
    if (kind->reach == model::SourceReach::Web) {
        TRY_ASSIGN(const HttpRecipe recipe, recipeOf(connection));
    }
    TRY(odbcAttributes(connection.option("attributes")));
    return {};
}

bool needsSecret(const model::SourceConnection &connection) {
    const model::SourceKind *kind = model::findSourceKind(connection.kind);
    if (!kind || !kind->takesSecret() || connection.credentials == "none")
        return false;
    if (kind->reach != model::SourceReach::Web)
        return true;
    const auto recipe = recipeOf(connection);
    return !recipe || recipe->auth.kind != HttpAuth::Kind::None;
}

Result<std::unique_ptr<Connector>> makeConnector(const model::SourceConnection &connection, Secret secret, const Surroundings &around) {
    TRY(checkConnection(connection));
    const model::SourceKind *kind = model::findSourceKind(connection.kind);
    if (kind->reach == model::SourceReach::Web && around.client && around.clock)
        return makeHttpConnector(connection, std::move(secret), around.client(), *around.clock, around.patience);
    for (const Known &known : kKnown)
        if (kind->family == known.family)
            return known.make(connection, std::move(secret), around.patience);
    return Error(ErrorKind::Invalid, "source.not_built_in").with("kind", connection.kind);
}

} // namespace audience::warehouse
