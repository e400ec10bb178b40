// campaign set, runs, take-back: how a campaign is delivered, and what came of each of its starts.
#include "app/cli/commands/campaign_commands.h"
#include "base/json.h"
#include "model/email_choice.h"
#include "service/campaign_service.h"
#include "service/template_service.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>

namespace audience::cli {

using namespace service;

namespace {

constexpr std::array<std::string_view, 28> kMembers{"stream",          "priority",       "holdout_share",  "max_people",           "most_by",
                                                    "once_per",        "only_domains",   "not_domains",    "audience_when_armed",  "in_local_time",
                                                    "at_best_hour",    "hours",          "not_on",         "recurrence",           "batch_size",
                                                    "batch_every_minutes", "expire_after_minutes", "per_domain_per_second", "domains", "most_in_period",
                                                    "period_minutes",  "warm_up",        "pause_after",    "stop_error_share",     "view_in_browser",
                                                    "follow_opens",    "follow_clicks",  "utm"};

struct PlanOptions {
    std::int64_t id = 0;
    std::string plan;
    double rate = -1;
    std::optional<std::string> notes, budget, variant;
    std::vector<std::string> tags;
    bool isArchived = false, isBack = false;
};

Error bad(const std::string &field, const Json &value) {
    return Error(ErrorKind::Invalid, "campaign.bad_plan").with("field", field).with("value", dumpJson(value));
}

} // namespace

Result<model::DeliveryPlan> planFromFile(const std::string &path) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return Error(ErrorKind::Io, "store.file_unreadable").with("path", path);
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const auto json = parseJson(text);
    if (!json || !json->is_object())
        return bad("plan", Json(path));
    const model::DeliveryPlan plan = model::deliveryPlanFromJson(*json);
    const Json understood = model::toJson(plan);
    // A reader of a stored campaign takes the default for what it does not know; whoever types a plan wants to hear of it.
    for (const auto &[name, value] : json->items()) {
        const bool isKnown = std::find(kMembers.begin(), kMembers.end(), name) != kMembers.end();
        const Json *taken = jsonMember(understood, name);
        const bool isScalar = value.is_string() || value.is_boolean() || value.is_number();
        // Of a list or a map every part has to be understood.
        const bool isWhole = !(value.is_array() || name == "domains" || name == "utm") || (taken ? taken->size() : 0) == value.size();
        if (!isKnown || !isWhole || (taken && isScalar && *taken != value) || (!taken && value.is_string() && name != "stream"))
            return bad(name, value);
    }
    TRY(model::checkPlan(plan));
    return plan;
}

void addPlanCommands(CLI::App &noun, Console &console) {
    auto options = std::make_shared<PlanOptions>();
    const auto add = [&](const std::string &verb, const std::string &about, auto body) {
        CLI::App *command = console.add(noun, verb, about, true, [&console, options, body] {
            return withSession(console, [&](Session &session) -> Result<int> { return body(console, session, *options); });
        });
        console.addNow(*command);
        command->add_option("ID", options->id, "The campaign")->required();
        return command;
    };
    CLI::App *set = add("set", "Change how a draft is delivered, or the notes of any campaign", [](const Console &c, Session &session, const PlanOptions &o) -> Result<int> {
        CampaignService campaigns(session);
        TRY_ASSIGN(CampaignView view, campaigns.find(CampaignId{o.id}));
        if (!o.plan.empty()) {
            TRY_ASSIGN(view.campaign.plan, planFromFile(o.plan));
        }
        if (o.rate >= 0)
            view.campaign.ratePerSecond = o.rate;
        if (o.variant && !o.variant->empty()) {
            TRY_ASSIGN(const TemplateView email, TemplateService(session).find(view.campaign.emailTemplate));
            TRY(model::asVariant(email.email, *o.variant));
        }
        view.campaign.variant = o.variant.value_or(view.campaign.variant);
        view.campaign.notes = o.notes.value_or(view.campaign.notes);
        view.campaign.budget = o.budget.value_or(view.campaign.budget);
        if (!o.tags.empty())
            view.campaign.tags = o.tags == std::vector<std::string>{"none"} ? std::vector<std::string>{} : o.tags;
        view.campaign.isArchived = o.isArchived || (view.campaign.isArchived && !o.isBack);
        TRY_ASSIGN(const CampaignView saved, campaigns.save(view));
        return c.done("Saved.", Json{{"id", saved.id.value}, {"plan", model::toJson(saved.campaign.plan)}, {"rate", saved.campaign.ratePerSecond}, {"variant", saved.campaign.variant},
                                     {"notes", saved.campaign.notes}, {"budget", saved.campaign.budget}, {"tags", saved.campaign.tags}, {"archived", saved.campaign.isArchived}});
    });
    set->add_option("--plan", options->plan, "A file with all settings of its delivery, see docs/formats/campaign.md");
    set->add_option("--rate", options->rate, "At most so many per second; 0: what the account allows");
    set->add_option("--variant", options->variant, "B, C, ... of the template, for everybody; empty: the email itself");
    set->add_option("--notes", options->notes, "For the people who work on it");
    set->add_option("--budget", options->budget, "What it may cost, e.g. 250.00; empty: nothing is said");
    set->add_option("--tag", options->tags, "Its tags instead of those before, may be repeated; none")->allow_extra_args(false);
    set->add_flag("--archive", options->isArchived, "Out of the lists");
    set->add_flag("--unarchive", options->isBack, "Back in the lists");
    add("take-back", "A draft again, while the first email is not out", [](const Console &c, Session &session, const PlanOptions &o) -> Result<int> {
        TRY(CampaignService(session).takeBack(CampaignId{o.id}));
        return c.done("A draft again. Nobody got it.");
    });
    add("runs", "Every start of it, the newest first", [](const Console &c, Session &session, const PlanOptions &o) -> Result<int> {
        TRY_ASSIGN(const auto runs, CampaignService(session).runs(CampaignId{o.id}));
        Json list = Json::array();
        for (const RunView &run : runs) {
            list.push_back(Json{{"run", run.id.value}, {"state", toText(run.state)}, {"started_at", toIso(run.startedAt)}, {"audience", run.audience}, {"accepted", run.accepted}});
            c.say(std::to_string(run.id.value) + "\t" + toIso(run.startedAt) + "\t" + std::string(toText(run.state)) + "\t" + grouped(run.accepted) + " of " + grouped(run.audience));
        }
        if (c.json)
            c.document(list);
        return kDone;
    });
}

} // namespace audience::cli
