// How people who stay in a database spread over the values of a column: asked there in two steps, first what values there
// are, then how many of the segment and of everybody meet the condition of each row.
#include "service/audience_question.h"
#include "service/remote_people.h"
#include "service/segment_breakdown.h"
#include "warehouse/remote_relation.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace audience::service {

using engine::ColumnType;

namespace {

constexpr std::int64_t kMostValues = 1000; // that are read one by one; of more, as many that lie evenly among them
constexpr double kDrawn = 20'000;          // numbers that stand for all of them

std::int64_t wholeOf(const std::optional<std::string> &text) {
    std::int64_t value = 0;
    if (text)
        std::from_chars(text->data(), text->data() + text->size(), value);
    return value;
}

void add(EngineView &sum, const EngineView &one) {
    sum.seconds += one.seconds;
    sum.bytes += one.bytes;
    if (one.credits)
        sum.credits = sum.credits.value_or(0) + *one.credits;
}

class Asking {
public:
    Asking(Session &session, const RemotePeople &there, const CancelToken &cancel) : m_session(session), m_there(there), m_cancel(cancel) {}

    Result<SegmentBreakdown> run(const model::SegmentRule &rule, const std::string &field) {
        const model::RemoteColumn *column = m_there.people.find(field);
        if (!column)
            return Error(ErrorKind::NotFound, "data.unknown_column").with("column", field).with("dataset", m_there.people.name);
        SegmentBreakdown told;
        told.field = field;
        told.type = column->type;
        TRY_ASSIGN(const BreakdownValues values, valuesOf(*column));
        std::vector<BreakdownRow> rows = rowsOfColumn(field, values, workspaceZone(m_session));
        TRY(count(rule, rows, told));
        for (BreakdownRow &row : rows)
            if (row.inside + row.outside > 0)
                told.rows.push_back(std::move(row));
        told.remote = m_engine;
        return told;
    }

private:
    Result<warehouse::QueryAnswer> ask(const std::string &sql, std::int64_t most) {
        TRY_ASSIGN(RemoteAnswer told, askRemote(m_session, m_there, sql, most, m_cancel));
        if (m_engine.engine.empty())
            m_engine = told.engine;
        else
            add(m_engine, told.engine);
        return std::move(told.answer);
    }

    Result<BreakdownValues> valuesOf(const model::RemoteColumn &column) {
        const sql::Grammar &grammar = sql::grammarOf(m_there.dialect);
        BreakdownValues values;
        values.type = engine::columnTypeFromText(column.type).value_or(ColumnType::Text);
        if (values.type == ColumnType::Bool || values.type == ColumnType::Json)
            return values;
        TRY_ASSIGN(const std::string people, remotePeopleSql(m_there));
        const std::string name = "p." + grammar.quoted(column.name);
        if (values.type == ColumnType::Text) {
            TRY_ASSIGN(const auto top, ask("SELECT " + name + ", COUNT(*) FROM (" + people + ") AS p WHERE " + grammar.isNotEmpty(name) + " GROUP BY 1 ORDER BY 2 DESC, 1", 12));
            for (const auto &row : top.rows)
                values.texts.emplace_back(wholeOf(row[1]), row[0].value_or(std::string()));
            values.distinct = values.texts.size();
            if (top.isCut) {
                TRY_ASSIGN(const auto all, ask("SELECT COUNT(DISTINCT " + name + ") FROM (" + people + ") AS p WHERE " + grammar.isNotEmpty(name), 1));
                values.distinct = static_cast<std::size_t>(all.rows.empty() ? 0 : wholeOf(all.rows[0][0]));
            }
            return values;
        }
        TRY_ASSIGN(values.numbers, numbersOf(column, values.type, people));
        return values;
    }

