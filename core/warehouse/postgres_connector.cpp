#include "warehouse/postgres_connector.h"

#include "base/json.h"
#include "base/text.h"
#include "engine/codec.h"
#include "warehouse/postgres_copy.h"
#include "warehouse/postgres_link.h"
#include "warehouse/postgres_rows.h"
#include "warehouse/postgres_shape.h"
#include "warehouse/postgres_types.h"
#include "warehouse/redshift_connector.h"
#include "warehouse/written_table.h"

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>

namespace audience::warehouse {

namespace {

constexpr std::uint32_t kPageRows = engine::kChunkRows * 15 / 16;
constexpr std::size_t kPageBytes = std::size_t{12} << 20;
constexpr std::size_t kReadBytes = std::size_t{256} << 10;
constexpr std::size_t kWriteBytes = std::size_t{256} << 10;
constexpr std::int64_t kMostColumns = 10'000; // of two tables

class PostgresStream final : public RowStream {
public:
    PostgresStream(PostgresLink &link, PostgresRows rows, CancelToken cancel)
        : m_link(link), m_rows(std::move(rows)), m_frame(m_rows.width()), m_cancel(std::move(cancel)) {}

    Result<std::optional<RawPage>> next() override {
        RawPage page;
        page.index = m_index;
        page.firstRow = m_read;
        page.ends.reserve(kPageRows);
        while (page.ends.size() < kPageRows && page.bytes.size() < kPageBytes) {
            TRY(m_frame.take(page.bytes, page.ends, kPageRows, kPageBytes));
            if (page.ends.size() >= kPageRows || page.bytes.size() >= kPageBytes || m_ended)
                break;
            const std::size_t before = m_frame.input().size();
            TRY_ASSIGN(const bool more, m_link.copyOut(m_frame.input(), kReadBytes, m_cancel));
            m_bytes += static_cast<std::int64_t>(m_frame.input().size() - before);
            m_ended = !more;
        }
        if (page.ends.empty()) {
            if (!m_frame.isFinished())
                return Error(ErrorKind::Corrupt, "source.garbled").with("reason", "no end of the rows");
            TRY(m_link.commit(m_cancel));
            return std::optional<RawPage>();
        }
        page.rows = static_cast<std::uint32_t>(page.ends.size());
        m_read += page.rows;
        ++m_index;
        return std::optional(std::move(page));
    }
    std::int64_t bytes() const override { return m_bytes; }
    Result<TypedPage> decode(const RawPage &page) const override { return m_rows.decode(page); }
    Result<std::string> position(const RawPage &page, std::uint32_t row) const override { return m_rows.position(page, row); }

private:
    PostgresLink &m_link;
    const PostgresRows m_rows;
    PostgresCopyFrame m_frame;
    CancelToken m_cancel;
    std::uint64_t m_index = 0;
    std::int64_t m_read = 0, m_bytes = 0;
    bool m_ended = false;
};

// The binary form of one cell of a column; see postgresTypeOf().
void appendCell(std::string &to, const engine::ColumnData &column, std::uint32_t row) {
    if (column.isNull(row)) {
        appendBigEndian32(to, 0xffffffff);
        return;
    }
    const std::int64_t whole = column.ints.empty() ? 0 : column.ints[row];
    switch (column.type) {
    case engine::ColumnType::Bool:
        appendBigEndian32(to, 1);
        to += whole != 0 ? '\1' : '\0';
        return;
    case engine::ColumnType::Int64:
        appendBigEndian32(to, 8);
        appendBigEndian64(to, static_cast<std::uint64_t>(whole));
        return;
    case engine::ColumnType::Double:
        appendBigEndian32(to, 8);
        appendBigEndian64(to, std::bit_cast<std::uint64_t>(column.doubles[row]));
        return;
    case engine::ColumnType::Date:
        appendBigEndian32(to, 4);
        appendBigEndian32(to, static_cast<std::uint32_t>(static_cast<std::int32_t>(whole - 10'957)));
        return;
    case engine::ColumnType::Instant:
        appendBigEndian32(to, 8);
        appendBigEndian64(to, static_cast<std::uint64_t>(whole - 10'957 * kMicrosPerDay));
        return;
    case engine::ColumnType::Decimal: {
        // Digits of four from the point on, both ways.
        const std::string digits = toText(Decimal{whole < 0 ? -whole : whole, column.scale});
        const std::size_t point = std::min(digits.find('.'), digits.size());
        std::string before = digits.substr(0, point), behind = point < digits.size() ? digits.substr(point + 1) : std::string();
        before.insert(0, (4 - before.size() % 4) % 4, '0');
        behind.append((4 - behind.size() % 4) % 4, '0');
        const std::string all = before + behind;
        appendBigEndian32(to, static_cast<std::uint32_t>(8 + all.size() / 2));
        appendBigEndian16(to, static_cast<std::uint16_t>(all.size() / 4));
        appendBigEndian16(to, static_cast<std::uint16_t>(before.size() / 4 - 1));
        appendBigEndian16(to, whole < 0 ? 0x4000 : 0);
        appendBigEndian16(to, column.scale);
        for (std::size_t i = 0; i < all.size(); i += 4)
            appendBigEndian16(to, static_cast<std::uint16_t>(std::stoi(all.substr(i, 4))));
        return;
    }
    case engine::ColumnType::Json: {
        const std::string_view text = column.textAt(row);
        appendBigEndian32(to, static_cast<std::uint32_t>(text.size() + 1));
        to += '\1'; // the version of jsonb's form
        to += text;
        return;
    }
    case engine::ColumnType::Text: {
        const std::string_view text = column.textAt(row);
        appendBigEndian32(to, static_cast<std::uint32_t>(text.size()));
        to += text;
        return;
    }
    }
}

class PostgresConnector final : public Connector {
public:
    PostgresConnector(model::SourceConnection about, Secret password, const LinePatience &patience)
        : m_about(std::move(about)), m_password(std::move(password)), m_patience(patience) {}

    Capabilities capabilities() const override { return {true, true, true, true, true}; }

    Result<ServerInfo> test(const CancelToken &cancel) override {
        TRY_ASSIGN(PostgresLink *const link, begin(PostgresUse::Reading, cancel));
        TRY_ASSIGN(const PostgresAnswer answer,
                   link->ask("SELECT pg_catalog.version(), current_user, pg_catalog.current_database(), "
                             "pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE'), pg_catalog.current_setting('server_version')",
                             cancel));
        TRY(link->commit(cancel));
        if (link->serverVersion() < 110'000)
            return Error(ErrorKind::Refused, "source.too_old").with("version", answer.text(0, 4)).with("least", "11");
        ServerInfo info;
        info.product = std::string(answer.text(0, 0).substr(0, answer.text(0, 0).find(' ')));
        info.version = answer.text(0, 4);
        info.user = answer.text(0, 1);
        info.database = answer.text(0, 2);
        info.mayWrite = answer.text(0, 3) == "t";
        info.encryption = link->encryption();
        return info;
    }

    Result<std::vector<std::string>> catalogs(const CancelToken &cancel) override {
        return names("SELECT datname FROM pg_catalog.pg_database WHERE datallowconn AND NOT datistemplate "
                     "AND pg_catalog.has_database_privilege(oid, 'CONNECT') ORDER BY 1",
                     cancel);
    }

    Result<std::vector<std::string>> schemas(const CancelToken &cancel) override {
        return names("SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' "
                     "AND pg_catalog.has_schema_privilege(oid, 'USAGE') ORDER BY 1",
                     cancel);
    }

    Result<std::vector<TableInfo>> tables(const std::string &schema, const CancelToken &cancel) override {
        TRY_ASSIGN(PostgresLink *const link, begin(PostgresUse::Reading, cancel));
        TRY_ASSIGN(auto found, postgresTables(*link, schema, cancel));
        TRY(link->commit(cancel));
        return found;
    }

    Result<TableShape> shape(const TableName &table, Sampling sampling, const CancelToken &cancel) override {
        TRY_ASSIGN(PostgresLink *const link, begin(PostgresUse::Reading, cancel));
        TRY_ASSIGN(auto found, postgresShape(*link, table, sampling, cancel));
        TRY(link->commit(cancel));
        return found;
    }

    Result<void> checkField(const ColumnInfo &column, const engine::Field &field) const override {
        if (postgresRead(column.base, field.type, "c", "'UTC'"))
            return {};
        return Error(ErrorKind::Invalid, "source.not_readable_as")
            .with("column", column.name)
            .with("type", column.type)
            .with("wanted", engine::toText(field.type));
    }

    Result<void> checkOrder(const ColumnInfo &column) const override {
        if (postgresOrder(column.base))
            return {};
        return Error(ErrorKind::Invalid, "source.no_order").with("column", column.name).with("type", column.type);
    }

    bool readsByKey(const ColumnInfo &column, const engine::Field &field) const override {
        const bool isNamed = field.type == engine::ColumnType::Text || field.type == engine::ColumnType::Int64 || field.type == engine::ColumnType::Decimal;
        return isNamed && postgresRead(column.base, field.type, "c", "'UTC'");
    }

    Result<OrderFacts> orderFacts(const ReadRequest &request, const CancelToken &cancel) override {
        TRY_ASSIGN(PostgresLink *const link, begin(PostgresUse::Reading, cancel));
        const std::string order = "s." + link->quoted(request.order), from = " FROM " + spelled(*link, request.table) + " s WHERE ";
        const std::string within = order + " IS NOT NULL" + calendar(order, request.orderBase);
        const std::string without = "(" + order + " IS NULL OR NOT (" + within + "))";
        std::string sql = "SELECT (SELECT pg_catalog.count(*)" + from + without + "), (SELECT " + order + "::pg_catalog.text" + from + without + " AND " + order +
                          " IS NOT NULL LIMIT 1)";
        if (!request.after.empty())
            sql += ", (SELECT " + order + "::pg_catalog.text" + from + within + " AND NOT EXISTS (SELECT 1" + from + within + " AND " + order + " >= " +
                   positionOf(*link, request) + ") ORDER BY " + order + " DESC LIMIT 1)";
        TRY_ASSIGN(const PostgresAnswer answer, link->ask(sql, cancel));
        TRY(link->commit(cancel));
        return OrderFacts{answer.number(0, 0), repairUtf8(answer.text(0, 1)), request.after.empty() ? std::string() : repairUtf8(answer.text(0, 2))};
    }

    Result<Estimate> estimate(const ReadRequest &request, const CancelToken &cancel) override {
        TRY_ASSIGN(PostgresLink *const link, begin(PostgresUse::Reading, cancel));
        TRY_ASSIGN(const std::string sql, select(*link, request));
        TRY_ASSIGN(const PostgresAnswer plan, link->ask("EXPLAIN (FORMAT JSON) " + sql, cancel));
        TRY(link->commit(cancel));
        TRY_ASSIGN(const Json json, parseJson(plan.rows() > 0 ? plan.text(0, 0) : std::string_view("[]")));
        const Json *top = json.is_array() && !json.empty() ? jsonMember(json.front(), "Plan") : nullptr;
        if (!top)
            return Estimate{};
        Estimate estimate;
        estimate.rows = static_cast<std::int64_t>(jsonNumber(*top, "Plan Rows"));
        // Beside its values a row has its width and, for each value, a length.
        const auto frame = static_cast<std::int64_t>(2 + 4 * request.columns.size());
        estimate.bytes = estimate.rows * (static_cast<std::int64_t>(jsonNumber(*top, "Plan Width")) + frame);
        return estimate;
    }

    Result<std::unique_ptr<RowStream>> read(const ReadRequest &request, const CancelToken &cancel) override {
        TRY_ASSIGN(PostgresLink *const link, begin(PostgresUse::Reading, cancel));
        TRY_ASSIGN(const std::string sql, select(*link, request));
        std::vector<PostgresColumn> columns;
        for (std::size_t i = 0; i < request.columns.size(); ++i) {
            const auto how = postgresRead(request.columns[i].base, request.columns[i].field.type, {}, {});
            columns.push_back({request.columns[i].field, how ? how->wire : PostgresWire::Text, i == request.keyColumn, {}, i == request.rowKey});
        }
        for (const auto &[column, reason] : request.required)
            columns[column].needed = reason;
        const auto order = request.order.empty() ? std::nullopt : postgresOrder(request.orderBase);
        TRY(link->startCopyOut("COPY (" + sql + ") TO STDOUT (FORMAT binary)", cancel));
        return std::unique_ptr<RowStream>(std::make_unique<PostgresStream>(*link, PostgresRows(std::move(columns), order), cancel));
    }

    Result<std::int64_t> materialise(const TableName &target, const std::vector<engine::Field> &fields, const NextRows &next,
                                     const CancelToken &cancel) override {
        TRY_ASSIGN(PostgresLink *const link, begin(PostgresUse::Writing, cancel));
        TRY_ASSIGN(const Replacement names, startReplacing(*link, target, cancel));
        std::string columns;
        for (const engine::Field &field : fields)
            columns += (columns.empty() ? "" : ", ") + link->quoted(field.name) + ' ' + postgresTypeOf(field);
        TRY(link->ask("CREATE TABLE " + names.fresh + " (" + columns + ")", cancel));
        TRY(link->startCopyIn("COPY " + names.fresh + " FROM STDIN (FORMAT binary)", cancel));
        std::int64_t written = 0;
        std::string out = postgresCopyHeader();
        for (;;) {
            auto rows = next();
            if (!rows)
                return m_link.reset(), std::move(rows).error(); // without its connection the server forgets all of it
            if (!*rows)
                break;
            for (std::uint32_t row = 0; row < (*rows)->rows; ++row, ++written) {
                appendBigEndian16(out, static_cast<std::uint16_t>(fields.size()));
                for (const engine::ColumnData &column : (*rows)->columns)
                    appendCell(out, column, row);
                if (out.size() < kWriteBytes)
                    continue;
                TRY(link->copyIn(out, cancel));
                out.clear();
            }
        }
        TRY(link->copyIn(out + postgresCopyTrailer(), cancel));
        TRY(link->finishCopyIn(cancel));
        TRY(finishReplacing(*link, target, names, cancel));
        return written;
    }

    Result<std::int64_t> materialiseQuery(const TableName &target, const std::string &sql, const CancelToken &cancel) override {
        TRY_ASSIGN(PostgresLink *const link, begin(PostgresUse::Writing, cancel));
        TRY_ASSIGN(const Replacement names, startReplacing(*link, target, cancel));
        TRY(link->askRows("CREATE TABLE " + names.fresh + " AS\n" + sql, 0, cancel));
        TRY_ASSIGN(const PostgresAnswer counted, link->ask("SELECT pg_catalog.count(*) FROM " + names.fresh, cancel));
        const std::int64_t rows = counted.number(0, 0);
        TRY(finishReplacing(*link, target, names, cancel));
        return rows;
    }

    Result<QueryAnswer> query(const std::string &sql, std::int64_t maxRows, const CancelToken &cancel) override {
        const auto began = std::chrono::steady_clock::now();
        TRY_ASSIGN(PostgresLink *const link, begin(PostgresUse::Reading, cancel));
        TRY_ASSIGN(QueryAnswer answer, link->askRows(sql, maxRows, cancel));
        answer.engine = "PostgreSQL " + link->serverVersionText();
        m_link.reset(); // a read has nothing to commit
        answer.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
        return answer;
    }

private:
    // A connection of its own for each piece of work: an older one may be gone, or in the middle of something.
    Result<PostgresLink *> begin(PostgresUse use, const CancelToken &cancel) {
        m_link.reset();
        TRY_ASSIGN(auto link, PostgresLink::open(m_about, m_password, m_patience, cancel));
        m_link = std::make_unique<PostgresLink>(std::move(link));
        TRY(m_link->begin(use, cancel));
        return m_link.get();
    }

    // A table takes the place of another in one transaction: nobody sees half of it, and who reads the old one reads it to its end.
    struct Replacement {
        std::string fresh; // the table that is filled, as SQL
    };
    Result<Replacement> startReplacing(const PostgresLink &link, const TableName &target, const CancelToken &cancel) {
        const std::string schema = link.quoted(target.schema) + '.';
        TRY_ASSIGN(const PostgresAnswer there,
                   m_link->ask("SELECT coalesce(pg_catalog.obj_description(c.oid, 'pg_class'), '') FROM pg_catalog.pg_class c "
                               "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = " + link.literal(target.schema) +
                                   " AND c.relname = " + link.literal(target.name),
                               cancel));
        if (there.rows() > 0 && there.text(0, 0) != kOurs)
            return Error(ErrorKind::Refused, "source.not_ours").with("table", target.schema + '.' + target.name);
        return Replacement{schema + link.quoted(freshTable(target).name)};
    }

    static Result<void> finishReplacing(PostgresLink &link, const TableName &target, const Replacement &names, const CancelToken &cancel) {
        const std::string there = spelled(link, target);
        TRY_ASSIGN(const QueryAnswer columns, link.askRows(TakingOver::columnsSql(target, [&](std::string_view text) { return link.literal(text); }), kMostColumns, cancel));
        if (TakingOver::hasSameColumns(target, columns.rows)) {
            for (const std::string &sql : TakingOver::statements(there, names.fresh))
                TRY(link.ask(sql, cancel));
            return link.commit(cancel);
        }
        TRY(link.ask("COMMENT ON TABLE " + names.fresh + " IS " + link.literal(kOurs), cancel));
        TRY(link.ask("DROP TABLE IF EXISTS " + there, cancel));
        TRY(link.ask("ALTER TABLE " + names.fresh + " RENAME TO " + link.quoted(target.name), cancel));
        return link.commit(cancel);
    }

    Result<std::vector<std::string>> names(const std::string &sql, const CancelToken &cancel) {
        TRY_ASSIGN(PostgresLink *const link, begin(PostgresUse::Reading, cancel));
        TRY_ASSIGN(const PostgresAnswer answer, link->ask(sql, cancel));
        TRY(link->commit(cancel));
        std::vector<std::string> found;
        for (int row = 0; row < answer.rows(); ++row)
            found.emplace_back(answer.text(row, 0));
        return found;
    }

    static Result<std::string> select(const PostgresLink &link, const ReadRequest &request) {
        std::string sql = "SELECT ";
        const std::string zone = link.literal(request.zone);
        for (std::size_t i = 0; i < request.columns.size(); ++i) {
            const ReadColumn &column = request.columns[i];
            const auto how = postgresRead(column.base, column.field.type, "s." + link.quoted(column.name), zone);
            if (!how)
                return Error(ErrorKind::Invalid, "source.not_readable_as")
                    .with("column", column.name)
                    .with("type", column.base)
                    .with("wanted", engine::toText(column.field.type));
            sql += (i == 0 ? "" : ", ") + how->expression;
        }
        // By the column of the table: a name alone would mean what was made of it above.
        const std::string order = "s." + link.quoted(request.order);
        if (!request.order.empty())
            sql += ", " + order;
        sql += " FROM " + spelled(link, request.table) + " s";
        if (!request.keys.empty() && request.rowKey < request.columns.size())
            return sql + " WHERE " + namedBy(link, request);
        if (request.order.empty())
            return sql;
        if (request.after.empty()) {
            sql += " WHERE " + order + " IS NOT NULL";
        } else {
            std::string from = positionOf(link, request);
            if (isTime(request.orderBase) && request.lookBackSeconds > 0)
                from += " - pg_catalog.make_interval(secs => " + std::to_string(request.lookBackSeconds) + ")";
            sql += " WHERE " + order + (request.withAfter || request.lookBackSeconds > 0 ? " >= " : " > ") + from;
        }
        return sql + calendar(order, request.orderBase) + " ORDER BY " + order;
    }

    static std::string spelled(const PostgresLink &link, const TableName &table) { return link.quoted(table.schema) + '.' + link.quoted(table.name); }
    static bool isTime(const std::string &base) { return base == "date" || base == "timestamp" || base == "timestamptz"; }

    static std::string positionOf(const PostgresLink &link, const ReadRequest &request) {
        return link.literal(request.after) + "::pg_catalog." + (request.orderBase == "varchar" ? "text" : request.orderBase);
    }

    // What is beyond the calendar has no place to go on from.
    static std::string calendar(const std::string &order, const std::string &base) {
        if (isTime(base))
            return " AND " + order + " >= '0001-01-01' AND " + order + " < '9999-12-31'";
        return base == "numeric" ? " AND " + order + " <> 'NaN'" : std::string();
    }

    // In the column's own type, so that an index helps, where that reads what it writes.
    static std::string namedBy(const PostgresLink &link, const ReadRequest &request) {
        constexpr std::array<std::string_view, 8> kNative{"int2", "int4", "int8", "numeric", "uuid", "text", "varchar", "bpchar"};
        const ReadColumn &column = request.columns[request.rowKey];
        const std::string name = "s." + link.quoted(column.name);
        const bool isNative = std::find(kNative.begin(), kNative.end(), column.base) != kNative.end();
        const auto how = postgresRead(column.base, column.field.type, name, "'UTC'");
        std::string in;
        for (const std::string &key : request.keys)
            in += (in.empty() ? "" : ", ") + link.literal(key) + "::pg_catalog." + (isNative ? column.base : "text");
        return (isNative || !how ? name : how->expression) + " IN (" + in + ")";
    }

    const model::SourceConnection m_about;
    const Secret m_password;
    const LinePatience m_patience;
    std::unique_ptr<PostgresLink> m_link;
};

} // namespace

Result<std::unique_ptr<Connector>> makePostgresConnector(const model::SourceConnection &connection, Secret password, const LinePatience &patience) {
    if (connection.kind == "redshift") // of the same tongue, and another house
        return makeRedshiftConnector(connection, std::move(password), patience);
    return std::unique_ptr<Connector>(std::make_unique<PostgresConnector>(connection, std::move(password), patience));
}

} // namespace audience::warehouse
