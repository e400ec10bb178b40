#include "sync/sync_runner.h"

#include "async/parallel.h"
#include "base/fault_point.h"
#include "engine/bitmap.h"
#include "ingest/consent_record.h"
#include "ingest/import_plan.h"
#include "ingest/piece_pipeline.h"
#include "ingest/profile_stage.h"
#include "store/column_edit.h"
#include "store/dataset_reader.h"
#include "store/identity_map.h"
#include "sync/part_source.h"
#include "sync/shape_drift.h"
#include "sync/sync_steps.h"
#include "workspace/workspace.h"

#include <algorithm>

namespace audience::sync {

using model::SyncMode;
using store::DatasetRole;

namespace {

constexpr std::size_t kRejectsPerCommit = 500;
constexpr auto kKeepAliveEvery = std::chrono::seconds(2);
constexpr int kMostRestarts = 3;

struct WrittenPage {
    ingest::DecodedPiece piece;
    std::vector<store::EncodedChunk> chunks;
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
        run.state = done ? RunState::Done : done.error().kind == ErrorKind::Cancelled ? RunState::Cancelled : RunState::Failed;
        if (!done)
            run.fault = done.error();
        if (m_source) {
            run.bytes += m_source->bytes();
            run.reconnects = m_source->reconnects();
        }
        run.finishedAt = m_workspace.clock().now();
        const auto kept = storeRejects();
        const auto saved = m_workspace.write([&](const store::Connection &connection) { return SyncRunRepository(connection).save(run); });
        // A full disk is told by what failed first.
        return done ? (kept ? saved : kept) : Result<void>();
    }

    Result<void> work(const SyncOutlook &outlook) {
        TRY_ASSIGN(m_dataset, datasetOf(m_plan));
        m_state = outlook.state;
        m_replaces = replaces(m_request, m_state);
        TRY_ASSIGN(const std::int64_t before, rowsBefore());
        warehouse::ReadRequest read = readOf(m_request, m_state, outlook.shape, m_dataset);
        PartSource::Options options;
        if (read.order.empty())
            orderByKey(read, outlook.shape);
        options.ordered = !read.order.empty();
        options.unique = options.ordered && outlook.shape.isUnique(read.order);
        options.repeats = m_replaces ? !m_dataset.keyField.empty() : repeats(m_plan);
        options.partRows = m_replaces ? 0 : m_request.partRows;
        options.maxBytes = m_plan.maxBytes;
        m_cursorRises = !m_plan.cursor.empty();
        if (m_progress)
            m_progress->setTotal(outlook.estimate.rows);
        m_source.emplace(m_connector, std::move(read), options, m_workspace.clock(), m_cancel);
        do {
            TRY(partWithRestarts(before));
        } while (!m_source->isAtEnd());
        if (m_report.run.kept == 0 && m_report.run.rejected > 0)
            return Error(ErrorKind::Invalid, "ingest.all_rejected")
                .with("count", std::to_string(m_report.run.rejected))
                .with("reason", m_firstReject.reason)
                .with("row", std::to_string(m_firstReject.row));
        if (m_plan.mode == SyncMode::Mirror && !m_replaces)
            return mirrorWithRestarts();
        return {};
    }

    // Where the source can tell the rows apart, a broken read can go on instead of beginning again.
    void orderByKey(warehouse::ReadRequest &read, const warehouse::TableShape &shape) const {
        for (std::size_t i = 0; i < m_plan.columns.size(); ++i) {
            const warehouse::ColumnInfo *column = shape.find(m_plan.columns[i].source);
            if (m_plan.columns[i].name != m_dataset.keyField || column->nullable || !shape.isUnique(column->name) || !m_connector.checkOrder(*column))
                continue;
            read.order = column->name;
            read.orderBase = column->base;
        }
    }

    Result<std::int64_t> rowsBefore() {
        TRY_ASSIGN(const workspace::Reader reader, m_workspace.reader());
        ingest::ImportSpec spec;
        spec.name = m_plan.dataset;
        spec.role = m_dataset.role;
        TRY_ASSIGN(const auto existing, ingest::findExisting(*reader, spec));
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
        if (m_replaces)
            TRY(checkRemoved(before, before - m_part.kept));
        faultPoint("sync.part_staged");
        TRY(finish());
        faultPoint("sync.part_committed");
        return {};
    }

    Result<void> checkRemoved(std::int64_t before, std::int64_t removed) const {
        if (m_request.mayRemoveMany || before == 0 || removed <= 0)
            return {};
        if (removed == before)
            return Error(ErrorKind::Refused, "sync.source_empty").with("table", m_plan.source()).with("rows", std::to_string(before));
        if (removed * 100 <= before * m_plan.maxRemovedPercent)
            return {};
        return Error(ErrorKind::Refused, "sync.too_many_removed")
            .with("count", std::to_string(removed))
            .with("rows", std::to_string(before))
            .with("limit", std::to_string(m_plan.maxRemovedPercent));
    }

