#include "sql/statement_builder.h"

#include <cstdlib>

namespace audience::sql {

namespace {

// Around the number of a value that is held; see mayBeInName(). Comments hold no control characters.
constexpr char kHeldBegins = '\x01', kHeldEnds = '\x02';

} // namespace

std::string StatementBuilder::forJinja(std::string text) const {
    if (!m_forJinja)
        return text;
    std::string escaped;
    for (const char c : text)
        escaped += c == '{' ? std::string("{{ '{' }}") : std::string(1, c);
    return escaped;
}

std::string StatementBuilder::quoted(std::string_view name) const { return forJinja(m_grammar.quoted(name)); }

std::string StatementBuilder::quoted(const TableName &table) const {
    if (table.isVerbatim())
        return table.parts()[0];
    std::string name;
    for (const std::string &part : table.parts())
        name += (name.empty() ? "" : ".") + quoted(part);
    return name;
}

std::string StatementBuilder::hold(Value value, bool asLiteral) {
    m_held.push_back({std::move(value), asLiteral});
    return kHeldBegins + std::to_string(m_held.size() - 1) + kHeldEnds;
}

StatementBuilder &StatementBuilder::comment(std::string_view text) {
    add("-- ");
    for (const char c : text) {
        // Control characters could end the line, and with it the comment; so could U+2028 for some tools. Jinja
        // reads comments too, and some drivers count the question marks in them.
        const bool plain = static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7F;
        const bool letter = static_cast<unsigned char>(c) >= 0x80 && c != '\xE2';
        const bool taken = (m_forJinja && c == '{') || (m_grammar.isPositional() && c == '?');
        m_text += (plain || letter) && !taken ? c : ' ';
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

std::string StatementBuilder::written(std::size_t value, std::vector<std::size_t> &numbers, Statement &statement) const {
    if (m_held[value].asLiteral)
        return forJinja(m_grammar.literal(m_held[value].value));
    if (numbers[value] == 0 || m_grammar.isPositional()) {
        statement.parameters.push_back(m_held[value].value);
        numbers[value] = statement.parameters.size();
    }
    return m_grammar.placeholder(numbers[value]);
}

Statement StatementBuilder::finish() {
    Statement statement;
    std::vector<std::size_t> numbers(m_held.size()); // 0: not a parameter yet
    std::size_t at = 0;
    for (std::size_t held = 0; (held = m_text.find(kHeldBegins, at)) != std::string::npos;) {
        statement.text.append(m_text, at, held - at);
        const std::size_t end = m_text.find(kHeldEnds, held);
        statement.text += written(std::strtoul(m_text.c_str() + held + 1, nullptr, 10), numbers, statement);
        at = end + 1;
    }
    statement.text.append(m_text, at);
    m_text.clear();
    return statement;
}

} // namespace audience::sql
