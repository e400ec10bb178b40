// The tests of dbt projects: those that come over, those that are told not to, and files that mean no good.
#include "support/test_main.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#include "core/quality/quality_kit.h"
#include "quality/dbt_tests.h"
#include "quality/yaml.h"

#include <algorithm>
#include <cmath>
#endif

using namespace audience;
using namespace audience::quality;
using model::QualityCheck;
using model::QualityKind;
using model::QualitySeverity;

namespace {

std::vector<store::DatasetInfo> shop() {
    using engine::ColumnType;
    store::DatasetInfo customers, orders;
    customers.name = "customers";
    customers.fields = {{"customer_id", ColumnType::Int64, 0}, {"First_Name", ColumnType::Text, 0}, {"email", ColumnType::Text, 0}, {"updated_at", ColumnType::Instant, 0}};
    orders.name = "orders";
    orders.fields = {{"order_id", ColumnType::Int64, 0}, {"customer_id", ColumnType::Int64, 0}, {"status", ColumnType::Text, 0}, {"amount", ColumnType::Decimal, 2}, {"code", ColumnType::Text, 0}};
    return {customers, orders};
}

std::string schema() {
    QFile file(QStringLiteral(AUDIENCE_SOURCE_DIR "/tests/core/quality/schema.yml"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string("models:");
}

} // namespace

class DbtTestsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (const auto yaml = parseYaml("a: 1"); !yaml && yaml.error().id == "quality.no_yaml")
            QSKIP("built without YAML");
    }

    void whatComesOver() {
        const auto tests = readDbtTests(schema(), shop());
        QVERIFY2(tests, tests ? "" : (tests.error().id + std::string(tests.error().arg("reason"))).c_str());
        const auto count = [&](QualityKind kind) {
            return std::count_if(tests->checks.begin(), tests->checks.end(), [&](const QualityCheck &check) { return check.kind == kind; });
        };
        const auto one = [&](QualityKind kind, std::size_t nth = 0) {
            std::vector<QualityCheck> all;
            std::copy_if(tests->checks.begin(), tests->checks.end(), std::back_inserter(all), [&](const QualityCheck &check) { return check.kind == kind; });
            return nth < all.size() ? all[nth] : QualityCheck();
        };
        QCOMPARE(count(QualityKind::Unique), 2);
        QCOMPARE(one(QualityKind::Unique).dataset, std::string("customers")); // of stg_customers
        QVERIFY(one(QualityKind::Unique).severity == QualitySeverity::Stop);
        QCOMPARE(one(QualityKind::Unique, 1).columns, (std::vector<std::string>{"order_id", "code"}));
        QCOMPARE(count(QualityKind::NotEmpty), 3);
        QVERIFY(std::abs(one(QualityKind::NotEmpty, 1).limit - 5) < 1e-9 && one(QualityKind::NotEmpty, 1).column() == "First_Name");
        QVERIFY(one(QualityKind::NotEmpty, 2).severity == QualitySeverity::Warn);
        QCOMPARE(one(QualityKind::Length).high, std::string("40"));
        QCOMPARE(one(QualityKind::Related).toColumn, std::string("customer_id"));
        QCOMPARE(count(QualityKind::Accepted), 2);
        QCOMPARE(one(QualityKind::Accepted).values, (std::vector<std::string>{"placed", "shipped", "returned"}));
        QCOMPARE(count(QualityKind::Range), 2);
        QVERIFY(one(QualityKind::Range).openHigh && one(QualityKind::Range).high == "1000.5");
        QVERIFY(one(QualityKind::Range, 1).openLow && one(QualityKind::Range, 1).high.empty());
        QCOMPARE(count(QualityKind::Pattern), 1);
        QVERIFY(one(QualityKind::Pattern).ignoreCase);
        QVERIFY(one(QualityKind::RowCount).low == "1" && one(QualityKind::RowCount).severity == QualitySeverity::Warn);
        QCOMPARE(count(QualityKind::Fresh), 2);
        QVERIFY(one(QualityKind::Fresh).limit == 12 && one(QualityKind::Fresh, 1).limit == 48);
        std::vector<std::string> left;
        for (const LeftOut &out : tests->left)
            left.push_back(out.why.id);
        std::sort(left.begin(), left.end());
        QCOMPARE(left, (std::vector<std::string>{"pattern.invalid", "quality.bad_value.number", "quality.dbt.jinja", "quality.dbt.no_column", "quality.dbt.no_dataset", "quality.dbt.switched_off",
                                                 "quality.dbt.threshold", "quality.dbt.unknown", "quality.dbt.unknown", "quality.dbt.where"}));
        for (const QualityCheck &check : tests->checks)
            QVERIFY(check.source == model::QualitySource::Dbt && model::checkQuality(check));
    }

