#include "warehouse/odbc_types.h"

#include "warehouse/decimal_scale.h"

#include "base/text.h"
#include "ingest/cell_shape.h"

#include <algorithm>
#include <array>

namespace audience::warehouse {

using engine::ColumnType;

namespace {

// The codes of ODBC 3, which are the same everywhere.
enum Code {
    kChar = 1, kNumeric = 2, kDecimal = 3, kInteger = 4, kSmallint = 5, kFloat = 6, kReal = 7, kDouble = 8, kOldDate = 9, kOldTime = 10, kOldTimestamp = 11,
    kVarchar = 12, kDate = 91, kTime = 92, kTimestamp = 93, kLongVarchar = -1, kBinary = -2, kVarbinary = -3, kLongVarbinary = -4, kBigint = -5, kTinyint = -6,
    kBit = -7, kWchar = -8, kWvarchar = -9, kWlongVarchar = -10, kGuid = -11, kUdt = -151, kXml = -152, kTime2 = -154, kTimestampOffset = -155
};
constexpr std::int64_t kLongest = 4000; // characters that are bound; what may be longer comes in portions

struct Kind {
    std::string_view base;
    ColumnType type;
    OdbcForm form;
};
constexpr std::array kKinds{Kind{"bit", ColumnType::Bool, OdbcForm::Bool},
                            Kind{"integer", ColumnType::Int64, OdbcForm::Ascii},
                            Kind{"decimal", ColumnType::Decimal, OdbcForm::Ascii},
                            Kind{"real", ColumnType::Double, OdbcForm::Real},
                            Kind{"date", ColumnType::Date, OdbcForm::Ascii},
                            Kind{"timestamp", ColumnType::Instant, OdbcForm::Ascii},
                            Kind{"datetime", ColumnType::Instant, OdbcForm::Ascii},
                            Kind{"timestamptz", ColumnType::Instant, OdbcForm::Utc},
                            Kind{"timestampoffset", ColumnType::Instant, OdbcForm::Ascii},
                            Kind{"time", ColumnType::Text, OdbcForm::Ascii},
                            Kind{"guid", ColumnType::Text, OdbcForm::Guid},
                            Kind{"json", ColumnType::Json, OdbcForm::Text},
                            Kind{"bytes", ColumnType::Text, OdbcForm::Bytes},
                            Kind{"longbytes", ColumnType::Text, OdbcForm::Bytes}};

const Kind *kindOf(std::string_view base) {
    const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind &kind) { return kind.base == base; });
    return found == kKinds.end() ? nullptr : &*found;
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

} // namespace

std::string odbcBase(OdbcMaker maker, int type, std::string_view name, std::int64_t size) {
    const bool isOfMicrosoft = maker == OdbcMaker::Microsoft || maker == OdbcMaker::FreeTds;
    const bool isLong = size <= 0 || size > kLongest;
    if (maker == OdbcMaker::PostgreSql) {
        if (name == "json" || name == "jsonb")
            return "json";
        if (name == "timestamptz" || name == "timestamp with time zone")
            return "timestamptz";
    }
    switch (type) {
    case kBit:
        return "bit";
    case kTinyint:
    case kSmallint:
    case kInteger:
    case kBigint:
        return "integer";
    case kNumeric:
    case kDecimal:
        return "decimal";
    case kFloat:
    case kReal:
    case kDouble:
        return "real";
    case kDate:
    case kOldDate:
        return "date";
    case kTimestamp:
    case kOldTimestamp:
        return isOfMicrosoft && (name == "datetime" || name == "smalldatetime") ? "datetime" : "timestamp";
    case kTimestampOffset:
        return "timestampoffset";
    case kTime:
    case kOldTime:
    case kTime2:
        return "time";
    case kGuid:
        return "guid";
    case kBinary:
    case kVarbinary:
        return isLong ? "longbytes" : "bytes";
    case kLongVarbinary:
    case kUdt:
        return "longbytes";
    case kChar:
    case kVarchar:
    case kWchar:
    case kWvarchar:
        return isLong ? "longtext" : "text";
    case kLongVarchar:
    case kWlongVarchar:
    case kXml:
        return "longtext";
    default:
        return "other";
    }
}

bool isOdbcLong(std::string_view base) { return base.starts_with("long") || base == "json" || base == "other"; }

std::optional<OdbcForm> odbcForm(std::string_view base, ColumnType type) {
    const Kind *kind = kindOf(base);
    if (!kind)
        return type == ColumnType::Text ? std::optional(OdbcForm::Text) : std::nullopt;
    if (kind->type == type)
        return kind->form;
    if (type == ColumnType::Text)
        return kind->form == OdbcForm::Text ? OdbcForm::Text : OdbcForm::Ascii;
    const bool isWhole = kind->type == ColumnType::Int64 || kind->type == ColumnType::Bool;
    if (isWhole && (type == ColumnType::Int64 || type == ColumnType::Decimal))
        return OdbcForm::Ascii;
    if (kind->type == ColumnType::Decimal && type == ColumnType::Double)
        return OdbcForm::Real;
    return std::nullopt;
}

