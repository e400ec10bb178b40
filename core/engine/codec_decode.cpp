// Decoding trusts nothing: every count is checked before it becomes an allocation or an index.
#include "engine/codec_format.h"
#include "engine/packed_ints.h"

#include <zstd.h>

#include <algorithm>
#include <limits>

namespace audience::engine {

namespace {

Error corrupt(std::string_view reason) {
    return Error(ErrorKind::Corrupt, "chunk.corrupt").with("reason", reason);
}

Result<void> decodeValidity(ByteReader &in, ColumnData &column) {
    std::uint8_t hasNulls = 0;
    if (!in.read(hasNulls) || hasNulls > 1)
        return corrupt("null flag");
    if (hasNulls == 0)
        return {};
    std::string_view bits;
    if (!in.take((column.rows + 7) / 8, bits))
        return corrupt("null bitmap");
    column.valid.assign((column.rows + 63) / 64, 0);
    std::copy(bits.begin(), bits.end(), reinterpret_cast<char *>(column.valid.data()));
    return {};
}

template <class Visit> void forEachNull(const ColumnData &column, Visit visit) {
    for (std::size_t word = 0; word < column.valid.size(); ++word)
        for (std::uint64_t nulls = ~column.valid[word]; nulls != 0; nulls &= nulls - 1) {
            const auto row = static_cast<std::uint32_t>(
                word * 64 + static_cast<unsigned>(std::countr_zero(nulls)));
            if (row < column.rows)
                visit(row);
        }
}

Result<void> decodeInts(ByteReader &in, ColumnData &column, std::span<const std::int64_t> base) {
    column.ints.resize(column.rows);
    if (!unpackInts(in, column.ints))
        return corrupt("integers");
    for (std::size_t row = 0; row < base.size(); ++row) // modulo 2^64, as everything that is packed
        column.ints[row] = static_cast<std::int64_t>(static_cast<std::uint64_t>(column.ints[row]) +
                                                     static_cast<std::uint64_t>(base[row]));
    forEachNull(column, [&](std::uint32_t row) { column.ints[row] = 0; });
    const auto within = [&](std::int64_t low, std::int64_t high) {
        return std::all_of(column.ints.begin(), column.ints.end(),
                           [=](std::int64_t value) { return value >= low && value <= high; });
    };
    if (column.type == ColumnType::Bool && !within(0, 1))
        return corrupt("truth value");
    if (column.type == ColumnType::Date &&
        !within(std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()))
        return corrupt("date");
    return {};
}

Result<void> decodeDoubles(ByteReader &in, Form form, ColumnData &column) {
    column.doubles.resize(column.rows);
    if (form == Form::RawDoubles) {
        std::string_view bytes;
        if (!in.take(std::size_t{column.rows} * 8, bytes))
            return corrupt("doubles");
        if (!bytes.empty())
            std::memcpy(column.doubles.data(), bytes.data(), bytes.size());
    } else {
        std::uint8_t scale = 0;
        std::vector<std::int64_t> scaled(column.rows);
        if (!in.read(scale) || scale > Decimal::kMaxScale || !unpackInts(in, scaled))
            return corrupt("scaled doubles");
        const auto power = static_cast<double>(powerOfTen(scale));
        for (std::uint32_t row = 0; row < column.rows; ++row)
            column.doubles[row] = static_cast<double>(scaled[row]) / power;
    }
    forEachNull(column, [&](std::uint32_t row) { column.doubles[row] = 0; });
    return {};
}

// `count` texts at most `limit`; lengths must add up to the bytes that follow.
Result<Dictionary> decodeTextBytes(ByteReader &in, std::uint32_t limit) {
    std::uint32_t count = 0, byteCount = 0;
    if (!in.read(count) || !in.read(byteCount) || count > limit)
        return corrupt("text count");
    std::vector<std::int64_t> lengths(count);
    if (!unpackInts(in, lengths))
        return corrupt("text lengths");
    std::string_view bytes;
    if (!in.take(byteCount, bytes))
        return corrupt("text bytes");
    std::uint64_t total = 0;
    std::vector<std::uint32_t> ends(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        if (lengths[i] < 0 || static_cast<std::uint64_t>(lengths[i]) > byteCount - total)
            return corrupt("text lengths");
        total += static_cast<std::uint64_t>(lengths[i]);
        ends[i] = static_cast<std::uint32_t>(total);
    }
    if (total != byteCount)
        return corrupt("text lengths");
    return Dictionary(std::string(bytes), std::move(ends));
}

Result<void> decodeTexts(ByteReader &in, Form form, ColumnData &column) {
    TRY_ASSIGN(Dictionary texts, decodeTextBytes(in, column.rows));
    if (form == Form::PlainTexts) {
        if (texts.size() != column.rows)
            return corrupt("text count");
        column.texts = std::move(texts);
        return {};
    }
    std::vector<std::int64_t> codes(column.rows);
    if (!unpackInts(in, codes))
        return corrupt("text codes");
    column.codes.resize(column.rows);
    for (std::uint32_t row = 0; row < column.rows; ++row) {
        if (codes[row] < 0 || static_cast<std::uint64_t>(codes[row]) >= texts.size())
            return corrupt("text codes");
        column.codes[row] = static_cast<std::uint32_t>(codes[row]);
    }
    column.dictionary = std::move(texts);
    return {};
}

Result<void> decodeBody(std::string_view body, ColumnData &column, std::span<const std::int64_t> base) {
    ByteReader in(body);
    TRY(decodeValidity(in, column));
    Form form{};
    if (!in.read(form))
        return corrupt("form");
    const bool fits = isTextual(column.type) ? form == Form::CodedTexts || form == Form::PlainTexts
                      : column.type == ColumnType::Double
                          ? form == Form::RawDoubles || form == Form::ScaledDoubles
                          : form == Form::Ints;
    if (!fits)
        return corrupt("form");
    if (isTextual(column.type))
        TRY(decodeTexts(in, form, column));
    else if (column.type == ColumnType::Double)
        TRY(decodeDoubles(in, form, column));
    else
        TRY(decodeInts(in, column, base));
    if (!in.left().empty())
        return corrupt("bytes left over");
    return {};
}

} // namespace

bool needsBase(std::string_view blob) {
    BlobHead head;
    return ByteReader(blob).read(head) && head.version == 2 && (head.flags & kFlagRelative) != 0;
}

Result<ColumnData> decodeColumn(std::string_view blob, std::span<const std::int64_t> base) {
    ByteReader in(blob);
    BlobHead head;
    if (!in.read(head))
        return corrupt("header");
    if (head.version < 1 || head.version > kCodecVersion)
        return corrupt("codec version");
    const bool relative = (head.flags & kFlagRelative) != 0;
    const auto type = static_cast<int>(head.type);
    if (type < static_cast<int>(ColumnType::Bool) || type > static_cast<int>(ColumnType::Json) ||
        head.flags > (head.version == 1 ? kFlagZstd : kFlagZstd | kFlagRelative) || head.scale > Decimal::kMaxScale || head.rows > kMaxDecodedRows ||
        head.bodyBytes > kMaxDecodedBytes)
        return corrupt("header");
    if (relative && (!isIntegral(head.type) || base.size() != head.rows))
        return corrupt("base");
    if (!relative)
        base = {};
    ColumnData column;
    column.type = head.type;
    column.scale = head.scale;
    column.rows = head.rows;
    if ((head.flags & kFlagZstd) == 0) {
        if (in.left().size() != head.bodyBytes)
            return corrupt("length");
        TRY(decodeBody(in.left(), column, base));
        return column;
    }
    if (ZSTD_getFrameContentSize(in.left().data(), in.left().size()) != head.bodyBytes)
        return corrupt("length");
    std::string body(head.bodyBytes, '\0');
    if (ZSTD_decompress(body.data(), body.size(), in.left().data(), in.left().size()) !=
        body.size())
        return corrupt("compressed bytes");
    TRY(decodeBody(body, column, base));
    return column;
}

} // namespace audience::engine
