// Fills one engine column from the cells of one CSV column. A cell is first read and held; the row
// takes it only when every cell of the row was fine, so that a rejected row leaves no trace.
#pragma once

#include "engine/column.h"
#include "ingest/field_ends.h"
#include "ingest/straight_cell.h"
#include "ingest/type_guess.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace audience::ingest {

// Local times of one zone as instants; remembers the offset of whole days, which rarely change
// twice.
class ZoneConverter {
public:
    explicit ZoneConverter(std::string zone)
        : m_zone(std::move(zone)), m_isUtc(m_zone.empty() || m_zone == "UTC") {}
    std::int64_t toMicros(CivilDate date, std::int64_t microsOfDay) {
        if (m_isUtc || (m_known && m_day == date))
            return date.days * kMicrosPerDay + microsOfDay - m_offset;
        return toMicrosOfNewDay(date, microsOfDay);
    }

private:
    std::int64_t toMicrosOfNewDay(CivilDate date, std::int64_t microsOfDay);
    std::string m_zone;
    bool m_isUtc;
    bool m_known = false;
    CivilDate m_day;
    std::int64_t m_offset = 0;
};

// Texts as codes while they repeat, one by one when they turn out to be mostly different.
class TextCollector {
public:
    void add(std::string_view text);
    // The cells of the first `rows` rows, without NULs, as far as they are plain texts, and which of them
    // are empty. Gives how many were.
    std::size_t addStraight(const StraightCells &cells, std::size_t rows, bool isKey, std::uint64_t &nulls);
    void addNull();
    void truncate(std::uint32_t rows); // forgets what came behind the first so many
    void moveTo(engine::ColumnData &column);

private:
    // A text of up to 16 bytes as it stands, and its code.
    struct Recent {
        std::uint64_t first = 0, second = 0;
        std::uint32_t code = 0;
        bool used = false;
    };
    std::uint32_t codeOf(std::string_view text);
    std::uint32_t codeOfShort(std::string_view text, straight::Bytes16 bytes);
    void addCode(std::uint32_t code);
    void tryCodes(); // whether the texts so far repeat
    void giveUpCodes();
    static constexpr std::size_t kTrialTexts = 4096; // after how many it is asked again
    std::array<Recent, 256> m_recent{};
    std::vector<std::uint32_t> m_slots; // code + 1, 0 is free
    std::vector<std::uint32_t> m_hashes;
    std::vector<std::uint32_t> m_codes;
    engine::Dictionary m_dictionary, m_texts;
    bool m_coded = true;
};

constexpr std::size_t kMaxCellBytes = std::size_t{16} << 20;

enum class CellFault : std::uint8_t { None, WrongType, TooLong };

class ColumnBuilder {
public:
    // `isKey`: the text is stored trimmed.
    ColumnBuilder(const ColumnFormat &format, const std::string &zone, bool isKey);

    // Reads a cell and holds it. Blank cells of typed columns and empty ones of all are null.
    CellFault hold(std::string_view cell);
    // The same for a value that is already typed (a derived column).
    CellFault hold(const engine::Cell &cell);
    // A text of no characters, where the source tells it from nothing.
    void holdEmptyText() {
        m_null = false;
        m_text = {};
    }
    bool holdsNull() const { return m_null; }
    engine::Cell heldCell() const;
    void take(); // adds what is held as the next row

    // Reads the cells of the first `rows` rows as values of the next rows as long as they are in the plain
    // notation of the column. Gives how many were, and which of them are null; `required`: a null is none.
    std::size_t readStraight(const StraightCells &cells, std::size_t rows, std::uint32_t firstRow, bool required,
                             std::uint64_t &nulls);
    // Keeps the first `rows` of what was read so. The rows count only once setRows() says so.
    void keepStraight(const StraightCells &cells, std::size_t rows, std::uint32_t firstRow, std::uint64_t nulls);
    void setNull(std::uint32_t row);
    void setRows(std::uint32_t rows) { m_rows = rows; }
    // Cells of a text column read straight, over the builder's life, whose first character says that
    // they are neither numbers, dates, truth values nor JSON.
    std::int64_t words() const { return m_words; }

    std::uint32_t rows() const { return m_rows; }
    std::size_t replacedSequences() const {
        return m_replaced;
    } // invalid UTF-8, over the builder's life
    const ColumnFormat &format() const { return m_format; }
    engine::ColumnData finish(); // gives the rows away and starts anew

private:
    CellFault holdText(std::string_view cell);
    std::size_t readStraightNumbers(const StraightCells &cells, std::size_t rows, std::uint32_t firstRow,
                                    bool required, std::uint64_t &nulls);
    std::size_t readStraightOthers(const StraightCells &cells, std::size_t rows, bool required,
                                   std::uint64_t &nulls);
    std::int64_t &slot(std::uint32_t row) {
        if (row >= m_data.ints.size()) {
            if (row >= m_data.ints.capacity())
                m_data.ints.reserve(std::max<std::size_t>({1024, m_expectedRows, std::size_t{row} * 2}));
            m_data.ints.resize(std::size_t{row} + 1);
        }
        return m_data.ints[row];
    }
    ColumnFormat m_format;
    ZoneConverter m_zone;
    bool m_isKey;
    straight::Days m_days;
    std::uint32_t m_rows = 0, m_expectedRows = 0;
    std::int64_t m_words = 0;
    std::size_t m_replaced = 0;
    bool m_null = true;
    std::int64_t m_int = 0;
    double m_double = 0;
    std::string_view m_text; // into the caller's bytes or m_repaired
    std::string m_repaired;
    engine::ColumnData m_data;
    TextCollector m_texts;
};

} // namespace audience::ingest
