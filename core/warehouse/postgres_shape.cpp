#include "warehouse/postgres_shape.h"

#include "base/text.h"
#include "warehouse/decimal_scale.h"
#include "warehouse/postgres_types.h"

#include <algorithm>

namespace audience::warehouse {

namespace {

TableKind kindOf(std::string_view relkind) {
    return relkind == "v" ? TableKind::View : relkind == "m" ? TableKind::Materialised : relkind == "f" ? TableKind::Foreign : TableKind::Table;
}

std::string spelled(const TableName &table) { return table.schema + '.' + table.name; }

TableInfo tableAt(const PostgresAnswer &answer, int row) {
    TableInfo info;
    info.name = {std::string(answer.text(row, 0)), std::string(answer.text(row, 1))};
    info.kind = kindOf(answer.text(row, 2));
    info.rows = answer.number(row, 3); // -1: never counted
    info.readable = answer.text(row, 4) == "t";
    return info;
}

constexpr const char *kTables = "SELECT n.nspname, c.relname, c.relkind, CASE WHEN c.relkind = 'v' THEN -1 ELSE c.reltuples::pg_catalog.int8 END, "
                                "pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT'), c.oid "
                                "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
                                "WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND ";

// `open`: the places of numbers that may have more digits than a decimal holds.
Result<void> readColumns(PostgresLink &link, const std::string &oid, TableShape &shape, std::vector<std::size_t> &open, const CancelToken &cancel) {
    // Texts for which the server has an order of its own that takes different ones for the same.
    const std::string loose = link.serverVersion() >= 120'000 ? "EXISTS (SELECT 1 FROM pg_catalog.pg_collation l WHERE l.oid = a.attcollation AND NOT l.collisdeterministic)" : "false";
    TRY_ASSIGN(const PostgresAnswer columns,
               link.ask("SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull, "
                        "CASE WHEN b.typtype = 'e' THEN 'enum' WHEN b.typtype = 'c' THEN 'composite' "
                        "WHEN b.typelem <> 0 AND b.typlen = -1 AND b.typcategory = 'A' THEN 'array' "
                        "WHEN " + loose + " THEN 'loose_text' "
                        "WHEN b.typnamespace = 'pg_catalog'::pg_catalog.regnamespace THEN b.typname ELSE 'other' END, "
                        "CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END "
                        "FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid "
                        "JOIN pg_catalog.pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END "
                        "WHERE a.attrelid = " + oid + " AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum",
                        cancel));
    for (int row = 0; row < columns.rows(); ++row) {
        ColumnInfo column;
        column.name = columns.text(row, 0);
        if (!isValidUtf8(column.name)) // which only a database without an encoding has; it cannot be named here
            continue;
        column.type = columns.text(row, 1);
        column.nullable = columns.text(row, 2) != "t";
        column.base = columns.text(row, 3);
        column.field = postgresField(column.name, column.base, columns.number(row, 4));
        const std::int64_t modifier = columns.number(row, 4); // as postgresField() takes it
        if (column.base == "numeric" && mayExceedDecimals(modifier < 4 ? 0 : (modifier - 4) >> 16))
            open.push_back(shape.columns.size());
        shape.columns.push_back(std::move(column));
    }
    return {};
}

Result<void> readKeys(PostgresLink &link, const std::string &oid, TableShape &shape, const CancelToken &cancel) {
    TRY_ASSIGN(const PostgresAnswer keys,
               link.ask("SELECT k.number, k.kind, a.attname, coalesce(n.nspname, ''), coalesce(f.relname, ''), coalesce(fa.attname, '') FROM ("
                        "SELECT i.indexrelid::pg_catalog.int8 AS number, CASE WHEN i.indisprimary THEN 'p' ELSE 'u' END AS kind, i.indrelid AS rel, "
                        "i.indkey::pg_catalog.int2[] AS cols, 0::pg_catalog.oid AS target, NULL::pg_catalog.int2[] AS fcols "
                        "FROM pg_catalog.pg_index i WHERE i.indrelid = " + oid + " AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL "
                        "UNION ALL SELECT c.oid::pg_catalog.int8, 'f', c.conrelid, c.conkey, c.confrelid, c.confkey FROM pg_catalog.pg_constraint c "
                        "WHERE c.conrelid = " + oid + " AND c.contype = 'f') k "
                        "CROSS JOIN LATERAL pg_catalog.unnest(k.cols) WITH ORDINALITY AS u(col, place) "
                        "JOIN pg_catalog.pg_attribute a ON a.attrelid = k.rel AND a.attnum = u.col "
                        "LEFT JOIN pg_catalog.pg_class f ON f.oid = k.target LEFT JOIN pg_catalog.pg_namespace n ON n.oid = f.relnamespace "
                        "LEFT JOIN pg_catalog.pg_attribute fa ON fa.attrelid = k.target AND fa.attnum = k.fcols[pg_catalog.array_lower(k.fcols, 1) + u.place::pg_catalog.int4 - 1] "
                        "ORDER BY k.kind = 'f', k.kind, k.number, u.place",
                        cancel));
    std::string number;
    for (int row = 0; row < keys.rows(); ++row) {
        if (number != keys.text(row, 0)) {
            number = keys.text(row, 0);
            KeyInfo key;
            key.kind = keys.text(row, 1) == "p" ? KeyInfo::Kind::Primary : keys.text(row, 1) == "u" ? KeyInfo::Kind::Unique : KeyInfo::Kind::Foreign;
            key.target = {std::string(keys.text(row, 3)), std::string(keys.text(row, 4))};
            shape.keys.push_back(std::move(key));
        }
        shape.keys.back().columns.emplace_back(keys.text(row, 2));
        if (!keys.text(row, 5).empty())
            shape.keys.back().targetColumns.emplace_back(keys.text(row, 5));
    }
    return {};
}

// The first rows, and of a large table some from all over it: what is cheap, and the numbers of a table tend to grow.
Result<void> sampleNumbers(PostgresLink &link, TableShape &shape, const std::vector<std::size_t> &open, const CancelToken &cancel) {
    if (open.empty())
        return {};
    std::string names;
    for (const std::size_t at : open)
        names += (names.empty() ? "" : ", ") + link.quoted(shape.columns[at].name);
    const std::string from = "SELECT " + names + " FROM " + link.quoted(shape.table.name.schema) + '.' + link.quoted(shape.table.name.name);
    const std::string most = " LIMIT " + std::to_string(kNumbersLookedAt);
    std::vector<std::string> reads{from + most};
    const bool isStored = shape.table.kind == TableKind::Table || shape.table.kind == TableKind::Materialised;
    if (isStored && (shape.table.rows <= 0 || shape.table.rows > kNumbersLookedAt)) {
        // In parts of a million, as each locale writes a point in its own way; of a table that was never counted one in a hundred.
        const std::int64_t parts = shape.table.rows <= 0 ? 10'000 : std::max<std::int64_t>(1, std::int64_t{1'000'000} * kNumbersLookedAt / shape.table.rows);
        reads.push_back(from + " TABLESAMPLE SYSTEM (" + std::to_string(parts) + " / 10000.0) REPEATABLE (1)" + most);
    }
    std::vector<DigitTally> tallies(open.size());
    for (const std::string &sql : reads) {
        TRY_ASSIGN(const PostgresAnswer numbers, link.ask(sql, cancel));
        for (int row = 0; row < numbers.rows(); ++row)
            for (std::size_t i = 0; i < open.size(); ++i)
                if (!numbers.isNull(row, static_cast<int>(i)))
                    tallies[i].add(numbers.text(row, static_cast<int>(i)));
    }
    for (std::size_t i = 0; i < open.size(); ++i)
        settleDecimal(shape.columns[open[i]], tallies[i]);
    return {};
}

} // namespace

Result<std::vector<TableInfo>> postgresTables(PostgresLink &link, const std::string &schema, const CancelToken &cancel) {
    const std::string which = schema.empty() ? "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'" : "n.nspname = " + link.literal(schema);
    TRY_ASSIGN(const PostgresAnswer answer, link.ask(kTables + which + " AND NOT c.relispartition ORDER BY 1, 2", cancel));
    std::vector<TableInfo> tables;
    for (int row = 0; row < answer.rows(); ++row)
        if (isValidUtf8(answer.text(row, 0)) && isValidUtf8(answer.text(row, 1)))
            tables.push_back(tableAt(answer, row));
    return tables;
}

Result<TableShape> postgresShape(PostgresLink &link, const TableName &table, Sampling sampling, const CancelToken &cancel) {
    TRY_ASSIGN(const PostgresAnswer found,
               link.ask(kTables + ("n.nspname = " + link.literal(table.schema) + " AND c.relname = " + link.literal(table.name)), cancel));
    if (found.rows() == 0)
        return Error(ErrorKind::NotFound, "source.no_table").with("table", spelled(table));
    TableShape shape;
    shape.table = tableAt(found, 0);
    const std::string oid(found.text(0, 5));
    std::vector<std::size_t> open;
    TRY(readColumns(link, oid, shape, open, cancel));
    TRY(readKeys(link, oid, shape, cancel));
    if (sampling == Sampling::Yes && shape.table.readable)
        TRY(sampleNumbers(link, shape, open, cancel));
    return shape;
}

} // namespace audience::warehouse
