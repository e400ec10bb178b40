#include "warehouse/odbc_write.h"

#include "warehouse/odbc_shape.h"
#include "warehouse/postgres_types.h"
#include "warehouse/written_table.h"

#include <algorithm>

namespace audience::warehouse {

using engine::ColumnType;

namespace {

constexpr std::size_t kMostValues = 900; // of one statement; SQLite takes 999 at least
constexpr std::int64_t kSqliteDigits = 1'000'000'000'000'000; // it keeps 15 of a number that is not whole

std::string literal(std::string_view text) {
    std::string quoted = "'";
    for (const char c : text)
        quoted.append(c == '\'' ? 2 : 1, c);
    return quoted + '\'';
}

std::string typeOf(OdbcMaker maker, const engine::Field &field) {
    if (maker == OdbcMaker::PostgreSql)
        return postgresTypeOf(field);
    switch (field.type) {
    case ColumnType::Bool:
        return "BOOLEAN";
    case ColumnType::Int64:
        return "INTEGER";
    case ColumnType::Decimal:
        return "DECIMAL(18," + std::to_string(field.scale) + ")";
    case ColumnType::Double:
        return "DOUBLE";
    case ColumnType::Date:
        return "DATE";
    case ColumnType::Instant:
        return "TIMESTAMP";
    case ColumnType::Json:
    case ColumnType::Text:
        break;
    }
    return "TEXT";
}

Result<OdbcValue> valueOf(OdbcMaker maker, const engine::Field &field, const engine::ColumnData &column, std::uint32_t row) {
    OdbcValue value;
    value.isNothing = column.isNull(row);
    if (value.isNothing)
        return value;
    value.text = engine::toText(engine::cellAt(column, row));
    if (field.type == ColumnType::Bool)
        value.text = column.ints[row] != 0 ? "1" : "0";
    if (maker != OdbcMaker::Sqlite)
        return value;
    if (field.type == ColumnType::Decimal && (column.ints[row] >= kSqliteDigits || column.ints[row] <= -kSqliteDigits))
        return Error(ErrorKind::Invalid, "odbc.too_exact").with("column", field.name);
    if (field.type == ColumnType::Instant) { // as SQLite's own functions write them
        std::replace(value.text.begin(), value.text.end(), 'T', ' ');
        std::erase(value.text, 'Z');
    }
    return value;
}

Result<void> checkOurs(OdbcLink &link, OdbcMaker maker, const TableName &target, const CancelToken &cancel) {
    const bool isSqlite = maker == OdbcMaker::Sqlite;
    TRY_ASSIGN(const OdbcAnswer there,
               link.ask(isSqlite ? "SELECT CASE WHEN sql LIKE '%' || " + literal(kOurs) + " || '%' THEN 1 ELSE 0 END FROM sqlite_master WHERE lower(name) = lower(" + literal(target.name) + ")"
                                 : "SELECT CASE WHEN pg_catalog.obj_description(c.oid, 'pg_class') = " + literal(kOurs) + " THEN 1 ELSE 0 END FROM pg_catalog.pg_class c "
                                       "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = " + literal(target.schema) + " AND c.relname = " + literal(target.name),
                        cancel));
    if (!there.rows.empty() && there.number(0, 0) != 1)
        return Error(ErrorKind::Refused, "source.not_ours").with("table", target.schema.empty() ? target.name : target.schema + '.' + target.name);
    return {};
}

Result<std::int64_t> fill(OdbcLink &link, OdbcMaker maker, const std::string &table, const std::vector<engine::Field> &fields, const Connector::NextRows &next,
                          const CancelToken &cancel) {
    std::string marks;
    for (const engine::Field &field : fields)
        marks += (marks.empty() ? "(CAST(? AS " : ", CAST(? AS ") + typeOf(maker, field) + ')';
    marks += ')';
    if (maker == OdbcMaker::Sqlite) { // its columns take texts as what they are, a CAST would change them
        marks = "(?";
        for (std::size_t i = 1; i < fields.size(); ++i)
            marks += ", ?";
        marks += ')';
    }
    const std::size_t most = std::max<std::size_t>(1, kMostValues / std::max<std::size_t>(1, fields.size()));
    std::vector<OdbcValue> values;
    std::size_t held = 0;
    std::int64_t written = 0;
    const auto flush = [&]() -> Result<void> {
        std::string sql = "INSERT INTO " + table + " VALUES ";
        for (std::size_t i = 0; i < held; ++i)
            sql += (i == 0 ? "" : ", ") + marks;
        if (held > 0)
            TRY(link.ask(sql, std::exchange(values, {}), cancel));
        held = 0;
        return {};
    };
    for (;;) {
        TRY_ASSIGN(const auto rows, next());
        if (!rows)
            break;
        for (std::uint32_t row = 0; row < rows->rows; ++row, ++written) {
            for (std::size_t i = 0; i < fields.size(); ++i) {
                TRY_ASSIGN(OdbcValue value, valueOf(maker, fields[i], rows->columns[i], row));
                values.push_back(std::move(value));
            }
            if (++held == most)
                TRY(flush());
        }
    }
    TRY(flush());
    return written;
}

} // namespace

bool odbcWrites(OdbcMaker maker) { return maker == OdbcMaker::PostgreSql || maker == OdbcMaker::Sqlite; }

Result<std::int64_t> odbcMaterialise(OdbcLink &link, OdbcMaker maker, const TableName &target, const std::vector<engine::Field> &fields,
                                     const Connector::NextRows &next, const CancelToken &cancel) {
    const bool isSqlite = maker == OdbcMaker::Sqlite;
    const std::string fresh = odbcSpelled(link, freshTable(target));
    TRY(checkOurs(link, maker, target, cancel));
    std::string columns;
    for (const engine::Field &field : fields)
        columns += (columns.empty() ? "" : ", ") + link.quoted(field.name) + ' ' + typeOf(maker, field);
    // SQLite has no words about a table, but keeps those in its statement.
    const std::string mark = isSqlite ? "/* " + std::string(kOurs) + " */ " : std::string();
    TRY(link.ask("CREATE TABLE " + fresh + " (" + mark + columns + ")", cancel));
    TRY_ASSIGN(const std::int64_t written, fill(link, maker, fresh, fields, next, cancel));
    if (!isSqlite) {
        TRY_ASSIGN(const OdbcAnswer both, link.ask(TakingOver::columnsSql(target, literal), cancel));
        if (TakingOver::hasSameColumns(target, both.rows)) {
            for (const std::string &sql : TakingOver::statements(odbcSpelled(link, target), fresh))
                TRY(link.ask(sql, cancel));
            TRY(link.commit(cancel));
            return written;
        }
    }
    if (!isSqlite)
        TRY(link.ask("COMMENT ON TABLE " + fresh + " IS " + literal(kOurs), cancel));
    TRY(link.ask("DROP TABLE IF EXISTS " + odbcSpelled(link, target), cancel));
    TRY(link.ask("ALTER TABLE " + fresh + " RENAME TO " + link.quoted(target.name), cancel));
    TRY(link.commit(cancel));
    return written;
}

} // namespace audience::warehouse
