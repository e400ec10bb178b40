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
    std::map<std::string, engine::Field> types = {}; // by column of the source
    // The version that this was made from, as SyncView has it. Without an id there was none, so that none of its name may be
    // there; kAny takes the place of whatever is there.
    static constexpr std::int64_t kAny = -1;
    std::int64_t id = kAny, revision = 0;
    bool reschedules = false; // plan.schedule holds from now on; else the one that was said before
    std::map<std::string, std::string> names = {}; // what columns of the source are called here
    bool takesOver = false; // also a dataset that files brought
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
    std::vector<std::string> keys = {}; // not empty: only these rows, again; see service/sync_retrying.h
};

class SyncService {
public:
    explicit SyncService(Session &session) : m_session(session) {}

    Result<std::vector<SyncView>> list() const; // by name
    Result<SyncView> find(const std::string &name) const; // error "sync.unknown" {name}
    // Looks at the table and keeps the plan, also over an older one of its name; what was read by another plan is then read
    // anew. Errors: "connection.unknown" {name}, those of sync::checkAgainst() and of the source; where the plan is not the one
    // any more that the draft was made from "definition.stale" {kind, name, mine, theirs}, "sync.unknown" {name} or
    // "sync.name_taken" {name}; "sync.dataset_of_sync" {dataset, sync} where another sync brings the dataset, and where a file did
    // and it is not to be taken over "sync.dataset_of_file" {dataset, file}.
    Result<SyncProposal> plan(SyncDraft draft, const CancelToken &cancel = {});
    // A plan that is there and how the table has changed since; with `accept` it is decided for the new shape, where the plan is
    // still this revision (0: whichever it is when the table is looked at). Error "definition.stale".
    Result<SyncProposal> look(const std::string &name, bool accept, const CancelToken &cancel = {}, std::int64_t revision = 0);
    // These columns of the source stay there from now on; those that come over already go on to.
    Result<SyncView> leaveOut(const std::string &name, const std::vector<std::string> &columns);
    // As sync::scheduleFromText().
    static Result<model::SyncSchedule> scheduleFromText(const std::string &every, const std::string &daily, const std::string &cron, const std::string &zone);
    // When it runs by itself from now on; the table is not looked at.
    Result<SyncView> schedule(const std::string &name, const model::SyncSchedule &schedule);
    // One run now. One sync runs at a time, over all programs that have the workspace open: error "sync.busy".
    Result<sync::SyncReport> run(const std::string &name, const SyncRunOptions &options, Progress *progress = nullptr, const CancelToken &cancel = {});
    Result<std::vector<sync::SyncRun>> runs(const std::string &name, int limit = 20) const;
    // Of one run, or those that are still not here; see sync::SyncRunRepository::openRejects().
    Result<std::vector<ingest::RowReject>> rejects(const std::string &name, std::int64_t run = 0) const;
    Result<void> remove(const std::string &name); // the dataset stays

private:
    Session &m_session;
};

} // namespace audience::service
