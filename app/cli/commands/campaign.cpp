#include "app/cli/commands/by_name.h"
#include "app/cli/commands/campaign_commands.h"
#include "app/cli/commands/commands.h"

#include "app/cli/stop_signal.h"
#include "model/email_choice.h"
#include "service/campaign_service.h"
#include "service/connection_service.h"
#include "service/report_service.h"
#include "service/segment_service.h"
#include "service/send_cost.h"
#include "service/template_service.h"

#include <algorithm>
#include <memory>
#include <thread>

namespace audience::cli {

using namespace service;

namespace {

struct CampaignOptions {
    std::int64_t id = 0;
    std::string name, segment, emailTemplate, via{model::kPracticeConnection}, from, variant, legalBasis, statement, filter, report, plan;
    std::string notes, budget;
    std::vector<std::string> topics, alsoSegments, butNot, tags;
    bool isArchived = false, asks = false, withdraws = false;
    double rate = 0;
    bool wait = false, noneSentElsewhere = false;
    int limit = 0, takeBack = 0;
    std::int64_t run = 0;
};

Json statusJson(const CampaignStatus &status) {
    Json states = Json::object(), facts = Json::object(), kept = Json::object();
    for (const auto &[name, count] : status.states)
        states[name] = count;
    for (const auto &[name, count] : status.facts)
        facts[name] = count;
    for (const ReasonCount &reason : status.keptBack)
        kept[reason.reason] = reason.count;
    return Json{{"id", status.id.value}, {"name", status.name},         {"state", toText(status.state)},
                {"reason", status.reason}, {"practice", status.isPractice}, {"audience", status.audience},
                {"states", states},      {"facts", facts},              {"kept_back", kept}};
}

void sayStatus(const Console &console, const CampaignStatus &status) {
    console.say(status.name + ": " + std::string(toText(status.state)) +
                (status.reason.empty() ? "" : " - " + reasonText(status.reason)));
    if (status.isPractice)
        console.say("Practice mode: no email leaves this computer");
    console.say("audience        " + grouped(status.audience));
    for (const auto &[name, count] : status.states)
        if (count > 0)
            console.say(name + std::string(name.size() < 16 ? 16 - name.size() : 1, ' ') + grouped(count));
    for (const auto &[name, count] : status.facts)
        if (count > 0)
            console.say("  " + name + std::string(name.size() < 14 ? 14 - name.size() : 1, ' ') + grouped(count));
}

// Who wrote what it sends, who asked for approval and who gave it.
Json approvalJson(const model::Campaign &campaign) {
    return Json{{"author", campaign.author}, {"asked_by", campaign.askedBy}, {"asked_at", campaign.askedAt}, {"approved_by", campaign.approvedBy}, {"approved_at", campaign.approvedAt}};
}

// What it costs so far and in all, and what is followed of it.
Result<void> addPlanFacts(Json &document, Session &session, const CampaignStatus &status) {
    CampaignService campaigns(session);
    TRY_ASSIGN(const CampaignView view, campaigns.find(status.id));
    TRY_ASSIGN(const EmailPrice price, emailPriceOf(session));
    std::int64_t expected = 0;
    for (const char *state : {"planned", "retry_at", "intent", "accepted", "in_doubt", "unknown"})
        expected += status.states.at(state);
    if (!status.run.isValid())
        if (const auto counted = campaigns.count(view.campaign)) // else it cannot be counted as it is
            expected = expectedEmails(view.campaign.plan, counted->reachable);
    document["cost"] = Json{{"so_far", toText(costOf(price, status.states.at("accepted")))}, {"expected", toText(costOf(price, expected))}, {"currency", price.currency},
                            {"per_thousand", toText(price.perThousand)}, {"source", price.source}};
    if (!view.campaign.budget.empty())
        document["cost"]["budget"] = view.campaign.budget;
    document["approval"] = approvalJson(view.campaign);
    document["followed"] = Json{{"opens", view.campaign.plan.followOpens}, {"clicks", view.campaign.plan.followClicks}};
    return {};
}

// What it caused: both groups, and the difference per person with its range.
Json controlJson(const ControlResult &result) {
    const auto group = [&](const GroupResult &one) {
        return Json{{"people", one.people}, {"buyers", one.buyers}, {"orders", one.orders}, {"revenue", toText(one.revenue)}};
    };
    const auto difference = [](const std::optional<Difference> &one) {
        return one ? Json{{"mean", one->mean}, {"low", one->low}, {"high", one->high}} : Json();
    };
    return Json{{"sent", group(result.sent)},
                {"control", group(result.control)},
                {"orders_each", difference(result.orders)},
                {"revenue_each", difference(result.revenue)},
                {"until", toIso(result.span.until)},
                {"so_far", result.isSoFar}};
}

int endCode(const CampaignStatus &status) {
    const auto of = [&](const char *state) {
        const auto it = status.states.find(state);
        return it == status.states.end() ? 0 : it->second;
    };
    return of("planned") + of("retry_at") + of("intent") == 0 ? kDone : kFailed;
}

Result<int> create(const Console &console, Session &session, const CampaignOptions &options) {
    SegmentService segments(session);
    TemplateService templates(session);
    CampaignService campaigns(session);
    CampaignView view;
    TRY_ASSIGN(const SegmentView segment, (byIdOrName<SegmentView>(segments, options.segment)));
    TRY_ASSIGN(const TemplateView email, (byIdOrName<TemplateView>(templates, options.emailTemplate)));
    view.campaign.name = options.name;
    view.campaign.segment = segment.id;
    for (const auto &[names, into] : {std::pair{&options.alsoSegments, &view.campaign.alsoSegments}, {&options.butNot, &view.campaign.butNot}})
        for (const std::string &name : *names) {
            TRY_ASSIGN(const SegmentView one, (byIdOrName<SegmentView>(segments, name)));
            into->push_back(one.id);
        }
    view.campaign.emailTemplate = email.id;
    view.campaign.variant = options.variant;
    TRY(model::asVariant(email.email, options.variant));
    view.campaign.connection = options.via;
    view.campaign.topics = options.topics;
    view.campaign.fromAddress = options.from;
    view.campaign.ratePerSecond = options.rate;
    view.campaign.notes = options.notes;
    view.campaign.budget = options.budget;
    view.campaign.tags = options.tags;
    if (!options.plan.empty()) {
        TRY_ASSIGN(view.campaign.plan, planFromFile(options.plan));
    }
    TRY_ASSIGN(const CampaignView saved, campaigns.save(view));
    if (!options.legalBasis.empty())
        TRY(campaigns.giveLegalBasis(saved.id, options.legalBasis, options.statement));
    if (console.json)
        console.document(Json{{"id", saved.id.value}, {"name", saved.campaign.name}});
    console.say("Campaign " + std::to_string(saved.id.value) + " \"" + saved.campaign.name + "\" is a draft. Next: audiencectl campaign check " +
                std::to_string(saved.id.value));
    return kDone;
}

Result<int> check(const Console &console, Session &session, const CampaignOptions &options) {
    TRY_ASSIGN(const auto checks, CampaignService(session).check(CampaignId{options.id}));
    bool ready = true;
    Json list = Json::array();
    for (const CheckView &one : checks) {
        const bool error = one.level == CheckView::Level::Error;
        ready = ready && !error;
        const char *level = error ? "error" : one.level == CheckView::Level::Warning ? "warning" : "passed";
        list.push_back(Json{{"id", one.id}, {"level", level}, {"text", sentenceOf(one.id, one.args)}});
        console.say(std::string(level) + "  " + sentenceOf(one.id, one.args));
    }
    if (console.json)
        console.document(Json{{"ready", ready}, {"checks", list}});
    return ready ? kDone : kFailed;
}

void sayApproval(const Console &console, const model::Campaign &campaign) {
    const std::string &by = campaign.approvedBy.empty() ? std::string("somebody") : campaign.approvedBy;
    if (!campaign.approvedAt.empty())
        console.say("Approved by " + by + ", " + campaign.approvedAt);
    else if (!campaign.askedAt.empty())
        console.say(campaign.askedBy + " asked for approval, " + campaign.askedAt);
}

Result<int> approve(const Console &console, Session &session, const CampaignOptions &options) {
    CampaignService campaigns(session);
    const CampaignId id{options.id};
    TRY(options.asks ? campaigns.askApproval(id) : options.withdraws ? campaigns.withdrawApproval(id) : campaigns.approve(id));
    TRY_ASSIGN(const CampaignView view, campaigns.find(id));
    Json facts = approvalJson(view.campaign);
    facts["state"] = toText(view.state);
    if (console.json || view.state == model::CampaignState::Draft)
        return console.done("A draft again.", std::move(facts));
    sayApproval(console, view.campaign);
    return kDone;
}

// While a send runs for longer than a moment, the bounces and complaints that shall stop it are read.
class EventsBeside {
public:
    explicit EventsBeside(Session &session) : m_session(session), m_thread([this] { read(); }) {}
    ~EventsBeside() {
        m_over.cancel();
        m_thread.join();
    }

private:
    void read() {
        Clock &clock = m_session.workspace().clock();
        for (auto pause = std::chrono::milliseconds(2'000);; pause = std::chrono::milliseconds(500)) {
            for (const auto end = clock.steady() + pause; clock.steady() < end;) {
                if (m_over.token().isCancelled())
                    return;
                clock.sleepFor(std::chrono::milliseconds(50));
            }
            // A short look, not cut off: what is on its way when it is stopped would not be given out again for minutes.
            while (!m_over.token().isCancelled()) {
                const auto report = ConnectionService(m_session).pollEvents(false, {}, std::chrono::seconds(1));
                if (!report || report->received == 0)
                    break; // why it fails, `events poll` says
            }
        }
    }

    Session &m_session;
    CancelSource m_over;
    std::thread m_thread;
};

Result<int> send(const Console &console, Session &session, const CampaignOptions &options) {
    CampaignService campaigns(session);
    const CampaignId id{options.id};
    TRY_ASSIGN(const CampaignView view, campaigns.find(id));
    const bool started = view.startedAt.micros > 0;
    if (!started)
        TRY(campaigns.arm(id, std::chrono::seconds(std::clamp(options.takeBack, 0, 3'600))));
    else if (!options.wait && (view.state == model::CampaignState::Finished || view.state == model::CampaignState::Stopped))
        return Error(ErrorKind::Invalid, "campaign.already_started").with("name", view.campaign.name);
    if (!options.wait) {
        TRY_ASSIGN(const CampaignStatus status, campaigns.status(id));
        if (console.json)
            console.document(statusJson(status));
        console.say(status.state == model::CampaignState::Scheduled
                        ? "Scheduled. The audience is counted at the start; a worker or the window sends it then."
                        : "Armed: " + grouped(status.audience) + " people. A running worker, the window or --wait sends it." +
                              (status.takeBackUntil.micros != 0 ? " Until then it can be taken back: " + toIso(status.takeBackUntil) : std::string()));
        return kDone;
    }
    StopSignal stop;
    const auto show = console.progress("sent");
    Progress progress([&](ProgressState state) {
        if (show)
            show(state.done, state.total);
    });
    const auto run = [&] {
        const EventsBeside events(session);
        return campaigns.run(id, &progress, stop.token());
    };
    TRY_ASSIGN(const CampaignStatus status, run());
    if (console.json)
        console.document(statusJson(status));
    else
        sayStatus(console, status);
    return endCode(status);
}

Result<int> log(const Console &console, Session &session, const CampaignOptions &options) {
    CampaignService campaigns(session);
    constexpr int kPage = 1000;
    std::int64_t first = 0;
    for (;;) {
        const int wanted = options.limit > 0 ? std::min<int>(kPage, options.limit - static_cast<int>(first)) : kPage;
        if (wanted <= 0)
            return kDone;
        TRY_ASSIGN(const auto rows, campaigns.log(CampaignId{options.id}, options.filter, first, wanted, {}, RunId{options.run}));
        for (const LogRow &row : rows) {
            const bool isWaiting = row.state == "retry_at", isTwin = row.reason == "duplicate_address";
            if (!console.json) {
                console.line(row.address + "\t" + row.outcome + "\t" + toIso(row.at) + "\t" +
                             (row.reason.empty() ? row.messageId : reasonText(row.reason)) + (isWaiting ? "; next try " + row.detail : isTwin && !row.detail.empty() ? ": " + row.detail : ""));
                continue;
            }
            Json line{{"person", row.person}, {"address", row.address}, {"variant", row.variant}, {"state", row.state},
                      {"outcome", row.outcome}, {"at", toIso(row.at)}, {"reason", row.reason}, {"message_id", row.messageId}};
            if (isWaiting)
                line["next_try"] = row.detail;
            if (isTwin)
                line["same_address_as"] = row.detail;
            console.line(dumpJson(line));
        }
        if (static_cast<int>(rows.size()) < wanted)
            return kDone;
        first += wanted;
    }
}

} // namespace

void addCampaignCommands(CLI::App &app, Console &console) {
    auto options = std::make_shared<CampaignOptions>();
    CLI::App *noun = app.add_subcommand("campaign", "Who gets which email, and what came of it");
    noun->require_subcommand(1);
    const auto add = [&](const std::string &verb, const std::string &about, auto body) {
        CLI::App *command = console.add(*noun, verb, about, true, [&console, options, body] {
            return withSession(console, [&](Session &session) { return body(console, session, *options); });
        });
        console.addNow(*command);
        return command;
    };
    const auto withId = [&](CLI::App *command) {
        command->add_option("ID", options->id, "The campaign")->required();
        return command;
    };
    CLI::App *made = add("create", "Set up a campaign as a draft", create);
    made->add_option("--name", options->name, "Its name")->required();
    made->add_option("--segment", options->segment, "Id or name of the segment")->required();
    made->add_option("--also", options->alsoSegments, "Another segment that gets it as well, may be repeated");
    made->add_option("--but-not", options->butNot, "A segment that does not get it, may be repeated");
    made->add_option("--template", options->emailTemplate, "Id or name of the template")->required();
    made->add_option("--variant", options->variant, "B, C, ... of the template, for everybody; without it the email itself");
    made->add_option("--via", options->via, "Name of the connection; \"practice\" sends nothing")->capture_default_str();
    made->add_option("--topic", options->topics, "Subscription topic, may be repeated");
    made->add_option("--from", options->from, "Sender address, if not the connection's");
    made->add_option("--plan", options->plan, "A file with all settings of its delivery, see docs/formats/campaign.md");
    made->add_option("--rate", options->rate, "At most so many per second, 0.01 to 10000");
    made->add_option("--notes", options->notes, "For the people who work on it");
    made->add_option("--budget", options->budget, "What it may cost, e.g. 250.00");
    made->add_option("--tag", options->tags, "A tag, may be repeated")->allow_extra_args(false);
    made->add_option("--legal-basis", options->legalBasis, "Why these people may be written to where the data carry no consent");
    made->add_option("--statement", options->statement, "The reason in your own words, for the audit log");

    withId(add("check", "What stands in the way of sending", check));
    CLI::App *approved = withId(add("approve", "Approve the campaign, or ask for it: whoever wrote it cannot where approval is wanted", approve));
    approved->add_flag("--ask", options->asks, "Ask for approval; a colleague gives it");
    approved->add_flag("--withdraw", options->withdraws, "Take back the approval; where there is none, what was asked")->excludes("--ask");
    CLI::App *sent = withId(add("send", "Freeze the audience and send", send));
    sent->add_flag("--wait", options->wait, "Send here and now, to the end");
    sent->add_option("--take-back", options->takeBack, "Seconds before the first email leaves, for \"campaign take-back\"");
    withId(add("pause", "Hold the send", [](const Console &c, Session &session, const CampaignOptions &o) -> Result<int> {
        TRY(CampaignService(session).pause(CampaignId{o.id}));
        return c.done("Paused. Nobody else gets it until you resume.");
    }));
    CLI::App *resume = withId(add("resume", "Go on sending", [](const Console &c, Session &session, const CampaignOptions &o) -> Result<int> {
        CampaignService campaigns(session);
        TRY(o.noneSentElsewhere ? campaigns.resumeUnanswered(CampaignId{o.id}) : campaigns.resume(CampaignId{o.id}));
        return c.done("Resumed.");
    }));
    resume->add_flag("--none-sent-elsewhere", options->noneSentElsewhere,
                     "Also send to those to whom another computer may have written: it has not");
    withId(add("stop", "End the send; those still to go will not get it", [](const Console &c, Session &session, const CampaignOptions &o) -> Result<int> {
        TRY(CampaignService(session).stop(CampaignId{o.id}));
        return c.done("Stopped.");
    }))->alias("cancel");
    CLI::App *shown = withId(add("status", "How far it is", [](const Console &c, Session &session, const CampaignOptions &o) -> Result<int> {
        CampaignService campaigns(session);
        TRY_ASSIGN(const CampaignStatus status, campaigns.status(CampaignId{o.id}, RunId{o.run}));
        const bool isAhead = status.state == model::CampaignState::Scheduled || status.state == model::CampaignState::Sending;
        TRY_ASSIGN(const SendingMachine machine, campaigns.sendingMachine());
        Json document = statusJson(status);
        TRY(addPlanFacts(document, session, status));
        if (isAhead)
            document["machine"] = machine.name;
        if (c.json)
            c.document(document);
        else
            sayStatus(c, status);
        TRY_ASSIGN(const CampaignView view, campaigns.find(status.id));
        sayApproval(c, view.campaign);
        if (isAhead)
            c.say(machine.name + (machine.isHandedOver ? " sends this; what becomes of it is known there." : " sends this."));
        return kDone;
    }));
    shown->add_option("--run", options->run, "An earlier start, see \"campaign runs\"");
    CLI::App *log_ = withId(add("log", "One line per person", log));
    log_->add_option("--filter", options->filter, "A state or outcome, e.g. bounced");
    log_->add_option("--run", options->run, "An earlier start, see \"campaign runs\"");
    log_->add_option("--limit", options->limit, "At most so many lines");
    CLI::App *report = withId(add("report", "The result as a page with charts", [](const Console &c, Session &session, const CampaignOptions &o) -> Result<int> {
        ReportService reports(session);
        TRY(reports.writeHtml(CampaignId{o.id}, o.report));
        Json facts{{"file", o.report}};
        TRY_ASSIGN(const auto earned, reports.earnings(CampaignId{o.id}));
        if (earned) {
            facts["buyers"] = earned->buyers;
            facts["purchases"] = earned->purchases;
            facts["conversions"] = earned->conversions;
            if (earned->definition.hasRevenue()) {
                facts["revenue"] = toText(earned->revenue); // exact digits
                facts["currency"] = earned->definition.currency;
                facts["without_value"] = earned->withoutValue;
            }
        }
        TRY_ASSIGN(const auto control, controlResult(session, CampaignId{o.id}));
        if (control)
            facts["against_control"] = controlJson(*control);
        return c.done("Written to " + o.report, facts);
    }));
    report->add_option("--out", options->report, "The file to write")->required();
    addScheduleCommands(*noun, console);
    addPlanCommands(*noun, console);
    CLI::App *all = add("list", "All campaigns that are not archived", [](const Console &c, Session &session, const CampaignOptions &o) -> Result<int> {
        TRY_ASSIGN(const auto campaigns, CampaignService(session).list());
        Json list = Json::array();
        for (const CampaignView &view : campaigns) {
            const auto &tags = view.campaign.tags;
            const bool isMeant = o.tags.empty() || std::any_of(o.tags.begin(), o.tags.end(), [&](const std::string &tag) { return std::find(tags.begin(), tags.end(), tag) != tags.end(); });
            if (!isMeant || view.campaign.isArchived != o.isArchived)
                continue;
            list.push_back(Json{{"id", view.id.value}, {"name", view.campaign.name}, {"state", toText(view.state)}, {"audience", view.audience}, {"tags", tags}});
            c.say(std::to_string(view.id.value) + "\t" + std::string(toText(view.state)) + "\t" + view.campaign.name);
        }
        if (list.empty())
            c.say(campaigns.empty() ? "No campaigns yet." : "No campaign is like this.");
        if (c.json)
            c.document(list);
        return kDone;
    });
    all->add_option("--tag", options->tags, "Only those with this tag, may be repeated")->allow_extra_args(false);
    all->add_flag("--archived", options->isArchived, "Those that are archived instead");
}

} // namespace audience::cli
