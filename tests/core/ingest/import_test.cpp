#include "support/shared_data.h"
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc stumbles over the concepts of the standard library
#include "base/fault_point.h"
#include "ingest/import_run_repository.h"
#include "ingest/import_undo.h"
#include "ingest/importer.h"
#include "ingest/relations.h"
#include "qbase/convert.h"
#include "store/dataset_reader.h"
#include "store/identity_map.h"
#include "support/temp_workspace.h"
#include "workspace/consent_repository.h"

#include <map>
#ifndef _WIN32
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#endif
#endif

using namespace audience;
using namespace audience::ingest;
using audience::test::TempWorkspace;
using engine::Cell;
using store::DatasetRole;
using store::WriteMode;

namespace {

using Table = std::vector<std::vector<Cell>>;

Table readTable(workspace::Workspace &workspace, const std::string &name) {
    Table table;
    auto connection = workspace.reader();
    auto reader = store::DatasetReader::open(**connection, name);
    if (!reader)
        return table;
    for (std::size_t chunk = 0; chunk < reader->chunks().size(); ++chunk) {
        std::vector<engine::ColumnData> columns;
        for (std::size_t field = 0; field < reader->info().fields.size(); ++field)
            columns.push_back(*reader->column(chunk, field));
        const auto live = *reader->liveRows(chunk);
        for (std::uint32_t row = 0; row < reader->chunks()[chunk].rows; ++row) {
            if (!live.empty() && !(live[row >> 6] >> (row & 63) & 1))
                continue;
            table.emplace_back();
            for (const engine::ColumnData &column : columns)
                table.back().push_back(column.rows == 0 ? Cell() : engine::cellAt(column, row));
        }
    }
    return table;
}

store::DatasetInfo infoOf(workspace::Workspace &workspace, const std::string &name) {
    auto connection = workspace.reader();
    return store::DatasetReader::find(**connection, name)->value_or(store::DatasetInfo());
}

// The exact sum of a column of integers or decimals, as text.
std::string sumOf(const Table &table, std::size_t column) {
    Int128 sum = 0;
    int scale = 0;
    for (const auto &row : table) {
        if (const auto *integer = std::get_if<std::int64_t>(&row[column])) {
            sum += *integer;
        } else if (const auto *decimal = std::get_if<Decimal>(&row[column])) {
            sum += decimal->mantissa;
            scale = decimal->scale;
        }
    }
    return toText(sum, scale);
}

std::string describe(const Error &error) {
    std::string text = error.id;
    for (const auto &[name, value] : error.args)
        text += " " + name + "=" + value;
    return text + " " + error.detail;
}

bool imported(const Result<ImportReport> &report) {
    if (!report)
        qWarning("%s", describe(report.error()).c_str());
    return report.has_value();
}

} // namespace

#define IMPORTED(report) QVERIFY(imported(report))

#ifndef _WIN32
namespace {

int g_visitsLeft = 0;

void killAtVisit(const char *) {
    if (--g_visitsLeft == 0)
        kill(getpid(), SIGKILL);
}

} // namespace
#endif

class ImportTest : public QObject {
    Q_OBJECT

