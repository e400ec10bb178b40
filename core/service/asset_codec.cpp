#include "service/asset_codec.h"

#include "service/asset_walk.h"

#include <algorithm>

namespace audience::service {

namespace {

Error damaged() { return Error(ErrorKind::Invalid, "asset.damaged_image"); }

Result<void> checkSize(std::int64_t width, std::int64_t height) {
    if (width <= 0 || height <= 0)
        return damaged();
    if (width > kMostPixels / height)
        return Error(ErrorKind::Limit, "asset.too_many_pixels")
            .with("width", std::to_string(width))
            .with("height", std::to_string(height))
            .with("limit", std::to_string(kMostPixels / 1'000'000));
    return {};
}

Result<void> setSize(ImageHeader &header, std::int64_t width, std::int64_t height) {
    TRY(checkSize(width, height));
    header.width = static_cast<int>(width);
    header.height = static_cast<int>(height);
    return {};
}

// TIFF 6.0, section 2: the first directory; tag 0x0112 is the orientation.
int orientationIn(std::string_view tiff) {
    const bool isLittle = tiff.substr(0, 4) == std::string_view("II*\0", 4);
    if (!isLittle && tiff.substr(0, 4) != std::string_view("MM\0*", 4))
        return 1;
    const auto number = [&](std::size_t at, std::size_t size) {
        return isLittle ? littleEndian(tiff, at, size) : bigEndian(tiff, at, size);
    };
    const std::size_t directory = number(4, 4);
    if (directory > tiff.size())
        return 1;
    const std::size_t entries = number(directory, 2);
    for (std::size_t i = 0; i < entries; ++i) {
        const std::size_t at = directory + 2 + i * 12;
        if (at + 12 > tiff.size())
            return 1;
        if (number(at, 2) != 0x0112)
            continue;
        const std::size_t value = number(at + 8, 2);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

Result<ImageHeader> readPng(std::string_view bytes) {
    ImageHeader header;
    header.kind = ImageKind::Png;
    bool hasData = false, isSrgb = false, hasGamma = false;
    Result<void> size;
    const bool isWhole = walkPng(bytes, [&](const PngChunk &chunk) {
        if (chunk.type == "IHDR" && chunk.data.size() >= 13)
            size = setSize(header, static_cast<std::int64_t>(bigEndian(chunk.data, 0, 4)), static_cast<std::int64_t>(bigEndian(chunk.data, 4, 4)));
        hasData = hasData || chunk.type == "IDAT";
        header.isAnimated = header.isAnimated || chunk.type == "acTL";
        header.hasProfile = header.hasProfile || chunk.type == "iCCP";
        isSrgb = isSrgb || chunk.type == "sRGB";
        if (chunk.type == "gAMA" && chunk.data.size() == 4) {
            const std::size_t gamma = bigEndian(chunk.data, 0, 4);
            hasGamma = gamma < 45'000 || gamma > 46'000; // 1/2.2, that of sRGB
        }
    });
    TRY(size);
    if (!isWhole || !hasData || header.width == 0)
        return damaged();
    header.hasProfile = header.hasProfile || (hasGamma && !isSrgb);
    return header;
}

Result<ImageHeader> readJpeg(std::string_view bytes) {
    ImageHeader header;
    header.kind = ImageKind::Jpeg;
    bool hasScan = false;
    Result<void> size;
    const bool isWhole = walkJpeg(bytes, [&](const JpegSegment &segment) {
        const unsigned marker = segment.marker;
        const bool isFrame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (isFrame && segment.data.size() >= 6 && header.width == 0) {
            size = setSize(header, static_cast<std::int64_t>(bigEndian(segment.data, 3, 2)), static_cast<std::int64_t>(bigEndian(segment.data, 1, 2)));
            // Eight bits, grey or colour, Huffman coded: what every mail program shows.
            const auto parts = static_cast<unsigned char>(segment.data[5]);
            header.canBeKept = segment.data[0] == 8 && (parts == 1 || parts == 3) && marker <= 0xC2;
        }
        if (marker == 0xE1 && segment.data.substr(0, 6) == std::string_view("Exif\0\0", 6))
            header.orientation = orientationIn(segment.data.substr(6));
        header.hasProfile = header.hasProfile || (marker == 0xE2 && segment.data.substr(0, 12) == std::string_view("ICC_PROFILE\0", 12));
        hasScan = hasScan || marker == 0xDA;
    });
    TRY(size);
    if (!isWhole || !hasScan || header.width == 0)
        return damaged();
    return header;
}

Result<ImageHeader> readGif(std::string_view bytes) {
    ImageHeader header;
    header.kind = ImageKind::Gif;
    if (bytes.size() < 13)
        return damaged();
    std::int64_t width = static_cast<std::int64_t>(littleEndian(bytes, 6, 2)), height = static_cast<std::int64_t>(littleEndian(bytes, 8, 2));
    int pictures = 0;
    const bool isWhole = walkGif(bytes, [&](const GifBlock &block) {
        if (block.kind != GifBlock::Kind::Picture)
            return;
        ++pictures;
        width = std::max(width, static_cast<std::int64_t>(littleEndian(block.data, 1, 2) + littleEndian(block.data, 5, 2)));
        height = std::max(height, static_cast<std::int64_t>(littleEndian(block.data, 3, 2) + littleEndian(block.data, 7, 2)));
    });
    if (!isWhole || pictures == 0)
        return damaged();
    header.isAnimated = pictures > 1;
    TRY(setSize(header, width, height));
    return header;
}

// The container of Google's format; few mail programs show it, so it is always made anew.
Result<ImageHeader> readWebp(std::string_view bytes) {
    ImageHeader header;
    header.kind = ImageKind::Webp;
    header.canBeKept = false;
    Result<void> size;
    const auto seen = [&](std::size_t width, std::size_t height) {
        if (header.width == 0)
            size = setSize(header, static_cast<std::int64_t>(width), static_cast<std::int64_t>(height));
    };
    const bool isWhole = walkWebp(bytes, [&](std::string_view type, std::string_view data) {
        if (type == "VP8X" && data.size() >= 10) {
            header.isAnimated = (data[0] & 0x02) != 0;
            header.hasProfile = (data[0] & 0x20) != 0;
            seen(littleEndian(data, 4, 3) + 1, littleEndian(data, 7, 3) + 1);
        } else if (type == "VP8 " && data.size() >= 10) {
            seen(littleEndian(data, 6, 2) & 0x3FFF, littleEndian(data, 8, 2) & 0x3FFF);
        } else if (type == "VP8L" && data.size() >= 5) {
            const std::size_t bits = littleEndian(data, 1, 4);
            seen((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1);
        } else if (type == "EXIF") {
            header.orientation = orientationIn(data.substr(0, 6) == std::string_view("Exif\0\0", 6) ? data.substr(6) : data);
        }
    });
    TRY(size);
    if (!isWhole || header.width == 0)
        return damaged();
    return header;
}

std::string strippedPng(std::string_view bytes) {
    std::string out(bytes.substr(0, 8));
    (void)walkPng(bytes, [&](const PngChunk &chunk) {
        const bool isNeeded = chunk.type[0] >= 'A' && chunk.type[0] <= 'Z';
        if (isNeeded || chunk.type == "tRNS")
            out += chunk.whole;
    });
    return out;
}

std::string strippedJpeg(std::string_view bytes) {
    std::string out("\xFF\xD8");
    (void)walkJpeg(bytes, [&](const JpegSegment &segment) {
        const unsigned marker = segment.marker;
        if (marker == 0xE0 && segment.data.size() >= 14 && segment.data.substr(0, 5) == std::string_view("JFIF\0", 5)) {
            // Its thumbnail goes.
            out.append(std::string_view("\xFF\xE0\x00\x10", 4)).append(segment.data.substr(0, 12)).append(2, '\0');
            return;
        }
        const bool isAdobe = marker == 0xEE && segment.data.substr(0, 5) == "Adobe"; // says how colours are coded
        const bool isSaid = (marker >= 0xE0 && marker <= 0xEF) || marker == 0xFE;
        if (!isSaid || isAdobe)
            out += segment.whole;
    });
    return out;
}

std::string strippedGif(std::string_view bytes) {
    std::string out;
    (void)walkGif(bytes, [&](const GifBlock &block) {
        const bool isLoop = block.data.substr(3, 11) == "NETSCAPE2.0" || block.data.substr(3, 11) == "ANIMEXTS1.0";
        if (block.kind == GifBlock::Kind::Head || block.kind == GifBlock::Kind::Picture || block.kind == GifBlock::Kind::Control ||
            (block.kind == GifBlock::Kind::Application && isLoop))
            out += block.data;
    });
    return out + ';';
}

} // namespace

std::string_view toText(ImageKind kind) {
    switch (kind) {
    case ImageKind::Png: return "png";
    case ImageKind::Jpeg: return "jpeg";
    case ImageKind::Gif: return "gif";
    case ImageKind::Webp: return "webp";
    }
    return {};
}

std::string_view endingOf(ImageKind kind) { return kind == ImageKind::Jpeg ? std::string_view("jpg") : toText(kind); }

std::string_view mediaTypeOf(std::string_view kind) {
    return kind == "png" ? "image/png" : kind == "gif" ? "image/gif" : kind == "webp" ? "image/webp" : "image/jpeg";
}

Result<ImageHeader> readImageHeader(std::string_view bytes) {
    if (bytes.substr(0, 8) == std::string_view("\x89PNG\r\n\x1a\n", 8))
        return readPng(bytes);
    if (bytes.substr(0, 3) == "\xFF\xD8\xFF")
        return readJpeg(bytes);
    if (bytes.substr(0, 6) == "GIF87a" || bytes.substr(0, 6) == "GIF89a")
        return readGif(bytes);
    if (bytes.substr(0, 4) == "RIFF" && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP")
        return readWebp(bytes);
    return Error(ErrorKind::Invalid, "asset.no_image");
}

Result<std::string> withoutMetadata(std::string_view bytes, const ImageHeader &header) {
    switch (header.kind) {
    case ImageKind::Png: return strippedPng(bytes);
    case ImageKind::Jpeg: return strippedJpeg(bytes);
    case ImageKind::Gif: return strippedGif(bytes);
    case ImageKind::Webp: break;
    }
    return damaged(); // it is never kept as it is
}

} // namespace audience::service
