// Text literals where a backslash means something: Snowflake, BigQuery, Databricks.
#pragma once

#include <string>
#include <string_view>

namespace audience::sql {

inline std::string backslashLiteral(std::string_view text) {
    std::string literal = "'";
    for (const char c : text) {
        if (c == '\n' || c == '\r')
            literal += c == '\n' ? "\\n" : "\\r";
        else if (c == '\'' || c == '\\')
            (literal += '\\') += c;
        else
            literal += c;
    }
    return literal + '\'';
}

} // namespace audience::sql
