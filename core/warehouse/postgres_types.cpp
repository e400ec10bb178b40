#include "warehouse/postgres_types.h"

#include "warehouse/decimal_scale.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace audience::warehouse {

using engine::ColumnType;
using Wire = PostgresWire;

namespace {

struct Form {
    std::string_view base;
    Wire wire;
    ColumnType type;
};
constexpr std::array kForms{Form{"bool", Wire::Bool, ColumnType::Bool},          Form{"int2", Wire::Int2, ColumnType::Int64},
                            Form{"int4", Wire::Int4, ColumnType::Int64},         Form{"int8", Wire::Int8, ColumnType::Int64},
                            Form{"float4", Wire::Float4, ColumnType::Double},    Form{"float8", Wire::Float8, ColumnType::Double},
                            Form{"numeric", Wire::Numeric, ColumnType::Decimal}, Form{"text", Wire::Text, ColumnType::Text},
                            Form{"varchar", Wire::Text, ColumnType::Text},
                            Form{"name", Wire::Text, ColumnType::Text},          Form{"uuid", Wire::Uuid, ColumnType::Text},
                            Form{"date", Wire::Date, ColumnType::Date},          Form{"timestamp", Wire::Timestamp, ColumnType::Instant},
                            Form{"timestamptz", Wire::Timestamp, ColumnType::Instant}};

const Form *formOf(std::string_view base) {
    const auto found = std::find_if(kForms.begin(), kForms.end(), [&](const Form &form) { return form.base == base; });
    return found == kForms.end() ? nullptr : &*found;
}

bool isWhole(std::string_view base) { return base == "int2" || base == "int4" || base == "int8"; }

bool isJsonLike(std::string_view base) { return base == "array" || base == "composite" || base == "json" || base == "jsonb"; }

} // namespace

std::optional<PostgresRead> postgresRead(std::string_view base, ColumnType type, const std::string &quoted, const std::string &zone) {
    const Form *form = formOf(base);
    if (type == ColumnType::Text) {
        if (form && form->type == ColumnType::Text)
            return PostgresRead{quoted, form->wire};
        if (base == "loose_text") // compared by its characters, as here
            return PostgresRead{quoted + "::pg_catalog.text COLLATE pg_catalog.\"C\"", Wire::Text};
        if (base == "inet") // a cast would add the length of the mask to single addresses
            return PostgresRead{"pg_catalog.textin(pg_catalog.inet_out(" + quoted + "))", Wire::Text};
        return PostgresRead{quoted + "::pg_catalog.text", Wire::Text};
    }
    if (type == ColumnType::Json) {
        if (base == "json" || base == "jsonb")
            return PostgresRead{quoted + "::pg_catalog.text", Wire::Text};
        if (isJsonLike(base))
            return PostgresRead{"pg_catalog.to_json(" + quoted + ")::pg_catalog.text", Wire::Text};
        return std::nullopt;
    }
    if (form && form->type == type) {
        // A time of no zone is one of the zone that the plan says.
        if (base == "timestamp" && zone != "'UTC'")
            return PostgresRead{"pg_catalog.timezone(" + zone + ", " + quoted + ")", form->wire};
        return PostgresRead{quoted, form->wire};
    }
    if (type == ColumnType::Decimal && isWhole(base))
        return PostgresRead{quoted, form->wire};
    if (type == ColumnType::Double && base == "numeric")
        return PostgresRead{quoted + "::pg_catalog.float8", Wire::Float8};
    return std::nullopt;
}

engine::Field postgresField(std::string name, std::string_view base, std::int64_t modifier) {
    engine::Field field;
    field.name = std::move(name);
    if (isJsonLike(base))
        field.type = ColumnType::Json;
    else if (const Form *form = formOf(base))
        field.type = form->type;
    if (field.type == ColumnType::Decimal) {
        // numeric(p,s) is stored as (p << 16 | s, of 11 bits with a sign) + 4.
        const std::int64_t said = modifier - 4;
        field.scale = modifier < 4 ? std::uint8_t{2} : decimalScale(said >> 16, ((said & 0x7ff) ^ 1024) - 1024);
    }
    return field;
}

std::optional<Wire> postgresOrder(std::string_view base) {
    const Form *form = formOf(base);
    if (!form || base == "bool" || base == "float4" || base == "float8" || base == "name")
        return std::nullopt;
    return form->wire;
}

std::string postgresTypeOf(const engine::Field &field) {
    switch (field.type) {
    case ColumnType::Bool:
        return "pg_catalog.bool";
    case ColumnType::Int64:
        return "pg_catalog.int8";
    case ColumnType::Decimal:
        return "pg_catalog.numeric(18," + std::to_string(field.scale) + ")";
    case ColumnType::Double:
        return "pg_catalog.float8";
    case ColumnType::Date:
        return "pg_catalog.date";
    case ColumnType::Instant:
        return "pg_catalog.timestamptz";
    case ColumnType::Json:
        return "pg_catalog.jsonb";
    case ColumnType::Text:
        break;
    }
    return "pg_catalog.text";
}

std::int64_t planNumber(std::string_view line, std::string_view word) {
    std::int64_t number = 0;
    if (const auto at = line.find(word); at != std::string_view::npos)
        std::from_chars(line.data() + at + word.size(), line.data() + line.size(), number);
    return number;
}

} // namespace audience::warehouse
