#include "liquid/operations.h"

#include "liquid/bytes.h"
#include "liquid/number.h"
#include "liquid/scanner.h"
#include "liquid/show.h"

namespace audience::liquid {

namespace {

Order orderOf(int sign) {
    return sign < 0 ? Order::Less : sign > 0 ? Order::Greater : Order::Equal;
}

} // namespace

bool equals(Value a, Value b, Arena &arena) {
    using Kind = Value::Kind;
    if (a.isNumber() && b.isNumber())
        return compareNumbers(a, b) == 0;
    if (a.isArray() && b.isArray()) {
        const Sequence left(a, arena), right(b, arena);
        if (left.size() != right.size())
            return false;
        for (std::size_t i = 0; i < left.size(); ++i)
            if (!equals(left.at(i), right.at(i), arena))
                return false;
        return true;
    }
    if (a.kind() != b.kind())
        return false;
    switch (a.kind()) {
    case Kind::Nil:
    case Kind::Blank:
    case Kind::Empty:
        return true;
    case Kind::Bool:
        return a.asBool() == b.asBool();
    case Kind::Text:
        return sameBytes(a.asText(), b.asText());
    case Kind::Instant:
    case Kind::Date:
        return a.asInt() == b.asInt();
    case Kind::Range:
        return a.asRange().first == b.asRange().first && a.asRange().last == b.asRange().last;
    case Kind::Object: {
        const Object &left = a.asObject(), &right = b.asObject();
        if (&left == &right)
            return true;
        if (left.size() != right.size() || !left.label().empty())
            return false;
        for (std::size_t i = 0; i < left.size(); ++i) {
            const auto [name, value] = left.member(i, arena);
            Value other;
            if (!right.find(name, arena, other) || !equals(value, other, arena))
                return false;
        }
        return true;
    }
    default:
        return false;
    }
}

Order compare(Value a, Value b, Arena &arena) {
    using Kind = Value::Kind;
    if (a.isNumber() && b.isNumber())
        return orderOf(compareNumbers(a, b));
    if (a.kind() == Kind::Text && b.kind() == Kind::Text)
        return orderOf(a.asText().compare(b.asText()));
    if (a.kind() == b.kind() && (a.kind() == Kind::Instant || a.kind() == Kind::Date))
        return orderOf(a.asInt() < b.asInt() ? -1 : a.asInt() > b.asInt() ? 1 : 0);
    return equals(a, b, arena) ? Order::Equal : Order::None;
}

bool isEmpty(Value value) {
    switch (value.kind()) {
    case Value::Kind::Text:
        return value.asText().empty();
    case Value::Kind::List:
        return value.listSize() == 0;
    case Value::Kind::Array:
        return value.asArray().size() == 0;
    case Value::Kind::Object:
        return value.asObject().label().empty() && value.asObject().size() == 0;
    default:
        return false;
    }
}

bool isBlank(Value value) {
    if (value.isNil() || (value.kind() == Value::Kind::Bool && !value.asBool()))
        return true;
    return value.isText() ? isBlankText(value.asText()) : isEmpty(value);
}

bool contains(Value haystack, Value needle, Arena &arena) {
    using Kind = Value::Kind;
    if (haystack.isFalsy() || needle.isFalsy())
        return false;
    switch (haystack.kind()) {
    case Kind::Text: {
        std::string shown;
        if (!needle.isText())
            appendText(needle, shown, arena, haystack.asText().size() + 1);
        const std::string_view text = needle.isText() ? needle.asText() : std::string_view(shown);
        return haystack.asText().find(text) != std::string_view::npos;
    }
    case Kind::Object: {
        Value ignored;
        return needle.isText() && haystack.asObject().find(needle.asText(), arena, ignored);
    }
    case Kind::Range:
        return needle.isNumber() &&
               compareNumbers(needle, Value::integer(haystack.asRange().first)) >= 0 &&
               compareNumbers(needle, Value::integer(haystack.asRange().last)) <= 0;
    case Kind::List:
    case Kind::Array: {
        const Sequence items(haystack, arena);
        for (std::size_t i = 0; i < items.size(); ++i)
            if (equals(items.at(i), needle, arena))
                return true;
        return false;
    }
    default:
        return false;
    }
}

Sequence::Sequence(Value value, Arena &arena)
    : m_value(value), m_arena(&arena), m_isIterable(true) {
    switch (value.kind()) {
    case Value::Kind::List:
        m_size = value.listSize();
        break;
    case Value::Kind::Array:
        m_size = value.asArray().size();
        break;
    case Value::Kind::Object:
        m_size = value.asObject().size();
        break;
    case Value::Kind::Range:
        m_size = static_cast<std::size_t>(value.asRange().size());
        break;
    default:
        m_isIterable = false;
    }
}

Value Sequence::at(std::size_t index) const {
    switch (m_value.kind()) {
    case Value::Kind::List:
        return m_value.items()[index];
    case Value::Kind::Array:
        return m_value.asArray().at(index, *m_arena);
    case Value::Kind::Range:
        return Value::integer(m_value.asRange().first + static_cast<std::int64_t>(index));
    case Value::Kind::Object: {
        const auto [name, value] = m_value.asObject().member(index, *m_arena);
        const Value pair[2] = {Value::text(name), value};
        return Value::list(m_arena->makeArray(pair, 2), 2);
    }
    default:
        return {};
    }
}

std::string_view typeName(Value value) {
    using Kind = Value::Kind;
    switch (value.kind()) {
    case Kind::Nil:
        return "nil";
    case Kind::Bool:
        return value.asBool() ? "true" : "false";
    case Kind::Int:
        return "Integer";
    case Kind::Double:
        return value.isHuge() ? "Integer" : "Float";
    case Kind::Decimal:
        return "BigDecimal";
    case Kind::Text:
    case Kind::Blank:
    case Kind::Empty:
        return "String";
    case Kind::Instant:
        return "Time";
    case Kind::Date:
        return "Date";
    case Kind::Range:
        return "Range";
    case Kind::List:
    case Kind::Array:
        return "Array";
    case Kind::Object:
        return "Hash";
    }
    return "Object";
}

} // namespace audience::liquid
