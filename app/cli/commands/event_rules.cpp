#include "app/cli/commands/event_commands.h"
#include "app/cli/stop_signal.h"
#include "service/event_service.h"

#include <memory>

namespace audience::cli {

using namespace service;
using delivery::RuleCount;
using delivery::RulePass;

namespace {

struct RulesOptions {
    std::string file, rule, on, off;
    bool preview = false, isDefault = false;
};

RuleCount countOf(const delivery::RuleCounts &counts, const std::string &rule) {
    const auto found = counts.find(rule);
    return found == counts.end() ? RuleCount{} : found->second;
}

Result<int> list(const Console &console, Session &session) {
    TRY_ASSIGN(const EventRulesView view, EventService(session).rules());
    Json rules = Json::array();
    for (const delivery::EventRule &rule : view.rules.rules) {
        const RuleCount out = countOf(view.counts, rule.id);
        rules.push_back(Json{{"id", rule.id}, {"name", rule.name}, {"on", rule.isOn}, {"verdict", toText(rule.verdict)}, {"opens", out.opens}, {"clicks", out.clicks}});
        console.say((rule.isOn ? "on   " : "off  ") + rule.id + "\t" + rule.name + "\t" + grouped(out.opens) + " opens\t" + grouped(out.clicks) + " clicks");
    }
    console.say("left to people: " + grouped(view.opens) + " opens, " + grouped(view.clicks) + " clicks");
    if (view.isPassDue)
        console.say("The past still counts by other rules. Next: audiencectl events rules apply");
    if (console.json)
        console.document(Json{{"rules", rules}, {"built_in", view.areBuiltIn}, {"apply_due", view.isPassDue}, {"opens", view.opens}, {"clicks", view.clicks}});
    return kDone;
}

Result<int> show(const Console &console, Session &session, const RulesOptions &options) {
    TRY_ASSIGN(const EventRulesView view, EventService(session).rules());
    if (options.rule.empty()) {
        console.line(dumpJsonPretty(toJson(view.rules)));
        return kDone;
    }
    const delivery::EventRule *rule = view.rules.find(options.rule);
    if (!rule)
        return Error(ErrorKind::NotFound, "rules.unknown").with("rule", options.rule);
    console.line(dumpJsonPretty(toJson(delivery::EventRules{{*rule}}).at("rules").at(0)));
    return kDone;
}

Result<int> set(const Console &console, Session &session, const RulesOptions &options) {
    EventService events(session);
    if (options.isDefault)
        TRY(events.restoreBuiltInRules());
    if (!options.file.empty()) {
        TRY_ASSIGN(const std::string text, readText(options.file));
        TRY_ASSIGN(const Json rules, parseJson(text));
        TRY(events.saveRules(rules));
    }
    if (!options.on.empty())
        TRY(events.switchRule(options.on, true));
    if (!options.off.empty())
        TRY(events.switchRule(options.off, false));
    return console.done("The rules stand for events to come. For those of the past: audiencectl events rules apply --preview");
}

Result<int> test(const Console &console, Session &session, const RulesOptions &options) {
    TRY_ASSIGN(const std::string text, readText(options.file));
    TRY_ASSIGN(const auto rule, EventService(session).test(text));
    if (console.json)
        console.document(Json{{"by", rule ? "machine" : "person"}, {"rule", rule ? Json(rule->id) : Json()}, {"verdict", rule ? Json(toText(rule->verdict)) : Json()}});
    console.say(rule ? "A machine: " + rule->name + " (" + rule->id + ")" : std::string("A person, as far as the rules can tell."));
    return kDone;
}

Json jsonOf(const RulePass &pass) {
    Json rules = Json::object();
    const auto add = [&](const delivery::RuleCounts &counts, const char *when) {
        for (const auto &[rule, count] : counts)
            rules[rule][when] = Json{{"opens", count.opens}, {"clicks", count.clicks}};
    };
    add(pass.before, "before");
    add(pass.after, "after");
    return Json{{"examined", pass.examined}, {"opens_out", pass.opensOut}, {"opens_back", pass.opensBack}, {"clicks_out", pass.clicksOut}, {"clicks_back", pass.clicksBack}, {"rules", rules}};
}

Result<int> apply(const Console &console, Session &session, const RulesOptions &options) {
    StopSignal stop;
    EventService events(session);
    const auto tell = console.progress("events");
    Progress progress([&](ProgressState state) {
        if (tell)
            tell(state.done, state.total);
    });
    Json rules;
    if (!options.file.empty()) {
        TRY_ASSIGN(const std::string text, readText(options.file));
        TRY_ASSIGN(rules, parseJson(text));
    }
    TRY_ASSIGN(const RulePass pass, options.preview ? events.preview(rules, &progress, stop.token()) : events.apply(&progress, stop.token()));
    if (console.json)
        console.document(jsonOf(pass));
    const char *would = options.preview ? "would be " : "";
    console.say(grouped(pass.examined) + " opens and clicks looked at");
    console.say("taken out of what people did: " + std::string(would) + grouped(pass.opensOut) + " opens, " + grouped(pass.clicksOut) + " clicks");
    console.say("given back to people:         " + std::string(would) + grouped(pass.opensBack) + " opens, " + grouped(pass.clicksBack) + " clicks");
    delivery::RuleCounts all = pass.before;
    all.insert(pass.after.begin(), pass.after.end());
    for (const auto &[rule, ignored] : all) {
        const RuleCount before = countOf(pass.before, rule), after = countOf(pass.after, rule);
        console.say(rule + "\t" + grouped(before.opens) + " -> " + grouped(after.opens) + " opens\t" + grouped(before.clicks) + " -> " + grouped(after.clicks) + " clicks");
    }
    return kDone;
}

} // namespace

void addEventRulesCommands(CLI::App &events, Console &console) {
    auto options = std::make_shared<RulesOptions>();
    CLI::App *noun = events.add_subcommand("rules", "What tells machines from people among opens and clicks");
    noun->require_subcommand(1);
    const auto add = [&](const std::string &verb, const std::string &about, auto body) {
        return console.add(*noun, verb, about, true, [&console, options, body] {
            return withSession(console, [&](Session &session) -> Result<int> { return body(console, session, *options); });
        });
    };
    add("list", "Each rule and what it takes out", [](const Console &c, Session &s, const RulesOptions &) { return list(c, s); });
    add("show", "The rules, or one, as JSON", show)->add_option("RULE", options->rule, "Its id");
    CLI::App *setting = add("set", "Replace the rules, or switch one", set);
    setting->add_option("FILE", options->file, "All rules as JSON; - for standard input");
    setting->add_option("--on", options->on, "Switch this rule on");
    setting->add_option("--off", options->off, "Switch this rule off");
    setting->add_flag("--default", options->isDefault, "The built-in rules again");
    setting->require_option(1, 3);
    add("test", "Which rule takes this event out", test)->add_option("FILE", options->file, "An SES event as JSON; - for standard input")->required();
    CLI::App *applying = add("apply", "Count the past by the rules; goes on after an interruption", apply);
    CLI::Option *preview = applying->add_flag("--preview", options->preview, "Only say what would change");
    applying->add_option("--rules", options->file, "Preview with these rules instead of those of the workspace")->needs(preview);
}

} // namespace audience::cli
