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

#include <optional>
#include <string_view>

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

namespace {

// What stands in quotes at the beginning, a quote within them doubled; `rest` is what comes behind. Nothing where they do not end.
std::optional<std::string> quotedName(std::string_view text, std::string_view &rest) {
    const char quote = text.front();
    std::string name;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] != quote) {
            name += text[i];
        } else if (i + 1 < text.size() && text[i + 1] == quote) {
            name += text[i++];
        } else {
            rest = text.substr(i + 1);
            return name;
        }
    }
    return std::nullopt;
}

bool isQuote(char c) { return c == '"' || c == '`'; }

// The last name of a text: all of it, points included.
std::string lastName(std::string_view text) {
    std::string_view rest;
    if (!text.empty() && isQuote(text.front()))
        if (auto name = quotedName(text, rest); name && rest.empty())
            return *std::move(name);
    return std::string(text);
}

std::string inQuotes(const std::string &name) {
    std::string text = "\"";
    for (const char c : name)
        text += c == '"' ? std::string(2, c) : std::string(1, c);
    return text + '"';
}

// The name of a file or of a web service's table has points of its own.
bool hasSchemas(const model::SourceKind *kind) { return kind && kind->family != "files" && kind->reach != model::SourceReach::Web; }

} // namespace

TableName tableFromText(const model::SourceConnection &connection, const std::string &text) {
    const model::SourceKind *kind = model::findSourceKind(connection.kind);
    if (!hasSchemas(kind))
        return {{}, text};
    std::string_view rest;
    if (!text.empty() && isQuote(text.front()))
        if (auto schema = quotedName(text, rest); schema && rest.size() > 1 && rest.front() == '.')
            return {*std::move(schema), lastName(rest.substr(1))};
    const bool isOneName = !text.empty() && isQuote(text.front()) && lastName(text) != text;
    const auto point = isOneName ? std::string::npos : text.find('.');
    if (point != std::string::npos)
        return {text.substr(0, point), lastName(std::string_view(text).substr(point + 1))};
    return {kind->family == "mysql" ? connection.database : std::string(kind->schema), lastName(text)};
}

std::string textOfTable(const model::SourceConnection &connection, const TableName &table) {
    const std::string plain = table.schema.empty() ? table.name : table.schema + "." + table.name;
    if (!hasSchemas(model::findSourceKind(connection.kind)) || tableFromText(connection, plain) == table)
        return plain;
    return table.schema.empty() ? inQuotes(table.name) : inQuotes(table.schema) + "." + inQuotes(table.name);
}

Result<void> checkConnection(const model::SourceConnection &connection) {
    TRY(model::checkSource(connection));
    const model::SourceKind *kind = model::findSourceKind(connection.kind);
    if (kind->reach == model::SourceReach::Web) {
        TRY_ASSIGN(const HttpRecipe recipe, recipeOf(connection));
        if (connection.credentials == "none" && recipe.auth.kind != HttpAuth::Kind::None)
            return Error(ErrorKind::Invalid, "source.needs_secret").with("name", recipe.title.empty() ? recipe.name : recipe.title);
    }
    // A driver is one that this computer has registered, under the name it has there.
    if (const std::string driver = connection.option("driver"); driver.find_first_of("/\\") != std::string::npos)
        return Error(ErrorKind::Invalid, "source.driver_path").with("driver", driver);
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
