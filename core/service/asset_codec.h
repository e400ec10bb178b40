// What is known of a picture before anything decodes it, and who decodes: the core reads headers and takes out what
// cameras and programs write beside the picture; pixels are the business of a codec that the program brings.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace audience::service {

enum class ImageKind { Png, Jpeg, Gif, Webp };
std::string_view toText(ImageKind kind);    // "png", "jpeg", "gif", "webp"
std::string_view endingOf(ImageKind kind);  // "png", "jpg", ...
std::string_view mediaTypeOf(std::string_view kind); // of toText(): "image/png"

inline constexpr std::int64_t kMostPixels = 50'000'000;

struct ImageHeader {
    ImageKind kind = ImageKind::Png;
    int width = 0, height = 0;  // as stored, before it is turned
    int orientation = 1;        // as in EXIF, 1 to 8
    bool isAnimated = false;
    bool hasProfile = false;    // colours by a profile of their own
    bool canBeKept = true;      // every mail program shows such a file; else it has to be made anew
    bool isTurned() const { return orientation >= 5; } // width and height change places
};

// Reads no pixel. Errors: "asset.no_image" (none that emails can show), "asset.damaged_image" (cut off or contradicting
// itself), "asset.too_many_pixels" {width, height, limit}.
Result<ImageHeader> readImageHeader(std::string_view bytes);

// The same picture without EXIF, XMP, comments, thumbnails, text and profiles: no pixel changes. Of a JPEG that is
// turned by its metadata, or coloured by a profile, that would be another picture: a codec is for those.
// Error "asset.damaged_image".
Result<std::string> withoutMetadata(std::string_view bytes, const ImageHeader &header);

struct MadePicture {
    std::string bytes;
    ImageKind kind = ImageKind::Png;
    int width = 0, height = 0;
};

class PictureCodec {
public:
    virtual ~PictureCodec() = default;
    // The first picture in `bytes`, upright, in sRGB, at most so many pixels wide, as PNG or JPEG, whichever suits what it
    // shows. Any thread. Errors: "asset.cannot_read" {kind}: no decoder for it here; "asset.damaged_image".
    virtual Result<MadePicture> make(std::string_view bytes, const ImageHeader &header, int maxWidth) const = 0;

protected:
    PictureCodec() = default;
    PictureCodec(const PictureCodec &) = default;
    PictureCodec &operator=(const PictureCodec &) = default;
};

} // namespace audience::service
