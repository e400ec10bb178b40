#include "sql/statement_builder.h"

namespace audience::sql {

StatementBuilder &StatementBuilder::value(Value value) {
    m_statement.parameters.push_back(std::move(value));
    return add(placeholder(m_dialect, m_statement.parameters.size()));
}

StatementBuilder &StatementBuilder::comment(std::string_view text) {
    add("-- ");
    for (const char c : text) {
        // Control characters could end the line, and with it the comment; so could U+2028 for some tools.
        const bool plain = static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7F;
        const bool letter = static_cast<unsigned char>(c) >= 0x80 && c != '\xE2';
        m_statement.text += plain || letter ? c : ' ';
    }
    return add("\n");
}

StatementBuilder &StatementBuilder::values(const std::vector<Value> &values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i != 0)
            add(", ");
        value(values[i]);
    }
    return *this;
}

} // namespace audience::sql
