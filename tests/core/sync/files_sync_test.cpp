// Syncs from files, sheets and sets of files: the modes that make sense, files that grow or change meanwhile, what is no file.
#include "support/made_zip.h"
#include "support/shared_data.h"
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc stumbles over the concepts of the standard library
#include "support/temp_workspace.h"
#include "sync/shape_drift.h"
#include "sync/sync_runner.h"
#include "warehouse/connectors.h"
#include "warehouse/file_folder.h"

#include <filesystem>
#include <fstream>
#ifndef _WIN32
#include <sys/stat.h>
#endif
#endif

using namespace audience;
using namespace audience::sync;
using model::SyncMode;
using test::TempWorkspace;
using warehouse::TableKind;

namespace {

class Folder : public TempWorkspace {
public:
    Folder() { std::filesystem::create_directory(file("drop")); }
    std::string dropped(const std::string &name) const { return file("drop/" + name); }
    void drop(const std::string &name, const std::string &bytes) const { std::ofstream(dropped(name), std::ios::binary) << bytes; }
    std::unique_ptr<warehouse::Connector> connector(const std::map<std::string, std::string> &options = {}, const std::string &path = {}) const {
        model::SourceConnection about;
        about.name = "drop";
        about.kind = "files";
        about.path = path.empty() ? file("drop") : path;
        about.options = options;
        auto made = warehouse::makeConnector(about, Secret());
        return made ? std::move(*made) : nullptr;
    }
    std::string value(const char *sql) {
        const auto reader = (*this)->reader();
        return (*reader)->scalarText(sql).value_or("error");
    }
};

std::string rows(int from, int to, const char *day = "2026-01-02") {
    std::string text = "id,mail,spent,at\n";
    for (int i = from; i <= to; ++i)
        text += std::to_string(i) + ",p" + std::to_string(i) + "@example.org," + std::to_string(i) + ".25," + day + "\n";
    return text;
}

SyncRequest requestFor(warehouse::Connector &connector, const std::string &table, SyncMode mode) {
    SyncRequest request;
    request.id = 1;
    request.plan.name = request.plan.dataset = "rows";
    request.plan.connection = "drop";
    request.plan.table = table;
    request.plan.mode = mode;
    if (mode != SyncMode::Append)
        request.plan.key = "id";
    if (mode != SyncMode::Full)
        request.plan.cursor = "_file";
    if (const auto shape = connector.shape({{}, table}, warehouse::Sampling::Yes, {}))
        for (const warehouse::ColumnInfo &column : shape->columns)
            request.plan.columns.push_back(columnFor(column));
    return request;
}

#define SYNCED(report) QVERIFY2(report, report ? "" : (report.error().id + " " + report.error().detail).c_str())

} // namespace

class FilesSyncTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesInTheirOrder() {
        using warehouse::naturallyBefore;
        QVERIFY(naturallyBefore("o_9.csv", "o_10.csv") && !naturallyBefore("o_10.csv", "o_9.csv"));
        QVERIFY(naturallyBefore("o_2026-09-30.csv", "o_2026-10-01.csv"));
        QVERIFY(naturallyBefore("o_07.csv", "o_7.csv") != naturallyBefore("o_7.csv", "o_07.csv"));
        QVERIFY(naturallyBefore("o.csv", "o_1.csv") && !naturallyBefore("a", "a"));
        QCOMPARE(warehouse::patternOf("orders_2026-01-31.csv"), std::string("orders_*.csv"));
        QCOMPARE(warehouse::patternOf("people.csv"), std::string());
        QVERIFY(warehouse::matchesPattern("orders_*.csv", "orders_1.csv") && !warehouse::matchesPattern("orders_*.csv", "orders_1.csv.gz"));
        QVERIFY(warehouse::matchesPattern("*a*b*", "xxaxxbxx") && !warehouse::matchesPattern("*a*b", "xxaxxbxx"));
    }

    void whatIsThere() {
        Folder folder;
        folder.drop("o_1.csv", rows(1, 2));
        folder.drop("o_2.csv", rows(3, 4));
        folder.drop("people.jsonl", "{\"id\":1}\n");
        folder.drop("book.xlsx", test::madeWorkbook({{"One", "<row><c><v>1</v></c></row>", {}}, {"Two", "", "veryHidden"}}));
        folder.drop("broken.xlsx", "PK\x03\x04");
        folder.drop("picture.png", "x");
        folder.drop(".hidden.csv", "x");
        const auto tables = folder.connector()->tables({}, {});
        SYNCED(tables);
        std::vector<std::pair<std::string, TableKind>> found;
        for (const auto &table : *tables)
            found.emplace_back(table.name.name, table.kind);
        QCOMPARE(found, (std::vector<std::pair<std::string, TableKind>>{{"book.xlsx/One", TableKind::Sheet}, {"book.xlsx/Two", TableKind::HiddenSheet}, {"broken.xlsx", TableKind::File},
                                                                         {"o_1.csv", TableKind::File}, {"o_2.csv", TableKind::File}, {"people.jsonl", TableKind::File}, {"o_*.csv", TableKind::FileSet}}));
        QVERIFY(!tables->at(2).readable);
        for (const char *name : {"../test.audience", "none.csv", "o_1.csv/Sheet", "picture.png", "x_*.csv", "book.xlsx/../../test.audience"})
            QVERIFY2(!folder.connector()->shape({{}, name}, warehouse::Sampling::No, {}), name);
        QVERIFY(!folder.connector({{"delimiter", "x x"}}) && !folder.connector({{"dates", "never"}}) && !folder.connector({{"header", "maybe"}}));
        QCOMPARE(folder.connector({}, folder.file("nowhere"))->test({}).error().id, std::string("source.no_folder"));
    }

    void newFilesAreAppended() {
        Folder folder;
        folder.drop("o_8.csv", rows(1, 100));
        folder.drop("o_9.csv", rows(101, 200));
        const auto connector = folder.connector();
        SyncRequest request = requestFor(*connector, "o_*.csv", SyncMode::Append);
        request.partRows = 50;
        const auto first = runSync(*folder, request, *connector);
        SYNCED(first);
        QCOMPARE(first->run.kept, std::int64_t{200});
        QCOMPARE(first->run.parts, std::int64_t{2}); // a part ends between two files
        const auto none = runSync(*folder, request, *connector);
        SYNCED(none);
        QCOMPARE(none->run.rows, std::int64_t{0});
        folder.drop("o_10.csv", "at,spent,mail,id\n2026-01-03,7.5,new@example.org,201\n2026-01-03,x,bad@example.org,202\n"); // in another order
        const auto second = runSync(*folder, request, *connector);
        SYNCED(second);
        QCOMPARE(second->run.kept, std::int64_t{1});
        QCOMPARE(second->run.rejected, std::int64_t{1});
        QCOMPARE(folder.value("SELECT count(*) || ' ' || sum(id) FROM rows"), std::string("201 20301"));
        QCOMPARE(folder.value("SELECT _file || ' ' || mail || ' ' || at || ' ' || spent FROM rows WHERE id = 201"), std::string("o_10.csv new@example.org 2026-01-03 7.5"));
        const auto rejects = SyncRunRepository(**folder->reader()).rejects(second->run.id);
        QCOMPARE(rejects->size(), std::size_t{1});
        QCOMPARE(rejects->front().row, std::int64_t{3});
        QVERIFY2(rejects->front().raw.starts_with("o_10.csv: 2026-01-03,x"), rejects->front().raw.c_str());
    }

    void filesByKeyAndWhatIsGone() {
        Folder folder;
        folder.drop("p_1.csv", rows(1, 10));
        folder.drop("p_2.csv", rows(11, 20));
        const auto connector = folder.connector();
        SyncRequest request = requestFor(*connector, "p_*.csv", SyncMode::Incremental);
        SYNCED(runSync(*folder, request, *connector));
        folder.drop("p_3.csv", rows(5, 5, "2026-05-05"));
        SYNCED(runSync(*folder, request, *connector));
        QCOMPARE(folder.value("SELECT count(*) || ' ' || (SELECT at FROM rows WHERE id = 5) FROM rows"), std::string("20 2026-05-05"));
        std::filesystem::remove(folder.dropped("p_2.csv"));
        request.plan.mode = SyncMode::Mirror;
        const auto mirrored = runSync(*folder, request, *connector);
        SYNCED(mirrored);
        QCOMPARE(mirrored->run.removed, std::int64_t{10});
        QCOMPARE(folder.value("SELECT count(*) FROM rows"), std::string("10"));
        // Of one file nothing but all of it can be asked for.
        SyncRequest one = requestFor(*connector, "p_1.csv", SyncMode::Full);
        SYNCED(runSync(*folder, one, *connector));
        one.plan.mode = SyncMode::Incremental;
        one.plan.cursor = "id";
        QCOMPARE(runSync(*folder, one, *connector).error().id, std::string("source.files_no_order"));
    }

    // A file is known by what is in it: another name or time makes no other of it, other contents do.
    void filesAreKnownByTheirContents() {
        Folder folder;
        folder.drop("p_1.csv", rows(1, 10));
        folder.drop("p_2.csv", rows(11, 20));
        const auto connector = folder.connector();
        SyncRequest request = requestFor(*connector, "p_*.csv", SyncMode::Incremental);
        SYNCED(runSync(*folder, request, *connector));
        const auto again = [&] {
            const auto report = runSync(*folder, request, *folder.connector());
            return report ? report->run.rows : -1;
        };
        QCOMPARE(again(), std::int64_t{0});
        // Touched, and renamed (also to the end).
        namespace fs = std::filesystem;
        fs::last_write_time(folder.dropped("p_1.csv"), fs::last_write_time(folder.dropped("p_1.csv")) + std::chrono::hours(1));
        fs::rename(folder.dropped("p_2.csv"), folder.dropped("p_7.csv"));
        QCOMPARE(again(), std::int64_t{0});
        // Two files of the same contents are two: a quiet day may be as the one before.
        fs::copy_file(folder.dropped("p_1.csv"), folder.dropped("p_8.csv"));
        QCOMPARE(again(), std::int64_t{10});
        fs::rename(folder.dropped("p_8.csv"), folder.dropped("p_9.csv"));
        QCOMPARE(again(), std::int64_t{0});
        // Replaced under its name, by contents of the same size and of another; and one that comes late under a name before others.
        folder.drop("p_1.csv", rows(1, 10, "2026-01-09"));
        QCOMPARE(again(), std::int64_t{10});
        QCOMPARE(folder.value("SELECT count(*) || ' ' || min(at) || ' ' || max(at) FROM rows WHERE id <= 10"), std::string("10 2026-01-09 2026-01-09"));
        folder.drop("p_1.csv", rows(1, 12, "2026-01-10"));
        folder.drop("p_0.csv", rows(50, 52));
        QCOMPARE(again(), std::int64_t{15});
        QCOMPARE(again(), std::int64_t{0});
        QCOMPARE(folder.value("SELECT count(*) || ' ' || sum(id) FROM rows"), std::string("23 363"));
    }

    // A position of a version that knew files by their names alone.
    void aPositionThatIsAName() {
        Folder folder;
        folder.drop("p_1.csv", rows(1, 10));
        folder.drop("p_2.csv", rows(11, 20));
        const auto connector = folder.connector();
        const SyncRequest request = requestFor(*connector, "p_*.csv", SyncMode::Append);
        QVERIFY(folder->write([&](const store::Connection &connection) { return SyncRunRepository(connection).saveState(1, {"p_1.csv", false}, {}); }));
        SYNCED(runSync(*folder, request, *connector));
        QCOMPARE(folder.value("SELECT count(*) || ' ' || min(id) FROM rows"), std::string("10 11"));
        folder.drop("p_3.csv", rows(21, 25));
        SYNCED(runSync(*folder, request, *connector));
        QCOMPARE(folder.value("SELECT count(*) || ' ' || max(id) FROM rows"), std::string("15 25"));
    }

    // Where nothing is replaced by key, what a file brought goes with it when it is replaced.
    void aReplacedFileOfALog() {
        Folder folder;
        folder.drop("o_1.csv", rows(1, 10));
        folder.drop("o_2.csv", rows(11, 20));
        const auto connector = folder.connector();
        const SyncRequest request = requestFor(*connector, "o_*.csv", SyncMode::Append);
        SYNCED(runSync(*folder, request, *connector));
        folder.drop("o_1.csv", rows(1, 8, "2026-04-04"));
        folder.drop("o_3.csv", rows(21, 25));
        const auto report = runSync(*folder, request, *connector);
        SYNCED(report);
        QCOMPARE(report->run.rows, std::int64_t{13});
        QCOMPARE(folder.value("SELECT count(*) || ' ' || sum(id) FROM rows"), std::string("23 306"));
        QCOMPARE(folder.value("SELECT min(at) || ' ' || max(at) FROM rows WHERE _file = 'o_1.csv'"), std::string("2026-04-04 2026-04-04"));
        QCOMPARE(report->run.removed, std::int64_t{10});
    }

    void killedInTheMiddleOfFiles() {
        Folder folder;
        folder.drop("a_1.csv", rows(1, 60'000));
        folder.drop("a_2.csv", rows(60'001, 200'000));
        folder.drop("a_3.csv", rows(200'001, 210'000));
        SyncRequest request = requestFor(*folder.connector(), "a_*.csv", SyncMode::Full);
        request.plan.key.clear();
        request.keepRows = 1000;
        const auto stopAt = [&](std::int64_t rows) {
            CancelSource cancel;
            Progress progress([&](ProgressState state) {
                if (state.done >= rows)
                    cancel.cancel();
            });
            const auto report = runSync(*folder, request, *folder.connector(), &progress, cancel.token());
            return report ? std::string("done") : report.error().id;
        };
        QCOMPARE(stopAt(100'000), std::string("cancelled"));
        // The same contents under another time are the same.
        std::filesystem::last_write_time(folder.dropped("a_1.csv"), std::filesystem::file_time_type::clock::now());
        const auto report = runSync(*folder, request, *folder.connector());
        SYNCED(report);
        QVERIFY2(report->run.takenOver >= 60'000, qPrintable(QString::number(report->run.takenOver)));
        QCOMPARE(report->run.rows, std::int64_t{210'000});
        QCOMPARE(folder.value("SELECT count(*) || ' ' || count(DISTINCT id) || ' ' || sum(id) FROM rows"), std::string("210000 210000 22050105000"));
        QCOMPARE(stopAt(100'000), std::string("cancelled"));
        folder.drop("a_1.csv", rows(1, 60'000, "2026-07-07"));
        const auto anew = runSync(*folder, request, *folder.connector());
        SYNCED(anew);
        QCOMPARE(anew->run.anew, std::string("sync.anew_source"));
        QCOMPARE(folder.value("SELECT count(*) FROM rows WHERE at = '2026-07-07'"), std::string("60000"));
    }

    void aSheetAndLines() {
        Folder folder;
        std::string cells = "<row><c t=\"str\"><v>id</v></c><c t=\"str\"><v>at</v></c></row>";
        for (int i = 1; i <= 500; ++i)
            cells += "<row><c><v>" + std::to_string(i) + "</v></c><c s=\"1\"><v>" + std::to_string(46'000 + i) + "</v></c></row>";
        folder.drop("book.xlsx", test::madeWorkbook({{"People", cells, {}}}));
        std::string lines;
        for (int i = 1; i <= 500; ++i)
            lines += "{\"id\":" + std::to_string(i) + ",\"at\":\"2026-02-03T04:05:06Z\",\"more\":{\"x\":1}}\n";
        folder.drop("people.jsonl", lines);
        for (const char *table : {"book.xlsx/People", "people.jsonl"}) {
            const auto connector = folder.connector();
            SyncRequest request = requestFor(*connector, table, SyncMode::Full);
            const auto report = runSync(*folder, request, *connector);
            SYNCED(report);
            QCOMPARE(report->run.kept, std::int64_t{500});
            QVERIFY(report->run.estimatedBytes > 0);
        }
        QCOMPARE(folder.value("SELECT DISTINCT at FROM rows"), std::string("2026-02-03T04:05:06Z"));
    }

    void aFileThatChangesMeanwhile() {
        Folder folder;
        folder.drop("big.csv", rows(1, 300'000));
        const auto connector = folder.connector();
        const SyncRequest plan = requestFor(*connector, "big.csv", SyncMode::Full);
        warehouse::ReadRequest request;
        request.table = {{}, "big.csv"};
        for (const auto &column : plan.plan.columns)
            request.columns.push_back({column.source, "text", *fieldOf(column)});
        const auto stream = *connector->read(request, {});
        QVERIFY(*stream->next());
        std::ofstream(folder.dropped("big.csv"), std::ios::app) << "300001,late@example.org,1.25,2026-01-02\n";
        Error last;
        for (int i = 0; i < 1000; ++i) {
            auto page = stream->next();
            if (!page) {
                last = page.error();
                break;
            }
            if (!*page)
                break;
        }
        QCOMPARE(last.id, std::string("source.file_changed"));
        QVERIFY(last.kind == ErrorKind::Network); // may be tried again
        const auto again = runSync(*folder, plan, *connector);
        SYNCED(again);
        QCOMPARE(again->run.kept, std::int64_t{300'001});
    }

    void whatIsNoPlainFile() {
#ifdef _WIN32
        QSKIP("no pipes here");
#else
        Folder folder;
        folder.drop("a.csv", rows(1, 2));
        std::filesystem::create_symlink(folder.path(), folder.dropped("link.csv"));
        std::filesystem::create_symlink(folder.file("nowhere"), folder.dropped("gone.csv"));
        QCOMPARE(::mkfifo(folder.dropped("pipe.csv").c_str(), 0600), 0);
        const auto tables = folder.connector()->tables({}, {});
        SYNCED(tables);
        QCOMPARE(tables->size(), std::size_t{1});
        QCOMPARE(folder.connector({}, folder.dropped("link.csv"))->tables({}, {}).error().id, std::string("source.not_plain"));
        QCOMPARE(folder.connector({}, folder.dropped("pipe.csv"))->tables({}, {}).error().id, std::string("source.not_plain"));
        QCOMPARE(folder.connector({}, "/dev/zero")->tables({}, {}).error().id, std::string("source.not_plain"));
#endif
    }

    void cancelledInTheMiddle() {
        Folder folder;
        folder.drop("big.csv", rows(1, 400'000));
        const auto connector = folder.connector();
        const SyncRequest request = requestFor(*connector, "big.csv", SyncMode::Full);
        CancelSource cancel;
        Progress progress([&](ProgressState state) {
            if (state.done > 0)
                cancel.cancel();
        });
        QCOMPARE(runSync(*folder, request, *connector, &progress, cancel.token()).error().id, std::string("cancelled"));
        SYNCED(runSync(*folder, request, *connector));
        QCOMPARE(folder.value("SELECT count(*) FROM rows"), std::string("400000"));
    }

    void howFilesAreWritten() {
        Folder folder;
        folder.drop("de.csv", "id;preis;am\n1;1.234,50;03.04.2026\n2;2,75;05.06.2026\n");
        folder.drop("open.csv", "id,at\n1,03/04/2026\n2,05/06/2026\n");
        const auto german = folder.connector();
        SYNCED(runSync(*folder, requestFor(*german, "de.csv", SyncMode::Full), *german));
        QCOMPARE(folder.value("SELECT group_concat(preis || ' ' || am) FROM rows"), std::string("1234.5 2026-04-03,2.75 2026-06-05"));
        SyncRequest open = requestFor(*german, "open.csv", SyncMode::Full);
        open.id = 2;
        open.plan.dataset = open.plan.name = "open";
        const auto shape = german->shape({{}, "open.csv"}, warehouse::Sampling::Yes, {});
        QVERIFY(shape);
        const auto planned = checkAgainst(open.plan, *shape, *german);
        QVERIFY(!planned);
        QCOMPARE(planned.error().id, std::string("source.ambiguous_dates")); // before anything is read
        QCOMPARE(std::string(planned.error().arg("dmy")), std::string("2026-04-03"));
        QCOMPARE(runSync(*folder, open, *german).error().id, std::string("source.ambiguous_dates"));
        const auto american = folder.connector({{"dates", "mdy"}});
        SYNCED(runSync(*folder, open, *american));
        QCOMPARE(folder.value("SELECT group_concat(at) FROM open"), std::string("2026-03-04,2026-05-06"));
    }

    // Files that break importers: each gives all its rows, or one error that says what is wrong.
    void filesThatBreakImporters_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("rows"); // as read
        QTest::addColumn<QString>("error");
        const auto row = [](const char *path, int rows, const char *error = "") { QTest::newRow(path) << QString::fromLatin1(path) << rows << QString::fromLatin1(error); };
        row("csv-spectrum/csvs/comma_in_quotes.csv", 1);
        row("csv-spectrum/csvs/empty.csv", 2);
        row("csv-spectrum/csvs/empty_crlf.csv", 2);
        row("csv-spectrum/csvs/escaped_quotes.csv", 2);
        row("csv-spectrum/csvs/json.csv", 1);
        row("csv-spectrum/csvs/location_coordinates.csv", 1);
        row("csv-spectrum/csvs/newlines.csv", 3);
        row("csv-spectrum/csvs/newlines_crlf.csv", 3);
        row("csv-spectrum/csvs/quotes_and_newlines.csv", 2);
        row("csv-spectrum/csvs/simple.csv", 1);
        row("csv-spectrum/csvs/simple_crlf.csv", 1);
        row("csv-spectrum/csvs/utf8.csv", 2);
        row("messytables/begrotingsanalyse-2011.csv", 39);
        row("messytables/complex.csv", 3);
        row("messytables/excel_pasting.csv", 17);
        row("messytables/mixedGLB.csv", 133);
        row("messytables/null.csv", 10);
        row("messytables/simple.csv", 6);
        row("messytables/simple.psv", 28);
        row("messytables/simple.ssv", 6);
        row("messytables/spanish_chars.csv", 116);
        row("messytables/utf-16le_encoded.csv", 327);
        row("messytables/utf8bom.csv", 0);
    }
    void filesThatBreakImporters() {
        AUDIENCE_NEED_SHARED("data/csv_cases");
        QFETCH(QString, path);
        QFETCH(int, rows);
        QFETCH(QString, error);
        Folder folder;
        const std::string from = test::sharedPath(QStringLiteral("data/csv_cases/") + path).toStdString();
        const std::string name = std::filesystem::path(from).stem().string() + (path.endsWith(QLatin1String(".csv")) ? ".csv" : ".txt"); // other endings are no tables
        std::filesystem::copy_file(from, folder.dropped(name));
        const auto connector = folder.connector();
        SyncRequest request = requestFor(*connector, name, SyncMode::Full);
        request.plan.key.clear();
        const auto shape = connector->shape({{}, name}, warehouse::Sampling::Yes, {});
        if (!shape) {
            QCOMPARE(QString::fromStdString(shape.error().id), error);
            return;
        }
        const auto report = runSync(*folder, request, *connector);
        QCOMPARE(report ? QString() : QString::fromStdString(report.error().id), error);
        if (!report)
            return;
        QCOMPARE(report->run.rows, std::int64_t{rows});
        QCOMPARE(report->run.kept + report->run.rejected, std::int64_t{rows});
        QCOMPARE(folder.value("SELECT count(*) FROM rows"), std::to_string(report->run.kept));
    }

    // Every list that the importer is tried with, as a source.
    void sharedLists() {
        AUDIENCE_NEED_SHARED("data/seed004_ecommerce");
        Folder folder;
        for (const char *name : {"Online_Sales.csv", "Tax_amount.csv", "CustomersData.csv"}) {
            const auto connector = folder.connector({}, test::sharedPath(QStringLiteral("data/seed004_ecommerce")).toStdString());
            SyncRequest request = requestFor(*connector, name, SyncMode::Full);
            request.plan.key.clear();
            request.plan.dataset = std::string("list_") + name[0];
            const auto report = runSync(*folder, request, *connector);
            SYNCED(report);
            QCOMPARE(report->run.rejected, std::int64_t{0});
            QVERIFY(report->run.kept > 10);
        }
        QCOMPARE(folder.value("SELECT count(*) FROM list_O"), std::string("52924"));
    }
};

AUDIENCE_TEST(FilesSyncTest)
#include "files_sync_test.moc"
