// Files of other forms than CSV: zips that are traps, workbooks, JSON Lines and gzip, whole, cut off and hostile.
#include "support/made_zip.h"
#include "support/test_main.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#ifndef Q_MOC_RUN // moc stumbles over the concepts of the standard library
#include "base/json.h"
#include "ingest/importer.h"
#include "ingest/inspect.h"
#include "ingest/json_line.h"
#include "ingest/sheet_value.h"
#include "ingest/workbook.h"
#include "ingest/zip_reader.h"
#include "support/temp_workspace.h"

#include <filesystem>
#include <fstream>
#include <zlib.h>
#endif
#ifdef AUDIENCE_WITH_XLSXWRITER
#include <xlsxwriter.h>
#endif

using namespace audience;
using namespace audience::ingest;
using test::MadeSheet;
using test::TempPlace;
using test::TempWorkspace;

namespace {

std::string write(const TempPlace &place, const std::string &name, const std::string &bytes) {
    std::ofstream(place.file(name), std::ios::binary) << bytes;
    return place.file(name);
}

ImportSpec spec(const std::string &path) {
    ImportSpec spec;
    spec.path = path;
    spec.name = "rows";
    return spec;
}

std::string zipError(const std::string &bytes, const ZipLimits &limits = {}) {
    const auto zip = ZipReader::fromBytes(bytes, "x.zip", limits);
    if (!zip)
        return zip.error().id;
    for (const ZipEntry &entry : zip->entries())
        if (const auto read = zip->read(entry, std::int64_t{1} << 30); !read)
            return read.error().id;
    return {};
}

std::vector<std::string> column(workspace::Workspace &file, const char *sql) {
    std::vector<std::string> found;
    const auto reader = file.reader();
    auto statement = (*reader)->prepare(sql);
    while (statement && statement->step().value_or(false))
        found.emplace_back(statement->isNull(0) ? "(null)" : statement->text(0));
    return found;
}

std::string cell(const char *place, const char *attributes, const std::string &value) {
    return "<c r=\"" + std::string(place) + "\" " + attributes + "><v>" + value + "</v></c>";
}

std::string gzipped(const std::string &text) {
    z_stream stream = {};
    deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string out(text.size() + 1000, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

} // namespace

class FormsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void zipsWithinLimits() {
        const std::string zip = test::madeZip({{"a.csv", "1"}, {"b/c.csv", std::string(5000, 'x')}, {"d/", ""}});
        const auto reader = ZipReader::fromBytes(zip, "x.zip");
        QVERIFY(reader);
        QCOMPARE(reader->entries().size(), std::size_t{2});
        QCOMPARE(*reader->read(*reader->find("b/c.csv"), 10'000), std::string(5000, 'x'));
        QCOMPARE(reader->read(*reader->find("b/c.csv"), 100).error().id, std::string("zip.too_large"));
        QCOMPARE(reader->find("e.csv"), nullptr);
        for (std::size_t size = 0; size < zip.size(); ++size) // nothing of a part, and no crash
            QVERIFY2(!zipError(zip.substr(0, size)).empty(), std::to_string(size).c_str());
        for (std::size_t at = 0; at < zip.size(); ++at) { // either the same or an error
            std::string other = zip;
            other[at] = static_cast<char>(other[at] ^ 0x55);
            (void)zipError(other);
        }
    }

    void zipsThatAreTraps() {
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(zipError(test::madeZip({{"../a", "1"}})), std::string("zip.unsafe_name"));
        QCOMPARE(zipError(test::madeZip({{"/etc/a", "1"}})), std::string("zip.unsafe_name"));
        QCOMPARE(zipError(test::madeZip({{"a\\..\\b", "1"}})), std::string("zip.unsafe_name"));
        QCOMPARE(zipError(test::madeZip({{"C:/a", "1"}})), std::string("zip.unsafe_name"));
        QCOMPARE(zipError(test::madeZip({{"a\\b", "1"}, {"a/b", "2"}})), std::string("zip.same_name"));
        QCOMPARE(zipError(test::madeZip({{"a", std::string(std::size_t{20} << 20, '0')}})), std::string("zip.swells"));
        ZipLimits few;
        few.entries = 2;
        QCOMPARE(zipError(test::madeZip({{"a", "1"}, {"b", "1"}, {"c", "1"}}), few), std::string("zip.too_many_entries"));
        ZipLimits small;
        small.bytes = 10;
        QCOMPARE(zipError(test::madeZip({{"a", "123456"}, {"b", "123456"}}), small), std::string("zip.too_large"));
        test::ZipParts many;
        for (int i = 0; i < 10'001; ++i)
            many.emplace_back(std::to_string(i), "");
        QCOMPARE(zipError(test::madeZip(many)), std::string("zip.too_many_entries"));
        QCOMPARE(zipError("PK\x03\x04 nothing of a zip"), std::string("zip.not_a_zip"));
        QVERIFY2(timer.elapsed() < 5000, std::to_string(timer.elapsed()).c_str());
    }

    void numbersAndDaysOfCells_data() {
        QTest::addColumn<QString>("serial");
        QTest::addColumn<bool>("from1904");
        QTest::addColumn<QString>("is");
        QTest::newRow("today") << "46347" << false << "2026-11-21";
        QTest::newRow("with a time") << "46347.395833333336" << false << "2026-11-21T09:30:00";
        QTest::newRow("the first day") << "1" << false << "1900-01-01";
        QTest::newRow("before the day that never was") << "59" << false << "1900-02-28";
        QTest::newRow("the day that never was") << "60" << false << "";
        QTest::newRow("after it") << "61" << false << "1900-03-01";
        QTest::newRow("the last day") << "2958465" << false << "9999-12-31";
        QTest::newRow("behind it") << "2958466" << false << "";
        QTest::newRow("negative") << "-1" << false << "";
        QTest::newRow("from 1904") << "0" << true << "1904-01-01";
        QTest::newRow("the same day from 1904") << "44885" << true << "2026-11-21";
        QTest::newRow("none") << "x" << false << "";
        QTest::newRow("too large") << "1e99" << false << "";
    }
    void numbersAndDaysOfCells() {
        QFETCH(QString, serial);
        QFETCH(bool, from1904);
        QFETCH(QString, is);
        const auto date = sheetDate(serial.toStdString(), SheetFormat::Date, from1904);
        QCOMPARE(QString::fromStdString(date.value_or("")), is);
    }

    void formatsAndExponents() {
        QCOMPARE(*sheetDate("0.5", SheetFormat::TimeOfDay, false), std::string("12:00:00"));
        for (const char *code : {"dd.mm.yyyy", "yyyy\\-mm\\-dd", "[$-407]d. mmmm yyyy;@", "mmm", "m/d/yy h:mm", "[Red]yyyy"})
            QVERIFY2(sheetFormatFromCode(code) == SheetFormat::Date, code);
        for (const char *code : {"h:mm", "hh:mm:ss AM/PM", "mm:ss.0"})
            QVERIFY2(sheetFormatFromCode(code) == SheetFormat::TimeOfDay, code);
        for (const char *code : {"General", "0.00", "#,##0.00 \"days\"", "[h]:mm", "0.00E+00", "@", "0\\d", "0;\"yes\""})
            QVERIFY2(sheetFormatFromCode(code) == SheetFormat::Number, code);
        QCOMPARE(plainNumber("1.5E-3"), std::string("0.0015"));
        QCOMPARE(plainNumber("-1.50e2"), std::string("-150"));
        QCOMPARE(plainNumber("0E5"), std::string("0"));
        QCOMPARE(plainNumber("1E+300"), std::string("1E+300"));
        QCOMPARE(plainNumber("0.30000000000000004"), std::string("0.30000000000000004"));
    }

    void sheetsAsTheyLook() {
        TempWorkspace file;
        const std::string rows =
            "<row r=\"1\">" + cell("A1", "t=\"s\"", "0") + cell("B1", "t=\"s\"", "1") + cell("C1", "t=\"s\"", "2") + cell("D1", "t=\"s\"", "3") + cell("E1", "t=\"s\"", "4") + "</row>"
            "<row r=\"2\">" + cell("A2", "", "7") + cell("B2", "s=\"1\"", "46347") + cell("C2", "", "1234.50") + cell("D2", "t=\"b\"", "1") + cell("E2", "t=\"s\"", "5") + "</row>"
            "<row r=\"4\">" + cell("A4", "", "8") + cell("B4", "s=\"2\"", "46347.5") + cell("C4", "", "1.5E-1") + cell("D4", "t=\"b\"", "0") +
            "<c r=\"E4\" t=\"inlineStr\"><is><r><t>in</t></r><rPh><t>aloud</t></rPh><r><t>line</t></r></is></c></row>"
            "<row r=\"5\">" + cell("A5", "", "9") + cell("C5", "t=\"e\"", "#N/A") + "</row>"
            "<row r=\"6\">" + cell("A6", "", "10") + cell("B6", "s=\"1\"", "60") + "</row>"
            "<row r=\"7\">" + cell("A7", "", "11") + cell("C7", "t=\"str\"", "12") + cell("G7", "", "beyond") + "</row>"
            "<row r=\"8\">" + cell("A8", "", "12") + cell("E8", "t=\"str\"", "=1+1") + "</row>";
        const std::string book = test::madeWorkbook({{"Notes &amp; more", "", {}}, {"Secret", "<row r=\"1\">" + cell("A1", "t=\"s\"", "0") + "</row>", "hidden"}, {"People", rows, {}}},
                                                    {"<t>id</t>", "<t>seen</t>", "<t>spent</t>", "<t>ok</t>", "<t>note</t>", "<t>two_x000A_lines, \"quoted\"</t>"});
        const std::string path = write(file, "people.xlsx", book);
        const auto opened = Workbook::open(path);
        QVERIFY(opened);
        QCOMPARE(opened->sheets().size(), std::size_t{3});
        QCOMPARE(opened->sheets()[0].name, std::string("Notes & more"));
        QVERIFY(opened->sheets()[1].hidden && !opened->sheets()[2].hidden);
        const auto report = importFile(*file, spec(path));
        QVERIFY2(report, report ? "" : (report.error().id + report.error().detail).c_str());
        QCOMPARE(report->rows, std::int64_t{6});
        QCOMPARE(report->kept, std::int64_t{3});
        QCOMPARE(report->rejects.size(), std::size_t{3});
        QCOMPARE(report->rejects[0].reason, std::string("ingest.reject.cell_error"));
        QCOMPARE(report->rejects[0].row, std::int64_t{5}); // as in the sheet
        QCOMPARE(report->rejects[0].column, std::string("C"));
        QCOMPARE(report->rejects[1].reason, std::string("ingest.reject.no_date"));
        QCOMPARE(report->rejects[2].reason, std::string("ingest.reject.more_fields"));
        QCOMPARE(column(*file, "SELECT seen FROM rows"), (std::vector<std::string>{"2026-11-21T00:00:00Z", "2026-11-21T12:00:00Z", "(null)"}));
        QCOMPARE(column(*file, "SELECT note FROM rows"), (std::vector<std::string>{"two\nlines, \"quoted\"", "inline", "=1+1"}));
        QCOMPARE(column(*file, "SELECT spent FROM rows"), (std::vector<std::string>{"1234.5", "0.15", "(null)"}));
        QCOMPARE(inspectFile(path + "/Nothing").error().id, std::string("ingest.no_sheet"));
        QCOMPARE(inspectFile(path + "/Notes & more").error().id, std::string("ingest.no_rows"));
        // Cut off anywhere it is told, and nothing of it is taken.
        for (std::size_t size = 0; size < book.size(); ++size) {
            const auto part = Workbook::fromBytes(book.substr(0, size), path);
            QVERIFY2(!part, std::to_string(size).c_str());
        }
    }

    void workbooksThatAreNone() {
        TempPlace place;
        QCOMPARE(inspectFile(write(place, "old.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(2000, 'x'))).error().id, std::string("ingest.workbook_old"));
        QCOMPARE(inspectFile(write(place, "some.xlsx", test::madeZip({{"a.csv", "a,b\n1,2\n"}}))).error().id, std::string("ingest.workbook"));
        const auto bookOf = [&](const std::string &rows) { return inspectFile(write(place, "b.xlsx", test::madeWorkbook({{"S", rows, {}}}))); };
        QCOMPARE(bookOf("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row>").error().id, std::string("ingest.workbook_broken"));
        QCOMPARE(bookOf("<row r=\"2\"/><row r=\"1\"/>").error().id, std::string("ingest.workbook_broken"));
        QCOMPARE(bookOf("<row r=\"1\"><c r=\"ZZZZ1\"><v>1</v></c></row>").error().id, std::string("ingest.workbook_broken"));
        QCOMPARE(bookOf("<row r=\"9999999\"><c><v>1</v></c></row>").error().id, std::string("ingest.workbook_broken"));
        std::string deep;
        for (int i = 0; i < 100; ++i)
            deep += "<x>";
        QCOMPARE(bookOf(deep).error().id, std::string("ingest.workbook_broken"));
        QCOMPARE(bookOf("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>" + std::string(std::size_t{2} << 20, 'x') + "y</v></c></row>").error().id, std::string("zip.swells"));
        std::string text;
        for (int i = 0; i < 400'000; ++i)
            text += std::to_string(i * 7919LL % 1'000'003);
        QCOMPARE(bookOf("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>" + text + "</v></c></row>").error().id, std::string("ingest.workbook_broken"));
        // Entities: a file of this computer, and a thousand laughs.
        const std::string secret = write(place, "secret.txt", "TOP SECRET");
        for (const std::string &type : {"<!DOCTYPE x [<!ENTITY e SYSTEM \"file://" + secret + "\">]>", std::string("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY e \"&a;&a;&a;&a;\">]>")}) {
            const std::string whole = type + "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>&e;</v></c></row></sheetData></worksheet>";
            const std::string rels = "<Relationships><Relationship Id=\"r\" Type=\"x/worksheet\" Target=\"s.xml\"/></Relationships>";
            const auto zip = test::madeZip({{"xl/workbook.xml", "<workbook xmlns:r=\"x\"><sheets><sheet name=\"S\" r:id=\"r\"/></sheets></workbook>"}, {"xl/_rels/workbook.xml.rels", rels}, {"xl/s.xml", whole}});
            QCOMPARE(inspectFile(write(place, "e.xlsx", zip)).error().id, std::string("ingest.workbook_broken"));
        }
    }

    void jsonLines() {
        TempWorkspace file;
        const std::string text = "\xEF\xBB\xBF{\"id\": 1, \"big\": 123456789012345678, \"price\": 0.10, \"tags\": [1, 2.50, {\"a\": 12345678901234567890}]}\n"
                                 "{\"price\": 12.345, \"id\": 2, \"name\": \"b\\u00e9\\ud83d\\ude00, \\\"x\\\"\\n\", \"ok\": true}\n"
                                 "\n{\"id\": 3,}\n{\"id\": 4, \"name\": null, \"name\": \"last\", \"ok\": false}\n[1]\n{\"id\": 5}";
        const auto report = importFile(*file, spec(write(file, "rows.jsonl", text)));
        QVERIFY2(report, report ? "" : (report.error().id + report.error().detail).c_str());
        QCOMPARE(report->kept, std::int64_t{4});
        QCOMPARE(report->rejects.size(), std::size_t{2});
        QCOMPARE(report->rejects[0].row, std::int64_t{4}); // the line
        QCOMPARE(report->rejects[0].raw, std::string("{\"id\": 3,}"));
        QCOMPARE(report->rejects[1].row, std::int64_t{6});
        QCOMPARE(column(*file, "SELECT big FROM rows").front(), std::string("123456789012345678"));
        QCOMPARE(column(*file, "SELECT price FROM rows"), (std::vector<std::string>{"0.1", "12.345", "(null)", "(null)"}));
        QCOMPARE(column(*file, "SELECT tags FROM rows").front(), std::string("[1,2.50,{\"a\":12345678901234567890}]"));
        QCOMPARE(column(*file, "SELECT name FROM rows"), (std::vector<std::string>{"(null)", "b\xC3\xA9\xF0\x9F\x98\x80, \"x\"\n", "last", "(null)"}));
        QCOMPARE(importFile(*file, spec(write(file, "none.jsonl", "[1]\n"))).error().id, std::string("ingest.no_json_lines"));
        const auto packed = importFile(*file, [&] { auto one = spec(write(file, "rows.jsonl.gz", gzipped(text))); one.name = "packed"; return one; }());
        QVERIFY(packed);
        QCOMPARE(packed->kept, std::int64_t{4});
    }

    // As every other reader takes it: the last member of a name stands, however its name is written.
    void ofMembersOfOneNameTheLastStands_data() {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("compact");
        QTest::newRow("none") << QStringLiteral("{ \"a\" : 1, \"b\" : [ 1, 2 ] }") << QStringLiteral("{\"a\":1,\"b\":[1,2]}");
        QTest::newRow("two") << QStringLiteral("{\"a\": 1, \"b\": 2, \"a\": 3}") << QStringLiteral("{\"b\":2,\"a\":3}");
        QTest::newRow("three, with lists") << QStringLiteral("{\"a\":[1,{\"a\":9}],\"a\":{\"x\":1},\"a\":\"}\"}") << QStringLiteral("{\"a\":\"}\"}");
        QTest::newRow("within") << QStringLiteral("[{\"k\":{\"d\":1,\"d\":2,\"e\":3,\"e\":4}},{\"d\":5}]") << QStringLiteral("[{\"k\":{\"d\":2,\"e\":4}},{\"d\":5}]");
        QTest::newRow("escaped") << QStringLiteral("{\"\\u0061\":1,\"a\":2,\"q\\\"\":1,\"q\\u0022\":2}") << QStringLiteral("{\"a\":2,\"q\\u0022\":2}");
        QTest::newRow("texts that look alike") << QStringLiteral("{\"a\":\"a\",\"b\":\"a\"}") << QStringLiteral("{\"a\":\"a\",\"b\":\"a\"}");
        QString many = QStringLiteral("{"), last;
        for (int i = 0; i < 40; ++i)
            many += QStringLiteral("\"m%1\":%2,").arg(i % 39).arg(i);
        for (int i = 1; i < 39; ++i)
            last += QStringLiteral("\"m%1\":%1,").arg(i);
        QTest::newRow("of many") << many + QStringLiteral("\"z\":0}") << QStringLiteral("{") + last + QStringLiteral("\"m0\":39,\"z\":0}");
    }
    void ofMembersOfOneNameTheLastStands() {
        QFETCH(QString, json);
        QFETCH(QString, compact);
        std::string out = "before ";
        appendCompact(json.toStdString(), out);
        QCOMPARE(QString::fromStdString(out), QStringLiteral("before ") + compact);
        QVERIFY(nlohmann::json::parse(json.toStdString()) == nlohmann::json::parse(out.substr(7))); // in whatever order
    }

    void linesThatAreNoJson() {
        std::vector<JsonMember> members;
        for (const char *line : {"{}", " {\"a\":{}} ", "{\"a\":[[],{\"b\":[1,{}]}]}", "{\"a\":-0.5e+10}", "{\"\":\"\\u0000\"}"})
            QVERIFY2(readJsonLine(line, members), line);
        for (const char *line : {"", "{", "{\"a\"}", "{\"a\":}", "{\"a\":01}", "{\"a\":1.}", "{\"a\":.5}", "{\"a\":+1}", "{\"a\":\"\t\"}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12\"}", "{'a':1}",
                                 "{\"a\":[1,]}", "{\"a\":{\"b\"}}", "{\"a\":[}", "{\"a\":nul}", "{\"a\":1}}", "{\"a\":1,}", "{\"a\":[1}}", "{\"a\":NaN}"})
            QVERIFY2(!readJsonLine(line, members), line);
        QVERIFY(readJsonLine("{\"a\":" + std::string(64, '[') + std::string(64, ']') + "}", members));
        QVERIFY(!readJsonLine("{\"a\":" + std::string(65, '[') + std::string(65, ']') + "}", members));
    }

    void gzipOfLists() {
        TempWorkspace file;
        std::string text = "id;name;price\n";
        for (int i = 1; i <= 20'000; ++i)
            text += std::to_string(i) + ";name " + std::to_string(i) + ";" + std::to_string(i) + ",50\n";
        const std::string packed = gzipped(text);
        const auto report = importFile(*file, spec(write(file, "list.csv.gz", packed)));
        QVERIFY2(report, report ? "" : report.error().id.c_str());
        QCOMPARE(report->kept, std::int64_t{20'000});
        QCOMPARE(column(*file, "SELECT sum(CAST(price * 10 AS INTEGER)) FROM rows").front(), std::to_string(20'000LL * 20'001 / 2 * 10 + 20'000 * 5));
        QCOMPARE(importFile(*file, spec(file.file("list.csv.gz"))).error().id, std::string("ingest.same_file"));
        for (const std::size_t size : {packed.size() - 1, packed.size() / 2, std::size_t{20}})
            QCOMPARE(importFile(*file, spec(write(file, "cut.csv.gz", packed.substr(0, size)))).error().id, std::string("ingest.gzip_broken"));
        QCOMPARE(column(*file, "SELECT count(*) FROM rows").front(), std::string("20000"));
    }

    void bookOfAnotherProgram() {
#ifndef AUDIENCE_WITH_XLSXWRITER
        QSKIP("libxlsxwriter is not here");
#else
        TempWorkspace file;
        const std::string path = file.file("written.xlsx");
        lxw_workbook *book = workbook_new(path.c_str());
        lxw_worksheet *sheet = workbook_add_worksheet(book, "Rows");
        lxw_format *day = workbook_add_format(book), *moment = workbook_add_format(book);
        format_set_num_format_index(day, 14);
        format_set_num_format(moment, "yyyy-mm-dd hh:mm:ss");
        int column = 0;
        for (const char *name : {"id", "mail", "spent", "born", "seen", "ok"})
            worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(column++), name, nullptr);
        for (int row = 1; row <= 3000; ++row) {
            const auto at = static_cast<lxw_row_t>(row);
            worksheet_write_number(sheet, at, 0, row, nullptr);
            worksheet_write_string(sheet, at, 1, ("p" + std::to_string(row) + "@example.org").c_str(), nullptr);
            worksheet_write_number(sheet, at, 2, row * 0.01, nullptr);
            lxw_datetime born = {1950 + row % 50, 1 + row % 12, 1 + row % 28, 0, 0, 0}, seen = {2026, 1 + row % 12, 1 + row % 28, row % 24, row % 60, static_cast<double>(row % 60)};
            worksheet_write_datetime(sheet, at, 3, &born, day);
            worksheet_write_datetime(sheet, at, 4, &seen, moment);
            worksheet_write_boolean(sheet, at, 5, row % 2, nullptr);
        }
        QCOMPARE(static_cast<int>(workbook_close(book)), 0);
        const auto report = importFile(*file, spec(path));
        QVERIFY2(report, report ? "" : (report.error().id + report.error().detail).c_str());
        QCOMPARE(report->kept, std::int64_t{3000});
        const auto born = ::column(*file, "SELECT born FROM rows"), seen = ::column(*file, "SELECT seen FROM rows");
        for (int row = 1; row <= 3000; ++row) {
            QCOMPARE(born[static_cast<std::size_t>(row - 1)], QString::asprintf("%04d-%02d-%02d", 1950 + row % 50, 1 + row % 12, 1 + row % 28).toStdString());
            QCOMPARE(seen[static_cast<std::size_t>(row - 1)],
                     QString::asprintf("2026-%02d-%02dT%02d:%02d:%02dZ", 1 + row % 12, 1 + row % 28, row % 24, row % 60, row % 60).toStdString());
        }
        QCOMPARE(::column(*file, "SELECT count(*) FROM rows WHERE ok").front(), std::string("1500"));
#endif
    }
};

AUDIENCE_TEST(FormsTest)
#include "forms_test.moc"
