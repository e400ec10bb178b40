// What is to be imported and what became of it: the import verb of the command line as values.
#pragma once

#include "base/clock.h"
#include "ingest/csv_dialect.h"
#include "ingest/derive.h"
#include "ingest/row_decoder.h"
#include "ingest/type_guess.h"
#include "store/dataset_writer.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace audience::ingest {

struct ImportSpec {
    std::string path;
    std::string name; // of the dataset
    store::DatasetRole role = store::DatasetRole::Table;
    store::WriteMode mode = store::WriteMode::Append;
    // Column names; empty where there is none. Profiles need `key`; events need `profile`, `time`
    // and either `nameColumn` or `eventName`.
    std::string key, profile, time, nameColumn, id, email, consent;
    std::string eventName;
    std::string order; // of events: the column that says which order a row is of; only a survey asks for it
    std::vector<std::string> consentYes; // values of `consent` that mean yes; empty: the words known
    std::string zone = "UTC";        // of times that say none
    std::string delimiter, encoding; // empty: sniffed
    std::optional<bool> header;
    std::optional<DateOrder> dates;
    std::optional<NumberStyle> numbers;
    std::map<std::string, engine::Field> types;
    std::vector<DerivedColumn> derived;
    bool dryRun = false;
    bool allowSameFile = false;
    std::optional<std::int64_t> maxRejects;
};

struct ImportUndo;

struct ImportReport {
    std::int64_t rows = 0; // data rows read = kept + rejected
    std::int64_t kept = 0;
    std::int64_t rejected = 0;
    std::int64_t duplicates = 0;          // kept rows that a later row of the same key replaced
    std::int64_t added = 0, replaced = 0; // what they did to the dataset
    std::int64_t replacedBytes = 0;       // invalid UTF-8 sequences that became U+FFFD
    double seconds = 0;
    std::int64_t generation = 0;
    std::int64_t run = 0; // of the import_run row; 0 for a dry run
    std::int64_t consented = 0, notConsented = 0, withdrawn = 0;
    CsvDialect dialect;
    std::vector<engine::Field> fields;
    std::vector<RowReject> rejects; // the first 20
    std::vector<Finding> findings;
    std::shared_ptr<const ImportUndo> undo; // none of a dry run
    std::int64_t largestCommitBytes = 0, longestCommitMicros = 0;
};

std::optional<DateOrder>
dateOrderFromText(std::string_view text); // "dmy", "mdy"; "ymd" is read anyway

} // namespace audience::ingest
