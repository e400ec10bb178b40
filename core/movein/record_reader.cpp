#include "movein/record_reader.h"

#include "base/text.h"
#include "ingest/avro_reader.h"
#include "ingest/csv_record_reader.h"
#include "ingest/csv_splitter.h"
#include "ingest/text_encoding.h"
#include "qbase/convert.h"

#include <QFile>

#include <algorithm>
#include <unordered_map>

namespace audience::movein {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxColumns = 5000; // of JSON, whose records may each bring others
constexpr int kMaxDepth = 6;

std::string fileName(const std::string &path) { return path.substr(path.find_last_of("/\\") + 1); }

// Lists of records within an object, as the services' own interfaces give them.
constexpr std::string_view kListMembers[] = {"users", "data", "customers", "people", "events", "emails", "members", "deliveries", "messages", "suppressions", "results"};

} // namespace

std::string columnName(std::string_view name) {
    std::string out;
    bool gap = false;
    for (const char c : trimmed(name)) {
        const auto byte = static_cast<unsigned char>(c);
        const bool isWord = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte >= 0x80;
        if (isWord) {
            if (gap && !out.empty())
                out += '_';
            out += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : c;
            gap = false;
        } else {
            gap = true;
        }
        if (out.size() > 100)
            break;
    }
    return out;
}

struct RecordReader::Source {
    virtual ~Source() = default;
    virtual Result<bool> next(std::vector<std::string> &values) = 0;
    virtual std::int64_t position() const = 0;

    std::size_t addColumn(std::string_view label) {
        std::string name = columnName(label);
        if (name.empty())
            name = "column";
        std::string unique = name;
        for (int next = 2; std::find(columns.begin(), columns.end(), unique) != columns.end(); ++next)
            unique = name + '_' + std::to_string(next);
        columns.push_back(unique);
        labels.emplace_back(label);
        return columns.size() - 1;
    }

    std::vector<std::string> columns, labels;
    std::int64_t record = 0, rejected = 0;
};

namespace {

// The bytes as they are: ingest's own source gives JSON as the table it comes to, and what lies within is one cell there.
class RawFile {
public:
    static Result<RawFile> open(const std::string &path) {
        RawFile file;
        file.m_path = path;
        file.m_file = std::make_unique<QFile>(toQString(path));
        if (!file.m_file->open(QIODevice::ReadOnly))
            return Error(file.m_file->exists() ? ErrorKind::Io : ErrorKind::NotFound, file.m_file->exists() ? "ingest.file_unreadable" : "ingest.file_missing")
                .with("path", path)
                .with("reason", toUtf8(file.m_file->errorString()));
        if (file.m_file->size() == 0)
            return Error(ErrorKind::Invalid, "ingest.file_empty").with("path", path);
        return file;
    }
    const std::string &path() const { return m_path; }
    std::int64_t size() const { return m_file->size(); }
    std::int64_t position() const { return m_file->pos(); }
    Result<std::size_t> read(std::size_t bytes, std::string &out) {
        const std::size_t before = out.size();
        out.resize(before + bytes);
        const qint64 got = m_file->read(out.data() + before, static_cast<qint64>(bytes));
        out.resize(before + static_cast<std::size_t>(std::max<qint64>(got, 0)));
        if (got < 0)
            return Error(ErrorKind::Io, "ingest.read_failed").with("path", m_path).with("reason", toUtf8(m_file->errorString()));
        return static_cast<std::size_t>(got);
    }
    void seek(std::int64_t position) { m_file->seek(position); }

private:
    std::string m_path;
    std::unique_ptr<QFile> m_file;
};

class CsvSource final : public RecordReader::Source {
public:
    static Result<std::unique_ptr<RecordReader::Source>> open(const std::string &path, const CancelToken &cancel) {
        TRY_ASSIGN(ingest::FileSource file, ingest::FileSource::open(path));
        auto source = std::make_unique<CsvSource>(std::move(file));
        TRY_ASSIGN(const ingest::SniffedDialect sniffed, ingest::sniffDialect(source->m_file));
        source->m_dialect = sniffed.dialect;
        for (const std::string &label : sniffed.dialect.columns)
            source->addColumn(label);
        source->m_splitter = std::make_unique<ingest::CsvSplitter>(source->m_file, source->m_dialect, kPieceBytes, cancel);
        return std::unique_ptr<RecordReader::Source>(std::move(source));
    }
    explicit CsvSource(ingest::FileSource file) : m_file(std::move(file)) {}

