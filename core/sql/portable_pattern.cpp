#include "sql/portable_pattern.h"

#include <algorithm>
#include <cstdint>

namespace audience::sql {

namespace {

// The smallest that engines allow, and how large all counts may make a pattern together.
constexpr int kMostTimes = 255, kMostSize = 2'000, kMostDepth = 100;
constexpr std::uint32_t kWidestRange = 20'000;

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(std::uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

class Translator {
public:
    Translator(std::string_view pattern, bool ignoreCase, std::string_view textEnd)
        : m_pattern(pattern), m_textEnd(textEnd), m_ignoreCase(ignoreCase) {}

    std::optional<std::string> translated() {
        const Piece whole = choice(0);
        return m_failed || m_at != m_pattern.size() ? std::nullopt : std::optional(whole.text);
    }

private:
    struct Piece {
        std::string text;
        int size = 0;
        bool isPlace = false; // an end of the text, which cannot be counted everywhere
    };

    bool atEnd() const { return m_at >= m_pattern.size(); }
    char next() const { return atEnd() ? '\0' : m_pattern[m_at]; }
    bool take(std::string_view wanted) {
        if (m_pattern.substr(m_at, wanted.size()) != wanted)
            return false;
        m_at += wanted.size();
        return true;
    }
    Piece fail() {
        m_failed = true;
        return {};
    }

    std::uint32_t codePoint() {
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(i < m_pattern.size() ? m_pattern[i] : 0); };
        const unsigned char first = byte(m_at);
        const int length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        std::uint32_t c = length == 1 ? first : first & (0x7FU >> length);
        for (int i = 1; i < length; ++i)
            c = c << 6 | (byte(m_at + static_cast<std::size_t>(i)) & 0x3FU);
        m_at = std::min(m_at + static_cast<std::size_t>(length), m_pattern.size());
        return c;
    }
    static std::string utf8(std::uint32_t c) {
        if (c < 0x80)
            return std::string(1, static_cast<char>(c));
        const auto tail = [&](int shift) { return static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
        if (c < 0x800)
            return {static_cast<char>(0xC0 | c >> 6), tail(0)};
        if (c < 0x10000)
            return {static_cast<char>(0xE0 | c >> 12), tail(6), tail(0)};
        return {static_cast<char>(0xF0 | c >> 18), tail(12), tail(6), tail(0)};
    }
    // Anything but letters, digits and what is not ASCII may mean something.
    static std::string plain(std::uint32_t c) {
        const bool isPlain = isLetter(c) || (c >= '0' && c <= '9') || c >= 0x80 || c < 0x20 || c == ' ' || c == '_';
        return (isPlain ? "" : "\\") + utf8(c);
    }

    Piece choice(int depth) {
        if (depth > kMostDepth)
            return fail();
        Piece all = row(depth);
        while (!m_failed && take("|")) {
            const Piece other = row(depth);
            all = {all.text + '|' + other.text, all.size + other.size + 1, false};
        }
        return all;
    }

    Piece row(int depth) {
        Piece all;
        while (!m_failed && !atEnd() && next() != '|' && next() != ')') {
            const Piece one = counted(atom(depth));
            all.text += one.text;
            all.size += one.size;
        }
        return all.size > kMostSize ? fail() : all;
    }

    // "{n}", "{n,}" or "{n,m}" here; a brace that is none of these is a character.
    std::string_view bounds(int &most) const {
        std::size_t at = m_at + 1;
        int numbers[2] = {-1, -1};
        for (int i = 0; i < 2; ++i) {
            while (at < m_pattern.size() && isDigit(m_pattern[at]) && numbers[i] < 10'000)
                numbers[i] = std::max(0, numbers[i]) * 10 + (m_pattern[at++] - '0');
            if (i == 1 || at >= m_pattern.size() || m_pattern[at] != ',')
                break;
            ++at;
        }
        if (next() != '{' || numbers[0] < 0 || at >= m_pattern.size() || m_pattern[at] != '}')
            return {};
        most = std::max(numbers[0], numbers[1]);
        return m_pattern.substr(m_at, at + 1 - m_at);
    }

    Piece counted(Piece atom) {
        std::string count;
        int most = 1;
        if (next() == '*' || next() == '+' || next() == '?') {
            count = std::string(1, m_pattern[m_at++]);
        } else if (const std::string_view times = bounds(most); !times.empty()) {
            count = times;
            m_at += times.size();
        }
        if (m_failed || count.empty())
            return atom;
        (void)take("?"); // prefers fewer, which no answer depends on
        int ignored = 1;
        if (atom.isPlace || most > kMostTimes || next() == '*' || next() == '+' || next() == '?' || !bounds(ignored).empty())
            return fail();
        return {atom.text + count, atom.size * std::max(1, most) + 1, false};
    }

    Piece atom(int depth) {
        if (take("("))
            return group(depth);
        if (take("["))
            return set();
        if (take("."))
            return {"[^\n]", 1, false};
        if (take("^"))
            return {"^", 1, true};
        if (take("$"))
            return {std::string(m_textEnd), 1, true};
        if (take("\\"))
            return escaped();
        return character(codePoint());
    }

    Piece group(int depth) {
        const bool outer = m_ignoreCase;
        bool isOpen = true;
        if (take("?i)")) { // for the rest of the group around it
            m_ignoreCase = true;
            return {};
        }
        if (take("?i:"))
            m_ignoreCase = true;
        else if (take("?P<"))
            m_at = std::min(m_pattern.find('>', m_at), m_pattern.size() - 1) + 1;
        else if (!take("?:"))
            isOpen = next() != '?'; // other flags
        const Piece inside = isOpen ? choice(depth + 1) : fail();
        m_ignoreCase = outer;
        if (m_failed || !take(")"))
            return fail();
        return {"(?:" + inside.text + ')', inside.size + 1, false};
    }

    Piece character(std::uint32_t c) {
        if (c == 0 || (m_ignoreCase && c >= 0x80))
            return fail();
        if (!m_ignoreCase || !isLetter(c))
            return {plain(c), 1, false};
        const char lower = static_cast<char>(c | 0x20);
        // The Kelvin sign and the long s are letters of these in another case.
        const std::string_view more = lower == 'k' ? "\xE2\x84\xAA" : lower == 's' ? "\xC5\xBF" : "";
        return {std::string("[") + lower + static_cast<char>(lower - 0x20) + std::string(more) + ']', 1, false};
    }

    // The inside of a set, for \d, \s and \w; empty for other letters.
    static std::string_view classOf(char letter) {
        return letter == 'd' ? "0-9" : letter == 's' ? "\t\n\f\r " : letter == 'w' ? "0-9A-Za-z_" : "";
    }

    // A character behind a backslash, as its number; 0 for what is none.
    std::uint32_t escapedCharacter() {
        const char c = next();
        if (static_cast<unsigned char>(c) < 0x80 && !isLetter(static_cast<unsigned char>(c)) && !isDigit(c)) {
            ++m_at;
            return static_cast<unsigned char>(c);
        }
        constexpr std::string_view kLetters = "tnrfva", kMeant = "\t\n\r\f\v\a";
        const std::size_t at = kLetters.find(c);
        if (at == std::string_view::npos)
            return 0;
        ++m_at;
        return static_cast<unsigned char>(kMeant[at]);
    }

    Piece escaped() {
        const char c = next();
        if (take("A"))
            return {"^", 1, true};
        if (take("z"))
            return {std::string(m_textEnd), 1, true};
        const char lower = static_cast<char>(c | 0x20);
        if (const std::string_view inside = isLetter(static_cast<unsigned char>(c)) ? classOf(lower) : std::string_view(); !inside.empty()) {
            if (m_ignoreCase && lower == 'w')
                return fail();
            ++m_at;
            return {(c == lower ? "[" : "[^") + std::string(inside) + ']', 1, false};
        }
        const std::uint32_t meant = escapedCharacter();
        return meant == 0 ? fail() : character(meant);
    }

    // One end of a range in a set; 0 with failure for what is none.
    std::uint32_t member() {
        const std::uint32_t c = take("\\") ? escapedCharacter() : codePoint();
        if (c == 0 || (m_ignoreCase && c >= 0x80))
            m_failed = true;
        return c;
    }

    Piece set() {
        std::string text = take("^") ? "[^" : "[";
        for (bool first = true; !m_failed && (first || next() != ']'); first = false) {
            if (atEnd() || m_pattern.substr(m_at, 2) == "[:")
                return fail();
            if (next() == '\\' && m_at + 1 < m_pattern.size() && !classOf(m_pattern[m_at + 1]).empty()) {
                const char letter = m_pattern[m_at + 1];
                if (m_ignoreCase && letter == 'w')
                    return fail();
                text += classOf(letter);
                m_at += 2;
                continue;
            }
            const std::uint32_t low = member();
            std::uint32_t high = low;
            if (next() == '-' && m_at + 1 < m_pattern.size() && m_pattern[m_at + 1] != ']') {
                ++m_at;
                high = member();
            }
            const bool hasLetters = (low <= 'Z' && high >= 'A') || (low <= 'z' && high >= 'a');
            if (high - low > kWidestRange || (m_ignoreCase && hasLetters))
                return fail();
            text += low == high ? plain(low) : plain(low) + '-' + plain(high);
        }
        if (m_failed || !take("]"))
            return fail();
        return {text + ']', 1, false};
    }

    std::string_view m_pattern, m_textEnd;
    std::size_t m_at = 0;
    bool m_ignoreCase, m_failed = false;
};

} // namespace

std::optional<std::string> portablePattern(std::string_view re2, bool ignoreCase, std::string_view textEnd) {
    return Translator(re2, ignoreCase, textEnd).translated();
}

} // namespace audience::sql
