#include "ingest/csv_dialect.h"

#include "base/text.h"
#include "ingest/cell_shape.h"
#include "ingest/csv_record_reader.h"

#include <algorithm>
#include <map>
#include <set>

namespace audience::ingest {

namespace {

constexpr std::size_t kSampleBytes = std::size_t{1} << 20;
constexpr std::size_t kSampleRecords = 500;
constexpr std::string_view kDelimiters = ",;\t|^~:\x1f";
constexpr std::string_view kCommonDelimiters = kDelimiters.substr(0, 4);

struct SampleRecord {
    std::vector<std::string> fields;
    std::size_t offset = 0;  // in the decoded sample
    std::int64_t number = 0; // from 1, blank lines included
};

// The complete records of the sample; a last one that the sample may have cut is left out.
std::vector<SampleRecord> sampleRecords(std::string_view text, bool wholeFile, char delimiter,
                                        char quote, std::size_t limit) {
    std::vector<SampleRecord> records;
    CsvRecordReader reader(text, delimiter, quote);
    std::int64_t number = 0;
    while (records.size() < limit && reader.next()) {
        ++number;
        if (reader.isBlank() ||
            ((reader.endsAtTextEnd() || reader.endsInsideQuotes()) && !wholeFile))
            continue;
        records.push_back({{}, reader.offset(), number});
        for (const std::string_view field : reader.fields())
            records.back().fields.emplace_back(field);
    }
    return records;
}

std::size_t modalFieldCount(const std::vector<SampleRecord> &records) {
    std::map<std::size_t, std::size_t> counts;
    for (const SampleRecord &record : records)
        ++counts[record.fields.size()];
    std::size_t best = 0, bestCount = 0;
    for (const auto &[fields, count] : counts)
        if (count >= bestCount) { // of equals the wider
            best = fields;
            bestCount = count;
        }
    return best;
}

// Share of records with the usual number of fields, helped a little by cells of a recognised type:
// "1,5;2,5" splits evenly at both signs, but only the semicolon leaves numbers.
double delimiterScore(const std::vector<SampleRecord> &records) {
    const std::size_t modal = modalFieldCount(records);
    if (modal < 2 || records.empty())
        return 0;
    std::size_t regular = 0, cells = 0, typed = 0;
    for (const SampleRecord &record : records) {
        regular += record.fields.size() == modal;
        for (const std::string &field : record.fields) {
            ++cells;
            typed += field.empty() || (shapeOf(trimmed(field)) & ~shape::kDigitText) != 0;
        }
    }
    return static_cast<double>(regular) / static_cast<double>(records.size()) +
           0.2 * static_cast<double>(typed) / static_cast<double>(cells);
}

bool isEdge(char c) {
    return c == '\n' || c == '\r' || kDelimiters.find(c) != std::string_view::npos;
}

// A quote sign counts where a field starts with it and another ends a field.
char sniffQuote(std::string_view text) {
    const auto pairs = [&](char quote) {
        std::size_t opening = 0, closing = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != quote)
                continue;
            opening += i == 0 || isEdge(text[i - 1]);
            closing += i + 1 == text.size() || isEdge(text[i + 1]);
        }
        return std::min(opening, closing);
    };
    return pairs('"') == 0 && pairs('\'') >= 2 ? '\'' : '"';
}

// The sample with the signs inside quotes made harmless, at the same places: a reader that splits at
// another sign does not see where the quotes begin, and would take the signs of a text for its own.
std::string withoutQuotedSigns(std::string_view text, char quote) {
    std::string out(text);
    for (std::size_t i = 0; quote != 0 && i < out.size(); ++i) {
        if (text[i] != quote || (i > 0 && !isEdge(text[i - 1])))
            continue;
        std::size_t end = i + 1;
        while (end < out.size() &&
               (text[end] != quote || (end + 1 < out.size() && text[end + 1] == quote)))
            end += text[end] == quote ? 2 : 1;
        if (end >= out.size())
            return out; // never closed: nothing is known to be inside
        for (++i; i < end; ++i)
            if (kCommonDelimiters.find(out[i]) != std::string_view::npos)
                out[i] = '.';
    }
    return out;
}

