#include "warehouse/redshift_connector.h"

#include "engine/column.h"
#include "sql/grammar.h"
#include "warehouse/decimal_scale.h"
#include "warehouse/postgres_link.h"
#include "warehouse/postgres_types.h"
#include "warehouse/remote_relation.h"
#include "warehouse/text_rows.h"
#include "warehouse/written_table.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace audience::warehouse {

using engine::ColumnType;

namespace {

constexpr std::size_t kInsertBytes = std::size_t{1} << 20; // far below the 16 MB that a statement may have
constexpr std::uint32_t kInsertRows = 500;

const sql::Grammar &grammar() { return sql::grammarOf(sql::Dialect::Redshift); }
std::string literal(std::string_view text) { return grammar().textLiteral(text); }
std::string spelled(const TableName &table) { return grammar().quoted(table.schema) + '.' + grammar().quoted(table.name); }

std::string baseOf(std::string_view type) {
    if (type == "super")
        return "super";
    if (type.rfind("character", 0) == 0)
        return "varchar";
    return baseOfType(type);
}

engine::Field fieldOf(const std::string &name, const std::string &base, std::int64_t precision, std::int64_t scale) {
    if (base != "super")
        return postgresField(name, base, base == "numeric" ? (precision << 16 | scale) + 4 : -1);
    engine::Field field;
    field.name = name;
    field.type = ColumnType::Json;
    return field;
}

// As which text a column comes; nothing where values would change.
std::optional<std::string> textOf(const std::string &base, ColumnType type, const std::string &column) {
    const engine::Field own = fieldOf({}, base, 0, 0);
    if (type == ColumnType::Json)
        return base == "super" ? std::optional("JSON_SERIALIZE(" + column + ")") : std::nullopt;
    const bool isWhole = own.type == ColumnType::Int64;
    const bool fits = own.type == type || (type == ColumnType::Decimal && isWhole) || (type == ColumnType::Double && base == "numeric");
    if (type != ColumnType::Text && !fits)
        return std::nullopt;
    if (base == "super")
        return "JSON_SERIALIZE(" + column + ")";
    if (base == "bool")
        return "CASE WHEN " + column + " THEN 'true' WHEN NOT " + column + " THEN 'false' END";
    if (base == "varchar" || base == "text")
        return column;
    return grammar().cast(column, sql::Type::Text);
}

bool hasOrder(const std::string &base) {
    constexpr std::array kOrdered{"int2", "int4", "int8", "numeric", "varchar", "text", "date", "timestamp", "timestamptz"};
    return std::find(kOrdered.begin(), kOrdered.end(), base) != kOrdered.end();
}

Result<std::string> select(const ReadRequest &request) {
    std::string sql = "SELECT ";
    for (const ReadColumn &column : request.columns) {
        const auto text = textOf(column.base, column.field.type, "s." + grammar().quoted(column.name));
        if (!text)
            return Error(ErrorKind::Invalid, "source.not_readable_as")
                .with("column", column.name)
                .with("type", column.base)
                .with("wanted", engine::toText(column.field.type));
        sql += (&column == request.columns.data() ? "" : ", ") + *text;
    }
    const std::string order = "s." + grammar().quoted(request.order);
    if (!request.order.empty())
        sql += ", " + grammar().cast(order, sql::Type::Text);
    sql += " FROM " + spelled(request.table) + " s";
    if (request.order.empty())
        return sql;
    if (request.after.empty()) {
        sql += " WHERE " + order + " IS NOT NULL";
    } else {
        std::string from = literal(request.after);
        const bool isTime = request.orderBase == "date" || request.orderBase == "timestamp" || request.orderBase == "timestamptz";
        if (request.orderBase != "varchar" && request.orderBase != "text")
            from = "CAST(" + from + " AS " + (isTime ? request.orderBase : std::string(request.orderBase == "numeric" ? "DECIMAL(38,10)" : "BIGINT")) + ")";
        if (isTime && request.lookBackSeconds > 0)
            from += " - INTERVAL '" + std::to_string(request.lookBackSeconds) + " seconds'";
        sql += " WHERE " + order + (request.withAfter || request.lookBackSeconds > 0 ? " >= " : " > ") + from;
    }
    return sql + " ORDER BY " + order;
}

class RedshiftStream final : public RowStream {
public:
    RedshiftStream(PostgresLink &link, const ReadRequest &request, CancelToken cancel)
        : m_link(link), m_rows(textColumns(request), !request.order.empty(), request.zone), m_width(static_cast<int>(request.columns.size()) + (request.order.empty() ? 0 : 1)),
          m_cancel(std::move(cancel)) {}

