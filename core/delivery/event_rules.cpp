#include "delivery/event_rules.h"

#include "base/digest.h"
#include "base/json.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <set>

namespace audience::delivery {

namespace {

constexpr std::array<std::pair<EventVerdict, std::string_view>, 3> kVerdicts{
    {{EventVerdict::MachineOpen, "machine_open"},
     {EventVerdict::BotClick, "bot_click"},
     {EventVerdict::Both, "both"}}};
constexpr int kMaxSeconds = 3600, kMaxLinks = 1000;
constexpr std::size_t kMaxEntries = 500, kMaxText = 300;

Error badRule(const std::string &rule, std::string_view reason) {
    return Error(ErrorKind::Invalid, "rules.bad_rule").with("rule", rule).with("reason", reason);
}

bool isRuleId(std::string_view id) {
    return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

bool holdsText(const std::vector<std::string> &parts, const std::string &agent) {
    const std::string lower = toLowerAscii(agent);
    return std::any_of(parts.begin(), parts.end(), [&](const std::string &part) {
        return lower.find(toLowerAscii(part)) != std::string::npos;
    });
}

// Within some span of that length that holds this click.
bool isBurst(const EventRule::Burst &burst, const EventSignals &event) {
    const auto length = std::chrono::seconds(burst.seconds);
    for (const auto &[start, ignored] : event.clicks) {
        if (start > event.at || event.at - start > length)
            continue;
        std::set<std::string_view> links;
        for (const auto &[at, link] : event.clicks)
            if (at >= start && at - start <= length)
                links.insert(link);
        if (links.size() >= static_cast<std::size_t>(burst.links))
            return true;
    }
    return false;
}

bool holds(const EventRule &rule, const EventSignals &event) {
    if (rule.amazonSaysBot && !event.amazonSaysBot)
        return false;
    if (!rule.agentIs.empty() && std::find(rule.agentIs.begin(), rule.agentIs.end(),
                                           event.userAgent) == rule.agentIs.end())
        return false;
    if (!rule.agentContains.empty() && !holdsText(rule.agentContains, event.userAgent))
        return false;
    if (!rule.parsedNetworks.empty()) {
        const auto address = ipAddress(event.ipAddress);
        const auto has = [&](const IpNetwork &network) { return network.contains(*address); };
        if (!address ||
            std::none_of(rule.parsedNetworks.begin(), rule.parsedNetworks.end(), has))
            return false;
    }
    if (rule.needsTimes() && event.isPlayed)
        return false;
    if (rule.secondsAfterDelivery &&
        (!event.deliveredAt ||
         event.at - *event.deliveredAt > std::chrono::seconds(*rule.secondsAfterDelivery)))
        return false;
    return !rule.burst || isBurst(*rule.burst, event);
}

Result<std::vector<std::string>> texts(const Json &when, std::string_view key,
                                       const std::string &rule) {
    std::vector<std::string> result;
    const Json *list = jsonMember(when, key);
    if (!list)
        return result;
    if (!list->is_array() || list->empty() || list->size() > kMaxEntries)
        return badRule(rule, key);
    for (const Json &item : *list) {
        if (!item.is_string() || trimmed(item.get_ref<const std::string &>()).empty() ||
            item.get_ref<const std::string &>().size() > kMaxText)
            return badRule(rule, key);
        result.push_back(item.get<std::string>());
    }
    return result;
}

std::optional<int> wholeNumber(const Json *value, int least, int most) {
    if (!value || !value->is_number_integer())
        return std::nullopt;
    const auto number = value->is_number_unsigned() && value->get<std::uint64_t>() > 1'000'000
                            ? std::int64_t{1'000'000}
                            : value->get<std::int64_t>();
    return number < least || number > most ? std::nullopt : std::optional(static_cast<int>(number));
}

Result<void> readWhen(const Json &when, EventRule &rule) {
    constexpr std::array<std::string_view, 6> kKnown{
        "amazon_says_bot", "user_agent_is", "user_agent_contains",
        "networks",        "seconds_after_delivery", "links_within"};
    for (const auto &[key, value] : when.items())
        if (std::find(kKnown.begin(), kKnown.end(), key) == kKnown.end())
            return badRule(rule.id, repairUtf8(key).substr(0, kMaxText));
    if (when.empty())
        return badRule(rule.id, "when");
    if (const Json *says = jsonMember(when, "amazon_says_bot")) {
        if (!says->is_boolean() || !says->get<bool>())
            return badRule(rule.id, "amazon_says_bot");
        rule.amazonSaysBot = true;
    }
    TRY_ASSIGN(rule.agentIs, texts(when, "user_agent_is", rule.id));
    TRY_ASSIGN(rule.agentContains, texts(when, "user_agent_contains", rule.id));
    TRY_ASSIGN(rule.networks, texts(when, "networks", rule.id));
    for (const std::string &network : rule.networks) {
        const auto parsed = ipNetwork(network);
        if (!parsed)
            return badRule(rule.id, repairUtf8(network));
        rule.parsedNetworks.push_back(*parsed);
    }
    if (const Json *seconds = jsonMember(when, "seconds_after_delivery")) {
        rule.secondsAfterDelivery = wholeNumber(seconds, 0, kMaxSeconds);
        if (!rule.secondsAfterDelivery)
            return badRule(rule.id, "seconds_after_delivery");
    }
    if (const Json *burst = jsonMember(when, "links_within")) {
        const bool isObject = burst->is_object() && burst->size() == 2;
        const auto links = wholeNumber(isObject ? jsonMember(*burst, "links") : nullptr, 2, kMaxLinks);
        const auto seconds =
            wholeNumber(isObject ? jsonMember(*burst, "seconds") : nullptr, 1, kMaxSeconds);
        if (!links || !seconds || rule.verdict != EventVerdict::BotClick)
            return badRule(rule.id, "links_within");
        rule.burst = EventRule::Burst{*links, *seconds};
    }
    return {};
}

Result<EventRule> readRule(const Json &json, std::size_t number) {
    if (!json.is_object())
        return badRule(std::to_string(number), "rule");
    EventRule rule;
    rule.id = jsonText(json, "id");
    if (!isRuleId(rule.id))
        return badRule(std::to_string(number), "id");
    rule.name = std::string(trimmed(jsonText(json, "name")));
    if (rule.name.empty() || rule.name.size() > kMaxText)
        return badRule(rule.id, "name");
    const Json *on = jsonMember(json, "on");
    if (!on || !on->is_boolean())
        return badRule(rule.id, "on");
    rule.isOn = on->get<bool>();
    const std::string verdict = jsonText(json, "verdict");
    const auto known = std::find_if(kVerdicts.begin(), kVerdicts.end(),
                                    [&](const auto &one) { return one.second == verdict; });
    if (known == kVerdicts.end())
        return badRule(rule.id, "verdict");
    rule.verdict = known->first;
    const Json *when = jsonMember(json, "when");
    if (!when || !when->is_object())
        return badRule(rule.id, "when");
    TRY(readWhen(*when, rule));
    return rule;
}

Json whenOf(const EventRule &rule) {
    Json when = Json::object();
    if (rule.amazonSaysBot)
        when["amazon_says_bot"] = true;
    if (!rule.agentIs.empty())
        when["user_agent_is"] = rule.agentIs;
    if (!rule.agentContains.empty())
        when["user_agent_contains"] = rule.agentContains;
    if (!rule.networks.empty())
        when["networks"] = rule.networks;
    if (rule.secondsAfterDelivery)
        when["seconds_after_delivery"] = *rule.secondsAfterDelivery;
    if (rule.burst)
        when["links_within"] = Json{{"links", rule.burst->links}, {"seconds", rule.burst->seconds}};
    return when;
}

} // namespace

std::string_view toText(EventVerdict verdict) {
    for (const auto &[known, text] : kVerdicts)
        if (known == verdict)
            return text;
    return {};
}

bool EventRule::judges(EventKind kind) const {
    if (!isOn)
        return false;
    return kind == EventKind::Open    ? verdict != EventVerdict::BotClick
           : kind == EventKind::Click ? verdict != EventVerdict::MachineOpen
                                      : false;
}

const EventRule *EventRules::find(std::string_view id) const {
    const auto found =
        std::find_if(rules.begin(), rules.end(), [&](const EventRule &rule) { return rule.id == id; });
    return found == rules.end() ? nullptr : &*found;
}

Result<EventRules> eventRulesFromJson(const Json &json) {
    if (!json.is_object() || jsonInt(json, "version") != 1)
        return Error(ErrorKind::Invalid, "rules.unreadable").with("reason", "version");
    const Json *list = jsonMember(json, "rules");
    if (!list || !list->is_array() || list->size() > static_cast<std::size_t>(kMaxEventRules))
        return Error(ErrorKind::Invalid, "rules.unreadable").with("reason", "rules");
    EventRules rules;
    for (const Json &item : *list) {
        TRY_ASSIGN(EventRule rule, readRule(item, rules.rules.size() + 1));
        if (rules.find(rule.id))
            return badRule(rule.id, "id");
        rules.rules.push_back(std::move(rule));
    }
    return rules;
}

Json toJson(const EventRules &rules) {
    Json list = Json::array();
    for (const EventRule &rule : rules.rules)
        list.push_back(Json{{"id", rule.id},
                            {"name", rule.name},
                            {"on", rule.isOn},
                            {"verdict", toText(rule.verdict)},
                            {"when", whenOf(rule)}});
    return Json{{"version", 1}, {"rules", std::move(list)}};
}

std::string hashOf(const EventRules &rules) {
    return toHex(sha256(dumpJson(toJson(rules)))).substr(0, 32);
}

EventSignals signalsOf(const SesEvent &event) {
    EventSignals known;
    known.kind = event.kind;
    known.at = event.at;
    known.userAgent = event.userAgent;
    known.ipAddress = event.ipAddress;
    known.amazonSaysBot = event.isMachine;
    return known;
}

const EventRule *judge(const EventRules &rules, const EventSignals &event) {
    for (const EventRule &rule : rules.rules)
        if (rule.judges(event.kind) && holds(rule, event))
            return &rule;
    return nullptr;
}

} // namespace audience::delivery
