#include "warehouse/mysql_connector.h"

#include "base/text.h"
#include "warehouse/mysql_link.h"
#include "warehouse/mysql_shape.h"
#include "warehouse/mysql_types.h"
#include "warehouse/text_rows.h"
#include "warehouse/written_table.h"

#include <algorithm>
#include <array>

namespace audience::warehouse {

namespace {

constexpr std::size_t kWriteBytes = std::size_t{256} << 10; // below what every server takes at once

std::string spelled(const TableName &table) { return mysqlQuoted(table.schema) + '.' + mysqlQuoted(table.name); }

class MysqlStream final : public RowStream {
public:
    MysqlStream(MysqlLink &link, TextRows rows, std::vector<MysqlForm> forms, CancelToken cancel)
        : m_link(link), m_rows(std::move(rows)), m_forms(std::move(forms)), m_cancel(std::move(cancel)) {}

    Result<std::optional<RawPage>> next() override {
        while (!m_ended && !m_pager.isFull()) {
            TRY_ASSIGN(const auto row, m_link.next(m_cancel));
            m_ended = !row;
            if (row)
                add(*row);
        }
        if (!m_pager.isEmpty())
            return std::optional(m_pager.take());
        if (!std::exchange(m_committed, true))
            TRY(m_link.commit(m_cancel));
        return std::optional<RawPage>();
    }
    std::int64_t bytes() const override { return m_bytes; }
    Result<TypedPage> decode(const RawPage &page) const override { return m_rows.decode(page); }
    Result<std::string> position(const RawPage &page, std::uint32_t row) const override { return m_rows.position(page, row); }

private:
    void add(const MysqlRow &row) {
        for (std::size_t i = 0; i < row.width; ++i) {
            const auto cell = row.cell(i);
            m_bytes += cell ? static_cast<std::int64_t>(cell->size()) + 1 : 1;
            const MysqlForm form = i < m_forms.size() ? m_forms[i] : MysqlForm::Plain;
            if (!cell || form == MysqlForm::Plain) {
                m_pager.add(cell);
                continue;
            }
            m_text.clear();
            if (form == MysqlForm::Hex)
                appendMysqlHex(m_text += "\\x", *cell);
            else if (form == MysqlForm::Utc)
                m_text.append(*cell) += 'Z';
            else
                m_text = *cell == "1" ? "true" : *cell == "0" ? "false" : *cell; // another number is no truth value
            m_pager.add(m_text);
        }
        m_pager.endRow();
    }

    MysqlLink &m_link;
    const TextRows m_rows;
    const std::vector<MysqlForm> m_forms; // a cell for the order stands behind them
    CancelToken m_cancel;
    TextPager m_pager;
    std::string m_text;
    std::int64_t m_bytes = 0;
    bool m_ended = false, m_committed = false;
};

class MysqlConnector final : public Connector {
public:
    MysqlConnector(model::SourceConnection about, Secret password, const LinePatience &patience)
        : m_about(std::move(about)), m_password(std::move(password)), m_patience(patience) {}

    Capabilities capabilities() const override {
        Capabilities can;
        can.estimatesRows = can.cancelsThere = can.readsOneMoment = can.writesTables = can.runsQueries = true;
        return can;
    }

    Result<ServerInfo> test(const CancelToken &cancel) override {
        TRY_ASSIGN(MysqlLink *const link, begin(MysqlUse::Reading, cancel));
        const unsigned long version = link->version();
        if (version < (link->isMariaDb() ? 100'300UL : 50'700UL))
            return Error(ErrorKind::Refused, "source.too_old").with("version", link->versionText()).with("least", link->isMariaDb() ? "10.3" : "5.7");
        TRY_ASSIGN(const MysqlAnswer answer,
                   link->ask("SELECT CURRENT_USER(), COALESCE(DATABASE(), ''), EXISTS (SELECT 1 FROM information_schema.USER_PRIVILEGES WHERE PRIVILEGE_TYPE IN "
                             "('INSERT', 'CREATE')) OR EXISTS (SELECT 1 FROM information_schema.SCHEMA_PRIVILEGES WHERE PRIVILEGE_TYPE IN ('INSERT', 'CREATE'))",
                             cancel));
        TRY(link->commit(cancel));
        ServerInfo info;
        info.product = link->isMariaDb() ? "MariaDB" : "MySQL";
        info.version = link->versionText();
        info.user = answer.text(0, 0);
        info.database = answer.text(0, 1);
        info.mayWrite = answer.number(0, 2) != 0;
        info.encryption = link->encryption();
        return info;
    }

