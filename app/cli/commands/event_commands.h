// Parts of `audiencectl events`, each in its own file.
#pragma once

#include "app/cli/console.h"
#include "service/connection_service.h"

namespace audience::cli {

// What came in, as everybody who reads queues says it.
void sayEvents(const Console &console, const service::EventsReport &report);
Json eventsJson(const service::EventsReport &report);
std::string lostWords(const service::QueueGap &gap);
Json lostJson(const service::QueueGap &gap);

void addEventRulesCommands(CLI::App &events, Console &console);
void addLimitsCommand(CLI::App &events, Console &console);
void addDamagedEventsCommands(CLI::App &events, Console &console);

} // namespace audience::cli
