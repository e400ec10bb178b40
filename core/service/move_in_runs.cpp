#include "service/move_in_runs.h"

namespace audience::service {

namespace {

constexpr const char *kColumns = "SELECT id, tool, label, digest, options, state = 'done', step, started_at, finished_at, report FROM movein_run ";

Result<std::vector<MoveInRun>> readAll(store::Statement rows) {
    std::vector<MoveInRun> runs;
    for (;;) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return runs;
        MoveInRun run{rows.int64(0), std::string(rows.text(1)), std::string(rows.text(2)), std::string(rows.text(3)), std::string(rows.text(4)), rows.int64(5) != 0,
                      static_cast<int>(rows.int64(6)), Instant{rows.int64(7)}, {}, Json::object()};
        if (rows.int64(8) != 0)
            run.finishedAt = Instant{rows.int64(8)};
        if (auto report = parseJson(rows.text(9)))
            run.report = *std::move(report);
        runs.push_back(std::move(run));
    }
}

} // namespace

Result<std::vector<MoveInRun>> MoveInRuns::newest(int most) const {
    TRY_ASSIGN(store::Statement rows, m_connection.prepare(std::string(kColumns) + "ORDER BY id DESC LIMIT ?"));
    rows.bind(1, most);
    return readAll(std::move(rows));
}

Result<std::optional<MoveInRun>> MoveInRuns::unfinished(const std::string &digest, const std::string &options) const {
    TRY_ASSIGN(store::Statement rows, m_connection.prepare(std::string(kColumns) + "WHERE state = 'running' AND digest = ? AND options = ? ORDER BY id DESC LIMIT 1"));
    rows.bind(1, digest).bind(2, options);
    TRY_ASSIGN(auto found, readAll(std::move(rows)));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

Result<std::int64_t> MoveInRuns::add(const MoveInRun &run) const {
    TRY_ASSIGN(store::Statement insert, m_connection.prepare("INSERT INTO movein_run(tool, label, digest, options, state, step, started_at, report) VALUES(?, ?, ?, ?, 'running', 0, ?, ?)"));
    insert.bind(1, run.tool).bind(2, run.label).bind(3, run.digest).bind(4, run.options).bind(5, run.startedAt.micros).bind(6, dumpJson(run.report));
    TRY(insert.run());
    return m_connection.scalar("SELECT last_insert_rowid()");
}

Result<void> MoveInRuns::save(const MoveInRun &run) const {
    TRY_ASSIGN(store::Statement update, m_connection.prepare("UPDATE movein_run SET state = ?, step = ?, finished_at = ?, report = ? WHERE id = ?"));
    update.bind(1, run.isDone ? "done" : "running").bind(2, run.step);
    if (run.finishedAt)
        update.bind(3, run.finishedAt->micros);
    update.bind(4, dumpJson(run.report)).bind(5, run.id);
    return update.run();
}

} // namespace audience::service