// The sample as one sign divides it.
struct Candidate {
    char delimiter = ',';
    std::vector<SampleRecord> records;
    std::size_t width = 0; // the usual number of fields
    std::size_t head = 0;  // the first record of that width
    bool steady = false;   // from there on nearly every record has it
    double score = 0;

    bool isTable() const { return steady && width > 1; }
};

Candidate candidateFor(std::string_view text, bool wholeFile, char delimiter, char quote) {
    Candidate out;
    out.delimiter = delimiter;
    out.records = sampleRecords(text, wholeFile, delimiter, quote, kSampleRecords);
    out.width = modalFieldCount(out.records);
    out.score = delimiterScore(out.records);
    if (kCommonDelimiters.find(delimiter) == std::string_view::npos)
        out.score -= 0.25; // rare signs, common inside text
    const auto isRegular = [&](const SampleRecord &r) { return r.fields.size() == out.width; };
    const auto first = std::find_if(out.records.begin(), out.records.end(), isRegular);
    out.head = static_cast<std::size_t>(first - out.records.begin());
    const auto regular =
        static_cast<std::size_t>(std::count_if(first, out.records.end(), isRegular));
    out.steady = out.head < 20 && regular * 10 >= (out.records.size() - out.head) * 9;
    return out;
}

// Whether the line with the names of one candidate's columns is without the sign of the other.
bool isHeadWithout(const Candidate &table, char delimiter, std::string_view text, char quote) {
    CsvRecordReader reader(text.substr(table.records[table.head].offset), delimiter, quote);
    return reader.next() && reader.fields().size() == 1;
}

// "1721,59" and "-1.721,59": the commas left in the fields of the table stand in numbers.
bool hasDecimalCommas(const Candidate &table) {
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    std::size_t with = 0, decimal = 0;
    for (const SampleRecord &record : table.records)
        for (const std::string &field : record.fields) {
            const std::size_t comma = field.find(',');
            if (comma == std::string::npos)
                continue;
            ++with;
            decimal += comma > 0 && comma + 1 < field.size() && isDigit(field[comma - 1]) &&
                       isDigit(field[comma + 1]) &&
                       field.find(',', comma + 1) == std::string::npos;
        }
    return with > 0 && decimal * 10 >= with * 9;
}

// Whether dividing at one sign cuts through a table that another sign makes. The names of the columns
// tell most: a sign that divides the rows divides them too.
bool cutsThrough(const Candidate &sign, const Candidate &table, std::string_view text, char quote) {
    if (!table.isTable())
        return false;
    const bool decimal = sign.delimiter == ',' && table.delimiter != ',' &&
                         kCommonDelimiters.find(table.delimiter) != std::string_view::npos &&
                         hasDecimalCommas(table);
    const bool headWithoutSign = isHeadWithout(table, sign.delimiter, text, quote);
    const bool signHasOwnHead =
        sign.isTable() && isHeadWithout(sign, table.delimiter, text, quote);
    if (headWithoutSign && signHasOwnHead) // one of them is a title
        return table.width > sign.width || (table.width == sign.width && decimal);
    if (headWithoutSign || signHasOwnHead)
        return headWithoutSign;
    return decimal || (kCommonDelimiters.find(table.delimiter) != std::string_view::npos &&
                       sign.width > 1 && table.width - 1 >= 2 * (sign.width - 1));
}

// "Hauptstr. 5, Wien" below "Address": a sign that the first line is without, and that has a space
// behind it as in writing.
bool isWriting(const Candidate &sign, std::string_view text) {
    if (sign.delimiter == '\t' || sign.records.empty() || sign.records.front().fields.size() > 1)
        return false;
    std::size_t signs = 0, spaced = 0;
    for (std::size_t i = text.find(sign.delimiter); i != std::string_view::npos;
         i = text.find(sign.delimiter, i + 1)) {
        ++signs;
        spaced += i + 1 < text.size() && text[i + 1] == ' ';
    }
    return spaced * 10 >= signs * 9;
}

