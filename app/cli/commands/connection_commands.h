// The parts of `audiencectl connection` that talk to Amazon at length, and those about sources.
#pragma once

#include "app/cli/console.h"

#include <string>

namespace audience::cli {

struct SetupCommand {
    std::string name, profile;
    bool check = false, remove = false, adopt = false, waitForRights = false, withoutDns = false, withoutSetup = false;
};

// setup, identity, policy
void addConnectionSetupCommands(CLI::App &noun, Console &console);
// `connection test NAME --simulator`
Result<int> testThroughSimulator(const Console &console, service::Session &session, const std::string &name);

// add postgresql and the other kinds of sources, tables
void addSourceCommands(CLI::App &noun, CLI::App &adding, Console &console);
Result<int> testSource(const Console &console, service::Session &session, const std::string &name);
Result<int> sourcePassword(const Console &console, service::Session &session, const std::string &name, bool forget);

} // namespace audience::cli
