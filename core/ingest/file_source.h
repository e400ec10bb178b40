// A file of text to import: sequential reads, seeks, and the XXH3 of everything read once from
// the start to the end. One thread at a time. What is packed (gzip) or of another form (JSON Lines, a sheet of a
// workbook) is read as the CSV text that it comes to, made anew while it is read.
#pragma once

#include "async/cancel.h"
#include "base/digest.h"
#include "base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

class QFile;

namespace audience::ingest {

class TextConversion;

enum class FileForm : std::uint8_t {
    Text,      // CSV, however it is written
    JsonLines, // read as CSV with commas, quotes and a header
    Sheet      // the same; it may have lines of title above the header
};

class FileSource {
public:
    // "book.xlsx/Sheet" names a sheet; a workbook alone means its first sheet in sight. Errors: "ingest.file_missing",
    // "ingest.file_is_directory", "ingest.file_unreadable" {path, reason}, "ingest.file_not_plain", "ingest.file_empty",
    // each with {path}; those of TextConversion.
    static Result<FileSource> open(const std::string &path);
    // The bytes as they are.
    static Result<FileSource> openRaw(const std::string &path);
    FileSource(FileSource &&) noexcept;
    FileSource &operator=(FileSource &&) noexcept;
    ~FileSource();

    const std::string &path() const { return m_path; }
    FileForm form() const { return m_form; }
    // Of what is read; about, until the end of a converted file was seen.
    std::int64_t size() const;
    std::int64_t position() const { return m_position; }
    // Size and time of change together: another value means that somebody wrote to the file.
    std::string fingerprint() const;
    // Ends what takes long in reads to come.
    void cancelWith(const CancelToken &cancel);

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
    Result<std::size_t> readRaw(std::size_t bytes, char *at);
    Result<std::size_t> readConverted(std::size_t bytes, char *at);
    Result<void> seekConverted(std::int64_t position);
    std::string m_path, m_diskPath;
    std::unique_ptr<QFile> m_file;
    std::int64_t m_size = 0, m_position = 0, m_hashed = 0;
    bool m_hashing = false;
    Xxh128Stream m_hash;
    FileForm m_form = FileForm::Text;
    std::unique_ptr<TextConversion> m_conversion;
    std::string m_converted; // text that was made and is not read yet, from m_convertedAt on
    std::size_t m_convertedAt = 0;
    bool m_conversionEnded = false;
};

} // namespace audience::ingest
