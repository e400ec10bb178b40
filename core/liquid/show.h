// What is printed of a value, as the reference implementation (Ruby) prints it. Nothing grows
// beyond `limit` by more than one item. Internal to this module.
#pragma once

#include "liquid/value.h"

#include <string>

namespace audience::liquid {

// What a filter makes of the value: arrays and objects are shown with brackets and braces.
void appendText(Value value, std::string &out, Arena &arena, std::size_t limit);
// What {{ value }} makes of it: the items of arrays follow each other.
void appendOutput(Value value, std::string &out, Arena &arena, std::size_t limit);
void appendInspected(Value value, std::string &out, Arena &arena, std::size_t limit, int depth = 0);

} // namespace audience::liquid
