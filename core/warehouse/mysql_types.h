// What a column of MySQL or MariaDB becomes here, how it is asked for, and in which form its text then comes. The table
// stands in docs/sources.md.
#pragma once

#include "engine/column.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace audience::warehouse {

// What is done to the text of a cell before it is read like all others.
enum class MysqlForm : std::uint8_t {
    Plain,
    Bool, // 0 and 1
    Utc,  // a time of the session's zone, which says none
    Hex   // bytes
};

struct MysqlRead {
    std::string expression; // over the quoted column
    MysqlForm form = MysqlForm::Plain;
};

// As ColumnInfo::base has it: the server's type, "bool" for tinyint(1), "bit1" for bit(1).
std::string mysqlBase(std::string_view dataType, std::string_view columnType);
// Nothing where values would change.
std::optional<MysqlRead> mysqlRead(std::string_view base, engine::ColumnType type, const std::string &quoted);
engine::Field mysqlField(std::string name, std::string_view base, std::int64_t precision, std::int64_t scale);

// How a column says where a read stopped; nothing where it has no order to rely on.
enum class MysqlOrder : std::uint8_t { Number, Date, Time, Text };
std::optional<MysqlOrder> mysqlOrder(std::string_view base);
// A position as it stands in a statement; nothing where it is none of that column.
std::optional<std::string> mysqlPosition(MysqlOrder order, std::string_view text);

// The type of a column made for a field, and one cell of it.
std::string mysqlTypeOf(const engine::Field &field);
void appendMysqlCell(std::string &to, const engine::ColumnData &column, std::uint32_t row);
void appendMysqlHex(std::string &to, std::string_view bytes); // digits alone

} // namespace audience::warehouse
