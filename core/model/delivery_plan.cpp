#include "model/delivery_plan.h"

#include "base/cron.h"
#include "base/json.h"
#include "model/sending_rate.h"

#include <algorithm>
#include <array>

namespace audience::model {

namespace {

constexpr std::array kStreams{Stream::Bulk, Stream::Transactional};
constexpr std::array kRepeats{Repeat::Never, Repeat::Daily, Repeat::Weekly, Repeat::Monthly, Repeat::Cron};
constexpr std::int64_t kLongest = 366 * 24 * 60; // minutes
constexpr std::int64_t kMostPeople = 1'000'000'000;
constexpr std::size_t kLongestValue = 500; // of a query parameter

template <typename Values>
auto named(const Values &values, const std::string &text) {
    for (const auto value : values)
        if (toText(value) == text)
            return value;
    return values.front();
}

Json toJson(const SendHours &hours) {
    return Json{{"from", hours.fromMinute}, {"to", hours.toMinute}, {"weekdays", hours.weekdays}};
}

SendHours hoursFromJson(const Json &json) {
    SendHours hours;
    hours.fromMinute = static_cast<int>(std::clamp<std::int64_t>(jsonInt(json, "from"), 0, 24 * 60));
    hours.toMinute = static_cast<int>(std::clamp<std::int64_t>(jsonInt(json, "to", 24 * 60), 0, 24 * 60));
    hours.weekdays = static_cast<std::uint8_t>(jsonInt(json, "weekdays", kEveryWeekday) & kEveryWeekday);
    return hours;
}

Json toJson(const Recurrence &value) {
    Json json{{"repeat", toText(value.repeat)}, {"every", value.every}};
    if (value.weekdays != 0)
        json["weekdays"] = value.weekdays;
    if (value.until.micros != 0)
        json["until"] = toIso(value.until);
    if (value.times != 0)
        json["times"] = value.times;
    if (!value.cron.empty())
        json["cron"] = value.cron;
    return json;
}

Recurrence recurrenceFromJson(const Json &json) {
    Recurrence value;
    value.repeat = named(kRepeats, jsonText(json, "repeat"));
    value.every = static_cast<int>(std::clamp<std::int64_t>(jsonInt(json, "every", 1), 1, 366));
    value.weekdays = static_cast<std::uint8_t>(jsonInt(json, "weekdays") & kEveryWeekday);
    value.until = instantFromIso(jsonText(json, "until")).value_or(Instant{});
    value.times = std::max<std::int64_t>(jsonInt(json, "times"), 0);
    value.cron = jsonText(json, "cron");
    return value;
}

bool isDomain(const std::string &text) {
    const bool isPlain = std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    });
    return isPlain && text.find('.') != std::string::npos && text.front() != '.' && text.back() != '.';
}

bool isUtmName(const std::string &name) {
    return name.size() > 4 && name.size() <= 64 && name.compare(0, 4, "utm_") == 0 && std::all_of(name.begin(), name.end(), [](unsigned char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
           });
}

Error bad(std::string_view field, const Json &value) {
    return Error(ErrorKind::Invalid, "campaign.bad_plan").with("field", std::string(field)).with("value", dumpJson(value));
}

Result<void> between(std::string_view field, double value, double least, double most) {
    if (value >= least && value <= most) // not a number: neither
        return {};
    return bad(field, value);
}

} // namespace

std::string_view toText(Stream stream) { return stream == Stream::Transactional ? "transactional" : "bulk"; }

std::string_view toText(Repeat repeat) {
    switch (repeat) {
    case Repeat::Never:
        return "never";
    case Repeat::Daily:
        return "daily";
    case Repeat::Weekly:
        return "weekly";
    case Repeat::Monthly:
        return "monthly";
    case Repeat::Cron:
        return "cron";
    }
    return "never";
}

