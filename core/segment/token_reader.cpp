#include "segment/token_reader.h"

#include "segment/rule_words.h"

namespace audience::segment {

void TokenReader::skipBlanks() {
    while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t' ||
                                    m_text[m_at] == '\n' || m_text[m_at] == '\r'))
        ++m_at;
}

char TokenReader::peek() {
    skipBlanks();
    return m_at < m_text.size() ? m_text[m_at] : '\0';
}

void TokenReader::fail(std::string_view expected) {
    if (!m_failed)
        m_failed = Error(ErrorKind::Invalid, "segment.syntax")
                       .with("offset", std::to_string(m_at))
                       .with("expected", expected);
}

bool TokenReader::symbol(std::string_view wanted) {
    skipBlanks();
    if (m_text.substr(m_at, wanted.size()) != wanted)
        return false;
    m_at += wanted.size();
    return true;
}

void TokenReader::expect(std::string_view wanted) {
    if (!m_failed && !symbol(wanted))
        fail(wanted);
}

bool TokenReader::words(std::string_view wanted) {
    const std::size_t start = m_at;
    while (!wanted.empty()) {
        const std::size_t blank = std::min(wanted.find(' '), wanted.size());
        skipBlanks();
        const std::string_view part = wanted.substr(0, blank);
        const std::size_t end = m_at + part.size();
        if (m_text.substr(m_at, part.size()) != part ||
            (isWordPart(part.back()) && end < m_text.size() && isWordPart(m_text[end]))) {
            m_at = start;
            return false;
        }
        m_at = end;
        wanted.remove_prefix(std::min(blank + 1, wanted.size()));
    }
    return true;
}

std::string TokenReader::bareWord() {
    skipBlanks();
    const std::size_t start = m_at;
    if (m_at < m_text.size() && isWordStart(m_text[m_at]))
        while (m_at < m_text.size() && isWordPart(m_text[m_at]))
            ++m_at;
    return std::string(m_text.substr(start, m_at - start));
}

Json TokenReader::jsonHere() {
    const std::size_t start = m_at;
    int depth = 0;
    bool quoted = false;
    while (m_at < m_text.size()) {
        const char c = m_text[m_at++];
        if (quoted && c == '\\') {
            ++m_at;
            continue;
        }
        if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '{' || c == '['))
            ++depth;
        else if (!quoted && (c == '}' || c == ']'))
            --depth;
        if (!quoted && depth <= 0)
            break;
    }
    m_at = std::min(m_at, m_text.size());
    auto value = parseJson(m_text.substr(start, m_at - start));
    if (value)
        return std::move(*value);
    m_at = start;
    fail("a value");
    return {};
}

Json TokenReader::value() {
    const char c = peek();
    if (c == '"')
        return jsonHere();
    if (words("true"))
        return true;
    if (words("false"))
        return false;
    if (isWordStart(c))
        return bareWord();
    const std::size_t start = m_at;
    while (m_at < m_text.size() && (isWordPart(m_text[m_at]) || m_text[m_at] == '-' || m_text[m_at] == '+'))
        ++m_at;
    auto number = parseJson(m_text.substr(start, m_at - start));
    if (number && number->is_number())
        return std::move(*number);
    m_at = start;
    fail("a value");
    return {};
}

std::string TokenReader::name(std::string_view expected) {
    if (peek() == '"') {
        const Json text = jsonHere();
        if (text.is_string())
            return text.get<std::string>();
    } else {
        const std::size_t start = m_at;
        std::string word = bareWord();
        if (!word.empty() && !isReserved(word))
            return word;
        m_at = start;
    }
    fail(expected);
    return {};
}

} // namespace audience::segment
