#include "ingest/text_encoding.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace audience::ingest {

namespace {

// Windows-1252 0x80..0x9F (WHATWG Encoding Standard); the five holes map to the C1 controls.
constexpr std::array<std::uint16_t, 32> kWindows1252High = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

void appendUtf8(std::uint32_t point, std::string &out) {
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xC0 | point >> 6);
        out += static_cast<char>(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        out += static_cast<char>(0xE0 | point >> 12);
        out += static_cast<char>(0x80 | (point >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (point & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | point >> 18);
        out += static_cast<char>(0x80 | (point >> 12 & 0x3F));
        out += static_cast<char>(0x80 | (point >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (point & 0x3F));
    }
}

constexpr std::uint32_t kReplacement = 0xFFFD;

// UTF-16 without a mark: nearly every second byte of Western text is zero, always on the same side.
std::optional<Encoding> guessUtf16(std::string_view sample) {
    std::size_t evenZeros = 0, oddZeros = 0;
    const std::size_t pairs = std::min<std::size_t>(sample.size(), 4096) / 2;
    for (std::size_t i = 0; i < pairs; ++i) {
        evenZeros += sample[2 * i] == '\0';
        oddZeros += sample[2 * i + 1] == '\0';
    }
    if (pairs < 2)
        return std::nullopt;
    if (oddZeros * 10 >= pairs * 6 && evenZeros * 10 < pairs)
        return Encoding::Utf16Le;
    if (evenZeros * 10 >= pairs * 6 && oddZeros * 10 < pairs)
        return Encoding::Utf16Be;
    return std::nullopt;
}

// Without the last character if the end of the sample cut it in two.
std::string_view withoutCutEnd(std::string_view sample) {
    for (std::size_t back = 1; back <= 3 && back <= sample.size(); ++back) {
        const auto byte = static_cast<unsigned char>(sample[sample.size() - back]);
        if (byte >= 0xC0)
            return sample.substr(0, sample.size() - back);
        if (byte < 0x80)
            break;
    }
    return sample;
}

// A stray bad byte in a long UTF-8 text does not make it another encoding: what counts is whether
// most of the bytes above 0x7F form valid sequences.
bool looksLikeUtf8(std::string_view text) {
    if (isValidUtf8(text))
        return true;
    std::size_t replaced = 0, high = 0;
    const std::string repaired = repairUtf8(text, &replaced);
    for (const char c : text)
        high += static_cast<unsigned char>(c) >= 0x80;
    return replaced * 10 < high;
}

} // namespace

std::string_view toText(Encoding encoding) {
    switch (encoding) {
    case Encoding::Utf8:
        return "utf-8";
    case Encoding::Utf16Le:
        return "utf-16le";
    case Encoding::Utf16Be:
        return "utf-16be";
    case Encoding::Windows1252:
        return "windows-1252";
    }
    return {};
}

std::optional<Encoding> encodingFromText(std::string_view name) {
    std::string plain;
    for (const char c : toLowerAscii(name))
        if (c != '-' && c != '_' && c != ' ')
            plain += c;
    if (plain == "utf8" || plain == "utf8bom" || plain == "ascii" || plain == "usascii")
        return Encoding::Utf8;
    if (plain == "utf16le" || plain == "utf16")
        return Encoding::Utf16Le;
    if (plain == "utf16be")
        return Encoding::Utf16Be;
    if (plain == "windows1252" || plain == "cp1252" || plain == "latin1" || plain == "iso88591" ||
        plain == "ansi")
        return Encoding::Windows1252;
    return std::nullopt;
}

std::size_t bomLength(Encoding encoding, std::string_view sample) {
    switch (encoding) {
    case Encoding::Utf8:
        return sample.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;
    case Encoding::Utf16Le:
        return sample.substr(0, 2) == "\xFF\xFE" ? 2 : 0;
    case Encoding::Utf16Be:
        return sample.substr(0, 2) == "\xFE\xFF" ? 2 : 0;
    case Encoding::Windows1252:
        return 0;
    }
    return 0;
}

EncodingGuess guessEncoding(std::string_view sample, bool wholeFile) {
    for (const Encoding encoding : {Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be})
        if (const std::size_t bom = bomLength(encoding, sample))
            return {encoding, bom};
    if (const auto utf16 = guessUtf16(sample))
        return {*utf16, 0};
    const bool utf8 = looksLikeUtf8(wholeFile ? sample : withoutCutEnd(sample));
    return {utf8 ? Encoding::Utf8 : Encoding::Windows1252, 0};
}

void TextDecoder::reset() {
    m_hasHalf = false;
    m_high = 0;
}

void TextDecoder::unit(std::uint16_t unit, std::string &out) {
    if (m_high != 0) {
        const std::uint16_t high = m_high;
        m_high = 0;
        if (unit >= 0xDC00 && unit < 0xE000) {
            appendUtf8(0x10000u + ((high - 0xD800u) << 10) + (unit - 0xDC00u), out);
            return;
        }
        appendUtf8(kReplacement, out);
    }
    if (unit >= 0xD800 && unit < 0xDC00)
        m_high = unit;
    else
        appendUtf8(unit >= 0xDC00 && unit < 0xE000 ? kReplacement : unit, out);
}

void TextDecoder::decode(std::string_view bytes, std::string &out) {
    if (m_encoding == Encoding::Utf8) {
        out += bytes;
        return;
    }
    if (m_encoding == Encoding::Windows1252) {
        for (const char c : bytes) {
            const auto byte = static_cast<unsigned char>(c);
            appendUtf8(byte >= 0x80 && byte < 0xA0 ? kWindows1252High[byte - 0x80u] : byte, out);
        }
        return;
    }
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (!m_hasHalf) {
            m_half = byte;
            m_hasHalf = true;
            continue;
        }
        m_hasHalf = false;
        unit(static_cast<std::uint16_t>(m_encoding == Encoding::Utf16Le ? m_half | byte << 8
                                                                        : m_half << 8 | byte),
             out);
    }
}

void TextDecoder::finish(std::string &out) {
    if (m_high != 0)
        appendUtf8(kReplacement, out);
    if (m_hasHalf)
        appendUtf8(kReplacement, out);
    reset();
}

std::size_t sourceBytes(Encoding encoding, std::string_view text) {
    if (encoding == Encoding::Utf8)
        return text.size();
    if (encoding == Encoding::Windows1252)
        return codePoints(text);
    const auto astral = std::count_if(text.begin(), text.end(),
                                      [](char c) { return static_cast<unsigned char>(c) >= 0xF0; });
    return 2 * (codePoints(text) + static_cast<std::size_t>(astral));
}

} // namespace audience::ingest
