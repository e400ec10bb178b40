// Integers in blocks of 1,024: offsets from the smallest or differences, the common factor divided
// out, bit-packed. The part of the codec that every other form is built on; docs/formats/chunk.md
// has the bytes.
#pragma once

#include "engine/byte_stream.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace audience::engine {

constexpr std::size_t kBlockValues = 1'024;

void packInts(std::string &out, std::span<const std::int64_t> values);
// Fills all of `values`; false when the bytes end early or a width is impossible.
bool unpackInts(ByteReader &in, std::span<std::int64_t> values);

} // namespace audience::engine
