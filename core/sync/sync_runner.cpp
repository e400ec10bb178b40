#include "sync/runner.h"

#include "async/parallel.h"
#include "base/fault_point.h"
#include "ingest/piece_pipeline.h"
#include "store/dataset_reader.h"
#include "store/kept_load.h"
#include "sync/former_run.h"
#include "workspace/workspace.h"

namespace audience::sync {

using model::SyncMode;

namespace {

constexpr auto kKeepAliveEvery = std::chrono::seconds(2), kKeepEvery = std::chrono::seconds(5);
constexpr int kMostRestarts = 3;

} // namespace

Result<SyncReport> Runner::run() {
    const auto began = m_workspace.clock().steady();
    m_report.run.sync = m_request.id;
    m_report.run.mode = m_request.keys.empty() ? model::toText(m_plan.mode) : kRetryMode;
    m_report.run.startedAt = m_workspace.clock().now();
    const auto outlook = lookAhead(m_workspace, m_request, m_connector, m_cancel);
    if (outlook) {
        m_report.findings = outlook->findings;
        if (replaces(m_request, outlook->state))
            m_report.run.mode = model::toText(SyncMode::Full);
        m_report.run.estimatedRows = outlook->estimate.rows;
        m_report.run.estimatedBytes = outlook->estimate.bytes;
    }
    if (!outlook && outlook.error().id.starts_with("sync.retry_")) // nothing of it can begin
        return outlook.error();
    TRY(m_workspace.write([&](const store::Connection &connection) { return SyncRunRepository(connection).start(m_report.run); }));
    faultPoint("sync.begun");
    if (outlook && m_request.keys.empty())
        (void)noteEstimate(m_workspace, m_request, *outlook, m_connector, m_cancel); // no reason not to run
    const auto done = outlook ? work(*outlook) : Result<void>(outlook.error());
    m_report.seconds = std::chrono::duration<double>(m_workspace.clock().steady() - began).count();
    TRY(conclude(done));
    if (!done)
        return done.error();
    return std::move(m_report);
}

Result<void> Runner::conclude(const Result<void> &done) {
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
    tellChanges();
    run.finishedAt = m_workspace.clock().now();
    const auto kept = storeRejects();
    const auto saved = m_workspace.write([&](const store::Connection &connection) -> Result<void> {
        TRY(SyncRunRepository(connection).saveNotes(run.id, m_report.findings));
        return SyncRunRepository(connection).save(run);
    });
    // A full disk is told by what failed first.
    return done ? (kept ? saved : kept) : Result<void>();
}

// What stands here otherwise than at its source. Rows that a broken connection gave twice are no two rows of one key.
void Runner::tellChanges() {
    const SyncRun &run = m_report.run;
    const auto tell = [&](std::int64_t count, const char *id, std::vector<std::pair<std::string, std::string>> args) {
        args.insert(args.begin(), {"count", std::to_string(count)});
        if (count > 0)
            m_report.findings.push_back({id, std::move(args)});
    };
    tell(m_changes.replacedBytes, "sync.replaced_bytes", {});
    tell(m_changes.noTimes, "sync.no_times", {});
    if (run.reconnects == 0 && run.takenOver == 0)
        tell(m_changes.sameKeys, "sync.same_keys", {{"column", m_plan.key}});
}

// What was kept waits for the next run where trying again may help; a run that may not be taken over begins anew.
void Runner::concludeKept(const Error &why) {
    const bool isTimeOrMoney = why.id == "source.too_slow" || why.id == "sync.budget_spent"; // the next run has both anew
    if (why.kind == ErrorKind::Network || why.kind == ErrorKind::Cancelled || why.kind == ErrorKind::Io || isTimeOrMoney) {
        count(m_report.run, m_keptPart);
    } else if (m_replaces && m_hasBegun) {
        (void)m_workspace.write([&](const store::Connection &connection) { return store::dropKept(connection, m_plan.dataset); });
    }
}

Result<void> Runner::work(const SyncOutlook &outlook) {
    TRY_ASSIGN(m_dataset, datasetOf(m_plan));
    m_state = outlook.state;
    m_replaces = replaces(m_request, m_state);
    TRY_ASSIGN(const std::int64_t before, rowsBefore());
    m_atStart = before;
    TRY_ASSIGN(m_mayRead, bytesAllowed(m_workspace, m_plan));
    if (m_progress)
        m_progress->setTotal(outlook.estimate.rows);
    if (!m_request.keys.empty())
        return retry(before, readOf(m_request, m_state, outlook.shape, m_dataset));
    warehouse::ReadRequest read = readOf(m_request, m_state, outlook.shape, m_dataset);
    PartSource::Options options;
    options.unique = read.order.empty() ? orderToGoOn(read, m_plan, outlook.shape, m_connector) : outlook.shape.isUnique(read.order);
    options.ordered = !read.order.empty();
    for (ingest::Finding &note : cursorNotes(m_request, read, m_connector, m_cancel))
        m_report.findings.push_back(std::move(note));
    m_now = {m_request.id, m_report.run.id, digestOf(m_plan), digestOf(read), m_request.source, {}, {}, 0, 0, 0};
    options.repeats = m_replaces ? !m_dataset.keyField.empty() : repeats(m_plan);
    if (m_plan.mode == SyncMode::Append && !m_replaces) {
        TRY_ASSIGN(m_replacedFiles, replacedFiles(m_plan, read, m_connector, m_cancel));
    }
    options.partRows = m_replaces || !m_replacedFiles.names.empty() ? 0 : m_request.partRows; // they go and come in one switch
    options.maxBytes = m_mayRead;
    m_cursorRises = !m_plan.cursor.empty();
    m_source.emplace(m_connector, std::move(read), options, m_workspace.clock(), m_cancel);
    do {
        TRY(partWithRestarts(before));
    } while (!m_source->isAtEnd());
    if (m_plan.mode == SyncMode::Mirror && !m_replaces)
        return mirrorWithRestarts();
    return {};
}

Result<std::int64_t> Runner::rowsBefore() {
    TRY_ASSIGN(const auto existing, existingOf(m_workspace, m_dataset));
    m_exists = existing.has_value();
    return existing ? existing->rows : 0;
}

Result<void> Runner::partWithRestarts(std::int64_t before) {
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

Result<void> Runner::part(std::int64_t before) {
    m_came.clear();
    TRY(begin());
    TRY(stageRows());
    TRY(m_cancel.check());
    // Where nothing stands behind it, a dataset without rows is no answer to a table with rows.
    if ((m_replaces || !m_exists) && m_part.kept == 0 && m_part.rejected > 0)
        return Error(ErrorKind::Invalid, "sync.all_rejected").with("count", std::to_string(m_part.rejected)).with("table", m_plan.source());
    m_before = before;
    TRY(checkRemoved(m_request, before, (m_replaces ? before : m_removed) - m_part.kept, m_part.kept == 0));
    faultPoint("sync.part_staged");
    TRY(finish());
    faultPoint("sync.part_committed");
    return {};
}

store::WriteMode Runner::writeMode() const {
    return m_replaces ? store::WriteMode::Replace : repeats(m_plan) || !m_request.keys.empty() ? store::WriteMode::Upsert : store::WriteMode::Append;
}

Result<void> Runner::openWriter() {
    const Instant now = m_workspace.clock().now();
    std::optional<Continuation> former;
    if (m_replaces) {
        TRY_ASSIGN(m_now.mark, m_connector.mark({m_plan.schema, m_plan.table}, m_cancel)); // at each try: files may be others by now
        TRY_ASSIGN(const workspace::Reader reader, m_workspace.reader());
        TRY_ASSIGN(Former found, findFormer(*reader, m_plan.dataset, m_now, m_source->canGoOn(), now));
        former = std::move(found.load);
        if (found.run != 0 && !m_formerIsNoted) {
            m_report.run.former = found.run;
            const bool hasNoOrder = found.anew == "sync.anew_no_key" && m_connector.capabilities().holdsToOrder;
            m_report.run.anew = hasNoOrder ? "sync.anew_no_order" : found.anew;
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
Result<void> Runner::noteFormer(const std::optional<Continuation> &former) {
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

void Runner::count(SyncRun &run, const Part &part) {
    run.rows += part.rows;
    run.kept += part.kept;
    run.rejected += part.rejected;
}

SyncRun Runner::soFar(const Part &part) const {
    SyncRun run = m_report.run;
    count(run, part);
    run.bytes += m_source->bytes();
    return run;
}

// From here on another run can go on behind this page.
Result<void> Runner::keep(const std::string &position) {
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

Result<void> Runner::begin() {
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

Result<void> Runner::stageRows() {
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
            out.noTimes = typed->noTimes;
            out.piece.rejects = std::move(typed->rejects);
            out.piece.batches = std::move(typed->batches);
            if (!m_request.keys.empty())
                out.keys = keysOf(out.piece);
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

Result<void> Runner::store(WrittenPage &&page) {
    TRY(m_cancel.check());
    m_part.rows += page.piece.read;
    m_part.kept += page.piece.kept;
    m_part.rejected += page.piece.rejected;
    m_part.replacedBytes += page.piece.replaced;
    m_part.noTimes += page.noTimes;
    for (ingest::RowReject &reject : page.piece.rejects) {
        if (m_firstReject.reason.empty())
            m_firstReject = reject;
        if (m_keptRejects + m_partRejects.size() < static_cast<std::size_t>(ingest::kKeptRejects))
            m_partRejects.push_back(std::move(reject));
    }
    m_came.insert(page.keys.begin(), page.keys.end());
    const std::int64_t rejected = m_report.run.rejected + m_part.rejected;
    if (m_request.keys.empty() && m_plan.maxRejects >= 0 && rejected > m_plan.maxRejects)
        return tooManyRejects(rejected, m_plan, m_firstReject);
    for (store::EncodedChunk &chunk : page.chunks) {
        TRY(m_workspace.write(workspace::Durability::Normal, [&](const store::Connection &) -> Result<void> {
            TRY(m_writer->addChunk(std::move(chunk)));
            return m_stage->appendIdentity(*m_writer);
        }));
        faultPoint("sync.chunk_staged");
    }
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

Result<SyncReport> runSync(workspace::Workspace &workspace, const SyncRequest &request, warehouse::Connector &connector, Progress *progress,
                           const CancelToken &cancel) {
    return Runner(workspace, request, connector, progress, cancel).run();
}

} // namespace audience::sync