char sniffDelimiter(std::string_view sample, bool wholeFile, char quote) {
    const std::string text = withoutQuotedSigns(sample, quote);
    std::vector<Candidate> candidates;
    for (const char delimiter : kDelimiters)
        if (text.find(delimiter) != std::string::npos)
            candidates.push_back(candidateFor(text, wholeFile, delimiter, quote));
    const Candidate *best = nullptr;
    for (const Candidate &sign : candidates) {
        const auto cuts = [&](const Candidate &table) {
            return &table != &sign && cutsThrough(sign, table, text, quote);
        };
        if (sign.score <= 0 || isWriting(sign, text) ||
            std::any_of(candidates.begin(), candidates.end(), cuts))
            continue;
        const double ahead = best ? sign.score - best->score : 1;
        if (ahead > 1e-9 || (ahead > -1e-9 && sign.width > best->width))
            best = &sign;
    }
    if (best)
        return best->delimiter;
    // One column: a sign that divides none of its lines, where the first line has no comma either.
    const std::string_view firstLine = std::string_view(text).substr(0, text.find_first_of("\r\n"));
    if (firstLine.find(',') != std::string_view::npos)
        return ',';
    for (const char delimiter : kDelimiters)
        if (sample.find(delimiter) == std::string_view::npos)
            return delimiter;
    return ',';
}

std::size_t filledCells(const SampleRecord &record) {
    return static_cast<std::size_t>(
        std::count_if(record.fields.begin(), record.fields.end(),
                      [](const auto &f) { return !trimmed(f).empty(); }));
}

// Title rows stand above the table: at most half as many filled cells as a usual row.
std::size_t countTitleRows(const std::vector<SampleRecord> &records) {
    if (records.size() < 2)
        return 0;
    std::vector<std::size_t> filled;
    for (const SampleRecord &record : records)
        filled.push_back(filledCells(record));
    std::vector<std::size_t> sorted = filled;
    std::sort(sorted.begin(), sorted.end());
    const std::size_t usual = sorted[sorted.size() / 2];
    std::size_t titles = 0;
    while (titles < 20 && titles + 1 < records.size() && usual >= 2 && filled[titles] * 2 <= usual)
        ++titles;
    // Many thin rows are no titles but data with few values.
    return titles * 2 > records.size() || titles >= 20 ? 0 : titles;
}

bool isYear(std::string_view cell) {
    return cell.size() == 4 && (shapeOf(cell) & shape::kInt) != 0 && cell >= "1900" &&
           cell <= "2100";
}

bool isTyped(std::string_view cell) {
    return (shapeOf(cell) & (shape::kNumbers | shape::kDates | shape::kDigitText)) != 0;
}

bool looksLikeHeader(const std::vector<SampleRecord> &records, std::size_t at, bool hasTitles) {
    const std::vector<std::string> &names = records[at].fields;
    double votes = hasTitles ? 1 : 0;
    std::set<std::string_view> different;
    std::size_t filled = 0;
    for (std::size_t column = 0; column < names.size(); ++column) {
        const std::string_view name = trimmed(names[column]);
        filled += !name.empty();
        different.insert(name);
        std::size_t values = 0, typed = 0, same = 0;
        for (std::size_t row = at + 1; row < records.size(); ++row) {
            if (column >= records[row].fields.size())
                continue;
            const std::string_view cell = trimmed(records[row].fields[column]);
            if (cell.empty())
                continue;
            ++values;
            typed += isTyped(cell);
            same += cell == name;
        }
        if (name.find('@') != std::string_view::npos)
            votes -= 1;
        else if (values > 0 && typed * 10 >= values * 8 && !name.empty())
            votes += !isTyped(name) ? 1 : isYear(name) ? 0 : -1;
        else if (isTyped(name) && !isYear(name))
            votes -= 0.5;
        else if (same > 0 && !name.empty())
            votes -= 0.5;
    }
    if (filled > 0 && filled == names.size() && different.size() == filled)
        votes += 0.75;
    return votes > 0;
}

std::optional<std::size_t> recordWithAll(const std::vector<SampleRecord> &records,
                                         const std::vector<std::string> &wanted) {
    for (std::size_t i = 0; i < records.size() && i < 20 && !wanted.empty(); ++i) {
        const auto &fields = records[i].fields;
        const bool all = std::all_of(wanted.begin(), wanted.end(), [&](const std::string &name) {
            return std::any_of(fields.begin(), fields.end(),
                               [&](const std::string &f) { return trimmed(f) == trimmed(name); });
        });
        if (all)
            return i;
    }
    return std::nullopt;
}

