#include "email/mime_encoding.h"

#include "base/digest.h"

#include <algorithm>

namespace audience::email {
namespace {

constexpr std::size_t kMaxLine = 76, kMaxWord = 75, kMaxUnbrokenWord = 900;
constexpr std::string_view kHexDigits = "0123456789ABCDEF";

void appendEscaped(std::string &out, char c) {
    const auto byte = static_cast<unsigned char>(c);
    out += '=';
    out += kHexDigits[byte >> 4];
    out += kHexDigits[byte & 15];
}

void appendQuotedLine(std::string &out, std::string_view line) {
    std::size_t column = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        const bool last = i + 1 == line.size();
        const bool lineStart = i == 0 && (c == '.' || line.substr(0, 5) == "From ");
        const bool blank = c == ' ' || c == '\t';
        const bool plain = !lineStart && ((c > 0x20 && c < 0x7f && c != '=') || (blank && !last));
        const std::size_t width = plain ? 1 : 3;
        if (column + width > kMaxLine - (last ? 0 : 1)) {
            out += "=\r\n";
            column = 0;
        }
        // A soft break may have moved a dot to the start of a line.
        if (plain && !(column == 0 && c == '.')) {
            out += c;
            ++column;
        } else {
            appendEscaped(out, c);
            column += 3;
        }
    }
}

std::size_t codePointLength(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

// RFC 2047 section 5 (3): the set that is safe in phrases too.
bool isPlainInWord(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c != '\0' && std::string_view("!*+-/").find(c) != std::string_view::npos);
}
std::size_t qWidth(std::string_view text) {
    std::size_t width = 0;
    for (char c : text)
        width += isPlainInWord(c) || c == ' ' ? 1 : 3;
    return width;
}
std::string qEncoded(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (c == ' ')
            out += '_';
        else if (isPlainInWord(c))
            out += c;
        else
            appendEscaped(out, c);
    }
    return out;
}

} // namespace

std::string quotedPrintable(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    std::size_t from = 0;
    while (from <= text.size()) {
        const std::size_t to = std::min(text.find_first_of("\r\n", from), text.size());
        appendQuotedLine(out, text.substr(from, to - from));
        if (to == text.size())
            break;
        out += "\r\n";
        from = to + (text[to] == '\r' && to + 1 < text.size() && text[to + 1] == '\n' ? 2 : 1);
    }
    return out;
}

bool needsEncodedWords(std::string_view text) {
    if (text.empty())
        return false;
    if (text.front() == ' ' || text.back() == ' ' || text.find("=?") != std::string_view::npos ||
        text.find("  ") != std::string_view::npos)
        return true;
    std::size_t word = 0;
    for (char c : text) {
        if (c < 0x20 || c > 0x7e)
            return true;
        word = c == ' ' ? 0 : word + 1;
        if (word > kMaxUnbrokenWord)
            return true;
    }
    return false;
}

std::string encodedWords(std::string_view text, std::size_t used, std::string_view separator) {
    const bool base64 = (text.size() + 2) / 3 * 4 < qWidth(text);
    const std::string_view open = base64 ? "=?utf-8?B?" : "=?utf-8?Q?";
    std::string out;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t taken = out.empty() ? used : 1;
        const std::size_t room =
            std::min(kMaxWord, kMaxLine - std::min(taken, kMaxLine - 32)) - open.size() - 2;
        std::size_t to = from, width = 0;
        while (to < text.size()) {
            const std::size_t next = std::min(to + codePointLength(text[to]), text.size());
            width = base64 ? (next - from + 2) / 3 * 4 : width + qWidth(text.substr(to, next - to));
            if (width > room)
                break;
            to = next;
        }
        const std::string_view piece = text.substr(from, to - from);
        if (!out.empty())
            out += separator;
        out += open;
        out += base64 ? toBase64(piece) : qEncoded(piece);
        out += "?=";
        from = to;
    }
    return out;
}

std::string textHeader(std::string_view name, std::string_view value) {
    std::string out(name);
    out += value.empty() ? ":" : ": ";
    if (needsEncodedWords(value))
        return out + encodedWords(value, out.size(), "\r\n ") + "\r\n";
    std::size_t column = out.size();
    for (std::size_t from = 0; from < value.size();) {
        const std::size_t to =
            std::min(value.find(' ', from + 1), value.size()); // keeps the blank before the word
        if (from > 0 && column + (to - from) > kMaxLine) {
            out += "\r\n";
            column = 0;
        }
        out += value.substr(from, to - from);
        column += to - from;
        from = to;
    }
    return out + "\r\n";
}

} // namespace audience::email
