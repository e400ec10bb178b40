#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc stumbles over the concepts of the standard library
#include "base/rng.h"
#include "ingest/importer.h"
#include "ingest/row_decoder.h"
#include "store/dataset_reader.h"
#include "support/temp_workspace.h"

#include <fstream>
#endif

using namespace audience;
using namespace audience::ingest;
using engine::ColumnType;

namespace {

ColumnFormat format(const std::string &name, ColumnType type, std::uint8_t scale = 0) {
    ColumnFormat out;
    out.field = {name, type, scale};
    return out;
}

DecodePlan planOf(const std::string &zone) {
    DecodePlan plan;
    plan.columns = {format("id", ColumnType::Int64),     format("at", ColumnType::Instant),
                    format("name", ColumnType::Text),    format("amount", ColumnType::Decimal, 2),
                    format("born", ColumnType::Date),    format("yes", ColumnType::Bool),
                    format("ratio", ColumnType::Double), format("key", ColumnType::Text)};
    for (const ColumnFormat &column : plan.columns)
        plan.dialect.columns.push_back(column.field.name);
    plan.zone = zone;
    plan.required = {{1, "ingest.reject.no_time"}};
    plan.keyColumn = 7;
    return plan;
}

// A cell of the column: mostly as it is written plainly, now and then anything else.
std::string cellFor(std::size_t column, Rng &rng) {
    static const std::vector<std::vector<std::string>> odd = {
        {"", "-0", "007", "+4", "1,5", "12345678901234567", "999999999999999999", " 12", "12 ", "x", "-", "1 000"},
        {"", "2026-02-30 00:00:00", "2026-11-21", "2026-11-21T09:30:00", "2026-11-21 9:30", "2026-11-21 23:59:60",
         "2026-11-21 24:00:00", "2026-11-21 09:00:00.25", "2026-11-21T09:00:00Z", "21.11.2026", "0999-01-01 00:00:00",
         "2026-11-21 09:00:00 "},
        {"", " ", "true", "12", "caf\xC3\xA9", "a quite long text that is no name at all", "\xff", "'quoted'", "a\"b",
         "sixteen letters.", "eightlet"},
        {"", "-0.50", ".5", "5.", "00.5", "1,234.50", "1.234", "12345678.99", "123456789.5", "1e3", "0", "-"},
        {"", "2026-11-21 00:00:00", "2026-02-29", "2024-02-29", "11/12/2026", "x"},
        {"", "TRUE", "False", "yes", "0"},
        {"", "1e300", "-2.5E-3", "nan", "1,5", "0.1"},
        {"", " k1", "k1 ", "k\t1", "7"}};
    char text[40];
    const auto number = [&](int low, int high) { return static_cast<int>(rng.between(low, high)); };
    if (rng.below(12) == 0)
        return odd[column][rng.below(odd[column].size())];
    switch (column) {
    case 0:
        return std::to_string(rng.between(-5, 1) * rng.between(0, 1'000'000'000'000));
    case 1:
        std::snprintf(text, sizeof text, "%04d-%02d-%02d %02d:%02d:%02d", number(2020, 2027), number(1, 12),
                      number(1, 28), number(0, 23), number(0, 59), number(0, 59));
        return text;
    case 2:
        return std::vector<std::string>{"view", "purchase", "add_to_cart", "a name of more than 16"}[rng.below(4)];
    case 3:
        std::snprintf(text, sizeof text, "%d.%0*d", number(-900, 99'999), number(1, 2), number(0, 9));
        return text;
    case 4:
        std::snprintf(text, sizeof text, "%04d-%02d-%02d", number(1950, 2010), number(1, 12), number(1, 28));
        return text;
    case 5:
        return rng.below(2) == 0 ? "true" : "false";
    case 6:
        return std::to_string(number(0, 1000)) + ".25";
    default:
        return "k" + std::to_string(rng.below(100'000));
    }
}

std::string cells(const DecodedPiece &piece, std::size_t column) {
    std::string all;
    for (const DecodedRows &batch : piece.batches)
        for (std::uint32_t row = 0; row < batch.rows; ++row)
            all += engine::toText(engine::cellAt(batch.columns[column], row)) +
                   (batch.columns[column].isNull(row) ? "~\n" : "\n");
    return all;
}

std::string longFile(const std::string &last) {
    const std::string note = "note " + std::string(400, 'n');
    std::string text = "id,at,amount,note\n";
    for (int row = 0; text.size() < (std::size_t{17} << 20); ++row)
        text += std::to_string(row) + ",2026-11-21 09:00:00," + std::to_string(row % 100) + ".5," + note +
                std::to_string(row % 7) + "\n";
    return text + last + "\n";
}

} // namespace

class StraightTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // A record with one quoted cell is read the long way; so both ways meet here cell by cell.
    void bothWaysReadTheSame() {
        SeededRng rng(41);
        for (const char *zone : {"UTC", "Europe/Berlin"}) {
            std::string plain, quoted;
            for (int row = 0; row < 20'000; ++row) {
                const std::size_t width = rng.below(200) == 0 ? rng.below(10) + 1 : 8;
                for (std::size_t i = 0; i < width; ++i) {
                    const std::string cell = cellFor(std::min<std::size_t>(i, 7), rng);
                    const bool comma = cell.find(',') != std::string::npos;
                    plain += (i == 0 ? "" : ",") + (comma ? '"' + cell + '"' : cell);
                    std::string doubled;
                    for (const char c : cell)
                        doubled += c == '"' ? "\"\"" : std::string(1, c);
                    quoted += (i == 0 ? "\"" : ",\"") + doubled + '"';
                }
                const char *end = row % 3 == 0 ? "\r\n" : "\n";
                plain += end;
                quoted += end;
            }
            const auto plan = std::make_shared<const DecodePlan>(planOf(zone));
            const auto a = RowDecoder(plan, {}).decode({PieceKind::Records, 0, 0, plain});
            const auto b = RowDecoder(plan, {}).decode({PieceKind::Records, 0, 0, quoted});
            QVERIFY(a && b);
            QVERIFY(a->kept > 5'000 && a->rejected > 1'000);
            QCOMPARE(a->records, b->records);
            QCOMPARE(a->kept, b->kept);
            QCOMPARE(a->replaced, b->replaced);
            QCOMPARE(a->rejects.size(), b->rejects.size());
            for (std::size_t i = 0; i < a->rejects.size(); ++i)
                QVERIFY(a->rejects[i].row == b->rejects[i].row && a->rejects[i].reason == b->rejects[i].reason &&
                        a->rejects[i].column == b->rejects[i].column);
            for (std::size_t column = 0; column < plan->columns.size(); ++column)
                QCOMPARE(cells(*a, column), cells(*b, column));
        }
    }

    // Long runs of plain rows are read together; now and then one is none, or lacks a field.
    void runsOfPlainRows() {
        SeededRng rng(7);
        for (const std::size_t width : {2, 5, 63, 64, 65})
            for (const char *end : {"\n", "\r\n", "\r"}) {
                DecodePlan columns;
                for (std::size_t i = 0; i < width; ++i)
                    columns.columns.push_back(format("c" + std::to_string(i),
                                                     i % 3 == 0   ? ColumnType::Decimal
                                                     : i % 3 == 1 ? ColumnType::Text
                                                                  : ColumnType::Int64,
                                                     i % 3 == 0 ? 2 : 0));
                columns.keepPlaces = true;
                columns.provisional = true;
                columns.required = {{1, "ingest.reject.no_name"}};
                std::string plain, quoted;
                for (int row = 0; row < 700; ++row) {
                    const std::size_t fields = rng.below(150) == 0 ? width - 1 : width;
                    for (std::size_t i = 0; i < fields; ++i) {
                        const bool empty = rng.below(60 * width) == 0, odd = rng.below(90 * width) == 0;
                        const std::string number = std::to_string(rng.between(-99'999, 9'999'999));
                        const std::string cell = empty       ? ""
                                                 : i % 3 == 0 ? number + ".5"
                                                 : i % 3 == 1 ? (odd ? "caf\xC3\xA9 " : "name ") +
                                                                    std::to_string(rng.below(5000))
                                                              : number;
                        plain += (i == 0 ? "" : ",") + cell;
                        quoted += (i == 0 ? "\"" : ",\"") + cell + '"';
                    }
                    plain += end;
                    quoted += end;
                }
                const auto plan = std::make_shared<const DecodePlan>(columns);
                const auto a = RowDecoder(plan, {}).decode({PieceKind::Records, 0, 0, plain});
                const auto b = RowDecoder(plan, {}).decode({PieceKind::Records, 0, 0, quoted});
                QVERIFY(a && b);
                QVERIFY(a->kept > 500 && a->rejected > 0);
                QCOMPARE(a->records, b->records);
                QCOMPARE(a->kept, b->kept);
                QCOMPARE(a->rejectedBy, b->rejectedBy);
                QVERIFY(a->values == b->values && a->words == b->words);
                QCOMPARE(a->batches.size(), b->batches.size());
                const auto &placed = a->batches.front().places, &other = b->batches.front().places;
                QVERIFY(std::equal(placed.begin(), placed.end(), other.begin(), other.end(),
                                   [](RowPlace x, RowPlace y) { return x.record == y.record; }));
                for (const RowPlace &place : placed)
                    QVERIFY(place.offset == 0 || plain[place.offset - 1] == end[std::string_view(end).size() - 1]);
                for (std::size_t column = 0; column < width; ++column)
                    QCOMPARE(cells(*a, column), cells(*b, column));
            }
    }

    // What the first part of a file promises, its last row may break: then the whole file decides, as the
    // rehearsal, which reads it wholly, says.
    void theLastRowCounts_data() {
        QTest::addColumn<QString>("last");
        QTest::newRow("as before") << "-7,2026-11-22 10:00:00,3.25,last";
        QTest::newRow("nulls") << ",2026-11-22 10:00:00,,";
        QTest::newRow("quoted") << "\"12\",\"2026-11-22 10:00:00\",\"1.5\",\"a, b\"";
        QTest::newRow("more decimals") << "1,2026-11-22 10:00:00,3.12345,last";
        QTest::newRow("digits that are no number") << "007,2026-11-22 10:00:00,3.25,last";
        QTest::newRow("a word for a number") << "1,2026-11-22 10:00:00,many,last";
        QTest::newRow("another notation") << "1,21/11/2026,3.25,last";
        QTest::newRow("a row too short") << "1,2026-11-22 10:00:00";
    }
    void theLastRowCounts() {
        QFETCH(QString, last);
        test::TempWorkspace workspace;
        ImportSpec spec;
        spec.name = "events";
        spec.path = workspace.file("long.csv");
        spec.role = store::DatasetRole::Events;
        spec.profile = "id";
        spec.time = "at";
        spec.eventName = "seen";
        std::ofstream(spec.path, std::ios::binary) << longFile(last.toStdString());
        spec.dryRun = true;
        const auto rehearsed = importFile(*workspace, spec);
        QVERIFY(rehearsed);
        spec.dryRun = false;
        const auto imported = importFile(*workspace, spec);
        QVERIFY(imported);
        QVERIFY(imported->fields == rehearsed->fields);
        QCOMPARE(imported->rows, rehearsed->rows);
        QCOMPARE(imported->kept, rehearsed->kept);
        QCOMPARE(imported->findings.size(), rehearsed->findings.size());
        QCOMPARE(imported->rejects.size(), rehearsed->rejects.size());
        for (std::size_t i = 0; i < imported->rejects.size(); ++i)
            QCOMPARE(imported->rejects[i].reason, rehearsed->rejects[i].reason);
        // The hash was taken on the way: the same file again is noticed.
        const auto again = importFile(*workspace, spec);
        QVERIFY(!again);
        QCOMPARE(again.error().id, std::string("ingest.same_file"));
    }
};

AUDIENCE_TEST(StraightTest)
#include "straight_test.moc"
