// Builds one statement piece by piece: values become parameters, names are quoted, comments cannot end
// early. Nothing a person typed ever becomes SQL text.
#pragma once

#include "sql/dialect.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace audience::sql {

using Value = std::variant<std::int64_t, double, std::string>;

struct Statement {
    std::string text;
    std::vector<Value> parameters; // of placeholder 1, 2, ...
};

class StatementBuilder {
public:
    explicit StatementBuilder(Dialect dialect) : m_dialect(dialect) {}
    Dialect dialect() const { return m_dialect; }

    StatementBuilder &add(std::string_view sql) {
        m_statement.text += sql;
        return *this;
    }
    StatementBuilder &name(std::string_view name) { return add(quotedName(m_dialect, name)); }
    StatementBuilder &value(Value value);
    // A line of its own: "-- text".
    StatementBuilder &comment(std::string_view text);
    // "a, b, c" as parameters.
    StatementBuilder &values(const std::vector<Value> &values);
    Statement finish() { return std::move(m_statement); }

private:
    Dialect m_dialect;
    Statement m_statement;
};

} // namespace audience::sql
