#include "liquid/value.h"

namespace audience::liquid {

static_assert(sizeof(Value) == 16);

Value Value::boolean(bool value) {
    Value v;
    v.m_kind = Kind::Bool;
    v.m_bool = value;
    return v;
}

Value Value::integer(std::int64_t value) {
    Value v;
    v.m_kind = Kind::Int;
    v.m_int = value;
    return v;
}

Value Value::real(double value) {
    Value v;
    v.m_kind = Kind::Double;
    v.m_double = value;
    return v;
}

Value Value::hugeInteger(double value) {
    Value v = real(value);
    v.m_flags = kHuge;
    return v;
}

Value Value::decimal(audience::Decimal value) {
    Value v;
    v.m_kind = Kind::Decimal;
    v.m_int = value.mantissa;
    v.m_scale = value.scale;
    return v;
}

Value Value::text(std::string_view bytes, bool safe) {
    Value v;
    v.m_kind = Kind::Text;
    v.m_text = bytes.data();
    v.m_size = static_cast<std::uint32_t>(bytes.size());
    v.m_flags = safe ? kSafe : 0;
    return v;
}

Value Value::instant(audience::Instant value) {
    Value v = integer(value.micros);
    v.m_kind = Kind::Instant;
    return v;
}

Value Value::date(CivilDate value) {
    Value v = integer(value.days);
    v.m_kind = Kind::Date;
    return v;
}

Value Value::range(const audience::liquid::Range *value) {
    Value v;
    v.m_kind = Kind::Range;
    v.m_range = value;
    return v;
}

Value Value::list(const Value *items, std::size_t size) {
    Value v;
    v.m_kind = Kind::List;
    v.m_items = items;
    v.m_size = static_cast<std::uint32_t>(size);
    return v;
}

Value Value::array(const audience::liquid::Array *value) {
    Value v;
    v.m_kind = Kind::Array;
    v.m_array = value;
    return v;
}

Value Value::object(const audience::liquid::Object *value) {
    Value v;
    v.m_kind = Kind::Object;
    v.m_object = value;
    return v;
}

Value Value::blank() {
    Value v;
    v.m_kind = Kind::Blank;
    return v;
}

Value Value::empty() {
    Value v;
    v.m_kind = Kind::Empty;
    return v;
}

} // namespace audience::liquid
