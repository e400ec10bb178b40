// What turns a file of another form into text while it is read. One thread at a time.
#pragma once

#include "base/result.h"
#include "ingest/file_source.h"

#include <memory>
#include <string>
#include <string_view>

namespace audience::ingest {

class TextConversion {
public:
    virtual ~TextConversion() = default;
    virtual Result<void> restart() = 0;
    // Appends some text to `out`; false at the end.
    virtual Result<bool> more(std::string &out) = 0;
    virtual std::int64_t sizeGuess() const = 0; // of all text
    virtual void cancelWith(const CancelToken &) {}
};

// A record that cannot be taken stands in the text as one that begins with this: then the reason of its reject, the column
// and what stood there.
constexpr char kRejectMark = '\0';

// One record of CSV text, with commas and quotes.
class CsvLine {
public:
    explicit CsvLine(std::string &out) : m_out(out) {}
    void cell(std::string_view text) {
        if (m_cells++ > 0)
            m_out += ',';
        add(text);
    }
    // A record of one empty cell would be a blank line, which is none.
    void end() {
        if (m_cells == 1 && (m_out.empty() || m_out.back() == '\n'))
            m_out += "\"\"";
        m_out += '\n';
        m_cells = 0;
    }
    void reject(std::string_view reason, std::string_view column, std::string_view raw) {
        m_out += kRejectMark;
        cell(reason);
        cell(column);
        cell(raw);
        end();
    }

private:
    void add(std::string_view text);
    std::string &m_out;
    std::size_t m_cells = 0;
};

// Each over a file that is there. Errors: those of FileSource, "zip.*", "ingest.workbook_old", "ingest.workbook" {path},
// "ingest.workbook_broken" {path, part}, "ingest.workbook_too_large" {path, limit}, 
// "ingest.no_sheet" {path, sheet, sheets}, "ingest.gzip_broken" {path}, "ingest.too_many_columns" {count, limit}.
Result<std::unique_ptr<TextConversion>> makeGunzip(FileSource file);
Result<std::unique_ptr<TextConversion>> makeJsonLinesConversion(FileSource file);
// Empty `sheet`: the first one in sight that is not empty.
Result<std::unique_ptr<TextConversion>> makeSheetConversion(const std::string &path, const std::string &sheet);

} // namespace audience::ingest