    Result<bool> next(std::vector<std::string> &values) override {
        for (;;) {
            while (m_reader && m_reader->next()) {
                if (m_reader->isBlank())
                    continue;
                ++record;
                const auto &fields = m_reader->fields();
                if (fields.size() != columns.size() || m_reader->endsInsideQuotes()) {
                    ++rejected;
                    continue;
                }
                values.resize(fields.size());
                for (std::size_t i = 0; i < fields.size(); ++i)
                    values[i] = isValidUtf8(fields[i]) ? std::string(fields[i]) : repairUtf8(fields[i]);
                return true;
            }
            m_reader.reset();
            TRY_ASSIGN(auto piece, m_splitter->next());
            if (!piece)
                return false;
            if (piece->kind != ingest::PieceKind::Records) {
                ++record;
                ++rejected;
                continue;
            }
            m_text = std::move(piece->text);
            m_offset = piece->fileOffset;
            m_reader.emplace(m_text, m_dialect.delimiter, m_dialect.quote);
        }
    }
    std::int64_t position() const override { return m_offset; }

private:
    ingest::FileSource m_file;
    ingest::CsvDialect m_dialect;
    std::unique_ptr<ingest::CsvSplitter> m_splitter;
    std::string m_text;
    std::int64_t m_offset = 0;
    std::optional<ingest::CsvRecordReader> m_reader;
};

std::string scalarText(const Json &value) {
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_null())
        return {};
    return dumpJson(value);
}

// Records with members: each that is met is a column, from then on.
class MemberSource : public RecordReader::Source {
protected:
    Result<bool> take(const Json &json, std::vector<std::string> &values) {
        values.assign(columns.size(), {});
        if (json.is_object())
            flatten(json, {}, 0, values);
        return true;
    }

private:
    void flatten(const Json &object, const std::string &path, int depth, std::vector<std::string> &values) {
        for (const auto &[name, value] : object.items()) {
            const std::string label = path.empty() ? name : path + '.' + name;
            if (value.is_object() && depth < kMaxDepth) {
                flatten(value, label, depth + 1, values);
                continue;
            }
            auto found = m_places.find(label);
            if (found == m_places.end()) {
                if (columns.size() >= kMaxColumns)
                    continue;
                found = m_places.emplace(label, addColumn(label)).first;
                values.resize(columns.size());
            }
            values[found->second] = scalarText(value);
        }
    }

    std::unordered_map<std::string, std::size_t> m_places;
};

class JsonSource final : public MemberSource {
public:
    static Result<std::unique_ptr<RecordReader::Source>> open(const std::string &path, const CancelToken &cancel) {
        TRY_ASSIGN(RawFile file, RawFile::open(path));
        auto source = std::make_unique<JsonSource>(std::move(file), cancel);
        std::string head;
        TRY(source->m_file.read(std::size_t{64} * 1024, head));
        const auto guess = ingest::guessEncoding(head, static_cast<std::int64_t>(head.size()) == source->m_file.size());
        source->m_decoder = ingest::TextDecoder(guess.encoding);
        source->m_file.seek(static_cast<std::int64_t>(guess.bomBytes));
        TRY(source->startLines());
        return std::unique_ptr<RecordReader::Source>(std::move(source));
    }
    JsonSource(RawFile file, CancelToken cancel) : m_file(std::move(file)), m_cancel(std::move(cancel)) {}

    Result<bool> next(std::vector<std::string> &values) override {
        if (!m_isLines) {
            if (m_next >= m_list.size())
                return false;
            ++record;
            return take(m_list[m_next++], values);
        }
        for (;;) {
            std::string line;
            TRY_ASSIGN(const bool more, readLine(line));
            if (!more)
                return false;
            if (trimmed(line).empty())
                continue;
            ++record;
            const auto json = parseJson(line);
            if (!json || !json->is_object()) {
                ++rejected;
                continue;
            }
            return take(*json, values);
        }
    }
    std::int64_t position() const override { return m_file.position(); }

private:
    // Lines, unless the first one is no whole object: then it is one document.
    Result<void> startLines() {
        std::string line;
        for (;;) {
            TRY_ASSIGN(const bool more, readLine(line));
            if (!more)
                return {};
            if (!trimmed(line).empty())
                break;
        }
        const auto first = parseJson(line);
        std::string rest;
        if (first && first->is_object()) {
            // One object in one line may still be the whole document with a list in it.
            if (listIn(*first).empty()) {
                m_text.insert(m_at, line + '\n');
                return {};
            }
            m_isLines = false;
            m_list = listIn(*first);
            return {};
        }
        m_isLines = false;
        std::string text = line + '\n' + m_text.substr(m_at);
        while (!m_atEnd) {
            TRY(m_cancel.check());
            m_text.clear();
            m_at = 0;
            TRY(readMore());
            text += m_text;
            if (text.size() > kMaxJsonBytes)
                return Error(ErrorKind::Limit, "movein.json_too_large").with("file", fileName(m_file.path())).with("limit", std::to_string(kMaxJsonBytes >> 20));
        }
        auto json = parseJson(text);
        if (!json)
            return Error(ErrorKind::Invalid, "movein.json_broken").with("file", fileName(m_file.path())).with("reason", json.error().arg("reason"));
        if (json->is_array())
            m_list = std::move(*json);
        else if (m_list = listIn(*json); m_list.empty() && json->is_object())
            m_list = Json::array({*json});
        return {};
    }

    static Json listIn(const Json &json) {
        if (json.is_object())
            for (const std::string_view name : kListMembers)
                if (const Json *list = jsonMember(json, name); list && list->is_array() && !list->empty() && list->front().is_object())
                    return *list;
        return Json::array();
    }

