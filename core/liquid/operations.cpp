#include "liquid/operations.h"

#include "liquid/number.h"
#include "liquid/scanner.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <locale>
#include <sstream>

namespace audience::liquid {

namespace {

constexpr int kMaxShownDepth = 50;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

std::string_view stripped(std::string_view text) {
    return trimmedLeft(trimmedRight(text));
}

int digitOf(char c) {
    if (isDigit(c))
        return c - '0';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'Z' ? c - 'A' + 10 : 99;
}

std::int64_t saturated(double value) {
    if (std::isnan(value))
        return 0;
    if (value >= 9.2233720368547758e18)
        return std::numeric_limits<std::int64_t>::max();
    if (value <= -9.2233720368547758e18)
        return std::numeric_limits<std::int64_t>::min();
    return static_cast<std::int64_t>(value);
}

Order orderOf(int sign) {
    return sign < 0 ? Order::Less : sign > 0 ? Order::Greater : Order::Equal;
}

} // namespace

double doubleFromText(std::string_view text) {
    double value = 0;
#if defined(__cpp_lib_to_chars)
    std::from_chars(text.data(), text.data() + text.size(), value);
#else
    std::istringstream stream{std::string(text)};
    stream.imbue(std::locale::classic());
    stream >> value;
#endif
    return value;
}

Value numberFromLiteral(std::string_view text) {
    if (text.find('.') != std::string_view::npos)
        return Value::real(doubleFromText(text));
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size()
               ? Value::integer(value)
               : Value::hugeInteger(doubleFromText(text));
}

std::int64_t integerPrefix(std::string_view text) {
    text = trimmedLeft(text);
    const bool negative = !text.empty() && text.front() == '-';
    if (!text.empty() && (text.front() == '-' || text.front() == '+'))
        text.remove_prefix(1);
    double huge = 0;
    std::int64_t value = 0;
    bool overflow = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '_' && i > 0 && i + 1 < text.size() && isDigit(text[i + 1]) &&
            text[i - 1] != '_')
            continue;
        if (!isDigit(text[i]))
            break;
        huge = huge * 10 + (text[i] - '0');
        overflow = overflow || value > (std::numeric_limits<std::int64_t>::max() - 9) / 10;
        if (!overflow)
            value = value * 10 + (text[i] - '0');
    }
    if (overflow)
        return saturated(negative ? -huge : huge);
    return negative ? -value : value;
}

std::int64_t integerPrefix(Value value) {
    switch (value.kind()) {
    case Value::Kind::Int:
        return value.asInt();
    case Value::Kind::Double:
        return saturated(value.asDouble());
    case Value::Kind::Decimal:
        return value.asDecimal().mantissa / powerOfTen(value.asDecimal().scale);
    case Value::Kind::Text:
        return integerPrefix(value.asText());
    default:
        return 0;
    }
}

bool toInteger(Value value, Arena &arena, std::int64_t &result) {
    if (value.kind() == Value::Kind::Int) {
        result = value.asInt();
        return true;
    }
    if (value.isHuge()) {
        result = saturated(value.asDouble());
        return true;
    }
    if (value.kind() == Value::Kind::Decimal && value.asDecimal().scale == 0) {
        result = value.asDecimal().mantissa;
        return true;
    }
    std::string shown;
    if (!value.isText())
        appendText(value, shown, arena, 4096);
    std::string_view text = stripped(value.isText() ? value.asText() : std::string_view(shown));
    const bool negative = !text.empty() && text.front() == '-';
    if (!text.empty() && (text.front() == '-' || text.front() == '+'))
        text.remove_prefix(1);
    int base = 10;
    if (text.size() > 1 && text[0] == '0') {
        const char mark = static_cast<char>(text[1] | 0x20);
        base = mark == 'x' ? 16 : mark == 'b' ? 2 : mark == 'd' ? 10 : 8;
        text.remove_prefix(mark == 'x' || mark == 'b' || mark == 'o' || mark == 'd' ? 2 : 1);
    }
    if (text.empty() || text.front() == '_' || text.back() == '_')
        return false;
    double huge = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '_') {
            if (text[i - 1] == '_')
                return false;
            continue;
        }
        if (digitOf(text[i]) >= base)
            return false;
        huge = huge * base + digitOf(text[i]);
    }
    if (huge < 9e15) {
        result = static_cast<std::int64_t>(negative ? -huge : huge);
        return true;
    }
    result = base == 10 ? integerPrefix(text) : saturated(huge);
    result = negative ? -result : result;
    return true;
}

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
        return a.asText() == b.asText();
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

bool isBlank(Value value, Arena &) {
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

void appendDouble(double value, bool isHuge, std::string &out) {
    if (std::isnan(value)) {
        out += "NaN";
        return;
    }
    if (std::isinf(value)) {
        out += value < 0 ? "-Infinity" : "Infinity";
        return;
    }
    std::array<char, 400> buffer{};
    const auto format = isHuge ? std::chars_format::fixed : std::chars_format::scientific;
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format);
    std::string_view text(buffer.data(), static_cast<std::size_t>(result.ptr - buffer.data()));
    if (isHuge) {
        out += text;
        return;
    }
    if (text.front() == '-') {
        out.push_back('-');
        text.remove_prefix(1);
    }
    const std::size_t mark = text.find('e');
    int exponent = 0;
    const char *from = text.data() + mark + (text[mark + 1] == '+' ? 2 : 1);
    std::from_chars(from, text.data() + text.size(), exponent);
    std::string digits(text.substr(0, 1));
    if (mark > 2)
        digits += text.substr(2, mark - 2);
    if (value != 0 && (exponent < -4 || exponent >= 16)) {
        out.append(digits, 0, 1).append(".");
        out.append(digits.size() > 1 ? digits.substr(1) : "0");
        out += exponent < 0 ? "e-" : "e+";
        const int size = exponent < 0 ? -exponent : exponent;
        if (size < 10)
            out.push_back('0');
        out += std::to_string(size);
        return;
    }
    if (exponent < 0) {
        out += "0.";
        out.append(static_cast<std::size_t>(-exponent - 1), '0').append(digits);
        return;
    }
    const auto whole = static_cast<std::size_t>(exponent) + 1;
    if (digits.size() <= whole) {
        out.append(digits).append(whole - digits.size(), '0').append(".0");
        return;
    }
    out.append(digits, 0, whole).append(".").append(digits, whole, std::string::npos);
}

