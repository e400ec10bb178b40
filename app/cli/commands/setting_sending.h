// setting sending: quiet hours, days without emails and the one cap over all campaigns.
#pragma once

#include "app/cli/console.h"

namespace audience::cli {

void addSendingRulesCommand(CLI::App &setting, Console &console);
void addPriceCommand(CLI::App &setting, Console &console);

} // namespace audience::cli
