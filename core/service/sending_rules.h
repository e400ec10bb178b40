// What holds for every campaign of a workspace: quiet hours and days without emails on each person's clock, how many
// emails one person may get, and which field tells a person's time zone. One setting, "sending_rules". Any thread.
#pragma once

#include "base/json_fwd.h"
#include "delivery/send_plan.h"
#include "service/people.h"

#include <string>
#include <vector>

namespace audience::service {

class Session;

struct SendingRules {
    model::SendHours hours;        // in which emails may leave
    std::vector<CivilDate> notOn;  // days without any
    delivery::FrequencyCap cap;    // over all campaigns; 0: none
    std::vector<delivery::TopicCap> topicCaps;  // over those about one topic, each topic once
    std::vector<std::string> deniedDomains;     // nobody there is ever written to, by any stream; exact
    std::string zoneField;         // of the people; empty: the first that is named like one
};

// Where nothing was said: always, without a cap. Error "sending_rules.damaged": nothing may leave by rules that nobody can read.
Result<SendingRules> sendingRulesOf(const Session &session);
// Errors: "campaign.bad_plan" {field, value}, "delivery.unknown_topic" {topic}.
Result<void> saveSendingRules(Session &session, const SendingRules &rules);
// What differs between `read` and `wanted`, over what is there now. Errors: those of saving, "sending_rules.changed_elsewhere":
// somebody else changed the same part since; nothing was written.
Result<SendingRules> changeSendingRules(Session &session, const SendingRules &read, const SendingRules &wanted);
Json toJson(const SendingRules &rules); // only what differs from the default

// Which field tells the time zones of the people, and which else could.
struct ZoneFields {
    std::vector<std::string> all; // of the people; text
    std::string used;             // empty: none, so the clock of the campaign counts
};
Result<ZoneFields> zoneFieldsOf(Session &session, const SendingRules &rules);

// The clock of each person; empty where the data tell none.
Result<delivery::ZoneOf> zonesOf(const People &people, const SendingRules &rules);
// The hours of a campaign whose start is meant in `zone`.
delivery::SendTimes sendTimesOf(const SendingRules &rules, const model::DeliveryPlan &plan, const std::string &zone);

} // namespace audience::service
