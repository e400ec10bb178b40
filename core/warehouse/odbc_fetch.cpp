#include "warehouse/odbc_core.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace audience::warehouse {

namespace {

constexpr std::size_t kAsciiBytes = 128;     // of numbers, times and truth values
constexpr std::size_t kTextUnits = 4001;     // UTF-16, and an end
constexpr std::size_t kBytesBytes = 8000;
constexpr std::size_t kBufferBytes = std::size_t{4} << 20;
constexpr std::size_t kMostRows = 1000;
constexpr std::size_t kMostCell = (std::size_t{16} << 20) + 1; // one more than a cell may have: the row is refused

SQLSMALLINT typeOf(OdbcForm form) {
    return form == OdbcForm::Text ? SQL_C_WCHAR : form == OdbcForm::Real ? SQL_C_DOUBLE : form == OdbcForm::Bytes ? SQL_C_BINARY : SQL_C_CHAR;
}

std::size_t endOf(SQLSMALLINT type) { return type == SQL_C_WCHAR ? sizeof(char16_t) : type == SQL_C_CHAR ? 1 : 0; }

} // namespace

Result<void> OdbcFetch::bind(OdbcCore &core) {
    SQLUINTEGER can = 0;
    SQLGetInfoW(core.connection, SQL_GETDATA_EXTENSIONS, &can, sizeof can, nullptr);
    m_mayAskAgain = (can & SQL_GD_BOUND) != 0 && (can & SQL_GD_ANY_COLUMN) != 0;
    std::size_t perRow = 1;
    bool allBound = true;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        Column &column = m_columns[i];
        column.type = typeOf(column.form);
        column.size = column.form == OdbcForm::Text ? kTextUnits * sizeof(char16_t) : column.form == OdbcForm::Real ? sizeof(double) : column.form == OdbcForm::Bytes ? kBytesBytes : kAsciiBytes;
        if (m_mayAskAgain && column.isBound)
            column.size = std::min(column.size, std::size_t{1024}); // few are longer, and those are asked for again
        allBound = allBound && column.isBound;
        perRow += column.isBound ? column.size + sizeof(SQLLEN) : 0;
    }
    // Where what was cut can be asked for again it is one row at a time, where it cannot be the source's own sizes are true.
    m_rowsAtOnce = allBound && !m_mayAskAgain ? std::clamp<std::size_t>(kBufferBytes / perRow, 1, kMostRows) : 1;
    SQLSetStmtAttrW(core.statement, SQL_ATTR_ROW_ARRAY_SIZE, reinterpret_cast<SQLPOINTER>(m_rowsAtOnce), 0);
    SQLSetStmtAttrW(core.statement, SQL_ATTR_ROWS_FETCHED_PTR, &m_fetched, 0);
    m_status.assign(m_rowsAtOnce, SQL_ROW_SUCCESS);
    SQLSetStmtAttrW(core.statement, SQL_ATTR_ROW_STATUS_PTR, m_status.data(), 0);
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        Column &column = m_columns[i];
        if (!column.isBound)
            continue;
        column.values.resize(column.size * m_rowsAtOnce);
        column.lengths.resize(m_rowsAtOnce);
        if (!SQL_SUCCEEDED(SQLBindCol(core.statement, static_cast<SQLUSMALLINT>(i + 1), column.type, column.values.data(), static_cast<SQLLEN>(column.size), column.lengths.data())))
            return core.statementFailure();
    }
    return {};
}

Result<void> OdbcFetch::askFor(OdbcCore &core, std::size_t at) {
    Column &column = m_columns[at];
    std::array<char, 65'536> part; // overwritten by the driver
    const std::size_t end = endOf(column.type);
    column.text.clear();
    column.isNothing = false;
    for (;;) {
        SQLLEN length = 0;
        const SQLRETURN code = SQLGetData(core.statement, static_cast<SQLUSMALLINT>(at + 1), column.type, part.data(), static_cast<SQLLEN>(part.size()), &length);
        if (code == SQL_NO_DATA)
            return {};
        if (!SQL_SUCCEEDED(code))
            return core.statementFailure();
        if (length == SQL_NULL_DATA) {
            column.isNothing = true;
            return {};
        }
        const bool isCut = length == SQL_NO_TOTAL || static_cast<std::size_t>(length) > part.size() - end;
        column.text.append(part.data(), isCut ? part.size() - end : static_cast<std::size_t>(length));
        if (!isCut || column.text.size() > 2 * kMostCell)
            return {};
    }
}

