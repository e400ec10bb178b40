// Random analytic queries over random data: the engine and SQLite must give the same tables, row by row.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "memory_data.h"
#include "segment/compile_query.h"
#include "segment/rule_text.h"
#endif
#include "support/test_main.h"

#include <QTest>

#include <sqlite3.h>

#include <algorithm>
#include <cmath>

namespace audience::test {

namespace {

using engine::Cell;

// quantile(value, mantissa, unit): the smallest value that this share of the values does not exceed.
void quantileStep(sqlite3_context *context, int, sqlite3_value **values) {
    if (sqlite3_value_type(values[0]) == SQLITE_NULL)
        return;
    auto **list = static_cast<std::vector<double> **>(sqlite3_aggregate_context(context, sizeof(std::vector<double> *)));
    if (!*list)
        *list = new std::vector<double>;
    (*list)->push_back(sqlite3_value_double(values[0]));
    (*list)->push_back(sqlite3_value_double(values[1]) / sqlite3_value_double(values[2])); // asked for, behind each value
}
void quantileEnd(sqlite3_context *context) {
    auto **list = static_cast<std::vector<double> **>(sqlite3_aggregate_context(context, 0));
    if (!list || !*list)
        return sqlite3_result_null(context);
    std::vector<double> values;
    for (std::size_t i = 0; i < (*list)->size(); i += 2)
        values.push_back((**list)[i]);
    const double share = (*list)->back();
    delete *list;
    std::sort(values.begin(), values.end());
    const auto rank = static_cast<std::size_t>(std::max(1.0, std::ceil(share * static_cast<double>(values.size()) - 1e-9)));
    sqlite3_result_double(context, values[rank - 1]);
}

// A column as the query names it and as SQL does; `type` as in engine::toText.
struct Column {
    Json json;
    std::string sql, type;
    bool isNumber() const { return type == "int64" || type == "decimal" || type == "double"; }
    bool isTime() const { return type == "instant" || type == "date"; }
};

std::string mantissa(const std::string &column, int scale) {
    return "cast(round(" + column + " * " + (scale == 1 ? "10" : "100") + ") as integer)";
}

class RandomQuery {
public:
    RandomQuery(Rng &rng, std::string zone, std::int64_t now) : m_rng(rng), m_zone(std::move(zone)), m_now(now) { make(); }
    Json json;
    std::string sql;

private:
    template <class T> const T &pick(const std::vector<T> &list) { return list[m_rng.below(list.size())]; }

    void make() {
        json["audience_query"] = 1;
        m_ofEvents = m_rng.chance(0.7);
        m_asksOfPeople = !m_ofEvents || m_rng.chance(0.5);
        std::vector<std::string> conditions = {"1"};
        chooseRows(conditions);
        std::vector<std::string> selected, groups, order;
        const std::uint64_t keys = m_rng.below(4);
        for (std::uint64_t i = 0; i < keys; ++i) {
            auto [item, expression] = group();
            json["group_by"].push_back(std::move(item));
            selected.push_back(expression);
            groups.push_back(std::to_string(i + 1));
        }
        for (std::uint64_t i = 0, n = 1 + m_rng.below(4); i < n; ++i) {
            auto [item, expression] = measure();
            json["measures"].push_back(std::move(item));
            selected.push_back(expression);
        }
        for (std::uint64_t i = 0, n = m_rng.below(3); i < n; ++i) {
            const bool isMeasure = keys == 0 || m_rng.chance(0.6), descending = m_rng.chance(0.5);
            const std::uint64_t index = m_rng.below(isMeasure ? selected.size() - keys : keys);
            json["order_by"].push_back({{isMeasure ? "measure" : "group", index}, {"descending", descending}});
            order.push_back(std::to_string(index + (isMeasure ? keys : 0) + 1) + (descending ? " desc" : "") + " nulls last");
        }
        for (const std::string &key : groups)
            order.push_back(key + " nulls last");
        // Events of nobody count where nothing is asked of people.
        const std::string from = m_ofEvents ? m_events + (m_isJoin ? " e join" : " e left join") + " profiles p on p._ordinal = e._ordinal"
                                            : std::string("profiles p");
        sql = "select " + joined(selected, ", ") + " from " + from + " where " + joined(conditions, " and ");
        if (!groups.empty())
            sql += " group by " + joined(groups, ", ") + " order by " + joined(order, ", ");
        if (m_rng.chance(0.5)) {
            const std::uint64_t limit = 1 + m_rng.below(20);
            json["limit"] = limit;
            sql += " limit " + std::to_string(limit);
        }
    }
    static std::string joined(const std::vector<std::string> &parts, const std::string &between) {
        std::string all;
        for (const std::string &part : parts)
            all += (all.empty() ? "" : between) + part;
        return all;
    }

