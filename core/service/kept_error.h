// What went wrong the last time, kept as a setting so that it can be said again tomorrow. Pure.
#pragma once

#include "base/json.h"
#include "base/result.h"

#include <optional>

namespace audience::service {

Json keptError(const std::optional<Error> &error); // null: all went well
std::optional<Error> errorFrom(const Json &kept);

} // namespace audience::service
