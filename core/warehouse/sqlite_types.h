// What the values of a SQLite column become here. A column there has a declared type and an affinity, and each value a type of
// its own. Pure.
#pragma once

#include "engine/column.h"
#include "ingest/type_guess.h"
#include "warehouse/decimal_scale.h"
#include "warehouse/sqlite_link.h"

#include <optional>
#include <string>
#include <string_view>

namespace audience::warehouse {

// "integer", "real", "numeric", "text", "blob": how SQLite reads a declared type.
std::string sqliteAffinity(std::string_view declared);

// The values of a column that were looked at.
struct SqliteTally {
    std::int64_t integers = 0, reals = 0, blobs = 0;
    bool onlyBits = true; // of the integers: nothing but 0 and 1
    ingest::TypeTally texts;
    bool isDecimal = false; // declared as one; only then its digits are looked at
    DigitTally digits;
};
bool isSqliteDecimal(std::string_view declared);
void add(SqliteTally &tally, const SqliteRows &row, int column);
engine::Field sqliteField(const std::string &name, std::string_view declared, const SqliteTally &seen);

// A value as text for that type; nothing for null. Numbers of decimals as SQLite shows them (15 digits), of doubles with all
// that tells them apart, bytes as \x and hexadecimal digits.
std::optional<std::string> sqliteText(const SqliteRows &row, int column, engine::ColumnType wanted);

} // namespace audience::warehouse
