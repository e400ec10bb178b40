// Which table of a source goes to which dataset, and how: what a person decided, with the shape of the table as it was
// then, so that a change of it is noticed.
#pragma once

#include "base/clock.h"
#include "base/json_fwd.h"
#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::model {

enum class SyncMode {
    Full,        // everything anew, the old rows stay until the last new one is there
    Incremental, // rows whose cursor rose since the last run; by key
    Append,      // rows behind the last one read; nothing is replaced
    Mirror       // as incremental, and what is gone there goes here
};
std::string_view toText(SyncMode mode); // "full", "incremental", "append", "mirror"
std::optional<SyncMode> syncModeFromText(std::string_view text);

struct SyncColumn {
    std::string source;     // its name there
    std::string sourceType; // as the source spells it
    std::string name;       // of the dataset's field
    std::string type;       // "bool", "int64", "decimal", ... ; see docs/sources.md
    int scale = 0;          // of decimals
    friend bool operator==(const SyncColumn &, const SyncColumn &) = default;
};

// When it runs by itself.
struct SyncSchedule {
    enum class Kind { None, Every, Daily, Cron };
    Kind kind = Kind::None;
    int minutes = 0;          // Every: from start to start
    std::string at, cron;     // Daily: "06:00"; Cron: a line of it
    std::string zone = "UTC"; // on whose clock the last two are
    Instant since = {};       // when that was said
    friend bool operator==(const SyncSchedule &, const SyncSchedule &) = default;
};

struct SyncPlan {
    std::string name, connection, schema, table, dataset;
    std::string role = "table"; // "profiles", "events", "table"
    SyncMode mode = SyncMode::Full;
    // Names of fields; empty where there is none.
    std::string key, profile, time, nameColumn, eventName, id, email, consent;
    std::vector<std::string> consentYes;
    std::string zone = "UTC"; // of times that say none
    std::string cursor;       // the column of the source that rises
    std::int64_t lookBackSeconds = 0;
    std::vector<SyncColumn> columns;
    std::vector<std::string> ignored; // columns of the source that are known and not wanted
    std::int64_t maxBytes = 0;        // of one run; 0: no limit
    std::int64_t monthBytes = 0;      // of a calendar month; 0: no limit
    std::int64_t maxRejects = -1;     // of one run; -1: no limit
    int maxRemovedPercent = 50;       // of a mirror or a full run
    SyncSchedule schedule = {};
    friend bool operator==(const SyncPlan &, const SyncPlan &) = default;
    std::string source() const { return schema.empty() ? table : schema + '.' + table; }
};

Json toJson(const SyncPlan &plan);
// Errors: "sync.bad_plan" {what, value}.
Result<SyncPlan> syncPlanFromJson(const Json &json);
// Errors: "sync.needs" {mode, what}, "sync.events_by_key" {mode}, "sync.bad_plan" {what, value}.
Result<void> checkPlan(const SyncPlan &plan);

} // namespace audience::model
