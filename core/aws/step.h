// One step of setting something up at Amazon, as a value: what was looked at, what was found, what would be written.
#pragma once

#include "base/result.h"

#include <functional>
#include <string>
#include <vector>

namespace audience::aws {

enum class StepState {
    Ok,      // as it should be
    Differs, // there, but otherwise
    Missing,
    Kept,     // of a removal: left as it is; `fault` says why
    Failed,   // `fault` says why
    NotTried, // a step before it failed, or it was not asked for
};
// "ok", "differs", "missing", "kept", "failed", "not_tried".
std::string_view toText(StepState state);

struct StepDifference {
    std::string what, found, wanted; // "VisibilityTimeout", "30", "120"; texts of Amazon's, never translated
};

struct Step {
    std::string id;       // "queue": see EventPath
    std::string resource; // its ARN or name, where known
    StepState state = StepState::NotTried;
    bool isWritten = false;                  // by this run: made, changed or removed
    std::vector<StepDifference> differences; // of what was found at first
    std::optional<Error> fault;
};

using TellStep = std::function<void(const Step &)>;

} // namespace audience::aws
