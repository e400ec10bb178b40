// Where exports and reports are written to. Any thread.
#pragma once

#include "service/session.h"

#include <filesystem>
#include <string>

namespace audience::service {

// Before a file is written over. Error "data.is_the_workspace" {path}.
inline Result<void> checkOutput(const Session &session, const std::string &path) {
    std::error_code isNew;
    if (std::filesystem::equivalent(path, session.workspace().path(), isNew))
        return Error(ErrorKind::Refused, "data.is_the_workspace").with("path", path);
    return {};
}

} // namespace audience::service
