// The profile for Amazon Redshift against a real PostgreSQL that has views of Redshift's names, behind a guard that refuses what
// Redshift refuses. No Redshift has answered here: what its SQL alone knows is only looked at as text.
#include "statement_guard.h"
#include "support/live_postgres.h"
#include "support/temp_workspace.h"
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/remote_people.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/source_service.h"
#include "sync/shape_drift.h"
#include "sync/sync_runner.h"
#include "warehouse/connectors.h"
#endif

using namespace audience;
using namespace audience::test;
using namespace audience::warehouse;

class RedshiftTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        const QString why = m_server.start();
        if (!why.isEmpty())
            QSKIP(qPrintable(why));
        m_runs = true;
        const QString failure = m_server.run(
            "CREATE VIEW svv_tables AS SELECT table_catalog, table_schema::text, table_name::text, table_type::text FROM information_schema.tables WHERE table_name NOT LIKE 'svv%';"
            "CREATE VIEW svv_columns AS SELECT table_schema::text, table_name::text, column_name::text, data_type::text, numeric_precision, numeric_scale, is_nullable::text, ordinal_position FROM information_schema.columns;"
            "CREATE VIEW svv_all_schemas AS SELECT current_database() AS database_name, schema_name::text FROM information_schema.schemata WHERE schema_name NOT LIKE 'pg_%';"
            "CREATE VIEW svv_redshift_databases AS SELECT 'shop'::text AS database_name;"
            "CREATE FUNCTION public.version() RETURNS text LANGUAGE sql AS $$ SELECT 'PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2, Redshift 1.0.12103'::text $$;"
            "ALTER ROLE reader SET search_path = public, pg_catalog;"
            "CREATE TABLE people (id int8 PRIMARY KEY, city varchar(200), spent numeric(12,2), visits int4, ratio float8, ok boolean, born date, seen timestamp, changed timestamptz NOT NULL);"
            "INSERT INTO people SELECT i, CASE WHEN i % 9 <> 0 THEN 'back\\slash '' ' || i % 7 END, i * 1.25, i % 40, i / 3.0, i % 2 = 0, date '1970-01-01' + i, timestamp '2026-01-01 00:00:00.000001' + i * interval '1 minute', "
            "timestamptz '2026-01-01 00:00+00' + i * interval '1 second' FROM generate_series(1, 60000) i;"
            "CREATE SCHEMA out AUTHORIZATION reader; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader");
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
        m_guard = std::make_unique<StatementGuard>(m_server.port(), std::vector<std::string>{"COPY ", "REPEATABLE READ", "PG_CATALOG.", "SET LOCAL", "ON CONFLICT", "RETURNING", "LATERAL",
                                                                                             "UNNEST", "::", "FORMAT JSON", "NOT MATERIALIZED", "MAKE_INTERVAL"});
    }
    void init() {
        if (!m_runs)
            QSKIP("PostgreSQL does not run");
    }
    void cleanup() {
        if (m_guard)
            for (const std::string &sql : m_guard->refusals())
                QFAIL(("refused: " + sql).c_str());
    }
    void cleanupTestCase() { m_guard.reset(); }

    void whatIsThere() {
        const auto connector = connect();
        const auto info = connector->test({});
        QVERIFY2(info, info ? "" : info.error().detail.c_str());
        QCOMPARE(info->product, std::string("Amazon Redshift"));
        QCOMPARE(info->version, std::string("1.0.12103"));
        QCOMPARE(connector->catalogs({})->size(), std::size_t{1});
        const auto schemas = connector->schemas({});
        QVERIFY(schemas && std::find(schemas->begin(), schemas->end(), "public") != schemas->end());
        const auto tables = connector->tables("public", {});
        QVERIFY(tables && std::any_of(tables->begin(), tables->end(), [](const TableInfo &one) { return one.name.name == "people" && one.kind == TableKind::Table; }));
        const auto shape = connector->shape({"public", "people"}, Sampling::Yes, {});
        QVERIFY(shape && shape->columns.size() == 9 && shape->keys.empty());
        QCOMPARE(shape->find("spent")->type, std::string("numeric(12,2)"));
        QVERIFY(shape->find("spent")->field.scale == 2 && shape->find("city")->base == "varchar" && shape->find("seen")->base == "timestamp");
        QCOMPARE(connector->shape({"public", "none"}, Sampling::No, {}).error().id, std::string("source.no_table"));
    }

    void rowsComeExactlyAndAsTheyAreSynced() {
        for (const model::SyncMode mode : {model::SyncMode::Full, model::SyncMode::Incremental}) {
            TempWorkspace file;
            const auto connector = connect();
            sync::SyncRequest request;
            request.id = 1;
            request.plan.name = request.plan.dataset = request.plan.table = "people";
            request.plan.connection = "shop";
            request.plan.schema = "public";
            request.plan.role = "profiles";
            request.plan.key = "id";
            request.plan.mode = mode;
            request.plan.cursor = mode == model::SyncMode::Full ? "" : "changed";
            request.plan.zone = "Europe/Berlin";
            request.partRows = 20'000;
            const auto shape = connector->shape({"public", "people"}, Sampling::Yes, {});
            QVERIFY(shape);
            for (const ColumnInfo &column : shape->columns)
                request.plan.columns.push_back(sync::columnFor(column));
            const auto report = sync::runSync(*file, request, *connector);
            QVERIFY2(report, report ? "" : (report.error().id + " " + report.error().detail).c_str());
            QVERIFY(report->run.kept == 60'000 && report->run.rejected == 0 && report->run.bytes > 3'000'000 && report->run.estimatedRows > 0);
            const auto reader = file->reader();
            const auto scalar = [&](const char *sql) { return (*reader)->scalar(sql).value_or(-1); };
            QCOMPARE(scalar("SELECT sum(CAST(spent * 100 AS INTEGER)) FROM people"), std::int64_t{125} * 60'000 * 60'001 / 2);
            QCOMPARE(scalar("SELECT count(*) FROM people WHERE city = 'back\\slash '' 3'"), m_server.value("SELECT count(*) FROM people WHERE city = 'back\\slash '' 3'").toLongLong());
            QCOMPARE(scalar("SELECT sum(ok) FROM people"), std::int64_t{30'000});
            QCOMPARE(scalar("SELECT count(*) FROM people WHERE city IS NULL"), std::int64_t{6'666});
            QCOMPARE(scalar("SELECT count(*) FROM people WHERE id = 1 AND seen = '2025-12-31T23:01:00.000001Z' AND born = '1970-01-02'"), std::int64_t{1});
            const auto again = sync::runSync(*file, request, *connector);
            QVERIFY(again && again->run.rows == (mode == model::SyncMode::Full ? 60'000 : 1));
        }
    }

    void aReadThatBreaksOffIsAnError() {
        const auto connector = connect();
        ReadRequest request;
        request.table = {"public", "people"};
        request.columns = {{"ratio", "float8", {"ratio", engine::ColumnType::Double, 0}}};
        CancelSource cancel;
        const auto stream = connector->read(request, cancel.token());
        QVERIFY(stream);
        cancel.cancel();
        auto rest = (*stream)->next();
        while (rest && *rest)
            rest = (*stream)->next();
        QVERIFY(!rest && rest.error().kind == ErrorKind::Cancelled);
        QVERIFY(!connector->query("SELECT COUNT(*) FROM people a, people b, people c", 1, cancel.token()));
    }

    void numbersWithManyDigitsAreLookedAt() {
        QCOMPARE(m_server.run("CREATE TABLE wide AS SELECT i::int8 AS id, (1000000000 + i)::numeric(38,10) AS large, (i / 3.0)::numeric(38,20) AS third FROM generate_series(1, 3000) i; GRANT SELECT ON wide TO reader"), QString());
        const auto connector = connect();
        const auto shape = connector->shape({"public", "wide"}, warehouse::Sampling::Yes, {});
        QVERIFY2(shape, shape ? "" : shape.error().detail.c_str());
        QVERIFY(shape->find("large")->field.type == engine::ColumnType::Decimal && shape->find("large")->field.scale == 6);
        QVERIFY(shape->find("third")->field.type == engine::ColumnType::Double);
        QVERIFY(connector->shape({"public", "wide"}, warehouse::Sampling::No, {})->find("large")->digits.empty());
    }

    void tablesAreWrittenByInserts() {
        const auto connector = connect();
        const std::vector<engine::Field> fields{{"id", engine::ColumnType::Int64, 0}, {"word", engine::ColumnType::Text, 0}, {"at", engine::ColumnType::Instant, 0},
                                                {"sum", engine::ColumnType::Decimal, 2}, {"yes", engine::ColumnType::Bool, 0}};
        for (int round = 0; round < 2; ++round) {
            bool isFirst = true;
            const auto written = connector->materialise({"out", "vip"}, fields, [&]() -> Result<std::optional<ingest::DecodedRows>> {
                if (!std::exchange(isFirst, false))
                    return std::optional<ingest::DecodedRows>();
                ingest::DecodedRows rows;
                rows.rows = 1234;
                for (const engine::Field &field : fields) {
                    engine::ColumnData column;
                    column.type = field.type;
                    column.scale = field.scale;
                    rows.columns.push_back(column);
                }
                for (std::int64_t row = 0; row < 1234; ++row) {
                    (void)engine::appendCell(rows.columns[0], row);
                    (void)engine::appendCell(rows.columns[1], row % 3 == 0 ? engine::Cell() : engine::Cell(std::string("it's")));
                    (void)engine::appendCell(rows.columns[2], Instant{row});
                    (void)engine::appendCell(rows.columns[3], Decimal{-row, 2});
                    (void)engine::appendCell(rows.columns[4], row % 2 == 0);
                }
                return std::optional(std::move(rows));
            }, {});
            QVERIFY2(written, written ? "" : written.error().detail.c_str());
            QCOMPARE(*written, std::int64_t{1234});
            if (round == 0) // what was built on it stays where the columns are the same
                QVERIFY(m_server.run("CREATE VIEW out.seen AS SELECT count(*) AS n FROM out.vip").isEmpty());
        }
        QCOMPARE(m_server.value("SELECT n FROM out.seen"), QStringLiteral("1234"));
        QVERIFY(m_server.run("DROP VIEW out.seen").isEmpty());
        QCOMPARE(m_server.value("SELECT count(*) || ' ' || count(word) || ' ' || sum(sum) || ' ' || count(*) FILTER (WHERE yes) FROM out.vip"), QStringLiteral("1234 822 -7607.61 617"));
        const auto made = connector->materialiseQuery({"out", "vip"}, "SELECT id FROM people WHERE visits = 3", {});
        QVERIFY2(made, made ? "" : made.error().detail.c_str());
        QCOMPARE(m_server.value("SELECT count(*) FROM out.vip"), QString::number(*made));
        QVERIFY(m_server.run("SET ROLE reader; CREATE TABLE out.theirs (x int)").isEmpty());
        QCOMPARE(connector->materialiseQuery({"out", "theirs"}, "SELECT 1 AS x", {}).error().id, std::string("source.not_ours"));
    }

    // What a rule becomes for it; run it can be only there.
    void rulesAreWrittenInItsDialect() {
        const TempPlace place;
        service::Session::Options options;
        options.environment = place.options().environment;
        const auto session = service::Session::create(place.path(), options);
        QVERIFY(session);
        qputenv(service::kDatabasePasswordVariable, LivePostgres::kPassword);
        QVERIFY(service::SourceService(**session).save(connection()));
        model::RemoteDataset people;
        people.name = people.table = "people";
        people.connection = "shop";
        people.schema = "public";
        people.role = "profiles";
        people.key = "id";
        const auto defined = service::RemoteService(**session).define(people);
        QVERIFY2(defined, defined ? "" : (defined.error().id + defined.error().detail).c_str());
        const auto rule = service::SegmentService(**session).fromText("visits = 3 and spent > 100");
        QVERIFY(rule);
        const auto there = service::remotePeopleOf(**session, *rule);
        QVERIFY(there && *there && (*there)->dialect == sql::Dialect::Redshift);
        const auto sql = service::remoteSql(**session, **there, *rule);
        QVERIFY2(sql && sql->find("::") == std::string::npos && sql->find("MATERIALIZED") == std::string::npos, sql ? sql->c_str() : sql.error().id.c_str());
        const auto counted = service::SegmentService(**session).count(*rule);
        QVERIFY2(counted, counted ? "" : (counted.error().id + " " + counted.error().detail).c_str());
        QCOMPARE(QString::number(counted->count), m_server.value("SELECT count(*) FROM people WHERE visits = 3 AND spent > 100"));
        QCOMPARE(counted->remote->engine, std::string("Amazon Redshift 1.0.12103"));
    }

private:
    model::SourceConnection connection() const {
        model::SourceConnection connection = m_server.connection();
        connection.kind = "redshift";
        connection.port = m_guard->port();
        return connection;
    }
    std::unique_ptr<Connector> connect() { return *makeConnector(connection(), m_server.password()); }
    LivePostgres m_server;
    std::unique_ptr<StatementGuard> m_guard;
    bool m_runs = false;
};

AUDIENCE_TEST(RedshiftTest)
#include "redshift_test.moc"
