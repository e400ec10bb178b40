#include "quality/check_runner.h"

#include "async/parallel.h"
#include "base/text.h"
#include "quality/drift.h"
#include "quality/row_test.h"
#include "workspace/workspace.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace audience::quality {

using engine::ColumnData;
using engine::ColumnType;
using model::QualityCheck;
using model::QualityKind;
using store::DatasetReader;

namespace {

constexpr std::size_t kMostValueBytes = 200;
constexpr std::size_t kMostKept = 6; // decoded columns

// A column, or several that are read together, and what is asked of them.
struct Job {
    std::vector<std::size_t> fields;
    std::vector<std::size_t> checks; // positions
};

class Runner {
public:
    Runner(const workspace::Workspace &workspace, const DatasetReader &rows, const std::vector<QualityCheck> &checks, const RunOptions &options,
           const CancelToken &cancel)
        : m_workspace(workspace), m_rows(rows), m_checks(checks), m_options(options), m_cancel(cancel) {}
    void gatherRows() { m_gathers = true; }
    engine::Bitmap &gathered() { return m_all; }

    Result<QualityRun> run() {
        m_run.dataset = m_rows.info().name;
        m_run.generation = m_rows.info().generation;
        m_run.rows = m_rows.info().rows;
        m_run.startedAt = m_options.now;
        m_run.results.resize(m_checks.size());
        TRY(readLive());
        const std::vector<Job> jobs = plan();
        std::vector<Result<void>> done(jobs.size());
        std::vector<std::map<std::string, Shape>> shapes(jobs.size());
        parallelFor(jobs.size(), computeThreads(), [&](std::size_t job, int) { done[job] = work(jobs[job], shapes[job]); });
        for (std::size_t job = 0; job < jobs.size(); ++job) {
            TRY(std::move(done[job]));
            m_run.shapes.merge(shapes[job]);
        }
        if (m_options.withSamples)
            TRY(readSamples());
        return std::move(m_run);
    }

private:
    // Once for all: each column's job needs the same.
    Result<void> readLive() {
        std::uint32_t first = 0;
        for (std::size_t chunk = 0; chunk < m_rows.chunks().size(); ++chunk) {
            TRY_ASSIGN(auto live, m_rows.liveRows(chunk));
            m_first.push_back(first);
            for (std::uint32_t at = 0; at < m_rows.chunks()[chunk].rows; ++at)
                first += live.empty() || (live[at >> 6] >> (at & 63) & 1) != 0 ? 1 : 0;
            m_live.push_back(std::move(live));
        }
        if (m_gathers)
            m_all = engine::Bitmap(first);
        return {};
    }

    // What is about one column shares a job with the others of it; the rest goes alone.
    std::vector<Job> plan() {
        std::vector<Job> jobs;
        for (std::size_t i = 0; i < m_checks.size(); ++i) {
            const QualityCheck &check = m_checks[i];
            m_run.results[i].check = check.id;
            if (check.kind == QualityKind::RowCount || check.kind == QualityKind::RowDrift) {
                judgeRows(check, m_run.results[i]);
                continue;
            }
            Job job;
            bool isKnown = true;
            for (const std::string &column : check.columns) {
                const auto field = m_rows.info().fieldIndex(column);
                if (!field)
                    cannot(m_run.results[i], Error(ErrorKind::NotFound, "data.unknown_column").with("dataset", m_rows.info().name).with("column", column));
                isKnown = isKnown && field;
                job.fields.push_back(field.value_or(0));
            }
            if (!isKnown)
                continue;
            const auto same = std::find_if(jobs.begin(), jobs.end(), [&](const Job &other) { return other.fields == job.fields; });
            if (same != jobs.end())
                same->checks.push_back(i);
            else
                jobs.push_back({std::move(job.fields), {i}});
        }
        return jobs;
    }

    static void cannot(CheckResult &result, Error why) {
        result.state = CheckResult::State::NotRun;
        result.fault = std::move(why);
    }

