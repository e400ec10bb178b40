#include "sync/sync_run_repository.h"

#include "base/json.h"
#include "base/text.h"

#include <array>
#include <set>

namespace audience::sync {

namespace {

constexpr int kRunsWithRejects = 20;
constexpr std::array kStates{RunState::Running, RunState::Done, RunState::Failed, RunState::Cancelled, RunState::Interrupted};
constexpr const char *kColumns = "id, sync, mode, state, started_at, finished_at, sync_run.rows, kept, rejected, added, replaced, removed, bytes, "
                                 "estimated_rows, estimated_bytes, parts, reconnects, generation, fault, former, more.rows, reason";
constexpr const char *kFrom = " FROM main.sync_run LEFT JOIN main.sync_continuation more ON more.run = id ";

using Args = std::vector<std::pair<std::string, std::string>>;

Json packed(const Args &args) {
    Json all = Json::array();
    for (const auto &[key, value] : args)
        all.push_back(Json::array({key, value}));
    return all;
}

std::string packed(const std::optional<Error> &fault) {
    if (!fault)
        return {};
    const bool mayPass = fault->kind == ErrorKind::Network || fault->kind == ErrorKind::Io;
    return dumpJson(Json{{"id", fault->id}, {"args", packed(fault->args)}, {"detail", fault->detail}, {"may_pass", mayPass}});
}

Args argsFrom(const Json *json) {
    Args args;
    if (json && json->is_array())
        for (const Json &arg : *json)
            if (arg.is_array() && arg.size() == 2 && arg[0].is_string() && arg[1].is_string())
                args.emplace_back(arg[0].get<std::string>(), arg[1].get<std::string>());
    return args;
}

std::optional<Error> unpacked(std::string_view text) {
    const auto json = text.empty() ? Result<Json>(Json()) : parseJson(text);
    if (!json || !json->is_object())
        return std::nullopt;
    Error fault(jsonBool(*json, "may_pass") ? ErrorKind::Network : ErrorKind::Invalid, jsonText(*json, "id"));
    fault.detail = jsonText(*json, "detail");
    fault.args = argsFrom(jsonMember(*json, "args"));
    return fault;
}

// To runs of one sync, the newest first.
Result<void> addNotes(const store::Connection &connection, std::vector<SyncRun> &runs) {
    if (runs.empty())
        return {};
    TRY_ASSIGN(auto query, connection.prepare("SELECT run, id, args FROM main.sync_note WHERE run BETWEEN ?1 AND ?2 ORDER BY run DESC, at"));
    query.bind(1, runs.back().id).bind(2, runs.front().id);
    for (auto run = runs.begin();;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more)
            return {};
        while (run != runs.end() && run->id > query.int64(0))
            ++run;
        if (run == runs.end() || run->id != query.int64(0))
            continue; // of another sync
        const auto args = parseJson(query.text(2));
        run->notes.push_back({std::string(query.text(1)), args ? argsFrom(&*args) : Args()});
    }
}

SyncRun runFrom(const store::Statement &row) {
    SyncRun run;
    run.id = row.int64(0);
    run.sync = row.int64(1);
    run.mode = row.text(2);
    for (const RunState state : kStates)
        if (row.text(3) == toText(state))
            run.state = state;
    run.startedAt = Instant{row.int64(4)};
    if (!row.isNull(5))
        run.finishedAt = Instant{row.int64(5)};
    int at = 6;
    for (std::int64_t *figure : {&run.rows, &run.kept, &run.rejected, &run.added, &run.replaced, &run.removed, &run.bytes, &run.estimatedRows,
                                 &run.estimatedBytes, &run.parts, &run.reconnects, &run.generation})
        *figure = row.int64(at++);
    run.fault = unpacked(row.text(at++));
    run.former = row.int64(at++);
    run.takenOver = row.int64(at++);
    run.anew = row.text(at);
    return run;
}

} // namespace

std::string_view toText(RunState state) {
    switch (state) {
    case RunState::Running:
        return "running";
    case RunState::Done:
        return "done";
    case RunState::Failed:
        return "failed";
    case RunState::Cancelled:
        return "cancelled";
    case RunState::Interrupted:
        return "interrupted";
    }
    return {};
}

Result<std::vector<SavedPlan>> SyncRunRepository::plans() const {
    TRY_ASSIGN(auto query, m_connection.prepare("SELECT id, revision, name, body FROM main.sync_plan ORDER BY name_key"));
    std::vector<SavedPlan> plans;
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more)
            return plans;
        SavedPlan saved;
        saved.id = query.int64(0);
        saved.revision = query.int64(1);
        TRY_ASSIGN(const Json body, parseJson(query.text(3)));
        TRY_ASSIGN(saved.plan, model::syncPlanFromJson(body));
        saved.plan.name = query.text(2);
        plans.push_back(std::move(saved));
    }
}

