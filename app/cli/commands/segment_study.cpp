// Questions about segments as a whole: compare, overlap, describe, suggest.
#include "service/segment_study.h"

#include "app/cli/commands/commands.h"
#include "app/cli/commands/segment_commands.h"
#include "service/segment_service.h"

#include <fmt/format.h>

namespace audience::cli {

using namespace service;

namespace {

std::string percent(double share) { return fmt::format("{:.1f} %", 100 * share); }

Result<int> compare(const Console &console, Session &session, const SegmentOptions &options) {
    TRY_ASSIGN(const auto rule, ruleOf(session, options));
    TRY_ASSIGN(const auto traits, whatSetsApart(session, rule));
    Json json = Json::array();
    for (const SegmentTrait &trait : traits) {
        json.push_back(Json{{"text", trait.text}, {"rule", model::toJson(trait.part)}, {"inside", trait.inside}, {"outside", trait.outside},
                            {"inside_share", trait.insideShare}, {"outside_share", trait.outsideShare}, {"adjusted_p", trait.adjusted}});
        console.say(percent(trait.insideShare) + " against " + percent(trait.outsideShare) + (trait.adjusted <= 0.05 ? "\t" : " (may be chance)\t") +
                    trait.text);
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

Result<int> suggest(const Console &console, Session &session, const SegmentOptions &options) {
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
    if (console.json)
        console.document(Json{{"buyers", told.buyers}, {"choices", choices}, {"chosen", told.chosen}, {"groups", groups}});
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
    addRuleOptions(add("compare", "What sets its people apart from everybody else", compare), *options);
    addRulesOptions(add("overlap", "Who is in several of these segments at once", overlap), *options);
    addRuleOptions(add("describe", "A rule of attributes and purchases for these people, and how well it fits", describe), *options);
    add("suggest", "Groups the buyers fall into by themselves, with a rule for each", suggest)
        ->add_option("--groups", options->groups, "So many groups")
        ->check(CLI::Range(2, 8));
}

} // namespace audience::cli
