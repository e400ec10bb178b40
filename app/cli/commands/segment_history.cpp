// Segments on other days: how many they were, who came and went, and where people went between several.
#include "service/segment_history.h"

#include "app/cli/commands/commands.h"
#include "app/cli/commands/segment_commands.h"
#include "app/cli/stop_signal.h"
#include "service/people.h"

#include <fmt/format.h>

#include <algorithm>

namespace audience::cli {

using namespace service;

namespace {

struct HistoryOptions {
    SegmentOptions rules;
    std::string from, to, at, step = "week", who;
    bool members = false, flow = false, changes = false;
};

Result<CivilDate> dayOf(const std::string &text, CivilDate otherwise) {
    if (text.empty())
        return otherwise;
    const auto day = civilFromIso(text);
    if (!day)
        return Error(ErrorKind::Invalid, "cli.bad_time").with("value", text);
    return *day;
}

Json toJson(const AsToday &parts) {
    Json json = Json::array();
    if (!parts.attributes.empty())
        json.push_back(Json{{"part", "attributes"}, {"names", parts.attributes}});
    if (!parts.tables.empty())
        json.push_back(Json{{"part", "tables"}, {"names", parts.tables}});
    for (const auto &[has, name] : {std::pair(parts.lists, "lists"), std::pair(parts.queries, "queries"), std::pair(parts.reachable, "reachable"),
                                    std::pair(parts.consent, "consent"), std::pair(parts.suppression, "suppression")})
        if (has)
            json.push_back(Json{{"part", name}});
    return json;
}

std::string joined(const std::vector<std::string> &names) {
    std::string text;
    for (const std::string &name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

void sayParts(const Console &console, const AsToday &parts) {
    const auto say = [&](bool has, const std::string &what) {
        if (has)
            console.say(what);
    };
    console.say("Every day counts the people of today: who was added later can count on earlier days too, who was deleted since counts on none.");
    say(!parts.attributes.empty(), "As they are today: " + joined(parts.attributes) + ".");
    say(!parts.tables.empty(), "Rows without a time, all of them: " + joined(parts.tables) + ".");
    say(parts.lists, "Stored lists are those of today.");
    say(parts.queries, "Queries are answered by the data of today.");
    say(parts.reachable, "Who can be emailed is who can be today.");
    say(parts.consent, "Of consent what stands on record counts from its day on; what it replaced is not kept.");
    say(parts.suppression, "Suppressed addresses count from their day on; those that were taken off are not known any more.");
}

Result<int> printPeople(const Console &console, Session &session, const HistoryOptions &options, const MemberList &list) {
    const auto all = static_cast<std::int64_t>(list.people.size());
    std::vector<std::string> columns = options.rules.columns;
    if (columns.empty()) {
        TRY_ASSIGN(const People people, People::load(session));
        columns = {people.dataset().keyField};
    }
    const std::int64_t wanted = options.rules.limit > 0 ? std::min<std::int64_t>(all, options.rules.limit) : all;
    constexpr std::int64_t kPage = 10'000;
    Json rows = Json::array();
    for (std::int64_t first = 0; first < wanted; first += kPage) {
        TRY_ASSIGN(const RowsPage page, SegmentService(session).rowsOf(list, columns, first, static_cast<int>(std::min(kPage, wanted - first))));
        for (const auto &row : page.rows) {
            if (console.json) {
                rows.push_back(row);
                continue;
            }
            std::string text;
            for (const std::string &cell : row)
                text += (&cell == &row.front() ? "" : "\t") + cell;
            console.line(text);
        }
    }
    if (console.json)
        console.document(rows);
    return kDone;
}

Result<int> onDay(const Console &console, Session &session, const HistoryOptions &options, const model::SegmentRule &rule) {
    TRY_ASSIGN(const CivilDate day, dayOf(options.at, historyToday(session)));
    StopSignal stop;
    TRY_ASSIGN(const SegmentDay then, membersOn(session, rule, day, stop.token()));
    if (options.members)
        return printPeople(console, session, options, *then.people);
    const auto people = static_cast<std::int64_t>(then.people->people.size());
    console.say(toIso(day) + "\t" + grouped(people));
    sayParts(console, then.asToday);
    if (console.json)
        console.document(Json{{"day", toIso(day)}, {"people", people}, {"as_today", toJson(then.asToday)}});
    return kDone;
}

Result<int> changes(const Console &console, Session &session, const HistoryOptions &options, const model::SegmentRule &rule, CivilDate from,
                    CivilDate to) {
    StopSignal stop;
    TRY_ASSIGN(const SegmentChange change, changeBetween(session, rule, from, to, stop.token()));
    if (!options.who.empty())
        return printPeople(console, session, options, *(options.who == "entered" ? change.entered : options.who == "left" ? change.left : change.stayed));
    const auto count = [](const std::shared_ptr<const MemberList> &list) { return static_cast<std::int64_t>(list->people.size()); };
    console.say(fmt::format("From {} to {}: {} entered, {} left, {} stayed", toIso(from), toIso(to), grouped(count(change.entered)),
                            grouped(count(change.left)), grouped(count(change.stayed))));
    sayParts(console, change.asToday);
    if (console.json)
        console.document(Json{{"from", toIso(from)}, {"to", toIso(to)}, {"entered", count(change.entered)}, {"left", count(change.left)},
                              {"stayed", count(change.stayed)}, {"as_today", toJson(change.asToday)}});
    return kDone;
}

Result<int> flow(const Console &console, Session &session, const std::vector<model::SegmentRule> &rules, CivilDate from, CivilDate to) {
    StopSignal stop;
    TRY_ASSIGN(const SegmentFlow told, flowBetween(session, rules, from, to, stop.token()));
    const auto name = [&](std::size_t at) { return at < rules.size() ? std::to_string(at + 1) : std::string("none"); };
    console.say("from\tto\tpeople");
    for (std::size_t was = 0; was <= rules.size(); ++was)
        for (std::size_t is = 0; is <= rules.size(); ++is)
            console.say(name(was) + "\t" + name(is) + "\t" + grouped(told.people[was][is]));
    sayParts(console, told.asToday);
    if (console.json)
        console.document(Json{{"from", toIso(from)}, {"to", toIso(to)}, {"people", told.people}, {"before", told.before}, {"after", told.after},
                              {"as_today", toJson(told.asToday)}});
    return kDone;
}

Result<int> sizes(const Console &console, Session &session, const HistoryOptions &options, const model::SegmentRule &rule, CivilDate from,
                  CivilDate to) {
    const HistoryStep step = options.step == "day" ? HistoryStep::Day : options.step == "week" ? HistoryStep::Week : HistoryStep::Month;
    TRY_ASSIGN(const auto days, historyDays(from, to, step));
    StopSignal stop;
    const auto show = console.progress("days");
    Progress progress([&](ProgressState state) {
        if (show)
            show(state.done, state.total);
    });
    TRY_ASSIGN(const SegmentHistory history, sizesOn(session, rule, days, &progress, stop.token()));
    Json points = Json::array();
    for (const SegmentHistory::Point &point : history.points) {
        points.push_back(Json{{"day", toIso(point.day)}, {"people", point.people}});
        console.say(toIso(point.day) + "\t" + grouped(point.people));
    }
    sayParts(console, history.asToday);
    if (console.json)
        console.document(Json{{"points", points}, {"as_today", toJson(history.asToday)}});
    return kDone;
}

Result<int> history(const Console &console, Session &session, const HistoryOptions &options) {
    TRY_ASSIGN(const auto rules, rulesOf(session, options.rules));
    if (rules.empty())
        return Error(ErrorKind::Invalid, "cli.no_rule");
    TRY_ASSIGN(const CivilDate to, dayOf(options.to, historyToday(session)));
    TRY_ASSIGN(const CivilDate from, dayOf(options.from, CivilDate{to.days - 84}));
    if (options.flow)
        return flow(console, session, rules, from, to);
    if (rules.size() > 1)
        return Error(ErrorKind::Invalid, "cli.one_rule");
    if (!options.at.empty())
        return onDay(console, session, options, rules.front());
    if (options.changes || !options.who.empty())
        return changes(console, session, options, rules.front(), from, to);
    return sizes(console, session, options, rules.front(), from, to);
}

} // namespace

void addSegmentHistory(CLI::App &noun, Console &console) {
    auto options = std::make_shared<HistoryOptions>();
    CLI::App *command = console.add(noun, "history", "How many it had on other days, who came and went, who moved to which segment", true,
                                    [&console, options] {
                                        return withSession(console, [&](Session &session) -> Result<int> { return history(console, session, *options); });
                                    });
    console.addNow(*command);
    addRulesOptions(command, options->rules);
    auto *from = command->add_option("--from", options->from, "The first day; without it 12 weeks before the last");
    auto *to = command->add_option("--to", options->to, "The last day; without it today");
    auto *step = command->add_option("--step", options->step, "One size a day, week or month")->check(CLI::IsMember({"day", "week", "month"}))->capture_default_str();
    auto *at = command->add_option("--at", options->at, "How many at the end of this day")->excludes(from)->excludes(to)->excludes(step);
    command->add_flag("--members", options->members, "One key per line of those who were in it then")->needs(at);
    auto *changes = command->add_flag("--changes", options->changes, "How many entered, left and stayed from the first day to the last")->excludes(at)->excludes(step);
    auto *who = command->add_option("--who", options->who, "One key per line of those who entered, left or stayed")
                    ->check(CLI::IsMember({"entered", "left", "stayed"}))->excludes(at)->excludes(step);
    command->add_flag("--flow", options->flow, "Who moved between up to 8 segments from the first day to the last; everybody counts in the first that they are in")
        ->excludes(at)->excludes(step)->excludes(changes)->excludes(who);
    command->add_option("--columns", options->rules.columns, "Attributes and traits (trait:NAME) to print instead of the key alone")->delimiter(',');
    command->add_option("--limit", options->rules.limit)->check(CLI::Range(1, 1'000'000'000));
}

} // namespace audience::cli
