// What a purchase is and what campaigns brought, as scripts read it; a dry run that writes nothing.
#include "cli/cli.h"
#include "support/test_main.h"

#ifndef Q_MOC_RUN
#include "base/decimal.h"
#endif

#include <QTest>

#include <algorithm>

using namespace audience;
using namespace audience::test;

namespace {

bool hasAll(const Json &value, std::initializer_list<const char *> names) {
    return value.is_object() && std::all_of(names.begin(), names.end(), [&](const char *name) { return value.contains(name); });
}

} // namespace

class ResultTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_demo = m_cli.json(words("demo --people 600 --events 6000 --until 2026-11-20"));
        QVERIFY(m_demo.is_object());
    }

    void saysWhatAPurchaseIs() {
        const Json known = m_cli.json(words("workspace definition"));
        QVERIFY(hasAll(known, {"purchase", "value", "currency", "zone", "conversion", "window_days", "attribution", "consent", "revision", "example"}));
        QCOMPARE(jsonText(known, "purchase"), std::string("purchase"));
        const Json longer = m_cli.json(words("workspace definition --set window_days=14 --set attribution=last_open"));
        QCOMPARE(jsonInt(longer, "window_days"), 14);
        QCOMPARE(jsonText(longer, "attribution"), std::string("last_open"));
        QVERIFY(jsonInt(longer, "revision") > jsonInt(known, "revision"));
        QCOMPARE(jsonInt(m_cli.json(words("workspace definition")), "window_days"), 14); // it stays
        REFUSED(m_cli.run(words("workspace definition --set colour=blue")), 1);
        REFUSED(m_cli.run(words("workspace definition --set window_days=soon")), 1);
        REFUSED(m_cli.run(words("workspace definition --set attribution=first_click")), 1);
        QCOMPARE(jsonInt(m_cli.json(words("workspace definition")), "window_days"), 14); // and what is refused changes nothing
        RAN(m_cli.run(words("workspace definition --set window_days=7 --set attribution=last_click")));
    }

    // With what it earned, in exact digits.
    void aReportSaysWhatItEarned() {
        const std::string currency = jsonText(m_cli.json(words("workspace definition")), "currency");
        const auto report = [&](std::int64_t id) {
            return m_cli.json(words("campaign report --out") << m_cli.file(QStringLiteral("r.html")) << QString::number(id));
        };
        const Json campaigns = m_cli.json(words("campaign list"));
        int earners = 0;
        for (const Json &one : campaigns) {
            if (jsonText(one, "state") != "finished")
                continue;
            const Json earned = report(jsonInt(one, "id"));
            QVERIFY(hasAll(earned, {"file", "buyers", "purchases", "conversions", "revenue", "currency", "without_value"}));
            QCOMPARE(jsonText(earned, "currency"), currency);
            const auto revenue = decimalFromText(jsonText(earned, "revenue"));
            QVERIFY(revenue.has_value());
            QCOMPARE(revenue->mantissa > 0, jsonInt(earned, "purchases") > jsonInt(earned, "without_value"));
            earners += revenue->mantissa > 0 ? 1 : 0;
        }
        QVERIFY(earners > 0);
        REFUSED(m_cli.run(words("workspace definition --set purchase=")), 1); // a value of nothing
        QVERIFY(report(jsonInt(m_demo, "campaign")).contains("revenue"));
    }

    void aDryRunCountsAndWritesNothing() {
        const QString csv = m_cli.write(QStringLiteral("guests.csv"), "id,email\n1,a@example.com\n2,b@example.com\n2,c@example.com\n,d@example.com\n");
        const QStringList call = words("import --as guests --key id --email email") << csv;
        const Json dry = m_cli.json(call + words("--dry-run"));
        QVERIFY(hasAll(dry, {"rows", "kept", "rejected", "duplicates", "added", "replaced", "consented", "dry_run", "columns", "rejects", "findings", "found"}));
        QVERIFY(dry.at("dry_run").get<bool>());
        QCOMPARE(jsonInt(dry, "rows"), 4);
        QCOMPARE(jsonInt(dry, "rejected"), 1);
        REFUSED(m_cli.run(words("data describe guests")), 1); // there is no such dataset
        const Json real = m_cli.json(call);
        QVERIFY(!real.at("dry_run").get<bool>() && !real.contains("found"));
        QCOMPARE(jsonInt(real, "kept"), jsonInt(dry, "kept"));
        RAN(m_cli.run(words("data describe guests")));
    }

private:
    Cli m_cli;
    Json m_demo;
};
AUDIENCE_TEST(ResultTest)

#include "result_test.moc"
