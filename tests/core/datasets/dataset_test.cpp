#include "dataset_fixture.h"
#include "support/test_main.h"

#include <algorithm>
#include <set>

using namespace audience;
using namespace audience::store;
using namespace audience::test;

namespace {

Instant day(int number) {
    return {1'700'000'000 * kMicrosPerSecond + number * kMicrosPerDay};
}

std::multiset<std::string> sorted(const std::vector<std::string> &lines) {
    return {lines.begin(), lines.end()};
}

DatasetInfo products() {
    DatasetInfo info = people();
    info.name = "products";
    info.role = DatasetRole::Table;
    return info;
}

DatasetInfo orders() {
    using engine::ColumnType;
    DatasetInfo info;
    info.name = "orders";
    info.role = DatasetRole::Events;
    info.fields = {{"customer", ColumnType::Int64, 0},
                   {"what", ColumnType::Text, 0},
                   {"at", ColumnType::Instant, 0},
                   {"amount", ColumnType::Decimal, 2}};
    info.profileField = "customer";
    info.nameField = "what";
    info.timeField = "at";
    return info;
}

} // namespace

class DatasetTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSchemaIsAccepted() {
        const DatasetFile file;
        const Connection connection = file.open();
        QVERIFY(checkSchema(connection).has_value());
        import(connection, products(), {}, WriteMode::Append, day(0));
        QVERIFY(checkSchema(connection).has_value());
    }

