// The connector against a real PostgreSQL whose settings are nobody's default: every type, what is in a database, how a
// connection is refused, cancelled and broken, and a table written back.
#include "support/live_postgres.h"
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc stumbles over the concepts of the standard library
#include "core/warehouse/read_rows.h"
#include "warehouse/connectors.h"
#include "warehouse/postgres_link.h"
#endif

using namespace audience;
using namespace audience::warehouse;
using engine::ColumnType;
using model::SourceConnection;
using test::LivePostgres;
using test::ReadRows;
using test::everythingOf;
using test::readRows;

namespace {

QByteArray typesTable() {
    return "CREATE TYPE mood AS ENUM ('glad', 'so so');"
           "CREATE DOMAIN price AS numeric(10,2) CHECK (VALUE >= 0);"
           "CREATE TABLE kinds (id int8 PRIMARY KEY, yes bool, small int2, whole int4, real4 float4, real8 float8, money numeric(12,2), "
           "open numeric, words varchar(40), padded char(5), day date, at timestamptz, local timestamp, doc jsonb, plain json, bytes bytea, "
           "tags text[], nums numeric[], uid uuid, feeling mood, cost price, span interval, clock time, addr inet);"
           "INSERT INTO kinds VALUES (1, true, -32768, 2147483647, 0.5, -1e308, 12.50, 0.000123, 'Zoë ☃', 'ab', '2024-02-29', '2024-03-31 02:30:00.123456+05:30', "
           "'2024-07-01 12:00', '{\"a\": [1, 2.50]}', '{\"b\" : 1}', '\\x00ff', '{a,\"b c\",NULL}', '{1.10,2}', '01234567-89ab-cdef-0123-456789abcdef', 'so so', "
           "9.99, '1 day 2 hours', '13:14:15', '10.0.0.1');"
           "INSERT INTO kinds (id) VALUES (2);"
           "INSERT INTO kinds (id, at) VALUES (3, 'infinity');"
           "INSERT INTO kinds (id, day) VALUES (4, '-infinity');"
           "INSERT INTO kinds (id, open) VALUES (5, 'NaN');"
           "INSERT INTO kinds (id, real8) VALUES (6, 'NaN');"
           "INSERT INTO kinds (id, real4) VALUES (7, '-Infinity');"
           "INSERT INTO kinds (id, at) VALUES (8, '0044-03-15 12:00:00+00 BC');"
           "INSERT INTO kinds (id, open) VALUES (9, 1234567890123456789.5);"
           "INSERT INTO kinds (id, at, words) VALUES (10, '0001-01-01 00:00:00+00', '');"
           "GRANT SELECT ON kinds TO reader;";
}

} // namespace

class PostgresTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        const QString why = m_server.start();
        if (!why.isEmpty())
            QSKIP(qPrintable(why));
        m_runs = true;
        const QString failure = m_server.run(typesTable());
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
    }
    void init() {
        if (!m_runs)
            QSKIP("PostgreSQL does not run");
    }

    void everyTypeComesExactly() {
        const auto connector = connect();
        const auto shape = connector->shape({"public", "kinds"}, Sampling::Yes, {});
        QVERIFY2(shape, shape ? "" : shape.error().detail.c_str());
        QCOMPARE(test::typeLines(*shape), std::string("id int64\nyes bool\nsmall int64\nwhole int64\nreal4 double\nreal8 double\nmoney decimal:2\nopen double\nwords text\n"
                                    "padded text\nday date\nat instant\nlocal instant\ndoc json\nplain json\nbytes text\ntags json\nnums json\nuid text\n"
                                    "feeling text\ncost decimal:2\nspan text\nclock text\naddr text\n"));
        QCOMPARE(shape->find("at")->type, std::string("timestamp with time zone"));
        QVERIFY(shape->isUnique("id") && !shape->isUnique("words") && !shape->find("id")->nullable);
        ReadRequest request = everythingOf(*shape);
        request.zone = "Europe/Berlin";
        const ReadRows rows = readRows(*connector, request);
        QCOMPARE(QString::fromStdString(rows.fault), QString());
        QCOMPARE(rows.cells.size(), std::size_t{4}); // 19 digits before and 6 behind the point fit no decimal
        const std::vector<std::string> first{"1", "true", "-32768", "2147483647", "0.5", "-1e+308", "12.50", "0.000123", "Zoë ☃", "ab", "2024-02-29",
                                             "2024-03-30T21:00:00.123456Z", "2024-07-01T10:00:00Z", "{\"a\":[1,2.50]}", "{\"b\":1}", "\\x00ff",
                                             "[\"a\",\"b c\",null]", "[1.10,2]", "01234567-89ab-cdef-0123-456789abcdef", "so so", "9.99", "P1DT2H",
                                             "13:14:15", "10.0.0.1"};
        for (std::size_t i = 0; i < first.size(); ++i)
            QCOMPARE(QString::fromStdString(rows.cells[0][i]), QString::fromStdString(first[i]));
        QCOMPARE(rows.cells[1], [&] {
            std::vector<std::string> nulls(first.size(), "NULL");
            nulls[0] = "2";
            return nulls;
        }());
        QCOMPARE(rows.cells[2][7], std::string("1.2345678901234568e+18"));
        QCOMPARE(rows.cells[3][11], std::string("0001-01-01T00:00:00Z"));
        QCOMPARE(rows.cells[3][8], std::string()); // an empty text is not nothing
        std::string why;
        for (const auto &reject : rows.rejects)
            why += std::to_string(reject.row) + " " + reject.column + " " + reject.reason + "\n";
        QCOMPARE(why, std::string("3 at sync.reject.infinite\n4 day sync.reject.infinite\n5 open sync.reject.not_a_number\n6 real8 sync.reject.not_a_number\n"
                                  "7 real4 sync.reject.infinite\n8 at sync.reject.out_of_range\n"));
    }

    // As texts they all come, in the words of the server.
    void asTextEverythingComes() {
        const auto connector = connect();
        const auto shape = connector->shape({"public", "kinds"}, Sampling::No, {});
        QVERIFY(shape);
        ReadRequest request = everythingOf(*shape);
        for (ReadColumn &column : request.columns)
            column.field.type = ColumnType::Text;
        request.order = "id";
        request.orderBase = "int8";
        const ReadRows rows = readRows(*connector, request);
        QCOMPARE(QString::fromStdString(rows.fault), QString());
        QCOMPARE(rows.cells.size(), std::size_t{10});
        QCOMPARE(rows.cells[2][11], std::string("infinity"));
        QCOMPARE(rows.cells[3][10], std::string("-infinity"));
        QCOMPARE(rows.cells[4][7], std::string("NaN"));
        QCOMPARE(rows.cells[7][11], std::string("0044-03-15 12:00:00+00 BC"));
        QCOMPARE(rows.cells[8][7], std::string("1234567890123456789.5"));
        QVERIFY(!connector->checkField(shape->columns[11], {"at", ColumnType::Int64, 0}));
        QCOMPARE(connector->checkField(shape->columns[11], {"at", ColumnType::Int64, 0}).error().id, std::string("source.not_readable_as"));
        QCOMPARE(connector->checkOrder(*shape->find("doc")).error().id, std::string("source.no_order"));
    }

    void itGoesOnBehindAPosition() {
        const auto connector = connect();
        QVERIFY(m_server.run("CREATE TABLE steps AS SELECT i AS id, 'at ' || i AS t, timestamptz '2024-01-01 00:00+00' + i * interval '1 hour' AS ts, "
                             "(i / 3)::numeric(10,1) AS n FROM generate_series(1, 30) i; GRANT SELECT ON steps TO reader")
                    .isEmpty());
        const auto shape = connector->shape({"public", "steps"}, Sampling::No, {});
        QVERIFY(shape);
        struct Step {
            const char *order, *after;
            bool with;
            std::int64_t lookBack;
            std::size_t count;
        };
        for (const Step &step : {Step{"id", "27", false, 0, 3}, Step{"id", "27", true, 0, 4}, Step{"t", "at 7", false, 0, 2}, Step{"n", "10.0", true, 0, 1},
                                 Step{"ts", "2024-01-02T04:00:00Z", false, 0, 2}, Step{"ts", "2024-01-02T04:00:00Z", false, 7200, 5}, Step{"id", "", false, 0, 30}}) {
            ReadRequest request = everythingOf(*shape);
            request.order = step.order;
            request.orderBase = shape->find(step.order)->base;
            request.after = step.after;
            request.withAfter = step.with;
            request.lookBackSeconds = step.lookBack;
            const ReadRows rows = readRows(*connector, request);
            QCOMPARE(QString::fromStdString(rows.fault), QString());
            QVERIFY2(rows.cells.size() == step.count, qPrintable(QStringLiteral("%1 %2: %3").arg(QLatin1String(step.order), QLatin1String(step.after)).arg(rows.cells.size())));
        }
        ReadRequest quoted = everythingOf(*shape);
        quoted.order = "t";
        quoted.orderBase = "text";
        quoted.after = "x' OR true --\\";
        QCOMPARE(readRows(*connector, quoted).cells.size(), std::size_t{0});
        const auto estimate = connector->estimate(everythingOf(*shape), {});
        QVERIFY(estimate && estimate->rows > 0 && estimate->bytes > estimate->rows);
    }

    void whatIsInADatabase() {
        QVERIFY(m_server.run("CREATE SCHEMA crm; GRANT USAGE ON SCHEMA crm TO reader;"
                             "CREATE TABLE crm.people (id int PRIMARY KEY, mail text UNIQUE, \"odd \"\"name\" text);"
                             "CREATE TABLE crm.orders (shop int, no int, person int REFERENCES crm.people(id), PRIMARY KEY (shop, no));"
                             "CREATE TABLE crm.parts (shop int, no int, FOREIGN KEY (shop, no) REFERENCES crm.orders);"
                             "CREATE VIEW crm.v AS SELECT id FROM crm.people; GRANT SELECT ON crm.people, crm.parts, crm.v TO reader;"
                             "CREATE TABLE crm.by_day (d date) PARTITION BY RANGE (d); CREATE TABLE crm.day1 PARTITION OF crm.by_day DEFAULT")
                    .isEmpty());
        const auto connector = connect();
        const auto schemas = connector->schemas({});
        QVERIFY(schemas);
        QCOMPARE(*schemas, (std::vector<std::string>{"crm", "public"}));
        QCOMPARE(*connector->catalogs({}), (std::vector<std::string>{"postgres", "shop"}));
        const auto tables = connector->tables("crm", {});
        QVERIFY(tables);
        std::string seen;
        for (const TableInfo &table : *tables)
            seen += table.name.name + " " + std::string(toText(table.kind)) + (table.readable ? "" : " closed") + "\n";
        QCOMPARE(seen, std::string("by_day table closed\norders table closed\nparts table\npeople table\nv view\n"));
        const auto people = connector->shape({"crm", "people"}, Sampling::Yes, {});
        QVERIFY(people && people->isUnique("mail") && people->find("odd \"name"));
        const auto parts = connector->shape({"crm", "parts"}, Sampling::Yes, {});
        QVERIFY(parts && parts->keys.size() == 1);
        QCOMPARE(parts->keys[0].columns, (std::vector<std::string>{"shop", "no"}));
        QCOMPARE(parts->keys[0].target.name, std::string("orders"));
        QCOMPARE(parts->keys[0].targetColumns, (std::vector<std::string>{"shop", "no"}));
        QCOMPARE(connector->shape({"crm", "nothing"}, Sampling::No, {}).error().id, std::string("source.no_table"));
        // May not be read: the server says so.
        const auto orders = connector->shape({"crm", "orders"}, Sampling::No, {});
        QVERIFY(orders && !orders->table.readable);
        QCOMPARE(readRows(*connector, everythingOf(*orders)).fault, std::string("source.not_allowed"));
    }

    void theEnvironmentHasNoSay() {
        for (const auto &[name, value] : {std::pair("PGHOSTADDR", "192.0.2.1"), std::pair("PGOPTIONS", "-c default_transaction_read_only=nonsense"), std::pair("PGSERVICE", "elsewhere")})
            qputenv(name, value);
        PostgresLink::keepOutOfEnvironment();
        QVERIFY(!qEnvironmentVariableIsSet("PGHOSTADDR") && !qEnvironmentVariableIsSet("PGOPTIONS") && !qEnvironmentVariableIsSet("PGSERVICE"));
        QVERIFY(connect()->test({}).has_value());
    }

    void whoMayNotComeIn() {
        SourceConnection about = m_server.connection();
        const auto fault = [](const SourceConnection &connection, const char *password) {
            auto made = makeConnector(connection, Secret(password));
            if (!made)
                return made.error().id;
            const auto tested = (*made)->test({});
            return tested ? std::string() : tested.error().id;
        };
        QCOMPARE(fault(about, LivePostgres::kPassword), std::string());
        QCOMPARE(fault(about, "wrong"), std::string("source.login_refused"));
        // Neither the environment nor a file of passwords helps.
        qputenv("PGPASSWORD", LivePostgres::kPassword);
        QCOMPARE(fault(about, ""), std::string("source.login_refused"));
        qunsetenv("PGPASSWORD");
        SourceConnection other = about;
        other.database = "nothing";
        QCOMPARE(fault(other, LivePostgres::kPassword), std::string("source.no_database"));
        other = about;
        other.user = "nobody";
        QCOMPARE(fault(other, LivePostgres::kPassword), std::string("source.login_refused"));
        other = about;
        other.port = 1;
        QCOMPARE(fault(other, LivePostgres::kPassword), std::string("source.unreachable"));
        // Encryption is wanted and there is none: nothing is sent in the clear.
        other = about;
        other.tls = SourceConnection::Tls::Verified;
        QCOMPARE(fault(other, LivePostgres::kPassword), std::string("source.no_tls"));
        other = about;
        other.host = "db.example.org";
        QCOMPARE(fault(other, LivePostgres::kPassword), std::string("source.plain_elsewhere"));
        other.host = "127.0.0.1,db.example.org";
        QCOMPARE(fault(other, LivePostgres::kPassword), std::string("source.bad_host"));
        other = about;
        other.tls = SourceConnection::Tls::Verified;
        other.rootCertificate = "/dev/null/none";
        QCOMPARE(fault(other, LivePostgres::kPassword), std::string("source.root_unreadable"));
    }

    void certificatesAreVerified() {
        LivePostgres server;
        const QString why = server.start(QStringLiteral("localhost"));
        if (!why.isEmpty())
            QSKIP(qPrintable(why));
        SourceConnection about = server.connection();
        about.tls = SourceConnection::Tls::Verified;
        about.host = "localhost";
        about.rootCertificate = server.caFile().toStdString();
        const auto test = [&] { return (*makeConnector(about, server.password()))->test({}); };
        const auto info = test();
        QVERIFY2(info, info ? "" : (info.error().id + info.error().detail).c_str());
        QVERIFY(QString::fromStdString(info->encryption).startsWith(QStringLiteral("TLSv1.")));
        QVERIFY(!info->mayWrite);
        QCOMPARE(info->product, std::string("PostgreSQL"));
        about.host = "127.0.0.1"; // not what the certificate says
        QCOMPARE(test().error().id, std::string("source.certificate"));
        about.host = "localhost"; // an authority that nobody knows
        about.rootCertificate.clear();
        QVERIFY(test().error().id == "source.certificate" || test().error().id == "source.no_roots");
    }

    void aCancelReachesTheServer() {
        QVERIFY(m_server.run("CREATE VIEW slow AS SELECT i AS id, pg_sleep(0.2)::text AS s FROM generate_series(1, 100000) i; GRANT SELECT ON slow TO reader").isEmpty());
        const auto connector = connect();
        const auto shape = connector->shape({"public", "slow"}, Sampling::No, {});
        QVERIFY(shape);
        const test::CancelledRead read = test::readAndCancel(*connector, everythingOf(*shape), std::chrono::milliseconds(400));
        QCOMPARE(read.fault, std::string("cancelled"));
        QVERIFY2(read.took < std::chrono::milliseconds(200), qPrintable(QString::number(read.took.count())));
        QTRY_COMPARE(m_server.value("SELECT count(*) FROM pg_stat_activity WHERE usename = 'reader' AND state = 'active'"), QStringLiteral("0"));
    }

    void theServerGivesUpInTime() {
        SourceConnection about = m_server.connection();
        about.statementSeconds = 1;
        const auto connector = *makeConnector(about, m_server.password());
        const auto shape = connector->shape({"public", "slow"}, Sampling::No, {});
        QVERIFY(shape);
        QCOMPARE(readRows(*connector, everythingOf(*shape)).fault, std::string("source.too_slow"));
    }

    void aTableIsWrittenBack() {
        QVERIFY(m_server.run("CREATE SCHEMA out; GRANT ALL ON SCHEMA out TO reader").isEmpty());
        const auto connector = connect();
        const auto shape = connector->shape({"public", "kinds"}, Sampling::No, {});
        QVERIFY(shape);
        ReadRequest request;
        request.table = shape->table.name;
        std::vector<engine::Field> fields;
        for (const char *name : {"id", "yes", "real8", "money", "words", "day", "at", "doc"}) {
            const ColumnInfo *column = shape->find(name);
            request.columns.push_back({column->name, column->base, column->field});
            fields.push_back(column->field);
        }
        auto stream = connector->read(request, {});
        QVERIFY(stream);
        const auto page = (*stream)->next();
        QVERIFY(page && *page);
        const auto typed = (*stream)->decode(**page);
        QVERIFY(typed);
        stream->reset();
        for (int round = 0; round < 2; ++round) { // the second replaces the first
            std::size_t at = 0;
            const auto written = connector->materialise({"out", "back \"up\""}, fields,
                                                        [&]() -> Result<std::optional<ingest::DecodedRows>> {
                                                            return at < typed->batches.size() ? std::optional(typed->batches[at++]) : std::nullopt;
                                                        },
                                                        {});
            QVERIFY2(written, written ? "" : written.error().detail.c_str());
            QCOMPARE(*written, std::int64_t{typed->batches.at(0).rows});
        }
        QCOMPARE(m_server.value("SELECT count(*) FROM out.\"back \"\"up\"\"\" b JOIN kinds k USING (id) WHERE b.yes IS NOT DISTINCT FROM k.yes AND b.real8 IS NOT "
                                "DISTINCT FROM k.real8 AND b.money IS NOT DISTINCT FROM k.money AND b.words IS NOT DISTINCT FROM k.words AND b.day IS NOT DISTINCT FROM "
                                "k.day AND b.at IS NOT DISTINCT FROM k.at AND b.doc IS NOT DISTINCT FROM k.doc"),
                 QString::number(typed->batches[0].rows));
        // One that fails leaves what was there.
        bool first = true;
        const auto failed = connector->materialise({"out", "back \"up\""}, fields,
                                                   [&]() -> Result<std::optional<ingest::DecodedRows>> {
                                                       if (std::exchange(first, false))
                                                           return std::optional(typed->batches[0]);
                                                       return Error(ErrorKind::Io, "test.failed");
                                                   },
                                                   {});
        QCOMPARE(failed.error().id, std::string("test.failed"));
        QTRY_COMPARE(m_server.value("SELECT count(*) FROM out.\"back \"\"up\"\"\""), QString::number(typed->batches[0].rows));
        QCOMPARE(m_server.value("SELECT count(*) FROM pg_class WHERE relname LIKE '%audience_new'"), QStringLiteral("0"));
    }

private:
    std::unique_ptr<Connector> connect() { return *makeConnector(m_server.connection(), m_server.password()); }
    LivePostgres m_server;
    bool m_runs = false;
};

AUDIENCE_TEST(PostgresTest)
#include "postgres_test.moc"
