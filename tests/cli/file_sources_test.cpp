// Files and SQLite as sources on the command line, killed at every durable step and taken up again.
#include "cli/cli.h"
#include "support/made_zip.h"
#include "support/test_main.h"

#include <QDir>
#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#endif

using namespace audience;
using namespace audience::test;

namespace {

QByteArray rows(int from, int to) {
    QByteArray text = "id,mail\n";
    for (int i = from; i <= to; ++i)
        text += QByteArray::number(i) + ",p" + QByteArray::number(i) + "@example.org\n";
    return text;
}

void write(const QString &path, const QByteArray &bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class FileSourcesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fromAFolderToTheNextFile() {
        Cli cli;
        RAN(cli.run(words("init")));
        const QString folder = cli.file(QStringLiteral("drop"));
        QVERIFY(QDir().mkpath(folder));
        write(folder + QStringLiteral("/o_1.csv"), rows(1, 10));
        write(folder + QStringLiteral("/o_2.csv"), rows(11, 20));
        RAN(cli.run(words("connection add files drop") << folder));
        RAN(cli.run(words("connection test drop")));
        const CliResult tables = cli.run(words("connection tables drop"));
        RAN(tables);
        QVERIFY2(tables.out.contains("o_*.csv\tfiles"), tables.out.constData());
        RAN(cli.run(words("sync plan orders --connection drop --table o_*.csv --as orders --role table --mode append --cursor _file")));
        RAN(cli.run(words("sync run orders")));
        write(folder + QStringLiteral("/o_10.csv"), rows(21, 25));
        RAN(cli.run(words("sync run orders")));
        QCOMPARE(cli.row(QStringLiteral("SELECT count(*), sum(id) FROM orders")), (QStringList{QStringLiteral("25"), QStringLiteral("325")}));
        const CliResult refused = cli.run(words("sync plan one --connection drop --table o_1.csv --role table --key id --mode incremental --cursor id"));
        REFUSED(refused, 1);
        QVERIFY2(refused.err.contains("_file"), refused.err.constData());
    }

    void importOfAWorkbook() {
        Cli cli;
        RAN(cli.run(words("init")));
        const std::string book = madeWorkbook({{"People", "<row><c t=\"str\"><v>id</v></c><c t=\"str\"><v>mail</v></c></row><row><c><v>1</v></c><c t=\"str\"><v>a@example.org</v></c></row>", {}}});
        write(cli.file(QStringLiteral("people.xlsx")), QByteArray::fromStdString(book));
        RAN(cli.run(words("import --as people --role profiles --key id --email mail") << cli.file(QStringLiteral("people.xlsx"))));
        QCOMPARE(cli.row(QStringLiteral("SELECT id, mail FROM people")), (QStringList{QStringLiteral("1"), QStringLiteral("a@example.org")}));
        write(cli.file(QStringLiteral("old.xls")), QByteArray("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") + QByteArray(1000, 'x'));
        const CliResult old = cli.run(words("import --as old") << cli.file(QStringLiteral("old.xls")));
        REFUSED(old, 1);
        QVERIFY2(old.err.contains(".xlsx"), old.err.constData());
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
        for (const char *mode : {"full", "incremental", "append"}) {
            Cli cli;
            RAN(cli.run(words("init")));
            const QString folder = cli.file(QStringLiteral("drop"));
            QVERIFY(QDir().mkpath(folder));
            write(folder + QStringLiteral("/p_1.csv"), ::rows(1, 10));
            RAN(cli.run(words("connection add files drop") << folder));
            QStringList plan = words("sync plan few --connection drop --table p_*.csv --as few --role table --mode") << QLatin1String(mode);
            if (QByteArray(mode) != "append")
                plan << words("--key id");
            if (QByteArray(mode) != "full")
                plan << words("--cursor _file");
            RAN(cli.run(plan));
            RAN(cli.run(words("sync run few")));
            write(folder + QStringLiteral("/p_2.csv"), ::rows(11, 2000));
            cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), point);
            QVERIFY(cli.run(words("sync run few")).exit == -1);
            cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), {});
            QCOMPARE(cli.row(QStringLiteral("SELECT count(*) FROM few")), QStringList{QString::number(rows)});
            RAN(cli.run(words("doctor")));
            RAN(cli.run(words("sync run few")));
            QCOMPARE(cli.row(QStringLiteral("SELECT count(*), count(DISTINCT id) FROM few")), (QStringList{QStringLiteral("2000"), QStringLiteral("2000")}));
        }
    }

    // The file of another program: killed in the middle of it, in every mode, also where all is replaced and goes on by its key.
    void killedInASqliteFile_data() {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<QString>("point");
        QTest::addColumn<int>("rows"); // afterwards
        QTest::newRow("full, kept") << QStringLiteral("full") << QStringLiteral("sync.kept:1") << 10;
        QTest::newRow("full, staged") << QStringLiteral("full") << QStringLiteral("sync.chunk_staged:2") << 10;
        QTest::newRow("full, in the switch") << QStringLiteral("full") << QStringLiteral("import.switch.before_commit") << 10;
        QTest::newRow("incremental") << QStringLiteral("incremental") << QStringLiteral("sync.part_staged") << 10;
        QTest::newRow("mirror, between the passes") << QStringLiteral("mirror") << QStringLiteral("sync.part_committed") << 250'000;
        QTest::newRow("mirror, in the switch of the keys") << QStringLiteral("mirror") << QStringLiteral("import.switch.before_commit:2") << 250'000;
    }
    void killedInASqliteFile() {
        QFETCH(QString, mode);
        QFETCH(QString, point);
        QFETCH(int, rows);
        Cli cli;
        const QString file = cli.file(QStringLiteral("app.db"));
        const auto sql = [&](const char *statements) {
            const QString script = QStringLiteral("import sqlite3, sys\ndb = sqlite3.connect(sys.argv[1])\ndb.executescript(sys.argv[2])\ndb.commit()\n");
            return QProcess::execute(QStringLiteral("python3"), {QStringLiteral("-c"), script, file, QString::fromLatin1(statements)}) == 0;
        };
        constexpr const char *kFill = "WITH RECURSIVE n(i) AS (SELECT 11 UNION ALL SELECT i + 1 FROM n WHERE i < 250000) INSERT INTO t SELECT i, 'p' || i, i FROM n";
        QVERIFY(sql("CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT, changed INTEGER NOT NULL); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                    "WHERE i < 10) INSERT INTO t SELECT i, 'p' || i, i FROM n"));
        RAN(cli.run(words("init")));
        RAN(cli.run(words("connection add sqlite app") << file));
        QStringList plan = words("sync plan few --connection app --table t --as few --key id --mode") << mode;
        RAN(cli.run(mode == QLatin1String("full") ? plan : plan << words("--cursor changed")));
        RAN(cli.run(words("sync run few")));
        QVERIFY(sql(kFill));
        QVERIFY(mode != QLatin1String("mirror") || sql("DELETE FROM t WHERE id <= 3"));
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), point);
        QVERIFY(cli.run(words("sync run few")).exit == -1);
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), {});
        QCOMPARE(cli.row(QStringLiteral("SELECT count(*) FROM few")), QStringList{QString::number(rows)});
        RAN(cli.run(words("doctor")));
        const Json rest = cli.json(words("sync run few"));
        const int all = mode == QLatin1String("mirror") ? 249'997 : 250'000;
        QCOMPARE(cli.row(QStringLiteral("SELECT count(*), count(DISTINCT id) FROM few")), (QStringList{QString::number(all), QString::number(all)}));
        QVERIFY2(!point.startsWith(QLatin1String("sync.kept")) || rest["rows_taken_over"].get<int>() >= 100'000, dumpJson(rest).c_str());
    }
};

AUDIENCE_TEST(FileSourcesTest)
#include "file_sources_test.moc"
