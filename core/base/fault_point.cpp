#include "base/fault_point.h"

#include <csignal>
#include <cstdlib>
#include <string>

namespace audience {

std::atomic<FaultHook> g_faultHook{nullptr};

namespace {

struct CrashPlan {
    std::string name;
    std::atomic<int> visitsLeft{1};
};

CrashPlan &crashPlan() {
    static CrashPlan plan;
    return plan;
}

void crashHook(const char *name) {
    CrashPlan &plan = crashPlan();
    if (plan.name != "*" && plan.name != name)
        return;
    if (--plan.visitsLeft != 0)
        return;
#ifdef SIGKILL
    std::raise(SIGKILL);
#endif
    std::abort();
}

} // namespace

void installCrashPointFromEnvironment() {
    const char *wanted = std::getenv("AUDIENCE_CRASH_AT");
    if (!wanted)
        return;
    const std::string text = wanted;
    const auto colon = text.find(':');
    crashPlan().name = text.substr(0, colon);
    crashPlan().visitsLeft = colon == std::string::npos ? 1 : std::atoi(text.c_str() + colon + 1);
    g_faultHook.store(&crashHook);
}

} // namespace audience
