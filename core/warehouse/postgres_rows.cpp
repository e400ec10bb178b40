#include "warehouse/postgres_rows.h"

#include "base/int128.h"
#include "base/text.h"
#include "engine/codec.h"
#include "ingest/column_builder.h"
#include "warehouse/text_rows.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>

namespace audience::warehouse {

using engine::ColumnType;
using Wire = PostgresWire;

namespace {

constexpr std::int64_t kEpochDays = 10'957;                          // 2000-01-01
constexpr std::int64_t kEpochMicros = kEpochDays * kMicrosPerDay;
constexpr std::int64_t kFirstDay = -719'162, kLastDay = 2'932'896;   // the years 1 to 9999
constexpr std::size_t kRawBytes = 4096;
constexpr std::size_t kRawBytesPerPage = std::size_t{8} << 20, kMostKeyBytes = 1'000;

constexpr std::string_view kInfinite = "sync.reject.infinite", kNotANumber = "sync.reject.not_a_number", kNotExact = "sync.reject.not_exact",
                           kOutOfRange = "sync.reject.out_of_range", kTooLong = "sync.reject.too_long", kGarbled = "sync.reject.garbled";

struct Numeric {
    std::uint16_t digits = 0, scale = 0;
    std::int16_t weight = 0;
    std::uint16_t sign = 0;
    const char *groups = nullptr; // of four digits each, the first times 10000^weight
    std::uint16_t group(std::uint16_t i) const { return bigEndian16(groups + 2 * i); }
};
constexpr std::uint16_t kNegative = 0x4000, kNan = 0xC000, kPlusInfinity = 0xD000, kMinusInfinity = 0xF000;

std::optional<Numeric> numericOf(std::string_view value) {
    if (value.size() < 8)
        return std::nullopt;
    Numeric number{bigEndian16(value.data()), bigEndian16(value.data() + 6), static_cast<std::int16_t>(bigEndian16(value.data() + 2)),
                   bigEndian16(value.data() + 4), value.data() + 8};
    if (value.size() != 8 + 2 * std::size_t{number.digits})
        return std::nullopt;
    for (std::uint16_t i = 0; i < number.digits; ++i)
        if (number.group(i) > 9999)
            return std::nullopt;
    return number;
}

// The reason it cannot be told at that scale; empty when it was.
std::string_view decimalFrom(std::string_view value, std::uint8_t scale, std::int64_t &mantissa) {
    const auto number = numericOf(value);
    if (!number)
        return kGarbled;
    if (number->sign == kNan)
        return kNotANumber;
    if (number->sign == kPlusInfinity || number->sign == kMinusInfinity)
        return kInfinite;
    if (number->sign != 0 && number->sign != kNegative)
        return kGarbled;
    Int128 sum = 0;
    for (std::uint16_t i = 0; i < number->digits; ++i) {
        const std::int64_t group = number->group(i);
        const int exponent = 4 * (number->weight - i) + scale;
        if (group == 0)
            continue;
        if (exponent > 18)
            return kOutOfRange;
        if (exponent >= 0) {
            sum = sum + Int128(group) * Int128(powerOfTen(exponent));
        } else {
            const std::int64_t part = exponent < -4 ? 100'000 : powerOfTen(-exponent);
            if (group % part != 0)
                return kNotExact;
            sum = sum + Int128(group / part);
        }
    }
    const Int128 most = Int128(powerOfTen(18)) - Int128(1);
    if (sum > most)
        return kOutOfRange;
    mantissa = static_cast<std::int64_t>(sum);
    if (number->sign == kNegative)
        mantissa = -mantissa;
    return {};
}

std::string numericText(const Numeric &number) {
    if (number.sign == kNan)
        return "NaN";
    if (number.sign == kPlusInfinity || number.sign == kMinusInfinity)
        return number.sign == kPlusInfinity ? "Infinity" : "-Infinity";
    std::string text = number.sign == kNegative ? "-" : "";
    const auto group = [&](int place) -> std::uint16_t { // of the power 10000^place
        const int i = number.weight - place;
        return i >= 0 && i < number.digits ? number.group(static_cast<std::uint16_t>(i)) : std::uint16_t{0};
    };
    const auto four = [](std::uint16_t value) {
        const std::string digits = std::to_string(value);
        return std::string(4 - digits.size(), '0') + digits;
    };
    text += number.weight < 0 ? std::string("0") : std::to_string(group(number.weight));
    for (int place = number.weight - 1; place >= 0; --place)
        text += four(group(place));
    if (number.scale == 0)
        return text;
    std::string fraction;
    for (int place = -1; fraction.size() < number.scale; --place)
        fraction += four(group(place));
    return text + '.' + fraction.substr(0, number.scale);
}

std::string_view wholeFrom(Wire wire, std::string_view value, std::int64_t &to) {
    if (wire == Wire::Int2 && value.size() == 2)
        to = static_cast<std::int16_t>(bigEndian16(value.data()));
    else if (wire == Wire::Int4 && value.size() == 4)
        to = static_cast<std::int32_t>(bigEndian32(value.data()));
    else if (wire == Wire::Int8 && value.size() == 8)
        to = static_cast<std::int64_t>(bigEndian64(value.data()));
    else
        return kGarbled;
    return {};
}

std::string_view dateFrom(std::string_view value, std::int64_t &days) {
    if (value.size() != 4)
        return kGarbled;
    const auto since = static_cast<std::int32_t>(bigEndian32(value.data()));
    if (since == std::numeric_limits<std::int32_t>::max() || since == std::numeric_limits<std::int32_t>::min())
        return kInfinite;
    days = since + kEpochDays;
    return days < kFirstDay || days > kLastDay ? kOutOfRange : std::string_view();
}

std::string_view momentFrom(std::string_view value, std::int64_t &micros) {
    if (value.size() != 8)
        return kGarbled;
    const auto since = static_cast<std::int64_t>(bigEndian64(value.data()));
    if (since == std::numeric_limits<std::int64_t>::max() || since == std::numeric_limits<std::int64_t>::min())
        return kInfinite;
    if (since > (kLastDay + 1) * kMicrosPerDay || since < (kFirstDay - kEpochDays) * kMicrosPerDay)
        return kOutOfRange;
    micros = since + kEpochMicros;
    return micros >= (kLastDay + 1) * kMicrosPerDay ? kOutOfRange : std::string_view();
}

std::string_view realFrom(Wire wire, std::string_view value, double &to) {
    if (wire == Wire::Float4 && value.size() == 4)
        to = std::bit_cast<float>(bigEndian32(value.data()));
    else if (wire == Wire::Float8 && value.size() == 8)
        to = std::bit_cast<double>(bigEndian64(value.data()));
    else
        return kGarbled;
    return std::isnan(to) ? kNotANumber : std::isinf(to) ? kInfinite : std::string_view();
}

std::string uuidText(std::string_view value) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            text += '-';
        text += kDigits[static_cast<unsigned char>(value[i]) >> 4];
        text += kDigits[static_cast<unsigned char>(value[i]) & 15];
    }
    return text;
}

