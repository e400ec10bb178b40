// People who stay in a real PostgreSQL, on the command line: left there, counted, written there as a table, and the project for dbt;
// whatever is asked wrongly gets one sentence that says what to do, and nothing is changed by it.
#include "cli/databases.h"
#include "support/live_postgres.h"
#include "support/test_main.h"

#include <QDir>
#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#endif

using namespace audience;
using namespace audience::test;

class RemoteCommandTest final : public QObject {
    Q_OBJECT
    LivePostgres m_server;
    bool m_runs = false;

    // A workspace with the source "shop" and the dataset "clients", which stays there.
    bool begin(Cli &cli) {
        beginWith(cli, m_server);
        return cli.run(words("data remote clients --connection shop --table public.clients --as profiles --key id --email mail")).exit == 0;
    }
    static QStringList write(const char *table) { return words("segment materialise --connection shop --table") << QLatin1String(table) << QStringLiteral("--text") << QStringLiteral("city = c1"); }

private Q_SLOTS:
    void initTestCase() {
        const QString why = m_server.start();
        if (!why.isEmpty())
            QSKIP(qPrintable(why));
        m_runs = true;
        const QString failure = m_server.run(
            "CREATE TABLE clients (id int8 PRIMARY KEY, mail text, city text, joined timestamptz); INSERT INTO clients SELECT i, 'p' || i || '@example.org', 'c' || i % 5, now() FROM generate_series(1, 1000) i;"
            "CREATE TABLE buys (no int8 PRIMARY KEY, client int8, at timestamptz, what text); INSERT INTO buys SELECT i, i % 400 + 1, now(), 'tea' FROM generate_series(1, 900) i;"
            "CREATE TABLE twice (id int8, mail text); INSERT INTO twice VALUES (1, 'a'), (1, 'b');"
            "CREATE TABLE hidden (id int8 PRIMARY KEY); CREATE TABLE shut (id int8); CREATE SCHEMA out AUTHORIZATION reader; CREATE TABLE out.taken (id int8); CREATE SCHEMA closed;"
            "GRANT SELECT ON clients, buys, twice TO reader; ALTER TABLE out.taken OWNER TO reader;");
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
    }
    void init() {
        if (!m_runs)
            QSKIP("PostgreSQL does not run");
    }

    void aTableStaysAndIsCounted() {
        Cli cli;
        QVERIFY(begin(cli));
        RAN(cli.run(words("data remote buys --connection shop --table public.buys --as events --profile client --time at --name what")));
        const CliResult list = cli.run(words("data list"));
        RAN(list);
        QVERIFY2(list.out.contains("live, stays in shop"), list.out.constData());
        const QStringList rule = QStringList{QStringLiteral("segment"), QStringLiteral("count"), QStringLiteral("--text"), QStringLiteral("city = c1 and did tea")};
        const Json counted = cli.json(rule);
        QCOMPARE(counted["count"].get<int>(), 80);
        QCOMPARE(jsonText(counted["remote"], "connection"), std::string("shop"));
        QCOMPARE(jsonText(counted, "as_of"), jsonText(counted["remote"], "at"));
        const CliResult said = cli.run(rule);
        RAN(said);
        QVERIFY2(said.out.contains("of shop answered in") && said.out.contains(", live"), said.out.constData());
        const CliResult sql = cli.run(QStringList{QStringLiteral("segment"), QStringLiteral("sql"), QStringLiteral("--text"), QStringLiteral("city = c1 and did tea")});
        RAN(sql);
        QCOMPARE(m_server.value("SELECT COUNT(*) FROM (" + sql.out + ") AS members"), QStringLiteral("80"));
        // Looked at again, and forgotten; the table is as it was.
        QVERIFY(m_server.run("ALTER TABLE clients ADD COLUMN vip bool").isEmpty());
        RAN(cli.run(words("data remote clients")));
        QCOMPARE(cli.json(QStringList{QStringLiteral("segment"), QStringLiteral("count"), QStringLiteral("--text"), QStringLiteral("vip is empty")})["count"].get<int>(), 1000);
        QVERIFY(m_server.run("ALTER TABLE clients DROP COLUMN vip").isEmpty());
        RAN(cli.run(words("data remote clients --remove")));
        REFUSED(cli.run(words("data remote clients")), 1);
        QCOMPARE(m_server.value("SELECT COUNT(*) FROM clients"), QStringLiteral("1000"));
    }

