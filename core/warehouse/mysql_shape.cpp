#include "warehouse/mysql_shape.h"

#include "warehouse/mysql_types.h"

namespace audience::warehouse {

namespace {

constexpr const char *kNoSystem = " NOT IN ('information_schema', 'performance_schema', 'mysql', 'sys')";

TableInfo tableAt(const MysqlAnswer &answer, std::size_t row) {
    TableInfo info;
    info.name = {answer.text(row, 0), answer.text(row, 1)};
    const std::string kind = answer.text(row, 2);
    info.kind = kind.find("VIEW") != std::string::npos ? TableKind::View : TableKind::Table;
    if (answer.rows[row][3] && info.kind == TableKind::Table)
        info.rows = answer.number(row, 3);
    return info;
}

constexpr const char *kTables = "SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, TABLE_ROWS FROM information_schema.TABLES WHERE TABLE_TYPE <> 'SEQUENCE' AND ";

std::string ofTable(const TableName &table) { return "TABLE_SCHEMA = " + mysqlLiteral(table.schema) + " AND TABLE_NAME = " + mysqlLiteral(table.name); }

// MariaDB keeps JSON as a text of which it checks that it is JSON.
Result<void> markJson(MysqlLink &link, TableShape &shape, const CancelToken &cancel) {
    if (!link.isMariaDb())
        return {};
    TRY_ASSIGN(const MysqlAnswer checks, link.ask("SELECT CHECK_CLAUSE FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = " +
                                                      mysqlLiteral(shape.table.name.schema) + " AND TABLE_NAME = " + mysqlLiteral(shape.table.name.name),
                                                  cancel));
    for (ColumnInfo &column : shape.columns)
        for (std::size_t row = 0; row < checks.rows.size(); ++row)
            if (column.base == "longtext" && checks.text(row, 0) == "json_valid(" + mysqlQuoted(column.name) + ')') {
                column.type = column.base = "json";
                column.field = mysqlField(column.name, column.base, 0, 0);
            }
    return {};
}

Result<void> readColumns(MysqlLink &link, TableShape &shape, const CancelToken &cancel) {
    TRY_ASSIGN(const MysqlAnswer columns,
               link.ask("SELECT COLUMN_NAME, LOWER(COLUMN_TYPE), IS_NULLABLE, LOWER(DATA_TYPE), NUMERIC_SCALE, NUMERIC_PRECISION FROM information_schema.COLUMNS WHERE " +
                            ofTable(shape.table.name) + " ORDER BY ORDINAL_POSITION",
                        cancel));
    for (std::size_t row = 0; row < columns.rows.size(); ++row) {
        ColumnInfo column;
        column.name = columns.text(row, 0);
        column.type = columns.text(row, 1);
        column.nullable = columns.text(row, 2) != "NO";
        column.base = mysqlBase(columns.text(row, 3), column.type);
        column.field = mysqlField(column.name, column.base, columns.number(row, 5), columns.number(row, 4));
        shape.columns.push_back(std::move(column));
    }
    return markJson(link, shape, cancel);
}

Result<void> readKeys(MysqlLink &link, TableShape &shape, const CancelToken &cancel) {
    // An index over the beginnings of texts says nothing about whole ones.
    TRY_ASSIGN(const MysqlAnswer unique,
               link.ask("SELECT INDEX_NAME, COLUMN_NAME FROM information_schema.STATISTICS WHERE " + ofTable(shape.table.name) +
                            " AND NON_UNIQUE = 0 AND INDEX_NAME NOT IN (SELECT INDEX_NAME FROM information_schema.STATISTICS WHERE " + ofTable(shape.table.name) +
                            " AND (SUB_PART IS NOT NULL OR COLUMN_NAME IS NULL)) ORDER BY INDEX_NAME <> 'PRIMARY', INDEX_NAME, SEQ_IN_INDEX",
                        cancel));
    std::string name;
    for (std::size_t row = 0; row < unique.rows.size(); ++row) {
        if (row == 0 || name != unique.text(row, 0)) {
            name = unique.text(row, 0);
            shape.keys.push_back({name == "PRIMARY" ? KeyInfo::Kind::Primary : KeyInfo::Kind::Unique, {}, {}, {}});
        }
        shape.keys.back().columns.push_back(unique.text(row, 1));
    }
    TRY_ASSIGN(const MysqlAnswer foreign,
               link.ask("SELECT CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_SCHEMA, REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME "
                        "FROM information_schema.KEY_COLUMN_USAGE WHERE " +
                            ofTable(shape.table.name) + " AND REFERENCED_TABLE_NAME IS NOT NULL ORDER BY CONSTRAINT_NAME, ORDINAL_POSITION",
                        cancel));
    for (std::size_t row = 0; row < foreign.rows.size(); ++row) {
        if (row == 0 || name != foreign.text(row, 0)) {
            name = foreign.text(row, 0);
            shape.keys.push_back({KeyInfo::Kind::Foreign, {}, {foreign.text(row, 2), foreign.text(row, 3)}, {}});
        }
        shape.keys.back().columns.push_back(foreign.text(row, 1));
        shape.keys.back().targetColumns.push_back(foreign.text(row, 4));
    }
    return {};
}

} // namespace

Result<std::vector<std::string>> mysqlSchemas(MysqlLink &link, const CancelToken &cancel) {
    TRY_ASSIGN(const MysqlAnswer answer,
               link.ask("SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE LOWER(SCHEMA_NAME)" + std::string(kNoSystem) + " ORDER BY 1", cancel));
    std::vector<std::string> names;
    for (std::size_t row = 0; row < answer.rows.size(); ++row)
        names.push_back(answer.text(row, 0));
    return names;
}

Result<std::vector<TableInfo>> mysqlTables(MysqlLink &link, const std::string &schema, const CancelToken &cancel) {
    const std::string which = schema.empty() ? "LOWER(TABLE_SCHEMA)" + std::string(kNoSystem) : "TABLE_SCHEMA = " + mysqlLiteral(schema);
    TRY_ASSIGN(const MysqlAnswer answer, link.ask(kTables + which + " ORDER BY 1, 2", cancel));
    std::vector<TableInfo> tables;
    for (std::size_t row = 0; row < answer.rows.size(); ++row)
        tables.push_back(tableAt(answer, row));
    return tables;
}

Result<TableShape> mysqlShape(MysqlLink &link, const TableName &table, const CancelToken &cancel) {
    TRY_ASSIGN(const MysqlAnswer found, link.ask(kTables + ofTable(table), cancel));
    if (found.rows.empty())
        return Error(ErrorKind::NotFound, "source.no_table").with("table", table.schema + '.' + table.name);
    TableShape shape;
    shape.table = tableAt(found, 0);
    TRY(readColumns(link, shape, cancel));
    TRY(readKeys(link, shape, cancel));
    // The catalogue also shows what may only be written to.
    const auto tried = link.ask("SELECT 1 FROM " + mysqlQuoted(shape.table.name.schema) + '.' + mysqlQuoted(shape.table.name.name) + " LIMIT 0", cancel);
    if (!tried && tried.error().id != "source.not_allowed")
        return tried.error();
    shape.table.readable = tried.has_value();
    return shape;
}

Result<bool> mysqlIsUnique(MysqlLink &link, const TableName &table, const std::string &column, const CancelToken &cancel) {
    TRY_ASSIGN(const MysqlAnswer found,
               link.ask("SELECT COUNT(*) FROM (SELECT INDEX_NAME FROM information_schema.STATISTICS WHERE " + ofTable(table) +
                            " AND NON_UNIQUE = 0 GROUP BY INDEX_NAME HAVING COUNT(*) = 1 AND MAX(COLUMN_NAME) = " + mysqlLiteral(column) +
                            " AND MAX(SUB_PART) IS NULL) u",
                        cancel));
    return found.number(0, 0) > 0;
}

} // namespace audience::warehouse
