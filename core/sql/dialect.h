// The ways in which SQL differs between databases, as far as statements made here need them.
#pragma once

#include <string>
#include <string_view>

namespace audience::sql {

enum class Dialect { Sqlite };

std::string_view toText(Dialect dialect); // "sqlite"
// A name as this dialect quotes it; a quote inside is doubled. NUL is not part of any name and is dropped.
std::string quotedName(Dialect dialect, std::string_view name);
// The n-th parameter (from 1).
std::string placeholder(Dialect dialect, std::size_t n);

} // namespace audience::sql
