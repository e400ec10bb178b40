#include "service/sending_rules.h"

#include "base/json.h"
#include "qbase/time_zone.h"
#include "service/session.h"
#include "workspace/consent_repository.h"

#include <algorithm>
#include <unordered_map>

namespace audience::service {

namespace {

constexpr const char *kSetting = "sending_rules";
constexpr std::int64_t kDay = 86'400, kMostMessages = 1000, kMostDays = 366;

delivery::FrequencyCap capFromJson(const Json &json) {
    const delivery::FrequencyCap cap{jsonInt(json, "messages"), jsonInt(json, "days") * kDay};
    return cap.messages > 0 && cap.seconds > 0 ? cap : delivery::FrequencyCap{};
}

Json toJson(const delivery::FrequencyCap &cap) { return Json{{"messages", cap.messages}, {"days", cap.seconds / kDay}}; }

Result<void> checkCap(const delivery::FrequencyCap &cap, const char *field) {
    if (cap.messages < 0 || cap.messages > kMostMessages)
        return Error(ErrorKind::Invalid, "campaign.bad_plan").with("field", field).with("value", std::to_string(cap.messages));
    if (cap.messages > 0 && (cap.seconds < kDay || cap.seconds > kMostDays * kDay))
        return Error(ErrorKind::Invalid, "campaign.bad_plan").with("field", field).with("value", std::to_string(cap.seconds / kDay));
    return {};
}

// As a plan has them: the same names, the same words.
model::DeliveryPlan asPlan(const SendingRules &rules) {
    model::DeliveryPlan plan;
    plan.hours = rules.hours;
    plan.notOn = rules.notOn;
    plan.notDomains = rules.deniedDomains;
    return plan;
}

} // namespace

Result<SendingRules> sendingRulesOf(const Session &session) {
    TRY_ASSIGN(const Json json, session.workspace().setting(kSetting));
    SendingRules rules;
    if (json.is_null())
        return rules;
    // What holds emails back is never left off without a word.
    const model::DeliveryPlan plan = model::deliveryPlanFromJson(json.is_object() ? json : Json::object());
    if (!json.is_object() || !model::checkPlan(plan))
        return Error(ErrorKind::Corrupt, "sending_rules.damaged");
    rules.hours = plan.hours;
    rules.notOn = plan.notOn;
    rules.deniedDomains = plan.notDomains;
    if (const Json *cap = jsonMember(json, "cap"); cap && cap->is_object())
        rules.cap = capFromJson(*cap);
    if (const Json *caps = jsonMember(json, "topic_caps"); caps && caps->is_object())
        for (const auto &[topic, cap] : caps->items())
            if (const auto read = cap.is_object() ? capFromJson(cap) : delivery::FrequencyCap{}; read.messages > 0)
                rules.topicCaps.push_back({topic, read});
    rules.zoneField = jsonText(json, "zone_field");
    return rules;
}

Json toJson(const SendingRules &rules) {
    Json json = model::toJson(asPlan(rules));
    if (rules.cap.messages > 0)
        json["cap"] = toJson(rules.cap);
    for (const delivery::TopicCap &one : rules.topicCaps)
        if (one.cap.messages > 0)
            json["topic_caps"][one.topic] = toJson(one.cap);
    if (!rules.zoneField.empty())
        json["zone_field"] = rules.zoneField;
    return json;
}

Result<void> saveSendingRules(Session &session, const SendingRules &rules) {
    TRY(model::checkPlan(asPlan(rules)));
    TRY(checkCap(rules.cap, "cap"));
    TRY_ASSIGN(const auto topics, workspace::ConsentRepository(session.workspace()).topics());
    const auto stored = sendingRulesOf(session); // what cannot be read is replaced
    const std::vector<delivery::TopicCap> kept = stored ? stored->topicCaps : std::vector<delivery::TopicCap>();
    for (const delivery::TopicCap &one : rules.topicCaps) {
        TRY(checkCap(one.cap, "topic_caps"));
        // Of a topic that was removed since the cap stays: other rules can be changed all the same.
        const bool isNew = std::none_of(kept.begin(), kept.end(), [&](const delivery::TopicCap &before) { return before.topic == one.topic; });
        if (isNew && std::none_of(topics.begin(), topics.end(), [&](const workspace::Topic &topic) { return topic.key == one.topic; }))
            return Error(ErrorKind::NotFound, "delivery.unknown_topic").with("topic", one.topic);
    }
    return session.workspace().setSetting(kSetting, toJson(rules));
}

Result<SendingRules> changeSendingRules(Session &session, const SendingRules &read, const SendingRules &wanted) {
    TRY(session.workspace().write([&](const store::Connection &) -> Result<void> {
        TRY_ASSIGN(SendingRules now, sendingRulesOf(session));
        bool isOther = false;
        const auto take = [&](auto part) {
            if (part(read) == part(wanted))
                return;
            isOther = isOther || (part(now) != part(read) && part(now) != part(wanted));
            part(now) = part(wanted);
        };
        take([](auto &rules) -> auto & { return rules.hours; });
        take([](auto &rules) -> auto & { return rules.notOn; });
        take([](auto &rules) -> auto & { return rules.cap.messages; });
        take([](auto &rules) -> auto & { return rules.cap.seconds; });
        take([](auto &rules) -> auto & { return rules.topicCaps; });
        take([](auto &rules) -> auto & { return rules.deniedDomains; });
        take([](auto &rules) -> auto & { return rules.zoneField; });
        if (isOther)
            return Error(ErrorKind::Conflict, "sending_rules.changed_elsewhere");
        return saveSendingRules(session, now);
    }));
    return sendingRulesOf(session);
}

static std::string zoneFieldOf(const People &people, const SendingRules &rules) {
    std::string field = rules.zoneField;
    for (const char *name : {"time_zone", "timezone", "tz", "zone"})
        if (field.empty() && people.hasField(name))
            field = name;
    return people.hasField(field) ? field : std::string();
}

Result<ZoneFields> zoneFieldsOf(Session &session, const SendingRules &rules) {
    const auto people = People::load(session);
    if (!people && people.error().id == "data.no_people")
        return ZoneFields();
    if (!people)
        return people.error();
    ZoneFields fields;
    for (const auto &field : people->dataset().fields)
        if (field.type == engine::ColumnType::Text)
            fields.all.push_back(field.name);
    fields.used = zoneFieldOf(*people, rules);
    return fields;
}

Result<delivery::ZoneOf> zonesOf(const People &people, const SendingRules &rules) {
    const std::string field = zoneFieldOf(people, rules);
    if (field.empty())
        return delivery::ZoneOf();
    TRY_ASSIGN(auto column, people.column(field));
    // A run asks on one thread, millions of times about a few hundred names.
    auto known = std::make_shared<std::unordered_map<std::string, bool>>();
    return delivery::ZoneOf([column, known](Ordinal person) {
        std::string zone = person < column->size ? engine::toText(cellOf(*column, person)) : std::string();
        const auto [it, isNew] = known->try_emplace(zone);
        if (isNew)
            it->second = !zone.empty() && isKnownZone(zone);
        return it->second ? zone : std::string();
    });
}

delivery::SendTimes sendTimesOf(const SendingRules &rules, const model::DeliveryPlan &plan, const std::string &zone) {
    return {plan, {rules.hours, rules.notOn}, zone};
}

} // namespace audience::service