// Without control characters and short enough for a field, with room for a number behind it.
std::string fittingName(std::string name) {
    constexpr std::size_t kLongest = 190;
    for (char &c : name)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            c = ' ';
    if (name.size() > kLongest) {
        std::size_t size = kLongest;
        while (size > 0 && (static_cast<unsigned char>(name[size]) & 0xC0) == 0x80)
            --size;
        name.resize(size);
    }
    return std::string(trimmed(name));
}

std::vector<std::string> columnNames(const std::vector<std::string> &raw, bool hasHeader,
                                     std::vector<Finding> &findings) {
    std::vector<std::string> names;
    // Names of fields differ in any case, as names of SQL columns do.
    std::set<std::string> taken{"_ordinal", "_valid_from"};
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const std::string position = std::to_string(i + 1);
        std::string name = hasHeader ? toNfc(trimmed(repairUtf8(raw[i]))) : std::string();
        if (hasHeader && name != raw[i] && !name.empty() && trimmed(raw[i]).size() != raw[i].size())
            findings.push_back({"ingest.header_trimmed", {{"column", name}}});
        if (name.empty()) {
            name = "column_" + position;
            if (hasHeader)
                findings.push_back(
                    {"ingest.header_empty", {{"position", position}, {"column", name}}});
        }
        if (std::string fit = fittingName(name); fit != name) {
            findings.push_back({"ingest.header_cleaned", {{"position", position}, {"column", fit}}});
            name = std::move(fit);
        }
        const std::string wanted = name;
        for (int n = 2; !taken.insert(toLowerAscii(name)).second; ++n)
            name = wanted + "_" + std::to_string(n);
        if (name != wanted)
            findings.push_back({"ingest.header_repeated", {{"name", wanted}, {"column", name}}});
        names.push_back(std::move(name));
    }
    return names;
}

LineEnds countLineEnds(std::string_view text, char delimiter, char quote) {
    LineEnds ends;
    CsvRecordReader reader(text, delimiter, quote);
    while (reader.next()) {
        const std::string_view raw = reader.raw();
        if (raw.ends_with("\r\n"))
            ++ends.crlf;
        else if (raw.ends_with('\n'))
            ++ends.lf;
        else if (raw.ends_with('\r'))
            ++ends.cr;
    }
    return ends;
}

// Pictures, archives and other files of programs, whatever they are called. Real lists hold a damaged
// character here and there, never one in twenty.
bool isNoText(std::string_view bytes, std::string_view text) {
    for (const std::string_view sign : {"\x89PNG", "\xFF\xD8\xFF", "GIF8", "%PDF-", "\x1F\x8B", "\x7F" "ELF", "SQLite format 3"})
        if (bytes.starts_with(sign))
            return true;
    const std::string_view part = text.substr(0, 64 << 10);
    const auto odd = std::count_if(part.begin(), part.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != '\x1f') || byte == 0x7f;
    });
    return odd >= 16 && static_cast<std::size_t>(odd) * 20 > part.size();
}

// Text that was made here is known.
DialectOptions ofForm(FileForm form, DialectOptions options) {
    if (form == FileForm::Text)
        return options;
    options.encoding = Encoding::Utf8;
    options.delimiter = ',';
    options.quote = '"';
    if (form == FileForm::JsonLines) {
        options.header = true;
        options.expectedColumns.clear();
    }
    return options;
}

// Grows the sample until it holds a whole record or is longer than any record may be.
Result<void> fillSample(FileSource &source, const DialectOptions &options, EncodingGuess &encoding,
                        std::string &text, bool &wholeFile) {
    TRY(source.seek(0));
    std::string bytes;
    TRY_ASSIGN(const std::size_t first, source.read(kSampleBytes, bytes));
    const std::string start = bytes.substr(0, 16);
    wholeFile = static_cast<std::int64_t>(first) >= source.size();
    encoding = options.encoding
                   ? EncodingGuess{*options.encoding, bomLength(*options.encoding, bytes)}
                   : guessEncoding(bytes, wholeFile);
    TextDecoder decoder(encoding.encoding);
    decoder.decode(std::string_view(bytes).substr(encoding.bomBytes), text);
    while (!wholeFile && text.size() <= kMaxRecordBytes) {
        const std::size_t lineEnd = text.find_first_of("\r\n");
        if (lineEnd != std::string::npos)
            break;
        bytes.clear();
        TRY_ASSIGN(const std::size_t more, source.read(kSampleBytes, bytes));
        wholeFile = more == 0;
        decoder.decode(bytes, text);
    }
    if (wholeFile)
        decoder.finish(text);
    if (isNoText(start, text))
        return Error(ErrorKind::Invalid, "ingest.no_text").with("path", source.path());
    return {};
}

} // namespace

