#include "email/html_words.h"

#include "base/text.h"
#include "email/html_document.h"

#include <algorithm>
#include <map>

namespace audience::email {
namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool isWordChar(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// Of valid UTF-8.
std::size_t letterSize(char first) {
    const auto c = static_cast<unsigned char>(first);
    return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

const GumboNode *firstOf(const GumboNode *node, bool (*isIt)(const GumboNode *)) {
    if (isIt(node))
        return node;
    for (const GumboNode *child : childrenOf(node))
        if (const GumboNode *found = firstOf(child, isIt))
            return found;
    return nullptr;
}

// As a browser decodes it: the parser knows the two thousand names.
std::string decodedText(std::string_view entity) {
    const auto document = HtmlDocument::parse("<body>x" + std::string(entity));
    const GumboNode *text = document ? firstOf(document->document(), [](const GumboNode *node) { return isText(node); }) : nullptr;
    return text ? std::string(text->v.text.text + 1) : std::string(entity);
}

std::string decodedAttribute(std::string_view value) {
    if (value.find('&') == std::string_view::npos)
        return std::string(value);
    std::string quoted = "<p title=\"";
    for (const char c : value)
        quoted += c == '"' ? std::string("&quot;") : std::string(1, c);
    const auto document = HtmlDocument::parse(quoted + "\">");
    const GumboNode *element = document ? firstOf(document->document(), [](const GumboNode *node) { return isElement(node) && attributeOf(node, "title"); }) : nullptr;
    return element ? attributeOf(element, "title") : std::string(value);
}

// What texts of emails are full of, without asking the parser for each.
std::string decodedEntity(const std::string &entity) {
    static constexpr std::pair<std::string_view, std::string_view> kUsual[] = {
        {"&nbsp;", "\xc2\xa0"}, {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&zwnj;", "\xe2\x80\x8c"}, {"&copy;", "\xc2\xa9"}, {"&#8203;", "\xe2\x80\x8b"}};
    for (const auto &[name, letter] : kUsual)
        if (entity == name)
            return std::string(letter);
    return decodedText(entity);
}

std::size_t entityEnd(std::string_view text, std::size_t at) {
    constexpr std::size_t kMost = 40; // the longest name has 31 letters
    std::size_t end = at + 1;
    if (end < text.size() && text[end] == '#')
        ++end;
    while (end < text.size() && end - at < kMost && isWordChar(text[end]))
        ++end;
    if (end > at + 1 && end < text.size() && text[end] == ';')
        ++end;
    return end;
}

} // namespace

std::size_t LiquidCloses::after(std::size_t from) {
    const std::string_view two = m_text.substr(from, 2);
    const std::size_t inside = from + 2;
    if (two == "{%") {
        if (m_tag < inside)
            m_tag = m_text.find("%}", inside);
        if (m_tag == std::string_view::npos)
            return m_tag;
        return liquidWord(m_text.substr(from, m_tag + 2 - from)) == "comment" ? endOfComment(m_tag + 2) : m_tag + 2;
    }
    if (two != "{{")
        return std::string_view::npos;
    if (m_output < inside)
        for (m_output = inside; m_output < m_text.size() && m_text[m_output] != '}' && m_text.substr(m_output, 2) != "{%";)
            ++m_output;
    if (m_text.substr(std::min(m_output, m_text.size()), 2) != "}}")
        return std::string_view::npos;
    const bool isRaw = m_text.substr(from, 3) == "{{{" && m_text.substr(m_output, 3) == "}}}";
    return m_output + (isRaw ? 3 : 2);
}

// Behind {% endcomment %}: nothing before it is read. `end` where there is none.
std::size_t LiquidCloses::endOfComment(std::size_t end) {
    if (m_noCommentEnd)
        return end;
    for (std::size_t at = m_text.find("{%", end); at != std::string_view::npos; at = m_text.find("{%", at + 2)) {
        const std::size_t close = m_text.find("%}", at + 2);
        if (close == std::string_view::npos)
            break;
        if (liquidWord(m_text.substr(at, close + 2 - at)) == "endcomment")
            return close + 2;
    }
    m_noCommentEnd = true;
    return end;
}

std::string_view liquidWord(std::string_view mark) {
    std::size_t at = 2;
    while (at < mark.size() && (isBlank(mark[at]) || mark[at] == '-'))
        ++at;
    std::size_t end = at;
    while (end < mark.size() && !isBlank(mark[end]) && mark[end] != '-' && mark[end] != '%' && mark[end] != '}')
        ++end;
    return mark.substr(std::min(at, mark.size()), end - at);
}

bool isTagMark(std::string_view mark) {
    if (mark.substr(0, 2) == "{%")
        return true;
    const std::string_view word = liquidWord(mark);
    return word == "else" || (!word.empty() && std::string_view("#/^!").find(word.front()) != std::string_view::npos);
}

std::vector<WordPiece> wordPieces(std::string_view text, bool keepsBlanks, bool isSource) {
    std::vector<WordPiece> pieces;
    LiquidCloses closes(text);
    std::map<std::string, std::string, std::less<>> known;
    const auto add = [&](std::size_t at, std::size_t end, std::string words, bool isMark = false) {
        if (!keepsBlanks && words.size() == 1 && isBlank(words.front())) {
            words = " ";
            if (!pieces.empty() && pieces.back().text == " ") { // as a blank written as an entity
                pieces.back().size += end - at;
                return;
            }
        }
        pieces.push_back({at, end - at, std::move(words), isMark});
    };
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        std::size_t end = c == '{' ? closes.after(at) : std::string_view::npos;
        if (end != std::string_view::npos) {
            add(at, end, std::string(text.substr(at, end - at)), true);
        } else if (isBlank(c) && !keepsBlanks) {
            for (end = at + 1; end < text.size() && isBlank(text[end]);)
                ++end;
            add(at, end, " ");
        } else if (c == '\r' && keepsBlanks) {
            end = at + (text.substr(at, 2) == "\r\n" ? 2 : 1);
            add(at, end, "\n");
        } else if (end = isSource && c == '&' ? entityEnd(text, at) : at; end > at + 1) {
            const std::string entity(text.substr(at, end - at));
            auto decoded = known.find(entity);
            if (decoded == known.end())
                decoded = known.emplace(entity, decodedEntity(entity)).first;
            add(at, end, decoded->second);
        } else {
            end = std::min(text.size(), at + letterSize(c));
            add(at, end, std::string(text.substr(at, end - at)));
        }
        at = end;
    }
    return pieces;
}

std::string decodedValue(std::string_view value) {
    std::string out;
    LiquidCloses closes(value);
    std::size_t done = 0;
    for (std::size_t at = value.find('{'); at != std::string_view::npos; at = value.find('{', at)) {
        const std::size_t end = closes.after(at);
        if (end == std::string_view::npos) {
            ++at;
            continue;
        }
        out += decodedAttribute(value.substr(done, at - done));
        out += value.substr(at, end - at);
        at = done = end;
    }
    return out + decodedAttribute(value.substr(done));
}

std::string escapedWord(std::string_view word) {
    std::string out;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char c = word[i];
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (word.substr(i, 2) == "\xc2\xa0") {
            out += "&nbsp;"; // to be seen in the source
            ++i;
        } else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t')
            out += c;
    }
    return out;
}

bool hasWords(std::string_view text) {
    static constexpr std::string_view kUnseen[] = {"\xc2\xa0", "\xc2\xad", "\xcd\x8f", "\xe1\xa0\x8e", "\xe2\x80\x87", "\xe2\x80\x8b", "\xe2\x80\x8c", "\xe2\x80\x8d",
                                                   "\xe2\x80\x8e", "\xe2\x80\x8f", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\xa0", "\xe3\x80\x80", "\xef\xbb\xbf"};
    LiquidCloses closes(text);
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t end = text[at] == '{' ? closes.after(at) : std::string_view::npos; end != std::string_view::npos) {
            if (!isTagMark(text.substr(at, end - at)))
                return true;
            at = end;
            continue;
        }
        const std::size_t size = letterSize(text[at]);
        if (static_cast<unsigned char>(text[at]) > 0x20 && text[at] != 0x7f && std::find(std::begin(kUnseen), std::end(kUnseen), text.substr(at, size)) == std::end(kUnseen))
            return true;
        at += size;
    }
    return false;
}

} // namespace audience::email