bool isAscii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

} // namespace

std::optional<std::string> postgresText(Wire wire, std::string_view value) {
    std::int64_t whole = 0;
    double real = 0;
    switch (wire) {
    case Wire::Bool:
        return value.size() == 1 ? std::optional<std::string>(value.front() != 0 ? "true" : "false") : std::nullopt;
    case Wire::Int2:
    case Wire::Int4:
    case Wire::Int8:
        return wholeFrom(wire, value, whole).empty() ? std::optional(std::to_string(whole)) : std::nullopt;
    case Wire::Float4:
    case Wire::Float8:
        return realFrom(wire, value, real) == kGarbled ? std::nullopt : std::optional(engine::toText(engine::Cell(real)));
    case Wire::Numeric: {
        const auto number = numericOf(value);
        return number ? std::optional(numericText(*number)) : std::nullopt;
    }
    case Wire::Text:
        return std::string(value);
    case Wire::Uuid:
        return value.size() == 16 ? std::optional(uuidText(value)) : std::nullopt;
    case Wire::Date: {
        const std::string_view reason = dateFrom(value, whole);
        return reason.empty()       ? std::optional(toIso(CivilDate{static_cast<std::int32_t>(whole)}))
               : reason == kGarbled ? std::nullopt
                                    : std::optional<std::string>(reason == kInfinite ? "infinity" : "out of range");
    }
    case Wire::Timestamp: {
        const std::string_view reason = momentFrom(value, whole);
        return reason.empty()       ? std::optional(toIso(Instant{whole}))
               : reason == kGarbled ? std::nullopt
                                    : std::optional<std::string>(reason == kInfinite ? "infinity" : "out of range");
    }
    }
    return std::nullopt;
}

