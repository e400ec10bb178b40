#include "base/json.h"
#include "base/text.h"
#include "ingest/csv_record_reader.h"
#include "ingest/csv_splitter.h"
#include "ingest/survey.h"
#include "qbase/convert.h"
#include "support/shared_data.h"
#include "support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace audience;
using namespace audience::ingest;

namespace {

using Rows = std::vector<std::vector<std::string>>;

// All records of a file, header and title rows included, through sniffer, splitter and reader.
struct Parsed {
    CsvDialect dialect;
    Rows rows;
    std::vector<CsvPiece> problems;
    std::string error;
};

Parsed parseFile(const std::string &path, std::size_t pieceBytes = 1 << 20,
                 DialectOptions options = {}) {
    Parsed out;
    auto source = FileSource::open(path);
    if (!source) {
        out.error = source.error().id;
        return out;
    }
    auto sniffed = sniffDialect(*source, options);
    if (!sniffed) {
        out.error = sniffed.error().id;
        return out;
    }
    out.dialect = sniffed->dialect;
    CsvDialect whole = out.dialect;
    whole.dataOffset = static_cast<std::int64_t>(whole.bomBytes);
    CsvSplitter splitter(*source, whole, pieceBytes);
    for (;;) {
        auto piece = splitter.next();
        if (!piece) {
            out.error = piece.error().id;
            return out;
        }
        if (!*piece)
            return out;
        if ((*piece)->kind != PieceKind::Records) {
            out.problems.push_back(std::move(**piece));
            continue;
        }
        CsvRecordReader reader((*piece)->text, whole.delimiter, whole.quote);
        while (reader.next())
            if (!reader.isBlank())
                out.rows.emplace_back(reader.fields().begin(), reader.fields().end());
    }
}

} // namespace

class CsvTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    std::string write(const std::string &name, const std::string &bytes) {
        const std::string path = toUtf8(m_dir.filePath(toQString(name)));
        QFile file(toQString(path));
        if (!file.open(QIODevice::WriteOnly) ||
            file.write(toBytes(bytes)) != static_cast<qint64>(bytes.size()))
            qFatal("cannot write the test file");
        return path;
    }

