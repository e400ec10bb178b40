// Checks at a sync that is killed: before the new rows are in, the old generation stays and is what the checks say something about,
// and the record tells that the run was cut off; behind it, the new rows are checked as soon as somebody looks.
#include "cli/databases.h"
#include "support/live_postgres.h"
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#endif

using namespace audience;
using namespace audience::test;

class QualitySyncCommandTest final : public QObject {
    Q_OBJECT
    LivePostgres m_server;
    bool m_runs = false;

    static Json checkOf(const Json &all, const char *kind) {
        for (const Json &one : all)
            if (one.contains("rule") && jsonText(one, "check") == kind)
                return one;
        return {};
    }

private Q_SLOTS:
    void initTestCase() {
        const QString why = m_server.start();
        if (!why.isEmpty())
            QSKIP(qPrintable(why));
        m_runs = true;
    }
    void init() {
        if (!m_runs)
            QSKIP("PostgreSQL does not run");
    }

    void aKilledSyncLeavesTheOldRowsAndSaysSo_data() {
        QTest::addColumn<QString>("point");
        QTest::addColumn<bool>("isIn"); // the new rows, afterwards
        QTest::newRow("rows are coming") << QStringLiteral("sync.chunk_staged") << false;
        QTest::newRow("before the checks that stop") << QStringLiteral("sync.part_staged") << false;
        QTest::newRow("behind them, in the switch") << QStringLiteral("import.switch.before_commit") << false;
        QTest::newRow("before the checks that warn") << QStringLiteral("sync.part_committed") << true;
    }
    void aKilledSyncLeavesTheOldRowsAndSaysSo() {
        QFETCH(QString, point);
        QFETCH(bool, isIn);
        QVERIFY(m_server.run("DROP TABLE IF EXISTS people; CREATE TABLE people AS SELECT i AS id, 'p' || i || '@example.org' AS mail FROM generate_series(1, 500) i;"
                             "ALTER TABLE people ADD PRIMARY KEY (id); GRANT SELECT ON people TO reader")
                    .isEmpty());
        Cli cli;
        beginWith(cli, m_server);
        RAN(cli.run(words("sync plan people --connection shop --table public.people --role profiles --key id --mode full")));
        RAN(cli.run(words("sync run people")));
        RAN(cli.run(words("data check --add -"), R"([{"kind":"unique","dataset":"people","columns":["id"],"severity":"stop"},{"kind":"not_empty","dataset":"people","columns":["mail"]}])"));
        const Json before = cli.json(words("data list"))[0];
        // 500 rows more, of which 40 fail the check that warns.
        QVERIFY(m_server.run("INSERT INTO people SELECT i, CASE WHEN i <= 540 THEN NULL ELSE 'p' || i END FROM generate_series(501, 1000) i").isEmpty());
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), point);
        QCOMPARE(cli.run(words("sync run people")).exit, -1);
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), {});

        const Json after = cli.json(words("data list"))[0];
        QCOMPARE(after["generation"] == before["generation"], !isIn);
        QCOMPARE(jsonText(after, "updated_at") == jsonText(before, "updated_at"), !isIn);
        QCOMPARE(cli.row(QStringLiteral("SELECT count(*) FROM people")), QStringList{isIn ? QStringLiteral("1000") : QStringLiteral("500")});
        const Json empty = checkOf(cli.json(words("data check people")), "not_empty");
        QVERIFY2(empty["failed"] == (isIn ? 40 : 0) && empty["checked"] == (isIn ? 1000 : 500), dumpJson(empty).c_str());
        // On the record the run is over once the next one begins; until then nobody can tell that it does not go on.
        const Json told = cli.json(words("sync run people"));
        QVERIFY(jsonText(told, "state") == "done");
        const Json runs = cli.json(words("sync status people"))["runs"];
        QVERIFY2(jsonText(runs.at(1), "state") == "interrupted", dumpJson(runs).c_str());
        QCOMPARE(cli.row(QStringLiteral("SELECT count(*) FROM people")), QStringList{QStringLiteral("1000")});
        const Json now = checkOf(cli.json(words("data check people")), "not_empty");
        QVERIFY2(now["failed"] == 40 && now["checked"] == 1000, dumpJson(now).c_str());
        RAN(cli.run(words("doctor")));
    }

    // With a check that fails and stops, killed or not, nothing comes in, and the run says which it was.
    void whatStopsIsStoppedAfterAKill() {
        QVERIFY(m_server.run("DROP TABLE IF EXISTS people; CREATE TABLE people AS SELECT i AS id, 'p' || i AS mail FROM generate_series(1, 300) i;"
                             "ALTER TABLE people ADD PRIMARY KEY (id); GRANT SELECT ON people TO reader")
                    .isEmpty());
        Cli cli;
        beginWith(cli, m_server);
        RAN(cli.run(words("sync plan people --connection shop --table public.people --role profiles --key id --mode full")));
        RAN(cli.run(words("sync run people")));
        RAN(cli.run(words("data check --add -"), R"({"kind":"unique","dataset":"people","columns":["mail"],"severity":"stop"})"));
        QVERIFY(m_server.run("INSERT INTO people VALUES (301, 'p7')").isEmpty());
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), QStringLiteral("sync.part_staged"));
        QCOMPARE(cli.run(words("sync run people")).exit, -1);
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), {});
        const CliResult stopped = cli.run(words("sync run people"));
        REFUSED(stopped, 1);
        const Json runs = cli.json(words("sync status people"))["runs"];
        QVERIFY2(jsonText(runs.at(0), "state") == "failed" && jsonText(runs.at(1), "state") == "interrupted", dumpJson(runs).c_str());
        QCOMPARE(cli.row(QStringLiteral("SELECT count(*) FROM people")), QStringList{QStringLiteral("300")});
    }
};
AUDIENCE_TEST(QualitySyncCommandTest)

#include "quality_sync_test.moc"
