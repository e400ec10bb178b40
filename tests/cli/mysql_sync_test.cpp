// Syncs from a real MariaDB, and through ODBC, on the command line: killed in the middle and taken up again.
#include "cli/cli.h"
#include "support/live_mariadb.h"
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#endif

using namespace audience;
using namespace audience::test;

namespace {

QStringList addShop(const LiveMariaDb &server) {
    return words("connection add mariadb shop --host 127.0.0.1 --tls this-computer --database shop --user reader --credentials env --port") << QString::number(server.port());
}

} // namespace

class MysqlCommandTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        const QString why = m_server.start();
        if (!why.isEmpty())
            QSKIP(qPrintable(why));
        Cli cli;
        RAN(cli.run(words("init")));
        RAN(cli.run(addShop(m_server)));
        cli.setVariable(QStringLiteral("AUDIENCE_DATABASE_PASSWORD"), QLatin1String(LiveMariaDb::kPassword));
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

    void killedAnywhereItIsTheOldOrTheNew_data() {
        QTest::addColumn<QString>("point");
        QTest::addColumn<int>("rows"); // afterwards
        QTest::newRow("begun") << QStringLiteral("sync.begun") << 10;
        QTest::newRow("staged") << QStringLiteral("sync.chunk_staged") << 10;
        QTest::newRow("in the switch") << QStringLiteral("import.switch.before_commit") << 10;
        QTest::newRow("after the switch") << QStringLiteral("sync.part_committed") << 2000;
    }
    void killedAnywhereItIsTheOldOrTheNew() {
        QFETCH(QString, point);
        QFETCH(int, rows);
        for (const char *mode : {"full", "incremental"}) {
            Cli cli;
            const QString failure = m_server.run("DROP TABLE IF EXISTS few; CREATE TABLE few (id int PRIMARY KEY, mail varchar(40), changed datetime NOT NULL); "
                                                 "INSERT INTO few SELECT seq, CONCAT('p', seq), TIMESTAMP'2026-01-01 00:00:00' + INTERVAL seq MINUTE FROM seq_1_to_10");
            QVERIFY2(failure.isEmpty(), qPrintable(failure));
            RAN(cli.run(words("init")));
            RAN(cli.run(addShop(m_server)));
            cli.setVariable(QStringLiteral("AUDIENCE_DATABASE_PASSWORD"), QLatin1String(LiveMariaDb::kPassword));
            QStringList plan = words("sync plan few --connection shop --table few --role profiles --key id --mode") << QLatin1String(mode);
            RAN(cli.run(QByteArray(mode) == "full" ? plan : plan << QStringLiteral("--cursor") << QStringLiteral("changed")));
            RAN(cli.run(words("sync run few")));
            QVERIFY(m_server.run("INSERT INTO few SELECT 100000 + seq, CONCAT('q', seq), TIMESTAMP'2027-01-01 00:00:00' + INTERVAL seq SECOND FROM seq_1_to_1990").isEmpty());
            cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), point);
            QVERIFY(cli.run(words("sync run few")).exit == -1);
            cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), {});
            QCOMPARE(cli.row(QStringLiteral("SELECT count(*) FROM few")), QStringList{QString::number(rows)});
            RAN(cli.run(words("doctor")));
            RAN(cli.run(words("sync run few")));
            QCOMPARE(cli.row(QStringLiteral("SELECT count(*), count(DISTINCT id) FROM few")), (QStringList{QStringLiteral("2000"), QStringLiteral("2000")}));
        }
    }

    void driversAreListed() {
        Cli cli;
        RAN(cli.run(words("init")));
        const Json check = cli.json(words("connection drivers"));
        QVERIFY(check["drivers"].is_array() && check["sources"].is_array());
        REFUSED(cli.run(words("connection add odbc far --driver /tmp/library.so --database d --user u --host db.example.org --attributes LoadExt=/tmp/x.so")), 1);
    }

private:
    LiveMariaDb m_server;
    bool m_runs = false;
};

AUDIENCE_TEST(MysqlCommandTest)
#include "mysql_sync_test.moc"
