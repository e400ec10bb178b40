#include "base/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>

namespace audience {

// The length of the valid sequence at the front of `text`, 0 if it is invalid.
static std::size_t sequenceLength(std::string_view text) {
    if (text.empty())
        return 0;
    if (static_cast<unsigned char>(text.front()) < 0x80)
        return 1;
    utf8proc_int32_t point = 0;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t *>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &point);
    return size > 0 ? static_cast<std::size_t>(size) : 0;
}

static bool isAscii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool isValidUtf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t size = sequenceLength(text);
        if (size == 0)
            return false;
        text.remove_prefix(size);
    }
    return true;
}

std::string repairUtf8(std::string_view text, std::size_t *replaced) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t size = sequenceLength(text);
        if (size == 0) {
            out += "\xEF\xBF\xBD";
            if (replaced)
                ++*replaced;
            text.remove_prefix(1);
        } else {
            out += text.substr(0, size);
            text.remove_prefix(size);
        }
    }
    return out;
}

std::string toNfc(std::string_view text) {
    if (isAscii(text))
        return std::string(text);
    utf8proc_uint8_t *mapped = nullptr;
    const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t *>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    if (size < 0)
        return std::string(text);
    std::string out(reinterpret_cast<const char *>(mapped), static_cast<std::size_t>(size));
    std::free(mapped);
    return out;
}

std::string foldCase(std::string_view text) {
    if (isAscii(text))
        return toLowerAscii(text);
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t size = sequenceLength(text);
        if (size == 0) {
            out += text.front();
            text.remove_prefix(1);
            continue;
        }
        utf8proc_int32_t point = 0;
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t *>(text.data()),
                         static_cast<utf8proc_ssize_t>(size), &point);
        // Simple folding: lower case of the upper case also joins pairs such as final sigma.
        utf8proc_uint8_t encoded[4];
        const auto length = utf8proc_encode_char(utf8proc_tolower(utf8proc_toupper(point)), encoded);
        out.append(reinterpret_cast<const char *>(encoded), static_cast<std::size_t>(length));
        text.remove_prefix(size);
    }
    return out;
}

static char lowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string toLowerAscii(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), lowerAscii);
    return out;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n\f\v";
    const auto first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

bool equalsAscii(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
               return lowerAscii(x) == lowerAscii(y);
           });
}

bool startsWithAscii(std::string_view text, std::string_view prefix) {
    return text.size() >= prefix.size() && equalsAscii(text.substr(0, prefix.size()), prefix);
}

std::size_t codePoints(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

} // namespace audience
