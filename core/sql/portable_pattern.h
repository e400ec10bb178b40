// A pattern of RE2 in words that other engines read the same way, as far as there are such words. Whether it occurs
// in a text does not depend on who prefers which match, so characters, classes of them, groups, choices, counts and
// the ends of the text can be said anywhere. What has no such words gives nothing: properties and boundaries, whose
// tables differ, lines, and letters whose case is ignored and that are not ASCII.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace audience::sql {

enum class PatternWords {
    Postgresql, // $ is the very end of the text
    Java,       // \z is
    Posix,      // extended, without what POSIX leaves open: only patterns that no empty text matches
    PosixBytes  // the same where a character of several bytes may count as several
};

// `re2`: one that RE2 accepts.
std::optional<std::string> portablePattern(std::string_view re2, bool ignoreCase, PatternWords words);

} // namespace audience::sql