    void judgeRows(const QualityCheck &check, CheckResult &result) const {
        result.checked = m_run.rows;
        if (check.kind == QualityKind::RowCount) {
            const auto bound = [](const std::string &text, std::int64_t otherwise) {
                std::int64_t value = otherwise;
                std::from_chars(text.data(), text.data() + text.size(), value);
                return value;
            };
            const std::int64_t low = bound(check.low, 0), high = bound(check.high, std::numeric_limits<std::int64_t>::max());
            const bool isIn = m_run.rows >= low + (check.openLow ? 1 : 0) && (check.high.empty() || m_run.rows <= high - (check.openHigh ? 1 : 0));
            result.state = isIn ? CheckResult::State::Passed : CheckResult::State::Failed;
            result.measure = static_cast<double>(m_run.rows);
            return;
        }
        if (!m_options.before.rows || *m_options.before.rows == 0)
            return cannot(result, Error(ErrorKind::NotFound, "quality.nothing_before"));
        const auto before = static_cast<double>(*m_options.before.rows);
        result.measure = (static_cast<double>(m_run.rows) - before) * 100 / before;
        const bool isLess = check.limit > 0 && result.measure < -check.limit, isMore = check.growth > 0 && result.measure > check.growth;
        result.state = isLess || isMore ? CheckResult::State::Failed : CheckResult::State::Passed;
    }

    struct Running {
        std::size_t check = 0;
        std::unique_ptr<RowTest> test;
        Failing failing;
        std::unique_ptr<ShapeCounter> shape;
        bool isFresh = false;
        std::int64_t now = 0; // in the unit of the column
        std::int64_t latest = std::numeric_limits<std::int64_t>::min(), values = 0;
    };

    Result<void> work(const Job &job, std::map<std::string, Shape> &shapes) {
        TRY_ASSIGN(const workspace::Reader connection, m_workspace.reader());
        const DatasetReader rows = m_rows.onConnection(*connection);
        std::vector<Running> running;
        for (const std::size_t i : job.checks)
            if (auto one = begin(i, job, *connection))
                running.push_back(std::move(*one));
        for (std::size_t chunk = 0; chunk < rows.chunks().size() && !running.empty(); ++chunk) {
            TRY(m_cancel.check());
            std::vector<ColumnData> columns;
            Piece piece{{}, &m_live[chunk], rows.chunks()[chunk].rows, m_first[chunk]};
            for (const std::size_t field : job.fields) {
                TRY_ASSIGN(ColumnData data, rows.column(chunk, field));
                columns.push_back(std::move(data));
            }
            for (const ColumnData &data : columns)
                piece.columns.push_back(&data);
            for (Running &one : running)
                look(one, piece);
        }
        for (Running &one : running)
            end(one, shapes);
        return {};
    }

    // Nothing where the check cannot be run; its result says why.
    std::optional<Running> begin(std::size_t i, const Job &job, const store::Connection &connection) {
        const QualityCheck &check = m_checks[i];
        const engine::Field &field = m_rows.info().fields[job.fields.front()];
        Running one;
        one.check = i;
        one.failing = Failing(m_gathers ? &m_all : nullptr);
        if (check.kind == QualityKind::Drift) {
            const auto former = m_options.before.shapes.find(check.column());
            one.shape = std::make_unique<ShapeCounter>(field.type, former == m_options.before.shapes.end() ? nullptr : &former->second);
            return one;
        }
        if (check.kind == QualityKind::Fresh) {
            one.isFresh = true;
            one.now = nowFor(field.type);
            if (field.type == ColumnType::Date || field.type == ColumnType::Instant)
                return one;
            cannot(m_run.results[i], Error(ErrorKind::Invalid, "quality.wrong_type").with("column", check.column()).with("type", engine::toText(field.type)).with("rule", "fresh"));
            return std::nullopt;
        }
        std::shared_ptr<const AllowedValues> allowed;
        if (check.kind == QualityKind::Related) {
            auto values = allowedFor(check, connection);
            if (!values) {
                cannot(m_run.results[i], std::move(values).error());
                return std::nullopt;
            }
            allowed = *std::move(values);
        }
        auto test = makeRowTest(check, {m_rows.info(), m_options.now, m_cancel}, std::move(allowed));
        if (!test) {
            cannot(m_run.results[i], std::move(test).error());
            return std::nullopt;
        }
        one.test = *std::move(test);
        return one;
    }

    // The last moment that has come, or the last day that has begun anywhere on earth.
    std::int64_t nowFor(ColumnType type) const {
        if (type != ColumnType::Date)
            return m_options.now.micros;
        constexpr std::int64_t kEarliestZone = std::int64_t{14} * 3600 * kMicrosPerSecond;
        const std::int64_t there = m_options.now.micros + kEarliestZone;
        return there >= 0 ? there / kMicrosPerDay : -((-there + kMicrosPerDay - 1) / kMicrosPerDay);
    }

