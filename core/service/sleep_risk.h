// Whether this computer may be asleep when a campaign is to start: one with a battery is closed and carried away.
// Looked up each time, in a moment; any thread.
#pragma once

#include <string>

namespace audience::service {

enum class SleepRisk {
    Low,    // it hangs on the mains
    Laptop, // it has a battery of its own
    Unknown // this system does not tell
};

// `powerSupplies`: where Linux shows them; empty: AUDIENCE_POWER_SUPPLIES, else the system's.
SleepRisk sleepRisk(std::string powerSupplies = {});

} // namespace audience::service
