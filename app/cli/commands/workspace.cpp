#include "app/cli/commands/commands.h"
#include "app/cli/commands/setting_sending.h"
#include "app/cli/commands/topic_links.h"

#include "app/bootstrap/bootstrap.h"
#include "service/workspace_service.h"

#include <memory>

namespace audience::cli {

using namespace service;

namespace {

struct WorkspaceOptions {
    std::string path, name, value, key, kind;
};

Result<int> info(const Console &console, Session &session) {
    TRY_ASSIGN(const WorkspaceInfo info, WorkspaceService(session).info());
    Json datasets = Json::array();
    console.say(info.name + "  (" + info.path + ")");
    if (info.standingReason)
        console.say(sentenceOf(info.standingReason->id, info.standingReason->args));
    console.say("people          " + grouped(info.people));
    for (const DatasetView &dataset : info.datasets) {
        datasets.push_back(Json{{"name", dataset.name}, {"role", dataset.role}, {"rows", dataset.rows}, {"columns", dataset.fields.size()}});
        console.say(dataset.name + std::string(dataset.name.size() < 16 ? 16 - dataset.name.size() : 1, ' ') + grouped(dataset.rows) + " rows, " +
                    std::to_string(dataset.fields.size()) + " columns, " + dataset.role);
    }
    console.say("file            " + grouped(info.bytes) + " bytes");
    if (console.json)
        console.document(Json{{"path", info.path}, {"name", info.name}, {"uuid", info.uuid}, {"created_at", toIso(info.createdAt)},
                              {"standing", info.standing}, {"may_work", info.mayWork}, {"bytes", info.bytes}, {"people", info.people},
                              {"datasets", datasets}});
    return kDone;
}

Result<int> doctor(const Console &console, Session &session) {
    TRY_ASSIGN(const auto findings, WorkspaceService(session).doctor());
    Json list = Json::array();
    for (const FindingView &finding : findings) {
        const std::string text = sentenceOf(finding.id, finding.args);
        list.push_back(Json{{"id", finding.id}, {"text", text}});
        if (!console.json)
            console.line(text);
    }
    if (console.json)
        console.document(Json{{"healthy", findings.empty()}, {"findings", list}});
    if (findings.empty())
        console.say("All is well: file, ledger, events and audit log agree.");
    return findings.empty() ? kDone : kFailed;
}

Result<int> verifyAudit(const Console &console, Session &session) {
    TRY_ASSIGN(const std::int64_t entries, WorkspaceService(session).verifyAudit());
    if (console.json)
        console.document(Json{{"verified", true}, {"entries", entries}});
    console.say("The audit log is whole: " + grouped(entries) + " entries.");
    return kDone;
}

int initialise(const Console &console, const WorkspaceOptions &options) {
    if (console.workspacePath.empty())
        return console.fail(Error(ErrorKind::Invalid, "cli.no_workspace"));
    auto session = Session::create(console.workspacePath, bootstrap::sessionOptions());
    if (!session)
        return console.fail(session.error());
    if (!options.name.empty())
        if (auto done = WorkspaceService(**session).setSetting("name", dumpJson(Json(options.name))); !done)
            return console.fail(done.error());
    if (console.json)
        console.document(Json{{"path", (*session)->workspace().path()}, {"uuid", (*session)->workspace().uuid()}});
    console.say("Made " + (*session)->workspace().path());
    return kDone;
}

} // namespace

void addWorkspaceCommands(CLI::App &app, Console &console) {
    auto options = std::make_shared<WorkspaceOptions>();
    const auto add = [&](CLI::App &parent, const std::string &verb, const std::string &about, auto body) {
        return console.add(parent, verb, about, true, [&console, options, body] {
            return withSession(console, [&](Session &session) -> Result<int> { return body(console, session, *options); });
        });
    };
    CLI::App *init = console.add(app, "init", "Make a new workspace file", true, [&console, options] { return initialise(console, *options); });
    init->add_option("--name", options->name, "How it is called in the window");
    add(app, "info", "What is in the workspace", [](const Console &c, Session &s, const WorkspaceOptions &) { return info(c, s); });
    add(app, "doctor", "Check every invariant of file, ledger and audit log", [](const Console &c, Session &s, const WorkspaceOptions &) { return doctor(c, s); });
    CLI::App *backup = add(app, "backup", "Write a consistent copy", [](const Console &c, Session &s, const WorkspaceOptions &o) -> Result<int> {
        TRY(WorkspaceService(s).backup(o.path));
        return c.done("Copied to " + o.path, Json{{"file", o.path}});
    });
    backup->add_option("FILE", options->path, "The copy to write")->required();
    add(app, "trust", "Let this file work on this machine", [](const Console &c, Session &s, const WorkspaceOptions &) -> Result<int> {
        TRY(WorkspaceService(s).trust());
        return c.done("Trusted: sends and connections may run here.");
    });
    add(app, "acknowledge", "Go on with a moved or restored file, its running sends reconciled", [](const Console &c, Session &s, const WorkspaceOptions &) -> Result<int> {
        TRY(WorkspaceService(s).acknowledge());
        return c.done("Done: this file is the one that works from now on.");
    });
    add(app, "adopt", "Make a copied file a workspace of its own", [](const Console &c, Session &s, const WorkspaceOptions &) -> Result<int> {
        TRY(WorkspaceService(s).adopt());
        return c.done("Done: this copy is a workspace of its own.");
    });

    CLI::App *audit = app.add_subcommand("audit", "The log of who did what, which cannot be changed unnoticed");
    audit->require_subcommand(1);
    add(*audit, "verify", "Check that nothing was changed or removed", [](const Console &c, Session &s, const WorkspaceOptions &) { return verifyAudit(c, s); });
    add(*audit, "export", "Write it as JSON lines with its newest signed head", [](const Console &c, Session &s, const WorkspaceOptions &) -> Result<int> {
        TRY_ASSIGN(const std::string text, WorkspaceService(s).exportAudit());
        c.line(text);
        return kDone;
    });

    CLI::App *topic = app.add_subcommand("topic", "Subscription topics");
    topic->require_subcommand(1);
    addTopicLinkCommands(*topic, console);
    add(*topic, "list", "All topics", [](const Console &c, Session &s, const WorkspaceOptions &) -> Result<int> {
        TRY_ASSIGN(const auto topics, WorkspaceService(s).topics());
        Json list = Json::array();
        for (const TopicView &one : topics) {
            list.push_back(Json{{"key", one.key}, {"name", one.name}, {"kind", one.kind}});
            c.say(one.key + "\t" + one.kind + "\t" + one.name);
        }
        if (topics.empty())
            c.say("No topics yet.");
        if (c.json)
            c.document(list);
        return kDone;
    });
    CLI::App *save = add(*topic, "save", "Add or change a topic", [](const Console &c, Session &s, const WorkspaceOptions &o) -> Result<int> {
        TRY_ASSIGN(const auto topics, WorkspaceService(s).topics());
        TopicView wanted{o.key, o.key, "opt-in"};
        for (const TopicView &one : topics)
            if (one.key == o.key)
                wanted = one; // what is not said stays
        if (!o.name.empty())
            wanted.name = o.name;
        if (!o.kind.empty())
            wanted.kind = o.kind;
        TRY_ASSIGN(const TopicView saved, WorkspaceService(s).saveTopic(wanted));
        return c.done("Topic " + saved.key + " (" + saved.kind + ")", Json{{"key", saved.key}, {"name", saved.name}, {"kind", saved.kind}});
    });
    save->add_option("KEY", options->key, "Letters, digits, - and _")->required();
    save->add_option("--name", options->name, "How people see it");
    save->add_option("--kind", options->kind, "opt-in, opt-out or required; a new topic is opt-in");

    CLI::App *setting = app.add_subcommand("setting", "Settings of the workspace");
    setting->require_subcommand(1);
    CLI::App *get = add(*setting, "get", "Print a setting as JSON", [](const Console &c, Session &s, const WorkspaceOptions &o) -> Result<int> {
        TRY_ASSIGN(const std::string value, WorkspaceService(s).setting(o.name));
        c.line(value);
        return kDone;
    });
    get->add_option("NAME", options->name)->required();
    CLI::App *set = add(*setting, "set", "Change a setting, e.g. now \"last event\"", [](const Console &c, Session &s, const WorkspaceOptions &o) -> Result<int> {
        // A bare word is taken as text: nobody should have to quote quotes in a shell.
        const std::string json = parseJson(o.value) ? o.value : dumpJson(Json(o.value));
        TRY(WorkspaceService(s).setSetting(o.name, json));
        return c.done(o.name + " is now " + json);
    });
    set->add_option("NAME", options->name)->required();
    set->add_option("VALUE", options->value)->required();
    addSendingRulesCommand(*setting, console);
    addPriceCommand(*setting, console);
}

} // namespace audience::cli
