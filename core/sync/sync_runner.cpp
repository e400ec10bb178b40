#include "sync/sync_runner.h"

#include "async/parallel.h"
#include "base/fault_point.h"
#include "ingest/consent_record.h"
#include "ingest/import_plan.h"
#include "ingest/piece_pipeline.h"
#include "ingest/profile_stage.h"
#include "store/dataset_reader.h"
#include "store/kept_load.h"
#include "sync/former_run.h"
#include "sync/mirror_keys.h"
#include "sync/part_source.h"
#include "sync/sync_steps.h"
#include "workspace/workspace.h"

#include <algorithm>

namespace audience::sync {

using model::SyncMode;
using store::DatasetRole;

namespace {

constexpr std::size_t kRejectsPerCommit = 500;
constexpr auto kKeepAliveEvery = std::chrono::seconds(2), kKeepEvery = std::chrono::seconds(5);
constexpr int kMostRestarts = 3;

struct WrittenPage {
    ingest::DecodedPiece piece;
    std::vector<store::EncodedChunk> chunks;
    std::string last; // position
};

class Runner {
public:
    Runner(workspace::Workspace &workspace, const SyncRequest &request, warehouse::Connector &connector, Progress *progress, CancelToken cancel)
        : m_workspace(workspace), m_request(request), m_plan(request.plan), m_connector(connector), m_progress(progress), m_cancel(std::move(cancel)) {}

    Result<SyncReport> run() {
        const auto began = m_workspace.clock().steady();
        m_report.run.sync = m_request.id;
        m_report.run.mode = model::toText(m_plan.mode);
        m_report.run.startedAt = m_workspace.clock().now();
        const auto outlook = lookAhead(m_workspace, m_request, m_connector, m_cancel);
        if (outlook) {
            m_report.findings = outlook->findings;
            m_report.run.estimatedRows = outlook->estimate.rows;
            m_report.run.estimatedBytes = outlook->estimate.bytes;
        }
        TRY(m_workspace.write([&](const store::Connection &connection) { return SyncRunRepository(connection).start(m_report.run); }));
        faultPoint("sync.begun");
        if (outlook)
            (void)noteEstimate(m_workspace, m_request, *outlook, m_connector, m_cancel); // no reason not to run
        const auto done = outlook ? work(*outlook) : Result<void>(outlook.error());
        m_report.seconds = std::chrono::duration<double>(m_workspace.clock().steady() - began).count();
        TRY(conclude(done));
        if (!done)
            return done.error();
        return std::move(m_report);
    }

private:
    Result<void> conclude(const Result<void> &done) {
        SyncRun &run = m_report.run;
        // A statement that somebody ended at the source is a fault; only who stops the run cancels it.
        run.state = done ? RunState::Done : done.error().kind == ErrorKind::Cancelled && m_cancel.isCancelled() ? RunState::Cancelled : RunState::Failed;
        if (!done) {
            run.fault = done.error();
            concludeKept(done.error());
        }
        if (m_source) {
            run.bytes += m_source->bytes();
            run.reconnects += m_source->reconnects();
        }
        run.finishedAt = m_workspace.clock().now();
        const auto kept = storeRejects();
        const auto saved = m_workspace.write([&](const store::Connection &connection) { return SyncRunRepository(connection).save(run); });
        // A full disk is told by what failed first.
        return done ? (kept ? saved : kept) : Result<void>();
    }

    // What was kept waits for the next run where trying again may help; a run that may not be taken over begins anew.
    void concludeKept(const Error &why) {
        if (why.kind == ErrorKind::Network || why.kind == ErrorKind::Cancelled || why.kind == ErrorKind::Io) {
            count(m_report.run, m_keptPart);
        } else if (m_replaces && m_hasBegun) {
            (void)m_workspace.write([&](const store::Connection &connection) { return store::dropKept(connection, m_plan.dataset); });
        }
    }

