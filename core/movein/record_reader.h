// The records of a table in text (CSV and the like, in the encodings of ingest), of JSON (lines, a list, or a list in an
// object) or of Avro, one at a time as texts under column names. Columns of JSON and Avro are the paths of their members
// ("attributes.plan"), and new ones may come with every record; lists stay JSON. Avro's "record_type" is the name of its schema. One thread at a time.
#pragma once

#include "async/cancel.h"
#include "base/json.h"
#include "base/result.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace audience::movein {

// "Email Address" -> "email_address", "$consent_timestamp" -> "consent_timestamp": how columns are told and called here.
std::string columnName(std::string_view name);

class RecordReader {
public:
    // Errors: those of ingest::FileSource and sniffDialect(), "movein.json_broken" {file, line, reason},
    // "movein.json_too_large" {file, limit}, those of ingest::AvroReader.
    static Result<RecordReader> open(const std::string &path, const CancelToken &cancel = {});
    RecordReader(RecordReader &&) noexcept;
    RecordReader &operator=(RecordReader &&) noexcept;
    ~RecordReader();

    // False at the end. `values` has one text for each of columns(); what a record lacks is empty. Errors: "cancelled", those
    // of reading.
    Result<bool> next(std::vector<std::string> &values);
    const std::vector<std::string> &columns() const; // as columnName() gives them, all different
    const std::vector<std::string> &labels() const;  // as they stand in the file
    std::int64_t record() const;   // of the last one, from 1
    std::int64_t rejected() const; // rows that are none: another number of fields, an open quote, too long
    std::int64_t position() const; // bytes of the file that are read

    struct Source; // internal

private:
    explicit RecordReader(std::unique_ptr<Source> source);
    std::unique_ptr<Source> m_source;
};

constexpr std::size_t kMaxJsonBytes = std::size_t{64} << 20; // of a document that is no lines
// All of a file that must be in memory, decoded to UTF-8. Errors: those of ingest::FileSource, "movein.file_too_large" {file, limit}.
Result<std::string> readWholeText(const std::string &path, std::size_t limit);

} // namespace audience::movein
