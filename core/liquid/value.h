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
    static Value boolean(bool value);
    static Value integer(std::int64_t value);
    static Value real(double value);
    // An integer beyond 64 bits: about 15 exact digits, printed without an exponent.
    static Value hugeInteger(double value);
    static Value decimal(audience::Decimal value);
    // Text is UTF-8; `safe` text is HTML already and is not escaped again.
    static Value text(std::string_view bytes, bool safe = false);
    static Value instant(audience::Instant value);
    static Value date(CivilDate value);
    static Value range(const audience::liquid::Range *value);
    static Value list(const Value *items, std::size_t size);
    static Value array(const audience::liquid::Array *value);
    static Value object(const audience::liquid::Object *value);
    static Value blank();
    static Value empty();

    Kind kind() const { return m_kind; }
    bool isNil() const { return m_kind == Kind::Nil; }
    bool isText() const { return m_kind == Kind::Text; }
    bool isArray() const { return m_kind == Kind::List || m_kind == Kind::Array; }
    bool isNumber() const {
        return m_kind == Kind::Int || m_kind == Kind::Double || m_kind == Kind::Decimal;
    }
    bool isFalsy() const { return isNil() || (m_kind == Kind::Bool && !m_bool); }
    bool isSafe() const { return (m_flags & kSafe) != 0; }
    bool isHuge() const { return (m_flags & kHuge) != 0; }

    bool asBool() const { return m_bool; }
    std::int64_t asInt() const { return m_int; }
    double asDouble() const { return m_double; }
    audience::Decimal asDecimal() const { return {m_int, m_scale}; }
    std::string_view asText() const { return {m_text, m_size}; }
    audience::Instant asInstant() const { return {m_int}; }
    CivilDate asDate() const { return {static_cast<std::int32_t>(m_int)}; }
    const audience::liquid::Range &asRange() const { return *m_range; }
    const Value *items() const { return m_items; }
    std::size_t listSize() const { return m_size; }
    const audience::liquid::Array &asArray() const { return *m_array; }
    const audience::liquid::Object &asObject() const { return *m_object; }

private:
    static constexpr std::uint8_t kSafe = 1, kHuge = 2;

    Kind m_kind = Kind::Nil;
    std::uint8_t m_scale = 0;
    std::uint8_t m_flags = 0;
    std::uint32_t m_size = 0;
    union {
        bool m_bool;
        std::int64_t m_int = 0;
        double m_double;
        const char *m_text;
        const Value *m_items;
        const audience::liquid::Range *m_range;
        const audience::liquid::Array *m_array;
        const audience::liquid::Object *m_object;
    };
};

} // namespace audience::liquid
