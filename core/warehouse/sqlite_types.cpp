#include "warehouse/sqlite_types.h"

#include "base/text.h"
#include "ingest/sheet_value.h"

#include <array>
#include <charconv>
#include <cmath>

namespace audience::warehouse {

using engine::ColumnType;

namespace {

bool has(const std::string &text, std::string_view part) { return text.find(part) != std::string::npos; }

// Of "DECIMAL(10,2)"; -1 where none is declared.
int declaredScale(const std::string &type) {
    const std::size_t comma = type.find(','), open = type.find('(');
    if (open == std::string::npos || !(has(type, "dec") || has(type, "num") || has(type, "money")))
        return -1;
    if (comma == std::string::npos)
        return 0;
    int scale = -1;
    const std::size_t digit = type.find_first_not_of(' ', comma + 1);
    if (digit != std::string::npos)
        (void)std::from_chars(type.data() + digit, type.data() + type.size(), scale);
    return scale > Decimal::kMaxScale ? -1 : scale;
}

ColumnType typeOfNone(const std::string &type, const std::string &affinity) {
    if (has(type, "bool"))
        return ColumnType::Bool;
    if (has(type, "datetime") || has(type, "timestamp"))
        return ColumnType::Instant;
    if (has(type, "date"))
        return ColumnType::Date;
    if (has(type, "json"))
        return ColumnType::Json;
    return affinity == "integer" ? ColumnType::Int64 : affinity == "real" ? ColumnType::Double : ColumnType::Text;
}

} // namespace

std::string sqliteAffinity(std::string_view declared) {
    const std::string type = toLowerAscii(declared);
    if (has(type, "int"))
        return "integer";
    if (has(type, "char") || has(type, "clob") || has(type, "text"))
        return "text";
    if (type.empty() || has(type, "blob"))
        return "blob";
    if (has(type, "real") || has(type, "floa") || has(type, "doub"))
        return "real";
    return "numeric";
}

bool isSqliteDecimal(std::string_view declared) { return declaredScale(toLowerAscii(declared)) > 0; }

void add(SqliteTally &tally, const SqliteRows &row, int column) {
    switch (row.type(column)) {
    case SqliteType::Null:
        return;
    case SqliteType::Integer:
        ++tally.integers;
        tally.onlyBits = tally.onlyBits && (row.integer(column) == 0 || row.integer(column) == 1);
        if (tally.isDecimal)
            tally.digits.add(std::to_string(row.integer(column)));
        return;
    case SqliteType::Real:
        ++tally.reals;
        if (tally.isDecimal)
            tally.digits.add(row.text(column));
        return;
    case SqliteType::Blob:
        ++tally.blobs;
        return;
    case SqliteType::Text:
        tally.texts.add(trimmed(row.text(column)));
        return;
    }
}

engine::Field sqliteField(const std::string &name, std::string_view declared, const SqliteTally &seen) {
    const std::string type = toLowerAscii(declared);
    const std::int64_t texts = seen.texts.values() + seen.texts.nulls(), numbers = seen.integers + seen.reals;
    const int scale = declaredScale(type);
    engine::Field field{name, ColumnType::Text, 0};
    if (texts + numbers + seen.blobs == 0) {
        field.type = scale > 0 ? ColumnType::Decimal : typeOfNone(type, sqliteAffinity(declared));
    } else if (seen.blobs > 0 || (texts > 0 && numbers > 0)) {
        return field;
    } else if (texts > 0) {
        namespace shape = ingest::shape;
        const bool allDays = seen.texts.nulls() == 0 && seen.texts.all([](std::uint32_t bits) { return (bits & shape::kYmd) != 0 && (bits & shape::kCompact) == 0; });
        const bool allJson = has(type, "json") && seen.texts.all([](std::uint32_t bits) { return (bits & shape::kJson) != 0; });
        field.type = allDays ? (seen.texts.withAny(shape::kTime) > 0 ? ColumnType::Instant : ColumnType::Date) : allJson ? ColumnType::Json : ColumnType::Text;
    } else if (has(type, "bool") && seen.reals == 0 && seen.onlyBits) {
        field.type = ColumnType::Bool;
    } else if (scale > 0) {
        field.type = ColumnType::Decimal;
    } else {
        field.type = seen.reals == 0 ? ColumnType::Int64 : ColumnType::Double;
    }
    if (field.type == ColumnType::Decimal)
        field.scale = static_cast<std::uint8_t>(scale);
    return field;
}

std::optional<std::string> sqliteText(const SqliteRows &row, int column, ColumnType wanted) {
    std::array<char, 32> digits;
    switch (row.type(column)) {
    case SqliteType::Null:
        return std::nullopt;
    case SqliteType::Integer: {
        const std::int64_t value = row.integer(column);
        if (wanted == ColumnType::Bool && (value == 0 || value == 1))
            return value == 1 ? "true" : "false";
        return std::to_string(value);
    }
    case SqliteType::Real: {
        const double value = row.real(column);
        constexpr double kExact = 9'007'199'254'740'992.0;
        if (wanted == ColumnType::Int64 && std::abs(value) <= kExact && value == std::trunc(value))
            return std::to_string(static_cast<std::int64_t>(value));
        if (wanted != ColumnType::Double)
            return wanted == ColumnType::Decimal ? ingest::plainNumber(row.text(column)) : std::string(row.text(column));
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        return std::string(digits.data(), end);
    }
    case SqliteType::Blob: {
        constexpr std::string_view kHex = "0123456789abcdef";
        std::string text = "\\x";
        for (const char c : row.blob(column)) {
            text += kHex[static_cast<unsigned char>(c) >> 4];
            text += kHex[static_cast<unsigned char>(c) & 15];
        }
        return text;
    }
    case SqliteType::Text:
        break;
    }
    return std::string(row.text(column));
}

} // namespace audience::warehouse
