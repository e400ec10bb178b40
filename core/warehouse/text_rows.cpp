#include "warehouse/text_rows.h"

#include "base/json.h"
#include "base/text.h"
#include "engine/codec.h"
#include "ingest/column_builder.h"
#include "ingest/json_line.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

namespace audience::warehouse {

namespace {

constexpr std::uint32_t kPageRows = engine::kChunkRows * 15 / 16;
constexpr std::size_t kPageBytes = std::size_t{12} << 20;
constexpr std::size_t kRawBytes = 4096;
constexpr std::size_t kRawBytesPerPage = std::size_t{8} << 20, kMostKeyBytes = 1'000;
constexpr std::uint32_t kNothing = 0xffffffff;
constexpr std::string_view kWrongType = "ingest.reject.wrong_type", kTooLong = "sync.reject.too_long", kGarbled = "sync.reject.garbled";

struct Cell {
    bool isNothing = true;
    std::string_view text = {};
};

// The cells of one row: a length of four bytes each, and the text.
class Cells {
public:
    explicit Cells(std::string_view bytes) : m_rest(bytes) {}
    // False where there is no further one, or the bytes are of no such form.
    bool next(Cell &cell) {
        std::uint32_t length = 0;
        if (m_rest.size() < sizeof length)
            return false;
        std::memcpy(&length, m_rest.data(), sizeof length);
        m_rest.remove_prefix(sizeof length);
        if (length == kNothing) {
            cell = {};
            return true;
        }
        if (m_rest.size() < length)
            return false;
        cell = {false, m_rest.substr(0, length)};
        m_rest.remove_prefix(length);
        return true;
    }

private:
    std::string_view m_rest;
};

std::string_view rowOf(const RawPage &page, std::uint32_t row) {
    const std::uint32_t begin = row == 0 ? 0 : page.ends[row - 1];
    return std::string_view(page.bytes).substr(begin, page.ends[row] - begin);
}

// "1.500000000000000000" is 1.5: databases write as many digits as a column may have.
std::string_view withoutLastZeros(std::string_view number) {
    if (number.find('.') == std::string_view::npos || number.find_first_not_of("-0123456789.") != std::string_view::npos)
        return number;
    while (number.ends_with('0'))
        number.remove_suffix(1);
    if (number.ends_with('.'))
        number.remove_suffix(1);
    return number;
}

// "0000-00-00", with or without a time.
bool isZeroTime(std::string_view text) { return text.starts_with("0000-00-00") && text.find_first_not_of("0-:. TZ") == std::string_view::npos; }

// Why a number of the source is none that is kept here.
std::string_view misfit(const engine::Field &field, std::string_view text) {
    using engine::ColumnType;
    const std::string_view bare = text.substr(text.starts_with('-') || text.starts_with('+') ? 1 : 0);
    if (equalsAscii(bare, "nan"))
        return "sync.reject.not_a_number";
    if (equalsAscii(bare, "infinity") || equalsAscii(bare, "inf"))
        return "sync.reject.infinite";
    const bool isWhole = !bare.empty() && bare.find_first_not_of("0123456789") == std::string_view::npos;
    const bool isNumber = isWhole || (bare.find_first_of("0123456789") == 0 && bare.find_first_not_of("0123456789.eE+-") == std::string_view::npos);
    const std::size_t point = bare.find('.');
    if (field.type == ColumnType::Decimal && isNumber && point != std::string_view::npos && bare.size() - point - 1 > field.scale)
        return "sync.reject.not_exact";
    const bool isHeld = field.type == ColumnType::Int64 ? isWhole : (field.type == ColumnType::Decimal || field.type == ColumnType::Double) && isNumber;
    return isHeld ? std::string_view("sync.reject.out_of_range") : kWrongType;
}

// The reason why not; empty when the builder holds the value.
std::string_view hold(ingest::ColumnBuilder &builder, const TextColumn &column, Cell cell, std::int64_t &noTimes) {
    if (column.trims)
        cell.text = trimmed(cell.text);
    if (column.zeroIsNothing && isZeroTime(cell.text)) {
        cell = {};
        ++noTimes;
    }
    const bool isText = engine::isTextual(column.format.field.type);
    if (cell.isNothing || (cell.text.empty() && (column.emptyIsNothing || !isText || !column.needed.empty()))) {
        if (!column.needed.empty())
            return column.needed;
        (void)builder.hold(engine::Cell());
        return {};
    }
    // All digits of a whole number: the notations of files end before the largest.
    if (column.format.field.type == engine::ColumnType::Int64) {
        std::int64_t whole = 0;
        const auto [end, fault] = std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), whole);
        if (fault == std::errc() && end == cell.text.data() + cell.text.size()) {
            (void)builder.hold(engine::Cell(whole));
            return {};
        }
    }
    if (column.format.field.type == engine::ColumnType::Json) {
        const auto json = parseJson(cell.text);
        if (!json)
            return kWrongType;
        return builder.hold(engine::Cell(compactJson(cell.text))) == ingest::CellFault::None ? std::string_view() : kTooLong;
    }
    // A builder takes an empty text of a file for nothing; here it is one.
    if (cell.text.empty()) {
        builder.holdEmptyText();
        return {};
    }
    const ingest::CellFault fault = builder.hold(column.format.field.type == engine::ColumnType::Decimal ? withoutLastZeros(cell.text) : cell.text);
    return fault == ingest::CellFault::None ? std::string_view() : fault == ingest::CellFault::TooLong ? kTooLong : misfit(column.format.field, withoutLastZeros(cell.text));
}

