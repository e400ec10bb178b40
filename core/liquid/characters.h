// Characters of UTF-8; a byte that is no UTF-8 counts as one. Internal to this module.
#pragma once

#include <cstddef>
#include <string_view>

namespace audience::liquid {

bool isAscii(std::string_view text);
std::size_t characterEnd(std::string_view text, std::size_t at);
std::size_t characterCount(std::string_view text);
// Where the character of that index begins.
std::size_t byteOffset(std::string_view text, std::size_t characters);

} // namespace audience::liquid
