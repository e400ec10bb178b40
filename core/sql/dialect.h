// The databases for which SQL is written here, and what they share: values and the names of tables.
#pragma once

#include "base/decimal.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace audience::sql {

enum class Dialect { Sqlite, Postgresql, Redshift, Snowflake, Bigquery, Databricks, Fabric };

std::string_view toText(Dialect dialect); // "sqlite", "postgresql", ...
std::optional<Dialect> dialectFromText(std::string_view text);
const std::vector<Dialect> &allDialects();

using Value = std::variant<std::int64_t, double, std::string, Decimal>;
std::string_view typeOf(const Value &value); // "int64", "double", "text", "decimal"

// A table as a statement names it: one name, or several as in database.schema.table; or, where SQL is made
// into SQL by something else (a dbt model), words of that which must stay as they are.
class TableName {
public:
    TableName() = default;
    TableName(std::string name) : m_parts{std::move(name)} {}
    TableName(const char *name) : m_parts{name} {}
    static TableName ofParts(std::vector<std::string> parts);
    static TableName verbatim(std::string text);
    bool isVerbatim() const { return m_verbatim; }
    const std::vector<std::string> &parts() const { return m_parts; }

private:
    std::vector<std::string> m_parts;
    bool m_verbatim = false;
};

} // namespace audience::sql
