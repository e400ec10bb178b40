// What a number in a cell of a workbook stands for: the number itself, or a day and a time by the format it is shown in. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace audience::ingest {

enum class SheetFormat : std::uint8_t { Number, Date, TimeOfDay };

// Of a format of the workbook's own: "dd.mm.yyyy hh:mm".
SheetFormat sheetFormatFromCode(std::string_view code);
// Of one that every workbook has.
SheetFormat sheetFormatFromId(int id);

// "1.5E-3" as "0.0015"; as it stands where that would need more than 40 digits or it is no number.
std::string plainNumber(std::string_view text);
// "2026-11-21", or with a time of day "2026-11-21T09:30:00" (to the millisecond, as they are kept); nothing where it is
// no day, as the 29th of February 1900, which some workbooks believe in.
std::optional<std::string> sheetDate(std::string_view serial, SheetFormat format, bool from1904);

} // namespace audience::ingest
