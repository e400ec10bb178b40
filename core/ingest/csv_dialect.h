// How one CSV file is written: encoding, delimiter, quotes, title rows and header, told from a
// sample of its first bytes. Sniffing is a guess with reasons; every part of it can be set by the
// caller.
#pragma once

#include "base/result.h"
#include "ingest/file_source.h"
#include "ingest/finding.h"
#include "ingest/text_encoding.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace audience::ingest {

// What the caller knows already; anything absent is sniffed.
struct DialectOptions {
    std::optional<Encoding> encoding;
    std::optional<char> delimiter;
    std::optional<char> quote; // 0: none
    std::optional<bool> header;
    // Column names the import needs: the first record that holds them all is the header.
    std::vector<std::string> expectedColumns;
};

struct LineEnds {
    std::int64_t lf = 0, crlf = 0, cr = 0; // in the sample, outside quotes
};

struct CsvDialect {
    Encoding encoding = Encoding::Utf8;
    std::size_t bomBytes = 0;
    char delimiter = ',';
    char quote = '"'; // 0: none
    bool hasHeader = true;
    std::int64_t titleRows =
        0; // records before the header, or before the first row where there is none
    std::int64_t dataOffset = 0; // bytes into the file of the first data record
    std::int64_t dataRow = 2;    // its number, counted from 1 over all records of the file
    LineEnds lineEnds;
    FileForm form = FileForm::Text; // of another one the text was made here: numbers have a point
    std::vector<std::string>
        columns; // trimmed, none empty, all different; the header's or column_1, ...
};

struct SniffedDialect {
    CsvDialect dialect;
    std::vector<Finding> findings;
};

constexpr std::size_t kMaxColumns = 10'000;
constexpr std::size_t kMaxRecordBytes = std::size_t{32} << 20;

// Reads from the start of the source and leaves it anywhere.
// Errors: "ingest.no_rows" {path}, "ingest.too_many_columns" {count, limit},
// "ingest.header_too_long" {path}, and those of FileSource.
Result<SniffedDialect> sniffDialect(FileSource &source, const DialectOptions &options = {});

// ",", ";", "|" or "tab" and the like, for messages; and back, taking also "\t", "comma",
// "semicolon", "pipe".
std::string delimiterName(char delimiter);
std::optional<char> delimiterFromText(std::string_view text);

} // namespace audience::ingest
