#include "blocks/html_text.h"

#include "base/text.h"
#include "email/html_document.h"

#include <algorithm>

namespace audience::blocks {
namespace {

// Where tags end, as the Liquid engine sees it: at the first close, whatever quotes are open. What was looked up is
// remembered, so that a text of open tags is read once.
class Closes {
public:
    explicit Closes(std::string_view text) : m_text(text) {}
    // Past the close of the tag that begins at `from`; npos when it is not closed.
    std::size_t after(std::size_t from) {
        const std::size_t inside = from + 2;
        if (m_text[from + 1] == '%') {
            if (m_tag < inside)
                m_tag = m_text.find("%}", inside);
            return m_tag == std::string_view::npos ? m_tag : m_tag + 2;
        }
        if (m_output < inside)
            for (m_output = inside; m_output < m_text.size() && m_text[m_output] != '}' && m_text.substr(m_output, 2) != "{%";)
                ++m_output;
        return m_text.substr(std::min(m_output, m_text.size()), 2) == "}}" ? m_output + 2 : std::string_view::npos;
    }

private:
    std::string_view m_text;
    std::size_t m_tag = 0;    // the first %} after what was asked for last
    std::size_t m_output = 0; // the first } or {%
};

void appendPlain(std::string &out, char c, bool attribute) {
    switch (c) {
    case '&':
        out += "&amp;";
        break;
    case '<':
        out += "&lt;";
        break;
    case '>':
        out += "&gt;";
        break;
    case '"':
        out += attribute ? "&quot;" : "\"";
        break;
    case '`':
        out += attribute ? "&#96;" : "`";
        break;
    default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t')
            out += c;
    }
}

// A brace that is no Liquid, as Liquid writes it: an open tag would swallow what follows it, in the HTML and in the
// text part that is made from it.
void appendPiece(std::string &out, std::string_view text, bool attribute) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char next = i + 1 < text.size() ? text[i + 1] : '\0';
        if (text[i] == '{' && (next == '{' || next == '%' || next == '\0'))
            out += "{{ '{' }}";
        else
            appendPlain(out, text[i], attribute);
    }
}

std::string quotedForAttribute(std::string_view liquid) {
    std::string out(liquid);
    if (out.find('\'') == std::string::npos)
        std::replace(out.begin(), out.end(), '"', '\'');
    return out;
}

bool beginsWithLiquid(std::string_view url) {
    const auto pieces = liquidPieces(url);
    return !pieces.empty() && pieces.front().liquid;
}

// Whether what the author wrote beside the Liquid can stand as the scheme of an address that begins with Liquid. After
// a tag a branch may begin, and with it the address.
bool makesScheme(std::string_view url) {
    bool branches = false, decided = false;
    for (const TextPiece &piece : liquidPieces(url)) {
        if (piece.liquid) {
            if (piece.text[1] == '%') {
                branches = true;
                decided = false;
            }
            continue;
        }
        const std::string_view words = trimmed(piece.text);
        if (decided || words.empty())
            continue;
        if (startsWithAscii(words, "https://") || startsWithAscii(words, "http://")) {
            decided = true;
        } else if (const std::size_t at = words.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-."); at != std::string_view::npos) {
            if (words[at] == ':')
                return true;
            decided = true;
        }
        if (decided && !branches)
            return false;
    }
    return false;
}

// "asset:" and the 32 digits of a picture of the workspace; what follows a slash only names it.
bool isLibraryPicture(std::string_view url) {
    constexpr std::size_t kScheme = 6, kDigits = 32;
    return startsWithAscii(url, "asset:") && url.size() >= kScheme + kDigits &&
           url.substr(kScheme, kDigits).find_first_not_of("0123456789abcdef") == std::string_view::npos &&
           url.substr(kScheme + kDigits).find_first_not_of("/abcdefghijklmnopqrstuvwxyz0123456789-_.") == std::string_view::npos;
}

} // namespace

std::vector<TextPiece> liquidPieces(std::string_view text) {
    std::vector<TextPiece> pieces;
    Closes closes(text);
    std::size_t plain = 0;
    for (std::size_t i = 0; i + 1 < text.size();) {
        const bool opens = text[i] == '{' && (text[i + 1] == '{' || text[i + 1] == '%');
        const std::size_t end = opens ? closes.after(i) : std::string_view::npos;
        if (end == std::string_view::npos) {
            ++i;
            continue;
        }
        if (i > plain)
            pieces.push_back({text.substr(plain, i - plain), false});
        pieces.push_back({text.substr(i, end - i), true});
        plain = i = end;
    }
    if (plain < text.size())
        pieces.push_back({text.substr(plain), false});
    return pieces;
}

std::string escapedVerbatim(std::string_view text) {
    const std::string repaired = repairUtf8(text);
    std::string out;
    for (const TextPiece &piece : liquidPieces(repaired)) {
        if (piece.liquid)
            out += piece.text;
        else
            appendPiece(out, piece.text, false);
    }
    return out;
}

std::string escapedText(std::string_view text) {
    const std::string repaired = repairUtf8(text);
    std::string out;
    for (const TextPiece &piece : liquidPieces(repaired)) {
        if (piece.liquid) {
            out += piece.text;
            continue;
        }
        std::string plain;
        appendPiece(plain, piece.text, false);
        for (const char c : plain) {
            if (c == '\n')
                out += "<br>";
            else
                out += c;
        }
    }
    return out;
}

std::string escapedAttribute(std::string_view text) {
    const std::string repaired = repairUtf8(text);
    std::string out;
    for (const TextPiece &piece : liquidPieces(repaired)) {
        if (piece.liquid)
            out += quotedForAttribute(piece.text);
        else
            appendPiece(out, piece.text, true);
    }
    return out;
}

std::string percentEncoded(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    const std::string repaired = repairUtf8(text);
    std::string out;
    for (const TextPiece &piece : liquidPieces(repaired)) {
        if (piece.liquid) {
            out += piece.text;
            continue;
        }
        for (const char c : piece.text) {
            const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~';
            if (plain) {
                out += c;
            } else {
                out += '%';
                out += kHex[static_cast<unsigned char>(c) >> 4];
                out += kHex[static_cast<unsigned char>(c) & 15];
            }
        }
    }
    return out;
}

std::string safeUrl(std::string_view url, UrlUse use) {
    std::string tidy = email::tidyUrl(url);
    if (beginsWithLiquid(tidy))
        return makesScheme(tidy) ? std::string() : tidy;
    const auto begins = [&](std::string_view prefix) { return startsWithAscii(tidy, prefix) && tidy.size() > prefix.size(); };
    if (begins("https://") || begins("http://"))
        return tidy;
    if (use == UrlUse::Picture && isLibraryPicture(tidy))
        return tidy;
    if (use == UrlUse::Link)
        return begins("mailto:") || begins("tel:") || begins("sms:") || begins("#") ? tidy : std::string();
    for (const std::string_view bitmap : {"data:image/png;", "data:image/jpeg;", "data:image/gif;", "data:image/webp;", "cid:"})
        if (begins(bitmap))
            return tidy;
    return {};
}

} // namespace audience::blocks