    void randomOperationsMatchAMap_data() {
        QTest::addColumn<bool>("profiles");
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 4; ++seed) {
            QTest::newRow(qPrintable(QStringLiteral("profiles %1").arg(seed))) << true << seed;
            QTest::newRow(qPrintable(QStringLiteral("table %1").arg(seed))) << false << seed;
        }
    }
    // Every import, merge and purge in any order: the live rows are what a map by key holds, and
    // "as of" any import's time they are what the map held then.
    void randomOperationsMatchAMap() {
        QFETCH(bool, profiles);
        QFETCH(quint64, seed);
        const DatasetFile file;
        const Connection connection = file.open();
        const DatasetInfo info = profiles ? people() : products();
        SeededRng rng(seed);
        std::map<std::int64_t, std::string> oracle;
        std::vector<std::pair<Instant, std::multiset<std::string>>> history;
        bool replaced = false;
        for (int step = 0; step < 60; ++step) {
            const Instant now = day(step);
            const bool replace = rng.chance(0.05);
            replaced |= replace;
            std::vector<Row> rows;
            for (std::uint64_t i = rng.below(rng.chance(0.1) ? 6000 : 60); i > 0; --i)
                rows.push_back(person(rng.between(0, 4000), rng));
            if (replace)
                oracle.clear();
            std::set<std::int64_t> keys;
            std::int64_t hits = 0, fresh = 0;
            for (const Row &row : rows) {
                const auto key = std::get<std::int64_t>(row[0]);
                if (keys.insert(key).second)
                    ++(oracle.count(key) ? hits : fresh);
                oracle[key] = lineOf(row);
            }
            const std::int64_t before = rowsOf(connection, info.name);
            const WriteResult result = import(connection, info, rows,
                                              replace           ? WriteMode::Replace
                                              : rng.chance(0.5) ? WriteMode::Upsert
                                                                : WriteMode::Append,
                                              now);
            QCOMPARE(result.duplicates, static_cast<std::int64_t>(rows.size() - keys.size()));
            QCOMPARE(result.rowsReplaced, replace ? before : hits);
            QCOMPARE(result.rowsAdded, hits + fresh);
            QCOMPARE(result.rows, static_cast<std::int64_t>(oracle.size()));
            while (rng.chance(0.7) && need(compact(connection, now))) {
            }
            while (rng.chance(0.5) && need(purge(connection, now + std::chrono::hours(1)))) {
            }
            std::multiset<std::string> expected;
            for (const auto &[key, line] : oracle)
                expected.insert(line);
            const auto reader = need(DatasetReader::open(connection, info.name));
            QCOMPARE(reader.info().rows, static_cast<std::int64_t>(oracle.size()));
            QVERIFY(sorted(dump(reader)) == expected);
            history.emplace_back(now, std::move(expected));
        }
        if (!profiles && replaced)
            return; // only profiles keep what a replacement took away
        for (const auto &[at, expected] : history) {
            const auto reader = need(DatasetReader::open(connection, info.name, at));
            QVERIFY(sorted(dump(reader)) == expected);
            QCOMPARE(reader.info().rows, static_cast<std::int64_t>(expected.size()));
        }
        QCOMPARE(need(connection.scalarText("PRAGMA integrity_check")), std::string("ok"));
    }

    void ordinalsStayWithTheirKeys() {
        const DatasetFile file;
        const Connection connection = file.open();
        SeededRng rng(5);
        std::map<std::int64_t, Ordinal> known;
        for (int step = 0; step < 20; ++step) {
            std::vector<Row> rows;
            for (int i = 0; i < 50; ++i)
                rows.push_back(person(rng.between(0, 300), rng));
            import(connection, people(), rows, WriteMode::Upsert, day(step));
            while (need(compact(connection, day(step)))) {
            }
            const auto identity = need(IdentityMap::load(connection));
            const auto reader = need(DatasetReader::open(connection, "people"));
            for (std::size_t chunk = 0; chunk < reader.chunks().size(); ++chunk) {
                const auto ordinals = need(reader.ordinals(chunk));
                const auto keys = need(reader.column(chunk, 0));
                for (std::uint32_t row = 0; row < keys.rows; ++row) {
                    const auto [at, fresh] = known.try_emplace(keys.ints[row], ordinals[row]);
                    QCOMPARE(ordinals[row], at->second);
                    QVERIFY(identity.find(" " + std::to_string(keys.ints[row]) + "\t") ==
                            at->second);
                }
            }
            QCOMPARE(identity.ordinalCount(), static_cast<Ordinal>(known.size()));
        }
    }

    void eventsAreClusteredByNameAndTime() {
        const DatasetFile file;
        const Connection connection = file.open();
        SeededRng rng(6);
        std::multiset<std::string> expected;
        for (int step = 0; step < 12; ++step) {
            std::vector<Row> rows;
            for (int i = 0; i < 3000; ++i) {
                rows.push_back({rng.chance(0.05) ? engine::Cell() : rng.between(1, 500),
                                "name " + std::to_string(rng.below(5)),
                                Instant{rng.between(0, 1'000'000) * 1000},
                                Decimal{rng.between(0, 9999), 2}});
                expected.insert(lineOf(rows.back()));
            }
            import(connection, orders(), rows, WriteMode::Append, day(step));
        }
        while (need(compact(connection, day(20)))) {
        }
        const auto reader = need(DatasetReader::open(connection, "orders"));
        QVERIFY(sorted(dump(reader)) == expected);
        QVERIFY(reader.chunks().size() < 12);
        for (std::size_t chunk = 0; chunk < reader.chunks().size(); ++chunk) {
            const auto names = need(reader.column(chunk, 1));
            const auto times = need(reader.column(chunk, 2));
            const auto customers = need(reader.column(chunk, 0));
            const auto ordinals = need(reader.ordinals(chunk));
            std::uint32_t next = 0;
            for (const NameRange &range : reader.chunks()[chunk].names) {
                QCOMPARE(range.first, next);
                next += range.rows;
                QCOMPARE(times.ints[range.first], range.earliest.micros);
                QCOMPARE(times.ints[next - 1], range.latest.micros);
                for (std::uint32_t row = range.first; row < next; ++row) {
                    QVERIFY(names.textAt(row) == range.name);
                    QVERIFY(row == range.first || times.ints[row - 1] <= times.ints[row]);
                    QCOMPARE(ordinals[row] == kNoOrdinal, customers.isNull(row));
                }
            }
            QCOMPARE(next, reader.chunks()[chunk].rows);
        }
    }

    void fieldsAreAddedButNeverChanged() {
        const DatasetFile file;
        const Connection connection = file.open();
        SeededRng rng(7);
        import(connection, people(), {person(1, rng)}, WriteMode::Append, day(0));
        DatasetInfo more = people();
        more.fields = {more.fields[0], {"extra", engine::ColumnType::Text, 0}};
        auto writer = need(DatasetWriter::begin(connection, more, WriteMode::Upsert, day(1)));
        QCOMPARE(writer.info().fields.size(), people().fields.size() + 1);
        need(writer.abort());
        more.fields[1] = {"spent", engine::ColumnType::Int64, 0};
        const auto refused = DatasetWriter::begin(connection, more, WriteMode::Upsert, day(1));
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, std::string("dataset.field_type"));
        QCOMPARE(refused.error().arg("field"), std::string_view("spent"));
        QCOMPARE(need(connection.scalar("SELECT count(*) FROM import_stage")), std::int64_t{0});
    }

    void refusals_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("id");
        QTest::newRow("no name") << "name:"
                                 << "dataset.name_invalid";
        QTest::newRow("reserved") << "name:sqlite_master"
                                  << "dataset.name_invalid";
        QTest::newRow("hides ours") << "name:Setting"
                                    << "dataset.name_invalid";
        QTest::newRow("control") << "name:a\nb"
                                 << "dataset.name_invalid";
        QTest::newRow("twice") << "field:ID"
                               << "dataset.name_invalid";
        QTest::newRow("key") << "key:nothing"
                             << "dataset.field_unknown";
        QTest::newRow("no key") << "key:"
                                << "dataset.no_key";
    }
    void refusals() {
        QFETCH(QString, what);
        QFETCH(QString, id);
        const DatasetFile file;
        const Connection connection = file.open();
        DatasetInfo info = people();
        const std::string value = what.section(QLatin1Char(':'), 1).toStdString();
        if (what.startsWith(QStringLiteral("name")))
            info.name = value;
        else if (what.startsWith(QStringLiteral("field")))
            info.fields.push_back({value, engine::ColumnType::Text, 0});
        else
            info.keyField = value;
        const auto refused = DatasetWriter::begin(connection, info, WriteMode::Append, day(0));
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, id.toStdString());
    }

    void rowsWithoutKeyAreRefused() {
        const DatasetFile file;
        const Connection connection = file.open();
        SeededRng rng(8);
        auto writer = need(DatasetWriter::begin(connection, products(), WriteMode::Append, day(0)));
        Row row = person(1, rng);
        row[0] = engine::Cell();
        const auto refused = writer.addRows(toRows(writer.info(), {person(1, rng), row}));
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, std::string("dataset.key_missing"));
        QCOMPARE(refused.error().arg("row"), std::string_view("1"));
    }

    void oneImportAtATime() {
        const DatasetFile file;
        const Connection first = file.open(), second = file.open();
        auto writer = need(DatasetWriter::begin(first, products(), WriteMode::Append, day(0)));
        const auto refused = DatasetWriter::begin(second, people(), WriteMode::Append, day(0));
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, std::string("dataset.import_running"));
        QCOMPARE(refused.error().arg("dataset"), std::string_view("products"));
        QCOMPARE(need(sweepStaged(second, day(0))), std::int64_t{0});
        need(writer.commit());
        need(DatasetWriter::begin(second, people(), WriteMode::Append, day(0)));
    }

    void anAbortedImportLeavesNothing() {
        const DatasetFile file;
        const Connection connection = file.open();
        SeededRng rng(9);
        import(connection, people(), {person(1, rng)}, WriteMode::Append, day(0));
        const auto before = dump(need(DatasetReader::open(connection, "people")));
        {
            auto identity = need(IdentityMap::load(connection));
            auto writer =
                need(DatasetWriter::begin(connection, people(), WriteMode::Replace, day(1)));
            need(
                writer.addRows(toRows(writer.info(), {person(2, rng), person(1, rng)}, &identity)));
            need(identity.appendTo(writer));
            QVERIFY(need(connection.scalar("SELECT count(*) FROM chunk WHERE staged = 1")) > 0);
        }
        QCOMPARE(need(connection.scalar("SELECT count(*) FROM chunk WHERE staged = 1")),
                 std::int64_t{0});
        QVERIFY(dump(need(DatasetReader::open(connection, "people"))) == before);
        QCOMPARE(need(IdentityMap::load(connection)).ordinalCount(), Ordinal{1});
    }

    void aReaderKeepsItsGeneration() {
        const DatasetFile file;
        const Connection writing = file.open(), reading = file.open();
        SeededRng rng(10);
        std::vector<Row> rows;
        for (int i = 0; i < 5000; ++i)
            rows.push_back(person(i, rng));
        import(writing, products(), rows, WriteMode::Append, day(0));
        std::optional<DatasetReader> old = need(DatasetReader::open(reading, "products"));
        const auto before = dump(*old);
        import(writing, products(), {person(1, rng)}, WriteMode::Replace, day(1));
        QVERIFY(!need(old->isCurrent()));
        QVERIFY(!need(purge(writing, day(2))));
        QVERIFY(dump(*old) == before);
        old.reset();
        QVERIFY(need(purge(writing, day(2))));
        QVERIFY(!need(purge(writing, day(2))));
        QCOMPARE(need(writing.scalar("SELECT count(*) FROM chunk_blob")), std::int64_t{1});
    }

    void aPurgedChunkIsStaleAndADamagedOneIsTold() {
        const DatasetFile file;
        const Connection connection = file.open();
        SeededRng rng(11);
        import(connection, products(), {person(1, rng)}, WriteMode::Append, day(0));
        const auto reader = need(DatasetReader::open(connection, "products"));
        need(connection.execute("UPDATE chunk_blob SET data = zeroblob(length(data))"));
        auto damaged = reader.column(0, 0);
        QVERIFY(!damaged);
        QCOMPARE(damaged.error().id, std::string("chunk.corrupt"));
        need(connection.execute("DELETE FROM chunk_blob; DELETE FROM chunk"));
        auto stale = reader.column(0, 0);
        QVERIFY(!stale);
        QCOMPARE(stale.error().id, std::string("dataset.stale"));
        QCOMPARE(stale.error().arg("dataset"), std::string_view("products"));
    }

    void historyGoesAfterTheRetention() {
        const DatasetFile file;
        const Connection connection = file.open();
        SeededRng rng(12);
        for (int step = 0; step < 30; ++step)
            import(connection, people(), {person(1, rng), person(2, rng)}, WriteMode::Upsert,
                   day(step));
        while (need(compact(connection, day(1000)))) {
        }
        while (need(purge(connection, day(1001)))) {
        }
        const auto reader = need(DatasetReader::open(connection, "people"));
        QCOMPARE(dump(reader).size(), std::size_t{2});
        QVERIFY(need(connection.scalar("SELECT sum(rows) FROM chunk WHERE dataset <> 0")) < 20);
    }

    void droppedDatasetsFreeTheirSpace() {
        const DatasetFile file;
        const Connection connection = file.open();
        SeededRng rng(13);
        import(connection, products(), {person(1, rng)}, WriteMode::Append, day(0));
        need(dropDataset(connection, "products", day(1)));
        QVERIFY(need(DatasetReader::list(connection)).empty());
        QVERIFY(need(purge(connection, day(2))));
        QCOMPARE(need(connection.scalar("SELECT count(*) FROM chunk_blob")), std::int64_t{0});
        QVERIFY(!dropDataset(connection, "products", day(3)).has_value());
    }

private:
    static std::int64_t rowsOf(const Connection &connection, const std::string &name) {
        const auto info = need(DatasetReader::find(connection, name));
        return info ? info->rows : 0;
    }
};

AUDIENCE_TEST(DatasetTest)
#include "dataset_test.moc"
