// What the workspace's ledgers know of the people - consent, suppression, real emails - as a snapshot that
// rules look at beside the data, named as in segment/fact_names.h. Its columns are read when a rule first asks
// for them and kept until something is committed to the workspace. Any thread; one per session.
#pragma once

#include "engine/snapshot.h"
#include "workspace/workspace.h"

#include <mutex>
#include <optional>

namespace audience::service {

class Session;

class LedgerFacts {
public:
    explicit LedgerFacts(Session &session) : m_session(session) {}
    // Errors: "data.no_people", those of reading the workspace.
    Result<std::shared_ptr<const engine::Snapshot>> current();
    // Another number whenever anything was committed to the workspace, by whatever process.
    Result<std::int64_t> commits();

private:
    Result<std::int64_t> countCommits();
    Session &m_session;
    std::mutex m_mutex;
    std::optional<workspace::Reader> m_watch; // only one and the same connection sees the number change
    std::int64_t m_seen = -1;
    std::uint64_t m_generation = 0;
    std::shared_ptr<const engine::Snapshot> m_facts;
};

} // namespace audience::service
