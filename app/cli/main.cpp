// audiencectl: everything the window does to a workspace, for scripts, schedulers and servers.
#include "app/bootstrap/bootstrap.h"
#include "app/cli/commands/commands.h"
#include "app/cli/commands/sync_commands.h"
#include "base/fault_point.h"

#include <QCoreApplication>
#include <QTranslator>

namespace {

// One sentence: what is wrong with the words of the command line, and where to look.
int wrongUse(const CLI::App &app, const CLI::ParseError &error) {
    const CLI::App *command = &app;
    std::string name = app.get_name();
    for (auto chosen = command->get_subcommands(); !chosen.empty(); chosen = command->get_subcommands()) {
        command = chosen.front();
        name += ' ' + command->get_name();
    }
    std::string reason = error.what();
    const auto extra = app.remaining(true);
    if (error.get_name() == "RequiredError" && !extra.empty())
        reason = "There is no command \"" + extra.front() + '"';
    reason = reason.substr(0, reason.find('\n'));
    while (!reason.empty() && (reason.back() == '.' || reason.back() == ' '))
        reason.pop_back();
    audience::cli::Console::note(audience::cli::sentenceOf("cli.wrong_use", {{"reason", reason}, {"command", name}}));
    return audience::cli::kWrongUse;
}

} // namespace

int main(int argc, char **argv) {
    QCoreApplication application(argc, argv);
    audience::bootstrap::initialise();
    QTranslator english; // counts one and many
    if (english.load(QStringLiteral(":/translations/audience_en.qm")))
        application.installTranslator(&english);
#ifndef NDEBUG
    audience::installCrashPointFromEnvironment();
#endif

    CLI::App app("Audience-Sync on the command line", "audiencectl");
    app.set_version_flag("--version", QCoreApplication::applicationVersion().toStdString());
    app.require_subcommand(1);
    audience::cli::Console console;
    audience::cli::addWorkspaceCommands(app, console);
    audience::cli::addDefinitionCommand(app, console);
    audience::cli::addDemoCommand(app, console);
    audience::cli::addImportCommand(app, console);
    audience::cli::addDataCommands(app, console);
    audience::cli::addMoveInCommands(app, console);
    audience::cli::addListCommands(app, console);
    audience::cli::addSegmentCommands(app, console);
    audience::cli::addTraitCommands(app, console);
    audience::cli::addSuppressionCommands(app, console);
    audience::cli::addTemplateCommands(app, console);
    audience::cli::addAssetCommands(app, console);
    audience::cli::addConnectionCommands(app, console);
    audience::cli::addSyncCommands(app, console);
    audience::cli::addCornerCommands(app, console);
    audience::cli::addCampaignCommands(app, console);
    audience::cli::addEventsCommands(app, console);
    audience::cli::addHandoverCommand(app, console);
    audience::cli::addProjectCommand(app, console);
    audience::cli::addWorkerCommand(app, console);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success &success) {
        return app.exit(success); // --help, --version
    } catch (const CLI::ParseError &error) {
        return wrongUse(app, error);
    }
    return console.exitCode;
}
