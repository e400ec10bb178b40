#include "warehouse/odbc_connector.h"

#include "warehouse/odbc_drivers.h"
#include "warehouse/odbc_estimate.h"
#include "warehouse/odbc_link.h"
#include "warehouse/odbc_shape.h"
#include "warehouse/odbc_types.h"
#include "warehouse/odbc_write.h"
#include "warehouse/text_rows.h"

#include <set>

namespace audience::warehouse {

namespace {

class OdbcStream final : public RowStream {
public:
    OdbcStream(OdbcLink &link, TextRows rows, CancelToken cancel) : m_link(link), m_rows(std::move(rows)), m_cancel(std::move(cancel)) {}

    Result<std::optional<RawPage>> next() override {
        if (m_ended)
            return std::optional<RawPage>();
        TRY_ASSIGN(auto page, m_link.nextPage(m_cancel));
        m_ended = !page;
        if (m_ended)
            TRY(m_link.commit(m_cancel));
        return page;
    }
    std::int64_t bytes() const override { return m_link.bytes(); }
    Result<TypedPage> decode(const RawPage &page) const override { return m_rows.decode(page); }
    Result<std::string> position(const RawPage &page, std::uint32_t row) const override { return m_rows.position(page, row); }

private:
    OdbcLink &m_link;
    const TextRows m_rows;
    CancelToken m_cancel;
    bool m_ended = false;
};

class OdbcConnector final : public Connector {
public:
    OdbcConnector(model::SourceConnection about, OdbcSettings settings, Secret password, const LinePatience &patience)
        : m_about(std::move(about)), m_settings(std::move(settings)), m_password(std::move(password)), m_patience(patience) {}

    Capabilities capabilities() const override {
        Capabilities can;
        can.cancelsThere = true;
        can.writesTables = odbcWrites(m_settings.maker);
        can.estimatesRows = can.writesTables; // of others only where the driver tells
        can.readsOneMoment = m_settings.maker == OdbcMaker::PostgreSql || m_settings.maker == OdbcMaker::Sqlite;
        return can;
    }

    Result<ServerInfo> test(const CancelToken &cancel) override {
        TRY_ASSIGN(OdbcLink *const link, begin(cancel));
        const OdbcLink::About &about = link->about();
        ServerInfo info;
        info.product = about.product;
        info.version = about.version;
        info.user = about.user;
        info.database = about.database.empty() ? m_about.database : about.database;
        const bool isOurs = m_settings.maker == OdbcMaker::PostgreSql || m_settings.maker == OdbcMaker::Microsoft;
        if (isOurs && m_about.tls == model::SourceConnection::Tls::Verified)
            info.encryption = "TLS"; // asked for and verified by the driver, which does not say more
        else if (m_about.tls == model::SourceConnection::Tls::Verified && m_settings.maker != OdbcMaker::Sqlite)
            info.encryption = kUpToTheSource;
        TRY(link->commit(cancel));
        return info;
    }

    Result<std::vector<std::string>> catalogs(const CancelToken &cancel) override {
        TRY_ASSIGN(OdbcLink *const link, begin(cancel));
        return std::vector<std::string>{link->about().database};
    }

    Result<std::vector<std::string>> schemas(const CancelToken &cancel) override {
        TRY_ASSIGN(const auto all, tables({}, cancel));
        std::set<std::string> names;
        for (const TableInfo &table : all)
            names.insert(table.name.schema);
        return std::vector<std::string>(names.begin(), names.end());
    }

    Result<std::vector<TableInfo>> tables(const std::string &schema, const CancelToken &cancel) override {
        TRY_ASSIGN(OdbcLink *const link, begin(cancel));
        return odbcTables(*link, schema, cancel);
    }

    Result<TableShape> shape(const TableName &table, Sampling sampling, const CancelToken &cancel) override {
        TRY_ASSIGN(OdbcLink *const link, begin(cancel));
        auto found = odbcShape(*link, m_settings.maker, table, sampling, cancel);
        m_link.reset(); // with what was left of the rows that were looked at
        return found;
    }