    static std::string write(const TempWorkspace &workspace, const std::string &name,
                             const std::string &bytes) {
        QFile file(toQString(workspace.file(name)));
        if (!file.open(QIODevice::WriteOnly) ||
            file.write(toBytes(bytes)) != static_cast<qint64>(bytes.size()))
            qFatal("cannot write the test file");
        return workspace.file(name);
    }
    static ImportSpec profiles(const std::string &path, WriteMode mode = WriteMode::Append) {
        ImportSpec spec;
        spec.path = path;
        spec.name = "people";
        spec.role = DatasetRole::Profiles;
        spec.key = "id";
        spec.mode = mode;
        return spec;
    }
    static ImportSpec table(const std::string &path, const std::string &name = "data") {
        ImportSpec spec;
        spec.path = path;
        spec.name = name;
        return spec;
    }

private Q_SLOTS:
    void shopTotals() {
        AUDIENCE_NEED_SHARED("data/seed004_ecommerce");
        const auto path = [](const char *name) {
            return toUtf8(audience::test::sharedPath(QStringLiteral("data/seed004_ecommerce/") +
                                                     QString::fromLatin1(name)));
        };
        TempWorkspace workspace;
        ImportSpec customers = profiles(path("CustomersData.csv"));
        customers.key = "CustomerID";
        const auto people = importFile(*workspace, customers);
        IMPORTED(people);
        QCOMPARE(people->kept, std::int64_t(1468));
        QCOMPARE(people->generation, std::int64_t(1));

        ImportSpec sales;
        sales.path = path("Online_Sales.csv");
        sales.name = "sales";
        sales.role = DatasetRole::Events;
        sales.profile = "CustomerID";
        sales.time = "Transaction_Date";
        sales.eventName = "purchase";
        sales.derived = {{"gross", "Quantity * Avg_Price"}};
        const auto report = importFile(*workspace, sales);
        IMPORTED(report);
        QCOMPARE(report->rows, std::int64_t(52'924));
        QCOMPARE(report->kept, std::int64_t(52'924));
        QCOMPARE(report->rejected, std::int64_t(0));
        const store::DatasetInfo info = infoOf(*workspace, "sales");
        QCOMPARE(info.rows, std::int64_t(52'924));
        const Table rows = readTable(*workspace, "sales");
        QCOMPARE(rows.size(), std::size_t(52'924));
        QCOMPARE(sumOf(rows, *info.fieldIndex("Quantity")), std::string("238033"));
        QCOMPARE(sumOf(rows, *info.fieldIndex("Avg_Price")), std::string("2764625.20"));
        QCOMPARE(sumOf(rows, *info.fieldIndex("gross")), std::string("4670794.62"));
        QCOMPARE(sumOf(rows, *info.fieldIndex("Delivery_Charges")), std::string("556635.07"));
        std::map<std::string, Table> byCoupon;
        std::map<std::string, int> days;
        for (const auto &row : rows) {
            byCoupon[engine::toText(row[*info.fieldIndex("Coupon_Status")])].push_back(row);
            ++days[engine::toText(row[*info.fieldIndex("Transaction_Date")])];
        }
        QCOMPARE(sumOf(byCoupon["Used"], *info.fieldIndex("gross")), std::string("1560818.10"));
        QCOMPARE(byCoupon["Clicked"].size(), std::size_t(26'926));
        QCOMPARE(days.size(), std::size_t(365));
        QCOMPARE(days.begin()->first.substr(0, 10), std::string("2019-01-01"));

        ImportSpec spend = table(path("Marketing_Spend.csv"), "spend");
        IMPORTED(importFile(*workspace, spend));
        const Table spent = readTable(*workspace, "spend");
        QCOMPARE(sumOf(spent, 1), std::string("1037900"));
        QCOMPARE(sumOf(spent, 2), std::string("695646.47"));
        QCOMPARE(engine::toText(spent.back()[0]), std::string("2019-12-31"));

        auto connection = workspace->reader();
        const auto relations = detectRelations(**connection);
        QVERIFY(relations);
        QCOMPARE(relations->size(), std::size_t(1));
        QCOMPARE(relations->front().fromDataset + "." + relations->front().fromField,
                 std::string("sales.CustomerID"));
        QCOMPARE(relations->front().toDataset, std::string("people"));
        QCOMPARE(relations->front().matched, std::int64_t(1468));
    }

    void fiveNotationsOfOneTable() {
        AUDIENCE_NEED_SHARED("data/seed002_campaigns");
        TempWorkspace workspace;
        std::map<std::string, Table> tables;
        for (const char *name : {"marketing_iso", "marketing_us_crlf", "marketing_bom_rounded",
                                 "marketing_dmy_channel"}) {
            const auto report = importFile(
                *workspace,
                table(
                    toUtf8(audience::test::sharedPath(
                        QStringLiteral("data/seed002_campaigns/%1.csv").arg(QLatin1String(name)))),
                    name));
            IMPORTED(report);
            QCOMPARE(report->rejected, std::int64_t(0));
            tables[name] = readTable(*workspace, name);
            const Table &rows = tables[name];
            QCOMPARE(rows.size(), std::size_t(308));
            QCOMPARE(sumOf(rows, 5), std::string("1577722399"));
            QCOMPARE(sumOf(rows, 7), std::string("2999919"));
            QCOMPARE(sumOf(rows, 8), std::string("65579"));
            QCOMPARE(sumOf(rows, 9), std::string("8043"));
            QCOMPARE(sumOf(rows, 10).substr(0, 8), std::string("42889366"));
            QCOMPARE(sumOf(rows, 6),
                     std::string(QLatin1String(name) == QLatin1String("marketing_bom_rounded")
                                     ? "30590883"
                                     : "30590879.82"));
            for (std::size_t row = 0; row < rows.size(); ++row)
                for (const std::size_t column : {0, 1, 4, 5, 7, 8, 9})
                    QCOMPARE(engine::toText(rows[row][column]),
                             engine::toText(tables["marketing_iso"][row][column]));
        }
        const auto sample =
            importFile(*workspace, table(toUtf8(audience::test::sharedPath(QStringLiteral(
                                             "data/seed002_campaigns/sample_marketing.csv"))),
                                         "sample"));
        IMPORTED(sample);
        const Table rows = readTable(*workspace, "sample");
        QCOMPARE(sumOf(rows, 4), std::string("30590783"));
        QCOMPARE(sumOf(rows, 6), std::string("42889366"));
    }

    void rejectsAreExact() {
        TempWorkspace workspace;
        std::string text = "id,note,amount\n"; // row 1
        for (int i = 0; i < 30; ++i)
            text += i == 0 ? "1,\xC3\xA4" : "\xC3\xA4";
        text += ",1.50\n"; // 2: enough good UTF-8 to see what the file is
        text += "2,b\n";   // 3: fewer
        const auto third = text.find("2,b");
        text += "3,c,2.50,x\n"; // 4: more
        const auto fourth = text.find("3,c");
        text += std::string("4,d\0d,3.50\n", 11); // 5: NUL
        const auto fifth = text.find("4,d");
        text += "\n";             // 6: blank, no row
        text += ",nobody,4.50\n"; // 7: no key
        const auto seventh = text.find(",nobody");
        text += "5,\"e\nf\",5.50\n";  // 8
        text += "6,b\xFF\xC3,6.50\n"; // 9: two bad bytes
        text += "1,again,7.50\n";     // 10: repeats key 1
        const auto tenth = text.find("1,again");
        text += "7,\"open,8.50\n"; // 11: open quote
        const auto eleventh = text.find("7,\"open");
        text += "8,h,9.50\n"; // 12
        const auto report = importFile(*workspace, profiles(write(workspace, "hostile.csv", text)));
        IMPORTED(report);
        QCOMPARE(report->rows, std::int64_t(10));
        QCOMPARE(report->kept, std::int64_t(5));
        QCOMPARE(report->rejected, std::int64_t(5));
        QCOMPARE(report->duplicates, std::int64_t(1));
        QCOMPARE(report->replacedBytes, std::int64_t(2));
        auto connection = workspace->reader();
        const auto rejects = ImportRunRepository(**connection).rejects(report->run);
        QVERIFY(rejects);
        struct Expected {
            std::int64_t row;
            std::size_t byte;
            const char *reason;
        };
        const std::vector<Expected> expected = {
            {3, third, "ingest.reject.fewer_fields"},  {4, fourth, "ingest.reject.more_fields"},
            {5, fifth, "ingest.reject.nul"},           {7, seventh, "ingest.reject.no_key"},
            {10, tenth, "ingest.reject.repeated_key"}, {11, eleventh, "ingest.reject.open_quote"}};
        QCOMPARE(rejects->size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QCOMPARE((*rejects)[i].row, expected[i].row);
            QCOMPARE((*rejects)[i].byte, static_cast<std::int64_t>(expected[i].byte));
            QCOMPARE((*rejects)[i].reason, std::string(expected[i].reason));
        }
        QCOMPARE((*rejects)[0].raw, std::string("2,b"));
        const Table rows = readTable(*workspace, "people");
        QCOMPARE(rows.size(), std::size_t(4)); // 1 (the later), 5, 6, 8
        std::map<std::string, std::string> notes;
        for (const auto &row : rows)
            notes[engine::toText(row[0])] = engine::toText(row[1]);
        QCOMPARE(notes["1"], std::string("again"));
        QCOMPARE(notes["5"], std::string("e\nf"));
        QCOMPARE(notes["6"], std::string("b\xEF\xBF\xBD\xEF\xBF\xBD"));
    }

    void bytesOfRejectsInUtf16() {
        TempWorkspace workspace;
        const QString text = QStringLiteral("id,note\r\n1,\u00E9\U0001F600\r\n2\r\n3,z\r\n");
        std::string bytes = "\xFF\xFE";
        for (const QChar c : text) {
            bytes += static_cast<char>(c.unicode() & 255);
            bytes += static_cast<char>(c.unicode() >> 8);
        }
        const auto report = importFile(*workspace, profiles(write(workspace, "utf16.csv", bytes)));
        IMPORTED(report);
        QCOMPARE(report->kept, std::int64_t(2));
        QCOMPARE(report->rejects.size(), std::size_t(1));
        QCOMPARE(report->rejects[0].byte,
                 std::int64_t(2 + 2 * text.indexOf(QStringLiteral("2\r"))));
        QCOMPARE(report->rejects[0].row, std::int64_t(3));
    }

    void hugeField() {
        TempWorkspace workspace;
        std::string text = "id,note\n1,a\n2,\"";
        text.append(std::size_t(100) << 20, 'x');
        text += "\"\n3,c\n";
        const auto report = importFile(*workspace, profiles(write(workspace, "huge.csv", text)));
        IMPORTED(report);
        QCOMPARE(report->kept, std::int64_t(2));
        QCOMPARE(report->rejects.size(), std::size_t(1));
        QCOMPARE(report->rejects[0].reason, std::string("ingest.reject.row_too_long"));
        QCOMPARE(report->rejects[0].row, std::int64_t(3));
        QCOMPARE(report->rejects[0].byte, std::int64_t(12));
        QCOMPARE(report->rejects[0].raw.size(), std::size_t(4096));
        text = "id,note\n1,a\n2," + std::string(std::size_t(17) << 20, 'y') + "\n3,c\n";
        ImportSpec spec = profiles(write(workspace, "long.csv", text), WriteMode::Replace);
        const auto longer = importFile(*workspace, spec);
        IMPORTED(longer);
        QCOMPARE(longer->rejects[0].reason, std::string("ingest.reject.cell_too_long"));
        QCOMPARE(longer->rejects[0].column, std::string("note"));
    }

    void errors_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("arg");
        const auto row = [](const char *name, const char *text, const char *key, const char *id,
                            const char *arg) {
            QTest::newRow(name) << QString::fromLatin1(text) << QString::fromLatin1(key)
                                << QString::fromLatin1(id) << QString::fromLatin1(arg);
        };
        row("empty", "", "id", "ingest.file_empty", "");
        row("header only", "id,name\n", "id", "ingest.no_rows", "");
        row("wrong delimiter", "id#name\n1#a\n2#b\n", "id", "ingest.wrong_delimiter",
            "delimiter=,");
        row("unknown column", "customer_id,name\n1,a\n2,b\n", "costumer_id",
            "ingest.unknown_column", "nearest=customer_id");
        row("ambiguous dates", "id,d\n1,1/2/2021\n2,3/4/2021\n", "id", "ingest.ambiguous_dates",
            "mdy=2021-01-02");
        row("all rejected", "id,name\n,a\n,b\n", "id", "ingest.all_rejected",
            "reason=ingest.reject.no_key");
    }
    void errors() {
        QFETCH(QString, text);
        QFETCH(QString, key);
        QFETCH(QString, arg);
        TempWorkspace workspace;
        ImportSpec spec = profiles(write(workspace, "f.csv", toUtf8(text)));
        spec.key = toUtf8(key);
        const auto report = importFile(*workspace, spec);
        QVERIFY(!report);
        QTEST(toQString(report.error().id), "id");
        QVERIFY2(describe(report.error()).find(toUtf8(arg)) != std::string::npos,
                 describe(report.error()).c_str());
        QVERIFY(readTable(*workspace, "people").empty());
    }
    void optionErrors() {
        TempWorkspace workspace;
        const std::string path = write(workspace, "f.csv", "id,when,name\n1,2026-01-01,a\n");
        const auto idOf = [&](auto change) {
            ImportSpec spec = profiles(path);
            change(spec);
            const auto report = importFile(*workspace, spec);
            return report ? std::string("none") : report.error().id;
        };
        QCOMPARE(idOf([](ImportSpec &s) { s.encoding = "klingon"; }),
                 std::string("ingest.unknown_encoding"));
        QCOMPARE(idOf([](ImportSpec &s) { s.delimiter = "ab"; }),
                 std::string("ingest.bad_delimiter"));
        QCOMPARE(idOf([](ImportSpec &s) { s.zone = "Mars/Base"; }), std::string("zone.unknown"));
        QCOMPARE(idOf([](ImportSpec &s) { s.key.clear(); }), std::string("ingest.needs_option"));
        QCOMPARE(idOf([](ImportSpec &s) { s.path = "/nowhere/at/all.csv"; }),
                 std::string("ingest.file_missing"));
        QCOMPARE(idOf([](ImportSpec &s) { s.path = "/"; }),
                 std::string("ingest.file_is_directory"));
        QCOMPARE(idOf([](ImportSpec &s) {
                     s.derived = {{"name", "id"}};
                 }),
                 std::string("ingest.column_exists"));
        QCOMPARE(idOf([](ImportSpec &s) { s.types["nam"] = {}; }),
                 std::string("ingest.unknown_column"));
        QCOMPARE(idOf([](ImportSpec &s) {
                     s.role = DatasetRole::Events;
                     s.profile = "id";
                     s.time = "name";
                     s.eventName = "x";
                 }),
                 std::string("ingest.not_a_time"));
    }

    void sameFileIsNoticed() {
        TempWorkspace workspace;
        const std::string path = write(workspace, "f.csv", "id,name\n1,a\n2,b\n");
        IMPORTED(importFile(*workspace, profiles(path)));
        const auto again = importFile(*workspace, profiles(path));
        QVERIFY(!again);
        QCOMPARE(again.error().id, std::string("ingest.same_file"));
        ImportSpec spec = profiles(path);
        spec.allowSameFile = true;
        const auto allowed = importFile(*workspace, spec);
        IMPORTED(allowed);
        QCOMPARE(allowed->added, std::int64_t(2));
        QCOMPARE(allowed->replaced, std::int64_t(2));
        QCOMPARE(infoOf(*workspace, "people").rows, std::int64_t(2));
        QCOMPARE(infoOf(*workspace, "people").generation, std::int64_t(2));
    }

    void upsertKeepsTypesAndAddsColumns() {
        TempWorkspace workspace;
        IMPORTED(importFile(*workspace,
                            profiles(write(workspace, "a.csv", "id,amount\n1,1.25\n2,2.50\n"))));
        const auto report = importFile(
            *workspace, profiles(write(workspace, "b.csv", "id,city,amount\n2,Rome,7\n3,Oslo,8\n"),
                                 WriteMode::Upsert));
        IMPORTED(report);
        const store::DatasetInfo info = infoOf(*workspace, "people");
        QCOMPARE(info.rows, std::int64_t(3));
        QCOMPARE(info.fields.size(), std::size_t(3));
        std::map<std::string, std::string> rows;
        for (const auto &row : readTable(*workspace, "people"))
            rows[engine::toText(row[0])] = engine::toText(row[1]) + " " + engine::toText(row[2]);
        QCOMPARE(rows["1"], std::string("1.25 "));
        QCOMPARE(rows["2"], std::string("7.00 Rome"));
        QCOMPARE(rows["3"], std::string("8.00 Oslo"));
    }

    void consentIsRecorded() {
        TempWorkspace workspace;
        ImportSpec spec = profiles(write(workspace, "c.csv",
                                         "id,mail,ok\n1,a@x.org,yes\n2,b@x.org,no\n3,c@x.org,"
                                         "perhaps\n4,d@x.org,\n5,e@x.org,TRUE\n6,f@x.org,Unsubscribed\n"));
        spec.consent = "ok";
        spec.email = "mail";
        const auto report = importFile(*workspace, spec);
        IMPORTED(report);
        QCOMPARE(report->consented, std::int64_t(2));
        QCOMPARE(report->withdrawn, std::int64_t(1));
        QCOMPARE(report->findings.back().id, std::string("ingest.consent_unclear"));
        workspace::ConsentRepository consents(*workspace);
        const auto topics = consents.topics();
        QVERIFY(topics && topics->size() == 1);
        const auto first = consents.consentOf(topics->front().id, 0);
        QCOMPARE(first->state, workspace::ConsentState::Granted);
        QCOMPARE(first->source, std::string("import c.csv"));
        QCOMPARE(first->at, TempWorkspace::kStart);
        // "no" is no consent and says from where; only who left is unsubscribed.
        QCOMPARE(report->notConsented, std::int64_t(2));
        const auto no = consents.consentOf(topics->front().id, 1);
        QCOMPARE(no->state, workspace::ConsentState::Unknown);
        QCOMPARE(no->source, std::string("import c.csv"));
        QCOMPARE(no->at, TempWorkspace::kStart);
        QCOMPARE(consents.consentOf(topics->front().id, 2)->source, std::string("import c.csv"));
        QVERIFY(consents.consentOf(topics->front().id, 3)->source.empty());
        QCOMPARE(consents.consentOf(topics->front().id, 5)->state,
                 workspace::ConsentState::Withdrawn);
        auto connection = workspace->reader();
        const auto identity = store::IdentityMap::load(**connection);
        QCOMPARE(identity->find("e@x.org", store::IdentityKind::Email), std::optional<Ordinal>(4));
    }

    void aLaterNoTakesBackAYesButNotAWithdrawal() {
        TempWorkspace workspace;
        ImportSpec spec = profiles(write(workspace, "a.csv", "id,ok\n1,yes\n2,unsubscribed\n3,yes\n"));
        spec.consent = "ok";
        IMPORTED(importFile(*workspace, spec));
        spec.path = write(workspace, "b.csv", "id,ok\n1,no\n2,no\n3,\n");
        IMPORTED(importFile(*workspace, spec));
        workspace::ConsentRepository consents(*workspace);
        const auto topic = consents.topics()->front();
        QCOMPARE(consents.consentOf(topic.id, 0)->state, workspace::ConsentState::Unknown);
        QCOMPARE(consents.consentOf(topic.id, 1)->state, workspace::ConsentState::Withdrawn);
        QCOMPARE(consents.consentOf(topic.id, 2)->state, workspace::ConsentState::Granted);
        auto connection = workspace->reader();
        const auto allowed = workspace::ConsentRepository::allowed(**connection, topic, 3);
        QVERIFY(allowed && !allowed->contains(0) && !allowed->contains(1) && allowed->contains(2));
    }

    void dryRunAndLimitsWriteNothing() {
        TempWorkspace workspace;
        const std::string path = write(workspace, "f.csv", "id,name\n1,a\n2\n3\n");
        ImportSpec spec = profiles(path);
        spec.dryRun = true;
        const auto report = importFile(*workspace, spec);
        IMPORTED(report);
        QCOMPARE(report->kept, std::int64_t(1));
        QCOMPARE(report->rejected, std::int64_t(2));
        spec.dryRun = false;
        spec.maxRejects = 1;
        const auto refused = importFile(*workspace, spec);
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, std::string("ingest.too_many_rejects"));
        auto connection = workspace->reader();
        for (const char *question :
             {"SELECT count(*) FROM dataset", "SELECT count(*) FROM import_run",
              "SELECT count(*) FROM import_reject", "SELECT count(*) FROM chunk",
              "SELECT count(*) FROM import_stage"})
            QCOMPARE(*(*connection)->scalar(question), std::int64_t(0));
        spec.maxRejects = 2;
        IMPORTED(importFile(*workspace, spec));
    }

    void cancelIsQuickAndClean() {
        TempWorkspace workspace;
        std::string text = "id,note\n";
        for (int i = 0; i < 2'000'000; ++i)
            text += std::to_string(i) + ",note number " + std::to_string(i) + "\n";
        const std::string path = write(workspace, "big.csv", text);
        for (const int afterPercent : {1, 30, 75}) { // at 50 % the second pass begins
            CancelSource source;
            std::chrono::steady_clock::time_point asked;
            Progress progress([&](ProgressState state) {
                if (state.total == 0 || state.done * 100 < state.total * afterPercent)
                    return;
                if (asked == std::chrono::steady_clock::time_point())
                    asked = std::chrono::steady_clock::now();
                source.cancel();
            });
            const auto report = importFile(*workspace, profiles(path), &progress, source.token());
            const auto ended = std::chrono::steady_clock::now();
            QVERIFY(!report);
            QCOMPARE(report.error().id, std::string("cancelled"));
            QVERIFY2(
                ended - asked < std::chrono::milliseconds(500),
                std::to_string(
                    std::chrono::duration_cast<std::chrono::milliseconds>(ended - asked).count())
                    .c_str());
            auto connection = workspace->reader();
            QCOMPARE(*(*connection)->scalar("SELECT count(*) FROM dataset"), std::int64_t(0));
            QCOMPARE(*(*connection)->scalar("SELECT count(*) FROM import_run"), std::int64_t(0));
        }
    }

    // Rows, consent and the record of the run appear together or not at all.
    void killedAnywhere() {
#ifdef _WIN32
        QSKIP("needs fork");
#else
        for (int visit = 1;; ++visit) {
            TempWorkspace workspace;
            std::string text = "id,ok\n1,yes\n";
            IMPORTED(importFile(*workspace, profiles(write(workspace, "a.csv", text))));
            for (int i = 2; i < 3000; ++i)
                text += std::to_string(i) + ",yes\n";
            text += "broken\n";
            ImportSpec spec = profiles(write(workspace, "b.csv", text), WriteMode::Upsert);
            spec.consent = "ok";
            workspace.close();
            const pid_t child = fork();
            if (child == 0) {
                auto opened = workspace::Workspace::open(workspace.path(), workspace.options());
                g_visitsLeft = visit;
                g_faultHook = killAtVisit;
                _exit(opened && importFile(**opened, spec) ? 0 : 1);
            }
            int status = 0;
            QCOMPARE(waitpid(child, &status, 0), child);
            workspace::Workspace &after = workspace.reopen();
            const bool done = infoOf(after, "people").generation == 2;
            QCOMPARE(readTable(after, "people").size(), std::size_t(done ? 2999 : 1));
            auto connection = after.reader();
            QCOMPARE(ImportRunRepository(**connection).runs()->size(), std::size_t(done ? 2 : 1));
            QCOMPARE(*workspace::ConsentRepository(after).hasAny(), done);
            // The same import can be done again.
            spec.allowSameFile = true;
            const auto again = importFile(after, spec);
            IMPORTED(again);
            QCOMPARE(again->rejected, std::int64_t(1));
            QCOMPARE(
                *(*connection)->scalar("SELECT count(*) FROM import_run WHERE finished_at IS NULL"),
                std::int64_t(0));
            QCOMPARE(infoOf(after, "people").rows, std::int64_t(2999));
            if (WIFEXITED(status)) {
                QCOMPARE(WEXITSTATUS(status), 0);
                QVERIFY(visit > 5);
                return;
            }
        }
#endif
    }

    // Everything an import did goes back, whatever its mode; what it replaced is there again.
    void anImportIsTakenBack_data() {
        QTest::addColumn<int>("mode");
        QTest::newRow("append") << int(WriteMode::Append);
        QTest::newRow("upsert") << int(WriteMode::Upsert);
        QTest::newRow("replace") << int(WriteMode::Replace);
    }
    void anImportIsTakenBack() {
        QFETCH(int, mode);
        TempWorkspace workspace;
        ImportSpec spec = profiles(write(workspace, "a.csv", "id,ok,city\n1,yes,Rome\n2,unsubscribed,Oslo\n3,no,Kiel\n"));
        spec.consent = "ok";
        IMPORTED(importFile(*workspace, spec));
        const auto texts = [&] {
            std::vector<std::string> rows;
            for (const auto &row : readTable(*workspace, "people")) {
                rows.emplace_back();
                for (const auto &cell : row)
                    rows.back() += engine::toText(cell) + "|";
            }
            return rows;
        };
        const auto before = texts();
        const auto fields = infoOf(*workspace, "people").fields;
        ImportSpec second = profiles(write(workspace, "b.csv", "id,ok,city,extra\n1,no,Bern,7\n3,yes,Kiel,8\n9,yes,Bonn,9\n"), WriteMode(mode));
        second.consent = "ok";
        const auto report = importFile(*workspace, second);
        IMPORTED(report);
        QVERIFY(report->undo && report->undo->before);
        const auto undone = undoImport(*workspace, *report->undo);
        QVERIFY2(undone, undone ? "" : undone.error().id.c_str());
        const store::DatasetInfo now = infoOf(*workspace, "people");
        QCOMPARE(now.rows, std::int64_t(3));
        QCOMPARE(now.generation, std::int64_t(3));
        QVERIFY(now.fields == fields);
        QCOMPARE(texts(), before);
        workspace::ConsentRepository consents(*workspace);
        const auto topic = consents.topics()->front();
        QCOMPARE(consents.consentOf(topic.id, 0)->state, workspace::ConsentState::Granted);
        QCOMPARE(consents.consentOf(topic.id, 0)->source, std::string("import a.csv"));
        QCOMPARE(consents.consentOf(topic.id, 1)->state, workspace::ConsentState::Withdrawn);
        QCOMPARE(consents.consentOf(topic.id, 2)->state, workspace::ConsentState::Unknown);
        QVERIFY(workspace->checkFile()->empty());
        QCOMPARE(undoImport(*workspace, *report->undo).error().id, std::string("import.undo_late"));
        // The same file is not said to be there, and comes in as before.
        const auto again = importFile(*workspace, second);
        IMPORTED(again);
        QCOMPARE(infoOf(*workspace, "people").rows, std::int64_t(mode == int(WriteMode::Replace) ? 3 : 4));
        QVERIFY(workspace->checkFile()->empty());
    }

    void aFirstImportIsTakenBackButNotALateOne() {
        TempWorkspace workspace;
        ImportSpec spec = profiles(write(workspace, "a.csv", "id,ok\n1,yes\n"));
        spec.consent = "ok";
        const auto first = importFile(*workspace, spec);
        IMPORTED(first);
        QVERIFY(undoImport(*workspace, *first->undo));
        {
            const auto reader = workspace->reader();
            QVERIFY(store::DatasetReader::list(**reader)->empty());
        }
        QVERIFY(!*workspace::ConsentRepository(*workspace).hasAny());
        const auto second = importFile(*workspace, spec);
        IMPORTED(second);
        workspace::ConsentRepository consents(*workspace);
        QVERIFY(consents.set(consents.topics()->front().id, 0, {workspace::ConsentState::Withdrawn, TempWorkspace::kStart, "unsubscribe link", ""}));
        QCOMPARE(undoImport(*workspace, *second->undo).error().id, std::string("import.undo_late"));
        QCOMPARE(infoOf(*workspace, "people").rows, std::int64_t(1));
        QCOMPARE(consents.consentOf(consents.topics()->front().id, 0)->state, workspace::ConsentState::Withdrawn);
    }

    // Killed at any moment the workspace is the one before or the one after taking back.
    void undoKilledAnywhere() {
#ifdef _WIN32
        QSKIP("needs fork");
#else
        for (int visit = 1;; ++visit) {
            TempWorkspace workspace;
            ImportSpec spec = profiles(write(workspace, "a.csv", "id,ok\n1,yes\n2,yes\n"));
            spec.consent = "ok";
            IMPORTED(importFile(*workspace, spec));
            ImportSpec second = profiles(write(workspace, "b.csv", "id,ok\n2,no\n3,yes\n4,yes\n"), WriteMode::Upsert);
            second.consent = "ok";
            const auto report = importFile(*workspace, second);
            IMPORTED(report);
            workspace.close();
            const pid_t child = fork();
            if (child == 0) {
                auto opened = workspace::Workspace::open(workspace.path(), workspace.options());
                g_visitsLeft = visit;
                g_faultHook = killAtVisit;
                _exit(opened && undoImport(**opened, *report->undo) ? 0 : 1);
            }
            int status = 0;
            QCOMPARE(waitpid(child, &status, 0), child);
            workspace::Workspace &after = workspace.reopen();
            const bool done = infoOf(after, "people").generation == 3;
            QCOMPARE(readTable(after, "people").size(), std::size_t(done ? 2 : 4));
            auto connection = after.reader();
            QCOMPARE(ImportRunRepository(**connection).runs()->size(), std::size_t(done ? 1 : 2));
            workspace::ConsentRepository consents(after);
            QCOMPARE(consents.consentOf(consents.topics()->front().id, 1)->state, done ? workspace::ConsentState::Granted : workspace::ConsentState::Unknown);
            QVERIFY(after.checkFile()->empty());
            if (WIFEXITED(status)) {
                QCOMPARE(WEXITSTATUS(status), 0);
                QVERIFY(done && visit > 1);
                return;
            }
            const auto kept = keptImportUndo(after);
            QVERIFY(kept && kept->has_value() == !done);
            if (!done) { // it can still be taken back, by whoever opens the file
                QVERIFY(*canUndo(after, **kept) && undoImport(after, **kept));
                QCOMPARE(consents.consentOf(consents.topics()->front().id, 1)->state, workspace::ConsentState::Granted);
            }
        }
#endif
    }

    // Random tables in random notations come back as they were.
    void randomTables_data() {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 40; ++seed)
            QTest::newRow(std::to_string(seed).c_str()) << seed;
    }
    void randomTables() {
        QFETCH(int, seed);
        SeededRng rng(static_cast<std::uint64_t>(seed));
        TempWorkspace workspace;
        const char delimiter = std::string(",;\t|")[rng.below(4)];
        const std::string lineEnd = std::vector<std::string>{"\n", "\r\n", "\r"}[rng.below(3)];
        const bool always = rng.chance(0.3), bom = rng.chance(0.3),
                   comma = delimiter != ',' && rng.chance(0.5), utf16 = rng.chance(0.3);
        static const std::vector<std::string> kPieces = {
            "a", "Z",  " ",        "\"",           ",", ";", "\n", "\r\n",
            "|", "\t", "\xC3\xA4", "\xE2\x82\xAC", "'", "7"};
        const std::size_t rows = 20 + rng.below(200);
        std::vector<std::vector<std::string>>
            expected; // as texts; numbers with two digits behind the point
        std::string text = bom && !utf16 ? "\xEF\xBB\xBF" : "";
        const auto quoted = [&](const std::string &cell) {
            if (!always && cell.find_first_of("\"\n\r,;|\t") == std::string::npos)
                return cell;
            std::string out = "\"";
            for (const char c : cell)
                out += c == '"' ? std::string("\"\"") : std::string(1, c);
            return out + "\"";
        };
        const auto addRow = [&](const std::vector<std::string> &cells) {
            for (std::size_t i = 0; i < cells.size(); ++i)
                text += (i ? std::string(1, delimiter) : std::string()) + quoted(cells[i]);
            text += lineEnd;
        };
        addRow({"id", "amount", "word", "day"});
        for (std::size_t row = 0; row < rows; ++row) {
            std::string word = rng.chance(0.1) ? "" : "w";
            for (std::size_t n = word.empty() ? 0 : rng.below(12); n > 0; --n)
                word += kPieces[rng.below(kPieces.size())];
            const std::int64_t cents = rng.between(-500'000'000, 500'000'000);
            std::string amount = toText(Decimal{cents, 2});
            const CivilDate day{static_cast<std::int32_t>(rng.between(10'000, 21'000))};
            expected.push_back({std::to_string(row + 1), amount, word, toIso(day)});
            if (comma)
                amount[amount.size() - 3] = ',';
            addRow({std::to_string(row + 1), amount, word, toIso(day)});
        }
        if (utf16) {
            std::string bytes = "\xFF\xFE";
            for (const QChar c : toQString(text)) {
                bytes += static_cast<char>(c.unicode() & 255);
                bytes += static_cast<char>(c.unicode() >> 8);
            }
            text = bytes;
        }
        const auto report = importFile(*workspace, profiles(write(workspace, "random.csv", text)));
        IMPORTED(report);
        QCOMPARE(report->rejected, std::int64_t(0));
        QCOMPARE(report->dialect.delimiter, delimiter);
        const Table table = readTable(*workspace, "people");
        QCOMPARE(table.size(), rows);
        for (std::size_t row = 0; row < rows; ++row)
            for (std::size_t column = 0; column < 4; ++column)
                QCOMPARE(toQString(engine::toText(table[row][column])),
                         toQString(expected[row][column]));
    }
};

AUDIENCE_TEST(ImportTest)
#include "import_test.moc"
