#include "app/cli/commands/event_commands.h"
#include "service/event_service.h"

#include <cstdio>
#include <memory>

namespace audience::cli {

using namespace service;
using delivery::DeliveryLimits;

namespace {

struct LimitOptions {
    std::optional<std::int64_t> after;
    std::optional<double> bounce, complaint; // in percent
    std::optional<int> softBounces, softEmails, softDays;
    std::string soft;
    std::vector<std::string> softTypes;
    bool isDefault = false;
};

template <class Value, class Given> bool put(Value &value, const std::optional<Given> &given, double factor = 1) {
    if (given)
        value = static_cast<Value>(static_cast<double>(*given) * factor);
    return given.has_value();
}

std::string percent(double share) {
    char text[32];
    std::snprintf(text, sizeof text, "%g %%", share * 100);
    return text;
}

bool apply(const LimitOptions &options, DeliveryLimits &limits) {
    bool changed = put(limits.breakers.after, options.after);
    changed |= put(limits.breakers.bounce, options.bounce, 0.01);
    changed |= put(limits.breakers.complaint, options.complaint, 0.01);
    changed |= put(limits.soft.bounces, options.softBounces);
    changed |= put(limits.soft.emails, options.softEmails);
    changed |= put(limits.soft.days, options.softDays);
    if (!options.soft.empty())
        limits.soft.isOn = options.soft == "on";
    if (!options.softTypes.empty())
        limits.soft.types = options.softTypes;
    return changed || !options.soft.empty() || !options.softTypes.empty();
}

Result<int> limits(const Console &console, Session &session, const LimitOptions &options) {
    EventService events(session);
    if (options.isDefault)
        TRY(events.saveLimits({}));
    TRY_ASSIGN(DeliveryLimits limits, events.limits());
    if (apply(options, limits))
        TRY(events.saveLimits(toJson(limits)));
    if (console.json)
        console.document(toJson(limits));
    console.say("A campaign pauses after " + grouped(limits.breakers.after) + " accepted emails at " + percent(limits.breakers.bounce) + " hard bounces or " +
                percent(limits.breakers.complaint) + " complaints.");
    std::string types;
    for (const std::string &type : limits.soft.types)
        types += (types.empty() ? "" : ", ") + type;
    console.say(limits.soft.isOn ? "An address is blocked after " + std::to_string(limits.soft.bounces) + " bounces that passed (" + types + "), of " +
                                       std::to_string(limits.soft.emails) + " different emails, within " + std::to_string(limits.soft.days) + " days."
                                 : std::string("Bounces that passed block nobody."));
    return kDone;
}

} // namespace

void addLimitsCommand(CLI::App &events, Console &console) {
    auto options = std::make_shared<LimitOptions>();
    CLI::App *command = console.add(events, "limits", "When bounces and complaints pause a campaign, or block an address; with options, change it", true, [&console, options] {
        return withSession(console, [&](Session &session) { return limits(console, session, *options); });
    });
    command->add_option("--after", options->after, "Accepted emails before the rates count");
    command->add_option("--bounce", options->bounce, "Hard bounces, in percent");
    command->add_option("--complaint", options->complaint, "Complaints, in percent");
    command->add_option("--soft", options->soft, "Block after bounces that passed: on or off")->check(CLI::IsMember({"on", "off"}));
    command->add_option("--soft-bounces", options->softBounces);
    command->add_option("--soft-emails", options->softEmails, "Of so many different emails");
    command->add_option("--soft-days", options->softDays);
    command->add_option("--soft-types", options->softTypes, "Kinds of transient bounces, e.g. General,MailboxFull")->delimiter(',');
    command->add_flag("--default", options->isDefault, "As built in");
}

} // namespace audience::cli
