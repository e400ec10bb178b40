// How the days of a column are written: "YYYY-MM-DD", "YYYYMMDD", "D.M.YYYY", "M/D/YYYY".
#pragma once

#include "ingest/type_guess.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace audience::ingest {

// `common`: the shapes (see cell_shape.h) that all cells have; `example`: one of them. Empty where they are no days, or days that
// can be read two ways.
std::string dateNotation(std::uint32_t common, std::string_view example);
std::string dateNotation(const TypeTally &tally);

} // namespace audience::ingest
