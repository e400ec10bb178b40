#include "sql/dialect.h"

namespace audience::sql {

std::string_view toText(Dialect dialect) {
    switch (dialect) {
    case Dialect::Sqlite:
        break;
    }
    return "sqlite";
}

std::string quotedName(Dialect, std::string_view name) {
    std::string quoted = "\"";
    for (const char c : name) {
        if (c == '\0')
            continue;
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string placeholder(Dialect, std::size_t n) { return '?' + std::to_string(n); }

} // namespace audience::sql
