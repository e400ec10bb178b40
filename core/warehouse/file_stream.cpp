#include "warehouse/file_stream.h"

#include "base/text.h"
#include "engine/codec.h"
#include "ingest/column_builder.h"
#include "ingest/csv_record_reader.h"
#include "warehouse/file_ledger.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace audience::warehouse {

namespace {

using ingest::CsvPiece;
using ingest::PieceKind;

constexpr std::int64_t kSampleBytes = std::int64_t{4} << 20;

// What stands behind the text of a page.
struct PageTail {
    std::uint32_t file = 0;
    std::uint32_t kind = 0;
    std::int64_t firstRow = 0; // in the file
    std::int64_t offset = 0;
    std::int64_t piece = 0; // how many of the file came up to this one
};

// A place in files that are the same: how many of them came before, and how many pieces of the next.
struct Place {
    std::size_t files = 0;
    std::int64_t pieces = 0;
};

Place placeFrom(const std::string &text) {
    Place place;
    const char *end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, place.files);
    if (error != std::errc() || at == end || *at != ':' || std::from_chars(at + 1, end, place.pieces).ec != std::errc())
        return {};
    return place;
}

// How the rows of one file become those that were asked for.
struct FilePlan {
    std::string name;
    std::string position; // up to this file, in the order of files
    std::size_t number = 0;
    std::shared_ptr<const ingest::DecodePlan> decode;
    std::vector<std::size_t> places; // of each column asked for in the file; SIZE_MAX: it has none
};

std::uint32_t recordsOf(const CsvPiece &piece, const ingest::CsvDialect &dialect) {
    if (piece.kind != PieceKind::Records)
        return 1;
    const std::string_view text = piece.text;
    const bool hasQuotes = dialect.quote != '\0' && text.find(dialect.quote) != std::string_view::npos;
    if (!hasQuotes && text.find('\r') == std::string_view::npos)
        return static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n')) + (text.ends_with('\n') ? 0 : 1);
    ingest::CsvRecordReader reader(text, dialect.delimiter, dialect.quote);
    std::uint32_t records = 0;
    while (reader.next())
        ++records;
    return records;
}

engine::ColumnData constantColumn(const engine::Field &field, std::uint32_t rows, const std::optional<std::string> &text) {
    ingest::ColumnFormat format;
    format.field = field;
    ingest::ColumnBuilder builder(format, "UTC", false);
    for (std::uint32_t row = 0; row < rows; ++row) {
        (void)builder.hold(text ? engine::Cell(*text) : engine::Cell());
        builder.take();
    }
    return builder.finish();
}

class FileStream final : public RowStream {
public:
    FileStream(std::vector<FolderFile> files, FileLedger ledger, bool isSet, ReadRequest request, FileNotation notation, CancelToken cancel)
        : m_files(std::move(files)), m_isSet(isSet), m_request(std::move(request)), m_notation(std::move(notation)), m_cancel(std::move(cancel)), m_ledger(std::move(ledger)) {
        if (m_request.order != kPlaceOrder || m_request.after.empty())
            return;
        const Place place = placeFrom(m_request.after);
        m_at = std::min(place.files, m_files.size());
        m_passOver = place.pieces;
    }

    Result<std::optional<RawPage>> next() override {
        for (;;) {
            TRY(m_cancel.check());
            if (!m_open) {
                if (m_at == m_files.size())
                    return std::optional<RawPage>();
                auto opened = openNext();
                if (!opened)
                    return orChanged(std::move(opened).error());
            }
            auto piece = m_open->splitter->next();
            if (!piece)
                return orChanged(std::move(piece).error());
            if (*piece && m_open->pieces < m_passOver) { // it came before
                m_open->row += recordsOf(**piece, m_plans.back()->decode->dialect);
                ++m_open->pieces;
                m_open->splitter->recycle(std::move((*piece)->text));
                continue;
            }
            if (*piece)
                return std::optional(pageOf(std::move(**piece)));
            TRY(finishFile());
        }
    }

    std::int64_t bytes() const override {
        return m_bytes + (m_open ? std::min(m_open->source.position(), m_files[m_at].size) : 0);
    }

    Result<TypedPage> decode(const RawPage &page) const override {
        PageTail tail;
        if (page.bytes.size() < sizeof tail)
            return Error(ErrorKind::Internal, "source.garbled").with("reason", "a page of files");
        std::memcpy(&tail, page.bytes.data() + page.bytes.size() - sizeof tail, sizeof tail);
        std::shared_ptr<const FilePlan> plan;
        {
            const std::lock_guard lock(m_mutex);
            plan = m_plans[tail.file];
        }
        CsvPiece piece;
        piece.kind = static_cast<PieceKind>(tail.kind);
        piece.fileOffset = tail.offset;
        piece.text = page.bytes.substr(0, page.bytes.size() - sizeof tail);
        TRY_ASSIGN(ingest::DecodedPiece decoded, ingest::RowDecoder(plan->decode, m_cancel).decode(piece));
        TypedPage out;
        out.read = decoded.read;
        out.replaced = decoded.replaced;
        out.rejects = std::move(decoded.rejects);
        for (ingest::RowReject &reject : out.rejects) {
            reject.row += tail.firstRow;
            if (m_isSet)
                reject.raw = plan->name + ": " + reject.raw;
        }
        // Of very many the decoder only counts the last ones.
        const auto missing = decoded.rejected - static_cast<std::int64_t>(out.rejects.size());
        for (std::int64_t i = 0; i < missing; ++i)
            out.rejects.push_back(out.rejects.back());
        for (ingest::DecodedRows &rows : decoded.batches)
            out.batches.push_back(arranged(std::move(rows), *plan));
        return out;
    }

