// Whatever is put in: one clear sentence, and nothing that was there is lost.
#include "cli/sending.h"
#include "support/test_main.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#ifndef Q_OS_WIN
#include <unistd.h>
#endif

using namespace audience;
using namespace audience::test;

class BadInputTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { fillWithPeople(m_cli, 10); }
    void cleanup() {
        // Every test leaves the data as they were.
        QCOMPARE(m_cli.row(QStringLiteral("SELECT count(*), sum(id) FROM people")),
                 (QStringList{QStringLiteral("10"), QStringLiteral("55")}));
        RAN(m_cli.run(words("doctor")));
    }

    void filesThatCannotBeImported_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("options");
        const QString role = QStringLiteral("--as people --role profiles --key id --mode upsert");
        QTest::newRow("empty") << QByteArray() << role;
        QTest::newRow("only a header") << QByteArray("id,email\n") << role;
        QTest::newRow("wrong delimiter") << QByteArray("id,email\n1,a@b.c\n") << role + QStringLiteral(" --delimiter ;");
        QTest::newRow("unknown column") << QByteArray("ident,email\n1,a@b.c\n2,c@b.c\n") << role;
        QTest::newRow("bad expression")
            << QByteArray("id,email\n1,a@b.c\n") << role + QStringLiteral(" --derive x=id+");
        QTest::newRow("unknown encoding")
            << QByteArray("id,email\n1,a@b.c\n") << role + QStringLiteral(" --encoding klingon");
        QTest::newRow("unknown zone") << QByteArray("id,at\n1,2026-01-01 10:00\n")
                                      << QStringLiteral("--as x --role events --profile id --time at --event e --zone Nowhere/Land");
        QTest::newRow("dates both ways") << QByteArray("id,at\n1,01/02/2026\n2,03/04/2026\n")
                                         << QStringLiteral("--as x --role events --profile id --time at --event e");
        QTest::newRow("too many rejects")
            << QByteArray("id,n\n1,1\n2,2\n3,3,3\n") << QStringLiteral("--as x --key id --max-rejects 0");
        QTest::newRow("no key in a file of people") << QByteArray("id,n\n1,1\n") << QStringLiteral("--as y --role profiles");
    }
    void filesThatCannotBeImported() {
        QFETCH(QByteArray, content);
        QFETCH(QString, options);
        const QString path = m_cli.write(QStringLiteral("bad.csv"), content);
        const CliResult result =
            m_cli.run(words("import") << path << options.split(QLatin1Char(' ')));
        REFUSED(result, 1);
    }

    void whatATerminalObeysIsNotShown() {
        const CliResult shown = m_cli.run(words("data query") << QStringLiteral("SELECT char(27) || ']0;title' || char(7) || 'x' || char(155) || '2J' || char(9) || 'y' AS a"));
        QCOMPARE(shown.exit, 0);
        QVERIFY2(shown.out.contains("\xEF\xBF\xBD]0;title\xEF\xBF\xBDx\xEF\xBF\xBD" "2J\ty"), shown.out.constData());
    }

    void pathsThatCannotBeRead() {
        REFUSED(m_cli.run(words("import --as x") << m_cli.folder()), 1);
        REFUSED(m_cli.run(words("import --as x") << m_cli.file(QStringLiteral("none.csv"))), 1);
        REFUSED(m_cli.run(words("events import") << m_cli.file(QStringLiteral("none.jsonl"))), 1);
        REFUSED(m_cli.run(words("segment count") << m_cli.file(QStringLiteral("none.json"))), 1);
        REFUSED(m_cli.run(words("template save --name n --html") << m_cli.file(QStringLiteral("none.html"))), 1);
        REFUSED(m_cli.run(words("template check") << m_cli.folder()), 1);
#ifndef Q_OS_WIN
        if (geteuid() == 0)
            return; // nothing is unreadable for root
        const QString path = m_cli.write(QStringLiteral("locked.csv"), "id\n1\n");
        QVERIFY(QFile::setPermissions(path, {}));
        REFUSED(m_cli.run(words("import --as x") << path), 1);
#endif
    }

    void rowsThatCannotBeReadAreRejectedAlone() {
        QByteArray csv("id,name\n1,a\n2,b");
        csv += '\0';
        csv += "c\n3,c\n";
        const Json report = m_cli.json(words("import --as nul --key id") << m_cli.write(QStringLiteral("nul.csv"), csv));
        QCOMPARE(jsonInt(report, "rows"), 3);
        QCOMPARE(jsonInt(report, "kept"), 2);
        QCOMPARE(jsonText(report["rejects"][0], "reason"), std::string("ingest.reject.nul"));
        QCOMPARE(jsonInt(report["rejects"][0], "byte"), 12);
    }

    void aHugeFieldIsOneReject() {
        QByteArray csv("id,name\n1,a\n2,\"");
        csv += QByteArray(100 * 1024 * 1024, 'x');
        csv += "\"\n3,c\n";
        const QString path = m_cli.write(QStringLiteral("huge.csv"), csv);
        csv.clear();
        const Json report = m_cli.json(words("import --as huge --key id") << path);
        QFile::remove(path);
        QCOMPARE(jsonInt(report, "kept"), 2);
        QCOMPARE(jsonInt(report, "rejected"), 1);
    }

    void repeatedKeysKeepTheLast() {
        const Json report = m_cli.json(words("import --as twice --role table --key id --mode upsert")
                                       << m_cli.write(QStringLiteral("twice.csv"), "id,name\n1,a\n2,b\n1,c\n"));
        QCOMPARE(jsonInt(report, "duplicates"), 1);
        QCOMPARE(m_cli.row(QStringLiteral("SELECT name FROM twice WHERE id = 1")), QStringList{QStringLiteral("c")});
    }

    void rulesThatMeanNothing_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isRule"); // one that other data might answer
        for (const char *text : {"id >", "id = = 2", "did", "(id = 1"})
            QTest::newRow(text) << QString::fromLatin1(text) << false;
        for (const char *text : {"shoe_size > 40", "id > \"x\"", "json {}"})
            QTest::newRow(text) << QString::fromLatin1(text) << true;
    }
    void rulesThatMeanNothing() {
        QFETCH(QString, text);
        REFUSED(m_cli.run(words("segment count --text") << text), 1);
        QFETCH(bool, isRule);
        QCOMPARE(m_cli.run(words("segment save --name bad --text") << text).exit, isRule ? 0 : 1);
    }

    void rulesOfCarelessHands() {
        const QString rule = QStringLiteral("id is not empty");
        const CliResult two = m_cli.run(words("segment count --id 1 --text") << rule); // one of them would be ignored
        REFUSED(two, 2);
        for (const char *start : {"id is not empty", R"({"audience_segment": 2, "rule": {"type": "attribute", "field": "id", "op": "is_not_empty"}})"})
            RAN(m_cli.run(words("segment count") << m_cli.write(QStringLiteral("bom.txt"), QByteArray("\xEF\xBB\xBF") + start))); // of an editor on Windows
        const CliResult mistyped = m_cli.run(words("segment count --text") << QStringLiteral("did purchsae"));
        RAN(mistyped);
        QVERIFY2(mistyped.err.contains("purchsae"), qPrintable(mistyped.told()));
        // Which of the conditions it is.
        const CliResult second = m_cli.run(words("segment count --text") << QStringLiteral("id is not empty and id > \"x\""));
        REFUSED(second, 1);
        QVERIFY2(second.err.startsWith("/rule/all/1/"), qPrintable(second.told()));
        const CliResult cut = m_cli.run(words("segment count") << m_cli.write(QStringLiteral("cut.json"), "{\"audience_segment\": 2,"));
        REFUSED(cut, 1);
        QVERIFY2(!cut.err.contains("exception"), qPrintable(cut.told()));
        // Many conditions cost what they are, and not what they are squared.
        QByteArray many("id = 5");
        for (int i = 0; i < 30'000; ++i)
            many += " or id = " + QByteArray::number(i + 10);
        RAN(m_cli.run(words("segment count") << m_cli.write(QStringLiteral("many.txt"), many), {}, 40));
    }

    void aBrokenTemplateStopsTheSendWithItsPlace() {
        const QString html = m_cli.write(QStringLiteral("broken.html"),
                                         "<p>{{ unsubscribe_url }}</p>\n<p>{% if person.id %}</p>\n");
        const CliResult check = m_cli.run(words("template check") << html);
        QCOMPARE(check.exit, 1);
        QVERIFY2(check.out.contains("broken.html:2:4: error: "), qPrintable(check.told()));
        RAN(m_cli.run(words("template save --name broken --subject s --html") << html));
        const CliResult lint = m_cli.run(words("template lint broken"));
        QCOMPARE(lint.exit, 1);
        QVERIFY2(lint.out.contains(":2:4: error: "), qPrintable(lint.told()));
        const Json made = m_cli.json(words("campaign create --name b --segment everyone --template broken"));
        const QString id = QString::number(jsonInt(made, "id"));
        const Json checks = m_cli.json(words("campaign check") << id, 1);
        QVERIFY(!checks["ready"].get<bool>());
        REFUSED(m_cli.run(words("campaign send --wait") << id), 1);
        REFUSED(m_cli.run(words("campaign pause") << id), 1);
        REFUSED(m_cli.run(words("campaign send 9999")), 1);
        REFUSED(m_cli.run(words("campaign create --name z --segment nobody --template broken")), 1);
    }

    void filesThatAreNoWorkspace_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("text") << QByteArray("hello, this is no workspace\n").repeated(100);
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("zeroes") << QByteArray(8192, '\0');
    }
    void filesThatAreNoWorkspace() {
        QFETCH(QByteArray, content);
        Cli cli;
        cli.setWorkspace(cli.write(QStringLiteral("odd.audience"), content));
        REFUSED(cli.run(words("info")), 1);
        REFUSED(cli.run(words("init")), 1);
        QFile file(cli.workspace());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), content);
    }
    void pathsThatAreNoWorkspace() {
        Cli cli;
        REFUSED(cli.run(words("info")), 1);
        cli.setWorkspace(cli.folder());
        REFUSED(cli.run(words("info")), 1);
        cli.setWorkspace(QStringLiteral("/no/such/folder/x.audience"));
        REFUSED(cli.run(words("init")), 1);
    }

    void aForeignDatabaseIsLeftAlone() {
        Cli cli;
        QVERIFY(sqlite(cli.workspace(), QStringLiteral("CREATE TABLE t(x); INSERT INTO t VALUES (1)")));
        REFUSED(cli.run(words("info")), 1);
        REFUSED(cli.run(words("demo")), 1);
    }

    void aNewerWorkspaceIsRefusedUntouched() {
        Cli cli;
        fillWithPeople(cli, 3);
        QVERIFY(sqlite(cli.workspace(), QStringLiteral("PRAGMA user_version = 999")));
        const QByteArray before = bytes(cli.workspace());
        const CliResult result = cli.run(words("info"));
        REFUSED(result, 1);
        QVERIFY2(result.err.contains("newer version"), qPrintable(result.told()));
        QVERIFY(bytes(cli.workspace()) == before);
    }

    void anAlteredSchemaIsRefused() {
        Cli cli;
        fillWithPeople(cli, 3);
        QVERIFY(sqlite(cli.workspace(), QStringLiteral("CREATE TRIGGER extra AFTER UPDATE ON setting BEGIN SELECT 1; END")));
        const CliResult result = cli.run(words("info"));
        REFUSED(result, 1);
        QVERIFY2(result.err.contains("extra"), qPrintable(result.told()));
    }

    void aFullDiskLosesNothing() {
        Cli cli;
        const QString disk = cli.file(QStringLiteral("disk"));
        QVERIFY(QDir().mkpath(disk));
        if (QProcess::execute(QStringLiteral("mount"), {QStringLiteral("-t"), QStringLiteral("tmpfs"), QStringLiteral("-o"),
                                                        QStringLiteral("size=3m"), QStringLiteral("tmpfs"), disk}) != 0)
            QSKIP("a small disk cannot be mounted here");
        struct Unmount {
            QString path;
            ~Unmount() { QProcess::execute(QStringLiteral("umount"), {path}); }
        } unmount{disk};
        cli.setWorkspace(disk + QStringLiteral("/w.audience"));
        fillWithPeople(cli, 5);
        QByteArray csv("id,text\n");
        QRandomGenerator random(1); // does not compress
        for (int i = 0; i < 200'000; ++i) {
            csv += QByteArray::number(i) + ',' + QByteArray::number(random.generate64(), 16) +
                   QByteArray::number(random.generate64(), 16) + '\n';
        }
        const CliResult result =
            cli.run(words("import --as big --key id") << cli.write(QStringLiteral("big.csv"), csv));
        REFUSED(result, 1);
        QVERIFY2(result.err.contains("disk is full"), qPrintable(result.told()));
        QCOMPARE(cli.row(QStringLiteral("SELECT count(*) FROM people")), QStringList{QStringLiteral("5")});
        RAN(cli.run(words("doctor")));
        REFUSED(cli.run(words("data describe big")), 1);
    }

private:
    static QByteArray bytes(const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static bool sqlite(const QString &path, const QString &sql) {
        const QString script =
            QStringLiteral("import sqlite3, sys\ndb = sqlite3.connect(sys.argv[1])\ndb.executescript(sys.argv[2])\ndb.commit()\n");
        return QProcess::execute(QStringLiteral("python3"), {QStringLiteral("-c"), script, path, sql}) == 0;
    }

    Cli m_cli;
};

AUDIENCE_TEST(BadInputTest)
#include "bad_input_test.moc"