    Result<void> checkField(const ColumnInfo &column, const engine::Field &field) const override {
        return odbcForm(column.base, field.type) ? Result<void>() : notReadable(column.name, column.type, field);
    }

    Result<void> checkOrder(const ColumnInfo &column) const override {
        if (odbcOrder(m_settings.maker, column.base))
            return {};
        return Error(ErrorKind::Invalid, "source.no_order").with("column", column.name).with("type", column.type);
    }

    bool readsByKey(const ColumnInfo &column, const engine::Field &field) const override {
        const bool isNamed = field.type == engine::ColumnType::Text || field.type == engine::ColumnType::Int64 || field.type == engine::ColumnType::Decimal;
        return isNamed && keyOrder(column.base) && odbcForm(column.base, field.type);
    }

    Result<OrderFacts> orderFacts(const ReadRequest &request, const CancelToken &cancel) override {
        TRY_ASSIGN(OdbcLink *const link, begin(cancel));
        const auto order = odbcOrder(m_settings.maker, request.orderBase);
        if (!order)
            return OrderFacts();
        const std::string column = "s." + link->quoted(request.order), from = " FROM " + odbcSpelled(*link, request.table) + " s WHERE ";
        OrderFacts facts;
        std::vector<OdbcValue> values, both;
        const std::string within = column + " IS NOT NULL" + calendar(request, *order, column, values);
        TRY_ASSIGN(const OdbcAnswer count, link->ask("SELECT count(*)" + from + "(" + column + " IS NULL OR NOT (" + within + "))", values, cancel));
        facts.leftOut = count.number(0, 0);
        if (facts.leftOut > 0 && !values.empty()) {
            TRY_ASSIGN(const OdbcAnswer example, link->ask("SELECT max(" + column + ")" + from + column + " IS NOT NULL AND NOT (" + within + ")", values, cancel));
            facts.example = example.text(0, 0);
        }
        if (request.after.empty())
            return facts;
        ReadRequest behind = request;
        behind.withAfter = true;
        behind.lookBackSeconds = 0;
        TRY_ASSIGN(const std::string where, condition(behind, *order, column, both));
        TRY_ASSIGN(const OdbcAnswer further, link->ask("SELECT count(*) FROM " + odbcSpelled(*link, request.table) + " s" + where, both, cancel));
        if (further.number(0, 0) > 0)
            return facts;
        TRY_ASSIGN(const OdbcAnswer highest, link->ask("SELECT max(" + column + ")" + from + within, values, cancel));
        facts.highest = highest.text(0, 0);
        return facts;
    }

    // ODBC itself has hardly such a question: the databases that are known are asked in their own words.
    Result<Estimate> estimate(const ReadRequest &request, const CancelToken &cancel) override {
        TRY_ASSIGN(OdbcLink *const link, begin(cancel));
        OdbcLayout layout;
        std::vector<OdbcValue> values;
        TRY_ASSIGN(const std::string sql, select(*link, request, layout, values));
        if (m_settings.maker == OdbcMaker::PostgreSql)
            return odbcPlan(*link, sql, values, request.columns.size(), cancel);
        if (m_settings.maker == OdbcMaker::Sqlite)
            return odbcCount(*link, sql, values, request.columns, cancel);
        return odbcTold(*link, request.table, cancel);
    }

    Result<std::unique_ptr<RowStream>> read(const ReadRequest &request, const CancelToken &cancel) override {
        TRY_ASSIGN(OdbcLink *const link, begin(cancel));
        OdbcLayout layout;
        std::vector<OdbcValue> values;
        TRY_ASSIGN(const std::string sql, select(*link, request, layout, values));
        TRY(link->start(sql, values, layout, cancel));
        return std::unique_ptr<RowStream>(std::make_unique<OdbcStream>(*link, TextRows(textColumns(request), !request.order.empty(), request.zone), cancel));
    }