Result<std::optional<SavedPlan>> SyncRunRepository::findPlan(std::string_view name) const {
    TRY_ASSIGN(auto all, plans());
    for (SavedPlan &one : all)
        if (foldCase(one.plan.name) == foldCase(trimmed(name)))
            return std::optional(std::move(one));
    return std::optional<SavedPlan>();
}

Result<SavedPlan> SyncRunRepository::savePlan(const model::SyncPlan &plan, Instant now) const {
    const std::string name(trimmed(plan.name));
    if (name.empty())
        return Error(ErrorKind::Invalid, "sync.no_name");
    TRY_ASSIGN(auto save, m_connection.prepare("INSERT INTO main.sync_plan(name, name_key, body, revision, saved_at) VALUES(?1, ?2, ?3, 1, ?4) "
                                               "ON CONFLICT(name_key) DO UPDATE SET name = ?1, body = ?3, revision = revision + 1, saved_at = ?4"));
    save.bind(1, name).bind(2, foldCase(name)).bind(3, dumpJson(model::toJson(plan))).bind(4, now.micros);
    TRY(save.run());
    TRY_ASSIGN(auto saved, findPlan(name));
    if (!saved)
        return Error(ErrorKind::Internal, "sync.no_name");
    return *std::move(saved);
}

Result<SyncState> SyncRunRepository::state(std::int64_t sync) const {
    TRY_ASSIGN(auto query, m_connection.prepare("SELECT coalesce(position, ''), coalesce(reload, 0), coalesce(changed_at, 0), "
                                                "EXISTS(SELECT 1 FROM main.sync_plan WHERE id = ?1) "
                                                "FROM (SELECT 1) LEFT JOIN main.sync_state ON sync = ?1"));
    query.bind(1, sync);
    TRY_ASSIGN(const bool found, query.step());
    return found ? SyncState{std::string(query.text(0)), query.int64(1) != 0, Instant{query.int64(2)}, query.int64(3) != 0} : SyncState{};
}

Result<void> SyncRunRepository::checkState(std::int64_t sync, const SyncState &known) const {
    TRY_ASSIGN(const SyncState now, state(sync));
    if (now.isPlanned != known.isPlanned || now.changedAt != known.changedAt)
        return Error(ErrorKind::Conflict, "sync.plan_changed");
    return {};
}

Result<void> SyncRunRepository::saveState(std::int64_t sync, const SyncState &state, Instant now) const {
    TRY_ASSIGN(auto save, m_connection.prepare("INSERT OR REPLACE INTO main.sync_state(sync, position, reload, changed_at) VALUES(?1, ?2, ?3, ?4)"));
    save.bind(1, sync).bind(2, state.position).bind(3, state.reload ? 1 : 0).bind(4, now.micros);
    return save.run();
}

Result<std::vector<SyncRun>> SyncRunRepository::runs(std::int64_t sync, int limit, Of which) const {
    TRY_ASSIGN(auto query, m_connection.prepare("SELECT " + std::string(kColumns) + kFrom + "WHERE sync = ?1 " + (which == Of::All ? "" : "AND mode <> 'retry' ") +
                                                "ORDER BY id DESC LIMIT ?2"));
    query.bind(1, sync).bind(2, limit);
    std::vector<SyncRun> runs;
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more)
            break;
        runs.push_back(runFrom(query));
    }
    TRY(addNotes(m_connection, runs));
    return runs;
}

Result<std::optional<SyncRun>> SyncRunRepository::lastDone(std::int64_t sync) const {
    TRY_ASSIGN(auto query, m_connection.prepare("SELECT " + std::string(kColumns) + kFrom +
                                                "WHERE sync = ?1 AND state = 'done' AND mode <> 'retry' ORDER BY id DESC LIMIT 1"));
    query.bind(1, sync);
    TRY_ASSIGN(const bool found, query.step());
    return found ? std::optional(runFrom(query)) : std::nullopt;
}

Result<std::vector<ingest::RowReject>> SyncRunRepository::rejects(std::int64_t run, int limit) const {
    TRY_ASSIGN(auto query, m_connection.prepare("SELECT row, reason, column, raw, coalesce(key, '') FROM main.sync_reject "
                                                "LEFT JOIN main.sync_reject_key USING (run, row) WHERE run = ?1 ORDER BY row LIMIT ?2"));
    query.bind(1, run).bind(2, limit);
    std::vector<ingest::RowReject> rejects;
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more)
            return rejects;
        rejects.push_back({query.int64(0), 0, std::string(query.text(1)), std::string(query.text(2)), std::string(query.text(3)), std::string(query.text(4))});
    }
}

