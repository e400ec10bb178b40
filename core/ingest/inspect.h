// A look at a file before it is imported: how it is written, what its columns seem to be, which of
// them could be the key, the address, the consent, the time. Reads a sample; writes nothing,
// decides nothing.
#pragma once

#include "ingest/csv_dialect.h"
#include "ingest/type_guess.h"

#include <cstdint>
#include <string>
#include <vector>

namespace audience::ingest {

struct InspectOptions {
    DialectOptions dialect;
    TypeOptions types;
    std::int64_t maxBytes = 4 << 20; // of the file
};

struct PreviewField {
    engine::Field field;
    std::vector<std::string> samples; // up to 5 different values
    std::int64_t nulls = 0;           // in the sample
    std::int64_t values = 0, different = 0; // of the rows looked at one by one
    bool unique = false;              // no value twice and none missing, in the sample
};

struct Preview {
    CsvDialect dialect;
    std::int64_t fileBytes = 0;
    std::int64_t sampledRows = 0;
    std::int64_t estimatedRows = 0; // exact where the sample is the whole file
    bool wholeFile = false;
    std::int64_t irregularRows = 0; // in the sample: they would be rejected
    std::vector<PreviewField> fields;
    std::vector<std::vector<std::string>> rows; // the first ones as they stand, at most 50
    // Column names; empty where none offers itself.
    std::string key, email, consent, time, eventName;
    std::vector<DateAmbiguity> ambiguousDates;
    std::vector<Finding> findings;
};

// Errors: those of FileSource and sniffDialect().
Result<Preview> inspectFile(const std::string &path, const InspectOptions &options = {});

} // namespace audience::ingest
