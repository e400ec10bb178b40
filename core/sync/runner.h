// One run of a sync while it runs; nobody else's business.
#pragma once

#include "ingest/profile_stage.h"
#include "store/dataset_writer.h"
#include "sync/continuation.h"
#include "sync/part_source.h"
#include "sync/sync_steps.h"

#include <functional>
#include <memory>
#include <optional>
#include <set>

namespace audience::sync {

class Runner {
public:
    Runner(workspace::Workspace &workspace, const SyncRequest &request, warehouse::Connector &connector, Progress *progress, CancelToken cancel)
        : m_workspace(workspace), m_request(request), m_plan(request.plan), m_connector(connector), m_progress(progress), m_cancel(std::move(cancel)) {}
    Result<SyncReport> run();

private:
    struct WrittenPage {
        ingest::DecodedPiece piece;
        std::vector<store::EncodedChunk> chunks;
        std::string last;              // position
        std::vector<std::string> keys; // of all its rows, of a run that asks for refused ones
        std::int64_t noTimes = 0;      // as TypedPage has it
    };
    struct Part {
        std::int64_t rows = 0, kept = 0, rejected = 0;
        std::int64_t replacedBytes = 0, noTimes = 0, sameKeys = 0; // what was taken otherwise than it came
    };

    Result<void> conclude(const Result<void> &done);
    void concludeKept(const Error &why);
    void tellChanges();
    Result<void> work(const SyncOutlook &outlook);
    Result<std::int64_t> rowsBefore();
    Result<void> partWithRestarts(std::int64_t before);
    Result<void> part(std::int64_t before);
    store::WriteMode writeMode() const;
    Result<void> openWriter();
    Result<void> noteFormer(const std::optional<Continuation> &former);
    static void count(SyncRun &run, const Part &part);
    SyncRun soFar(const Part &part) const;
    Result<void> keep(const std::string &position);
    Result<void> begin();
    Result<void> stageRows();
    Result<void> store(WrittenPage &&page);
    Result<void> finish();
    void note(SyncRun &run, const store::WriteResult &result) const;
    std::string nextPosition();
    Result<void> audit(const store::Connection &connection, const store::WriteResult &result);
    Result<void> writeRuns(const std::function<Result<void>(const SyncRunRepository &)> &write);
    Result<void> storeRejects();
    Result<void> checkKeysGone();
    Result<void> mirrorWithRestarts();
    Result<void> mirror();
    Result<std::int64_t> rowsOfBefore() const;
    Result<void> retry(std::int64_t before, warehouse::ReadRequest read);
    Result<void> settle(const SyncRunRepository &runs, const SyncRun &counted);
    std::vector<std::string> keysOf(const ingest::DecodedPiece &piece) const;
    std::string asTaken(const std::string &key) const;
    void abandon();

    workspace::Workspace &m_workspace;
    const SyncRequest &m_request;
    const model::SyncPlan &m_plan;
    warehouse::Connector &m_connector;
    Progress *m_progress;
    CancelToken m_cancel;
    SyncReport m_report;
    Continuation m_now;
    store::DatasetInfo m_dataset;
    SyncState m_state;
    bool m_replaces = false, m_exists = false, m_cursorRises = false;
    std::optional<PartSource> m_source;
    std::optional<store::DatasetWriter> m_writer;
    std::unique_ptr<ingest::ProfileStage> m_stage;
    Part m_part, m_keptPart; // the latter: what another run could go on with
    Part m_changes;          // of all parts that were switched to
    std::int64_t m_sinceKept = 0, m_before = 0; // rows: staged since then, and of the dataset when the part began
    std::int64_t m_atStart = 0;                 // rows of the dataset when the run began
    std::optional<std::int64_t> m_gone;         // rows that go with the switch, by their keys
    std::vector<std::string> m_asked;           // keys of refused rows that are asked for again just now
    std::set<std::string> m_came;               // keys of what came, as texts here
    std::int64_t m_mayRead = 0; // bytes; 0: without a limit
    ReplacedFiles m_replacedFiles;
    std::int64_t m_removed = 0; // rows they had brought
    bool m_formerIsNoted = false, m_hasBegun = false;
    ingest::RowReject m_firstReject;
    std::vector<ingest::RowReject> m_partRejects, m_rejects;
    std::size_t m_keptRejects = 0;
    std::chrono::microseconds m_alive{0}, m_keptAt{0};
};

} // namespace audience::sync
