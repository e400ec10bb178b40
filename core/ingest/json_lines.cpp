// JSON Lines as CSV text: a column for each member that any line has, in the order in which they first come.
#include "ingest/csv_dialect.h"
#include "ingest/json_line.h"
#include "ingest/text_conversion.h"

#include <algorithm>
#include <cstring>
#include <unordered_map>

namespace audience::ingest {

namespace {

constexpr std::size_t kReadBytes = std::size_t{256} << 10;
constexpr std::size_t kMostLineBytes = kMaxRecordBytes;
constexpr std::size_t kRawBytes = 4096;

// The lines of a source, without their ends; of one that is too long only the first part.
class Lines {
public:
    explicit Lines(FileSource file) : m_file(std::move(file)) {}
    FileSource &file() { return m_file; }
    const FileSource &file() const { return m_file; }

    Result<void> restart() {
        m_text.clear();
        m_at = 0;
        m_ended = false;
        return m_file.seek(0);
    }

    // Valid until the next call; nothing at the end.
    Result<bool> next(std::string_view &line, bool &tooLong) {
        tooLong = false;
        for (std::size_t scanned = m_at;;) {
            const void *found = std::memchr(m_text.data() + scanned, '\n', m_text.size() - scanned);
            if (found || (m_ended && m_at < m_text.size())) {
                const std::size_t end = found ? static_cast<std::size_t>(static_cast<const char *>(found) - m_text.data()) : m_text.size();
                line = std::string_view(m_text).substr(m_at, end - m_at);
                m_at = found ? end + 1 : end;
                tooLong = tooLong || line.size() > kMostLineBytes;
                return true;
            }
            if (m_ended)
                return false;
            if (m_text.size() - m_at > kMostLineBytes) { // keeps what a person needs to find it
                m_text.resize(m_at + kRawBytes);
                tooLong = true;
            }
            m_text.erase(0, m_at);
            m_at = 0;
            scanned = m_text.size();
            TRY_ASSIGN(const std::size_t got, m_file.read(kReadBytes, m_text));
            m_ended = got == 0;
        }
    }

private:
    FileSource m_file;
    std::string m_text;
    std::size_t m_at = 0;
    bool m_ended = false;
};

bool isEmptyLine(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

class JsonLinesConversion final : public TextConversion {
public:
    explicit JsonLinesConversion(FileSource file) : m_lines(std::move(file)) {}

    Result<void> restart() override {
        m_headerWritten = false;
        return m_lines.restart();
    }

    Result<bool> more(std::string &out) override {
        if (!m_known) {
            TRY(findColumns());
            TRY(restart());
        }
        if (!m_headerWritten) {
            CsvLine header(out);
            for (const std::string &name : m_names)
                header.cell(name);
            header.end();
            m_headerWritten = true;
            return true;
        }
        TRY(m_cancel.check());
        const std::size_t before = out.size();
        while (out.size() - before < kReadBytes) {
            std::string_view line;
            bool tooLong = false;
            TRY_ASSIGN(const bool some, m_lines.next(line, tooLong));
            if (!some)
                return out.size() > before;
            convert(line, tooLong, out);
        }
        return true;
    }

    std::int64_t sizeGuess() const override { return m_lines.file().size(); }
    void cancelWith(const CancelToken &cancel) override { m_cancel = cancel; }

private:
    Result<void> findColumns() {
        TRY(m_lines.restart());
        for (std::int64_t count = 0;; ++count) {
            if (count % 4096 == 0)
                TRY(m_cancel.check());
            std::string_view line;
            bool tooLong = false;
            TRY_ASSIGN(const bool some, m_lines.next(line, tooLong));
            if (!some)
                break;
            if (tooLong || !readJsonLine(line, m_members))
                continue;
            place();
            if (m_names.size() > kMaxColumns)
                return Error(ErrorKind::Limit, "ingest.too_many_columns").with("count", std::to_string(m_names.size())).with("limit", std::to_string(kMaxColumns));
        }
        if (m_names.empty())
            return Error(ErrorKind::Invalid, "ingest.no_json_lines").with("path", m_lines.file().path());
        m_known = true;
        return {};
    }

    // The column of each member in m_places. Most lines have the members of the one before.
    void place() {
        m_places.resize(m_members.size());
        for (std::size_t i = 0; i < m_members.size(); ++i) {
            const JsonMember &member = m_members[i];
            if (i < m_last.size() && m_last[i].first == member.name) {
                m_places[i] = m_last[i].second;
                continue;
            }
            std::string name;
            member.nameHasEscapes ? appendUnescaped(member.name, name) : void(name = member.name);
            const auto [known, isNew] = m_columns.emplace(std::move(name), m_names.size());
            if (isNew)
                m_names.push_back(known->first);
            m_places[i] = known->second;
            m_last.resize(std::max(m_last.size(), i + 1));
            m_last[i] = {std::string(member.name), known->second};
        }
    }

    void convert(std::string_view line, bool tooLong, std::string &out) {
        CsvLine csv(out);
        if (!tooLong && isEmptyLine(line)) {
            out += '\n'; // so that rows are counted as lines are
            return;
        }
        if (tooLong || !readJsonLine(line, m_members)) {
            csv.reject(tooLong ? "ingest.reject.row_too_long" : "ingest.reject.no_json", {}, line.substr(0, kRawBytes));
            return;
        }
        place();
        m_cells.assign(m_names.size(), nullptr);
        for (std::size_t i = 0; i < m_members.size(); ++i)
            if (m_places[i] < m_cells.size())
                m_cells[m_places[i]] = &m_members[i]; // of two with one name the last one counts, as everywhere
        for (const JsonMember *member : m_cells) {
            if (!member || member->kind == JsonMember::Kind::Null) {
                csv.cell({});
                continue;
            }
            const bool isNested = member->kind == JsonMember::Kind::Nested;
            if (!isNested && !member->hasEscapes) {
                csv.cell(member->text);
                continue;
            }
            m_scratch.clear();
            isNested ? appendCompact(member->text, m_scratch) : appendUnescaped(member->text, m_scratch);
            csv.cell(m_scratch);
        }
        csv.end();
    }

    Lines m_lines;
    CancelToken m_cancel;
    std::vector<std::string> m_names;
    std::unordered_map<std::string, std::size_t> m_columns;
    std::vector<JsonMember> m_members;
    std::vector<std::size_t> m_places;
    std::vector<std::pair<std::string, std::size_t>> m_last;
    std::vector<const JsonMember *> m_cells;
    std::string m_scratch;
    bool m_known = false, m_headerWritten = false;
};

} // namespace

Result<std::unique_ptr<TextConversion>> makeJsonLinesConversion(FileSource file) {
    return std::unique_ptr<TextConversion>(std::make_unique<JsonLinesConversion>(std::move(file)));
}

} // namespace audience::ingest
