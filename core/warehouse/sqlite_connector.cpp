#include "warehouse/sqlite_connector.h"

#include "base/text.h"
#include "ingest/cell_shape.h"
#include "warehouse/file_folder.h"
#include "warehouse/sqlite_link.h"
#include "warehouse/sqlite_types.h"
#include "warehouse/text_rows.h"

#include <algorithm>
#include <charconv>

namespace audience::warehouse {

namespace {

constexpr std::int64_t kSampleRows = 100'000, kFewRows = 1000;
constexpr std::int64_t kCheckedBytes = std::int64_t{256} << 20;

std::string literal(std::string_view text) {
    std::string quoted = "'";
    for (const char c : text)
        quoted += c == '\'' ? std::string("''") : std::string(1, c);
    return quoted + '\'';
}

class SqliteStream final : public RowStream {
public:
    SqliteStream(std::unique_ptr<SqliteLink> link, SqliteRows rows, const ReadRequest &request, CancelToken cancel)
        : m_link(std::move(link)), m_rows(std::move(rows)), m_text(textColumns(request), !request.order.empty(), request.zone), m_cancel(std::move(cancel)) {
        for (const ReadColumn &column : request.columns)
            m_types.push_back(column.field.type);
        if (!request.order.empty())
            m_types.push_back(engine::ColumnType::Text);
    }

    Result<std::optional<RawPage>> next() override {
        while (!m_ended && !m_pager.isFull()) {
            TRY_ASSIGN(const bool some, m_rows.next(m_cancel));
            m_ended = !some;
            if (!some)
                break;
            for (std::size_t i = 0; i < m_types.size(); ++i) {
                const auto cell = sqliteText(m_rows, static_cast<int>(i), m_types[i]);
                m_bytes += cell ? static_cast<std::int64_t>(cell->size()) : 0;
                m_pager.add(cell ? std::optional<std::string_view>(*cell) : std::nullopt);
            }
            m_pager.endRow();
        }
        if (m_ended)
            TRY(m_link->checkUnchanged());
        if (m_pager.isEmpty())
            return std::optional<RawPage>();
        return std::optional(m_pager.take());
    }
    std::int64_t bytes() const override { return m_bytes; }
    Result<TypedPage> decode(const RawPage &page) const override { return m_text.decode(page); }
    Result<std::string> position(const RawPage &page, std::uint32_t row) const override { return m_text.position(page, row); }

private:
    std::unique_ptr<SqliteLink> m_link;
    SqliteRows m_rows;
    const TextRows m_text;
    CancelToken m_cancel;
    std::vector<engine::ColumnType> m_types;
    TextPager m_pager;
    std::int64_t m_bytes = 0;
    bool m_ended = false;
};

// So many seconds before a time in ISO's order, in the form in which it stands; as it is where it is no time.
std::string earlier(const std::string &time, std::int64_t seconds) {
    const auto read = ingest::parseDateTime(time, ingest::DateOrder::Ymd, false);
    if (!read || seconds <= 0)
        return time;
    const std::string text = toIso(Instant{read->date.days * kMicrosPerDay + read->microsOfDay - seconds * 1'000'000});
    if (!read->hasTime)
        return text.substr(0, 10);
    std::string out = text.substr(0, std::min<std::size_t>(19, time.size()));
    if (time.size() > 10 && out.size() > 10)
        out[10] = time[10];
    return out;
}

class SqliteConnector final : public Connector {
public:
    explicit SqliteConnector(model::SourceConnection about) : m_about(std::move(about)) {}

    Capabilities capabilities() const override { return {true, true, true, false, false}; }

    Result<ServerInfo> test(const CancelToken &cancel) override {
        TRY_ASSIGN(const auto link, open());
        TRY_ASSIGN(const auto files, listFolder(m_about.path));
        if (files.front().size <= kCheckedBytes) {
            TRY_ASSIGN(SqliteRows check, link->ask("PRAGMA quick_check(1)", cancel));
            TRY_ASSIGN(const bool some, check.next(cancel));
            if (!some || check.text(0) != "ok")
                return Error(ErrorKind::Corrupt, "source.sqlite_damaged").with("path", m_about.path);
        }
        ServerInfo info;
        info.product = "SQLite";
        TRY_ASSIGN(info.version, first(*link, "SELECT sqlite_version()", cancel));
        info.database = m_about.path;
        return info;
    }

    Result<std::vector<std::string>> catalogs(const CancelToken &) override { return std::vector<std::string>(); }
    Result<std::vector<std::string>> schemas(const CancelToken &) override { return std::vector<std::string>{"main"}; }

    Result<std::vector<TableInfo>> tables(const std::string &, const CancelToken &cancel) override {
        TRY_ASSIGN(const auto link, open());
        return listed(*link, cancel);
    }