private Q_SLOTS:
    void spectrum_data() {
        QTest::addColumn<QString>("name");
        for (const char *name : {"comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json",
                                 "location_coordinates", "newlines", "newlines_crlf",
                                 "quotes_and_newlines", "simple", "simple_crlf", "utf8"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void spectrum() {
        AUDIENCE_NEED_SHARED("data/csv_cases");
        QFETCH(QString, name);
        const QString root =
            audience::test::sharedPath(QStringLiteral("data/csv_cases/csv-spectrum"));
        const Parsed parsed =
            parseFile(toUtf8(root + QStringLiteral("/csvs/") + name + QStringLiteral(".csv")));
        QFile file(root + QStringLiteral("/json/") + name + QStringLiteral(".json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        auto json = parseJson(toStd(file.readAll()));
        QVERIFY(json);
        if (json->is_object())
            *json = Json::array({*json});
        QVERIFY(parsed.dialect.hasHeader);
        QCOMPARE(parsed.rows.size(), json->size() + 1);
        for (std::size_t row = 0; row < json->size(); ++row)
            for (std::size_t column = 0; column < parsed.dialect.columns.size(); ++column) {
                const std::string &key = parsed.dialect.columns[column];
                if (name == QLatin1String("location_coordinates") && key == "Contact Phone Number")
                    continue; // the suite's own JSON has another number
                QCOMPARE(parsed.rows[row + 1][column], jsonText((*json)[row], key, "absent"));
            }
    }

    void messytables_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("encoding");
        QTest::addColumn<QString>("delimiter");
        QTest::addColumn<int>("records");
        QTest::addColumn<QString>("fields");
        QTest::addColumn<int>("titles");
        QTest::addColumn<bool>("header");
        const auto row = [](const char *name, const char *encoding, const char *delimiter,
                            int records, const char *fields, int titles, bool header) {
            QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(encoding)
                                << QString::fromLatin1(delimiter) << records
                                << QString::fromLatin1(fields) << titles << header;
        };
        row("begrotingsanalyse-2011.csv", "utf-8", ",", 43, "20:43", 3, true);
        row("complex.csv", "utf-8", ",", 4, "4:3 6:1", 0, true);
        row("excel_pasting.csv", "utf-8", ",", 21, "9:21", 3, true);
        row("mixedGLB.csv", "utf-8", ",", 137, "19:137", 3, true);
        row("null.csv", "utf-8", ",", 10, "4:10", 0, false);
        row("simple.csv", "utf-8", ",", 7, "3:7", 0, true);
        row("simple.psv", "utf-8", "|", 29, "6:29", 0, true);
        row("simple.ssv", "utf-8", ";", 7, "3:7", 0, true);
        row("spanish_chars.csv", "windows-1252", ",", 117, "8:117", 0, true);
        row("utf-16le_encoded.csv", "utf-16le", ",", 328, "19:328", 0, true);
        row("utf8bom.csv", "utf-8", ",", 1, "2:1", 0, true);
    }
    void messytables() {
        AUDIENCE_NEED_SHARED("data/csv_cases");
        QFETCH(QString, name);
        QFETCH(int, records);
        QFETCH(QString, fields);
        const Parsed parsed = parseFile(toUtf8(
            audience::test::sharedPath(QStringLiteral("data/csv_cases/messytables/") + name)));
        QCOMPARE(toQString(parsed.error), QString());
        QTEST(toQString(toText(parsed.dialect.encoding)), "encoding");
        QTEST(toQString(delimiterName(parsed.dialect.delimiter)), "delimiter");
        QCOMPARE(static_cast<int>(parsed.rows.size()), records);
        std::map<std::size_t, int> counts;
        for (const auto &row : parsed.rows)
            ++counts[row.size()];
        QString seen;
        for (const auto &[width, count] : counts)
            seen += QStringLiteral("%1%2:%3")
                        .arg(seen.isEmpty() ? QString() : QStringLiteral(" "))
                        .arg(width)
                        .arg(count);
        QCOMPARE(seen, fields);
        QTEST(static_cast<int>(parsed.dialect.titleRows), "titles");
        QTEST(parsed.dialect.hasHeader, "header");
        for (const auto &row : parsed.rows)
            for (const auto &cell : row)
                QVERIFY(isValidUtf8(cell));
        QVERIFY(parsed.rows[0][0].find("\xEF\xBB\xBF") == std::string::npos);
    }

    // However small the pieces, the records are the same, and each piece begins where it says.
    void piecesDoNotMatter() {
        std::string text = "id,note\n";
        for (int i = 0; i < 60'000; ++i) {
            text += std::to_string(i) + ",";
            const int kind = i % 7;
            text += kind == 0   ? "plain"
                    : kind == 1 ? "\"with, comma\""
                    : kind == 2 ? "\"line\nbreak \"\"q\"\"\""
                    : kind == 3 ? "5\" pipe"
                    : kind == 4 ? "\"\"\"\""
                    : kind == 5 ? "\"a\"tail\"\"x"
                                : "";
            text += i % 3 == 0 ? "\r\n" : i % 3 == 1 ? "\n" : "\r";
        }
        const std::string path = write("pieces.csv", text);
        CsvRecordReader reader(text, ',', '"');
        Rows expected;
        while (reader.next())
            expected.emplace_back(reader.fields().begin(), reader.fields().end());
        QCOMPARE(expected.size(), std::size_t(60'001));
        const Parsed parsed = parseFile(path, 1);
        QVERIFY(parsed.rows == expected);
        QVERIFY(parsed.problems.empty());
        auto source = FileSource::open(path);
        CsvDialect dialect = parsed.dialect;
        CsvSplitter splitter(*source, dialect, 1000);
        std::size_t pieces = 0;
        for (;;) {
            auto piece = splitter.next();
            QVERIFY(piece);
            if (!*piece)
                break;
            ++pieces;
            QVERIFY(text.compare(static_cast<std::size_t>((*piece)->fileOffset),
                                 (*piece)->text.size(), (*piece)->text) == 0);
        }
        QVERIFY(pieces > 1);
    }

    void openQuoteCostsOneLine() {
        std::string text = "id,note\n1,a\n2,\"open\n3,\"\"\n4,d \"\" e\n";
        const Parsed parsed = parseFile(write("open.csv", text));
        QCOMPARE(parsed.problems.size(), std::size_t(1));
        QCOMPARE(parsed.problems[0].kind, PieceKind::OpenQuote);
        QCOMPARE(parsed.problems[0].fileOffset, std::int64_t(12));
        QCOMPARE(parsed.problems[0].text, std::string("2,\"open\n"));
        QCOMPARE(parsed.rows.size(), std::size_t(4));
        QCOMPARE(parsed.rows[2][1], std::string());
        QCOMPARE(parsed.rows[3][1], std::string("d \"\" e"));
    }

    void longRowIsPassedOver() {
        for (const bool quoted : {false, true}) {
            std::string text = "id,note\n1,a\n2,";
            text += quoted ? "\"" : "";
            text.append(std::size_t(40) << 20, 'x');
            text += quoted ? "\nsecond\"\r\n" : "\r\n";
            text += "3,c\n";
            const Parsed parsed = parseFile(write("long.csv", text));
            QCOMPARE(parsed.problems.size(), std::size_t(1));
            QCOMPARE(parsed.problems[0].kind, PieceKind::RowTooLong);
            QCOMPARE(parsed.problems[0].fileOffset, std::int64_t(12));
            QCOMPARE(parsed.rows.size(), std::size_t(3));
            QCOMPARE(parsed.rows[2][0], std::string("3"));
        }
    }
    void longOpenQuote() {
        std::string text = "id,note\n1,a\n2,\"open\n";
        for (int i = 0; i < 4'000'000; ++i)
            text += "33,abcdef\n";
        const Parsed parsed = parseFile(write("long_open.csv", text));
        QCOMPARE(parsed.problems.size(), std::size_t(1));
        QCOMPARE(parsed.problems[0].kind, PieceKind::OpenQuote);
        QCOMPARE(parsed.rows.size(), std::size_t(4'000'002));
    }

    void utf16WithoutMark_data() {
        QTest::addColumn<bool>("little");
        QTest::newRow("le") << true;
        QTest::newRow("be") << false;
    }
    void utf16WithoutMark() {
        QFETCH(bool, little);
        const std::string text =
            "name;city\r\nJos\xC3\xA9;K\xC3\xB6ln\r\n\xF0\x9F\x98\x80;Paris\r\n";
        std::string bytes;
        for (const QChar c : toQString(text)) {
            const char high = static_cast<char>(c.unicode() >> 8),
                       low = static_cast<char>(c.unicode() & 255);
            bytes += little ? low : high;
            bytes += little ? high : low;
        }
        const Parsed parsed = parseFile(write("utf16.csv", bytes));
        QCOMPARE(parsed.dialect.encoding, little ? Encoding::Utf16Le : Encoding::Utf16Be);
        QCOMPARE(parsed.dialect.delimiter, ';');
        QCOMPARE(parsed.rows.size(), std::size_t(3));
        QCOMPARE(parsed.rows[1][0], std::string("Jos\xC3\xA9"));
        QCOMPARE(parsed.rows[2][0], std::string("\xF0\x9F\x98\x80"));
        QCOMPARE(parsed.dialect.dataOffset, std::int64_t(22));
    }

    void refusals() {
        QCOMPARE(parseFile(toUtf8(m_dir.filePath(QStringLiteral("absent.csv")))).error,
                 std::string("ingest.file_missing"));
        QCOMPARE(parseFile(toUtf8(m_dir.path())).error, std::string("ingest.file_is_directory"));
        QCOMPARE(parseFile(write("empty.csv", "")).error, std::string("ingest.file_empty"));
        QCOMPARE(parseFile(write("blank.csv", "\n\n")).error, std::string("ingest.no_rows"));
        std::string wide;
        for (int i = 0; i < 1'000'000; ++i)
            wide += "c" + std::to_string(i) + ",";
        QCOMPARE(parseFile(write("wide.csv", wide + "end\n")).error,
                 std::string("ingest.too_many_columns"));
    }

    // A picture or a workbook is no list, whatever its name says; a list with a damaged character is one.
    void filesOfOtherPrograms() {
        std::string noise;
        std::uint32_t seed = 7;
        for (int i = 0; i < 40'000; ++i) {
            seed = seed * 1664525U + 1013904223U;
            noise += static_cast<char>(seed >> 24);
        }
        QCOMPARE(parseFile(write("picture.csv", "\x89PNG\r\n\x1a\n" + noise)).error, std::string("ingest.no_text"));
        QCOMPARE(parseFile(write("noise.csv", noise)).error, std::string("ingest.no_text"));
        QCOMPARE(parseFile(write("photo.csv", "\xFF\xD8\xFF\xE0" + noise)).error, std::string("ingest.no_text"));
        QCOMPARE(parseFile(write("letter.csv", "%PDF-1.7\n1 0 obj\n")).error, std::string("ingest.no_text"));
        QCOMPARE(parseFile(write("orders.csv", "PK\x03\x04" + noise)).error, std::string("zip.not_a_zip"));
        std::string damaged = "id,name\n";
        for (int i = 0; i < 300; ++i)
            damaged += std::to_string(i) + (i % 10 == 0 ? ",\x01x\n" : ",Ada\n");
        QCOMPARE(parseFile(write("damaged.csv", damaged)).error, std::string());
    }

    void delimiters_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("delimiter");
        QTest::newRow("decimal comma")
            << QStringLiteral("a;b;c\n1,5;2,5;x\n3,5;4,5;y\n") << QStringLiteral(";");
        QTest::newRow("tab with commas")
            << QStringLiteral("name\tnote\nA\tone, two\nB\tthree, four\n") << QStringLiteral("tab");
        QTest::newRow("pipes in quotes")
            << QStringLiteral("a,b\n\"x|y\",1\n\"z|w\",2\n") << QStringLiteral(",");
        QTest::newRow("one column")
            << QStringLiteral("email\na@b.c\nd@e.f\n") << QStringLiteral(",");
        QTest::newRow("times are no delimiters")
            << QStringLiteral("t,v\n12:30:01,1\n12:30:02,2\n") << QStringLiteral(",");
    }
    void delimiters() {
        QFETCH(QString, text);
        QTEST(toQString(delimiterName(parseFile(write("d.csv", toUtf8(text))).dialect.delimiter)),
              "delimiter");
    }

    // What stands in the file decides where its columns are, however long it is.
    void columnsOfLists_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("delimiter");
        QTest::addColumn<int>("columns");
        QTest::addColumn<QString>("firstColumn");
        QTest::addColumn<int>("titles");
        const auto list = [](const char *name, const QString &head, int rows, const QString &row,
                             const char *delimiter, int columns, const char *first, int titles) {
            QString text = head;
            for (int i = 0; i < rows; ++i)
                text += QString(row).replace(QStringLiteral("#"), QString::number(i))
                            .replace(QStringLiteral("$"), QString::number(10 + i * 37 % 89));
            QTest::newRow(name) << text << QString::fromLatin1(delimiter) << columns
                                << QString::fromLatin1(first) << titles;
        };
        const QString german = QStringLiteral("Nr;E-Mail;Vorname;Nachname;Firma;Einwilligung;Seit;Ort;Umsatz\n");
        const QString row = QStringLiteral("#;heike#@example.de;Heike;Maier;Maier GmbH;ja;seit kurzem;Wien;17$,59\n");
        for (const int rows : {1, 20, 2'000, 5'000})
            list(qPrintable(QStringLiteral("German, %1 rows").arg(rows)), german, rows, row, ";", 9, "Nr", 0);
        list("German without names", QString(), 2'000, row, ";", 9, "column_1", 0);
        list("German below a title with a comma", QStringLiteral("Kunden, Wien\n") + german, 2'000, row, ";", 9, "Nr", 1);
        list("two German columns below a title with a comma", QStringLiteral("Kunden, Wien\nName;Umsatz\n"), 2'000,
             QStringLiteral("Heike;17$,59\n"), ";", 2, "Name", 1);
        list("commas, semicolons in quotes", QStringLiteral("id,note,city\n"), 2'000,
             QStringLiteral("#,\"one; two; three; four; five\",Wien\n"), ",", 3, "id", 0);
        list("semicolons in quotes without names", QString(), 2'000,
             QStringLiteral("Ann,\"one; two; three; four; five\",Wien\n"), ",", 3, "column_1", 0);
        list("commas, semicolons in text", QStringLiteral("id,tags\n"), 2'000,
             QStringLiteral("#,a;b;c;d\n"), ",", 2, "id", 0);
        list("tabs, commas in text", QStringLiteral("name\tnote\n"), 2'000,
             QStringLiteral("Ann\tone, two, three, $\n"), "tab", 2, "name", 0);
        list("tabs, decimal commas", QStringLiteral("name\tcity\tvalue\n"), 2'000,
             QStringLiteral("Ann\tWien\t$,5\n"), "tab", 3, "name", 0);
        list("pipes", QStringLiteral("name|place|value\n"), 2'000,
             QStringLiteral("Ann|Wien, Graz|$,5\n"), "|", 3, "name", 0);
        list("one column of addresses", QStringLiteral("Address\n"), 2'000,
             QStringLiteral("Hauptstr. $, 1010 Wien\n"), ";", 1, "Address", 0);
        list("one column, few commas", QStringLiteral("Note\n"), 50,
             QStringLiteral("plain $\nfine\nwith, one $\n"), ";", 1, "Note", 0);
        list("commas below a title", QStringLiteral("Newsletter; all of May\nid,name,city\n"), 2'000,
             QStringLiteral("#,Ann,Wien\n"), ",", 3, "id", 1);
        list("two columns below a title", QStringLiteral("Newsletter\nemail,points\n"), 2'000,
             QStringLiteral("ann#@example.org,$\n"), ",", 2, "email", 1);
        list("names alone", QStringLiteral("Nr;Ort, Land;Umsatz\n"), 0, QString(), ";", 3, "Nr", 0);
        list("names alone, commas", QStringLiteral("id,name,city\n"), 0, QString(), ",", 3, "id", 0);
    }
    void columnsOfLists() {
        QFETCH(QString, text);
        const CsvDialect dialect = parseFile(write("list.csv", toUtf8(text))).dialect;
        QTEST(toQString(delimiterName(dialect.delimiter)), "delimiter");
        QTEST(static_cast<int>(dialect.columns.size()), "columns");
        QTEST(toQString(dialect.columns.front()), "firstColumn");
        QTEST(static_cast<int>(dialect.titleRows), "titles");
    }
};

AUDIENCE_TEST(CsvTest)
#include "csv_test.moc"