Result<std::vector<KeptReject>> SyncRunRepository::openRejects(std::int64_t sync, int limit) const {
    TRY_ASSIGN(const auto all, runs(sync, kRunsWithRejects, Of::All));
    std::vector<KeptReject> open;
    std::set<std::string> seen;
    for (const SyncRun &run : all) {
        TRY_ASSIGN(auto rows, rejects(run.id, limit));
        for (ingest::RowReject &row : rows)
            if (open.size() < static_cast<std::size_t>(limit) && (row.key.empty() || seen.insert(row.key).second))
                open.push_back({run.id, std::move(row)});
        if (run.state == RunState::Done && run.mode == model::toText(model::SyncMode::Full))
            break;
    }
    return open;
}

Result<void> SyncRunRepository::forgetRejects(std::int64_t sync, const std::vector<std::string> &keys) const {
    TRY_ASSIGN(auto forget, m_connection.prepare("DELETE FROM main.sync_reject WHERE (run, row) IN (SELECT run, row FROM main.sync_reject_key WHERE key = ?2) "
                                                 "AND run IN (SELECT id FROM main.sync_run WHERE sync = ?1)"));
    for (const std::string &key : keys)
        TRY(forget.bind(1, sync).bind(2, key).run());
    return {};
}

Result<std::int64_t> SyncRunRepository::bytesSince(Instant since, std::int64_t sync) const {
    TRY_ASSIGN(auto query, m_connection.prepare("SELECT coalesce(sum(bytes), 0) FROM main.sync_run WHERE started_at >= ?1" + std::string(sync == 0 ? "" : " AND sync = ?2")));
    query.bind(1, since.micros);
    if (sync != 0)
        query.bind(2, sync);
    TRY_ASSIGN(const bool found, query.step());
    return found ? query.int64(0) : 0;
}

Result<void> SyncRunRepository::start(SyncRun &run) const {
    TRY_ASSIGN(auto interrupt, m_connection.prepare("UPDATE main.sync_run SET state = 'interrupted' WHERE state = 'running' AND sync = ?1"));
    interrupt.bind(1, run.sync);
    TRY(interrupt.run());
    for (const char *table : {"sync_reject", "sync_note"}) {
        TRY_ASSIGN(auto prune, m_connection.prepare(std::string("DELETE FROM main.") + table +
                                                    " WHERE run IN (SELECT id FROM main.sync_run WHERE sync = ?1 ORDER BY id DESC LIMIT -1 OFFSET ?2)"));
        TRY(prune.bind(1, run.sync).bind(2, kRunsWithRejects).run());
    }
    TRY_ASSIGN(auto insert, m_connection.prepare("INSERT INTO main.sync_run(sync, mode, state, started_at, rows, kept, rejected, added, replaced, removed, "
                                                 "bytes, estimated_rows, estimated_bytes, parts, reconnects, generation, fault) "
                                                 "VALUES(?1, ?2, 'running', ?3, 0, 0, 0, 0, 0, 0, 0, ?4, ?5, 0, 0, 0, '')"));
    insert.bind(1, run.sync).bind(2, run.mode).bind(3, run.startedAt.micros).bind(4, run.estimatedRows).bind(5, run.estimatedBytes);
    TRY(insert.run());
    run.id = m_connection.lastInsertId();
    return {};
}

Result<void> SyncRunRepository::save(const SyncRun &run) const {
    TRY_ASSIGN(auto update, m_connection.prepare("UPDATE main.sync_run SET state = ?2, finished_at = ?3, rows = ?4, kept = ?5, rejected = ?6, added = ?7, "
                                                 "replaced = ?8, removed = ?9, bytes = ?10, parts = ?11, reconnects = ?12, generation = ?13, fault = ?14 "
                                                 "WHERE id = ?1"));
    update.bind(1, run.id).bind(2, toText(run.state));
    if (run.finishedAt)
        update.bind(3, run.finishedAt->micros);
    int at = 4;
    for (const std::int64_t figure :
         {run.rows, run.kept, run.rejected, run.added, run.replaced, run.removed, run.bytes, run.parts, run.reconnects, run.generation})
        update.bind(at++, figure);
    update.bind(at, packed(run.fault));
    return update.run();
}

