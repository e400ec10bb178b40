// audiencectl data check; see docs/data-quality.md.
#pragma once

#include "app/cli/console.h"

namespace audience::cli {

void addDataCheck(CLI::App &noun, Console &console);

} // namespace audience::cli
