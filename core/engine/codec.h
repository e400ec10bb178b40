// The stored form of one column of one chunk: blocks of 1,024 values, bit-packed offsets or deltas
// with the common factor divided out, a dictionary per chunk for texts, zstd where it saves 7 % or
// more. A blob carries its codec version; statistics travel beside it. The format is
// docs/formats/chunk.md.
#pragma once

#include "base/result.h"
#include "engine/column.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace audience::engine {

constexpr std::uint32_t kChunkRows = 131'072;
constexpr std::uint32_t kMaxDecodedRows = 1 << 20; // what a hostile blob may make us allocate
constexpr std::size_t kMaxDecodedBytes = 64 * 1024 * 1024;
constexpr std::uint8_t kCodecVersion = 1;

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

// At most kMaxDecodedRows rows and, for texts, kMaxDecodedBytes bytes.
EncodedColumn encodeColumn(const ColumnData &column);
// Error "chunk.corrupt" {reason} for anything that is not a blob of this or an older codec version.
Result<ColumnData> decodeColumn(std::string_view blob);

} // namespace audience::engine
