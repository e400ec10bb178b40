#include "segment/value_sql.h"

#include <algorithm>

namespace audience::segment {

Result<void> writeValues(SqlParts &parts, const engine::PersonValues &values) {
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
        sql.add(computed[i]->zero() ? ", COALESCE(" + value + ", 0) AS " : ", " + value + " AS ").name(parts.grammar().madeColumn(computed[i]->field().name));
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

} // namespace audience::segment
