#include "warehouse/files_connector.h"

#include "base/digest.h"
#include "ingest/date_notation.h"
#include "ingest/import_spec.h"
#include "ingest/workbook.h"
#include "warehouse/file_folder.h"
#include "warehouse/file_ledger.h"
#include "warehouse/file_stream.h"

#include <algorithm>
#include <map>
#include <set>

namespace audience::warehouse {

namespace {

constexpr std::int64_t kQuickBytes = std::int64_t{4} << 20, kThoroughBytes = std::int64_t{64} << 20;
constexpr std::size_t kMostSurveyedFiles = 20;

Error noTable(const std::string &name) { return Error(ErrorKind::NotFound, "source.no_table").with("table", name); }

// The name of the workbook in "book.xlsx/Sheet", or the whole.
std::string bookOf(const std::string &table) {
    const std::size_t slash = table.find('/');
    return slash == std::string::npos ? table : table.substr(0, slash);
}

Result<FileNotation> notationOf(const model::SourceConnection &connection) {
    FileNotation notation;
    const auto bad = [](std::string_view name, const std::string &value, std::string_view choices) {
        return Error(ErrorKind::Invalid, "source.bad_option").with("name", name).with("value", value).with("choices", choices);
    };
    if (const std::string set = connection.option("delimiter"); !set.empty()) {
        notation.dialect.delimiter = ingest::delimiterFromText(set);
        if (!notation.dialect.delimiter)
            return Error(ErrorKind::Invalid, "ingest.bad_delimiter").with("delimiter", set);
    }
    if (const std::string set = connection.option("encoding"); !set.empty()) {
        notation.dialect.encoding = ingest::encodingFromText(set);
        if (!notation.dialect.encoding)
            return Error(ErrorKind::Invalid, "ingest.unknown_encoding").with("encoding", set);
    }
    if (const std::string set = connection.option("header"); !set.empty()) {
        if (set != "yes" && set != "no")
            return bad("header", set, "yes, no");
        notation.dialect.header = set == "yes";
    }
    if (const std::string set = connection.option("numbers"); !set.empty()) {
        if (set != "point" && set != "comma")
            return bad("numbers", set, "point, comma");
        notation.numbers = set == "point" ? ingest::NumberStyle::Point : ingest::NumberStyle::Comma;
    }
    if (const std::string set = connection.option("dates"); !set.empty()) {
        notation.dates = ingest::dateOrderFromText(set);
        if (!notation.dates)
            return bad("dates", set, "dmy, mdy, ymd");
    }
    return notation;
}

std::set<std::string, std::less<>> namesOf(const std::vector<FolderFile> &files) {
    std::set<std::string, std::less<>> names;
    for (const FolderFile &file : files)
        names.insert(file.name);
    return names;
}

class FilesConnector final : public Connector {
public:
    FilesConnector(model::SourceConnection about, FileNotation notation) : m_about(std::move(about)), m_notation(std::move(notation)) {}

    Capabilities capabilities() const override { return {true, false, false, false, false, true}; }

    Result<ServerInfo> test(const CancelToken &) override {
        TRY_ASSIGN(const auto files, listFolder(m_about.path));
        if (files.empty())
            return Error(ErrorKind::NotFound, "source.empty_folder").with("path", m_about.path);
        ServerInfo info;
        info.product = "files";
        info.database = m_about.path;
        return info;
    }

    Result<std::vector<std::string>> catalogs(const CancelToken &) override { return std::vector<std::string>(); }
    Result<std::vector<std::string>> schemas(const CancelToken &) override { return std::vector<std::string>(); }

    Result<std::vector<TableInfo>> tables(const std::string &, const CancelToken &cancel) override {
        TRY_ASSIGN(const auto files, listFolder(m_about.path));
        std::vector<TableInfo> found;
        std::map<std::string, int> patterns;
        for (const FolderFile &file : files) {
            TRY(cancel.check());
            if (isWorkbookName(file.name)) {
                addSheets(file, found);
                continue;
            }
            found.push_back({{{}, file.name}, TableKind::File, -1, file.size > 0});
            if (const std::string pattern = patternOf(file.name); !pattern.empty())
                ++patterns[pattern];
        }
        for (const auto &[pattern, count] : patterns)
            if (count > 1)
                found.push_back({{{}, pattern}, TableKind::FileSet, -1, true});
        return found;
    }

