// Large and hostile files as sources, each read by a process of its own: how long it took, what came of it, and the most memory that the
// process had. bench_large_files FOLDER [megabytes]
#include "base/json.h"
#include "sync/shape_drift.h"
#include "sync/sync_runner.h"
#include "warehouse/connectors.h"
#include "workspace/workspace.h"

#include <QTemporaryDir>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zip.h>

using namespace audience;

namespace {

// So many bytes of rows, each with its number.
void writeRows(const std::string &path, std::int64_t bytes, bool asLines) {
    std::ofstream out(path, std::ios::binary);
    std::int64_t written = 0;
    const auto put = [&](const std::string &text) {
        out << text;
        written += static_cast<std::int64_t>(text.size());
    };
    if (!asLines)
        put("id,mail,city,price,day\n");
    for (std::int64_t i = 1; written < bytes; ++i) {
        const std::string id = std::to_string(i), city = "city " + std::to_string(i % 500), price = std::to_string(i % 1000) + '.' + std::to_string(10 + i % 90);
        put(asLines ? "{\"id\":" + id + ",\"mail\":\"person" + id + "@example.org\",\"city\":\"" + city + "\",\"price\":" + price + ",\"day\":\"2026-01-02\"}\n"
                    : id + ",person" + id + "@example.org," + city + ',' + price + ",2026-01-02\n");
    }
}

struct Part {
    std::string name, file; // the file holds its contents
    bool isStored = false;
};

void zipFiles(const std::string &path, const std::vector<Part> &parts) {
    int error = 0;
    zip_t *archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (!archive)
        std::abort();
    for (const Part &part : parts) {
        const zip_int64_t at = zip_file_add(archive, part.name.c_str(), zip_source_file(archive, part.file.c_str(), 0, -1), ZIP_FL_ENC_UTF_8);
        if (at < 0 || zip_set_file_compression(archive, static_cast<zip_uint64_t>(at), part.isStored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0) != 0)
            std::abort();
    }
    if (zip_close(archive) != 0)
        std::abort();
}

// A workbook of one sheet, whose XML and shared texts a test says.
class Books {
public:
    explicit Books(std::string folder) : m_folder(std::move(folder)) {
        const std::string head = "<?xml version=\"1.0\"?>\n", office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const std::string relations = head + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
        text("rels", relations + "<Relationship Id=\"rId1\" Type=\"" + office + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        text("book", head + "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"" + office +
                         "\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        text("links", relations + "<Relationship Id=\"rId1\" Type=\"" + office + "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"" + office +
                          "/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>");
        text("empty", head + "<worksheet/>");
    }
    std::string file(const std::string &name) const { return m_folder + "/part_" + name; }
    std::string text(const std::string &name, const std::string &content) const {
        std::ofstream(file(name), std::ios::binary) << content;
        return file(name);
    }
    std::string repeated(const std::string &name, const std::string &begin, const std::string &block, std::int64_t bytes, const std::string &end) const {
        std::ofstream out(file(name), std::ios::binary);
        out << begin;
        for (std::int64_t written = 0; written < bytes; written += static_cast<std::int64_t>(block.size()))
            out << block;
        out << end;
        return file(name);
    }
    void book(const std::string &path, const std::string &sheet, std::vector<Part> more = {}, bool isStored = false) const {
        std::vector<Part> parts{{"_rels/.rels", file("rels")}, {"xl/workbook.xml", file("book")}, {"xl/_rels/workbook.xml.rels", file("links")},
                                {"xl/worksheets/sheet1.xml", sheet, isStored}};
        parts.insert(parts.end(), more.begin(), more.end());
        zipFiles(path, parts);
    }

private:
    const std::string m_folder;
};

std::string mixedBlock() { // shrinks about thirtyfold
    std::string block;
    unsigned seed = 1;
    for (int i = 0; i < 4096; ++i) {
        seed = seed * 1664525 + 1013904223;
        block += i % 128 < 4 ? static_cast<char>('a' + (seed >> 24) % 26) : ' ';
    }
    return block;
}

void makeHostile(const std::string &folder) {
    const Books books(folder);
    const std::string sheet = "<?xml version=\"1.0\"?>\n<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>", end = "</sheetData></worksheet>";
    const std::string row = "<row><c t=\"s\"><v>0</v></c></row>";
    books.book(folder + "/ratio.xlsx", books.repeated("ratio", sheet, std::string(65'536, ' '), 400'000'000, end));
    books.book(folder + "/unpacked.xlsx", books.repeated("unpacked", sheet, mixedBlock(), 1'200'000'000, end));
    books.book(folder + "/stored.xlsx", books.file("unpacked"), {}, true);
    std::vector<Part> many;
    for (int i = 0; i < 20'000; ++i)
        many.push_back({"xl/media/" + std::to_string(i), books.file("empty")});
    books.book(folder + "/parts.xlsx", books.file("empty"), many);
    books.book(folder + "/texts.xlsx", books.text("row", sheet + row + end),
               {{"xl/sharedStrings.xml", books.repeated("texts", "<?xml version=\"1.0\"?>\n<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">",
                                                        "<si><t>" + mixedBlock() + "</t></si>", 300'000'000, "</sst>")}});
    std::string entities = "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a0 \"ha\">";
    for (int i = 1; i < 40; ++i)
        entities += "<!ENTITY a" + std::to_string(i) + " \"&a" + std::to_string(i - 1) + ";&a" + std::to_string(i - 1) + ";\">";
    books.book(folder + "/entities.xlsx", books.text("entities", entities + "]><worksheet><sheetData><row><c t=\"str\"><v>&a39;</v></c></row></sheetData></worksheet>"));
    books.book(folder + "/outside.xlsx", books.text("outside", "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row><c "
                                                               "t=\"str\"><v>&x;</v></c></row></sheetData></worksheet>"));
    books.book(folder + "/nested.xlsx", books.repeated("nested", sheet, "<a>", 30'000'000, end), {}, true);
    books.book(folder + "/cell.xlsx", books.repeated("cell", sheet + "<row><c t=\"str\"><v>", mixedBlock(), 300'000'000, "</v></c></row>" + end));
    std::ofstream(folder + "/zeros.xlsx", std::ios::binary).close();
    std::filesystem::resize_file(folder + "/zeros.xlsx", 1'000'000'000);
}

Result<std::int64_t> readAll(const std::string &path) {
    QTemporaryDir folder(QString::fromStdString(std::filesystem::path(path).parent_path().string()) + QStringLiteral("/bench"));
    workspace::OpenOptions options;
    options.environment.stateDirectory = folder.path().toStdString() + "/state";
    TRY_ASSIGN(const auto file, workspace::Workspace::create(folder.path().toStdString() + "/bench.audience", options));
    model::SourceConnection about;
    about.name = "bench";
    about.kind = "files";
    about.path = path;
    TRY_ASSIGN(const auto connector, warehouse::makeConnector(about, Secret()));
    TRY_ASSIGN(const auto tables, connector->tables({}, {}));
    if (tables.empty())
        return Error(ErrorKind::NotFound, "source.empty_folder");
    sync::SyncRequest request;
    request.id = 1;
    request.plan.name = request.plan.dataset = "rows";
    request.plan.connection = "bench";
    request.plan.table = tables.front().name.name;
    TRY_ASSIGN(const auto shape, connector->shape(tables.front().name, warehouse::Sampling::Yes, {}));
    for (const warehouse::ColumnInfo &column : shape.columns)
        request.plan.columns.push_back(sync::columnFor(column));
    TRY_ASSIGN(const auto report, sync::runSync(*file, request, *connector));
    return report.run.kept;
}

int measure(const std::string &path) {
    const auto began = std::chrono::steady_clock::now();
    const auto rows = readAll(path);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    rusage use = {};
    getrusage(RUSAGE_SELF, &use);
    std::puts(dumpJson(Json{{"file", std::filesystem::path(path).filename().string()}, {"mb", std::filesystem::file_size(path) / 1'000'000}, {"seconds", seconds},
                            {"peak_mb", use.ru_maxrss / 1024}, {"came_of_it", rows ? std::to_string(*rows) + " rows" : rows.error().id}})
                  .c_str());
    std::fflush(stdout);
    return 0;
}

bool inAnother(const std::function<int()> &body) {
    std::fflush(stdout);
    const pid_t child = fork();
    if (child == 0)
        _exit(body());
    int status = 0;
    return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace

int main(int argc, char **argv) {
    if (argc < 2)
        return std::fprintf(stderr, "bench_large_files FOLDER [megabytes]\n"), 2;
    const std::string folder = argv[1];
    if (!std::filesystem::is_directory(folder))
        return measure(folder);
    const std::int64_t bytes = (argc > 2 ? std::atoll(argv[2]) : 1000) * 1'000'000;
    const auto make = [&] {
        writeRows(folder + "/large.csv", bytes, false);
        writeRows(folder + "/large.jsonl", bytes, true);
        makeHostile(folder);
        return 0;
    };
    if (!inAnother(make))
        return 1;
    for (const char *name : {"large.csv", "large.jsonl", "ratio.xlsx", "unpacked.xlsx", "stored.xlsx", "parts.xlsx", "texts.xlsx", "entities.xlsx", "outside.xlsx", "nested.xlsx",
                             "cell.xlsx", "zeros.xlsx"}) {
        const std::string path = folder + '/' + name;
        // As a program of its own, so that nothing of this one counts.
        if (!inAnother([&] { return execl(argv[0], argv[0], path.c_str(), static_cast<char *>(nullptr)); }))
            std::printf("%s: no result\n", name);
    }
    return 0;
}
