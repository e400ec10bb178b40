// What stands between the braces of Klaviyo, Braze and Customer.io, piece by piece, and its values and filters in our Liquid.
// Internal to the translators.
#pragma once

#include "movein/tool.h"

#include <set>

namespace audience::movein {

struct Token {
    enum class Kind { Name, Field, Text, Number, Sign }; // Field: ${name}
    Kind kind = Kind::Sign;
    std::string_view text; // of a text and a field without its marks
    std::size_t end = 0;   // behind it
    bool isSign(std::string_view sign) const { return kind == Kind::Sign && text == sign; }
    bool isName(std::string_view name) const { return kind == Kind::Name && text == name; }
};
// Nothing where something cannot be told apart.
std::optional<std::vector<Token>> tokensOf(std::string_view text);

class BraceExpression {
public:
    struct Trouble {
        const char *id = nullptr; // null: none
        std::string filter;
    };
    BraceExpression(Tool tool, std::vector<Token> tokens, const std::set<std::string, std::less<>> &locals)
        : m_tool(tool), m_tokens(std::move(tokens)), m_locals(locals) {}

    std::optional<std::string> output();    // a value and its filters
    std::optional<std::string> condition(); // values compared, with and/or; what isNegated() says belongs to it
    bool isNegated() const { return m_isNegated; } // true where the condition does not hold
    std::optional<std::string> operand();   // a value alone, from the place it has come to
    bool isAtEnd() const { return m_at >= m_tokens.size(); }
    const Token *peek(std::size_t ahead = 0) const { return m_at + ahead < m_tokens.size() ? &m_tokens[m_at + ahead] : nullptr; }
    void skip() { ++m_at; }
    const Trouble &trouble() const { return m_trouble; }

private:
    std::optional<std::string> fail(const char *id) {
        if (!m_trouble.id)
            m_trouble.id = id;
        return std::nullopt;
    }
    std::optional<std::string> path();
    std::optional<std::string> known(const std::vector<std::string> &parts, const std::string &rest);
    std::optional<std::string> lookup(std::string_view base);
    std::optional<std::string> filter();
    std::optional<std::string> term();
    std::optional<std::string> filtered();
    std::optional<std::string> inner(std::optional<std::string> (BraceExpression::*what)());
    Tool m_tool;
    std::vector<Token> m_tokens;
    const std::set<std::string, std::less<>> &m_locals;
    std::size_t m_at = 0;
    bool m_isNegated = false;
    Trouble m_trouble;
};

} // namespace audience::movein
