// Columns in memory: the typed values of a run of rows. Plain data, owned by whoever made it; the
// stored form is codec.h's business.
#pragma once

#include "base/clock.h"
#include "base/decimal.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace audience::engine {

// The numbers are stored in workspace files; never reuse one.
enum class ColumnType : std::uint8_t {
    Bool = 1,
    Int64 = 2,
    Decimal = 3, // int64 mantissa, one scale for the whole column
    Double = 4,
    Text = 5,    // UTF-8 in normal form C, compared by bytes
    Date = 6,    // civil days since 1970-01-01
    Instant = 7, // UTC microseconds since 1970-01-01
    Json = 8     // a list or object, as compact JSON text
};

std::string_view
toText(ColumnType type); // "bool", "int64", "decimal", "double", "text", "date", "instant", "json"
std::optional<ColumnType> columnTypeFromText(std::string_view text);
bool isIntegral(ColumnType type); // values live in ColumnData::ints
bool isTextual(ColumnType type);  // values live in ColumnData::codes or texts

struct Field {
    std::string name;
    ColumnType type = ColumnType::Text;
    std::uint8_t scale = 0; // decimals only
    friend bool operator==(const Field &, const Field &) = default;
};

// Texts one after the other; an index is a code. Total bytes below 4 GiB.
class Dictionary {
public:
    Dictionary() = default;
    // ends[i] is one past the last byte of text i; they rise and the last is the size of bytes.
    Dictionary(std::string bytes, std::vector<std::uint32_t> ends)
        : m_bytes(std::move(bytes)), m_ends(std::move(ends)) {}
    std::size_t size() const { return m_ends.size(); }
    std::string_view at(std::uint32_t code) const {
        const std::uint32_t begin = code == 0 ? 0 : m_ends[code - 1];
        return std::string_view(m_bytes).substr(begin, m_ends[code] - begin);
    }
    std::uint32_t append(std::string_view text) {
        m_bytes += text;
        m_ends.push_back(static_cast<std::uint32_t>(m_bytes.size()));
        return static_cast<std::uint32_t>(m_ends.size() - 1);
    }
    void clear() {
        m_bytes.clear();
        m_ends.clear();
    }
    void truncate(std::size_t texts) { // keeps the first ones
        if (texts >= m_ends.size())
            return;
        m_bytes.resize(texts == 0 ? 0 : m_ends[texts - 1]);
        m_ends.resize(texts);
    }
    std::size_t byteCount() const { return m_bytes.size(); }
    const std::string &bytes() const { return m_bytes; }

private:
    std::string m_bytes;
    std::vector<std::uint32_t> m_ends;
};

// One column of a run of rows. Exactly one of ints, doubles, codes+dictionary and texts is filled:
// Bool, Int64, Decimal, Date, Instant -> ints; Double -> doubles; Text, Json -> codes+dictionary
// where values repeat, texts (one entry per row) where they are mostly distinct. A null row holds 0
// or "".
struct ColumnData {
    ColumnType type = ColumnType::Text;
    std::uint8_t scale = 0;
    std::uint32_t rows = 0;
    std::vector<std::uint64_t> valid; // bit per row, low bit first; empty: no nulls
    std::vector<std::int64_t> ints;
    std::vector<double> doubles;
    std::vector<std::uint32_t> codes;
    Dictionary dictionary;
    Dictionary texts;

    bool isNull(std::uint32_t row) const {
        return !valid.empty() && !(valid[row >> 6] >> (row & 63) & 1);
    }
    std::string_view textAt(std::uint32_t row) const {
        return codes.empty() ? texts.at(row) : dictionary.at(codes[row]);
    }
    std::uint32_t nullCount() const;
};

// One cell, for rows that arrive singly, grids and exports.
using Cell = std::variant<std::monostate, bool, std::int64_t, Decimal, double, std::string,
                          CivilDate, Instant>;
Cell cellAt(const ColumnData &column, std::uint32_t row);
// Adds one cell at the end (texts, never codes); a cell of another type becomes null and gives
// false.
bool appendCell(ColumnData &column, const Cell &cell);
// "" for null, ISO for dates and instants, exact digits for decimals, shortest round-trip for
// doubles.
std::string toText(const Cell &cell);

} // namespace audience::engine
