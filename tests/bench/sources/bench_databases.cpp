// How fast rows come from a MariaDB, and through ODBC from a PostgreSQL, on this computer into the columns of a workspace, the
// server's work included:
//   bench_databases [ROWS=1000000] [REPEATS=3]
// One JSON line per step; a source that is not installed is left out with a word. Exits 1 when a row is missing.
#include "support/live_mariadb.h"
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

constexpr const char *kMariaDb = "SET time_zone = '+00:00'; CREATE TABLE orders AS SELECT seq AS no, seq * 7919 %% 200000 AS person, TIMESTAMP'2026-01-01 00:00:00' + INTERVAL seq SECOND AS at, "
                                 "CAST(seq %% 10000 + 0.99 AS decimal(10,2)) AS amount, ELT(1 + seq %% 4, 'tea', 'cup', 'pot', 'tray') AS what FROM seq_1_to_%lld";
constexpr const char *kPostgres = "CREATE TABLE orders AS SELECT i AS no, (i::int8 * 7919) %% 200000 AS person, timestamptz '2026-01-01 00:00+00' + i * interval '1 second' AS at, "
                                  "((i %% 10000) + 0.99)::numeric(10,2) AS amount, ((ARRAY['tea','cup','pot','tray'])[1 + i %% 4])::varchar(10) AS what "
                                  "FROM generate_series(1, %lld) i; GRANT SELECT ON orders TO reader";

Result<void> measure(const char *step, const model::SourceConnection &about, const std::string &schema, std::int64_t rows, int repeats) {
    std::vector<double> seconds;
    for (int i = 0; i < repeats; ++i) {
        QTemporaryDir folder;
        workspace::OpenOptions options;
        options.environment.stateDirectory = folder.path().toStdString() + "/state";
        TRY_ASSIGN(const auto file, workspace::Workspace::create(folder.path().toStdString() + "/bench.audience", options));
        TRY_ASSIGN(const auto connector, warehouse::makeConnector(about, Secret(test::LivePostgres::kPassword)));
        sync::SyncRequest request;
        request.id = 1;
        request.plan.name = request.plan.dataset = request.plan.table = "orders";
        request.plan.connection = "shop";
        request.plan.schema = schema;
        request.plan.role = "events";
        request.plan.profile = "person";
        request.plan.time = "at";
        request.plan.nameColumn = "what";
        TRY_ASSIGN(const auto shape, connector->shape({schema, "orders"}, warehouse::Sampling::Yes, {}));
        for (const warehouse::ColumnInfo &column : shape.columns)
            request.plan.columns.push_back(sync::columnFor(column));
        TRY_ASSIGN(const auto report, sync::runSync(*file, request, *connector));
        if (report.run.kept != rows)
            return Error(ErrorKind::Internal, "bench.rows_missing");
        seconds.push_back(report.seconds);
    }
    std::sort(seconds.begin(), seconds.end());
    const double median = seconds[seconds.size() / 2];
    std::puts(dumpJson(Json{{"step", step},
                            {"rows", rows},
                            {"runs", seconds.size()},
                            {"seconds", median},
                            {"seconds_best", seconds.front()},
                            {"rows_per_s", static_cast<std::int64_t>(static_cast<double>(rows) / median)}})
                  .c_str());
    std::fflush(stdout);
    return {};
}

QByteArray filled(const char *sql, std::int64_t rows) { return QByteArray::fromStdString(QString::asprintf(sql, static_cast<long long>(rows)).toStdString()); }

// Gives whether all went well; what is not there is no fault.
template <class Server> bool run(const char *step, const char *sql, const std::string &schema, bool throughOdbc, std::int64_t rows, int repeats) {
    Server server;
    if (const QString why = server.start(); !why.isEmpty()) {
        std::fprintf(stderr, "%s: %s\n", step, qPrintable(why));
        return true;
    }
    if (const QString why = server.run(filled(sql, rows)); !why.isEmpty()) {
        std::fprintf(stderr, "%s: %s\n", step, qPrintable(why));
        return false;
    }
    model::SourceConnection about = server.connection();
    about.statementSeconds = 600;
    if (throughOdbc) {
        about.kind = "odbc";
        about.options["driver"] = "PostgreSQL Unicode";
    }
    const auto made = warehouse::makeConnector(about, {});
    if (!made) {
        std::fprintf(stderr, "%s: %s\n", step, made.error().id.c_str());
        return true;
    }
    const auto done = measure(step, about, schema, rows, repeats);
    if (!done)
        std::fprintf(stderr, "%s: %s %s\n", step, done.error().id.c_str(), done.error().detail.c_str());
    return done.has_value();
}

} // namespace

int main(int argc, char **argv) {
    const std::int64_t rows = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
    const int repeats = argc > 2 ? std::max(1, std::atoi(argv[2])) : 3;
    const bool first = run<test::LiveMariaDb>("MariaDB to orders", kMariaDb, "shop", false, rows, repeats);
    const bool second = run<test::LivePostgres>("PostgreSQL through ODBC to orders", kPostgres, "public", true, rows, repeats);
    return first && second ? 0 : 1;
}
