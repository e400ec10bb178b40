// audiencectl: everything the window does to a workspace, for scripts, schedulers and servers.
#include "app/bootstrap/bootstrap.h"
#include "app/cli/commands/commands.h"
#include "base/fault_point.h"

#include <QCoreApplication>

#include <iostream>

int main(int argc, char **argv) {
    QCoreApplication application(argc, argv);
    audience::bootstrap::initialise();
    audience::installCrashPointFromEnvironment();

    CLI::App app("Audience-Sync on the command line", "audiencectl");
    app.set_version_flag("--version", QCoreApplication::applicationVersion().toStdString());
    app.require_subcommand(1);
    audience::cli::Console console;
    audience::cli::addWorkspaceCommands(app, console);
    audience::cli::addDemoCommand(app, console);
    audience::cli::addImportCommand(app, console);
    audience::cli::addDataCommands(app, console);
    audience::cli::addSegmentCommands(app, console);
    audience::cli::addTemplateCommands(app, console);
    audience::cli::addConnectionCommands(app, console);
    audience::cli::addCampaignCommands(app, console);
    audience::cli::addEventsCommands(app, console);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success &success) {
        return app.exit(success); // --help, --version
    } catch (const CLI::ParseError &error) {
        app.exit(error, std::cerr, std::cerr);
        return audience::cli::kWrongUse;
    }
    return console.exitCode;
}
