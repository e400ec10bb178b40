// What a column of PostgreSQL becomes here, how it is asked for, and in which form it then comes over the line. The table
// stands in docs/sources.md.
#pragma once

#include "engine/column.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace audience::warehouse {

// The binary forms that are read; everything else is asked for as text.
enum class PostgresWire : std::uint8_t { Bool, Int2, Int4, Int8, Float4, Float8, Numeric, Text, Uuid, Date, Timestamp };

struct PostgresRead {
    std::string expression; // over the quoted column
    PostgresWire wire = PostgresWire::Text;
};

// `base`: as ColumnInfo has it; "loose_text": a text for which the server takes different ones for the same. Nothing where values would change. `zone` is a literal.
std::optional<PostgresRead> postgresRead(std::string_view base, engine::ColumnType type, const std::string &quoted, const std::string &zone);
// What it best becomes; `modifier` is atttypmod, -1 where none was declared.
engine::Field postgresField(std::string name, std::string_view base, std::int64_t modifier);
// The form in which a column can say where a read stopped; nothing where it has no order to rely on.
std::optional<PostgresWire> postgresOrder(std::string_view base);
// The type of a column made for a field.
std::string postgresTypeOf(const engine::Field &field);
// The number behind a word in a line of a plan: "Seq Scan on t  (cost=0.00..1.00 rows=100 width=12)"; 0 where it is not.
std::int64_t planNumber(std::string_view line, std::string_view word);

} // namespace audience::warehouse