Result<void> SyncRunRepository::saveNotes(std::int64_t run, const std::vector<ingest::Finding> &notes) const {
    TRY_ASSIGN(auto save, m_connection.prepare("INSERT OR REPLACE INTO main.sync_note(run, at, id, args) VALUES(?1, ?2, ?3, ?4)"));
    std::int64_t at = 0;
    for (const ingest::Finding &note : notes)
        TRY(save.bind(1, run).bind(2, at++).bind(3, note.id).bind(4, dumpJson(packed(note.args))).run());
    return {};
}

Result<void> SyncRunRepository::saveContinuation(const SyncRun &run) const {
    TRY_ASSIGN(auto save, m_connection.prepare("INSERT OR REPLACE INTO main.sync_continuation(run, former, rows, reason) VALUES(?1, ?2, ?3, ?4)"));
    return save.bind(1, run.id).bind(2, run.former).bind(3, run.takenOver).bind(4, run.anew).run();
}

Result<std::int64_t> SyncRunRepository::takeRejects(const SyncRun &run) const {
    TRY_ASSIGN(auto copy, m_connection.prepare("INSERT OR IGNORE INTO main.sync_reject(run, row, reason, column, raw) "
                                               "SELECT ?1, row, reason, column, raw FROM main.sync_reject WHERE run = ?2"));
    TRY(copy.bind(1, run.id).bind(2, run.former).run());
    const std::int64_t taken = m_connection.changes();
    TRY_ASSIGN(auto keys, m_connection.prepare("INSERT OR IGNORE INTO main.sync_reject_key(run, row, key) SELECT ?1, row, key FROM main.sync_reject_key WHERE run = ?2"));
    TRY(keys.bind(1, run.id).bind(2, run.former).run());
    return taken;
}

Result<std::optional<TableEstimate>> SyncRunRepository::estimate(std::int64_t sync) const {
    TRY_ASSIGN(auto query, m_connection.prepare("SELECT rows, bytes, credits, estimated_at FROM main.source_estimate WHERE sync = ?1"));
    query.bind(1, sync);
    TRY_ASSIGN(const bool found, query.step());
    if (!found)
        return std::optional<TableEstimate>();
    TableEstimate estimate{query.int64(0), query.int64(1), {}, Instant{query.int64(3)}};
    if (!query.isNull(2))
        estimate.credits = query.real(2);
    return std::optional(estimate);
}

Result<void> SyncRunRepository::saveEstimate(std::int64_t sync, const TableEstimate &estimate) const {
    TRY_ASSIGN(auto save, m_connection.prepare("INSERT OR REPLACE INTO main.source_estimate(sync, rows, bytes, credits, estimated_at) VALUES(?1, ?2, ?3, ?4, ?5)"));
    save.bind(1, sync).bind(2, estimate.rows).bind(3, estimate.bytes).bind(5, estimate.at.micros);
    if (estimate.credits)
        save.bind(4, *estimate.credits);
    return save.run();
}

Result<void> SyncRunRepository::addRejects(std::int64_t run, const std::vector<ingest::RowReject> &rejects) const {
    TRY_ASSIGN(auto insert,
               m_connection.prepare("INSERT OR REPLACE INTO main.sync_reject(run, row, reason, column, raw) VALUES(?1, ?2, ?3, ?4, ?5)"));
    TRY_ASSIGN(auto name, m_connection.prepare("INSERT OR REPLACE INTO main.sync_reject_key(run, row, key) VALUES(?1, ?2, ?3)"));
    for (const ingest::RowReject &reject : rejects) {
        insert.bind(1, run).bind(2, reject.row).bind(3, reject.reason).bind(4, reject.column).bind(5, reject.raw);
        TRY(insert.run());
        if (!reject.key.empty())
            TRY(name.bind(1, run).bind(2, reject.row).bind(3, reject.key).run());
    }
    return {};
}

Result<void> SyncRunRepository::remove(std::int64_t sync) const {
    // What came over the line this month counts for its limit, whoever asked for it.
    for (const char *sql : {"DELETE FROM main.sync_reject WHERE run IN (SELECT id FROM main.sync_run WHERE sync = ?1)",
                            "DELETE FROM main.sync_note WHERE run IN (SELECT id FROM main.sync_run WHERE sync = ?1)",
                            "DELETE FROM main.sync_run WHERE sync = ?1 AND bytes = 0", "UPDATE main.sync_run SET fault = '' WHERE sync = ?1", "DELETE FROM main.sync_state WHERE sync = ?1",
                            "DELETE FROM main.source_estimate WHERE sync = ?1",
                            "DELETE FROM main.sync_plan WHERE id = ?1"}) {
        TRY_ASSIGN(auto remove, m_connection.prepare(sql));
        remove.bind(1, sync);
        TRY(remove.run());
    }
    return {};
}

} // namespace audience::sync