    void twiceIsOnce() {
        test::QualityPlace place;
        QCOMPARE(place.load("order_id,customer_id,status,amount,code\n1,1,placed,2.50,a\n2,1,lost,3.00,b\n", "orders"), std::string());
        const auto first = place.quality().importDbt(schema());
        QVERIFY(first && !first->taken.empty() && first->known == 0);
        const auto second = place.quality().importDbt(schema());
        QVERIFY(second && second->taken.empty());
        QCOMPARE(second->known, static_cast<std::int64_t>(first->taken.size()));
        const auto run = place.quality().run("orders");
        QVERIFY(run);
        QCOMPARE(run->bad(), std::size_t{1}); // the status "lost"
    }

    void scalarsStayAsWritten() {
        const auto read = parseYaml("a: 007\nb: yes\nc: 1.10\nd: null\ne: \"null\"\nf: ~\ng: [1, '2']\nh: &x {k: v}\ni: *x\nj: |\n  two\n  lines\n");
        QVERIFY(read);
        QCOMPARE(QByteArray::fromStdString(dumpJson(*read)),
                 QByteArray(R"({"a":"007","b":"yes","c":"1.10","d":null,"e":"null","f":null,"g":["1","2"],"h":{"k":"v"},"i":{"k":"v"},"j":"two\nlines\n"})"));
        QVERIFY(parseYaml("")->is_null());
        QVERIFY(parseYaml("# nothing\n")->is_null());
    }

    void hostileFiles_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("error");
        QTest::newRow("ten megabytes") << QByteArray(10 * 1024 * 1024, 'a') << QStringLiteral("quality.yaml_too_large");
        QByteArray bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
        for (int i = 1; i < 30; ++i) {
            const QByteArray before = QByteArray::number(i - 1);
            bomb += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [*a" + before;
            for (int n = 0; n < 8; ++n)
                bomb += ", *a" + before;
            bomb += "]\n";
        }
        QTest::newRow("billion laughs") << bomb << QStringLiteral("quality.yaml_too_many");
        QTest::newRow("an alias of itself") << QByteArray("a: &a [*a]\n") << QStringLiteral("quality.yaml");
        QTest::newRow("an unknown alias") << QByteArray("a: *b\n") << QStringLiteral("quality.yaml");
        QTest::newRow("brackets") << QByteArray(100'000, '[') << QStringLiteral("quality.yaml_too_deep");
        QByteArray deep;
        for (int i = 0; i < 300; ++i)
            deep += QByteArray(i, ' ') + "a:\n";
        QTest::newRow("indents") << deep << QStringLiteral("quality.yaml_too_deep");
        QByteArray many = "models:\n";
        for (int i = 0; i < 150'000; ++i)
            many += "- x: 1\n";
        QTest::newRow("many") << many << QStringLiteral("quality.yaml_too_many");
        QTest::newRow("broken") << QByteArray("models: [a\n  b: c") << QStringLiteral("quality.yaml");
        QTest::newRow("tabs") << QByteArray("models:\n\t- name: x\n") << QStringLiteral("quality.yaml");
        QTest::newRow("names that are no text") << QByteArray("? [a, b]\n: c\n") << QStringLiteral("quality.yaml");
        QTest::newRow("not dbt") << QByteArray("services:\n  web: {image: x}\n") << QStringLiteral("quality.not_dbt");
        QTest::newRow("a text") << QByteArray("just words") << QStringLiteral("quality.not_dbt");
        QTest::newRow("nothing") << QByteArray() << QStringLiteral("quality.not_dbt");
        QTest::newRow("zeros") << QByteArray(100, '\0') << QStringLiteral("quality.not_dbt");
    }
    void hostileFiles() {
        QFETCH(QByteArray, text);
        QFETCH(QString, error);
        QElapsedTimer timer;
        timer.start();
        const auto tests = readDbtTests(std::string_view(text.constData(), static_cast<std::size_t>(text.size())), shop());
        QVERIFY(!tests);
        if (error != QLatin1String("quality.not_dbt") || tests.error().id != "quality.yaml") // what the library makes of zeros is its own
            QCOMPARE(QString::fromStdString(tests.error().id), error);
        QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
    }

    // Shapes that are valid YAML and no schema: told or left out, never a crash.
    void oddShapes() {
        for (const char *text : {"models: [1, null, [x], {name: orders, columns: 3}, {name: orders, columns: [null, 5, {tests: x}, {name: [a]}]}]",
                                 "models: [{name: orders, tests: [null, 3, [a], {}, {unique: 4}, {unique: [x]}, {test_name: unique}, {unique: {arguments: 3, config: [x]}}]}]",
                                 "sources: [1, {tables: [1, null, {name: orders, freshness: 3, loaded_at_field: [x]}]}]",
                                 "models: [{name: orders, columns: [{name: status, tests: [accepted_values, {accepted_values: {values: 3}}, {relationships: {to: \"'\", field: 1}}, {relationships: {}}]}]}]"}) {
            const auto tests = readDbtTests(std::string_view(text), shop());
            QVERIFY2(tests, text);
            for (const QualityCheck &check : tests->checks)
                QVERIFY2(model::checkQuality(check), text);
        }
    }
};

AUDIENCE_TEST(DbtTestsTest)
#include "dbt_tests_test.moc"
