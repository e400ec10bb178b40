// Random documents from the tables of core/model/block_kinds.h: every kind, every property, hostile words.
#pragma once

#include "base/json.h"
#include "base/rng.h"

namespace audience::test {

Json randomDocument(Rng &rng);
// A block of this kind with each of its properties present with this probability; required ones always.
Json randomBlock(Rng &rng, std::string_view kind, double probability, const std::string &id);

} // namespace audience::test
