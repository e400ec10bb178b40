// One line of JSON Lines taken apart: the members of its object as they stand, so that numbers keep all their digits. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::ingest {

struct JsonMember {
    enum class Kind : std::uint8_t { Null, Bool, Number, Text, Nested };
    std::string_view name; // between its quotes, as it stands
    Kind kind = Kind::Null;
    std::string_view text; // as it stands; of a text without the quotes
    bool nameHasEscapes = false, hasEscapes = false;
};

constexpr int kMostJsonDepth = 64;

// The members of the object that the line is, in their order; false where it is none, or is nested deeper than that.
bool readJsonLine(std::string_view line, std::vector<JsonMember> &members);
// The text behind escapes; a half of a pair becomes U+FFFD.
void appendUnescaped(std::string_view text, std::string &out);
// Whether a number of a list or object has a point, an exponent or more than 15 digits.
bool hasLongNumbers(std::string_view nested);
// A list or object without the blanks between its parts; of members of one name the last one stands, as everywhere else.
void appendCompact(std::string_view nested, std::string &out);

} // namespace audience::ingest
