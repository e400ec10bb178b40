// audiencectl sync: what is taken from a source, its runs, and what they did not take.
#include "app/cli/commands/sync_commands.h"

#include "app/cli/stop_signal.h"
#include "service/source_service.h"
#include "service/sync_retrying.h"
#include "service/sync_service.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <set>

namespace audience::cli {

using namespace service;

namespace {

struct SyncOptions {
    std::string name, table, mode = "full";
    model::SyncPlan plan;
    std::vector<std::string> types, names;
    double maxMegabytes = 0, monthMegabytes = 0;
    std::string every, daily, cron, zone = "UTC"; // of the schedule
    bool accept = false, everything = false, removeMany = false, unscheduled = false, takeOver = false;
    bool isScheduled() const { return !every.empty() || !daily.empty() || !cron.empty(); }
    std::int64_t run = 0;
    std::vector<std::int64_t> rows; // of the refused ones
    const CLI::App *command = nullptr; // of the plan: which options were said
};

Json jsonOf(const std::vector<ingest::Finding> &findings) {
    Json json = Json::array();
    for (const ingest::Finding &finding : findings)
        json.push_back(Json{{"id", finding.id}, {"text", sentenceOf(finding.id, finding.args)}});
    return json;
}

Json jsonOf(const sync::SyncRun &run) {
    Json json{{"id", run.id}, {"mode", run.mode}, {"state", std::string(toText(run.state))}, {"started_at", toIso(run.startedAt)},
              {"finished_at", run.finishedAt ? Json(toIso(*run.finishedAt)) : Json()}, {"rows", run.rows}, {"kept", run.kept}, {"rejected", run.rejected},
              {"added", run.added}, {"replaced", run.replaced}, {"removed", run.removed}, {"bytes", run.bytes}, {"estimated_rows", run.estimatedRows},
              {"estimated_bytes", run.estimatedBytes}, {"parts", run.parts}, {"reconnects", run.reconnects}, {"generation", run.generation}};
    if (run.former != 0) {
        json["continues_run"] = run.anew.empty() ? Json(run.former) : Json();
        json["rows_taken_over"] = run.takenOver;
        if (!run.anew.empty())
            json["began_anew"] = Json{{"instead_of_run", run.former}, {"id", run.anew}};
    }
    if (!run.notes.empty())
        json["notes"] = jsonOf(run.notes);
    if (run.fault)
        json["fault"] = Json{{"id", run.fault->id}, {"text", sentenceOf(run.fault->id, run.fault->args)}};
    return json;
}

Json jsonOf(const LocalAnswersView::Period &period) {
    return Json{{"answers", period.answers}, {"estimated", period.estimated}, {"bytes", period.bytes}, {"credits", period.credits}};
}

Json jsonOf(const LocalAnswersView &answers) {
    return Json{{"month", jsonOf(answers.month)}, {"total", jsonOf(answers.total)}, {"estimated_at", answers.estimatedAt ? Json(toIso(*answers.estimatedAt)) : Json()},
                {"text", answers.sentence.empty() ? std::string() : sentenceOf(answers.sentence, answers.arguments)}};
}

Json jsonOf(const SyncView &view) {
    Json json{{"id", view.id}, {"name", view.plan.name}};
    json.update(model::toJson(view.plan));
    json["position"] = view.state.position;
    json["reload"] = view.state.reload;
    json["fresh_at"] = view.lastDone ? Json(toIso(view.lastDone->startedAt)) : Json();
    json["last_run"] = view.last ? jsonOf(*view.last) : Json();
    json["next_run"] = view.next ? Json(toIso(*view.next)) : Json();
    return json;
}

// COLUMN=TYPE or COLUMN=decimal:SCALE
Result<std::pair<std::string, engine::Field>> typeFrom(const std::string &text) {
    const auto equals = text.rfind('='), colon = text.rfind(':');
    const bool hasScale = equals != std::string::npos && colon != std::string::npos && colon > equals;
    const std::string type = equals == std::string::npos ? std::string() : text.substr(equals + 1, hasScale ? colon - equals - 1 : std::string::npos);
    const auto known = engine::columnTypeFromText(type);
    int scale = 0;
    if (hasScale)
        std::from_chars(text.data() + colon + 1, text.data() + text.size(), scale);
    if (!known || scale < 0 || scale > Decimal::kMaxScale || (hasScale && known != engine::ColumnType::Decimal))
        return Error(ErrorKind::Invalid, "sync.bad_type").with("value", text);
    return std::pair(text.substr(0, equals), engine::Field{text.substr(0, equals), *known, static_cast<std::uint8_t>(scale)});
}

void sayPlan(const Console &console, const SyncProposal &proposal) {
    const model::SyncPlan &plan = proposal.saved.plan;
    console.say(plan.name + ": " + plan.source() + " of " + plan.connection + " -> " + plan.dataset + " (" + plan.role + ", " +
                std::string(model::toText(plan.mode)) + (plan.cursor.empty() ? "" : " by " + plan.cursor) + ")");
    for (const model::SyncColumn &column : plan.columns)
        console.say("    " + column.source + "  " + column.sourceType + "  ->  " + (column.name == column.source ? "" : column.name + "  ") + column.type +
                    (column.type == "decimal" ? ":" + std::to_string(column.scale) : std::string()));
    if (proposal.estimate.rows > 0)
        console.say("The next run reads about " + grouped(proposal.estimate.rows) + " rows, " + grouped((proposal.estimate.bytes + 999'999) / 1'000'000) + " MB.");
    for (const sync::Drift &one : proposal.drift)
        console.say("changed: " + sentenceOf(std::string(sync::toText(one.kind)), {{"column", one.column}, {"was", one.was}, {"is", one.is}}));
    for (const ingest::Finding &finding : proposal.findings)
        console.say("note: " + sentenceOf(finding.id, finding.args));
}

Result<int> tell(const Console &console, const SyncProposal &proposal) {
    sayPlan(console, proposal);
    bool blocked = false;
    Json drift = Json::array(), findings = Json::array();
    for (const sync::Drift &one : proposal.drift) {
        blocked = blocked || one.blocks;
        drift.push_back(Json{{"id", std::string(sync::toText(one.kind))}, {"column", one.column}, {"was", one.was}, {"is", one.is}, {"blocks", one.blocks}});
    }
    for (const ingest::Finding &finding : proposal.findings)
        findings.push_back(Json{{"id", finding.id}, {"text", sentenceOf(finding.id, finding.args)}});
    if (console.json) {
        Json json = jsonOf(proposal.saved);
        json["estimate"] = Json{{"rows", proposal.estimate.rows}, {"bytes", proposal.estimate.bytes}};
        json["drift"] = drift;
        json["findings"] = findings;
        console.document(json);
    }
    return blocked ? kFailed : kDone;
}

std::string whenNext(const SyncView &view) {
    return view.next ? ", next run " + toIso(*view.next) + " by a worker or the window" : std::string(", runs when asked");
}

Result<int> schedule(const Console &console, SyncService &syncs, const SyncOptions &options) {
    model::SyncSchedule wanted;
    if (!options.unscheduled) {
        TRY_ASSIGN(wanted, SyncService::scheduleFromText(options.every, options.daily, options.cron, options.zone));
    }
    TRY_ASSIGN(const SyncView view, syncs.schedule(options.name, wanted));
    if (console.json)
        console.document(jsonOf(view));
    console.say(view.plan.name + whenNext(view));
    return kDone;
}

// What one option says of a plan.
struct Said {
    const char *option;
    void (*take)(const SyncOptions &from, model::SyncPlan &plan);
};
template <auto Member> void copy(const SyncOptions &from, model::SyncPlan &plan) { plan.*Member = from.plan.*Member; }
using Plan = model::SyncPlan;
constexpr Said kSaid[] = {{"--as", copy<&Plan::dataset>},
                          {"--role", copy<&Plan::role>},
                          {"--mode", [](const SyncOptions &from, Plan &plan) { plan.mode = *model::syncModeFromText(from.mode); }},
                          {"--cursor", copy<&Plan::cursor>},
                          {"--look-back", copy<&Plan::lookBackSeconds>},
                          {"--key", copy<&Plan::key>},
                          {"--profile", copy<&Plan::profile>},
                          {"--time", copy<&Plan::time>},
                          {"--name", copy<&Plan::nameColumn>},
                          {"--event", copy<&Plan::eventName>},
                          {"--id", copy<&Plan::id>},
                          {"--email", copy<&Plan::email>},
                          {"--consent", copy<&Plan::consent>},
                          {"--consent-yes", copy<&Plan::consentYes>},
                          {"--zone", copy<&Plan::zone>},
                          {"--skip", copy<&Plan::ignored>},
                          {"--max-mb", [](const SyncOptions &from, Plan &plan) { plan.maxBytes = static_cast<std::int64_t>(from.maxMegabytes * 1e6); }},
                          {"--month-mb", [](const SyncOptions &from, Plan &plan) { plan.monthBytes = static_cast<std::int64_t>(from.monthMegabytes * 1e6); }},
                          {"--max-rejects", copy<&Plan::maxRejects>},
                          {"--max-removed", copy<&Plan::maxRemovedPercent>}};

// A plan of that name is changed by what is said, and keeps the rest. Its columns are chosen anew where another table is
// named, or columns or types are.
Result<SyncDraft> draftFrom(Session &session, const SyncOptions &options) {
    const auto isSaid = [&](const char *option) { return options.command->count(option) > 0; };
    SyncDraft draft;
    const auto before = SyncService(session).find(options.name);
    if (!before && (before.error().id != "sync.unknown" || options.table.empty()))
        return before.error();
    draft.id = before ? before->id : 0; // what others change while the table is looked at is not lost
    if (before) {
        draft.plan = before->plan;
        draft.revision = before->revision;
    }
    if (!options.table.empty()) {
        if (isSaid("--connection"))
            draft.plan.connection = options.plan.connection;
        TRY_ASSIGN(const auto table, SourceService(session).tableFromText(draft.plan.connection, options.table));
        if (before && (before->plan.connection != draft.plan.connection || before->plan.schema != table.schema || before->plan.table != table.name)) {
            const std::string connection = draft.plan.connection;
            draft.plan = {};
            draft.plan.connection = connection;
        }
        draft.plan.schema = table.schema;
        draft.plan.table = table.name;
    }
    draft.plan.name = options.name;
    for (const Said &one : kSaid)
        if (!before || isSaid(one.option))
            one.take(options, draft.plan);
    if (draft.plan.dataset.empty())
        draft.plan.dataset = draft.plan.table;
    if (!options.table.empty() || isSaid("--skip") || isSaid("--type") || isSaid("--rename"))
        draft.plan.columns.clear();
    for (const std::string &text : options.names) {
        const std::size_t equals = text.find('=');
        if (equals == 0 || equals == std::string::npos || equals + 1 == text.size())
            return Error(ErrorKind::Invalid, "sync.bad_rename").with("value", text);
        draft.names.insert_or_assign(text.substr(0, equals), text.substr(equals + 1));
    }
    draft.takesOver = options.takeOver;
    for (const std::string &text : options.types) {
        TRY_ASSIGN(auto type, typeFrom(text));
        draft.types.insert_or_assign(std::move(type.first), std::move(type.second));
    }
    return draft;
}

Result<int> plan(const Console &console, Session &session, const SyncOptions &options) {
    StopSignal stop;
    SyncService syncs(session);
    const bool isChange = !options.table.empty() || !options.types.empty() || !options.names.empty() ||
                          std::any_of(std::begin(kSaid), std::end(kSaid), [&](const Said &one) { return options.command->count(one.option) > 0; });
    if (!isChange && (options.isScheduled() || options.unscheduled))
        return schedule(console, syncs, options);
    if (!isChange) {
        TRY_ASSIGN(const SyncProposal proposal, syncs.look(options.name, options.accept, stop.token()));
        return tell(console, proposal);
    }
    TRY_ASSIGN(SyncDraft draft, draftFrom(session, options));
    draft.reschedules = options.isScheduled() || options.unscheduled;
    if (draft.reschedules)
        draft.plan.schedule = {};
    if (options.isScheduled()) {
        TRY_ASSIGN(draft.plan.schedule, SyncService::scheduleFromText(options.every, options.daily, options.cron, options.zone));
    }
    TRY_ASSIGN(const SyncProposal proposal, syncs.plan(std::move(draft), stop.token()));
    return tell(console, proposal);
}

Result<int> run(const Console &console, Session &session, const SyncOptions &options) {
    StopSignal stop;
    const auto show = console.progress("read");
    Progress progress([&](ProgressState state) {
        if (show)
            show(state.done, std::max(state.done, state.total));
    });
    TRY_ASSIGN(const sync::SyncReport report, SyncService(session).run(options.name, {options.everything, options.removeMany}, &progress, stop.token()));
    const sync::SyncRun &done = report.run;
    if (console.json) {
        Json json = jsonOf(done);
        json["seconds"] = report.seconds;
        json["findings"] = jsonOf(report.findings);
        console.document(json);
    }
    console.say(grouped(done.rows) + " rows read, " + grouped(done.kept) + " taken, " + grouped(done.rejected) + " rejected; " + grouped(done.added) +
                " more, " + grouped(done.replaced) + " replaced, " + grouped(done.removed) + " removed");
    for (const ingest::Finding &finding : report.findings)
        console.say("note: " + sentenceOf(finding.id, finding.args));
    if (done.rejected > 0)
        console.say("Why rows were rejected: audiencectl sync rejects " + options.name + "; once they are mended: audiencectl sync retry " + options.name);
    return kDone;
}

// The refused rows that are meant: all, or those of these numbers, of one run or of the newest that has them.
Result<std::vector<std::pair<std::int64_t, std::int64_t>>> refusedFrom(Session &session, const SyncOptions &options) {
    std::vector<std::pair<std::int64_t, std::int64_t>> chosen;
    if (options.rows.empty() && options.run == 0)
        return chosen;
    TRY_ASSIGN(const auto all, refusedRows(session, options.name));
    std::set<std::int64_t> found;
    for (const sync::KeptReject &one : all) {
        const bool isWanted = options.rows.empty() || std::find(options.rows.begin(), options.rows.end(), one.row.row) != options.rows.end();
        if ((options.run == 0 || options.run == one.run) && isWanted && (options.rows.empty() || found.insert(one.row.row).second))
            chosen.emplace_back(one.run, one.row.row);
    }
    for (const std::int64_t row : options.rows)
        if (!found.contains(row))
            return Error(ErrorKind::NotFound, "sync.retry_no_row").with("row", std::to_string(row)).with("name", options.name);
    if (chosen.empty())
        return Error(ErrorKind::NotFound, "sync.retry_nothing").with("name", options.name);
    return chosen;
}

Result<int> retry(const Console &console, Session &session, const SyncOptions &options) {
    StopSignal stop;
    const auto show = console.progress("read");
    Progress progress([&](ProgressState state) {
        if (show)
            show(state.done, std::max(state.done, state.total));
    });
    TRY_ASSIGN(const auto rows, refusedFrom(session, options));
    TRY_ASSIGN(const RetryReport report, retryRefused(session, options.name, rows, &progress, stop.token()));
    if (console.json) {
        Json json = jsonOf(report.run);
        json["asked"] = report.asked;
        json["gone"] = report.gone;
        json["findings"] = jsonOf(report.findings);
        console.document(json);
    }
    console.say(grouped(report.asked) + " refused rows asked for again: " + grouped(report.run.kept) + " taken, " + grouped(report.run.rejected) + " refused again, " +
                grouped(report.gone) + " gone there");
    for (const ingest::Finding &finding : report.findings)
        console.say("note: " + sentenceOf(finding.id, finding.args));
    return kDone;
}

Result<int> status(const Console &console, Session &session, const SyncOptions &options) {
    SyncService syncs(session);
    if (!options.name.empty()) {
        TRY_ASSIGN(const SyncView view, syncs.find(options.name));
        TRY_ASSIGN(const auto runs, syncs.runs(options.name));
        Json json = jsonOf(view);
        json["runs"] = Json::array();
        console.say(view.plan.name + ": " + view.plan.source() + " of " + view.plan.connection + " -> " + view.plan.dataset +
                    (view.lastDone ? ", as of " + toIso(view.lastDone->startedAt) : std::string(", never run to its end")) + whenNext(view));
        for (const sync::SyncRun &one : runs) {
            json["runs"].push_back(jsonOf(one));
            console.say("    " + toIso(one.startedAt) + "  " + std::string(toText(one.state)) + "  " + (one.isRetry() ? "refused rows again: " : "") + grouped(one.rows) + " rows, " + grouped(one.rejected) +
                        " rejected" + (one.takenOver > 0 ? ", " + grouped(one.takenOver) + " of them taken over from an interrupted run" : std::string()) +
                        (one.anew.empty() ? std::string() : "  " + sentenceOf(one.anew, {{"table", view.plan.source()}})) + (one.fault ? "  " + sentenceOf(one.fault->id, one.fault->args) : std::string()));
        }
        if (console.json)
            console.document(json);
        return kDone;
    }
    TRY_ASSIGN(const auto all, syncs.list());
    Json list = Json::array();
    for (const SyncView &view : all) {
        list.push_back(jsonOf(view));
        console.say(view.plan.name + "\t" + view.plan.dataset + "\t" + (view.lastDone ? "as of " + toIso(view.lastDone->startedAt) : std::string("never run to its end")) +
                    (view.last && view.last->state != sync::RunState::Done ? "\tlast run " + std::string(toText(view.last->state)) : std::string()) +
                    (view.next ? "\tnext " + toIso(*view.next) : std::string()));
    }
    TRY_ASSIGN(const LocalAnswersView answers, session.localAnswers().view());
    if (!answers.sentence.empty())
        console.say(sentenceOf(answers.sentence, answers.arguments) + (answers.month.answers > 0 ? " This month: " + grouped(answers.month.answers) + "." : std::string()));
    if (console.json)
        console.document(Json{{"syncs", list}, {"answered_here", jsonOf(answers)}});
    return kDone;
}

Result<int> rejects(const Console &console, Session &session, const SyncOptions &options) {
    std::vector<sync::KeptReject> all;
    if (options.run == 0) {
        TRY_ASSIGN(all, refusedRows(session, options.name));
    } else {
        TRY_ASSIGN(auto rows, SyncService(session).rejects(options.name, options.run));
        for (ingest::RowReject &row : rows)
            all.push_back({options.run, std::move(row)});
    }
    Json list = Json::array();
    for (const auto &[run, one] : all) {
        const std::string why = sentenceOf(one.reason, {{"column", one.column}});
        list.push_back(Json{{"run", run}, {"row", one.row}, {"key", one.key.empty() ? Json() : Json(one.key)}, {"reason", one.reason}, {"text", why}, {"column", one.column}, {"values", one.raw}});
        console.say("row " + std::to_string(one.row) + ", " + one.column + ": " + why + "  " + shortened(one.raw));
    }
    if (console.json)
        console.document(list);
    return kDone;
}

void addPlanOptions(CLI::App &command, SyncOptions &options) {
    model::SyncPlan &plan = options.plan;
    command.add_option("NAME", options.name)->required();
    command.add_option("--connection", plan.connection, "The database it comes from");
    command.add_option("--table", options.table, "SCHEMA.TABLE; without it the plan of that name is shown, or changed by what is said");
    command.add_option("--as", plan.dataset, "Name of the dataset");
    command.add_option("--role", plan.role)->check(CLI::IsMember({"profiles", "events", "table"}))->capture_default_str();
    command.add_option("--mode", options.mode, "full: everything anew; incremental: what changed, by key; append: what is new; mirror: incremental, and what is gone there goes here")
        ->check(CLI::IsMember({"full", "incremental", "append", "mirror"}))
        ->capture_default_str();
    command.add_option("--cursor", plan.cursor, "Column that rises with every change");
    command.add_option("--look-back", plan.lookBackSeconds, "Seconds before the last cursor to read again, for transactions that end late");
    command.add_option("--key", plan.key, "Column that names a row");
    command.add_option("--profile", plan.profile, "Column that names the person of a row");
    command.add_option("--time", plan.time, "Column of the time of an event");
    command.add_option("--name", plan.nameColumn, "Column of the name of an event");
    command.add_option("--event", plan.eventName, "One name for all events of the table");
    command.add_option("--id", plan.id, "Column of a further id of the person");
    command.add_option("--email", plan.email, "Column of the address");
    command.add_option("--consent", plan.consent, "Column that says whether a person may be emailed");
    command.add_option("--consent-yes", plan.consentYes, "Values of it that mean yes");
    command.add_option("--zone", plan.zone, "Time zone of times that say none")->capture_default_str();
    command.add_option("--type", options.types, "COLUMN=TYPE: bool, int64, decimal:SCALE, double, text, date, instant or json; may be repeated");
    command.add_option("--rename", options.names, "COLUMN=NAME: what a column of the source is called here; may be repeated");
    command.add_option("--skip", plan.ignored, "A column that is not wanted; may be repeated");
    command.add_option("--max-mb", options.maxMegabytes, "No run that reads more");
    command.add_option("--month-mb", options.monthMegabytes, "No more in a month, over all syncs");
    command.add_option("--max-rejects", plan.maxRejects, "Fail when more rows are rejected");
    command.add_option("--max-removed", plan.maxRemovedPercent, "Percent of the rows that a run may take away")->capture_default_str();
    CLI::Option *every = command.add_option("--every", options.every, "Run by itself again and again: 15m, 2h, 1d");
    CLI::Option *daily = command.add_option("--daily", options.daily, "Run by itself at this time of every day: 06:00")->excludes(every);
    CLI::Option *cron = command.add_option("--cron", options.cron, "Run by itself at the minutes that these five fields name")->excludes(every)->excludes(daily);
    command.add_option("--schedule-zone", options.zone, "On whose clock --daily and --cron are")->capture_default_str();
    command.add_flag("--no-schedule", options.unscheduled, "Run only when asked")->excludes(every)->excludes(daily)->excludes(cron);
    command.add_flag("--take-over", options.takeOver, "Into a data set that files brought; its rows go with the first run");
    command.add_flag("--accept", options.accept, "Decide for the table as it is now: new columns come in, gone ones go out");
}

} // namespace

void addSyncCommands(CLI::App &app, Console &console) {
    auto options = std::make_shared<SyncOptions>();
    CLI::App *noun = app.add_subcommand("sync", "People, events and tables from a database, again and again");
    noun->require_subcommand(1);
    const auto add = [&](const char *verb, const char *about, auto body) {
        return console.add(*noun, verb, about, true, [&console, options, body] {
            return withSession(console, [&](Session &session) -> Result<int> { return body(console, session, *options); });
        });
    };
    CLI::App *planning = add("plan", "What is taken from which table, and how; kept under its name", plan);
    options->command = planning;
    addPlanOptions(*planning, *options);
    CLI::App *running = add("run", "One run now", run);
    running->add_option("NAME", options->name)->required();
    running->add_flag("--everything", options->everything, "Also what was read before");
    running->add_flag("--allow-removals", options->removeMany, "Even when more rows go than the plan allows");
    add("status", "How syncs stand, or the runs of one", status)->add_option("NAME", options->name);
    CLI::App *rejected = add("rejects", "Rows that were not taken, and why", rejects);
    rejected->add_option("NAME", options->name)->required();
    rejected->add_option("--run", options->run, "Of this run alone, instead of all that are not here yet");
    CLI::App *retrying = add("retry", "Refused rows once more, by their keys: those that fit now come in", retry);
    retrying->add_option("NAME", options->name)->required();
    retrying->add_option("--row", options->rows, "This row alone, by its number in `sync rejects`; may be repeated");
    retrying->add_option("--run", options->run, "Those that this run refused");
    add("remove", "Forget a sync; the dataset stays", [](const Console &c, Session &s, const SyncOptions &o) -> Result<int> {
        TRY(SyncService(s).remove(o.name));
        return c.done("Removed " + o.name);
    })->add_option("NAME", options->name)->required();
}

} // namespace audience::cli
