// Which column refers to which key: by the name first, never by small numbers that overlap.
#include "support/shared_data.h"
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "core/quality/quality_kit.h"
#include "ingest/relations.h"

#include <algorithm>
#endif

using namespace audience;
using ingest::Pointing;
using ingest::Relation;
using model::QualityKind;
using test::QualityPlace;

namespace {

std::string rowsOf(const std::string &head, int count, const std::function<std::string(int)> &row) {
    std::string csv = head + "\n";
    for (int i = 1; i <= count; ++i)
        csv += row(i) + "\n";
    return csv;
}

std::string n(int number) { return std::to_string(number); }

// "orders.user_id > customers.id", sorted.
QStringList found(QualityPlace &place, const ingest::RelationSearch &search = {}) {
    const auto connection = place.session().workspace().reader();
    const auto relations = ingest::detectRelations(**connection, search);
    QStringList list;
    if (relations)
        for (const Relation &one : *relations)
            list << QString::fromStdString(one.fromDataset + "." + one.fromField + " > " + one.toDataset + "." + one.toField);
    list.sort();
    return list;
}

// What is suggested and told of relations, in the same words.
QStringList told(QualityPlace &place, const std::string &dataset) {
    QStringList list;
    const auto suggested = place.quality().suggest(dataset);
    if (!suggested)
        return {QStringLiteral("failed")};
    for (const model::QualityCheck &check : suggested->checks)
        if (check.kind == QualityKind::Related)
            list << QString::fromStdString(check.column() + " > " + check.toDataset + "." + check.toColumn);
    for (const quality::Trap &trap : suggested->traps)
        if (trap.finding.id == "quality.trap.unknown_keys" || trap.finding.id == "quality.trap.values_missing")
            list << QString::fromStdString("trap " + trap.check->column() + " > " + trap.check->toDataset + "." + trap.check->toColumn);
    list.sort();
    return list;
}

} // namespace

class RelationsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatNamesSay_data() {
        QTest::addColumn<QString>("names"); // dataset.column > dataset.key
        QTest::addColumn<int>("says");
        const auto row = [](const char *names, Pointing says) { QTest::newRow(names) << QString::fromLatin1(names) << static_cast<int>(says); };
        row("orders.customer_id > customers.id", Pointing::Dataset);
        row("orders.CustomerID > CustomersData.CustomerID", Pointing::Dataset);
        row("orders.customerid > raw_customers.id", Pointing::Dataset);
        row("orders.customer > customers.id", Pointing::Dataset);
        row("orders.billing_customer_id > customers.id", Pointing::Dataset);
        row("lines.order_item_no > stg_order_items.order_item_no", Pointing::Dataset);
        row("lines.category_id > categories.category_id", Pointing::Dataset);
        row("answers.ticket > tickets.ticket", Pointing::Dataset);
        row("orders.user_id > customers.id", Pointing::Person);
        row("orders.customer_id > people.id", Pointing::Person);
        row("orders.customer_id > people.customer_id", Pointing::Person);
        row("stock.sku > products.sku", Pointing::SameName);
        row("orders.ship_region_code > regions.region_code", Pointing::SameName);
        row("sales.Product_Category > tax.product category", Pointing::SameName);
        row("stock.article_code > products.sku", Pointing::Values);
        row("customers.id > orders.id", Pointing::Nowhere);
        row("people.id > orders.order_id", Pointing::Nowhere);
        row("orders.order_id > payments.order_id", Pointing::Nowhere);
        row("orders.amount > customers.id", Pointing::Nowhere);
        row("orders.order_id > order_items.id", Pointing::Nowhere);
        row("customers.customer_id > people.id", Pointing::Nowhere);
        row("orders.note > customers.name", Pointing::Nowhere);
        row("orders. > customers.", Pointing::Nowhere);
        row("1.2 > 3.4", Pointing::Nowhere);
    }
    void whatNamesSay() {
        QFETCH(QString, names);
        QFETCH(int, says);
        const QStringList sides = names.split(QStringLiteral(" > "));
        const auto part = [&](int side, int at) { return sides[side].section(QLatin1Char('.'), at, at).toStdString(); };
        QCOMPARE(static_cast<int>(ingest::pointing(part(0, 0), part(0, 1), part(1, 0), part(1, 1))), says);
    }

    // Three tables that all count their rows from one.
    void theJaffleShop() {
        AUDIENCE_NEED_SHARED("data/jaffle_shop");
        const std::string folder = test::sharedPath(QStringLiteral("data/jaffle_shop")).toStdString();
        for (const char *prefix : {"", "raw_"}) {
            QualityPlace place;
            for (const char *name : {"customers", "orders", "payments"})
                QVERIFY(service::DataService(place.session()).importFile(test::tableSpec(folder + "/raw_" + name + ".csv", prefix + std::string(name))));
            const QString p = QString::fromLatin1(prefix);
            QCOMPARE(found(place), (QStringList{p + QStringLiteral("orders.user_id > ") + p + QStringLiteral("customers.id"), p + QStringLiteral("payments.order_id > ") + p + QStringLiteral("orders.id")}));
            QCOMPARE(told(place, prefix + std::string("customers")), QStringList());
            QCOMPARE(told(place, prefix + std::string("orders")), QStringList{QStringLiteral("user_id > ") + p + QStringLiteral("customers.id")});
            QCOMPARE(told(place, prefix + std::string("payments")), QStringList{QStringLiteral("order_id > ") + p + QStringLiteral("orders.id")});
            const auto suggested = place.quality().suggest(prefix + std::string("orders"));
            for (const model::QualityCheck &check : suggested->checks)
                if (check.kind == QualityKind::Related)
                    QCOMPARE(check.reason, std::string("quality.why.related_name"));
        }
    }

    void ordersOfAShop() {
        QualityPlace place;
        QCOMPARE(place.load(rowsOf("id,name", 60, [](int i) { return n(i) + ",n" + n(i); }), "people"), std::string());
        QCOMPARE(place.load(rowsOf("order_id,customer_id,sku", 90, [](int i) { return n(i) + "," + n(1 + i % 60) + ",S" + n(i % 30); }), "orders"), std::string());
        QCOMPARE(place.load(rowsOf("sku,label", 40, [](int i) { return "S" + n(i - 1) + ",l" + n(i); }), "products"), std::string());
        QCOMPARE(found(place), (QStringList{QStringLiteral("orders.customer_id > people.id"), QStringLiteral("orders.sku > products.sku")}));
        QCOMPARE(found(place, {"people", 90, {}}), QStringList());
        QCOMPARE(told(place, "people"), QStringList());
        // Fewer than nine in ten are a trap, and only that.
        QCOMPARE(place.load(rowsOf("order_id,customer_id,sku", 90, [](int i) { return n(i) + "," + n(1 + i % 80) + ",S" + n(i % 30); }), "orders"), std::string());
        QCOMPARE(found(place), QStringList{QStringLiteral("orders.sku > products.sku")});
        QCOMPARE(told(place, "orders"), (QStringList{QStringLiteral("sku > products.sku"), QStringLiteral("trap customer_id > people.id")}));
    }

    void theKeyMustTellRowsApartAndBeOfTheType() {
        QualityPlace place;
        QCOMPARE(place.load(rowsOf("id,v", 40, [](int i) { return n(i % 20) + ",a"; }), "customers"), std::string()); // twice each
        QCOMPARE(place.load(rowsOf("code,v", 40, [](int i) { return "C" + n(i) + ",a"; }), "clubs"), std::string());
        QCOMPARE(place.load(rowsOf("no,customer_id,club_code", 40, [](int i) { return n(i) + "," + n(i % 20) + "," + n(i); }), "orders"), std::string());
        QCOMPARE(found(place), QStringList());
    }

    // One name, both keys: the smaller refers to the larger, and never both ways.
    void twoTablesWithOneKey() {
        QualityPlace place;
        QCOMPARE(place.load(rowsOf("sku,label", 40, [](int i) { return "S" + n(i) + ",l"; }), "products", "sku"), std::string());
        QCOMPARE(place.load(rowsOf("sku,left", 30, [](int i) { return "S" + n(i) + ",1"; }), "stock", "sku"), std::string());
        QCOMPARE(found(place), QStringList{QStringLiteral("stock.sku > products.sku")});
        QCOMPARE(place.load(rowsOf("sku,left", 40, [](int i) { return "S" + n(i) + ",1"; }), "stock", "sku"), std::string());
        QCOMPARE(found(place).size(), 1);
    }

    void aStoppedSearchEnds() {
        QualityPlace place;
        QCOMPARE(place.load(rowsOf("id,v", 40, [](int i) { return n(i) + ",a"; }), "customers"), std::string());
        QCOMPARE(place.load(rowsOf("no,customer_id", 40, [](int i) { return n(i) + "," + n(i); }), "orders"), std::string());
        CancelSource stop;
        stop.cancel();
        const auto connection = place.session().workspace().reader();
        const auto relations = ingest::detectRelations(**connection, {{}, 90, stop.token()});
        QVERIFY(!relations && relations.error().id == "cancelled");
        QVERIFY(!place.quality().suggest("orders", stop.token()));
    }
};

AUDIENCE_TEST(RelationsTest)
#include "relations_test.moc"
