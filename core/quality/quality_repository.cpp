#include "quality/quality_repository.h"

#include "base/json.h"
#include "quality/drift.h"

#include <algorithm>

namespace audience::quality {

using model::QualityCheck;
using model::QualityKind;

namespace {

constexpr std::size_t kMiddleOf = 5; // generations whose middle number of rows is compared with

std::string packed(const std::optional<Error> &fault) {
    if (!fault)
        return {};
    Json args = Json::array();
    for (const auto &[key, value] : fault->args)
        args.push_back(Json::array({key, value}));
    return dumpJson(Json{{"id", fault->id}, {"args", args}});
}

std::optional<Error> unpackedFault(std::string_view text) {
    const auto json = text.empty() ? Result<Json>(Json()) : parseJson(text);
    if (!json || !json->is_object())
        return std::nullopt;
    Error fault(ErrorKind::Invalid, jsonText(*json, "id"));
    if (const Json *args = jsonMember(*json, "args"); args && args->is_array())
        for (const Json &arg : *args)
            if (arg.is_array() && arg.size() == 2 && arg[0].is_string() && arg[1].is_string())
                fault.args.emplace_back(arg[0].get<std::string>(), arg[1].get<std::string>());
    return fault;
}

std::string packed(const std::vector<FailingRow> &sample) {
    Json rows = Json::array();
    for (const FailingRow &row : sample)
        rows.push_back(Json{{"row", row.row}, {"key", row.key}, {"value", row.value}});
    return dumpJson(rows);
}

std::vector<FailingRow> unpackedSample(std::string_view text) {
    std::vector<FailingRow> sample;
    const auto rows = parseJson(text);
    if (rows && rows->is_array())
        for (const Json &row : *rows)
            sample.push_back({jsonInt(row, "row"), jsonText(row, "key"), jsonText(row, "value")});
    return sample;
}

// Nothing where it is no check of ours.
std::optional<QualityCheck> checkFrom(const store::Statement &row) {
    const auto body = parseJson(row.text(1));
    auto check = body ? model::qualityCheckFromJson(*body) : Result<QualityCheck>(body.error());
    if (!check)
        return std::nullopt;
    check->id = row.int64(0);
    return *std::move(check);
}

QualityRun runFrom(const store::Statement &row) {
    QualityRun run;
    run.id = row.int64(0);
    run.dataset = row.text(1);
    run.generation = row.int64(2);
    for (const Cause cause : {Cause::Import, Cause::Sync, Cause::Asked})
        if (row.text(3) == toText(cause))
            run.cause = cause;
    run.startedAt = Instant{row.int64(4)};
    run.finishedAt = Instant{row.int64(5)};
    run.rows = row.int64(6);
    run.stopped = row.int64(7) != 0;
    run.accepted = row.int64(8) != 0;
    return run;
}

} // namespace

Result<std::vector<QualityCheck>> QualityRepository::checks(std::string_view dataset) const {
    TRY_ASSIGN(auto query, m_connection.prepare("SELECT id, body FROM main.quality_check WHERE ?1 = '' OR dataset = ?1 ORDER BY id"));
    query.bind(1, dataset);
    std::vector<QualityCheck> checks;
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more)
            return checks;
        if (auto check = checkFrom(query))
            checks.push_back(*std::move(check));
    }
}

Result<std::optional<QualityCheck>> QualityRepository::find(std::int64_t id) const {
    TRY_ASSIGN(auto query, m_connection.prepare("SELECT id, body FROM main.quality_check WHERE id = ?1"));
    query.bind(1, id);
    TRY_ASSIGN(const bool found, query.step());
    return found ? checkFrom(query) : std::nullopt;
}

Result<QualityCheck> QualityRepository::save(const QualityCheck &check, Instant now) const {
    TRY(model::checkQuality(check));
    TRY_ASSIGN(auto save, m_connection.prepare("INSERT INTO main.quality_check(id, dataset, body, saved_at) VALUES(?1, ?2, ?3, ?4) "
                                               "ON CONFLICT(id) DO UPDATE SET dataset = ?2, body = ?3, saved_at = ?4"));
    if (check.id == 0)
        save.bindNull(1);
    else
        save.bind(1, check.id);
    save.bind(2, check.dataset).bind(3, dumpJson(model::toJson(check))).bind(4, now.micros);
    TRY(save.run());
    QualityCheck saved = check;
    if (check.id == 0)
        saved.id = m_connection.lastInsertId();
    return saved;
}

