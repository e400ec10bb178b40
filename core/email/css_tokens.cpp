#include "email/css_tokens.h"

#include "base/text.h"

#include <cstdint>
#include <cstdio>

namespace audience::email {
namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool isName(char c) {
    return isNameStart(c) || isDigit(c) || c == '-';
}
bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
bool isNewline(char c) {
    return c == '\n' || c == '\r' || c == '\f';
}

void appendUtf8(std::string &out, std::uint32_t code) {
    if (code == 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
        code = 0xfffd;
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xc0 | (code >> 6));
        out += static_cast<char>(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        out += static_cast<char>(0xe0 | (code >> 12));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
        out += static_cast<char>(0x80 | (code & 0x3f));
    } else {
        out += static_cast<char>(0xf0 | (code >> 18));
        out += static_cast<char>(0x80 | ((code >> 12) & 0x3f));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
        out += static_cast<char>(0x80 | (code & 0x3f));
    }
}

class Reader {
public:
    explicit Reader(std::string_view css) : m_css(css) {}

    std::vector<CssToken> all() {
        std::vector<CssToken> tokens;
        while (m_at < m_css.size()) {
            if (m_css.substr(m_at, 2) == "/*") {
                const std::size_t end = m_css.find("*/", m_at + 2);
                m_at = end == std::string_view::npos ? m_css.size() : end + 2;
            } else {
                tokens.push_back(next());
            }
        }
        return tokens;
    }

private:
    char peek(std::size_t ahead = 0) const {
        return m_at + ahead < m_css.size() ? m_css[m_at + ahead] : '\0';
    }
    bool escapeAt(std::size_t ahead) const {
        return peek(ahead) == '\\' && m_at + ahead + 1 < m_css.size() &&
               !isNewline(peek(ahead + 1));
    }
    bool identAt(std::size_t ahead) const {
        if (peek(ahead) == '-')
            return isNameStart(peek(ahead + 1)) || peek(ahead + 1) == '-' || escapeAt(ahead + 1);
        return isNameStart(peek(ahead)) || escapeAt(ahead);
    }
    bool numberAt() const {
        const std::size_t sign = peek() == '+' || peek() == '-' ? 1 : 0;
        return isDigit(peek(sign)) || (peek(sign) == '.' && isDigit(peek(sign + 1)));
    }

