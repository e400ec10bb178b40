#include "service/sleep_risk.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace audience::service {

static std::string firstLine(const std::filesystem::path &path) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    return line;
}

SleepRisk sleepRisk(std::string powerSupplies) {
    const char *chosen = std::getenv("AUDIENCE_POWER_SUPPLIES");
    if (powerSupplies.empty() && chosen)
        powerSupplies = chosen;
#ifdef __linux__
    if (powerSupplies.empty())
        powerSupplies = "/sys/class/power_supply";
    std::error_code error;
    for (std::filesystem::directory_iterator it(powerSupplies, error), end; !error && it != end; it.increment(error))
        // The battery of a mouse says that it is a device's.
        if (firstLine(it->path() / "type") == "Battery" && firstLine(it->path() / "scope") != "Device")
            return SleepRisk::Laptop;
    return SleepRisk::Low;
#else
    return SleepRisk::Unknown;
#endif
}

} // namespace audience::service