// The values of one column, row by row; what a refused row added is taken back.
class PostgresRows::Filler {
public:
    explicit Filler(const PostgresColumn &column) : m_column(&column) {}

    // The reason why not; empty when it was added.
    std::string_view add(const PostgresValue &value, std::int64_t &replaced) {
        if (!value)
            return addNothing();
        const engine::Field &field = m_column->field;
        std::int64_t whole = 0;
        std::string_view reason;
        switch (field.type) {
        case ColumnType::Bool:
            if (value->size() != 1)
                return kGarbled;
            whole = value->front() != 0 ? 1 : 0;
            break;
        case ColumnType::Int64:
            reason = wholeFrom(m_column->wire, *value, whole);
            break;
        case ColumnType::Decimal:
            reason = decimal(*value, whole);
            break;
        case ColumnType::Date:
            reason = dateFrom(*value, whole);
            break;
        case ColumnType::Instant:
            reason = momentFrom(*value, whole);
            break;
        case ColumnType::Double: {
            double real = 0;
            reason = realFrom(m_column->wire, *value, real);
            if (reason.empty())
                m_doubles.push_back(real);
            break;
        }
        case ColumnType::Text:
        case ColumnType::Json:
            return addText(*value, replaced);
        }
        if (!reason.empty())
            return reason;
        if (field.type != ColumnType::Double)
            m_ints.push_back(whole);
        setValid();
        return {};
    }

    void truncate(std::uint32_t rows) {
        m_rows = std::min(m_rows, rows);
        if (m_ints.size() > m_rows)
            m_ints.resize(m_rows);
        if (m_doubles.size() > m_rows)
            m_doubles.resize(m_rows);
        m_texts.truncate(m_rows);
    }

    engine::ColumnData finish(std::uint32_t rows) {
        engine::ColumnData data;
        data.type = m_column->field.type;
        data.scale = m_column->field.scale;
        data.rows = rows;
        if (m_hasNulls) {
            m_valid.resize((rows + 63) / 64);
            data.valid = std::move(m_valid);
        }
        data.ints = std::move(m_ints);
        data.doubles = std::move(m_doubles);
        if (engine::isTextual(data.type))
            m_texts.moveTo(data);
        *this = Filler(*m_column);
        return data;
    }

private:
    std::string_view decimal(std::string_view value, std::int64_t &to) const {
        const std::uint8_t scale = m_column->field.scale;
        if (m_column->wire == Wire::Numeric)
            return decimalFrom(value, scale, to);
        std::int64_t whole = 0;
        if (const std::string_view reason = wholeFrom(m_column->wire, value, whole); !reason.empty())
            return reason;
        const std::int64_t most = (powerOfTen(18) - 1) / powerOfTen(scale);
        if (whole > most || whole < -most)
            return kOutOfRange;
        to = whole * powerOfTen(scale);
        return {};
    }

    std::string_view addText(std::string_view value, std::int64_t &replaced) {
        if (m_column->wire == Wire::Uuid) {
            if (value.size() != 16)
                return kGarbled;
            m_texts.add(uuidText(value));
            setValid();
            return {};
        }
        if (m_column->trims)
            value = trimmed(value);
        if (value.empty() && !m_column->needed.empty())
            return m_column->needed;
        if (value.size() > ingest::kMaxCellBytes)
            return kTooLong;
        if (m_column->field.type == ColumnType::Json)
            m_texts.add(compactJson(plain(value, replaced)));
        else if (isAscii(value))
            m_texts.add(value);
        else
            m_texts.add(toNfc(plain(value, replaced)));
        setValid();
        return {};
    }

    // A server may keep texts in no encoding at all.
    static std::string plain(std::string_view value, std::int64_t &replaced) {
        if (isValidUtf8(value))
            return std::string(value);
        std::size_t count = 0;
        std::string repaired = repairUtf8(value, &count);
        replaced += static_cast<std::int64_t>(count);
        return repaired;
    }

    std::string_view addNothing() {
        if (!m_column->needed.empty())
            return m_column->needed;
        if (m_column->field.type == ColumnType::Double)
            m_doubles.push_back(0);
        else if (engine::isTextual(m_column->field.type))
            m_texts.addNull();
        else
            m_ints.push_back(0);
        m_hasNulls = true;
        room();
        m_valid[m_rows >> 6] &= ~(std::uint64_t{1} << (m_rows & 63));
        ++m_rows;
        return {};
    }

