// Arithmetic of templates. Doubles are added and multiplied as the decimals they print as, so that
// 10.1 + 2.2 is 12.3; exact decimals stay exact. Internal to this module.
#pragma once

#include "liquid/value.h"

namespace audience::liquid {

// The number a filter sees: text like "12.5" is a decimal, other text its leading integer, else 0.
Value toNumber(Value value);
// Numbers only: negative, 0 or positive.
int compareNumbers(Value a, Value b);

enum class Arithmetic { Add, Subtract, Multiply, Divide, Modulo };
// False on a division by zero of integers or exact decimals.
bool calculate(Arithmetic operation, Value a, Value b, Value &result);

enum class Rounding { Nearest, Up, Down };
// To `digits` after the point (negative: before it); an integer when there are none after it.
// False for infinities and not-a-numbers.
bool roundNumber(Rounding rounding, Value number, std::int64_t digits, Value &result);
Value absolute(Value number);

} // namespace audience::liquid
