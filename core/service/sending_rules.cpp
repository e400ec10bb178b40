#include "service/sending_rules.h"

#include "base/json.h"
#include "qbase/time_zone.h"
#include "service/session.h"

#include <unordered_map>

namespace audience::service {

namespace {

constexpr const char *kSetting = "sending_rules";

// As a plan has them: the same names, the same words.
model::DeliveryPlan asPlan(const SendingRules &rules) {
    model::DeliveryPlan plan;
    plan.hours = rules.hours;
    plan.notOn = rules.notOn;
    return plan;
}

} // namespace

Result<SendingRules> sendingRulesOf(const Session &session) {
    TRY_ASSIGN(const Json json, session.workspace().setting(kSetting));
    SendingRules rules;
    if (!json.is_object())
        return rules;
    const model::DeliveryPlan plan = model::deliveryPlanFromJson(json);
    if (model::checkPlan(plan)) {
        rules.hours = plan.hours;
        rules.notOn = plan.notOn;
    }
    if (const Json *cap = jsonMember(json, "cap"); cap && cap->is_object())
        rules.cap = {jsonInt(*cap, "messages"), jsonInt(*cap, "days") * 86'400};
    if (rules.cap.messages <= 0 || rules.cap.seconds <= 0)
        rules.cap = {};
    rules.zoneField = jsonText(json, "zone_field");
    return rules;
}

Result<void> saveSendingRules(Session &session, const SendingRules &rules) {
    TRY(model::checkPlan(asPlan(rules)));
    Json json = model::toJson(asPlan(rules));
    if (rules.cap.messages > 0)
        json["cap"] = Json{{"messages", rules.cap.messages}, {"days", rules.cap.seconds / 86'400}};
    if (!rules.zoneField.empty())
        json["zone_field"] = rules.zoneField;
    return session.workspace().setSetting(kSetting, json);
}

Result<delivery::ZoneOf> zonesOf(const People &people, const SendingRules &rules) {
    std::string field = rules.zoneField;
    for (const char *name : {"time_zone", "timezone", "tz", "zone"})
        if (field.empty() && people.hasField(name))
            field = name;
    if (field.empty() || !people.hasField(field))
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
