// What a template works on: a small value that owns nothing. Text, arrays and objects are views of
// bytes kept alive by whoever made them: the value source, the program or the render's arena.
#pragma once

#include "base/clock.h"
#include "base/decimal.h"
#include "liquid/arena.h"

#include <cstdint>
#include <string_view>
#include <utility>

namespace audience::liquid {

class Value;

// Arrays and objects of the caller's data. Whatever they return must live until the render ends;
// text made on the way is put into the arena. They are read by one thread at a time.
class Array {
public:
    virtual std::size_t size() const = 0;
    virtual Value at(std::size_t index, Arena &arena) const = 0;

protected:
    ~Array() = default;
};

class Object {
public:
    // False when there is no such member.
    virtual bool find(std::string_view name, Arena &arena, Value &value) const = 0;
    // The members in their order, for loops over an object.
    virtual std::size_t size() const = 0;
    virtual std::pair<std::string_view, Value> member(std::size_t index, Arena &arena) const = 0;
    // What {{ object }} prints instead of its members; empty for plain data.
    virtual std::string_view label() const { return {}; }

protected:
    ~Object() = default;
};

struct Range {
    std::int64_t first = 0;
    std::int64_t last = -1;
    // Saturates: a range over all 64 bits has no countable size.
    std::int64_t size() const {
        const Int128 count = static_cast<Int128>(last) - first + 1;
        return count <= 0 ? 0 : count > INT64_MAX ? INT64_MAX : static_cast<std::int64_t>(count);
    }
};

class Value {
public:
    enum class Kind : std::uint8_t {
        Nil,
        Bool,
        Int,
        Double,
        Decimal,
        Text,
        Instant,
        Date,
        Range,
        List,   // `size` Values in a row
        Array,  // the caller's
        Object, // the caller's
        Blank,  // the words `blank` and `empty` in a condition
        Empty
    };

    constexpr Value() = default;
    static Value boolean(bool value) { return {Kind::Bool, value ? 1 : 0}; }
    static Value integer(std::int64_t value) { return {Kind::Int, value}; }
    static Value real(double value) {
        Value v(Kind::Double, 0);
        v.m_double = value;
        return v;
    }
    // An integer beyond 64 bits: about 15 exact digits, printed without an exponent.
    static Value hugeInteger(double value) {
        Value v = real(value);
        v.m_flags = kHuge;
        return v;
    }
    static Value decimal(audience::Decimal value) {
        Value v(Kind::Decimal, value.mantissa);
        v.m_scale = value.scale;
        return v;
    }
    // Text is UTF-8; `safe` text is HTML already and is not escaped again.
    static Value text(std::string_view bytes, bool safe = false) {
        return {bytes.data(), bytes.size(), safe};
    }
    static Value instant(audience::Instant value) { return {Kind::Instant, value.micros}; }
    static Value date(CivilDate value) { return {Kind::Date, value.days}; }
    static Value range(const audience::liquid::Range *value) { return {Kind::Range, 0, value}; }
    static Value list(const Value *items, std::size_t size) { return {Kind::List, size, items}; }
    static Value array(const audience::liquid::Array *value) { return {Kind::Array, 0, value}; }
    static Value object(const audience::liquid::Object *value) { return {Kind::Object, 0, value}; }
    static Value blank() { return {Kind::Blank, 0}; }
    static Value empty() { return {Kind::Empty, 0}; }

    Kind kind() const { return m_kind; }
    bool isNil() const { return m_kind == Kind::Nil; }
    bool isText() const { return m_kind == Kind::Text; }
    bool isArray() const { return m_kind == Kind::List || m_kind == Kind::Array; }
    bool isNumber() const {
        return m_kind == Kind::Int || m_kind == Kind::Double || m_kind == Kind::Decimal;
    }
    bool isFalsy() const { return isNil() || (m_kind == Kind::Bool && m_int == 0); }
    bool isSafe() const { return (m_flags & kSafe) != 0; }
    bool isHuge() const { return (m_flags & kHuge) != 0; }

    bool asBool() const { return m_int != 0; }
    std::int64_t asInt() const { return m_int; }
    double asDouble() const { return m_double; }
    audience::Decimal asDecimal() const { return {m_int, m_scale}; }
    std::string_view asText() const { return {m_text, m_size}; }
    audience::Instant asInstant() const { return {m_int}; }
    CivilDate asDate() const { return {static_cast<std::int32_t>(m_int)}; }
    const audience::liquid::Range &asRange() const { return pointee<audience::liquid::Range>(); }
    const Value *items() const { return static_cast<const Value *>(m_pointer); }
    std::size_t listSize() const { return m_size; }
    const audience::liquid::Array &asArray() const { return pointee<audience::liquid::Array>(); }
    const audience::liquid::Object &asObject() const { return pointee<audience::liquid::Object>(); }

private:
    static constexpr std::uint8_t kSafe = 1, kHuge = 2;
    template <class T> const T &pointee() const { return *static_cast<const T *>(m_pointer); }
    constexpr Value(Kind kind, std::int64_t value) : m_kind(kind), m_int(value) {}
    constexpr Value(Kind kind, std::size_t size, const void *pointer)
        : m_kind(kind), m_size(static_cast<std::uint32_t>(size)), m_pointer(pointer) {}
    constexpr Value(const char *text, std::size_t size, bool safe)
        : m_kind(Kind::Text), m_flags(safe ? kSafe : std::uint8_t{0}),
          m_size(static_cast<std::uint32_t>(size)), m_text(text) {}

    Kind m_kind = Kind::Nil;
    std::uint8_t m_scale = 0;
    std::uint8_t m_flags = 0;
    std::uint32_t m_size = 0;
    union {
        std::int64_t m_int = 0; // booleans too
        double m_double;
        const char *m_text;
        const void *m_pointer;
    };
};

static_assert(sizeof(Value) == 16);

} // namespace audience::liquid
