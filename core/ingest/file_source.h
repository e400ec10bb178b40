// A file of bytes to import: sequential reads, seeks, and the XXH3 of everything read once from
// the start to the end. One thread at a time. Nothing here looks at what the bytes mean.
#pragma once

#include "base/digest.h"
#include "base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

class QFile;

namespace audience::ingest {

class FileSource {
public:
    // Errors: "ingest.file_missing", "ingest.file_is_directory", "ingest.file_unreadable" {path,
    // reason}, "ingest.file_empty", each with {path}.
    static Result<FileSource> open(const std::string &path);
    FileSource(FileSource &&) noexcept;
    FileSource &operator=(FileSource &&) noexcept;
    ~FileSource();

    const std::string &path() const { return m_path; }
    std::int64_t size() const { return m_size; }
    std::int64_t position() const { return m_position; }
    // Size and time of change together: another value means that somebody wrote to the file.
    std::string fingerprint() const;

    // Appends up to `bytes` to `out`; 0 at the end. Error "ingest.read_failed" {path, reason}.
    Result<std::size_t> read(std::size_t bytes, std::string &out);
    // The same into room of that size.
    Result<std::size_t> read(std::size_t bytes, char *at);
    Result<void> seek(std::int64_t position);

    // From now on bytes read for the first time, in order, are hashed.
    void startHash() { m_hashing = true; }
    // "xxh128:" and the hex digits for the whole file; valid once every byte was read.
    std::string finishHash() const { return "xxh128:" + toHex(m_hash.finish()); }

private:
    FileSource();
    std::string m_path;
    std::unique_ptr<QFile> m_file;
    std::int64_t m_size = 0, m_position = 0, m_hashed = 0;
    bool m_hashing = false;
    Xxh128Stream m_hash;
};

} // namespace audience::ingest
