// How long a line looks to a reader. Stateless, any thread.
#pragma once

#include <cstddef>
#include <string_view>

namespace audience::email {

// What a reader takes for one character: combining marks, variation selectors, skin tones, joined emoji
// and flags count as one. After Unicode's grapheme clusters (UAX 29), without Hangul built of letters.
std::size_t graphemes(std::string_view utf8);

} // namespace audience::email
