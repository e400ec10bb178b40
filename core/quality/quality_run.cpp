#include "quality/quality_run.h"

#include <algorithm>

namespace audience::quality {

std::string_view toText(CheckResult::State state) {
    return state == CheckResult::State::Passed ? "passed" : state == CheckResult::State::Failed ? "failed" : "not_run";
}

std::string_view toText(Cause cause) {
    return cause == Cause::Import ? "import" : cause == Cause::Sync ? "sync" : "asked";
}

std::size_t QualityRun::bad() const {
    return static_cast<std::size_t>(std::count_if(results.begin(), results.end(), [](const CheckResult &result) { return result.isBad(); }));
}

} // namespace audience::quality
