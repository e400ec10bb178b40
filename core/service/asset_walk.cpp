#include "service/asset_walk.h"

#include <array>
#include <cstdint>

namespace audience::service {

namespace {

std::size_t byteAt(std::string_view bytes, std::size_t at) { return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0; }

// ISO 3309, as in PNG's annex D.
std::uint32_t checksum(std::string_view bytes) {
    static const auto table = [] {
        std::array<std::uint32_t, 256> made{};
        for (std::uint32_t i = 0; i < made.size(); ++i) {
            std::uint32_t value = i;
            for (int bit = 0; bit < 8; ++bit)
                value = (value & 1) != 0 ? 0xEDB88320U ^ (value >> 1) : value >> 1;
            made[i] = value;
        }
        return made;
    }();
    std::uint32_t sum = 0xFFFFFFFFU;
    for (const char c : bytes)
        sum = table[(sum ^ static_cast<unsigned char>(c)) & 0xFF] ^ (sum >> 8);
    return ~sum;
}

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool isType(std::string_view type) {
    for (const char c : type)
        if (!isLetter(c))
            return false;
    return type.size() == 4;
}

// Where the coded pixels that begin at `at` end: at the next marker that is neither a stuffed byte nor a restart.
std::size_t endOfScan(std::string_view bytes, std::size_t at) {
    for (at = bytes.find('\xFF', at); at != std::string_view::npos && at + 1 < bytes.size(); at = bytes.find('\xFF', at + 1)) {
        const std::size_t next = byteAt(bytes, at + 1);
        if (next != 0x00 && next != 0xFF && !(next >= 0xD0 && next <= 0xD7))
            return at;
    }
    return std::string_view::npos;
}

// Behind blocks of at most 255 bytes, each with its length; npos: they are cut off.
std::size_t endOfBlocks(std::string_view bytes, std::size_t at) {
    while (at < bytes.size()) {
        const std::size_t size = byteAt(bytes, at);
        at += 1 + size;
        if (size == 0)
            return at;
    }
    return std::string_view::npos;
}

std::size_t coloursSize(std::size_t flags) { return (flags & 0x80) != 0 ? std::size_t{3} << ((flags & 7) + 1) : 0; }

} // namespace

std::size_t bigEndian(std::string_view bytes, std::size_t at, std::size_t size) {
    std::size_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
        value = value << 8 | byteAt(bytes, at + i);
    return value;
}

std::size_t littleEndian(std::string_view bytes, std::size_t at, std::size_t size) {
    std::size_t value = 0;
    for (std::size_t i = size; i > 0; --i)
        value = value << 8 | byteAt(bytes, at + i - 1);
    return value;
}

bool walkPng(std::string_view bytes, const std::function<void(const PngChunk &)> &use) {
    for (std::size_t at = 8; at + 12 <= bytes.size();) {
        const std::size_t size = bigEndian(bytes, at, 4);
        if (size > bytes.size() - at - 12)
            return false;
        const PngChunk chunk{bytes.substr(at + 4, 4), bytes.substr(at + 8, size), bytes.substr(at, size + 12)};
        const bool isFirst = at == 8;
        if (!isType(chunk.type) || isFirst != (chunk.type == "IHDR") || bigEndian(bytes, at + 8 + size, 4) != checksum(bytes.substr(at + 4, size + 4)))
            return false;
        use(chunk);
        if (chunk.type == "IEND")
            return true;
        at += size + 12;
    }
    return false;
}

bool walkJpeg(std::string_view bytes, const std::function<void(const JpegSegment &)> &use) {
    for (std::size_t at = 2; at + 2 <= bytes.size();) {
        if (bytes[at] != '\xFF')
            return false;
        const std::size_t marker = byteAt(bytes, at + 1);
        if (marker == 0xFF) { // filling
            ++at;
            continue;
        }
        if (marker == 0xD9) {
            use({0xD9, {}, bytes.substr(at, 2)});
            return true;
        }
        const std::size_t size = bigEndian(bytes, at + 2, 2);
        if (marker < 0xC0 || (marker >= 0xD0 && marker <= 0xD8) || size < 2 || size > bytes.size() - at - 2)
            return false;
        const std::size_t end = marker == 0xDA ? endOfScan(bytes, at + 2 + size) : at + 2 + size;
        if (end == std::string_view::npos)
            return false;
        use({static_cast<unsigned>(marker), bytes.substr(at + 4, size - 2), bytes.substr(at, end - at)});
        at = end;
    }
    return false;
}

bool walkGif(std::string_view bytes, const std::function<void(const GifBlock &)> &use) {
    if (bytes.size() < 13)
        return false;
    std::size_t at = 13 + coloursSize(byteAt(bytes, 10));
    if (at > bytes.size())
        return false;
    use({GifBlock::Kind::Head, bytes.substr(0, at)});
    while (at < bytes.size()) {
        const char introducer = bytes[at];
        if (introducer == ';')
            return true;
        const std::size_t label = byteAt(bytes, at + 1);
        const std::size_t blocks = introducer == '!' ? at + 2 : at + 11 + coloursSize(byteAt(bytes, at + 9)); // 10 and the size of codes
        if ((introducer != '!' && introducer != ',') || blocks > bytes.size())
            return false;
        const std::size_t end = endOfBlocks(bytes, blocks);
        if (end == std::string_view::npos || end > bytes.size())
            return false;
        const GifBlock::Kind extension = label == 0xF9 ? GifBlock::Kind::Control : label == 0xFF ? GifBlock::Kind::Application : GifBlock::Kind::Other;
        use({introducer == ',' ? GifBlock::Kind::Picture : extension, bytes.substr(at, end - at)});
        at = end;
    }
    return true;
}

bool walkWebp(std::string_view bytes, const std::function<void(std::string_view, std::string_view)> &use) {
    const std::size_t whole = littleEndian(bytes, 4, 4) + 8;
    if (whole > bytes.size() || whole < 12)
        return false;
    const std::string_view file = bytes.substr(0, whole);
    for (std::size_t at = 12; at + 8 <= file.size();) {
        const std::size_t size = littleEndian(file, at + 4, 4);
        if (size > file.size() - at - 8)
            return false;
        use(file.substr(at, 4), file.substr(at + 8, size));
        at += 8 + size + size % 2;
    }
    return true;
}

} // namespace audience::service