    void chooseRows(std::vector<std::string> &conditions) {
        if (m_asksOfPeople && m_rng.chance(0.5)) {
            const auto [rule, condition] = people();
            json["people"] = rule;
            conditions.push_back(condition);
            m_isJoin = true;
        }
        if (!m_ofEvents)
            return;
        Json events = Json::object();
        std::string tables = "(select * from shop union all select * from site)";
        if (m_rng.chance(0.3)) {
            events["dataset"] = "shop";
            tables = "shop";
        }
        if (m_rng.chance(0.7)) {
            const std::string name = pick<std::string>({"purchase", "purchase", "refund", "nothing"});
            events["name"] = name;
            conditions.push_back("e.name = '" + name + "'");
        }
        if (m_rng.chance(0.4)) {
            events["window"] = {{"last", 90}, {"unit", "days"}};
            conditions.push_back("e.at between " + std::to_string(m_now - 90 * kMicrosPerDay) + " and " + std::to_string(m_now));
        }
        if (m_rng.chance(0.4)) {
            events["where"] = Json::array({{{"field", "items"}, {"op", ">="}, {"value", 1}}});
            conditions.push_back("e.items >= 1");
        }
        if (m_rng.chance(0.2)) {
            events["where"].push_back({{"field", "category"}, {"op", "not_in"}, {"values", {"US", "DE"}}});
            conditions.push_back("(e.category is null or e.category not in ('US', 'DE'))");
        }
        json["events"] = events;
        m_events = tables;
    }

    std::pair<Json, std::string> people() {
        static const std::vector<std::pair<std::string, std::string>> kRules = {
            {"age >= 30", "coalesce(p.age >= 30, 0)"},
            {"country in (US, CA)", "coalesce(p.country in ('US', 'CA'), 0)"},
            {"consent is true and not (score < 10)", "(coalesce(p.consent = 1, 0) and not coalesce(p.score < 10, 0))"},
            {"age > 500", "0"}};
        const auto &[text, condition] = pick(kRules);
        return {toJson(segment::ruleFromText(text)->root), condition};
    }

    Column column() {
        static const std::vector<Column> kPersons = {
            {"country", "p.country", "text"}, {"city", "p.city", "text"}, {"age", "p.age", "int64"}, {"consent", "p.consent", "bool"},
            {"balance", mantissa("p.balance", 2), "decimal"}, {"score", "p.score", "double"}, {"born", "p.born", "date"},
            {"last_seen", "p.last_seen", "instant"}, {"points", "p.points", "int64"}, {"credit", mantissa("p.credit", 1), "decimal"}, {"id", "p.id", "text"}};
        static const std::vector<Column> kEvents = {
            {"category", "e.category", "text"}, {"amount", mantissa("e.amount", 2), "decimal"}, {"weight", "e.weight", "double"},
            {"items", "e.items", "int64"}, {"gift", "e.gift", "bool"}, {"due", "e.due", "instant"}};
        if (m_ofEvents && m_rng.chance(0.25))
            return m_rng.chance(0.7) ? Column{{{"event", "time"}}, "e.at", "instant"} : Column{{{"event", "name"}}, "e.name", "text"};
        const bool isEvents = m_ofEvents && (!m_asksOfPeople || m_rng.chance(0.6));
        Column column = pick(isEvents ? kEvents : kPersons);
        column.json = {{isEvents || (!m_ofEvents && m_rng.chance(0.5)) ? "field" : "person", column.json}};
        return column;
    }

    void use(const Column &column) { m_isJoin = m_isJoin || column.sql.find("p.") != std::string::npos; }

