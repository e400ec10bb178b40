// The part of ColumnBuilder that reads cells in plain notation, a column of a few rows at a time.
#include "ingest/column_builder.h"

#include <array>

namespace audience::ingest {

using engine::ColumnType;

namespace {

constexpr std::size_t kShortText = 16;

// Characters that a cell which is no number, date, truth value or JSON may begin with, and no other.
constexpr std::array<bool, 256> kWordBegins = [] {
    std::array<bool, 256> begins{};
    for (char c = '!'; c <= '~'; ++c)
        begins[static_cast<unsigned char>(c)] =
            !(c >= '0' && c <= '9') && std::string_view("-.,[{tTfF").find(c) == std::string_view::npos;
    return begins;
}();

AUDIENCE_PER_CELL bool mayBeQuoted(char first) {
    return first == '"' || first == '\'';
}

AUDIENCE_PER_CELL std::string_view viewOf(const char *begin, const char *end) {
    return {begin, static_cast<std::size_t>(end - begin)};
}

// read(begin, end, value) for every cell that is not empty.
template <class Read>
AUDIENCE_PER_CELL std::size_t readEach(const StraightCells &cells, std::size_t rows, std::int64_t *values,
                                       bool required, std::uint64_t &nulls, const Read &read) {
    for (std::size_t row = 0; row < rows; ++row) {
        const char *const begin = cells.begin(row), *const end = cells.end(row);
        std::int64_t value = 0;
        if (begin == end) {
            if (required)
                return row;
            nulls |= std::uint64_t{1} << row;
        } else if (!read(begin, end, value)) {
            return row;
        }
        values[row] = value;
    }
    return rows;
}

} // namespace

AUDIENCE_PER_CELL std::uint32_t TextCollector::codeOfShort(std::string_view text, straight::Bytes16 bytes) {
    const std::uint64_t mixed = (bytes.first ^ bytes.second * 0x9e3779b97f4a7c15) * 0xff51afd7ed558ccd;
    Recent &recent = m_recent[mixed >> 56];
    if (!recent.used || recent.first != bytes.first || recent.second != bytes.second)
        recent = {bytes.first, bytes.second, codeOf(text), true};
    return recent.code;
}

std::size_t TextCollector::addStraight(const StraightCells &cells, std::size_t rows, bool isKey,
                                       std::uint64_t &nulls) {
    std::array<std::uint32_t, FieldEnds::kMostRows> codes;
    std::size_t row = 0;
    for (; row < rows; ++row) {
        const std::string_view text = viewOf(cells.begin(row), cells.end(row));
        codes[row] = 0;
        if (text.empty()) {
            nulls |= std::uint64_t{1} << row;
            if (!m_coded)
                m_texts.append(text);
            continue;
        }
        if (mayBeQuoted(text.front()) || (isKey && (text.front() <= ' ' || text.back() <= ' ')))
            break;
        const bool isShort = text.size() <= kShortText;
        const straight::Bytes16 bytes = straight::load16(text.data(), isShort ? text.size() : 0);
        if (((bytes.first | bytes.second) & straight::kHighs) != 0 || (!isShort && !straight::isAscii(text)))
            break;
        if (m_coded)
            codes[row] = isShort ? codeOfShort(text, bytes) : codeOf(text);
        else
            m_texts.append(text);
    }
    if (m_coded) {
        const std::size_t before = m_codes.size();
        m_codes.insert(m_codes.end(), codes.begin(), codes.begin() + static_cast<std::ptrdiff_t>(row));
        if (before / kTrialTexts != m_codes.size() / kTrialTexts)
            tryCodes();
    }
    return row;
}

std::size_t ColumnBuilder::readStraightNumbers(const StraightCells &cells, std::size_t rows,
                                               std::uint32_t firstRow, bool required, std::uint64_t &nulls) {
    if (rows == 0)
        return 0;
    slot(firstRow + static_cast<std::uint32_t>(rows) - 1);
    std::int64_t *const values = m_data.ints.data() + firstRow;
    const unsigned scale = m_format.field.scale;
    switch (m_format.field.type) {
    case ColumnType::Int64:
        return readEach(cells, rows, values, required, nulls,
                        [](const char *begin, const char *end, std::int64_t &value) {
                            return straight::readInteger(begin, end, value);
                        });
    case ColumnType::Decimal:
        if (m_format.numbers != NumberStyle::Point || scale > straight::kMaxScale)
            return 0;
        return readEach(cells, rows, values, required, nulls,
                        [scale](const char *begin, const char *end, std::int64_t &value) {
                            return straight::readDecimal(begin, end, scale, value);
                        });
    case ColumnType::Instant:
        return readEach(cells, rows, values, required, nulls,
                        [this](const char *begin, const char *end, std::int64_t &value) {
                            CivilDate day;
                            std::int64_t micros = 0;
                            if (!m_days.take(begin, day))
                                return false;
                            if ((*begin == ' ' || *begin == 'T') && !straight::takeClock(++begin, micros))
                                return false;
                            value = m_zone.toMicros(day, micros);
                            return begin == end;
                        });
    case ColumnType::Date:
        return readEach(cells, rows, values, required, nulls,
                        [this](const char *begin, const char *end, std::int64_t &value) {
                            CivilDate day;
                            const bool read = m_days.take(begin, day);
                            value = day.days;
                            return read && begin == end;
                        });
    default: // Bool
        return readEach(cells, rows, values, required, nulls,
                        [](const char *begin, const char *end, std::int64_t &value) {
                            const auto truth = parseBool(viewOf(begin, end));
                            value = truth.value_or(false) ? 1 : 0;
                            return truth.has_value() && !mayBeQuoted(*begin);
                        });
    }
}

std::size_t ColumnBuilder::readStraightOthers(const StraightCells &cells, std::size_t rows, bool required,
                                              std::uint64_t &nulls) {
    for (std::size_t row = 0; row < rows; ++row) {
        const std::string_view text = viewOf(cells.begin(row), cells.end(row));
        if ((!text.empty() && mayBeQuoted(text.front())) || hold(text) != CellFault::None || (m_null && required))
            return row;
        nulls |= std::uint64_t{m_null} << row;
        if (m_format.field.type == ColumnType::Double)
            m_data.doubles.push_back(m_null ? 0 : m_double);
        else
            m_null ? m_texts.addNull() : m_texts.add(m_text);
    }
    return rows;
}

std::size_t ColumnBuilder::readStraight(const StraightCells &cells, std::size_t rows, std::uint32_t firstRow,
                                        bool required, std::uint64_t &nulls) {
    nulls = 0;
    switch (m_format.field.type) {
    case ColumnType::Text: {
        const std::size_t read = m_texts.addStraight(cells, rows, m_isKey, nulls);
        return required && nulls != 0 ? static_cast<std::size_t>(std::countr_zero(nulls)) : read;
    }
    case ColumnType::Double:
    case ColumnType::Json:
        return readStraightOthers(cells, rows, required, nulls);
    default:
        return readStraightNumbers(cells, rows, firstRow, required, nulls);
    }
}

void ColumnBuilder::keepStraight(const StraightCells &cells, std::size_t rows, std::uint32_t firstRow,
                                 std::uint64_t nulls) {
    const std::uint32_t end = firstRow + static_cast<std::uint32_t>(rows);
    m_texts.truncate(end);
    m_data.doubles.resize(std::min<std::size_t>(m_data.doubles.size(), end));
    if (rows < FieldEnds::kMostRows)
        nulls &= (std::uint64_t{1} << rows) - 1;
    for (; nulls != 0; nulls &= nulls - 1)
        setNull(firstRow + static_cast<std::uint32_t>(std::countr_zero(nulls)));
    if (m_format.field.type != ColumnType::Text)
        return;
    for (std::size_t row = 0; row < rows; ++row) // of an empty cell this is the delimiter
        m_words += cells.begin(row) != cells.end(row) && kWordBegins[static_cast<unsigned char>(*cells.begin(row))];
}

} // namespace audience::ingest
