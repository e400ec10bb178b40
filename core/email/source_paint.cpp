#include "email/source_paint.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

namespace audience::email {
namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isWord(char c) { return isLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.'; }

template <std::size_t N> bool oneOf(const std::array<std::string_view, N> &words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 15> kVoid{"area", "base", "br",    "col",  "embed",  "hr",    "img", "input",
                                                 "link", "meta", "param", "source", "track", "wbr", "mj-image"};
constexpr std::array<std::string_view, 10> kBlocks{"if", "unless", "for", "case", "capture", "comment", "raw", "tablerow", "ifchanged", "doc"};

class Painter {
public:
    explicit Painter(std::string_view source) : m_source(source) {}

    SourcePaint html() {
        while (m_at < m_source.size()) {
            const char c = m_source[m_at];
            if (c == '{' && liquid(SourceStyle::Text))
                continue;
            if (c == '<' && markup())
                continue;
            if (c == '&' && entity())
                continue;
            ++m_at;
        }
        return finish();
    }
    SourcePaint text() {
        while (m_at < m_source.size())
            if (m_source[m_at] != '{' || !liquid(SourceStyle::Text))
                ++m_at;
        return finish();
    }
    SourcePaint json() {
        while (m_at < m_source.size()) {
            const char c = m_source[m_at];
            if (c == '"')
                jsonText();
            else if (c == '{' || c == '[' || c == '}' || c == ']')
                jsonBracket(c);
            else if (isWord(c) || c == '+')
                jsonValue();
            else
                ++m_at;
        }
        return finish();
    }

private:
    struct Open {
        std::string name;
        std::size_t at = 0;
    };

    // What stands before `from` and was not named is `rest`; from there to `to` it is `style`.
    void put(std::size_t from, std::size_t to, SourceStyle style, SourceStyle rest = SourceStyle::Text) {
        add(from, rest);
        add(to, style);
        m_at = std::max(m_at, to);
    }
    void add(std::size_t to, SourceStyle style) {
        if (to <= m_done)
            return;
        if (!m_paint.tokens.empty() && m_paint.tokens.back().style == style)
            m_paint.tokens.back().size += to - m_done;
        else
            m_paint.tokens.push_back({m_done, to - m_done, style});
        m_done = to;
    }
    SourcePaint finish() {
        add(m_source.size(), SourceStyle::Text);
        std::vector<std::size_t> starts{0};
        for (std::size_t i = 0; i < m_source.size(); ++i)
            if (m_source[i] == '\n')
                starts.push_back(i + 1);
        const auto lineOf = [&](std::size_t at) { return static_cast<std::size_t>(std::upper_bound(starts.begin(), starts.end(), at) - starts.begin()) - 1; };
        for (const auto &[from, to] : m_pairs) {
            const SourceFold fold{lineOf(from), lineOf(to)};
            if (fold.last > fold.first + 1)
                m_paint.folds.push_back(fold);
        }
        return std::move(m_paint);
    }

    void open(std::string name, std::size_t at) {
        ++m_openByName[name];
        m_open.push_back({std::move(name), at});
    }
    // What was opened since and not closed has no end of its own.
    void close(const std::string &name, std::size_t at) {
        const auto known = m_openByName.find(name);
        if (known == m_openByName.end() || known->second == 0)
            return;
        while (m_open.back().name != name) {
            --m_openByName[m_open.back().name];
            m_open.pop_back();
        }
        m_pairs.push_back({m_open.back().at, at});
        --known->second;
        m_open.pop_back();
    }

    // An output or tag at m_at; false where it is not closed. `around`: what stands before it.
    bool liquid(SourceStyle around) {
        const std::string_view two = m_source.substr(m_at, 2);
        const bool isTag = two == "{%";
        if (!isTag && two != "{{")
            return false;
        bool &isNeverClosed = isTag ? m_noTagEnd : m_noOutputEnd;
        const std::size_t close = isNeverClosed ? std::string_view::npos : m_source.find(isTag ? "%}" : "}}", m_at + 2);
        isNeverClosed = isNeverClosed || close == std::string_view::npos;
        if (close == std::string_view::npos)
            return false;
        const std::size_t start = m_at;
        add(start, around);
        std::size_t at = start + 2;
        if (isTag) {
            while (at < close && (isBlank(m_source[at]) || m_source[at] == '-'))
                ++at;
            const std::size_t name = at;
            while (at < close && isWord(m_source[at]) && m_source[at] != '-')
                ++at;
            const std::string_view word = m_source.substr(name, at - name);
            put(at, at, SourceStyle::LiquidTag, SourceStyle::LiquidTag);
            inside(at, close, SourceStyle::Output);
            put(close, close + 2, SourceStyle::LiquidTag, SourceStyle::Output);
            m_at = close + 2;
            block(word, start);
        } else {
            inside(at, close, SourceStyle::Output);
            put(close, close + 2, SourceStyle::Output, SourceStyle::Output);
            m_at = close + 2;
        }
        return true;
    }
    void inside(std::size_t at, std::size_t end, SourceStyle style) {
        bool isFilter = false;
        while (at < end) {
            const char c = m_source[at];
            if (c == '"' || c == '\'') {
                const std::size_t close = std::min(m_source.substr(0, end).find(c, at + 1), end - 1);
                put(at, close + 1, SourceStyle::LiquidString, style);
                at = close + 1;
            } else if (isWord(c)) {
                const std::size_t word = at;
                while (at < end && isWord(m_source[at]))
                    ++at;
                if (isFilter)
                    put(word, at, SourceStyle::Filter, style);
                isFilter = false;
            } else {
                isFilter = c == '|' || (isFilter && isBlank(c));
                ++at;
            }
        }
    }
    void block(std::string_view word, std::size_t start) {
        const bool isEnd = word.substr(0, 3) == "end";
        if (const std::string_view name = isEnd ? word.substr(3) : word; oneOf(kBlocks, name)) {
            if (isEnd)
                close("%" + std::string(name), start);
            else
                open("%" + std::string(name), start);
        }
        if (word != "comment" && word != "raw" && word != "doc")
            return;
        // Nothing in it is read.
        const std::string end = "end" + std::string(word);
        if (oneOf(m_neverEnded, word))
            return;
        for (std::size_t at = m_source.find("{%", m_at); at != std::string_view::npos; at = m_source.find("{%", at + 2)) {
            std::size_t name = at + 2;
            while (name < m_source.size() && (isBlank(m_source[name]) || m_source[name] == '-'))
                ++name;
            if (m_source.substr(name, end.size()) == end) {
                put(m_at, at, word == "raw" ? SourceStyle::Text : SourceStyle::Comment);
                return;
            }
        }
        m_neverEnded[word == "comment" ? 0 : word == "raw" ? 1 : 2] = word;
    }

    bool markup() {
        const std::string_view rest = m_source.substr(m_at);
        if (rest.substr(0, 4) == "<!--")
            return comment();
        if (rest.size() > 1 && (rest[1] == '!' || rest[1] == '?')) {
            const std::size_t end = angleFrom(m_at);
            if (end == std::string_view::npos)
                return false;
            if (startsWithAscii(rest, "<![endif]"))
                close("!if", m_at);
            put(m_at, end + 1, SourceStyle::Comment);
            return true;
        }
        const bool isEnd = rest.size() > 2 && rest[1] == '/';
        if (rest.size() < 2 || !isLetter(rest[isEnd ? 2 : 1]))
            return false;
        tag(isEnd);
        return true;
    }
    std::size_t angleFrom(std::size_t at) {
        const std::size_t end = m_noAngle ? std::string_view::npos : m_source.find('>', at);
        m_noAngle = end == std::string_view::npos;
        return end;
    }
    bool comment() {
        if (m_source.substr(m_at, 5) == "<!-->") { // what browsers read after a condition of Outlook
            put(m_at, m_at + 5, SourceStyle::Comment);
            return true;
        }
        std::size_t next = m_at + 4;
        while (next < m_source.size() && isBlank(m_source[next]))
            ++next;
        const bool isCondition = m_source.substr(next, 3) == "[if"; // Outlook reads what follows
        const std::size_t end = isCondition ? angleFrom(next) : m_noCommentEnd ? std::string_view::npos : m_source.find("-->", m_at + 4);
        if (end == std::string_view::npos) {
            m_noCommentEnd = m_noCommentEnd || !isCondition;
            return false;
        }
        const std::size_t start = m_at;
        put(start, end + (isCondition ? 1 : 3), SourceStyle::Comment);
        if (isCondition)
            open("!if", start);
        else if (startsWithAscii(m_source.substr(next), "<![endif]"))
            close("!if", start);
        else
            m_pairs.push_back({start, end});
        return true;
    }
    void tag(bool isEnd) {
        const std::size_t start = m_at;
        std::size_t at = start + (isEnd ? 2 : 1);
        const std::size_t from = at;
        while (at < m_source.size() && !isBlank(m_source[at]) && m_source[at] != '>' && m_source[at] != '/' && m_source[at] != '<')
            ++at;
        const std::string name = toLowerAscii(m_source.substr(from, at - from));
        put(start, at, SourceStyle::Tag);
        bool isAlone = false;
        while (m_at < m_source.size() && m_source[m_at] != '>' && m_source[m_at] != '<') {
            isAlone = m_source[m_at] == '/' || (isAlone && isBlank(m_source[m_at]));
            if (m_source[m_at] == '{' && liquid(SourceStyle::Tag))
                continue;
            if (isBlank(m_source[m_at]) || m_source[m_at] == '/')
                ++m_at;
            else if (m_source[m_at] == '"' || m_source[m_at] == '\'')
                quoted(m_source[m_at]);
            else if (m_source[m_at] == '=')
                value();
            else
                attributeName();
        }
        const bool isClosed = m_at < m_source.size() && m_source[m_at] == '>';
        put(m_at, m_at + (isClosed ? 1 : 0), SourceStyle::Tag, SourceStyle::Tag);
        if (isEnd)
            return close(name, start);
        if (!isClosed || isAlone || oneOf(kVoid, name))
            return;
        open(name, start);
        if (name == "style" || name == "script" || name == "title" || name == "textarea" || name == "mj-style")
            raw(name);
    }
    void attributeName() {
        const std::size_t from = m_at;
        while (m_at < m_source.size() && !isBlank(m_source[m_at]) && m_source.substr(m_at, 1).find_first_of("=>/<\"'{") == std::string_view::npos)
            ++m_at;
        m_at = std::max(m_at, from + 1);
        put(from, m_at, SourceStyle::Attribute, SourceStyle::Tag);
    }
    void value() {
        ++m_at;
        while (m_at < m_source.size() && isBlank(m_source[m_at]))
            ++m_at;
        if (m_at >= m_source.size() || m_source[m_at] == '"' || m_source[m_at] == '\'' || m_source[m_at] == '{')
            return;
        const std::size_t from = m_at;
        while (m_at < m_source.size() && !isBlank(m_source[m_at]) && m_source[m_at] != '>' && m_source[m_at] != '{')
            ++m_at;
        put(from, m_at, SourceStyle::String, SourceStyle::Tag);
    }
    void quoted(char quote) {
        add(m_at, SourceStyle::Tag);
        ++m_at;
        while (m_at < m_source.size() && m_source[m_at] != quote)
            if (m_source[m_at] != '{' || !liquid(SourceStyle::String))
                ++m_at;
        m_at = std::min(m_at + 1, m_source.size());
        add(m_at, SourceStyle::String);
    }
    // Up to the end tag; Liquid in it is filled in as everywhere.
    void raw(const std::string &name) {
        const SourceStyle style = name == "title" || name == "textarea" ? SourceStyle::Text : SourceStyle::Css;
        while (m_at < m_source.size()) {
            if (m_source[m_at] == '<' && m_source.substr(m_at, 2) == "</" && equalsAscii(m_source.substr(m_at + 2, name.size()), name))
                break;
            if (m_source[m_at] != '{' || !liquid(style))
                ++m_at;
        }
        add(m_at, style);
    }
    bool entity() {
        std::size_t end = m_at + 1;
        while (end < m_source.size() && end - m_at < 12 && (isWord(m_source[end]) || m_source[end] == '#'))
            ++end;
        if (end >= m_source.size() || m_source[end] != ';' || end == m_at + 1)
            return false;
        put(m_at, end + 1, SourceStyle::Entity);
        return true;
    }

    void jsonText() {
        const std::size_t from = m_at++;
        while (m_at < m_source.size() && m_source[m_at] != '"' && m_source[m_at] != '\n')
            m_at += m_source[m_at] == '\\' ? 2 : 1;
        m_at = std::min(m_at + 1, m_source.size());
        std::size_t next = m_at;
        while (next < m_source.size() && isBlank(m_source[next]))
            ++next;
        const bool isName = next < m_source.size() && m_source[next] == ':';
        put(from, m_at, isName ? SourceStyle::Attribute : SourceStyle::String);
    }
    void jsonBracket(char c) {
        if (c == '{' || c == '[')
            open(c == '{' ? "{" : "[", m_at);
        else
            close(c == '}' ? "{" : "[", m_at);
        put(m_at, m_at + 1, SourceStyle::Tag);
    }
    void jsonValue() {
        const std::size_t from = m_at++;
        while (m_at < m_source.size() && (isWord(m_source[m_at]) || m_source[m_at] == '+'))
            ++m_at;
        put(from, m_at, SourceStyle::Value);
    }

    const std::string_view m_source;
    std::size_t m_at = 0, m_done = 0; // read, and put into tokens
    bool m_noOutputEnd = false, m_noTagEnd = false, m_noCommentEnd = false, m_noAngle = false;
    std::array<std::string_view, 3> m_neverEnded; // of the blocks whose inside is not read
    std::vector<Open> m_open;
    std::map<std::string, std::size_t> m_openByName;
    std::vector<std::pair<std::size_t, std::size_t>> m_pairs;
    SourcePaint m_paint;
};

} // namespace

SourcePaint paintHtml(std::string_view source) { return Painter(source).html(); }
SourcePaint paintText(std::string_view source) { return Painter(source).text(); }
SourcePaint paintJson(std::string_view source) { return Painter(source).json(); }

} // namespace audience::email
