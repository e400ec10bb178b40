// links: audience_service
#include "service/asset_codec.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace audience;
using namespace audience::service;

// What is taken for a picture keeps its size and kind without its metadata, and taking it out twice changes nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
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
