#include "liquid/show.h"

#include "liquid/number_text.h"
#include "liquid/operations.h"

namespace audience::liquid {

namespace {

constexpr int kMaxShownDepth = 50;

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
    case Kind::Int:
        appendInteger(value.asInt(), out);
        return;
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

} // namespace audience::liquid
