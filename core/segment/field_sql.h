// Tests on one column as SQL: the part of a condition's WHERE that looks at one row. Internal to rule_sql.
#pragma once

#include "engine/predicate.h"
#include "segment/rule_sql.h"

namespace audience::segment {

// The field of this name; one without a name when there is none.
engine::Field fieldNamed(const std::vector<engine::Field> &fields, const std::string &name);

// Writes into a builder that it does not own.
class FieldSql {
public:
    FieldSql(sql::StatementBuilder &builder, const SqlNames &names) : m_sql(builder), m_names(names) {}

    // Spans that differ by each row's zone cannot be written out.
    static bool canWrite(const engine::Predicate &test);
    // True or false for each row: a negated test holds where a value is missing. `events`: the table of the
    // row, where that is not the profiles.
    void predicate(const engine::Predicate &test, const std::vector<engine::Field> &fields,
                   const SqlNames::Events *events = nullptr);
    sql::Value timeValue(std::int64_t micros) const;
    sql::StatementBuilder &eventTime(const SqlNames::Events &table);
    sql::StatementBuilder &eventMicros(const SqlNames::Events &table);
    // As it compares and sorts.
    sql::StatementBuilder &column(const engine::Field &field);

private:
    sql::StatementBuilder &instant(const std::string &name);
    sql::StatementBuilder &subject(const engine::Predicate &test, const engine::Field &field);
    sql::StatementBuilder &text(const std::string &name, bool ignoreCase);
    // The time on the wall, as ISO text without a zone.
    sql::StatementBuilder &localTime(const engine::Predicate &test, const engine::Field &field);
    sql::StatementBuilder &localPart(const engine::Predicate &test, const engine::Field &field);
    void positive(const engine::Predicate &test, const std::vector<engine::Field> &fields);
    void plain(const engine::Predicate &test, const engine::Field &field, const std::vector<engine::Field> &fields);
    // json_sql.cpp
    void json(const engine::Predicate &test);
    void jsonSource(const engine::Predicate &test, std::size_t level);
    std::string jsonRows(const engine::Predicate &test);
    void jsonLeaf(const engine::Predicate &test, const std::string &leaf);
    void partTest(const engine::Predicate &test, const engine::Field &field, const std::string &part);
    void intTest(const engine::Predicate &test, const engine::Field &field);
    void doubleTest(const engine::Predicate &test);
    void comparison(const engine::Predicate &test, const std::vector<engine::Field> &fields);

    sql::StatementBuilder &m_sql;
    const SqlNames &m_names;
    const SqlNames::Events *m_events = nullptr; // of the test being written
    std::string m_leaf;                         // the row of a value inside JSON that stands for the column
};

} // namespace audience::segment
