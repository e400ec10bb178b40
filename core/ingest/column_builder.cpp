#include "ingest/column_builder.h"

#include "base/json.h"
#include "base/text.h"
#include "ingest/json_line.h"
#include "qbase/time_zone.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace audience::ingest {

using engine::ColumnType;

std::int64_t ZoneConverter::toMicrosOfNewDay(CivilDate date, std::int64_t microsOfDay) {
    const auto at = [&](std::int64_t micros) {
        const auto instant =
            instantAt({date, static_cast<std::int32_t>(micros / kMicrosPerSecond)}, m_zone);
        return instant ? instant->micros + micros % kMicrosPerSecond
                       : date.days * kMicrosPerDay + micros;
    };
    const std::int64_t first = at(0), last = at(kMicrosPerDay - kMicrosPerSecond);
    m_known = last - first == kMicrosPerDay - kMicrosPerSecond;
    m_day = date;
    m_offset = date.days * kMicrosPerDay - first;
    return at(microsOfDay);
}

namespace {

std::uint32_t hashOf(std::string_view text) {
    std::uint64_t hash = text.size() * 0x9E3779B97F4A7C15ull;
    while (text.size() >= 8) {
        std::uint64_t word;
        std::memcpy(&word, text.data(), 8);
        hash = (hash ^ word) * 0xff51afd7ed558ccdull;
        hash ^= hash >> 32;
        text.remove_prefix(8);
    }
    std::uint64_t word = 0;
    if (!text.empty())
        std::memcpy(&word, text.data(), text.size());
    hash = (hash ^ word) * 0xc4ceb9fe1a85ec53ull;
    return static_cast<std::uint32_t>(hash ^ hash >> 32);
}

} // namespace

std::uint32_t TextCollector::codeOf(std::string_view text) {
    if (m_slots.size() < 2 * (m_dictionary.size() + 1)) {
        m_slots.assign(std::max<std::size_t>(1024, m_slots.size() * 2), 0);
        for (std::uint32_t code = 0; code < m_hashes.size(); ++code) {
            std::size_t slot = m_hashes[code] & (m_slots.size() - 1);
            while (m_slots[slot] != 0)
                slot = (slot + 1) & (m_slots.size() - 1);
            m_slots[slot] = code + 1;
        }
    }
    const std::uint32_t hash = hashOf(text);
    std::size_t slot = hash & (m_slots.size() - 1);
    while (m_slots[slot] != 0) {
        const std::uint32_t code = m_slots[slot] - 1;
        if (m_hashes[code] == hash && m_dictionary.at(code) == text)
            return code;
        slot = (slot + 1) & (m_slots.size() - 1);
    }
    const std::uint32_t code = m_dictionary.append(text);
    m_hashes.push_back(hash);
    m_slots[slot] = code + 1;
    return code;
}

void TextCollector::giveUpCodes() {
    for (const std::uint32_t code : m_codes)
        m_texts.append(m_dictionary.size() == 0 ? std::string_view() : m_dictionary.at(code));
    m_codes.clear();
    m_dictionary.clear();
    m_slots.clear();
    m_hashes.clear();
    m_coded = false;
}

void TextCollector::addCode(std::uint32_t code) {
    m_codes.push_back(code);
    if (m_codes.size() % kTrialTexts == 0)
        tryCodes();
}

void TextCollector::tryCodes() {
    if (m_dictionary.size() * 2 > m_codes.size())
        giveUpCodes();
}

void TextCollector::add(std::string_view text) {
    if (m_coded)
        addCode(codeOf(text));
    else
        m_texts.append(text);
}

void TextCollector::truncate(std::uint32_t rows) {
    if (m_coded)
        m_codes.resize(std::min<std::size_t>(m_codes.size(), rows));
    else
        m_texts.truncate(rows);
}

void TextCollector::addNull() {
    if (m_coded)
        m_codes.push_back(0);
    else
        m_texts.append({});
}

void TextCollector::moveTo(engine::ColumnData &column) {
    if (m_coded && m_dictionary.size() * 2 > m_codes.size())
        giveUpCodes();
    if (m_coded && m_dictionary.size() == 0 && !m_codes.empty())
        m_dictionary.append({});
    column.codes = std::move(m_codes);
    column.dictionary = std::move(m_dictionary);
    column.texts = std::move(m_texts);
    *this = TextCollector();
}

ColumnBuilder::ColumnBuilder(const ColumnFormat &format, const std::string &zone, bool isKey)
    : m_format(format), m_zone(zone), m_isKey(isKey) {
    m_data.type = format.field.type;
    m_data.scale = format.field.scale;
}

CellFault ColumnBuilder::holdText(std::string_view cell) {
    m_text = m_isKey ? trimmed(cell) : cell;
    if (!straight::isAscii(m_text)) {
        if (!isValidUtf8(m_text)) {
            m_repaired = repairUtf8(m_text, &m_replaced);
            m_text = m_repaired;
        }
        m_repaired = toNfc(m_text);
        m_text = m_repaired;
    }
    m_null = m_text.empty();
    return m_text.size() > kMaxCellBytes ? CellFault::TooLong : CellFault::None;
}