    store::WriteMode writeMode() const {
        return m_replaces ? store::WriteMode::Replace : repeats(m_plan) ? store::WriteMode::Upsert : store::WriteMode::Append;
    }

    Result<void> begin() {
        const Instant now = m_workspace.clock().now();
        TRY(m_workspace.write(workspace::Durability::Normal, [&](const store::Connection &connection) -> Result<void> {
            TRY_ASSIGN(auto writer, store::DatasetWriter::begin(connection, m_dataset, writeMode(), now));
            m_writer.emplace(std::move(writer));
            return {};
        }));
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
            return Error(ErrorKind::Refused, "ingest.too_many_rejects")
                .with("count", std::to_string(rejected))
                .with("limit", std::to_string(m_plan.maxRejects))
                .with("reason", m_firstReject.reason)
                .with("row", std::to_string(m_firstReject.row));
        for (store::EncodedChunk &chunk : page.chunks) {
            TRY(m_workspace.write(workspace::Durability::Normal, [&](const store::Connection &) -> Result<void> {
                TRY(m_writer->addChunk(std::move(chunk)));
                return m_stage->appendIdentity(*m_writer);
            }));
            faultPoint("sync.chunk_staged");
        }
        (void)m_stage->takeRepeatedKeys();
        if (m_progress)
            m_progress->setDone(m_report.run.rows + m_part.rows);
        if (m_request.bytesRead)
            m_request.bytesRead->store(m_report.run.bytes + m_source->bytes(), std::memory_order_relaxed);
        const auto now = m_workspace.clock().steady();
        if (now - m_alive < kKeepAliveEvery)
            return {};
        m_alive = now;
        return m_workspace.write(workspace::Durability::Normal,
                                 [&](const store::Connection &) { return m_writer->keepAlive(m_workspace.clock().now()); });
    }

    // The switch: rows, identities, consent, and where the next run goes on appear together or not at all.
    Result<void> finish() {
        SyncState after{m_cursorRises && !m_source->position().empty() ? m_source->position() : m_state.position, false};
        SyncRun counted = m_report.run;
        counted.rows += m_part.rows;
        counted.kept += m_part.kept;
        counted.rejected += m_part.rejected;
        ++counted.parts;
        if (m_part.kept == 0 && m_exists && !m_replaces) { // nothing new
            abandon();
        } else {
            if (m_request.beforeSwitch)
                TRY(m_request.beforeSwitch(*m_writer));
            TRY(m_workspace.write([&](const store::Connection &connection) -> Result<void> {
                TRY_ASSIGN(const store::WriteResult result, m_writer->commit());
                note(counted, result);
                TRY_ASSIGN(const auto consent, ingest::recordConsent(m_workspace, connection, m_stage->consent(),
                                                                     {m_workspace.clock().now(), "sync " + m_plan.name, "column " + m_plan.consent}));
                (void)consent;
                TRY(audit(connection, result));
                const SyncRunRepository runs(connection);
                SyncRun soFar = counted; // what is known of it should it be killed now
                soFar.bytes += m_source->bytes();
                TRY(runs.save(soFar));
                return runs.saveState(m_request.id, after, m_workspace.clock().now());
            }));
            m_writer.reset();
            m_exists = true;
        }
        m_state = std::move(after);
        m_report.run = std::move(counted);
        m_rejects.insert(m_rejects.end(), m_partRejects.begin(), m_partRejects.end());
        m_keptRejects += std::exchange(m_partRejects, {}).size();
        return storeRejects();
    }

    static void note(SyncRun &run, const store::WriteResult &result) {
        run.added += result.rowsAdded;
        run.replaced += result.rowsReplaced;
        run.removed += result.rowsRemoved;
        run.generation = result.generation;
    }

    Result<void> audit(const store::Connection &connection, const store::WriteResult &result) {
        store::AuditEntry entry;
        entry.kind = "dataset.synced";
        entry.subject = "dataset " + m_plan.dataset;
        entry.facts = Json{{"source", m_plan.connection + " " + m_plan.source()}, {"added", result.rowsAdded},      {"replaced", result.rowsReplaced},
                           {"removed", result.rowsRemoved},                       {"rejected", m_part.rejected}, {"generation", result.generation}};
        TRY(m_workspace.audit().append(connection, entry));
        return {};
    }

