// What was imported when, from which file, and which rows were not taken. Rows of import_run and
// import_reject; the connection given decides the transaction.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "ingest/import_spec.h"
#include "store/connection.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::ingest {

struct ImportRun {
    std::int64_t id = 0;
    std::string dataset, path, digest; // FileSource::finishHash()
    std::int64_t bytes = 0;
    store::WriteMode mode = store::WriteMode::Append;
    Instant startedAt;
    std::optional<Instant> finishedAt;
    std::int64_t rows = 0, kept = 0, rejected = 0, duplicates = 0, replacedBytes = 0,
                 generation = 0;
};

class ImportRunRepository {
public:
    explicit ImportRunRepository(const store::Connection &connection) : m_connection(connection) {}

    // Finished ones, the newest first; of one dataset or (empty) of all.
    Result<std::vector<ImportRun>> runs(std::string_view dataset = {}, int limit = 100) const;
    // The newest finished run of the same bytes into the same dataset.
    Result<std::optional<ImportRun>> findSameFile(std::string_view dataset,
                                                  std::string_view digest) const;
    // Whether a finished run into the dataset read a file of this size.
    Result<bool> hasSize(std::string_view dataset, std::int64_t bytes) const;
    Result<std::vector<RowReject>> rejects(std::int64_t run, int limit = kKeptRejects) const;

    // Gives the run its id.
    Result<void> start(ImportRun &run) const;
    Result<void> addRejects(std::int64_t run, const std::vector<RowReject> &rejects) const;
    Result<void> finish(const ImportRun &run) const; // with the hash, which may be known only now
    Result<void> forget(std::int64_t run) const;
    // Runs that never finished and are not the one named.
    Result<void> sweepUnfinished(std::int64_t except) const;

private:
    const store::Connection &m_connection;
};

} // namespace audience::ingest
