// The rules that tell what people did from what programs did: openings by machines, clicks by robots.
// A workspace has one list of them, in words and editable (docs/formats/events.md); the first rule
// that holds decides. Pure values and functions, any thread; event_judge.h applies them to the ledger.
#pragma once

#include "base/clock.h"
#include "base/json_fwd.h"
#include "base/result.h"
#include "delivery/ip_network.h"
#include "delivery/ses_event.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace audience::delivery {

enum class EventVerdict { MachineOpen, BotClick, Both };
std::string_view toText(EventVerdict verdict); // "machine_open", ...

// All that is said must hold; within a list one is enough.
struct EventRule {
    std::string id;   // letters, digits, hyphens; never shown alone
    std::string name; // in words
    bool isOn = true;
    EventVerdict verdict = EventVerdict::Both;
    bool amazonSaysBot = false;              // isBotEvent is "Likely"
    std::vector<std::string> agentIs;        // the whole user agent
    std::vector<std::string> agentContains;  // a part of it, ASCII case ignored
    std::vector<std::string> networks;       // as they were written; parsed beside
    std::vector<IpNetwork> parsedNetworks;   // the same ones
    std::optional<int> secondsAfterDelivery; // at most so long after it, or before it
    struct Burst {
        int links = 0, seconds = 0;
    };
    std::optional<Burst> burst; // so many different links of one email within so many seconds

    bool judges(EventKind kind) const; // and is on
    bool needsTimes() const { return secondsAfterDelivery.has_value() || burst.has_value(); }
};

struct EventRules {
    std::vector<EventRule> rules;
    const EventRule *find(std::string_view id) const;
};

inline constexpr int kMaxEventRules = 100;
inline constexpr const char *kEventRulesSetting = "event_rules"; // null: the built-in ones

EventRules builtInEventRules();
// Errors: "rules.unreadable" {reason}, "rules.bad_rule" {rule, reason}; `reason` is a word of the
// format's page.
Result<EventRules> eventRulesFromJson(const Json &json);
Json toJson(const EventRules &rules);
std::string hashOf(const EventRules &rules); // the same for the same rules

// What is known about one opening or click.
struct EventSignals {
    EventKind kind = EventKind::Open;
    Instant at;
    std::string userAgent, ipAddress;
    bool amazonSaysBot = false;
    bool isPlayed = false;              // practice lives fast: times mean nothing
    std::optional<Instant> deliveredAt; // of the email
    std::vector<std::pair<Instant, std::string>> clicks; // of the email around this one, itself included
};
EventSignals signalsOf(const SesEvent &event);

// The rule that takes it out; null: a person did it, as far as anybody can tell.
const EventRule *judge(const EventRules &rules, const EventSignals &event);

} // namespace audience::delivery
