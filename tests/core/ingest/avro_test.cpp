// Avro files that another library wrote, and files that lie about themselves.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "ingest/avro_reader.h"
#endif
#include "support/test_main.h"

#include <QFile>
#include <QTest>

using namespace audience;
using namespace audience::ingest;

namespace {

std::string sample(const char *name) { return std::string(AUDIENCE_SOURCE_DIR "/tests/core/ingest/avro/") + name; }

std::string bytesOf(const std::string &path) {
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

// How many records there are before the end or the error, whose id follows.
std::string readAll(Result<AvroReader> reader) {
    if (!reader)
        return reader.error().id;
    Json record;
    for (std::int64_t records = 0;; ++records) {
        const auto more = reader->next(record);
        if (!more)
            return std::to_string(records) + ' ' + more.error().id;
        if (!*more)
            return std::to_string(records);
    }
}

std::string text(std::string_view of) { return static_cast<char>(of.size() * 2) + std::string(of); } // up to 63 bytes

// A file of one block, made by hand.
std::string made(const std::string &schema, std::int64_t records, const std::string &block) {
    const auto number = [](std::uint64_t value) { // as Avro writes it
        std::string out;
        for (value <<= 1; value >= 0x80; value >>= 7)
            out += static_cast<char>(value | 0x80);
        return out + static_cast<char>(value);
    };
    const std::string marker(16, 'm');
    return std::string("Obj\x01\x02", 5) + text("avro.schema") + number(schema.size()) + schema + std::string(1, '\0') + marker + number(static_cast<std::uint64_t>(records)) +
           number(block.size()) + block + marker;
}

} // namespace

class AvroTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyTypeAndCodecIsRead_data() {
        QTest::addColumn<int>("records");
        QTest::newRow("null") << 20;
        QTest::newRow("deflate") << 300;
        QTest::newRow("snappy") << 300;
    }
    void everyTypeAndCodecIsRead() {
        QFETCH(int, records);
        auto reader = AvroReader::open(sample((std::string(QTest::currentDataTag()) + ".avro").c_str()));
        QVERIFY(reader.has_value());
        QCOMPARE(reader->schema().name(), std::string("example.tables.Everything"));
        Json record;
        for (int i = 0; i < records; ++i) {
            const auto more = reader->next(record);
            QVERIFY(more.has_value() && *more);
            const Json expected{
                {"id", i % 2 == 1 ? (std::int64_t{1} << 62) + i : -i},
                {"name", i % 3 == 0 ? Json(nullptr) : Json("Zoë " + std::to_string(i))},
                {"ratio", i / 4.0},
                {"part", 0.5},
                {"yes", i % 2 == 0},
                {"raw", i % 2 == 1 ? "ff00" : "plain"},
                {"code", "0102feff"},
                {"plan", i % 5 == 0 ? "GOLD" : "FREE"},
                {"tags", i % 3 == 0 ? Json::array() : i % 3 == 1 ? Json::array({"a"}) : Json::array({"a", "b"})},
                {"traits", {{"x", i}, {"y", nullptr}}},
                {"day", "2026-11-21"},
                {"at", "2026-11-21T09:30:00.123Z"},
                {"then", "1969-12-31T23:59:59.999999Z"},
                {"price", i % 2 == 1 ? "-1234567890123.45" : "0.05"},
                {"address", {{"city", "Köln"}, {"next", {{"city", "Bonn"}, {"next", nullptr}}}}},
                {"home", nullptr}};
            for (const auto &[name, value] : expected.items())
                QCOMPARE(QString::fromStdString(name + '=' + dumpJson(record[name])), QString::fromStdString(name + '=' + dumpJson(value)));
            QCOMPARE(record.size(), expected.size());
        }
        const auto more = reader->next(record);
        QVERIFY(more.has_value() && !*more);
    }

    void whateverIsCutOrChangedIsSaid() {
        const std::string whole = bytesOf(sample("snappy.avro"));
        QVERIFY(!whole.empty());
        for (std::size_t bytes = 0; bytes < whole.size(); bytes += 7) {
            const std::string said = readAll(AvroReader::fromBytes(whole.substr(0, bytes), "cut.avro"));
            QVERIFY2(said.ends_with("avro.broken") || said == "0" || said == "100" || said == "200", said.c_str()); // between two blocks it is whole
        }
        // The sum behind each block tells a changed byte; elsewhere the marker does.
        for (std::size_t at = whole.size() - 3000; at < whole.size(); at += 11) {
            std::string changed = whole;
            changed[at] = static_cast<char>(changed[at] ^ 0x10);
            const std::string said = readAll(AvroReader::fromBytes(changed, "changed.avro"));
            QVERIFY2(said.ends_with("avro.broken") || said.ends_with("avro.too_large"), said.c_str());
        }
    }

    void filesThatLieAreRefused() {
        const std::string schema = R"({"type":"record","name":"R","fields":[{"name":"a","type":{"type":"array","items":"null"}}]})";
        QCOMPARE(readAll(AvroReader::fromBytes(made(schema, 1, std::string("\x06\x00", 2)), "x")), std::string("1")); // three nulls
        // A list of so many nulls that take no room.
        QCOMPARE(readAll(AvroReader::fromBytes(made(schema, 1, std::string("\xFE\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01\x00", 11)), "x")), std::string("0 avro.broken"));
        // Records without bytes, without end.
        QCOMPARE(readAll(AvroReader::fromBytes(made(R"({"type":"record","name":"R","fields":[]})", std::int64_t{1} << 40, {}), "x")), std::string("0 avro.broken"));
        // A record that holds itself.
        QCOMPARE(readAll(AvroReader::fromBytes(made(R"({"type":"record","name":"R","fields":[{"name":"r","type":"R"}]})", 1, "x"), "x")), std::string("0 avro.broken"));
        const std::string open = R"({"type":"array","items":)";
        std::string deep;
        for (int i = 0; i < 400; ++i)
            deep += open;
        const std::string field = R"({"type":"record","name":"R","fields":[{"name":"a","type":)";
        for (const std::string &bad : {std::string("{}"), std::string("\"long\""), std::string("nothing"), field + "\"Elsewhere\"}]}", field + deep + "\"int\"" + std::string(400, '}') + "}]}",
                                       field + R"({"type":"fixed","name":"F","size":99999999999}}]})"})
            QCOMPARE(readAll(AvroReader::fromBytes(made(bad, 0, {}), "x")), std::string("avro.schema"));
        QCOMPARE(readAll(AvroReader::fromBytes(std::string("Obj\x01\x02", 5) + text("avro.codec") + text("zstandard") + std::string(1, '\0'), "x")), std::string("avro.codec"));
    }
};

AUDIENCE_TEST(AvroTest)
#include "avro_test.moc"
