// UTF-8 text: validity, normal form, case folding, trimming. No locale anywhere.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace audience {

bool isValidUtf8(std::string_view text);
// Each invalid byte sequence becomes U+FFFD; `replaced` counts them.
std::string repairUtf8(std::string_view text, std::size_t *replaced = nullptr);
// Canonical composition (NFC). Text that is already composed, as nearly all is, comes back unchanged.
std::string toNfc(std::string_view text);
// Unicode simple case folding (one code point to one), for comparisons that ignore case.
std::string foldCase(std::string_view text);
std::string toLowerAscii(std::string_view text);
// Removes ASCII blanks, tabs and line ends on both sides.
std::string_view trimmed(std::string_view text);
bool startsWithAscii(std::string_view text, std::string_view prefix); // ignores ASCII case
bool equalsAscii(std::string_view a, std::string_view b);             // ignores ASCII case
// Number of code points of valid UTF-8.
std::size_t codePoints(std::string_view text);

} // namespace audience
