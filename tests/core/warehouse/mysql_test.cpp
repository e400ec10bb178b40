// The connector against a real MariaDB whose settings are nobody's default: every type, what is in a database, how a
// connection is refused, cancelled and broken, and a table written back.
#include "support/live_mariadb.h"
#include "support/test_main.h"

#include <QFile>
#include <QTest>

#ifndef Q_MOC_RUN // moc stumbles over the concepts of the standard library
#include "core/warehouse/read_rows.h"
#include "warehouse/connectors.h"
#endif

using namespace audience;
using namespace audience::warehouse;
using engine::ColumnType;
using model::SourceConnection;
using test::LiveMariaDb;
using test::ReadRows;
using test::everythingOf;
using test::readRows;

namespace {

QByteArray typesTable() {
    return "SET sql_mode = '', time_zone = '+00:00';"
           "CREATE TABLE kinds (id bigint PRIMARY KEY, yes tinyint(1), small tinyint unsigned, whole int, huge bigint unsigned, born year, flag bit(1), bits bit(40), "
           "real4 float, real8 double, money decimal(12,2), wide decimal(30,10), words varchar(40) CHARACTER SET latin1, long_words text CHARACTER SET utf8mb4, "
           "feeling enum('glad','so so'), tags set('a','b'), day date, at timestamp(6) NULL, local datetime(6), clock time, doc json, bytes varbinary(20), "
           "pad binary(4), pic blob, uid uuid, addr inet6, place point) DEFAULT CHARSET utf8mb4;"
           "INSERT INTO kinds VALUES (-9223372036854775808, 1, 255, -2147483648, 9223372036854775807, 2024, b'1', b'1111', 0.1, -1e308, 12.50, 123456.0000000001, "
           "'Zo\xC3\xAB', '\xE2\x98\x83 \xF0\x9F\x98\x80 it''s \\\\ n', 'so so', 'a,b', '2024-02-29', '2024-03-31 02:30:00.123456', '2024-07-01 12:00:00.5', "
           "'-101:02:03', '{\"a\": [1, 2.50]}', x'00ff27', 'ab', x'5c', '123e4567-e89b-42d3-a456-426614174000', '2001:db8::1', POINT(1, 2));"
           "INSERT INTO kinds (id, at) VALUES (2, NULL);"
           "INSERT INTO kinds (id, words, tags) VALUES (3, '', '');"
           "INSERT INTO kinds (id, day) VALUES (4, '0000-00-00');"
           "INSERT INTO kinds (id, local) VALUES (5, '2024-02-00 00:00:00');"
           "INSERT INTO kinds (id, at) VALUES (6, 0);"
           "INSERT INTO kinds (id, huge) VALUES (7, 9223372036854775808);"
           "INSERT INTO kinds (id, yes) VALUES (8, 5);"
           "INSERT INTO kinds (id, wide) VALUES (9, 12345678901234567890.5);"
           "INSERT INTO kinds (id, real8) VALUES (10, 0.1e0 + 0.2e0);";
}

std::string faultOf(const SourceConnection &connection, const char *password) {
    auto made = makeConnector(connection, Secret(password));
    if (!made)
        return made.error().id;
    const auto tested = (*made)->test({});
    return tested ? std::string() : tested.error().id;
}

} // namespace

class MysqlTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        SourceConnection about = m_server.connection();
        about.port = 3306;
        if (!makeConnector(about, {}))
            QSKIP("built without libmariadb");
        const QString why = m_server.start();
        if (!why.isEmpty())
            QSKIP(qPrintable(why));
        m_runs = true;
        const QString failure = m_server.run(typesTable());
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
    }
    void init() {
        if (!m_runs)
            QSKIP("MariaDB does not run");
        if (!m_server.isRunning())
            QVERIFY(m_server.startAgain().isEmpty());
    }

    void everyTypeComesExactly() {
        const auto connector = connect();
        const auto shape = connector->shape({"shop", "kinds"}, Sampling::Yes, {});
        QVERIFY2(shape, shape ? "" : shape.error().detail.c_str());
        QCOMPARE(QString::fromStdString(test::typeLines(*shape)),
                 QStringLiteral("id int64\nyes int64\nsmall int64\nwhole int64\nhuge int64\nborn int64\nflag bool\nbits int64\nreal4 double\nreal8 double\n"
                                "money decimal:2\nwide double\nwords text\nlong_words text\nfeeling text\ntags text\nday date\nat instant\nlocal instant\n"
                                "clock text\ndoc json\nbytes text\npad text\npic text\nuid text\naddr text\nplace text\n"));
        QCOMPARE(shape->find("money")->type, std::string("decimal(12,2)"));
        QVERIFY(shape->isUnique("id") && !shape->isUnique("words") && !shape->find("id")->nullable);
        ReadRequest request = everythingOf(*shape);
        request.zone = "Europe/Berlin";
        const ReadRows rows = readRows(*connector, request);
        QCOMPARE(QString::fromStdString(rows.fault + rows.detail), QString());
        const std::vector<std::string> first{"-9223372036854775808", "1", "255", "-2147483648", "9223372036854775807", "2024", "true", "15", "0.10000000149011612",
                                             "-1e+308", "12.50", "123456.0000000001", "Zoë", "☃ 😀 it's \\ n", "so so", "a,b", "2024-02-29",
                                             "2024-03-31T02:30:00.123456Z", "2024-07-01T10:00:00.500Z", "-101:02:03", "{\"a\":[1,2.50]}", "\\x00ff27", "\\x61620000",
                                             "\\x5c", "123e4567-e89b-42d3-a456-426614174000", "2001:db8::1", "POINT(1 2)"};
        QCOMPARE(rows.cells.size(), std::size_t{8});
        for (std::size_t i = 0; i < first.size(); ++i)
            QCOMPARE(QString::fromStdString(rows.cells[0][i]), QString::fromStdString(first[i]));
        QCOMPARE(rows.cells[1], [&] {
            std::vector<std::string> nulls(first.size(), "NULL");
            nulls[0] = "2";
            return nulls;
        }());
        QCOMPARE(rows.cells[2][12], std::string()); // an empty text is not nothing
        QCOMPARE(rows.cells[7][9], std::string("0.30000000000000004"));
        QCOMPARE(rows.cells[3][16] + rows.cells[4][17] + rows.cells[5][1], std::string("NULLNULL5")); // zeros stand for no day
        QCOMPARE(rows.noTimes, std::int64_t{2});
        QCOMPARE(rows.cells[6][11], std::string("1.2345678901234567e+19"));
        QCOMPARE(QString::fromStdString(rows.rejectLines()),
                 QStringLiteral("5 local ingest.reject.wrong_type\n7 huge sync.reject.out_of_range\n"));
    }

    // tinyint(1) is how a truth value is declared, and any small number; decimals may have more digits than are kept here.
    void theValuesDecideWhatAColumnIs() {
        const auto connector = connect();
        const QString failure = m_server.run("CREATE TABLE judged (id int PRIMARY KEY, yes tinyint(1), state tinyint(1), below tinyint(1), nothing tinyint(1), large decimal(30,10), third decimal(30,16));"
                                             "INSERT INTO judged SELECT seq, seq % 2, 1, seq % 2, NULL, 1000000000 + seq, CAST(seq * 10 AS decimal(30,16)) / 3 FROM seq_1_to_30000;"
                                             "UPDATE judged SET state = 2 WHERE id = 15000; UPDATE judged SET below = -1 WHERE id = 30000; ANALYZE TABLE judged;"
                                             "CREATE VIEW judged_view AS SELECT * FROM judged;");
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
        const auto shape = connector->shape({"shop", "judged"}, Sampling::Yes, {});
        QVERIFY2(shape, shape ? "" : shape.error().detail.c_str());
        QCOMPARE(QString::fromStdString(test::typeLines(*shape)), QStringLiteral("id int64\nyes bool\nstate int64\nbelow int64\nnothing bool\nlarge decimal:6\nthird double\n"));
        const ReadRows rows = readRows(*connector, everythingOf(*shape));
        QCOMPARE(QString::fromStdString(rows.fault + rows.detail + rows.rejectLines()), QString());
        QCOMPARE(rows.cells.size(), std::size_t{30'000});
        const auto view = connector->shape({"shop", "judged_view"}, Sampling::Yes, {});
        QVERIFY2(view, view ? "" : view.error().detail.c_str());
        QCOMPARE(test::typeLines(*view), test::typeLines(*shape));
    }

    // As texts they all come, in the words of the server.
    void asTextEverythingComes() {
        const auto connector = connect();
        const auto shape = connector->shape({"shop", "kinds"}, Sampling::No, {});
        QVERIFY(shape);
        ReadRequest request = everythingOf(*shape);
        for (ReadColumn &column : request.columns)
            column.field.type = ColumnType::Text;
        request.order = "id";
        request.orderBase = "bigint";
        const ReadRows rows = readRows(*connector, request);
        QCOMPARE(QString::fromStdString(rows.fault + rows.detail), QString());
        QCOMPARE(rows.cells.size(), std::size_t{10});
        QCOMPARE(rows.positions, std::vector<std::string>{"10"});
        QCOMPARE(rows.cells[0][17], std::string("2024-03-31 02:30:00.123456"));
        QCOMPARE(rows.cells[3][16], std::string("0000-00-00"));
        QCOMPARE(rows.cells[4][18], std::string("2024-02-00 00:00:00.000000"));
        QCOMPARE(rows.cells[6][4], std::string("9223372036854775808"));
        QCOMPARE(rows.cells[7][1], std::string("5"));
        QCOMPARE(connector->checkField(*shape->find("at"), {"at", ColumnType::Int64, 0}).error().id, std::string("source.not_readable_as"));
        QVERIFY(connector->checkField(*shape->find("yes"), {"yes", ColumnType::Int64, 0}));
        QCOMPARE(connector->checkOrder(*shape->find("doc")).error().id, std::string("source.no_order"));
        QCOMPARE(connector->checkOrder(*shape->find("feeling")).error().id, std::string("source.no_order"));
    }

    void itGoesOnBehindAPosition() {
        const auto connector = connect();
        const QString failure = m_server.run("CREATE TABLE steps (id int PRIMARY KEY, t varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci, ts timestamp NULL, "
                                             "n decimal(10,1), d date, u varchar(20) CHARACTER SET latin1 UNIQUE);"
                                             "SET time_zone = '+00:00'; INSERT INTO steps SELECT seq, CONCAT('at ', seq), TIMESTAMP'2024-01-01 00:00:00' + INTERVAL seq HOUR, "
                                             "seq DIV 3, DATE'2024-01-01' + INTERVAL seq DAY, CONCAT('u', seq) FROM seq_1_to_30;"
                                             "INSERT INTO steps (id) VALUES (99)");
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
        const auto shape = connector->shape({"shop", "steps"}, Sampling::No, {});
        QVERIFY(shape);
        struct Step {
            const char *order, *after;
            bool with;
            std::int64_t lookBack;
            std::size_t count;
        };
        for (const Step &step : {Step{"id", "27", false, 0, 4}, Step{"id", "27", true, 0, 5}, Step{"t", "at 7", false, 0, 2}, Step{"t", "AT 7", false, 0, 30},
                                 Step{"n", "10.0", true, 0, 1}, Step{"ts", "2024-01-02 04:00:00", false, 0, 2}, Step{"ts", "2024-01-02T04:00:00Z", false, 7200, 5},
                                 Step{"ts", "", false, 0, 30}, Step{"d", "2024-01-29", false, 0, 2}, Step{"d", "2024-01-29", false, 86400, 4}, Step{"u", "u7", true, 0, 3},
                                 Step{"id", "", false, 0, 31}}) {
            ReadRequest request = everythingOf(*shape);
            request.order = step.order;
            request.orderBase = shape->find(step.order)->base;
            request.after = step.after;
            request.withAfter = step.with;
            request.lookBackSeconds = step.lookBack;
            const ReadRows rows = readRows(*connector, request);
            QCOMPARE(QString::fromStdString(rows.fault + rows.detail), QString());
            QVERIFY2(rows.cells.size() == step.count, qPrintable(QStringLiteral("%1 %2: %3").arg(QLatin1String(step.order), QLatin1String(step.after)).arg(rows.cells.size())));
        }
        ReadRequest hostile = everythingOf(*shape);
        hostile.order = "t";
        hostile.orderBase = "varchar";
        hostile.after = "x' OR 1 = 1 -- \\";
        QCOMPARE(readRows(*connector, hostile).cells.size(), std::size_t{0});
        hostile.order = "id";
        hostile.orderBase = "int";
        hostile.after = "1 OR 1 = 1";
        QCOMPARE(readRows(*connector, hostile).fault, std::string("source.bad_position"));
        hostile.order = "ts";
        hostile.orderBase = "timestamp";
        QCOMPARE(readRows(*connector, hostile).fault, std::string("source.bad_position"));
        const auto estimate = connector->estimate(everythingOf(*shape), {});
        QVERIFY(estimate && estimate->rows > 0 && estimate->bytes > estimate->rows);
    }

    void whatIsInADatabase() {
        const QString failure = m_server.run("CREATE DATABASE crm; GRANT SELECT ON crm.people TO reader@'%'; GRANT SELECT ON crm.parts TO reader@'%'; "
                                             "GRANT SELECT ON crm.v TO reader@'%'; GRANT INSERT ON crm.orders TO reader@'%';");
        QVERIFY(!failure.isEmpty()); // there are no such tables yet
        const QString made = m_server.run("CREATE TABLE crm.people (id int PRIMARY KEY, mail varchar(200) UNIQUE, `odd ``name` text, part varchar(300), UNIQUE (part(10)));"
                                          "CREATE TABLE crm.orders (shop int, no int, person int REFERENCES crm.people(id), PRIMARY KEY (shop, no));"
                                          "CREATE TABLE crm.parts (shop int, no int, FOREIGN KEY (shop, no) REFERENCES crm.orders (shop, no));"
                                          "CREATE VIEW crm.v AS SELECT id FROM crm.people; GRANT SELECT ON crm.people TO reader@'%'; GRANT SELECT ON crm.parts TO reader@'%'; "
                                          "GRANT SELECT ON crm.v TO reader@'%'; GRANT INSERT ON crm.orders TO reader@'%';");
        QVERIFY2(made.isEmpty(), qPrintable(made));
        const auto connector = connect();
        const auto schemas = connector->schemas({});
        QVERIFY(schemas);
        QCOMPARE(*schemas, (std::vector<std::string>{"crm", "shop"}));
        const auto tables = connector->tables("crm", {});
        QVERIFY(tables);
        std::string seen;
        for (const TableInfo &table : *tables)
            seen += table.name.name + " " + std::string(toText(table.kind)) + "\n";
        QCOMPARE(seen, std::string("orders table\nparts table\npeople table\nv view\n"));
        const auto people = connector->shape({"crm", "people"}, Sampling::Yes, {});
        QVERIFY(people && people->isUnique("mail") && people->find("odd `name") && !people->isUnique("part"));
        const ReadRows none = readRows(*connector, everythingOf(*people));
        QCOMPARE(QString::fromStdString(none.fault + none.detail), QString());
        const auto parts = connector->shape({"crm", "parts"}, Sampling::Yes, {});
        QVERIFY(parts && parts->keys.size() == 1);
        QCOMPARE(parts->keys[0].columns, (std::vector<std::string>{"shop", "no"}));
        QCOMPARE(parts->keys[0].target.name, std::string("orders"));
        QCOMPARE(parts->keys[0].targetColumns, (std::vector<std::string>{"shop", "no"}));
        QCOMPARE(connector->shape({"crm", "nothing"}, Sampling::No, {}).error().id, std::string("source.no_table"));
        QCOMPARE(connector->shape({"mysql", "user"}, Sampling::No, {}).error().id, std::string("source.no_table"));
        // May be written to and not read: the server says so.
        const auto orders = connector->shape({"crm", "orders"}, Sampling::No, {});
        QVERIFY2(orders, orders ? "" : (orders.error().id + orders.error().detail).c_str());
        QVERIFY(!orders->table.readable);
        QCOMPARE(readRows(*connector, everythingOf(*orders)).fault, std::string("source.not_allowed"));
        QCOMPARE(tableFromText(m_server.connection(), "people"), (TableName{"shop", "people"}));
    }

    // Who may read a view need not see what is behind it: then nobody is told how much it is, and it is read all the same.
    void aViewWithoutAnEstimateIsRead() {
        const QString made = m_server.run("CREATE TABLE shop.vault (id int PRIMARY KEY); INSERT INTO shop.vault VALUES (1), (2), (3); CREATE DATABASE window; "
                                          "CREATE VIEW window.vault AS SELECT id FROM shop.vault; CREATE USER looker@'%' IDENTIFIED BY 'l'; GRANT SELECT ON window.vault TO looker@'%'");
        QVERIFY2(made.isEmpty(), qPrintable(made));
        SourceConnection about = m_server.connection();
        about.user = "looker";
        about.database = "window";
        const auto connector = *makeConnector(about, Secret("l"));
        const auto shape = connector->shape({"window", "vault"}, Sampling::Yes, {});
        QVERIFY2(shape, shape ? "" : (shape.error().id + shape.error().detail).c_str());
        const auto estimate = connector->estimate(everythingOf(*shape), {});
        QVERIFY2(estimate, estimate ? "" : (estimate.error().id + estimate.error().detail).c_str());
        QCOMPARE(estimate->rows, std::int64_t{0});
        QCOMPARE(readRows(*connector, everythingOf(*shape)).cells.size(), std::size_t{3});
    }

    void whoMayNotComeIn() {
        const SourceConnection about = m_server.connection();
        QCOMPARE(faultOf(about, LiveMariaDb::kPassword), std::string());
        QCOMPARE(faultOf(about, "wrong"), std::string("source.login_refused"));
        SourceConnection other = about;
        other.database = "nothing";
        QCOMPARE(faultOf(other, LiveMariaDb::kPassword), std::string("source.no_database"));
        other = about;
        other.user = "nobody";
        QCOMPARE(faultOf(other, LiveMariaDb::kPassword), std::string("source.login_refused"));
        other = about;
        other.port = 1;
        QCOMPARE(faultOf(other, LiveMariaDb::kPassword), std::string("source.unreachable"));
        // Encryption is wanted and there is none: nothing is sent in the clear.
        other = about;
        other.tls = SourceConnection::Tls::Verified;
        QCOMPARE(faultOf(other, LiveMariaDb::kPassword), std::string("source.no_tls"));
        other.rootCertificate = "/dev/null/none";
        QCOMPARE(faultOf(other, LiveMariaDb::kPassword), std::string("source.root_unreadable"));
        other = about;
        other.host = "db.example.org";
        QCOMPARE(faultOf(other, LiveMariaDb::kPassword), std::string("source.plain_elsewhere"));
        other.host = m_server.socket().toStdString();
        QCOMPARE(faultOf(other, LiveMariaDb::kPassword), std::string());
    }

    void certificatesAreVerified() {
        for (const auto certificate : {LiveMariaDb::Certificate::Good, LiveMariaDb::Certificate::Expired}) {
            LiveMariaDb server;
            const QString why = server.start(QStringLiteral("localhost"), certificate);
            QVERIFY2(why.isEmpty(), qPrintable(why));
            SourceConnection about = server.connection();
            about.tls = SourceConnection::Tls::Verified;
            about.host = "localhost";
            about.rootCertificate = server.caFile().toStdString();
            const auto info = (*makeConnector(about, server.password()))->test({});
            if (certificate == LiveMariaDb::Certificate::Expired) {
                QCOMPARE(QString::fromStdString(info ? "came in" : info.error().id), QStringLiteral("source.certificate"));
                continue;
            }
            QVERIFY2(info, info ? "" : (info.error().id + info.error().detail).c_str());
            QVERIFY2(QString::fromStdString(info->encryption).startsWith(QStringLiteral("TLSv1.")), info->encryption.c_str());
            QVERIFY(!info->mayWrite);
            QCOMPARE(info->product, std::string("MariaDB"));
            QCOMPARE(info->database, std::string("shop"));
            about.host = "127.0.0.1"; // not what the certificate says
            QCOMPARE(faultOf(about, LiveMariaDb::kPassword), std::string("source.certificate"));
            about.host = "localhost"; // an authority that nobody knows
            about.rootCertificate.clear();
            const std::string fault = faultOf(about, LiveMariaDb::kPassword);
            QVERIFY2(fault == "source.certificate" || fault == "source.no_roots", fault.c_str());
        }
    }

    void aCancelReachesTheServer() {
        const QString failure = m_server.run("CREATE VIEW slow AS SELECT seq AS id, SLEEP(0.2) AS s FROM seq_1_to_100000");
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
        const auto connector = connect();
        const auto shape = connector->shape({"shop", "slow"}, Sampling::No, {});
        QVERIFY(shape);
        const test::CancelledRead read = test::readAndCancel(*connector, everythingOf(*shape), std::chrono::milliseconds(400));
        QCOMPARE(read.fault, std::string("cancelled"));
        QVERIFY2(read.took < std::chrono::milliseconds(200), qPrintable(QString::number(read.took.count())));
        QTRY_COMPARE(m_server.value("SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE USER = 'reader'"), QStringLiteral("0"));
    }

    void theServerGivesUpInTime() {
        SourceConnection about = m_server.connection();
        about.statementSeconds = 1;
        const auto connector = *makeConnector(about, m_server.password());
        const auto shape = connector->shape({"shop", "slow"}, Sampling::No, {});
        QVERIFY(shape);
        QCOMPARE(readRows(*connector, everythingOf(*shape)).fault, std::string("source.too_slow"));
    }

    // All rows are of the moment at which the read began.
    void aReadIsOfOneMoment() {
        QVERIFY(m_server.run("CREATE TABLE moving (id int PRIMARY KEY, t varchar(300)); INSERT INTO moving SELECT seq, REPEAT('a', 300) FROM seq_1_to_100000").isEmpty());
        const auto connector = connect();
        const auto shape = connector->shape({"shop", "moving"}, Sampling::No, {});
        QVERIFY(shape);
        auto stream = connector->read(everythingOf(*shape), {});
        QVERIFY(stream && (*stream)->next());
        QVERIFY(m_server.run("UPDATE moving SET t = 'b'; DELETE FROM moving WHERE id > 50000").isEmpty());
        std::int64_t later = 0;
        for (auto page = (*stream)->next(); page && *page; page = (*stream)->next()) {
            const auto typed = (*stream)->decode(**page);
            QVERIFY(typed);
            for (const auto &batch : typed->batches)
                for (std::uint32_t row = 0; row < batch.rows; ++row)
                    later += batch.columns[1].textAt(row) != std::string(300, 'a') ? 1 : 0;
        }
        QCOMPARE(later, std::int64_t{0});
    }

    void questionsOnlyRead() {
        const auto connector = connect();
        const auto answer = connector->query("SELECT id, words FROM shop.kinds ORDER BY id", 2, {});
        QVERIFY2(answer, answer ? "" : answer.error().detail.c_str());
        QCOMPARE(answer->columns, (std::vector<std::string>{"id", "words"}));
        QVERIFY(answer->rows.size() == 2 && answer->isCut && answer->rows[0][1] == "Zoë" && !answer->rows[1][1]);
        QVERIFY(!connector->query("SELECT 1; SELECT 2", 10, {}));
        SourceConnection owner = m_server.connection();
        QVERIFY(m_server.run("CREATE USER writer@'%' IDENTIFIED BY 'w'; GRANT ALL ON *.* TO writer@'%'").isEmpty());
        owner.user = "writer";
        const auto strong = *makeConnector(owner, Secret("w"));
        QVERIFY(m_server.run("CREATE FUNCTION grow() RETURNS int BEGIN INSERT INTO steps (id) VALUES (12345); RETURN 1; END").isEmpty() ||
                m_server.run("DELIMITER ;;\nCREATE FUNCTION grow() RETURNS int BEGIN INSERT INTO steps (id) VALUES (12345); RETURN 1; END;;\n").isEmpty());
        for (const char *sql : {"DELETE FROM shop.steps", "DROP TABLE shop.steps", "SELECT 1 INTO OUTFILE '/tmp/audience-out'", "SET GLOBAL max_connections = 5", "KILL 1",
                                "SELECT id FROM shop.steps FOR UPDATE INTO @x", "CALL nothing()", "WITH a AS (SELECT 1) SELECT grow() FROM a"}) {
            const auto refused = strong->query(sql, 10, {});
            QVERIFY2(!refused, sql);
        }
        QCOMPARE(m_server.value("SELECT COUNT(*) FROM steps"), QStringLiteral("31"));
    }

    void aTableIsWrittenBack() {
        QVERIFY(m_server.run("CREATE DATABASE back; GRANT ALL ON back.* TO reader@'%'").isEmpty());
        const auto connector = connect();
        const auto shape = connector->shape({"shop", "kinds"}, Sampling::No, {});
        QVERIFY(shape);
        ReadRequest request;
        request.table = shape->table.name;
        std::vector<engine::Field> fields;
        for (const char *name : {"id", "yes", "real8", "money", "long_words", "day", "at", "doc"}) {
            const ColumnInfo *column = shape->find(name);
            request.columns.push_back({column->name, column->base, column->field});
            fields.push_back(column->field);
        }
        auto stream = connector->read(request, {});
        QVERIFY(stream);
        const auto page = (*stream)->next();
        QVERIFY(page && *page);
        const auto typed = (*stream)->decode(**page);
        QVERIFY(typed && typed->batches.size() == 1);
        stream->reset();
        const TableName target{"back", "back `up`"};
        for (int round = 0; round < 2; ++round) { // the second replaces the first
            std::size_t at = 0;
            const auto written = connector->materialise(target, fields,
                                                        [&]() -> Result<std::optional<ingest::DecodedRows>> {
                                                            return at < typed->batches.size() ? std::optional(typed->batches[at++]) : std::nullopt;
                                                        },
                                                        {});
            QVERIFY2(written, written ? "" : (written.error().id + written.error().detail).c_str());
            QCOMPARE(*written, std::int64_t{typed->batches.at(0).rows});
        }
        for (const char *same : {"b.yes <=> k.yes", "b.real8 <=> k.real8", "b.money <=> k.money", "b.long_words <=> k.long_words", "b.day <=> NULLIF(k.day, '0000-00-00')",
                                 "b.at <=> CONVERT_TZ(k.at, @@time_zone, '+00:00')", "JSON_COMPACT(b.doc) <=> JSON_COMPACT(k.doc)"})
            QCOMPARE(m_server.value("SELECT CONCAT('" + QByteArray(same).replace('\'', "''") + " ', COUNT(*)) FROM back.`back ``up``` b JOIN kinds k USING (id) WHERE " + same),
                     QLatin1String(same) + QStringLiteral(" %1").arg(typed->batches[0].rows));
        // One that fails leaves what was there.
        bool first = true;
        const auto failed = connector->materialise(target, fields,
                                                   [&]() -> Result<std::optional<ingest::DecodedRows>> {
                                                       if (std::exchange(first, false))
                                                           return std::optional(typed->batches[0]);
                                                       return Error(ErrorKind::Io, "test.failed");
                                                   },
                                                   {});
        QCOMPARE(failed.error().id, std::string("test.failed"));
        QCOMPARE(m_server.value("SELECT COUNT(*) FROM back.`back ``up```"), QString::number(typed->batches[0].rows));
        QCOMPARE(m_server.value("SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_NAME LIKE '%audience%'"), QStringLiteral("0"));
        // What somebody else made, and what others point to, stays.
        const auto none = []() -> Result<std::optional<ingest::DecodedRows>> { return std::optional<ingest::DecodedRows>(); };
        QVERIFY(m_server.run("CREATE TABLE back.theirs (id int)").isEmpty());
        QCOMPARE(connector->materialise({"back", "theirs"}, fields, none, {}).error().id, std::string("source.not_ours"));
        QCOMPARE(connector->materialise({"shop", "new"}, fields, none, {}).error().id, std::string("source.not_allowed"));
    }

private:
    std::unique_ptr<Connector> connect() { return *makeConnector(m_server.connection(), m_server.password()); }
    LiveMariaDb m_server;
    bool m_runs = false;
};

AUDIENCE_TEST(MysqlTest)
#include "mysql_test.moc"
