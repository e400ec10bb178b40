// Every noun and verb: help, wrong use, one JSON document with the keys that scripts rely on.
#include "cli/cli.h"
#include "support/test_main.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <algorithm>

using namespace audience;
using namespace audience::test;

namespace {

QStringList keysOf(const Json &value) {
    QStringList keys;
    if (value.is_object())
        for (const auto &[name, ignored] : value.items())
            keys << QString::fromStdString(name);
    keys.sort();
    return keys;
}

std::int64_t number(const Json &value, const char *name) {
    return value.is_object() ? jsonInt(value, name, -1) : -1;
}

} // namespace

class CommandsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_demo = m_cli.json(words("demo --people 600 --events 6000 --until 2026-11-20"));
        QVERIFY(m_demo.is_object());
    }

    void helps_data() {
        QTest::addColumn<QString>("command");
        for (const char *command :
             {"", "init", "info", "doctor", "backup", "trust", "acknowledge", "adopt", "audit", "audit verify",
              "audit export", "topic list", "topic save", "setting get", "setting set", "demo", "import", "data",
              "data list", "data describe", "data profile", "data relations", "data query", "data summarize", "data export", "segment",
              "segment count", "segment members", "segment explain", "segment diff", "segment show", "segment sql", "segment text", "segment list",
              "segment save", "trait", "trait list", "trait show", "trait save", "trait remove", "data links", "data link",
              "data unlink", "template", "template render", "template check", "template list", "template save",
              "template lint", "template import", "template export", "template preflight", "template show", "template versions", "template diff", "template restore", "template review",
              "template translate", "template variant", "connection", "connection add ses", "connection add sqs",
              "connection test", "connection list", "connection remove", "campaign", "campaign create",
              "campaign check", "campaign approve", "campaign send", "campaign pause", "campaign resume",
              "campaign stop", "campaign status", "campaign log", "campaign report", "campaign list", "events poll",
              "events import", "worker"})
            QTest::newRow(command) << QString::fromLatin1(command);
    }
    void helps() {
        QFETCH(QString, command);
        const QStringList call = command.split(QLatin1Char(' '), Qt::SkipEmptyParts);
        const CliResult help = m_cli.run(call + words("--help"));
        QCOMPARE(help.exit, 0);
        QCOMPARE(help.err, QByteArray());
        QVERIFY(help.out.contains("--help"));
        REFUSED(m_cli.run(call + words("--no-such-option")), 2);
    }

    void wrongUse_data() {
        QTest::addColumn<QString>("command");
        for (const char *command :
             {"", "nonsense", "campaign nonsense", "campaign", "import", "campaign send", "campaign send x",
              "segment count", "segment count --text", "template render --escape some x", "demo --people many",
              "import x --role nobody", "import x --dates soon", "segment count --text everybody --now soon",
              "connection add ses shop", "topic save", "trait save orders", "data link orders.x"})
            QTest::newRow(command) << QString::fromLatin1(command);
    }
    void wrongUse() {
        QFETCH(QString, command);
        const CliResult result = m_cli.run(command.split(QLatin1Char(' '), Qt::SkipEmptyParts));
        REFUSED(result, 2);
        QCOMPARE(result.out, QByteArray());
    }

    void aWorkspaceMustBeNamed() {
        Cli cli;
        cli.setWorkspace({});
        REFUSED(cli.run(words("info")), 2);
        REFUSED(cli.run(words("init")), 2);
    }

    void stableKeys_data() {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("keys");
        const auto row = [](const char *command, const char *keys) {
            QTest::newRow(command) << QString::fromLatin1(command) << QString::fromLatin1(keys);
        };
        row("info", "bytes created_at datasets may_work name path people standing uuid");
        row("doctor", "findings healthy");
        row("audit verify", "entries verified");
        row("data describe customers",
            "columns consent email event_name generation key name profile role rows time updated_at");
        row("data query SELECT+1", "columns rows");
        row("segment count --text everybody", "as_of count everyone kept_back reachable");
        row("segment explain --text everybody", "conditions count everyone steps");
        row("segment diff --text everybody --text nobody", "changes people");
        row("segment compare --by country --text everybody", "field inside outside rows type");
        row("segment compare --behaviour --text everybody", "charts figures hours shares");
        row("segment text --text everybody", "text");
        row("segment sql --text everybody", "dialect parameters sql");
        row("segment sql --text everybody --dialect bigquery --dbt", "dialect parameters sql");
        row("trait save orders --formula count+over+purchase", "field formula id name text type");
        row("campaign status CAMPAIGN",
            "approval audience cost facts followed id kept_back name practice reason state states");
        row("campaign check CAMPAIGN", "checks ready");
        row("setting set zone Europe/Berlin", "done");
        row("topic save extra", "done key kind name");
        row("worker --once", "campaigns events syncs");
        row("events poll --until-idle", "duplicate foreign matched not_read_in_time received unreadable");
    }
    void stableKeys() {
        QFETCH(QString, command);
        QFETCH(QString, keys);
        command.replace(QLatin1String("CAMPAIGN"), QString::number(number(m_demo, "campaign")));
        QStringList call = command.split(QLatin1Char(' '));
        call.replaceInStrings(QStringLiteral("+"), QStringLiteral(" "));
        const CliResult result = m_cli.run(call + words("--json"));
        QVERIFY2(result.exit != 2, qPrintable(result.told()));
        const auto parsed = parseJson(result.out.toStdString());
        QVERIFY2(parsed.has_value(), qPrintable(result.told()));
        QCOMPARE(keysOf(*parsed).join(QLatin1Char(' ')), keys);
    }

    void listsAreArrays_data() {
        QTest::addColumn<QString>("command");
        for (const char *command : {"data list", "data relations", "data links", "trait list", "data profile customers", "segment list",
                                    "template list", "connection list", "campaign list", "topic list",
                                    "segment members --text everybody"})
            QTest::newRow(command) << QString::fromLatin1(command);
    }
    void listsAreArrays() {
        QFETCH(QString, command);
        const Json list = m_cli.json(command.split(QLatin1Char(' ')));
        QVERIFY(list.is_array());
        QVERIFY(!list.empty() || command == QLatin1String("connection list"));
        RAN(m_cli.run(command.split(QLatin1Char(' '))));
        QCOMPARE(m_cli.run(command.split(QLatin1Char(' ')) + words("--quiet")).err, QByteArray());
    }

    void summarizes() {
        const QByteArray query = R"({"audience_query":1,"events":{"name":"purchase"},"group_by":[{"person":"country"}],)"
                                 R"("measures":[{"of":"sum","field":"amount"}],"limit":2})";
        const CliResult answer = m_cli.run(words("data summarize - --json"), query);
        RAN(answer);
        const auto table = parseJson(answer.out.toStdString());
        QVERIFY(table);
        QCOMPARE(keysOf(*table).join(QLatin1Char(' ')), QStringLiteral("columns counted cut groups rows"));
        QCOMPARE((*table)["rows"].size(), std::size_t{2});
        QVERIFY(m_cli.run(words("data summarize -"), query).out.startsWith("country\tsum of amount\n"));
        REFUSED(m_cli.run(words("data summarize -"), R"({"audience_query":1,"limit":0})"), 1);
    }

    void aDemoRunsAgainOnItsOwnWorkspace() {
        const Json &steps = m_demo["steps"];
        for (const char *key : {"people", "events", "products", "topics", "segments", "templates", "segment",
                                "can_be_emailed", "audience", "accepted", "skipped", "refused", "in_doubt",
                                "returned_events", "delivered", "opened", "clicked", "bounced", "unsubscribed"})
            QVERIFY2(steps.contains(key), key);
        QCOMPARE(number(steps, "people"), 600);
        QCOMPARE(number(steps, "accepted") + number(steps, "skipped") + number(steps, "refused") +
                     number(steps, "in_doubt"),
                 number(steps, "audience"));
        const Json again = m_cli.json(words("demo --report") << m_cli.file(QStringLiteral("report.html")));
        QVERIFY(again.is_object());
        QVERIFY(!again["steps"].contains("people")); // the data is there already
        QVERIFY(number(again, "campaign") > number(m_demo, "campaign"));
        QCOMPARE(number(again["steps"], "segment"), number(steps, "segment"));
        QVERIFY(QFileInfo(m_cli.file(QStringLiteral("report.html"))).size() > 1000);
        RAN(m_cli.run(words("doctor")));
    }

    void aSegmentIsTheSameEveryWay() {
        const QString rule = QStringLiteral("did purchase with sum of amount > 300 and did not purchase in the last 90 days");
        const Json counted = m_cli.json(words("segment count --text") << rule);
        const auto count = number(counted, "count");
        QVERIFY(count > 0);
        QVERIFY(number(counted, "reachable") <= count);
        const CliResult members = m_cli.run(words("segment members --text") << rule);
        QCOMPARE(members.out.count('\n'), count);
        const Json explained = m_cli.json(words("segment explain --text") << rule);
        QCOMPARE(number(explained, "count"), count);
        QCOMPARE(explained["steps"].size(), std::size_t{2});
        QCOMPARE(number(explained["steps"].back(), "left"), count);
        QCOMPARE(number(explained["steps"].back(), "change"), count - number(explained["steps"].front(), "left"));
        // Its text means the same, from a file too.
        const CliResult text = m_cli.run(words("segment text --text") << rule);
        QCOMPARE(number(m_cli.json(words("segment count") << m_cli.write(QStringLiteral("rule.txt"), text.out)), "count"),
                 count);
        // And so does its SQL, run as it is printed.
        const QByteArray sql = m_cli.run(words("segment sql --text") << rule).out;
        QCOMPARE(m_cli.row(QStringLiteral("SELECT count(*) FROM (%1)").arg(QString::fromUtf8(sql))),
                 QStringList{QString::number(count)});
    }

    void twoRulesAreCompared() {
        const QString before = QStringLiteral("did purchase and not did purchase in the last 90 days");
        const QString after = QStringLiteral("did purchase and not did purchase in the last 30 days and did purchase with sum of amount > 10");
        const Json told = m_cli.json(words("segment diff --text") << before << QStringLiteral("--text") << after);
        const Json &people = told["people"];
        QCOMPARE(number(people, "before"), number(m_cli.json(words("segment count --text") << before), "count"));
        QCOMPARE(number(people, "after"), number(m_cli.json(words("segment count --text") << after), "count"));
        QCOMPARE(number(people, "joined") + number(people, "stayed"), number(people, "after"));
        QCOMPARE(number(people, "left") + number(people, "stayed"), number(people, "before"));
        QCOMPARE(told["changes"].size(), std::size_t{2});
        QVERIFY(told["changes"][0].contains("before") && told["changes"][0].contains("after"));
        QVERIFY(!told["changes"][1].contains("before"));
        REFUSED(m_cli.run(words("segment diff --text everybody")), 2);
    }
    // Every row of a comparison is a rule that finds as many, and every suggestion is about somebody.
    void comparesWithEveryoneElse() {
        const QString rule = QStringLiteral("did purchase at least 2 times");
        const auto count = [&](const Json &part) {
            const QByteArray both = QByteArray::fromStdString(Json{{"audience_segment", 1}, {"rule", part}}.dump());
            return number(m_cli.json(words("segment count") << m_cli.write(QStringLiteral("part.json"), both)), "count");
        };
        const Json told = m_cli.json(words("segment compare --by purchase:count --text") << rule);
        QCOMPARE(number(told, "inside"), number(m_cli.json(words("segment count --text") << rule), "count"));
        std::int64_t people = 0;
        for (const Json &row : told["rows"]) {
            QCOMPARE(number(row, "inside") + number(row, "outside"), count(row["rule"]));
            people += number(row, "inside") + number(row, "outside");
        }
        QCOMPARE(people, std::int64_t{600});
        QVERIFY(m_cli.run(words("segment compare --by purchase:count --text") << rule).out.contains("against"));
        QVERIFY(m_cli.run(words("segment compare --behaviour --text") << rule).out.contains("100.0 % against"));
        const Json advice = m_cli.json(words("segment compare --advice --text everybody"));
        QVERIFY(advice.size() >= 2);
        for (const Json &one : advice)
            QCOMPARE(number(one, "people"), count(one["rule"]));
        const CliResult by = m_cli.run(words("segment compare --by nothing --text everybody"));
        REFUSED(by, 1);
        QVERIFY2(by.err.contains("country") && by.err.contains("\"nothing\""), qPrintable(by.told()));
        QCOMPARE(m_cli.run(words("segment compare --by country --advice --text everybody")).exit, 2);
    }

    void suggestedGroupsBecomeOneValue() {
        const Json told = m_cli.json(words("segment suggest --groups 3 --column class"));
        QCOMPARE(told["column"].get<std::string>(), std::string("trait:class"));
        const Json &first = told["groups"][0];
        QCOMPARE(number(m_cli.json(words("segment count --text") << QStringLiteral("trait:class = \"%1\"").arg(QString::fromStdString(first["name"]))), "count"),
                 number(first["described"], "found"));
        REFUSED(m_cli.run(words("segment suggest --groups 9 --column class")), 2);
        for (const char *taken : {"segment suggest --groups 3 --column class", "segment suggest --groups 3 --column country"})
            REFUSED(m_cli.run(words(taken)), 1);
    }

    void aSavedSegmentIsShown() {
        const Json saved = m_cli.json(words("segment save --name Shown --text everybody"));
        const Json shown = m_cli.json(words("segment show --name Shown"));
        QCOMPARE(number(shown, "id"), number(saved, "id"));
        const CliResult document = m_cli.run(words("segment show --name Shown"));
        QVERIFY(Json::parse(document.out.toStdString()) == shown["rule"]);
        REFUSED(m_cli.run(words("segment show --name Nowhere")), 1);
    }

    void aSegmentIsCountedAsOfAnotherTime() {
        const QStringList rule = words("segment count --text") << QStringLiteral("did purchase in the last 30 days");
        const auto now = number(m_cli.json(rule), "count");
        const auto early = number(m_cli.json(rule + words("--now 2020-01-01T00:00:00Z")), "count");
        QVERIFY(now > 0);
        QCOMPARE(early, 0);
        const Json rough = m_cli.json(rule + words("--now 2026-11-20"));
        QVERIFY(number(rough, "count") > 0);
    }

    // Addresses stand for people, also where they are piped in; those of nobody are told.
    void aListOfAddressesIsAListOfPeople() {
        const QString address = m_cli.row(QStringLiteral("SELECT email FROM customers WHERE email LIKE '%@%' LIMIT 1")).value(0);
        QVERIFY(!address.isEmpty());
        const QByteArray given = address.toUtf8() + "\nnobody@nowhere.example\n";
        RAN(m_cli.run(words("list import - --as Piped"), given));
        RAN(m_cli.run(words("list import") << m_cli.write(QStringLiteral("addresses.txt"), given) << words("--as Filed")));
        for (const char *name : {"Piped", "Filed"})
            QCOMPARE(number(m_cli.json(words("segment count --text") << QStringLiteral("in list \"%1\"").arg(QLatin1String(name))), "count"), std::int64_t{1});
        QCOMPARE(number(m_cli.json(words("list import") << m_cli.file(QStringLiteral("addresses.txt")) << words("--as Filed")), "not_found"), std::int64_t{1});
    }

    void aCheckIsTurnedOffAndOn() {
        const Json before = m_cli.json(words("data check customers"));
        QVERIFY(before.is_array() && !before.empty());
        const std::string column = before[0].value("column", ""), id = before[0].value("check", "");
        const QString name = QString::fromStdString(column + "." + id);
        const auto isOff = [&](const Json &checks) {
            return std::any_of(checks.begin(), checks.end(), [&](const Json &one) { return one["column"] == column && one["check"] == id && one["off"] == true; });
        };
        QVERIFY(!isOff(before));
        QVERIFY(isOff(m_cli.json(words("data check customers --off") << name)));
        QVERIFY(!isOff(m_cli.json(words("data check customers --on") << name)));
        REFUSED(m_cli.run(words("data check customers --off email.no_such_check")), 1);
        REFUSED(m_cli.run(words("data check --off email.no_such_check")), 1);
    }

    void queriesOnlyRead() {
        for (const char *sql : {"DELETE FROM customers", "SELECT 1; SELECT 2", "PRAGMA user_version = 9",
                                "ATTACH 'x' AS y", "SELEC", "", "SELECT nothing FROM customers"})
            REFUSED(m_cli.run(words("data query") << QString::fromLatin1(sql)), 1);
    }

    void aBackupIsAWorkspace() {
        const QString copy = m_cli.file(QStringLiteral("copy.audience"));
        RAN(m_cli.run(words("backup") << copy));
        RAN(m_cli.run(words("data list --workspace") << copy));
        REFUSED(m_cli.run(words("backup /no/such/folder/x")), 1);
    }

    void dataComesOutAsItWentIn() {
        const QString out = m_cli.file(QStringLiteral("out.csv"));
        RAN(m_cli.run(words("data export customers") << out));
        QFile file(out);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().count('\n') >= 601);
        REFUSED(m_cli.run(words("data export nobody") << out), 1);
        REFUSED(m_cli.run(words("data export customers /no/such/folder/x.csv")), 1);
    }

private:
    Cli m_cli;
    Json m_demo;
};

AUDIENCE_TEST(CommandsTest)
#include "commands_test.moc"
