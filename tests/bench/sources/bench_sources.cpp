// How fast rows come from a PostgreSQL on this computer into the columns of a workspace, the server's work included:
//   bench_sources [ROWS=2000000] [REPEATS=3]
// One JSON line per step; exits 1 when something failed or a row is missing. The goal is 500,000 rows/s on 2 cores.
#include "support/live_postgres.h"
#include "sync/shape_drift.h"
#include "sync/sync_runner.h"
#include "warehouse/connectors.h"
#include "workspace/workspace.h"

#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace audience;

namespace {

constexpr const char *kOrders = "CREATE TABLE orders AS SELECT i AS no, (i::int8 * 7919) % 200000 AS person, timestamptz '2026-01-01 00:00+00' + i * interval '1 second' AS at, "
                                "((i % 10000) + 0.99)::numeric(10,2) AS amount, (ARRAY['tea','cup','pot','tray'])[1 + i % 4] AS what, i % 3 = 0 AS gift "
                                "FROM generate_series(1, %1) i";
constexpr const char *kPeople = "CREATE TABLE people AS SELECT i AS id, 'person' || i || '@example.org' AS email, 'city ' || i % 500 AS city, "
                                "20 + i % 60 AS age, timestamptz '2026-01-01 00:00+00' + i * interval '1 second' AS changed FROM generate_series(1, %1) i";

Result<void> measure(test::LivePostgres &server, const std::string &table, bool people, std::int64_t rows, int repeats) {
    std::vector<double> seconds;
    std::int64_t bytes = 0;
    for (int i = 0; i < repeats; ++i) {
        QTemporaryDir folder;
        workspace::OpenOptions options;
        options.environment.stateDirectory = folder.path().toStdString() + "/state";
        TRY_ASSIGN(const auto file, workspace::Workspace::create(folder.path().toStdString() + "/bench.audience", options));
        TRY_ASSIGN(const auto connector, warehouse::makeConnector(server.connection(), server.password()));
        sync::SyncRequest request;
        request.id = 1;
        request.plan.name = request.plan.dataset = request.plan.table = table;
        request.plan.connection = "shop";
        request.plan.schema = "public";
        request.plan.role = people ? "profiles" : "events";
        if (people) {
            request.plan.key = "id";
            request.plan.email = "email";
        } else {
            request.plan.profile = "person";
            request.plan.time = "at";
            request.plan.nameColumn = "what";
        }
        TRY_ASSIGN(const auto shape, connector->shape({"public", table}, warehouse::Sampling::Yes, {}));
        for (const warehouse::ColumnInfo &column : shape.columns)
            request.plan.columns.push_back(sync::columnFor(column));
        TRY_ASSIGN(const auto report, sync::runSync(*file, request, *connector));
        if (report.run.kept != rows)
            return Error(ErrorKind::Internal, "bench.rows_missing");
        seconds.push_back(report.seconds);
        bytes = report.run.bytes;
    }
    std::sort(seconds.begin(), seconds.end());
    const double median = seconds[seconds.size() / 2];
    std::puts(dumpJson(Json{{"step", "PostgreSQL to " + table},
                            {"rows", rows},
                            {"runs", seconds.size()},
                            {"mb", static_cast<double>(bytes) / 1e6},
                            {"seconds", median},
                            {"seconds_best", seconds.front()},
                            {"rows_per_s", static_cast<std::int64_t>(static_cast<double>(rows) / median)}})
                  .c_str());
    std::fflush(stdout);
    return {};
}

} // namespace

int main(int argc, char **argv) {
    const std::int64_t rows = argc > 1 ? std::atoll(argv[1]) : 2'000'000;
    const int repeats = argc > 2 ? std::max(1, std::atoi(argv[2])) : 3;
    test::LivePostgres server;
    QString failure = server.start();
    for (const char *table : {kOrders, kPeople})
        if (failure.isEmpty())
            failure = server.run(QString::fromLatin1(table).arg(rows).toUtf8());
    if (failure.isEmpty())
        failure = server.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader; VACUUM ANALYZE");
    if (!failure.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(failure));
        return 1;
    }
    for (const bool people : {false, true})
        if (const auto done = measure(server, people ? "people" : "orders", people, rows, repeats); !done) {
            std::fprintf(stderr, "%s %s\n", done.error().id.c_str(), done.error().detail.c_str());
            return 1;
        }
    return 0;
}
