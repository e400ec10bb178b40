#include "store/virtual_table_filter.h"

#include "store/sqlite_api.h"
#include "store/text_index.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace audience::store {

using engine::ColumnData;
using engine::ColumnType;

namespace {

constexpr double kExactDouble = 9'007'199'254'740'992.0; // 2^53

// Whether SQL sees the column's values as reals.
bool isReal(ColumnType type, std::uint8_t scale) {
    return type == ColumnType::Double || (type == ColumnType::Decimal && scale != 0);
}

double realAt(const ColumnData &column, std::uint32_t row) {
    return column.type == ColumnType::Double ? column.doubles[row]
                                             : toDouble(Decimal{column.ints[row], column.scale});
}

std::string_view textOf(sqlite3_value *value) {
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_value_text(value));
    return {bytes ? bytes : "", static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

// The bound that a text means for a date or an instant. SQL compares the texts, so only texts for
// which that is the order of time will do; fractions of a second sort before "Z", hence the second
// of slack.
std::optional<std::int64_t> timeBound(ColumnType type, Comparison comparison,
                                      std::string_view text) {
    if (type == ColumnType::Date) {
        const auto date = civilFromIso(text);
        return date && toIso(*date) == text ? std::optional<std::int64_t>(date->days)
                                            : std::nullopt;
    }
    const auto instant = instantFromIso(text);
    if (!instant)
        return std::nullopt;
    const bool dayOnly = text.size() == 10;
    if (!dayOnly && toIso(*instant) != text)
        return std::nullopt;
    switch (comparison) {
    case Comparison::Equal:
        return dayOnly ? std::nullopt : std::optional(instant->micros);
    case Comparison::Less:
    case Comparison::LessOrEqual:
        return instant->micros + kMicrosPerSecond;
    case Comparison::Greater:
    case Comparison::GreaterOrEqual:
        return instant->micros - kMicrosPerSecond;
    }
    return std::nullopt;
}

bool addValue(Filter &filter, const engine::Field &field, sqlite3_value *value) {
    const int type = sqlite3_value_type(value);
    if (engine::isTextual(field.type)) {
        if (type != SQLITE_TEXT || filter.comparison != Comparison::Equal)
            return false;
        filter.texts.emplace(textOf(value));
        return true;
    }
    if (field.type == ColumnType::Date || field.type == ColumnType::Instant) {
        if (type != SQLITE_TEXT)
            return false;
        const auto bound = timeBound(field.type, filter.comparison, textOf(value));
        if (bound)
            filter.integers.push_back(*bound);
        return bound.has_value();
    }
    if (isReal(field.type, field.scale)) {
        const double real = sqlite3_value_double(value);
        if ((type != SQLITE_FLOAT && type != SQLITE_INTEGER) || !(std::abs(real) < kExactDouble))
            return false;
        filter.reals.push_back(real);
        return true;
    }
    if (type != SQLITE_INTEGER)
        return false;
    filter.integers.push_back(sqlite3_value_int64(value));
    return true;
}

template <class Value>
bool holds(Comparison comparison, const std::vector<Value> &bounds, Value value) {
    switch (comparison) {
    case Comparison::Equal:
        return bounds.size() == 1 ? value == bounds[0]
                                  : std::binary_search(bounds.begin(), bounds.end(), value);
    case Comparison::Less:
        return value < bounds[0];
    case Comparison::LessOrEqual:
        return value <= bounds[0];
    case Comparison::Greater:
        return value > bounds[0];
    case Comparison::GreaterOrEqual:
        return value >= bounds[0];
    }
    return true;
}

template <class Value>
bool rangeMayPass(Comparison comparison, const std::vector<Value> &bounds, Value low, Value high) {
    switch (comparison) {
    case Comparison::Equal:
        return std::any_of(bounds.begin(), bounds.end(),
                           [&](Value bound) { return bound >= low && bound <= high; });
    case Comparison::Less:
    case Comparison::LessOrEqual:
        return holds(comparison, bounds, low);
    case Comparison::Greater:
    case Comparison::GreaterOrEqual:
        return holds(comparison, bounds, high);
    }
    return true;
}

std::optional<std::int64_t> integerOf(const engine::Cell &cell) {
    if (const auto *value = std::get_if<std::int64_t>(&cell))
        return *value;
    if (const auto *value = std::get_if<Decimal>(&cell))
        return value->mantissa;
    if (const auto *value = std::get_if<CivilDate>(&cell))
        return value->days;
    if (const auto *value = std::get_if<Instant>(&cell))
        return value->micros;
    if (const auto *value = std::get_if<bool>(&cell))
        return *value ? 1 : 0;
    return std::nullopt;
}

std::optional<double> realOf(const engine::Cell &cell) {
    if (const auto *value = std::get_if<double>(&cell))
        return *value;
    if (const auto *value = std::get_if<Decimal>(&cell))
        return toDouble(*value);
    return std::nullopt;
}

template <class Passes> void keep(std::vector<std::uint32_t> &rows, Passes passes) {
    rows.erase(
        std::remove_if(rows.begin(), rows.end(), [&](std::uint32_t row) { return !passes(row); }),
        rows.end());
}

std::uint64_t scramble(std::uint64_t value) {
    value ^= value >> 32;
    value *= 0xd6e8feb86659fd93ULL; // any odd constant spreads the low bits upwards
    return value ^ (value >> 32);
}

std::uint64_t hashReal(double value) {
    return scramble(std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value)); // -0 equals 0
}

} // namespace

