// Loaded columns with rows put in between: what an append to a dataset makes of them, at the cost of a
// copy instead of reading all chunks again. Pure functions.
#pragma once

#include "engine/dense_column.h"
#include "engine/snapshot.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace audience::engine {

// How many events of `old` come before each new one, whose times rise; equal times keep the old first.
std::vector<std::uint32_t> placesAmong(const EventSpine &old, std::span<const std::int64_t> micros);
EventSpine extendSpine(const EventSpine &old, std::span<const Ordinal> profiles,
                       std::span<const std::int64_t> micros, std::span<const std::uint32_t> places);
// `more` has one row per place. Nothing where a new value does not fit the width of the old ones: then
// the column is to be made anew.
std::optional<DenseColumn> extendColumn(const DenseColumn &old, const DenseColumn &more,
                                        std::span<const std::uint32_t> places);

} // namespace audience::engine
