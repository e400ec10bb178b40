// `audiencectl topic map` and `topic sync`.
#pragma once

#include "app/cli/console.h"

namespace audience::cli {

void addTopicLinkCommands(CLI::App &topic, Console &console);

} // namespace audience::cli
