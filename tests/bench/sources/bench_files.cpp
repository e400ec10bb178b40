// Rows a second from files and SQLite into a dataset, and the most memory the process had: bench_files [rows].
#include "base/json.h"
#include "support/made_zip.h"
#include "sync/shape_drift.h"
#include "sync/sync_runner.h"
#include "warehouse/connectors.h"
#include "workspace/workspace.h"

#include <QTemporaryDir>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sqlite3.h>
#include <sys/resource.h>

using namespace audience;

namespace {

struct Person {
    std::int64_t id;
    std::string mail, city, price, day, at;
};

Person personOf(std::int64_t i) {
    char day[16], at[32];
    std::snprintf(day, sizeof day, "%04d-%02d-%02d", static_cast<int>(1960 + i % 40), static_cast<int>(1 + i % 12), static_cast<int>(1 + i % 28));
    std::snprintf(at, sizeof at, "2026-%02d-%02dT%02d:%02d:%02dZ", static_cast<int>(1 + i % 12), static_cast<int>(1 + i % 28), static_cast<int>(i % 24), static_cast<int>(i % 60), static_cast<int>(i % 60));
    return {i, "person" + std::to_string(i) + "@example.org", "city " + std::to_string(i % 500), std::to_string(i % 1000) + "." + std::to_string(10 + i % 90), day, at};
}

void writeCsv(const std::string &path, std::int64_t rows) {
    std::ofstream out(path, std::ios::binary);
    out << "id,mail,city,price,day,at\n";
    for (std::int64_t i = 1; i <= rows; ++i) {
        const Person p = personOf(i);
        out << p.id << ',' << p.mail << ',' << p.city << ',' << p.price << ',' << p.day << ',' << p.at << '\n';
    }
}

void writeLines(const std::string &path, std::int64_t rows) {
    std::ofstream out(path, std::ios::binary);
    for (std::int64_t i = 1; i <= rows; ++i) {
        const Person p = personOf(i);
        out << "{\"id\":" << p.id << ",\"mail\":\"" << p.mail << "\",\"city\":\"" << p.city << "\",\"price\":" << p.price << ",\"day\":\"" << p.day << "\",\"at\":\"" << p.at << "\"}\n";
    }
}

void writeBook(const std::string &path, std::int64_t rows) {
    std::string cells = "<row>";
    for (const char *name : {"id", "mail", "city", "price", "day"})
        cells += std::string("<c t=\"str\"><v>") + name + "</v></c>";
    cells += "</row>";
    for (std::int64_t i = 1; i <= rows; ++i) {
        const Person p = personOf(i);
        const std::string r = std::to_string(i + 1);
        cells += "<row r=\"" + r + "\"><c r=\"A" + r + "\"><v>" + std::to_string(p.id) + "</v></c><c r=\"B" + r + "\" t=\"inlineStr\"><is><t>" + p.mail + "</t></is></c><c r=\"C" + r +
                 "\" t=\"inlineStr\"><is><t>" + p.city + "</t></is></c><c r=\"D" + r + "\"><v>" + p.price + "</v></c><c r=\"E" + r + "\" s=\"1\"><v>" + std::to_string(30'000 + i % 10'000) + "</v></c></row>";
    }
    std::ofstream(path, std::ios::binary) << test::madeWorkbook({{"People", cells, {}}});
}

void writeDatabase(const std::string &path, std::int64_t rows) {
    sqlite3 *db = nullptr;
    sqlite3_open(path.c_str(), &db);
    sqlite3_exec(db, "CREATE TABLE people(id INTEGER PRIMARY KEY, mail TEXT, city TEXT, price DECIMAL(10,2), day DATE, at DATETIME); BEGIN", nullptr, nullptr, nullptr);
    sqlite3_stmt *insert = nullptr;
    sqlite3_prepare_v2(db, "INSERT INTO people VALUES(?, ?, ?, ?, ?, ?)", -1, &insert, nullptr);
    for (std::int64_t i = 1; i <= rows; ++i) {
        const Person p = personOf(i);
        sqlite3_bind_int64(insert, 1, p.id);
        int at = 2;
        for (const std::string *text : {&p.mail, &p.city, &p.price, &p.day, &p.at})
            sqlite3_bind_text(insert, at++, text->c_str(), -1, SQLITE_TRANSIENT);
        sqlite3_step(insert);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
    sqlite3_close(db);
}

Result<void> measure(const char *what, const char *kind, const std::string &path, const warehouse::TableName &table, std::int64_t rows) {
    QTemporaryDir folder;
    workspace::OpenOptions options;
    options.environment.stateDirectory = folder.path().toStdString() + "/state";
    TRY_ASSIGN(const auto file, workspace::Workspace::create(folder.path().toStdString() + "/bench.audience", options));
    model::SourceConnection about;
    about.name = "bench";
    about.kind = kind;
    about.path = path;
    TRY_ASSIGN(const auto connector, warehouse::makeConnector(about, Secret()));
    sync::SyncRequest request;
    request.id = 1;
    request.plan.name = request.plan.dataset = "people";
    request.plan.connection = "bench";
    request.plan.schema = table.schema;
    request.plan.table = table.name;
    request.plan.role = "profiles";
    request.plan.key = "id";
    request.plan.email = "mail";
    TRY_ASSIGN(const auto shape, connector->shape(table, warehouse::Sampling::Yes, {}));
    for (const warehouse::ColumnInfo &column : shape.columns)
        request.plan.columns.push_back(sync::columnFor(column));
    TRY_ASSIGN(const auto report, sync::runSync(*file, request, *connector));
    if (report.run.kept != rows)
        return Error(ErrorKind::Internal, "bench.rows_missing");
    rusage use = {};
    getrusage(RUSAGE_SELF, &use);
    std::puts(dumpJson(Json{{"step", what}, {"rows", rows}, {"mb", static_cast<double>(std::filesystem::file_size(path)) / 1e6}, {"seconds", report.seconds},
                            {"rows_per_s", static_cast<std::int64_t>(static_cast<double>(rows) / report.seconds)}, {"peak_mb_so_far", use.ru_maxrss / 1024}})
                  .c_str());
    std::fflush(stdout);
    return {};
}

} // namespace

int main(int argc, char **argv) {
    const std::int64_t rows = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
    const std::int64_t sheetRows = std::min<std::int64_t>(rows, 300'000);
    QTemporaryDir folder;
    const auto at = [&](const char *name) { return folder.path().toStdString() + '/' + name; };
    writeCsv(at("people.csv"), rows);
    writeLines(at("people.jsonl"), rows);
    writeDatabase(at("people.db"), rows);
    for (const auto &done : {measure("CSV", "files", at("people.csv"), {{}, "people.csv"}, rows), measure("JSON Lines", "files", at("people.jsonl"), {{}, "people.jsonl"}, rows),
                             measure("SQLite", "sqlite", at("people.db"), {"main", "people"}, rows)})
        if (!done)
            return std::fprintf(stderr, "%s %s\n", done.error().id.c_str(), done.error().detail.c_str()), 1;
    writeBook(at("people.xlsx"), sheetRows);
    if (const auto done = measure("Excel", "files", at("people.xlsx"), {{}, "people.xlsx/People"}, sheetRows); !done)
        return std::fprintf(stderr, "%s %s\n", done.error().id.c_str(), done.error().detail.c_str()), 1;
    return 0;
}
