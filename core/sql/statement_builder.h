// Builds one statement piece by piece: values become parameters, names are quoted, comments cannot end
// early. Nothing a person typed ever becomes SQL text, unless literals are asked for, and then quoted.
#pragma once

#include "sql/grammar.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace audience::sql {

struct Statement {
    std::string text;
    std::vector<Value> parameters; // of placeholder 1, 2, ...
};

class StatementBuilder {
public:
    enum class Values { Parameters, Literals };
    // `forJinja`: the text is made into SQL by Jinja; what it would take for its own is written around.
    explicit StatementBuilder(const Grammar &grammar, Values values = Values::Parameters, bool forJinja = false)
        : m_grammar(grammar), m_values(values), m_forJinja(forJinja) {}
    Dialect dialect() const { return m_grammar.dialect(); }
    const Grammar &grammar() const { return m_grammar; }

    StatementBuilder &add(std::string_view sql) {
        m_text += sql;
        return *this;
    }
    StatementBuilder &name(std::string_view name) { return add(quoted(name)); }
    StatementBuilder &name(const std::string &name) { return add(quoted(name)); }
    StatementBuilder &name(const char *name) { return add(quoted(std::string_view(name))); }
    StatementBuilder &name(const TableName &table) { return add(quoted(table)); }
    std::string quoted(std::string_view name) const;
    std::string quoted(const std::string &name) const { return quoted(std::string_view(name)); }
    std::string quoted(const TableName &table) const;
    StatementBuilder &value(Value value) { return add(hold(std::move(value))); }
    // The value as a piece of SQL, to be added in its place, once, often or never: it becomes a parameter
    // where the text ends up.
    std::string hold(Value value) { return hold(std::move(value), m_values == Values::Literals); }
    // The same where the database wants it in the statement itself.
    std::string holdLiteral(Value value) { return hold(std::move(value), true); }
    // A query in the database's own language, as somebody else wrote it.
    StatementBuilder &query(std::string_view sql) { return add(forJinja(std::string(sql))); }
    // A line of its own: "-- text".
    StatementBuilder &comment(std::string_view text);
    // "a, b, c" as parameters.
    StatementBuilder &values(const std::vector<Value> &values);
    Statement finish();

private:
    std::string forJinja(std::string text) const;
    std::string hold(Value value, bool asLiteral);
    std::string written(std::size_t value, std::vector<std::size_t> &numbers, Statement &statement) const;
    const Grammar &m_grammar;
    Values m_values;
    bool m_forJinja;
    std::string m_text;
    struct Held {
        Value value;
        bool asLiteral = false;
    };
    std::vector<Held> m_held;
};

} // namespace audience::sql
