#include "sql/portable_pattern.h"

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <vector>

namespace audience::sql {

namespace {

// The smallest that engines allow, and how large all counts may make a pattern together.
constexpr int kMostTimes = 255, kMostSize = 2'000, kMostDepth = 100;
constexpr std::uint32_t kWidestRange = 20'000;

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(std::uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

class Translator {
public:
    Translator(std::string_view pattern, bool ignoreCase, PatternWords words) : m_pattern(pattern), m_words(words), m_ignoreCase(ignoreCase) {}

    std::optional<std::string> translated() {
        const Piece whole = choice(0);
        // Where an empty match begins in an empty text is said by nobody who counts from 1.
        const bool isSaid = !m_failed && m_at == m_pattern.size() && (!isPosix() || whole.isLong);
        return isSaid ? std::optional(whole.text) : std::nullopt;
    }

private:
    struct Piece {
        std::string text;
        int size = 0;
        bool isPlace = false; // an end of the text, which cannot be counted everywhere
        bool isLong = false;  // never empty
        bool isWide = false;  // a character that may be several bytes, alone
        bool isOpen = false;  // one character of those that are not in a set
        bool isRun = false;   // holds one or more of these in a row
    };
    using Ranges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

    bool isPosix() const { return m_words == PatternWords::Posix || m_words == PatternWords::PosixBytes; }
    bool isBytes() const { return m_words == PatternWords::PosixBytes; }
    std::string textEnd() const { return m_words == PatternWords::Java ? "\\z" : "$"; }
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
    // Anything but letters, digits and what is not ASCII may mean something; in POSIX so may a backslash before what
    // means nothing.
    std::string plain(std::uint32_t c) const {
        if (isPosix())
            return (c < 0x80 && std::string_view(".[()*+?{|^$\\").find(static_cast<char>(c)) != std::string_view::npos ? "\\" : "") + utf8(c);
        const bool isPlain = isLetter(c) || (c >= '0' && c <= '9') || c >= 0x80 || c < 0x20 || c == ' ' || c == '_';
        return (isPlain ? "" : "\\") + utf8(c);
    }

    Piece choice(int depth) {
        if (depth > kMostDepth)
            return fail();
        Piece all = row(depth);
        while (!m_failed && take("|")) {
            const Piece other = row(depth);
            const bool isLong = all.isLong, isRun = all.isRun;
            all = {all.text + '|' + other.text, all.size + other.size + 1};
            all.isLong = isLong && other.isLong;
            all.isRun = isRun || other.isRun;
        }
        return all;
    }

    Piece row(int depth) {
        Piece all;
        bool afterRun = false; // with nothing between that is one character in any reading
        while (!m_failed && !atEnd() && next() != '|' && next() != ')') {
            const Piece one = counted(atom(depth));
            // Two runs beside each other could share the bytes of one character.
            if (isBytes() && one.isRun && afterRun)
                return fail();
            afterRun = one.isRun || (afterRun && !one.isLong);
            all.text += one.text;
            all.size += one.size;
            all.isLong = all.isLong || one.isLong;
            all.isRun = all.isRun || one.isRun;
        }
        return all.size > kMostSize || (isPosix() && all.text.empty()) ? fail() : all;
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
        if (m_failed || (isBytes() && (atom.isOpen || atom.isRun) && !mayRun(atom, count)))
            return fail();
        if (count.empty())
            return atom;
        (void)take("?"); // prefers fewer, which no answer depends on
        int ignored = 1;
        if (atom.isPlace || most > kMostTimes || next() == '*' || next() == '+' || next() == '?' || !bounds(ignored).empty())
            return fail();
        Piece all{(isBytes() && atom.isWide ? '(' + atom.text + ')' : atom.text) + count, atom.size * std::max(1, most) + 1};
        all.isLong = atom.isLong && count[0] != '*' && count[0] != '?' && count.substr(0, 2) != "{0";
        all.isRun = atom.isOpen && count == "+";
        return all;
    }

    // Whoever matches byte by byte agrees with whoever matches characters on runs of any length, and on no others.
    static bool mayRun(const Piece &atom, const std::string &count) {
        return atom.isOpen ? count == "*" || count == "+" : count.empty();
    }

    Piece atom(int depth) {
        if (take("("))
            return group(depth);
        if (take("["))
            return set();
        if (take("."))
            return setOf({{'\n', '\n'}}, true);
        if (take("^"))
            return {"^", 1, true};
        if (take("$"))
            return {textEnd(), 1, true};
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
        Piece all = inside;
        all.text = (isPosix() ? "(" : "(?:") + inside.text + ')';
        ++all.size;
        all.isPlace = all.isWide = all.isOpen = false;
        return all;
    }

    Piece setOf(const Ranges &ranges, bool negated) {
        Piece piece{{}, 1, false, true};
        if (isPosix())
            return posixSet(ranges, negated);
        piece.text = negated ? "[^" : "[";
        for (const auto &[low, high] : ranges)
            piece.text += low == high ? plain(low) : plain(low) + '-' + plain(high);
        piece.text += ']';
        return piece;
    }

    // Character by character, since ranges go by an order that nobody promises, and without what means something
    // inside a set, or means it there only.
    Piece posixSet(const Ranges &ranges, bool negated) {
        std::bitset<0x80> ascii;
        std::vector<std::string> others; // choices beside the set
        std::string inside;
        for (const auto &[low, high] : ranges) {
            if (high >= 0x80 && (low != high || (negated && isBytes())))
                return fail();
            if (high >= 0x80 && isBytes())
                others.push_back(utf8(low));
            else if (high >= 0x80)
                inside += utf8(low);
            for (std::uint32_t c = low; c <= high && c < 0x80; ++c)
                ascii.set(c);
        }
        bool hasCaret = false;
        for (std::uint32_t c = 1; c < 0x80; ++c) {
            const bool isHard = c == '[' || c == ']' || c == '\\';
            if (!ascii[c] || c == '-')
                continue;
            if (isHard && negated)
                return fail();
            if (isHard)
                others.push_back(plain(c));
            else if (c == '^')
                hasCaret = true;
            else
                inside += static_cast<char>(c);
        }
        if (hasCaret && inside.empty() && !negated)
            others.push_back(plain('^'));
        else if (hasCaret)
            inside += '^';
        if (ascii['-'])
            inside += '-';
        Piece piece{{}, 1, false, true};
        piece.isOpen = negated;
        if (!inside.empty())
            piece.text = (negated ? "[^" : "[") + inside + ']';
        for (const std::string &other : others)
            piece.text += (piece.text.empty() ? "" : "|") + other;
        if (others.size() + (inside.empty() ? 0 : 1) > 1)
            piece.text = '(' + piece.text + ')';
        else if (!others.empty())
            piece.isWide = true;
        return piece;
    }

    Piece character(std::uint32_t c) {
        if (c == 0 || (m_ignoreCase && c >= 0x80))
            return fail();
        if (!m_ignoreCase || !isLetter(c))
            return {plain(c), 1, false, true, c >= 0x80};
        const std::uint32_t lower = c | 0x20;
        Ranges both{{lower, lower}, {lower - 0x20, lower - 0x20}};
        // The Kelvin sign and the long s are letters of these in another case.
        if (lower == 'k' || lower == 's')
            both.push_back(lower == 'k' ? std::pair(0x212AU, 0x212AU) : std::pair(0x17FU, 0x17FU));
        return setOf(both, false);
    }

    // What is in \d, \s and \w; nothing for other letters.
    static Ranges classOf(char letter) {
        if (letter == 'd')
            return {{'0', '9'}};
        if (letter == 's')
            return {{'\t', '\t'}, {'\n', '\n'}, {'\f', '\f'}, {'\r', '\r'}, {' ', ' '}};
        return letter == 'w' ? Ranges{{'0', '9'}, {'A', 'Z'}, {'a', 'z'}, {'_', '_'}} : Ranges();
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
            return {textEnd(), 1, true};
        const char lower = static_cast<char>(c | 0x20);
        if (const Ranges inside = isLetter(static_cast<unsigned char>(c)) ? classOf(lower) : Ranges(); !inside.empty()) {
            if (m_ignoreCase && lower == 'w')
                return fail();
            ++m_at;
            return setOf(inside, c != lower);
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
        const bool negated = take("^");
        Ranges ranges;
        for (bool first = true; !m_failed && (first || next() != ']'); first = false) {
            if (atEnd() || m_pattern.substr(m_at, 2) == "[:")
                return fail();
            if (next() == '\\' && m_at + 1 < m_pattern.size() && !classOf(m_pattern[m_at + 1]).empty()) {
                const char letter = m_pattern[m_at + 1];
                if (m_ignoreCase && letter == 'w')
                    return fail();
                const Ranges more = classOf(letter);
                ranges.insert(ranges.end(), more.begin(), more.end());
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
            ranges.emplace_back(low, high);
        }
        if (m_failed || !take("]"))
            return fail();
        return setOf(ranges, negated);
    }

    std::string_view m_pattern;
    PatternWords m_words;
    std::size_t m_at = 0;
    bool m_ignoreCase, m_failed = false;
};

} // namespace

std::optional<std::string> portablePattern(std::string_view re2, bool ignoreCase, PatternWords words) {
    return Translator(re2, ignoreCase, words).translated();
}

} // namespace audience::sql