    Result<std::string> position(const RawPage &page, std::uint32_t) const override {
        if (m_request.order.empty())
            return std::string();
        PageTail tail;
        std::memcpy(&tail, page.bytes.data() + page.bytes.size() - sizeof tail, sizeof tail);
        const std::lock_guard lock(m_mutex);
        const FilePlan &plan = *m_plans[tail.file];
        return m_request.order == kPlaceOrder ? std::to_string(plan.number) + ':' + std::to_string(tail.piece) : plan.position;
    }

private:
    struct OpenFile {
        explicit OpenFile(ingest::FileSource file) : source(std::move(file)) {}
        ingest::FileSource source;
        std::string mark;
        std::int64_t row = 0; // of the next record
        std::int64_t pieces = 0;
        std::unique_ptr<ingest::CsvSplitter> splitter;
    };

    // A file that somebody writes to may look damaged: then that is what is told.
    Error orChanged(Error error) const {
        if (error.kind == ErrorKind::Cancelled || m_at >= m_files.size() || m_mark.empty())
            return error;
        const auto now = fileMark(diskPath());
        return now && *now == m_mark ? error : changed();
    }
    Error changed() const { return Error(ErrorKind::Network, "source.file_changed").with("path", m_files[m_at].path); }

    std::string diskPath() const { return diskPathOf(m_files[m_at].path); }

    Result<void> openNext() {
        const FolderFile &file = m_files[m_at];
        TRY_ASSIGN(m_mark, fileMark(diskPath()));
        TRY_ASSIGN(SurveyedFile surveyed, surveyOf(file.path, m_notation, kSampleBytes, m_cancel));
        ingest::TypeOptions options = typeOptions(m_notation, surveyed.dialect);
        for (const ReadColumn &column : m_request.columns)
            options.forced[column.name] = column.field;
        ingest::TypeDecision decision = ingest::decideTypes(surveyed.dialect.columns, surveyed.survey.tallies, options);
        if (!decision.ambiguousDates.empty() && !surveyed.survey.wholeFile) {
            TRY_ASSIGN(surveyed, surveyOf(file.path, m_notation, 0, m_cancel));
            decision = ingest::decideTypes(surveyed.dialect.columns, surveyed.survey.tallies, options);
        }
        TRY_ASSIGN(auto plan, planFor(file, surveyed.dialect, decision));
        plan->number = m_at;
        if (m_request.order == kFileColumn) {
            TRY_ASSIGN(std::string hash, fileHash(diskPath(), m_cancel));
            m_ledger.add({file.name, file.size, std::move(hash), m_mark});
            plan->position = m_ledger.text();
        }
        const std::int64_t rowBytes = surveyed.survey.bytes / std::max<std::int64_t>(surveyed.survey.rows, 1) + 1;
        const auto pieceBytes = static_cast<std::size_t>(std::clamp<std::int64_t>(rowBytes * engine::kChunkRows * 15 / 16, 256 << 10, 16 << 20));
        m_open = std::make_unique<OpenFile>(std::move(surveyed.source));
        m_open->source.cancelWith(m_cancel);
        m_open->mark = m_mark;
        m_open->row = surveyed.dialect.dataRow;
        m_open->splitter = std::make_unique<ingest::CsvSplitter>(m_open->source, plan->decode->dialect, pieceBytes, m_cancel);
        const std::lock_guard lock(m_mutex);
        m_plans.push_back(std::move(plan));
        return {};
    }

    Result<std::shared_ptr<FilePlan>> planFor(const FolderFile &file, const ingest::CsvDialect &dialect, const ingest::TypeDecision &decision) const {
        auto plan = std::make_shared<FilePlan>();
        plan->name = file.name;
        auto decode = std::make_shared<ingest::DecodePlan>();
        decode->dialect = dialect;
        decode->zone = m_request.zone;
        decode->columns = decision.columns;
        for (ingest::ColumnFormat &column : decode->columns) // what nobody asked for is passed over
            column.field.type = engine::ColumnType::Text;
        for (std::size_t i = 0; i < m_request.columns.size(); ++i) {
            const ReadColumn &wanted = m_request.columns[i];
            const auto found = std::find(dialect.columns.begin(), dialect.columns.end(), wanted.name);
            const auto place = static_cast<std::size_t>(found - dialect.columns.begin());
            plan->places.push_back(found == dialect.columns.end() ? SIZE_MAX : place);
            if (found == dialect.columns.end())
                continue;
            for (const ingest::DateAmbiguity &open : decision.ambiguousDates)
                if (open.column == wanted.name)
                    return ambiguousDates(open);
            decode->columns[place].field = wanted.field;
            if (i == m_request.keyColumn)
                decode->keyColumn = place;
        }
        for (const auto &[column, reason] : m_request.required) {
            const std::string &name = m_request.columns[column].name;
            if (plan->places[column] != SIZE_MAX)
                decode->required.emplace_back(plan->places[column], reason);
            else if (name != kFileColumn)
                return Error(ErrorKind::Invalid, "source.file_lacks").with("path", file.path).with("column", name);
        }
        plan->decode = std::move(decode);
        return plan;
    }

