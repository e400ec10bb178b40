// The words of a piece of HTML without tags, one by one with the bytes they stand in: letters, entities, blanks, marks of
// Liquid. Stateless, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace audience::email {

// Where marks end, as the Liquid engine sees it: at the first close, whatever quotes are open. What was looked up is
// remembered, so that a text of open marks is read once. Asked for in the order of the text.
class LiquidCloses {
public:
    explicit LiquidCloses(std::string_view text) : m_text(text) {}
    // Past the close of the mark that begins at `from`; npos where none begins or it is not closed. {{{ raw }}} is one, and so is a
    // comment of Liquid with all it holds.
    std::size_t after(std::size_t from);

private:
    std::size_t endOfComment(std::size_t end);
    std::string_view m_text;
    std::size_t m_tag = 0;    // the first %} after what was asked for last
    std::size_t m_output = 0; // the first } or {%
    bool m_noCommentEnd = false;
};

// The first word inside: "if", "#each".
std::string_view liquidWord(std::string_view mark);
// {% tag %}, and what decides in Handlebars: {{#each}}, {{/if}}, {{^x}}, {{else}}, {{! remark }}.
bool isTagMark(std::string_view mark);

struct WordPiece {
    std::size_t at = 0, size = 0;
    std::string text; // as it reads
    bool isMark = false;
};
// `keepsBlanks`: else blanks in a row are one. `isSource`: entities are decoded; else it is plain text with marks.
std::vector<WordPiece> wordPieces(std::string_view text, bool keepsBlanks, bool isSource);
// A value of an attribute with its entities decoded; marks as written.
std::string decodedValue(std::string_view value);
// For HTML.
std::string escapedWord(std::string_view word);
// Whether there is something to see: a letter, or an output of Liquid.
bool hasWords(std::string_view text);

} // namespace audience::email
