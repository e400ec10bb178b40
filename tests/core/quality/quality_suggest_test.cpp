// What is suggested passes, has a reason, and finds what is known to be wrong with real data.
#include "support/shared_data.h"
#include "support/test_main.h"

#include <QFileInfo>
#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "core/quality/quality_kit.h"

#include <algorithm>
#include <set>
#endif

using namespace audience;
using namespace audience::quality;
using model::QualityCheck;
using model::QualityKind;
using test::QualityPlace;

namespace {

const QualityCheck *find(const Suggestions &found, QualityKind kind, const std::vector<std::string> &columns) {
    for (const QualityCheck &check : found.checks)
        if (check.kind == kind && check.columns == columns)
            return &check;
    return nullptr;
}

const Trap *trapOf(const Suggestions &found, std::string_view id, std::string_view column = {}) {
    for (const Trap &trap : found.traps) {
        const auto named = std::find_if(trap.finding.args.begin(), trap.finding.args.end(), [](const auto &arg) { return arg.first == "column"; });
        if (trap.finding.id == "quality.trap." + std::string(id) && (column.empty() || (named != trap.finding.args.end() && named->second == column)))
            return &trap;
    }
    return nullptr;
}

std::string argOf(const Trap *trap, std::string_view name) {
    if (trap)
        for (const auto &[key, value] : trap->finding.args)
            if (key == name)
                return value;
    return {};
}

std::string people(int count) {
    SeededRng rng(3);
    std::string csv = "person_id,email,city,joined,visits,note\n";
    for (int i = 1; i <= count; ++i)
        csv += std::to_string(1000 + i) + ",p" + std::to_string(i) + "@example.org," + (i % 3 == 0 ? "Rome" : i % 3 == 1 ? "Oslo" : "Bern") + ",2025-0" + std::to_string(1 + i % 9) + "-1" +
               std::to_string(i % 10) + "," + std::to_string(rng.between(0, 40)) + "," + (i % 20 == 0 ? "" : "note " + std::to_string(i % 7)) + "\n";
    return csv;
}

} // namespace

class QualitySuggestTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void plainPeople() {
        QualityPlace place;
        QCOMPARE(place.load(people(300)), std::string());
        const auto found = place.quality().suggest("t");
        QVERIFY(found);
        QVERIFY(find(*found, QualityKind::Unique, {"person_id"}));
        QVERIFY(find(*found, QualityKind::NotEmpty, {"city"}));
        QVERIFY(find(*found, QualityKind::Email, {"email"}));
        const QualityCheck *cities = find(*found, QualityKind::Accepted, {"city"});
        QVERIFY(cities);
        QCOMPARE(cities->values, (std::vector<std::string>{"Bern", "Oslo", "Rome"}));
        const QualityCheck *visits = find(*found, QualityKind::Range, {"visits"});
        QVERIFY(visits && visits->low == "0" && visits->high == "100");
        const QualityCheck *notes = find(*found, QualityKind::NotEmpty, {"note"});
        QVERIFY(notes && notes->limit == 10);
        const QualityCheck *joined = find(*found, QualityKind::Range, {"joined"});
        QVERIFY(joined && joined->low == "2025-01-01" && joined->high == "now");
        QVERIFY(!find(*found, QualityKind::Range, {"person_id"}));
        QVERIFY(!find(*found, QualityKind::Drift, {"person_id"}));
        QVERIFY(find(*found, QualityKind::Drift, {"city"}));
        QVERIFY(find(*found, QualityKind::RowDrift, {}));
        for (const QualityCheck &check : found->checks) {
            QVERIFY2(!check.reason.empty(), model::fingerprint(check).c_str());
            QVERIFY2(!place.run(check).isBad(), model::fingerprint(check).c_str());
        }
        // What is kept or not wanted is not suggested again.
        const auto kept = place.quality().accept({*cities});
        QVERIFY(kept && kept->front().id > 0);
        QVERIFY(place.quality().decline(*visits, true));
        const auto again = place.quality().suggest("t");
        QVERIFY(!find(*again, QualityKind::Accepted, {"city"}) && !find(*again, QualityKind::Range, {"visits"}));
        QVERIFY(place.quality().decline(*visits, false));
        QVERIFY(place.quality().remove({kept->front().id}));
        const auto third = place.quality().suggest("t");
        QCOMPARE(third->checks.size(), found->checks.size());
    }

    void whatGoesWrong() {
        QualityPlace place;
        std::string csv = "order_id,customer_id,sku,product,fee,day,age,status,source\n";
        for (int order = 1; order <= 80; ++order)
            for (int line = 0; line < 2; ++line) {
                const int customer = order % 40 == 0 && line == 1 ? 999 : 100 + order % 30, product = (order + line) % 12;
                csv += std::to_string(order) + "," + std::to_string(customer) + ",AB" + std::to_string(100 + product) + ",thing " + std::string(1, static_cast<char>('a' + product)) + "," +
                       std::to_string(order % 7 + 1) + ".50,202601" + std::to_string(10 + order % 20) + "," + (order % 27 == 0 ? "999" : std::to_string(20 + order % 50)) + "," +
                       (order % 5 == 0 ? "refunded" : "paid") + "," + (order % 9 == 0 ? "n/a" : "shop " + std::to_string(order % 40)) + "\n";
            }
        QCOMPARE(place.load(csv, "t", {}, {{"day", {"day", engine::ColumnType::Int64, 0}}}), std::string());
        const auto found = place.quality().suggest("t");
        QVERIFY(found);
        const Trap *several = trapOf(*found, "several_per", "customer_id");
        QVERIFY(several);
        QCOMPARE(several->count, std::int64_t{2});
        QCOMPARE(place.rows(*several->check).size(), std::size_t{4});
        QVERIFY(find(*found, QualityKind::OnePer, {"product", "sku"}));
        QVERIFY(find(*found, QualityKind::OnePer, {"fee", "order_id"}));
        const QualityCheck *sku = find(*found, QualityKind::Pattern, {"sku"});
        QVERIFY(sku || find(*found, QualityKind::Accepted, {"sku"}));
        const Trap *fee = trapOf(*found, "repeated_amount", "fee");
        QVERIFY(fee);
        QCOMPARE(std::stod(argOf(fee, "sum")), 2 * std::stod(argOf(fee, "once")));
        QVERIFY(trapOf(*found, "days_as_numbers", "day"));
        QCOMPARE(trapOf(*found, "placeholder", "age") ? trapOf(*found, "placeholder", "age")->count : 0, std::int64_t{4});
        QCOMPARE(trapOf(*found, "placeholder", "source") ? trapOf(*found, "placeholder", "source")->count : 0, std::int64_t{16});
        QVERIFY(trapOf(*found, "states", "status"));
        for (const QualityCheck &check : found->checks)
            QVERIFY2(!place.run(check).isBad(), model::fingerprint(check).c_str());
    }

    void rowsThatAreThereTwice() {
        QualityPlace place;
        std::string csv = "a,b\n";
        for (int i = 0; i < 40; ++i)
            csv += "x" + std::to_string(i % 20) + ",y" + std::to_string(i % 20) + "\n";
        QCOMPARE(place.load(csv), std::string());
        const auto found = place.quality().suggest("t");
        const Trap *trap = trapOf(*found, "repeated_rows");
        QVERIFY(trap);
        QCOMPARE(trap->count, std::int64_t{20});
        QCOMPARE(place.rows(*trap->check).size(), std::size_t{40});
    }

    // A wide table is looked at in its first columns, and says so; a long one in some of its rows.
    void muchIsLookedAtInPart() {
        QualityPlace place;
        std::string csv = "id";
        for (int column = 0; column < 700; ++column)
            csv += ",c" + std::to_string(column);
        for (int row = 1; row <= 20; ++row) {
            csv += "\n" + std::to_string(row);
            for (int column = 0; column < 700; ++column)
                csv += "," + std::to_string((row * column) % 9);
        }
        QCOMPARE(place.load(csv + "\n", "wide"), std::string());
        const auto wide = place.quality().suggest("wide");
        QVERIFY(wide && !wide->looked.isWhole());
        QCOMPARE(wide->looked.columns, kMostLookedAt);
        QCOMPARE(wide->looked.ofColumns, std::size_t{701});
        QCOMPARE(wide->looked.rows, std::int64_t{20});
        QVERIFY(find(*wide, QualityKind::NotEmpty, {"c250"}) && !find(*wide, QualityKind::NotEmpty, {"c600"}));
        std::string rows = "no,word\n";
        for (int row = 0; row < kMostSampled + 400'000; ++row)
            rows += std::to_string(row) + "," + (row == 3'000 ? "odd" : row % 2 ? "odd" : "even") + "\n";
        QCOMPARE(place.load(rows, "long"), std::string());
        const auto found = place.quality().suggest("long");
        QVERIFY(found && !found->looked.isWhole());
        QVERIFY(found->looked.rows <= kMostSampled && found->looked.rows > kMostSampled / 2);
        QCOMPARE(found->looked.ofRows, kMostSampled + 400'000);
        QVERIFY(find(*found, QualityKind::Unique, {"no"}) && find(*found, QualityKind::Accepted, {"word"}));
    }

    // Random tables of all kinds of values: no suggestion that fails, none without words, never a crash.
    void anyTable() {
        for (std::uint64_t seed = 1; seed <= 24; ++seed) {
            SeededRng rng(seed);
            QualityPlace place;
            const int columns = static_cast<int>(rng.between(1, 7)), rows = static_cast<int>(rng.between(0, 150));
            std::string csv;
            for (int c = 0; c < columns; ++c)
                csv += std::string(c ? "," : "") + "col" + std::to_string(c) + (rng.below(3) == 0 ? "_id" : "");
            csv += "\n";
            std::vector<int> kinds;
            for (int c = 0; c < columns; ++c)
                kinds.push_back(static_cast<int>(rng.below(8)));
            for (int r = 0; r < rows; ++r) {
                for (int c = 0; c < columns; ++c) {
                    const auto n = rng.between(-50, 400);
                    const std::string cell = rng.below(12) == 0 ? "" : kinds[static_cast<std::size_t>(c)] == 0 ? std::to_string(n) : kinds[static_cast<std::size_t>(c)] == 1 ? std::to_string(n) + "." + std::to_string(rng.below(100))
                                             : kinds[static_cast<std::size_t>(c)] == 2 ? "2024-0" + std::to_string(1 + rng.below(9)) + "-0" + std::to_string(1 + rng.below(9))
                                             : kinds[static_cast<std::size_t>(c)] == 3 ? "word" + std::to_string(rng.below(5)) : kinds[static_cast<std::size_t>(c)] == 4 ? (rng.below(2) ? "true" : "false")
                                             : kinds[static_cast<std::size_t>(c)] == 5 ? "AB-" + std::to_string(r) : kinds[static_cast<std::size_t>(c)] == 6 ? " Ünï " + std::to_string(rng.below(3)) + " " : "1e" + std::to_string(rng.between(-30, 30));
                    csv += (c ? "," : "") + cell;
                }
                csv += "\n";
            }
            if (const std::string refused = place.load(csv); !refused.empty())
                continue; // no rows, or none that could be read
            const auto found = place.quality().suggest("t");
            QVERIFY2(found, found ? "" : found.error().id.c_str());
            for (const QualityCheck &check : found->checks) {
                QVERIFY2(model::checkQuality(check), model::fingerprint(check).c_str());
                QVERIFY2(!place.run(check).isBad(), (std::to_string(seed) + " " + model::fingerprint(check)).c_str());
            }
            QVERIFY(place.quality().accept(found->checks));
            const auto run = place.quality().run("t");
            QVERIFY(run && run->bad() == 0);
        }
    }

    void theShop() {
        AUDIENCE_NEED_SHARED("data/seed004_ecommerce");
        const std::string folder = test::sharedPath(QStringLiteral("data/seed004_ecommerce")).toStdString();
        QualityPlace place;
        const std::vector<std::string> names{"Online_Sales", "CustomersData", "Discount_Coupon", "Marketing_Spend", "Tax_amount"};
        for (const std::string &name : names)
            QVERIFY(service::DataService(place.session()).importFile(test::tableSpec(folder + "/" + name + ".csv", name)));
        std::map<std::string, Suggestions> found;
        std::size_t checks = 0;
        for (const std::string &name : names) {
            found[name] = *place.quality().suggest(name);
            checks += found[name].checks.size();
            for (const QualityCheck &check : found[name].checks)
                QVERIFY2(!place.run(check).isBad(), model::fingerprint(check).c_str());
        }
        QVERIFY2(checks >= 60, std::to_string(checks).c_str());
        const Suggestions &sales = found["Online_Sales"], &coupons = found["Discount_Coupon"];
        QVERIFY(find(sales, QualityKind::Unique, {"Transaction_ID", "Product_SKU"}));
        QVERIFY(find(sales, QualityKind::OnePer, {"Product_Description", "Product_SKU"}));
        QVERIFY(find(sales, QualityKind::OnePer, {"Transaction_Date", "Transaction_ID"}));
        QVERIFY(find(sales, QualityKind::Related, {"CustomerID"}));
        QVERIFY(find(sales, QualityKind::Related, {"Product_Category"}));
        // 1,319 transactions of several customers; one delivery charge per transaction, on each of its lines.
        const Trap *several = trapOf(sales, "several_per", "CustomerID");
        QVERIFY(several);
        QCOMPARE(several->count, std::int64_t{1'319});
        QCOMPARE(argOf(several, "per"), std::string("Transaction_ID"));
        const Trap *delivery = trapOf(sales, "repeated_amount", "Delivery_Charges");
        QVERIFY(delivery);
        QCOMPARE(argOf(delivery, "sum"), std::string("556635.07"));
        // Four categories without a coupon on 400 lines, and one with coupons that does not sell.
        const Trap *missing = trapOf(sales, "values_missing", "Product_Category");
        QVERIFY(missing);
        QCOMPARE(missing->count, std::int64_t{400});
        QCOMPARE(argOf(missing, "number"), std::string("4"));
        bool hasNotebooks = false;
        for (const Trap &trap : coupons.traps)
            hasNotebooks = hasNotebooks || argOf(&trap, "values").rfind("Notebooks", 0) == 0;
        QVERIFY(hasNotebooks);
        // A coupon is of a category and a month, and only where it was used; the tax is a share.
        QVERIFY(find(coupons, QualityKind::Unique, {"Coupon_Code", "Month"}) || find(coupons, QualityKind::Unique, {"Month", "Product_Category"}) ||
                find(coupons, QualityKind::Unique, {"Coupon_Code", "Product_Category"}));
        QCOMPARE(argOf(trapOf(sales, "many_to_many", "Product_Category"), "times"), std::string("12"));
        QVERIFY(trapOf(sales, "states", "Coupon_Status"));
        QVERIFY(trapOf(coupons, "months_as_words", "Month"));
        QCOMPARE(argOf(trapOf(sales, "notations"), "number"), std::string("3"));
        QVERIFY(trapOf(found["Tax_amount"], "fraction", "GST"));
        QVERIFY(trapOf(found["Tax_amount"], "fraction_and_percent", "GST"));
    }
};

AUDIENCE_TEST(QualitySuggestTest)
#include "quality_suggest_test.moc"
