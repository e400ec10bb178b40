#include "app/cli/commands/setting_sending.h"

#include "base/json.h"
#include "service/sending_rules.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

namespace audience::cli {

using namespace service;

namespace {

constexpr std::array<const char *, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

struct RuleOptions {
    std::string hours, zoneField;
    std::vector<std::string> days, notOn, topicCaps, denied;
    std::optional<std::int64_t> cap, capDays;
    bool isDefault = false;
};

Error bad(const char *field, const std::string &value) {
    return Error(ErrorKind::Invalid, "campaign.bad_plan").with("field", field).with("value", value);
}

std::string clockOf(int minute) {
    char text[24];
    std::snprintf(text, sizeof text, "%02d:%02d", minute / 60, minute % 60);
    return text;
}

// "08:00-21:00", or "always".
Result<void> readHours(const std::string &text, model::SendHours &hours) {
    if (text == "always") {
        hours.fromMinute = 0;
        hours.toMinute = 24 * 60;
        return {};
    }
    int fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0, read = 0;
    const int parts = std::sscanf(text.c_str(), "%2d:%2d-%2d:%2d%n", &fromHour, &fromMinute, &toHour, &toMinute, &read);
    const auto isClock = [](int hour, int minute) { return hour >= 0 && minute >= 0 && minute < 60 && hour * 60 + minute <= 24 * 60; };
    if (parts != 4 || read != int(text.size()) || !isClock(fromHour, fromMinute) || !isClock(toHour, toMinute))
        return bad("hours", text);
    hours.fromMinute = fromHour * 60 + fromMinute;
    hours.toMinute = toHour * 60 + toMinute;
    return {};
}

Result<void> readDays(const std::vector<std::string> &days, model::SendHours &hours) {
    hours.weekdays = 0;
    for (const std::string &day : days) {
        const auto found = std::find(kDays.begin(), kDays.end(), day);
        if (day == "all")
            hours.weekdays = model::kEveryWeekday;
        else if (found == kDays.end())
            return bad("days", day);
        else
            hours.weekdays |= static_cast<std::uint8_t>(1u << (found - kDays.begin()));
    }
    return {};
}

Result<void> readNotOn(const std::vector<std::string> &days, SendingRules &rules) {
    rules.notOn.clear();
    for (const std::string &day : days) {
        const auto date = civilFromIso(day);
        if (!date && day != "none")
            return bad("not_on", day);
        if (date)
            rules.notOn.push_back(*date);
    }
    std::sort(rules.notOn.begin(), rules.notOn.end());
    return {};
}

// "news=3/7": at most three about it within seven days.
Result<void> readTopicCaps(const std::vector<std::string> &texts, SendingRules &rules) {
    rules.topicCaps.clear();
    for (const std::string &text : texts) {
        if (text == "none")
            continue;
        const auto equals = text.rfind('=');
        long long messages = 0, days = 0;
        int read = 0;
        const std::string numbers = equals == std::string::npos ? std::string() : text.substr(equals + 1);
        if (equals == std::string::npos || equals == 0 || std::sscanf(numbers.c_str(), "%9lld/%9lld%n", &messages, &days, &read) != 2 || read != int(numbers.size()) || messages < 1)
            return bad("topic_cap", text);
        rules.topicCaps.push_back({text.substr(0, equals), {messages, days * 86'400}});
    }
    return {};
}

Result<SendingRules> changed(SendingRules rules, const RuleOptions &options) {
    if (options.isDefault)
        rules = {};
    if (!options.hours.empty())
        TRY(readHours(options.hours, rules.hours));
    if (!options.days.empty())
        TRY(readDays(options.days, rules.hours));
    if (!options.notOn.empty())
        TRY(readNotOn(options.notOn, rules));
    if (options.cap)
        rules.cap = {*options.cap, *options.cap > 0 ? std::max<std::int64_t>(rules.cap.seconds, 7 * 86'400) : 0};
    if (options.capDays)
        rules.cap.seconds = *options.capDays * 86'400;
    if (!options.topicCaps.empty())
        TRY(readTopicCaps(options.topicCaps, rules));
    if (!options.denied.empty())
        rules.deniedDomains = options.denied == std::vector<std::string>{"none"} ? std::vector<std::string>{} : options.denied;
    if (!options.zoneField.empty())
        rules.zoneField = options.zoneField == "auto" ? std::string() : options.zoneField;
    return rules;
}

void say(const Console &console, const SendingRules &rules) {
    if (rules.hours.isAlways()) {
        console.say("Emails leave at any hour.");
    } else {
        std::string days;
        for (std::size_t i = 0; i < kDays.size(); ++i)
            if ((rules.hours.weekdays >> i & 1) != 0)
                days += std::string(days.empty() ? "" : ", ") + kDays[i];
        console.say("Emails leave between " + clockOf(rules.hours.fromMinute) + " and " + clockOf(rules.hours.toMinute) + " of each person's own time, on " + days + ".");
    }
    for (const CivilDate day : rules.notOn)
        console.say("None on " + toIso(day) + ".");
    if (rules.cap.messages > 0)
        console.say("Nobody gets more than " + grouped(rules.cap.messages) + " within " + grouped(rules.cap.seconds / 86'400) + " days, over all campaigns.");
    else
        console.say("There is no cap over all campaigns.");
    for (const delivery::TopicCap &one : rules.topicCaps)
        console.say("Nobody gets more than " + grouped(one.cap.messages) + " about " + one.topic + " within " + grouped(one.cap.seconds / 86'400) + " days.");
    for (const std::string &domain : rules.deniedDomains)
        console.say("Nobody at " + domain + " is written to.");
    console.say(rules.zoneField.empty() ? "The time zone of a person is read from time_zone, timezone, tz or zone." : "The time zone of a person is read from " + rules.zoneField + ".");
}

Result<int> sending(const Console &console, Session &session, const RuleOptions &options) {
    const auto stored = sendingRulesOf(session);
    if (!stored && !options.isDefault)
        return stored.error();
    SendingRules rules = stored ? *stored : SendingRules();
    TRY_ASSIGN(const SendingRules wanted, changed(rules, options));
    if (!stored || toJson(wanted) != toJson(rules)) {
        TRY(saveSendingRules(session, wanted));
        TRY_ASSIGN(rules, sendingRulesOf(session));
    }
    if (console.json)
        console.document(toJson(rules));
    say(console, rules);
    return kDone;
}

} // namespace

void addSendingRulesCommand(CLI::App &setting, Console &console) {
    auto options = std::make_shared<RuleOptions>();
    CLI::App *command = console.add(setting, "sending", "When emails may leave, and how many one person gets, over all campaigns; with options, change it", true, [&console, options] {
        return withSession(console, [&](Session &session) { return sending(console, session, *options); });
    });
    command->add_option("--hours", options->hours, "In which emails leave, e.g. 08:00-21:00; always");
    command->add_option("--days", options->days, "mon,tue,...; all")->delimiter(',');
    command->add_option("--not-on", options->notOn, "Days without emails, e.g. 2026-12-25,2026-12-26; none")->delimiter(',');
    command->add_option("--cap", options->cap, "Most emails one person gets; 0: no cap");
    command->add_option("--cap-days", options->capDays, "... within so many days");
    command->add_option("--topic-cap", options->topicCaps, "Most emails about one topic, e.g. news=3/7: three within seven days; none")->delimiter(',');
    command->add_option("--deny-domain", options->denied, "Domains that are never written to, e.g. example.com; none")->delimiter(',');
    command->add_option("--zone-field", options->zoneField, "Of the people, with their time zones; auto: by its name");
    command->add_flag("--default", options->isDefault, "Nothing of it, before the other options");
}

} // namespace audience::cli
