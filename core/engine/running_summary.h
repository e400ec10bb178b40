// What people's events come to up to one moment of the past after another: each goes on where the one before it ended,
// so that a year of days costs little more than its last one. Kept by the evaluator; thread-safe.
#pragma once

#include "engine/bitmap.h"

#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace audience::engine {

struct EventSpine;

struct RunningSummary {
    // Of each partition of the events: how many of its first rows are in it.
    std::vector<std::pair<std::shared_ptr<const EventSpine>, std::size_t>> parts;
    std::vector<std::int64_t> values; // one per ordinal
    Bitmap present;                   // of moments: who has one
};

class RunningSummaries {
public:
    // Who takes one has it for himself until he keeps it again; null where there is none.
    std::unique_ptr<RunningSummary> take(const std::string &key);
    void keep(std::string key, std::unique_ptr<RunningSummary> summary); // instead of those longest not asked for

private:
    static constexpr std::size_t kMost = 8;
    std::mutex m_mutex;
    std::list<std::pair<std::string, std::unique_ptr<RunningSummary>>> m_kept; // newest first
};

} // namespace audience::engine
