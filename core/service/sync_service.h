// Syncs: what is taken from where, how it stands, and one run of it. Calls talk to the source and belong on workers.
#pragma once

#include "async/progress.h"
#include "model/sync_plan.h"
#include "sync/shape_drift.h"
#include "sync/sync_runner.h"

#include <atomic>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace audience::service {

class Session;

struct SyncView {
    std::int64_t id = 0, revision = 0;
    model::SyncPlan plan;
    sync::SyncState state;
    std::optional<sync::SyncRun> last, lastDone;
    std::optional<Instant> next; // when it is due by itself, maybe long ago; nothing without a schedule
};

// What a person says; the rest comes from the table.
struct SyncDraft {
    model::SyncPlan plan; // columns empty: all that are not ignored
    std::map<std::string, engine::Field> types; // by column of the source
};

struct SyncProposal {
    SyncView saved;
    warehouse::Estimate estimate;
    std::vector<ingest::Finding> findings;
    std::vector<sync::Drift> drift;
};

struct SyncRunOptions {
    bool everything = false, mayRemoveMany = false;
    std::atomic<std::int64_t> *bytesRead = nullptr; // for who watches: what came over the line so far
};

class SyncService {
public:
    explicit SyncService(Session &session) : m_session(session) {}

    Result<std::vector<SyncView>> list() const; // by name
    Result<SyncView> find(const std::string &name) const; // error "sync.unknown" {name}
    // Looks at the table and keeps the plan, also over an older one of its name; what was read by another plan is then read
    // anew. Errors: "connection.unknown" {name}, those of sync::checkAgainst() and of the source.
    Result<SyncProposal> plan(SyncDraft draft, const CancelToken &cancel = {});
    // A plan that is there and how the table has changed since; with `accept` it is decided for the new shape.
    Result<SyncProposal> look(const std::string &name, bool accept, const CancelToken &cancel = {});
    // As sync::scheduleFromText().
    static Result<model::SyncSchedule> scheduleFromText(const std::string &every, const std::string &daily, const std::string &cron, const std::string &zone);
    // When it runs by itself from now on; the table is not looked at.
    Result<SyncView> schedule(const std::string &name, const model::SyncSchedule &schedule);
    // One run now. One sync runs at a time, over all programs that have the workspace open: error "sync.busy".
    Result<sync::SyncReport> run(const std::string &name, const SyncRunOptions &options, Progress *progress = nullptr, const CancelToken &cancel = {});
    Result<std::vector<sync::SyncRun>> runs(const std::string &name, int limit = 20) const;
    // Of one run, or of the newest that has some.
    Result<std::vector<ingest::RowReject>> rejects(const std::string &name, std::int64_t run = 0) const;
    Result<void> remove(const std::string &name); // the dataset stays

private:
    Result<SyncView> keep(const model::SyncPlan &plan, bool anew);
    Session &m_session;
};

} // namespace audience::service
