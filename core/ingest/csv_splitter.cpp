#include "ingest/csv_splitter.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace audience::ingest {

namespace {

constexpr std::size_t kBlockBytes = std::size_t{256} << 10; // stays in the cache from reading to splitting
constexpr std::size_t kKeptOfLongRow = 4096;

} // namespace

CsvSplitter::CsvSplitter(FileSource &source, const CsvDialect &dialect, std::size_t pieceBytes,
                         CancelToken cancel)
    : m_source(source), m_dialect(dialect), m_pieceBytes(pieceBytes), m_cancel(std::move(cancel)),
      m_decoder(dialect.encoding) {}

Result<void> CsvSplitter::start() {
    m_started = true;
    // What stands before the data is read too, for the hash of the whole file.
    TRY(m_source.seek(0));
    std::string skipped;
    while (m_source.position() < m_dialect.dataOffset) {
        skipped.clear();
        const auto wanted =
            std::min<std::int64_t>(m_dialect.dataOffset - m_source.position(), kBlockBytes);
        TRY_ASSIGN(const std::size_t got, m_source.read(static_cast<std::size_t>(wanted), skipped));
        if (got == 0)
            break;
    }
    m_textOffset = m_source.position();
    return {};
}

Result<bool> CsvSplitter::readMore() {
    TRY(m_cancel.check());
    if (m_atEnd)
        return false;
    std::size_t got = 0;
    if (m_dialect.encoding == Encoding::Utf8) {
        if (m_text.size() < m_end + kBlockBytes)
            m_text.resize(std::max(m_end, m_pieceBytes) + 2 * kBlockBytes);
        TRY_ASSIGN(got, m_source.read(kBlockBytes, m_text.data() + m_end));
        m_end += got;
        m_atEnd = got == 0;
    } else {
        std::string bytes;
        TRY_ASSIGN(got, m_source.read(kBlockBytes, bytes));
        m_text.resize(m_end);
        m_decoder.decode(bytes, m_text);
        m_atEnd = got == 0;
        if (m_atEnd)
            m_decoder.finish(m_text);
        m_end = m_text.size();
    }
    scan();
    return got != 0;
}

// Of a stretch outside quotes only the first and the last record end matter. A CR that is the last
// character known may belong to a CRLF and waits.
void CsvSplitter::noteLineEnds(std::size_t begin, std::size_t end) {
    const std::string_view part(m_text.data() + begin, end - begin);
    const bool openCr = end == m_end && !m_atEnd && part.ends_with('\r');
    const std::string_view known = openCr ? part.substr(0, part.size() - 1) : part;
    const std::size_t last = known.find_last_of("\r\n");
    if (last == std::string_view::npos)
        return;
    m_cut = begin + last + 1;
    if (m_firstCut == 0) {
        const std::size_t first = known.find_first_of("\r\n");
        const bool crlf = known[first] == '\r' && begin + first + 1 < m_end &&
                          m_text[begin + first + 1] == '\n';
        m_firstCut = begin + first + (crlf ? 2 : 1);
        m_cut = std::max(m_cut, m_firstCut);
    }
}

void CsvSplitter::scan() {
    const char quote = m_dialect.quote;
    std::size_t from = m_scanned;
    std::size_t outside = from; // where the current stretch outside quotes began
    // The CR that waited at the end of the last block stands outside quotes.
    if (!m_inQuotes && from > 0 && m_text[from - 1] == '\r')
        outside = from - 1;
    while (from < m_end) {
        const char *found = quote == '\0' ? nullptr
                                          : static_cast<const char *>(std::memchr(
                                                m_text.data() + from, quote, m_end - from));
        if (found == nullptr) {
            m_afterClose = false;
            m_before = m_text[m_end - 1];
            break;
        }
        const auto at = static_cast<std::size_t>(found - m_text.data());
        const char before = at > from ? m_text[at - 1] : m_before;
        const bool afterClose = at == from && m_afterClose;
        m_afterClose = false;
        if (m_inQuotes) {
            m_inQuotes = false;
            m_afterClose = true;
            outside = at + 1;
        } else if (afterClose || before == m_dialect.delimiter || before == '\n' ||
                   before == '\r') {
            if (at > outside)
                noteLineEnds(outside, at);
            m_inQuotes = true;
        }
        m_before = quote;
        from = at + 1;
    }
    if (!m_inQuotes && m_end > outside)
        noteLineEnds(outside, m_end);
    m_scanned = m_end;
}

