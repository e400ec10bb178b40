// The stored form of one column of one chunk: blocks of 1,024 values, bit-packed offsets or deltas
// with the common factor divided out, a dictionary per chunk for texts, zstd where it saves 7 % or
// more. A blob carries its codec version; statistics travel beside it. The format is
// docs/formats/chunk.md.
#pragma once

#include "base/result.h"
#include "engine/column.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace audience::engine {

constexpr std::uint32_t kChunkRows = 131'072;
constexpr std::uint32_t kMaxDecodedRows = 1 << 20; // what a hostile blob may make us allocate
constexpr std::size_t kMaxDecodedBytes = 64 * 1024 * 1024;
constexpr std::uint8_t kCodecVersion = 2; // 1 where nothing of 2 is used

struct ColumnStats {
    std::uint32_t rows = 0;
    std::uint32_t nulls = 0;
    // Of the present values; monostate when there are none. Texts are cut to 32 bytes (max rounded
    // up).
    Cell min, max;
    std::uint32_t distinct = 0; // texts that repeat: how many different ones; else 0
};

struct EncodedColumn {
    std::string blob;
    ColumnStats stats;
};

// At most kMaxDecodedRows rows and, for texts, kMaxDecodedBytes bytes. Integers that go with those of
// `base`, row by row, are stored as the differences from them.
EncodedColumn encodeColumn(const ColumnData &column, std::span<const std::int64_t> base = {});
// Whether a blob can be decoded only with the base that it was encoded with.
bool needsBase(std::string_view blob);
// Error "chunk.corrupt" {reason} for anything that is not a blob of this or an older codec version.
Result<ColumnData> decodeColumn(std::string_view blob, std::span<const std::int64_t> base = {});

} // namespace audience::engine
