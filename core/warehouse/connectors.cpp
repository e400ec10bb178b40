#include "warehouse/connectors.h"

#include "warehouse/postgres_connector.h"

#include <array>

namespace audience::warehouse {

namespace {

struct Known {
    std::string_view family;
    Result<std::unique_ptr<Connector>> (*make)(const model::SourceConnection &, Secret);
};
constexpr std::array kKnown{Known{"postgresql", makePostgresConnector}};

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

Result<std::unique_ptr<Connector>> makeConnector(const model::SourceConnection &connection, Secret password) {
    TRY(model::checkSource(connection));
    const model::SourceKind *kind = model::findSourceKind(connection.kind);
    for (const Known &known : kKnown)
        if (kind->family == known.family)
            return known.make(connection, std::move(password));
    return Error(ErrorKind::Invalid, "source.not_built_in").with("kind", connection.kind);
}

} // namespace audience::warehouse
