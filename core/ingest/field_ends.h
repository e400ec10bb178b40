// Where the cells of a piece of CSV text end: every delimiter, LF and CR, found some way ahead of the
// rows, so that reading one cell need not wait for the length of the one before. Knows nothing of
// quotes: whoever meets one reads the record with CsvRecordReader and asks again behind it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace audience::ingest {

// Records that follow each other and have as many fields as wanted, if no cell is quoted. The cell of a
// column in a row ends at ends[row * stride + column] and begins behind the end before it.
struct StraightRows {
    const char *text = nullptr;
    const std::uint32_t *ends = nullptr; // ends[-1] is one before the first record
    std::size_t stride = 0, count = 0;
    std::uint32_t begin(std::size_t row) const { return *(ends + row * stride - 1) + 1; }
};

// One column of them.
class StraightCells {
public:
    StraightCells(const StraightRows &rows, std::size_t column)
        : m_text(rows.text), m_ends(rows.ends + column), m_stride(rows.stride) {}
    const char *begin(std::size_t row) const { return m_text + *(m_ends + row * m_stride - 1) + 1; }
    const char *end(std::size_t row) const { return m_text + m_ends[row * m_stride]; }

private:
    const char *m_text;
    const std::uint32_t *m_ends;
    std::size_t m_stride;
};

class FieldEnds {
public:
    static constexpr std::size_t kMostFields = 64, kMostRows = 64;

    // `text` must outlive it and be shorter than 4 GiB.
    FieldEnds(std::string_view text, char delimiter) : m_text(text), m_delimiter(delimiter) {}

    // The first records from `offset` on, at most `most` and none of another width or line end than the
    // first; kStraightSlack bytes of text stand before and behind them. Offsets asked for never fall.
    StraightRows rows(std::size_t offset, std::size_t width, std::size_t most);

private:
    void findMore(std::size_t offset);

    std::string_view m_text;
    char m_delimiter;
    std::size_t m_next = 1, m_count = 1; // of m_ends; there is always one before
    std::size_t m_scanned = 0;
    std::array<std::uint32_t, 1024> m_ends;
};

} // namespace audience::ingest
