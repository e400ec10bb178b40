// Checks of data on the command line: suggested, kept, written by hand, taken over from dbt, and what stops an import.
#include "cli/cli.h"
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::test;

class QualityCommandTest : public QObject {
    Q_OBJECT

    static QByteArray orders(int from, int to, const QByteArray &status) {
        QByteArray csv = "no,status,amount\n";
        for (int i = from; i <= to; ++i)
            csv += QByteArray::number(i) + "," + (i % 2 ? status : QByteArray("open")) + "," + QByteArray::number(i % 40) + ".50\n";
        return csv;
    }

private Q_SLOTS:
    void fromTheFirstSuggestionToRowsThatStayOut() {
        Cli cli;
        RAN(cli.run(words("init")));
        const QStringList import = words("import") << cli.write(QStringLiteral("orders.csv"), orders(1, 200, "paid")) << words("--as orders --key no --mode upsert");
        RAN(cli.run(import));
        const Json suggested = cli.json(words("data check orders --suggest"));
        QVERIFY2(suggested["suggested"].size() >= 6 && suggested["accepted"] == 0, dumpJson(suggested).c_str());
        for (const Json &check : suggested["suggested"])
            QVERIFY2(!jsonText(check, "rule").empty() && !jsonText(check, "why").empty(), dumpJson(check).c_str());
        const Json accepted = cli.json(words("data check orders --suggest --accept"));
        QCOMPARE(accepted["accepted"].get<std::size_t>(), suggested["suggested"].size());
        QVERIFY(cli.json(words("data check orders --suggest"))["suggested"].empty());
        std::int64_t id = 0;
        const Json checked = cli.json(words("data check orders"));
        for (const Json &check : checked)
            if (check.contains("rule")) {
                QVERIFY2(jsonText(check, "state") == "passed" || jsonText(check, "why_not").find("nothing to compare") != std::string::npos, dumpJson(check).c_str());
                if (jsonText(check, "kind") == "accepted")
                    id = check["id"].get<std::int64_t>();
            }
        QVERIFY(id > 0);
        const QString number = QString::number(id);
        const QStringList more = words("import") << cli.write(QStringLiteral("more.csv"), orders(195, 210, "lost")) << words("--as orders --key no --mode upsert");
        RAN(cli.run(words("data check orders --stop") << number));
        const CliResult stopped = cli.run(more);
        REFUSED(stopped, 1);
        QVERIFY2(stopped.err.contains("did not come in"), qPrintable(stopped.told()));
        QCOMPARE(cli.row(QStringLiteral("SELECT count(*) FROM orders")), QStringList{QStringLiteral("200")});
        RAN(cli.run(words("data check orders --warn") << number));
        const Json told = cli.json(more);
        QVERIFY2(dumpJson(told["findings"]).find("quality.failed") != std::string::npos, dumpJson(told).c_str());
        const Json rows = cli.json(words("data check --rows") << number);
        QVERIFY(rows["total"] == 8 && rows["rows"].size() == 8);
        RAN(cli.run(words("data check orders")));
        QCOMPARE(cli.run(words("data check orders --stop") << number).exit, 1); // as long as it fails
        RAN(cli.run(words("data check orders --remove") << number));
        REFUSED(cli.run(words("data check --rows") << number), 1);
        REFUSED(cli.run(words("data check nothing")), 1);
        RAN(cli.run(words("doctor")));
    }

    void byHandAndFromDbt() {
        Cli cli;
        RAN(cli.run(words("init")));
        RAN(cli.run(words("import") << cli.write(QStringLiteral("orders.csv"), orders(1, 30, "paid")) << words("--as orders")));
        const CliResult added = cli.run(words("data check --add - --json"), "{\"kind\":\"range\",\"dataset\":\"orders\",\"columns\":[\"amount\"],\"low\":\"0\",\"high\":\"10\"}");
        RAN(added);
        REFUSED(cli.run(words("data check --add -"), "{\"kind\":\"range\"}"), 1);
        REFUSED(cli.run(words("data check --add -"), "[1]"), 1);
        REFUSED(cli.run(words("data check --add -"), "{"), 1);
        const QString yaml = cli.write(QStringLiteral("schema.yml"), "models:\n  - name: stg_orders\n    columns:\n      - name: no\n        tests: [unique, not_null, odd]\n"
                                                                      "      - name: status\n        tests:\n          - accepted_values: {values: [open], config: {severity: warn}}\n");
        const Json taken = cli.json(words("data check --import") << yaml);
        QVERIFY2(taken["taken"].size() == 3 && taken["left"].size() == 1 && taken["known"] == 0, dumpJson(taken).c_str());
        QVERIFY(cli.json(words("data check --import") << yaml)["known"] == 3);
        const CliResult told = cli.run(words("data check orders"));
        RAN(told);
        QVERIFY2(told.out.contains("21 rows fail") && told.out.contains("15 rows fail"), qPrintable(told.told()));
        REFUSED(cli.run(words("data check --import") << cli.write(QStringLiteral("big.yml"), QByteArray(10 << 20, 'x'))), 1);
        REFUSED(cli.run(words("data check --import") << cli.write(QStringLiteral("compose.yml"), "services: {}\n")), 1);
    }
};

AUDIENCE_TEST(QualityCommandTest)
#include "quality_test.moc"