    // A database is what others call a schema.
    Result<std::vector<std::string>> catalogs(const CancelToken &cancel) override { return schemas(cancel); }

    Result<std::vector<std::string>> schemas(const CancelToken &cancel) override {
        TRY_ASSIGN(MysqlLink *const link, begin(MysqlUse::Reading, cancel));
        TRY_ASSIGN(auto found, mysqlSchemas(*link, cancel));
        TRY(link->commit(cancel));
        return found;
    }

    Result<std::vector<TableInfo>> tables(const std::string &schema, const CancelToken &cancel) override {
        TRY_ASSIGN(MysqlLink *const link, begin(MysqlUse::Reading, cancel));
        TRY_ASSIGN(auto found, mysqlTables(*link, schema, cancel));
        TRY(link->commit(cancel));
        return found;
    }

    Result<TableShape> shape(const TableName &table, Sampling sampling, const CancelToken &cancel) override {
        TRY_ASSIGN(MysqlLink *const link, begin(MysqlUse::Reading, cancel));
        TRY_ASSIGN(auto found, mysqlShape(*link, table, sampling, cancel));
        TRY(link->commit(cancel));
        return found;
    }

    Result<void> checkField(const ColumnInfo &column, const engine::Field &field) const override {
        if (mysqlRead(column.base, field.type, "c"))
            return {};
        return notReadable(column.name, column.type, field);
    }

    Result<void> checkOrder(const ColumnInfo &column) const override {
        if (mysqlOrder(column.base))
            return {};
        return Error(ErrorKind::Invalid, "source.no_order").with("column", column.name).with("type", column.type);
    }

    bool readsByKey(const ColumnInfo &column, const engine::Field &field) const override {
        const bool isNamed = field.type == engine::ColumnType::Text || field.type == engine::ColumnType::Int64 || field.type == engine::ColumnType::Decimal;
        return isNamed && keyOrder(column.base).has_value() && mysqlRead(column.base, field.type, "c");
    }

    Result<OrderFacts> orderFacts(const ReadRequest &request, const CancelToken &cancel) override {
        TRY_ASSIGN(MysqlLink *const link, begin(MysqlUse::Reading, cancel));
        const auto order = mysqlOrder(request.orderBase);
        if (!order)
            return Error(ErrorKind::Invalid, "source.no_order").with("column", request.order).with("type", request.orderBase);
        const std::string column = "s." + mysqlQuoted(request.order), from = " FROM " + spelled(request.table) + " s WHERE ", text = "CAST(" + column + " AS CHAR)";
        const std::string within = column + " IS NOT NULL" + calendar(column, *order), without = "(" + column + " IS NULL OR NOT (" + within + "))";
        std::string sql = "SELECT (SELECT COUNT(*)" + from + without + "), (SELECT " + text + from + without + " AND " + column + " IS NOT NULL LIMIT 1)";
        if (!request.after.empty()) {
            TRY_ASSIGN(const std::string by, orderOf(*link, request, *order, cancel));
            TRY_ASSIGN(const std::string after, positionOf(request, *order, by != column));
            sql += ", (SELECT " + text + from + within + " AND NOT EXISTS (SELECT 1" + from + within + " AND " + by + " >= " + after + ") ORDER BY " + by + " DESC LIMIT 1)";
        }
        TRY_ASSIGN(const MysqlAnswer answer, link->ask(sql, cancel));
        TRY(link->commit(cancel));
        return OrderFacts{answer.number(0, 0), answer.text(0, 1), answer.text(0, 2)};
    }

    Result<Estimate> estimate(const ReadRequest &request, const CancelToken &cancel) override {
        TRY_ASSIGN(MysqlLink *const link, begin(MysqlUse::Reading, cancel));
        TRY_ASSIGN(const std::string sql, select(*link, request, cancel));
        const auto explained = link->ask("EXPLAIN " + sql, cancel);
        if (!explained && explained.error().id == kNoEstimate) { // a view may be read by those who may not see what is behind it
            TRY(link->commit(cancel));
            return Estimate{};
        }
        TRY_ASSIGN(const MysqlAnswer plan, explained);
        TRY_ASSIGN(const MysqlAnswer size, link->ask("SELECT AVG_ROW_LENGTH FROM information_schema.TABLES WHERE TABLE_SCHEMA = " + mysqlLiteral(request.table.schema) +
                                                         " AND TABLE_NAME = " + mysqlLiteral(request.table.name),
                                                     cancel));
        TRY(link->commit(cancel));
        Estimate estimate;
        const auto rows = std::find(plan.columns.begin(), plan.columns.end(), "rows");
        if (rows != plan.columns.end())
            estimate.rows = plan.number(0, static_cast<std::size_t>(rows - plan.columns.begin()));
        estimate.bytes = estimate.rows * std::max<std::int64_t>(size.number(0, 0), static_cast<std::int64_t>(8 * request.columns.size()));
        return estimate;
    }

