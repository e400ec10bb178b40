// One function per noun: each adds its commands to the program. See docs/cli.md.
#pragma once

#include "app/cli/console.h"

namespace audience::cli {

void addWorkspaceCommands(CLI::App &app, Console &console); // init, info, doctor, audit, backup, trust, topic, setting
void addDefinitionCommand(CLI::App &app, Console &console);
void addDemoCommand(CLI::App &app, Console &console);
void addImportCommand(CLI::App &app, Console &console);
void addDataCommands(CLI::App &app, Console &console);
void addMoveInCommands(CLI::App &app, Console &console);
void addSegmentCommands(CLI::App &app, Console &console);
void addListCommands(CLI::App &app, Console &console);
void addTraitCommands(CLI::App &app, Console &console);
void addSuppressionCommands(CLI::App &app, Console &console);
void addAssetCommands(CLI::App &app, Console &console);
void addTemplateCommands(CLI::App &app, Console &console);
void addConnectionCommands(CLI::App &app, Console &console);
void addCornerCommands(CLI::App &app, Console &console);
void addCampaignCommands(CLI::App &app, Console &console);
void addEventsCommands(CLI::App &app, Console &console);
void addHandoverCommand(CLI::App &app, Console &console);
void addProjectCommand(CLI::App &app, Console &console);
void addWorkerCommand(CLI::App &app, Console &console);

} // namespace audience::cli
