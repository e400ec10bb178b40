// Folders and tags of segments from the command line: put away, listed by them, taken out, and what is refused.
#include "cli/cli.h"
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::test;

class ShelvesCommandTest : public QObject {
    Q_OBJECT
    Cli m_cli;

    static QStringList line(const char *words, std::initializer_list<const char *> more) {
        QStringList arguments = test::words(words);
        for (const char *word : more)
            arguments << QString::fromUtf8(word);
        return arguments;
    }
    // The names that "segment list" tells, as the people read them and as JSON; they must be the same.
    QByteArray listed(const QStringList &options) {
        const CliResult told = m_cli.run(words("segment list") + options);
        const Json json = m_cli.json(words("segment list") + options);
        QByteArray names, inJson;
        for (const QByteArray &row : told.out.split('\n'))
            if (row.contains('\t'))
                names += row.split('\t')[1] + ' ';
        for (const Json &segment : json)
            inJson += QByteArray::fromStdString(segment["name"].get<std::string>()) + ' ';
        return told.exit == 0 && names == inJson ? names.trimmed() : "differs: " + names + "| " + inJson + told.err;
    }
    QByteArray listedIn(std::initializer_list<const char *> options) { return listed(line("", options)); }
    Json shelf(const char *name) {
        for (const Json &segment : m_cli.json(words("segment list")))
            if (segment["name"] == name)
                return Json{segment["folder"], segment["tags"]};
        return {};
    }

private Q_SLOTS:
    void initTestCase() {
        RAN(m_cli.run(words("init --name Shop")));
        const QString people = m_cli.write(QStringLiteral("people.csv"), "id,country\nann,DE\nbob,AT\n");
        RAN(m_cli.run(QStringList{QStringLiteral("import"), people} << words("--as people --role profiles --key id")));
        RAN(m_cli.run(line("segment save --name German --text", {"country = DE", "--folder", " Spring sale ", "--tag", "#vip", "--tag", "Big Spender"})));
        RAN(m_cli.run(line("segment save --name Austrian --text", {"country = AT", "--tag", "VIP"})));
        RAN(m_cli.run(line("segment save --name Everybody --text", {"country is not empty", "--folder", "Autumn"})));
    }

    void listedByFolderAndTag() {
        QCOMPARE(listedIn({}), QByteArray("Austrian Everybody German"));
        QCOMPARE(listedIn({"--folder", "spring SALE"}), QByteArray("German"));
        QCOMPARE(listedIn({"--folder", "Autumn"}), QByteArray("Everybody"));
        QCOMPARE(listedIn({"--folder", ""}), QByteArray("Austrian"));
        QCOMPARE(listedIn({"--tag", "vip"}), QByteArray("Austrian German"));
        QCOMPARE(listedIn({"--tag", "#Vip", "--tag", "big spender"}), QByteArray("German"));
        QCOMPARE(listedIn({"--tag", "vip", "--folder", ""}), QByteArray("Austrian"));
        QCOMPARE(listedIn({"--tag", "none such"}), QByteArray());
        QCOMPARE(listedIn({"--folder", "Winter"}), QByteArray());
    }

    void saidBesideTheName() {
        const CliResult told = m_cli.run(words("segment list --folder Autumn"));
        RAN(told);
        QVERIFY2(told.out.contains("\tEverybody\tAutumn\t"), told.out.constData());
        const CliResult tagged = m_cli.run(line("segment list --folder", {"Spring sale"}));
        QVERIFY2(tagged.out.contains("\tGerman\tSpring sale #Big-Spender #vip\t"), tagged.out.constData());
        QCOMPARE(dumpJson(shelf("German")), std::string("[\"Spring sale\",[\"Big-Spender\",\"vip\"]]"));
    }

    // What was not said stays; nothing of the segment itself changes.
    void putIntoAnotherFolder() {
        const Json before = m_cli.json(words("segment show --name German"));
        const CliResult told = m_cli.run(words("segment put --name German --folder Summer"));
        RAN(told);
        QVERIFY2(told.out.contains("\"German\" is in \"Summer\" #Big-Spender #vip"), told.out.constData());
        QCOMPARE(dumpJson(shelf("German")), std::string("[\"Summer\",[\"Big-Spender\",\"vip\"]]"));
        const Json more = m_cli.json(words("segment put --name German --tag quarterly --tag VIP"));
        QCOMPARE(dumpJson(more["tags"]), std::string("[\"Big-Spender\",\"quarterly\",\"vip\"]"));
        QCOMPARE(dumpJson(more["folder"]), std::string("\"Summer\""));
        const QString id = QString::number(more["id"].get<std::int64_t>());
        const CliResult emptied = m_cli.run(QStringList(words("segment put --untag --id")) << id << QStringLiteral("--folder") << QString());
        RAN(emptied);
        QVERIFY2(emptied.out.contains("\"German\" is in no folder\n"), emptied.out.constData());
        QCOMPARE(dumpJson(shelf("German")), std::string("[\"\",[]]"));
        QCOMPARE(dumpJson(m_cli.json(words("segment show --name German"))), dumpJson(before));
        // Saved again without a word about it, a segment stays where it is.
        RAN(m_cli.run(line("segment save --name Everybody --text", {"country is not empty"})));
        QCOMPARE(dumpJson(shelf("Everybody")), std::string("[\"Autumn\",[]]"));
        RAN(m_cli.run(line("segment put --name German --folder", {"Spring sale", "--tag", "vip", "--tag", "Big Spender"})));
        QCOMPARE(dumpJson(shelf("German")), std::string("[\"Spring sale\",[\"Big-Spender\",\"vip\"]]"));
    }

    void refused() {
        REFUSED(m_cli.run(words("segment put --name Nobody --folder x")), 1);
        REFUSED(m_cli.run(words("segment put --folder x")), 2);
        REFUSED(m_cli.run(QStringList(words("segment put --name German --folder")) << QString(300, QLatin1Char('x'))), 1);
        QCOMPARE(dumpJson(shelf("German")), std::string("[\"Spring sale\",[\"Big-Spender\",\"vip\"]]"));
    }
};

AUDIENCE_TEST(ShelvesCommandTest)
#include "shelves_test.moc"
