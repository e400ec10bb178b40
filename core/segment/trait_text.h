// The formula of a computed trait in words: sum of amount over purchase in the last 90 days. The grammar is in
// docs/formats/segment.md.
#pragma once

#include "model/trait.h"
#include "base/result.h"

#include <string>
#include <string_view>

namespace audience::segment {

class RuleReader;

std::string traitText(const model::TraitFormula &formula);
// Error "segment.syntax" {offset, expected}.
Result<Json> traitFromText(std::string_view text);

// Internal: the formula that begins here.
Json parseTrait(RuleReader &reader, int depth = 1);

} // namespace audience::segment
