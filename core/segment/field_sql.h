// Tests on one column as SQL: the part of a condition's WHERE that looks at one row. Internal to rule_sql.
#pragma once

#include "engine/predicate.h"
#include "segment/rule_sql.h"

#include <functional>

namespace audience::segment {

// The field of this name; one without a name when there is none.
engine::Field fieldNamed(const std::vector<engine::Field> &fields, const std::string &name);
sql::Type sqlType(engine::ColumnType type);

// Makes pieces of SQL whose values a builder holds. Not thread-safe.
class FieldSql {
public:
    FieldSql(sql::StatementBuilder &builder, const SqlNames &names)
        : m_sql(builder), m_grammar(builder.grammar()), m_names(names) {}

    // True or false for each row: a negated test holds where a value is missing. `events`: the table of the
    // row, called kEventAlias where a test needsPerson(), if that is not the profiles. When the dialect cannot
    // say it exactly, the error that tells why ("segment.no_sql..."), without arguments.
    Result<std::string> predicate(const engine::Predicate &test, const std::vector<engine::Field> &fields,
                                         const SqlNames::Events *events = nullptr);
    static constexpr std::string_view kEventAlias = "occurrence";
    static bool needsPerson(const engine::Predicate &test) { return test.companionIsPersons() && !test.companion.empty(); }

    // Fields of people that a statement works out, and calls as the dialect's madeColumn() says.
    void computed(const engine::ValueSources &values);
    // " AND ..." for the times in [from, to) of a table.
    std::string eventSpan(const SqlNames::Events &table, std::int64_t from, std::int64_t to);
    std::string eventMicros(const SqlNames::Events &table);
    std::string quoted(const std::string &field, const SqlNames::Columns &columns) const;
    // As it compares and sorts.
    std::string column(const engine::Field &field, const SqlNames::Columns &columns) const;

private:
    using Fields = std::vector<engine::Field>;
    std::string held(sql::Value value) { return m_sql.hold(std::move(value)); }
    std::string moment(std::int64_t micros);
    std::string day(std::int64_t days);
    std::string rawColumn(const std::string &field) const;
    std::string personColumn(const std::string &field) const;
    std::string subject(const engine::Predicate &test, const engine::Field &field);
    std::string indexed(const engine::Predicate &test, const engine::Field &field, const std::function<std::string(const std::string &subject)> &write);
    std::string textSubject(const engine::Predicate &test);
    std::string foldedFor(const std::string &text, const std::vector<std::string> &patterns);
    std::string foldedWhole(const std::string &text);
    std::string positive(const engine::Predicate &test, const Fields &fields);
    std::string plain(const engine::Predicate &test, const engine::Field &field, const Fields &fields);
    std::string textTest(const engine::Predicate &test);
    std::string patternTest(const engine::Predicate &test, const std::string &subject, const std::string &pattern);
    std::string ranges(const std::string &subject, const std::vector<engine::IntRange> &ranges, const engine::Field &unit);
    std::string range(const std::string &subject, const engine::IntRange &range, const engine::Field &unit);
    std::string valueOf(std::int64_t value, const engine::Field &unit);
    std::string doubleTest(const std::string &subject, const std::vector<engine::DoubleRange> &ranges);
    std::string comparison(const engine::Predicate &test, const Fields &fields);
    // zone_sql.cpp
    std::string zoned(const engine::Predicate &test, const engine::Field &field);
    std::string zonedTest(const engine::Predicate &test, const engine::Field &field, const std::string &zone);
    std::string localPart(engine::Predicate::Unit unit, const std::string &time);
    std::string spansByZone(const engine::Predicate &test, const std::string &subject, const engine::Field &unit,
                            const std::string &zone);
    // json_sql.cpp
    std::string json(const engine::Predicate &test);
    std::string jsonLeaf(const engine::Predicate &test, const std::string &leaf);
    std::string fail(const char *why) {
        m_failure = why;
        return {};
    }

    sql::StatementBuilder &m_sql;
    const sql::Grammar &m_grammar;
    const SqlNames &m_names;
    SqlNames::Columns m_computed; // their columns by name
    // Of the test being written:
    const SqlNames::Events *m_events = nullptr;
    bool m_qualified = false; // columns are named with the row's table
    std::string m_leaf;       // the text inside JSON that stands for the column
    const char *m_failure = nullptr;
};

} // namespace audience::segment
