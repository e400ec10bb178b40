// Checks, what somebody does not want suggested, and the results of their runs: rows of quality_*. The connection given decides
// the transaction.
#pragma once

#include "quality/quality_run.h"
#include "store/connection.h"

#include <set>

namespace audience::quality {

constexpr int kKeptRuns = 200; // of each dataset; older ones go

class QualityRepository {
public:
    explicit QualityRepository(const store::Connection &connection) : m_connection(connection) {}

    // In the order they were kept; of all datasets where none is named. What an older or newer program wrote and cannot be
    // read is left out.
    Result<std::vector<model::QualityCheck>> checks(std::string_view dataset = {}) const;
    Result<std::optional<model::QualityCheck>> find(std::int64_t id) const;
    // A new one, or with an id that one anew; gives it with its id. Error "quality.bad_check".
    Result<model::QualityCheck> save(const model::QualityCheck &check, Instant now) const;
    Result<void> remove(std::int64_t id) const; // its results stay until their runs go

    Result<std::set<std::string>> declined(const std::string &dataset) const;
    Result<void> decline(const std::string &dataset, const std::string &fingerprint, bool isDeclined) const;

    // Gives the run its id.
    Result<void> add(QualityRun &run) const;
    // The newest first, with their results and without shapes.
    Result<std::vector<QualityRun>> runs(const std::string &dataset, int limit = 30) const;
    Result<void> accept(std::int64_t run, bool isAccepted) const;
    // Of generations before `generation` that came in and did not drift, or were accepted.
    Result<Baseline> baseline(const std::string &dataset, std::int64_t generation, const std::vector<model::QualityCheck> &checks) const;

    Result<std::map<std::string, std::string>> notations(const std::string &dataset) const; // by column
    Result<void> setNotations(const std::string &dataset, const std::map<std::string, std::string> &notations) const;

private:
    Result<void> readResults(QualityRun &run) const;
    const store::Connection &m_connection;
};

} // namespace audience::quality
