// Integers in blocks of 1,024: offsets from the smallest or differences, the common factor divided
// out, bit-packed. The part of the codec that every other form is built on; docs/formats/chunk.md
// has the bytes.
#pragma once

#include "engine/byte_stream.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>

namespace audience::engine {

constexpr std::size_t kBlockValues = 1'024;

struct PackedRange {
    std::int64_t low = std::numeric_limits<std::int64_t>::max();
    std::int64_t high = std::numeric_limits<std::int64_t>::min();
};

// Gives the smallest and largest value, low above high where there is none.
PackedRange packInts(std::string &out, std::span<const std::int64_t> values);
// Fills all of `values`; false when the bytes end early or a width is impossible.
bool unpackInts(ByteReader &in, std::span<std::int64_t> values);

} // namespace audience::engine
