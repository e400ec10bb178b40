// Text of an author written into HTML: escaped, with its Liquid left as it is. Stateless, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::blocks {

struct TextPiece {
    std::string_view text;
    bool liquid = false; // a complete {{ output }} or {% tag %}
};
// The text in order; an output or tag ends where the Liquid engine ends it, one that is not closed is plain text.
std::vector<TextPiece> liquidPieces(std::string_view text);

// Line ends become <br>.
std::string escapedText(std::string_view text);
// As it stands in a preformatted place: line ends and blanks stay.
std::string escapedVerbatim(std::string_view text);
// For an attribute in double quotes. Double quotes inside Liquid become single ones where that keeps its meaning.
std::string escapedAttribute(std::string_view text);
// For a query of an address.
std::string percentEncoded(std::string_view text);

enum class UrlUse { Link, Picture };
// Tidied; empty for what must not stand in an email: other schemes than http, https, mailto, tel and sms (pictures:
// http, https, cid, asset and data of a bitmap), relative addresses. An address that begins with
// Liquid is the author's, unless what stands beside the Liquid makes a scheme: {{ a }}javascript:b.
std::string safeUrl(std::string_view url, UrlUse use);

} // namespace audience::blocks
