// The files in a zip that came from elsewhere, read one after the other and never put on the disk. A zip that could
// swell, lead elsewhere or mean two things is refused before anything of it is unpacked. One thread at a time.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct zip;
struct zip_file;

namespace audience::ingest {

struct ZipLimits {
    std::int64_t entries = 10'000;
    std::int64_t bytes = std::int64_t{1} << 30; // of all files unpacked
    std::int64_t ratio = 100;                   // how many times its packed size a file may have,
    std::int64_t ratioFrom = 100 << 10;         // where it is larger than this
};

struct ZipEntry {
    std::string name; // UTF-8, with /, never leading out of the zip
    std::int64_t bytes = 0, packedBytes = 0;
    bool encrypted = false;
    std::uint64_t index = 0; // in the zip
};

// The bytes of one file of a zip. It must not outlive its ZipReader.
class ZipStream {
public:
    ZipStream(ZipStream &&) noexcept;
    ZipStream &operator=(ZipStream &&) noexcept;
    ~ZipStream();
    // Appends up to `bytes` to `out`; 0 at the end, by which the checksum was right. Errors: "zip.broken" {path, entry}.
    Result<std::size_t> read(std::size_t bytes, std::string &out);

private:
    friend class ZipReader;
    ZipStream(zip_file *file, std::string path, ZipEntry entry);
    struct Close {
        void operator()(zip_file *file) const;
    };
    std::unique_ptr<zip_file, Close> m_file;
    std::string m_path;
    ZipEntry m_entry;
    std::int64_t m_read = 0;
};

class ZipReader {
public:
    // Errors, each with {path}: "zip.not_a_zip", "zip.broken" {entry}, "zip.too_many_entries" {limit}, "zip.too_large"
    // {limit} in MB, "zip.swells" {entry}, "zip.unsafe_name" {entry}, "zip.same_name" {entry}, and those of FileSource.
    static Result<ZipReader> open(const std::string &path, const ZipLimits &limits = {});
    // The same of a zip in memory; `path` is only for messages.
    static Result<ZipReader> fromBytes(std::string bytes, const std::string &path, const ZipLimits &limits = {});
    ZipReader(ZipReader &&) noexcept;
    ZipReader &operator=(ZipReader &&) noexcept;
    ~ZipReader();

    const std::vector<ZipEntry> &entries() const { return m_entries; } // files alone, in the order of the zip
    const ZipEntry *find(std::string_view name) const;
    // Errors: "zip.encrypted" {path, entry}, "zip.broken" {path, entry}.
    Result<ZipStream> stream(const ZipEntry &entry) const;
    // All of a file that has no more than so many bytes. Error beside those of stream(): "zip.too_large" {path, limit}.
    Result<std::string> read(const ZipEntry &entry, std::int64_t maxBytes) const;

private:
    ZipReader();
    Result<void> list(const ZipLimits &limits);
    struct Discard {
        void operator()(zip *archive) const;
    };
    std::string m_path;
    std::unique_ptr<const std::string> m_bytes; // of a zip in memory; they stay where they are when this moves
    std::unique_ptr<zip, Discard> m_zip;
    std::vector<ZipEntry> m_entries;
};

} // namespace audience::ingest
