// Connections to databases and syncs on the command line, from a real PostgreSQL; killed at every durable step and taken up again.
#include "cli/databases.h"
#include "support/live_postgres.h"
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#endif

using namespace audience;
using namespace audience::test;

namespace {

QStringList planPeople(const char *mode) {
    QStringList plan = words("sync plan people --connection shop --table public.people --role profiles --key id --email mail --mode") << QLatin1String(mode);
    if (QByteArray(mode) != "full")
        plan << QStringLiteral("--cursor") << QStringLiteral("changed");
    return plan;
}

} // namespace

class SyncCommandTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        const QString why = m_server.start();
        if (!why.isEmpty())
            QSKIP(qPrintable(why));
        m_runs = true;
        const QString failure = m_server.run(
            "CREATE TABLE people AS SELECT i AS id, 'p' || i || '@example.org' AS mail, (i % 90)::numeric(8,2) AS spent, "
            "timestamptz '2026-01-01 00:00+00' + i * interval '1 minute' AS changed FROM generate_series(1, 3000) i; ALTER TABLE people ADD PRIMARY KEY (id);"
            "CREATE TABLE steps AS SELECT i AS id, i AS changed FROM generate_series(1, 900000) i; ALTER TABLE steps ADD PRIMARY KEY (id);"
            "ALTER TABLE steps ALTER changed SET NOT NULL; CREATE UNIQUE INDEX ON steps (changed); GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader");
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
    }
    void init() {
        if (!m_runs)
            QSKIP("PostgreSQL does not run");
    }

    // Rows that were refused, mended there and asked for again: one, then all; what is gone is told.
    void refusedRowsAreAskedForAgain() {
        QVERIFY(m_server.run("CREATE TABLE marks (id int8 PRIMARY KEY, n float8, changed int8 NOT NULL); INSERT INTO marks SELECT i, CASE WHEN i % 10 = 0 THEN float8 'NaN' ELSE i END, i FROM generate_series(1, 50) i;"
                             "GRANT SELECT ON marks TO reader").isEmpty());
        Cli cli;
        RAN(cli.run(words("init")));
        RAN(cli.run(addShop(m_server)));
        cli.setVariable(QStringLiteral("AUDIENCE_DATABASE_PASSWORD"), QLatin1String(LivePostgres::kPassword));
        RAN(cli.run(words("sync plan marks --connection shop --table public.marks --key id --mode incremental --cursor changed")));
        const CliResult first = cli.run(words("sync run marks"));
        RAN(first);
        QVERIFY2(first.out.contains("sync retry marks"), first.out.constData());
        const Json refused = cli.json(words("sync rejects marks"));
        QCOMPARE(refused.size(), std::size_t{5});
        QCOMPARE(jsonText(refused[0], "key"), std::string("10"));
        QVERIFY(m_server.run("UPDATE marks SET n = 1 WHERE id IN (10, 20); DELETE FROM marks WHERE id = 30").isEmpty());
        const Json one = cli.json(words("sync retry marks --row") << QString::number(refused[1]["row"].get<int>()));
        QVERIFY(one["mode"] == "retry" && one["asked"] == 1 && one["kept"] == 1);
        REFUSED(cli.run(words("sync retry marks --row 4711")), 1);
        const std::string position = jsonText(cli.json(words("sync status marks")), "position");
        const Json all = cli.json(words("sync retry marks"));
        QVERIFY(all["asked"] == 4 && all["kept"] == 1 && all["rejected"] == 2 && all["gone"] == 1);
        QVERIFY(all["findings"].size() == 1 && all["findings"][0]["id"] == "sync.retry_gone");
        QCOMPARE(cli.json(words("sync rejects marks")).size(), std::size_t{2});
        QCOMPARE(cli.row(QStringLiteral("SELECT count(*), sum(n = 1) FROM marks")), (QStringList{QStringLiteral("47"), QStringLiteral("3")}));
        const Json status = cli.json(words("sync status marks"));
        QCOMPARE(jsonText(status, "position"), position);
        QVERIFY(status["runs"].size() == 3 && status["runs"][0]["mode"] == "retry" && status["last_run"]["mode"] == "incremental");
        QVERIFY(m_server.run("UPDATE marks SET n = 2 WHERE n = 'NaN'").isEmpty());
        RAN(cli.run(words("sync retry marks")));
        REFUSED(cli.run(words("sync retry marks")), 1); // none waits
        // What was set back is told, as nothing of it comes.
        QVERIFY(m_server.run("UPDATE marks SET changed = -id").isEmpty());
        const CliResult back = cli.run(words("sync run marks"));
        RAN(back);
        QVERIFY2(back.out.contains("--everything"), back.out.constData());
        QVERIFY(cli.json(words("sync status marks"))["runs"][0]["notes"][0]["id"] == "sync.cursor_set_back");
        QVERIFY(m_server.run("DROP TABLE marks").isEmpty()); // others count the tables
    }

    void fromTheFirstConnectionToTheNextRun() {
        Cli cli;
        RAN(cli.run(words("init")));
        RAN(cli.run(addShop(m_server)));
        REFUSED(cli.run(words("connection test shop")), 1); // no password
        cli.setVariable(QStringLiteral("AUDIENCE_DATABASE_PASSWORD"), QStringLiteral("wrong"));
        const CliResult wrong = cli.run(words("connection test shop"));
        REFUSED(wrong, 1);
        QVERIFY(wrong.err.contains("refused the user reader"));
        cli.setVariable(QStringLiteral("AUDIENCE_DATABASE_PASSWORD"), QLatin1String(LivePostgres::kPassword));
        const Json tested = cli.json(words("connection test shop"));
        QVERIFY(tested["ok"] == true && tested["readable"] == 2);
        QCOMPARE(jsonText(tested, "product"), std::string("PostgreSQL"));
        QCOMPARE(jsonText(cli.json(words("connection list"))[0], "kind"), std::string("postgresql"));
        QCOMPARE(cli.json(words("connection tables shop")).size(), std::size_t{2});
        QCOMPARE(cli.json(words("connection tables shop public.people"))["columns"].size(), std::size_t{4});

        REFUSED(cli.run(words("sync plan people --connection shop --table public.people --role profiles")), 1); // no key
        REFUSED(cli.run(words("sync plan people --connection shop --table public.nothing")), 1);
        const Json plan = cli.json(planPeople("mirror"));
        QVERIFY(plan["estimate"]["rows"].get<std::int64_t>() > 0);
        const Json first = cli.json(words("sync run people"));
        QVERIFY(first["kept"] == 3000 && jsonText(first, "state") == "done");
        QVERIFY(m_server.run("UPDATE people SET spent = 99, changed = now() WHERE id = 5; DELETE FROM people WHERE id = 6").isEmpty());
        const Json second = cli.json(words("sync run people"));
        QVERIFY2(second["removed"] == 1 && second["replaced"].get<int>() >= 1, dumpJson(second).c_str());
        QCOMPARE(cli.row(QStringLiteral("SELECT count(*), sum(spent = 99) FROM people")), (QStringList{QStringLiteral("2999"), QStringLiteral("1")}));
        QCOMPARE(cli.json(QStringList{QStringLiteral("segment"), QStringLiteral("count"), QStringLiteral("--text"), QStringLiteral("spent = 99")})["count"].get<int>(), 1);

        const Json status = cli.json(words("sync status people"));
        QVERIFY(status["runs"].size() == 2 && !jsonText(status, "fresh_at").empty());
        QVERIFY(m_server.run("ALTER TABLE people DROP COLUMN spent").isEmpty());
        REFUSED(cli.run(words("sync run people")), 1);
        QVERIFY(cli.json(words("sync plan people"), 1)["drift"][0]["blocks"] == true);
        QVERIFY(cli.json(words("sync plan people --accept"))["drift"].empty());
        RAN(cli.run(words("sync run people")));
        QVERIFY(m_server.run("ALTER TABLE people ADD COLUMN spent numeric(8,2)").isEmpty());
        RAN(cli.run(words("doctor")));
        QCOMPARE(cli.json(words("sync rejects people")).size(), std::size_t{0});
        RAN(cli.run(words("sync remove people")));
        REFUSED(cli.run(words("sync run people")), 1);
        // The password is nowhere in the file.
        QFile file(cli.workspace());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains(LivePostgres::kPassword));
    }

    void aWorkspaceFromElsewhereConnectsNowhere() {
        Cli cli;
        RAN(cli.run(words("init")));
        RAN(cli.run(addShop(m_server)));
        cli.setVariable(QStringLiteral("AUDIENCE_DATABASE_PASSWORD"), QLatin1String(LivePostgres::kPassword));
        cli.setVariable(QStringLiteral("AUDIENCE_STATE_DIR"), cli.file(QStringLiteral("another computer")));
        REFUSED(cli.run(words("connection test shop")), 1);
        REFUSED(cli.run(words("connection tables shop")), 1);
        REFUSED(cli.run(words("connection add postgresql far --host db.example.org --tls this-computer --database d --user u")), 1);
    }

    void killedAnywhereItIsTheOldOrTheNew_data() {
        QTest::addColumn<QString>("point");
        QTest::addColumn<int>("rows"); // afterwards
        QTest::newRow("begun") << QStringLiteral("sync.begun") << 10;
        QTest::newRow("staged") << QStringLiteral("sync.chunk_staged") << 10;
        QTest::newRow("before the switch") << QStringLiteral("sync.part_staged") << 10;
        QTest::newRow("in the switch") << QStringLiteral("import.switch.before_commit") << 10;
        QTest::newRow("after the switch") << QStringLiteral("sync.part_committed") << 2000;
    }
    void killedAnywhereItIsTheOldOrTheNew() {
        QFETCH(QString, point);
        QFETCH(int, rows);
        for (const char *mode : {"full", "incremental"}) {
            Cli cli;
            QVERIFY(m_server.run("DROP TABLE IF EXISTS few; CREATE TABLE few AS SELECT id, mail, changed FROM people WHERE id <= 12 AND id <> 5 AND id <> 6; "
                                 "ALTER TABLE few ADD PRIMARY KEY (id); GRANT SELECT ON few TO reader")
                        .isEmpty());
            RAN(cli.run(words("init")));
            RAN(cli.run(addShop(m_server)));
            cli.setVariable(QStringLiteral("AUDIENCE_DATABASE_PASSWORD"), QLatin1String(LivePostgres::kPassword));
            QStringList plan = words("sync plan few --connection shop --table few --role profiles --key id --mode") << QLatin1String(mode);
            RAN(cli.run(QByteArray(mode) == "full" ? plan : plan << QStringLiteral("--cursor") << QStringLiteral("changed")));
            RAN(cli.run(words("sync run few")));
            QVERIFY(m_server.run("INSERT INTO few SELECT 100000 + i, 'q' || i, timestamptz '2027-01-01 00:00+00' + i * interval '1 second' FROM generate_series(1, 1990) i")
                        .isEmpty());
            cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), point);
            QVERIFY(cli.run(words("sync run few")).exit == -1);
            cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), {});
            QCOMPARE(cli.row(QStringLiteral("SELECT count(*) FROM few")), QStringList{QString::number(rows)});
            const Json killed = cli.json(words("sync status few"))["runs"].at(0);
            QVERIFY2(jsonText(killed, "state") == "interrupted", dumpJson(killed).c_str()); // and not running, as nobody is at it
            RAN(cli.run(words("doctor")));
            const CliResult again = cli.run(words("sync run few"));
            RAN(again);
            QCOMPARE(cli.row(QStringLiteral("SELECT count(*) FROM few")), QStringList{QStringLiteral("2000")});
            const Json status = cli.json(words("sync status few"));
            QVERIFY2(jsonText(status["runs"].at(1), "state") == "interrupted", dumpJson(status["runs"]).c_str());
        }
    }

    void aPlanIsChangedByWhatIsSaid() {
        Cli cli;
        RAN(cli.run(words("init")));
        RAN(cli.run(addShop(m_server)));
        cli.setVariable(QStringLiteral("AUDIENCE_DATABASE_PASSWORD"), QLatin1String(LivePostgres::kPassword));
        RAN(cli.run(words("sync plan mine --connection shop --table people --role profiles --key id --mode full --zone Europe/Berlin")));
        const Json changed = cli.json(words("sync plan mine --mode incremental --cursor changed --max-mb 500 --skip mail"));
        QVERIFY2(changed["mode"] == "incremental" && changed["cursor"] == "changed" && changed["zone"] == "Europe/Berlin" && changed["key"] == "id", dumpJson(changed).c_str());
        QVERIFY(changed["max_bytes"] == 500'000'000);
        for (const Json &column : changed["columns"])
            QVERIFY(column["source"] != "mail");
        // The same table named again keeps what is not said; another one is another plan.
        const Json again = cli.json(words("sync plan mine --connection shop --table people --mode full"));
        QVERIFY2(again["key"] == "id" && again["zone"] == "Europe/Berlin" && again["mode"] == "full", dumpJson(again).c_str());
        QCOMPARE(cli.run(words("sync plan nothing --mode full")).exit, 1);
        QCOMPARE(cli.run(words("sync plan mine --cursor nothing --mode incremental")).exit, 1);
    }

    // Everything is replaced: what was read before the kill is not read again, and nobody sees half of it.
    void aKilledFullRunGoesOn_data() {
        QTest::addColumn<QString>("point");
        QTest::addColumn<int>("least"); // rows that are taken over
        QTest::newRow("before it kept anything") << QStringLiteral("sync.chunk_staged:1") << 0;
        QTest::newRow("in keeping") << QStringLiteral("import.kept:2") << 100'000;
        QTest::newRow("kept once") << QStringLiteral("sync.kept:1") << 100'000;
        QTest::newRow("in the switch") << QStringLiteral("import.switch.before_commit:1") << 200'000;
    }
    void aKilledFullRunGoesOn() {
        QFETCH(QString, point);
        QFETCH(int, least);
        QVERIFY(m_server.run("DROP TABLE IF EXISTS grown; CREATE TABLE grown AS SELECT i AS id, md5(i::text) AS what FROM generate_series(1, 10) i; "
                             "ALTER TABLE grown ADD PRIMARY KEY (id); GRANT SELECT ON grown TO reader")
                    .isEmpty());
        Cli cli;
        RAN(cli.run(words("init")));
        RAN(cli.run(addShop(m_server)));
        cli.setVariable(QStringLiteral("AUDIENCE_DATABASE_PASSWORD"), QLatin1String(LivePostgres::kPassword));
        RAN(cli.run(words("sync plan grown --connection shop --table grown --mode full"))); // without a key of its own: the table's tells rows apart
        RAN(cli.run(words("sync run grown")));
        QVERIFY(m_server.run("INSERT INTO grown SELECT i, md5(i::text) FROM generate_series(11, 250000) i").isEmpty());
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), point);
        QVERIFY(cli.run(words("sync run grown")).exit == -1);
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), {});
        QCOMPARE(cli.row(QStringLiteral("SELECT count(*) FROM grown")), QStringList{QStringLiteral("10")});
        RAN(cli.run(words("doctor")));
        const Json rest = cli.json(words("sync run grown"));
        QVERIFY2(rest["rows"] == 250'000, dumpJson(rest).c_str());
        const int taken = least == 0 ? 0 : rest["rows_taken_over"].get<int>();
        QVERIFY2(taken >= least && (least > 0 || !rest.contains("rows_taken_over")), dumpJson(rest).c_str());
        QCOMPARE(cli.row(QStringLiteral("SELECT count(*), count(DISTINCT id), sum(id) FROM grown")),
                 (QStringList{QStringLiteral("250000"), QStringLiteral("250000"), QStringLiteral("31250125000")}));
        const Json runs = cli.json(words("sync status grown"))["runs"];
        QCOMPARE(jsonText(runs.at(1), "state"), std::string("interrupted"));
        QVERIFY(least == 0 || runs.at(0)["continues_run"] == runs.at(1)["id"]);
        // Read twice at most what came behind the last time it was kept.
        QVERIFY2(runs.at(0)["bytes"].get<std::int64_t>() < std::int64_t{60} * (250'000 - taken + 1), dumpJson(runs).c_str());
        RAN(cli.run(words("doctor")));
    }

    void aKilledMirrorGoesOn_data() {
        QTest::addColumn<QString>("point");
        QTest::addColumn<int>("rows"); // afterwards
        QTest::newRow("staged") << QStringLiteral("sync.chunk_staged") << 10;
        QTest::newRow("between the rows and the keys") << QStringLiteral("sync.part_committed") << 2000;
        QTest::newRow("in the switch of the keys") << QStringLiteral("import.switch.before_commit:2") << 2000;
        QTest::newRow("behind it") << QStringLiteral("sync.mirrored") << 1997;
    }
    void aKilledMirrorGoesOn() {
        QFETCH(QString, point);
        QFETCH(int, rows);
        QVERIFY(m_server.run("DROP TABLE IF EXISTS twin; CREATE TABLE twin AS SELECT i AS id, 'p' || i AS mail, timestamptz '2026-01-01 00:00+00' + i * interval '1 minute' AS changed FROM generate_series(1, 10) i; "
                             "ALTER TABLE twin ADD PRIMARY KEY (id); GRANT SELECT ON twin TO reader")
                    .isEmpty());
        Cli cli;
        RAN(cli.run(words("init")));
        RAN(cli.run(addShop(m_server)));
        cli.setVariable(QStringLiteral("AUDIENCE_DATABASE_PASSWORD"), QLatin1String(LivePostgres::kPassword));
        RAN(cli.run(words("sync plan twin --connection shop --table twin --role profiles --key id --mode mirror --cursor changed")));
        RAN(cli.run(words("sync run twin")));
        QVERIFY(m_server.run("DELETE FROM twin WHERE id <= 3; INSERT INTO twin SELECT 100000 + i, 'q' || i, timestamptz '2027-01-01 00:00+00' + i * interval '1 second' "
                             "FROM generate_series(1, 1990) i")
                    .isEmpty());
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), point);
        QVERIFY(cli.run(words("sync run twin")).exit == -1);
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), {});
        QCOMPARE(cli.row(QStringLiteral("SELECT count(*) FROM twin")), QStringList{QString::number(rows)});
        RAN(cli.run(words("doctor")));
        RAN(cli.run(words("sync run twin")));
        QCOMPARE(cli.row(QStringLiteral("SELECT count(*), min(id) FROM twin")), (QStringList{QStringLiteral("1997"), QStringLiteral("4")}));
    }

    // What is answered here would have been asked there.
    void questionsAnsweredHere() {
        Cli cli;
        RAN(cli.run(words("init")));
        RAN(cli.run(addShop(m_server)));
        cli.setVariable(QStringLiteral("AUDIENCE_DATABASE_PASSWORD"), QLatin1String(LivePostgres::kPassword));
        RAN(cli.run(words("import --as own --role table") << cli.write(QStringLiteral("own.csv"), "a,b\n1,2\n")));
        RAN(cli.run(planPeople("full")));
        RAN(cli.run(words("sync run people")));
        QVERIFY(cli.json(words("sync status"))["answered_here"]["total"]["answers"] == 0);
        cli.row(QStringLiteral("SELECT count(*) FROM people"));
        cli.row(QStringLiteral("SELECT count(*) FROM people JOIN own ON 1"));
        cli.row(QStringLiteral("SELECT count(*) FROM own")); // of no source
        const Json answered = cli.json(words("sync status"))["answered_here"];
        QVERIFY2(answered["total"]["answers"] == 2 && answered["month"]["answers"] == 2, dumpJson(answered).c_str());
        QVERIFY2(answered["total"]["estimated"] == 2 && answered["total"]["bytes"].get<std::int64_t>() > 0, dumpJson(answered).c_str());
        const CliResult status = cli.run(words("sync status"));
        QVERIFY2(status.out.contains("2 questions were answered here instead of at the source; there they would have read about"), qPrintable(status.told()));
    }

    void aKilledRunGoesOnBehindItsLastPart() {
        Cli cli;
        RAN(cli.run(words("init")));
        RAN(cli.run(addShop(m_server)));
        cli.setVariable(QStringLiteral("AUDIENCE_DATABASE_PASSWORD"), QLatin1String(LivePostgres::kPassword));
        RAN(cli.run(words("sync plan steps --connection shop --table steps --key id --mode incremental --cursor changed")));
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), QStringLiteral("sync.part_committed"));
        QVERIFY(cli.run(words("sync run steps")).exit == -1);
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), {});
        const int there = cli.row(QStringLiteral("SELECT count(*) FROM steps")).value(0).toInt();
        QVERIFY2(there >= 500'000 && there < 900'000, qPrintable(QString::number(there)));
        const Json rest = cli.json(words("sync run steps"));
        QVERIFY(rest["rows"] == 900'000 - there);
        QCOMPARE(cli.row(QStringLiteral("SELECT count(*), count(DISTINCT id) FROM steps")), (QStringList{QStringLiteral("900000"), QStringLiteral("900000")}));
    }

private:
    LivePostgres m_server;
    bool m_runs = false;
};

AUDIENCE_TEST(SyncCommandTest)
#include "sync_test.moc"
