// The parts that files of pictures are made of, one after another: every length is checked against what is there.
// A walk is false where the file is cut off or no such file. Private to service. Stateless, any thread.
#pragma once

#include <functional>
#include <string_view>

namespace audience::service {

// 0 for what lies behind the end.
std::size_t bigEndian(std::string_view bytes, std::size_t at, std::size_t size);
std::size_t littleEndian(std::string_view bytes, std::size_t at, std::size_t size);

struct PngChunk {
    std::string_view type, data, whole; // whole: with length, type and checksum
};
// From IHDR, which comes first, to IEND; checksums are checked.
bool walkPng(std::string_view bytes, const std::function<void(const PngChunk &)> &use);

struct JpegSegment {
    unsigned marker = 0;
    std::string_view data, whole; // data: without marker and length; whole of SOS: with the scan behind it
};
// From what follows SOI to EOI, that one included; what stands behind it belongs to no picture.
bool walkJpeg(std::string_view bytes, const std::function<void(const JpegSegment &)> &use);

struct GifBlock {
    enum class Kind { Head, Control, Application, Other, Picture };
    Kind kind = Kind::Head;
    std::string_view data; // with its introducer; a head with its table of colours
};
// A missing end mark is no fault: all pictures are there.
bool walkGif(std::string_view bytes, const std::function<void(const GifBlock &)> &use);

bool walkWebp(std::string_view bytes, const std::function<void(std::string_view type, std::string_view data)> &use);

} // namespace audience::service
