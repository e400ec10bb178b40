// links: audience_service
#include "service/asset_codec.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

using namespace audience;
using namespace audience::service;

namespace {

// With the checksums that its chunks would have: no mutation finds them.
std::string withChecksums(std::string png) {
    for (std::size_t at = 8; at + 12 <= png.size();) {
        std::size_t size = 0;
        for (std::size_t i = 0; i < 4; ++i)
            size = size << 8 | static_cast<unsigned char>(png[at + i]);
        if (size > png.size() - at - 12)
            break;
        std::uint32_t sum = 0xFFFFFFFFU;
        for (std::size_t i = at + 4; i < at + 8 + size; ++i) {
            sum ^= static_cast<unsigned char>(png[i]);
            for (int bit = 0; bit < 8; ++bit)
                sum = (sum & 1) != 0 ? 0xEDB88320U ^ (sum >> 1) : sum >> 1;
        }
        for (std::size_t i = 0; i < 4; ++i)
            png[at + 8 + size + i] = static_cast<char>(~sum >> (8 * (3 - i)) & 0xFF);
        at += size + 12;
    }
    return png;
}

} // namespace

// What is taken for a picture keeps its size and kind without its metadata, and taking it out twice changes nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string given(reinterpret_cast<const char *>(data), size);
    const std::string bytes = given.substr(0, 4) == "\x89PNG" ? withChecksums(given) : given;
    const auto header = readImageHeader(bytes);
    if (!header)
        return 0;
    if (header->width <= 0 || header->height <= 0 || std::int64_t{header->width} * header->height > kMostPixels)
        std::abort();
    const auto bare = withoutMetadata(bytes, *header);
    if (!bare)
        return header->kind == ImageKind::Webp ? 0 : (std::abort(), 0);
    const auto again = readImageHeader(*bare);
    if (!again || again->kind != header->kind || again->width != header->width || again->height != header->height || again->orientation != 1)
        std::abort();
    const auto twice = withoutMetadata(*bare, *again);
    if (!twice || *twice != *bare || bare->size() > size + 1)
        std::abort();
    return 0;
}
