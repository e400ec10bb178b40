// The verbs of `audiencectl corner` about what came in through it.
#pragma once

#include "app/cli/console.h"

namespace audience::cli {

void addCornerEntryCommands(CLI::App &noun, Console &console);

} // namespace audience::cli