    // Every value as often as there is one of it, or, of very many, as often as their share; of too many values those that stand
    // evenly among all of them.
    Result<std::vector<double>> numbersOf(const model::RemoteColumn &column, ColumnType type, const std::string &people) {
        const sql::Grammar &grammar = sql::grammarOf(m_there.dialect);
        const std::string name = "p." + grammar.quoted(column.name);
        std::string number = name;
        if (type == ColumnType::Instant)
            number = grammar.micros(name);
        else if (type == ColumnType::Date)
            number = "(" + grammar.microsOfDay(name) + ") / 86400000000";
        const std::string from = " FROM (" + people + ") AS p WHERE " + grammar.column(name, sqlTypeOf(type)) + " IS NOT NULL";
        TRY_ASSIGN(auto found, ask("SELECT " + number + " AS value, COUNT(*)" + from + " GROUP BY 1", kMostValues));
        if (found.isCut) {
            TRY_ASSIGN(found, ask("SELECT MIN(value), COUNT(*) FROM (SELECT " + number + " AS value, NTILE(" + std::to_string(kMostValues) + ") OVER (ORDER BY " + number +
                                      ") AS tile" + from + ") AS t GROUP BY tile",
                                  kMostValues));
        }
        double all = 0;
        for (const auto &row : found.rows)
            all += static_cast<double>(wholeOf(row[1]));
        std::vector<double> numbers;
        for (const auto &row : found.rows) {
            const double value = row[0] ? std::strtod(row[0]->c_str(), nullptr) : std::nan("");
            const auto count = static_cast<double>(wholeOf(row[1]));
            if (std::isfinite(value))
                numbers.insert(numbers.end(), static_cast<std::size_t>(all <= kDrawn ? count : std::max(1.0, std::round(count / all * kDrawn))), value);
        }
        return numbers;
    }

    static sql::Type sqlTypeOf(ColumnType type) {
        return type == ColumnType::Date ? sql::Type::Date : type == ColumnType::Instant ? sql::Type::Instant : type == ColumnType::Double ? sql::Type::Double : sql::Type::Decimal;
    }

    Result<void> count(const model::SegmentRule &rule, std::vector<BreakdownRow> &rows, SegmentBreakdown &told) {
        // The segment is worked out once, and each row asks who of its people are in it.
        const std::string inside = sql::grammarOf(m_there.dialect).quoted("audience inside");
        const std::string person = sql::grammarOf(m_there.dialect).quoted(warehouse::kPersonColumn);
        TRY_ASSIGN(const std::string members, remoteSql(m_session, m_there, rule));
        TRY_ASSIGN(const std::string everyone, remotePeopleSql(m_there));
        std::string sql = "WITH " + inside + " AS (\n" + members + "\n)\nSELECT (SELECT COUNT(*) FROM " + inside + "), (SELECT COUNT(*) FROM (" + everyone + ") AS m0)";
        for (std::size_t i = 0; i < rows.size(); ++i) {
            model::SegmentRule part = rule;
            part.root = rows[i].part;
            TRY_ASSIGN(const std::string text, remoteSql(m_session, m_there, part));
            const std::string from = "(SELECT COUNT(*) FROM (\n" + text + "\n) AS m" + std::to_string(i + 1);
            sql += ",\n" + from + " WHERE " + person + " IN (SELECT " + person + " FROM " + inside + ")),\n" + from + ")";
        }
        TRY_ASSIGN(const auto answer, ask(sql, 1));
        if (answer.rows.size() != 1 || answer.rows[0].size() != 2 + 2 * rows.size())
            return Error(ErrorKind::Corrupt, "source.garbled").with("reason", "no counts");
        const auto &cells = answer.rows[0];
        told.inside = wholeOf(cells[0]);
        told.outside = wholeOf(cells[1]) - told.inside;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            rows[i].inside = wholeOf(cells[2 + 2 * i]);
            rows[i].outside = wholeOf(cells[3 + 2 * i]) - rows[i].inside;
        }
        return {};
    }

    Session &m_session;
    const RemotePeople &m_there;
    const CancelToken &m_cancel;
    EngineView m_engine;
};

} // namespace

Result<SegmentBreakdown> breakDownRemote(Session &session, const RemotePeople &there, const model::SegmentRule &rule, const std::string &field,
                                         const CancelToken &cancel) {
    return Asking(session, there, cancel).run(rule, field);
}

} // namespace audience::service
