// What values mean: equality, order and what they hold, as the reference implementation (Ruby)
// defines them. Functions that walk data take the arena it may be made in. Internal to this module.
#pragma once

#include "liquid/value.h"

#include <cstdint>
#include <string_view>

namespace audience::liquid {

bool equals(Value a, Value b, Arena &arena);
enum class Order { Less, Equal, Greater, None };
Order compare(Value a, Value b, Arena &arena);
bool isBlank(Value value);
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

// The type's name in messages.
std::string_view typeName(Value value);

} // namespace audience::liquid
