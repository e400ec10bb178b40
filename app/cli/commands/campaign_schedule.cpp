// campaign schedule, unschedule, calendar, settle, copy, resend: what is planned and what only a person can tell.
#include "app/cli/commands/campaign_commands.h"
#include "service/campaign_service.h"
#include "service/pressure_map.h"
#include "service/sleep_risk.h"
#include "service/start_span.h"

#include <memory>

namespace audience::cli {

using namespace service;

namespace {

constexpr std::size_t kStartsShown = 10; // of one that repeats

struct ScheduleOptions {
    std::int64_t id = 0, run = 0;
    std::string at, zone, name, person, file, filter, to;
    bool all = false, wasSent = false, sendAgain = false, pressure = false, newest = false;
    int days = 14;
};

std::string localText(const CampaignService &campaigns, const CampaignView &view) {
    return campaigns.timeText(view.nextStart.micros != 0 ? view.nextStart : view.campaign.startAt, view.campaign) + " (" + view.campaign.startZone + ")";
}

// On each person's own clock it is several hours long; empty where everybody gets it at once.
std::string spanText(const CampaignService &campaigns, const model::Campaign &campaign, const Span &span) {
    return span.from == span.until ? std::string() : ", on each person's clock: from " + campaigns.timeText(span.from, campaign) + " to " + campaigns.timeText(span.until, campaign);
}

Result<int> schedule(const Console &console, Session &session, const ScheduleOptions &options) {
    CampaignService campaigns(session);
    const std::string zone = options.zone.empty() ? campaigns.zone() : options.zone;
    TRY_ASSIGN(const Instant start, campaigns.startFromText(options.at, zone));
    TRY(campaigns.schedule(CampaignId{options.id}, start, zone));
    TRY_ASSIGN(const CampaignView view, campaigns.find(CampaignId{options.id}));
    TRY_ASSIGN(const SendingMachine machine, campaigns.sendingMachine());
    TRY_ASSIGN(const Span span, startSpan(session, view.campaign, start));
    const SleepRisk risk = machine.isThis ? sleepRisk() : SleepRisk::Low;
    const std::string when = campaigns.timeText(start, view.campaign);
    const std::string warning = risk == SleepRisk::Laptop    ? " This computer runs on a battery and may be asleep at " + when + ": nobody gets it before you are back. Hand sending over to a computer that is always on with: audiencectl handover --to COPY"
                          : risk == SleepRisk::Unknown ? " See that this computer is awake then, or hand sending over to one that is always on with: audiencectl handover --to COPY"
                                                       : std::string();
    return console.done("Scheduled for " + localText(campaigns, view) + spanText(campaigns, view.campaign, span) +
                            (view.campaign.plan.audienceWhenArmed ? ", for the people of now." : ". The audience is counted then.") +
                            " " + machine.name + " will send it: a worker or the window has to be open there at that time." + warning,
                        Json{{"start", toIso(start)}, {"first", toIso(span.from)}, {"last", toIso(span.until)}, {"zone", zone}, {"machine", machine.name}, {"may_sleep", risk != SleepRisk::Low}});
}

// Who would be emailed how often by all that is scheduled.
Result<int> pressure(const Console &console, Session &session, int days) {
    TRY_ASSIGN(const auto map, PressureMap::make(session, days));
    Json sends = Json::array(), loads = Json::array(), clashes = Json::array();
    for (const PressureMap::Send &send : map->sends()) {
        Json one{{"id", send.campaign.value}, {"name", send.name}, {"start", toIso(send.at)}, {"reachable", send.reach}, {"kept_back", send.keptBack}};
        if (send.problem)
            one["problem"] = sentenceOf(send.problem->id, send.problem->args);
        sends.push_back(std::move(one));
        console.say(toIso(send.at) + "  " + send.name + "  " + (send.problem ? sentenceOf(send.problem->id, send.problem->args) : grouped(send.reach)));
    }
    console.say(grouped(map->people()) + " people get something in the next " + std::to_string(days) + " days: " + grouped(map->withEmails(1)) + " once, " +
                grouped(map->withEmails(2)) + " twice, " + grouped(map->withEmails(3)) + " three times or more.");
    for (const PressureMap::Day &day : map->days()) {
        if (day.emails == 0)
            continue;
        loads.push_back(Json{{"day", toIso(day.day)}, {"emails", day.emails}, {"people", day.people}});
        console.say(toIso(day.day) + "  " + grouped(day.emails) + " emails to " + grouped(day.people) + " people");
    }
    for (const PressureMap::Clash &clash : map->clashes()) {
        const PressureMap::Send &first = map->sends()[clash.first], &second = map->sends()[clash.second];
        clashes.push_back(Json{{"first", first.campaign.value}, {"second", second.campaign.value}, {"people", clash.people}, {"kept_back", clash.keptBack}});
        console.say(grouped(clash.people) + " people get both " + first.name + " and " + second.name +
                    (clash.keptBack > 0 ? "; " + grouped(clash.keptBack) + " of them would not get " + second.name : ""));
    }
    if (map->overCap() > 0)
        console.say(grouped(map->overCap()) + " people would have more than " + std::to_string(map->cap().messages) + " emails; the later ones are kept back.");
    if (map->cutAt().micros != 0)
        console.say("From " + toIso(map->cutAt()) + " on not all starts are counted: a campaign starts too often for that; ask about fewer days.");
    if (console.json)
        console.document(Json{{"from", toIso(map->span().from)}, {"until", toIso(map->span().until)},
                              {"cap", {{"messages", map->cap().messages}, {"seconds", map->cap().seconds}}}, {"people", map->people()},
                              {"with_emails", {{"1", map->withEmails(1)}, {"2", map->withEmails(2)}, {"3_or_more", map->withEmails(3)}}},
                              {"cut_at", map->cutAt().micros == 0 ? Json() : Json(toIso(map->cutAt()))}, {"over_cap", map->overCap()}, {"days", loads}, {"clashes", clashes}, {"sends", sends}});
    return kDone;
}

Result<int> calendar(const Console &console, Session &session, const ScheduleOptions &options) {
    if (options.pressure)
        return pressure(console, session, options.days);
    CampaignService campaigns(session);
    TRY_ASSIGN(const auto planned, campaigns.calendar());
    Json list = Json::array();
    for (const CampaignView &view : planned) {
        TRY_ASSIGN(const Span span, startSpan(session, view.campaign, view.nextStart));
        list.push_back(Json{{"id", view.id.value}, {"name", view.campaign.name}, {"state", toText(view.state)}, {"reason", view.reason},
                            {"start", toIso(view.nextStart)}, {"first", toIso(span.from)}, {"last", toIso(span.until)}, {"zone", view.campaign.startZone}, {"practice", view.isPractice}});
        console.say(std::to_string(view.id.value) + "\t" + localText(campaigns, view) + spanText(campaigns, view.campaign, span) + "\t" + view.campaign.name +
                    (view.reason.empty() ? "" : "\t" + reasonText(view.reason)));
        const auto starts = campaigns.starts(view, kStartsShown);
        for (std::size_t i = 0; i < starts.size(); ++i) {
            list.back()["starts"].push_back(toIso(starts[i]));
            if (i > 0)
                console.say("\t" + campaigns.timeText(starts[i], view.campaign) + " (" + view.campaign.startZone + ")\t" + view.campaign.name);
        }
    }
    if (console.json)
        console.document(list);
    return kDone;
}

// The one email of that person that is in doubt.
Result<std::int64_t> messageOf(const CampaignService &campaigns, const ScheduleOptions &options) {
    TRY_ASSIGN(const auto rows, campaigns.log(CampaignId{options.id}, "not_sure", 0, 1000, options.person));
    for (const LogRow &row : rows)
        if (row.address == options.person || row.person == options.person)
            return row.message;
    return Error(ErrorKind::NotFound, "campaign.no_doubt_about").with("person", options.person);
}

Result<int> settle(const Console &console, Session &session, const ScheduleOptions &options) {
    CampaignService campaigns(session);
    if (options.all == !options.person.empty())
        return Error(ErrorKind::Invalid, "campaign.settle_whom");
    if (options.wasSent == options.sendAgain)
        return Error(ErrorKind::Invalid, "campaign.settle_how");
    std::int64_t message = 0;
    if (!options.all) {
        TRY_ASSIGN(message, messageOf(campaigns, options));
    }
    TRY_ASSIGN(const std::int64_t settled,
               campaigns.settle(CampaignId{options.id}, message, options.wasSent ? CampaignService::Word::WasSent : CampaignService::Word::SendAgain));
    return console.done(options.wasSent ? grouped(settled) + " counted as sent, on your word." : grouped(settled) + " go out again with the next send.",
                        Json{{"settled", settled}});
}

Result<int> copy(const Console &console, Session &session, const ScheduleOptions &options) {
    TRY_ASSIGN(const CampaignView made, CampaignService(session).duplicate(CampaignId{options.id}, options.name));
    return console.done("Campaign " + std::to_string(made.id.value) + " \"" + made.campaign.name + "\" is a draft.",
                        Json{{"id", made.id.value}, {"name", made.campaign.name}});
}

Result<int> resend(const Console &console, Session &session, const ScheduleOptions &options) {
    CampaignService campaigns(session);
    const bool isOpeners = options.to == "non-openers";
    TRY_ASSIGN(const CampaignView over, campaigns.find(CampaignId{options.id}));
    const std::string &was = over.campaign.name;
    TRY_ASSIGN(auto made, campaigns.resend(CampaignId{options.id}, isOpeners ? CampaignService::ResendTo::NonOpeners : CampaignService::ResendTo::NonClickers,
                                                 options.name.empty() ? was + ", again" : options.name,
                                                 (isOpeners ? "Did not open " : "Did not click in ") + was));
    if (options.newest) {
        made.campaign.campaign.templateRevision = 0;
        TRY_ASSIGN(made.campaign, campaigns.save(made.campaign));
    }
    const CampaignView &draft = made.campaign;
    TRY_ASSIGN(const CountView count, campaigns.count(draft.campaign));
    return console.done("Campaign " + std::to_string(draft.id.value) + " \"" + draft.campaign.name + "\" is a draft for " + grouped(count.count) +
                            " people as of now; they are counted again when it starts. Openings by mail programs do not count as opened. " +
                            (options.newest ? "The email is the template as it is then." : "The email is the one that was sent."),
                        Json{{"template_revision", draft.campaign.templateRevision}, {"id", draft.id.value}, {"name", draft.campaign.name}, {"segment", draft.campaign.segment.value}, {"count", count.count}, {"reachable", count.reachable}});
}

} // namespace

void addScheduleCommands(CLI::App &noun, Console &console) {
    auto options = std::make_shared<ScheduleOptions>();
    const auto add = [&](const std::string &verb, const std::string &about, auto body) {
        CLI::App *command = console.add(noun, verb, about, true, [&console, options, body] {
            return withSession(console, [&](Session &session) { return body(console, session, *options); });
        });
        console.addNow(*command);
        return command;
    };
    const auto withId = [&](CLI::App *command) {
        command->add_option("ID", options->id, "The campaign")->required();
        return command;
    };
    CLI::App *planned = withId(add("schedule", "Start it later by itself", schedule));
    planned->add_option("--at", options->at, "When, e.g. 2026-12-01T09:00; in the workspace's zone where it names none")->required();
    planned->add_option("--zone", options->zone, "Another zone, e.g. Europe/Berlin");
    withId(add("unschedule", "Take it back before it starts", [](const Console &c, Session &session, const ScheduleOptions &o) -> Result<int> {
        TRY(CampaignService(session).unschedule(CampaignId{o.id}));
        return c.done("A draft again. Nobody gets it.");
    }));
    CLI::App *next = add("calendar", "What goes out next, and when", calendar);
    next->add_flag("--pressure", options->pressure, "Who gets how much by all of it, where two meet, and who is over the cap");
    next->add_option("--days", options->days, "With --pressure: of the coming days")->check(CLI::Range(1, 366))->capture_default_str();
    CLI::App *moved = withId(add("reschedule", "Another start for what is scheduled", [](const Console &c, Session &session, const ScheduleOptions &o) -> Result<int> {
        CampaignService campaigns(session);
        TRY_ASSIGN(const Instant start, campaigns.startFromText(o.at, o.zone.empty() ? campaigns.zone() : o.zone));
        TRY(campaigns.reschedule(CampaignId{o.id}, start));
        TRY_ASSIGN(const CampaignView view, campaigns.find(CampaignId{o.id}));
        return c.done("Starts " + localText(campaigns, view) + " now. Its email and its approval stay as they are.", Json{{"start", toIso(start)}});
    }));
    moved->add_option("--at", options->at, "When, e.g. 2026-12-01T09:00")->required();
    moved->add_option("--zone", options->zone, "Another zone, e.g. Europe/Berlin");
    CLI::App *word = withId(add("settle", "Your word on emails that may or may not have gone out", settle));
    word->add_option("--person", options->person, "The address, or the person's key");
    word->add_flag("--all", options->all, "Everybody who is in doubt");
    word->add_flag("--was-sent", options->wasSent, "They got it");
    word->add_flag("--send-again", options->sendAgain, "They did not: send it with the next send");
    withId(add("copy", "A new draft with the same content", copy))->add_option("--name", options->name, "Its name")->required();
    CLI::App *again = withId(add("resend", "A new draft of the same email for those who missed it", resend));
    again->add_option("--to", options->to, "Who gets it: non-openers or non-clickers")->required()->check(CLI::IsMember({"non-openers", "non-clickers"}));
    again->add_option("--name", options->name, "Its name");
    again->add_flag("--newest-email", options->newest, "The template as it is now, not the email that was sent");
    CLI::App *written = withId(add("export", "The log as a CSV file", [](const Console &c, Session &session, const ScheduleOptions &o) -> Result<int> {
        TRY_ASSIGN(const std::int64_t rows, CampaignService(session).exportLog(CampaignId{o.id}, o.filter, {}, o.file, nullptr, {}, RunId{o.run}));
        return c.done(grouped(rows) + " lines written to " + o.file, Json{{"rows", rows}, {"file", o.file}});
    }));
    written->add_option("FILE", options->file, "The file to write")->required();
    written->add_option("--run", options->run, "An earlier start, see \"campaign runs\"");
    written->add_option("--filter", options->filter, "A state or outcome, e.g. bounced");
}

} // namespace audience::cli
