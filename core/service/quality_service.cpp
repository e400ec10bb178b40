#include "service/quality_service.h"

#include "base/json.h"
#include "base/text.h"
#include "quality/check_fit.h"
#include "quality/check_runner.h"
#include "quality/quality_repository.h"
#include "service/audience_question.h"
#include "service/session.h"
#include "store/dataset_writer.h"

#include <algorithm>

namespace audience::service {

using model::QualityCheck;
using model::QualitySeverity;
using quality::CheckResult;
using quality::QualityRepository;
using quality::QualityRun;
using store::DatasetReader;

namespace {

constexpr int kHistory = 30;
constexpr std::string_view kQuery = "quality:";

Result<QualityRun> runOver(Session &session, const DatasetReader &rows, const std::vector<QualityCheck> &checks, const quality::Baseline &before, const CancelToken &cancel) {
    quality::RunOptions options;
    options.now = countingNow(session);
    options.before = before;
    TRY_ASSIGN(QualityRun run, quality::runChecks(session.workspace(), rows, checks, options, cancel));
    run.startedAt = session.workspace().clock().now();
    return run;
}

Result<void> keep(Session &session, QualityRun &run) {
    run.finishedAt = session.workspace().clock().now();
    if (session.workspace().isReadOnly())
        return {};
    return session.workspace().write(workspace::Durability::Normal, [&](const store::Connection &connection) { return QualityRepository(connection).add(run); });
}

// What is true or not of all rows together is nothing to ask of the first part of them.
bool isOfTheWhole(const QualityCheck &check) {
    const bool isOfItself = check.kind == model::QualityKind::Related && equalsAscii(check.toDataset, check.dataset);
    return !model::isOfRows(check.kind) || isOfItself || (check.kind == model::QualityKind::NotEmpty && check.limit > 0);
}

} // namespace

std::size_t QualityView::bad() const {
    return static_cast<std::size_t>(std::count_if(checks.begin(), checks.end(), [](const QualityCheckView &view) { return view.last && view.last->isBad(); }));
}

Result<QualityView> QualityService::list(const std::string &dataset) const {
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    TRY_ASSIGN(const auto info, DatasetReader::find(*connection, dataset));
    if (!info)
        return Error(ErrorKind::NotFound, "dataset.unknown").with("dataset", dataset);
    const QualityRepository repository(*connection);
    TRY_ASSIGN(const auto checks, repository.checks(info->name));
    TRY_ASSIGN(auto runs, repository.runs(info->name, kHistory));
    QualityView view;
    view.dataset = info->name;
    if (!runs.empty())
        view.last = runs.front();
    const auto current = std::find_if(runs.begin(), runs.end(), [](const QualityRun &run) { return !run.stopped; });
    view.isOutdated = !checks.empty() && (current == runs.end() || current->generation != info->generation);
    for (const QualityCheck &check : checks) {
        QualityCheckView one{check, std::nullopt, {}};
        for (auto run = runs.rbegin(); run != runs.rend(); ++run)
            for (const CheckResult &result : run->results)
                if (result.check == check.id) {
                    one.history.push_back({run->startedAt, result.failed, result.measure, result.isBad()});
                    one.last = result;
                }
        view.isOutdated = view.isOutdated || !one.last;
        view.checks.push_back(std::move(one));
    }
    std::stable_sort(view.checks.begin(), view.checks.end(), [](const QualityCheckView &a, const QualityCheckView &b) {
        return (a.last && a.last->isBad()) > (b.last && b.last->isBad());
    });
    return view;
}

Result<std::optional<QualityCheck>> QualityService::find(std::int64_t id) const {
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    return QualityRepository(*connection).find(id);
}

Result<quality::Suggestions> QualityService::suggest(const std::string &dataset, const CancelToken &cancel) const {
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    const QualityRepository repository(*connection);
    TRY_ASSIGN(const auto datasets, DatasetReader::list(*connection));
    quality::Notations notations;
    for (const store::DatasetInfo &info : datasets) {
        TRY_ASSIGN(notations[info.name], repository.notations(info.name));
    }
    TRY_ASSIGN(quality::Suggestions found, quality::suggest(m_session.workspace(), dataset, countingNow(m_session), notations, cancel));
    TRY_ASSIGN(const auto checks, repository.checks(dataset));
    TRY_ASSIGN(std::set<std::string> known, repository.declined(dataset));
    for (const QualityCheck &check : checks)
        known.insert(model::fingerprint(check));
    std::erase_if(found.checks, [&](const QualityCheck &check) { return known.count(model::fingerprint(check)) > 0; });
    std::erase_if(found.traps, [&](const quality::Trap &trap) { return trap.check && known.count(model::fingerprint(*trap.check)) > 0; });
    return found;
}

Result<std::vector<QualityCheck>> QualityService::accept(const std::vector<QualityCheck> &checks) {
    return m_session.workspace().write([&](const store::Connection &connection) -> Result<std::vector<QualityCheck>> {
        const QualityRepository repository(connection);
        TRY_ASSIGN(const auto there, repository.checks());
        TRY_ASSIGN(const auto datasets, DatasetReader::list(connection));
        std::map<std::string, QualityCheck> known;
        for (const QualityCheck &check : there)
            known.emplace(model::fingerprint(check), check);
        for (std::size_t i = 0; i < checks.size(); ++i)
            if (auto fits = checks[i].id == 0 ? quality::fitsData(checks[i], datasets) : Result<void>(); !fits)
                return std::move(fits).error().with("check", std::to_string(i + 1));
        std::vector<QualityCheck> kept;
        for (const QualityCheck &check : checks) {
            if (const auto same = known.find(model::fingerprint(check)); same != known.end()) {
                kept.push_back(same->second);
                continue;
            }
            TRY_ASSIGN(QualityCheck saved, repository.save(check, m_session.workspace().clock().now()));
            known.emplace(model::fingerprint(saved), saved);
            kept.push_back(std::move(saved));
        }
        return kept;
    });
}

Result<void> QualityService::remove(const std::vector<std::int64_t> &ids) {
    return m_session.workspace().write([&](const store::Connection &connection) -> Result<void> {
        for (const std::int64_t id : ids)
            TRY(QualityRepository(connection).remove(id));
        return {};
    });
}

Result<void> QualityService::setSeverity(std::int64_t id, QualitySeverity severity) {
    return m_session.workspace().write([&](const store::Connection &connection) -> Result<void> {
        const QualityRepository repository(connection);
        TRY_ASSIGN(auto check, repository.find(id));
        if (!check)
            return Error(ErrorKind::NotFound, "quality.unknown").with("check", std::to_string(id));
        check->severity = severity;
        TRY_ASSIGN(const auto saved, repository.save(*check, m_session.workspace().clock().now()));
        (void)saved;
        return {};
    });
}

Result<void> QualityService::decline(const QualityCheck &check, bool isDeclined) {
    return m_session.workspace().write(
        [&](const store::Connection &connection) { return QualityRepository(connection).decline(check.dataset, model::fingerprint(check), isDeclined); });
}

Result<QualityRun> QualityService::run(const std::string &dataset, quality::Cause cause, const CancelToken &cancel) {
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    TRY_ASSIGN(const DatasetReader rows, DatasetReader::open(*connection, dataset));
    const QualityRepository repository(*connection);
    TRY_ASSIGN(const auto checks, repository.checks(rows.info().name));
    TRY_ASSIGN(const auto before, repository.baseline(rows.info().name, rows.info().generation, checks));
    TRY_ASSIGN(QualityRun run, runOver(m_session, rows, checks, before, cancel));
    run.cause = cause;
    if (!checks.empty())
        TRY(keep(m_session, run));
    return run;
}

Result<std::vector<QualityRun>> QualityService::runs(const std::string &dataset, int limit) const {
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    return QualityRepository(*connection).runs(dataset, limit);
}

Result<void> QualityService::acceptDrift(std::int64_t run, bool isAccepted) {
    return m_session.workspace().write([&](const store::Connection &connection) { return QualityRepository(connection).accept(run, isAccepted); });
}

SwitchGate QualityService::gate(quality::Cause cause, const CancelToken &cancel) {
    return SwitchGate([&session = m_session, cause, cancel](const store::DatasetWriter &writer, bool isLast) -> Result<void> {
        TRY_ASSIGN(const auto connection, session.workspace().reader());
        const QualityRepository repository(*connection);
        const std::string &dataset = writer.info().name;
        TRY_ASSIGN(auto checks, repository.checks(dataset));
        std::erase_if(checks, [&](const QualityCheck &check) { return check.severity != QualitySeverity::Stop || (!isLast && isOfTheWhole(check)); });
        if (checks.empty())
            return {};
        TRY_ASSIGN(const DatasetReader rows, writer.preview(*connection));
        const std::int64_t generation = rows.info().generation + 1;
        TRY_ASSIGN(const auto before, repository.baseline(dataset, generation, checks));
        TRY_ASSIGN(QualityRun run, runOver(session, rows, checks, before, cancel));
        if (run.bad() == 0)
            return {};
        run.generation = generation;
        run.cause = cause;
        run.stopped = true;
        TRY(keep(session, run));
        const auto first = std::find_if(run.results.begin(), run.results.end(), [](const CheckResult &result) { return result.isBad(); });
        const QualityCheck &check = checks[static_cast<std::size_t>(first - run.results.begin())];
        return Error(ErrorKind::Refused, "quality.stopped")
            .with("dataset", dataset)
            .with("count", std::to_string(run.bad()))
            .with("column", check.columns.empty() ? dataset : check.column())
            .with("rows", std::to_string(first->failed))
            .with("rule", model::toText(check.kind));
    });
}

std::vector<ingest::Finding> QualityService::afterSwitch(const std::string &dataset, quality::Cause cause, const CancelToken &cancel) {
    const auto done = run(dataset, cause, cancel);
    if (!done)
        return {{"quality.not_run", {{"dataset", dataset}}}, {done.error().id, done.error().args}};
    std::vector<ingest::Finding> findings;
    if (done->bad() > 0)
        findings.push_back({"quality.failed", {{"dataset", dataset}, {"count", std::to_string(done->bad())}}});
    const auto view = list(dataset);
    for (const CheckResult &result : done->results)
        for (const QualityCheckView &one : view ? view->checks : std::vector<QualityCheckView>())
            if (one.check.id == result.check && one.check.kind == model::QualityKind::Fresh && result.failed > 0)
                findings.push_back({"quality.ahead", {{"dataset", dataset}, {"column", one.check.column()}, {"count", std::to_string(result.failed)}}});
    return findings;
}

Result<void> QualityService::noteNotations(const std::string &dataset, const std::map<std::string, std::string> &notations) {
    if (notations.empty())
        return {};
    return m_session.workspace().write(workspace::Durability::Normal,
                                       [&](const store::Connection &connection) { return QualityRepository(connection).setNotations(dataset, notations); });
}

Result<DbtImport> QualityService::importDbt(std::string_view yaml) {
    std::vector<store::DatasetInfo> datasets;
    {
        TRY_ASSIGN(const auto connection, m_session.workspace().reader());
        TRY_ASSIGN(datasets, DatasetReader::list(*connection));
    }
    TRY_ASSIGN(quality::DbtTests tests, quality::readDbtTests(yaml, datasets));
    std::set<std::int64_t> before;
    {
        TRY_ASSIGN(const auto connection, m_session.workspace().reader());
        TRY_ASSIGN(const auto there, QualityRepository(*connection).checks());
        for (const QualityCheck &check : there)
            before.insert(check.id);
    }
    DbtImport import;
    import.left = std::move(tests.left);
    TRY_ASSIGN(const auto kept, accept(tests.checks));
    for (const QualityCheck &check : kept) {
        if (before.insert(check.id).second)
            import.taken.push_back(check);
        else
            ++import.known;
    }
    return import;
}

std::string QualityService::queryOf(const QualityCheck &check) {
    return std::string(kQuery) + dumpJson(model::toJson(check));
}

bool QualityService::isQuery(const std::string &query) {
    return query.rfind(kQuery, 0) == 0;
}

Result<std::shared_ptr<const engine::Bitmap>> QualityService::rowsOf(const TableSource &source, const std::string &query, const CancelToken &cancel) const {
    const std::string name = source.key() + query;
    if (auto kept = source.cache().filters.find(name))
        return kept;
    TRY_ASSIGN(const Json json, parseJson(std::string_view(query).substr(kQuery.size())));
    TRY_ASSIGN(const QualityCheck check, model::qualityCheckFromJson(json));
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    TRY_ASSIGN(const DatasetReader rows, DatasetReader::open(*connection, source.info().name));
    if (rows.info().generation != source.info().generation)
        return Error(ErrorKind::Conflict, "dataset.stale").with("dataset", source.info().name);
    TRY_ASSIGN(engine::Bitmap found, quality::failingRows(m_session.workspace(), rows, check, countingNow(m_session), cancel));
    return source.cache().filters.put(name, std::move(found));
}

} // namespace audience::service