CellFault ColumnBuilder::hold(std::string_view cell) {
    m_null = true;
    if (m_format.field.type == ColumnType::Text)
        return holdText(cell);
    cell = trimmed(cell);
    if (cell.empty())
        return CellFault::None;
    if (cell.size() > kMaxCellBytes)
        return CellFault::TooLong;
    m_null = false;
    switch (m_format.field.type) {
    case ColumnType::Bool: {
        const auto value = parseBool(cell);
        m_int = value && *value ? 1 : 0;
        return value ? CellFault::None : CellFault::WrongType;
    }
    case ColumnType::Int64:
    case ColumnType::Decimal: {
        const auto number = parseNumber(cell, m_format.numbers);
        const auto exact = number ? rescaled(*number, m_format.field.scale) : std::nullopt;
        m_int = exact ? exact->mantissa : 0;
        return exact ? CellFault::None : CellFault::WrongType;
    }
    case ColumnType::Double: {
        const auto number = parseReal(cell, m_format.numbers);
        m_double = number.value_or(0);
        return number && std::isfinite(*number) ? CellFault::None : CellFault::WrongType;
    }
    case ColumnType::Date: {
        const auto value = parseDateTime(cell, m_format.dates, m_format.compactDates);
        m_int = value ? value->date.days : 0;
        return value && !value->hasTime ? CellFault::None : CellFault::WrongType;
    }
    case ColumnType::Instant: {
        const auto value = parseDateTime(cell, m_format.dates, m_format.compactDates);
        if (!value)
            return CellFault::WrongType;
        m_int = value->offsetMicros
                    ? value->date.days * kMicrosPerDay + value->microsOfDay - *value->offsetMicros
                    : m_zone.toMicros(value->date, value->microsOfDay);
        return CellFault::None;
    }
    case ColumnType::Json: {
        const auto json = parseJson(cell);
        if (!json || !json->is_structured())
            return CellFault::WrongType;
        if (hasLongNumbers(cell)) { // which a program would round
            m_repaired.clear();
            appendCompact(cell, m_repaired);
        } else {
            m_repaired = dumpJson(*json);
        }
        m_text = m_repaired;
        return CellFault::None;
    }
    case ColumnType::Text:
        break;
    }
    return CellFault::None;
}

CellFault ColumnBuilder::hold(const engine::Cell &cell) {
    m_null = std::holds_alternative<std::monostate>(cell);
    if (m_null)
        return CellFault::None;
    if (const auto *text = std::get_if<std::string>(&cell)) {
        m_repaired = *text;
        m_text = m_repaired;
        m_null = m_text.empty();
        return m_text.size() > kMaxCellBytes ? CellFault::TooLong : CellFault::None;
    }
    if (const auto *number = std::get_if<Decimal>(&cell)) {
        const auto exact = rescaled(*number, m_format.field.scale);
        m_int = exact ? exact->mantissa : 0;
        return exact ? CellFault::None : CellFault::WrongType;
    }
    if (const auto *integer = std::get_if<std::int64_t>(&cell))
        m_int = *integer;
    else if (const auto *real = std::get_if<double>(&cell))
        m_double = *real;
    return CellFault::None;
}

engine::Cell ColumnBuilder::heldCell() const {
    if (m_null)
        return {};
    switch (m_format.field.type) {
    case ColumnType::Bool:
        return m_int != 0;
    case ColumnType::Int64:
        return m_int;
    case ColumnType::Decimal:
        return Decimal{m_int, m_format.field.scale};
    case ColumnType::Double:
        return m_double;
    case ColumnType::Date:
        return CivilDate{static_cast<std::int32_t>(m_int)};
    case ColumnType::Instant:
        return Instant{m_int};
    case ColumnType::Text:
    case ColumnType::Json:
        break;
    }
    return std::string(m_text);
}

// Up to the first null there is no bit list at all, and never more of it than up to the last one.
void ColumnBuilder::setNull(std::uint32_t row) {
    if (m_data.valid.size() <= row >> 6)
        m_data.valid.resize((row >> 6) + 1, ~std::uint64_t{0});
    m_data.valid[row >> 6] &= ~(std::uint64_t{1} << (row & 63));
}

void ColumnBuilder::take() {
    if (m_null)
        setNull(m_rows);
    switch (m_format.field.type) {
    case ColumnType::Text:
    case ColumnType::Json:
        m_null ? m_texts.addNull() : m_texts.add(m_text);
        break;
    case ColumnType::Double:
        m_data.doubles.push_back(m_null ? 0 : m_double);
        break;
    default:
        slot(m_rows) = m_null ? 0 : m_int;
    }
    ++m_rows;
}

engine::ColumnData ColumnBuilder::finish() {
    if (engine::isTextual(m_format.field.type))
        m_texts.moveTo(m_data);
    if (engine::isIntegral(m_format.field.type))
        m_data.ints.resize(m_rows);
    if (!m_data.valid.empty())
        m_data.valid.resize((m_rows + 63) / 64, ~std::uint64_t{0});
    // Bits behind the last row are clear, so that equal columns are equal bit by bit.
    if (!m_data.valid.empty() && m_rows % 64 != 0)
        m_data.valid.back() &= (std::uint64_t{1} << (m_rows % 64)) - 1;
    m_data.rows = m_rows;
    engine::ColumnData out = std::move(m_data);
    m_data = engine::ColumnData();
    m_data.type = m_format.field.type;
    m_data.scale = m_format.field.scale;
    m_expectedRows = m_rows;
    m_rows = 0;
    return out;
}

} // namespace audience::ingest
