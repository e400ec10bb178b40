// Unpacks a zip from a stranger: only files and folders, only below the folder that is given, and only as much as the limits
// allow. What a zip says about its sizes is looked at before anything is written, and counted again while it is.
#pragma once

#include "async/cancel.h"
#include "base/result.h"

#include <cstdint>
#include <string>

namespace audience::movein {

struct ZipLimits {
    std::int64_t entries = 10'000;
    std::int64_t bytes = std::int64_t{1} << 30; // unpacked, all together
    std::int64_t ratio = 100;                   // unpacked to packed, of what is larger than ratioFrom
    std::int64_t ratioFrom = 100 * 1024;
};

bool isZip(const std::string &path); // by its first bytes
// Into a folder that is there; what remains of the limits is left in `limits`, so that zips within zips share them.
// Errors, each with {file}: "movein.zip_broken" {reason}, "movein.zip_encrypted", "movein.zip_too_many" {limit},
// "movein.zip_too_large" {limit}, "movein.zip_ratio" {entry}, "movein.zip_path" {entry}, "movein.zip_write" {reason},
// "cancelled".
Result<void> unpackZip(const std::string &path, const std::string &folder, ZipLimits &limits, const CancelToken &cancel = {});

} // namespace audience::movein
