#include "warehouse/mysql_shape.h"

#include "warehouse/decimal_scale.h"
#include "warehouse/mysql_types.h"

#include <algorithm>

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

struct LookedAt {
    std::vector<std::size_t> numbers, flags; // columns whose type their values decide
};

Result<void> readColumns(MysqlLink &link, TableShape &shape, LookedAt &open, const CancelToken &cancel) {
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
        if (column.base == "decimal" && mayExceedDecimals(columns.number(row, 5)))
            open.numbers.push_back(shape.columns.size());
        if (column.base == "bool")
            open.flags.push_back(shape.columns.size());
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

std::string spelled(const TableName &table) { return mysqlQuoted(table.schema) + '.' + mysqlQuoted(table.name); }

// The rows at the end of the table's key, which are the newest of most tables; empty where no key tells where the end is.
std::string byKeyFromBehind(const TableShape &shape) {
    std::string order;
    if (!shape.keys.empty() && shape.keys.front().kind == KeyInfo::Kind::Primary)
        for (const std::string &column : shape.keys.front().columns)
            order += (order.empty() ? " ORDER BY " : ", ") + mysqlQuoted(column) + " DESC";
    return order;
}

// The first rows and the last ones.
Result<void> sampleNumbers(MysqlLink &link, TableShape &shape, const std::vector<std::size_t> &open, const CancelToken &cancel) {
    if (open.empty())
        return {};
    std::string names;
    for (const std::size_t at : open)
        names += (names.empty() ? "SELECT " : ", ") + mysqlQuoted(shape.columns[at].name);
    const std::string from = names + " FROM " + spelled(shape.table.name), most = " LIMIT " + std::to_string(kNumbersLookedAt), behind = byKeyFromBehind(shape);
    std::vector<std::string> reads{from + most};
    if (!behind.empty() && (shape.table.rows < 0 || shape.table.rows > kNumbersLookedAt))
        reads.push_back(from + behind + most);
    std::vector<DigitTally> tallies(open.size());
    for (const std::string &sql : reads) {
        TRY_ASSIGN(const MysqlAnswer numbers, link.ask(sql, cancel));
        for (const auto &row : numbers.rows)
            for (std::size_t i = 0; i < open.size(); ++i)
                if (row[i])
                    tallies[i].add(*row[i]);
    }
    for (std::size_t i = 0; i < open.size(); ++i)
        settleDecimal(shape.columns[open[i]], tallies[i]);
    return {};
}

// tinyint(1) is how a truth value is declared, and any small number: which of them it is its values say, all of them where the
// table is small enough.
Result<void> sampleFlags(MysqlLink &link, TableShape &shape, const std::vector<std::size_t> &flags, const CancelToken &cancel) {
    constexpr std::int64_t kAllRows = 1'000'000, kSomeRows = 100'000;
    if (flags.empty())
        return {};
    std::string extremes, names;
    for (const std::size_t at : flags) {
        const std::string name = mysqlQuoted(shape.columns[at].name);
        extremes += (extremes.empty() ? "SELECT " : ", ") + ("COALESCE(MIN(t." + name + "), 0), COALESCE(MAX(t." + name + "), 0)");
        names += (names.empty() ? "SELECT " : ", ") + name;
    }
    const std::string from = " FROM " + spelled(shape.table.name), behind = byKeyFromBehind(shape), most = " LIMIT " + std::to_string(kSomeRows);
    const bool takesAll = shape.table.kind == TableKind::Table && shape.table.rows >= 0 && shape.table.rows <= kAllRows;
    std::vector<std::string> reads{extremes + (takesAll ? from + " t" : " FROM (" + names + from + most + ") t")};
    if (!takesAll && !behind.empty())
        reads.push_back(extremes + " FROM (" + names + from + behind + most + ") t");
    for (const std::string &sql : reads) {
        TRY_ASSIGN(const MysqlAnswer answer, link.ask(sql, cancel));
        for (std::size_t i = 0; i < flags.size(); ++i)
            if (answer.number(0, 2 * i) < 0 || answer.number(0, 2 * i + 1) > 1)
                shape.columns[flags[i]].field.type = engine::ColumnType::Int64;
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

Result<TableShape> mysqlShape(MysqlLink &link, const TableName &table, Sampling sampling, const CancelToken &cancel) {
    TRY_ASSIGN(const MysqlAnswer found, link.ask(kTables + ofTable(table), cancel));
    if (found.rows.empty())
        return Error(ErrorKind::NotFound, "source.no_table").with("table", table.schema + '.' + table.name);
    TableShape shape;
    shape.table = tableAt(found, 0);
    LookedAt open;
    TRY(readColumns(link, shape, open, cancel));
    TRY(readKeys(link, shape, cancel));
    // The catalogue also shows what may only be written to.
    const auto tried = link.ask("SELECT 1 FROM " + mysqlQuoted(shape.table.name.schema) + '.' + mysqlQuoted(shape.table.name.name) + " LIMIT 0", cancel);
    if (!tried && tried.error().id != "source.not_allowed")
        return tried.error();
    shape.table.readable = tried.has_value();
    if (sampling == Sampling::Yes && shape.table.readable) {
        TRY(sampleNumbers(link, shape, open.numbers, cancel));
        TRY(sampleFlags(link, shape, open.flags, cancel));
    }
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