    void escape(std::string &out) {
        ++m_at;
        if (!isHex(peek())) {
            out += m_css[m_at++];
            return;
        }
        std::uint32_t code = 0;
        for (int i = 0; i < 6 && isHex(peek()); ++i) {
            const char c = m_css[m_at++];
            code = code * 16 +
                   static_cast<std::uint32_t>(isDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
        }
        appendUtf8(out, code);
        if (isBlank(peek()))
            m_at += m_css.substr(m_at, 2) == "\r\n" ? 2 : 1;
    }
    std::string name() {
        std::string out;
        while (m_at < m_css.size()) {
            if (isName(peek()))
                out += m_css[m_at++];
            else if (escapeAt(0))
                escape(out);
            else
                break;
        }
        return out;
    }
    CssToken string(char quote) {
        std::string out;
        for (++m_at; m_at < m_css.size();) {
            const char c = peek();
            if (c == quote) {
                ++m_at;
                return {CssKind::String, out};
            }
            if (isNewline(c))
                return {CssKind::Bad, {}};
            if (c == '\\' && isNewline(peek(1)))
                m_at += m_css.substr(m_at + 1, 2) == "\r\n" ? 3 : 2;
            else if (escapeAt(0))
                escape(out);
            else
                out += m_css[m_at++];
        }
        return {CssKind::Bad, {}};
    }
    CssToken number() {
        std::string out;
        if (peek() == '+' || peek() == '-')
            out += m_css[m_at++];
        while (isDigit(peek()) || (peek() == '.' && isDigit(peek(1))))
            out += m_css[m_at++];
        if (peek() == '%')
            out += m_css[m_at++];
        else if (identAt(
                     0)) // an exponent reads as a unit here, which the filter need not tell apart
            out += name();
        for (const char c : out) // a unit written with escapes has no use but to hide something
            if (!isName(c) && c != '.' && c != '+' && c != '%')
                return {CssKind::Bad, {}};
        return {CssKind::Number, out};
    }
    // After "url(": quoted is a function with a string, unquoted is one token.
    CssToken url(std::string functionName) {
        std::size_t ahead = 0;
        while (isBlank(peek(ahead)))
            ++ahead;
        if (peek(ahead) == '"' || peek(ahead) == '\'')
            return {CssKind::Function, std::move(functionName)};
        m_at += ahead;
        std::string out;
        bool bad = false, ended = false;
        while (m_at < m_css.size() && peek() != ')') {
            const char c = peek();
            if (isBlank(c)) {
                ended = true;
                ++m_at;
            } else if (escapeAt(0)) {
                bad = bad || ended;
                escape(out);
            } else {
                bad = bad || ended || c == '"' || c == '\'' || c == '(' || c == '\\' ||
                      static_cast<unsigned char>(c) < 0x20;
                out += m_css[m_at++];
            }
        }
        ++m_at;
        return bad ? CssToken{CssKind::Bad, {}} : CssToken{CssKind::Url, out};
    }
    CssToken next() {
        const char c = peek();
        if (isBlank(c)) {
            while (isBlank(peek()))
                ++m_at;
            return {CssKind::Blank, " "};
        }
        if (c == '"' || c == '\'')
            return string(c);
        if (m_css.substr(m_at, 4) == "<!--" || m_css.substr(m_at, 3) == "-->") {
            m_at += c == '<' ? 4 : 3;
            return {CssKind::Bad, {}};
        }
        if (c == '#' && (isName(peek(1)) || escapeAt(1))) {
            ++m_at;
            return {CssKind::Hash, name()};
        }
        if (c == '@' && identAt(1)) {
            ++m_at;
            return {CssKind::AtKeyword, name()};
        }
        if (numberAt())
            return number();
        if (identAt(0)) {
            std::string word = name();
            if (peek() != '(')
                return {CssKind::Ident, std::move(word)};
            ++m_at;
            return equalsAscii(word, "url") ? url(std::move(word))
                                            : CssToken{CssKind::Function, std::move(word)};
        }
        ++m_at;
        return {CssKind::Delim, std::string(1, c)};
    }

    std::string_view m_css;
    std::size_t m_at = 0;
};

void appendHexEscape(std::string &out, char c) {
    char text[8];
    std::snprintf(text, sizeof text, "\\%x ", static_cast<unsigned>(static_cast<unsigned char>(c)));
    out += text;
}

std::string nameText(std::string_view name, bool mayStartWithDigit) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool leading = i == 0 || (i == 1 && name[0] == '-');
        const bool plain = isName(name[i]) &&
                           !(leading && isDigit(name[i]) && !mayStartWithDigit) && !(name == "-");
        if (plain)
            out += name[i];
        else
            appendHexEscape(out, name[i]);
    }
    return out;
}

std::string quotedText(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        const bool special = static_cast<unsigned char>(c) < 0x20 || c == '\'' || c == '"' ||
                             c == '\\' || c == '<' || c == '>' || c == 0x7f;
        if (special)
            appendHexEscape(out, c);
        else
            out += c;
    }
    return out + "'";
}

} // namespace

std::vector<CssToken> cssTokens(std::string_view css) {
    return Reader(css).all();
}

std::string cssText(const CssToken &token) {
    switch (token.kind) {
    case CssKind::Ident:
        return nameText(token.text, false);
    case CssKind::Function:
        return nameText(token.text, false) + '(';
    case CssKind::AtKeyword:
        return '@' + nameText(token.text, false);
    case CssKind::Hash:
        return '#' + nameText(token.text, true);
    case CssKind::String:
        return quotedText(token.text);
    case CssKind::Url:
        return "url(" + quotedText(token.text) + ')';
    case CssKind::Number: // digits, sign and point are written as they are, a unit as a name
    case CssKind::Blank:
    case CssKind::Delim:
        return token.text;
    case CssKind::Bad:
        return {};
    }
    return {};
}

} // namespace audience::email
