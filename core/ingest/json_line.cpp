#include "ingest/json_line.h"

namespace audience::ingest {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::optional<unsigned> hexOf(std::string_view digits) {
    if (digits.size() < 4)
        return std::nullopt;
    unsigned value = 0;
    for (const char c : digits.substr(0, 4)) {
        const int digit = isDigit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        if (digit < 0)
            return std::nullopt;
        value = value << 4 | static_cast<unsigned>(digit);
    }
    return value;
}

void appendUtf8(unsigned code, std::string &out) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | code >> 6);
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0 | code >> 12);
        out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | code >> 18);
        out += static_cast<char>(0x80 | (code >> 12 & 0x3F));
        out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

// Strict: what another program would refuse is refused here.
class Reader {
public:
    explicit Reader(std::string_view line) : m_at(line.data()), m_end(line.data() + line.size()) {}

    bool line(std::vector<JsonMember> &members) {
        if (m_end - m_at >= 3 && std::string_view(m_at, 3) == "\xEF\xBB\xBF")
            m_at += 3;
        blanks();
        if (!take('{'))
            return false;
        blanks();
        if (!take('}'))
            for (;;) {
                JsonMember member;
                if (!text(member.name, member.nameHasEscapes) || !colon() || !value(member))
                    return false;
                members.push_back(member);
                blanks();
                if (take('}'))
                    break;
                if (!take(','))
                    return false;
                blanks();
            }
        blanks();
        return m_at == m_end;
    }

private:
    void blanks() {
        while (m_at < m_end && isBlank(*m_at))
            ++m_at;
    }
    bool take(char c) {
        if (m_at == m_end || *m_at != c)
            return false;
        ++m_at;
        return true;
    }
    bool colon() {
        blanks();
        if (!take(':'))
            return false;
        blanks();
        return true;
    }
    bool word(std::string_view word) {
        if (static_cast<std::size_t>(m_end - m_at) < word.size() || std::string_view(m_at, word.size()) != word)
            return false;
        m_at += word.size();
        return true;
    }

    bool text(std::string_view &text, bool &hasEscapes) {
        if (!take('"'))
            return false;
        const char *const begin = m_at;
        for (; m_at < m_end && *m_at != '"'; ++m_at) {
            if (static_cast<unsigned char>(*m_at) < 0x20)
                return false;
            if (*m_at != '\\')
                continue;
            hasEscapes = true;
            if (++m_at == m_end)
                return false;
            if (*m_at == 'u') {
                if (!hexOf({m_at + 1, static_cast<std::size_t>(m_end - m_at - 1)}))
                    return false;
                m_at += 4;
            } else if (std::string_view("\"\\/bfnrt").find(*m_at) == std::string_view::npos) {
                return false;
            }
        }
        text = {begin, static_cast<std::size_t>(m_at - begin)};
        return take('"');
    }

    bool digits() {
        const char *const begin = m_at;
        while (m_at < m_end && isDigit(*m_at))
            ++m_at;
        return m_at > begin;
    }
    bool number() {
        (void)take('-');
        if (!take('0') && !digits())
            return false;
        if (take('.') && !digits())
            return false;
        if (take('e') || take('E')) {
            if (!take('+'))
                (void)take('-');
            return digits();
        }
        return true;
    }

    bool value(JsonMember &member) {
        const char *const begin = m_at;
        using Kind = JsonMember::Kind;
        if (m_at == m_end)
            return false;
        if (*m_at == '"') {
            member.kind = Kind::Text;
            return text(member.text, member.hasEscapes);
        }
        const bool fine = *m_at == '{' || *m_at == '[' ? nested() : scalar();
        member.kind = *begin == '{' || *begin == '[' ? Kind::Nested : *begin == 'n' ? Kind::Null : *begin == 't' || *begin == 'f' ? Kind::Bool : Kind::Number;
        member.text = {begin, static_cast<std::size_t>(m_at - begin)};
        return fine;
    }
    bool scalar() { return word("null") || word("true") || word("false") || number(); }

    // A list or object with all that is in it, without recursion: what it is deep in stands in `closers`.
    bool nested() {
        char closers[kMostJsonDepth];
        int depth = 0;
        for (;;) {
            blanks();
            const bool opens = m_at < m_end && (*m_at == '{' || *m_at == '[');
            if (opens) {
                if (depth == kMostJsonDepth)
                    return false;
                closers[depth++] = *m_at == '{' ? '}' : ']';
                ++m_at;
                blanks();
                if (!(m_at < m_end && *m_at == closers[depth - 1])) {
                    if (closers[depth - 1] == '}' && !name())
                        return false;
                    continue;
                }
            } else {
                std::string_view ignored;
                bool escapes = false;
                if (!(m_at < m_end && *m_at == '"' ? text(ignored, escapes) : scalar()))
                    return false;
            }
            for (;;) { // behind a value
                blanks();
                if (m_at == m_end)
                    return false;
                if (*m_at == closers[depth - 1]) {
                    ++m_at;
                    if (--depth == 0)
                        return true;
                    continue;
                }
                if (!take(','))
                    return false;
                blanks();
                if (closers[depth - 1] == '}' && !name())
                    return false;
                break;
            }
        }
    }
    bool name() {
        std::string_view ignored;
        bool escapes = false;
        return text(ignored, escapes) && colon();
    }

    const char *m_at;
    const char *const m_end;
};

} // namespace

bool readJsonLine(std::string_view line, std::vector<JsonMember> &members) {
    members.clear();
    return Reader(line).line(members);
}

void appendUnescaped(std::string_view text, std::string &out) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t slash = text.find('\\', at);
        out += text.substr(at, slash - at);
        if (slash == std::string_view::npos || slash + 1 >= text.size())
            return;
        const char c = text[slash + 1];
        at = slash + 2;
        constexpr std::string_view kNames = "bfnrt", kSigns = "\b\f\n\r\t";
        if (const std::size_t named = kNames.find(c); named != std::string_view::npos) {
            out += kSigns[named];
            continue;
        }
        if (c != 'u') {
            out += c;
            continue;
        }
        unsigned code = hexOf(text.substr(at)).value_or(0xFFFD);
        at = std::min(at + 4, text.size());
        if (code >= 0xD800 && code < 0xDC00 && text.substr(at, 2) == "\\u") {
            const unsigned low = hexOf(text.substr(at + 2)).value_or(0);
            if (low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                at += 6;
            }
        }
        appendUtf8(code >= 0xD800 && code < 0xE000 ? 0xFFFD : code, out);
    }
}

bool hasLongNumbers(std::string_view nested) {
    constexpr std::size_t kExact = 15;
    bool inText = false;
    std::size_t digits = 0;
    for (std::size_t i = 0; i < nested.size(); ++i) {
        const char c = nested[i];
        if (c == '"')
            inText = !inText;
        else if (inText && c == '\\')
            ++i;
        if (inText || c == '"') {
            digits = 0;
            continue;
        }
        digits = isDigit(c) ? digits + 1 : digits > 0 && (c == '.' || c == 'e' || c == 'E') ? kExact + 1 : 0;
        if (digits > kExact)
            return true;
    }
    return false;
}

} // namespace audience::ingest
