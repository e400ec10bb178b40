#include "ingest/text_conversion.h"

namespace audience::ingest {

void CsvLine::add(std::string_view text) {
    const bool isPlain = text.find_first_of(std::string_view(",\"\r\n\0", 5)) == std::string_view::npos;
    if (isPlain) {
        m_out += text;
        return;
    }
    m_out += '"';
    for (std::size_t at = 0;;) {
        const std::size_t quote = text.find('"', at);
        m_out += text.substr(at, quote - at);
        if (quote == std::string_view::npos)
            break;
        m_out += "\"\"";
        at = quote + 1;
    }
    m_out += '"';
}

} // namespace audience::ingest
