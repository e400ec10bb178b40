// What values mean: equality, order, text and conversions, as the reference implementation (Ruby)
// defines them. Functions that walk data take the arena it may be made in. Internal to this module.
#pragma once

#include "liquid/value.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace audience::liquid {

// "12", "-1.5"; beyond 64 bits a huge integer.
Value numberFromLiteral(std::string_view text);
double doubleFromText(std::string_view text);
// The number a text starts with, else 0; doubles lose their fraction.
std::int64_t integerPrefix(Value value);
std::int64_t integerPrefix(std::string_view text);
// Only what is an integer or reads as one ("0x1f", "1_000").
bool toInteger(Value value, Arena &arena, std::int64_t &result);

bool equals(Value a, Value b, Arena &arena);
enum class Order { Less, Equal, Greater, None };
Order compare(Value a, Value b, Arena &arena);
bool isBlank(Value value, Arena &arena);
bool isEmpty(Value value);
// As the `contains` operator.
bool contains(Value haystack, Value needle, Arena &arena);

// The members of an array, a range or an object (pairs); nothing for other values.
class Sequence {
public:
    Sequence(Value value, Arena &arena);
    std::size_t size() const { return m_size; }
    bool isIterable() const { return m_isIterable; }
    Value at(std::size_t index) const;

private:
    Value m_value;
    Arena *m_arena;
    std::size_t m_size = 0;
    bool m_isIterable = false;
};

// What a filter makes of the value: arrays and objects are shown with brackets and braces.
void appendText(Value value, std::string &out, Arena &arena, std::size_t limit);
// What {{ value }} makes of it: the items of arrays follow each other.
void appendOutput(Value value, std::string &out, Arena &arena, std::size_t limit);
void appendInspected(Value value, std::string &out, Arena &arena, std::size_t limit, int depth = 0);
void appendDouble(double value, bool isHuge, std::string &out);
// The type's name in messages.
std::string_view typeName(Value value);

// Characters of UTF-8; a byte that is no UTF-8 counts as one.
std::size_t characterEnd(std::string_view text, std::size_t at);
std::size_t characterCount(std::string_view text);
std::size_t byteOffset(std::string_view text, std::size_t characters);

} // namespace audience::liquid
