// What is packed in an export, unpacked into a folder of one's own: only files and folders, and only as much as the limits
// allow, counted again while it is written.
#pragma once

#include "async/cancel.h"
#include "base/result.h"
#include "ingest/zip_reader.h"

#include <string>

namespace audience::movein {

enum class Packing { None, Zip, Gzip };
Packing packingOf(const std::string &path); // by its first bytes

// Into a folder that is there; what remains of the limits is left in `limits`, so that what is packed within shares them.
// Errors: those of ingest::ZipReader, "movein.unpack" {path, reason}, "cancelled".
Result<void> unpackZip(const std::string &path, const std::string &folder, ingest::ZipLimits &limits, const CancelToken &cancel = {});
// The file that it holds. Errors: those of ingest::FileSource, "ingest.gzip_broken" {path}, "zip.too_large" {path, limit} in MB,
// "zip.swells" {path, entry}, "movein.unpack" {path, reason}, "cancelled".
Result<void> unpackGzip(const std::string &path, const std::string &target, ingest::ZipLimits &limits, const CancelToken &cancel = {});

} // namespace audience::movein
