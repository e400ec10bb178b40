#include "sync/sync_schedule.h"

#include "base/cron.h"
#include "qbase/time_zone.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace audience::sync {

using model::SyncSchedule;
using Kind = model::SyncSchedule::Kind;

namespace {

constexpr std::int64_t kMinute = 60 * kMicrosPerSecond;
constexpr std::int64_t kLongestPause = 240 * kMinute;
constexpr int kMostDays = 366 * 4 + 1; // the 29th of February comes back within them
// A new attempt may go better, as it may after whatever the line or the disk did, and once a keychain is open: without a
// password nobody was asked, so that no account is locked by asking again.
constexpr std::array<std::string_view, 5> kPassing{"source.changed", "source.cancelled_there", "sync.plan_changed", "dataset.import_running", "store.busy"};

Error bad(const std::string &value) { return Error(ErrorKind::Invalid, "sync.bad_schedule").with("value", value); }

// "06:00" as minutes of the day.
std::optional<int> minutesOf(const std::string &text) {
    int hour = -1, minute = -1;
    const char *end = text.data() + text.size();
    const auto [colon, first] = std::from_chars(text.data(), end, hour);
    if (first != std::errc() || colon == end || *colon != ':' || end - colon != 3)
        return std::nullopt;
    const auto [last, second] = std::from_chars(colon + 1, end, minute);
    if (second != std::errc() || last != end || hour < 0 || hour > 23 || minute < 0 || minute > 59)
        return std::nullopt;
    return hour * 60 + minute;
}

bool mayPass(const SyncRun &run) {
    return run.state == RunState::Interrupted || run.state == RunState::Running ||
           (run.fault && (run.fault->kind == ErrorKind::Network || run.fault->id.starts_with("secrets.") || std::find(kPassing.begin(), kPassing.end(), run.fault->id) != kPassing.end()));
}

} // namespace

Result<SyncSchedule> scheduleFromText(const std::string &every, const std::string &daily, const std::string &cron, const std::string &zone) {
    SyncSchedule schedule;
    if (int{!every.empty()} + int{!daily.empty()} + int{!cron.empty()} != 1)
        return bad(every + ' ' + daily + ' ' + cron);
    if (!isKnownZone(zone))
        return Error(ErrorKind::Invalid, "zone.unknown").with("zone", zone);
    schedule.zone = zone;
    if (!every.empty()) {
        std::int64_t number = 0;
        const auto [unit, failed] = std::from_chars(every.data(), every.data() + every.size(), number);
        const std::string_view word(unit, static_cast<std::size_t>(every.data() + every.size() - unit));
        const int minutes = word == "m" ? 1 : word == "h" ? 60 : word == "d" ? 24 * 60 : 0;
        if (failed != std::errc() || minutes == 0 || number < 1 || number * minutes > 60 * 24 * 366)
            return bad(every);
        schedule.kind = Kind::Every;
        schedule.minutes = static_cast<int>(number * minutes);
    } else if (!daily.empty()) {
        if (!minutesOf(daily))
            return bad(daily);
        schedule.kind = Kind::Daily;
        schedule.at = daily;
    } else {
        TRY(CronTimes::parse(cron));
        schedule.kind = Kind::Cron;
        schedule.cron = cron;
    }
    return schedule;
}

std::optional<Instant> nextTime(const SyncSchedule &schedule, Instant after) {
    if (schedule.kind == Kind::None)
        return std::nullopt;
    if (schedule.kind == Kind::Every)
        return Instant{after.micros + schedule.minutes * kMinute};
    std::optional<CronTimes> cron;
    std::vector<int> minutes;
    if (schedule.kind == Kind::Cron) {
        auto parsed = CronTimes::parse(schedule.cron);
        if (!parsed)
            return std::nullopt;
        minutes = parsed->minutes();
        cron.emplace(*std::move(parsed));
    } else {
        const auto at = minutesOf(schedule.at);
        if (!at)
            return std::nullopt;
        minutes = {*at};
    }
    const auto local = civilAt(after, schedule.zone);
    if (!local)
        return std::nullopt;
    for (int day = 0; day <= kMostDays; ++day) {
        const CivilDate date{local->date.days + day};
        if (cron && !cron->isOn(date))
            continue;
        for (const int minute : minutes)
            if (const auto at = instantAt({date, minute * 60}, schedule.zone); at && after < *at)
                return *at;
    }
    return std::nullopt;
}

std::optional<Instant> dueAt(const SyncSchedule &schedule, const std::vector<SyncRun> &runs) {
    if (schedule.kind == Kind::None)
        return std::nullopt;
    // A run from before it was scheduled says when it is due next, too, but for a time of day that was said since.
    const bool isFirst = runs.empty() || (schedule.kind != Kind::Every && runs.front().startedAt < schedule.since);
    if (isFirst)
        return schedule.kind == Kind::Every ? std::optional(schedule.since) : nextTime(schedule, schedule.since);
    const SyncRun &last = runs.front();
    const auto normal = nextTime(schedule, last.startedAt);
    int failures = 0;
    for (const SyncRun &run : runs) {
        if (run.state == RunState::Done || run.state == RunState::Cancelled)
            break;
        ++failures;
    }
    if (failures == 0)
        return normal;
    const std::int64_t pause = std::min(kLongestPause, kMinute << std::min(failures - 1, 20));
    const Instant retry{last.finishedAt.value_or(last.startedAt).micros + pause};
    if (mayPass(last))
        return retry;
    return normal ? std::max(*normal, retry) : retry;
}

} // namespace audience::sync