namespace {

void appendQuoted(std::string_view text, std::string &out) {
    out.push_back('"');
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const char next = i + 1 < text.size() ? text[i + 1] : '\0';
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\t':
            out += "\\t";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\v':
            out += "\\v";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\a':
            out += "\\a";
            break;
        case 27:
            out += "\\e";
            break;
        case '#':
            out += next == '{' || next == '$' || next == '@' ? "\\#" : "#";
            break;
        default:
            if (static_cast<unsigned char>(c) < 32 || c == 127) {
                static constexpr char kHex[] = "0123456789ABCDEF";
                out += "\\x";
                out.push_back(kHex[static_cast<unsigned char>(c) >> 4]);
                out.push_back(kHex[c & 15]);
            } else {
                out.push_back(c);
            }
        }
    }
    out.push_back('"');
}

} // namespace

void appendInspected(Value value, std::string &out, Arena &arena, std::size_t limit, int depth) {
    if (out.size() > limit || depth > kMaxShownDepth)
        return;
    if (value.isNil()) {
        out += "nil";
    } else if (value.isText()) {
        appendQuoted(value.asText(), out);
    } else if (value.isArray()) {
        const Sequence items(value, arena);
        out.push_back('[');
        for (std::size_t i = 0; i < items.size() && out.size() <= limit; ++i) {
            if (i > 0)
                out += ", ";
            appendInspected(items.at(i), out, arena, limit, depth + 1);
        }
        out.push_back(']');
    } else if (value.kind() == Value::Kind::Object && value.asObject().label().empty()) {
        const Object &object = value.asObject();
        out.push_back('{');
        for (std::size_t i = 0; i < object.size() && out.size() <= limit; ++i) {
            const auto [name, member] = object.member(i, arena);
            if (i > 0)
                out += ", ";
            appendQuoted(name, out);
            out += "=>";
            appendInspected(member, out, arena, limit, depth + 1);
        }
        out.push_back('}');
    } else {
        appendText(value, out, arena, limit);
    }
}

void appendText(Value value, std::string &out, Arena &arena, std::size_t limit) {
    using Kind = Value::Kind;
    switch (value.kind()) {
    case Kind::Nil:
    case Kind::Blank:
    case Kind::Empty:
        return;
    case Kind::Bool:
        out += value.asBool() ? "true" : "false";
        return;
    case Kind::Int: {
        std::array<char, 24> buffer{};
        const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value.asInt());
        out.append(buffer.data(), end.ptr);
        return;
    }
    case Kind::Double:
        appendDouble(value.asDouble(), value.isHuge(), out);
        return;
    case Kind::Decimal:
        out += toText(value.asDecimal());
        return;
    case Kind::Text:
        out += value.asText();
        return;
    case Kind::Instant: {
        const std::string iso =
            toIso(Instant{value.asInt() - ((value.asInt() % kMicrosPerSecond) + kMicrosPerSecond) %
                                              kMicrosPerSecond});
        out.append(iso, 0, iso.find('T')).append(" ");
        out.append(iso, iso.find('T') + 1, 8).append(" UTC");
        return;
    }
    case Kind::Date:
        out += toIso(value.asDate());
        return;
    case Kind::Range:
        appendText(Value::integer(value.asRange().first), out, arena, limit);
        out += "..";
        appendText(Value::integer(value.asRange().last), out, arena, limit);
        return;
    case Kind::Object:
        if (!value.asObject().label().empty()) {
            out += value.asObject().label();
            return;
        }
        [[fallthrough]];
    case Kind::List:
    case Kind::Array:
        appendInspected(value, out, arena, limit);
        return;
    }
}

namespace {

void appendItems(Value value, std::string &out, Arena &arena, std::size_t limit, int depth) {
    if (!value.isArray()) {
        appendText(value, out, arena, limit);
        return;
    }
    const Sequence items(value, arena);
    for (std::size_t i = 0; i < items.size() && out.size() <= limit && depth < kMaxShownDepth; ++i)
        appendItems(items.at(i), out, arena, limit, depth + 1);
}

} // namespace

void appendOutput(Value value, std::string &out, Arena &arena, std::size_t limit) {
    appendItems(value, out, arena, limit, 0);
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

std::size_t characterEnd(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = lead < 0x80    ? 1
                             : lead >= 0xF0 ? 4
                             : lead >= 0xE0 ? 3
                             : lead >= 0xC0 ? 2
                                            : 1;
    std::size_t end = at + 1;
    while (end < text.size() && end < at + size &&
           (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        ++end;
    return end;
}

std::size_t characterCount(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); at = characterEnd(text, at))
        ++count;
    return count;
}

std::size_t byteOffset(std::string_view text, std::size_t characters) {
    std::size_t at = 0;
    for (; characters > 0 && at < text.size(); --characters)
        at = characterEnd(text, at);
    return at;
}

} // namespace audience::liquid
