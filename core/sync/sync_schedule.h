// When a sync is due by itself. Pure: what it has to know of runs is given to it.
#pragma once

#include "model/sync_plan.h"
#include "sync/sync_run_repository.h"

#include <optional>
#include <vector>

namespace audience::sync {

// "15m", "2h" or "1d" for `every`, "06:00" for `daily`, a line of cron; only one of them is said. `zone`: on whose clock.
// Errors: "sync.bad_schedule" {value}, "campaign.bad_cron" {text, at}, "zone.unknown" {zone}.
Result<model::SyncSchedule> scheduleFromText(const std::string &every, const std::string &daily, const std::string &cron, const std::string &zone);

// The first time behind `after`. Nothing without a schedule, or where a cron line names no day within four years.
std::optional<Instant> nextTime(const model::SyncSchedule &schedule, Instant after);

// When the next run of a plan is due, maybe long ago: what was missed is made up for once. `runs`: its newest runs, the newest first.
// What failed of the line or was killed is tried again after a minute, two, four, and so on up to four hours, also before
// its next time; what a person has to mend waits for its next time, and longer each time.
std::optional<Instant> dueAt(const model::SyncSchedule &schedule, const std::vector<SyncRun> &runs);

} // namespace audience::sync
