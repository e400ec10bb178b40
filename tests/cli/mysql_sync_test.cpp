// Syncs from a real MariaDB, and through ODBC, on the command line: killed in the middle and taken up again.
#include "cli/databases.h"
#include "core/warehouse/odbc_here.h"
#include "support/live_mariadb.h"
#include "support/live_postgres.h"
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"

#include <functional>
#endif

using namespace audience;
using namespace audience::test;

class MysqlCommandTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        const QString why = m_server.start();
        if (!why.isEmpty())
            QSKIP(qPrintable(why));
        Cli cli;
        RAN(cli.run(words("init")));
        RAN(cli.run(addShop(m_server, "mariadb")));
        tellPassword(cli);
        const CliResult tested = cli.run(words("connection test shop"));
        if (tested.err.contains("cannot read sources of the kind"))
            QSKIP("built without libmariadb");
        RAN(tested);
        m_runs = true;
    }
    void init() {
        if (!m_runs)
            QSKIP("MariaDB does not run");
    }

    void killedAnywhereItIsTheOldOrTheNew_data() { killPoints(); }
    void killedAnywhereItIsTheOldOrTheNew() {
        killAndGoOn(addShop(m_server, "mariadb"), QStringLiteral("few"), {}, [&](const QByteArray &sql) { return m_server.run(sql); },
                    "CREATE TABLE few (id int PRIMARY KEY, mail varchar(40), changed datetime NOT NULL); "
                    "INSERT INTO few SELECT seq, CONCAT('p', seq), TIMESTAMP'2026-01-01 00:00:00' + INTERVAL seq MINUTE FROM seq_1_to_10",
                    "INSERT INTO few SELECT 100000 + seq, CONCAT('q', seq), TIMESTAMP'2027-01-01 00:00:00' + INTERVAL seq SECOND FROM seq_1_to_1990");
    }

    void killedThroughOdbcItIsTheOldOrTheNew_data() { killPoints(); }
    void killedThroughOdbcItIsTheOldOrTheNew() {
        if (!registerOdbcDrivers(m_folder.path()).hasPostgres)
            QSKIP("psqlodbc is not installed (Debian: odbc-postgresql)");
        if (const QString why = m_postgres.isRunning() ? QString() : m_postgres.start(); !why.isEmpty())
            QSKIP(qPrintable(why));
        const QStringList add = words("connection add odbc shop --host 127.0.0.1 --tls this-computer --database shop --user reader --credentials env --driver")
                                << QLatin1String(kPostgresOdbc) << QStringLiteral("--port") << QString::number(m_postgres.port());
        killAndGoOn(add, QStringLiteral("public.few"), {{"ODBCSYSINI", m_folder.path()}, {"ODBCINI", m_folder.filePath(QStringLiteral("odbc.ini"))}},
                    [&](const QByteArray &sql) { return m_postgres.run(sql); },
                    "CREATE TABLE few (id int PRIMARY KEY, mail varchar(40), changed timestamp NOT NULL); GRANT SELECT ON few TO reader;"
                    "INSERT INTO few SELECT i, 'p' || i, timestamp '2026-01-01 00:00' + i * interval '1 minute' FROM generate_series(1, 10) i",
                    "INSERT INTO few SELECT 100000 + i, 'q' || i, timestamp '2027-01-01 00:00' + i * interval '1 second' FROM generate_series(1, 1990) i");
    }

    void driversAreListed() {
        Cli cli;
        RAN(cli.run(words("init")));
        const Json check = cli.json(words("connection drivers"));
        QVERIFY(check["drivers"].is_array() && check["sources"].is_array());
        REFUSED(cli.run(words("connection add odbc far --driver /tmp/library.so --database d --user u --host db.example.org --attributes LoadExt=/tmp/x.so")), 1);
    }

private:
    using Run = std::function<QString(const QByteArray &)>;
    static void killPoints() {
        QTest::addColumn<QString>("point");
        QTest::addColumn<int>("rows"); // afterwards
        QTest::newRow("begun") << QStringLiteral("sync.begun") << 10;
        QTest::newRow("staged") << QStringLiteral("sync.chunk_staged") << 10;
        QTest::newRow("in the switch") << QStringLiteral("import.switch.before_commit") << 10;
        QTest::newRow("after the switch") << QStringLiteral("sync.part_committed") << 2000;
    }
    void killAndGoOn(const QStringList &add, const QString &table, const std::vector<std::pair<const char *, QString>> &variables, const Run &run, const QByteArray &make, const QByteArray &more) {
        QFETCH(QString, point);
        QFETCH(int, rows);
        for (const char *mode : {"full", "incremental"}) {
            Cli cli;
            const QString failure = run("DROP TABLE IF EXISTS few; " + make);
            QVERIFY2(failure.isEmpty(), qPrintable(failure));
            for (const auto &[name, value] : variables)
                cli.setVariable(QLatin1String(name), value);
            RAN(cli.run(words("init")));
            RAN(cli.run(add));
            tellPassword(cli);
            QStringList plan = words("sync plan few --connection shop --role profiles --key id --mode") << QLatin1String(mode) << QStringLiteral("--table") << table;
            RAN(cli.run(QByteArray(mode) == "full" ? plan : plan << QStringLiteral("--cursor") << QStringLiteral("changed")));
            RAN(cli.run(words("sync run few")));
            QVERIFY(run(more).isEmpty());
            cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), point);
            QVERIFY(cli.run(words("sync run few")).exit == -1);
            cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), {});
            QCOMPARE(cli.row(QStringLiteral("SELECT count(*) FROM few")), QStringList{QString::number(rows)});
            RAN(cli.run(words("doctor")));
            RAN(cli.run(words("sync run few")));
            QCOMPARE(cli.row(QStringLiteral("SELECT count(*), count(DISTINCT id) FROM few")), (QStringList{QStringLiteral("2000"), QStringLiteral("2000")}));
        }
    }
    LiveMariaDb m_server;
    LivePostgres m_postgres;
    QTemporaryDir m_folder;
    bool m_runs = false;
};

AUDIENCE_TEST(MysqlCommandTest)
#include "mysql_sync_test.moc"
