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

    // What cannot be is refused with one sentence that says what can, and nothing is kept.
    void nonsenseIsNotKept() {
        Cli cli;
        RAN(cli.run(words("init")));
        RAN(cli.run(words("import") << cli.write(QStringLiteral("orders.csv"), orders(1, 30, "paid")) << words("--as orders")));
        const auto refused = [&](const QByteArray &json, const char *says) {
            const CliResult result = cli.run(words("data check --add -"), "{\"dataset\":\"orders\"," + json + "}");
            return result.exit == 1 && result.err.contains(says) && result.err.count('\n') == 1 && !result.err.contains("\"\" ") ? QByteArray() : json + " " + result.err;
        };
        for (const auto &[json, says] : {std::pair{"\"kind\":\"range\",\"columns\":[\"amount\"],\"low\":100,\"high\":1", "between 100 and 1"}, {"\"kind\":\"range\",\"columns\":[\"amount\"],\"low\":\"abc\"", "write one, for example"},
                                         {"\"kind\":\"range\",\"columns\":[\"amount\"]", "\"low\", the most in \"high\""}, {"\"kind\":\"unique\",\"columns\":[\"nothing\"]", "choose one of its columns"},
                                         {"\"kind\":\"pattern\",\"columns\":[\"status\"],\"pattern\":\"((((\"", "pattern is not understood"}, {"\"kind\":\"fresh\",\"columns\":[\"status\"],\"limit\":24", "days or moments"},
                                         {"\"kind\":\"related\",\"columns\":[\"no\"],\"to_dataset\":\"orders\",\"to_column\":\"status\"", "same type"}, {"\"kind\":\"unique\",\"columns\":[\"no\",\"no\"]", "named twice"},
                                         {"\"kind\":\"rnge\",\"columns\":[\"no\"]", "not_empty, unique"}})
            QCOMPARE(refused(json, says), QByteArray());
        const CliResult list = cli.run(words("data check --add -"), "[{\"kind\":\"unique\",\"dataset\":\"orders\",\"columns\":[\"no\"]},{\"kind\":\"email\",\"dataset\":\"orders\",\"columns\":[\"no\"]}]");
        REFUSED(list, 1);
        QVERIFY2(list.err.contains("check 2 of the list"), qPrintable(list.told()));
        for (const Json &check : cli.json(words("data check orders")))
            QVERIFY2(!check.contains("rule"), dumpJson(check).c_str());
        const QString yaml = cli.write(QStringLiteral("schema.yml"), "models:\n  - name: orders\n    columns:\n      - name: status\n        tests:\n          - accepted_range: {min_value: 1}\n          - not_null\n"
                                                                      "      - name: amount\n        tests:\n          - accepted_range: {min_value: 9, max_value: 1}\n    freshness: {warn_after: {count: 3, period: day}}\n"
                                                                      "    loaded_at_field: status\n");
        const CliResult taken = cli.run(words("data check --import") << yaml);
        RAN(taken);
        QVERIFY2(taken.out.contains("1 check was taken over, 0 were there already, 3 were left out."), qPrintable(taken.told()));
        QVERIFY2(taken.out.contains("No amount can lie between 9 and 1") && taken.out.contains("days or moments") && taken.out.contains("lowest and highest"), qPrintable(taken.told()));
    }

    // Sentences for people, counted as one does; ids are for scripts.
    void wordsForPeople() {
        Cli cli;
        RAN(cli.run(words("init")));
        RAN(cli.run(words("import") << cli.write(QStringLiteral("customers.csv"), "id,name,age\n" + [] {
            QByteArray rows;
            for (int i = 1; i <= 40; ++i)
                rows += QByteArray::number(i) + ",n" + QByteArray::number(i) + "," + (i == 7 ? "1985" : QByteArray::number(20 + i)) + "\n";
            return rows;
        }()) << words("--as customers")));
        QByteArray lines = "id,customer_id,amount,kind\n";
        for (int i = 1; i <= 60; ++i)
            lines += QByteArray::number(i) + "," + QByteArray::number(i % 40 + 1) + "," + QByteArray::number(i % 9) + ".25,sale\n";
        RAN(cli.run(words("import") << cli.write(QStringLiteral("orders.csv"), lines) << words("--as orders")));
        const CliResult all = cli.run(words("data check --all"));
        RAN(all);
        QVERIFY2((all.out.contains("In one row age is above 110") || all.out.contains("In 1 rows age is above 110")) && all.out.contains("kind is the same in every row") && all.out.contains("common faults were looked for and not found"), qPrintable(all.told()));
        QVERIFY2(!all.out.contains("age_high") && !all.out.contains("constant") && !all.out.contains("_empty"), qPrintable(all.told()));
        const CliResult offered = cli.run(words("data check --all --suggest"));
        RAN(offered);
        QVERIFY2(offered.out.contains("Every customer_id is found in id of customers\tThe name customer_id points at customers"), qPrintable(offered.told()));
        QVERIFY2(!offered.out.contains("Every id is found") && offered.out.contains("are suggested; keep them with --accept."), qPrintable(offered.told()));
        const std::size_t many = cli.json(words("data check --all --suggest"))["suggested"].size();
        const CliResult kept = cli.run(words("data check --all --suggest --accept"));
        QVERIFY2(kept.out.contains(QByteArray::number(qulonglong(many)) + " checks were kept; they run at each import and sync."), qPrintable(kept.told()));
        const CliResult again = cli.run(words("data check --all --suggest --accept"));
        QVERIFY2(again.out.contains("No check was kept"), qPrintable(again.told()));
        QCOMPARE(cli.row(QStringLiteral("SELECT count(*) FROM quality_check")), QStringList{QString::number(many)});
        RAN(cli.run(words("data check --add -"), "{\"kind\":\"range\",\"dataset\":\"customers\",\"columns\":[\"age\"],\"high\":110}"));
        const CliResult told = cli.run(words("import") << cli.write(QStringLiteral("again.csv"), "id,name,age\n1,n1,1985\n") << words("--as customers --mode append --again"));
        RAN(told);
        QVERIFY2((told.out + told.err).contains(" check of customers failed") || (told.out + told.err).contains(" checks of customers failed"), qPrintable(told.told()));
        QVERIFY2(!(told.out + told.err).contains("1 checks"), qPrintable(told.told()));
        const CliResult bad = cli.run(words("data check customers"));
        QVERIFY2(bad.out.contains("2 rows fail"), qPrintable(bad.told()));
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