    Result<std::optional<RawPage>> next() override {
        while (!m_ended && !m_pager.isFull()) {
            TRY(m_cancel.check());
            TRY_ASSIGN(const auto row, m_link.nextRow(m_cancel));
            if (!row) {
                m_ended = true;
                TRY(m_link.commit(m_cancel)); // an answer that was cut says so here at the latest
                break;
            }
            m_bytes += 7;
            for (int i = 0; i < m_width; ++i) {
                const bool isNothing = row->isNull(0, i);
                const std::string_view text = isNothing ? std::string_view() : row->text(0, i);
                m_bytes += static_cast<std::int64_t>(4 + text.size());
                m_pager.add(isNothing ? std::nullopt : std::optional(text));
            }
            m_pager.endRow();
        }
        if (m_pager.isEmpty())
            return std::optional<RawPage>();
        return std::optional(m_pager.take());
    }
    std::int64_t bytes() const override { return m_bytes; }
    Result<TypedPage> decode(const RawPage &page) const override { return m_rows.decode(page); }
    Result<std::string> position(const RawPage &page, std::uint32_t row) const override { return m_rows.position(page, row); }

private:
    PostgresLink &m_link;
    const TextRows m_rows;
    TextPager m_pager;
    const int m_width;
    CancelToken m_cancel;
    std::int64_t m_bytes = 0;
    bool m_ended = false;
};

class RedshiftConnector final : public Connector {
public:
    RedshiftConnector(model::SourceConnection about, Secret password, const LinePatience &patience)
        : m_about(std::move(about)), m_password(std::move(password)), m_patience(patience) {}

    Capabilities capabilities() const override { return {true, true, true, true, true}; }

    Result<ServerInfo> test(const CancelToken &cancel) override {
        TRY_ASSIGN(PostgresLink *const link, begin(PostgresUse::Reading, cancel));
        TRY_ASSIGN(const PostgresAnswer answer, link->ask("SELECT version(), current_user, current_database(), has_database_privilege(current_database(), 'CREATE')", cancel));
        ServerInfo info;
        info.product = "Amazon Redshift";
        info.version = versionIn(answer.text(0, 0));
        info.user = answer.text(0, 1);
        info.database = answer.text(0, 2);
        info.mayWrite = answer.text(0, 3) == "t";
        info.encryption = link->encryption();
        m_link.reset();
        return info;
    }

    Result<std::vector<std::string>> catalogs(const CancelToken &cancel) override { return names("SELECT database_name FROM svv_redshift_databases ORDER BY 1", cancel); }

    Result<std::vector<std::string>> schemas(const CancelToken &cancel) override {
        return names("SELECT schema_name FROM svv_all_schemas WHERE database_name = current_database() AND schema_name NOT IN ('pg_catalog', 'information_schema', "
                     "'pg_internal', 'pg_automv', 'pg_auto_copy', 'pg_mv', 'pg_s3', 'catalog_history') ORDER BY 1",
                     cancel);
    }

    Result<std::vector<TableInfo>> tables(const std::string &schema, const CancelToken &cancel) override {
        const std::string which = schema.empty() ? "table_schema NOT IN ('pg_catalog', 'information_schema', 'pg_internal')" : "table_schema = " + literal(schema);
        return tablesWhere(which, cancel);
    }

