// One cell of an exported table. Any thread.
#pragma once

#include "engine/column.h"

#include <string>

namespace audience::service {

// Quoted where it has to be, with formulas disarmed.
std::string csvCell(const engine::Cell &cell);

} // namespace audience::service
