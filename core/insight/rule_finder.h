// "Describe this list as a rule": a few tests joined by "and" and "or" that pick out about the same people, with how
// well they do. A small decision tree is grown, its best leaves are taken, and tests that add nothing are dropped.
// Pure; the same input gives the same rule.
#pragma once

#include "async/cancel.h"
#include "insight/features.h"

#include <vector>

namespace audience::insight {

// Is and AtMost and AtLeast as in Cut, of several values for Is; `isNot` turns it round, and rows without a value
// then meet it.
struct RuleTest {
    std::size_t feature = 0;
    Cut::Kind kind = Cut::Kind::Filled; // AtMost, AtLeast, Is, Filled
    bool isNot = false;
    double number = 0;
    double neighbour = 0;             // the nearest value that does not meet it; a rounder number may stand between them
    std::vector<std::uint32_t> codes; // rising
    bool meets(const Feature &of, std::size_t row) const;
};

struct FoundRule {
    using All = std::vector<RuleTest>;
    std::vector<All> any;                       // the part that finds most comes first; empty: nothing was found
    std::int64_t wanted = 0, found = 0, right = 0; // rows of the list, of the rule, of both
    double precision() const { return found > 0 ? static_cast<double>(right) / static_cast<double>(found) : 0; }
    double recall() const { return wanted > 0 ? static_cast<double>(right) / static_cast<double>(wanted) : 0; }
    // Of precision and recall, the harmonic mean.
    double balance() const { return wanted + found > 0 ? 2.0 * static_cast<double>(right) / static_cast<double>(wanted + found) : 0; }
};

struct RuleFinderOptions {
    int leaves = 8;    // of the tree, at most
    int perTest = 12;  // values that one test may list
    CancelToken cancel;
};

// Error "cancelled".
Result<FoundRule> findRule(const std::vector<Feature> &features, const Membership &list, const RuleFinderOptions &options = {});

} // namespace audience::insight