Result<void> QualityRepository::remove(std::int64_t id) const {
    TRY_ASSIGN(auto remove, m_connection.prepare("DELETE FROM main.quality_check WHERE id = ?1"));
    remove.bind(1, id);
    return remove.run();
}

Result<std::set<std::string>> QualityRepository::declined(const std::string &dataset) const {
    TRY_ASSIGN(auto query, m_connection.prepare("SELECT fingerprint FROM main.quality_declined WHERE dataset = ?1"));
    query.bind(1, dataset);
    std::set<std::string> all;
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more)
            return all;
        all.emplace(query.text(0));
    }
}

Result<void> QualityRepository::decline(const std::string &dataset, const std::string &fingerprint, bool isDeclined) const {
    TRY_ASSIGN(auto change, m_connection.prepare(isDeclined ? "INSERT OR IGNORE INTO main.quality_declined(dataset, fingerprint) VALUES(?1, ?2)"
                                                            : "DELETE FROM main.quality_declined WHERE dataset = ?1 AND fingerprint = ?2"));
    change.bind(1, dataset).bind(2, fingerprint);
    return change.run();
}

Result<void> QualityRepository::add(QualityRun &run) const {
    TRY_ASSIGN(auto insert, m_connection.prepare("INSERT INTO main.quality_run(dataset, generation, cause, started_at, finished_at, rows, stopped, accepted) "
                                                 "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));
    insert.bind(1, run.dataset).bind(2, run.generation).bind(3, toText(run.cause)).bind(4, run.startedAt.micros).bind(5, run.finishedAt.micros);
    insert.bind(6, run.rows).bind(7, run.stopped ? 1 : 0).bind(8, run.accepted ? 1 : 0);
    TRY(insert.run());
    run.id = m_connection.lastInsertId();
    TRY_ASSIGN(auto result, m_connection.prepare("INSERT INTO main.quality_result(run, check_id, state, checked, failed, measure, fault, sample) "
                                                 "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));
    for (const CheckResult &one : run.results) {
        result.bind(1, run.id).bind(2, one.check).bind(3, toText(one.state)).bind(4, one.checked).bind(5, one.failed).bind(6, one.measure);
        result.bind(7, packed(one.fault)).bind(8, packed(one.sample));
        TRY(result.run());
    }
    TRY_ASSIGN(auto shape, m_connection.prepare("INSERT INTO main.quality_shape(run, column, body) VALUES(?1, ?2, ?3)"));
    for (const auto &[column, body] : run.shapes) {
        shape.bind(1, run.id).bind(2, column).bind(3, dumpJson(toJson(body)));
        TRY(shape.run());
    }
    TRY_ASSIGN(auto forget, m_connection.prepare("DELETE FROM main.quality_run WHERE dataset = ?1 AND id NOT IN "
                                                 "(SELECT id FROM main.quality_run WHERE dataset = ?1 ORDER BY id DESC LIMIT ?2)"));
    forget.bind(1, run.dataset).bind(2, kKeptRuns);
    return forget.run();
}

Result<void> QualityRepository::readResults(QualityRun &run) const {
    TRY_ASSIGN(auto query, m_connection.prepare("SELECT check_id, state, checked, failed, measure, fault, sample FROM main.quality_result WHERE run = ?1 ORDER BY check_id"));
    query.bind(1, run.id);
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more)
            return {};
        CheckResult result;
        result.check = query.int64(0);
        for (const CheckResult::State state : {CheckResult::State::Passed, CheckResult::State::Failed, CheckResult::State::NotRun})
            if (query.text(1) == toText(state))
                result.state = state;
        result.checked = query.int64(2);
        result.failed = query.int64(3);
        result.measure = query.real(4);
        result.fault = unpackedFault(query.text(5));
        result.sample = unpackedSample(query.text(6));
        run.results.push_back(std::move(result));
    }
}

Result<std::vector<QualityRun>> QualityRepository::runs(const std::string &dataset, int limit) const {
    TRY_ASSIGN(auto query, m_connection.prepare("SELECT id, dataset, generation, cause, started_at, finished_at, rows, stopped, accepted FROM main.quality_run "
                                                "WHERE dataset = ?1 ORDER BY id DESC LIMIT ?2"));
    query.bind(1, dataset).bind(2, limit);
    std::vector<QualityRun> runs;
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more)
            break;
        runs.push_back(runFrom(query));
    }
    for (QualityRun &run : runs)
        TRY(readResults(run));
    return runs;
}