    // A check within one dataset looks at its rows as they will be.
    Result<std::shared_ptr<const AllowedValues>> allowedFor(const QualityCheck &check, const store::Connection &connection) const {
        if (equalsAscii(check.toDataset, m_rows.info().name))
            return allowedValues(m_rows.onConnection(connection), check.toColumn, m_cancel);
        TRY_ASSIGN(const DatasetReader other, DatasetReader::open(connection, check.toDataset));
        return allowedValues(other, check.toColumn, m_cancel);
    }

    static void look(Running &one, const Piece &piece) {
        if (one.test)
            return one.test->look(piece, one.failing);
        const ColumnData &column = *piece.columns.front();
        if (one.isFresh) {
            piece.forRows([&](std::uint32_t at, std::uint32_t row) {
                if (column.isNull(at))
                    return;
                ++one.values;
                if (column.ints[at] > one.now)
                    return one.failing.add(row);
                one.latest = std::max(one.latest, column.ints[at]);
            });
            return;
        }
        spread(*one.shape, piece, column);
    }

    static void spread(ShapeCounter &shape, const Piece &piece, const ColumnData &column) {
        if (!column.codes.empty()) {
            std::vector<std::int64_t> times(column.dictionary.size());
            piece.forRows([&](std::uint32_t at, std::uint32_t) {
                if (column.isNull(at))
                    shape.addEmpty(1);
                else
                    ++times[column.codes[at]];
            });
            for (std::uint32_t code = 0; code < column.dictionary.size(); ++code)
                if (times[code] > 0)
                    shape.addText(column.dictionary.at(code), times[code]);
            return;
        }
        piece.forRows([&](std::uint32_t at, std::uint32_t) {
            if (column.isNull(at))
                shape.addEmpty(1);
            else if (engine::isTextual(column.type))
                shape.addText(column.textAt(at), 1);
            else if (column.type == ColumnType::Bool)
                shape.addText(column.ints[at] != 0 ? "true" : "false", 1);
            else
                shape.addNumber(column.type == ColumnType::Double ? column.doubles[at] : static_cast<double>(column.ints[at]));
        });
    }

    void end(Running &one, std::map<std::string, Shape> &shapes) {
        const QualityCheck &check = m_checks[one.check];
        CheckResult &result = m_run.results[one.check];
        if (one.isFresh)
            return endFresh(one, check, result);
        if (one.shape)
            return endDrift(one, check, result, shapes);
        one.test->finish(one.failing);
        result.checked = one.test->checked();
        result.failed = one.failing.count();
        one.test->describe(result);
        const double allowed = check.kind == QualityKind::NotEmpty ? check.limit * static_cast<double>(result.checked) / 100 : 0;
        result.state = static_cast<double>(result.failed) > allowed ? CheckResult::State::Failed : CheckResult::State::Passed;
        for (const std::uint32_t row : one.failing.first())
            result.sample.push_back({row, {}, {}});
    }

    // A day lasts until its end. Rows dated ahead say nothing of how fresh the others are; they are told beside the verdict.
    void endFresh(const Running &one, const QualityCheck &check, CheckResult &result) const {
        result.checked = one.values;
        result.failed = one.failing.count();
        for (const std::uint32_t row : one.failing.first())
            result.sample.push_back({row, {}, {}});
        if (one.values == result.failed) {
            result.state = m_run.rows == 0 ? CheckResult::State::Passed : CheckResult::State::Failed;
            return;
        }
        const auto field = m_rows.info().fieldIndex(check.column());
        const bool isDay = field && m_rows.info().fields[*field].type == ColumnType::Date;
        const double latest = isDay ? static_cast<double>(one.latest + 1) * static_cast<double>(kMicrosPerDay) : static_cast<double>(one.latest);
        result.measure = std::max(0.0, (static_cast<double>(m_options.now.micros) - latest) / (3600.0 * static_cast<double>(kMicrosPerSecond)));
        result.state = result.measure > check.limit ? CheckResult::State::Failed : CheckResult::State::Passed;
    }

