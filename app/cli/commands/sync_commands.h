// audiencectl sync; see docs/sources.md.
#pragma once

#include "app/cli/console.h"

namespace audience::cli {

void addSyncCommands(CLI::App &app, Console &console); // plan, run, status, rejects, remove

} // namespace audience::cli
