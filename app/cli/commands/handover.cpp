// handover: the right to send goes to a copy of the workspace on another computer, and comes back.
#include "app/cli/commands/commands.h"
#include "service/workspace_service.h"

#include <algorithm>
#include <memory>

namespace audience::cli {

using namespace service;

namespace {

struct HandoverOptions {
    std::string to, machine;
    bool takeBack = false, status = false;
};

Json rightJson(const SendingRight &right) {
    return Json{{"sends", right.isUnfinished || right.problem ? "nobody" : right.isHere ? "here" : "elsewhere"}, {"machine", right.machine},
                {"since", right.at.micros == 0 ? std::string() : toIso(right.at)}, {"copy", right.copy}, {"from", right.from}};
}

std::string rightText(const SendingRight &right, const std::string &path) {
    if (right.problem)
        return sentenceOf(right.problem->id, right.problem->args);
    if (right.isUnfinished)
        return "Nobody sends: handing over to " + right.machine + " was interrupted. Run the same command again to finish it, or take sending back with: audiencectl handover --take-back --workspace " + path;
    if (right.isHere)
        return "This file sends, here on " + right.machine + (right.from.empty() ? "." : ", handed over by " + right.from + " (" + toIso(right.at) + ").");
    return right.machine + " sends, since " + toIso(right.at) + ", from the copy " + right.copy + ".";
}

Result<int> run(const Console &console, Session &session, const HandoverOptions &options) {
    const int wanted = (options.to.empty() ? 0 : 1) + (options.takeBack ? 1 : 0) + (options.status ? 1 : 0);
    if (wanted != 1)
        return Error(ErrorKind::Invalid, "handover.what");
    WorkspaceService service(session);
    const std::string &path = session.workspace().path();
    TRY_ASSIGN(const SendingRight before, service.sendingRight());
    if (!options.to.empty())
        // It goes back to where it came from, unless somebody says otherwise.
        TRY(service.handOver(options.to, !options.machine.empty() ? options.machine : !before.from.empty() ? before.from : "another computer"));
    int drafts = 0;
    if (options.takeBack) {
        TRY_ASSIGN(drafts, service.takeBackSending());
    }
    TRY_ASSIGN(const SendingRight right, service.sendingRight());
    if (console.json) {
        Json document = rightJson(right);
        if (options.takeBack)
            document["drafts"] = drafts;
        console.document(document);
    }
    if (options.status || (!options.takeBack && right.isHere))
        console.say(rightText(right, path));
    else if (options.takeBack)
        console.say("This file may send again. " +
                    (before.isUnused ? "No copy was whole yet, so nothing else has changed."
                                     : grouped(drafts) + (drafts == 1 ? " schedule is a draft again, and " : " schedules are drafts again, and ") + "what may have been sent meanwhile waits for you. " + before.machine +
                                           " must not run any more: end its worker and remove its copy, or people get emails twice."));
    else
        console.say("Sending was handed over to " + right.machine + ". Take the file " + right.copy + " there and run: audiencectl worker --workspace FILE\n" +
                    "The first computer that opens it is the one that sends: open it nowhere else. Keys are not in the file: set them there. " +
                    "What you change here does not reach it.");
    return kDone;
}

} // namespace

void addHandoverCommand(CLI::App &app, Console &console) {
    auto options = std::make_shared<HandoverOptions>();
    CLI::App *handover = console.add(app, "handover", "Let a copy of the workspace on another computer send, or take that back", true, [&console, options] {
        return withSession(console, [&](Session &session) -> Result<int> { return run(console, session, *options); });
    });
    handover->add_option("--to", options->to, "The copy to write: it alone may send from then on");
    handover->add_option("--machine", options->machine, "What the other computer is called, for those who look here");
    handover->add_flag("--take-back", options->takeBack, "Send from this file again where the other computer is lost; schedules become drafts");
    handover->add_flag("--status", options->status, "Who sends");
}

} // namespace audience::cli