    Result<TableShape> shape(const TableName &table, Sampling sampling, const CancelToken &cancel) override {
        TRY_ASSIGN(const auto files, filesOf(table.name));
        TableShape shape;
        shape.table = {table, kindOf(table.name), -1, true};
        std::int64_t left = sampling == Sampling::Yes ? kThoroughBytes : kQuickBytes;
        std::vector<std::string> names;
        std::vector<ingest::TypeTally> tallies;
        ingest::TypeOptions options;
        Seen seen;
        bool isAllSeen = true;
        // From the newest one on, which says what there is now.
        for (std::size_t i = files.size(); i > 0 && left > 0 && files.size() - i < kMostSurveyedFiles; --i) {
            TRY_ASSIGN(const SurveyedFile file, surveyOf(files[i - 1].path, m_notation, left, cancel));
            options = typeOptions(m_notation, file.dialect);
            if (names.empty()) {
                names = file.dialect.columns;
                tallies.resize(names.size());
            }
            for (std::size_t c = 0; c < file.dialect.columns.size(); ++c)
                if (const auto at = std::find(names.begin(), names.end(), file.dialect.columns[c]); at != names.end())
                    tallies[static_cast<std::size_t>(at - names.begin())].merge(file.survey.tallies[c]);
            seen.rows += file.survey.rows;
            seen.bytes += file.survey.bytes;
            left -= std::max<std::int64_t>(file.survey.bytes, 1);
            seen.whole = file.survey.wholeFile && files.size() == 1;
            isAllSeen = isAllSeen && file.survey.wholeFile;
        }
        m_seen[table.name] = seen;
        if (seen.whole)
            shape.table.rows = seen.rows;
        const auto decision = ingest::decideTypes(names, tallies, options);
        m_openDates.clear();
        for (const ingest::DateAmbiguity &open : decision.ambiguousDates)
            if (isAllSeen) // else a later row may decide
                m_openDates.emplace(open.column, open);
        for (const ingest::ColumnFormat &column : decision.columns)
            shape.columns.push_back({column.field.name, "text", "text", true, column.field});
        const std::string own(kFileColumn);
        if (shape.table.kind == TableKind::FileSet && !shape.find(own))
            shape.columns.push_back({own, "file name", own, false, {own, engine::ColumnType::Text, 0}});
        return shape;
    }

    Result<std::map<std::string, std::string>> notations(const std::string &table, const CancelToken &cancel) const {
        TRY_ASSIGN(const auto files, filesOf(table));
        TRY_ASSIGN(const SurveyedFile file, surveyOf(files.back().path, m_notation, kQuickBytes, cancel));
        const auto decision = ingest::decideTypes(file.dialect.columns, file.survey.tallies, typeOptions(m_notation, file.dialect));
        std::map<std::string, std::string> found;
        for (std::size_t i = 0; i < decision.columns.size(); ++i) {
            const engine::Field &field = decision.columns[i].field;
            const bool isDay = field.type == engine::ColumnType::Date || field.type == engine::ColumnType::Instant;
            if (std::string notation = isDay ? ingest::dateNotation(file.survey.tallies[i]) : std::string(); !notation.empty())
                found.emplace(field.name, std::move(notation));
        }
        return found;
    }

    // A row that does not fit is refused with its reason; the column as a whole has no type of its own.
    Result<void> checkField(const ColumnInfo &column, const engine::Field &field) const override {
        if (const auto open = m_openDates.find(column.name); open != m_openDates.end() && (field.type == engine::ColumnType::Date || field.type == engine::ColumnType::Instant))
            return ambiguousDates(open->second);
        if (column.base != kFileColumn || field.type == engine::ColumnType::Text)
            return {};
        return Error(ErrorKind::Invalid, "source.not_readable_as")
            .with("column", column.name)
            .with("type", column.type)
            .with("wanted", engine::toText(field.type));
    }

    Result<void> checkOrder(const ColumnInfo &column) const override {
        if (column.base == kFileColumn)
            return {};
        return Error(ErrorKind::Invalid, "source.files_no_order").with("column", column.name);
    }

    // The names, sizes and contents of its files, and how they are read.
    Result<std::string> mark(const TableName &table, const CancelToken &cancel) override {
        TRY_ASSIGN(const auto files, filesOf(table.name));
        std::string text;
        for (const auto &[id, value] : m_about.options)
            text += id + '=' + value + '\n';
        for (const FolderFile &file : files) {
            TRY_ASSIGN(const std::string hash, fileHash(diskPathOf(file.path), cancel));
            text += file.name + '\t' + std::to_string(file.size) + '\t' + hash + '\n';
        }
        return toHex(sha256(text));
    }

    Result<std::vector<std::string>> replaced(const ReadRequest &request, const CancelToken &cancel) override {
        std::vector<std::string> names;
        if (request.order != kFileColumn || request.after.empty())
            return names;
        TRY_ASSIGN(const auto files, filesOf(request.table.name));
        const FileLedger ledger(request.after);
        auto taken = namesOf(files);
        for (const FolderFile &file : files) {
            TRY_ASSIGN(const auto standing, ledger.standingOf(file, taken, cancel));
            if (standing == FileLedger::Standing::Replaced)
                names.push_back(file.name);
        }
        return names;
    }

