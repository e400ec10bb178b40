// bench_queries [DIR] [REPEATS=7] [sqlite]: twelve questions of an analyst (cases.json) over DIR/profiles.csv and
// DIR/events.csv (without DIR: 200,000 people with 2,000,000 events made here), each from the JSON text of the query to
// the table, columns in memory, nothing else kept from run to run. With "sqlite" plain SQLite is asked instead. One
// JSON line per case, {"case", "rows", "checksum", "median_ms"}; duckdb.mjs prints the same of DuckDB and compare.mjs
// puts them side by side.
#include "base/digest.h"
#include "ingest/importer.h"
#include "segment/compile_query.h"
#include "sqlite_peer.h"
#include "support/shop_files.h"
#include "workspace/snapshot_loader.h"

#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <optional>

using namespace audience;

namespace {

using SteadyClock = std::chrono::steady_clock;
using Lines = std::vector<std::string>;

Result<std::shared_ptr<const engine::Snapshot>> load(workspace::Workspace &workspace, const std::string &directory) {
    ingest::ImportSpec people;
    people.name = "profiles";
    people.path = directory + "/profiles.csv";
    people.role = store::DatasetRole::Profiles;
    people.key = "id";
    TRY(ingest::importFile(workspace, people));
    ingest::ImportSpec events;
    events.name = "events";
    events.path = directory + "/events.csv";
    events.role = store::DatasetRole::Events;
    events.profile = "profile_id";
    events.time = "ts";
    events.nameColumn = "name";
    TRY(ingest::importFile(workspace, events));
    TRY(workspace.checkpoint());
    return workspace::loadSnapshot(workspace);
}

std::string textOf(const engine::Cell &cell) {
    char text[64];
    if (const auto *number = std::get_if<double>(&cell)) {
        std::snprintf(text, sizeof text, "%.4f", *number);
        return text;
    }
    return engine::toText(cell);
}

Result<engine::GroupTable> answer(const std::string &json, const engine::Snapshot &snapshot, engine::Evaluator &evaluator) {
    segment::CompileOptions options;
    options.now = *instantFromIso(bench::kShopNow);
    model::Findings findings;
    const auto query = model::analyticQueryFromText(json, findings);
    if (!query)
        return segment::asError(findings);
    const auto compiled = segment::compileQuery(*query, snapshot.schema(), options);
    if (!compiled.query)
        return segment::asError(compiled.findings);
    return evaluator.evaluate(*compiled.query, snapshot);
}

// `ask` is timed; it gives what makes lines of the answer.
using Ask = std::function<Result<std::function<Lines()>>(const Json &one)>;

Result<void> runCases(int repeats, const Ask &ask) {
    QFile file(QStringLiteral(QUERY_CASES));
    if (!file.open(QIODevice::ReadOnly))
        return Error(ErrorKind::Io, "bench.no_cases");
    TRY_ASSIGN(const Json cases, parseJson(file.readAll().toStdString()));
    for (const Json &one : cases) {
        std::vector<double> milliseconds;
        Lines lines;
        for (int i = 0; i <= repeats; ++i) {
            const auto start = SteadyClock::now();
            TRY_ASSIGN(const auto write, ask(one));
            if (i > 0 || repeats == 0)
                milliseconds.push_back(std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count());
            lines = write();
        }
        std::sort(milliseconds.begin(), milliseconds.end());
        std::string text;
        for (const std::string &line : lines)
            text += line + '\n';
        std::printf("{\"case\":\"%s\",\"rows\":%zu,\"checksum\":\"%s\",\"median_ms\":%.3f}\n", jsonText(one, "name").c_str(), lines.size(),
                    toHex(sha256(text)).substr(0, 16).c_str(), milliseconds[milliseconds.size() / 2]);
        std::fflush(stdout);
    }
    return {};
}

Result<void> runEngine(const std::string &directory, int repeats) {
    const std::string path = directory + "/bench_queries.audience";
    for (const char *end : {"", "-wal", "-shm"})
        QFile::remove(QString::fromStdString(path + end));
    workspace::OpenOptions options;
    options.environment.stateDirectory = directory + "/bench_state";
    TRY_ASSIGN(const auto workspace, workspace::Workspace::create(path, options));
    TRY_ASSIGN(const auto snapshot, load(*workspace, directory));
    engine::Evaluator evaluator;
    return runCases(repeats, [&](const Json &one) -> Result<std::function<Lines()>> {
        evaluator.forgetAnswers();
        TRY_ASSIGN(auto made, answer(dumpJson(one["query"]), *snapshot, evaluator));
        return std::function<Lines()>([table = std::move(made)] {
            Lines lines;
            for (const auto &row : table.rows) {
                std::string &line = lines.emplace_back();
                for (std::size_t i = 0; i < row.size(); ++i)
                    line.append(i == 0 ? 0 : 1, '|').append(textOf(row[i]));
            }
            return lines;
        });
    });
}

Result<void> runSqlite(const std::string &directory, int repeats) {
    TRY_ASSIGN(const bench::SqlitePeer peer, bench::SqlitePeer::make(directory));
    return runCases(repeats, [&](const Json &one) -> Result<std::function<Lines()>> {
        TRY_ASSIGN(auto lines, peer.ask(jsonText(one, "sqlite")));
        return std::function<Lines()>([kept = std::move(lines)] { return kept; });
    });
}

} // namespace

int main(int argc, char **argv) {
    std::string directory;
    std::optional<QTemporaryDir> made;
    if (argc > 1) {
        directory = argv[1];
    } else {
        made.emplace();
        directory = made->path().toStdString();
        bench::writePeople(directory + "/profiles.csv", 200'000);
        bench::writeEvents(directory + "/events.csv", 200'000, 2'000'000);
    }
    const int repeats = argc > 2 ? std::max(0, std::atoi(argv[2])) : 7;
    const bool isSqlite = argc > 3 && std::string_view(argv[3]) == "sqlite";
    const auto done = isSqlite ? runSqlite(directory, repeats) : runEngine(directory, repeats);
    if (done)
        return 0;
    std::fprintf(stderr, "%s", done.error().id.c_str());
    for (const auto &[name, value] : done.error().args)
        std::fprintf(stderr, " %s=%s", name.c_str(), value.c_str());
    std::fprintf(stderr, "\n");
    return 1;
}
