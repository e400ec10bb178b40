// What a column becomes here by the code that ODBC has for its type, and in which form it is asked for. The table stands in
// docs/sources.md.
#pragma once

#include "engine/column.h"
#include "warehouse/odbc_settings.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace audience::warehouse {

// As ColumnInfo::base has it: "bit", "integer", "decimal", "real", "date", "timestamp", "timestamptz", "datetime", "guid",
// "json", "text", "longtext", "bytes", "longbytes", "time", "other". `type`: SQL_INTEGER and its like; `name` as the source
// spells it; `size` in characters, 0 where it is not known.
std::string odbcBase(OdbcMaker maker, int type, std::string_view name, std::int64_t size);

enum class OdbcForm : std::uint8_t {
    Text,  // UTF-16
    Ascii, // numbers and times as they are written
    Real,  // the eight bytes of a number with a floating point
    Bytes, // written as \x and digits
    Bool,  // 0 and 1
    Utc,   // a time of the session's zone, which is UTC and says none
    Guid   // in small letters
};
// Nothing where values would change.
std::optional<OdbcForm> odbcForm(std::string_view base, engine::ColumnType type);
bool isOdbcLong(std::string_view base); // to be asked for in portions
engine::Field odbcField(std::string name, std::string_view base, std::int64_t precision, std::int64_t scale);

enum class OdbcOrder : std::uint8_t { Whole, Decimal, Date, Time, Text };
std::optional<OdbcOrder> odbcOrder(OdbcMaker maker, std::string_view base);

struct OdbcMoment {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
    std::uint32_t nanos = 0;
};
// "2026-01-02 03:04:05.678", or only the day, so many seconds earlier; nothing where it is none.
std::optional<OdbcMoment> odbcMoment(std::string_view text, std::int64_t secondsEarlier);
bool isOdbcNumber(std::string_view text, bool whole);

std::u16string utf16FromUtf8(std::string_view text);
void appendUtf8(std::string &to, std::u16string_view text); // a half of a pair becomes U+FFFD

} // namespace audience::warehouse
