// What a file is about, guessed from its columns: the exports of the shops and mailing tools people come from, with
// their own headings and cells, and files of other kinds that look a little like them.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/data_service.h"
#include "service/file_guess.h"
#include "service/session.h"
#endif
#include "support/shared_data.h"
#include "support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace audience;
using namespace audience::service;

namespace {

const char *const kShopifyOrders =
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,"
    "Created at,Lineitem quantity,Lineitem name,Lineitem price,Billing Name,Cancelled at,Refunded Amount,Vendor,Id\n"
    "#1001,ada@example.org,paid,2026-10-01 09:13:00 +0200,fulfilled,2026-10-02 10:00:00 +0200,yes,EUR,40.00,4.90,7.17,44.90,,0.00,2026-10-01 09:12:51 +0200,1,Jar,40.00,Ada L,,0.00,Nord,5001\n"
    "#1002,bob@example.org,paid,2026-10-01 11:20:00 +0200,fulfilled,2026-10-03 10:00:00 +0200,no,EUR,12.50,4.90,2.78,17.40,WELCOME,2.00,2026-10-01 11:19:02 +0200,1,Lid,12.50,Bob M,,0.00,Nord,5002\n"
    "#1003,ada@example.org,refunded,2026-10-05 08:00:00 +0200,,,yes,EUR,80.00,0.00,12.77,80.00,,0.00,2026-10-05 07:58:40 +0200,2,Jar,40.00,Ada L,2026-10-06 09:00:00 +0200,80.00,Nord,5003\n";
const char *const kShopifyCustomers =
    "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address City,Default Address Country Code,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags\n"
    "'701,Ada,Lovelace,ada@example.org,yes,,London,GB,,no,124.90,2,,no,vip\n'702,Bob,Miller,bob@example.org,no,,Kiel,DE,,no,17.40,1,,no,\n"
    "'703,Cy,Dow,cy@example.org,yes,,Oslo,NO,,no,0.00,0,,no,\n";
const char *const kWooOrders =
    "Order Number,Order Status,Order Date,Customer Note,First Name (Billing),Last Name (Billing),Email (Billing),Phone (Billing),Payment Method Title,Cart Discount Amount,"
    "Order Subtotal Amount,Order Shipping Amount,Order Refund Amount,Order Total Amount,Order Total Tax Amount,SKU,Quantity,Item Cost,Coupon Code\n"
    "8123,Completed,2026-09-01 10:11,,Ada,Lovelace,ada@example.org,1234,Card,0,20.00,4.90,0,24.90,3.98,JAR,1,20.00,\n"
    "8124,Completed,2026-09-02 12:11,,Bob,Miller,bob@example.org,1234,Card,0,9.00,4.90,0,13.90,2.22,LID,1,9.00,\n"
    "8125,Processing,2026-09-03 13:00,,Cy,Dow,cy@example.org,1234,PayPal,1,30.50,0,0,29.50,4.71,JAR,1,30.50,TEN\n";
const char *const kWooCustomers =
    "Name,Username,Last Active,Date Registered,Email,Orders,Total Spend,AOV,Country / Region,City,Region,Postal Code\n"
    "Ada Lovelace,ada,2026-09-01,2024-01-03,ada@example.org,3,90.50,30.17,GB,London,,E1\nBob Miller,bob,2026-08-01,2025-02-03,bob@example.org,1,13.90,13.90,DE,Kiel,,24103\n"
    "Cy Dow,cy,2026-07-11,2025-05-03,cy@example.org,1,29.50,29.50,NO,Oslo,,0150\n";
const char *const kStripePayments =
    "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Decline Reason,Description,Fee,Refunded date (UTC),Status,Customer ID,Customer Email\n"
    "ch_1aaa,2026-10-01 09:12:51,44.90,0.00,eur,true,44.90,,Order,0.90,,Paid,cus_A,ada@example.org\nch_1aab,2026-10-02 09:12:51,10.00,0.00,eur,true,10.00,,Order,0.40,,Paid,cus_B,bob@example.org\n"
    "ch_1aac,2026-10-03 19:00:00,12.00,0.00,eur,true,12.00,,Order,0.41,,Paid,cus_A,ada@example.org\n";
const char *const kStripeCustomers =
    "id,Description,Email,Name,Created (UTC),Delinquent,Card ID,Total Spend,Payment Count,Refunded Volume\n"
    "cus_A,,ada@example.org,Ada,2025-01-01 10:00,false,card_1,56.90,2,0.00\ncus_B,,bob@example.org,Bob,2025-01-02 10:00,false,card_2,10.00,1,0.00\ncus_C,,cy@example.org,Cy,2025-01-03 10:00,false,,0.00,0,0.00\n";
const char *const kKlaviyo =
    "Email,Klaviyo ID,First Name,Last Name,Organization,Title,Phone Number,Address,City,Zip Code,Country,Source,Profile Created On,Date Added,Last Active,Email Marketing Consent,"
    "Email Marketing Consent Timestamp,SMS Marketing Consent,Total Customer Lifetime Value,Predicted CLV\n"
    "ada@example.org,01HAA,Ada,Lovelace,,,,,London,E1,GB,Form,2025-01-01 10:00:00,2025-01-01 10:00:00,2026-10-01 08:00:00,SUBSCRIBED,2025-01-01 10:00:00,NEVER_SUBSCRIBED,124.90,30.00\n"
    "bob@example.org,01HAB,Bob,Miller,,,,,Kiel,24103,DE,Form,2025-01-02 10:00:00,2025-01-02 10:00:00,2026-09-01 08:00:00,NEVER_SUBSCRIBED,,NEVER_SUBSCRIBED,10.00,3.00\n"
    "cy@example.org,01HAC,Cy,Dow,,,,,Oslo,0150,NO,Import,2025-01-03 10:00:00,2025-01-03 10:00:00,2026-02-01 08:00:00,UNSUBSCRIBED,2025-02-03 10:00:00,NEVER_SUBSCRIBED,0.00,0.00\n";
const char *const kMailchimp =
    "Email Address,First Name,Last Name,Address,Phone Number,Birthday,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS\n"
    "ada@example.org,Ada,Lovelace,,,,4,2025-01-01 10:00:00,192.0.2.1,2025-01-01 10:01:00,192.0.2.1,51.5,-0.1,0,1,Europe/London,GB,LND,2026-01-01 10:00:00,400001,aa1f,,\n"
    "bob@example.org,Bob,Miller,,,,2,2025-01-02 10:00:00,192.0.2.2,2025-01-02 10:01:00,192.0.2.2,54.3,10.1,1,2,Europe/Berlin,DE,SH,2026-01-01 10:00:00,400002,aa2f,,\n";
const char *const kGermanOrders = "Bestellnummer;Kundennummer;Datum;Betrag\n5001;17;13.10.2026;49,90\n5002;18;14.10.2026;12,00\n5003;17;15.10.2026;1.020,50\n5004;19;25.10.2026;8,10\n";
const char *const kGermanCustomers = "Kundennummer;Anrede;Vorname;Nachname;E-Mail-Adresse;Geburtsdatum;Newsletter\n17;Frau;Ada;Licht;ada@example.org;13.02.1980;ja\n18;Herr;Bodo;Mann;bodo@example.org;14.03.1990;nein\n";

const ingest::Preview previewOf(const std::string &path) {
    const auto preview = ingest::inspectFile(path);
    return preview ? *preview : ingest::Preview();
}

} // namespace

class FileGuessTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;

    std::string file(const QByteArray &text) {
        QFile file(m_dir.filePath(QStringLiteral("some.csv")));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(text) != text.size())
            qFatal("cannot write");
        return file.fileName().toStdString();
    }

private Q_SLOTS:
    void whatWasPaidIsAProductWhereNoColumnSaysIt() {
        const auto product = guessFile(previewOf(file("order_id,customer_id,date,quantity,unit_price_eur\n1,7,2026-01-01,2,10.00\n2,7,2026-01-02,1,20.00\n")), {});
        QVERIFY(product.isProduct && product.isPurchases);
        QCOMPARE(product.quantity, std::string("quantity"));
        QCOMPARE(product.price, std::string("unit_price_eur"));
        QCOMPARE(product.currency, std::string("EUR"));
        const auto total = guessFile(previewOf(file("order_id,customer_id,date,qty,price,total\n1,7,2026-01-01,2,10.00,20.00\n2,7,2026-01-02,1,20.00,20.00\n")), {});
        QVERIFY(!total.isProduct && total.quantity == "qty"); // offered, not taken
        QCOMPARE(total.value, std::string("total"));
        QVERIFY(guessFile(previewOf(file("order_id,customer_id,date,price\n1,7,2026-01-01,10.00\n2,7,2026-01-02,2.00\n")), {}).quantity.empty());
    }

    void theCurrencyIsReadFromTheSigns() {
        const auto guess = guessFile(previewOf(file("order_id,customer_id,date,total,shown\n1,7,2026-01-01,10.00,10.00 \xe2\x82\xac\n2,7,2026-01-02,20.00,20.00 \xe2\x82\xac\n")), {});
        QCOMPARE(guess.currency, std::string("EUR"));
    }

    void exportsOfOtherTools_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("role");
        QTest::addColumn<QString>("person"); // key of people, profile of events
        QTest::addColumn<QString>("time");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("currency");
        QTest::addColumn<QString>("consent");
        const auto people = [](const char *name, const char *text, const char *key, const char *consent) {
            QTest::newRow(name) << QByteArray(text) << "people" << key << QString() << QString() << QString() << consent;
        };
        const auto orders = [](const char *name, const char *text, const char *person, const char *time, const char *value, const char *currency) {
            QTest::newRow(name) << QByteArray(text) << "purchases" << person << time << value << currency << QString();
        };
        orders("shopify orders", kShopifyOrders, "Email", "Created at", "Total", "EUR");
        orders("woocommerce orders", kWooOrders, "Email (Billing)", "Order Date", "Order Total Amount", "");
        orders("stripe payments", kStripePayments, "Customer ID", "Created date (UTC)", "Amount", "EUR");
        orders("german orders", kGermanOrders, "Kundennummer", "Datum", "Betrag", "");
        orders("orders, everybody once", "order_id,customer_id,date,total\n1,7,2026-01-01,10.00\n2,8,2026-01-02,20.00\n3,9,2026-01-03,5.50\n", "customer_id", "date", "total", "");
        orders("orders with addresses", "order_id,email,date,total_usd\n1,a@x.org,2026-01-01,10\n2,b@x.org,2026-01-02,20\n", "email", "date", "total_usd", "USD");
        orders("camel case", "OrderId,CustomerId,OrderDate,GrandTotal\nA1,7,2026-01-01,10.00\nA2,8,2026-01-02,20.00\n", "CustomerId", "OrderDate", "GrandTotal", "");
        people("shopify customers", kShopifyCustomers, "Customer ID", "Accepts Email Marketing");
        people("woocommerce customers", kWooCustomers, "Email", "");
        people("stripe customers", kStripeCustomers, "id", "");
        people("klaviyo profiles", kKlaviyo, "Email", "Email Marketing Consent");
        people("mailchimp audience", kMailchimp, "Email Address", "");
        people("german customers", kGermanCustomers, "Kundennummer", "Newsletter");
        people("with a date", "customer_id,email,signup_date\n1,a@x.org,2026-01-01\n2,b@x.org,2026-01-02\n", "customer_id", "");
        people("no address", "customer_id,age,city\n1,30,Kiel\n2,31,Oslo\n", "customer_id", "");
        QTest::newRow("logins") << QByteArray("user_id,at\n1,2026-01-01\n1,2026-01-02\n2,2026-01-02\n1,2026-01-04\n") << "events" << "user_id" << "at" << "" << "" << "";
        QTest::newRow("named events") << QByteArray("user_id,event,happened_at\n1,view,2026-01-01\n1,buy,2026-01-02\n2,view,2026-01-02\n1,view,2026-01-04\n") << "events" << "user_id" << "happened_at" << "" << "" << "";
        QTest::newRow("products") << QByteArray("sku,name,price\nA,Jar,1.50\nB,Lid,2.50\n") << "list" << "" << "" << "" << "" << "";
        QTest::newRow("spend per day") << QByteArray("date,channel,amount\n2026-01-01,search,1.50\n2026-01-02,search,2.50\n") << "list" << "" << "" << "" << "" << "";
    }
    void exportsOfOtherTools() {
        QFETCH(QByteArray, text);
        QFETCH(QString, role);
        QFETCH(QString, person);
        QFETCH(QString, time);
        QFETCH(QString, value);
        QFETCH(QString, currency);
        QFETCH(QString, consent);
        const FileGuess guess = guessFile(previewOf(file(text)), {});
        const QString is = guess.role == store::DatasetRole::Profiles ? QStringLiteral("people") : guess.role == store::DatasetRole::Table ? QStringLiteral("list") : guess.isPurchases ? QStringLiteral("purchases") : QStringLiteral("events");
        QCOMPARE(is, role);
        QVERIFY(!guess.reason.empty());
        if (role == QLatin1String("list"))
            return;
        QCOMPARE(QString::fromStdString(role == QLatin1String("people") ? guess.key : guess.profile), person);
        if (role == QLatin1String("people")) {
            QCOMPARE(QString::fromStdString(guess.consent), consent);
            return;
        }
        QCOMPARE(QString::fromStdString(guess.time), time);
        if (role == QLatin1String("purchases")) {
            QCOMPARE(QString::fromStdString(guess.value), value);
            QCOMPARE(QString::fromStdString(guess.currency), currency);
        }
    }

    void aChoiceKeepsTheColumns() {
        const ingest::Preview preview = previewOf(file("order_id,customer_id,date,total_chf\n1,7,2026-01-01,10.00\n2,8,2026-01-02,20.00\n"));
        const FileGuess people = guessFile(preview, {}, store::DatasetRole::Profiles);
        QCOMPARE(people.role, store::DatasetRole::Profiles);
        QCOMPARE(people.key, std::string("customer_id"));
        QVERIFY(people.reason.empty() && !people.isPurchases);
        const FileGuess back = guessFile(preview, {}, store::DatasetRole::Events);
        QVERIFY(back.isPurchases);
        QCOMPARE(back.currency, std::string("CHF"));
    }

    // Values that are keys of the people say who a row is about, whatever the column is called.
    void pointsAtThePeopleThatAreThere() {
        Session::Options options;
        options.environment.stateDirectory = m_dir.filePath(QStringLiteral("state")).toStdString();
        const auto session = Session::create(m_dir.filePath(QStringLiteral("w.audience")).toStdString(), options);
        QVERIFY(session);
        DataService data(**session);
        ingest::ImportSpec spec;
        spec.path = file("code,email\nK-1,a@x.org\nK-2,b@x.org\nK-3,c@x.org\n");
        spec.name = "people";
        spec.role = store::DatasetRole::Profiles;
        spec.key = "code";
        QVERIFY(data.importFile(spec));
        const ingest::Preview preview = previewOf(file("nr,who,on,total\n1,K-2,2026-01-01,10.00\n2,K-1,2026-01-02,20.00\n3,K-2,2026-02-02,20.00\n"));
        const auto keys = data.peopleIn(preview);
        QVERIFY(keys);
        QCOMPARE(keys->key, std::string("code"));
        QCOMPARE(keys->pointing, std::vector<std::string>{"who"});
        const FileGuess guess = guessFile(preview, *keys);
        QCOMPARE(guess.profile, std::string("who"));
        QVERIFY(guess.isPurchases);
    }

    void sharedFiles_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("role");
        const auto is = [](const char *path, store::DatasetRole role) { QTest::newRow(path) << QStringLiteral("data/") + QLatin1String(path) << int(role); };
        using store::DatasetRole;
        is("seed004_ecommerce/CustomersData.csv", DatasetRole::Profiles);
        is("seed004_ecommerce/Online_Sales.csv", DatasetRole::Events);
        is("seed004_ecommerce/Discount_Coupon.csv", DatasetRole::Table);
        is("seed004_ecommerce/Tax_amount.csv", DatasetRole::Table);
        is("seed004_ecommerce/Marketing_Spend.csv", DatasetRole::Table);
        is("seed002_campaigns/marketing_iso.csv", DatasetRole::Table);
        is("seed002_campaigns/sample_marketing.csv", DatasetRole::Table);
        is("facebook_ads_kag/KAG_conversion_data.csv", DatasetRole::Table);
        is("cookie_cats_abtest/cookie_cats.csv", DatasetRole::Profiles);
        is("jaffle_shop/raw_customers.csv", DatasetRole::Profiles);
        is("jaffle_shop/raw_orders.csv", DatasetRole::Events);
        is("jaffle_shop/raw_payments.csv", DatasetRole::Table);
        is("ml_small/iris.csv", DatasetRole::Table);
    }
    void sharedFiles() {
        QFETCH(QString, path);
        QFETCH(int, role);
        const QString full = test::sharedPath(path);
        if (!QFile::exists(full))
            QSKIP("no shared data here");
        QCOMPARE(int(guessFile(previewOf(full.toStdString()), {}).role), role);
    }
};

AUDIENCE_TEST(FileGuessTest)
#include "file_guess_test.moc"
