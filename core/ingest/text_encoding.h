// The encodings a text file may come in, told apart from its first bytes, and a streaming decoder
// to UTF-8. UTF-8 itself passes through untouched: invalid bytes are repaired per cell, where they
// count.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace audience::ingest {

// ISO 8859-1 is read as Windows-1252, which agrees with it on every printable character.
enum class Encoding : std::uint8_t { Utf8, Utf16Le, Utf16Be, Windows1252 };

std::string_view toText(Encoding encoding); // "utf-8", "utf-16le", "utf-16be", "windows-1252"
// Accepts the usual names in any case ("UTF8", "latin-1", "iso-8859-1", "cp1252", "utf-16", ...).
std::optional<Encoding> encodingFromText(std::string_view name);

struct EncodingGuess {
    Encoding encoding = Encoding::Utf8;
    std::size_t bomBytes = 0; // bytes of the byte order mark to skip
};
// `wholeFile`: the sample is all there is, so a cut last character is an error and not a cut.
EncodingGuess guessEncoding(std::string_view sample, bool wholeFile);
// The length of the byte order mark of that encoding at the front of `sample`, else 0.
std::size_t bomLength(Encoding encoding, std::string_view sample);

class TextDecoder {
public:
    explicit TextDecoder(Encoding encoding) : m_encoding(encoding) {}
    // Appends the UTF-8 of `bytes` to `out`; half a character waits for the next call.
    void decode(std::string_view bytes, std::string &out);
    // The end of the input: half a character becomes U+FFFD.
    void finish(std::string &out);
    void reset();

private:
    void unit(std::uint16_t unit, std::string &out);
    Encoding m_encoding;
    bool m_hasHalf = false;
    unsigned char m_half = 0;
    std::uint16_t m_high = 0; // a high surrogate that waits for its low one
};

// How many bytes of the source the decoded `text` came from.
std::size_t sourceBytes(Encoding encoding, std::string_view text);

} // namespace audience::ingest
