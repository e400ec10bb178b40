// The readable text of an HTML email, for its text part and for reading on a terminal.
// Stateless, any thread. No line wrapping: the encoding of the message takes care of long lines.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace audience::email {

inline constexpr std::size_t kMostHtml = 2'000'000; // bytes; more is email.html_too_complex

// Paragraphs apart by a blank line, links as "text (url)", list items with "- " or their number,
// cells of one table row apart by " | ", pictures by their alternative text; scripts, styles and
// what is not displayed are left out. Ends without a line end. Errors: email.html_too_complex.
Result<std::string> plainText(std::string_view html);

} // namespace audience::email
