// The verbs of `campaign` that live in a file of their own.
#pragma once

#include "app/cli/console.h"

namespace audience::cli {

void addScheduleCommands(CLI::App &noun, Console &console);

} // namespace audience::cli
