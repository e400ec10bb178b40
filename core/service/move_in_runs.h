// The moves of a workspace: rows of movein_run. The connection decides the transaction. Internal to MoveInService.
#pragma once

#include "service/move_in_service.h"
#include "store/connection.h"

#include <optional>

namespace audience::service {

struct MoveInRun {
    std::int64_t id = 0;
    std::string tool, label, digest, options;
    bool isDone = false;
    int step = 0; // the last one that is done
    Instant startedAt;
    std::optional<Instant> finishedAt;
    Json report;
};

class MoveInRuns {
public:
    explicit MoveInRuns(const store::Connection &connection) : m_connection(connection) {}
    Result<std::vector<MoveInRun>> newest(int most) const;
    // One of the same export and choices that was broken off.
    Result<std::optional<MoveInRun>> unfinished(const std::string &digest, const std::string &options) const;
    Result<std::int64_t> add(const MoveInRun &run) const;
    Result<void> save(const MoveInRun &run) const;

private:
    const store::Connection &m_connection;
};

} // namespace audience::service
