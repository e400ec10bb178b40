// Paths into JSON, hostile text included.
#include "base/json.h"
#include "base/json_path.h"
#include "support/test_main.h"

#include <QTest>

namespace audience::test {

class JsonPathTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void reads_data() {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("steps");
        QTest::newRow("name") << QByteArray("tags") << 1;
        QTest::newRow("whole") << QByteArray("$") << 0;
        QTest::newRow("long") << QByteArray("$.items[0].sku[]") << 4;
        QTest::newRow("quoted") << QByteArray("\"a.b\"[2].\"c[]\"") << 3;
        QTest::newRow("root list") << QByteArray("[].x") << 2;
        for (const char *bad : {"", ".", "a.", "a..b", "a[", "a[-1]", "a[x]", "a[1 ]", "a]", "a\"b\"", "\"a", "$a", "a[99999999999999999999]"})
            QTest::addRow("bad %s", bad) << QByteArray(bad) << -1;
    }
    void reads() {
        QFETCH(QByteArray, path);
        QFETCH(int, steps);
        const auto read = jsonPathFromText(path.toStdString());
        QCOMPARE(read ? static_cast<int>(read->size()) : -1, steps);
    }

    void visits_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<bool>("spread");
        QTest::addColumn<QByteArray>("values");
        const auto row = [](const char *json, const char *path, bool spread, const char *values) {
            QTest::addRow("%s %s", path, json) << QByteArray(json) << QByteArray(path) << spread << QByteArray(values);
        };
        row("{\"a\":{\"b\":[1,\"x,]\",{}]}}", "a.b", true, "1 \"x,]\" {} ");
        row("{\"a\":{\"b\":[1,2]}}", "a.b", false, "[1,2] ");
        row("{\"a\":{\"b\":[1,2]}}", "a.b[1]", false, "2 ");
        row("[{\"a\":1},{\"b\":2},{\"a\":[3]}]", "[].a", true, "1 3 ");
        row("{\"x\":\"\\\"\",\"a\":1}", "a", true, "1 ");
        row("{\"\\u0061\":1}", "a", true, "1 ");
        row("{\"a\":1,\"a\":2}", "a", true, "1 ");
        row("no JSON", "$", true, "");
        row("{\"a\":1} {", "a", true, "");
        row("{\"a\":\"x", "a", true, "");
        row("{\"a\":\"x\\", "a", true, "");
        row("[[[[", "[][]", true, "");
    }
    void visits() {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, path);
        QFETCH(bool, spread);
        QFETCH(QByteArray, values);
        const auto read = jsonPathFromText(path.toStdString());
        QVERIFY(read);
        std::string found;
        const std::string text = json.toStdString();
        visitJson(text, *read, spread, [&](std::string_view value) {
            found += std::string(value) + ' ';
            return true;
        });
        QCOMPARE(QByteArray::fromStdString(found), values);
    }

    void aNulEndsNothing() {
        for (const std::string &text : {std::string("5\0\"x", 4), std::string("5\0", 2), std::string("{\"a\":1}\0", 8), std::string("\0", 1)}) {
            int visits = 0;
            visitJson(text, *jsonPathFromText("$"), true, [&](std::string_view) { return ++visits != 0; });
            QCOMPARE(visits, 0);
            QVERIFY(!parseJson(text));
        }
    }
    void deepTextIsWalkedOver() {
        const std::string deep = "{\"a\":" + std::string(1'000'000, '[') + std::string(1'000'000, ']') + ",\"b\":1}";
        std::string found;
        visitJson(deep, *jsonPathFromText("b"), true, [&](std::string_view value) {
            found = value;
            return true;
        });
        QCOMPARE(found, std::string("1"));
    }
};

} // namespace audience::test

using audience::test::JsonPathTest;
AUDIENCE_TEST(JsonPathTest)
#include "json_path_test.moc"