    Result<std::int64_t> materialise(const TableName &target, const std::vector<engine::Field> &fields, const NextRows &next,
                                     const CancelToken &cancel) override {
        if (!odbcWrites(m_settings.maker))
            return Connector::materialise(target, fields, next, cancel);
        m_link.reset();
        TRY_ASSIGN(const auto settings, odbcSettings(m_about, odbcRegistered(), OdbcUse::Writing));
        TRY_ASSIGN(m_link, OdbcLink::open(m_about, settings, m_password, m_patience, cancel));
        auto written = odbcMaterialise(*m_link, settings.maker, target, fields, next, cancel);
        m_link.reset(); // what was not committed is forgotten
        return written;
    }

private:
    // A connection of its own for each piece of work: an older one may be gone, or in the middle of something.
    Result<OdbcLink *> begin(const CancelToken &cancel) {
        m_link.reset();
        TRY_ASSIGN(m_link, OdbcLink::open(m_about, m_settings, m_password, m_patience, cancel));
        return m_link.get();
    }

    static Error notReadable(const std::string &column, const std::string &type, const engine::Field &field) {
        return Error(ErrorKind::Invalid, "source.not_readable_as").with("column", column).with("type", type).with("wanted", engine::toText(field.type));
    }

    Result<std::string> select(const OdbcLink &link, const ReadRequest &request, OdbcLayout &layout, std::vector<OdbcValue> &values) const {
        std::string sql;
        const auto add = [&](const std::string &column, OdbcForm form, bool isLong) {
            sql += (sql.empty() ? "SELECT " : ", ") + asked(link, column, form);
            // What comes with all its digits is a text.
            form = m_settings.maker == OdbcMaker::Sqlite && form == OdbcForm::Real ? OdbcForm::Ascii : form;
            layout.forms.push_back(form);
            layout.isLong.push_back(isLong);
            return layout.forms.size() - 1;
        };
        // What comes in portions is named last, as some drivers give it in no other order.
        std::vector<std::size_t> places(request.columns.size());
        const auto addAll = [&](bool isLong) -> Result<void> {
            for (std::size_t i = 0; i < request.columns.size(); ++i) {
                const ReadColumn &column = request.columns[i];
                const auto form = odbcForm(column.base, column.field.type);
                if (!form)
                    return notReadable(column.name, column.base, column.field);
                if (isOdbcLong(column.base) == isLong)
                    places[i] = add(column.name, *form, isLong);
            }
            return {};
        };
        TRY(addAll(false));
        const auto found = odbcOrder(m_settings.maker, request.orderBase);
        const bool isOrdered = !request.order.empty();
        const OdbcOrder order = found.value_or(OdbcOrder::Whole);
        if (isOrdered && !found)
            return Error(ErrorKind::Invalid, "source.no_order").with("column", request.order).with("type", request.orderBase);
        std::size_t orderPlace = 0;
        const bool isText = order == OdbcOrder::Text, isLongOrder = isOrdered && isText && isOdbcLong(request.orderBase);
        if (isOrdered && !isLongOrder)
            orderPlace = add(request.order, isText ? OdbcForm::Text : OdbcForm::Ascii, false);
        TRY(addAll(true));
        if (isLongOrder)
            orderPlace = add(request.order, OdbcForm::Text, true);
        layout.places = std::move(places);
        if (isOrdered)
            layout.places.push_back(orderPlace);
        sql += " FROM " + odbcSpelled(link, request.table) + " s";
        if (!request.keys.empty() && request.rowKey < request.columns.size())
            return sql + " WHERE " + namedBy(link, request, values);
        if (!isOrdered)
            return sql;
        TRY_ASSIGN(const std::string where, condition(request, order, "s." + link.quoted(request.order), values));
        return sql + where + " ORDER BY s." + link.quoted(request.order);
    }