    std::pair<Json, std::string> group() {
        Column from = column();
        use(from);
        if (from.isTime() && m_rng.chance(0.8))
            return m_rng.chance(0.6) ? step(from) : part(from);
        if (from.isNumber() && m_rng.chance(0.4)) {
            const bool isDouble = from.type == "double";
            const int width = isDouble ? 3 : static_cast<int>(1 + m_rng.below(7)), start = static_cast<int>(m_rng.between(-9, 9));
            from.json["bins"] = {{"width", isDouble ? Json(0.75) : Json(width)}, {"from", start}};
            const bool isDecimal = from.type == "decimal";
            if (isDouble) {
                const std::string quotient = "((" + from.sql + " - " + std::to_string(start) + ") / 0.75)";
                const std::string whole = "cast(" + quotient + " as integer)";
                return {from.json, "(" + whole + " - (" + quotient + " < " + whole + ")) * 0.75 + " + std::to_string(start)};
            }
            const std::string unit = isDecimal ? (from.sql.find("credit") != std::string::npos ? "10" : "100") : "1";
            const std::string w = "(" + std::to_string(width) + " * " + unit + ")", f = "(" + std::to_string(start) + " * " + unit + ")";
            // points lie far apart: too many steps
            if (from.sql == "p.points") {
                from.json.erase("bins");
                return {from.json, from.sql};
            }
            return {from.json, "(" + from.sql + " - ((" + from.sql + " - " + f + ") % " + w + " + " + w + ") % " + w + ")"};
        }
        return {from.json, from.sql};
    }
    std::string local(const Column &from) const {
        return from.type == "date" ? "(" + from.sql + " || 'T00:00:00')" : "local_time(" + from.sql + ", '" + m_zone + "', 'UTC')";
    }
    std::pair<Json, std::string> step(Column from) {
        const std::string by = pick<std::string>(from.type == "date" ? std::vector<std::string>{"day", "week", "month", "quarter", "year"}
                                                                     : std::vector<std::string>{"hour", "day", "week", "month", "quarter", "year"});
        from.json["by"] = by;
        const std::string at = local(from), day = "substr(" + at + ", 1, 10)";
        if (by == "hour")
            return {from.json, "(" + from.sql + " - (cast(substr(" + at + ", 15, 2) as integer) * 60 + cast(substr(" + at +
                                   ", 18, 2) as integer)) * 1000000 - " + from.sql + " % 1000000)"};
        if (by == "week") {
            const bool sunday = m_rng.chance(0.5);
            if (sunday)
                from.json["week_start"] = "sunday";
            return {from.json, "date(" + day + ", '-' || ((cast(strftime('%w', " + day + ") as integer) + " + (sunday ? "7" : "6") + ") % 7) || ' days')"};
        }
        if (by == "quarter")
            return {from.json, "substr(" + at + ", 1, 5) || printf('%02d', (cast(substr(" + at + ", 6, 2) as integer) - 1) / 3 * 3 + 1) || '-01'"
                                   " || substr(" + at + ", 1, 0)"};
        return {from.json, by == "day" ? day : by == "month" ? "substr(" + at + ", 1, 7) || '-01'" : "substr(" + at + ", 1, 4) || '-01-01'"};
    }
    std::pair<Json, std::string> part(Column from) {
        const std::string at = local(from);
        const auto digits = [&](int first, int count) {
            return "cast(substr(" + at + ", " + std::to_string(first) + ", " + std::to_string(count) + ") as integer)";
        };
        const std::string part = pick<std::string>(from.type == "date" ? std::vector<std::string>{"weekday", "day", "month", "year"}
                                                                       : std::vector<std::string>{"hour", "weekday", "day", "month", "year"});
        from.json["part"] = part;
        if (part == "weekday")
            return {from.json, "(cast(strftime('%w', substr(" + at + ", 1, 10)) as integer) + 6) % 7 + 1"};
        return {from.json, part == "hour" ? digits(12, 2) : part == "day" ? digits(9, 2) : part == "month" ? digits(6, 2) : digits(1, 4)};
    }

    std::pair<Json, std::string> measure() {
        Json item;
        std::string filter;
        if (m_rng.chance(0.25)) {
            const auto [rule, condition] = people();
            item["people"] = rule;
            filter = " filter (where " + condition + ")";
        }
        const std::string of = pick<std::string>({"count", "people", "distinct", "sum", "avg", "min", "max", "quantile", "quantile"});
        item["of"] = of;
        if (of == "count")
            return {item, "count(*)" + filter};
        if (of == "people")
            return {item, "count(distinct p._ordinal)" + filter};
        Column from = column();
        const bool isSum = of == "sum" || of == "avg";
        while (of != "distinct" && !(from.isNumber() || (!isSum && from.type == "instant")))
            from = column();
        use(from);
        item.update(from.json);
        if (of == "distinct")
            return {item, "count(distinct " + from.sql + ")" + filter};
        if (of == "sum")
            return {item, "coalesce(sum(" + from.sql + ")" + filter + ", 0)"};
        if (of == "avg") {
            const std::string unit = from.type != "decimal" ? "1" : from.sql.find("credit") != std::string::npos ? "10" : "100";
            return {item, "cast(sum(" + from.sql + ")" + filter + " as real) / (count(" + from.sql + ")" + filter + " * " + unit + ")"};
        }
        if (of != "quantile")
            return {item, of + "(" + from.sql + ")" + filter};
        const int at = static_cast<int>(m_rng.below(21)) * 5;
        item["at"] = Json(std::to_string(at / 100) + (at % 100 < 10 ? ".0" : ".") + std::to_string(at % 100));
        return {item, "quantile(" + from.sql + ", " + std::to_string(at) + ", 100)" + filter};
    }