    Result<void> work(const SyncOutlook &outlook) {
        TRY_ASSIGN(m_dataset, datasetOf(m_plan));
        m_state = outlook.state;
        m_replaces = replaces(m_request, m_state);
        TRY_ASSIGN(const std::int64_t before, rowsBefore());
        warehouse::ReadRequest read = readOf(m_request, m_state, outlook.shape, m_dataset);
        PartSource::Options options;
        options.unique = read.order.empty() ? orderToGoOn(read, m_plan, outlook.shape, m_connector) : outlook.shape.isUnique(read.order);
        options.ordered = !read.order.empty();
        m_now = {m_request.id, m_report.run.id, digestOf(m_plan), digestOf(read), m_request.source, {}, {}, 0, 0, 0};
        options.repeats = m_replaces ? !m_dataset.keyField.empty() : repeats(m_plan);
        if (m_plan.mode == SyncMode::Append && !m_replaces) {
            TRY_ASSIGN(m_replacedFiles, replacedFiles(m_plan, read, m_connector, m_cancel));
        }
        options.partRows = m_replaces || !m_replacedFiles.names.empty() ? 0 : m_request.partRows; // they go and come in one switch
        TRY_ASSIGN(m_mayRead, bytesAllowed(m_workspace, m_plan));
        options.maxBytes = m_mayRead;
        m_cursorRises = !m_plan.cursor.empty();
        if (m_progress)
            m_progress->setTotal(outlook.estimate.rows);
        m_source.emplace(m_connector, std::move(read), options, m_workspace.clock(), m_cancel);
        do {
            TRY(partWithRestarts(before));
        } while (!m_source->isAtEnd());
        if (m_plan.mode == SyncMode::Mirror && !m_replaces)
            return mirrorWithRestarts();
        return {};
    }

    Result<std::int64_t> rowsBefore() {
        TRY_ASSIGN(const auto existing, existingOf(m_workspace, m_dataset));
        m_exists = existing.has_value();
        return existing ? existing->rows : 0;
    }

    Result<void> partWithRestarts(std::int64_t before) {
        for (int restarts = 0;; ++restarts) {
            m_source->beginPart();
            m_part = {};
            m_partRejects.clear();
            auto done = part(before);
            if (done)
                return done;
            abandon();
            if (done.error().kind != ErrorKind::Network || restarts == kMostRestarts) {
                m_rejects.insert(m_rejects.end(), m_partRejects.begin(), m_partRejects.end()); // what was wrong may be why
                return done;
            }
            m_source->restartPart();
        }
    }

    Result<void> part(std::int64_t before) {
        TRY(begin());
        TRY(stageRows());
        TRY(m_cancel.check());
        // Where nothing stands behind it, a dataset without rows is no answer to a table with rows.
        if ((m_replaces || !m_exists) && m_part.kept == 0 && m_part.rejected > 0)
            return Error(ErrorKind::Invalid, "sync.all_rejected").with("count", std::to_string(m_part.rejected)).with("table", m_plan.source());
        m_before = before;
        TRY(checkRemoved(m_request, before, (m_replaces ? before : m_removed) - m_part.kept));
        faultPoint("sync.part_staged");
        TRY(finish());
        faultPoint("sync.part_committed");
        return {};
    }

    store::WriteMode writeMode() const {
        return m_replaces ? store::WriteMode::Replace : repeats(m_plan) ? store::WriteMode::Upsert : store::WriteMode::Append;
    }

    Result<void> openWriter() {
        const Instant now = m_workspace.clock().now();
        std::optional<Continuation> former;
        if (m_replaces) {
            TRY_ASSIGN(m_now.mark, m_connector.mark({m_plan.schema, m_plan.table}, m_cancel)); // at each try: files may be others by now
            TRY_ASSIGN(const workspace::Reader reader, m_workspace.reader());
            TRY_ASSIGN(Former found, findFormer(*reader, m_plan.dataset, m_now, m_source->canGoOn(), now));
            former = std::move(found.load);
            if (found.run != 0 && !m_formerIsNoted) {
                m_report.run.former = found.run;
                m_report.run.anew = found.anew;
            }
        }
        TRY(m_workspace.write(workspace::Durability::Normal, [&](const store::Connection &connection) -> Result<void> {
            auto writer = former ? store::DatasetWriter::goOn(connection, m_dataset, now) : store::DatasetWriter::begin(connection, m_dataset, writeMode(), now);
            if (!writer && writer.error().id == "dataset.nothing_kept") { // the dataset has become another
                if (!m_formerIsNoted)
                    m_report.run.anew = "sync.anew_dataset";
                former.reset();
                writer = store::DatasetWriter::begin(connection, m_dataset, writeMode(), now);
            }
            if (!writer)
                return std::move(writer).error();
            m_writer.emplace(*std::move(writer));
            if (m_replacedFiles.names.empty())
                return {};
            TRY_ASSIGN(m_removed, m_writer->removeWhere(m_replacedFiles.field, m_replacedFiles.names));
            return {};
        }));
        m_keptPart = {};
        m_sinceKept = 0;
        m_keptAt = m_workspace.clock().steady();
        m_hasBegun = true;
        if (former) {
            m_part = m_keptPart = {former->rows, former->kept, former->rejected};
            m_source->goOnBehind(former->position, former->rows);
        }
        return noteFormer(former);
    }