    Result<std::unique_ptr<RowStream>> read(const ReadRequest &request, const CancelToken &cancel) override {
        TRY_ASSIGN(MysqlLink *const link, begin(MysqlUse::Reading, cancel));
        TRY_ASSIGN(const std::string sql, select(*link, request, cancel));
        std::vector<MysqlForm> forms;
        for (const ReadColumn &column : request.columns)
            forms.push_back(mysqlRead(column.base, column.field.type, {})->form);
        std::vector<TextColumn> columns = textColumns(request);
        for (TextColumn &column : columns) // as the server's own programs write that there is none
            column.zeroIsNothing = column.format.field.type == engine::ColumnType::Date || column.format.field.type == engine::ColumnType::Instant;
        TRY(link->start(sql, cancel));
        return std::unique_ptr<RowStream>(
            std::make_unique<MysqlStream>(*link, TextRows(std::move(columns), !request.order.empty(), request.zone), std::move(forms), cancel));
    }

    Result<std::int64_t> materialise(const TableName &target, const std::vector<engine::Field> &fields, const NextRows &next,
                                     const CancelToken &cancel) override {
        TRY_ASSIGN(MysqlLink *const link, begin(MysqlUse::Writing, cancel));
        const TableName fresh = freshTable(target), old = besideTable(target, "old");
        TRY_ASSIGN(const bool replaces, isReplaceable(*link, target, cancel));
        std::string columns;
        for (const engine::Field &field : fields)
            columns += (columns.empty() ? "" : ", ") + mysqlQuoted(field.name) + ' ' + mysqlTypeOf(field);
        // What a run that was killed left behind. Every change of tables here is one that cannot be taken back.
        TRY(link->ask("DROP TABLE IF EXISTS " + spelled(fresh) + ", " + spelled(old), cancel));
        TRY(link->ask("CREATE TABLE " + spelled(fresh) + " (" + columns + ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='" + std::string(kOurs) + "'", cancel));
        auto written = fill(*link, fresh, fields, next, cancel);
        Result<void> swapped;
        if (written)
            swapped = replaces ? done(link->ask("RENAME TABLE " + spelled(target) + " TO " + spelled(old) + ", " + spelled(fresh) + " TO " + spelled(target), cancel))
                               : done(link->ask("RENAME TABLE " + spelled(fresh) + " TO " + spelled(target), cancel));
        if (!written || !swapped) {
            forget(fresh);
            return written ? swapped.error() : written.error();
        }
        if (replaces)
            TRY(link->ask("DROP TABLE " + spelled(old), cancel));
        return written;
    }

    Result<QueryAnswer> query(const std::string &sql, std::int64_t maxRows, const CancelToken &cancel) override {
        const auto started = std::chrono::steady_clock::now();
        TRY_ASSIGN(MysqlLink *const link, begin(MysqlUse::Reading, cancel));
        TRY(checkReads(*link, sql, cancel));
        QueryAnswer answer;
        TRY_ASSIGN(answer.columns, link->start(sql, cancel));
        for (;;) {
            TRY_ASSIGN(const auto row, link->next(cancel));
            if (!row)
                break;
            if (static_cast<std::int64_t>(answer.rows.size()) >= maxRows) {
                answer.isCut = true;
                break;
            }
            std::vector<std::optional<std::string>> cells;
            for (std::size_t i = 0; i < row->width; ++i) {
                const auto cell = row->cell(i);
                answer.bytes += cell ? static_cast<std::int64_t>(cell->size()) + 1 : 1;
                cells.push_back(cell ? std::optional(std::string(*cell)) : std::nullopt);
            }
            answer.rows.push_back(std::move(cells));
        }
        answer.engine = (link->isMariaDb() ? "MariaDB " : "MySQL ") + link->versionText();
        m_link.reset(); // with what was left of the rows
        answer.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        return answer;
    }

private:
    // A connection of its own for each piece of work: an older one may be gone, or in the middle of something.
    Result<MysqlLink *> begin(MysqlUse use, const CancelToken &cancel) {
        m_link.reset();
        TRY_ASSIGN(m_link, MysqlLink::open(m_about, m_password, m_patience, cancel));
        TRY(m_link->begin(use, cancel));
        return m_link.get();
    }

    static Result<void> done(Result<MysqlAnswer> answer) { return answer ? Result<void>() : Result<void>(std::move(answer).error()); }

    static Error notReadable(const std::string &column, const std::string &type, const engine::Field &field) {
        return Error(ErrorKind::Invalid, "source.not_readable_as").with("column", column).with("type", type).with("wanted", engine::toText(field.type));
    }

    // The transaction refuses what changes rows; what else a statement can do begins with other words or gives no rows.
    static Result<void> checkReads(MysqlLink &link, const std::string &sql, const CancelToken &cancel) {
        constexpr std::array<std::string_view, 8> kReading{"select", "with", "values", "table", "show", "explain", "describe", "("};
        const std::string_view words = trimmed(sql);
        const bool begins = std::any_of(kReading.begin(), kReading.end(), [&](std::string_view word) { return startsWithAscii(words, word); });
        if (!begins)
            return Error(ErrorKind::Refused, "source.reads_only");
        TRY_ASSIGN(const bool gives, link.givesRows(sql, cancel));
        return gives ? Result<void>() : Error(ErrorKind::Refused, "source.reads_only");
    }

    // Of texts the server's own order takes different ones for the same, save where a unique key says that there are none.
    static Result<std::string> orderOf(MysqlLink &link, const ReadRequest &request, MysqlOrder order, const CancelToken &cancel) {
        const std::string column = "s." + mysqlQuoted(request.order);
        if (order != MysqlOrder::Text)
            return column;
        TRY_ASSIGN(const bool unique, mysqlIsUnique(link, request.table, request.order, cancel));
        return unique ? column : "CAST(CONVERT(" + column + " USING utf8mb4) AS BINARY)";
    }

    static Result<std::string> select(MysqlLink &link, const ReadRequest &request, const CancelToken &cancel) {
        std::string sql = "SELECT ";
        for (std::size_t i = 0; i < request.columns.size(); ++i) {
            const ReadColumn &column = request.columns[i];
            const auto how = mysqlRead(column.base, column.field.type, "s." + mysqlQuoted(column.name));
            if (!how)
                return notReadable(column.name, column.base, column.field);
            sql += (i == 0 ? "" : ", ") + how->expression;
        }
        const std::string column = "s." + mysqlQuoted(request.order), from = " FROM " + spelled(request.table) + " s";
        if (!request.keys.empty() && request.rowKey < request.columns.size())
            return sql + from + " WHERE " + namedBy(request);
        if (request.order.empty())
            return sql + from;
        const auto order = mysqlOrder(request.orderBase);
        if (!order)
            return Error(ErrorKind::Invalid, "source.no_order").with("column", request.order).with("type", request.orderBase);
        TRY_ASSIGN(const std::string by, orderOf(link, request, *order, cancel));
        sql += ", " + column + from;
        if (request.after.empty()) {
            sql += " WHERE " + column + " IS NOT NULL";
        } else {
            TRY_ASSIGN(std::string after, positionOf(request, *order, by != column));
            if (isTime(*order) && request.lookBackSeconds > 0)
                after += " - INTERVAL " + std::to_string(request.lookBackSeconds) + " SECOND";
            sql += " WHERE " + by + (request.withAfter || request.lookBackSeconds > 0 ? " >= " : " > ") + after;
        }
        return sql + calendar(column, *order) + " ORDER BY " + by;
    }

    static bool isTime(MysqlOrder order) { return order == MysqlOrder::Date || order == MysqlOrder::Time; }

    static Result<std::string> positionOf(const ReadRequest &request, MysqlOrder order, bool byBytes) {
        const auto after = mysqlPosition(order, request.after);
        if (!after)
            return Error(ErrorKind::Invalid, "source.bad_position").with("column", request.order).with("value", request.after);
        return byBytes ? "CAST(" + *after + " AS BINARY)" : *after;
    }

    // What is no day of the calendar has no place to go on from.
    static std::string calendar(const std::string &column, MysqlOrder order) {
        return isTime(order) ? " AND " + column + " >= '0001-01-01' AND " + column + " < '9999-12-31'" : std::string();
    }

    static std::optional<MysqlOrder> keyOrder(std::string_view base) {
        constexpr std::array<std::string_view, 6> kTexts{"text", "mediumtext", "longtext", "enum", "set", "uuid"};
        if (std::find(kTexts.begin(), kTexts.end(), base) != kTexts.end())
            return MysqlOrder::Text;
        const auto order = mysqlOrder(base);
        return order && !isTime(*order) ? order : std::nullopt;
    }

    // By the server's own rules, by which some others may be the same: they are as they were.
    static std::string namedBy(const ReadRequest &request) {
        const ReadColumn &column = request.columns[request.rowKey];
        const MysqlOrder order = keyOrder(column.base).value_or(MysqlOrder::Text);
        std::string in;
        for (const std::string &key : request.keys)
            if (const auto value = mysqlPosition(order, key))
                in += (in.empty() ? "" : ", ") + *value;
        return "s." + mysqlQuoted(column.name) + " IN (" + (in.empty() ? "NULL" : in) + ")";
    }

    // False: there is none yet. A table that others point to cannot be swapped for another.
    static Result<bool> isReplaceable(MysqlLink &link, const TableName &target, const CancelToken &cancel) {
        TRY_ASSIGN(const MysqlAnswer found, link.ask("SELECT TABLE_COMMENT FROM information_schema.TABLES WHERE TABLE_SCHEMA = " + mysqlLiteral(target.schema) +
                                                         " AND TABLE_NAME = " + mysqlLiteral(target.name),
                                                     cancel));
        if (found.rows.empty())
            return false;
        if (found.text(0, 0) != kOurs)
            return Error(ErrorKind::Refused, "source.not_ours").with("table", target.schema + '.' + target.name);
        TRY_ASSIGN(const MysqlAnswer pointing,
                   link.ask("SELECT CONSTRAINT_NAME FROM information_schema.KEY_COLUMN_USAGE WHERE REFERENCED_TABLE_SCHEMA = " + mysqlLiteral(target.schema) +
                                " AND REFERENCED_TABLE_NAME = " + mysqlLiteral(target.name) + " LIMIT 1",
                            cancel));
        if (!pointing.rows.empty())
            return Error(ErrorKind::Refused, "source.not_replaceable").with("table", target.schema + '.' + target.name);
        return true;
    }

    static Result<std::int64_t> fill(MysqlLink &link, const TableName &table, const std::vector<engine::Field> &fields, const NextRows &next,
                                     const CancelToken &cancel) {
        std::int64_t written = 0;
        const std::string head = "INSERT INTO " + spelled(table) + " VALUES ";
        std::string sql = head;
        const auto send = [&]() -> Result<void> {
            if (sql.size() == head.size())
                return {};
            TRY(link.ask(sql, cancel));
            sql = head;
            return {};
        };
        TRY(link.ask("START TRANSACTION", cancel));
        for (;;) {
            TRY_ASSIGN(const auto rows, next());
            if (!rows)
                break;
            for (std::uint32_t row = 0; row < rows->rows; ++row, ++written) {
                sql += sql.size() == head.size() ? "(" : ", (";
                for (std::size_t i = 0; i < fields.size(); ++i) {
                    sql += i == 0 ? "" : ", ";
                    appendMysqlCell(sql, rows->columns[i], row);
                }
                sql += ')';
                if (sql.size() >= kWriteBytes)
                    TRY(send());
            }
        }
        TRY(send());
        TRY(link.ask("COMMIT", cancel));
        return written;
    }

    // On a connection of its own, as the other may be gone.
    void forget(const TableName &table) {
        if (auto link = begin(MysqlUse::Writing, {}))
            (void)(*link)->ask("DROP TABLE IF EXISTS " + spelled(table), {});
        m_link.reset();
    }

    const model::SourceConnection m_about;
    const Secret m_password;
    const LinePatience m_patience;
    std::unique_ptr<MysqlLink> m_link;
};

} // namespace

Result<std::unique_ptr<Connector>> makeMysqlConnector(const model::SourceConnection &connection, Secret password, const LinePatience &patience) {
    return std::unique_ptr<Connector>(std::make_unique<MysqlConnector>(connection, std::move(password), patience));
}

} // namespace audience::warehouse
