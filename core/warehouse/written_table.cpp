#include "warehouse/written_table.h"

namespace audience::warehouse {

std::string TakingOver::columnsSql(const TableName &target, const std::function<std::string(std::string_view)> &literal, const std::string &catalog) {
    return "SELECT c.relname, a.attname, " + catalog + "format_type(a.atttypid, a.atttypmod) FROM " + catalog + "pg_class c JOIN " + catalog +
           "pg_namespace n ON n.oid = c.relnamespace JOIN " + catalog + "pg_attribute a ON a.attrelid = c.oid WHERE n.nspname = " + literal(target.schema) + " AND c.relname IN (" +
           literal(target.name) + ", " + literal(freshTable(target).name) + ") AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";
}

bool TakingOver::hasSameColumns(const TableName &target, const std::vector<std::vector<std::optional<std::string>>> &rows) {
    std::vector<std::pair<std::string, std::string>> there, fresh;
    for (const auto &row : rows)
        (row[0] == target.name ? there : fresh).emplace_back(row[1].value_or(std::string()), row[2].value_or(std::string()));
    return !there.empty() && there == fresh;
}

std::vector<std::string> TakingOver::statements(const std::string &target, const std::string &fresh, std::string_view locks) {
    // Two that write it at once would each take away only the rows of before.
    return {"LOCK TABLE " + target + std::string(locks), "DELETE FROM " + target, "INSERT INTO " + target + " SELECT * FROM " + fresh, "DROP TABLE " + fresh};
}

} // namespace audience::warehouse
