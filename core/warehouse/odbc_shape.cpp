#include "warehouse/odbc_shape.h"

#include "base/text.h"
#include "warehouse/decimal_scale.h"

#include <algorithm>
#include <array>
#include <map>

namespace audience::warehouse {

namespace {

constexpr std::array<std::string_view, 8> kSystem{"information_schema", "pg_catalog", "pg_toast", "sys", "mysql", "performance_schema", "syscat", "sysibm"};

bool isOfSystem(const TableName &name) {
    return std::any_of(kSystem.begin(), kSystem.end(), [&](std::string_view one) { return equalsAscii(name.schema, one); }) ||
           (name.schema.empty() && name.name.starts_with("sqlite_"));
}

TableInfo tableAt(const OdbcAnswer &answer, std::size_t row) {
    TableInfo info;
    info.name = {answer.text(row, 1), answer.text(row, 2)};
    info.kind = equalsAscii(answer.text(row, 3), "view") ? TableKind::View : TableKind::Table;
    return info;
}

// `open`: the places of numbers that may have more digits than a decimal holds.
Result<void> readColumns(OdbcLink &link, OdbcMaker maker, TableShape &shape, std::vector<std::size_t> &open, const CancelToken &cancel) {
    TRY_ASSIGN(const OdbcAnswer columns, link.columns(shape.table.name, cancel));
    for (std::size_t row = 0; row < columns.rows.size(); ++row) {
        if (columns.text(row, 1) != shape.table.name.schema || columns.text(row, 2) != shape.table.name.name)
            continue;
        ColumnInfo column;
        const std::string type = toLowerAscii(columns.text(row, 5));
        const std::int64_t size = columns.number(row, 6), scale = columns.number(row, 8);
        column.name = columns.text(row, 3);
        column.base = odbcBase(maker, static_cast<int>(columns.number(row, 4)), type, size);
        const bool isSized = type.find('(') == std::string::npos && size > 0;
        column.type = type + (!isSized ? std::string() : column.base == "decimal" ? '(' + std::to_string(size) + ',' + std::to_string(scale) + ')'
                                                         : column.base == "text" || column.base == "bytes" ? '(' + std::to_string(size) + ')' : std::string());
        column.nullable = columns.text(row, 10) != "0";
        column.field = odbcField(column.name, column.base, size, scale);
        // What SQLite is told of a number's digits it does not keep to.
        if (column.base == "decimal" && (mayExceedDecimals(size) || maker == OdbcMaker::Sqlite))
            open.push_back(shape.columns.size());
        shape.columns.push_back(std::move(column));
    }
    return {};
}

// Not every driver answers every question: what is not told is not known.
Result<OdbcAnswer> known(Result<OdbcAnswer> answer) {
    if (!answer && answer.error().kind != ErrorKind::Network && answer.error().kind != ErrorKind::Cancelled)
        return OdbcAnswer();
    return answer;
}

Result<void> readKeys(OdbcLink &link, TableShape &shape, const CancelToken &cancel) {
    const TableName &name = shape.table.name;
    TRY_ASSIGN(const OdbcAnswer primary, known(link.primaryKey(name, cancel)));
    std::map<std::int64_t, std::string> inOrder;
    for (std::size_t row = 0; row < primary.rows.size(); ++row)
        if (primary.text(row, 2) == name.name)
            inOrder.emplace(primary.number(row, 4), primary.text(row, 3));
    KeyInfo key;
    for (const auto &[place, column] : inOrder)
        key.columns.push_back(column);
    if (!key.columns.empty())
        shape.keys.push_back(key);
    TRY_ASSIGN(const OdbcAnswer unique, known(link.uniqueIndexes(name, cancel)));
    std::map<std::string, std::vector<std::string>> indexes;
    for (std::size_t row = 0; row < unique.rows.size(); ++row) {
        // Over some rows only, or over an expression, it says nothing about the column.
        const bool isWhole = unique.text(row, 2) == name.name && unique.text(row, 3) == "0" && !unique.text(row, 5).empty();
        if (isWhole)
            indexes[unique.text(row, 5)].push_back(unique.text(row, 12).empty() ? unique.text(row, 8) : std::string());
    }
    for (auto &[index, columns] : indexes)
        if (columns != key.columns && std::find(columns.begin(), columns.end(), std::string()) == columns.end())
            shape.keys.push_back({KeyInfo::Kind::Unique, std::move(columns), {}, {}});
    TRY_ASSIGN(const OdbcAnswer foreign, known(link.foreignKeys(name, cancel)));
    for (std::size_t row = 0; row < foreign.rows.size(); ++row) {
        if (foreign.text(row, 6) != name.name)
            continue;
        if (foreign.number(row, 8) <= 1)
            shape.keys.push_back({KeyInfo::Kind::Foreign, {}, {foreign.text(row, 1), foreign.text(row, 2)}, {}});
        if (shape.keys.empty() || shape.keys.back().kind != KeyInfo::Kind::Foreign)
            continue;
        shape.keys.back().columns.push_back(foreign.text(row, 7));
        shape.keys.back().targetColumns.push_back(foreign.text(row, 3));
    }
    return {};
}

// The first rows. What comes behind them is not asked for where the database has words for that.
Result<void> sampleNumbers(OdbcLink &link, OdbcMaker maker, TableShape &shape, const std::vector<std::size_t> &open, const CancelToken &cancel) {
    if (open.empty())
        return {};
    const std::string most = std::to_string(kNumbersLookedAt);
    const bool isOfMicrosoft = maker == OdbcMaker::Microsoft || maker == OdbcMaker::FreeTds;
    const bool hasLimit = maker == OdbcMaker::PostgreSql || maker == OdbcMaker::Sqlite;
    OdbcLayout layout;
    std::vector<TextColumn> texts;
    std::string names;
    for (const std::size_t at : open) {
        names += (names.empty() ? "" : ", ") + link.quoted(shape.columns[at].name);
        layout.places.push_back(layout.forms.size());
        layout.forms.push_back(OdbcForm::Ascii);
        layout.isLong.push_back(false);
        texts.push_back({{{shape.columns[at].name, engine::ColumnType::Text, 0}, ingest::NumberStyle::Point, ingest::DateOrder::Ymd, false}});
    }
    TRY(link.start("SELECT " + std::string(isOfMicrosoft ? "TOP " + most + " " : "") + names + " FROM " + odbcSpelled(link, shape.table.name) + (hasLimit ? " LIMIT " + most : ""), {},
                   layout, cancel));
    const TextRows rows(std::move(texts), false, "UTC");
    std::vector<DigitTally> tallies(open.size());
    for (std::int64_t seen = 0; seen < kNumbersLookedAt;) {
        TRY_ASSIGN(const auto page, link.nextPage(cancel));
        if (!page)
            break;
        seen += page->rows;
        const TypedPage typed = rows.decode(*page);
        for (const ingest::DecodedRows &batch : typed.batches)
            for (std::size_t i = 0; i < open.size(); ++i)
                for (std::uint32_t row = 0; row < batch.rows; ++row)
                    if (!batch.columns[i].isNull(row))
                        tallies[i].add(batch.columns[i].textAt(row));
    }
    for (std::size_t i = 0; i < open.size(); ++i)
        settleDecimal(shape.columns[open[i]], tallies[i], maker == OdbcMaker::Sqlite ? Digits::Fifteen : Digits::All);
    return {};
}

} // namespace

std::string odbcSpelled(const OdbcLink &link, const TableName &table) {
    return (table.schema.empty() ? std::string() : link.quoted(table.schema) + '.') + link.quoted(table.name);
}

Result<std::vector<TableInfo>> odbcTables(OdbcLink &link, const std::string &schema, const CancelToken &cancel) {
    TRY_ASSIGN(const OdbcAnswer answer, link.tables({}, {}, cancel));
    std::vector<TableInfo> tables;
    for (std::size_t row = 0; row < answer.rows.size(); ++row) {
        TableInfo info = tableAt(answer, row);
        if (!isOfSystem(info.name) && (schema.empty() || info.name.schema == schema))
            tables.push_back(std::move(info));
    }
    std::sort(tables.begin(), tables.end(), [](const TableInfo &a, const TableInfo &b) { return std::tie(a.name.schema, a.name.name) < std::tie(b.name.schema, b.name.name); });
    return tables;
}

Result<TableShape> odbcShape(OdbcLink &link, OdbcMaker maker, const TableName &table, Sampling sampling, const CancelToken &cancel) {
    TRY_ASSIGN(const OdbcAnswer found, link.tables(table.schema, table.name, cancel));
    TableShape shape;
    bool isThere = false;
    for (std::size_t row = 0; row < found.rows.size() && !isThere; ++row) {
        shape.table = tableAt(found, row);
        isThere = shape.table.name.name == table.name && (table.schema.empty() || shape.table.name.schema == table.schema) && !isOfSystem(shape.table.name);
    }
    if (!isThere)
        return Error(ErrorKind::NotFound, "source.no_table").with("table", table.schema.empty() ? table.name : table.schema + '.' + table.name);
    std::vector<std::size_t> open;
    TRY(readColumns(link, maker, shape, open, cancel));
    TRY(readKeys(link, shape, cancel));
    const auto tried = link.ask("SELECT 1 FROM " + odbcSpelled(link, shape.table.name) + " WHERE 1 = 0", cancel);
    if (!tried && tried.error().id != "source.not_allowed")
        return tried.error();
    shape.table.readable = tried.has_value();
    if (sampling == Sampling::Yes && shape.table.readable)
        TRY(sampleNumbers(link, maker, shape, open, cancel));
    return shape;
}

} // namespace audience::warehouse
