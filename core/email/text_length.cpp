#include "email/text_length.h"

#include <array>
#include <cstdint>
#include <utility>

namespace audience::email {
namespace {

constexpr std::uint32_t kJoiner = 0x200d;
// Marks that stand on the character before them.
constexpr std::array<std::pair<std::uint32_t, std::uint32_t>, 20> kMarks{
    {{0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x0610, 0x061a}, {0x064b, 0x065f}, {0x0670, 0x0670}, {0x093a, 0x093c},
     {0x093e, 0x094f}, {0x0e31, 0x0e31}, {0x0e34, 0x0e3a}, {0x0e47, 0x0e4e}, {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x200c, 0x200d},
     {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0x1f3fb, 0x1f3ff}, {0xe0020, 0xe007f}, {0xe0100, 0xe01ef}}};

bool isMark(std::uint32_t code) {
    for (const auto &[first, last] : kMarks)
        if (code >= first && code <= last)
            return true;
    return false;
}

// One code point; a byte that begins none counts as one.
std::uint32_t next(std::string_view text, std::size_t &at) {
    const auto lead = static_cast<unsigned char>(text[at++]);
    const int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
    std::uint32_t code = more == 3 ? lead & 0x07u : more == 2 ? lead & 0x0fu : more == 1 ? lead & 0x1fu : lead;
    for (int i = 0; i < more && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80; ++i)
        code = code << 6 | (static_cast<unsigned char>(text[at++]) & 0x3fu);
    return code;
}

} // namespace

std::size_t graphemes(std::string_view utf8) {
    std::size_t count = 0;
    bool isJoined = false, isHalfFlag = false;
    for (std::size_t at = 0; at < utf8.size();) {
        const std::uint32_t code = next(utf8, at);
        const bool isFlag = code >= 0x1f1e6 && code <= 0x1f1ff;
        if (!isJoined && !isMark(code) && !(isFlag && isHalfFlag))
            ++count;
        isHalfFlag = isFlag && !isHalfFlag;
        isJoined = code == kJoiner;
    }
    return count;
}

} // namespace audience::email