    void endDrift(Running &one, const QualityCheck &check, CheckResult &result, std::map<std::string, Shape> &shapes) const {
        Shape own = one.shape->finish();
        result.checked = own.rows();
        const auto before = m_options.before.shapes.find(check.column());
        if (before == m_options.before.shapes.end() || before->second.rows() == 0) {
            cannot(result, Error(ErrorKind::NotFound, "quality.nothing_before"));
        } else {
            const Shape now = one.shape->asFormer();
            result.measure = now.rows() == 0 ? 0 : stabilityIndex(before->second, now);
            result.state = result.measure > check.limit && result.measure > chanceIndex(before->second, now) ? CheckResult::State::Failed : CheckResult::State::Passed;
        }
        shapes.emplace(check.column(), std::move(own));
    }

    // Only of checks that fail: the key of the row and what stands in the column.
    Result<void> readSamples() {
        const auto key = m_rows.info().fieldIndex(m_rows.info().keyField);
        for (std::size_t i = 0; i < m_checks.size(); ++i) {
            auto &sample = m_run.results[i].sample;
            const auto field = m_rows.info().fieldIndex(m_checks[i].column());
            if (sample.empty() || !field)
                continue;
            for (std::size_t at = 0; at < sample.size();) {
                const std::size_t chunk = chunkOf(sample[at].row);
                if (m_kept.size() >= kMostKept)
                    m_kept.clear();
                TRY_ASSIGN(const ColumnData *values, kept(chunk, *field));
                const ColumnData *keys = nullptr;
                if (key) {
                    TRY_ASSIGN(keys, kept(chunk, *key));
                }
                for (; at < sample.size() && chunkOf(sample[at].row) == chunk; ++at) {
                    const std::uint32_t place = placeOf(chunk, static_cast<std::uint32_t>(sample[at].row));
                    sample[at].value = shortened(engine::toText(engine::cellAt(*values, place)));
                    if (keys)
                        sample[at].key = shortened(engine::toText(engine::cellAt(*keys, place)));
                }
            }
        }
        return {};
    }

    static std::string shortened(std::string text) {
        if (text.size() <= kMostValueBytes)
            return text;
        std::size_t size = kMostValueBytes;
        while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80)
            --size;
        return text.substr(0, size) + "…";
    }

    std::size_t chunkOf(std::int64_t row) const {
        return static_cast<std::size_t>(std::upper_bound(m_first.begin(), m_first.end(), row) - m_first.begin()) - 1;
    }
    std::uint32_t placeOf(std::size_t chunk, std::uint32_t row) const {
        const Piece piece{{}, &m_live[chunk], m_rows.chunks()[chunk].rows, m_first[chunk]};
        for (std::uint32_t at = 0, number = m_first[chunk]; at < piece.rows; ++at)
            if (piece.isLive(at) && number++ == row)
                return at;
        return 0;
    }
    Result<const ColumnData *> kept(std::size_t chunk, std::size_t field) {
        const auto found = m_kept.find({chunk, field});
        if (found != m_kept.end())
            return &found->second;
        TRY_ASSIGN(ColumnData data, m_rows.column(chunk, field));
        return &m_kept.emplace(std::pair(chunk, field), std::move(data)).first->second;
    }

    const workspace::Workspace &m_workspace;
    const DatasetReader &m_rows;
    const std::vector<QualityCheck> &m_checks;
    const RunOptions &m_options;
    const CancelToken &m_cancel;
    bool m_gathers = false;
    engine::Bitmap m_all; // of one check alone: two would write at once
    QualityRun m_run;
    std::vector<std::uint32_t> m_first; // number of the first live row of each chunk
    std::vector<std::vector<std::uint64_t>> m_live;
    std::map<std::pair<std::size_t, std::size_t>, ColumnData> m_kept;
};

} // namespace

Result<QualityRun> runChecks(const workspace::Workspace &workspace, const DatasetReader &rows, const std::vector<QualityCheck> &checks, const RunOptions &options,
                             const CancelToken &cancel) {
    return Runner(workspace, rows, checks, options, cancel).run();
}

Result<engine::Bitmap> failingRows(const workspace::Workspace &workspace, const DatasetReader &rows, const QualityCheck &check, Instant now, const CancelToken &cancel) {
    const std::vector<QualityCheck> checks{check};
    RunOptions options;
    options.now = now;
    options.withSamples = false;
    Runner runner(workspace, rows, checks, options, cancel);
    runner.gatherRows();
    TRY_ASSIGN(const QualityRun run, runner.run());
    if (run.results.front().fault && !run.results.front().isWaiting())
        return *run.results.front().fault;
    return std::move(runner.gathered());
}

} // namespace audience::quality
