// What the loaders of a snapshot's columns share. Internal to this module.
#pragma once

#include "store/dataset_reader.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace audience::workspace {

// Bits of live rows; no bits: all are.
inline bool isLive(const std::vector<std::uint64_t> &bits, std::size_t row) {
    return bits.empty() || (bits[row >> 6] >> (row & 63) & 1) != 0;
}

inline bool isSameData(const store::DatasetInfo &a, const store::DatasetInfo &b) {
    return a.id.value == b.id.value && a.generation == b.generation;
}

inline Result<std::size_t> fieldIndexOf(const store::DatasetInfo &info, const std::string &field) {
    const auto index = info.fieldIndex(field);
    if (!index)
        return Error(ErrorKind::NotFound, "engine.no_column").with("column", field);
    return *index;
}

} // namespace audience::workspace
