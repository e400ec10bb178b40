#include "app/cli/commands/commands.h"
#include "app/cli/commands/segment_commands.h"

#include "app/cli/stop_signal.h"
#include "base/text.h"
#include "service/data_service.h"
#include "service/definition_shelves.h"
#include "service/remote_people.h"
#include "service/safety.h"
#include "service/segment_insight.h"
#include "service/segment_service.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

namespace audience::cli {

using namespace service;

static Result<model::SegmentRule> writtenRule(Session &session, const SegmentOptions &options) {
    SegmentService segments(session);
    if (options.id != 0) {
        TRY_ASSIGN(SegmentView saved, segments.find(SegmentId{options.id}));
        return std::move(saved.rule);
    }
    if (!options.text.empty())
        return segments.fromText(options.text);
    if (options.file.empty())
        return Error(ErrorKind::Invalid, "cli.no_rule");
    TRY_ASSIGN(std::string source, readText(options.file));
    if (source.rfind("\xEF\xBB\xBF", 0) == 0) // as editors on Windows begin a file
        source.erase(0, 3);
    const auto first = source.find_first_not_of(" \t\r\n");
    if (first != std::string::npos && source[first] != '{')
        return segments.fromText(source);
    TRY_ASSIGN(const Json json, parseJson(source));
    return model::segmentRuleFromJson(json);
}

Result<model::SegmentRule> ruleOf(Session &session, const SegmentOptions &options) {
    TRY_ASSIGN(auto rule, writtenRule(session, options));
    return options.people.empty() ? std::move(rule) : aboutPeople(std::move(rule), options.people);
}

Result<std::vector<model::SegmentRule>> rulesOf(Session &session, const SegmentOptions &options) {
    std::vector<SegmentOptions> sources;
    for (const std::int64_t id : options.ids)
        sources.emplace_back().id = id;
    for (const std::string &text : options.texts)
        sources.emplace_back().text = text;
    for (const std::string &file : options.files)
        sources.emplace_back().file = file;
    std::vector<model::SegmentRule> rules;
    for (const SegmentOptions &source : sources) {
        TRY_ASSIGN(auto rule, ruleOf(session, source));
        rules.push_back(std::move(rule));
    }
    return rules;
}

CLI::App *addRuleOptions(CLI::App *command, SegmentOptions &options) {
    auto *file = command->add_option("FILE", options.file, "The rule as JSON or text; - for standard input");
    auto *text = command->add_option("--text", options.text, "The rule as text, e.g. \"country in (DE, AT)\"")->excludes(file);
    command->add_option("--id", options.id, "A saved segment")->excludes(file)->excludes(text);
    command->add_option("--on", options.people, "A remote dataset, whose people are meant");
    return command;
}

CLI::App *addRulesOptions(CLI::App *command, SegmentOptions &options) {
    command->add_option("FILES", options.files, "Rules as JSON or text");
    command->add_option("--text", options.texts, "A rule as text; stands before the files")->expected(1)->take_all();
    command->add_option("--id", options.ids, "A saved segment; stands before the texts")->expected(1)->take_all();
    return command;
}

namespace {

// The same, and what may be meant otherwise: an event that nobody ever did.
Result<model::SegmentRule> ruleToAsk(const Console &console, Session &session, const SegmentOptions &options) {
    TRY_ASSIGN(auto rule, ruleOf(session, options));
    const auto findings = console.quiet ? std::vector<FindingView>() : SegmentService(session).check(rule);
    if (std::none_of(findings.begin(), findings.end(), [](const FindingView &one) { return one.isError; }))
        for (const FindingView &one : findings)
            Console::note(sentenceOf(one.id, one.args));
    return rule;
}

// When data last came in; of people who stay, the moment they were asked.
Result<Instant> asOf(Session &session, const CountView &result) {
    if (result.remote)
        return result.remote->at;
    Instant last;
    TRY_ASSIGN(const auto datasets, DataService(session).datasets());
    for (const DatasetView &one : datasets)
        last = std::max(last, one.updatedAt);
    return last;
}

Result<int> count(const Console &console, Session &session, const SegmentOptions &options) {
    TRY_ASSIGN(const auto rule, ruleToAsk(console, session, options));
    StopSignal stop;
    TRY_ASSIGN(const CountView result, SegmentService(session).count(rule, options.topics, stop.token()));
    TRY_ASSIGN(const Instant at, asOf(session, result));
    if (console.json) {
        Json kept = Json::object();
        for (const ReasonCount &reason : result.keptBack)
            kept[reason.reason] = reason.count;
        Json json{{"count", result.count}, {"reachable", result.reachable}, {"everyone", result.everyone}, {"kept_back", kept}};
        if (result.remote)
            json = Json{{"count", result.count}, {"everyone", result.everyone}, {"remote", toJson(*result.remote)}};
        json["as_of"] = toIso(at);
        console.document(json);
        return kDone;
    }
    if (console.quiet) {
        console.line(std::to_string(result.count));
        return kDone;
    }
    if (result.remote) {
        console.line(grouped(result.count) + " people of " + grouped(result.everyone));
        console.line("  " + engineText(*result.remote) + ", live");
        return kDone;
    }
    console.line(grouped(result.count) + " people, " + grouped(result.reachable) + " can be emailed");
    for (const ReasonCount &reason : result.keptBack)
        console.line("  " + grouped(reason.count) + "  " + reasonText(reason.reason));
    console.line("  as of " + toIso(at));
    return kDone;
}

Result<int> members(const Console &console, Session &session, const SegmentOptions &options) {
    TRY_ASSIGN(const auto rule, ruleToAsk(console, session, options));
    SegmentService segments(session);
    constexpr int kPage = 10'000;
    Json all = Json::array();
    for (std::int64_t first = 0;; first += kPage) {
        const int wanted = options.limit > 0 ? static_cast<int>(std::min<std::int64_t>(kPage, options.limit - first)) : kPage;
        if (wanted <= 0)
            break;
        TRY_ASSIGN(const RowsPage page, segments.members(rule, options.columns, first, wanted));
        for (const auto &row : page.rows) {
            if (console.json) {
                all.push_back(row);
                continue;
            }
            std::string text;
            for (const std::string &cell : row)
                text += (&cell == &row.front() ? "" : "\t") + cell;
            console.line(text);
        }
        if (static_cast<int>(page.rows.size()) < wanted)
            break;
    }
    if (console.json)
        console.document(all);
    return kDone;
}

std::string signedCount(std::int64_t value) { return (value > 0 ? "+" : "") + grouped(value); }

Json toJson(const SegmentExplanation::Part &part) {
    return Json{{"path", part.path}, {"rule", part.text}, {"alone", part.alone}, {"ms", part.milliseconds}};
}

Result<int> explain(const Console &console, Session &session, const SegmentOptions &options) {
    TRY_ASSIGN(const auto rule, ruleToAsk(console, session, options));
    TRY_ASSIGN(const SegmentExplanation told, explainSegment(session, rule));
    Json steps = Json::array(), conditions = Json::array();
    const auto cost = [](const SegmentExplanation::Part &part) {
        std::array<char, 32> text{};
        return std::string(text.data(), static_cast<std::size_t>(std::snprintf(text.data(), text.size(), "%.3f ms", part.milliseconds)));
    };
    console.say("everyone\t\t" + grouped(told.everyone));
    for (const SegmentExplanation::Step &step : told.steps) {
        steps.push_back(toJson(step));
        steps.back()["left"] = step.left;
        steps.back()["change"] = step.change;
        console.say(shortened(step.text) + "\talone " + grouped(step.alone) + "\t" + signedCount(step.change) + "\tleft " + grouped(step.left) + "\t" + cost(step));
    }
    for (const SegmentExplanation::Part &condition : told.conditions)
        conditions.push_back(toJson(condition));
    if (told.conditions.size() > told.steps.size()) {
        console.say("");
        for (const SegmentExplanation::Part &condition : told.conditions)
            console.say(condition.path + "\t" + shortened(condition.text) + "\talone " + grouped(condition.alone) + "\t" + cost(condition));
    }
    if (console.json)
        console.document(Json{{"everyone", told.everyone}, {"count", told.count}, {"steps", steps}, {"conditions", conditions}});
    return kDone;
}

Result<int> diff(const Console &console, Session &session, const SegmentOptions &options) {
    TRY_ASSIGN(const auto rules, rulesOf(session, options));
    if (rules.size() != 2)
        return Error(ErrorKind::Invalid, "cli.two_rules");
    TRY_ASSIGN(const SegmentComparison told, compareSegments(session, rules[0], rules[1]));
    Json changes = Json::array();
    for (const SegmentComparison::Change &change : told.changes) {
        Json json{{"path", change.path}};
        if (!change.before.empty()) {
            json["before"] = change.before;
            console.say("- " + shortened(change.before));
        }
        if (!change.after.empty()) {
            json["after"] = change.after;
            console.say("+ " + shortened(change.after));
        }
        changes.push_back(std::move(json));
    }
    console.say(grouped(told.before) + " people before, " + grouped(told.after) + " after: " + grouped(told.joined) + " joined, " +
                grouped(told.left) + " left, " + grouped(told.stayed) + " stayed");
    if (console.json)
        console.document(Json{{"changes", changes},
                              {"people", {{"before", told.before}, {"after", told.after}, {"joined", told.joined}, {"left", told.left}, {"stayed", told.stayed}}}});
    return kDone;
}

Result<int> show(const Console &console, Session &session, const SegmentOptions &options) {
    SegmentService segments(session);
    TRY_ASSIGN(const SegmentView found, options.id != 0 ? segments.find(SegmentId{options.id}) : segments.findByName(options.name));
    if (console.json)
        console.document(Json{{"id", found.id.value}, {"name", found.name}, {"revision", found.revision},
                              {"text", segments.toText(found.rule)}, {"rule", model::toJson(found.rule)}});
    else
        console.line(dumpJsonPretty(model::toJson(found.rule)));
    return kDone;
}

Json toJson(const Shelf &shelf) { return Json{{"folder", shelf.folder}, {"tags", shelf.tags}}; }

// In a folder (and those in none for ""), with all of the tags.
Result<int> list(const Console &console, Session &session, const SegmentOptions &options) {
    SegmentService segments(session);
    TRY_ASSIGN(const auto all, segments.list());
    TRY_ASSIGN(Shelves shelves, DefinitionShelves(session, "segment").all());
    Json json = Json::array();
    for (const SegmentView &segment : all) {
        const Shelf &shelf = shelves[segment.id.value];
        const bool isThere = (!options.folder || foldCase(folderOf(*options.folder)) == foldCase(shelf.folder)) &&
                             std::all_of(options.tags.begin(), options.tags.end(), [&](const std::string &tag) { return hasTag(shelf, tag); });
        if (!isThere)
            continue;
        const std::string text = segments.toText(segment.rule);
        json.push_back(Json{{"id", segment.id.value}, {"name", segment.name}, {"text", text}, {"folder", shelf.folder}, {"tags", shelf.tags}});
        std::string place = shelf.folder;
        for (const std::string &tag : shelf.tags)
            place += (place.empty() ? "#" : " #") + tag;
        console.say(std::to_string(segment.id.value) + "\t" + segment.name + "\t" + place + "\t" + shortened(text));
    }
    if (json.empty())
        console.say(all.empty() ? "No segments yet." : "No segment is like this.");
    if (console.json)
        console.document(json);
    return kDone;
}

// What was not said stays.
Result<Shelf> putAway(Session &session, std::int64_t id, const SegmentOptions &options) {
    DefinitionShelves shelves(session, "segment");
    TRY_ASSIGN(Shelves all, shelves.all());
    Shelf shelf = all[id];
    if (options.folder)
        shelf.folder = *options.folder;
    if (options.untag)
        shelf.tags.clear();
    shelf.tags.insert(shelf.tags.end(), options.tags.begin(), options.tags.end());
    TRY(shelves.put({{id, shelf}}));
    TRY_ASSIGN(all, shelves.all());
    return all[id];
}

Result<int> put(const Console &console, Session &session, const SegmentOptions &options) {
    SegmentService segments(session);
    TRY_ASSIGN(const SegmentView found, options.id != 0 ? segments.find(SegmentId{options.id}) : segments.findByName(options.name));
    TRY_ASSIGN(const Shelf shelf, putAway(session, found.id.value, options));
    Json json = toJson(shelf);
    json["id"] = found.id.value;
    json["name"] = found.name;
    if (console.json)
        console.document(json);
    std::string tags;
    for (const std::string &tag : shelf.tags)
        tags += " #" + tag;
    console.say("Segment " + std::to_string(found.id.value) + " \"" + found.name + "\"" + (shelf.folder.empty() ? " is in no folder" : " is in \"" + shelf.folder + "\"") + tags);
    return kDone;
}

Result<int> save(const Console &console, Session &session, const SegmentOptions &options) {
    SegmentView segment;
    segment.name = options.name;
    TRY_ASSIGN(segment.rule, ruleOf(session, options));
    SegmentService segments(session);
    if (auto existing = segments.findByName(options.name)) {
        segment.id = existing->id;
        segment.revision = existing->revision;
    }
    TRY_ASSIGN(const SegmentView saved, segments.save(segment));
    if (options.folder || options.untag || !options.tags.empty())
        TRY(putAway(session, saved.id.value, options));
    // It may wait for data that are not there yet; whoever mistyped a name is told all the same.
    Json findings = Json::array();
    for (const FindingView &one : segments.check(saved.rule)) {
        findings.push_back(Json{{"id", one.id}, {"path", one.path}});
        Console::note(one.path + ": " + sentenceOf(one.id, one.args));
    }
    if (console.json)
        console.document(Json{{"id", saved.id.value}, {"name", saved.name}, {"revision", saved.revision}, {"findings", findings}});
    console.say("Segment " + std::to_string(saved.id.value) + " \"" + saved.name + "\" saved.");
    return kDone;
}

// Printed, it runs as it is; as JSON, values are parameters.
Result<int> sql(const Console &console, Session &session, const SegmentOptions &options) {
    TRY_ASSIGN(const auto rule, ruleToAsk(console, session, options));
    TRY_ASSIGN(const auto there, remotePeopleOf(session, rule));
    if (there && options.tables.empty() && !options.dbt) { // as their database is asked
        TRY_ASSIGN(const std::string text, remoteSql(session, *there, rule));
        if (console.json)
            console.document(Json{{"dialect", std::string(sql::toText(there->dialect))}, {"sql", text}, {"parameters", Json::array()}});
        else
            console.line(text);
        return kDone;
    }
    SqlRequest request;
    request.dialect = options.dialect;
    request.literals = !console.json;
    request.dbtModel = options.dbt;
    if (!options.tables.empty()) {
        TRY_ASSIGN(const std::string source, readText(options.tables));
        TRY_ASSIGN(request.tables, parseJson(source));
    }
    TRY_ASSIGN(const SqlView view, SegmentService(session).sql(rule, request));
    if (!console.json) {
        console.line(view.text);
        return kDone;
    }
    Json parameters = Json::array();
    for (const SqlView::Parameter &parameter : view.parameters)
        parameters.push_back(Json{{"placeholder", parameter.placeholder}, {"type", parameter.type}, {"value", parameter.value}});
    console.document(Json{{"dialect", options.dialect}, {"sql", view.text}, {"parameters", parameters}});
    return kDone;
}

Result<int> safety(const Console &console, Session &session, const SegmentOptions &options) {
    if (options.clear || !options.segments.empty() || !options.lists.empty())
        TRY(saveSafetySets(session, {options.segments, options.lists}));
    TRY_ASSIGN(const SafetySets sets, safetySets(session));
    if (console.json)
        console.document(Json{{"segments", sets.segments}, {"lists", sets.lists}});
    for (const std::string &id : sets.segments)
        console.say("segment " + id);
    for (const std::string &id : sets.lists)
        console.say("list " + id);
    if (sets.segments.empty() && sets.lists.empty())
        console.say("No segment or list keeps people out of campaigns.");
    return kDone;
}

} // namespace

void addSegmentCommands(CLI::App &app, Console &console) {
    auto options = std::make_shared<SegmentOptions>();
    CLI::App *noun = app.add_subcommand("segment", "Groups of people by rule");
    noun->require_subcommand(1);
    const auto add = [&](const std::string &verb, const std::string &about, auto body) {
        CLI::App *command = console.add(*noun, verb, about, true, [&console, options, body] {
            return withSession(console, [&](Session &session) -> Result<int> { return body(console, session, *options); });
        });
        console.addNow(*command);
        return command;
    };
    const auto withRule = [&](CLI::App *command) { return addRuleOptions(command, *options); };
    withRule(add("count", "How many are in it and how many can be emailed", count))->add_option("--topic", options->topics, "Topic for \"can be emailed\"");
    CLI::App *members_ = withRule(add("members", "One key per line", members));
    members_->add_option("--columns", options->columns, "Attributes and traits (trait:NAME) to print instead of the key alone")->delimiter(',');
    members_->add_option("--limit", options->limit)->check(CLI::Range(1, 1'000'000'000));
    withRule(add("explain", "What each part of the rule takes away, and what it costs", explain));
    CLI::App *diff_ = add("diff", "What differs between two rules, and who joins and leaves from the first to the second", diff);
    addRulesOptions(diff_, *options);
    CLI::App *sql_ = withRule(add("sql", "The same rule as SQL", sql));
    sql_->add_option("--dialect", options->dialect, "sqlite, postgresql, redshift, snowflake, bigquery, databricks or fabric")->capture_default_str();
    sql_->add_flag("--dbt", options->dbt, "As a dbt model");
    sql_->add_option("--tables", options->tables, "JSON file: what tables and columns are called there");
    withRule(add("text", "The rule as text", [](const Console &c, Session &s, const SegmentOptions &o) -> Result<int> {
        TRY_ASSIGN(const auto rule, ruleOf(s, o));
        const std::string text = SegmentService(s).toText(rule);
        if (c.json)
            c.document(Json{{"text", text}});
        else
            c.line(text);
        return kDone;
    }));
    CLI::App *show_ = add("show", "The rule of a saved segment as JSON", show);
    auto *which = show_->add_option_group("which");
    which->add_option("--id", options->id, "A saved segment");
    which->add_option("--name", options->name, "A saved segment");
    which->require_option(1);
    CLI::App *list_ = add("list", "Saved segments with their folders and tags", list);
    list_->add_option("--folder", options->folder, "Only those in it; \"\" for those in none");
    list_->add_option("--tag", options->tags, "Only those with it; several: with all of them")->expected(1)->take_all();
    const auto withShelf = [&](CLI::App *command) {
        command->add_option("--folder", options->folder, "The folder it is put into; \"\" takes it out");
        command->add_option("--tag", options->tags, "A tag it gets; may be repeated")->expected(1)->take_all();
        command->add_flag("--untag", options->untag, "Takes the tags away that it has");
    };
    CLI::App *put_ = add("put", "Put a saved segment into a folder, and tag it", put);
    auto *whom = put_->add_option_group("whom");
    whom->add_option("--id", options->id, "A saved segment");
    whom->add_option("--name", options->name, "A saved segment");
    whom->require_option(1);
    withShelf(put_);
    CLI::App *safety_ = add("safety", "Segments and lists whose people are never emailed", safety);
    safety_->add_option("--segment", options->segments, "Id of a segment; may be repeated");
    safety_->add_option("--list", options->lists, "Name or id of a list; may be repeated");
    safety_->add_flag("--clear", options->clear, "None but those named here");
    CLI::App *save_ = withRule(add("save", "Save a rule under a name", save));
    save_->add_option("--name", options->name)->required();
    withShelf(save_);
    addMaterialise(*noun, console, options);
    addSegmentStudies(*noun, console, options);
    addSegmentHistory(*noun, console);
}

} // namespace audience::cli