std::string_view OdbcFetch::cellOf(Column &column) {
    m_cell.clear();
    switch (column.form) {
    case OdbcForm::Text:
        appendUtf8(m_cell, std::u16string_view(reinterpret_cast<const char16_t *>(column.text.data()), column.text.size() / sizeof(char16_t)));
        return m_cell;
    case OdbcForm::Real: {
        double value = 0;
        std::memcpy(&value, column.text.data(), std::min(sizeof value, column.text.size()));
        m_cell = engine::toText(engine::Cell(value));
        return m_cell;
    }
    case OdbcForm::Bytes: {
        constexpr std::string_view kDigits = "0123456789abcdef";
        m_cell = "\\x";
        for (const char c : column.text) {
            m_cell += kDigits[static_cast<unsigned char>(c) >> 4];
            m_cell += kDigits[static_cast<unsigned char>(c) & 15];
        }
        return m_cell;
    }
    case OdbcForm::Bool:
        return column.text == "1" ? "true" : column.text == "0" ? "false" : std::string_view(column.text);
    case OdbcForm::Utc:
        m_cell = column.text + 'Z';
        return m_cell;
    case OdbcForm::Guid:
        m_cell = toLowerAscii(column.text);
        return m_cell;
    case OdbcForm::Ascii:
        break;
    }
    return column.text;
}

Result<void> OdbcFetch::takeRow(OdbcCore &core, std::size_t row) {
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        Column &column = m_columns[i];
        if (!column.isBound) {
            TRY(askFor(core, i));
            continue;
        }
        const SQLLEN length = column.lengths[row];
        column.isNothing = length == SQL_NULL_DATA;
        if (column.isNothing)
            continue;
        const std::size_t room = column.size - endOf(column.type);
        if (column.form != OdbcForm::Real && (length == SQL_NO_TOTAL || static_cast<std::size_t>(length) > room)) {
            // A driver that said a shorter size than there is, and cannot be asked again, would lose the rest.
            if (!m_mayAskAgain)
                return Error(ErrorKind::Corrupt, "source.garbled").with("reason", "a value is longer than its column");
            TRY(askFor(core, i));
            continue;
        }
        column.text.assign(column.values.data() + row * column.size, column.form == OdbcForm::Real ? sizeof(double) : static_cast<std::size_t>(length));
    }
    for (const std::size_t place : m_places) {
        Column &column = m_columns[place];
        m_bytes += column.isNothing ? 1 : static_cast<std::int64_t>(column.text.size()) + 1;
        column.isNothing ? m_pager.add(std::nullopt) : m_pager.add(cellOf(column));
    }
    m_pager.endRow();
    return {};
}

Result<std::optional<RawPage>> OdbcFetch::page(OdbcCore &core) {
    while (!m_isEnded && !m_pager.isFull()) {
        m_fetched = 1; // where a driver does not say
        const SQLRETURN code = SQLFetch(core.statement);
        if (code == SQL_NO_DATA) {
            m_isEnded = true;
            break;
        }
        if (!SQL_SUCCEEDED(code))
            return core.statementFailure();
        ++core.rowsCame;
        for (std::size_t row = 0; row < std::min<std::size_t>(m_fetched, m_rowsAtOnce); ++row) {
            const SQLUSMALLINT status = std::exchange(m_status[row], SQL_ROW_SUCCESS);
            if (status == SQL_ROW_ERROR)
                m_pager.endRow(); // what stands in its place is of another row: without a value it is refused
            else if (status != SQL_ROW_NOROW && status != SQL_ROW_DELETED)
                TRY(takeRow(core, row));
        }
    }
    return m_pager.isEmpty() ? std::optional<RawPage>() : std::optional(m_pager.take());
}

} // namespace audience::warehouse
