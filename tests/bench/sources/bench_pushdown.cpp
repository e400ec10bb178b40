// How fast people who stay in a PostgreSQL are counted, with an index on the column that a rule asks of and without it:
//   bench_pushdown [ROWS=1000000] [REPEATS=5]
// One JSON line per rule. Exits 1 when the two disagree, or when the server has an index and does not use it.
#include "base/json.h"
#include "service/remote_people.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/source_service.h"
#include "support/live_postgres.h"

#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace audience;
using namespace audience::service;

namespace {

struct Asked {
    const char *step, *rule, *index;
};
constexpr Asked kAsked[] = {{"a moment", "joined after \"2026-12-29\"", "joined"},
                            {"a date", "born before \"1900-02-02\"", "born"},
                            {"a whole number", "visits >= 999990", "visits"},
                            {"a decimal", "spent <= 5", "spent"},
                            {"a text", "city = \"city 77\"", "city"}};

struct Counted {
    std::int64_t people = 0;
    double seconds = 0;
};

Result<Counted> counted(Session &session, const model::SegmentRule &rule, int repeats) {
    std::vector<double> seconds;
    Counted told;
    TRY_ASSIGN(const auto there, remotePeopleOf(session, rule));
    for (int i = 0; i < repeats; ++i) {
        TRY_ASSIGN(const CountView view, countRemote(session, *there, rule, {}, 0)); // to count them all is no part of it
        told.people = view.count;
        seconds.push_back(view.remote ? view.remote->seconds : 0);
    }
    std::sort(seconds.begin(), seconds.end());
    told.seconds = seconds[seconds.size() / 2];
    return told;
}

Result<bool> usesIndex(Session &session, test::LivePostgres &server, const model::SegmentRule &rule) {
    TRY_ASSIGN(const auto there, remotePeopleOf(session, rule));
    TRY_ASSIGN(const std::string sql, remoteSql(session, *there, rule));
    return server.value("SELECT plan_of($q$" + QByteArray::fromStdString(sql) + "$q$)").contains(QLatin1String("clients_"));
}

Result<bool> run(test::LivePostgres &server, std::int64_t rows, int repeats) {
    QTemporaryDir folder;
    Session::Options options;
    options.environment.stateDirectory = folder.path().toStdString() + "/state";
    TRY_ASSIGN(const auto session, Session::create(folder.path().toStdString() + "/bench.audience", options));
    model::SourceConnection about = server.connection();
    about.statementSeconds = 600;
    TRY(SourceService(*session).save(about));
    model::RemoteDataset clients;
    clients.name = clients.table = "clients";
    clients.connection = about.name;
    clients.schema = "public";
    clients.role = "profiles";
    clients.key = "id";
    TRY(RemoteService(*session).define(clients));
    bool isGood = true;
    for (const Asked &one : kAsked) {
        TRY_ASSIGN(const model::SegmentRule rule, SegmentService(*session).fromText(one.rule));
        TRY_ASSIGN(const Counted without, counted(*session, rule, repeats));
        const QByteArray name = QByteArray("clients_") + one.index;
        server.run("CREATE INDEX " + name + " ON clients (" + one.index + "); ANALYZE clients");
        TRY_ASSIGN(const Counted with, counted(*session, rule, repeats));
        TRY_ASSIGN(const bool uses, usesIndex(*session, server, rule));
        server.run("DROP INDEX " + name);
        std::puts(dumpJson(Json{{"step", one.step}, {"rows", rows}, {"people", with.people}, {"seconds_without", without.seconds}, {"seconds", with.seconds},
                                {"ratio", without.seconds / with.seconds}, {"uses_index", uses}})
                      .c_str());
        std::fflush(stdout);
        isGood = isGood && uses && with.people == without.people && with.people > 0;
    }
    return isGood;
}

} // namespace

int main(int argc, char **argv) {
    const std::int64_t rows = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
    const int repeats = argc > 2 ? std::max(1, std::atoi(argv[2])) : 5;
    test::LivePostgres server;
    if (const QString why = server.start(); !why.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(why));
        return 0;
    }
    qputenv(kDatabasePasswordVariable, test::LivePostgres::kPassword);
    const QString failure = server.run(QStringLiteral("CREATE TABLE clients AS SELECT i::int8 AS id, ('city ' || i %% 20000)::varchar(40) AS city, i::int4 AS visits, (i * 0.01)::numeric(12,2) AS spent, "
                                                      "timestamptz '2026-01-01 00:00+00' + i * (interval '364 days' / %1) AS joined, date '1900-01-01' + i %% 36500 AS born FROM generate_series(1, %1) i;"
                                                      "ALTER TABLE clients ADD PRIMARY KEY (id); GRANT SELECT ON clients TO reader;"
                                                      "CREATE FUNCTION plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$ DECLARE plan json; BEGIN EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO plan; "
                                                      "RETURN translate(plan::text, E'\\n', ' '); END $$; ANALYZE clients")
                                           .arg(rows)
                                           .replace(QStringLiteral("%%"), QStringLiteral("%"))
                                           .toUtf8());
    if (!failure.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(failure));
        return 1;
    }
    const auto done = run(server, rows, repeats);
    if (!done)
        std::fprintf(stderr, "%s %s\n", done.error().id.c_str(), done.error().detail.c_str());
    return done && *done ? 0 : 1;
}
