// The switch at the end of a part, what goes with it, and refused rows that are asked for again.
#include "base/fault_point.h"
#include "base/json.h"
#include "ingest/column_builder.h"
#include "ingest/consent_record.h"
#include "store/column_edit.h"
#include "sync/mirror_keys.h"
#include "sync/runner.h"
#include "workspace/workspace.h"

#include <algorithm>

namespace audience::sync {

using store::DatasetRole;

namespace {

constexpr std::size_t kRejectsPerCommit = 500;
constexpr int kMostRestarts = 3;

} // namespace

// The switch: rows, identities, consent, and where the next run goes on appear together or not at all.
Result<void> Runner::finish() {
    SyncState after{nextPosition(), false, m_workspace.clock().now(), m_state.isPlanned};
    SyncRun counted = m_report.run;
    count(counted, m_part);
    ++counted.parts;
    if (m_part.kept == 0 && m_exists && !m_replaces && m_removed == 0) { // nothing new
        abandon();
        TRY(writeRuns([&](const SyncRunRepository &runs) { return settle(runs, counted); }));
    } else {
        TRY(checkKeysGone());
        if (m_request.beforeSwitch)
            TRY(m_request.beforeSwitch(*m_writer, m_source->isAtEnd()));
        TRY(m_workspace.write([&](const store::Connection &connection) -> Result<void> {
            const SyncRunRepository runs(connection);
            TRY(runs.checkState(m_request.id, m_state));
            TRY_ASSIGN(const store::WriteResult result, m_writer->commit());
            if (m_replaces && !m_gone)
                TRY(checkRemoved(m_request, m_before, m_before - result.rows, result.rows == 0)); // of rows that stay: keys may repeat
            note(counted, result);
            m_part.sameKeys = result.duplicates;
            TRY(ingest::recordConsent(m_workspace, connection, m_stage->consent(), {m_workspace.clock().now(), "sync " + m_plan.name, "column " + m_plan.consent}));
            TRY(audit(connection, result));
            SyncRun soFar = counted; // what is known of it should it be killed now
            soFar.bytes += m_source->bytes();
            TRY(runs.save(soFar));
            TRY(settle(runs, counted));
            return m_request.keys.empty() ? runs.saveState(m_request.id, after, after.changedAt) : Result<void>();
        }));
        m_writer.reset();
        m_exists = true;
        if (m_request.keys.empty())
            m_state = std::move(after);
    }
    m_keptPart = {};
    m_changes.replacedBytes += m_part.replacedBytes;
    m_changes.noTimes += m_part.noTimes;
    m_changes.sameKeys += m_part.sameKeys;
    m_report.run = std::move(counted);
    m_rejects.insert(m_rejects.end(), m_partRejects.begin(), m_partRejects.end());
    m_keptRejects += std::exchange(m_partRejects, {}).size();
    return storeRejects();
}

// By the keys, where there are some: as many other rows are no answer to rows that are gone.
Result<void> Runner::checkKeysGone() {
    m_gone.reset();
    if (!m_replaces)
        return {};
    TRY_ASSIGN(const workspace::Reader reader, m_workspace.reader());
    TRY_ASSIGN(m_gone, m_writer->keysGone(*reader));
    return m_gone ? checkRemoved(m_request, m_before, *m_gone, m_part.kept == 0) : Result<void>();
}

// What a run that reads everything did is told against what was there.
void Runner::note(SyncRun &run, const store::WriteResult &result) const {
    const std::int64_t there = !m_replaces ? result.rowsReplaced : m_gone ? m_before - *m_gone : std::min(m_before, result.rows);
    run.replaced += there;
    run.added += m_replaces ? result.rows - there : result.rowsAdded - there;
    run.removed += m_replaces ? m_before - there : result.rowsRemoved;
    run.generation = result.generation;
}

// Where the next run goes on. A moment that lies ahead would hide every change until then, so where reading again does no
// harm the place before stays.
std::string Runner::nextPosition() {
    if (!m_cursorRises || m_source->position().empty())
        return m_state.position;
    const auto moment = instantFromIso(m_source->position());
    if (!moment || *moment < m_workspace.clock().now() + std::chrono::hours(24))
        return m_source->position();
    m_report.findings.push_back({"sync.cursor_ahead", {{"column", m_plan.cursor}, {"value", m_source->position()}}});
    return repeats(m_plan) ? m_state.position : m_source->position();
}

Result<void> Runner::audit(const store::Connection &connection, const store::WriteResult &result) {
    const Json facts{{"source", m_plan.connection + " " + m_plan.source()}, {"added", result.rowsAdded}, {"replaced", result.rowsReplaced},
                     {"removed", result.rowsRemoved}, {"rejected", m_part.rejected}, {"generation", result.generation}};
    TRY(m_workspace.audit().append(connection, {"dataset.synced", "dataset " + m_plan.dataset, facts, {}, {}}));
    return {};
}

Result<void> Runner::writeRuns(const std::function<Result<void>(const SyncRunRepository &)> &write) {
    return m_workspace.write(workspace::Durability::Normal, [&](const store::Connection &connection) { return write(SyncRunRepository(connection)); });
}

Result<void> Runner::storeRejects() {
    for (std::size_t at = 0; at < m_rejects.size(); at += kRejectsPerCommit) {
        const auto begin = m_rejects.begin() + static_cast<std::ptrdiff_t>(at);
        const std::vector<ingest::RowReject> some(begin, begin + static_cast<std::ptrdiff_t>(std::min(kRejectsPerCommit, m_rejects.size() - at)));
        TRY(writeRuns([&](const SyncRunRepository &runs) { return runs.addRejects(m_report.run.id, some); }));
    }
    m_rejects.clear();
    return {};
}

// What is gone there goes here: the keys are read once more, now that all changes are in.
Result<void> Runner::mirrorWithRestarts() {
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

Result<void> Runner::mirror() {
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
    TRY_ASSIGN(const std::int64_t before, rowsOfBefore());
    TRY(checkRemoved(m_request, before, removed, living.rows == 0));
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

// How many rows were here after the last run that came to its end: what this one brought, or one that was refused, is no measure
// for what may go.
Result<std::int64_t> Runner::rowsOfBefore() const {
    TRY_ASSIGN(const workspace::Reader reader, m_workspace.reader());
    TRY_ASSIGN(const auto runs, SyncRunRepository(*reader).runs(m_request.id));
    std::int64_t rows = m_atStart;
    for (const SyncRun &run : runs) {
        if (run.id == m_report.run.id)
            continue;
        if (run.state == RunState::Done)
            break;
        rows -= run.added;
    }
    return std::max<std::int64_t>(rows, 0);
}

// The keys of rows that were taken, as texts.
std::vector<std::string> Runner::keysOf(const ingest::DecodedPiece &piece) const {
    std::vector<std::string> keys;
    const std::size_t key = m_dataset.fieldIndex(m_dataset.keyField).value_or(0);
    for (const ingest::DecodedRows &rows : piece.batches)
        for (std::uint32_t row = 0; row < rows.rows; ++row)
            keys.push_back(store::keyText(rows.columns[key], row));
    for (const ingest::RowReject &reject : piece.rejects)
        keys.push_back(asTaken(reject.key));
    return keys;
}

// A key of the source as the text that it has here.
std::string Runner::asTaken(const std::string &key) const {
    const std::size_t at = m_dataset.fieldIndex(m_dataset.keyField).value_or(0);
    ingest::ColumnBuilder builder({m_dataset.fields[at], ingest::NumberStyle::Point, ingest::DateOrder::Ymd, false}, m_plan.zone, true);
    if (builder.hold(std::string_view(key)) != ingest::CellFault::None)
        return key;
    builder.take();
    return store::keyText(builder.finish(), 0);
}

// Refused rows once more, some at a time: each some is a switch of its own, with what became of its refusals.
Result<void> Runner::retry(std::int64_t before, warehouse::ReadRequest read) {
    if (!m_exists)
        return Error(ErrorKind::Conflict, "sync.retry_anew").with("name", m_plan.name);
    const std::vector<std::string> &keys = m_request.keys;
    for (std::size_t at = 0; at < keys.size(); at += kKeysAtOnce) {
        if (m_source) {
            m_report.run.bytes += m_source->bytes();
            m_report.run.reconnects += m_source->reconnects();
        }
        const auto begin = keys.begin() + static_cast<std::ptrdiff_t>(at);
        read.keys.assign(begin, begin + static_cast<std::ptrdiff_t>(std::min(kKeysAtOnce, keys.size() - at)));
        m_asked = read.keys;
        PartSource::Options options;
        options.repeats = true;
        options.maxBytes = m_mayRead;
        options.spent = m_report.run.bytes;
        m_source.emplace(m_connector, read, options, m_workspace.clock(), m_cancel);
        TRY(partWithRestarts(before));
        TRY_ASSIGN(before, rowsBefore());
    }
    if (m_report.gone > 0)
        m_report.findings.push_back({"sync.retry_gone", {{"count", std::to_string(m_report.gone)}, {"table", m_plan.source()}}});
    return {};
}

// What became of the refusals that were asked for again, in the transaction in which their rows appear.
Result<void> Runner::settle(const SyncRunRepository &runs, const SyncRun &counted) {
    if (m_asked.empty())
        return {};
    std::int64_t row = counted.rejected - m_part.rejected;
    for (ingest::RowReject &reject : m_partRejects)
        reject.row = ++row;
    TRY(runs.forgetRejects(m_request.id, m_asked));
    TRY(runs.addRejects(counted.id, m_partRejects));
    m_partRejects.clear();
    m_report.gone += std::count_if(m_asked.begin(), m_asked.end(), [&](const std::string &key) { return !m_came.contains(asTaken(key)); });
    m_asked.clear();
    return {};
}

// What was staged goes now if it can, else when the next one begins.
void Runner::abandon() {
    if (!m_writer)
        return;
    (void)m_workspace.write(workspace::Durability::Normal, [&](const store::Connection &) { return m_writer->abort(); });
    m_writer.reset();
}

} // namespace audience::sync