    Result<TableShape> shape(const TableName &table, Sampling sampling, const CancelToken &cancel) override {
        TRY_ASSIGN(const auto link, open());
        TRY_ASSIGN(const auto all, listed(*link, cancel));
        const auto found = std::find_if(all.begin(), all.end(), [&](const TableInfo &one) { return one.name.name == table.name; });
        if (found == all.end())
            return Error(ErrorKind::NotFound, "source.no_table").with("table", table.name);
        TableShape shape;
        shape.table = *found;
        std::vector<std::string> declared;
        TRY(readColumns(*link, shape, declared, cancel));
        TRY(readKeys(*link, shape, cancel));
        std::vector<SqliteTally> tallies(shape.columns.size());
        for (std::size_t i = 0; i < tallies.size(); ++i)
            tallies[i].isDecimal = isSqliteDecimal(declared[i]);
        if (shape.table.readable)
            TRY(survey(*link, shape, sampling == Sampling::Yes ? kSampleRows : kFewRows, tallies, cancel));
        for (std::size_t i = 0; i < tallies.size(); ++i) {
            shape.columns[i].field = sqliteField(shape.columns[i].name, declared[i], tallies[i]);
            if (tallies[i].isDecimal) // whatever it is declared as, a column there takes any number
                settleDecimal(shape.columns[i], tallies[i].digits, Digits::Fifteen);
        }
        return shape;
    }

    // A value that does not fit is a refused row: a column there has no type that holds.
    Result<void> checkField(const ColumnInfo &, const engine::Field &) const override { return {}; }

    Result<void> checkOrder(const ColumnInfo &column) const override {
        if (column.base != "blob")
            return {};
        return Error(ErrorKind::Invalid, "source.no_order").with("column", column.name).with("type", column.type);
    }

    bool readsByKey(const ColumnInfo &, const engine::Field &field) const override {
        return field.type == engine::ColumnType::Text || field.type == engine::ColumnType::Int64 || field.type == engine::ColumnType::Decimal;
    }

    Result<OrderFacts> orderFacts(const ReadRequest &request, const CancelToken &cancel) override {
        TRY_ASSIGN(const auto link, open());
        const std::string column = sqliteQuoted(request.order), from = " FROM " + sqliteQuoted(request.table.name) + " WHERE ";
        const std::string within = column + " IS NOT NULL" + calendar(request), without = "(" + column + " IS NULL OR NOT (" + within + "))";
        std::string sql = "SELECT (SELECT count(*)" + from + without + "), (SELECT CAST(" + column + " AS TEXT)" + from + without + " AND " + column + " IS NOT NULL LIMIT 1)";
        ReadRequest behind = request;
        behind.withAfter = true;
        behind.lookBackSeconds = 0;
        if (!request.after.empty())
            sql += ", (SELECT CAST(" + column + " AS TEXT)" + from + within + " AND NOT EXISTS (SELECT 1 FROM " + source(behind) + ") ORDER BY " + ordered(request) + " DESC LIMIT 1)";
        TRY_ASSIGN(SqliteRows rows, link->ask(sql, cancel));
        bindPosition(rows, behind);
        TRY_ASSIGN(const bool some, rows.next(cancel));
        if (!some)
            return OrderFacts();
        return OrderFacts{rows.integer(0), repairUtf8(rows.text(1)), request.after.empty() ? std::string() : repairUtf8(rows.text(2))};
    }

    Result<Estimate> estimate(const ReadRequest &request, const CancelToken &cancel) override {
        TRY_ASSIGN(const auto link, open());
        const std::string from = " FROM " + source(request);
        TRY_ASSIGN(SqliteRows count, link->ask("SELECT count(*)" + from, cancel));
        bindPosition(count, request);
        TRY_ASSIGN(const bool some, count.next(cancel));
        Estimate estimate;
        estimate.rows = some ? count.integer(0) : 0;
        std::string lengths = "0";
        for (const ReadColumn &column : request.columns)
            lengths += "+coalesce(length(" + sqliteQuoted(column.name) + "),0)";
        TRY_ASSIGN(SqliteRows width, link->ask("SELECT avg(w) FROM (SELECT " + lengths + " AS w" + from + " LIMIT " + std::to_string(kFewRows) + ")", cancel));
        bindPosition(width, request);
        TRY_ASSIGN(const bool any, width.next(cancel));
        estimate.bytes = static_cast<std::int64_t>(static_cast<double>(estimate.rows) * (any ? width.real(0) : 0));
        return estimate;
    }

