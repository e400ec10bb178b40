#include "segment/value_sql.h"

#include <algorithm>

namespace audience::segment {

using engine::ColumnType;

Result<void> writeValues(SqlParts &parts, const engine::PersonValues &values) {
    // Written for SQLite; other databases differ in dates, divisions and window functions.
    if (parts.sql().dialect() != sql::Dialect::Sqlite)
        return parts.noSql();
    for (const auto write : {writeTraitValues, writeSessionValues, writeRfmValues, writeRelatedValues}) {
        TRY_ASSIGN(const bool written, write(parts, values));
        if (written)
            return {};
    }
    return parts.noSql();
}

Result<void> writePeople(SqlParts &parts, const engine::ValueSources &computed, const std::vector<std::string> &columns) {
    sql::StatementBuilder &sql = parts.sql();
    if (computed.empty()) {
        sql.name(parts.names().profiles);
        return {};
    }
    sql.add("(SELECT p.").name(parts.names().keyColumn);
    for (const std::string &column : columns) {
        const bool isComputed = std::any_of(computed.begin(), computed.end(), [&](const auto &v) { return v->field().name == column; });
        if (!column.empty() && !isComputed && column != parts.names().keyColumn)
            sql.add(", p." + parts.attributeColumn(column));
    }
    for (std::size_t i = 0; i < computed.size(); ++i) {
        const std::string value = "v" + std::to_string(i + 1) + ".value";
        sql.add(computed[i]->zero() ? ", COALESCE(" + value + ", 0) AS " : ", " + value + " AS ").name(computed[i]->field().name);
    }
    sql.add("\n    FROM ").name(parts.names().profiles).add(" AS p");
    for (std::size_t i = 0; i < computed.size(); ++i) {
        const std::string name = "v" + std::to_string(i + 1);
        sql.add("\n    LEFT JOIN (");
        TRY(writeValues(parts, *computed[i]));
        sql.add(") AS " + name + " ON " + name + ".member = p.").name(parts.names().keyColumn);
    }
    sql.add(") AS people");
    return {};
}

std::string instantSql(const SqlParts &parts, const std::string &moment) {
    if (parts.names().times == SqlNames::Times::Micros)
        return moment;
    // Whole seconds from below, then the digits after the point without zeros at their end.
    const std::string rest = "((" + moment + ") % 1000000 + 1000000) % 1000000";
    return "rtrim(rtrim(strftime('%Y-%m-%dT%H:%M:%S', ((" + moment + ") - " + rest + ") / 1000000, 'unixepoch') || '.' || printf('%06d', " +
           rest + "), '0'), '.')";
}

std::string exactSql(const engine::Field &field, const std::string &expression) {
    return field.type == ColumnType::Decimal
               ? "CAST(ROUND(" + expression + " * " + std::to_string(powerOfTen(field.scale)) + ") AS INTEGER)"
               : expression;
}

} // namespace audience::segment
