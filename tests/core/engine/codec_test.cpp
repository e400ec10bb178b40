#include "base/rng.h"
#include "engine/codec.h"
#include "support/test_main.h"

#include <QTest>

#include <bit>
#include <chrono>
#include <cmath>
#include <functional>
#include <limits>

using namespace audience;
using namespace audience::engine;

namespace {

using Value = std::function<Cell(Rng &, std::uint32_t row)>;

struct Case {
    const char *name;
    ColumnType type;
    std::uint8_t scale;
    Value value;
};

std::string randomText(Rng &rng, std::uint64_t longest) {
    std::string text;
    for (std::uint64_t left = rng.below(longest + 1); left > 0; --left)
        text += static_cast<char>('a' + rng.below(26));
    return text;
}

const std::vector<Case> &cases() {
    constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
    constexpr auto highest = std::numeric_limits<std::int64_t>::max();
    static const std::vector<Case> all{
        {"bool", ColumnType::Bool, 0,
         [](Rng &rng, std::uint32_t) { return Cell(rng.chance(0.3)); }},
        {"small ints", ColumnType::Int64, 0,
         [](Rng &rng, std::uint32_t) { return Cell(rng.between(-5, 1000)); }},
        {"any ints", ColumnType::Int64, 0,
         [](Rng &rng, std::uint32_t) { return Cell(static_cast<std::int64_t>(rng.next())); }},
        {"extreme ints", ColumnType::Int64, 0,
         [](Rng &rng, std::uint32_t) {
             const std::int64_t picks[] = {lowest, highest, 0, -1, 1, lowest + 1, highest - 1};
             return Cell(picks[rng.below(7)]);
         }},
        {"lowest and its neighbours", ColumnType::Int64, 0,
         [](Rng &rng, std::uint32_t) { return Cell(lowest + rng.between(0, 3)); }},
        {"rising ints", ColumnType::Int64, 0,
         [](Rng &rng, std::uint32_t row) {
             return Cell(std::int64_t{row} * 7 + rng.between(0, 1));
         }},
        {"falling ints", ColumnType::Int64, 0,
         [](Rng &, std::uint32_t row) {
             return Cell(highest - std::int64_t{row} * 1'000'000'007);
         }},
        {"57 to 58 bits", ColumnType::Int64, 0,
         [](Rng &rng, std::uint32_t) {
             return Cell(
                 static_cast<std::int64_t>(rng.below(std::uint64_t{1} << rng.between(56, 59))));
         }},
        {"one value", ColumnType::Int64, 0,
         [](Rng &, std::uint32_t) { return Cell(std::int64_t{42}); }},
        {"decimals", ColumnType::Decimal, 2,
         [](Rng &rng, std::uint32_t) {
             return Cell(Decimal{rng.between(-100'000, 900'000), 2});
         }},
        {"short doubles", ColumnType::Double, 0,
         [](Rng &rng, std::uint32_t) {
             return Cell(static_cast<double>(rng.between(-9999, 9999)) / 100.0);
         }},
        {"any doubles", ColumnType::Double, 0,
         [](Rng &rng, std::uint32_t) { return Cell(std::bit_cast<double>(rng.next())); }},
        {"special doubles", ColumnType::Double, 0,
         [](Rng &rng, std::uint32_t) {
             const double picks[] = {0.0, -0.0, INFINITY, -INFINITY, NAN, 5e-324, 1e308};
             return Cell(picks[rng.below(7)]);
         }},
        {"few texts", ColumnType::Text, 0,
         [](Rng &rng, std::uint32_t) { return Cell("name " + std::to_string(rng.below(9))); }},
        {"distinct texts", ColumnType::Text, 0,
         [](Rng &rng, std::uint32_t row) {
             return Cell(std::to_string(row) + randomText(rng, 60));
         }},
        {"texts of all lengths", ColumnType::Text, 0,
         [](Rng &rng, std::uint32_t) {
             return Cell(randomText(rng, rng.chance(0.01) ? 5000 : 3));
         }},
        {"json", ColumnType::Json, 0,
         [](Rng &rng, std::uint32_t) { return Cell("[" + std::to_string(rng.below(3)) + "]"); }},
        {"dates", ColumnType::Date, 0,
         [](Rng &rng, std::uint32_t) {
             return Cell(CivilDate{static_cast<std::int32_t>(rng.between(-800'000, 800'000))});
         }},
        {"instants by the second", ColumnType::Instant, 0,
         [](Rng &rng, std::uint32_t) {
             return Cell(Instant{rng.between(1'600'000'000, 1'700'000'000) * kMicrosPerSecond});
         }},
        {"rising instants", ColumnType::Instant, 0,
         [](Rng &rng, std::uint32_t row) {
             return Cell(Instant{(1'600'000'000 + std::int64_t{row}) * kMicrosPerSecond +
                                 rng.between(0, 999) * 1000});
         }},
    };
    return all;
}

ColumnData makeColumn(const Case &what, std::uint32_t rows, double nullShare, Rng &rng) {
    ColumnData column;
    column.type = what.type;
    column.scale = what.scale;
    for (std::uint32_t row = 0; row < rows; ++row)
        appendCell(column, rng.chance(nullShare) ? Cell() : what.value(rng, row));
    return column;
}

ColumnData coded(const ColumnData &plain) {
    ColumnData column;
    column.type = plain.type;
    column.rows = plain.rows;
    column.valid = plain.valid;
    column.dictionary.append("never used");
    for (std::uint32_t row = 0; row < plain.rows; ++row)
        column.codes.push_back(column.dictionary.append(plain.textAt(row)));
    return column;
}

bool sameCell(const Cell &a, const Cell &b) {
    if (const double *x = std::get_if<double>(&a))
        if (const double *y = std::get_if<double>(&b))
            return std::bit_cast<std::uint64_t>(*x) == std::bit_cast<std::uint64_t>(*y);
    if (const auto *x = std::get_if<Decimal>(&a))
        if (const auto *y = std::get_if<Decimal>(&b))
            return x->mantissa == y->mantissa && x->scale == y->scale;
    if (a.index() != b.index())
        return false;
    return toText(a) == toText(b);
}

void compareColumns(const ColumnData &in, const ColumnData &out) {
    QCOMPARE(out.rows, in.rows);
    QCOMPARE(out.type, in.type);
    for (std::uint32_t row = 0; row < in.rows; ++row) {
        if (!sameCell(cellAt(in, row), cellAt(out, row)))
            QFAIL(qPrintable(QStringLiteral("row %1: %2 became %3")
                                 .arg(row)
                                 .arg(QString::fromStdString(toText(cellAt(in, row))),
                                      QString::fromStdString(toText(cellAt(out, row))))));
        if (in.isNull(row) && isTextual(in.type))
            QVERIFY(out.textAt(row).empty());
    }
}

} // namespace

class CodecTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void roundTrip_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < cases().size(); ++i)
            QTest::newRow(cases()[i].name) << static_cast<int>(i);
    }
    void roundTrip() {
        QFETCH(int, index);
        const Case &what = cases()[static_cast<std::size_t>(index)];
        SeededRng rng(static_cast<std::uint64_t>(index) + 1);
        for (const std::uint32_t rows : {0U, 1U, 2U, 63U, 64U, 65U, 1023U, 1024U, 1025U, 5000U})
            for (const double nullShare : {0.0, 0.2, 1.0}) {
                const ColumnData in = makeColumn(what, rows, nullShare, rng);
                const EncodedColumn encoded = encodeColumn(in);
                auto out = decodeColumn(encoded.blob);
                QVERIFY(out.has_value());
                compareColumns(in, *out);
                QCOMPARE(encoded.stats.rows, rows);
                QCOMPARE(encoded.stats.nulls, in.nullCount());
                checkStats(in, encoded.stats);
                if (isTextual(what.type)) {
                    auto again = decodeColumn(encodeColumn(coded(in)).blob);
                    QVERIFY(again.has_value());
                    compareColumns(in, *again);
                }
            }
    }

    // Numbers that go with another column of the chunk take only what they differ by.
    void integersRelativeToOthers() {
        SeededRng rng(12);
        for (const double nullShare : {0.0, 0.3}) {
            for (const std::int64_t spread : {0, 5, 1'000}) {
                ColumnData column;
                column.type = ColumnType::Int64;
                std::vector<std::int64_t> base;
                for (std::uint32_t row = 0; row < 5'000; ++row) {
                    base.push_back(rng.between(0, 1'000'000));
                    const bool null = static_cast<double>(rng.below(1000)) < nullShare * 1000;
                    appendCell(column, null ? Cell() : Cell(base.back() + 70'000 + rng.between(0, spread)));
                }
                const EncodedColumn encoded = encodeColumn(column, base);
                QVERIFY(needsBase(encoded.blob));
                QVERIFY(encoded.blob.size() * 3 < encodeColumn(column).blob.size() * 2);
                checkStats(column, encoded.stats);
                const auto out = decodeColumn(encoded.blob, base);
                QVERIFY(out.has_value());
                compareColumns(column, *out);
                QVERIFY(!decodeColumn(encoded.blob).has_value());
                base.pop_back();
                QVERIFY(!decodeColumn(encoded.blob, base).has_value());
            }
        }
        // Others stay as they are, and are blobs that any reader of version 1 knows.
        const ColumnData apart = makeColumn(cases().front(), 500, 0.1, rng);
        const std::vector<std::int64_t> noise(500, 3);
        QVERIFY(!needsBase(encodeColumn(apart, noise).blob));
        QCOMPARE(encodeColumn(apart, noise).blob, encodeColumn(apart).blob);
    }

    void cutBlobsAreRefused() {
        SeededRng rng(7);
        for (const Case &what : cases()) {
            const std::string blob = encodeColumn(makeColumn(what, 1500, 0.1, rng)).blob;
            for (std::size_t size = 0; size < blob.size(); size += 1 + size / 20) {
                const auto out = decodeColumn(std::string_view(blob).substr(0, size));
                QVERIFY(!out.has_value());
                QCOMPARE(out.error().id, std::string("chunk.corrupt"));
            }
            QVERIFY(!decodeColumn(blob + "x").has_value());
        }
    }

    void alteredBlobsNeverCrash() {
        SeededRng rng(8);
        for (const Case &what : cases()) {
            const std::string blob = encodeColumn(makeColumn(what, 1100, 0.1, rng)).blob;
            for (int round = 0; round < 300; ++round) {
                std::string altered = blob;
                for (std::uint64_t i = rng.below(4) + 1; i > 0; --i)
                    altered[rng.below(round % 2 == 0 ? 40 : altered.size()) % altered.size()] =
                        static_cast<char>(rng.next());
                if (const auto out = decodeColumn(altered))
                    for (std::uint32_t row = 0; row < out->rows; ++row)
                        (void)cellAt(*out, row);
            }
        }
    }

    void integersPackSmallAndDecodeFast() {
        ColumnData column;
        column.type = ColumnType::Int64;
        SeededRng rng(9);
        for (std::uint32_t row = 0; row < kChunkRows; ++row)
            appendCell(column, Cell(rng.between(0, 1'000'000)));
        const EncodedColumn encoded = encodeColumn(column);
        QVERIFY(encoded.blob.size() < std::size_t{kChunkRows} * 21 / 8);
        const auto begin = std::chrono::steady_clock::now();
        constexpr int rounds = 50;
        for (int i = 0; i < rounds; ++i)
            QVERIFY(decodeColumn(encoded.blob).has_value());
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        const double rate = rounds * 8.0 * kChunkRows / took.count() / 1e6;
        qInfo("decoded %.0f MB/s", rate);
        QVERIFY2(rate > 150, "far below the 300 MB/s that an unloaded machine exceeds");
    }

    void secondsAndCentsCostTheirOwnBits() {
        ColumnData times;
        times.type = ColumnType::Instant;
        SeededRng rng(10);
        for (std::uint32_t row = 0; row < 10'240; ++row)
            appendCell(times, Cell(Instant{rng.between(0, 4095) * kMicrosPerSecond}));
        QVERIFY(encodeColumn(times).blob.size() < 10'240 * 13 / 8);
    }

private:
    static void checkStats(const ColumnData &column, const ColumnStats &stats) {
        const bool none = std::holds_alternative<std::monostate>(stats.min);
        bool expectNone = true;
        for (std::uint32_t row = 0; row < column.rows; ++row) {
            if (column.isNull(row) ||
                (column.type == ColumnType::Double && std::isnan(column.doubles[row])))
                continue;
            expectNone = false;
            if (isTextual(column.type)) {
                QVERIFY(std::get<std::string>(stats.min) <= column.textAt(row));
                QVERIFY(std::get<std::string>(stats.max) >= column.textAt(row));
            } else if (column.type == ColumnType::Double) {
                QVERIFY(std::get<double>(stats.min) <= column.doubles[row]);
                QVERIFY(std::get<double>(stats.max) >= column.doubles[row]);
            } else if (column.type == ColumnType::Int64) {
                QVERIFY(std::get<std::int64_t>(stats.min) <= column.ints[row]);
                QVERIFY(std::get<std::int64_t>(stats.max) >= column.ints[row]);
            }
        }
        QCOMPARE(none, expectNone);
    }
};

AUDIENCE_TEST(CodecTest)
#include "codec_test.moc"
