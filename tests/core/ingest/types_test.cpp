#include "support/shared_data.h"
#include "support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#ifndef Q_MOC_RUN // moc stumbles over the concepts of the standard library
#include "ingest/column_builder.h"
#include "ingest/derive.h"
#include "ingest/inspect.h"
#include "ingest/type_guess.h"
#include "qbase/convert.h"
#endif

using namespace audience;
using namespace audience::ingest;
using engine::ColumnType;

namespace {

TypeDecision decide(const std::vector<std::vector<std::string>> &columns,
                    std::vector<std::string> names = {}, TypeOptions options = {}) {
    std::vector<TypeTally> tallies(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
        for (const std::string &cell : columns[i])
            tallies[i].add(cell);
        if (names.size() <= i)
            names.push_back("c" + std::to_string(i));
    }
    return decideTypes(names, tallies, options);
}

std::string typeOf(const std::vector<std::string> &cells, const std::string &name = "c") {
    const TypeDecision decision = decide({cells}, {name});
    const engine::Field &field = decision.columns[0].field;
    std::string text(engine::toText(field.type));
    return field.type == ColumnType::Decimal ? text + std::to_string(field.scale) : text;
}

std::string oneCell(const ColumnFormat &format, const std::string &text,
                    const std::string &zone = "UTC") {
    ColumnBuilder builder(format, zone, false);
    if (builder.hold(std::string_view(text)) != CellFault::None)
        return "fault";
    return builder.holdsNull() ? "null" : engine::toText(builder.heldCell());
}

} // namespace

class TypesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void types_data() {
        QTest::addColumn<QStringList>("cells");
        QTest::addColumn<QString>("type");
        const auto row = [](const char *name, std::initializer_list<const char *> texts,
                            const char *type) {
            QStringList cells;
            for (const char *text : texts)
                cells << QString::fromLatin1(text);
            QTest::newRow(name) << cells << QString::fromLatin1(type);
        };
        row("ints", {"1", "-20", "0"}, "int64");
        row("leading zero", {"1", "2", "007"}, "text");
        row("19 digits", {"1", "1234567890123456789"}, "text");
        row("18 digits", {"1", "123456789012345678"}, "int64");
        row("phone", {"+4917012345", "+4917012346"}, "text");
        row("decimals widen", {"1", "2.5", "3.125"}, "decimal3");
        row("decimals of 0.x", {"0.5", ".25", "-0.75"}, "decimal2");
        row("too wide for exact", {"0.12345678901234567", "123456.5"}, "double");
        row("exponents", {"1.5e3", "2", "-1E-2"}, "double");
        row("no infinities", {"inf", "nan"}, "text");
        row("bools", {"true", "FALSE", "True"}, "bool");
        row("bool words", {"true", "yes"}, "text");
        row("thousands", {"1,234.50", "229,932.50", "7"}, "decimal2");
        row("decimal comma", {"1.234,56", "7,5"}, "decimal2");
        row("groups of three", {"2,666", "22,927", "498"}, "int64");
        row("blank groups", {"1 234,5", "12 345,75"}, "decimal2");
        row("iso date", {"2026-02-28", "2026-1-5"}, "date");
        row("no such day", {"2026-02-30", "2026-02-28"}, "text");
        row("instant", {"2026-02-28 10:00", "2026-02-28T10:00:01.5Z", "2026-03-01"}, "instant");
        row("day first", {"13/02/2021", "1/02/2021"}, "date");
        row("month first", {"2/13/21", "2/1/21"}, "date");
        row("with am", {"2/13/2021 1:05 PM", "2/14/2021 12:00 AM"}, "instant");
        row("german", {"24.12.2025", "1.2.2025"}, "date");
        row("json", {"{\"a\":1}", "[1,2]"}, "json");
        row("broken json", {"{\"a\":1", "[1,2]"}, "text");
        row("null words stay", {"1", "null", ""}, "text");
        row("all empty", {"", ""}, "text");
        row("eight digits are numbers", {"20190101", "20191231"}, "int64");
    }
    void types() {
        QFETCH(QStringList, cells);
        std::vector<std::string> values;
        for (const QString &cell : cells)
            values.push_back(toUtf8(cell));
        QTEST(toQString(typeOf(values)), "type");
    }
    void eightDigitsAreDatesWhereTheNameSaysSo() {
        QCOMPARE(typeOf({"20190101", "20191231"}, "Transaction_Date"), std::string("date"));
        QCOMPARE(typeOf({"20190101", "20191331"}, "Transaction_Date"), std::string("int64"));
    }
    void fewMisfitsAreNamed() {
        std::vector<std::string> cells(300, "5");
        cells.push_back("n/a");
        const TypeDecision decision = decide({cells});
        QCOMPARE(decision.columns[0].field.type, ColumnType::Int64);
        QCOMPARE(decision.findings.size(), std::size_t(1));
        QCOMPARE(decision.findings[0].id, std::string("ingest.few_misfits"));
        cells.resize(100);
        cells.insert(cells.end(), 2, "n/a");
        QCOMPARE(decide({cells}).columns[0].field.type, ColumnType::Text);
    }
    void ambiguousDatesAreReported() {
        const TypeDecision open = decide({{"1/2/2021", "3/4/2021"}});
        QCOMPARE(open.ambiguousDates.size(), std::size_t(1));
        QCOMPARE(open.ambiguousDates[0].example, std::string("1/2/2021"));
        TypeOptions told;
        told.dates = DateOrder::Mdy;
        const TypeDecision known = decide({{"1/2/2021", "3/4/2021"}}, {}, told);
        QVERIFY(known.ambiguousDates.empty());
        QCOMPARE(oneCell(known.columns[0], "3/4/2021"), std::string("2021-03-04"));
        // Another column of the same file decides.
        const TypeDecision helped = decide({{"1/2/2021", "3/4/2021"}, {"12/31/2020", "1/1/2021"}});
        QVERIFY(helped.ambiguousDates.empty());
        QCOMPARE(oneCell(helped.columns[0], "3/4/2021"), std::string("2021-03-04"));
        QCOMPARE(helped.findings.size(), std::size_t(1));
        QCOMPARE(helped.findings[0].id, std::string("ingest.dates_from_other_columns"));
        // The same day both ways needs no choice.
        QVERIFY(decide({{"1/1/2021", "2/2/2021"}}).ambiguousDates.empty());
        TypeOptions yearFirst;
        yearFirst.dates = DateOrder::Ymd;
        QCOMPARE(decide({{"1/2/2021"}}, {}, yearFirst).columns[0].field.type, ColumnType::Text);
    }
    void decimalCommaOfOneColumnDecidesForTheFile() {
        const TypeDecision decision = decide({{"1,234", "2,500"}, {"7,5", "8,25"}});
        QCOMPARE(decision.columns[0].field.type, ColumnType::Decimal);
        QCOMPARE(oneCell(decision.columns[0], "1,234"), std::string("1.234"));
    }

    void cells() {
        ColumnFormat number{{"n", ColumnType::Decimal, 2}};
        QCOMPARE(oneCell(number, " 229,932.5 "), std::string("229932.50"));
        QCOMPARE(oneCell(number, "1.234"), std::string("fault"));
        QCOMPARE(oneCell(number, "12,34.5"), std::string("fault"));
        QCOMPARE(oneCell(number, ""), std::string("null"));
        ColumnFormat text{{"t", ColumnType::Text, 0}};
        QCOMPARE(oneCell(text, "e\xCC\x81"), std::string("\xC3\xA9")); // composed
        QCOMPARE(oneCell(text, "a\xFF"), std::string("a\xEF\xBF\xBD"));
        QCOMPARE(oneCell(text, " kept "), std::string(" kept "));
        QCOMPARE(oneCell(text, "null"), std::string("null"));
        ColumnFormat instant{{"i", ColumnType::Instant, 0}};
        QCOMPARE(oneCell(instant, "2026-07-01 12:00", "Europe/Berlin"),
                 std::string("2026-07-01T10:00:00Z"));
        QCOMPARE(oneCell(instant, "2026-07-01 12:00+05:30", "Europe/Berlin"),
                 std::string("2026-07-01T06:30:00Z"));
        QCOMPARE(oneCell(instant, "2026-03-29 02:30", "Europe/Berlin"),
                 std::string("2026-03-29T01:30:00Z"));
        QCOMPARE(oneCell(instant, "2026-03-29 12:00", "Europe/Berlin"),
                 std::string("2026-03-29T10:00:00Z"));
    }
    void columnsKeepEveryRow() {
        ColumnBuilder builder({{"t", ColumnType::Text, 0}}, "UTC", false);
        std::vector<std::string> expected;
        for (int i = 0; i < 20'000; ++i) {
            const std::string value = i % 5 == 0 ? ""
                                      : i < 6000 ? "same" + std::to_string(i % 3)
                                                 : "own" + std::to_string(i);
            expected.push_back(value);
            QCOMPARE(builder.hold(std::string_view(value)), CellFault::None);
            builder.take();
        }
        const engine::ColumnData data = builder.finish();
        QCOMPARE(data.rows, std::uint32_t(20'000));
        QCOMPARE(data.nullCount(), std::uint32_t(4'000));
        for (std::uint32_t row = 0; row < data.rows; ++row) {
            QCOMPARE(data.isNull(row), expected[row].empty());
            if (!expected[row].empty())
                QCOMPARE(std::string(data.textAt(row)), expected[row]);
        }
        QCOMPARE(builder.rows(), std::uint32_t(0));
    }

    void derived_data() {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("result");
        const auto row = [](const char *expression, const char *result) {
            QTest::newRow(expression)
                << QString::fromLatin1(expression) << QString::fromLatin1(result);
        };
        row("quantity * price", "460.50");
        row("`quantity` * (price - 0.5) + 1", "460.00");
        row("-quantity", "-3");
        row("quantity / 2", "1.5");
        row("quantity / 0", "null");
        row("missing + 1", "null");
        row("lower(trim(name)) || '-' || quantity", "anna-3");
        row("price + ", "ingest.derive_syntax");
        row("(price", "ingest.derive_syntax");
        row("price @ 1", "ingest.derive_syntax");
        row("upper(name)", "ingest.derive_syntax");
        row("pricee * 2", "ingest.unknown_column");
        row("name * 2", "ingest.derive_type");
        row("9223372036854775807", "ingest.derive_syntax");
        row("huge * huge", "too large");
        row("2 - 1 - 1", "0");
        row("'it''s'", "it's");
    }
    void derived() {
        QFETCH(QString, expression);
        const std::vector<engine::Field> fields = {{"quantity", ColumnType::Int64, 0},
                                                   {"price", ColumnType::Decimal, 2},
                                                   {"name", ColumnType::Text, 0},
                                                   {"missing", ColumnType::Int64, 0},
                                                   {"huge", ColumnType::Int64, 0}};
        const std::vector<engine::Cell> cells = {std::int64_t{3},
                                                 Decimal{15350, 2},
                                                 std::string(" Anna "),
                                                 {},
                                                 std::int64_t{4'000'000'000'000'000'000}};
        const auto compiled = DeriveExpression::compile({"x", toUtf8(expression)}, fields);
        if (!compiled) {
            QTEST(toQString(compiled.error().id), "result");
            return;
        }
        const auto value = compiled->evaluate(cells);
        const std::string text = !value ? "too large"
                                 : std::holds_alternative<std::monostate>(*value)
                                     ? "null"
                                     : engine::toText(*value);
        QTEST(toQString(text), "result");
    }
    void nearestNames() {
        QCOMPARE(nearestName("Quantiy", {"Quality", "Quantity"}), std::string("Quantity"));
        QCOMPARE(nearestName("completely else", {"Quality"}), std::string());
    }
    void typesFile() {
        const auto types = typesFromJson(R"({"a":"text","b":{"type":"decimal","scale":3}})");
        QVERIFY(types);
        QCOMPARE(types->at("b").scale, std::uint8_t(3));
        QCOMPARE(typesFromJson(R"({"a":"colour"})").error().id, std::string("ingest.unknown_type"));
        QCOMPARE(typesFromJson("[]").error().id, std::string("ingest.types_file"));
    }

    void previewOfTheShop() {
        AUDIENCE_NEED_SHARED("data/seed004_ecommerce");
        const auto path = [](const char *name) {
            return toUtf8(audience::test::sharedPath(QStringLiteral("data/seed004_ecommerce/") +
                                                     QString::fromLatin1(name)));
        };
        const auto sales = inspectFile(path("Online_Sales.csv"));
        QVERIFY(sales);
        QCOMPARE(sales->time, std::string("Transaction_Date"));
        QVERIFY(std::abs(sales->estimatedRows - 52'924) < 1'500);
        const auto customers = inspectFile(path("CustomersData.csv"));
        QVERIFY(customers);
        QCOMPARE(customers->key, std::string("CustomerID"));
        QCOMPARE(customers->estimatedRows, std::int64_t(1468));
        const auto coupons = inspectFile(path("Discount_Coupon.csv"));
        QCOMPARE(coupons->fields[1].field.name, std::string("Product_Category"));
        const auto spend = inspectFile(path("Marketing_Spend.csv"));
        QCOMPARE(spend->fields[0].field.type, ColumnType::Date);
        QVERIFY(spend->ambiguousDates.empty());
    }
    void previewFindsRoles() {
        QTemporaryDir dir;
        QFile file(dir.filePath(QStringLiteral("people.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("name,customer no.,mail,newsletter,event_name,joined\n");
        for (int i = 0; i < 50; ++i)
            file.write(QStringLiteral("P%1,%2,p%2@example.com,%3,%4,2026-01-%5\n")
                           .arg(i % 7)
                           .arg(i + 100)
                           .arg(i % 2 ? QStringLiteral("yes") : QStringLiteral("no"),
                                i % 3 ? QStringLiteral("view") : QStringLiteral("buy"))
                           .arg(i % 28 + 1, 2, 10, QLatin1Char('0'))
                           .toUtf8());
        file.close();
        const auto preview = inspectFile(toUtf8(file.fileName()));
        QVERIFY(preview);
        QCOMPARE(preview->email, std::string("mail"));
        QCOMPARE(preview->consent, std::string("newsletter"));
        QCOMPARE(preview->time, std::string("joined"));
        QCOMPARE(preview->eventName, std::string("event_name"));
    }
};

AUDIENCE_TEST(TypesTest)
#include "types_test.moc"