Result<SniffedDialect> sniffDialect(FileSource &source, const DialectOptions &wanted) {
    SniffedDialect out;
    CsvDialect &dialect = out.dialect;
    const DialectOptions options = ofForm(source.form(), wanted);
    dialect.form = source.form();
    EncodingGuess encoding;
    std::string text;
    bool wholeFile = false;
    TRY(fillSample(source, options, encoding, text, wholeFile));
    dialect.encoding = encoding.encoding;
    dialect.bomBytes = encoding.bomBytes;
    // Scoring looks at the first part only; a few hundred records tell as much as a megabyte.
    const bool part = text.size() > kSampleBytes / 4;
    const std::string_view scored = std::string_view(text).substr(0, kSampleBytes / 4);
    dialect.quote = options.quote ? *options.quote : sniffQuote(scored);
    dialect.delimiter = options.delimiter
                            ? *options.delimiter
                            : sniffDelimiter(scored, wholeFile && !part, dialect.quote);
    std::vector<SampleRecord> records =
        sampleRecords(text, wholeFile, dialect.delimiter, dialect.quote, kSampleRecords);
    if (records.empty() && !wholeFile)
        return Error(ErrorKind::Invalid, "ingest.header_too_long").with("path", source.path());
    if (records.empty())
        return Error(ErrorKind::Invalid, "ingest.no_rows").with("path", source.path());
    dialect.lineEnds = countLineEnds(scored, dialect.delimiter, dialect.quote);

    const auto named = recordWithAll(records, options.expectedColumns);
    const bool hasTitles = dialect.form != FileForm::JsonLines;
    std::size_t at = named ? *named : hasTitles ? countTitleRows(records) : 0;
    dialect.titleRows = static_cast<std::int64_t>(at);
    dialect.hasHeader =
        options.header ? *options.header : named || looksLikeHeader(records, at, at > 0);
    const std::size_t width = dialect.hasHeader
                                  ? records[at].fields.size()
                                  : std::max(modalFieldCount(records), records[at].fields.size());
    if (width > kMaxColumns)
        return Error(ErrorKind::Limit, "ingest.too_many_columns")
            .with("count", std::to_string(width))
            .with("limit", std::to_string(kMaxColumns));
    std::vector<std::string> raw = records[at].fields;
    raw.resize(width);
    dialect.columns = columnNames(raw, dialect.hasHeader, out.findings);
    if (at > 0)
        out.findings.push_back({"ingest.title_rows", {{"count", std::to_string(at)}}});

    // Where the data begin: the record behind the header, blank lines skipped by the reader later.
    std::size_t offset = records[at].offset;
    dialect.dataRow = records[at].number;
    if (dialect.hasHeader) {
        CsvRecordReader header(std::string_view(text).substr(offset), dialect.delimiter,
                               dialect.quote);
        header.next();
        offset += header.raw().size();
        if (dialect.form != FileForm::JsonLines) // whose names stand in no line of their own
            ++dialect.dataRow;
    }
    dialect.dataOffset = static_cast<std::int64_t>(
        dialect.bomBytes + sourceBytes(dialect.encoding, std::string_view(text).substr(0, offset)));
    return out;
}

std::string delimiterName(char delimiter) {
    if (delimiter == '\t')
        return "tab";
    if (delimiter == '\x1f')
        return "unit separator";
    return std::string(1, delimiter);
}

std::optional<char> delimiterFromText(std::string_view text) {
    if (text == "tab" || text == "\\t")
        return '\t';
    if (text == "comma")
        return ',';
    if (text == "semicolon")
        return ';';
    if (text == "pipe")
        return '|';
    const bool usable = text.size() == 1 && static_cast<unsigned char>(text[0]) < 0x80 &&
                        text != "\n" && text != "\r" && text != "\"" && text[0] != '\0';
    return usable ? std::optional(text[0]) : std::nullopt;
}

} // namespace audience::ingest
