// "segment history" from the command line: sizes, a day, comings and goings, the flow, and what is refused.
#include "cli/cli.h"
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::test;

class HistoryCommandTest : public QObject {
    Q_OBJECT
    Cli m_cli;

    static QStringList rule(const char *verb, const char *text) { return words(verb) << QStringLiteral("--text") << QString::fromLatin1(text); }
    static std::int64_t number(const Json &json, const char *member) {
        return json.contains(member) && json[member].is_number_integer() ? json[member].get<std::int64_t>() : -1;
    }

private Q_SLOTS:
    void initTestCase() {
        RAN(m_cli.run(words("init --name Shop")));
        const QString people = m_cli.write(QStringLiteral("people.csv"), "id,country\nann,DE\nbob,DE\ncid,US\n");
        const QString events = m_cli.write(QStringLiteral("events.csv"), "customer,at,event\nann,2026-03-01T10:00:00Z,purchase\nbob,2026-05-01T23:59:59Z,purchase\n"
                                                                         "ann,2026-06-10T10:00:00Z,purchase\n");
        RAN(m_cli.run(QStringList{QStringLiteral("import"), people} << words("--as people --role profiles --key id")));
        RAN(m_cli.run(QStringList{QStringLiteral("import"), events} << words("--as shop --role events --profile customer --time at --name event")));
        RAN(m_cli.run(words("setting set now 2026-06-15T12:00:00Z")));
    }

    void sizes() {
        const Json told = m_cli.json(rule("segment history --from 2026-02-15 --to 2026-06-15 --step month", "did purchase in the last 60 days"));
        QVERIFY(told.is_object());
        std::string sizes;
        for (const Json &point : told["points"])
            sizes += point["day"].get<std::string>().substr(5) + "=" + std::to_string(number(point, "people")) + " ";
        QCOMPARE(sizes, std::string("02-15=0 03-15=1 04-15=1 05-15=1 06-15=2 "));
        QVERIFY(told["as_today"].empty());
        const CliResult text = m_cli.run(rule("segment history --from 2026-05-30 --to 2026-06-15 --step week", "country = DE"));
        RAN(text);
        QCOMPARE(text.out, QByteArray("2026-06-01\t2\n2026-06-08\t2\n2026-06-15\t2\n"
                                      "Every day counts the people of today: who was added later can count on earlier days too, who was deleted since counts on none.\n"
                                      "As they are today: country.\n"));
    }

    void oneDay() {
        // A day counts to its end.
        QCOMPARE(number(m_cli.json(rule("segment history --at 2026-04-30", "did purchase")), "people"), 1);
        QCOMPARE(number(m_cli.json(rule("segment history --at 2026-05-01", "did purchase")), "people"), 2);
        const CliResult who = m_cli.run(rule("segment history --at 2026-05-01 --members", "did purchase"));
        RAN(who);
        QCOMPARE(who.out, QByteArray("ann\nbob\n"));
        QCOMPARE(m_cli.run(rule("segment history --at 2026-05-01 --members --columns country --limit 1", "did purchase")).out, QByteArray("DE\n"));
    }

    void comingsAndGoings() {
        const char *kLately = "did purchase in the last 30 days";
        const Json told = m_cli.json(rule("segment history --from 2026-05-02 --to 2026-06-15 --changes", kLately));
        QCOMPARE(number(told, "entered"), 1);
        QCOMPARE(number(told, "left"), 1);
        QCOMPARE(number(told, "stayed"), 0);
        QCOMPARE(m_cli.run(rule("segment history --from 2026-05-02 --to 2026-06-15 --who entered", kLately)).out, QByteArray("ann\n"));
        QCOMPARE(m_cli.run(rule("segment history --from 2026-05-02 --to 2026-06-15 --who left", kLately)).out, QByteArray("bob\n"));
    }

    void flow() {
        QStringList asked = rule("segment history --from 2026-03-15 --to 2026-06-15 --flow", "did purchase at least 2 times");
        asked << QStringLiteral("--text") << QStringLiteral("did purchase");
        const Json told = m_cli.json(asked);
        // ann went from the buyers to those who bought again, bob became a buyer, cid is in none.
        QCOMPARE(dumpJson(told["people"]), std::string("[[0,0,0],[1,0,0],[0,1,1]]"));
        QCOMPARE(dumpJson(told["before"]), std::string("[0,1,2]"));
    }

    void refused() {
        REFUSED(m_cli.run(words("segment history")), 2);
        REFUSED(m_cli.run(rule("segment history --at 2026-06-16", "did purchase")), 1);
        REFUSED(m_cli.run(rule("segment history --at soon", "did purchase")), 2);
        REFUSED(m_cli.run(rule("segment history --from 2026-06-01 --to 2026-05-01", "did purchase")), 1);
        REFUSED(m_cli.run(rule("segment history --from 2020-01-01 --step day", "did purchase")), 1);
        REFUSED(m_cli.run(rule("segment history --text everybody", "did purchase")), 2);
        REFUSED(m_cli.run(rule("segment history --at 2026-06-01 --flow", "did purchase")), 2);
    }
};

AUDIENCE_TEST(HistoryCommandTest)
#include "history_test.moc"
