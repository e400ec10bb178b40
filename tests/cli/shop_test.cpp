// A real shop from its files to the result of two campaigns, by the command line alone.
#include "cli/sending.h"
#include "support/shared_data.h"
#include "support/test_main.h"

#include <QProcess>
#include <QTest>

using namespace audience;
using namespace audience::test;

namespace {

constexpr const char *kRule =
    "did purchase with sum of gross > 1000 and did not purchase in the last 90 days";

// The same question to a plain table that Python filled from the file.
constexpr const char *kOracle = R"py(
import csv, sqlite3, sys
from decimal import Decimal
db = sqlite3.connect(':memory:')
db.execute('CREATE TABLE sale (customer TEXT, day TEXT, cents INTEGER)')
for row in csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8')):
    d = row['Transaction_Date']
    cents = Decimal(row['Avg_Price']) * 100 * int(row['Quantity'])
    assert cents == int(cents)
    db.execute('INSERT INTO sale VALUES (?, ?, ?)',
               (row['CustomerID'], d[:4] + '-' + d[4:6] + '-' + d[6:], int(cents)))
for (customer,) in db.execute('''SELECT customer FROM sale GROUP BY customer
        HAVING sum(cents) > 100000 AND max(day) < (SELECT date(max(day), '-90 days') FROM sale)
        ORDER BY CAST(customer AS INTEGER)'''):
    print(customer)
)py";

} // namespace

class ShopTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        AUDIENCE_NEED_SHARED("data/seed004_ecommerce/Online_Sales.csv");
        RAN(m_cli.run(words("init --name Shop")));
        import("CustomersData.csv", "customers", 1468,
               words("--role profiles --key CustomerID --email email --consent consent --derive consent='yes'")
                   << QStringLiteral("--derive") << QStringLiteral("email='c' || CustomerID || '@example.com'"));
        import("Online_Sales.csv", "sales", 52924,
               words("--role events --profile CustomerID --time Transaction_Date --event purchase --dates ymd")
                   << QStringLiteral("--derive") << QStringLiteral("gross=Quantity * Avg_Price"));
        import("Discount_Coupon.csv", "coupons", 204, words("--role table"));
        import("Marketing_Spend.csv", "spend", 365, words("--role table --dates mdy"));
        import("Tax_amount.csv", "tax", 20, words("--role table"));
        RAN(m_cli.run(words("setting set now") << QStringLiteral("last event")));
        saveNews(m_cli);
    }

    void totals_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("total");
        const auto row = [](const char *sql, const char *total) {
            QTest::newRow(sql) << QString::fromLatin1(sql) << QString::fromLatin1(total);
        };
        row("SELECT count(*), count(DISTINCT Transaction_ID), count(DISTINCT CustomerID), count(DISTINCT Product_SKU), "
            "count(DISTINCT Product_Description), count(DISTINCT Product_Category), count(DISTINCT Transaction_Date), "
            "min(Transaction_Date), max(Transaction_Date) FROM sales",
            "52924 25061 1468 1145 404 20 365 2019-01-01 2019-12-31");
        row("SELECT sum(Quantity), min(Quantity), max(Quantity) FROM sales", "238033 1 900");
        row("SELECT dec_sum(Avg_Price), min(Avg_Price), max(Avg_Price) FROM sales", "2764625.20 0.39 355.74");
        row("SELECT dec_sum(gross) FROM sales", "4670794.62");
        row("SELECT dec_sum(Delivery_Charges), max(Delivery_Charges) FROM sales", "556635.07 521.36");
        row("SELECT printf('%.6f', CAST(dec_sum(gross) AS REAL) / count(DISTINCT Transaction_ID)) FROM sales", "186.377025");
        row("SELECT count(*), dec_sum(gross) FROM sales WHERE Coupon_Status = 'Clicked'", "26926 2377266.65");
        row("SELECT count(*), dec_sum(gross) FROM sales WHERE Coupon_Status = 'Used'", "17904 1560818.10");
        row("SELECT count(*), dec_sum(gross) FROM sales WHERE Coupon_Status = 'Not Used'", "8094 732709.87");
        row("SELECT count(*), count(*) FILTER (WHERE Gender = 'F'), count(*) FILTER (WHERE Gender = 'M') FROM customers",
            "1468 934 534");
        row("SELECT group_concat(n, ' ') FROM (SELECT count(*) AS n FROM customers GROUP BY Location ORDER BY n DESC)",
            "464 456 324 149 75");
        row("SELECT sum(Tenure_Months), min(Tenure_Months), max(Tenure_Months) FROM customers", "38039 2 50");
        row("SELECT count(*) FROM sales WHERE CustomerID NOT IN (SELECT CustomerID FROM customers)", "0");
        row("SELECT dec_sum(Offline_Spend), dec_sum(Online_Spend) FROM spend", "1037900 695646.47");
        for (const auto &[quarter, total] : {std::pair("01", "1064052.47 5757 488"), {"04", "1030463.22 5787 587"},
                                             {"07", "1134396.84 6426 603"}, {"10", "1441882.09 7091 550"}})
            QTest::newRow(total) << QStringLiteral("SELECT dec_sum(gross), count(DISTINCT Transaction_ID), count(DISTINCT CustomerID) "
                                                   "FROM sales WHERE Transaction_Date >= '2019-%1-01' AND Transaction_Date < "
                                                   "date('2019-%1-01', '+3 months')").arg(QLatin1String(quarter))
                                 << QString::fromLatin1(total);
        for (const auto &[place, total] : {std::pair("Chicago", "1625885.58 3565.538553"), {"California", "1442447.31 3108.722651"},
                                           {"New York", "937022.63 2892.045154"}, {"New Jersey", "409666.86 2749.442013"},
                                           {"Washington DC", "255772.24 3410.296533"}})
            QTest::newRow(place) << QStringLiteral("SELECT dec_sum(gross), printf('%.6f', CAST(dec_sum(gross) AS REAL) / "
                                                   "count(DISTINCT s.CustomerID)) FROM sales s JOIN customers c "
                                                   "ON c.CustomerID = s.CustomerID WHERE Location = '%1'").arg(QLatin1String(place))
                                 << QString::fromLatin1(total);
        row("SELECT dec_sum(gross) FROM sales s JOIN customers c ON c.CustomerID = s.CustomerID WHERE Gender = 'F'", "2903670.23");
        row("SELECT dec_sum(gross) FROM sales s JOIN customers c ON c.CustomerID = s.CustomerID WHERE Gender = 'M'", "1767124.39");
        row("SELECT group_concat(CustomerID || ' ' || total, ' ') FROM (SELECT CustomerID, dec_sum(gross) AS total FROM sales "
            "GROUP BY CustomerID ORDER BY CAST(total AS REAL) DESC LIMIT 10)",
            "15311 75937.55 12748 74601.36 14606 57137.79 14911 48980.38 17841 46205.77 17337 35574.46 17850 34551.40 "
            "13089 27199.61 15039 26671.30 14667 26501.03");
        row("SELECT group_concat(n, ' ') FROM (SELECT substr(first, 1, 7) AS month, count(*) AS n FROM (SELECT CustomerID, "
            "min(Transaction_Date) AS first FROM sales GROUP BY CustomerID) GROUP BY month ORDER BY month)",
            "215 96 177 163 112 137 94 135 78 87 68 106");
        row("SELECT sum(orders = 1), sum(days = 1) FROM (SELECT count(DISTINCT Transaction_ID) AS orders, "
            "count(DISTINCT Transaction_Date) AS days FROM sales GROUP BY CustomerID)",
            "125 734");
        row("SELECT dec_sum(gross), count(DISTINCT Transaction_ID), count(DISTINCT CustomerID) FROM sales "
            "WHERE Transaction_Date >= '2019-12-01'",
            "523258.19 2684 236");
        row("WITH line AS (SELECT s.*, CASE WHEN Coupon_Status = 'Used' THEN coalesce(Discount_pct, 0) ELSE 0 END AS pct, GST FROM sales s "
            "JOIN tax t ON t.Product_Category = s.Product_Category LEFT JOIN coupons c ON c.Product_Category = s.Product_Category AND "
            "c.Month = substr('JanFebMarAprMayJunJulAugSepOctNovDec', 3 * CAST(substr(Transaction_Date, 6, 2) AS INTEGER) - 2, 3)) "
            "SELECT printf('%.3f', sum(gross * pct / 100.0)), "
            "printf('%.5f', sum((100 - pct) / 100.0 * gross * (1 + GST) + Delivery_Charges)) FROM line",
            "310772.458 5397358.74634");
    }
    void totals() {
        QFETCH(QString, sql);
        QFETCH(QString, total);
        QCOMPARE(m_cli.row(sql).join(QLatin1Char(' ')), total);
    }

    void theSameFileTwiceIsNoticed() {
        const CliResult again = m_cli.run(words("import --as tax --role table") << shared("Tax_amount.csv"));
        REFUSED(again, 1);
        QCOMPARE(m_cli.row(QStringLiteral("SELECT count(*) FROM tax")), QStringList{QStringLiteral("20")});
    }

    void theSegmentIsWhatPlainSqlSays() {
        QProcess python;
        python.start(QStringLiteral("python3"), {QStringLiteral("-c"), QString::fromLatin1(kOracle), shared("Online_Sales.csv")});
        QVERIFY(python.waitForFinished(60'000) && python.exitCode() == 0);
        const QByteArray expected = python.readAllStandardOutput();
        m_segment = expected.count('\n');
        QVERIFY(m_segment > 100);
        const QString rule = QString::fromLatin1(kRule);
        const Json counted = m_cli.json(words("segment count --text") << rule);
        QCOMPARE(jsonInt(counted, "count"), m_segment);
        QCOMPARE(jsonInt(counted, "reachable"), m_segment);
        QStringList members = QString::fromUtf8(m_cli.run(words("segment members --text") << rule).out)
                                  .split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QStringList wanted = QString::fromUtf8(expected).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        members.sort();
        wanted.sort();
        QCOMPARE(members, wanted);
        const QByteArray sql = m_cli.run(words("segment sql --text") << rule).out;
        QCOMPARE(m_cli.row(QStringLiteral("SELECT count(*) FROM (%1)").arg(QString::fromUtf8(sql))),
                 QStringList{QString::number(m_segment)});
        RAN(m_cli.run(words("segment save --name lapsed --text") << rule));
    }

    void aPracticeCampaignReachesEachOnce() {
        const QString id = makeCampaign(m_cli, QStringLiteral("rehearsal"), QStringLiteral("lapsed"), QStringLiteral("practice"));
        RAN(m_cli.run(words("campaign check") << id));
        const Json sent = m_cli.json(words("campaign send --wait") << id);
        QCOMPARE(jsonInt(sent, "audience"), m_segment);
        QCOMPARE(stateOf(sent, "accepted"), m_segment);
        QCOMPARE(sumOfStates(sent), m_segment);
        QCOMPARE(jsonText(sent, "state"), std::string("finished"));
        const CliResult log = m_cli.run(words("campaign log --json") << id);
        QCOMPARE(log.out.count('\n'), m_segment);
        RAN(m_cli.run(words("doctor")));
    }

    void aRealSendIsMatchedWithItsEvents() {
        FakeAwsConfig config;
        config.bounceRate = 0.02;
        config.openRate = 0.4;
        config.clickRate = 0.2;
        config.duplicateRate = 0.1;
        config.shuffle = true;
        FakeAws server(config);
        connectTo(m_cli, server, QStringLiteral("account"));
        RAN(m_cli.run(words("connection test shop")));
        const Json reachable = m_cli.json(words("segment count --text") << QString::fromLatin1(kRule));
        const auto people = jsonInt(reachable, "reachable"); // the rehearsal has blocked nobody
        const QString id = makeCampaign(m_cli, QStringLiteral("real"), QStringLiteral("lapsed"), QStringLiteral("shop"));
        const Json sent = m_cli.json(words("campaign send --wait") << id);
        QCOMPARE(jsonInt(sent, "audience"), m_segment);
        QCOMPARE(stateOf(sent, "accepted"), people);
        QCOMPARE(stateOf(sent, "skipped"), m_segment - people);
        QCOMPARE(server.sendCount(), static_cast<int>(people));
        QCOMPARE(addressesSentTwice(server), QStringList());
        const Json events = m_cli.json(words("events poll --until-idle"));
        QCOMPARE(jsonInt(events, "foreign") + jsonInt(events, "unreadable"), 0);
        QCOMPARE(jsonInt(events, "matched") + jsonInt(events, "duplicate"), jsonInt(events, "received"));
        QCOMPARE(server.queuedMessages("ses-events"), 0);
        const Json status = m_cli.json(words("campaign status") << id);
        const Json &facts = status["facts"];
        QCOMPARE(jsonInt(facts, "delivered") + jsonInt(facts, "bounced"), people);
        QVERIFY(jsonInt(facts, "bounced") > 0);
        QVERIFY(jsonInt(facts, "opened") > 0 && jsonInt(facts, "opened") <= jsonInt(facts, "delivered"));
        QVERIFY(jsonInt(facts, "clicked") > 0 && jsonInt(facts, "clicked") <= jsonInt(facts, "delivered"));
        QCOMPARE(sumOfStates(status), m_segment);
        RAN(m_cli.run(words("campaign report --out") << m_cli.file(QStringLiteral("report.html")) << id));
        RAN(m_cli.run(words("doctor")));
        RAN(m_cli.run(words("audit verify")));
    }

private:
    static QString shared(const char *file) {
        return sharedPath(QStringLiteral("data/seed004_ecommerce/") + QString::fromLatin1(file));
    }
    void import(const char *file, const char *name, std::int64_t rows, const QStringList &options) {
        const Json report =
            m_cli.json(words("import --as") << QString::fromLatin1(name) << shared(file) << options);
        QCOMPARE(jsonInt(report, "rows"), rows);
        QCOMPARE(jsonInt(report, "kept"), rows);
        QCOMPARE(jsonInt(report, "rejected"), 0);
    }

    Cli m_cli;
    std::int64_t m_segment = 0;
};

AUDIENCE_TEST(ShopTest)
#include "shop_test.moc"
