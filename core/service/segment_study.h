// Questions about a segment as a whole: what sets its people apart, how segments overlap, which rule describes a
// list, and which groups the buyers fall into by themselves. Slow for large workspaces: in the background.
#pragma once

#include "async/cancel.h"
#include "base/strong_id.h"
#include "model/segment_rule.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace audience::service {

class Session;

// One thing that more of the segment's people have in common than of everybody else.
struct SegmentTrait {
    model::RuleNode part; // makes it a segment
    std::string text;     // the same in words
    std::int64_t inside = 0, outside = 0; // people
    double insideShare = 0, outsideShare = 0;
    double adjusted = 1; // how likely chance alone finds that much in so many columns; clear up to 0.05
    bool isAsked = false; // the rule asks about the same column or about purchases itself, so it is no news
    bool isClear() const { return adjusted <= 0.05; }
};
// The largest difference of the shares first, one for each column that differs. Errors as in SegmentService::count().
Result<std::vector<SegmentTrait>> whatSetsApart(Session &session, const model::SegmentRule &rule, const CancelToken &cancel = {});
// Stands for all that it goes by, people, data and what is computed of them: the same again has the same answer.
Result<std::string> whatSetsApartKey(Session &session, const model::SegmentRule &rule, const CancelToken &cancel = {});

// A rule for people who were picked in another way.
struct DescribedList {
    model::SegmentRule rule; // nobody where nothing was found
    std::string text;
    std::int64_t wanted = 0, found = 0, right = 0; // on the list, in the rule, in both
    double precision() const { return found > 0 ? static_cast<double>(right) / static_cast<double>(found) : 0; }
    double recall() const { return wanted > 0 ? static_cast<double>(right) / static_cast<double>(wanted) : 0; }
};
Result<DescribedList> describeList(Session &session, const model::SegmentRule &list, const CancelToken &cancel = {});

struct SegmentOverlap {
    static constexpr std::size_t kMost = 16; // segments at once
    std::vector<std::int64_t> sizes;         // of each segment
    // People who are in just these segments (bit i: the i-th), the most first; nobody is counted twice.
    struct Part {
        std::uint32_t in = 0;
        std::int64_t people = 0;
    };
    std::vector<Part> parts;
    std::int64_t outside = 0; // in none of them
};
// Error "segment.too_many" {most}, else as in SegmentService::count().
Result<SegmentOverlap> overlapOf(Session &session, const std::vector<model::SegmentRule> &rules, const CancelToken &cancel = {});

// Groups of buyers by how long ago, how often, how much and how much at a time they buy.
struct SuggestedGroups {
    // What speaks for and against so many groups.
    struct Choice {
        int groups = 0;
        double inertia = 0;    // the sum of squared distances to the own middle, in standard deviations
        double silhouette = 0; // -1 to 1: how clearly they are apart
        double agreement = 0;  // 0 to 1: how far other beginnings come to the same groups
    };
    struct Group {
        std::string name; // "champions", "loyal", "large_orders", "at_risk", "occasional"
        std::int64_t people = 0;
        double daysAgo = 0, purchases = 0, spent = 0, perPurchase = 0; // means
        double spentShare = 0;                                         // of what all groups spent
        DescribedList rule; // how well an ordinary rule says the same
        std::vector<Ordinal> members;
    };
    std::vector<Choice> choices;
    int chosen = 0;
    std::vector<Group> groups; // who spends most first
    std::int64_t buyers = 0;
};
struct SuggestOptions {
    int groups = 0; // 2 to 8; 0: of at least three the clearest that other beginnings find as well
    CancelToken cancel;
    std::function<int()> threads = {}; // asked before each number of groups; none, or 0 from it: as many as there are for compute
    std::int64_t mostBuyers = 0;       // 0: of however many; else nothing is looked for among more
};
// The buyers in 2 to 8 groups each, which takes long; describing one of the numbers does not. Immutable, any thread.
class GroupedBuyers;
// Nothing where there are more buyers than wanted. Errors as in suggestGroups().
Result<std::shared_ptr<const GroupedBuyers>> groupBuyers(Session &session, const SuggestOptions &options = {});
Result<SuggestedGroups> suggestGroups(Session &session, const GroupedBuyers &grouped, const SuggestOptions &options = {});
// Both. Errors: "segment.no_purchases", "insight.too_few" {count, people}, "data.no_people", "cancelled".
Result<SuggestedGroups> suggestGroups(Session &session, const SuggestOptions &options = {});

} // namespace audience::service
