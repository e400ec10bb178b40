// Parts of `audiencectl events`, each in its own file.
#pragma once

#include "app/cli/console.h"

namespace audience::cli {

void addEventRulesCommands(CLI::App &events, Console &console);
void addLimitsCommand(CLI::App &events, Console &console);
void addDamagedEventsCommands(CLI::App &events, Console &console);

} // namespace audience::cli
