// The first pass over a file: every cell is looked at once, so that types, notation and row count
// are known before a row is written, and the content hash is taken on the way. Parses in parallel,
// writes nothing.
#pragma once

#include "async/cancel.h"
#include "async/progress.h"
#include "ingest/csv_dialect.h"
#include "ingest/type_guess.h"

#include <cstdint>
#include <string>
#include <vector>

namespace audience::ingest {

struct SurveyOptions {
    std::int64_t maxBytes = 0;  // 0: the whole file, with its hash
    std::size_t sampleRows = 0; // rows whose cells are kept as they stand
};

struct Survey {
    std::int64_t rows = 0;      // complete records without the header
    std::int64_t irregular = 0; // with another number of fields, a NUL, too long, or an open quote
    std::int64_t bytes = 0;     // that were looked at
    bool wholeFile = false;
    std::vector<TypeTally> tallies; // one per column
    std::vector<std::vector<std::string>> sample;
    std::string digest; // only of a whole file
};

Result<Survey> surveyFile(FileSource &source, const CsvDialect &dialect,
                          const SurveyOptions &options = {}, Progress *progress = nullptr,
                          const CancelToken &cancel = {});

} // namespace audience::ingest
