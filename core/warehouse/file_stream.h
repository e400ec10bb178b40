// The rows of files as CSV text, read through the importer's readers: a page is a piece of one file.
#pragma once

#include "ingest/csv_splitter.h"
#include "ingest/survey.h"
#include "warehouse/connector.h"
#include "warehouse/file_folder.h"
#include "warehouse/file_ledger.h"

#include <deque>
#include <memory>
#include <mutex>
#include <optional>

namespace audience::warehouse {

// The column that every set of files has: the name of the file that a row is from.
constexpr std::string_view kFileColumn = "_file";

// How the files of a connection are written; what is absent is told from each file.
struct FileNotation {
    ingest::DialectOptions dialect;
    std::optional<ingest::NumberStyle> numbers;
    std::optional<ingest::DateOrder> dates;
};

// A file with what was seen of it.
struct SurveyedFile {
    ingest::FileSource source;
    ingest::CsvDialect dialect;
    ingest::Survey survey;
};
// At most about so many bytes of it are looked at; 0: all. Errors: those of the importer.
Result<SurveyedFile> surveyOf(const std::string &path, const FileNotation &notation, std::int64_t maxBytes, const CancelToken &cancel);
ingest::TypeOptions typeOptions(const FileNotation &notation, const ingest::CsvDialect &dialect);

Error ambiguousDates(const ingest::DateAmbiguity &open); // what its example is either way

// The files in the order in which they are to be read, and which of the set were read before. Errors of a read: "source.file_changed" {path} (may be tried again),
// "source.file_lacks" {path, column}, "source.ambiguous_dates" {column, example, dmy, mdy}, those of the importer.
std::unique_ptr<RowStream> makeFileStream(std::vector<FolderFile> files, FileLedger ledger, bool isSet, ReadRequest request, FileNotation notation, const CancelToken &cancel);

} // namespace audience::warehouse
