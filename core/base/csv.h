// A cell of a CSV file that a spreadsheet shows and never runs: what begins like a formula is made plain
// text, what holds a separator is quoted. For text only; numbers are written as they are. Pure.
#pragma once

#include <string>
#include <string_view>

namespace audience {

inline std::string csvQuoted(const std::string &text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

inline std::string csvText(std::string text) {
    const auto start = text.find_first_not_of(" \t\r\n\xC2\xA0");
    if (start != std::string::npos && std::string_view("=+-@\t\r\n|%").find(text[start]) != std::string_view::npos)
        text.insert(0, "'");
    return csvQuoted(text);
}

} // namespace audience
