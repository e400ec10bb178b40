// The condition family "rank": who stands where when people are ordered by an attribute or by an
// aggregate of their events. What ties and missing values mean is in docs/formats/segment.md.
#pragma once

#include "base/decimal.h"
#include "model/event_choice.h"
#include "model/segment_rule.h"

namespace audience::model {

struct RankCondition {
    // Either an attribute or an aggregate over events.
    std::string attribute;
    AggregateTest::Of of = AggregateTest::Of::Count;
    std::string field; // the property; not for Count
    EventChoice events;

    enum class Keep { Top, Bottom, Percentile };
    Keep keep = Keep::Top;
    std::int64_t people = 0;  // Top, Bottom
    Decimal from, to;         // Percentile: per cent, both ends included
    std::optional<RuleNode> among; // absent: everybody
};

constexpr int kPercentDigits = 6; // after the point

std::optional<RankCondition> readRank(const Json &json, const std::string &path, Findings &out);
Json toJson(const RankCondition &condition);

// 0..100 with at most kPercentDigits digits after the point; nothing otherwise.
std::optional<Decimal> percentOf(const Json &value);
Json percentJson(Decimal percent);

} // namespace audience::model
