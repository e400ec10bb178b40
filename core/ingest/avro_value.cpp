#include "ingest/avro_value.h"

#include "base/clock.h"
#include "base/digest.h"
#include "base/text.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace audience::ingest {

namespace {

constexpr int kMostDepth = 64;
constexpr std::int64_t kMostValues = 1'000'000; // of one block's record: values without bytes cost nothing in the file
constexpr std::size_t kMostDecimalBytes = 64;

std::uint64_t littleEndian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;)
        value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
}

Json finite(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

// A moment that a text of ISO can say; else the number as it stands.
Json moment(std::int64_t number, AvroType::Meaning meaning) {
    using Meaning = AvroType::Meaning;
    constexpr std::int64_t kFirstSecond = -62'135'596'800, kLastSecond = 253'402'300'799; // of the years 1 to 9999
    const std::int64_t micros = meaning == Meaning::Date ? 86'400'000'000 : meaning == Meaning::Millis ? 1000 : 1;
    if (number < kFirstSecond * 1'000'000 / micros || number > kLastSecond * 1'000'000 / micros)
        return number;
    const std::string text = toIso(Instant{number * micros});
    return meaning == Meaning::Date ? text.substr(0, 10) : text;
}

// The digits of a number in two's complement, the highest byte first.
std::string decimalText(std::string_view bytes, int scale) {
    std::string magnitude(bytes);
    const bool isNegative = !bytes.empty() && (static_cast<unsigned char>(bytes.front()) & 0x80) != 0;
    if (isNegative) {
        int carry = 1;
        for (std::size_t i = magnitude.size(); i-- > 0;) {
            const int byte = (~static_cast<unsigned char>(magnitude[i]) & 0xFF) + carry;
            magnitude[i] = static_cast<char>(byte & 0xFF);
            carry = byte >> 8;
        }
    }
    std::string digits; // the lowest first
    const auto isZero = [&] { return std::all_of(magnitude.begin(), magnitude.end(), [](char c) { return c == 0; }); };
    while (!isZero()) {
        int rest = 0;
        for (char &c : magnitude) {
            const int value = rest * 256 + static_cast<unsigned char>(c);
            c = static_cast<char>(value / 10);
            rest = value % 10;
        }
        digits += static_cast<char>('0' + rest);
    }
    while (digits.size() <= static_cast<std::size_t>(scale))
        digits += '0';
    if (scale > 0)
        digits.insert(static_cast<std::size_t>(scale), 1, '.');
    if (isNegative)
        digits += '-';
    std::reverse(digits.begin(), digits.end());
    return digits;
}

} // namespace

std::optional<std::string_view> AvroValues::take(std::int64_t bytes) {
    if (bytes < 0 || static_cast<std::uint64_t>(bytes) > m_bytes.size() - m_at)
        return std::nullopt;
    const std::string_view taken = m_bytes.substr(m_at, static_cast<std::size_t>(bytes));
    m_at += taken.size();
    return taken;
}

std::optional<std::int64_t> AvroValues::number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
        const auto byte = take(1);
        if (!byte)
            return std::nullopt;
        const auto bits = static_cast<unsigned char>(byte->front());
        if (shift == 63 && bits > 1)
            return std::nullopt;
        value |= static_cast<std::uint64_t>(bits & 0x7F) << shift;
        if ((bits & 0x80) == 0)
            return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
    }
    return std::nullopt;
}

std::optional<std::string_view> AvroValues::text() {
    const auto size = number();
    return size ? take(*size) : std::nullopt;
}

bool AvroValues::read(std::size_t index, Json &out, int depth) {
    using Kind = AvroType::Kind;
    const AvroType &type = m_schema.type(index);
    if (depth > kMostDepth || ++m_values > kMostValues)
        return false;
    switch (type.kind) {
    case Kind::Null:
        out = nullptr;
        return true;
    case Kind::Bool:
        if (const auto byte = take(1)) {
            out = byte->front() != 0;
            return true;
        }
        return false;
    case Kind::Int:
        if (const auto value = number()) {
            const bool isMoment = type.meaning != AvroType::Meaning::Plain && type.meaning != AvroType::Meaning::Decimal;
            out = isMoment ? moment(*value, type.meaning) : Json(*value);
            return true;
        }
        return false;
    case Kind::Float:
        if (const auto bytes = take(4)) {
            out = finite(static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(littleEndian(*bytes)))));
            return true;
        }
        return false;
    case Kind::Double:
        if (const auto bytes = take(8)) {
            out = finite(std::bit_cast<double>(littleEndian(*bytes)));
            return true;
        }
        return false;
    case Kind::Bytes:
    case Kind::Text:
    case Kind::Fixed:
        return readBytes(type, out);
    case Kind::Enum: {
        const auto place = number();
        if (!place || *place < 0 || static_cast<std::uint64_t>(*place) >= type.names.size())
            return false;
        out = type.names[static_cast<std::size_t>(*place)];
        return true;
    }
    case Kind::Record:
        out = Json::object();
        for (std::size_t i = 0; i < type.parts.size(); ++i)
            if (!read(type.parts[i], out[type.names[i]], depth + 1))
                return false;
        return true;
    case Kind::List:
    case Kind::Map:
        return readItems(type, out, depth);
    case Kind::Union: {
        const auto branch = number();
        if (!branch || *branch < 0 || static_cast<std::uint64_t>(*branch) >= type.parts.size())
            return false;
        return read(type.parts[static_cast<std::size_t>(*branch)], out, depth + 1);
    }
    }
    return false;
}

bool AvroValues::readBytes(const AvroType &type, Json &out) {
    const auto bytes = type.kind == AvroType::Kind::Fixed ? take(type.size) : text();
    if (!bytes)
        return false;
    if (type.kind == AvroType::Kind::Text)
        out = isValidUtf8(*bytes) ? std::string(*bytes) : repairUtf8(*bytes);
    else if (type.meaning == AvroType::Meaning::Decimal && bytes->size() <= kMostDecimalBytes)
        out = decimalText(*bytes, type.scale);
    else
        out = isValidUtf8(*bytes) ? std::string(*bytes) : toHex(*bytes);
    return true;
}

bool AvroValues::readItems(const AvroType &type, Json &out, int depth) {
    const bool isMap = type.kind == AvroType::Kind::Map;
    out = isMap ? Json::object() : Json::array();
    for (;;) {
        auto count = number();
        if (!count || *count == std::numeric_limits<std::int64_t>::min())
            return false;
        if (*count == 0)
            return true;
        if (*count < 0) { // the bytes of these items follow, for who skips them
            count = -*count;
            if (!number())
                return false;
        }
        for (std::int64_t i = 0; i < *count; ++i) {
            Json value;
            std::optional<std::string_view> name;
            if (isMap && !(name = text()))
                return false;
            if (!read(type.parts.front(), value, depth + 1))
                return false;
            if (isMap)
                out[isValidUtf8(*name) ? std::string(*name) : repairUtf8(*name)] = std::move(value);
            else
                out.push_back(std::move(value));
        }
    }
}

} // namespace audience::ingest
