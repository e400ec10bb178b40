// Questions about segments as a whole: compare, overlap, describe, suggest.
#include "service/segment_study.h"

#include "app/cli/commands/commands.h"
#include "app/cli/commands/segment_commands.h"
#include "service/group_column.h"
#include "service/segment_advice.h"
#include "service/segment_behaviour.h"
#include "service/segment_breakdown.h"
#include "service/segment_service.h"

#include <fmt/format.h>

namespace audience::cli {

using namespace service;

namespace {

std::string percent(double share) { return fmt::format("{:.1f} %", 100 * share); }

Json toJson(const SegmentBreakdown &told) {
    Json rows = Json::array();
    for (const BreakdownRow &row : told.rows) {
        static constexpr const char *kKinds[] = {"value", "range", "nothing", "rest"};
        Json json{{"kind", kKinds[static_cast<int>(row.kind)]}, {"rule", model::toJson(row.part)}, {"inside", row.inside}, {"outside", row.outside}};
        if (!row.from.empty())
            json["from"] = row.from;
        if (!row.to.empty())
            json["to"] = row.to;
        if (row.kind == BreakdownRow::Kind::Rest)
            json["values"] = row.values;
        rows.push_back(std::move(json));
    }
    Json json{{"field", told.field}, {"type", told.type}, {"inside", told.inside}, {"outside", told.outside}, {"rows", std::move(rows)}};
    if (told.remote)
        json["remote"] = cli::toJson(*told.remote);
    return json;
}

std::string labelOf(const BreakdownRow &row) {
    switch (row.kind) {
    case BreakdownRow::Kind::Value:
        return row.from;
    case BreakdownRow::Kind::Range:
        return row.from.empty() ? "below " + row.to : row.to.empty() ? row.from + " or more" : row.from + " to below " + row.to;
    case BreakdownRow::Kind::Nothing:
        return "nothing";
    case BreakdownRow::Kind::Rest:
        return std::to_string(row.values) + " more values";
    }
    return {};
}

double shareOf(std::int64_t people, std::int64_t of) { return of > 0 ? static_cast<double>(people) / static_cast<double>(of) : 0; }

Result<int> compareBy(const Console &console, Session &session, const model::SegmentRule &rule, const std::string &field) {
    TRY_ASSIGN(const SegmentBreakdown told, breakDown(session, rule, field));
    for (const BreakdownRow &row : told.rows)
        console.say(grouped(row.inside) + " (" + percent(shareOf(row.inside, told.inside)) + ")\tagainst " + grouped(row.outside) + " (" +
                    percent(shareOf(row.outside, told.outside)) + ")\t" + labelOf(row));
    if (told.remote)
        console.say(engineText(*told.remote));
    if (console.json)
        console.document(toJson(told));
    return kDone;
}

Result<int> compareBehaviour(const Console &console, Session &session, const model::SegmentRule &rule) {
    TRY_ASSIGN(const SegmentBehaviour told, behaviourOf(session, rule));
    Json shares = Json::array(), figures = Json::array(), charts = Json::array();
    for (const auto &share : told.shares) {
        shares.push_back(Json{{"id", share.id}, {"rule", model::toJson(share.part)}, {"inside", share.inside}, {"inside_of", share.insideOf},
                              {"outside", share.outside}, {"outside_of", share.outsideOf}});
        console.say(percent(share.insideShare()) + " against " + percent(share.outsideShare()) + "\t" + share.id);
    }
    const auto text = [](const std::optional<double> &value) { return value ? fmt::format("{:.2f}", *value) : std::string("-"); };
    for (const auto &figure : told.figures) {
        figures.push_back(Json{{"id", figure.id}, {"inside", figure.inside ? Json(*figure.inside) : Json()}, {"outside", figure.outside ? Json(*figure.outside) : Json()}});
        console.say(text(figure.inside) + " against " + text(figure.outside) + "\t" + figure.id);
    }
    for (const SegmentBreakdown &chart : told.charts)
        charts.push_back(toJson(chart));
    if (told.shares.empty())
        console.say("Nothing is known of purchases and of emails.");
    if (console.json)
        console.document(Json{{"shares", shares}, {"figures", figures}, {"charts", charts}, {"hours", {{"inside", told.hours.inside}, {"outside", told.hours.outside}}}});
    return kDone;
}

Result<int> compareAdvice(const Console &console, Session &session, const model::SegmentRule &rule) {
    TRY_ASSIGN(const auto advice, adviceFor(session, rule));
    Json json = Json::array();
    for (const SegmentAdvice &one : advice) {
        Json args = Json::object();
        for (const auto &[name, value] : one.args)
            args[name] = value;
        json.push_back(Json{{"id", one.id}, {"people", one.people}, {"args", args}, {"rule", model::toJson(one.part)}});
        console.say(grouped(one.people) + "\t" + one.id + "\t" + SegmentService(session).toText({one.part, Json::object()}));
    }
    if (advice.empty())
        console.say("The data suggest nothing.");
    if (console.json)
        console.document(json);
    return kDone;
}

Result<int> compare(const Console &console, Session &session, const SegmentOptions &options) {
    TRY_ASSIGN(const auto rule, ruleOf(session, options));
    if (!options.by.empty())
        return compareBy(console, session, rule, options.by);
    if (options.behaviour)
        return compareBehaviour(console, session, rule);
    if (options.advice)
        return compareAdvice(console, session, rule);
    TRY_ASSIGN(const auto traits, whatSetsApart(session, rule));
    Json json = Json::array();
    for (const SegmentTrait &trait : traits) {
        json.push_back(Json{{"text", trait.text}, {"rule", model::toJson(trait.part)}, {"inside", trait.inside}, {"outside", trait.outside},
                            {"inside_share", trait.insideShare}, {"outside_share", trait.outsideShare}, {"adjusted_p", trait.adjusted}, {"asked", trait.isAsked}});
        console.say(percent(trait.insideShare) + " against " + percent(trait.outsideShare) + (trait.isClear() ? "\t" : " (may be chance)\t") +
                    trait.text + (trait.isAsked ? " (the rule asks for it)" : ""));
    }
    if (traits.empty())
        console.say("Nothing sets these people apart from the others.");
    if (console.json)
        console.document(json);
    return kDone;
}

Result<int> overlap(const Console &console, Session &session, const SegmentOptions &options) {
    TRY_ASSIGN(const auto rules, rulesOf(session, options));
    if (rules.size() < 2)
        return Error(ErrorKind::Invalid, "cli.some_rules");
    TRY_ASSIGN(const SegmentOverlap told, overlapOf(session, rules));
    Json parts = Json::array();
    for (const SegmentOverlap::Part &part : told.parts) {
        Json in = Json::array();
        std::string names;
        for (std::size_t i = 0; i < rules.size(); ++i)
            if ((part.in >> i & 1) != 0) {
                in.push_back(i + 1);
                names += (names.empty() ? "" : " and ") + std::to_string(i + 1);
            }
        parts.push_back(Json{{"in", in}, {"people", part.people}});
        console.say(grouped(part.people) + "\tonly in " + names);
    }
    console.say(grouped(told.outside) + "\tin none");
    if (console.json)
        console.document(Json{{"sizes", told.sizes}, {"parts", parts}, {"outside", told.outside}});
    return kDone;
}

Json toJson(const DescribedList &described) {
    return Json{{"text", described.text}, {"rule", model::toJson(described.rule)}, {"wanted", described.wanted},
                {"found", described.found}, {"right", described.right}, {"precision", described.precision()}, {"recall", described.recall()}};
}

std::string wordsOf(const DescribedList &described) {
    return described.text + "\n  finds " + grouped(described.found) + " people; " + percent(described.precision()) + " of them are meant, and " +
           percent(described.recall()) + " of those meant are found";
}

Result<int> describe(const Console &console, Session &session, const SegmentOptions &options) {
    TRY_ASSIGN(const auto rule, ruleOf(session, options));
    TRY_ASSIGN(const DescribedList described, describeList(session, rule));
    console.say(described.found > 0 ? wordsOf(described) : "No rule was found for these " + grouped(described.wanted) + " people.");
    if (console.json)
        console.document(toJson(described));
    return kDone;
}

// Nobody's rule is to mean something else than it did.
Result<void> checkFree(Session &session, const std::string &column) {
    TRY_ASSIGN(const RuleVocabulary words, SegmentService(session).vocabulary());
    const bool isTaken = !column.empty() && (std::any_of(words.attributes.begin(), words.attributes.end(), [&](const FieldView &one) { return one.name == column; }) || TraitService(session).find(column));
    return isTaken ? Result<void>(Error(ErrorKind::Conflict, "definition.name_taken").with("kind", "column").with("name", column)) : Result<void>();
}

Result<int> suggest(const Console &console, Session &session, const SegmentOptions &options) {
    TRY(checkFree(session, options.column));
    TRY_ASSIGN(const SuggestedGroups told, suggestGroups(session, {options.groups, {}}));
    Json choices = Json::array(), groups = Json::array();
    console.say("groups\tinertia\tsilhouette\tagreement");
    for (const SuggestedGroups::Choice &choice : told.choices) {
        choices.push_back(Json{{"groups", choice.groups}, {"inertia", choice.inertia}, {"silhouette", choice.silhouette}, {"agreement", choice.agreement}});
        console.say(fmt::format("{}\t{:.2f}\t{:.4f}\t{:.2f}{}", choice.groups, choice.inertia, choice.silhouette, choice.agreement,
                                choice.groups == told.chosen ? "\tshown below" : ""));
    }
    for (const SuggestedGroups::Group &group : told.groups) {
        groups.push_back(Json{{"name", group.name}, {"people", group.people}, {"days_ago", group.daysAgo}, {"purchases", group.purchases},
                              {"spent", group.spent}, {"per_purchase", group.perPurchase}, {"spent_share", group.spentShare},
                              {"described", toJson(group.rule)}});
        console.say(fmt::format("\n{}: {} people, last purchase {:.0f} days ago, {:.1f} purchases, {:.2f} spent ({} of all), {:.2f} at a time", group.name,
                                grouped(group.people), group.daysAgo, group.purchases, group.spent, percent(group.spentShare), group.perPurchase));
        console.say(wordsOf(group.rule));
    }
    Json document{{"buyers", told.buyers}, {"choices", choices}, {"chosen", told.chosen}, {"groups", groups}};
    if (!options.column.empty()) {
        std::vector<std::string> names;
        for (const SuggestedGroups::Group &group : told.groups) {
            const auto same = std::count_if(names.begin(), names.end(), [&](const std::string &name) { return name.starts_with(group.name); });
            names.push_back(same == 0 ? group.name : group.name + ' ' + std::to_string(same + 1));
        }
        TRY_ASSIGN(const TraitView column, keepAsColumn(session, options.column, told, names));
        document["column"] = column.field.name;
        console.say("\nEach person's group is kept as \"" + column.field.name + "\".");
    }
    if (console.json)
        console.document(document);
    return kDone;
}

} // namespace

void addSegmentStudies(CLI::App &noun, Console &console, std::shared_ptr<SegmentOptions> options) {
    const auto add = [&](const std::string &verb, const std::string &about, auto body) {
        CLI::App *command = console.add(noun, verb, about, true, [&console, options, body] {
            return withSession(console, [&](Session &session) -> Result<int> { return body(console, session, *options); });
        });
        console.addNow(*command);
        return command;
    };
    CLI::App *compared = add("compare", "What sets its people apart from everybody else", compare);
    addRuleOptions(compared, *options);
    CLI::Option *by = compared->add_option("--by", options->by, "One column, trait:NAME, purchase:last, :count, :spent or :each, email:opened or :clicked");
    CLI::Option *behaviour = compared->add_flag("--behaviour", options->behaviour, "How they buy and what they do with emails");
    CLI::Option *advice = compared->add_flag("--advice", options->advice, "What could be done with them");
    by->excludes(behaviour)->excludes(advice);
    behaviour->excludes(advice);
    addRulesOptions(add("overlap", "Who is in several of these segments at once", overlap), *options);
    addRuleOptions(add("describe", "A rule of attributes and purchases for these people, and how well it fits", describe), *options);
    CLI::App *suggested = add("suggest", "Groups the buyers fall into by themselves, with a rule for each", suggest);
    suggested->add_option("--groups", options->groups, "So many groups")->check(CLI::Range(2, 8));
    suggested->add_option("--column", options->column, "Keep each person's group as a computed value of this name (trait:NAME)");
}

} // namespace audience::cli