std::optional<Filter> makeFilter(const engine::Field &field, int index, Comparison comparison,
                                 const std::vector<sqlite3_value *> &values) {
    Filter filter;
    filter.field = index;
    filter.comparison = comparison;
    for (sqlite3_value *value : values)
        if (sqlite3_value_type(value) != SQLITE_NULL && !addValue(filter, field, value))
            return std::nullopt;
    std::sort(filter.integers.begin(), filter.integers.end());
    std::sort(filter.reals.begin(), filter.reals.end());
    const bool none = filter.integers.empty() && filter.reals.empty() && filter.texts.empty();
    if (none && comparison != Comparison::Equal)
        return std::nullopt;
    return filter;
}

bool mayPass(const Filter &filter, const engine::ColumnStats &stats) {
    if (const auto *low = std::get_if<std::string>(&stats.min)) {
        const auto *high = std::get_if<std::string>(&stats.max);
        return !high ||
               std::any_of(filter.texts.begin(), filter.texts.end(),
                           [&](const auto &text) { return text >= *low && text <= *high; });
    }
    if (!filter.reals.empty()) {
        const auto low = realOf(stats.min), high = realOf(stats.max);
        return !low || !high || rangeMayPass(filter.comparison, filter.reals, *low, *high);
    }
    if (!filter.integers.empty()) {
        const auto low = integerOf(stats.min), high = integerOf(stats.max);
        return !low || !high || rangeMayPass(filter.comparison, filter.integers, *low, *high);
    }
    return true;
}

void keepPassing(const Filter &filter, const ColumnData &column, std::vector<std::uint32_t> &rows) {
    if (engine::isTextual(column.type)) {
        std::vector<char> codePasses(column.codes.empty() ? 0 : column.dictionary.size());
        for (std::uint32_t code = 0; code < codePasses.size(); ++code)
            codePasses[code] = filter.texts.count(std::string(column.dictionary.at(code))) != 0;
        if (!codePasses.empty())
            keep(rows, [&](std::uint32_t row) {
                return codePasses[column.codes[row]] && !column.isNull(row);
            });
        else if (filter.texts.size() == 1)
            keep(rows, [&, &text = *filter.texts.begin()](std::uint32_t row) {
                return column.texts.at(row) == text && !column.isNull(row);
            });
        else
            keep(rows, [&](std::uint32_t row) {
                return filter.texts.count(std::string(column.texts.at(row))) != 0 &&
                       !column.isNull(row);
            });
    } else if (isReal(column.type, column.scale)) {
        keep(rows, [&](std::uint32_t row) {
            return !column.isNull(row) && !filter.reals.empty() &&
                   holds(filter.comparison, filter.reals, realAt(column, row));
        });
    } else {
        keep(rows, [&](std::uint32_t row) {
            return !column.isNull(row) && !filter.integers.empty() &&
                   holds(filter.comparison, filter.integers, column.ints[row]);
        });
    }
}

std::uint64_t hashAt(const ColumnData &column, std::uint32_t row) {
    if (engine::isTextual(column.type))
        return textHash(column.textAt(row));
    if (isReal(column.type, column.scale))
        return hashReal(realAt(column, row));
    return scramble(static_cast<std::uint64_t>(column.ints[row]));
}

std::vector<std::uint64_t> hashesOf(const Filter &filter) {
    std::vector<std::uint64_t> hashes;
    for (const std::int64_t value : filter.integers)
        hashes.push_back(scramble(static_cast<std::uint64_t>(value)));
    for (const double value : filter.reals)
        hashes.push_back(hashReal(value));
    for (const std::string &text : filter.texts)
        hashes.push_back(textHash(text));
    return hashes;
}

} // namespace audience::store
