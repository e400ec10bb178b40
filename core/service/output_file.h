// Where exports and reports are written to. Any thread.
#pragma once

#include "service/session.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace audience::service {

// Before a file is written over. Error "data.is_the_workspace" {path}.
inline Result<void> checkOutput(const Session &session, const std::string &path) {
    std::error_code isNew;
    if (std::filesystem::equivalent(path, session.workspace().path(), isNew))
        return Error(ErrorKind::Refused, "data.is_the_workspace").with("path", path);
    return {};
}

// A text as a cell of a CSV file; what a spreadsheet would take for a formula is disarmed.
inline std::string csvText(const std::string &text) {
    std::string out = "\"";
    const auto start = text.find_first_not_of(" \t\r\n\xC2\xA0");
    if (start != std::string::npos && std::string_view("=+-@\t\r\n|%").find(text[start]) != std::string_view::npos)
        out += '\'';
    for (const char c : text)
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + '"';
}

} // namespace audience::service