    void whatIsAskedWronglyIsRefused_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const char *line, const char *says) { QTest::newRow(name) << QString::fromLatin1(line) << QString::fromLatin1(says); };
        row("no such connection", "data remote x --connection far --table public.clients --as profiles --key id", "far");
        row("no such table", "data remote x --connection shop --table public.nothing --as profiles --key id", "public.nothing");
        row("no right to read", "data remote x --connection shop --table public.hidden --as profiles --key id", "hidden");
        row("no key", "data remote x --connection shop --table public.clients --as profiles", "--key");
        row("no such column", "data remote x --connection shop --table public.clients --as profiles --key nobody", "nobody");
        row("not unique", "data remote x --connection shop --table public.twice --as profiles --key id", "twice");
        row("no time", "data remote x --connection shop --table public.buys --as events --profile client --event buy", "--time");
        row("a text is no time", "data remote x --connection shop --table public.buys --as events --profile client --event buy --time what", "what");
        row("no such zone", "data remote x --connection shop --table public.clients --as profiles --key id --zone Mars/Olympus", "Mars/Olympus");
        row("never looked at", "data remote nobody", "nobody");
    }
    void whatIsAskedWronglyIsRefused() {
        QFETCH(QString, line);
        QFETCH(QString, says);
        Cli cli;
        QVERIFY(begin(cli));
        const Json before = cli.json(words("data list"));
        const CliResult result = cli.run(words(line.toLatin1().constData()));
        QVERIFY2(result.exit == 1 && result.err.count('\n') == 1, qPrintable(result.told())); // some begin with the table's name
        QVERIFY2(result.err.contains(says.toUtf8()), result.err.constData());
        QCOMPARE(dumpJson(cli.json(words("data list"))), dumpJson(before));
    }

    // As it is listed it can be given, whatever its schema is called.
    void aListedNameIsTaken() {
        QVERIFY(m_server.run("CREATE SCHEMA \"my.sch\"\"ema\"; CREATE TABLE \"my.sch\"\"ema\".\"a.b\" (id int8 PRIMARY KEY, mail text); INSERT INTO \"my.sch\"\"ema\".\"a.b\" VALUES (1, 'a@example.org');"
                             "GRANT USAGE ON SCHEMA \"my.sch\"\"ema\" TO reader; GRANT SELECT ON \"my.sch\"\"ema\".\"a.b\" TO reader")
                    .isEmpty());
        Cli cli;
        beginWith(cli, m_server);
        const Json tables = cli.json(words("connection tables shop --schema") << QStringLiteral("my.sch\"ema"));
        QVERIFY(tables.is_array() && tables.size() == 1);
        const QString name = QString::fromStdString(jsonText(tables[0], "text"));
        QCOMPARE(name, QStringLiteral("\"my.sch\"\"ema\".\"a.b\""));
        RAN(cli.run(words("connection tables shop") << name));
        RAN(cli.run(words("data remote odd --connection shop --as profiles --key id --email mail --table") << name));
        RAN(cli.run(words("sync plan odd2 --connection shop --as odd2 --key id --table") << name));
        RAN(cli.run(words("sync run odd2")));
        QCOMPARE(cli.row(QStringLiteral("SELECT count(*) FROM odd2")), QStringList{QStringLiteral("1")});
        QVERIFY(m_server.run("DROP SCHEMA \"my.sch\"\"ema\" CASCADE").isEmpty());
    }

    void aConnectionThatIsNeededStays() {
        Cli cli;
        QVERIFY(begin(cli));
        const CliResult refused = cli.run(words("connection remove shop"));
        REFUSED(refused, 1);
        QVERIFY2(refused.err.contains("clients"), refused.err.constData());
        QCOMPARE(cli.json(words("connection list")).size(), std::size_t{1});
        RAN(cli.run(words("connection remove shop --force")));
        QCOMPARE(cli.json(words("connection list")).size(), std::size_t{0});
    }

    // What is never right is refused when it is saved, not when it is used.
    void whatCannotWorkIsNotSaved() {
        Cli cli;
        RAN(cli.run(words("init")));
        REFUSED(cli.run(words("connection add http hub --recipe hubspot --credentials none")), 1);
        REFUSED(cli.run(words("connection add odbc far --driver /usr/lib/driver.so --host 127.0.0.1 --database d --user u --tls this-computer --credentials none")), 1);
        QCOMPARE(cli.json(words("connection list")).size(), std::size_t{0});
    }

    void aNameIsTakenOnce() {
        Cli cli;
        QVERIFY(begin(cli));
        RAN(cli.run(words("import") << cli.write(QStringLiteral("own.csv"), "id,mail\n1,a@example.org\n") << words("--as own --role profiles --key id")));
        const CliResult taken = cli.run(words("data remote own --connection shop --table public.clients --as profiles --key id"));
        REFUSED(taken, 1);
        QVERIFY2(taken.err.contains("own"), taken.err.constData());
        QCOMPARE(cli.json(words("data list")).size(), std::size_t{2});
        // With people here as well, a rule without a name is about those.
        QCOMPARE(cli.json(QStringList{QStringLiteral("segment"), QStringLiteral("count"), QStringLiteral("--text"), QStringLiteral("mail is not empty")})["everyone"].get<int>(), 1);
        QCOMPARE(cli.json(QStringList{QStringLiteral("segment"), QStringLiteral("count"), QStringLiteral("--on"), QStringLiteral("clients"), QStringLiteral("--text"), QStringLiteral("mail is not empty")})["everyone"].get<int>(), 1000);
    }

    void ofSeveralOneIsNamed() {
        Cli cli;
        QVERIFY(begin(cli));
        RAN(cli.run(words("data remote others --connection shop --table public.clients --as profiles --key id")));
        const CliResult which = cli.run(QStringList{QStringLiteral("segment"), QStringLiteral("count"), QStringLiteral("--text"), QStringLiteral("city = c1")});
        REFUSED(which, 1);
        QVERIFY2(which.err.contains("clients, others") && which.err.contains("--on"), which.err.constData());
        QCOMPARE(cli.json(QStringList{QStringLiteral("segment"), QStringLiteral("count"), QStringLiteral("--on"), QStringLiteral("others"), QStringLiteral("--text"), QStringLiteral("city = c1")})["count"].get<int>(), 200);
    }

    void aTableThatIsGoneIsSaid() {
        Cli cli;
        QVERIFY(begin(cli));
        QVERIFY(m_server.run("ALTER TABLE clients RENAME TO clients_away").isEmpty());
        const CliResult gone = cli.run(QStringList{QStringLiteral("segment"), QStringLiteral("count"), QStringLiteral("--text"), QStringLiteral("city = c1")});
        QVERIFY(m_server.run("ALTER TABLE clients_away RENAME TO clients").isEmpty());
        REFUSED(gone, 1);
        QVERIFY2(gone.err.contains("clients"), gone.err.constData());
    }

    void peopleAreWrittenAsATable() {
        Cli cli;
        QVERIFY(begin(cli));
        const Json done = cli.json(write("out.c_one") << words("--columns mail,city"));
        QVERIFY(done["rows"] == 200 && done["there"] == true);
        QCOMPARE(m_server.value("SELECT COUNT(*) || ' ' || MIN(city) || ' ' || MAX(city) FROM out.c_one"), QStringLiteral("200 c1 c1"));
        QVERIFY(cli.json(write("out.c_one"))["rows"] == 200); // one that was written from here is replaced
        QCOMPARE(m_server.value("SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = 'out' AND table_name = 'c_one'"), QStringLiteral("1"));
    }

    void whatCannotBeWrittenIsRefused_data() {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("further");
        QTest::addColumn<QString>("says");
        QTest::newRow("somebody else's") << QStringLiteral("out.taken") << QString() << QStringLiteral("out.taken");
        QTest::newRow("no right to write") << QStringLiteral("closed.mine") << QString() << QStringLiteral("closed");
        QTest::newRow("no such schema") << QStringLiteral("nowhere.mine") << QString() << QStringLiteral("nowhere");
        QTest::newRow("no such column") << QStringLiteral("out.mine") << QStringLiteral("--columns nothing") << QStringLiteral("nothing");
    }
    void whatCannotBeWrittenIsRefused() {
        QFETCH(QString, table);
        QFETCH(QString, further);
        QFETCH(QString, says);
        Cli cli;
        QVERIFY(begin(cli));
        const CliResult result = cli.run(write(table.toLatin1().constData()) << further.split(QLatin1Char(' '), Qt::SkipEmptyParts));
        QVERIFY2(result.exit == 1 && result.err.count('\n') == 1, qPrintable(result.told())); // some begin with the table's name
        QVERIFY2(result.err.contains(says.toUtf8()), result.err.constData());
        QCOMPARE(m_server.value("SELECT COUNT(*) FROM pg_tables WHERE tablename LIKE 'mine%'"), QStringLiteral("0"));
        QCOMPARE(m_server.value("SELECT COUNT(*) FROM out.taken"), QStringLiteral("0"));
    }

    void theProjectIsWrittenOnce() {
        Cli cli;
        QVERIFY(begin(cli));
        const QString folder = cli.file(QStringLiteral("dbt"));
        const Json done = cli.json(words("project export --dbt") << folder);
        QCOMPARE(jsonText(done, "dialect"), std::string("postgresql"));
        QVERIFY(QFile::exists(folder + QStringLiteral("/dbt_project.yml")));
        RAN(cli.run(words("project export --dbt") << folder)); // its own files are replaced
        // Others' files are not.
        QVERIFY(QDir().mkpath(cli.file(QStringLiteral("others"))));
        cli.write(QStringLiteral("others/dbt_project.yml"), "name: somebody_elses\n");
        const CliResult others = cli.run(words("project export --dbt") << cli.file(QStringLiteral("others")));
        REFUSED(others, 1);
        QCOMPARE(QDir(cli.file(QStringLiteral("others"))).entryList(QDir::Files | QDir::NoDotAndDotDot), QStringList{QStringLiteral("dbt_project.yml")});
        // Nor is one of its own that somebody changed.
        QFile changed(folder + QStringLiteral("/dbt_project.yml"));
        QVERIFY(changed.open(QIODevice::Append) && changed.write("# mine\n") > 0);
        changed.close();
        const CliResult edited = cli.run(words("project export --dbt") << folder);
        REFUSED(edited, 1);
        QVERIFY2(edited.err.contains("dbt_project.yml"), edited.err.constData());
        REFUSED(cli.run(words("project export --dbt") << cli.write(QStringLiteral("file"), "x")), 1);
        REFUSED(cli.run(words("project export --connection far --dbt") << cli.file(QStringLiteral("new"))), 1);
        // Of nothing nothing is made.
        Cli empty;
        RAN(empty.run(words("init")));
        REFUSED(empty.run(words("project export --dbt") << empty.file(QStringLiteral("dbt"))), 1);
        QVERIFY(!QFile::exists(empty.file(QStringLiteral("dbt/dbt_project.yml"))));
    }
};
AUDIENCE_TEST(RemoteCommandTest)

#include "remote_test.moc"