    Result<std::unique_ptr<RowStream>> read(const ReadRequest &request, const CancelToken &cancel) override {
        TRY_ASSIGN(auto link, open());
        std::string sql;
        for (const ReadColumn &column : request.columns)
            sql += (sql.empty() ? "SELECT " : ", ") + sqliteQuoted(column.name);
        if (!request.order.empty())
            sql += ", " + sqliteQuoted(request.order);
        sql += " FROM " + source(request);
        if (!request.order.empty())
            sql += " ORDER BY " + ordered(request);
        TRY_ASSIGN(SqliteRows rows, link->ask(sql, cancel));
        bindPosition(rows, request);
        return std::unique_ptr<RowStream>(std::make_unique<SqliteStream>(std::move(link), std::move(rows), request, cancel));
    }

private:
    Result<std::unique_ptr<SqliteLink>> open() const { return SqliteLink::open(m_about.path, m_about.statementSeconds); }

    static Result<std::string> first(SqliteLink &link, const std::string &sql, const CancelToken &cancel) {
        TRY_ASSIGN(SqliteRows rows, link.ask(sql, cancel));
        TRY_ASSIGN(const bool some, rows.next(cancel));
        return some ? std::string(rows.text(0)) : std::string();
    }

    // Texts by their bytes, whatever the column compares them by: a position is one text, not all that look like it.
    static std::string ordered(const ReadRequest &request) {
        return sqliteQuoted(request.order) + (request.orderBase == "text" ? " COLLATE BINARY" : "");
    }
    static std::string source(const ReadRequest &request) {
        std::string from = sqliteQuoted(request.table.name);
        if (!request.keys.empty() && request.rowKey < request.columns.size())
            return from + " WHERE " + namedBy(request);
        if (request.order.empty())
            return from;
        if (request.after.empty())
            return from + " WHERE " + sqliteQuoted(request.order) + " IS NOT NULL" + calendar(request);
        const bool inclusive = request.withAfter || request.lookBackSeconds > 0;
        const std::string place = request.orderBase == "text" ? "?1" : request.orderBase == "integer" ? "CAST(?1 AS INTEGER)" : "CAST(?1 AS NUMERIC)";
        // A position that is no number stands behind all numbers, as its value did.
        const std::string value = request.orderBase == "text" || !isNumber(request.after) ? "?1" : place;
        return from + " WHERE " + ordered(request) + (inclusive ? " >= " : " > ") + value + calendar(request);
    }
    // What is read as a time and is none has no place to go on from: "infinity" stands behind all of them.
    static std::string calendar(const ReadRequest &request) {
        const bool isTime = std::any_of(request.columns.begin(), request.columns.end(), [&](const ReadColumn &column) {
            return column.name == request.order && (column.field.type == engine::ColumnType::Date || column.field.type == engine::ColumnType::Instant);
        });
        return isTime ? " AND " + sqliteQuoted(request.order) + " >= '0001-01-01' AND " + sqliteQuoted(request.order) + " < '9999-12-31'" : std::string();
    }
    // A column of numbers takes a text of digits for one; bytes are told as such by their text.
    static std::string namedBy(const ReadRequest &request) {
        const ReadColumn &column = request.columns[request.rowKey];
        const std::string name = sqliteQuoted(column.name);
        std::string in, bytes;
        for (const std::string &key : request.keys) {
            in += (in.empty() ? "" : ", ") + literal(key);
            const bool isHex = key.starts_with("\\x") && key.size() % 2 == 0 && key.find_first_not_of("0123456789abcdef", 2) == std::string::npos;
            if (isHex)
                bytes += (bytes.empty() ? "x'" : ", x'") + key.substr(2) + '\'';
        }
        return (column.base == "blob" ? "CAST(" + name + " AS TEXT)" : name) + " IN (" + in + ")" + (bytes.empty() ? "" : " OR " + name + " IN (" + bytes + ")");
    }
    static bool isNumber(const std::string &text) {
        double value = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        return read.ec == std::errc() && read.ptr == text.data() + text.size();
    }
    static void bindPosition(SqliteRows &rows, const ReadRequest &request) {
        if (!request.order.empty() && !request.after.empty())
            rows.bind(1, earlier(request.after, request.lookBackSeconds));
    }

    static Result<std::vector<TableInfo>> listed(SqliteLink &link, const CancelToken &cancel) {
        TRY_ASSIGN(SqliteRows rows, link.ask("PRAGMA main.table_list", cancel));
        std::vector<TableInfo> found;
        for (;;) {
            TRY_ASSIGN(const bool some, rows.next(cancel));
            if (!some)
                break;
            const std::string name(rows.text(1));
            const std::string_view type = rows.text(2);
            if ((type != "table" && type != "view") || name.starts_with("sqlite_") || rows.text(0) != "main")
                continue; // what a module makes up is not taken from a stranger
            found.push_back({{"main", name}, type == "view" ? TableKind::View : TableKind::Table, -1, true});
        }
        std::sort(found.begin(), found.end(), [](const TableInfo &a, const TableInfo &b) { return a.name.name < b.name.name; });
        for (TableInfo &one : found) // a view may ask for what a reader must not do
            one.readable = link.ask("SELECT * FROM " + sqliteQuoted(one.name.name) + " LIMIT 0", cancel).has_value();
        return found;
    }