    void room() {
        if (m_valid.size() <= m_rows >> 6)
            m_valid.resize((m_rows >> 6) + 1);
    }
    void setValid() {
        room();
        m_valid[m_rows >> 6] |= std::uint64_t{1} << (m_rows & 63);
        ++m_rows;
    }

    const PostgresColumn *m_column;
    std::uint32_t m_rows = 0;
    bool m_hasNulls = false;
    std::vector<std::uint64_t> m_valid;
    std::vector<std::int64_t> m_ints;
    std::vector<double> m_doubles;
    ingest::TextCollector m_texts;
};

namespace {

// The row as a person can find it again: what could be read, in the order of the columns.
std::string rawText(std::string_view bytes, const std::vector<PostgresColumn> &columns) {
    PostgresRow row(bytes);
    std::string text;
    for (const PostgresColumn &column : columns) {
        const PostgresValue value = row.next();
        const auto said = value ? postgresText(column.wire, *value) : std::optional<std::string>("NULL");
        text += (text.empty() ? "" : ", ") + column.field.name + ": " + repairUtf8(said.value_or("?").substr(0, 500));
        if (text.size() > kRawBytes)
            break;
    }
    return text;
}

// What names the row; nothing where it has no such text, or one that nobody can be asked for.
std::string keyOf(std::string_view bytes, const std::vector<PostgresColumn> &columns) {
    PostgresRow row(bytes);
    for (const PostgresColumn &column : columns) {
        const PostgresValue value = row.next();
        if (!column.namesRow)
            continue;
        auto text = value && value->size() <= kMostKeyBytes ? postgresText(column.wire, *value) : std::nullopt;
        return text && isValidUtf8(*text) ? *std::move(text) : std::string();
    }
    return {};
}

} // namespace

TypedPage PostgresRows::decode(const RawPage &page) const {
    TypedPage out;
    std::vector<Filler> fillers;
    for (const PostgresColumn &column : m_columns)
        fillers.emplace_back(column);
    std::uint32_t kept = 0, begin = 0;
    std::size_t rawBytes = 0;
    const auto flush = [&] {
        if (kept == 0)
            return;
        ingest::DecodedRows rows;
        rows.rows = std::exchange(kept, 0);
        for (Filler &filler : fillers)
            rows.columns.push_back(filler.finish(rows.rows));
        out.batches.push_back(std::move(rows));
    };
    for (std::uint32_t i = 0; i < page.rows; begin = page.ends[i++]) {
        const std::string_view bytes = std::string_view(page.bytes).substr(begin, page.ends[i] - begin);
        PostgresRow row(bytes);
        ++out.read;
        std::string_view reason;
        std::size_t column = 0;
        for (; column < fillers.size() && reason.empty(); ++column)
            reason = fillers[column].add(row.next(), out.replaced);
        if (reason.empty()) {
            if (++kept == engine::kChunkRows)
                flush();
            continue;
        }
        for (Filler &filler : fillers)
            filler.truncate(kept);
        ingest::RowReject reject{page.firstRow + i + 1, 0, std::string(reason), m_columns[column - 1].field.name, {}};
        if (rawBytes < kRawBytesPerPage)
            reject.raw = rawText(bytes, m_columns);
        rawBytes += reject.raw.size();
        reject.key = keyOf(bytes, m_columns);
        out.rejects.push_back(std::move(reject));
    }
    flush();
    return out;
}

std::string PostgresRows::position(const RawPage &page, std::uint32_t row) const {
    if (!m_order || row >= page.rows)
        return {};
    const std::uint32_t begin = row == 0 ? 0 : page.ends[row - 1];
    PostgresRow values(std::string_view(page.bytes).substr(begin, page.ends[row] - begin));
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        (void)values.next();
    const PostgresValue value = values.next();
    const auto text = value ? postgresText(*m_order, *value) : std::nullopt;
    const bool isTime = *m_order == Wire::Date || *m_order == Wire::Timestamp;
    if (!text || (*m_order == Wire::Text && !isValidUtf8(*text)) || (isTime && (*text == "infinity" || *text == "out of range")) || (*m_order == Wire::Numeric && *text == "NaN"))
        return {};
    return *text;
}

} // namespace audience::warehouse
