#include "ingest/csv_record_reader.h"

#include <bit>
#include <cstdint>
#include <cstring>

namespace audience::ingest {

namespace {

constexpr std::uint64_t kOnes = 0x0101010101010101;
constexpr std::uint64_t kHighs = 0x8080808080808080;

constexpr std::uint64_t repeated(char c) {
    return kOnes * static_cast<unsigned char>(c);
}
// High bits at and above the first zero byte; bits above the lowest one may be false alarms.
constexpr std::uint64_t zeroBytes(std::uint64_t word) {
    return (word - kOnes) & ~word & kHighs;
}

} // namespace

const char *fieldEnd(const char *at, const char *end, char delimiter) {
    if constexpr (std::endian::native == std::endian::little) {
        const std::uint64_t wanted = repeated(delimiter);
        while (end - at >= 8) {
            std::uint64_t word;
            std::memcpy(&word, at, 8);
            const std::uint64_t hits = zeroBytes(word ^ wanted) | zeroBytes(word ^ repeated('\n')) |
                                       zeroBytes(word ^ repeated('\r'));
            if (hits != 0)
                return at + std::countr_zero(hits) / 8;
            at += 8;
        }
    }
    while (at < end && *at != delimiter && *at != '\n' && *at != '\r')
        ++at;
    return at;
}

// `at` stands on the opening quote; gives the position of the delimiter, line end or end behind it.
const char *CsvRecordReader::quotedField(const char *at, const char *end) {
    ++at;
    const std::size_t begin = m_scratch.size();
    const char *first = at;
    bool plain = true; // still one run of the text itself, nothing copied
    for (;;) {
        const auto *close =
            static_cast<const char *>(std::memchr(at, m_quote, static_cast<std::size_t>(end - at)));
        if (close == nullptr) {
            m_open = true;
            close = end;
        }
        const bool doubled = close < end && close + 1 < end && close[1] == m_quote;
        const char *tail = close < end ? fieldEnd(close + 1, end, m_delimiter) : end;
        if (!doubled && plain && tail == (close < end ? close + 1 : end)) {
            m_fields.emplace_back(first, static_cast<std::size_t>(close - first));
            return tail;
        }
        plain = false;
        m_scratch.append(at, static_cast<std::size_t>(close - at));
        if (!doubled) {
            if (close < end)
                m_scratch.append(close + 1, static_cast<std::size_t>(tail - close - 1));
            m_unescaped.push_back({m_fields.size(), begin, m_scratch.size() - begin});
            m_fields.emplace_back();
            return tail;
        }
        m_scratch += m_quote;
        at = close + 2;
    }
}

bool CsvRecordReader::next() {
    m_fields.clear();
    m_unescaped.clear();
    m_scratch.clear();
    m_open = false;
    m_begin = m_pos;
    const char *const text = m_text.data();
    const char *at = text + m_pos;
    const char *const end = text + m_text.size();
    if (at == end)
        return false;
    for (;;) {
        if (m_quote != '\0' && at < end && *at == m_quote) {
            at = quotedField(at, end);
        } else {
            const char *stop = fieldEnd(at, end, m_delimiter);
            m_fields.emplace_back(at, static_cast<std::size_t>(stop - at));
            at = stop;
        }
        if (at == end || *at != m_delimiter)
            break;
        ++at;
    }
    m_atEnd = at == end;
    m_blank = m_fields.size() == 1 && at == text + m_begin;
    if (at < end && *at == '\r')
        ++at, at += at < end && *at == '\n';
    else if (at < end)
        ++at;
    m_pos = static_cast<std::size_t>(at - text);
    for (const Unescaped &field : m_unescaped)
        m_fields[field.field] = std::string_view(m_scratch).substr(field.begin, field.size);
    return true;
}

} // namespace audience::ingest