    // SQLite's driver hands out 15 digits of a number with a floating point, which needs up to 17.
    std::string asked(const OdbcLink &link, const std::string &column, OdbcForm form) const {
        const std::string quoted = link.quoted(column), name = "s." + quoted;
        if (m_settings.maker != OdbcMaker::Sqlite || form != OdbcForm::Real)
            return name;
        return "CASE typeof(" + name + ") WHEN 'real' THEN printf('%!.17g', " + name + ") ELSE " + name + " END AS " + quoted;
    }

    static bool isTime(OdbcOrder order) { return order == OdbcOrder::Date || order == OdbcOrder::Time; }

    // What is beyond the calendar has no place to go on from. The first day is asked of PostgreSQL alone: SQL Server's older times
    // begin in 1753, and none of the others know of days before.
    std::string calendar(const ReadRequest &request, OdbcOrder order, const std::string &column, std::vector<OdbcValue> &values) const {
        if (!isTime(order))
            return {};
        std::string sql;
        const auto bound = [&](const char *comparison, const OdbcMoment &day) {
            values.push_back({order, {}, day});
            sql += " AND " + column + comparison + markOf(request);
        };
        if (m_settings.maker == OdbcMaker::PostgreSql)
            bound(" >= ", {1, 1, 1});
        bound(" < ", {9999, 12, 31});
        return sql;
    }

    // Of SQL Server's older kind the ticks are not those of the digits that it shows.
    static std::string markOf(const ReadRequest &request) { return request.orderBase == "datetime" ? "CAST(? AS datetime)" : "?"; }

    std::optional<OdbcOrder> keyOrder(std::string_view base) const {
        const auto order = odbcOrder(m_settings.maker, base);
        if (order && !isTime(*order))
            return order;
        return base == "text" ? std::optional(OdbcOrder::Text) : std::nullopt;
    }

    std::string namedBy(const OdbcLink &link, const ReadRequest &request, std::vector<OdbcValue> &values) const {
        const ReadColumn &column = request.columns[request.rowKey];
        const OdbcOrder order = keyOrder(column.base).value_or(OdbcOrder::Text);
        std::string in;
        for (const std::string &key : request.keys) {
            if (order != OdbcOrder::Text && !isOdbcNumber(key, order == OdbcOrder::Whole))
                continue;
            values.push_back({order, key, {}});
            in += in.empty() ? "?" : ", ?";
        }
        return "s." + link.quoted(column.name) + " IN (" + (in.empty() ? "NULL" : in) + ")";
    }

    Result<std::string> condition(const ReadRequest &request, OdbcOrder order, const std::string &column, std::vector<OdbcValue> &values) const {
        if (request.after.empty())
            return " WHERE " + column + " IS NOT NULL" + calendar(request, order, column, values);
        const std::int64_t earlier = isTime(order) ? request.lookBackSeconds : 0;
        OdbcValue value{order, request.after, {}};
        const auto moment = isTime(order) ? odbcMoment(request.after, earlier) : std::nullopt;
        const bool isNumber = order == OdbcOrder::Whole || order == OdbcOrder::Decimal;
        if ((isTime(order) && !moment) || (isNumber && !isOdbcNumber(request.after, order == OdbcOrder::Whole)))
            return Error(ErrorKind::Invalid, "source.bad_position").with("column", request.order).with("value", request.after);
        value.moment = moment.value_or(OdbcMoment());
        values.push_back(std::move(value));
        return " WHERE " + column + (request.withAfter || earlier > 0 ? " >= " : " > ") + markOf(request) + calendar(request, order, column, values);
    }

    const model::SourceConnection m_about;
    const OdbcSettings m_settings;
    const Secret m_password;
    const LinePatience m_patience;
    std::unique_ptr<OdbcLink> m_link;
};

} // namespace

Result<std::unique_ptr<Connector>> makeOdbcConnector(const model::SourceConnection &connection, Secret password, const LinePatience &patience) {
    TRY_ASSIGN(auto settings, odbcSettings(connection, odbcRegistered()));
    return std::unique_ptr<Connector>(std::make_unique<OdbcConnector>(connection, std::move(settings), std::move(password), patience));
}

} // namespace audience::warehouse
