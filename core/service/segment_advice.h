// What could be done with the people of a segment so that more of them read and buy, each with how many it is about.
// Only what the data say: nothing of purchases, openings or consent where none are known, and nothing about nobody.
#pragma once

#include "async/cancel.h"
#include "model/segment_rule.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace audience::service {

class Session;

struct SegmentAdvice {
    // "no_consent", "no_address", "not_opening", "not_clicking", "not_emailed", "best_hour", "bought_once",
    // "bought_before", "never_bought"
    std::string id;
    std::vector<std::pair<std::string, std::string>> args; // days; of best_hour: hour, openings, of
    std::int64_t people = 0;
    model::RuleNode part; // who of the segment
};

// The most people first. Errors as in SegmentService::count().
Result<std::vector<SegmentAdvice>> adviceFor(Session &session, const model::SegmentRule &rule, const CancelToken &cancel = {});

} // namespace audience::service