Json toJson(const DeliveryPlan &plan) {
    static const DeliveryPlan kDefault;
    Json json = Json::object();
    const auto put = [&json](const char *name, const auto &value, const auto &usual) {
        if (!(value == usual))
            json[name] = value;
    };
    if (plan.stream != kDefault.stream)
        json["stream"] = toText(plan.stream);
    put("priority", plan.priority, kDefault.priority);
    put("holdout_share", plan.holdoutShare, kDefault.holdoutShare);
    put("max_people", plan.maxPeople, kDefault.maxPeople);
    put("most_by", plan.mostBy, kDefault.mostBy);
    put("once_per", plan.oncePer, kDefault.oncePer);
    put("only_domains", plan.onlyDomains, kDefault.onlyDomains);
    put("not_domains", plan.notDomains, kDefault.notDomains);
    put("audience_when_armed", plan.audienceWhenArmed, kDefault.audienceWhenArmed);
    put("in_local_time", plan.inLocalTime, kDefault.inLocalTime);
    put("at_best_hour", plan.atBestHour, kDefault.atBestHour);
    if (!plan.hours.isAlways())
        json["hours"] = toJson(plan.hours);
    for (const CivilDate day : plan.notOn)
        json["not_on"].push_back(toIso(day));
    if (plan.recurrence.repeat != Repeat::Never)
        json["recurrence"] = toJson(plan.recurrence);
    put("batch_size", plan.batchSize, kDefault.batchSize);
    put("batch_every_minutes", plan.batchEveryMinutes, kDefault.batchEveryMinutes);
    put("expire_after_minutes", plan.expireAfterMinutes, kDefault.expireAfterMinutes);
    put("per_domain_per_second", plan.perDomainPerSecond, kDefault.perDomainPerSecond);
    put("domains", plan.domains, kDefault.domains);
    put("most_in_period", plan.mostInPeriod, kDefault.mostInPeriod);
    put("period_minutes", plan.periodMinutes, kDefault.periodMinutes);
    put("warm_up", plan.warmUp, kDefault.warmUp);
    put("pause_after", plan.pauseAfter, kDefault.pauseAfter);
    put("stop_error_share", plan.stopErrorShare, kDefault.stopErrorShare);
    put("view_in_browser", plan.viewInBrowser, kDefault.viewInBrowser);
    put("follow_opens", plan.followOpens, kDefault.followOpens);
    put("follow_clicks", plan.followClicks, kDefault.followClicks);
    put("utm", plan.utm, kDefault.utm);
    return json;
}

DeliveryPlan deliveryPlanFromJson(const Json &json) {
    DeliveryPlan plan;
    if (!json.is_object())
        return plan;
    plan.stream = named(kStreams, jsonText(json, "stream"));
    plan.priority = static_cast<int>(std::clamp<std::int64_t>(jsonInt(json, "priority", plan.priority), 1, 5));
    plan.holdoutShare = jsonNumber(json, "holdout_share");
    plan.maxPeople = jsonInt(json, "max_people");
    plan.mostBy = jsonText(json, "most_by");
    plan.oncePer = jsonText(json, "once_per");
    plan.onlyDomains = jsonTexts(json, "only_domains");
    plan.notDomains = jsonTexts(json, "not_domains");
    plan.audienceWhenArmed = jsonBool(json, "audience_when_armed");
    plan.atBestHour = jsonBool(json, "at_best_hour");
    plan.inLocalTime = jsonBool(json, "in_local_time");
    if (const Json *hours = jsonMember(json, "hours"); hours && hours->is_object())
        plan.hours = hoursFromJson(*hours);
    if (const Json *days = jsonMember(json, "not_on"); days && days->is_array())
        for (const Json &day : *days)
            if (const auto date = day.is_string() ? civilFromIso(day.get<std::string>()) : std::nullopt)
                plan.notOn.push_back(*date);
    if (const Json *recurrence = jsonMember(json, "recurrence"); recurrence && recurrence->is_object())
        plan.recurrence = recurrenceFromJson(*recurrence);
    plan.batchSize = jsonInt(json, "batch_size");
    plan.batchEveryMinutes = jsonInt(json, "batch_every_minutes");
    plan.expireAfterMinutes = jsonInt(json, "expire_after_minutes");
    plan.perDomainPerSecond = jsonNumber(json, "per_domain_per_second");
    if (const Json *domains = jsonMember(json, "domains"); domains && domains->is_object())
        for (const auto &[domain, rate] : domains->items())
            if (rate.is_number())
                plan.domains.emplace(domain, rate.get<double>());
    if (const Json *days = jsonMember(json, "warm_up"); days && days->is_array())
        for (const Json &day : *days)
            if (day.is_number_integer())
                plan.warmUp.push_back(day.get<std::int64_t>());
    plan.mostInPeriod = jsonInt(json, "most_in_period");
    plan.periodMinutes = jsonInt(json, "period_minutes");
    plan.pauseAfter = jsonInt(json, "pause_after");
    plan.stopErrorShare = jsonNumber(json, "stop_error_share");
    plan.viewInBrowser = jsonBool(json, "view_in_browser");
    plan.followOpens = jsonBool(json, "follow_opens", true);
    plan.followClicks = jsonBool(json, "follow_clicks", true);
    if (const Json *utm = jsonMember(json, "utm"); utm && utm->is_object())
        for (const auto &[name, text] : utm->items())
            if (text.is_string())
                plan.utm.emplace(name, text.get<std::string>());
    return plan;
}