    // On record at once, as this run may be interrupted, too.
    Result<void> noteFormer(const std::optional<Continuation> &former) {
        SyncRun &run = m_report.run;
        if (run.former == 0 || m_formerIsNoted)
            return {};
        m_formerIsNoted = true;
        run.takenOver = former ? former->rows : 0;
        m_report.findings.push_back({former ? std::string("sync.continued") : run.anew, {{"rows", std::to_string(run.takenOver)}, {"table", m_plan.source()}}});
        return writeRuns([&](const SyncRunRepository &runs) -> Result<void> {
            TRY(runs.saveContinuation(run));
            if (!former)
                return {};
            TRY_ASSIGN(const std::int64_t taken, runs.takeRejects(run));
            return m_keptRejects += static_cast<std::size_t>(taken), Result<void>();
        });
    }

    struct Part {
        std::int64_t rows = 0, kept = 0, rejected = 0;
    };
    static void count(SyncRun &run, const Part &part) {
        run.rows += part.rows;
        run.kept += part.kept;
        run.rejected += part.rejected;
    }
    SyncRun soFar(const Part &part) const {
        SyncRun run = m_report.run;
        count(run, part);
        run.bytes += m_source->bytes();
        return run;
    }

    // From here on another run can go on behind this page.
    Result<void> keep(const std::string &position) {
        m_now.position = position;
        m_now.rows = m_part.rows;
        m_now.kept = m_part.kept;
        m_now.rejected = m_part.rejected;
        TRY(writeRuns([&](const SyncRunRepository &runs) -> Result<void> {
            TRY(m_writer->keep(toText(m_now), m_workspace.clock().now()));
            TRY(runs.addRejects(m_report.run.id, m_partRejects));
            return runs.save(soFar(m_part));
        }));
        m_keptPart = m_part;
        m_keptRejects += std::exchange(m_partRejects, {}).size();
        m_sinceKept = 0;
        m_keptAt = m_workspace.clock().steady();
        faultPoint("sync.kept");
        return {};
    }

    Result<void> begin() {
        TRY(openWriter());
        auto decode = std::make_shared<ingest::DecodePlan>();
        for (const engine::Field &field : m_dataset.fields)
            decode->columns.push_back({field});
        decode->keyColumn = m_dataset.fieldIndex(m_dataset.profileField.empty() ? m_dataset.keyField : m_dataset.profileField).value_or(SIZE_MAX);
        ingest::ImportPlan plan;
        plan.decode = std::move(decode);
        plan.dataset = m_dataset;
        plan.consentYes = m_plan.consentYes;
        TRY_ASSIGN(const workspace::Reader reader, m_workspace.reader());
        TRY_ASSIGN(m_stage, ingest::ProfileStage::create(*reader, m_writer->info(), plan, m_plan.id));
        if (m_keptPart.rows > 0) {
            TRY_ASSIGN(const store::DatasetReader staged, m_writer->preview(*reader));
            TRY(m_stage->recall(staged));
        }
        return {};
    }

    Result<void> stageRows() {
        return ingest::runPieces<WrittenPage>(
            *m_source, computeThreads(),
            [&](PartPage &&page, int) -> Result<WrittenPage> {
                auto typed = page.stream->decode(page.raw);
                if (!typed)
                    return m_stage->stop(typed.error()), std::move(typed).error();
                WrittenPage out;
                out.piece.records = out.piece.read = typed->read;
                out.piece.rejected = static_cast<std::int64_t>(typed->rejects.size());
                out.piece.kept = typed->read - out.piece.rejected;
                out.piece.replaced = typed->replaced;
                out.piece.rejects = std::move(typed->rejects);
                out.piece.batches = std::move(typed->batches);
                TRY_ASSIGN(out.chunks, m_stage->encode(page.index, out.piece));
                out.piece.batches.clear();
                out.last = std::move(page.last);
                return out;
            },
            [&](WrittenPage &&page) -> Result<bool> {
                auto stored = store(std::move(page));
                if (!stored)
                    return m_stage->stop(stored.error()), std::move(stored).error();
                return true;
            });
    }

