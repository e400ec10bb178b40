#include "model/sync_plan.h"

#include "base/json.h"

#include <algorithm>
#include <array>

namespace audience::model {

namespace {

constexpr std::array kModes{SyncMode::Full, SyncMode::Incremental, SyncMode::Append, SyncMode::Mirror};
constexpr std::array<std::string_view, 3> kRoles{"profiles", "events", "table"};

Error bad(std::string_view what, std::string_view value) {
    return Error(ErrorKind::Invalid, "sync.bad_plan").with("what", what).with("value", value);
}

} // namespace

std::string_view toText(SyncMode mode) {
    switch (mode) {
    case SyncMode::Full:
        return "full";
    case SyncMode::Incremental:
        return "incremental";
    case SyncMode::Append:
        return "append";
    case SyncMode::Mirror:
        return "mirror";
    }
    return {};
}

std::optional<SyncMode> syncModeFromText(std::string_view text) {
    for (const SyncMode mode : kModes)
        if (text == toText(mode))
            return mode;
    return std::nullopt;
}

static Json toJson(const SyncSchedule &schedule) {
    using Kind = SyncSchedule::Kind;
    Json json = Json::object();
    if (schedule.kind == Kind::None)
        return json;
    if (schedule.kind == Kind::Every)
        json["every_minutes"] = schedule.minutes;
    else
        json[schedule.kind == Kind::Daily ? "daily" : "cron"] = schedule.kind == Kind::Daily ? schedule.at : schedule.cron;
    json["zone"] = schedule.zone;
    json["since"] = schedule.since.micros;
    return json;
}

static SyncSchedule scheduleFromJson(const Json &json) {
    SyncSchedule schedule;
    schedule.minutes = static_cast<int>(jsonInt(json, "every_minutes"));
    schedule.at = jsonText(json, "daily");
    schedule.cron = jsonText(json, "cron");
    schedule.zone = jsonText(json, "zone", "UTC");
    schedule.since = Instant{jsonInt(json, "since")};
    using Kind = SyncSchedule::Kind;
    schedule.kind = schedule.minutes > 0 ? Kind::Every : !schedule.at.empty() ? Kind::Daily : !schedule.cron.empty() ? Kind::Cron : Kind::None;
    return schedule;
}

Json toJson(const SyncPlan &plan) {
    Json columns = Json::array();
    for (const SyncColumn &column : plan.columns)
        columns.push_back(Json{{"source", column.source},
                               {"source_type", column.sourceType},
                               {"name", column.name},
                               {"type", column.type},
                               {"scale", column.scale}});
    return Json{{"connection", plan.connection},
                {"schema", plan.schema},
                {"table", plan.table},
                {"dataset", plan.dataset},
                {"role", plan.role},
                {"mode", std::string(toText(plan.mode))},
                {"key", plan.key},
                {"profile", plan.profile},
                {"time", plan.time},
                {"name_column", plan.nameColumn},
                {"event_name", plan.eventName},
                {"id_column", plan.id},
                {"email", plan.email},
                {"consent", plan.consent},
                {"consent_yes", plan.consentYes},
                {"zone", plan.zone},
                {"cursor", plan.cursor},
                {"look_back_seconds", plan.lookBackSeconds},
                {"columns", columns},
                {"ignored", plan.ignored},
                {"max_bytes", plan.maxBytes},
                {"month_bytes", plan.monthBytes},
                {"max_rejects", plan.maxRejects},
                {"max_removed_percent", plan.maxRemovedPercent},
                {"schedule", toJson(plan.schedule)}};
}

Result<SyncPlan> syncPlanFromJson(const Json &json) {
    SyncPlan plan;
    const std::string mode = jsonText(json, "mode", "full");
    const auto known = syncModeFromText(mode);
    if (!known)
        return bad("mode", mode);
    plan.mode = *known;
    plan.connection = jsonText(json, "connection");
    plan.schema = jsonText(json, "schema");
    plan.table = jsonText(json, "table");
    plan.dataset = jsonText(json, "dataset");
    plan.role = jsonText(json, "role", "table");
    plan.key = jsonText(json, "key");
    plan.profile = jsonText(json, "profile");
    plan.time = jsonText(json, "time");
    plan.nameColumn = jsonText(json, "name_column");
    plan.eventName = jsonText(json, "event_name");
    plan.id = jsonText(json, "id_column");
    plan.email = jsonText(json, "email");
    plan.consent = jsonText(json, "consent");
    plan.consentYes = jsonTexts(json, "consent_yes");
    plan.zone = jsonText(json, "zone", "UTC");
    plan.cursor = jsonText(json, "cursor");
    plan.lookBackSeconds = jsonInt(json, "look_back_seconds");
    plan.ignored = jsonTexts(json, "ignored");
    plan.maxBytes = jsonInt(json, "max_bytes");
    plan.monthBytes = jsonInt(json, "month_bytes");
    plan.maxRejects = jsonInt(json, "max_rejects", -1);
    plan.maxRemovedPercent = static_cast<int>(jsonInt(json, "max_removed_percent", plan.maxRemovedPercent));
    if (const Json *schedule = jsonMember(json, "schedule"); schedule && schedule->is_object())
        plan.schedule = scheduleFromJson(*schedule);
    if (const Json *columns = jsonMember(json, "columns"); columns && columns->is_array())
        for (const Json &column : *columns)
            plan.columns.push_back({jsonText(column, "source"), jsonText(column, "source_type"), jsonText(column, "name"),
                                    jsonText(column, "type"), static_cast<int>(jsonInt(column, "scale"))});
    return plan;
}

Result<void> checkPlan(const SyncPlan &plan) {
    const auto needs = [&](std::string_view what) {
        return Error(ErrorKind::Invalid, "sync.needs").with("mode", toText(plan.mode)).with("what", what);
    };
    if (std::find(kRoles.begin(), kRoles.end(), plan.role) == kRoles.end())
        return bad("role", plan.role);
    const bool events = plan.role == "events";
    for (const auto &[value, what] : {std::pair<const std::string *, const char *>{&plan.connection, "--connection"}, {&plan.table, "--table"}, {&plan.dataset, "--as"}})
        if (value->empty())
            return needs(what);
    if (plan.role == "profiles" && plan.key.empty())
        return needs("--key");
    if (events && plan.profile.empty())
        return needs("--profile");
    if (events && plan.time.empty())
        return needs("--time");
    if (events && plan.nameColumn.empty() == plan.eventName.empty())
        return needs("--name or --event");
    if (plan.mode != SyncMode::Full && plan.cursor.empty())
        return needs("--cursor");
    const bool isByKey = plan.mode == SyncMode::Incremental || plan.mode == SyncMode::Mirror;
    if (isByKey && events)
        return Error(ErrorKind::Invalid, "sync.events_by_key").with("mode", toText(plan.mode));
    if (isByKey && plan.key.empty())
        return needs("--key");
    if (plan.mode == SyncMode::Append && !plan.key.empty() && !events)
        return bad("mode", "append with --key");
    if (plan.lookBackSeconds < 0 || (plan.mode == SyncMode::Append && plan.lookBackSeconds != 0))
        return bad("--look-back", std::to_string(plan.lookBackSeconds));
    if (plan.maxRemovedPercent < 0 || plan.maxRemovedPercent > 100)
        return bad("--max-removed", std::to_string(plan.maxRemovedPercent));
    if (plan.maxBytes < 0 || plan.monthBytes < 0)
        return bad("--max-mb", std::to_string(std::min(plan.maxBytes, plan.monthBytes)));
    return {};
}

} // namespace audience::model
