// Turns rows of a binary COPY into typed columns: a row is taken whole or not at all, with the reason. Values become what
// they are or are refused, never something near. Any bytes may come; const, so any thread.
#pragma once

#include "warehouse/connector.h"
#include "warehouse/postgres_copy.h"
#include "warehouse/postgres_types.h"

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::warehouse {

inline std::uint16_t bigEndian16(const char *at) {
    const auto *bytes = reinterpret_cast<const unsigned char *>(at);
    return static_cast<std::uint16_t>(bytes[0] << 8 | bytes[1]);
}
inline std::uint32_t bigEndian32(const char *at) { return std::uint32_t{bigEndian16(at)} << 16 | bigEndian16(at + 2); }
inline std::uint64_t bigEndian64(const char *at) { return std::uint64_t{bigEndian32(at)} << 32 | bigEndian32(at + 4); }

struct PostgresColumn {
    engine::Field field;
    PostgresWire wire = PostgresWire::Text;
    bool trims = false;      // a key
    std::string needed = {}; // the reason of the reject where nothing is there; empty: nothing may be there
    bool namesRow = false;   // its text is kept with a row that is refused
};

// Reasons: those of `needed`, "sync.reject.infinite", "...not_a_number", "...not_exact", "...out_of_range", "...too_long",
// "...garbled".
class PostgresRows {
public:
    // `hasOrder`: one more value stands behind the columns, by which the rows are ordered.
    PostgresRows(std::vector<PostgresColumn> columns, std::optional<PostgresWire> order) : m_columns(std::move(columns)), m_order(order) {}
    std::size_t width() const { return m_columns.size() + (m_order ? 1 : 0); }
    TypedPage decode(const RawPage &page) const;
    // As a literal without quotes; empty for null, infinity and what is no value.
    std::string position(const RawPage &page, std::uint32_t row) const;

private:
    class Filler;
    std::vector<PostgresColumn> m_columns;
    std::optional<PostgresWire> m_order;
};

// What a value says, as psql would write it; nothing where it is not of that form. For positions and rejects.
std::optional<std::string> postgresText(PostgresWire wire, std::string_view value);

} // namespace audience::warehouse