    Result<void> store(WrittenPage &&page) {
        TRY(m_cancel.check());
        m_part.rows += page.piece.read;
        m_part.kept += page.piece.kept;
        m_part.rejected += page.piece.rejected;
        for (ingest::RowReject &reject : page.piece.rejects) {
            if (m_firstReject.reason.empty())
                m_firstReject = reject;
            if (m_keptRejects + m_partRejects.size() < static_cast<std::size_t>(ingest::kKeptRejects))
                m_partRejects.push_back(std::move(reject));
        }
        const std::int64_t rejected = m_report.run.rejected + m_part.rejected;
        if (m_plan.maxRejects >= 0 && rejected > m_plan.maxRejects)
            return tooManyRejects(rejected, m_plan, m_firstReject);
        for (store::EncodedChunk &chunk : page.chunks) {
            TRY(m_workspace.write(workspace::Durability::Normal, [&](const store::Connection &) -> Result<void> {
                TRY(m_writer->addChunk(std::move(chunk)));
                return m_stage->appendIdentity(*m_writer);
            }));
            faultPoint("sync.chunk_staged");
        }
        (void)m_stage->takeRepeatedKeys();
        m_sinceKept += page.piece.read;
        const auto now = m_workspace.clock().steady();
        if (m_replaces && m_source->canGoOn() && !page.last.empty() && (m_sinceKept >= m_request.keepRows || now - m_keptAt >= kKeepEvery))
            TRY(keep(page.last));
        if (m_progress)
            m_progress->setDone(m_report.run.rows + m_part.rows);
        if (m_request.bytesRead)
            m_request.bytesRead->store(m_report.run.bytes + m_source->bytes(), std::memory_order_relaxed);
        if (now - m_alive < kKeepAliveEvery)
            return {};
        m_alive = now;
        return m_workspace.write(workspace::Durability::Normal, [&](const store::Connection &connection) -> Result<void> {
            TRY(SyncRunRepository(connection).save(soFar(m_keptPart))); // what came over the line counts, even if this is killed
            return m_writer->keepAlive(m_workspace.clock().now());
        });
    }

    // The switch: rows, identities, consent, and where the next run goes on appear together or not at all.
    Result<void> finish() {
        SyncState after{nextPosition(), false, m_workspace.clock().now(), m_state.isPlanned};
        SyncRun counted = m_report.run;
        count(counted, m_part);
        ++counted.parts;
        if (m_part.kept == 0 && m_exists && !m_replaces && m_removed == 0) { // nothing new
            abandon();
        } else {
            if (m_request.beforeSwitch)
                TRY(m_request.beforeSwitch(*m_writer, m_source->isAtEnd()));
            TRY(m_workspace.write([&](const store::Connection &connection) -> Result<void> {
                const SyncRunRepository runs(connection);
                TRY(runs.checkState(m_request.id, m_state));
                TRY_ASSIGN(const store::WriteResult result, m_writer->commit());
                if (m_replaces)
                    TRY(checkRemoved(m_request, m_before, m_before - result.rows)); // of rows that stay: keys may repeat
                note(counted, result);
                TRY(ingest::recordConsent(m_workspace, connection, m_stage->consent(), {m_workspace.clock().now(), "sync " + m_plan.name, "column " + m_plan.consent}));
                TRY(audit(connection, result));
                SyncRun soFar = counted; // what is known of it should it be killed now
                soFar.bytes += m_source->bytes();
                TRY(runs.save(soFar));
                return runs.saveState(m_request.id, after, after.changedAt);
            }));
            m_writer.reset();
            m_exists = true;
            m_state = std::move(after);
        }
        m_keptPart = {};
        m_report.run = std::move(counted);
        m_rejects.insert(m_rejects.end(), m_partRejects.begin(), m_partRejects.end());
        m_keptRejects += std::exchange(m_partRejects, {}).size();
        return storeRejects();
    }

    // What a run that reads everything did is told against what was there.
    void note(SyncRun &run, const store::WriteResult &result) const {
        const std::int64_t there = m_replaces ? std::min(m_before, result.rows) : result.rowsReplaced;
        run.replaced += there;
        run.added += m_replaces ? result.rows - there : result.rowsAdded - there;
        run.removed += m_replaces ? m_before - there : result.rowsRemoved;
        run.generation = result.generation;
    }

    // Where the next run goes on. A moment that lies ahead would hide every change until then, so where reading again does no
    // harm the place before stays.
    std::string nextPosition() {
        if (!m_cursorRises || m_source->position().empty())
            return m_state.position;
        const auto moment = instantFromIso(m_source->position());
        if (!moment || *moment < m_workspace.clock().now() + std::chrono::hours(24))
            return m_source->position();
        m_report.findings.push_back({"sync.cursor_ahead", {{"column", m_plan.cursor}, {"value", m_source->position()}}});
        return repeats(m_plan) ? m_state.position : m_source->position();
    }

