// What every compiled email must keep to, whatever its blocks are.
#pragma once

#include <string>
#include <string_view>

namespace audience::test {

// The first rule that `html` breaks, in words; empty when it keeps all.
std::string brokenRule(std::string_view html);

} // namespace audience::test
