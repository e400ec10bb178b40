// The plans of syncs, where they stand, what their runs did and which rows they did not take. Rows of sync_plan, sync_state,
// sync_run and sync_reject; the
// connection given decides the transaction.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "ingest/finding.h"
#include "ingest/row_decoder.h"
#include "model/sync_plan.h"
#include "store/connection.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::sync {

struct SavedPlan {
    std::int64_t id = 0, revision = 0; // the latter rises with every save
    model::SyncPlan plan;
};

struct SyncState {
    std::string position; // of the source, behind which the next run goes on; empty: from the beginning
    bool reload = false;  // everything anew, as the shape changed
    Instant changedAt{};  // when it was kept; the beginning of time where it never was
    bool isPlanned = false;
};

// The words are stored in workspace files.
enum class RunState { Running, Done, Failed, Cancelled, Interrupted };
std::string_view toText(RunState state);

// What stands for the mode of a run that asks for refused rows again.
inline constexpr std::string_view kRetryMode = "retry";

struct SyncRun {
    std::int64_t id = 0, sync = 0;
    std::string mode;
    RunState state = RunState::Running;
    Instant startedAt;
    std::optional<Instant> finishedAt;
    std::int64_t rows = 0, kept = 0, rejected = 0, added = 0, replaced = 0, removed = 0, bytes = 0;
    std::int64_t estimatedRows = 0, estimatedBytes = 0;
    std::int64_t parts = 0, reconnects = 0, generation = 0;
    // The run that this one went on with and how many of the rows were taken over from it; or why it began anew although
    // there was one: "sync.anew_plan", "sync.anew_columns", "sync.anew_connection", "sync.anew_source", "sync.anew_dataset",
    // "sync.anew_old", "sync.anew_no_key", "sync.anew_no_order".
    std::int64_t former = 0, takenOver = 0;
    std::string anew;
    std::optional<Error> fault;
    std::vector<ingest::Finding> notes = {}; // what else there is to say of it
    bool isRetry() const { return mode == kRetryMode; } // of refused rows alone: no run of the sync's own
};

// A row that was not taken by a run.
struct KeptReject {
    std::int64_t run = 0;
    ingest::RowReject row;
};

// What reading the whole table of a sync would be, by its source.
struct TableEstimate {
    std::int64_t rows = 0, bytes = 0;
    std::optional<double> credits;
    Instant at;
};

class SyncRunRepository {
public:
    explicit SyncRunRepository(const store::Connection &connection) : m_connection(connection) {}

    Result<std::vector<SavedPlan>> plans() const; // by name
    // Nothing where there is none. Names are told apart without their case.
    Result<std::optional<SavedPlan>> findPlan(std::string_view name) const;
    // A new one, or another version of that of its name. Error "sync.no_name".
    Result<SavedPlan> savePlan(const model::SyncPlan &plan, Instant now) const;

    Result<SyncState> state(std::int64_t sync) const; // the beginning where none was kept
    Result<void> saveState(std::int64_t sync, const SyncState &state, Instant now) const;
    // Whether nobody planned, changed or removed the sync since that was read. Error "sync.plan_changed".
    Result<void> checkState(std::int64_t sync, const SyncState &known) const;
    enum class Of { Reads, All }; // the latter with those that asked for refused rows again
    // Of one sync, the newest first.
    Result<std::vector<SyncRun>> runs(std::int64_t sync, int limit = 100, Of which = Of::Reads) const;
    Result<std::optional<SyncRun>> lastDone(std::int64_t sync) const;
    Result<std::vector<ingest::RowReject>> rejects(std::int64_t run, int limit = ingest::kKeptRejects) const;
    // Those that nothing has settled: of the newest run back to the last one that read everything, each key once, as it was
    // refused last; the newest runs first, by row.
    Result<std::vector<KeptReject>> openRejects(std::int64_t sync, int limit = ingest::kKeptRejects) const;
    // In all runs of the sync.
    Result<void> forgetRejects(std::int64_t sync, const std::vector<std::string> &keys) const;
    // Over the line since then by one sync, or by all of them, also those that were removed.
    Result<std::int64_t> bytesSince(Instant since, std::int64_t sync = 0) const;

    // Gives the run its id; what a killed one left is called interrupted. Rejected rows and notes are kept of the newest runs alone.
    Result<void> start(SyncRun &run) const;
    Result<void> save(const SyncRun &run) const;
    Result<void> saveNotes(std::int64_t run, const std::vector<ingest::Finding> &notes) const;
    Result<void> saveContinuation(const SyncRun &run) const;
    // The rejects of the run that it went on with are its own, too; gives how many they are.
    Result<std::int64_t> takeRejects(const SyncRun &run) const;
    Result<std::optional<TableEstimate>> estimate(std::int64_t sync) const;
    Result<void> saveEstimate(std::int64_t sync, const TableEstimate &estimate) const;
    Result<void> addRejects(std::int64_t run, const std::vector<ingest::RowReject> &rejects) const;
    Result<void> remove(std::int64_t sync) const; // the plan and what its runs left, but what they read counts

private:
    const store::Connection &m_connection;
};

} // namespace audience::sync