// The row as a person can find it again.
std::string rawText(std::string_view bytes, const std::vector<TextColumn> &columns) {
    Cells cells(bytes);
    std::string text;
    for (const TextColumn &column : columns) {
        Cell cell;
        if (!cells.next(cell) || text.size() > kRawBytes)
            break;
        text += (text.empty() ? "" : ", ") + column.format.field.name + ": " + (cell.isNothing ? std::string("NULL") : repairUtf8(cell.text.substr(0, 500)));
    }
    return text;
}

// What names the row; nothing where it has no such text, or one that nobody can be asked for.
std::string keyOf(std::string_view bytes, const std::vector<TextColumn> &columns) {
    Cells cells(bytes);
    for (const TextColumn &column : columns) {
        Cell cell;
        if (!cells.next(cell))
            break;
        if (column.namesRow)
            return cell.isNothing || cell.text.size() > kMostKeyBytes || !isValidUtf8(cell.text) ? std::string() : std::string(cell.text);
    }
    return {};
}

} // namespace

std::string compactJson(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    ingest::appendCompact(text, out);
    return out;
}

std::vector<TextColumn> textColumns(const ReadRequest &request) {
    std::vector<TextColumn> columns;
    for (std::size_t i = 0; i < request.columns.size(); ++i) {
        TextColumn column;
        column.format = {request.columns[i].field, ingest::NumberStyle::Point, ingest::DateOrder::Ymd, false};
        column.trims = i == request.keyColumn;
        column.namesRow = i == request.rowKey;
        for (const auto &[at, reason] : request.required)
            if (at == i)
                column.needed = reason;
        columns.push_back(std::move(column));
    }
    return columns;
}

void TextPager::add(std::optional<std::string_view> cell) {
    const std::uint32_t length = cell ? static_cast<std::uint32_t>(cell->size()) : kNothing;
    m_page.bytes.append(reinterpret_cast<const char *>(&length), sizeof length);
    if (cell)
        m_page.bytes += *cell;
}

void TextPager::endRow() { m_page.ends.push_back(static_cast<std::uint32_t>(m_page.bytes.size())); }

bool TextPager::isFull() const { return m_page.ends.size() >= kPageRows || m_page.bytes.size() >= kPageBytes; }

RawPage TextPager::take() {
    m_page.index = m_index++;
    m_page.firstRow = m_rows;
    m_page.rows = static_cast<std::uint32_t>(m_page.ends.size());
    m_rows += m_page.rows;
    return std::exchange(m_page, RawPage());
}

TypedPage TextRows::decode(const RawPage &page) const {
    TypedPage out;
    std::vector<ingest::ColumnBuilder> builders;
    builders.reserve(m_columns.size());
    for (const TextColumn &column : m_columns)
        builders.emplace_back(column.format, m_zone, column.trims);
    std::uint32_t kept = 0;
    std::size_t rawBytes = 0;
    const auto flush = [&] {
        if (kept == 0)
            return;
        ingest::DecodedRows rows;
        rows.rows = std::exchange(kept, 0);
        for (ingest::ColumnBuilder &builder : builders)
            rows.columns.push_back(builder.finish());
        out.batches.push_back(std::move(rows));
    };
    for (std::uint32_t row = 0; row < page.rows; ++row) {
        const std::string_view bytes = rowOf(page, row);
        Cells cells(bytes);
        ++out.read;
        std::string_view reason;
        std::size_t column = 0;
        std::int64_t noTimes = 0;
        for (; column < builders.size() && reason.empty(); ++column) {
            Cell cell;
            reason = cells.next(cell) ? hold(builders[column], m_columns[column], cell, noTimes) : kGarbled;
        }
        if (reason.empty()) {
            out.noTimes += noTimes;
            for (ingest::ColumnBuilder &builder : builders)
                builder.take();
            if (++kept == engine::kChunkRows)
                flush();
            continue;
        }
        ingest::RowReject reject{page.firstRow + row + 1, 0, std::string(reason), m_columns[column - 1].format.field.name, {}};
        if (rawBytes < kRawBytesPerPage)
            reject.raw = rawText(bytes, m_columns);
        rawBytes += reject.raw.size();
        reject.key = keyOf(bytes, m_columns);
        out.rejects.push_back(std::move(reject));
    }
    flush();
    for (const ingest::ColumnBuilder &builder : builders)
        out.replaced += static_cast<std::int64_t>(builder.replacedSequences());
    return out;
}

std::string TextRows::position(const RawPage &page, std::uint32_t row) const {
    if (!m_hasOrder || row >= page.rows)
        return {};
    Cells cells(rowOf(page, row));
    Cell cell;
    for (std::size_t i = 0; i <= m_columns.size(); ++i)
        if (!cells.next(cell))
            return {};
    return std::string(cell.text);
}

std::string TextAnswer::text(std::size_t row, std::size_t column) const {
    return row < rows.size() && column < rows[row].size() ? rows[row][column].value_or(std::string()) : std::string();
}

std::int64_t TextAnswer::number(std::size_t row, std::size_t column) const {
    const std::string digits = text(row, column);
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

} // namespace audience::warehouse