CsvPiece CsvSplitter::take(std::size_t size, PieceKind kind) {
    CsvPiece piece{kind, m_index++, m_textOffset, {}};
    std::string rest;
    {
        const std::lock_guard lock(m_spareMutex);
        if (!m_spare.empty()) {
            rest = std::move(m_spare.back());
            m_spare.pop_back();
        }
    }
    const std::string_view left = text().substr(size);
    if (rest.size() < left.size())
        rest.resize(left.size());
    std::memcpy(rest.data(), left.data(), left.size());
    m_end = left.size();
    m_text.resize(size);
    piece.text = std::move(m_text);
    m_textOffset += static_cast<std::int64_t>(sourceBytes(m_dialect.encoding, piece.text));
    m_text = std::move(rest);
    m_scanned -= size;
    m_cut -= std::min(m_cut, size);
    m_firstCut = 0;
    return piece;
}

void CsvSplitter::recycle(std::string text) {
    const std::lock_guard lock(m_spareMutex);
    if (m_spare.size() < 4)
        m_spare.push_back(std::move(text));
}

void CsvSplitter::drop(std::size_t size) {
    m_textOffset += static_cast<std::int64_t>(
        sourceBytes(m_dialect.encoding, std::string_view(m_text).substr(0, size)));
    m_text.erase(0, size);
    m_end -= size;
    m_scanned -= size;
    m_cut -= std::min(m_cut, size);
    m_firstCut -= std::min(m_firstCut, size);
}

Result<std::optional<CsvPiece>> CsvSplitter::next() {
    if (!m_started)
        TRY(start());
    for (;;) {
        if (m_cut > 0 &&
            (m_cut >= m_pieceBytes || m_end - m_cut > kMaxRecordBytes || m_atEnd))
            return std::optional(take(m_cut, PieceKind::Records));
        if (m_cut == 0 && m_end > kMaxRecordBytes)
            return longRow();
        if (m_atEnd) {
            if (m_end == 0)
                return std::optional<CsvPiece>();
            if (m_inQuotes) {
                TRY_ASSIGN(CsvPiece piece, openQuote(m_textOffset));
                return std::optional(std::move(piece));
            }
            return std::optional(take(m_end, PieceKind::Records));
        }
        TRY_ASSIGN([[maybe_unused]] const bool more, readMore());
    }
}

// Reads on to the end of the record without keeping more than a block of it.
Result<std::optional<CsvPiece>> CsvSplitter::longRow() {
    CsvPiece piece{PieceKind::RowTooLong, m_index, m_textOffset, std::string(text().substr(0, kKeptOfLongRow))};
    while (m_firstCut == 0 && !m_atEnd) {
        // The last character stays: scan() looks back at a waiting CR.
        drop(m_end - 1);
        TRY_ASSIGN([[maybe_unused]] const bool more, readMore());
    }
    if (m_firstCut == 0 && m_inQuotes) {
        TRY_ASSIGN(CsvPiece line, openQuote(piece.fileOffset));
        return std::optional(std::move(line));
    }
    ++m_index;
    const bool more = m_firstCut != 0;
    drop(more ? m_firstCut : m_end);
    return std::optional(std::move(piece));
}

// The line at `offset` becomes the piece and reading goes on behind it. What follows holds no
// further open quote: up to the end of the file only doubled ones were found.
Result<CsvPiece> CsvSplitter::openQuote(std::int64_t offset) {
    TRY(m_source.seek(offset));
    m_decoder.reset();
    m_textOffset = offset;
    m_end = m_scanned = m_cut = m_firstCut = 0;
    m_inQuotes = m_afterClose = m_atEnd = false;
    m_before = '\n';
    const char quote = std::exchange(m_dialect.quote, '\0'); // to this line quotes mean nothing
    CsvPiece piece{PieceKind::OpenQuote, m_index++, offset, {}};
    for (;;) {
        TRY_ASSIGN([[maybe_unused]] const bool more, readMore());
        if (piece.text.empty())
            piece.text = text().substr(0, m_firstCut != 0 ? m_firstCut : kKeptOfLongRow);
        if (m_firstCut != 0 || m_atEnd)
            break;
        drop(m_end - 1);
    }
    drop(m_firstCut != 0 ? m_firstCut : m_end);
    m_dialect.quote = quote;
    m_scanned = m_cut = m_firstCut = 0;
    m_before = '\n';
    m_afterClose = false;
    scan();
    return piece;
}

} // namespace audience::ingest
