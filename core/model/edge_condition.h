// The condition families "latest" (what a person's last or first event was like) and "since" (how often
// something happened after such an event).
#pragma once

#include "model/event_choice.h"

namespace audience::model {

struct LatestCondition {
    EventChoice events;
    bool first = false;
    std::vector<FieldTest> has; // all of them, of that one event
};
struct SinceCondition {
    EventChoice events;
    EventChoice anchor;
    bool first = false; // the anchor: the first such event instead of the last
    TestOp op = TestOp::GreaterOrEqual;
    std::vector<Json> values; // how often
};

std::optional<LatestCondition> readLatest(const Json &json, const std::string &path, Findings &out);
std::optional<SinceCondition> readSince(const Json &json, const std::string &path, Findings &out);
Json toJson(const LatestCondition &condition);
Json toJson(const SinceCondition &condition);

} // namespace audience::model
