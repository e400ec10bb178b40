#include "engine/column.h"

#include <fmt/format.h>

#include <bit>

namespace audience::engine {

std::string_view toText(ColumnType type) {
    switch (type) {
    case ColumnType::Bool:
        return "bool";
    case ColumnType::Int64:
        return "int64";
    case ColumnType::Decimal:
        return "decimal";
    case ColumnType::Double:
        return "double";
    case ColumnType::Text:
        return "text";
    case ColumnType::Date:
        return "date";
    case ColumnType::Instant:
        return "instant";
    case ColumnType::Json:
        return "json";
    }
    return "unknown";
}

std::optional<ColumnType> columnTypeFromText(std::string_view text) {
    for (int number = 1; number <= 8; ++number)
        if (toText(static_cast<ColumnType>(number)) == text)
            return static_cast<ColumnType>(number);
    return std::nullopt;
}

bool isTextual(ColumnType type) {
    return type == ColumnType::Text || type == ColumnType::Json;
}

bool isIntegral(ColumnType type) {
    return !isTextual(type) && type != ColumnType::Double;
}

std::uint32_t ColumnData::nullCount() const {
    if (valid.empty())
        return 0;
    std::uint32_t present = 0;
    for (std::size_t i = 0; i < valid.size(); ++i) {
        const std::size_t left = rows - i * 64;
        const std::uint64_t mask = left >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << left) - 1;
        present += static_cast<std::uint32_t>(std::popcount(valid[i] & mask));
    }
    return rows - present;
}

Cell cellAt(const ColumnData &column, std::uint32_t row) {
    if (column.isNull(row))
        return {};
    switch (column.type) {
    case ColumnType::Bool:
        return column.ints[row] != 0;
    case ColumnType::Int64:
        return column.ints[row];
    case ColumnType::Decimal:
        return Decimal{column.ints[row], column.scale};
    case ColumnType::Double:
        return column.doubles[row];
    case ColumnType::Date:
        return CivilDate{static_cast<std::int32_t>(column.ints[row])};
    case ColumnType::Instant:
        return Instant{column.ints[row]};
    case ColumnType::Text:
    case ColumnType::Json:
        return std::string(column.textAt(row));
    }
    return {};
}

namespace {

// The integer a cell is stored as; nothing when the cell does not belong into such a column.
std::optional<std::int64_t> integerOf(const ColumnData &column, const Cell &cell) {
    if (column.type == ColumnType::Bool) {
        if (const bool *value = std::get_if<bool>(&cell))
            return *value ? 1 : 0;
    } else if (column.type == ColumnType::Int64) {
        if (const auto *value = std::get_if<std::int64_t>(&cell))
            return *value;
    } else if (column.type == ColumnType::Decimal) {
        if (const auto *value = std::get_if<Decimal>(&cell))
            if (const auto same = rescaled(*value, column.scale))
                return same->mantissa;
    } else if (column.type == ColumnType::Date) {
        if (const auto *value = std::get_if<CivilDate>(&cell))
            return value->days;
    } else if (column.type == ColumnType::Instant) {
        if (const auto *value = std::get_if<Instant>(&cell))
            return value->micros;
    }
    return std::nullopt;
}

void appendValidity(ColumnData &column, bool present) {
    const std::uint32_t row = column.rows++;
    if (column.valid.empty()) {
        if (present)
            return;
        column.valid.assign(row / 64 + 1, ~std::uint64_t{0});
    } else if (column.valid.size() <= row / 64) {
        column.valid.push_back(~std::uint64_t{0});
    }
    if (!present)
        column.valid[row / 64] &= ~(std::uint64_t{1} << (row & 63));
}

} // namespace

bool appendCell(ColumnData &column, const Cell &cell) {
    bool present = false;
    if (isTextual(column.type)) {
        const auto *text = std::get_if<std::string>(&cell);
        present = text != nullptr;
        column.texts.append(present ? std::string_view(*text) : std::string_view());
    } else if (column.type == ColumnType::Double) {
        const auto *value = std::get_if<double>(&cell);
        present = value != nullptr;
        column.doubles.push_back(present ? *value : 0.0);
    } else {
        const auto value = integerOf(column, cell);
        present = value.has_value();
        column.ints.push_back(value.value_or(0));
    }
    appendValidity(column, present);
    return present || std::holds_alternative<std::monostate>(cell);
}

std::string toText(const Cell &cell) {
    struct Visitor {
        std::string operator()(std::monostate) const { return {}; }
        std::string operator()(bool value) const { return value ? "true" : "false"; }
        std::string operator()(std::int64_t value) const { return std::to_string(value); }
        std::string operator()(Decimal value) const { return audience::toText(value); }
        std::string operator()(double value) const { return fmt::format("{}", value); }
        std::string operator()(const std::string &value) const { return value; }
        std::string operator()(CivilDate value) const { return toIso(value); }
        std::string operator()(Instant value) const { return toIso(value); }
    };
    return std::visit(Visitor{}, cell);
}

} // namespace audience::engine
