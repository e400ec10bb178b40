#include "engine/codec.h"

#include "engine/codec_format.h"
#include "engine/packed_ints.h"

#include <zstd.h>

#include <algorithm>
#include <array>
#include <bit>
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

void noteRange(const ColumnData &column, PackedRange range, ColumnStats &stats) {
    if (stats.nulls == column.rows)
        return;
    stats.min = integerCell(column, range.low);
    stats.max = integerCell(column, range.high);
}

void encodeInts(std::string &body, const ColumnData &column, ColumnStats &stats) {
    putRaw(body, Form::Ints);
    const bool filled = stats.nulls != 0;
    const std::vector<std::int64_t> copy =
        filled ? withNullsFilled(column) : std::vector<std::int64_t>();
    const std::vector<std::int64_t> &values = filled ? copy : column.ints;
    noteRange(column, packInts(body, values), stats); // the fill is one of the present values
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
    coded.codes.reserve(column.rows);
    if (!column.codes.empty()) { // coded already: keep the codes that are used
        std::vector<std::int64_t> renumbered(column.dictionary.size(), -1);
        for (std::uint32_t row = 0; row < column.rows; ++row) {
            std::int64_t &code = renumbered[column.codes[row]];
            if (code < 0)
                code = coded.dictionary.append(column.dictionary.at(column.codes[row]));
            coded.codes.push_back(code);
        }
    } else {
        std::unordered_map<std::string_view, std::uint32_t> seen;
        for (std::uint32_t row = 0; row < column.rows; ++row) {
            const std::string_view text = column.texts.at(row);
            const auto [at, fresh] =
                seen.try_emplace(text, static_cast<std::uint32_t>(seen.size()));
            if (fresh)
                coded.dictionary.append(text);
            coded.codes.push_back(at->second);
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

// Nothing when it would not save at least 7 %. Of a long body two small parts are tried first: numbers
// without a pattern fill most bytes of most files.
std::string compressed(std::string_view body) {
    struct Free {
        void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
    };
    constexpr std::size_t kPart = 8 * 1024;
    thread_local const std::unique_ptr<ZSTD_CCtx, Free> context(ZSTD_createCCtx());
    std::string out;
    const auto sizeOf = [&](std::string_view bytes) {
        out.resize(ZSTD_compressBound(bytes.size()));
        return ZSTD_compressCCtx(context.get(), out.data(), out.size(), bytes.data(), bytes.size(), 1);
    };
    const auto saves = [](std::string_view bytes, std::size_t size, std::size_t percent) {
        return !ZSTD_isError(size) && size < bytes.size() - bytes.size() * percent / 100;
    };
    if (body.size() > 8 * kPart) {
        const std::string_view first = body.substr(body.size() / 4, kPart);
        const std::string_view second = body.substr(body.size() / 4 * 3, kPart);
        if (!saves(first, sizeOf(first), 2) && !saves(second, sizeOf(second), 2))
            return {};
    }
    const std::size_t size = sizeOf(body);
    if (!saves(body, size, 7))
        return {};
    out.resize(size);
    return out;
}

} // namespace

namespace {

struct Relative {
    std::vector<std::int64_t> distances; // empty: the values themselves are as small
    PackedRange values;
};

// The differences from the base, where they span fewer bits than the values do.
Relative relativeTo(std::span<const std::int64_t> base, const ColumnData &column) {
    constexpr std::int64_t kFar = std::int64_t{1} << 61;
    Relative relative;
    if (base.size() != column.rows || !isIntegral(column.type) || column.ints.size() != base.size())
        return relative;
    PackedRange distances, bases;
    relative.distances.reserve(base.size());
    for (std::uint32_t row = 0; row < column.rows; ++row) {
        if (column.isNull(row)) {
            relative.distances.push_back(0);
            continue;
        }
        const std::int64_t value = column.ints[row];
        const auto distance = static_cast<std::int64_t>(static_cast<std::uint64_t>(value) -
                                                        static_cast<std::uint64_t>(base[row]));
        relative.distances.push_back(distance);
        relative.values = {std::min(relative.values.low, value), std::max(relative.values.high, value)};
        bases = {std::min(bases.low, base[row]), std::max(bases.high, base[row])};
        distances = {std::min(distances.low, distance), std::max(distances.high, distance)};
    }
    const auto far = [](PackedRange range) { return range.low < -kFar || range.high > kFar; };
    const auto bits = [](PackedRange range) {
        return range.low > range.high ? 0 : std::bit_width(static_cast<std::uint64_t>(range.high - range.low));
    };
    if (far(relative.values) || far(bases) || bits(distances) >= bits(relative.values))
        relative.distances.clear();
    return relative;
}

} // namespace

EncodedColumn encodeColumn(const ColumnData &column, std::span<const std::int64_t> base) {
    EncodedColumn result;
    result.stats.rows = column.rows;
    result.stats.nulls = column.nullCount();
    std::string body;
    putRaw(body, static_cast<std::uint8_t>(result.stats.nulls != 0));
    if (result.stats.nulls != 0)
        body.append(reinterpret_cast<const char *>(column.valid.data()), (column.rows + 7) / 8);
    Relative relation = relativeTo(base, column);
    const bool isRelative = !relation.distances.empty();
    if (isTextual(column.type)) {
        encodeTexts(body, column, result.stats);
    } else if (column.type == ColumnType::Double) {
        encodeDoubles(body, column, result.stats);
    } else if (isRelative) {
        ColumnData relative;
        relative.type = column.type;
        relative.rows = column.rows;
        relative.valid = column.valid;
        relative.ints = std::move(relation.distances);
        ColumnStats ofDistances = result.stats;
        encodeInts(body, relative, ofDistances);
        noteRange(column, relation.values, result.stats);
    } else {
        encodeInts(body, column, result.stats);
    }

    const std::string smaller = body.size() > 64 ? compressed(body) : std::string();
    BlobHead head;
    head.version = isRelative ? 2 : 1;
    head.flags = static_cast<std::uint8_t>((smaller.empty() ? 0 : kFlagZstd) |
                                           (isRelative ? kFlagRelative : 0));
    head.type = column.type;
    head.scale = column.scale;
    head.rows = column.rows;
    head.bodyBytes = static_cast<std::uint32_t>(body.size());
    putRaw(result.blob, head);
    result.blob += smaller.empty() ? body : smaller;
    return result;
}

} // namespace audience::engine