    Result<void> storeRejects() {
        for (std::size_t at = 0; at < m_rejects.size(); at += kRejectsPerCommit) {
            const auto begin = m_rejects.begin() + static_cast<std::ptrdiff_t>(at);
            const std::vector<ingest::RowReject> some(begin, begin + static_cast<std::ptrdiff_t>(std::min(kRejectsPerCommit, m_rejects.size() - at)));
            TRY(m_workspace.write(workspace::Durability::Normal, [&](const store::Connection &connection) {
                return SyncRunRepository(connection).addRejects(m_report.run.id, some);
            }));
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
        warehouse::ReadRequest read;
        read.table = {m_plan.schema, m_plan.table};
        read.zone = m_plan.zone;
        read.keyColumn = 0;
        for (const model::SyncColumn &column : m_plan.columns)
            if (column.name == m_plan.key) {
                TRY_ASSIGN(const auto shape, m_connector.shape(read.table, warehouse::Sampling::No, m_cancel));
                const warehouse::ColumnInfo *source = shape.find(column.source);
                if (!source)
                    return Error(ErrorKind::Invalid, "sync.unknown_column").with("column", column.source).with("table", m_plan.source());
                TRY_ASSIGN(engine::Field field, fieldOf(column));
                read.columns.push_back({column.source, source->base, std::move(field)});
            }
        TRY_ASSIGN(const std::int64_t before, rowsBefore());
        engine::Bitmap people;
        store::TextIndex keys;
        TRY(readKeys(read, people, keys));
        const Instant now = m_workspace.clock().now();
        TRY(m_workspace.write(workspace::Durability::Normal, [&](const store::Connection &connection) -> Result<void> {
            TRY_ASSIGN(auto writer, store::DatasetWriter::begin(connection, m_dataset, store::WriteMode::Upsert, now));
            m_writer.emplace(std::move(writer));
            return {};
        }));
        const std::int64_t removed = m_dataset.role == DatasetRole::Profiles ? m_writer->removeOthers(people) : m_writer->removeOthers(keys);
        TRY(checkRemoved(before, removed));
        if (removed == 0)
            return abandon(), Result<void>();
        m_part = {};
        if (m_request.beforeSwitch)
            TRY(m_request.beforeSwitch(*m_writer));
        TRY(m_workspace.write([&](const store::Connection &connection) -> Result<void> {
            TRY_ASSIGN(const store::WriteResult result, m_writer->commit());
            note(m_report.run, result);
            return audit(connection, result);
        }));
        m_writer.reset();
        faultPoint("sync.mirrored");
        return {};
    }

    Result<void> readKeys(const warehouse::ReadRequest &read, engine::Bitmap &people, store::TextIndex &keys) {
        store::IdentityMap identity;
        if (m_dataset.role == DatasetRole::Profiles) {
            TRY_ASSIGN(const workspace::Reader reader, m_workspace.reader());
            TRY_ASSIGN(identity, store::IdentityMap::load(*reader));
            people = engine::Bitmap(identity.ordinalCount());
        }
        TRY_ASSIGN(const auto stream, m_connector.read(read, m_cancel));
        for (;;) {
            TRY_ASSIGN(const auto page, stream->next());
            if (!page)
                break;
            TRY_ASSIGN(const auto typed, stream->decode(*page));
            for (const ingest::DecodedRows &rows : typed.batches)
                for (std::uint32_t row = 0; row < rows.rows; ++row) {
                    const std::string key = store::keyText(rows.columns.front(), row);
                    if (m_dataset.role != DatasetRole::Profiles)
                        keys.insert(key);
                    else if (const auto ordinal = identity.find(key))
                        people.add(*ordinal);
                }
        }
        m_report.run.bytes += stream->bytes();
        return {};
    }

    // What was staged goes now if it can, else when the next one begins.
    void abandon() {
        if (!m_writer)
            return;
        (void)m_workspace.write(workspace::Durability::Normal, [&](const store::Connection &) { return m_writer->abort(); });
        m_writer.reset();
    }

    struct Part {
        std::int64_t rows = 0, kept = 0, rejected = 0;
    };
    workspace::Workspace &m_workspace;
    const SyncRequest &m_request;
    const model::SyncPlan &m_plan;
    warehouse::Connector &m_connector;
    Progress *m_progress;
    CancelToken m_cancel;
    SyncReport m_report;
    store::DatasetInfo m_dataset;
    SyncState m_state;
    bool m_replaces = false, m_exists = false, m_cursorRises = false;
    std::optional<PartSource> m_source;
    std::optional<store::DatasetWriter> m_writer;
    std::unique_ptr<ingest::ProfileStage> m_stage;
    Part m_part;
    ingest::RowReject m_firstReject;
    std::vector<ingest::RowReject> m_partRejects, m_rejects;
    std::size_t m_keptRejects = 0;
    std::chrono::microseconds m_alive{0};
};

} // namespace

Result<SyncReport> runSync(workspace::Workspace &workspace, const SyncRequest &request, warehouse::Connector &connector, Progress *progress,
                           const CancelToken &cancel) {
    return Runner(workspace, request, connector, progress, cancel).run();
}

} // namespace audience::sync