engine::Field odbcField(std::string name, std::string_view base, std::int64_t precision, std::int64_t scale) {
    engine::Field field;
    field.name = std::move(name);
    if (const Kind *kind = kindOf(base))
        field.type = kind->type;
    if (field.type == ColumnType::Decimal)
        field.scale = decimalScale(precision, scale);
    return field;
}

std::optional<OdbcOrder> odbcOrder(OdbcMaker maker, std::string_view base) {
    if (base == "integer")
        return OdbcOrder::Whole;
    if (base == "decimal")
        return OdbcOrder::Decimal;
    // SQLite keeps times as it was given them, and other databases have texts that differ and count as the same.
    if (maker != OdbcMaker::Sqlite && base == "date")
        return OdbcOrder::Date;
    if (maker != OdbcMaker::Sqlite && (base == "timestamp" || base == "datetime" || base == "timestamptz"))
        return OdbcOrder::Time;
    if ((maker == OdbcMaker::Sqlite || maker == OdbcMaker::PostgreSql) && (base == "text" || base == "longtext"))
        return OdbcOrder::Text;
    return std::nullopt;
}

std::optional<OdbcMoment> odbcMoment(std::string_view text, std::int64_t secondsEarlier) {
    // The fraction as it stands: some databases keep more digits than instants have here.
    std::uint32_t nanos = 0;
    if (const auto point = text.find('.'); point != std::string_view::npos) {
        std::uint32_t unit = 100'000'000;
        for (const char c : text.substr(point + 1)) {
            if (!isDigit(c))
                break;
            nanos += static_cast<std::uint32_t>(c - '0') * unit;
            unit /= 10;
        }
        text = text.substr(0, point);
    }
    const auto time = ingest::parseDateTime(text.ends_with('Z') ? text.substr(0, text.size() - 1) : text, ingest::DateOrder::Ymd, false);
    if (!time || time->offsetMicros)
        return std::nullopt;
    const std::int64_t seconds = time->date.days * std::int64_t{86'400} + time->microsOfDay / kMicrosPerSecond - secondsEarlier;
    const std::string said = engine::toText(engine::Cell(Instant{seconds * kMicrosPerSecond}));
    OdbcMoment moment;
    if (said.size() < 19 || said[4] != '-')
        return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t count) {
        int value = 0;
        for (std::size_t i = at; i < at + count; ++i)
            value = value * 10 + (said[i] - '0');
        return value;
    };
    moment.year = number(0, 4), moment.month = number(5, 2), moment.day = number(8, 2);
    moment.hour = number(11, 2), moment.minute = number(14, 2), moment.second = number(17, 2);
    moment.nanos = nanos;
    return moment;
}

bool isOdbcNumber(std::string_view text, bool whole) {
    if (text.starts_with('-'))
        text.remove_prefix(1);
    const auto point = whole ? std::string_view::npos : text.find('.');
    const std::string_view before = text.substr(0, point), behind = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    return before.size() + behind.size() > 0 && before.size() <= 65 && behind.size() <= 65 && std::all_of(before.begin(), before.end(), isDigit) &&
           std::all_of(behind.begin(), behind.end(), isDigit);
}

std::u16string utf16FromUtf8(std::string_view text) {
    const std::string whole = isValidUtf8(text) ? std::string() : repairUtf8(text);
    std::u16string out;
    const std::string_view in = whole.empty() ? text : std::string_view(whole);
    for (std::size_t i = 0; i < in.size();) {
        const auto first = static_cast<unsigned char>(in[i]);
        const std::size_t count = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        char32_t code = count == 1 ? first : first & (0xff >> (count + 1));
        for (std::size_t k = 1; k < count; ++k)
            code = code << 6 | (static_cast<unsigned char>(in[i + k]) & 0x3f);
        i += count;
        if (code < 0x10000) {
            out += static_cast<char16_t>(code);
        } else {
            out += static_cast<char16_t>(0xd800 + ((code - 0x10000) >> 10));
            out += static_cast<char16_t>(0xdc00 + ((code - 0x10000) & 0x3ff));
        }
    }
    return out;
}

void appendUtf8(std::string &to, std::u16string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        char32_t code = text[i];
        if (code < 0x80) {
            to += static_cast<char>(code);
            continue;
        }
        if (code >= 0xd800 && code < 0xe000) {
            const bool isPair = code < 0xdc00 && i + 1 < text.size() && text[i + 1] >= 0xdc00 && text[i + 1] < 0xe000;
            code = isPair ? 0x10000 + ((code - 0xd800) << 10) + (text[++i] - 0xdc00) : 0xfffd;
        }
        if (code < 0x800) {
            to += static_cast<char>(0xc0 | code >> 6);
        } else {
            if (code < 0x10000) {
                to += static_cast<char>(0xe0 | code >> 12);
            } else {
                to += static_cast<char>(0xf0 | code >> 18);
                to += static_cast<char>(0x80 | (code >> 12 & 0x3f));
            }
            to += static_cast<char>(0x80 | (code >> 6 & 0x3f));
        }
        to += static_cast<char>(0x80 | (code & 0x3f));
    }
}

} // namespace audience::warehouse
