// The records of an Avro file (Avro 1.11, object container), one after the other as JSON. Written here because the library
// for it takes the sizes that a file states on trust, and these files come from strangers. One thread at a time.
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "ingest/avro_schema.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace audience::ingest {

// By its first bytes.
bool isAvro(std::string_view head);

class AvroReader {
public:
    // Packed not at all, or with deflate or snappy. Errors: those of FileSource; "avro.broken" {path}, "avro.codec" {path, codec},
    // "avro.schema" {path, reason}, "avro.too_large" {path, limit} in MB.
    static Result<AvroReader> open(const std::string &path);
    // The same of a file in memory; `path` is only for messages.
    static Result<AvroReader> fromBytes(std::string bytes, const std::string &path);

    // False at the end. Moments are ISO texts in UTC, decimals keep all their digits as texts, bytes that are no text are hex
    // digits. Errors: as of open().
    Result<bool> next(Json &record);
    const AvroSchema &schema() const { return m_schema; }
    std::int64_t position() const { return m_position; } // bytes of the file that are read

private:
    using Read = std::function<Result<std::size_t>(std::size_t bytes, std::string &out)>;
    static Result<AvroReader> begin(Read read, const std::string &path);
    AvroReader(Read read, std::string path) : m_read(std::move(read)), m_path(std::move(path)) {}
    Result<void> readHeader();
    Result<bool> readBlock();
    Result<void> unpack(std::string packed);
    Result<std::string> take(std::size_t bytes);
    Result<std::int64_t> takeNumber();
    Result<bool> isAtEnd();
    Error broken(std::string_view why) const;

    Read m_read;
    std::string m_path, m_codec, m_marker;
    AvroSchema m_schema;
    std::string m_raw; // what is read of the file and not taken yet, from m_rawAt on
    std::size_t m_rawAt = 0;
    std::string m_block;
    std::size_t m_blockAt = 0;
    std::int64_t m_left = 0; // records of the block
    std::int64_t m_position = 0;
};

} // namespace audience::ingest
