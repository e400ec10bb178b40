#include "liquid/characters.h"

#include <cstdint>
#include <cstring>

namespace audience::liquid {

std::size_t characterEnd(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = lead < 0x80    ? 1
                             : lead >= 0xF0 ? 4
                             : lead >= 0xE0 ? 3
                             : lead >= 0xC0 ? 2
                                            : 1;
    std::size_t end = at + 1;
    while (end < text.size() && end < at + size &&
           (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        ++end;
    return end;
}

namespace {

// How many bytes from `at` on are one character each: eight at a time.
std::size_t plainRun(std::string_view text, std::size_t at) {
    const std::size_t start = at;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, text.data() + at, sizeof(bytes));
        if ((bytes & 0x8080808080808080ULL) != 0)
            break;
    }
    return at - start;
}

} // namespace

bool isAscii(std::string_view text) {
    for (std::size_t at = plainRun(text, 0); at < text.size(); ++at)
        if (static_cast<unsigned char>(text[at]) >= 0x80)
            return false;
    return true;
}

std::size_t characterCount(std::string_view text) {
    std::size_t at = plainRun(text, 0), count = at;
    for (; at < text.size(); at = characterEnd(text, at))
        ++count;
    return count;
}

std::size_t byteOffset(std::string_view text, std::size_t characters) {
    if (characters >= text.size())
        return text.size();
    std::size_t at = plainRun(text.substr(0, characters), 0);
    for (characters -= at; characters > 0 && at < text.size(); --characters)
        at = characterEnd(text, at);
    return at;
}

} // namespace audience::liquid