    Result<void> audit(const store::Connection &connection, const store::WriteResult &result) {
        const Json facts{{"source", m_plan.connection + " " + m_plan.source()}, {"added", result.rowsAdded}, {"replaced", result.rowsReplaced},
                         {"removed", result.rowsRemoved}, {"rejected", m_part.rejected}, {"generation", result.generation}};
        TRY(m_workspace.audit().append(connection, {"dataset.synced", "dataset " + m_plan.dataset, facts, {}, {}}));
        return {};
    }

    Result<void> writeRuns(const std::function<Result<void>(const SyncRunRepository &)> &write) {
        return m_workspace.write(workspace::Durability::Normal, [&](const store::Connection &connection) { return write(SyncRunRepository(connection)); });
    }

    Result<void> storeRejects() {
        for (std::size_t at = 0; at < m_rejects.size(); at += kRejectsPerCommit) {
            const auto begin = m_rejects.begin() + static_cast<std::ptrdiff_t>(at);
            const std::vector<ingest::RowReject> some(begin, begin + static_cast<std::ptrdiff_t>(std::min(kRejectsPerCommit, m_rejects.size() - at)));
            TRY(writeRuns([&](const SyncRunRepository &runs) { return runs.addRejects(m_report.run.id, some); }));
        }
        m_rejects.clear();
        return {};
    }

    // What is gone there goes here: the keys are read once more, now that all changes are in.
    Result<void> mirrorWithRestarts() {
        for (int restarts = 0;; ++restarts) {
            auto done = mirror();
            if (done)
                return done;
            abandon();
            if (done.error().kind != ErrorKind::Network || restarts == kMostRestarts)
                return done;
            ++m_report.run.reconnects;
        }
    }

    Result<void> mirror() {
        TRY_ASSIGN(const std::int64_t before, rowsBefore());
        TRY_ASSIGN(const LivingKeys living, readLivingKeys(m_workspace, m_plan, {m_mayRead, m_report.run.bytes + m_source->bytes()}, m_connector, m_cancel));
        m_report.run.bytes += living.bytes;
        m_report.run.reconnects += living.reconnects;
        const Instant now = m_workspace.clock().now();
        TRY(m_workspace.write(workspace::Durability::Normal, [&](const store::Connection &connection) -> Result<void> {
            TRY_ASSIGN(auto writer, store::DatasetWriter::begin(connection, m_dataset, store::WriteMode::Upsert, now));
            m_writer.emplace(std::move(writer));
            return {};
        }));
        const std::int64_t removed = m_dataset.role == DatasetRole::Profiles ? m_writer->removeOthers(living.people) : m_writer->removeOthers(living.keys);
        TRY(checkRemoved(m_request, before, removed));
        if (removed == 0)
            return abandon(), Result<void>();
        m_part = {};
        if (m_request.beforeSwitch)
            TRY(m_request.beforeSwitch(*m_writer, true));
        TRY(m_workspace.write([&](const store::Connection &connection) -> Result<void> {
            TRY(SyncRunRepository(connection).checkState(m_request.id, m_state));
            TRY_ASSIGN(const store::WriteResult result, m_writer->commit());
            note(m_report.run, result);
            return audit(connection, result);
        }));
        m_writer.reset();
        faultPoint("sync.mirrored");
        return {};
    }

    // What was staged goes now if it can, else when the next one begins.
    void abandon() {
        if (!m_writer)
            return;
        (void)m_workspace.write(workspace::Durability::Normal, [&](const store::Connection &) { return m_writer->abort(); });
        m_writer.reset();
    }

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
    std::int64_t m_sinceKept = 0, m_before = 0; // rows: staged since then, and of the dataset when the part began
    std::int64_t m_mayRead = 0; // bytes; 0: without a limit
    ReplacedFiles m_replacedFiles;
    std::int64_t m_removed = 0; // rows they had brought
    bool m_formerIsNoted = false, m_hasBegun = false;
    ingest::RowReject m_firstReject;
    std::vector<ingest::RowReject> m_partRejects, m_rejects;
    std::size_t m_keptRejects = 0;
    std::chrono::microseconds m_alive{0}, m_keptAt{0};
};

} // namespace

Result<SyncReport> runSync(workspace::Workspace &workspace, const SyncRequest &request, warehouse::Connector &connector, Progress *progress,
                           const CancelToken &cancel) {
    return Runner(workspace, request, connector, progress, cancel).run();
}

} // namespace audience::sync
