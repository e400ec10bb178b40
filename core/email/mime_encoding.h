// The encodings a message is written in: quoted-printable, encoded words, folded header lines.
// Stateless, any thread; input is valid UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace audience::email {

// RFC 2045 section 6.7 for text: line ends become CRLF, lines hold at most 76 characters. A dot or
// "From " at the start of a line is encoded too, so that no relay has a reason to change the line.
std::string quotedPrintable(std::string_view text);

// Whether `text` cannot stand in a header as it is: not printable ASCII, text that a reader would
// take for an encoded word, blanks a relay may swallow, or a word too long for a line.
bool needsEncodedWords(std::string_view text);

// RFC 2047 encoded words of at most 75 characters, cut between code points, joined by `separator`.
// `used` characters of the first line are taken already.
std::string encodedWords(std::string_view text, std::size_t used, std::string_view separator);

// `name: value` with CRLF at its end; printable ASCII is folded at blanks, everything else in
// encoded words.
std::string textHeader(std::string_view name, std::string_view value);

} // namespace audience::email
