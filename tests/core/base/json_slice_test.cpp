// Values of a JSON text as they are written.
#include "base/json_slice.h"
#include "support/test_main.h"

#include <QTest>

namespace audience::test {

class JsonSliceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // A number above all doubles is JSON; what cannot be held is a matter of who reads it.
    void numbersMayBeOfAnySize() {
        const std::string text = R"([{"a": 1e400, "b": "1e400"}, {"a": -2E999}, {"a": 1e-400}])";
        const auto all = JsonSlice::parse(text);
        QVERIFY(all);
        QCOMPARE(all->at("/0/a").text(), std::string("1e400"));
        QCOMPARE(all->at("/0/a").kind(), JsonSlice::Kind::Number);
        QCOMPARE(all->at("/0/b").text(), std::string("1e400"));
        QCOMPARE(all->at("/1/a").text(), std::string("-2E999"));
        QVERIFY(!JsonSlice::parse("[1e400,]") && !JsonSlice::parse("[1e400x]") && !JsonSlice::parse("1e400 2"));
    }

    void valuesAreWhatStandsThere() {
        const auto json = JsonSlice::parse(" { \"a\": [1.10, {\"b\": \"x,]}\\\"\\u00f6\"} , null], \"c/d~e\": 9007199254740993, \"\": true } ");
        QVERIFY(json.has_value());
        QCOMPARE(json->at("/a/0").raw(), std::string_view("1.10"));
        QCOMPARE(json->at("/a/1/b").text(), std::string("x,]}\"ö"));
        QVERIFY(json->at("/a/2").kind() == JsonSlice::Kind::Null);
        QCOMPARE(json->at("/c~1d~0e").raw(), std::string_view("9007199254740993"));
        QVERIFY(json->at("/").kind() == JsonSlice::Kind::Bool);
        QVERIFY(!json->at("/a/3").isThere() && !json->at("/a/b").isThere() && !json->at("/x/y").isThere() && !json->at("a").isThere());
        QStringList names;
        json->eachMember([&](const std::string &name, JsonSlice) {
            names << QString::fromStdString(name);
            return names.size() < 2;
        });
        QCOMPARE(names, QStringList({QStringLiteral("a"), QStringLiteral("c/d~e")}));
        int items = 0;
        json->at("/a").eachItem([&](JsonSlice) { return ++items > 0; });
        QCOMPARE(items, 3);
    }
    void emptyOnesHoldNothing() {
        for (const char *text : {"{}", "[]", "[ ]", "{ }", "\"\"", "0"}) {
            const auto json = JsonSlice::parse(text);
            QVERIFY(json.has_value());
            int count = 0;
            json->eachItem([&](JsonSlice) { return ++count > 0; });
            json->eachMember([&](const std::string &, JsonSlice) { return ++count > 0; });
            QCOMPARE(count, 0);
        }
        QVERIFY(JsonSlice().kind() == JsonSlice::Kind::Nothing);
    }
    void whatIsNoJsonIsRefused() {
        for (const char *text : {"", "{", "[1,]", "{\"a\":1} x", "\xff"})
            QCOMPARE(JsonSlice::parse(text).has_value(), false);
    }
};

AUDIENCE_TEST(JsonSliceTest)

} // namespace audience::test
#include "json_slice_test.moc"
