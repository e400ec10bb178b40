#include "delivery/limits.h"

#include "base/json.h"
#include "delivery/sql.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace audience::delivery {

namespace {

constexpr std::int64_t kDay = std::int64_t{86'400} * kMicrosPerSecond;

Error bad(std::string_view name) { return Error(ErrorKind::Invalid, "limits.bad").with("name", name); }

template <class Number> Result<void> read(const Json &json, const char *name, double least, double most, Number &value) {
    const Json *member = jsonMember(json, name);
    if (!member)
        return {};
    if (!member->is_number())
        return bad(name);
    const double number = member->get<double>();
    if (!(number >= least && number <= most) || (std::is_integral_v<Number> && number != std::floor(number)))
        return bad(name);
    value = static_cast<Number>(number);
    return {};
}

} // namespace

Result<DeliveryLimits> limitsFromJson(const Json &json) {
    DeliveryLimits limits;
    if (!json.is_object())
        return bad("delivery_limits");
    TRY(read(json, "after", 1, 1'000'000, limits.breakers.after));
    TRY(read(json, "bounce", 0.001, 1, limits.breakers.bounce));
    TRY(read(json, "complaint", 0.0001, 1, limits.breakers.complaint));
    const Json *soft = jsonMember(json, "soft");
    if (!soft)
        return limits;
    if (!soft->is_object())
        return bad("soft");
    limits.soft.isOn = jsonBool(*soft, "on", true);
    TRY(read(*soft, "bounces", 1, 100, limits.soft.bounces));
    TRY(read(*soft, "emails", 1, 100, limits.soft.emails));
    TRY(read(*soft, "days", 1, 3650, limits.soft.days));
    if (const Json *types = jsonMember(*soft, "types")) {
        if (!types->is_array() || types->empty() || types->size() > 20)
            return bad("types");
        limits.soft.types.clear();
        for (const Json &type : *types) {
            if (!type.is_string() || type.get_ref<const std::string &>().empty())
                return bad("types");
            limits.soft.types.push_back(type.get<std::string>());
        }
    }
    return limits;
}

Json toJson(const DeliveryLimits &limits) {
    const SoftBounceRule &soft = limits.soft;
    return Json{{"after", limits.breakers.after},
                {"bounce", limits.breakers.bounce},
                {"complaint", limits.breakers.complaint},
                {"soft", Json{{"on", soft.isOn}, {"bounces", soft.bounces}, {"emails", soft.emails}, {"days", soft.days}, {"types", soft.types}}}};
}

Result<DeliveryLimits> storedLimits(const store::Connection &connection) {
    TRY_ASSIGN(store::Statement row, bound(connection, "SELECT value FROM setting WHERE name = ?", kLimitsSetting));
    TRY_ASSIGN(const bool found, row.step());
    const auto json = found ? parseJson(row.text(0)) : Result<Json>(Json::object());
    auto limits = json ? limitsFromJson(*json) : Result<DeliveryLimits>(json.error());
    return limits ? *std::move(limits) : DeliveryLimits{};
}

bool countsAsSoft(const SoftBounceRule &rule, const SesEvent &event) {
    constexpr std::string_view kTransient = "Transient/";
    if (!rule.isOn || event.kind != EventKind::Bounce || event.subtype.rfind(kTransient, 0) != 0)
        return false;
    return std::find(rule.types.begin(), rule.types.end(), event.subtype.substr(kTransient.size())) != rule.types.end();
}

Result<bool> isWornOut(const store::Connection &connection, const SoftBounceRule &rule, std::string_view addressKey, Instant at) {
    const std::int64_t span = rule.days * kDay;
    TRY_ASSIGN(store::Statement rows,
               bound(connection,
                     "SELECT at, message_id, substr(subtype, 11) FROM message_event WHERE recipient_key = ? AND kind = 'bounce' "
                     "AND subtype LIKE 'Transient/%' AND at BETWEEN ? AND ? ORDER BY at, id",
                     addressKey, at.micros - span, at.micros + span));
    std::vector<std::pair<std::int64_t, std::string>> bounces;
    for (;;) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            break;
        if (std::find(rule.types.begin(), rule.types.end(), rows.text(2)) != rule.types.end())
            bounces.emplace_back(rows.int64(0), rows.text(1));
    }
    for (std::size_t first = 0; first < bounces.size(); ++first) {
        std::set<std::string_view> emails;
        int count = 0;
        for (std::size_t i = first; i < bounces.size() && bounces[i].first - bounces[first].first <= span; ++i, ++count)
            emails.insert(bounces[i].second);
        if (count >= rule.bounces && emails.size() >= static_cast<std::size_t>(rule.emails))
            return true;
    }
    return false;
}

} // namespace audience::delivery
