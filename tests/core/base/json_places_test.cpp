// Where the values of a JSON text stand.
#include "base/json.h"
#include "base/json_places.h"
#include "support/test_main.h"

#include <QTest>

namespace audience::test {

class JsonPlacesTest : public QObject {
    Q_OBJECT
    static std::string textOf(std::string_view json, const JsonPlace *place) {
        return place ? std::string(json.substr(place->at, place->end - place->at)) : "none";
    }
private Q_SLOTS:
    void everyValueIsFound() {
        const std::string json = "{ \"a\": [1, {\"b\": \"x,]}\\\"\"}, null], \"c/d~e\": {\"\": true}, \"f\": -1.5e3 }";
        const auto read = parseJson(json);
        QVERIFY(read.has_value());
        const JsonPlaces places(json);
        QCOMPARE(places.all().size(), std::size_t(9));
        for (const JsonPlace &place : places.all()) { // each stands where the pointer says
            const auto inner = parseJson(textOf(json, &place));
            QVERIFY2(inner.has_value(), place.pointer.c_str());
            QCOMPARE(dumpJson(*inner), dumpJson(read->at(Json::json_pointer(place.pointer))));
        }
        QCOMPARE(textOf(json, places.find("/a/1/b")), std::string("\"x,]}\\\"\""));
        QCOMPARE(textOf(json, places.find("/c~1d~0e/")), std::string("true"));
        QCOMPARE(places.find("/a/1/missing/deep")->pointer, std::string("/a/1")); // the nearest around it
        QCOMPARE(places.find("/none")->pointer, std::string());
    }
    void theInnermostIsAround() {
        const std::string json = "{\"a\": {\"b\": [10, 20]}}";
        const JsonPlaces places(json);
        QCOMPARE(places.around(json.find("20"))->pointer, std::string("/a/b/1"));
        QCOMPARE(places.around(json.find("\"b\"") + 1)->pointer, std::string("/a/b")); // its name is of it
        QCOMPARE(places.around(0)->pointer, std::string());
        QVERIFY(!places.around(json.size() + 5));
    }
    void whatIsNoJsonGivesWhatItCan() {
        for (const std::string bad : {"", "{", "[1, ", "{\"a\": {\"b\": 1, }", "\"open", "{\"a\" 1}", "]", ":", "{\"\\"})
            (void)JsonPlaces(bad).around(3);
        QVERIFY(JsonPlaces("").find("/a") == nullptr);
        QCOMPARE(JsonPlaces("{\"a\": 1, \"b\"").find("/a")->pointer, std::string("/a"));
        (void)JsonPlaces(std::string(5000, '['));
        // Long names around many values: a pointer for each would fill the memory.
        std::string deep;
        for (int i = 0; i < 400; ++i)
            deep += "{\"" + std::string(1000, 'n') + "\":";
        deep += "[0";
        for (int i = 0; i < 50'000; ++i)
            deep += ",0";
        std::size_t bytes = 0;
        const JsonPlaces many(deep);
        for (const JsonPlace &place : many.all())
            bytes += place.pointer.size();
        QVERIFY(bytes <= 32 * 1024 * 1024);
        QVERIFY(many.find("") != nullptr);
    }
};
AUDIENCE_TEST(JsonPlacesTest)

} // namespace audience::test
#include "json_places_test.moc"
