// Unicode simple case folding as two texts of the same length, for databases that only translate characters:
// each character of `from` becomes the one at its place in `to`. Internal.
#pragma once

#include <string>
#include <vector>

namespace audience::segment {

struct CaseFolding {
    std::string from, to;
};

// All characters that folding changes.
const CaseFolding &wholeFolding();
// Only those that become a character of one of the texts, which are folded already: whatever else a text
// holds cannot be equal to any of these in either case.
CaseFolding foldingFor(const std::vector<std::string> &texts);

} // namespace audience::segment
