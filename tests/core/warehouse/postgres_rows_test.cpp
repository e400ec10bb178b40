// Rows of a binary COPY, made by hand: what becomes a value, what is refused, and that no bytes break the frame.
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc stumbles over the concepts of the standard library
#include "base/rng.h"
#include "warehouse/postgres_rows.h"

#include <bit>
#include <limits>
#endif

using namespace audience;
using namespace audience::warehouse;
using engine::ColumnType;

namespace {

using Values = std::vector<std::optional<std::string>>;

std::string numeric(std::vector<std::uint16_t> groups, std::int16_t weight, std::uint16_t sign, std::uint16_t scale) {
    std::string bytes;
    appendBigEndian16(bytes, static_cast<std::uint16_t>(groups.size()));
    appendBigEndian16(bytes, static_cast<std::uint16_t>(weight));
    appendBigEndian16(bytes, sign);
    appendBigEndian16(bytes, scale);
    for (const std::uint16_t group : groups)
        appendBigEndian16(bytes, group);
    return bytes;
}

std::string int8(std::int64_t value) {
    std::string bytes;
    appendBigEndian64(bytes, static_cast<std::uint64_t>(value));
    return bytes;
}

std::string rowOf(const Values &values) {
    std::string bytes;
    appendBigEndian16(bytes, static_cast<std::uint16_t>(values.size()));
    for (const auto &value : values) {
        appendBigEndian32(bytes, value ? static_cast<std::uint32_t>(value->size()) : 0xffffffff);
        bytes += value.value_or(std::string());
    }
    return bytes;
}

RawPage pageOf(const std::vector<Values> &rows) {
    RawPage page;
    for (const Values &row : rows) {
        page.bytes += rowOf(row);
        page.ends.push_back(static_cast<std::uint32_t>(page.bytes.size()));
    }
    page.rows = static_cast<std::uint32_t>(rows.size());
    return page;
}

// What one value becomes: its text, or the reason why not.
std::string become(ColumnType type, PostgresWire wire, std::string bytes, std::uint8_t scale = 0) {
    const PostgresRows rows({{{"c", type, scale}, wire, false, {}}}, std::nullopt);
    const TypedPage page = rows.decode(pageOf({{std::move(bytes)}}));
    if (!page.rejects.empty())
        return page.rejects.front().reason;
    return engine::toText(engine::cellAt(page.batches.at(0).columns.at(0), 0));
}

} // namespace

class PostgresRowsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void decimalsAreExactOrRefused() {
        const auto at = [](const std::string &bytes, std::uint8_t scale) { return become(ColumnType::Decimal, PostgresWire::Numeric, bytes, scale); };
        QCOMPARE(at(numeric({12, 5000}, 0, 0, 2), 2), std::string("12.50"));
        QCOMPARE(at(numeric({12, 5000}, 0, 0x4000, 1), 1), std::string("-12.5"));
        QCOMPARE(at(numeric({}, 0, 0, 0), 3), std::string("0.000"));
        QCOMPARE(at(numeric({1}, 1, 0, 0), 0), std::string("10000"));
        QCOMPARE(at(numeric({1}, -3, 0, 12), 12), std::string("0.000000000001"));
        QCOMPARE(at(numeric({1, 0, 0, 0, 0}, 4, 0, 2), 2), std::string("sync.reject.out_of_range"));
        QCOMPARE(at(numeric({9999, 9999, 9999, 9999, 9900}, 3, 0, 2), 2), std::string("9999999999999999.99"));
        QCOMPARE(at(numeric({1, 2345}, 0, 0, 4), 2), std::string("sync.reject.not_exact"));
        QCOMPARE(at(numeric({1}, 4, 0, 0), 18), std::string("sync.reject.out_of_range"));
        QCOMPARE(at(numeric({}, 0, 0xC000, 0), 2), std::string("sync.reject.not_a_number"));
        QCOMPARE(at(numeric({}, 0, 0xD000, 0), 2), std::string("sync.reject.infinite"));
        QCOMPARE(at(numeric({}, 0, 0xF000, 0), 2), std::string("sync.reject.infinite"));
        QCOMPARE(at(numeric({10000}, 0, 0, 0), 2), std::string("sync.reject.garbled"));
        QCOMPARE(at("short", 2), std::string("sync.reject.garbled"));
        QCOMPARE(become(ColumnType::Decimal, PostgresWire::Int8, int8(7), 2), std::string("7.00"));
        QCOMPARE(become(ColumnType::Decimal, PostgresWire::Int8, int8(std::numeric_limits<std::int64_t>::max()), 2), std::string("sync.reject.out_of_range"));
    }

    void numericsAreWrittenAsPsqlDoes() {
        const auto text = [](const std::string &bytes) { return postgresText(PostgresWire::Numeric, bytes).value_or("?"); };
        QCOMPARE(text(numeric({12, 5000}, 0, 0, 2)), std::string("12.50"));
        QCOMPARE(text(numeric({1, 0, 1}, 2, 0x4000, 0)), std::string("-100000001"));
        QCOMPARE(text(numeric({5}, -1, 0, 6)), std::string("0.000500"));
        QCOMPARE(text(numeric({}, 0, 0, 0)), std::string("0"));
        QCOMPARE(text(numeric({7}, 2, 0, 1)), std::string("700000000.0"));
        QCOMPARE(text(numeric({}, 0, 0xC000, 0)), std::string("NaN"));
    }

    void timesEndWithTheCalendar() {
        const auto at = [](std::int64_t micros) { return become(ColumnType::Instant, PostgresWire::Timestamp, int8(micros)); };
        QCOMPARE(at(0), std::string("2000-01-01T00:00:00Z"));
        QCOMPARE(at(-1), std::string("1999-12-31T23:59:59.999999Z"));
        QCOMPARE(at(std::numeric_limits<std::int64_t>::max()), std::string("sync.reject.infinite"));
        QCOMPARE(at(std::numeric_limits<std::int64_t>::min()), std::string("sync.reject.infinite"));
        QCOMPARE(at(std::numeric_limits<std::int64_t>::max() - 1), std::string("sync.reject.out_of_range"));
        QCOMPARE(at(std::int64_t{252'455'615'999'999'999}), std::string("9999-12-31T23:59:59.999999Z"));
        QCOMPARE(at(std::int64_t{252'455'616'000'000'000}), std::string("sync.reject.out_of_range"));
        QCOMPARE(at(-63'082'281'600'000'000 - 1), std::string("sync.reject.out_of_range"));
    }

    void aRefusedRowLeavesNoTrace() {
        const PostgresRows rows({{{"id", ColumnType::Int64, 0}, PostgresWire::Int8, false, "ingest.reject.no_key"},
                                 {{"name", ColumnType::Text, 0}, PostgresWire::Text, false, {}},
                                 {{"score", ColumnType::Double, 0}, PostgresWire::Float8, false, {}}},
                                PostgresWire::Int8);
        const std::string half = int8(std::bit_cast<std::int64_t>(0.5)), nan = int8(std::bit_cast<std::int64_t>(std::numeric_limits<double>::quiet_NaN()));
        const RawPage page = pageOf({{int8(1), "a", half, int8(10)},
                                     {int8(2), "b", nan, int8(20)},
                                     {std::nullopt, "c", half, int8(30)},
                                     {int8(4), std::nullopt, std::nullopt, int8(40)}});
        const TypedPage typed = rows.decode(page);
        QCOMPARE(typed.read, std::int64_t{4});
        QCOMPARE(typed.rejects.size(), std::size_t{2});
        QCOMPARE(typed.rejects[0].row, std::int64_t{2});
        QCOMPARE(typed.rejects[0].reason, std::string("sync.reject.not_a_number"));
        QCOMPARE(typed.rejects[0].column, std::string("score"));
        QCOMPARE(typed.rejects[0].raw, std::string("id: 2, name: b, score: nan"));
        QCOMPARE(typed.rejects[1].reason, std::string("ingest.reject.no_key"));
        QCOMPARE(typed.batches.size(), std::size_t{1});
        QCOMPARE(typed.batches[0].rows, std::uint32_t{2});
        const auto &columns = typed.batches[0].columns;
        QCOMPARE(columns[0].ints, (std::vector<std::int64_t>{1, 4}));
        QCOMPARE(std::string(columns[1].textAt(0)), std::string("a"));
        QVERIFY(columns[1].isNull(1) && columns[2].isNull(1) && !columns[2].isNull(0));
        QCOMPARE(rows.position(page, 3), std::string("40"));
        QCOMPARE(rows.position(page, 4), std::string());
    }

    void textsKeepWhatTheySay() {
        const auto text = [](const std::string &bytes) { return become(ColumnType::Text, PostgresWire::Text, bytes); };
        QCOMPARE(text("e\u0301"), std::string("\u00e9"));
        QCOMPARE(text(""), std::string());
        QCOMPARE(become(ColumnType::Json, PostgresWire::Text, "{ \"a b\" : [1, 12345678901234567890.10], \"q\": \"x\\\" y\" }"),
                 std::string("{\"a b\":[1,12345678901234567890.10],\"q\":\"x\\\" y\"}"));
        QCOMPARE(become(ColumnType::Text, PostgresWire::Uuid, std::string("\x01\x23\x45\x67\x89\xab\xcd\xef\x01\x23\x45\x67\x89\xab\xcd\xef", 16)),
                 std::string("01234567-89ab-cdef-0123-456789abcdef"));
        const PostgresRows rows({{{"c", ColumnType::Text, 0}, PostgresWire::Text, true, "ingest.reject.no_key"}}, std::nullopt);
        const TypedPage page = rows.decode(pageOf({{"  k "}, {"   "}, {"\xff"}}));
        QCOMPARE(page.batches.at(0).rows, std::uint32_t{2});
        QCOMPARE(std::string(page.batches[0].columns[0].textAt(0)), std::string("k"));
        QCOMPARE(page.replaced, std::int64_t{1});
        QCOMPARE(page.rejects.size(), std::size_t{1});
    }

    // Whatever the pieces in which the bytes come, the rows are the same; and cut or wrong ones are never rows.
    void theFrameIsFoundInAnyPieces() {
        std::string all = postgresCopyHeader();
        for (int i = 0; i < 50; ++i)
            all += rowOf({int8(i), std::string(static_cast<std::size_t>(i % 7), 'x')});
        all += postgresCopyTrailer();
        SeededRng rng(7);
        for (int round = 0; round < 200; ++round) {
            PostgresCopyFrame frame(2);
            std::string rows;
            std::vector<std::uint32_t> ends;
            for (std::size_t at = 0; at < all.size();) {
                const std::size_t size = 1 + rng.next() % 40;
                frame.input().append(all, at, size);
                at += size;
                QVERIFY(frame.take(rows, ends, 1000, 1 << 20));
            }
            QVERIFY(frame.isFinished());
            QCOMPARE(ends.size(), std::size_t{50});
            QCOMPARE(ends.back(), static_cast<std::uint32_t>(rows.size()));
            QCOMPARE(rows, all.substr(19, all.size() - 21));
        }
        PostgresCopyFrame cut(2);
        std::string rows;
        std::vector<std::uint32_t> ends;
        cut.input() = all.substr(0, all.size() - 3);
        QVERIFY(cut.take(rows, ends, 1000, 1 << 20));
        QVERIFY(!cut.isFinished());
        PostgresCopyFrame other(3);
        other.input() = all;
        QCOMPARE(other.take(rows, ends, 1000, 1 << 20).error().id, std::string("source.garbled"));
        PostgresCopyFrame none(2);
        none.input() = std::string(40, 'x');
        QCOMPARE(none.take(rows, ends, 1000, 1 << 20).error().id, std::string("source.garbled"));
    }
};

AUDIENCE_TEST(PostgresRowsTest)
#include "postgres_rows_test.moc"
