// What must hold of the rows of datasets: checks, what is suggested, runs of them and their results over time. Runs by itself at
// each import and sync. Any thread; runs belong on workers.
#pragma once

#include "async/cancel.h"
#include "ingest/finding.h"
#include "model/quality_check.h"
#include "quality/dbt_tests.h"
#include "quality/quality_run.h"
#include "quality/suggest.h"
#include "service/table_source.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace audience::store {
class DatasetWriter;
}

namespace audience::service {

class Session;

// One result of a check among others of it.
struct QualityPoint {
    Instant at;
    std::int64_t failed = 0;
    double measure = 0;
    bool isBad = false;
};

struct QualityCheckView {
    model::QualityCheck check;
    std::optional<quality::CheckResult> last;
    std::vector<QualityPoint> history; // the oldest first, at most 30
};

struct QualityView {
    std::string dataset;
    std::vector<QualityCheckView> checks;  // what failed first
    std::optional<quality::QualityRun> last; // also one that kept rows from coming in
    bool isOutdated = false;               // the rows are others than those that were checked, or the checks are

    std::size_t bad() const;
};

struct DbtImport {
    std::vector<model::QualityCheck> taken; // those that were not there yet
    std::int64_t known = 0;                 // that were
    std::vector<quality::LeftOut> left;
};

// Asked before rows are switched to. A run that brings them in parts says which is the last: only then is judged what holds of
// all of them together, such as how many there are.
class SwitchGate {
public:
    using Ask = std::function<Result<void>(const store::DatasetWriter &, bool isLast)>;
    explicit SwitchGate(Ask ask) : m_ask(std::move(ask)) {}
    Result<void> operator()(const store::DatasetWriter &writer, bool isLast = true) const { return m_ask(writer, isLast); }

private:
    Ask m_ask;
};

class QualityService {
public:
    explicit QualityService(Session &session) : m_session(session) {}

    // Error "dataset.unknown" {dataset}.
    Result<QualityView> list(const std::string &dataset) const;
    Result<std::optional<model::QualityCheck>> find(std::int64_t id) const;
    // Without those that are there or are not wanted.
    Result<quality::Suggestions> suggest(const std::string &dataset, const CancelToken &cancel = {}) const;
    // Kept, with their ids; those with ids come back as they were. What is there already is given as it is. Errors: those of
    // quality::fitsData() with {check}, the place in the list from 1 on; then none is kept.
    Result<std::vector<model::QualityCheck>> accept(const std::vector<model::QualityCheck> &checks);
    Result<void> remove(const std::vector<std::int64_t> &ids);
    Result<void> setSeverity(std::int64_t id, model::QualitySeverity severity); // error "quality.unknown" {check}
    Result<void> decline(const model::QualityCheck &check, bool isDeclined);

    // All checks of the dataset on its rows now; kept, where the workspace may be written to. Errors: "dataset.unknown".
    Result<quality::QualityRun> run(const std::string &dataset, quality::Cause cause = quality::Cause::Asked, const CancelToken &cancel = {});
    // The newest first.
    Result<std::vector<quality::QualityRun>> runs(const std::string &dataset, int limit = 30) const;
    // What has drifted is how it is from now on.
    Result<void> acceptDrift(std::int64_t run, bool isAccepted = true);

    // For an import or a sync: before the switch the checks that stop are run on the rows to come. Error "quality.stopped"
    // {dataset, column, rows, count, rule}; the run is kept.
    SwitchGate gate(quality::Cause cause, const CancelToken &cancel = {});
    // Behind the switch: all of them. What failed, as "quality.failed" {dataset, count}; rows dated ahead of now, as
    // "quality.ahead" {dataset, column, count}; nothing where there are no checks. A run that cannot be is told as
    // "quality.not_run" {dataset} with its reason behind it, and is made up for later.
    std::vector<ingest::Finding> afterSwitch(const std::string &dataset, quality::Cause cause, const CancelToken &cancel = {});
    // How days were written in a file that was imported.
    Result<void> noteNotations(const std::string &dataset, const std::map<std::string, std::string> &notations);

    // The tests of a schema.yml; errors: those of quality::readDbtTests().
    Result<DbtImport> importDbt(std::string_view yaml);

    // For TableQuery::check: the rows at fault of any check, kept or not.
    static std::string queryOf(const model::QualityCheck &check);
    static bool isQuery(const std::string &query);
    Result<std::shared_ptr<const engine::Bitmap>> rowsOf(const TableSource &source, const std::string &query, const CancelToken &cancel = {}) const;

private:
    Session &m_session;
};

} // namespace audience::service