    Result<TableShape> shape(const TableName &table, Sampling sampling, const CancelToken &cancel) override {
        TRY_ASSIGN(const auto found, tablesWhere("table_schema = " + literal(table.schema) + " AND table_name = " + literal(table.name), cancel));
        if (found.empty())
            return Error(ErrorKind::NotFound, "source.no_table").with("table", table.schema + '.' + table.name);
        TRY_ASSIGN(PostgresLink *const link, begin(PostgresUse::Reading, cancel));
        TRY_ASSIGN(const PostgresAnswer columns,
                   link->ask("SELECT column_name, data_type, numeric_precision, numeric_scale, is_nullable FROM svv_columns WHERE table_schema = " + literal(table.schema) +
                                 " AND table_name = " + literal(table.name) + " ORDER BY ordinal_position",
                             cancel));
        TableShape shape;
        shape.table = found.front();
        std::vector<std::size_t> open;
        for (int row = 0; row < columns.rows(); ++row) {
            ColumnInfo column;
            column.name = columns.text(row, 0);
            column.type = columns.text(row, 1);
            column.base = baseOf(column.type);
            column.nullable = columns.text(row, 4) != "NO";
            column.field = fieldOf(column.name, column.base, columns.number(row, 2), columns.number(row, 3));
            if (column.base == "numeric" && mayExceedDecimals(columns.number(row, 2)))
                open.push_back(shape.columns.size());
            if (column.base == "numeric")
                column.type += '(' + std::to_string(columns.number(row, 2)) + ',' + std::to_string(columns.number(row, 3)) + ')';
            shape.columns.push_back(std::move(column));
        }
        if (sampling == Sampling::Yes && !open.empty())
            TRY(sampleNumbers(*link, shape, open, cancel));
        m_link.reset();
        return shape; // of keys it keeps what somebody declared, and nothing that it enforces: rows are not known to differ
    }

    Result<void> checkField(const ColumnInfo &column, const engine::Field &field) const override {
        if (textOf(column.base, field.type, "c"))
            return {};
        return Error(ErrorKind::Invalid, "source.not_readable_as").with("column", column.name).with("type", column.type).with("wanted", engine::toText(field.type));
    }

    Result<void> checkOrder(const ColumnInfo &column) const override {
        if (hasOrder(column.base))
            return {};
        return Error(ErrorKind::Invalid, "source.no_order").with("column", column.name).with("type", column.type);
    }

    // Of its plan in words: "XN Seq Scan on t  (cost=0.00..1.00 rows=100 width=12)".
    Result<Estimate> estimate(const ReadRequest &request, const CancelToken &cancel) override {
        TRY_ASSIGN(PostgresLink *const link, begin(PostgresUse::Reading, cancel));
        TRY_ASSIGN(const std::string sql, select(request));
        TRY_ASSIGN(const PostgresAnswer plan, link->ask("EXPLAIN " + sql, cancel));
        m_link.reset();
        const std::string_view top = plan.rows() > 0 ? plan.text(0, 0) : std::string_view();
        Estimate estimate;
        estimate.rows = planNumber(top, "rows=");
        estimate.bytes = estimate.rows * (planNumber(top, "width=") + static_cast<std::int64_t>(7 + 4 * request.columns.size()));
        return estimate;
    }

    Result<std::unique_ptr<RowStream>> read(const ReadRequest &request, const CancelToken &cancel) override {
        TRY_ASSIGN(PostgresLink *const link, begin(PostgresUse::Reading, cancel));
        TRY_ASSIGN(const std::string sql, select(request));
        TRY(link->startRows(sql, cancel));
        return std::unique_ptr<RowStream>(std::make_unique<RedshiftStream>(*link, request, cancel));
    }

    Result<std::int64_t> materialise(const TableName &target, const std::vector<engine::Field> &fields, const NextRows &next, const CancelToken &cancel) override {
        TRY_ASSIGN(PostgresLink *const link, begin(PostgresUse::Writing, cancel));
        TRY(checkOurs(*link, target, cancel));
        std::string columns;
        for (const engine::Field &field : fields)
            columns += (columns.empty() ? "" : ", ") + grammar().quoted(field.name) + ' ' + typeOf(field);
        TRY(link->ask("CREATE TABLE " + spelled(freshTable(target)) + " (" + columns + ")", cancel));
        const std::string insert = "INSERT INTO " + spelled(freshTable(target)) + " VALUES ";
        std::int64_t written = 0;
        std::string values;
        std::uint32_t held = 0;
        const auto flush = [&]() -> Result<void> {
            if (held != 0)
                TRY(link->ask(insert + values, cancel));
            values.clear();
            held = 0;
            return {};
        };
        for (;;) {
            auto rows = next();
            if (!rows)
                return m_link.reset(), std::move(rows).error();
            if (!*rows)
                break;
            for (std::uint32_t row = 0; row < (*rows)->rows; ++row, ++written) {
                values += held++ == 0 ? "(" : ", (";
                for (std::size_t i = 0; i < fields.size(); ++i)
                    values += (i == 0 ? "" : ", ") + valueOf((*rows)->columns[i], row);
                values += ')';
                if (held == kInsertRows || values.size() > kInsertBytes)
                    TRY(flush());
            }
        }
        TRY(flush());
        TRY(replace(*link, target, cancel));
        return written;
    }