Result<void> QualityRepository::accept(std::int64_t run, bool isAccepted) const {
    TRY_ASSIGN(auto change, m_connection.prepare("UPDATE main.quality_run SET accepted = ?2 WHERE id = ?1"));
    change.bind(1, run).bind(2, isAccepted ? 1 : 0);
    return change.run();
}

Result<Baseline> QualityRepository::baseline(const std::string &dataset, std::int64_t generation, const std::vector<QualityCheck> &checks) const {
    Baseline before;
    TRY_ASSIGN(const auto former, runs(dataset, kKeptRuns));
    std::int64_t rowCheck = 0;
    std::map<std::string, std::int64_t> drifts; // the check of each column
    for (const QualityCheck &check : checks) {
        if (check.kind == QualityKind::RowDrift)
            rowCheck = check.id;
        if (check.kind == QualityKind::Drift)
            drifts.emplace(check.column(), check.id);
    }
    const auto stood = [](const QualityRun &run, std::int64_t check) {
        return run.accepted || std::none_of(run.results.begin(), run.results.end(), [&](const CheckResult &result) { return result.check == check && result.isBad(); });
    };
    std::vector<std::int64_t> rows;
    std::int64_t last = -1;
    for (const QualityRun &run : former) {
        if (run.stopped || run.generation >= generation)
            continue;
        if (run.generation != last && rows.size() < kMiddleOf && stood(run, rowCheck)) {
            rows.push_back(run.rows);
            last = run.generation;
            if (run.accepted) // what somebody said is how it is now; what was before is no more
                break;
        }
    }
    if (!rows.empty()) {
        std::sort(rows.begin(), rows.end());
        before.rows = rows[rows.size() / 2];
    }
    TRY_ASSIGN(auto query, m_connection.prepare("SELECT body FROM main.quality_shape WHERE run = ?1 AND column = ?2"));
    for (const auto &[column, check] : drifts)
        for (const QualityRun &run : former) {
            if (run.stopped || run.generation >= generation || !stood(run, check))
                continue;
            query.reset();
            query.bind(1, run.id).bind(2, column);
            TRY_ASSIGN(const bool found, query.step());
            if (!found)
                continue;
            const auto body = parseJson(query.text(0));
            auto shape = body ? shapeFromJson(*body) : std::nullopt;
            if (!shape)
                continue;
            before.shapes.emplace(column, *std::move(shape));
            break;
        }
    return before;
}

Result<std::map<std::string, std::string>> QualityRepository::notations(const std::string &dataset) const {
    TRY_ASSIGN(auto query, m_connection.prepare("SELECT column, notation FROM main.quality_notation WHERE dataset = ?1"));
    query.bind(1, dataset);
    std::map<std::string, std::string> all;
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more)
            return all;
        all.emplace(query.text(0), query.text(1));
    }
}

Result<void> QualityRepository::setNotations(const std::string &dataset, const std::map<std::string, std::string> &notations) const {
    TRY_ASSIGN(auto save, m_connection.prepare("INSERT OR REPLACE INTO main.quality_notation(dataset, column, notation) VALUES(?1, ?2, ?3)"));
    for (const auto &[column, notation] : notations) {
        save.bind(1, dataset).bind(2, column).bind(3, notation);
        TRY(save.run());
    }
    return {};
}

} // namespace audience::quality
