// Which parts of a compiled rule keep no history, so that a rule asked about another day looks at them as they are
// today: attributes, stored lists, answers to queries, rows without a time. Nested segments and traits are looked
// through.
#pragma once

#include "engine/past.h"
#include "engine/plan.h"

#include <set>
#include <string>

namespace audience::segment {

struct UndatedParts {
    std::set<std::string> attributes; // without what is computed from events
    std::set<std::string> tables;     // whose rows have no time
    bool lists = false, queries = false, reachable = false;
    // Only what stands on record now, with the day since when: what it replaced is not kept.
    bool consent = false, suppression = false;
    bool none() const { return attributes.empty() && tables.empty() && !lists && !queries && !reachable && !consent && !suppression; }
};

// `times`: which datasets have one.
UndatedParts undatedParts(const engine::Plan &plan, const engine::TimeFields &times);

} // namespace audience::segment