    Result<void> readMore() {
        std::string bytes;
        TRY_ASSIGN(const std::size_t got, m_file.read(kPieceBytes, bytes));
        if (got == 0) {
            m_decoder.finish(m_text);
            m_atEnd = true;
        } else {
            m_decoder.decode(bytes, m_text);
        }
        return {};
    }
    Result<bool> readLine(std::string &line) {
        std::size_t from = m_at;
        for (;;) {
            const std::size_t end = m_text.find('\n', from);
            if (end != std::string::npos) {
                line.assign(m_text, m_at, end - m_at);
                m_at = end + 1;
                return true;
            }
            if (m_atEnd) {
                line.assign(m_text, m_at);
                m_at = m_text.size();
                return !line.empty();
            }
            TRY(m_cancel.check());
            m_text.erase(0, m_at);
            from = m_text.size();
            m_at = 0;
            if (m_text.size() > kMaxJsonBytes)
                return Error(ErrorKind::Limit, "movein.json_too_large").with("file", fileName(m_file.path())).with("limit", std::to_string(kMaxJsonBytes >> 20));
            TRY(readMore());
        }
    }

    RawFile m_file;
    CancelToken m_cancel;
    ingest::TextDecoder m_decoder{ingest::Encoding::Utf8};
    std::string m_text;
    std::size_t m_at = 0;
    bool m_atEnd = false, m_isLines = true;
    Json m_list = Json::array();
    std::size_t m_next = 0;
};

// What a record is stands in the schema alone: "users.messages.email.Open" is a column of its own.
class AvroSource final : public MemberSource {
public:
    AvroSource(ingest::AvroReader reader, CancelToken cancel) : m_reader(std::move(reader)), m_cancel(std::move(cancel)) {}

    Result<bool> next(std::vector<std::string> &values) override {
        TRY(m_cancel.check());
        Json json;
        TRY_ASSIGN(const bool more, m_reader.next(json));
        if (!more)
            return false;
        ++record;
        json["record_type"] = m_reader.schema().name();
        return take(json, values);
    }
    std::int64_t position() const override { return m_reader.position(); }

private:
    ingest::AvroReader m_reader;
    CancelToken m_cancel;
};

enum class Form { Text, Json, Avro };

// JSON begins with a brace or a bracket, in whatever encoding.
Result<Form> formOf(const std::string &path) {
    TRY_ASSIGN(RawFile file, RawFile::open(path));
    std::string head, text;
    TRY(file.read(4096, head));
    if (ingest::isAvro(head))
        return Form::Avro;
    const auto guess = ingest::guessEncoding(head, static_cast<std::int64_t>(head.size()) == file.size());
    ingest::TextDecoder(guess.encoding).decode(std::string_view(head).substr(guess.bomBytes), text);
    const std::string_view words = trimmed(text);
    const bool isJson = !words.empty() && (words.front() == '{' || (words.front() == '[' && words.find_first_of("{]") != std::string_view::npos));
    return isJson ? Form::Json : Form::Text;
}

} // namespace

Result<RecordReader> RecordReader::open(const std::string &path, const CancelToken &cancel) {
    TRY_ASSIGN(const Form form, formOf(path));
    if (form == Form::Avro) {
        TRY_ASSIGN(ingest::AvroReader reader, ingest::AvroReader::open(path));
        return RecordReader(std::make_unique<AvroSource>(std::move(reader), cancel));
    }
    TRY_ASSIGN(auto source, form == Form::Json ? JsonSource::open(path, cancel) : CsvSource::open(path, cancel));
    return RecordReader(std::move(source));
}

RecordReader::RecordReader(std::unique_ptr<Source> source) : m_source(std::move(source)) {}
RecordReader::RecordReader(RecordReader &&) noexcept = default;
RecordReader &RecordReader::operator=(RecordReader &&) noexcept = default;
RecordReader::~RecordReader() = default;

Result<bool> RecordReader::next(std::vector<std::string> &values) { return m_source->next(values); }
const std::vector<std::string> &RecordReader::columns() const { return m_source->columns; }
const std::vector<std::string> &RecordReader::labels() const { return m_source->labels; }
std::int64_t RecordReader::record() const { return m_source->record; }
std::int64_t RecordReader::rejected() const { return m_source->rejected; }
std::int64_t RecordReader::position() const { return m_source->position(); }

Result<std::string> readWholeText(const std::string &path, std::size_t limit) {
    TRY_ASSIGN(RawFile file, RawFile::open(path));
    if (file.size() > static_cast<std::int64_t>(limit))
        return Error(ErrorKind::Limit, "movein.file_too_large").with("file", fileName(path)).with("limit", std::to_string(limit >> 20));
    std::string bytes, text;
    TRY(file.read(static_cast<std::size_t>(file.size()), bytes));
    const auto guess = ingest::guessEncoding(bytes, true);
    ingest::TextDecoder decoder(guess.encoding);
    decoder.decode(std::string_view(bytes).substr(guess.bomBytes), text);
    decoder.finish(text);
    return isValidUtf8(text) ? text : repairUtf8(text);
}

} // namespace audience::movein