    Rng &m_rng;
    std::string m_zone, m_events;
    std::int64_t m_now;
    bool m_ofEvents = true, m_asksOfPeople = true, m_isJoin = false;
};

bool equals(const Cell &cell, sqlite3_stmt *row, int column) {
    if (sqlite3_column_type(row, column) == SQLITE_NULL || std::holds_alternative<std::monostate>(cell))
        return sqlite3_column_type(row, column) == SQLITE_NULL && std::holds_alternative<std::monostate>(cell);
    std::int64_t whole = 0;
    if (const auto *number = std::get_if<double>(&cell)) {
        const double other = sqlite3_column_double(row, column);
        return std::abs(*number - other) <= 1e-12 * std::max(1.0, std::abs(other));
    }
    if (const auto *flag = std::get_if<bool>(&cell))
        whole = *flag;
    else if (const auto *number = std::get_if<std::int64_t>(&cell))
        whole = *number;
    else if (const auto *decimal = std::get_if<Decimal>(&cell))
        whole = decimal->mantissa;
    else if (const auto *instant = std::get_if<Instant>(&cell))
        whole = instant->micros;
    else
        return engine::toText(cell) == reinterpret_cast<const char *>(sqlite3_column_text(row, column));
    return whole == sqlite3_column_int64(row, column);
}

} // namespace

class AnalyticDifferentialTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void engineEqualsSql_data() {
        QTest::addColumn<quint64>("seed");
        QTest::addColumn<QString>("zone");
        const char *zones[] = {"UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata"};
        // AUDIENCE_LONG_RULES widens the run: each row holds 50 queries.
        const int rows = std::max(10, qEnvironmentVariableIntValue("AUDIENCE_LONG_RULES") / 50);
        for (int i = 0; i < rows; ++i)
            QTest::addRow("seed %d", i) << static_cast<quint64>(7000 + i) << QString::fromLatin1(zones[i % 4]);
    }

    void engineEqualsSql() {
        QFETCH(quint64, seed);
        QFETCH(QString, zone);
        SeededRng rng(seed);
        const Instant now = *instantFromIso("2026-04-01T12:00:00Z"); // changes of the clock lie behind and ahead
        const MemoryData data = randomData(rng, 400, 5000, now);
        const engine::Snapshot snapshot = makeSnapshot(data);
        const SqliteData sqlite(data);
        sqlite3_create_function(sqlite.handle(), "quantile", 3, SQLITE_UTF8, nullptr, nullptr, quantileStep, quantileEnd);
        engine::Evaluator evaluator;
        segment::CompileOptions options;
        options.now = now;
        options.zone = zone.toStdString();
        int interesting = 0;
        for (int i = 0; i < 50; ++i) {
            const RandomQuery random(rng, options.zone, now.micros);
            const std::string about = dumpJson(random.json) + "\n" + random.sql;
            model::Findings findings;
            const auto query = model::analyticQueryFromJson(random.json, findings);
            QVERIFY2(query, (about + (findings.empty() ? "" : findings[0].id + findings[0].path)).c_str());
            QCOMPARE(dumpJson(toJson(*model::analyticQueryFromJson(toJson(*query), findings))), dumpJson(toJson(*query)));
            const auto compiled = segment::compileQuery(*query, snapshot.schema(), options);
            QVERIFY2(compiled.query, (about + segment::asError(compiled.findings).id).c_str());
            const auto table = evaluator.evaluate(*compiled.query, snapshot);
            QVERIFY2(table, about.c_str());
            interesting += table->rows.size() > 1;
            compare(*table, sqlite.handle(), random.sql, about);
            if (QTest::currentTestFailed())
                return;
        }
        QVERIFY2(interesting > 10, "the random queries hardly give anything");
    }

private:
    static void compare(const engine::GroupTable &table, sqlite3 *db, const std::string &sql, const std::string &about) {
        sqlite3_stmt *statement = nullptr;
        QVERIFY2(sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK, (about + "\n" + sqlite3_errmsg(db)).c_str());
        std::size_t at = 0;
        while (sqlite3_step(statement) == SQLITE_ROW) {
            QVERIFY2(at < table.rows.size(), (about + "\nonly rows: " + std::to_string(at)).c_str());
            for (int i = 0; i < sqlite3_column_count(statement); ++i) {
                const Cell &cell = table.rows[at][static_cast<std::size_t>(i)];
                const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement, i));
                QVERIFY2(equals(cell, statement, i), (about + "\nrow " + std::to_string(at) + " column " + std::to_string(i) + ": engine " +
                                                      engine::toText(cell) + ", sql " + (text ? text : "null")).c_str());
            }
            ++at;
        }
        sqlite3_finalize(statement);
        QVERIFY2(at == table.rows.size(), (about + "\ntoo many rows: " + std::to_string(table.rows.size())).c_str());
    }
};

} // namespace audience::test

using audience::test::AnalyticDifferentialTest;
AUDIENCE_TEST(AnalyticDifferentialTest)
#include "analytic_differential_test.moc"
