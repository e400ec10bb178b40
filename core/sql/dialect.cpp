#include "sql/dialect.h"

namespace audience::sql {

std::string_view toText(Dialect dialect) {
    switch (dialect) {
    case Dialect::Sqlite:
        break;
    case Dialect::Postgresql:
        return "postgresql";
    case Dialect::Redshift:
        return "redshift";
    case Dialect::Snowflake:
        return "snowflake";
    case Dialect::Bigquery:
        return "bigquery";
    case Dialect::Databricks:
        return "databricks";
    case Dialect::Fabric:
        return "fabric";
    }
    return "sqlite";
}

const std::vector<Dialect> &allDialects() {
    static const std::vector<Dialect> all = {Dialect::Sqlite,   Dialect::Postgresql, Dialect::Redshift, Dialect::Snowflake,
                                             Dialect::Bigquery, Dialect::Databricks, Dialect::Fabric};
    return all;
}

std::optional<Dialect> dialectFromText(std::string_view text) {
    for (const Dialect dialect : allDialects())
        if (text == toText(dialect))
            return dialect;
    return std::nullopt;
}

std::string_view typeOf(const Value &value) {
    constexpr std::string_view kTypes[] = {"int64", "double", "text", "decimal"};
    return kTypes[value.index()];
}

TableName TableName::ofParts(std::vector<std::string> parts) {
    TableName name;
    name.m_parts = std::move(parts);
    return name;
}

TableName TableName::verbatim(std::string text) {
    TableName name(std::move(text));
    name.m_verbatim = true;
    return name;
}

} // namespace audience::sql
