#include "quality/suggest.h"

#include "async/parallel.h"
#include "base/text.h"
#include "ingest/relations.h"
#include "quality/check_runner.h"
#include "workspace/workspace.h"

#include <algorithm>
#include <set>

namespace audience::quality {

using model::QualityCheck;
using model::QualityKind;
using store::DatasetReader;

namespace {

constexpr std::size_t kMostCompared = 40; // columns of each of the others

Result<std::vector<ColumnFacts>> factsOfAll(const workspace::Workspace &workspace, const DatasetReader &rows, const std::vector<std::size_t> &fields, const CancelToken &cancel) {
    std::vector<Result<ColumnFacts>> found(fields.size(), Result<ColumnFacts>(ColumnFacts()));
    parallelFor(fields.size(), computeThreads(), [&](std::size_t i, int) {
        found[i] = [&]() -> Result<ColumnFacts> {
            TRY_ASSIGN(const workspace::Reader connection, workspace.reader());
            return factsOf(rows.onConnection(*connection), fields[i], cancel);
        }();
    });
    std::vector<ColumnFacts> facts;
    for (auto &one : found) {
        TRY_ASSIGN(ColumnFacts of, std::move(one));
        facts.push_back(std::move(of));
    }
    return facts;
}

bool speaksOfTime(const engine::Field &field) {
    return isNamed(field.name, {"month", "monat", "day", "date", "datum", "week", "period"});
}

bool speaksOfShare(const engine::Field &field) {
    return isNamed(field.name, {"pct", "percent", "percentage", "discount", "gst", "vat", "rate", "prozent"});
}

// The columns of others that may have to do with this dataset.
Result<std::vector<Neighbour>> neighboursOf(const workspace::Workspace &workspace, const store::Connection &connection, const store::DatasetInfo &info, const CancelToken &cancel) {
    std::vector<Neighbour> all;
    std::set<std::vector<std::string>> own;
    for (const engine::Field &field : info.fields)
        own.insert(ingest::nameWords(field.name));
    TRY_ASSIGN(const auto datasets, DatasetReader::list(connection));
    for (const store::DatasetInfo &other : datasets) {
        if (other.id == info.id || other.rows == 0)
            continue;
        std::vector<std::size_t> fields;
        for (std::size_t i = 0; i < other.fields.size() && fields.size() < kMostCompared; ++i)
            if (speaksOfTime(other.fields[i]) || speaksOfShare(other.fields[i]) || own.count(ingest::nameWords(other.fields[i].name)) > 0)
                fields.push_back(i);
        TRY_ASSIGN(const auto rows, DatasetReader::open(connection, other.name));
        TRY_ASSIGN(auto facts, factsOfAll(workspace, rows, fields, cancel));
        all.push_back({other, std::move(facts)});
    }
    return all;
}

// Where values are the keys of another dataset: see ingest::detectRelations(). Half of them are enough for a trap.
Result<void> suggestRelations(const Subject &subject, const store::Connection &connection, Suggestions &out) {
    TRY_ASSIGN(const auto relations, ingest::detectRelations(connection, {subject.info().name, 50, subject.cancel}));
    for (const ingest::Relation &relation : relations) {
        const bool isByName = relation.pointing > ingest::Pointing::SameName;
        QualityCheck check = subject.check(QualityKind::Related, {relation.fromField},
                                           isByName ? "quality.why.related_name" : relation.pointing == ingest::Pointing::SameName ? "quality.why.related_same" : "quality.why.related");
        check.toDataset = relation.toDataset;
        check.toColumn = relation.toField;
        check.reasonArgs = {{"column", relation.fromField}, {"other", relation.toDataset}, {"other_column", relation.toField}, {"values", std::to_string(relation.values)},
                            {"keys", std::to_string(relation.keys)}};
        out.checks.push_back(std::move(check));
    }
    return {};
}

void suggestWhole(const Subject &subject, Suggestions &out) {
    if (subject.info().rows < kFewRows)
        return;
    QualityCheck check = subject.check(QualityKind::RowDrift, {}, "quality.why.rows");
    check.limit = 20;
    check.growth = 200;
    check.reasonArgs = {{"rows", std::to_string(subject.info().rows)}};
    out.checks.push_back(std::move(check));
}

// What fails today is no suggestion; of relations it is a trap when most rows have their match.
void sortOut(const QualityRun &run, Suggestions &out) {
    std::vector<QualityCheck> good;
    for (std::size_t i = 0; i < out.checks.size(); ++i) {
        const CheckResult &result = run.results[i];
        if (!result.isBad()) {
            good.push_back(std::move(out.checks[i]));
            continue;
        }
        const bool isTold = std::any_of(out.traps.begin(), out.traps.end(), [&](const Trap &trap) {
            return trap.check && trap.check->kind == QualityKind::Related && trap.check->columns == out.checks[i].columns && trap.check->toDataset == out.checks[i].toDataset;
        });
        if (out.checks[i].kind != QualityKind::Related || isTold || result.failed == 0 || result.failed * 2 > result.checked)
            continue;
        Trap trap;
        trap.count = result.failed;
        trap.finding.id = "quality.trap.unknown_keys";
        trap.finding.args = {{"count", std::to_string(result.failed)}, {"column", out.checks[i].column()}, {"other", out.checks[i].toDataset}, {"other_column", out.checks[i].toColumn},
                             {"value", result.sample.empty() ? std::string() : result.sample.front().value}};
        trap.check = std::move(out.checks[i]);
        trap.check->reason.clear();
        trap.check->reasonArgs.clear();
        out.traps.push_back(std::move(trap));
    }
    out.checks = std::move(good);
}

} // namespace

QualityCheck Subject::check(QualityKind kind, std::vector<std::string> columns, const std::string &reason) const {
    QualityCheck check;
    check.kind = kind;
    check.dataset = info().name;
    check.columns = std::move(columns);
    check.source = model::QualitySource::Suggested;
    check.reason = reason;
    return check;
}

bool Subject::isName(const std::string &column) const {
    return column == info().keyField || column == info().profileField || ingest::isNameOfKeys(column);
}

Result<Suggestions> suggest(const workspace::Workspace &workspace, const std::string &dataset, Instant now, const Notations &notations, const CancelToken &cancel) {
    TRY_ASSIGN(const workspace::Reader connection, workspace.reader());
    TRY_ASSIGN(const DatasetReader rows, DatasetReader::open(*connection, dataset));
    std::vector<std::size_t> fields(std::min(rows.info().fields.size(), kMostLookedAt));
    for (std::size_t i = 0; i < fields.size(); ++i)
        fields[i] = i;
    TRY_ASSIGN(auto facts, factsOfAll(workspace, rows, fields, cancel));
    const Subject subject{rows, std::move(facts), now, cancel};
    TRY_ASSIGN(const auto others, neighboursOf(workspace, *connection, rows.info(), cancel));
    Suggestions out;
    out.looked = {subject.facts.empty() ? rows.info().rows : subject.facts.front().rows, rows.info().rows, fields.size(), rows.info().fields.size()};
    suggestByColumn(subject, out);
    TRY(suggestByRows(subject, out));
    TRY(suggestRelations(subject, *connection, out));
    suggestWhole(subject, out);
    findTrapsWithin(subject, out);
    findTrapsBetween(subject, others, notations, out);
    RunOptions options;
    options.now = now;
    TRY_ASSIGN(const QualityRun run, runChecks(workspace, rows, out.checks, options, cancel));
    sortOut(run, out);
    return out;
}

} // namespace audience::quality
