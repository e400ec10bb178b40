#include "liquid/scanner.h"

namespace audience::liquid {

bool isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::string_view trimmedLeft(std::string_view text) {
    while (!text.empty() && (isSpace(text.front()) || text.front() == '\0'))
        text.remove_prefix(1);
    return text;
}

std::string_view trimmedRight(std::string_view text) {
    while (!text.empty() && (isSpace(text.back()) || text.back() == '\0'))
        text.remove_suffix(1);
    return text;
}

bool isBlankText(std::string_view text) {
    for (const char c : text)
        if (!isSpace(c))
            return false;
    return true;
}

namespace {

// Takes the tag's name off the front of `inside`: '#', or a word.
std::string_view takeName(std::string_view &inside) {
    std::size_t at = 0;
    while (at < inside.size() && isSpace(inside[at]))
        ++at;
    std::size_t end = at;
    if (end < inside.size() && inside[end] == '#')
        ++end;
    else
        while (end < inside.size() && isWordCharacter(inside[end]))
            ++end;
    const std::string_view name = inside.substr(at, end - at);
    if (name.empty())
        return {};
    while (end < inside.size() && isSpace(inside[end]))
        ++end;
    inside.remove_prefix(end);
    return name;
}

} // namespace

Piece Scanner::next() {
    if (m_at >= m_source.size())
        return {};
    if (m_isLines)
        return line();
    const std::size_t start = m_at;
    const bool opens = m_source[start] == '{' && start + 1 < m_source.size();
    if (opens && m_source[start + 1] == '%')
        return tag(start);
    if (opens && m_source[start + 1] == '{')
        return output(start);
    std::size_t end = start;
    for (;;) {
        end = m_source.find('{', end);
        if (end == std::string_view::npos) {
            end = m_source.size();
            break;
        }
        if (end + 1 < m_source.size() && (m_source[end + 1] == '{' || m_source[end + 1] == '%'))
            break;
        ++end;
    }
    m_at = end;
    Piece piece;
    piece.kind = Piece::Kind::Text;
    piece.whole = m_source.substr(start, end - start);
    return piece;
}

Piece Scanner::line() {
    std::size_t end = m_source.find('\n', m_at);
    if (end == std::string_view::npos)
        end = m_source.size();
    Piece piece;
    piece.kind = Piece::Kind::Tag;
    piece.whole = m_source.substr(m_at, end - m_at);
    m_at = end + 1;
    if (isBlankText(piece.whole)) {
        piece.kind = Piece::Kind::Text;
        piece.whole = {};
        return piece;
    }
    piece.markup = piece.whole;
    piece.name = takeName(piece.markup);
    return piece;
}

Piece Scanner::output(std::size_t start) {
    Piece piece;
    piece.kind = Piece::Kind::Unclosed;
    std::size_t at = start + 2;
    while (at < m_source.size() && m_source[at] != '}' &&
           !(m_source[at] == '{' && at + 1 < m_source.size() && m_source[at + 1] == '%'))
        ++at;
    if (at + 1 < m_source.size() && m_source[at] == '}' && m_source[at + 1] == '}') {
        m_at = at + 2;
        piece.kind = Piece::Kind::Output;
        piece.whole = m_source.substr(start, m_at - start);
        piece.markup = piece.whole.substr(2, piece.whole.size() - 4);
        if (!piece.markup.empty() && piece.markup.front() == '-') {
            piece.trimsBefore = true;
            piece.markup.remove_prefix(1);
        }
        if (piece.whole[piece.whole.size() - 3] == '-')
            piece.trimsAfter = true;
        if (!piece.markup.empty() && piece.markup.back() == '-')
            piece.markup.remove_suffix(1);
        return piece;
    }
    if (at < m_source.size() && m_source[at] == '{') {
        // A tag opened inside an output: one piece, which a comment may still swallow.
        const std::size_t close = m_source.find("%}", at);
        m_at = close == std::string_view::npos ? m_source.size() : close + 2;
    } else {
        m_at = at < m_source.size() ? at + 1 : m_source.size();
    }
    piece.whole = m_source.substr(start, m_at - start);
    return piece;
}

Piece Scanner::tag(std::size_t start) {
    Piece piece;
    const std::size_t close = m_source.find("%}", start + 2);
    if (close == std::string_view::npos) {
        m_at = m_source.size();
        piece.kind = Piece::Kind::Unclosed;
        piece.whole = m_source.substr(start);
        return piece;
    }
    m_at = close + 2;
    piece.kind = Piece::Kind::Tag;
    piece.whole = m_source.substr(start, m_at - start);
    piece.markup = piece.whole.substr(2, piece.whole.size() - 4);
    piece.trimsAfter = piece.whole[piece.whole.size() - 3] == '-';
    if (!piece.markup.empty() && piece.markup.front() == '-') {
        piece.trimsBefore = true;
        piece.markup.remove_prefix(1);
    }
    if (!piece.markup.empty() && piece.markup.back() == '-')
        piece.markup.remove_suffix(1);
    piece.name = takeName(piece.markup);
    return piece;
}

bool Scanner::skipTo(std::string_view tag, std::string_view &body, bool &trimsAfter, bool &nested) {
    nested = false;
    const std::size_t start = m_at;
    for (std::size_t open = m_source.find("{%", start);
         open != std::string_view::npos && !m_isLines; open = m_source.find("{%", open + 2)) {
        std::string_view inside = m_source.substr(open + 2);
        if (!inside.empty() && inside.front() == '-')
            inside.remove_prefix(1);
        const std::string_view name = takeName(inside);
        if (name == tag)
            nested = true;
        if (name.size() != tag.size() + 3 || name.substr(0, 3) != "end" || name.substr(3) != tag)
            continue;
        const std::size_t close = m_source.find("%}", open);
        if (close == std::string_view::npos)
            break;
        body = m_source.substr(start, open - start);
        trimsAfter = m_source[close - 1] == '-';
        m_at = close + 2;
        return true;
    }
    m_at = m_source.size();
    return false;
}

} // namespace audience::liquid