    Result<std::int64_t> materialiseQuery(const TableName &target, const std::string &sql, const CancelToken &cancel) override {
        TRY_ASSIGN(PostgresLink *const link, begin(PostgresUse::Writing, cancel));
        TRY(checkOurs(*link, target, cancel));
        TRY(link->askRows("CREATE TABLE " + spelled(freshTable(target)) + " AS\n" + sql, 0, cancel));
        TRY_ASSIGN(const PostgresAnswer counted, link->ask("SELECT COUNT(*) FROM " + spelled(freshTable(target)), cancel));
        const std::int64_t rows = counted.number(0, 0);
        TRY(replace(*link, target, cancel));
        return rows;
    }

    Result<QueryAnswer> query(const std::string &sql, std::int64_t maxRows, const CancelToken &cancel) override {
        const auto began = std::chrono::steady_clock::now();
        TRY_ASSIGN(PostgresLink *const link, begin(PostgresUse::Reading, cancel));
        TRY_ASSIGN(const PostgresAnswer version, link->ask("SELECT version()", cancel));
        TRY_ASSIGN(QueryAnswer answer, link->askRows(sql, maxRows, cancel));
        answer.engine = "Amazon Redshift " + versionIn(version.text(0, 0));
        m_link.reset();
        answer.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
        return answer;
    }

private:
    // The first rows: an order would read all of them.
    static Result<void> sampleNumbers(PostgresLink &link, TableShape &shape, const std::vector<std::size_t> &open, const CancelToken &cancel) {
        std::string names;
        for (const std::size_t at : open)
            names += (names.empty() ? "" : ", ") + grammar().quoted(shape.columns[at].name);
        TRY_ASSIGN(const PostgresAnswer numbers, link.ask("SELECT " + names + " FROM " + spelled(shape.table.name) + " LIMIT " + std::to_string(kNumbersLookedAt), cancel));
        for (std::size_t i = 0; i < open.size(); ++i) {
            DigitTally seen;
            const int at = static_cast<int>(i);
            for (int row = 0; row < numbers.rows(); ++row)
                if (!numbers.isNull(row, at))
                    seen.add(numbers.text(row, at));
            settleDecimal(shape.columns[open[i]], seen);
        }
        return {};
    }

    // "PostgreSQL 8.0.2 on …, Redshift 1.0.12103"
    static std::string versionIn(std::string_view text) {
        constexpr std::string_view kWord = "Redshift ";
        const auto at = text.find(kWord);
        const std::string_view rest = at == std::string_view::npos ? std::string_view() : text.substr(at + kWord.size());
        return std::string(rest.substr(0, rest.find_first_of(" ,")));
    }

    static std::string typeOf(const engine::Field &field) {
        switch (field.type) {
        case ColumnType::Bool:
            return "BOOLEAN";
        case ColumnType::Int64:
            return "BIGINT";
        case ColumnType::Decimal:
            return "DECIMAL(18," + std::to_string(field.scale) + ")";
        case ColumnType::Double:
            return "DOUBLE PRECISION";
        case ColumnType::Date:
            return "DATE";
        case ColumnType::Instant:
            return "TIMESTAMPTZ";
        case ColumnType::Json:
            return "VARCHAR(65535)"; // readable by everything; JSON_PARSE() makes SUPER of it
        case ColumnType::Text:
            break;
        }
        return "VARCHAR(65535)";
    }

