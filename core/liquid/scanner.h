// Splits a template into text, {{ output }} and {% tags %}, or the inside of {% liquid %} into
// lines.
#pragma once

#include <cstddef>
#include <string_view>

namespace audience::liquid {

struct Piece {
    enum class Kind { End, Text, Output, Tag, Unclosed };
    Kind kind = Kind::End;
    std::string_view whole;  // with its braces
    std::string_view markup; // Output: inside the braces; Tag: after the name
    std::string_view name;   // Tag: empty when there is none
    bool trimsBefore = false, trimsAfter = false;
};

class Scanner {
public:
    Scanner(std::string_view source, bool isLines) : m_source(source), m_isLines(isLines) {}
    bool isLines() const { return m_isLines; }
    Piece next();
    // The text up to {% end... %}, unread: for raw and doc. `trimsAfter` is that of the end tag;
    // false when the end never comes. `nested` tells whether {% tag %} came first.
    bool skipTo(std::string_view tag, std::string_view &body, bool &trimsAfter, bool &nested);

private:
    Piece line();
    Piece output(std::size_t start);
    Piece tag(std::size_t start);

    std::string_view m_source;
    std::size_t m_at = 0;
    bool m_isLines;
};

bool isSpace(char c);
bool isWordCharacter(char c);
std::string_view trimmedLeft(std::string_view text);
std::string_view trimmedRight(std::string_view text);
bool isBlankText(std::string_view text);

} // namespace audience::liquid
