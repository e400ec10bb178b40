#include "service/csv_cell.h"

namespace audience::service {

// A spreadsheet takes a cell that begins like this for a formula; numbers are left as they are.
std::string csvCell(const engine::Cell &cell) {
    std::string text = engine::toText(cell);
    if (const auto *words = std::get_if<std::string>(&cell)) {
        const auto start = words->find_first_not_of(" \t\r\n\xC2\xA0");
        if (start != std::string::npos && std::string_view("=+-@\t\r\n|%").find((*words)[start]) != std::string_view::npos)
            text.insert(0, "'");
    }
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

} // namespace audience::service
