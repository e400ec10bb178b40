#include "engine/codec.h"

#include "engine/codec_format.h"
#include "engine/packed_ints.h"

#include <zstd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <unordered_map>

namespace audience::engine {

namespace {

constexpr std::size_t kStatsTextBytes = 32;

// Null rows take the value before them: any value will do, and that one packs best.
std::vector<std::int64_t> withNullsFilled(const ColumnData &column) {
    std::vector<std::int64_t> values = column.ints;
    std::int64_t last = 0;
    for (std::uint32_t row = 0; row < column.rows; ++row)
        if (!column.isNull(row)) {
            last = values[row];
            break;
        }
    for (std::uint32_t row = 0; row < column.rows; ++row) {
        if (column.isNull(row))
            values[row] = last;
        last = values[row];
    }
    return values;
}

Cell integerCell(const ColumnData &column, std::int64_t value) {
    switch (column.type) {
    case ColumnType::Bool:
        return value != 0;
    case ColumnType::Decimal:
        return Decimal{value, column.scale};
    case ColumnType::Date:
        return CivilDate{static_cast<std::int32_t>(value)};
    case ColumnType::Instant:
        return Instant{value};
    default:
        return value;
    }
}

void encodeInts(std::string &body, const ColumnData &column, ColumnStats &stats) {
    putRaw(body, Form::Ints);
    const bool filled = stats.nulls != 0;
    const std::vector<std::int64_t> copy =
        filled ? withNullsFilled(column) : std::vector<std::int64_t>();
    const std::vector<std::int64_t> &values = filled ? copy : column.ints;
    packInts(body, values);
    if (stats.nulls < column.rows) { // the fill is one of the present values
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        stats.min = integerCell(column, *low);
        stats.max = integerCell(column, *high);
    }
}

// The scale at which every double is exactly a whole number over a power of ten; -1 where none is.
int exactScale(const ColumnData &column, std::vector<std::int64_t> &scaled) {
    constexpr double limit = 9'007'199'254'740'992.0; // 2^53
    scaled.resize(column.rows);
    for (const int scale : {0, 1, 2, 3, 4, 6}) {
        const auto power = static_cast<double>(powerOfTen(scale));
        std::uint32_t row = 0;
        for (; row < column.rows; ++row) {
            const double value = column.doubles[row];
            const double whole = std::nearbyint(value * power);
            if (!(std::abs(whole) < limit) || whole / power != value ||
                (value == 0 && std::signbit(value)))
                break;
            scaled[row] = static_cast<std::int64_t>(whole);
        }
        if (row == column.rows)
            return scale;
    }
    return -1;
}

void encodeDoubles(std::string &body, const ColumnData &column, ColumnStats &stats) {
    std::vector<std::int64_t> scaled;
    if (const int scale = exactScale(column, scaled); scale >= 0) {
        putRaw(body, Form::ScaledDoubles);
        putRaw(body, static_cast<std::uint8_t>(scale));
        packInts(body, scaled);
    } else {
        putRaw(body, Form::RawDoubles);
        body.append(reinterpret_cast<const char *>(column.doubles.data()),
                    column.doubles.size() * 8);
    }
    double low = std::numeric_limits<double>::infinity(), high = -low;
    bool any = false;
    for (std::uint32_t row = 0; row < column.rows; ++row) {
        const double value = column.doubles[row];
        if (column.isNull(row) || std::isnan(value))
            continue;
        low = std::min(low, value);
        high = std::max(high, value);
        any = true;
    }
    if (any) {
        stats.min = low;
        stats.max = high;
    }
}

// The texts of a column as distinct values and codes; empty codes where they hardly repeat.
struct Coded {
    Dictionary dictionary;
    std::vector<std::int64_t> codes;
};

Coded codeTexts(const ColumnData &column) {
    Coded coded;
    const std::size_t most = std::max<std::size_t>(16, column.rows / 2);
    coded.codes.resize(column.rows);
    if (!column.codes.empty()) { // coded already: keep the codes that are used
        std::vector<std::int64_t> renumbered(column.dictionary.size(), -1);
        for (std::uint32_t row = 0; row < column.rows; ++row) {
            std::int64_t &code = renumbered[column.codes[row]];
            if (code < 0)
                code = coded.dictionary.append(column.dictionary.at(column.codes[row]));
            coded.codes[row] = code;
        }
    } else {
        std::unordered_map<std::string_view, std::uint32_t> seen;
        for (std::uint32_t row = 0; row < column.rows; ++row) {
            const std::string_view text = column.texts.at(row);
            const auto [at, fresh] =
                seen.try_emplace(text, static_cast<std::uint32_t>(seen.size()));
            if (fresh)
                coded.dictionary.append(text);
            coded.codes[row] = at->second;
            // Distinct keys show themselves early; do not hash the other 130,000.
            if (seen.size() > most || (row == 4'095 && seen.size() > 3'500))
                return {};
        }
    }
    if (coded.dictionary.size() > most)
        return {};
    return coded;
}

void encodeTextBytes(std::string &body, const Dictionary &texts, std::size_t count) {
    std::vector<std::int64_t> lengths(count);
    for (std::size_t i = 0; i < count; ++i)
        lengths[i] = static_cast<std::int64_t>(texts.at(static_cast<std::uint32_t>(i)).size());
    putRaw(body, static_cast<std::uint32_t>(count));
    putRaw(body, static_cast<std::uint32_t>(texts.byteCount()));
    packInts(body, lengths);
    body += texts.bytes();
}

void noteTextRange(ColumnStats &stats, std::string_view low, std::string_view high) {
    stats.min = std::string(low.substr(0, kStatsTextBytes));
    std::string upper(high.substr(0, kStatsTextBytes));
    if (high.size() > kStatsTextBytes) // UTF-8 has no byte 0xff, so the last one can always rise
        upper.back() = static_cast<char>(static_cast<unsigned char>(upper.back()) + 1);
    stats.max = std::move(upper);
}

void encodeTexts(std::string &body, const ColumnData &column, ColumnStats &stats) {
    const Coded coded = codeTexts(column);
    if (!coded.codes.empty()) {
        putRaw(body, Form::CodedTexts);
        encodeTextBytes(body, coded.dictionary, coded.dictionary.size());
        packInts(body, coded.codes);
        stats.distinct = static_cast<std::uint32_t>(coded.dictionary.size());
    } else {
        putRaw(body, Form::PlainTexts);
        if (column.codes.empty()) {
            encodeTextBytes(body, column.texts, column.rows);
        } else {
            Dictionary texts;
            for (std::uint32_t row = 0; row < column.rows; ++row)
                texts.append(column.textAt(row));
            encodeTextBytes(body, texts, column.rows);
        }
    }
    if (stats.nulls == column.rows)
        return;
    std::string_view low, high;
    bool any = false;
    const auto look = [&](std::string_view text) {
        low = any ? std::min(low, text) : text;
        high = any ? std::max(high, text) : text;
        any = true;
    };
    if (!coded.codes.empty() && stats.nulls == 0) {
        for (std::uint32_t code = 0; code < coded.dictionary.size(); ++code)
            look(coded.dictionary.at(code));
    } else {
        for (std::uint32_t row = 0; row < column.rows; ++row)
            if (!column.isNull(row))
                look(column.textAt(row));
    }
    noteTextRange(stats, low, high);
}

// Nothing when it would not save at least 7 %.
std::string compressed(const std::string &body) {
    struct Free {
        void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
    };
    thread_local const std::unique_ptr<ZSTD_CCtx, Free> context(ZSTD_createCCtx());
    std::string out(ZSTD_compressBound(body.size()), '\0');
    const std::size_t size =
        ZSTD_compressCCtx(context.get(), out.data(), out.size(), body.data(), body.size(), 1);
    if (ZSTD_isError(size) || size > body.size() - body.size() * 7 / 100 - 1)
        return {};
    out.resize(size);
    return out;
}

} // namespace

EncodedColumn encodeColumn(const ColumnData &column) {
    EncodedColumn result;
    result.stats.rows = column.rows;
    result.stats.nulls = column.nullCount();
    std::string body;
    putRaw(body, static_cast<std::uint8_t>(result.stats.nulls != 0));
    if (result.stats.nulls != 0)
        body.append(reinterpret_cast<const char *>(column.valid.data()), (column.rows + 7) / 8);
    if (isTextual(column.type))
        encodeTexts(body, column, result.stats);
    else if (column.type == ColumnType::Double)
        encodeDoubles(body, column, result.stats);
    else
        encodeInts(body, column, result.stats);

    const std::string smaller = body.size() > 64 ? compressed(body) : std::string();
    BlobHead head;
    head.flags = smaller.empty() ? 0 : kFlagZstd;
    head.type = column.type;
    head.scale = column.scale;
    head.rows = column.rows;
    head.bodyBytes = static_cast<std::uint32_t>(body.size());
    putRaw(result.blob, head);
    result.blob += smaller.empty() ? body : smaller;
    return result;
}

} // namespace audience::engine
