#include "engine/dense_column.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <unordered_map>

namespace audience::engine {

std::int64_t DenseColumn::intAt(std::size_t row) const {
    switch (width) {
    case Width::Bit:
        return static_cast<std::int64_t>(bits[row >> 6] >> (row & 63) & 1);
    case Width::U8:
        return base + static_cast<std::int64_t>(u8[row]) * factor;
    case Width::U16:
        return base + static_cast<std::int64_t>(u16[row]) * factor;
    case Width::U32:
        return base + static_cast<std::int64_t>(u32[row]) * factor;
    case Width::I64:
        return i64[row];
    case Width::F64:
        break;
    }
    return 0;
}

std::size_t DenseColumn::byteCount() const {
    return bits.size() * 8 + u8.size() + u16.size() * 2 + u32.size() * 4 + i64.size() * 8 +
           f64.size() * 8 + valid.size() * 8 + (dictionary ? dictionary->byteCount() : 0);
}

namespace {

bool validAt(const std::vector<std::uint64_t> &valid, std::size_t row) {
    return valid.empty() || (valid[row >> 6] >> (row & 63) & 1) != 0;
}

// The coarsest step of time that all values share: narrow columns then hold seconds, not microseconds.
std::int64_t commonFactor(const std::vector<std::int64_t> &values,
                          const std::vector<std::uint64_t> &valid, std::int64_t base) {
    std::int64_t factor = kMicrosPerSecond;
    for (std::size_t i = 0; i < values.size() && factor > 1; ++i)
        while (validAt(valid, i) && factor > 1 && (values[i] - base) % factor != 0)
            factor = factor == kMicrosPerSecond ? 1000 : 1;
    return factor;
}

template <class T>
void narrow(const std::vector<std::int64_t> &values, const DenseColumn &column, std::vector<T> &out) {
    out.resize(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        out[i] = column.isValid(i)
                     ? static_cast<T>(static_cast<std::uint64_t>(values[i] - column.base) /
                                      static_cast<std::uint64_t>(column.factor))
                     : T{0};
}

} // namespace

DenseColumn denseFromInts(ColumnType type, std::uint8_t scale, const std::vector<std::int64_t> &values,
                          std::vector<std::uint64_t> valid) {
    DenseColumn column;
    column.type = type;
    column.scale = scale;
    column.size = values.size();
    column.valid = std::move(valid);
    if (type == ColumnType::Bool) {
        column.width = DenseColumn::Width::Bit;
        column.bits.resize((values.size() + 63) / 64);
        for (std::size_t i = 0; i < values.size(); ++i)
            if (values[i] != 0 && column.isValid(i))
                column.bits[i >> 6] |= std::uint64_t{1} << (i & 63);
        return column;
    }
    std::int64_t low = std::numeric_limits<std::int64_t>::max();
    std::int64_t high = std::numeric_limits<std::int64_t>::min();
    for (std::size_t i = 0; i < values.size(); ++i)
        if (column.isValid(i)) {
            low = std::min(low, values[i]);
            high = std::max(high, values[i]);
        }
    if (low > high)
        low = high = 0;
    std::uint64_t span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
    // Differences from `base` must fit int64, which the widest columns do not promise.
    if (span <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        column.base = low;
        if (type == ColumnType::Instant)
            column.factor = commonFactor(values, column.valid, low);
        span /= static_cast<std::uint64_t>(column.factor);
    }
    if (span <= 0xFF) {
        column.width = DenseColumn::Width::U8;
        narrow(values, column, column.u8);
    } else if (span <= 0xFFFF) {
        column.width = DenseColumn::Width::U16;
        narrow(values, column, column.u16);
    } else if (span <= 0xFFFFFFFF) {
        column.width = DenseColumn::Width::U32;
        narrow(values, column, column.u32);
    } else {
        column.width = DenseColumn::Width::I64;
        column.base = 0;
        column.factor = 1;
        column.i64 = values;
    }
    return column;
}

DenseColumn denseFromDoubles(std::vector<double> values, std::vector<std::uint64_t> valid) {
    DenseColumn column;
    column.type = ColumnType::Double;
    column.width = DenseColumn::Width::F64;
    column.size = values.size();
    column.valid = std::move(valid);
    for (std::size_t i = 0; i < values.size(); ++i)
        if (std::isnan(values[i])) {
            if (column.valid.empty())
                column.valid.assign((values.size() + 63) / 64, ~std::uint64_t{0});
            column.valid[i >> 6] &= ~(std::uint64_t{1} << (i & 63));
            values[i] = 0;
        }
    column.f64 = std::move(values);
    return column;
}

DenseColumn denseFromCodes(ColumnType type, std::vector<std::uint32_t> codes,
                           std::shared_ptr<const Dictionary> dictionary,
                           std::vector<std::uint64_t> valid) {
    DenseColumn column;
    column.type = type;
    column.size = codes.size();
    column.valid = std::move(valid);
    column.dictionary = std::move(dictionary);
    const std::size_t distinct = column.dictionary->size();
    if (distinct <= 0x100) {
        column.width = DenseColumn::Width::U8;
        column.u8.assign(codes.begin(), codes.end());
    } else if (distinct <= 0x10000) {
        column.width = DenseColumn::Width::U16;
        column.u16.assign(codes.begin(), codes.end());
    } else {
        column.width = DenseColumn::Width::U32;
        column.u32 = std::move(codes);
    }
    return column;
}

// The map's keys view texts in a deque, whose elements do not move when it grows.
struct DictionaryBuilder::State {
    std::unordered_map<std::string_view, std::uint32_t> codes;
    std::deque<std::string> texts;
};

DictionaryBuilder::DictionaryBuilder() : m_state(std::make_unique<State>()) {}
DictionaryBuilder::~DictionaryBuilder() = default;
DictionaryBuilder::DictionaryBuilder(DictionaryBuilder &&) noexcept = default;
DictionaryBuilder &DictionaryBuilder::operator=(DictionaryBuilder &&) noexcept = default;

std::uint32_t DictionaryBuilder::codeOf(std::string_view text) {
    const auto found = m_state->codes.find(text);
    if (found != m_state->codes.end())
        return found->second;
    const auto code = static_cast<std::uint32_t>(m_state->texts.size());
    m_state->codes.emplace(m_state->texts.emplace_back(text), code);
    return code;
}

std::shared_ptr<const Dictionary> DictionaryBuilder::finish() {
    auto dictionary = std::make_shared<Dictionary>();
    for (const std::string &text : m_state->texts)
        dictionary->append(text);
    m_state = std::make_unique<State>();
    return dictionary;
}

DenseColumn denseFrom(const ColumnData &column) {
    if (column.type == ColumnType::Double)
        return denseFromDoubles(column.doubles, column.valid);
    if (column.type != ColumnType::Text && column.type != ColumnType::Json)
        return denseFromInts(column.type, column.scale, column.ints, column.valid);
    DictionaryBuilder builder;
    std::vector<std::uint32_t> codes(column.rows);
    for (std::uint32_t row = 0; row < column.rows; ++row)
        if (!column.isNull(row))
            codes[row] = builder.codeOf(column.textAt(row));
    return denseFromCodes(column.type, std::move(codes), builder.finish(), column.valid);
}

} // namespace audience::engine
