// The fixed parts of a column blob, shared by the two halves of the codec and by nobody else.
#pragma once

#include "engine/codec.h"

#include <cstdint>

namespace audience::engine {

struct BlobHead {
    std::uint8_t version = 1;
    std::uint8_t flags = 0;
    ColumnType type = ColumnType::Text;
    std::uint8_t scale = 0;
    std::uint32_t rows = 0;
    std::uint32_t bodyBytes = 0; // before compression
};
static_assert(sizeof(BlobHead) == 12);

constexpr std::uint8_t kFlagZstd = 1;
constexpr std::uint8_t kFlagRelative = 2; // version 2: integers are differences from a base

enum class Form : std::uint8_t {
    Ints = 1,
    RawDoubles = 2,
    ScaledDoubles = 3, // integers over a power of ten
    CodedTexts = 4,    // distinct texts, then a code per row
    PlainTexts = 5     // a text per row
};

} // namespace audience::engine
