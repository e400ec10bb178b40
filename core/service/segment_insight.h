// What stands behind a segment's number: what each part of the rule takes away and costs, and what changes
// between two rules, in the rule and among the people.
#pragma once

#include "async/cancel.h"
#include "model/segment_rule.h"

#include <cstdint>
#include <string>
#include <vector>

namespace audience::service {

class Session;

struct SegmentExplanation {
    struct Part {
        std::string path; // JSON pointer
        std::string text; // in words
        std::int64_t alone = 0;   // people who meet it by itself
        double milliseconds = 0;  // to find them, with the data in memory and no answer kept
    };
    struct Step : Part {
        std::int64_t left = 0;    // people in the segment after this part and those before it
        std::int64_t change = 0;  // what this part took away (negative) or brought
    };
    std::int64_t everyone = 0, count = 0;
    std::vector<Step> steps;      // the parts of the outermost group in their order
    std::vector<Part> conditions; // every condition, however deep
};

struct SegmentComparison {
    struct Change {
        std::string path;
        std::string before, after; // in words; empty where there is none
    };
    std::vector<Change> changes;
    std::int64_t before = 0, after = 0; // people
    std::int64_t stayed = 0, joined = 0, left = 0;
};

// Errors as in SegmentService::count().
Result<SegmentExplanation> explainSegment(Session &session, const model::SegmentRule &rule, const CancelToken &cancel = {});
Result<SegmentComparison> compareSegments(Session &session, const model::SegmentRule &before, const model::SegmentRule &after,
                                          const CancelToken &cancel = {});

} // namespace audience::service
