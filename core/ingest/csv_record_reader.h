// Walks the records of a piece of CSV text that is wholly in memory. A field that begins with the
// quote character runs to the closing one, a doubled quote inside is one; text after the closing
// quote is kept as it stands; a quote inside an unquoted field is text. LF, CRLF and CR all end a
// record.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace audience::ingest {

class CsvRecordReader {
public:
    // `text` must outlive the reader; quote 0: there are no quotes.
    CsvRecordReader(std::string_view text, char delimiter, char quote)
        : m_text(text), m_delimiter(delimiter), m_quote(quote) {}

    // False at the end of the text. The fields stay valid until the next call.
    bool next();
    void seek(std::size_t offset) { m_pos = offset; } // next() begins there
    std::size_t position() const { return m_pos; }    // behind the last record
    const std::vector<std::string_view> &fields() const { return m_fields; }
    bool isBlank() const { return m_blank; } // a line without anything
    bool endsInsideQuotes() const {
        return m_open;
    } // the closing quote of the last record is missing
    bool endsAtTextEnd() const { return m_atEnd; } // no line end behind it
    std::size_t offset() const { return m_begin; } // of the record's first byte in the text
    std::string_view raw() const { return m_text.substr(m_begin, m_pos - m_begin); }

private:
    const char *quotedField(const char *at, const char *end);
    struct Unescaped {
        std::size_t field, begin, size;
    };
    std::string_view m_text;
    char m_delimiter, m_quote;
    std::size_t m_begin = 0, m_pos = 0;
    bool m_blank = false, m_open = false, m_atEnd = false;
    std::vector<std::string_view> m_fields;
    std::vector<Unescaped> m_unescaped;
    std::string m_scratch;
};

// The first delimiter, LF or CR in [at, end), else `end`. Eight bytes at a time.
const char *fieldEnd(const char *at, const char *end, char delimiter);

} // namespace audience::ingest
