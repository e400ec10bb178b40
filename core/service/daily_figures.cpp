#include "service/daily_figures.h"

#include "base/json.h"
#include "service/audience_question.h"
#include "service/period.h"
#include "service/segment_service.h"
#include "service/session.h"

#include <algorithm>

namespace audience::service {

namespace {

constexpr const char *kSetting = "figures.daily";
constexpr std::size_t kKeptDays = 90, kMostSegments = 40;

} // namespace

Result<std::vector<DayFigures>> dailyFigures(const Session &session) {
    std::vector<DayFigures> days;
    TRY_ASSIGN(const Json stored, session.workspace().setting(kSetting));
    if (!stored.is_array())
        return days;
    for (const Json &one : stored) {
        const auto day = civilFromIso(jsonText(one, "day"));
        if (!day)
            continue;
        DayFigures figures{*day, jsonInt(one, "people"), jsonInt(one, "reachable"), {}};
        if (const Json *segments = jsonMember(one, "segments"); segments && segments->is_object())
            for (const auto &[id, count] : segments->items())
                if (count.is_number_integer())
                    figures.segments[std::atoll(id.c_str())] = count.get<std::int64_t>();
        days.push_back(std::move(figures));
    }
    std::sort(days.begin(), days.end(), [](const DayFigures &a, const DayFigures &b) { return a.day < b.day; });
    return days;
}

Result<void> keepDailyFigures(Session &session, const std::vector<DayFigures> &days) {
    Json stored = Json::array();
    for (std::size_t i = days.size() > kKeptDays ? days.size() - kKeptDays : 0; i < days.size(); ++i) {
        Json segments = Json::object();
        for (const auto &[id, count] : days[i].segments)
            segments[std::to_string(id)] = count;
        stored.push_back(Json{{"day", toIso(days[i].day)}, {"people", days[i].people}, {"reachable", days[i].reachable}, {"segments", segments}});
    }
    return session.workspace().keepFigures(kSetting, stored);
}

Result<DayFigures> countToday(Session &session) {
    const ZoneDays zone(workspaceZone(session));
    DayFigures today;
    today.day = zone.dayOf(session.workspace().clock().now());
    TRY_ASSIGN(const People people, People::load(session));
    const engine::Bitmap &everyone = people.snapshot().members();
    today.people = static_cast<std::int64_t>(everyone.count());
    TRY_ASSIGN(const auto reachable, reachableOf(session, people, everyone, {}));
    today.reachable = static_cast<std::int64_t>(reachable.people.size());
    TRY_ASSIGN(const auto segments, SegmentService(session).list());
    for (std::size_t i = 0; i < segments.size() && i < kMostSegments; ++i)
        if (const auto audience = evaluateRule(session, people, segments[i].rule))
            today.segments[segments[i].id.value] = static_cast<std::int64_t>(audience->members.count());
    if (session.workspace().isReadOnly())
        return today;
    TRY_ASSIGN(auto days, dailyFigures(session));
    if (!days.empty() && days.back() == today)
        return today;
    std::erase_if(days, [&](const DayFigures &one) { return one.day >= today.day; });
    days.push_back(today);
    // Looking must not fail because the file is busy: the next look keeps the figures.
    (void)keepDailyFigures(session, days);
    return today;
}

const DayFigures *figuresOf(const std::vector<DayFigures> &days, CivilDate day) {
    const DayFigures *found = nullptr;
    for (const DayFigures &one : days)
        if (one.day <= day)
            found = &one;
    return found;
}

} // namespace audience::service