    static std::string valueOf(const engine::ColumnData &column, std::uint32_t row) {
        if (column.isNull(row))
            return "NULL";
        const engine::Cell cell = engine::cellAt(column, row);
        if (const auto *flag = std::get_if<bool>(&cell))
            return *flag ? "TRUE" : "FALSE";
        return literal(engine::toText(cell));
    }

    static Result<void> checkOurs(PostgresLink &link, const TableName &target, const CancelToken &cancel) {
        TRY_ASSIGN(const PostgresAnswer there,
                   link.ask("SELECT COALESCE(obj_description(c.oid, 'pg_class'), '') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = " +
                                literal(target.schema) + " AND c.relname = " + literal(target.name),
                            cancel));
        if (there.rows() > 0 && there.text(0, 0) != kOurs)
            return Error(ErrorKind::Refused, "source.not_ours").with("table", target.schema + '.' + target.name);
        return {};
    }

    static Result<void> replace(PostgresLink &link, const TableName &target, const CancelToken &cancel) {
        constexpr std::int64_t kMostColumns = 10'000; // of two tables
        TRY_ASSIGN(const QueryAnswer columns, link.askRows(TakingOver::columnsSql(target, literal, {}), kMostColumns, cancel));
        if (TakingOver::hasSameColumns(target, columns.rows)) {
            for (const std::string &sql : TakingOver::statements(spelled(target), spelled(freshTable(target)), {}))
                TRY(link.ask(sql, cancel));
            return link.commit(cancel);
        }
        TRY(link.ask("COMMENT ON TABLE " + spelled(freshTable(target)) + " IS " + literal(kOurs), cancel));
        TRY(link.ask("DROP TABLE IF EXISTS " + spelled(target), cancel));
        TRY(link.ask("ALTER TABLE " + spelled(freshTable(target)) + " RENAME TO " + grammar().quoted(target.name), cancel));
        return link.commit(cancel);
    }

    Result<std::vector<TableInfo>> tablesWhere(const std::string &which, const CancelToken &cancel) {
        TRY_ASSIGN(PostgresLink *const link, begin(PostgresUse::Reading, cancel));
        TRY_ASSIGN(const PostgresAnswer answer, link->ask("SELECT table_schema, table_name, table_type FROM svv_tables WHERE " + which + " ORDER BY 1, 2", cancel));
        std::vector<TableInfo> tables;
        for (int row = 0; row < answer.rows(); ++row) {
            TableInfo info;
            info.name = {std::string(answer.text(row, 0)), std::string(answer.text(row, 1))};
            const std::string_view kind = answer.text(row, 2);
            info.kind = kind == "VIEW" ? TableKind::View : kind == "EXTERNAL TABLE" ? TableKind::Foreign : TableKind::Table;
            tables.push_back(std::move(info));
        }
        m_link.reset();
        return tables;
    }

    Result<std::vector<std::string>> names(const std::string &sql, const CancelToken &cancel) {
        TRY_ASSIGN(PostgresLink *const link, begin(PostgresUse::Reading, cancel));
        TRY_ASSIGN(const PostgresAnswer answer, link->ask(sql, cancel));
        std::vector<std::string> found;
        for (int row = 0; row < answer.rows(); ++row)
            found.emplace_back(answer.text(row, 0));
        m_link.reset();
        return found;
    }

    Result<PostgresLink *> begin(PostgresUse use, const CancelToken &cancel) {
        m_link.reset();
        TRY_ASSIGN(auto link, PostgresLink::open(m_about, m_password, m_patience, cancel));
        m_link = std::make_unique<PostgresLink>(std::move(link));
        TRY(m_link->begin(use, cancel));
        return m_link.get();
    }

    const model::SourceConnection m_about;
    const Secret m_password;
    const LinePatience m_patience;
    std::unique_ptr<PostgresLink> m_link;
};

} // namespace

Result<std::unique_ptr<Connector>> makeRedshiftConnector(const model::SourceConnection &connection, Secret password, const LinePatience &patience) {
    return std::unique_ptr<Connector>(std::make_unique<RedshiftConnector>(connection, std::move(password), patience));
}

} // namespace audience::warehouse
