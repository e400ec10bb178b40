#include "ingest/import_run_repository.h"

namespace audience::ingest {

namespace {

constexpr const char *kColumns =
    "id, dataset, path, sha256, bytes, mode, started_at, finished_at, rows, kept, rejected, "
    "duplicates, replaced_bytes, generation";

ImportRun runFrom(const store::Statement &row) {
    ImportRun run;
    run.id = row.int64(0);
    run.dataset = row.text(1);
    run.path = row.text(2);
    run.digest = row.text(3);
    run.bytes = row.int64(4);
    run.mode = static_cast<store::WriteMode>(row.int64(5));
    run.startedAt = Instant{row.int64(6)};
    if (!row.isNull(7))
        run.finishedAt = Instant{row.int64(7)};
    run.rows = row.int64(8);
    run.kept = row.int64(9);
    run.rejected = row.int64(10);
    run.duplicates = row.int64(11);
    run.replacedBytes = row.int64(12);
    run.generation = row.int64(13);
    return run;
}

} // namespace

Result<std::vector<ImportRun>> ImportRunRepository::runs(std::string_view dataset,
                                                         int limit) const {
    TRY_ASSIGN(auto query,
               m_connection.prepare("SELECT " + std::string(kColumns) +
                                    " FROM import_run WHERE finished_at IS NOT NULL "
                                    "AND (?1 = '' OR dataset = ?1) ORDER BY id DESC LIMIT ?2"));
    query.bind(1, dataset).bind(2, limit);
    std::vector<ImportRun> runs;
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more)
            return runs;
        runs.push_back(runFrom(query));
    }
}

Result<std::optional<ImportRun>> ImportRunRepository::findSameFile(std::string_view dataset,
                                                                   std::string_view digest) const {
    TRY_ASSIGN(auto query,
               m_connection.prepare("SELECT " + std::string(kColumns) +
                                    " FROM import_run WHERE sha256 = ?1 AND dataset = ?2 "
                                    "AND finished_at IS NOT NULL ORDER BY id DESC LIMIT 1"));
    query.bind(1, digest).bind(2, dataset);
    TRY_ASSIGN(const bool found, query.step());
    return found ? std::optional(runFrom(query)) : std::nullopt;
}

Result<bool> ImportRunRepository::hasSize(std::string_view dataset, std::int64_t bytes) const {
    TRY_ASSIGN(auto query, m_connection.prepare("SELECT 1 FROM import_run WHERE dataset = ?1 AND bytes = ?2 "
                                                "AND finished_at IS NOT NULL LIMIT 1"));
    return query.bind(1, dataset).bind(2, bytes).step();
}

Result<std::vector<RowReject>> ImportRunRepository::rejects(std::int64_t run, int limit) const {
    TRY_ASSIGN(auto query,
               m_connection.prepare("SELECT row, byte, reason, column, raw FROM import_reject "
                                    "WHERE run = ?1 ORDER BY row LIMIT ?2"));
    query.bind(1, run).bind(2, limit);
    std::vector<RowReject> rejects;
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more)
            return rejects;
        rejects.push_back({query.int64(0), query.int64(1), std::string(query.text(2)),
                           std::string(query.text(3)), std::string(query.text(4))});
    }
}

Result<void> ImportRunRepository::start(ImportRun &run) const {
    TRY_ASSIGN(auto insert,
               m_connection.prepare("INSERT INTO import_run(dataset, path, sha256, bytes, mode, "
                                    "started_at, rows, kept, rejected, "
                                    "duplicates, replaced_bytes, generation) VALUES(?1, ?2, ?3, "
                                    "?4, ?5, ?6, 0, 0, 0, 0, 0, 0)"));
    insert.bind(1, run.dataset).bind(2, run.path).bind(3, run.digest).bind(4, run.bytes);
    insert.bind(5, static_cast<int>(run.mode)).bind(6, run.startedAt.micros);
    TRY(insert.run());
    run.id = m_connection.lastInsertId();
    return {};
}

Result<void> ImportRunRepository::addRejects(std::int64_t run,
                                             const std::vector<RowReject> &rejects) const {
    TRY_ASSIGN(auto insert, m_connection.prepare(
                                "INSERT INTO import_reject(run, row, byte, reason, column, raw) "
                                "VALUES(?1, ?2, ?3, ?4, ?5, ?6)"));
    for (const RowReject &reject : rejects) {
        insert.bind(1, run).bind(2, reject.row).bind(3, reject.byte).bind(4, reject.reason);
        insert.bind(5, reject.column).bind(6, reject.raw);
        TRY(insert.run());
    }
    return {};
}

Result<void> ImportRunRepository::finish(const ImportRun &run) const {
    TRY_ASSIGN(auto update,
               m_connection.prepare(
                   "UPDATE import_run SET finished_at = ?2, rows = ?3, kept = ?4, rejected = ?5, "
                   "duplicates = ?6, replaced_bytes = ?7, generation = ?8, sha256 = ?9 "
                   "WHERE id = ?1"));
    update.bind(1, run.id)
        .bind(2, run.finishedAt ? run.finishedAt->micros : 0)
        .bind(3, run.rows)
        .bind(4, run.kept);
    update.bind(5, run.rejected)
        .bind(6, run.duplicates)
        .bind(7, run.replacedBytes)
        .bind(8, run.generation)
        .bind(9, run.digest);
    return update.run();
}

Result<void> ImportRunRepository::forget(std::int64_t run) const {
    TRY_ASSIGN(auto remove, m_connection.prepare("DELETE FROM import_run WHERE id = ?1"));
    remove.bind(1, run);
    return remove.run();
}

Result<void> ImportRunRepository::sweepUnfinished(std::int64_t except) const {
    TRY_ASSIGN(auto remove, m_connection.prepare(
                                "DELETE FROM import_run WHERE finished_at IS NULL AND id <> ?1"));
    remove.bind(1, except);
    return remove.run();
}

} // namespace audience::ingest
