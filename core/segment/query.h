// What is asked of a compiled segment besides its members: the count, and what each part of the rule
// does to it. `count` is the rule alone; who of them can be emailed is delivery's business.
#pragma once

#include "engine/plan.h"

#include <cstdint>
#include <string>
#include <vector>

namespace audience::segment {

struct Step {
    std::string path;          // JSON pointer of the rule's part
    std::uint64_t matches = 0; // members who meet this part by itself
    std::uint64_t left = 0;    // members in the segment after this part and those before it
    double milliseconds = 0;   // that the part took
};

// Errors of all: "cancelled" and those of loading columns.
Result<std::uint64_t> count(engine::Evaluator &evaluator, const engine::Plan &plan,
                            const engine::Snapshot &snapshot, CancelToken cancel = {});
// Rising ordinals.
Result<std::vector<Ordinal>> members(engine::Evaluator &evaluator, const engine::Plan &plan,
                                     const engine::Snapshot &snapshot, CancelToken cancel = {});
// One step per child of the root (or for the root itself when it is a condition). An "any" grows from
// nobody, "all" and "none" shrink from everybody.
Result<std::vector<Step>> leftAfterEach(engine::Evaluator &evaluator, const engine::Plan &plan,
                                        const engine::Snapshot &snapshot, CancelToken cancel = {});
// The members who meet each condition by itself, in the order of the rule; `left` is not set.
Result<std::vector<Step>> explain(engine::Evaluator &evaluator, const engine::Plan &plan,
                                  const engine::Snapshot &snapshot, CancelToken cancel = {});

} // namespace audience::segment