    Result<Estimate> estimate(const ReadRequest &request, const CancelToken &cancel) override {
        TRY_ASSIGN(const auto files, filesToRead(request, cancel));
        Estimate estimate;
        for (const FolderFile &file : files)
            estimate.bytes += file.size;
        const auto seen = m_seen.find(request.table.name);
        if (seen != m_seen.end() && seen->second.bytes > 0)
            estimate.rows = seen->second.whole ? seen->second.rows
                                               : static_cast<std::int64_t>(static_cast<double>(estimate.bytes) * static_cast<double>(seen->second.rows) /
                                                                           static_cast<double>(seen->second.bytes));
        return estimate;
    }

    Result<std::unique_ptr<RowStream>> read(const ReadRequest &request, const CancelToken &cancel) override {
        FileLedger ledger;
        TRY_ASSIGN(auto files, filesToRead(request, cancel, &ledger));
        return makeFileStream(std::move(files), std::move(ledger), isPattern(request.table.name), request, m_notation, cancel);
    }

private:
    struct Seen {
        std::int64_t rows = 0, bytes = 0;
        bool whole = false;
    };

    static TableKind kindOf(const std::string &name) {
        return isPattern(name) ? TableKind::FileSet : isWorkbookName(bookOf(name)) ? TableKind::Sheet : TableKind::File;
    }

    static void addSheets(const FolderFile &file, std::vector<TableInfo> &found) {
        const auto book = ingest::Workbook::open(file.path);
        if (!book) { // its sentence comes when it is asked for
            found.push_back({{{}, file.name}, TableKind::File, -1, false});
            return;
        }
        for (const ingest::WorkbookSheet &sheet : book->sheets())
            found.push_back({{{}, file.name + '/' + sheet.name}, sheet.hidden ? TableKind::HiddenSheet : TableKind::Sheet, -1, true});
    }

    // One for a file or sheet; those of a set in their order. Never none.
    Result<std::vector<FolderFile>> filesOf(const std::string &table) const {
        TRY_ASSIGN(auto files, listFolder(m_about.path));
        const std::string book = bookOf(table);
        std::erase_if(files, [&](const FolderFile &file) {
            return isPattern(table) ? !matchesPattern(table, file.name) : file.name != book;
        });
        const bool isSheet = book != table && !files.empty();
        if (files.empty() || (isSheet && (isPattern(table) || !isWorkbookName(book))))
            return noTable(table);
        if (isSheet)
            files.front().path += table.substr(book.size());
        else if (isWorkbookName(table) && !isPattern(table)) // what is none says so at once, and is not looked through for lines
            TRY(ingest::Workbook::open(files.front().path));
        return files;
    }

    // With `ledger`: what was read, those that got another name or time under what they are now.
    Result<std::vector<FolderFile>> filesToRead(const ReadRequest &request, const CancelToken &cancel, FileLedger *ledger = nullptr) const {
        TRY_ASSIGN(auto files, filesOf(request.table.name));
        if (request.order != kFileColumn || request.after.empty())
            return files;
        const FileLedger known(request.after);
        std::vector<FolderFile> wanted;
        std::vector<FileLedger::Now> others;
        auto taken = namesOf(files);
        for (FolderFile &file : files) {
            FileLedger::Now other;
            TRY_ASSIGN(const auto standing, known.standingOf(file, taken, cancel, &other));
            if (!other.former.empty())
                others.push_back(std::move(other));
            if (standing != FileLedger::Standing::Read || (request.withAfter && file.name == known.last()))
                wanted.push_back(std::move(file));
        }
        if (ledger) {
            *ledger = known;
            ledger->rename(std::move(others));
        }
        return wanted;
    }

    const model::SourceConnection m_about;
    const FileNotation m_notation;
    std::map<std::string, Seen> m_seen; // when the shape was looked at
    std::map<std::string, ingest::DateAmbiguity> m_openDates; // likewise: columns of the last one that can be read two ways
};

} // namespace

Result<std::unique_ptr<Connector>> makeFilesConnector(const model::SourceConnection &connection, Secret) {
    TRY_ASSIGN(FileNotation notation, notationOf(connection));
    return std::unique_ptr<Connector>(std::make_unique<FilesConnector>(connection, std::move(notation)));
}

Result<std::map<std::string, std::string>> notationsOfFiles(const model::SourceConnection &connection, const std::string &table, const CancelToken &cancel) {
    TRY_ASSIGN(FileNotation notation, notationOf(connection));
    return FilesConnector(connection, std::move(notation)).notations(table, cancel);
}

} // namespace audience::warehouse
