// The connector through real drivers: a PostgreSQL of the test's own by psqlodbc, a file by SQLite's driver, both registered
// in a list of the test's own.
#include "core/warehouse/odbc_here.h"
#include "support/live_postgres.h"
#include "support/test_main.h"

#include <QFile>
#include <QProcess>
#include <QTest>

#ifndef Q_MOC_RUN // moc stumbles over the concepts of the standard library
#include "core/warehouse/read_rows.h"
#include "warehouse/connectors.h"
#include "warehouse/odbc_drivers.h"
#endif

using namespace audience;
using namespace audience::warehouse;
using engine::ColumnType;
using model::SourceConnection;
using test::LivePostgres;
using test::ReadRows;
using test::everythingOf;
using test::registerOdbcDrivers;
using test::readRows;

class OdbcTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_here = registerOdbcDrivers(m_folder.path(), "[file]\nDriver=SQLite3\nDatabase=" + m_folder.filePath(QStringLiteral("shop.db")).toUtf8() +
                                                          "\n[strange]\nDriver=/tmp/library.so\n", rowErrorDriver());
        if (!m_here.hasPostgres && !m_here.hasSqlite)
            QSKIP("no ODBC drivers are installed (Debian: odbc-postgresql, libsqliteodbc)");
        if (!checkOdbc().isBuiltIn)
            QSKIP("built without ODBC");
        m_runs = true;
        if (!m_here.hasPostgres)
            return;
        m_whyNot = m_server.start();
        if (m_whyNot.isEmpty())
            m_whyNot = m_server.run("CREATE TYPE mood AS ENUM ('glad', 'so so');"
                                    "CREATE TABLE kinds (id int8 PRIMARY KEY, yes bool, small int2, whole int4, real4 float4, real8 float8, money numeric(12,2), words varchar(40), "
                                    "long_words text, day date, at timestamptz, local timestamp, doc jsonb, bytes bytea, uid uuid, feeling mood, clock time, tags text[]);"
                                    "INSERT INTO kinds VALUES (-9223372036854775808, true, -32768, 2147483647, 0.5, 0.1::float8 + 0.2::float8, 12.50, 'Zo\xC3\xAB \xF0\x9F\x98\x80', "
                                    "repeat('long \xE2\x98\x83 ', 5000), '2024-02-29', '2024-03-31 02:30:00.123456+05:30', '2024-07-01 12:00', '{\"a\": [1, 2.50]}', '\\x00ff', "
                                    "'01234567-89AB-cdef-0123-456789abcdef', 'so so', '13:14:15', '{a,b}');"
                                    "INSERT INTO kinds (id) VALUES (2); INSERT INTO kinds (id, words) VALUES (3, ''); INSERT INTO kinds (id, real8) VALUES (4, 'NaN');"
                                    "CREATE TABLE steps AS SELECT i AS id, 'at ' || i AS t, timestamptz '2024-01-01 00:00+00' + i * interval '1 hour' AS ts, "
                                    "(i / 3)::numeric(10,1) AS n, date '2024-01-01' + i AS d FROM generate_series(1, 30) i;"
                                    "CREATE TABLE people (id int PRIMARY KEY, mail text UNIQUE, \"odd \"\"name\" text);"
                                    "CREATE TABLE parts (no int, person int REFERENCES people(id));"
                                    "CREATE VIEW slow AS SELECT i AS id, pg_sleep(0.2)::text AS s FROM generate_series(1, 100000) i;"
                                    "CREATE TABLE closed (id int); GRANT SELECT ON kinds, steps, people, parts, slow TO reader;");
    }
    void init() {
        if (!m_runs)
            QSKIP("no ODBC here");
    }

    void everyTypeComesExactly() {
        const auto connector = postgres();
        if (!connector)
            QSKIP(qPrintable(m_whyNot));
        const auto shape = connector->shape({"public", "kinds"}, Sampling::Yes, {});
        QVERIFY2(shape, shape ? "" : (shape.error().id + shape.error().detail).c_str());
        QCOMPARE(QString::fromStdString(test::typeLines(*shape)),
                 QStringLiteral("id int64\nyes bool\nsmall int64\nwhole int64\nreal4 double\nreal8 double\nmoney decimal:2\nwords text\nlong_words text\nday date\nat instant\n"
                                "local instant\ndoc json\nbytes text\nuid text\nfeeling text\nclock text\ntags text\n"));
        QVERIFY(shape->isUnique("id") && !shape->isUnique("words") && !shape->find("id")->nullable);
        ReadRequest request = everythingOf(*shape);
        request.zone = "Europe/Berlin";
        const ReadRows rows = readRows(*connector, request);
        QCOMPARE(QString::fromStdString(rows.fault + rows.detail), QString());
        QCOMPARE(rows.cells.size(), std::size_t{3});
        std::string longWords;
        for (int i = 0; i < 5000; ++i)
            longWords += "long ☃ ";
        const std::vector<std::string> first{"-9223372036854775808", "true", "-32768", "2147483647", "0.5", "0.30000000000000004", "12.50", "Zoë 😀", longWords, "2024-02-29",
                                             "2024-03-30T21:00:00.123456Z", "2024-07-01T10:00:00Z", "{\"a\":[1,2.50]}", "\\x00ff", "01234567-89ab-cdef-0123-456789abcdef",
                                             "so so", "13:14:15", "{a,b}"};
        for (std::size_t i = 0; i < first.size(); ++i)
            QVERIFY2(rows.cells[0][i] == first[i], (shape->columns[i].name + ": " + rows.cells[0][i].substr(0, 200)).c_str());
        QCOMPARE(rows.cells[1], [&] {
            std::vector<std::string> nulls(first.size(), "NULL");
            nulls[0] = "2";
            return nulls;
        }());
        QCOMPARE(QString::fromStdString(rows.cells[2][0] + rows.cells[2][7]), QStringLiteral("3")); // an empty text is not nothing
        QCOMPARE(QString::fromStdString(rows.rejectLines()), QStringLiteral("4 real8 sync.reject.not_a_number\n"));
    }

    void numbersWithManyDigitsAreLookedAt() {
        const auto connector = postgres();
        if (!connector)
            QSKIP(qPrintable(m_whyNot));
        QCOMPARE(m_server.run("CREATE TABLE digits AS SELECT i AS id, (1000000000 + i)::numeric(30,10) AS large, (i * 12.34)::numeric(12,2) / 3 AS third, 12345678901234567890::numeric(25,0) + i AS code, "
                              "i::numeric(12,2) AS plain FROM generate_series(1, 3000) i; GRANT SELECT ON digits TO reader"), QString());
        const auto shape = connector->shape({"public", "digits"}, Sampling::Yes, {});
        QVERIFY2(shape, shape ? "" : (shape.error().id + shape.error().detail).c_str());
        QCOMPARE(QString::fromStdString(test::typeLines(*shape)), QStringLiteral("id int64\nlarge decimal:6\nthird double\ncode text\nplain decimal:2\n"));
        const ReadRows rows = readRows(*connector, everythingOf(*shape));
        QCOMPARE(QString::fromStdString(rows.fault + rows.detail + rows.rejectLines()), QString());
        QCOMPARE(rows.cells.size(), std::size_t{3000});
        QCOMPARE(rows.cells[0][1] + " " + rows.cells[0][3], std::string("1000000001.000000 12345678901234567891"));
        QVERIFY(m_server.run("DROP TABLE digits").isEmpty());
    }

    void itGoesOnBehindAPosition() {
        const auto connector = postgres();
        if (!connector)
            QSKIP(qPrintable(m_whyNot));
        const auto shape = connector->shape({"public", "steps"}, Sampling::No, {});
        QVERIFY2(shape, shape ? "" : shape.error().detail.c_str());
        struct Step {
            const char *order, *after;
            bool with;
            std::int64_t lookBack;
            std::size_t count;
        };
        for (const Step &step : {Step{"id", "27", false, 0, 3}, Step{"id", "27", true, 0, 4}, Step{"t", "at 7", false, 0, 2}, Step{"n", "10.0", true, 0, 1},
                                 Step{"ts", "2024-01-02 04:00:00", false, 0, 2}, Step{"ts", "2024-01-02 04:00:00", false, 7200, 5}, Step{"d", "2024-01-29", true, 0, 3},
                                 Step{"id", "", false, 0, 30}}) {
            ReadRequest request = everythingOf(*shape);
            request.order = step.order;
            request.orderBase = shape->find(step.order)->base;
            request.after = step.after;
            request.withAfter = step.with;
            request.lookBackSeconds = step.lookBack;
            const ReadRows rows = readRows(*connector, request);
            QCOMPARE(QString::fromStdString(rows.fault + rows.detail), QString());
            QVERIFY2(rows.cells.size() == step.count, qPrintable(QStringLiteral("%1 %2: %3").arg(QLatin1String(step.order), QLatin1String(step.after)).arg(rows.cells.size())));
            // And what it says as its own position is understood again.
            if (step.count < 30)
                continue;
            request.after = rows.positions.back();
            request.withAfter = true;
            QCOMPARE(readRows(*connector, request).cells.size(), std::size_t{1});
        }
        ReadRequest hostile = everythingOf(*shape);
        hostile.order = "t";
        hostile.orderBase = shape->find("t")->base;
        hostile.after = "x' OR true --\\";
        QCOMPARE(readRows(*connector, hostile).cells.size(), std::size_t{0});
        hostile.order = "id";
        hostile.orderBase = "integer";
        QCOMPARE(readRows(*connector, hostile).fault, std::string("source.bad_position"));
    }

    void whatIsInADatabase() {
        const auto connector = postgres();
        if (!connector)
            QSKIP(qPrintable(m_whyNot));
        const auto tables = connector->tables("public", {});
        QVERIFY2(tables, tables ? "" : tables.error().detail.c_str());
        std::string seen;
        for (const TableInfo &table : *tables)
            seen += table.name.name + " " + std::string(toText(table.kind)) + "\n";
        QCOMPARE(seen, std::string("closed table\nkinds table\nparts table\npeople table\nslow view\nsteps table\n"));
        QCOMPARE(*connector->schemas({}), std::vector<std::string>{"public"});
        const auto people = connector->shape({"public", "people"}, Sampling::No, {});
        QVERIFY(people && people->isUnique("mail") && people->find("odd \"name"));
        const ReadRows none = readRows(*connector, everythingOf(*people));
        QCOMPARE(QString::fromStdString(none.fault + none.detail), QString());
        const auto parts = connector->shape({"public", "parts"}, Sampling::No, {});
        QVERIFY(parts && parts->keys.size() == 1);
        QCOMPARE(parts->keys[0].target.name, std::string("people"));
        QCOMPARE(parts->keys[0].targetColumns, std::vector<std::string>{"id"});
        QCOMPARE(connector->shape({"public", "peopl%"}, Sampling::No, {}).error().id, std::string("source.no_table"));
        const auto closed = connector->shape({"public", "closed"}, Sampling::No, {});
        QVERIFY2(closed, closed ? "" : (closed.error().id + closed.error().detail).c_str());
        QVERIFY(!closed->table.readable);
        const auto info = connector->test({});
        QVERIFY(info);
        QCOMPARE(info->product, std::string("PostgreSQL"));
        const Capabilities can = connector->capabilities();
        QVERIFY(can.writesTables && can.estimatesRows && can.cancelsThere && can.readsOneMoment && !can.runsQueries);
        QCOMPARE(connector->query("SELECT 1", 1, {}).error().id, std::string("source.runs_no_queries"));
    }

    void whoMayNotComeIn() {
        if (!postgres())
            QSKIP(qPrintable(m_whyNot));
        const auto fault = [&](const SourceConnection &about, const char *password) {
            const auto made = makeConnector(about, Secret(password));
            if (!made)
                return made.error().id;
            const auto tested = (*made)->test({});
            return tested ? std::string() : tested.error().id;
        };
        SourceConnection about = connection();
        QCOMPARE(fault(about, LivePostgres::kPassword), std::string());
        QCOMPARE(fault(about, "wrong"), std::string("source.login_refused"));
        about.port = 1;
        QCOMPARE(fault(about, LivePostgres::kPassword), std::string("source.unreachable"));
        about = connection();
        about.database = "nothing";
        QCOMPARE(fault(about, LivePostgres::kPassword), std::string("source.no_database"));
        about = connection();
        about.tls = SourceConnection::Tls::Verified;
        const std::string unprotected = fault(about, LivePostgres::kPassword);
        QVERIFY2(unprotected == "source.no_tls" || unprotected == "source.no_roots", unprotected.c_str());
        about.host = "localhost"; // a server with a certificate of another authority is a stranger
        about = connection();
        about.options["driver"] = "Broken";
        QCOMPARE(fault(about, LivePostgres::kPassword), std::string("odbc.driver_broken"));
    }

    void certificatesAreVerified() {
        if (!postgres())
            QSKIP(qPrintable(m_whyNot));
        LivePostgres server;
        QCOMPARE(server.start(QStringLiteral("localhost")), QString());
        SourceConnection about = connection();
        about.port = server.port();
        about.tls = SourceConnection::Tls::Verified;
        about.host = "localhost";
        about.rootCertificate = server.caFile().toStdString();
        const auto test = [&] { return (*makeConnector(about, server.password()))->test({}); };
        const auto info = test();
        QVERIFY2(info, info ? "" : (info.error().id + info.error().detail).c_str());
        about.host = "127.0.0.1"; // not what the certificate says
        QCOMPARE(test().error().id, std::string("source.certificate"));
        about.host = "localhost"; // an authority that nobody knows
        about.rootCertificate.clear();
        const std::string stranger = test().error().id;
        QVERIFY2(stranger == "source.certificate" || stranger == "source.no_roots", stranger.c_str());
    }

    void aCancelEndsItHereAndThere() {
        const auto connector = postgres();
        if (!connector)
            QSKIP(qPrintable(m_whyNot));
        const auto shape = connector->shape({"public", "slow"}, Sampling::No, {});
        QVERIFY(shape);
        const test::CancelledRead read = test::readAndCancel(*connector, everythingOf(*shape), std::chrono::milliseconds(600));
        QCOMPARE(read.fault, std::string("cancelled"));
        QVERIFY2(read.took < std::chrono::milliseconds(200), qPrintable(QString::number(read.took.count())));
        QTRY_COMPARE_WITH_TIMEOUT(m_server.value("SELECT count(*) FROM pg_stat_activity WHERE usename = 'reader' AND state = 'active'"), QStringLiteral("0"), 10'000);
    }

    // A row that the driver could not give is refused: what stands in its place is of another.
    void aRowInErrorIsRefused() {
        if (rowErrorDriver().isEmpty())
            QSKIP("SQLite's ODBC driver is not installed (Debian: libsqliteodbc)");
        const QString path = m_folder.filePath(QStringLiteral("rows.db"));
        const QString failure = sqlite(path, "CREATE TABLE numbers (id integer PRIMARY KEY, n integer); INSERT INTO numbers VALUES (1, 10), (2, 20), (3, 30), (4, 40);");
        if (!failure.isEmpty())
            QSKIP(qPrintable(failure));
        SourceConnection about = fileConnection(path);
        about.options["driver"] = kRowErrorDriver;
        const auto connector = makeConnector(about, Secret());
        QVERIFY2(connector, connector ? "" : connector.error().id.c_str());
        ReadRequest request;
        request.table = {"", "numbers"};
        for (const char *column : {"id", "n"})
            request.columns.push_back({column, "integer", {column, ColumnType::Int64, 0}});
        const ReadRows rows = readRows(**connector, request);
        QCOMPARE(QString::fromStdString(rows.fault + rows.detail), QString());
        QCOMPARE(rows.rejectLines(), std::string("2 id sync.reject.garbled\n"));
        QCOMPARE(rows.cells, (std::vector<std::vector<std::string>>{{"1", "10"}, {"3", "30"}, {"4", "40"}}));
    }

    void aFileOfSqlite() {
        if (!m_here.hasSqlite)
            QSKIP("SQLite's ODBC driver is not installed (Debian: libsqliteodbc)");
        const QString path = m_folder.filePath(QStringLiteral("shop.db"));
        const QString failure = sqlite(path, "CREATE TABLE people (id integer PRIMARY KEY, mail varchar(10) UNIQUE, note text, spent double, photo blob, at timestamp);"
                     "INSERT INTO people VALUES (1, 'a-much-longer-address@example.org', 'Zo\xC3\xAB', 0.1, x'00ff', '2026-01-02 03:04:05'), (2, NULL, '', -1e300, NULL, NULL);"
                     "WITH RECURSIVE n(i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO people (id, mail) SELECT i, 'p' || i FROM n;");
        if (!failure.isEmpty())
            QSKIP(qPrintable(failure));
        SourceConnection about = fileConnection(path);
        for (const char *option : {"driver", "dsn"}) {
            about.options.clear();
            about.options[option] = std::string(option) == "driver" ? test::kSqliteOdbc : "file";
            about.database = std::string(option) == "driver" ? path.toStdString() : std::string();
            auto made = makeConnector(about, {});
            QVERIFY2(made, made ? "" : made.error().id.c_str());
            const auto shape = (*made)->shape({"", "people"}, Sampling::No, {});
            QVERIFY2(shape, shape ? "" : (shape.error().id + shape.error().detail).c_str());
            ReadRequest request = everythingOf(*shape);
            request.order = "id";
            request.orderBase = "integer";
            const ReadRows rows = readRows(**made, request);
            QCOMPARE(QString::fromStdString(rows.fault + rows.detail + rows.rejectLines()), QString());
            QCOMPARE(rows.cells.size(), std::size_t{3000});
            QCOMPARE(QString::fromStdString(rows.cells[0][1]), QStringLiteral("a-much-longer-address@example.org")); // longer than its column says
            QCOMPARE(rows.cells[0][2], std::string("Zoë"));
            QCOMPARE(rows.cells[0][3], std::string("0.1"));
            QCOMPARE(rows.cells[0][4], std::string("\\x00ff"));
            QCOMPARE(rows.cells[1][1], std::string("NULL"));
            QCOMPARE(rows.positions.back(), std::string("3000"));
            request.after = "2990";
            QCOMPARE(readRows(**made, request).cells.size(), std::size_t{10});
        }
        about.options = {{"driver", test::kSqliteOdbc}};
        about.database = m_folder.filePath(QStringLiteral("nothing.db")).toStdString();
        QVERIFY(!(*makeConnector(about, {}))->tables({}, {}) || (*makeConnector(about, {}))->tables({}, {})->empty());
        QVERIFY(!QFile::exists(QString::fromStdString(about.database)));
    }

    void aReadIsEstimated() {
        const auto connector = postgres();
        if (!connector)
            QSKIP(qPrintable(m_whyNot));
        QCOMPARE(m_server.run("CREATE TABLE counted AS SELECT i AS id, repeat('x', 100) AS t FROM generate_series(1, 10000) i; ANALYZE counted; GRANT SELECT ON counted TO reader"), QString());
        const auto shape = connector->shape({"public", "counted"}, Sampling::No, {});
        QVERIFY(shape);
        ReadRequest request = everythingOf(*shape);
        const auto all = connector->estimate(request, {});
        QVERIFY2(all, all ? "" : all.error().detail.c_str());
        QCOMPARE(all->rows, std::int64_t{10'000});
        QVERIFY2(all->bytes > 1'000'000 && all->bytes < 1'300'000, qPrintable(QString::number(all->bytes)));
        request.order = "id";
        request.orderBase = "integer";
        request.after = "9000";
        const auto few = connector->estimate(request, {});
        QVERIFY2(few, few ? "" : few.error().detail.c_str());
        QVERIFY2(few->rows > 800 && few->rows < 1200, qPrintable(QString::number(few->rows)));
    }

    void aTableIsWrittenBack_data() {
        QTest::addColumn<bool>("isSqlite");
        QTest::newRow("PostgreSQL") << false;
        QTest::newRow("SQLite") << true;
    }
    void aTableIsWrittenBack() {
        QFETCH(bool, isSqlite);
        if (isSqlite ? !m_here.hasSqlite : !postgres())
            QSKIP("the driver is not installed");
        if (!isSqlite)
            QCOMPARE(m_server.run("CREATE SCHEMA IF NOT EXISTS back AUTHORIZATION reader; CREATE TABLE back.theirs (id int); GRANT SELECT ON back.theirs TO reader"), QString());
        const QString path = m_folder.filePath(QStringLiteral("written.db"));
        SourceConnection about = connection();
        if (isSqlite) {
            QVERIFY(sqlite(path, "CREATE TABLE theirs (id int)").isEmpty());
            about = fileConnection(path);
        }
        auto made = makeConnector(about, m_server.password());
        QVERIFY(made);
        Connector &connector = **made;
        const TableName target{isSqlite ? "" : "back", "the \"best\" ones"}, theirs{target.schema, "theirs"};
        const std::vector<engine::Field> fields{{"id", ColumnType::Int64, 0}, {"word", ColumnType::Text, 0}, {"at", ColumnType::Instant, 0}, {"day", ColumnType::Date, 0},
                                                {"sum", ColumnType::Decimal, 2}, {"yes", ColumnType::Bool, 0}, {"share", ColumnType::Double, 0}, {"doc", ColumnType::Json, 0}};
        const auto rowsOf = [&](std::int64_t count) {
            ingest::DecodedRows rows;
            rows.rows = static_cast<std::uint32_t>(count);
            for (const engine::Field &field : fields) {
                engine::ColumnData column;
                column.type = field.type;
                column.scale = field.scale;
                rows.columns.push_back(column);
            }
            for (std::int64_t row = 0; row < count; ++row) {
                const std::vector<engine::Cell> cells{row, row % 3 == 0 ? engine::Cell() : engine::Cell(row == 1 ? std::string(9000, 'y') : std::string("it's 'Zo\xC3\xAB' \xF0\x9F\x98\x80 \\")), Instant{row * 1'000'001},
                                                      CivilDate{static_cast<std::int32_t>(row)}, Decimal{-row, 2}, row % 2 == 0, 0.1 + 0.2, engine::Cell(std::string("{\"a\":[1,2.50]}"))};
                for (std::size_t i = 0; i < cells.size(); ++i)
                    (void)engine::appendCell(rows.columns[i], cells[i]);
            }
            return rows;
        };
        const auto write = [&](const TableName &table, std::int64_t count, int batches, bool fails = false) {
            return connector.materialise(table, fields,
                                         [&]() -> Result<std::optional<ingest::DecodedRows>> {
                                             if (batches-- > 0)
                                                 return std::optional(rowsOf(count));
                                             return fails ? Result<std::optional<ingest::DecodedRows>>(Error(ErrorKind::Io, "test.failed")) : std::optional<ingest::DecodedRows>();
                                         },
                                         {});
        };
        for (const std::int64_t count : {std::int64_t{777}, std::int64_t{1'234}}) { // the second replaces the first
            const auto written = write(target, count, 2);
            QVERIFY2(written, written ? "" : (written.error().id + written.error().detail).c_str());
            QCOMPARE(*written, 2 * count);
        }
        // What stands there is what was written.
        const auto shape = connector.shape(target, Sampling::No, {});
        QVERIFY2(shape, shape ? "" : (shape.error().id + shape.error().detail).c_str());
        ReadRequest request = everythingOf(*shape);
        request.order = "id"; // each is there twice
        request.orderBase = shape->find("id")->base;
        const ReadRows rows = readRows(connector, request);
        QCOMPARE(QString::fromStdString(rows.fault + rows.detail + rows.rejectLines()), QString());
        QCOMPARE(rows.cells.size(), std::size_t{2'468});
        QCOMPARE(rows.cells[0][1], std::string("NULL"));
        QCOMPARE(rows.cells[2][1].size(), std::size_t{9000});
        const std::vector<std::string> &second = rows.cells[4];
        QCOMPARE(second[0], std::string("2"));
        QCOMPARE(second[1], std::string("it's 'Zo\xC3\xAB' \xF0\x9F\x98\x80 \\"));
        QCOMPARE(QString::fromStdString(second[2]), QStringLiteral("1970-01-01T00:00:02.000002Z"));
        QCOMPARE(QString::fromStdString(second[3]), QStringLiteral("1970-01-03"));
        QVERIFY2(std::stod(second[4]) == -0.02, second[4].c_str());
        QVERIFY2(second[5] == "true" || second[5] == "1", second[5].c_str());
        QCOMPARE(second[6], std::string("0.30000000000000004"));
        QVERIFY2(second[7] == "{\"a\":[1,2.50]}", second[7].c_str());
        // One that fails leaves what was there, and nothing beside it.
        QCOMPARE(write(target, 10, 1, true).error().id, std::string("test.failed"));
        QCOMPARE(readRows(connector, request).cells.size(), std::size_t{2'468});
        const auto tables = connector.tables(target.schema, {});
        QVERIFY(tables && std::none_of(tables->begin(), tables->end(), [](const TableInfo &one) { return one.name.name.find("__audience") != std::string::npos; }));
        // What somebody else made stays, and who may not write is told so.
        QCOMPARE(write(theirs, 1, 1).error().id, std::string("source.not_ours"));
        if (!isSqlite)
            QCOMPARE(write({"public", "new"}, 1, 1).error().id, std::string("source.not_allowed"));
    }

    void theCheckSaysWhatIsThere() {
        const OdbcCheck check = checkOdbc();
        std::string drivers;
        for (const OdbcCheck::Driver &driver : check.drivers)
            drivers += driver.name + (driver.isProtected ? " protected\n" : "\n");
        QVERIFY2(drivers.find("Broken\n") != std::string::npos, drivers.c_str());
        const auto source = [&](const char *name) { return std::find_if(check.sources.begin(), check.sources.end(), [&](const auto &one) { return one.name == name; }); };
        QVERIFY(source("strange") != check.sources.end() && !source("strange")->isUsable);
        QCOMPARE(source("file")->isUsable, m_here.hasSqlite);
        QVERIFY(check.forSqlServer.empty());
        QVERIFY(std::any_of(check.advice.begin(), check.advice.end(), [](const Error &one) { return one.id == "odbc.no_sqlserver_driver"; }));
    }

private:
    // Empty when all went well.
    static constexpr const char *kRowErrorDriver = "SQLite3 ODBC Driver"; // known as one of SQLite
    // Its lines in the list of drivers; empty where it could not be made.
    static QByteArray rowErrorDriver() {
#ifdef AUDIENCE_ROW_ERROR_DRIVER
        return QByteArray("[") + kRowErrorDriver + "]\nDriver=" AUDIENCE_ROW_ERROR_DRIVER "\n";
#else
        return {};
#endif
    }
    static QString sqlite(const QString &path, const QByteArray &sql) {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral("sqlite3"), {path});
        if (!process.waitForStarted())
            return QStringLiteral("sqlite3 is not installed");
        process.write(sql);
        process.closeWriteChannel();
        process.waitForFinished();
        return QString::fromUtf8(process.readAll());
    }
    static SourceConnection fileConnection(const QString &path) {
        SourceConnection about;
        about.kind = "odbc";
        about.name = "file";
        about.port = 0;
        about.credentials = "none";
        about.options["driver"] = test::kSqliteOdbc;
        about.database = path.toStdString();
        return about;
    }
    SourceConnection connection() const {
        SourceConnection about = m_server.connection();
        about.kind = "odbc";
        about.options["driver"] = test::kPostgresOdbc;
        return about;
    }
    std::unique_ptr<Connector> postgres() {
        if (!m_here.hasPostgres || !m_whyNot.isEmpty()) {
            if (m_whyNot.isEmpty())
                m_whyNot = QStringLiteral("psqlodbc is not installed (Debian: odbc-postgresql)");
            return nullptr;
        }
        auto made = makeConnector(connection(), m_server.password());
        return made ? std::move(*made) : nullptr;
    }
    QTemporaryDir m_folder;
    test::OdbcHere m_here;
    QString m_whyNot;
    LivePostgres m_server;
    bool m_runs = false;
};

AUDIENCE_TEST(OdbcTest)
#include "odbc_test.moc"
