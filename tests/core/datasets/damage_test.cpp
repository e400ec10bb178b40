#include "dataset_fixture.h"
#include "support/test_main.h"

#include <limits>
#include <set>

using namespace audience;
using namespace audience::store;
using namespace audience::test;

namespace {

DatasetInfo visits() {
    using engine::ColumnType;
    DatasetInfo info;
    info.name = "visits";
    info.role = DatasetRole::Events;
    info.fields = {{"person", ColumnType::Int64, 0},
                   {"what", ColumnType::Text, 0},
                   {"at", ColumnType::Instant, 0},
                   {"note", ColumnType::Text, 0}};
    info.profileField = "person";
    info.nameField = "what";
    info.timeField = "at";
    return info;
}

// Everything that a reader may ask of a dataset, and the people's identities.
Result<void> readAll(const Connection &connection) {
    for (const char *name : {"people", "visits"}) {
        TRY_ASSIGN(const DatasetReader reader, DatasetReader::open(connection, name));
        for (std::size_t chunk = 0; chunk < reader.chunks().size(); ++chunk) {
            TRY(reader.ordinals(chunk));
            TRY(reader.liveRows(chunk));
            for (std::size_t field = 0; field < reader.info().fields.size(); ++field)
                TRY(reader.column(chunk, field));
        }
    }
    TRY(IdentityMap::load(connection));
    return {};
}

struct Place {
    const char *table;
    const char *column;
    std::int64_t row; // its rowid, or the chunk of a table that has none
    std::int64_t size;
};

} // namespace

// A bit that changed anywhere in what is stored of a chunk is told, and no number comes of it.
class DamageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyBlobIsChecked_data() {
        QTest::addColumn<int>("rows");
        QTest::newRow("a chunk in one blob") << 300;
        QTest::newRow("a blob per column") << 4000;
    }
    void everyBlobIsChecked() {
        QFETCH(int, rows);
        const DatasetFile file;
        const Connection connection = file.open();
        fill(connection, rows);
        QVERIFY(readAll(connection));
        std::set<std::int64_t> kinds; // of columns
        std::vector<Place> places;
        Statement blobs = need(connection.prepare("SELECT id, length(data) FROM chunk_blob"));
        while (need(blobs.step())) {
            places.push_back({"chunk_blob", "data", blobs.int64(0), blobs.int64(1)});
            kinds.insert(blobs.int64(0) % 65'536);
        }
        QCOMPARE(kinds.size(), std::size_t(rows < 2048 ? 1 : 11)); // the changed people are few
        Statement dead = need(connection.prepare(
            "SELECT chunk, length(positions), length(valid_to) FROM chunk_dead"));
        while (need(dead.step())) {
            places.push_back({"chunk_dead", "positions", dead.int64(0), dead.int64(1)});
            places.push_back({"chunk_dead", "valid_to", dead.int64(0), dead.int64(2)});
        }
        QVERIFY(places.back().table == std::string("chunk_dead"));
        SeededRng rng(3);
        for (const Place &place : places)
            for (int i = 0; i < 8; ++i)
                checkDamage(connection, place, rng.below(static_cast<std::uint64_t>(place.size)),
                            static_cast<int>(rng.below(8)));
        QVERIFY(readAll(connection));
    }

    void runsOfNamesThatDoNotAddUpAreTold_data() {
        QTest::addColumn<QString>("names");
        QTest::newRow("no list") << "x";
        QTest::newRow("empty") << "[]";
        QTest::newRow("too few rows") << "[[\"view\",0,299]]";
        QTest::newRow("a gap") << "[[\"buy\",0,100],[\"view\",101,199]]";
        QTest::newRow("negative") << "[[\"view\",-1,301]]";
    }
    void runsOfNamesThatDoNotAddUpAreTold() {
        QFETCH(QString, names);
        const DatasetFile file;
        const Connection connection = file.open();
        fill(connection, 300);
        need(connection.execute("UPDATE chunk SET names = '" + names.toStdString() + "' WHERE names IS NOT NULL"));
        const auto reader = DatasetReader::open(connection, "visits");
        QVERIFY(!reader);
        QCOMPARE(reader.error().id, std::string("chunk.corrupt"));
        QCOMPARE(reader.error().arg("reason"), std::string_view("names"));
    }

    // Files from before there was a checksum of dead rows stay readable.
    void deadRowsWithoutChecksumAreRead() {
        const DatasetFile file;
        const Connection connection = file.open();
        fill(connection, 300);
        const auto before = dump(need(DatasetReader::open(connection, "people")));
        need(connection.execute(
            "UPDATE chunk_dead SET positions = CAST(substr(positions, 1, length(positions) - 4) AS BLOB)"));
        QVERIFY(dump(need(DatasetReader::open(connection, "people"))) == before);
    }

private:
    // People of whom some were replaced, and their visits.
    static void fill(const Connection &connection, int rows) {
        SeededRng rng(5);
        std::vector<Row> first, again, events;
        for (int i = 0; i < rows; ++i) {
            first.push_back(person(i, rng));
            if (i % 7 == 0)
                again.push_back(person(i, rng));
            events.push_back({std::int64_t{i}, std::string(i % 3 == 0 ? "buy" : "view"),
                              Instant{(1'600'000'000 + i) * kMicrosPerSecond}, "note " + std::to_string(rng.next())});
        }
        import(connection, people(), first, WriteMode::Append, Instant{1});
        import(connection, people(), again, WriteMode::Upsert, Instant{2});
        import(connection, visits(), events, WriteMode::Append, Instant{3});
    }

    static void checkDamage(const Connection &connection, const Place &place, std::uint64_t at, int bit) {
        const bool blob = place.table == std::string("chunk_blob");
        const std::string where = std::string(" FROM ") + place.table + " WHERE " + (blob ? "id" : "chunk") + " = " +
                                  std::to_string(place.row);
        Statement read = need(connection.prepare(std::string("SELECT ") + place.column + where));
        need(read.step());
        const std::string good(read.blob(0));
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 1 << bit);
        const auto put = [&](const std::string &bytes) {
            Statement write = need(connection.prepare(std::string("UPDATE ") + place.table + " SET " + place.column +
                                                      " = ? WHERE " + (blob ? "id" : "chunk") + " = " +
                                                      std::to_string(place.row)));
            need(write.bindBlob(1, bytes).run());
        };
        put(bad);
        const auto damaged = readAll(connection);
        put(good);
        const std::string told = damaged ? std::string("nothing") : damaged.error().id;
        QVERIFY2(told == "chunk.corrupt",
                 (told + " of " + place.table + " " + std::to_string(place.row) + ", byte " + std::to_string(at))
                     .c_str());
    }
};

AUDIENCE_TEST(DamageTest)
#include "damage_test.moc"
