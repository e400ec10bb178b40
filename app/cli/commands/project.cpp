// project: the workspace in the form of other tools.
#include "app/cli/commands/commands.h"
#include "app/cli/stop_signal.h"
#include "service/dbt_project.h"

#include <memory>

namespace audience::cli {

using namespace service;

namespace {

Result<int> exportProject(const Console &console, Session &session, const DbtRequest &request) {
    StopSignal stop;
    TRY_ASSIGN(const DbtExport done, exportDbt(session, request, stop.token()));
    Json left = Json::array();
    for (const DbtExport::LeftOut &one : done.left) {
        const std::string why = sentenceOf(one.why.id, one.why.args);
        left.push_back(Json{{"what", one.what}, {"id", one.why.id}, {"text", why}});
        console.say("left out: " + one.what + " - " + why);
    }
    if (console.json)
        console.document(Json{{"folder", request.folder}, {"connection", done.connection}, {"dialect", done.dialect}, {"files", done.files}, {"left", left}});
    console.say(grouped(static_cast<std::int64_t>(done.files.size())) + " files of a dbt project for " + done.dialect + " stand in " + request.folder);
    return kDone;
}

} // namespace

void addProjectCommand(CLI::App &app, Console &console) {
    auto request = std::make_shared<DbtRequest>();
    CLI::App *noun = app.add_subcommand("project", "The workspace in the form of other tools");
    noun->require_subcommand(1);
    CLI::App *command = console.add(*noun, "export", "Write sources, models, tests and segments as a dbt project", true, [&console, request] {
        return withSession(console, [&](Session &session) { return exportProject(console, session, *request); });
    });
    console.addNow(*command);
    command->add_option("--dbt", request->folder, "The folder it is written to: a new or empty one, or that of an earlier export")->required();
    command->add_option("--connection", request->connection, "The database it is for, where several are in use");
}

} // namespace audience::cli
