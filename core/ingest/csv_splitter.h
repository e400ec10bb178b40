// Hands out a CSV file in pieces that are cut at record ends, decoded to UTF-8, in file order, in
// bounded memory. It follows quotes exactly as CsvRecordReader does. What is no record (a row
// longer than 32 MB, a quote that is never closed) comes out as a piece of its own. One thread at a
// time; callers lock.
#pragma once

#include "async/cancel.h"
#include "ingest/csv_dialect.h"
#include "ingest/file_source.h"

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::ingest {

enum class PieceKind : std::uint8_t {
    Records,
    RowTooLong, // one record above kMaxRecordBytes; its text is the first part
    OpenQuote   // one line in which a quote opens that nothing closes up to the end of the file
};

struct CsvPiece {
    PieceKind kind = PieceKind::Records;
    std::uint64_t index = 0;     // 0, 1, 2, ...
    std::int64_t fileOffset = 0; // of its first byte
    std::string text;
};

class CsvSplitter {
public:
    using Piece = CsvPiece;
    // Starts at dialect.dataOffset; pieces are of about `pieceBytes`.
    CsvSplitter(FileSource &source, const CsvDialect &dialect, std::size_t pieceBytes,
                CancelToken cancel = {});

    // The next piece, or nothing at the end. Errors: "cancelled", "ingest.read_failed".
    Result<std::optional<CsvPiece>> next();
    // The text of a piece that is done with, for one to come. Any thread.
    void recycle(std::string text);

private:
    Result<void> start();
    Result<bool> readMore(); // false at the end of the file
    void scan(); // moves m_scanned to the end of m_text and m_cut behind the last record end
    void noteLineEnds(std::size_t begin, std::size_t end);
    CsvPiece take(std::size_t size, PieceKind kind);
    void drop(std::size_t size);
    Result<std::optional<CsvPiece>> longRow();
    Result<CsvPiece> openQuote(std::int64_t offset);

    FileSource &m_source;
    CsvDialect m_dialect;
    std::size_t m_pieceBytes;
    CancelToken m_cancel;
    TextDecoder m_decoder;
    std::uint64_t m_index = 0;
    bool m_started = false, m_atEnd = false;

    std::string_view text() const { return {m_text.data(), m_end}; }
    std::string m_text;            // up to m_end: decoded and not yet handed out; behind it room to read into
    std::size_t m_end = 0;
    std::int64_t m_textOffset = 0; // its first byte in the file
    std::size_t m_scanned = 0, m_cut = 0, m_firstCut = 0;
    bool m_inQuotes = false;
    char m_before = '\n';      // the character before m_scanned
    bool m_afterClose = false; // it is the closing quote of a field

    std::mutex m_spareMutex;
    std::vector<std::string> m_spare;
};

} // namespace audience::ingest
