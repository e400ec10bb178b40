// Data as they were just before a moment, without a copy of them: the events of the past are those of the present up
// to there. Conditions and values of people leave out what came later; attributes are those of the present unless
// others are given. Immutable; any thread.
#pragma once

#include "engine/predicate.h"
#include "engine/snapshot.h"

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace audience::engine {

// The column of a dataset that says when its rows happened, for rows that are looked at as those of a table.
using TimeFields = std::map<std::string, std::string>;

// What has other columns of profiles than the present, and their version.
struct PastProfiles {
    std::shared_ptr<ColumnProvider> columns;
    std::uint64_t version = 0;
};

// The snapshot `data` (not one of the past itself) just before `end`.
std::shared_ptr<const Snapshot> pastOf(std::shared_ptr<const Snapshot> data, std::int64_t end, TimeFields times = {},
                                       const std::optional<PastProfiles> &profiles = std::nullopt);

// For kernels: whose events they read, and where those end. Of a snapshot that is not of the past itself, and kNoHigh.
struct EventsOf {
    const Snapshot *data;
    std::int64_t end = kNoHigh;
    const TimeFields *times = nullptr;
    std::string version() const { return end == kNoHigh ? std::string() : '<' + std::to_string(end); } // of answers
};
EventsOf eventsOf(const Snapshot &snapshot);

} // namespace audience::engine