Result<void> checkPlan(const DeliveryPlan &plan) {
    TRY(between("priority", plan.priority, 1, 5));
    TRY(between("holdout_share", plan.holdoutShare, 0, 0.5));
    TRY(between("max_people", double(plan.maxPeople), 0, double(kMostPeople)));
    TRY(between("hours.from", plan.hours.fromMinute, 0, 24 * 60));
    TRY(between("hours.to", plan.hours.toMinute, 0, 24 * 60));
    if (plan.hours.fromMinute == plan.hours.toMinute)
        return bad("hours", toJson(plan.hours)); // nothing would ever leave
    if ((plan.hours.weekdays & kEveryWeekday) == 0)
        return bad("hours.weekdays", plan.hours.weekdays);
    TRY(between("recurrence.every", plan.recurrence.every, 1, 366));
    TRY(between("recurrence.times", double(plan.recurrence.times), 0, 100'000));
    if (plan.recurrence.repeat == Repeat::Cron) {
        TRY_ASSIGN(const CronTimes times, CronTimes::parse(plan.recurrence.cron));
        (void)times;
    }
    TRY(between("batch_size", double(plan.batchSize), 0, double(kMostPeople)));
    TRY(between("batch_every_minutes", double(plan.batchEveryMinutes), 0, double(kLongest)));
    if ((plan.batchSize == 0) != (plan.batchEveryMinutes == 0))
        return bad("batch_every_minutes", plan.batchEveryMinutes); // one without the other means nothing
    TRY(between("expire_after_minutes", double(plan.expireAfterMinutes), 0, double(kLongest)));
    if (plan.perDomainPerSecond != 0)
        TRY(between("per_domain_per_second", plan.perDomainPerSecond, kSlowestRate, kFastestRate));
    for (const auto &[domain, rate] : plan.domains) {
        if (!isDomain(domain))
            return bad("domains", domain);
        TRY(between("domains", rate, kSlowestRate, kFastestRate));
    }
    for (const auto *domains : {&plan.onlyDomains, &plan.notDomains})
        for (const std::string &domain : *domains)
            if (!isDomain(domain))
                return bad(domains == &plan.onlyDomains ? "only_domains" : "not_domains", domain);
    TRY(between("most_in_period", double(plan.mostInPeriod), 0, double(kMostPeople)));
    TRY(between("period_minutes", double(plan.periodMinutes), 0, double(kLongest)));
    if ((plan.mostInPeriod == 0) != (plan.periodMinutes == 0))
        return bad("period_minutes", plan.periodMinutes);
    for (const std::int64_t most : plan.warmUp)
        TRY(between("warm_up", double(most), 1, double(kMostPeople)));
    if (plan.warmUp.size() > 366)
        return bad("warm_up", plan.warmUp.size());
    for (const auto &[name, text] : plan.utm) {
        if (!isUtmName(name))
            return Error(ErrorKind::Invalid, "campaign.bad_utm").with("name", name);
        if (text.empty() || text.size() > kLongestValue)
            return bad(name, text);
    }
    TRY(between("pause_after", double(plan.pauseAfter), 0, double(kMostPeople)));
    return between("stop_error_share", plan.stopErrorShare, 0, 1);
}

} // namespace audience::model
