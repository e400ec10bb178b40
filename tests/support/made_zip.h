// Zips and workbooks made of what a test says, byte by byte.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace audience::test {

using ZipParts = std::vector<std::pair<std::string, std::string>>; // names and contents
std::string madeZip(const ZipParts &parts);

struct MadeSheet {
    std::string name, rows; // the XML within <sheetData>
    std::string state = {}; // "hidden"
};
// A workbook with styles: 0 a number, 1 a date, 2 a date and a time of its own format, 3 a time of day.
std::string madeWorkbook(const std::vector<MadeSheet> &sheets, const std::vector<std::string> &texts = {}, bool from1904 = false);

} // namespace audience::test
