// audiencectl data check: common faults, the checks of datasets, what is suggested, and the rows at fault.
#include "app/cli/commands/data_commands.h"
#include "app/cli/stop_signal.h"

#include "service/data_checks.h"
#include "service/data_service.h"
#include "service/quality_service.h"
#include "service/table_service.h"

#include <cmath>
#include <memory>

namespace audience::cli {

using namespace service;

namespace {

struct CheckOptions {
    std::string dataset, turnOff, turnOn, dbtFile, addFile;
    bool all = false, suggest = false, accept = false, normal = false;
    std::vector<std::int64_t> stop, warn, remove;
    std::int64_t rows = 0;
    int limit = 1000;
};

// "age.high_age": the column may hold points itself, a check's id never does.
Result<void> turnCheck(Session &session, const CheckOptions &options, const std::string &named, bool isOn) {
    if (options.dataset.empty())
        return Error(ErrorKind::Invalid, "data.check_needs_dataset");
    DataChecks checks(session);
    TRY_ASSIGN(const auto known, checks.run(options.dataset));
    for (const DataCheck &one : known)
        if (one.column + "." + one.id == named)
            return checks.turn(options.dataset, one.id, one.column, isOn);
    return Error(ErrorKind::NotFound, "data.unknown_check").with("dataset", options.dataset).with("check", named);
}

Result<std::vector<std::string>> namesOf(Session &session, const CheckOptions &options) {
    std::vector<std::string> names;
    if (!options.dataset.empty() && !options.all) {
        TRY_ASSIGN(const DatasetView dataset, DataService(session).dataset(options.dataset));
        names.push_back(dataset.name);
        return names;
    }
    TRY_ASSIGN(const auto datasets, DataService(session).datasets());
    for (const DatasetView &dataset : datasets)
        names.push_back(dataset.name);
    return names;
}

std::string wordsOf(const model::QualityCheck &check) {
    const model::Finding rule = model::ruleOf(check);
    return sentenceOf(rule.id, rule.args);
}

Json jsonOf(const model::QualityCheck &check) {
    Json json = model::toJson(check);
    json["id"] = check.id;
    json["rule"] = wordsOf(check);
    if (!check.reason.empty())
        json["why"] = sentenceOf(check.reason, check.reasonArgs);
    return json;
}

Json jsonOf(const quality::CheckResult &result) {
    Json examples = Json::array();
    for (const quality::FailingRow &row : result.sample)
        examples.push_back(Json{{"row", row.row}, {"key", row.key}, {"value", row.value}});
    Json json{{"state", std::string(quality::toText(result.state))}, {"checked", result.checked}, {"failed", result.failed}, {"measure", result.measure}, {"sample", examples}};
    if (result.fault)
        json["why_not"] = sentenceOf(result.fault->id, result.fault->args);
    return json;
}

std::string counted(std::int64_t count, const std::string &one, const std::string &many) {
    return grouped(count) + ' ' + (count == 1 ? one : many);
}

std::string figure(double value) { return shortened(engine::toText(engine::Cell(value)), 8); }

// Why it failed, in a few words.
std::string faultOf(const model::QualityCheck &check, const quality::CheckResult &result) {
    switch (check.kind) {
    case model::QualityKind::Fresh: return "the latest is " + figure(std::floor(result.measure)) + " hours old";
    case model::QualityKind::RowCount: return "there are " + counted(static_cast<std::int64_t>(result.measure), "row", "rows");
    case model::QualityKind::RowDrift: return figure(std::round(std::abs(result.measure))) + (result.measure < 0 ? " % fewer rows" : " % more rows");
    case model::QualityKind::Drift: return "they have drifted, index " + figure(result.measure);
    default: return counted(result.failed, "row fails", "rows fail");
    }
}

std::string stateOf(const model::QualityCheck &check, const quality::CheckResult &result) {
    const bool isFresh = check.kind == model::QualityKind::Fresh;
    if (result.isWaiting())
        return "waits for the next rows, to compare them with";
    if (result.state == quality::CheckResult::State::NotRun)
        return "cannot run: " + sentenceOf(result.fault->id, result.fault->args);
    std::string words = result.state == quality::CheckResult::State::Passed ? std::string("passed") : isFresh && result.failed == result.checked ? std::string("no row with a moment up to now") : faultOf(check, result);
    if (isFresh && result.failed > 0)
        words += "; " + counted(result.failed, "row lies ahead of now and does not count", "rows lie ahead of now and do not count");
    return words;
}

// What is kept of this dataset, on its rows now. The exit code is that of a check that stops.
Result<int> runKept(const Console &console, Session &session, const std::string &name, Json &list, const CancelToken &cancel) {
    TRY_ASSIGN(const QualityView before, QualityService(session).list(name));
    if (before.checks.empty())
        return kDone;
    TRY_ASSIGN(const quality::QualityRun run, QualityService(session).run(name, quality::Cause::Asked, cancel));
    int code = kDone;
    for (const QualityCheckView &view : before.checks)
        for (const quality::CheckResult &result : run.results) {
            if (result.check != view.check.id)
                continue;
            const bool isStop = view.check.severity == model::QualitySeverity::Stop;
            code = isStop && result.isBad() ? kFailed : code;
            Json json = jsonOf(view.check);
            json.update(jsonOf(result));
            json["check"] = std::string(model::toText(view.check.kind));
            json["column"] = view.check.column();
            json["count"] = result.failed;
            json["off"] = false;
            Json examples = Json::array();
            for (const quality::FailingRow &row : result.sample)
                if (examples.size() < 3)
                    examples.push_back(row.value);
            json["examples"] = examples;
            list.push_back(std::move(json));
            console.say(name + "\t#" + std::to_string(view.check.id) + "\t" + wordsOf(view.check) + "\t" + stateOf(view.check, result) + (isStop ? "\tstops imports and syncs that fail it" : ""));
        }
    return code;
}

// A common fault as a sentence: "3 rows have an age above 110."
std::string wordsOf(const DataCheck &fault) {
    auto args = fault.args;
    args.insert(args.end(), {{"count", std::to_string(fault.count)}, {"rows", std::to_string(fault.count)}, {"column", fault.column}});
    return sentenceOf("data.fault." + fault.id, args);
}

Result<int> checkAll(const Console &console, Session &session, const CheckOptions &options, const CancelToken &cancel) {
    TRY_ASSIGN(const auto names, namesOf(session, options));
    Json all = Json::array();
    int code = kDone;
    for (const std::string &name : names) {
        TRY_ASSIGN(const int one, runKept(console, session, name, all, cancel));
        code = std::max(code, one);
        TRY_ASSIGN(const auto checks, DataChecks(session).run(name, cancel));
        std::int64_t absent = 0, off = 0;
        for (const DataCheck &fault : checks) {
            all.push_back(Json{{"dataset", name}, {"check", fault.id}, {"column", fault.column}, {"count", fault.count}, {"examples", fault.examples}, {"off", fault.isOff}});
            off += fault.isOff ? 1 : 0;
            absent += !fault.isOff && fault.count == 0 ? 1 : 0;
            if (!fault.isOff && fault.count > 0)
                console.say(name + "\t" + wordsOf(fault));
        }
        console.say(name + "\t" + counted(absent, "common fault was looked for and not found.", "common faults were looked for and not found.") +
                    (off > 0 ? " " + counted(off, "is switched off.", "are switched off.") : std::string()));
    }
    if (console.json)
        console.document(all);
    return code;
}

Json jsonOf(const std::string &name, const quality::Looked &looked) {
    return Json{{"dataset", name}, {"rows", looked.rows}, {"of_rows", looked.ofRows}, {"columns", looked.columns}, {"of_columns", looked.ofColumns}};
}

void sayLooked(const Console &console, const std::string &name, const quality::Looked &looked) {
    if (looked.rows < looked.ofRows)
        console.say(name + "\tLooked at " + grouped(looked.rows) + " of " + grouped(looked.ofRows) + " rows, spread over all of them. What is suggested was tried on every row; what to beware of is counted in those that were looked at.");
    if (looked.columns < looked.ofColumns)
        console.say(name + "\tLooked at the first " + grouped(static_cast<std::int64_t>(looked.columns)) + " of " + grouped(static_cast<std::int64_t>(looked.ofColumns)) + " columns.");
}

Result<int> suggest(const Console &console, Session &session, const CheckOptions &options, const CancelToken &cancel) {
    TRY_ASSIGN(const auto names, namesOf(session, options));
    Json suggested = Json::array(), traps = Json::array(), sizes = Json::array();
    std::int64_t accepted = 0;
    for (const std::string &name : names) {
        TRY_ASSIGN(const quality::Suggestions found, QualityService(session).suggest(name, cancel));
        std::vector<model::QualityCheck> checks = found.checks;
        if (options.accept) {
            TRY_ASSIGN(checks, QualityService(session).accept(found.checks));
            accepted += static_cast<std::int64_t>(checks.size());
        }
        sizes.push_back(jsonOf(name, found.looked));
        sayLooked(console, name, found.looked);
        for (const model::QualityCheck &check : checks) {
            suggested.push_back(jsonOf(check));
            console.say(name + "\t" + wordsOf(check) + "\t" + sentenceOf(check.reason, check.reasonArgs));
        }
        for (const quality::Trap &trap : found.traps) {
            const std::string text = sentenceOf(trap.finding.id, trap.finding.args);
            Json json{{"dataset", name}, {"trap", trap.finding.id}, {"count", trap.count}, {"text", text}};
            if (trap.check)
                json["check"] = jsonOf(*trap.check);
            traps.push_back(std::move(json));
            console.say(name + "\tBeware: " + text);
        }
    }
    if (options.accept)
        console.say(accepted == 0 ? std::string("No check was kept: there is nothing new to suggest.")
                                  : counted(accepted, "check was kept; it runs", "checks were kept; they run") + " at each import and sync.");
    else if (suggested.empty())
        console.say("There is no check to suggest that is not kept already.");
    else
        console.say(counted(static_cast<std::int64_t>(suggested.size()), "check is suggested; keep it", "checks are suggested; keep them") + " with --accept.");
    if (console.json)
        console.document(Json{{"suggested", suggested}, {"traps", traps}, {"accepted", accepted}, {"looked_at", sizes}});
    return kDone;
}

Result<int> importDbt(const Console &console, Session &session, const CheckOptions &options) {
    TRY_ASSIGN(const std::string text, readText(options.dbtFile));
    TRY_ASSIGN(const DbtImport import, QualityService(session).importDbt(text));
    Json taken = Json::array(), left = Json::array();
    for (const model::QualityCheck &check : import.taken) {
        taken.push_back(jsonOf(check));
        console.say(check.dataset + "\t#" + std::to_string(check.id) + "\t" + wordsOf(check));
    }
    for (const quality::LeftOut &one : import.left) {
        const std::string why = sentenceOf(one.why.id, one.why.args);
        left.push_back(Json{{"where", one.where}, {"test", one.test}, {"reason", one.why.id}, {"text", why}});
        console.say("not taken over\t" + one.where + "\t" + one.test + "\t" + why);
    }
    console.say(counted(static_cast<std::int64_t>(import.taken.size()), "check was", "checks were") + " taken over, " + grouped(import.known) + " were there already, " +
                counted(static_cast<std::int64_t>(import.left.size()), "was", "were") + " left out.");
    if (console.json)
        console.document(Json{{"taken", taken}, {"known", import.known}, {"left", left}});
    return kDone;
}

// Which one of several it is about.
Error ofList(const Error &error, std::size_t number, std::size_t of) {
    if (of < 2 || number == 0)
        return error;
    return Error(error.kind, "quality.in_list").with("check", std::to_string(number)).with("reason", sentenceOf(error.id, error.args));
}

// Checks written as JSON, one or a list.
Result<int> addChecks(const Console &console, Session &session, const CheckOptions &options) {
    TRY_ASSIGN(const std::string text, readText(options.addFile));
    TRY_ASSIGN(const Json json, parseJson(text));
    const Json list = json.is_array() ? json : Json::array({json});
    std::vector<model::QualityCheck> checks;
    for (const Json &one : list) {
        auto check = model::qualityCheckFromJson(one);
        if (!check)
            return ofList(std::move(check).error(), checks.size() + 1, list.size());
        if (const auto dataset = DataService(session).dataset(check->dataset)) // else it is told of when it is kept
            check->dataset = dataset->name;
        check->source = model::QualitySource::Written;
        checks.push_back(*std::move(check));
    }
    const auto saved = QualityService(session).accept(checks);
    if (!saved) {
        const std::string at(saved.error().arg("check"));
        return ofList(saved.error(), at.empty() ? 0 : std::stoull(at), list.size());
    }
    const std::vector<model::QualityCheck> &kept = *saved;
    Json taken = Json::array();
    for (const model::QualityCheck &check : kept) {
        taken.push_back(jsonOf(check));
        console.say(check.dataset + "\t#" + std::to_string(check.id) + "\t" + wordsOf(check));
    }
    if (console.json)
        console.document(Json{{"taken", taken}});
    return kDone;
}

Result<int> showRows(const Console &console, Session &session, const CheckOptions &options) {
    TRY_ASSIGN(const auto check, QualityService(session).find(options.rows));
    if (!check)
        return Error(ErrorKind::NotFound, "quality.unknown").with("check", std::to_string(options.rows));
    TableQuery query;
    query.dataset = check->dataset;
    query.check = QualityService::queryOf(*check);
    query.checkColumn = check->column();
    TRY_ASSIGN(const Table table, TableService(session).prepare(query));
    std::vector<int> columns(table->dataset().fields.size());
    for (std::size_t i = 0; i < columns.size(); ++i)
        columns[i] = static_cast<int>(i);
    TRY_ASSIGN(const RowsPage page, TableService(session).rows(table, 0, options.limit, columns));
    if (console.json) {
        console.document(Json{{"total", table->rows()}, {"columns", page.columns}, {"rows", page.rows}});
        return kDone;
    }
    const auto tabbed = [](const std::vector<std::string> &cells) {
        std::string text;
        for (const std::string &cell : cells)
            text += (&cell == &cells.front() ? "" : "\t") + cell;
        return text;
    };
    if (!console.quiet)
        console.line(tabbed(page.columns));
    for (const auto &row : page.rows)
        console.line(tabbed(row));
    return kDone;
}

// What has drifted is how it is from now on.
Result<void> acceptDrift(Session &session, const CheckOptions &options) {
    TRY_ASSIGN(const auto names, namesOf(session, options));
    for (const std::string &name : names) {
        TRY_ASSIGN(const auto runs, QualityService(session).runs(name, 1));
        if (!runs.empty())
            TRY(QualityService(session).acceptDrift(runs.front().id));
    }
    return {};
}

Result<int> check(const Console &console, Session &session, const CheckOptions &options) {
    const StopSignal stop;
    QualityService kept(session);
    for (const std::int64_t id : options.stop)
        TRY(kept.setSeverity(id, model::QualitySeverity::Stop));
    for (const std::int64_t id : options.warn)
        TRY(kept.setSeverity(id, model::QualitySeverity::Warn));
    for (const std::int64_t id : options.remove) {
        TRY_ASSIGN(const auto known, kept.find(id));
        if (!known)
            return Error(ErrorKind::NotFound, "quality.unknown").with("check", std::to_string(id));
    }
    TRY(kept.remove(options.remove));
    if (options.normal)
        TRY(acceptDrift(session, options));
    if (!options.turnOff.empty())
        TRY(turnCheck(session, options, options.turnOff, false));
    if (!options.turnOn.empty())
        TRY(turnCheck(session, options, options.turnOn, true));
    if (!options.dbtFile.empty())
        return importDbt(console, session, options);
    if (!options.addFile.empty())
        return addChecks(console, session, options);
    if (options.rows != 0)
        return showRows(console, session, options);
    return options.suggest || options.accept ? suggest(console, session, options, stop.token()) : checkAll(console, session, options, stop.token());
}

} // namespace

void addDataCheck(CLI::App &noun, Console &console) {
    auto options = std::make_shared<CheckOptions>();
    CLI::App *command = console.add(noun, "check", "What is wrong with the data, and how many rows it is", true, [&console, options] {
        return withSession(console, [&](Session &session) { return check(console, session, *options); });
    });
    command->add_option("DATASET", options->dataset);
    command->add_flag("--all", options->all, "Of all datasets, as without any");
    command->add_flag("--suggest", options->suggest, "What could be checked, why, and what to beware of");
    command->add_flag("--accept", options->accept, "Keep what is suggested: it runs at each import and sync");
    command->add_option("--import", options->dbtFile, "Take over the tests of a dbt project's schema.yml; - for standard input");
    command->add_option("--add", options->addFile, "Keep checks written as JSON, one or a list; - for standard input");
    command->add_option("--rows", options->rows, "The rows at fault of the check with this number");
    command->add_option("--limit", options->limit, "At most so many of them")->capture_default_str();
    command->add_option("--stop", options->stop, "Rows that fail this check do not come in any more; may be repeated");
    command->add_option("--warn", options->warn, "This check only warns; may be repeated");
    command->add_option("--remove", options->remove, "Forget this check; may be repeated");
    command->add_flag("--normal", options->normal, "What has drifted is how it is from now on");
    command->add_option("--off", options->turnOff, "Do not look for this fault any more, e.g. age.high_age");
    command->add_option("--on", options->turnOn, "Look for this fault again");
}

} // namespace audience::cli