    RawPage pageOf(CsvPiece piece) {
        RawPage page;
        page.index = m_index++;
        page.firstRow = m_rows;
        page.rows = recordsOf(piece, m_plans.back()->decode->dialect);
        PageTail tail{static_cast<std::uint32_t>(m_plans.size() - 1), static_cast<std::uint32_t>(piece.kind), m_open->row, piece.fileOffset, ++m_open->pieces};
        m_open->row += page.rows;
        m_rows += page.rows;
        page.bytes = std::move(piece.text);
        page.bytes.append(reinterpret_cast<const char *>(&tail), sizeof tail);
        return page;
    }

    Result<void> finishFile() {
        const auto now = fileMark(diskPath());
        if (!now || *now != m_open->mark)
            return changed();
        m_bytes += m_files[m_at].size;
        m_open.reset();
        m_mark.clear();
        m_passOver = 0;
        ++m_at;
        return {};
    }

    ingest::DecodedRows arranged(ingest::DecodedRows rows, const FilePlan &plan) const {
        ingest::DecodedRows out;
        out.rows = rows.rows;
        std::vector<bool> isGone(rows.columns.size(), false);
        for (std::size_t i = 0; i < plan.places.size(); ++i) {
            const std::size_t place = plan.places[i];
            const ReadColumn &wanted = m_request.columns[i];
            if (place == SIZE_MAX) {
                const bool isName = wanted.name == kFileColumn;
                out.columns.push_back(constantColumn(wanted.field, rows.rows, isName ? std::optional(plan.name) : std::nullopt));
                continue;
            }
            const bool again = std::find(plan.places.begin() + static_cast<std::ptrdiff_t>(i) + 1, plan.places.end(), place) != plan.places.end();
            out.columns.push_back(again ? rows.columns[place] : std::move(rows.columns[place]));
        }
        return out;
    }

    const std::vector<FolderFile> m_files;
    const bool m_isSet;
    const ReadRequest m_request;
    const FileNotation m_notation;
    const CancelToken m_cancel;
    mutable std::mutex m_mutex; // of the plans
    std::deque<std::shared_ptr<const FilePlan>> m_plans;
    std::unique_ptr<OpenFile> m_open;
    std::string m_mark; // of the file that is being read, from before it was opened
    std::size_t m_at = 0;
    std::int64_t m_passOver = 0; // pieces of the next file
    FileLedger m_ledger;
    std::uint64_t m_index = 0;
    std::int64_t m_rows = 0, m_bytes = 0;
};

} // namespace

ingest::TypeOptions typeOptions(const FileNotation &notation, const ingest::CsvDialect &dialect) {
    ingest::TypeOptions options;
    options.dates = notation.dates;
    options.numbers = dialect.form == ingest::FileForm::Text ? notation.numbers : std::optional(ingest::NumberStyle::Point);
    return options;
}

Result<SurveyedFile> surveyOf(const std::string &path, const FileNotation &notation, std::int64_t maxBytes, const CancelToken &cancel) {
    TRY_ASSIGN(ingest::FileSource source, ingest::FileSource::open(path));
    source.cancelWith(cancel);
    TRY_ASSIGN(ingest::SniffedDialect sniffed, ingest::sniffDialect(source, notation.dialect));
    TRY_ASSIGN(ingest::Survey survey, ingest::surveyFile(source, sniffed.dialect, {maxBytes, 0}, nullptr, cancel));
    return SurveyedFile{std::move(source), std::move(sniffed.dialect), std::move(survey)};
}

Error ambiguousDates(const ingest::DateAmbiguity &open) {
    const auto reading = [&](ingest::DateOrder order) {
        const auto value = ingest::parseDateTime(open.example, order, false);
        return value ? toIso(value->date) : std::string();
    };
    return Error(ErrorKind::Invalid, "source.ambiguous_dates")
        .with("column", open.column)
        .with("example", open.example)
        .with("dmy", reading(ingest::DateOrder::Dmy))
        .with("mdy", reading(ingest::DateOrder::Mdy));
}

std::unique_ptr<RowStream> makeFileStream(std::vector<FolderFile> files, FileLedger ledger, bool isSet, ReadRequest request, FileNotation notation, const CancelToken &cancel) {
    return std::make_unique<FileStream>(std::move(files), std::move(ledger), isSet, std::move(request), std::move(notation), cancel);
}

} // namespace audience::warehouse
