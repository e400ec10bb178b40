// Named places where a test may stop the process or fail a step. Costs one relaxed load when unused.
#pragma once

#include <atomic>

namespace audience {

using FaultHook = void (*)(const char *name);
extern std::atomic<FaultHook> g_faultHook;

// Called by durable code just before and after each step, e.g. faultPoint("ledger.intent.committed").
inline void faultPoint(const char *name) {
    if (const FaultHook hook = g_faultHook.load(std::memory_order_relaxed))
        hook(name);
}

// Installs the hook asked for by AUDIENCE_CRASH_AT=<name>[:<n>]: the n-th visit of the point ends the
// process with SIGKILL, as a power cut would. Only the test builds of the programs call it.
void installCrashPointFromEnvironment();

} // namespace audience