    static Result<void> readColumns(SqliteLink &link, TableShape &shape, std::vector<std::string> &declared, const CancelToken &cancel) {
        TRY_ASSIGN(SqliteRows rows, link.ask("PRAGMA main.table_xinfo(" + literal(shape.table.name.name) + ")", cancel));
        KeyInfo primary;
        std::vector<std::pair<std::int64_t, std::string>> keys;
        for (;;) {
            TRY_ASSIGN(const bool some, rows.next(cancel));
            if (!some)
                break;
            if (rows.integer(6) == 1) // a hidden column of a module
                continue;
            ColumnInfo column;
            column.name = rows.text(1);
            declared.emplace_back(rows.text(2));
            column.type = declared.back().empty() ? "any" : toLowerAscii(declared.back());
            column.base = sqliteAffinity(declared.back());
            const std::int64_t key = rows.integer(5);
            column.nullable = rows.integer(3) == 0 && !(key > 0 && column.type == "integer");
            if (key > 0)
                keys.emplace_back(key, column.name);
            shape.columns.push_back(std::move(column));
        }
        std::sort(keys.begin(), keys.end());
        for (auto &[place, name] : keys)
            primary.columns.push_back(std::move(name));
        if (!primary.columns.empty())
            shape.keys.push_back(std::move(primary));
        return {};
    }

    static Result<void> readKeys(SqliteLink &link, TableShape &shape, const CancelToken &cancel) {
        std::vector<std::string> indexes;
        TRY_ASSIGN(SqliteRows rows, link.ask("PRAGMA main.index_list(" + literal(shape.table.name.name) + ")", cancel));
        for (;;) {
            TRY_ASSIGN(const bool some, rows.next(cancel));
            if (!some)
                break;
            if (rows.integer(2) == 1 && rows.integer(4) == 0 && rows.text(3) != "pk") // unique, of all rows
                indexes.emplace_back(rows.text(1));
        }
        for (const std::string &index : indexes) {
            TRY_ASSIGN(SqliteRows columns, link.ask("PRAGMA main.index_xinfo(" + literal(index) + ")", cancel));
            KeyInfo key;
            key.kind = KeyInfo::Kind::Unique;
            bool plain = true;
            for (;;) {
                TRY_ASSIGN(const bool some, columns.next(cancel));
                if (!some)
                    break;
                if (columns.integer(5) == 0)
                    continue;
                plain = plain && columns.integer(1) >= 0;
                key.columns.emplace_back(columns.text(2));
            }
            if (plain && !key.columns.empty())
                shape.keys.push_back(std::move(key));
        }
        TRY_ASSIGN(SqliteRows foreign, link.ask("PRAGMA main.foreign_key_list(" + literal(shape.table.name.name) + ")", cancel));
        std::int64_t last = -1;
        for (;;) {
            TRY_ASSIGN(const bool some, foreign.next(cancel));
            if (!some)
                return {};
            if (foreign.integer(0) != last) {
                last = foreign.integer(0);
                KeyInfo key;
                key.kind = KeyInfo::Kind::Foreign;
                key.target = {"main", std::string(foreign.text(2))};
                shape.keys.push_back(std::move(key));
            }
            shape.keys.back().columns.emplace_back(foreign.text(3));
            if (foreign.type(4) != SqliteType::Null)
                shape.keys.back().targetColumns.emplace_back(foreign.text(4));
        }
    }

    static Result<void> survey(SqliteLink &link, const TableShape &shape, std::int64_t most, std::vector<SqliteTally> &tallies, const CancelToken &cancel) {
        std::string sql;
        for (const ColumnInfo &column : shape.columns)
            sql += (sql.empty() ? "SELECT " : ", ") + sqliteQuoted(column.name);
        TRY_ASSIGN(SqliteRows rows, link.ask(sql + " FROM " + sqliteQuoted(shape.table.name.name) + " LIMIT " + std::to_string(most), cancel));
        for (;;) {
            TRY_ASSIGN(const bool some, rows.next(cancel));
            if (!some)
                return {};
            for (std::size_t i = 0; i < tallies.size(); ++i)
                add(tallies[i], rows, static_cast<int>(i));
        }
    }

    const model::SourceConnection m_about;
};

} // namespace

Result<std::unique_ptr<Connector>> makeSqliteConnector(const model::SourceConnection &connection, Secret) {
    return std::unique_ptr<Connector>(std::make_unique<SqliteConnector>(connection));
}

} // namespace audience::warehouse
