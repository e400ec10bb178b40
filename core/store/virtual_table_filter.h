// A condition that SQLite handed to the virtual table, against one column. It may let through more
// than SQL would (SQLite checks every row again), never less.
#pragma once

#include "engine/codec.h"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

struct sqlite3_value;

namespace audience::store {

constexpr int kOrdinalField = -1;
constexpr int kValidFromField = -2;

enum class Comparison { Equal, Less, LessOrEqual, Greater, GreaterOrEqual };

struct Filter {
    int field = 0;
    Comparison comparison = Comparison::Equal;
    // One of these by the field's type; several values for IN, sorted.
    std::vector<std::int64_t> integers;
    std::vector<double> reals;
    std::unordered_set<std::string> texts;
};

// Nothing where the value is of a type for which SQL's comparison has rules of its own.
std::optional<Filter> makeFilter(const engine::Field &field, int index, Comparison comparison,
                                 const std::vector<sqlite3_value *> &values);
bool mayPass(const Filter &filter, const engine::ColumnStats &stats);
// Keeps the rows that pass.
void keepPassing(const Filter &filter, const engine::ColumnData &column,
                 std::vector<std::uint32_t> &rows);

// Equal values have equal hashes, in columns and in filters.
std::uint64_t hashAt(const engine::ColumnData &column, std::uint32_t row);
std::vector<std::uint64_t> hashesOf(const Filter &filter);

} // namespace audience::store
